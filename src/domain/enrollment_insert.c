/* domain/enrollment_insert.c - an enrollment made, with what belongs to it. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "domain/enrollment_follow.h"
#include "domain/partner.h"

static const char SELECT_PARTNER[] =
    "SELECT name FROM partner WHERE id = ?1 AND void = 0";

static const char SELECT_CHECK[] =
    "SELECT result, evidence, reason, note, checked_by, checked_at,"
    " recheck_on FROM application_check WHERE application = ?1"
    " AND item = ?2";

static bool is_running(enum enrollment_state state)
{
	return state == ENROLLMENT_ACTIVE || state == ENROLLMENT_SUSPENDED;
}

/* ---- its requirements ---------------------------------------------------- */

/* What the review of the application found out holds here, too. */
static bool take_check(struct enrollment_edit *e,
    struct enrollment_requirement *q, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(e->change.session->db, SELECT_CHECK,
		VALUES(val_int(e->row.application), val_text(q->check->id)),
		&st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW) {
		const char *result = db_text(st, 0, e->arena);

		q->evidence = db_text(st, 1, e->arena);
		q->reason = db_text(st, 2, e->arena);
		q->note = db_text(st, 3, e->arena);
		q->checked_by = db_text(st, 4, e->arena);
		q->checked_at = db_int(st, 5);
		q->recheck_on = db_date(st, 6);
		if (strcmp(result, "passed") == 0)
			q->state = REQUIREMENT_MET;
		else if (strcmp(result, "waived") == 0)
			q->state = REQUIREMENT_WAIVED;
	}
	db_reset(st);
	return step != DB_FAILED;
}

static void set_state(struct enrollment_edit *e,
    struct enrollment_requirement *q, enum requirement_state state)
{
	q->state = state;
	q->checked_at = e->change.now;
	q->checked_by = e->change.actor;
}

/* How a requirement begins: known facts count at once. */
static bool plan_requirement(struct enrollment_edit *e, const char *waived,
    struct enrollment_requirement *q, struct err *err)
{
	q->state = REQUIREMENT_OPEN;
	if (strcmp(q->kind, "check") == 0)
		return e->row.application == 0 || take_check(e, q, err);
	if (strcmp(q->kind, "application") == 0) {
		if (e->row.application != 0) {
			set_state(e, q, REQUIREMENT_MET);
			q->evidence = arena_fmt(
			    e->arena, "A-%" PRId64, e->row.application);
		} else if (waived != NULL && waived[0] != '\0') {
			set_state(e, q, REQUIREMENT_WAIVED);
			q->reason = waived;
		}
	}
	if (strcmp(q->kind, "fee") == 0 && e->program.program->fee_minor == 0) {
		set_state(e, q, REQUIREMENT_MET);
		q->note = "The program is free of charge.";
	}
	return true;
}

static bool insert_requirement(struct enrollment_edit *e,
    const struct enrollment_requirement *q, struct err *err)
{
	return enrollment_item_write(e, "enrollment_requirement", 0, q->id,
	    SETS({ "state", val_text(requirement_states[q->state]) },
		{ "evidence", val_text(q->evidence) },
		{ "reason", val_text(q->reason) },
		{ "note", val_text(q->note) },
		{ "checked_at",
		    q->checked_at != 0 ? val_time(q->checked_at) : val_null() },
		{ "checked_by", val_text(q->checked_by) },
		{ "due_on", val_date(q->due_on) },
		{ "recheck_on", val_date(q->recheck_on) }),
	    err);
}

static bool insert_items(struct enrollment_edit *e, struct err *err)
{
	const struct program *p = e->program.program;

	for (size_t i = 0; i < e->requirements.n; i++)
		if (!insert_requirement(e, &e->requirements.list[i], err))
			return false;
	for (size_t i = 0; i < p->n_benefits; i++)
		if (p->benefits[i].task &&
		    !enrollment_item_write(e, "enrollment_benefit", 0,
			p->benefits[i].id, SETS({ "note", val_text("") }), err))
			return false;
	return true;
}

/* ---- the row ------------------------------------------------------------- */

/* One that is active already is within a term since its day of entry. */
static void plan_term(
    struct enrollment_edit *e, const struct enrollment_new *new)
{
	date_days since = new->since;
	const struct program *p = e->program.program;
	struct enrollment_row *row = &e->row;
	struct enrollment_term term;

	row->renewal = p->auto_renew ? "auto" : "ask";
	row->active_on = since;
	if (!is_running(row->state))
		return;
	row->active_on = since != DATE_NONE ? since : e->today;
	term = term_covering(row->active_on, p->term_months, e->today);
	row->term_from = term.from;
	row->term_to = term.to;
	if (p->auto_renew)
		row->notice_by =
		    term_notice_by(term.to, p->notice_days, e->today);
	row->remind_on = term_remind_on(term, p->notice_days, e->today);
	/* A file is no reason to write to everybody whose day was before. */
	if (new->batch != 0 && row->remind_on == e->today)
		row->remind_on = DATE_NONE;
	if (level_is_measured(p))
		row->review_on = date_add_months(e->today, p->review_months);
}

static bool plan(struct enrollment_edit *e, const struct enrollment_new *new,
    struct err *err)
{
	const struct program *p = new->program.program;
	bool first = new->level == NULL || new->level[0] == '\0';

	e->program = new->program;
	e->entity = program_entity(p, new->country);
	if (e->entity == NULL)
		return err_invalid(err, "country",
		    "The program %s has no entity for the country %s.", p->id,
		    new->country);
	if (!first && program_level(p, new->level) == NULL)
		return err_invalid(err, "level",
		    "The program %s has no level \"%s\".", p->id, new->level);
	if (!program_calendar(e->change.session, e->entity, &e->calendar, err))
		return false;
	e->today = calendar_day(&e->calendar, e->change.now);
	e->row = (struct enrollment_row){ .partner = new->partner,
		.application = new->application,
		.state = new->status,
		.level = first ? p->levels[0].id : new->level,
		.proposed = "",
		.active_on = DATE_NONE,
		.term_from = DATE_NONE,
		.term_to = DATE_NONE,
		.notice_by = DATE_NONE,
		.remind_on = DATE_NONE,
		.review_on = DATE_NONE,
		.suspended_on =
		    new->status == ENROLLMENT_SUSPENDED ? e->today : DATE_NONE,
		.ended_on = new->status >= ENROLLMENT_TERMINATED ? e->today
								 : DATE_NONE };
	plan_term(e, new);
	return true;
}

static bool plan_requirements(struct enrollment_edit *e,
    const struct enrollment_new *new, struct err *err)
{
	if (new->batch != 0)
		return true;
	e->requirements =
	    requirements_of(e->program.program, e->row.level, e->arena);
	for (size_t i = 0; i < e->requirements.n; i++)
		if (!plan_requirement(
			e, new->waived, &e->requirements.list[i], err))
			return false;
	return true;
}

static struct value id_or_null(int64_t id)
{
	return id != 0 ? val_int(id) : val_null();
}

static bool insert_row(
    struct enrollment_edit *e, int64_t batch, struct err *err)
{
	const struct program *p = e->program.program;
	const struct enrollment_row *row = &e->row;

	if (change_insert(&e->change, "enrollment",
		SETS({ "partner", val_int(row->partner) },
		    { "program", val_text(p->id) },
		    { "program_version", val_int(e->program.id) },
		    { "level", val_text(row->level) },
		    { "entity", val_text(e->entity->id) },
		    { "status",
			val_text(
			    enrollment_lifecycle.states[row->state].name) },
		    { "application", id_or_null(row->application) },
		    { "active_on", val_date(row->active_on) },
		    { "term_from", val_date(row->term_from) },
		    { "term_to", val_date(row->term_to) },
		    { "notice_by", val_date(row->notice_by) },
		    { "remind_on", val_date(row->remind_on) },
		    { "review_on", val_date(row->review_on) },
		    { "suspended_on", val_date(row->suspended_on) },
		    { "ended_on", val_date(row->ended_on) },
		    { "renewal", val_text(row->renewal) },
		    { "due", val_date(row->due) },
		    { "wake_on", val_date(row->wake_on) },
		    { "batch", id_or_null(batch) },
		    { "created_at", val_time(e->change.now) },
		    { "created_by", val_text(e->change.session->user) },
		    { "updated_at", val_time(e->change.now) }),
		&e->row.id, err))
		return true;
	if (err->kind == ERR_REFUSED)
		return err_set(err, ERR_REFUSED,
		    "P-%" PRId64 " is enrolled in the program %s already.",
		    row->partner, p->id);
	return false;
}

static bool check_partner(
    struct change *c, int64_t partner, struct arena *a, struct err *err)
{
	struct value name;
	bool found;

	if (!db_value(c->session->db, SELECT_PARTNER, VALUES(val_int(partner)),
		VALUE_TEXT, a, &found, &name, err))
		return false;
	if (!found)
		return err_invalid(err, "partner",
		    "There is no partner P-%" PRId64 ".", partner);
	return true;
}

bool enrollment_insert(struct change *c, const struct enrollment_new *new,
    struct arena *a, int64_t *ret_id, struct err *err)
{
	struct enrollment_edit e = { .change = *c, .arena = a };
	date_days from;

	if (!check_partner(c, new->partner, a, err) || !plan(&e, new, err) ||
	    !plan_requirements(&e, new, err))
		return false;
	enrollment_dates(&e.row, &e.requirements);
	from = e.row.active_on != DATE_NONE ? e.row.active_on : e.today;
	if (!insert_row(&e, new->batch, err) ||
	    !enrollment_term_add(&e, from, e.program.id, e.row.level, err) ||
	    (new->batch == 0 && !insert_items(&e, err)) ||
	    !partner_status_follow(c, new->partner, err))
		return false;
	*ret_id = e.row.id;
	return true;
}
