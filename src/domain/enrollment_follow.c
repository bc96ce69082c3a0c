/* domain/enrollment_follow.c - what follows from an enrollment's rows. */

#include "config.h"

#include "domain/enrollment_follow.h"

#include <string.h>

#include "domain/partner.h"

static const char SELECT_REQUIREMENTS[] =
    "SELECT item, id, state, evidence, reason, note, checked_by, checked_at,"
    " due_on, recheck_on, grace_to FROM enrollment_requirement"
    " WHERE enrollment = ?1 ORDER BY id";

const char *const requirement_states[REQUIREMENT_STATES] = {
	[REQUIREMENT_UNKNOWN] = "unknown",
	[REQUIREMENT_OPEN] = "open",
	[REQUIREMENT_MET] = "met",
	[REQUIREMENT_WAIVED] = "waived",
	[REQUIREMENT_WARNED] = "warned",
	[REQUIREMENT_LOST] = "lost",
};

date_days date_first(date_days a, date_days b)
{
	if (a == DATE_NONE || b == DATE_NONE)
		return a == DATE_NONE ? b : a;
	return a < b ? a : b;
}

static date_days day_after(date_days d)
{
	return d == DATE_NONE ? DATE_NONE : d + 1;
}

/* ---- the requirements ---------------------------------------------------- */

static bool of_level(const struct program_requirement *q, const char *level)
{
	for (size_t i = 0; i < q->n_levels; i++)
		if (strcmp(q->levels[i], level) == 0)
			return true;
	return q->n_levels == 0;
}

/* A check at activation that no requirement is about stands for itself. */
static bool stands_alone(
    const struct program *p, const struct program_check *check)
{
	if (check->when != CHECK_ACTIVATION)
		return false;
	for (size_t i = 0; i < p->n_requirements; i++)
		if (p->requirements[i].check != NULL &&
		    strcmp(p->requirements[i].check, check->id) == 0)
			return false;
	return true;
}

static struct enrollment_requirement empty_requirement(void)
{
	return (struct enrollment_requirement){ .then = "suspend",
		.evidence = "",
		.reason = "",
		.note = "",
		.checked_by = "",
		.due_on = DATE_NONE,
		.recheck_on = DATE_NONE,
		.grace_to = DATE_NONE };
}

struct enrollment_requirements requirements_of(
    const struct program *p, const char *level, struct arena *a)
{
	size_t max = p->n_requirements + p->application.n_checks;
	struct enrollment_requirements r = {
		.list = arena_alloc(a, (max + 1) * sizeof(*r.list)),
	};

	for (size_t i = 0; i < p->n_requirements; i++) {
		const struct program_requirement *q = &p->requirements[i];
		struct enrollment_requirement *to = &r.list[r.n];

		if (!of_level(q, level))
			continue;
		*to = empty_requirement();
		to->id = q->id;
		to->name = q->name;
		to->kind = q->kind;
		to->grace_days = q->grace_days;
		to->then = q->then;
		if (q->check != NULL)
			to->check = program_check(p, q->check);
		r.n++;
	}
	for (size_t i = 0; i < p->application.n_checks; i++) {
		const struct program_check *c = &p->application.checks[i];
		struct enrollment_requirement *to = &r.list[r.n];

		if (!stands_alone(p, c))
			continue;
		*to = empty_requirement();
		to->id = c->id;
		to->name = c->name;
		to->kind = "check";
		to->check = c;
		to->grace_days = GRACE_DAYS_DEFAULT;
		r.n++;
	}
	return r;
}

struct enrollment_requirement *requirement_find(
    const struct enrollment_requirements *r, const char *id)
{
	for (size_t i = 0; i < r->n; i++)
		if (strcmp(r->list[i].id, id) == 0)
			return &r->list[i];
	return NULL;
}

static enum requirement_state find_state(const char *word)
{
	size_t i = 0;

	while (i < REQUIREMENT_LOST && strcmp(requirement_states[i], word) != 0)
		i++;
	return (enum requirement_state)i;
}

static void read_requirement(
    struct stmt *st, struct arena *a, struct enrollment_requirement *q)
{
	q->row = db_int(st, 1);
	q->state = find_state(db_text(st, 2, a));
	q->evidence = db_text(st, 3, a);
	q->reason = db_text(st, 4, a);
	q->note = db_text(st, 5, a);
	q->checked_by = db_text(st, 6, a);
	q->checked_at = db_int(st, 7);
	q->due_on = db_date(st, 8);
	q->recheck_on = db_date(st, 9);
	q->grace_to = db_date(st, 10);
}

bool requirements_read(struct session *s, int64_t enrollment,
    const struct program *p, const char *level, struct arena *a,
    struct enrollment_requirements *ret, struct err *err)
{
	struct enrollment_requirements r = requirements_of(p, level, a);
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, SELECT_REQUIREMENTS, VALUES(val_int(enrollment)),
		&st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		struct enrollment_requirement *q =
		    requirement_find(&r, db_column(st, 0, VALUE_TEXT).s);

		if (q != NULL)
			read_requirement(st, a, q);
	}
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	*ret = r;
	return true;
}

const char *requirements_standing(const struct enrollment_requirements *r)
{
	const char *standing = "good";

	for (size_t i = 0; i < r->n; i++) {
		if (r->list[i].state == REQUIREMENT_LOST)
			return "lost";
		if (r->list[i].state == REQUIREMENT_WARNED)
			standing = "warned";
	}
	return standing;
}

/* ---- the next dates ------------------------------------------------------ */

/* The last day on which a requirement is well as it is. */
static date_days requirement_day(const struct enrollment_requirement *q)
{
	if (q->state == REQUIREMENT_WARNED)
		return q->grace_to;
	if (q->state == REQUIREMENT_OPEN)
		return q->due_on;
	if (q->state == REQUIREMENT_MET || q->state == REQUIREMENT_WAIVED)
		return date_first(q->due_on, q->recheck_on);
	return DATE_NONE;
}

void enrollment_dates(
    struct enrollment_row *row, const struct enrollment_requirements *r)
{
	bool runs = row->state == ENROLLMENT_ACTIVE ||
	    row->state == ENROLLMENT_SUSPENDED;
	date_days required = DATE_NONE;

	row->due = row->wake_on = DATE_NONE;
	if (row->state >= ENROLLMENT_TERMINATED)
		return;
	for (size_t i = 0; i < r->n; i++)
		required = date_first(required, requirement_day(&r->list[i]));
	row->due = required;
	if (!runs)
		return;
	row->due = date_first(row->due,
	    date_first(
		row->term_to, date_first(row->notice_by, row->review_on)));
	row->wake_on = date_first(day_after(row->term_to),
	    date_first(day_after(row->notice_by), row->remind_on));
	if (row->state != ENROLLMENT_ACTIVE)
		return;
	row->wake_on = date_first(row->wake_on, day_after(required));
	if (row->proposed[0] == '\0')
		row->wake_on = date_first(row->wake_on, row->review_on);
}

bool enrollment_settle(struct enrollment_edit *e, struct err *err)
{
	struct session *s = e->change.session;
	struct program_ref program;
	struct enrollment_row *row = &e->row;

	if (!enrollment_read(s, row->id, e->arena, row, err) ||
	    !program_by_row(s, row->program_version, &program, err) ||
	    !requirements_read(s, row->id, program.program, row->level,
		e->arena, &e->requirements, err))
		return false;
	enrollment_dates(row, &e->requirements);
	return enrollment_set(e,
		   SETS({ "standing",
			    val_text(requirements_standing(&e->requirements)) },
		       { "due", val_date(row->due) },
		       { "wake_on", val_date(row->wake_on) }),
		   err) &&
	    partner_status_follow(&e->change, row->partner, err);
}

bool enrollment_verify(struct session *s, int64_t id, struct arena *a,
    const char **ret, struct err *err)
{
	struct enrollment_edit e = { .arena = a };
	struct enrollment_row row;
	const char *standing;

	if (!enrollment_open(s, id, session_now(s), &e, err))
		return false;
	row = e.row;
	enrollment_dates(&row, &e.requirements);
	standing = requirements_standing(&e.requirements);
	*ret = "";
	if (program_level(e.program.program, row.level) == NULL)
		*ret = arena_fmt(a, "no level \"%s\"", row.level);
	else if (strcmp(standing, row.standing) != 0)
		*ret =
		    arena_fmt(a, "standing %s, not %s", row.standing, standing);
	else if (row.due != e.row.due || row.wake_on != e.row.wake_on)
		*ret = "its next dates are others";
	return true;
}
