/* domain/application_row.c - an application read, moved and written. */

#include "config.h"

#include "domain/application_row.h"

#include <inttypes.h>
#include <string.h>

#include "domain/record.h"

static const char SELECT_ROW[] =
    "SELECT version, status, program_version, entity, submitted_by, domain,"
    " company_key, tax_key, touched_at, due, days_left, claimed_by,"
    " claimed_at, owner, items, items_done, checks_failed, score, decided_by,"
    " partner, revenue, ref, company, country, state, city, website, program,"
    " level, contact_name, contact_email, contact_phone, technical_name,"
    " technical_email, registry_number, tax_id, founded, employees,"
    " certified_people, territories, languages, business_model, partner_page,"
    " customers, description, currency, submitted_on, consent, note,"
    " wake_on, expires_on FROM application WHERE id = ?1 AND void = 0";

static const char SELECT_APPROVALS[] =
    "SELECT id FROM application_approval WHERE application = ?1"
    " AND void = 0";

static void read_data(
    struct stmt *st, struct arena *a, struct application_row *row)
{
	struct application_data *d = &row->data;
	const char **texts[] = { &d->id, &d->company, &d->country, &d->state,
		&d->city, &d->website, &d->program, &d->level, &d->contact_name,
		&d->contact_email, &d->contact_phone, &d->technical_name,
		&d->technical_email, &d->registry_number, &d->tax_id };
	const char **more[] = { &d->territories, &d->languages,
		&d->business_model, &d->partner_page, &d->references,
		&d->description, &d->currency };
	struct value consent = db_column(st, 47, VALUE_INT);
	int at = 21;

	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		*texts[i] = db_text(st, at++, a);
	d->founded = db_int_or(st, at++, FIELD_UNSET);
	d->employees = db_int_or(st, at++, FIELD_UNSET);
	d->certified_people = db_int_or(st, at++, FIELD_UNSET);
	for (size_t i = 0; i < ARRAY_LEN(more); i++)
		*more[i] = db_text(st, at++, a);
	d->submitted_on = db_date(st, at++);
	d->consent = consent.type == VALUE_NULL ? TRI_UNSET
	    : consent.i != 0                    ? TRI_YES
						: TRI_NO;
	d->note = db_text(st, 48, a);
	d->expected_revenue = decimal_of_minor(row->money_minor, d->currency);
}

static void read_row(struct stmt *st, struct arena *a, void *record)
{
	struct application_row *row = record;
	row->version = db_int(st, 0);
	row->status = db_text(st, 1, a);
	row->state = (enum application_state)lifecycle_find(
	    &application_lifecycle, row->status);
	row->program_version = db_int(st, 2);
	row->entity = db_text(st, 3, a);
	row->submitted_by = db_text(st, 4, a);
	row->domain = db_text(st, 5, a);
	row->company_key = db_text(st, 6, a);
	row->tax_key = db_text(st, 7, a);
	row->touched_at = db_int(st, 8);
	row->due = db_date(st, 9);
	row->days_left = db_int(st, 10);
	row->claimed_by = db_text(st, 11, a);
	row->claimed_at = db_int(st, 12);
	row->owner = db_text(st, 13, a);
	row->items = db_int(st, 14);
	row->items_done = db_int(st, 15);
	row->checks_failed = db_int(st, 16);
	row->score = db_int_or(st, 17, FIELD_UNSET);
	if (row->score == FIELD_UNSET)
		row->score = -1;
	row->decided_by = db_text(st, 18, a);
	row->partner = db_int(st, 19);
	row->money_minor = db_int_or(st, 20, FIELD_UNSET);
	row->wake_on = db_date(st, 49);
	row->expires_on = db_date(st, 50);
	read_data(st, a, row);
}

bool application_read(struct session *s, int64_t id, struct arena *a,
    struct application_row *ret, struct err *err)
{
	struct application_row row = { .id = id };

	if (!record_row(
		s, "application", SELECT_ROW, id, read_row, &row, a, err))
		return false;
	*ret = row;
	return true;
}

bool application_terms(struct session *s, const struct application_row *row,
    int64_t now, struct edit *ret, struct err *err)
{
	if (!program_by_row(s, row->program_version, &ret->program, err))
		return false;
	ret->entity = program_entity_by_id(ret->program.program, row->entity);
	if (ret->entity == NULL)
		return err_set(err, ERR_IO,
		    "The program %s has no entity \"%s\".",
		    ret->program.program->id, row->entity);
	if (!program_calendar(s, ret->entity, &ret->calendar, err))
		return false;
	ret->today = calendar_day(&ret->calendar, now);
	return true;
}

/* The states an operation is offered in are those it is done in. */
static bool check_state(
    struct edit *e, const struct operation *op, struct err *err)
{
	const struct lifecycle *lc = &application_lifecycle;

	if (op->from == 0 || (op->from & STATE_BIT(e->row.state)) != 0)
		return true;
	if (!application_undecided(e, err))
		return false;
	return err_set(err, ERR_REFUSED,
	    "%s is in state \"%s\"; \"%s\" is not possible there.",
	    application_label(e), lc->states[e->row.state].label, op->verb);
}

static bool check(struct edit *e, const struct call *call,
    const struct operation *op, struct err *err)
{
	const struct record_state seen = { .noun = "application",
		.id = e->row.id,
		.version = e->row.version };

	return record_check(&e->change, call, op, &seen, err) &&
	    check_state(e, op, err);
}

bool application_do(struct session *s, struct call *call, const char *verb,
    application_body *body, struct err *err)
{
	const struct operation *op = operation_find("application", verb);
	struct edit e = { .arena = call->arena };
	bool again, ok;

	if (!record_begin(s, call, op, &e.change, &again, err) || again)
		return again;
	ok = application_read(s, call->id, call->arena, &e.row, err) &&
	    application_terms(s, &e.row, e.change.now, &e, err) &&
	    check(&e, call, op, err) && body(&e, call, err);
	return record_end(&e.change, call, ok, err);
}

bool application_set(
    struct edit *e, const struct set *sets, size_t n, struct err *err)
{
	return change_update(
	    &e->change, "application", e->row.id, 0, sets, n, err);
}

date_days clock_due(const struct calendar *c, date_days today, int64_t left)
{
	date_days d = today;

	if (left >= 0)
		return calendar_add(c, today, (int)left);
	while (left < 0) {
		d--;
		if (calendar_is_business_day(c, d))
			left++;
	}
	return d;
}

static bool is_waiting(enum application_state state)
{
	return state == APPLICATION_INFO_REQUESTED ||
	    state == APPLICATION_ON_HOLD;
}

/* The decision clock stands still while somebody else is to act. */
static bool move_clock(
    struct edit *e, enum application_state to, struct err *err)
{
	bool was = is_waiting(e->row.state), will = is_waiting(to);

	if (!was && will && e->row.due != DATE_NONE) {
		int left = calendar_between(&e->calendar, e->today, e->row.due);

		return application_set(e,
		    SETS({ "due", val_null() }, { "days_left", val_int(left) }),
		    err);
	}
	if (was && to == APPLICATION_IN_REVIEW) {
		date_days due =
		    clock_due(&e->calendar, e->today, e->row.days_left);

		return application_set(e,
		    SETS({ "due", val_date(due) }, { "days_left", val_null() },
			{ "wake_on", val_null() },
			{ "expires_on", val_null() }),
		    err);
	}
	return true;
}

bool application_undecided(struct edit *e, struct err *err)
{
	if (e->row.state <= APPLICATION_ON_HOLD)
		return true;
	return err_set(err, ERR_REFUSED, "%s is %s already%s%s.",
	    application_label(e), e->row.status,
	    e->row.decided_by[0] != '\0' ? ", by " : "", e->row.decided_by);
}

bool application_move(
    struct edit *e, enum application_state to, struct err *err)
{
	const struct lifecycle *lc = &application_lifecycle;

	if (e->row.state == APPLICATION_SUBMITTED &&
	    to > APPLICATION_IN_REVIEW && to < APPLICATION_WITHDRAWN &&
	    !application_move(e, APPLICATION_IN_REVIEW, err))
		return false;
	if (!application_undecided(e, err) ||
	    !lifecycle_move(lc, e->row.state, to, err) ||
	    !move_clock(e, to, err) ||
	    !application_set(
		e, SETS({ "status", val_text(lc->states[to].name) }), err))
		return false;
	e->row.state = to;
	e->row.status = lc->states[to].name;
	return true;
}

bool application_touch(struct edit *e, struct err *err)
{
	if (e->row.touched_at == 0 &&
	    !application_set(
		e, SETS({ "touched_at", val_time(e->change.now) }), err))
		return false;
	e->row.touched_at = e->change.now;
	return true;
}

bool application_remark(struct edit *e, const char *decision,
    const char *reason, const char *outside, const char *inside,
    struct err *err)
{
	return change_insert(&e->change, "application_reason",
	    SETS({ "application", val_int(e->row.id) },
		{ "decision", val_text(decision) },
		{ "reason", val_text(reason != NULL ? reason : "") },
		{ "outside", val_text(outside != NULL ? outside : "") },
		{ "inside", val_text(inside != NULL ? inside : "") },
		{ "at", val_time(e->change.now) },
		{ "actor", val_text(e->change.session->user) }),
	    NULL, err);
}

bool application_void_approvals(struct edit *e, struct err *err)
{
	int64_t *ids;
	size_t n;

	if (!db_ids(e->change.session->db, SELECT_APPROVALS,
		VALUES(val_int(e->row.id)), e->arena, &ids, &n, err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!change_update(&e->change, "application_approval", ids[i],
			0, SETS({ "void", val_int(1) }), err))
			return false;
	return true;
}

const char *application_label(const struct edit *e)
{
	return arena_fmt(
	    e->arena, "A-%" PRId64 " %s", e->row.id, e->row.data.company);
}
