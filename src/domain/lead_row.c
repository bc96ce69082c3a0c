/* domain/lead_row.c - a lead read, moved and written. */

#include "config.h"

#include "domain/lead_row.h"

#include <inttypes.h>
#include <string.h>

#include "domain/record.h"

static const char SELECT_ROW[] =
    "SELECT l.version, l.stage, l.partner, p.name, l.enrollment,"
    " l.program_version, l.customer_id, l.entity, l.name_key, l.tax_key,"
    " l.value, l.probability, l.weighted, l.stage_on, l.received_at,"
    " l.decision_due, l.accepted_on, l.registered, l.protected_until,"
    " l.stop_on, l.extensions, l.behind, l.rate_on, l.activity_on,"
    " l.submitted_by, l.decided_by, l.ref, l.customer, l.country, l.domain,"
    " l.tax_id, l.contact_name, l.contact_email, l.product, l.currency,"
    " l.submitted_on, l.expected_close, l.closed_on, l.reason, l.consent,"
    " l.note, l.split, l.program, l.owner, l.next_step, l.next_on"
    " FROM lead l JOIN partner p ON p.id = l.partner"
    " WHERE l.id = ?1 AND l.void = 0";

static void read_data(struct stmt *st, struct arena *a, struct lead_row *row)
{
	struct lead_data *d = &row->data;
	struct value consent = db_column(st, 39, VALUE_INT);

	d->id = db_text(st, 26, a);
	d->partner = arena_fmt(a, "P-%" PRId64, row->partner);
	d->customer = db_text(st, 27, a);
	d->country = db_text(st, 28, a);
	d->domain = db_text(st, 29, a);
	d->tax_id = db_text(st, 30, a);
	d->contact_name = db_text(st, 31, a);
	d->contact_email = db_text(st, 32, a);
	d->product = db_text(st, 33, a);
	d->currency = db_text(st, 34, a);
	d->value = decimal_of_minor(row->minor, d->currency);
	d->stage = row->stage;
	d->submitted_on = db_date(st, 35);
	d->expected_close = db_date(st, 36);
	d->closed_on = db_date(st, 37);
	d->reason = db_text(st, 38, a);
	d->consent = consent.type == VALUE_NULL ? TRI_UNSET
	    : consent.i != 0                    ? TRI_YES
						: TRI_NO;
	d->note = db_text(st, 40, a);
	d->protected_until = row->protected_until;
	d->split = db_text(st, 41, a);
	d->program = db_text(st, 42, a);
	d->owner = db_text(st, 43, a);
	d->next_step = db_text(st, 44, a);
	d->next_on = db_date(st, 45);
}

static void read_row(struct stmt *st, struct arena *a, void *record)
{
	struct lead_row *row = record;
	row->version = db_int(st, 0);
	row->stage = db_text(st, 1, a);
	row->state =
	    (enum lead_state)lifecycle_find(&lead_lifecycle, row->stage);
	row->partner = db_int(st, 2);
	row->partner_name = db_text(st, 3, a);
	row->enrollment = db_int(st, 4);
	row->program_version = db_int(st, 5);
	row->customer_id = db_int(st, 6);
	row->entity = db_text(st, 7, a);
	row->name_key = db_text(st, 8, a);
	row->tax_key = db_text(st, 9, a);
	row->minor = db_int_or(st, 10, FIELD_UNSET);
	row->probability = db_int(st, 11);
	row->weighted = db_int(st, 12);
	row->stage_on = db_date(st, 13);
	row->received_at = db_int(st, 14);
	row->decision_due = db_date(st, 15);
	row->accepted_on = db_date(st, 16);
	row->registered = db_int(st, 17) != 0;
	row->protected_until = db_date(st, 18);
	row->stop_on = db_date(st, 19);
	row->extensions = db_int(st, 20);
	row->behind = db_int(st, 21);
	row->rate_on = db_date(st, 22);
	row->activity_on = db_date(st, 23);
	row->submitted_by = db_text(st, 24, a);
	row->decided_by = db_text(st, 25, a);
	read_data(st, a, row);
	row->domain = row->data.domain;
}

bool lead_read(struct session *s, int64_t id, struct arena *a,
    struct lead_row *ret, struct err *err)
{
	struct lead_row row = { .id = id };

	if (!record_row(s, "lead", SELECT_ROW, id, read_row, &row, a, err))
		return false;
	*ret = row;
	return true;
}

bool lead_row_terms(struct session *s, const struct lead_row *row, int64_t now,
    struct lead_terms *ret, struct err *err)
{
	struct lead_terms t = { .partner = row->partner,
		.partner_name = row->partner_name,
		.enrollment = row->enrollment,
		.problem = "" };

	if (row->program_version != 0) {
		if (!program_by_row(s, row->program_version, &t.ref, err))
			return false;
		t.entity = program_entity_by_id(t.ref.program, row->entity);
		if (t.entity == NULL)
			t.entity = &t.ref.program->entities[0];
	}
	if (!lead_find_day(s, &row->data, now, &t, err))
		return false;
	*ret = t;
	return true;
}

bool lead_open(struct change *c, int64_t id, struct arena *a,
    struct lead_edit *ret, struct err *err)
{
	struct lead_edit e = { .c = c, .arena = a };

	if (!lead_read(c->session, id, a, &e.row, err) ||
	    !lead_row_terms(c->session, &e.row, c->now, &e.terms, err))
		return false;
	*ret = e;
	return true;
}

static bool check(struct lead_edit *e, const struct call *call,
    const struct operation *op, struct err *err)
{
	const struct record_state seen = { .noun = "lead",
		.lifecycle = &lead_lifecycle,
		.status = "stage",
		.id = e->row.id,
		.version = e->row.version,
		.state = e->row.state,
		.label = lead_label(e) };

	return record_check(e->c, call, op, &seen, err);
}

bool lead_do(struct session *s, struct call *call, const char *verb,
    lead_body *body, struct err *err)
{
	const struct operation *op = operation_find("lead", verb);
	struct lead_edit e;
	struct change c;
	bool again, ok;

	if (!record_begin(s, call, op, &c, &again, err) || again)
		return again;
	ok = lead_open(&c, call->id, call->arena, &e, err) &&
	    check(&e, call, op, err) && body(&e, call, err);
	return record_end(&c, call, ok, err);
}

bool lead_set(
    struct lead_edit *e, const struct set *sets, size_t n, struct err *err)
{
	return change_update(e->c, "lead", e->row.id, 0, sets, n, err);
}

bool lead_move(struct lead_edit *e, enum lead_state to, struct err *err)
{
	struct set_list sets = { .n = 0 };

	if (!lifecycle_move(&lead_lifecycle, e->row.state, to, err) ||
	    !lead_put_stage(&sets, e->terms.ref.program, to, e->terms.today,
		e->row.minor, e->row.data.currency, err) ||
	    !lead_set(e, sets.list, sets.n, err))
		return false;
	e->row.state = to;
	e->row.stage = lead_lifecycle.states[to].name;
	e->row.data.stage = e->row.stage;
	e->row.stage_on = e->terms.today;
	return true;
}

bool lead_remark(struct lead_edit *e, const char *kind, const char *reason,
    const char *outside, const char *inside, struct err *err)
{
	return remark_add(e->c,
	    &(const struct remark){ .noun = "lead",
		.record = e->row.id,
		.kind = kind,
		.reason = reason,
		.outside = outside,
		.inside = inside,
		.on_date = e->terms.today },
	    err);
}

const char *lead_label(const struct lead_edit *e)
{
	return arena_fmt(
	    e->arena, "L-%" PRId64 " %s", e->row.id, e->row.data.customer);
}
