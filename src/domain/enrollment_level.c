/* domain/enrollment_level.c - levels: measured, proposed, set by a person. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "domain/enrollment_operation.h"

#include "base/text.h"

/* The partner is ?1, the day ?2, a year before it ?3. */
static const struct {
	const char *name, *title, *sql;
} measures[MEASURES] = {
	{ "certified_people", "Certified people",
	    "SELECT count(DISTINCT person) FROM certificate"
	    " WHERE partner = ?1 AND void = 0"
	    " AND coalesce(issued_on, ?2) <= ?2"
	    " AND coalesce(expires_on, ?2) >= ?2 AND ?3 <= ?2" },
	{ "employees", "Employees",
	    "SELECT employees FROM partner WHERE id = ?1 AND ?3 <= ?2" },
	{ "customers", "Customers",
	    "SELECT count(*) FROM (SELECT id FROM customer"
	    " WHERE partner = ?1 AND void = 0 AND ?3 <= ?2"
	    " UNION SELECT customer_id FROM lead WHERE partner = ?1"
	    " AND void = 0 AND stage = 'won' AND customer_id IS NOT NULL)" },
	{ "won_leads_12m", "Leads won in 12 months",
	    "SELECT count(*) FROM lead WHERE partner = ?1 AND void = 0"
	    " AND stage = 'won' AND closed_on > ?3 AND closed_on <= ?2" },
};

bool enrollment_measures(struct session *s, int64_t partner, date_days today,
    struct enrollment_measure ret[static MEASURES], struct err *err)
{
	date_days year_ago = date_add_months(today, -12);
	struct arena a = ARENA_INIT;
	bool found, ok = true;

	for (size_t i = 0; ok && i < MEASURES; i++) {
		struct value v = val_null();

		ok = db_value(s->db, measures[i].sql,
		    VALUES(
			val_int(partner), val_date(today), val_date(year_ago)),
		    VALUE_INT, &a, &found, &v, err);
		if (ok)
			ret[i] = (struct enrollment_measure){
				.name = measures[i].name,
				.title = measures[i].title,
				.value = v.type != VALUE_NULL ? v.i : 0,
				.known = v.type != VALUE_NULL,
			};
	}
	arena_done(&a);
	return ok;
}

static const struct enrollment_measure *measure_find(
    const struct enrollment_measure *m, const char *name)
{
	for (size_t i = 0; i < MEASURES; i++)
		if (strcmp(m[i].name, name) == 0)
			return &m[i];
	return NULL;
}

static bool meets(
    const struct program_level *level, const struct enrollment_measure *m)
{
	for (size_t i = 0; i < level->n_requires; i++) {
		const struct program_threshold *t = &level->requires[i];
		const struct enrollment_measure *of =
		    measure_find(m, t->measure);

		if (of == NULL || of->value < t->at_least)
			return false;
	}
	return true;
}

const struct program_level *level_for(
    const struct program *p, const struct enrollment_measure m[MEASURES])
{
	size_t i = p->n_levels - 1;

	while (i > 0 && !meets(&p->levels[i], m))
		i--;
	return &p->levels[i];
}

/* "certified_people 4 of 3, won_leads_12m 2 of 5". */
static const char *beside(const struct program_level *level,
    const struct enrollment_measure *m, struct arena *a)
{
	const char *text = "";

	for (size_t i = 0; i < level->n_requires; i++) {
		const struct program_threshold *t = &level->requires[i];
		const struct enrollment_measure *of =
		    measure_find(m, t->measure);

		text = arena_fmt(a, "%s%s%s %" PRId64 " of %" PRId64, text,
		    i > 0 ? ", " : "", t->measure, of != NULL ? of->value : 0,
		    t->at_least);
	}
	return text;
}

/* The level whose thresholds decided: the proposed one, or the next above
 * that was missed. */
static const char *why(const struct program *p,
    const struct program_level *level, const struct enrollment_measure *m,
    struct arena *a)
{
	const struct program_level *next = level + 1;

	if (level->n_requires > 0)
		return arena_fmt(a, "%s: %s", level->name, beside(level, m, a));
	if (next < p->levels + p->n_levels)
		return arena_fmt(
		    a, "%s needs more: %s", next->name, beside(next, m, a));
	return "there is no other";
}

/* ---- operations ---------------------------------------------------------- */

/* Only what runs has a day for it. */
static date_days next_review(const struct enrollment_edit *e)
{
	int months = e->program.program->review_months;
	bool runs = e->row.state == ENROLLMENT_ACTIVE ||
	    e->row.state == ENROLLMENT_SUSPENDED;

	return runs && level_is_measured(e->program.program)
	    ? date_add_months(e->today, months)
	    : DATE_NONE;
}

static bool propose(
    struct enrollment_edit *e, struct call *call, struct err *err)
{
	const struct program *p = e->program.program;
	struct enrollment_measure m[MEASURES];
	const struct program_level *level;
	bool same;

	if (!enrollment_measures(
		e->change.session, e->row.partner, e->today, m, err))
		return false;
	level = level_for(p, m);
	same = strcmp(level->id, e->row.level) == 0;
	if (!enrollment_set(e,
		SETS({ "proposed", val_text(same ? "" : level->id) },
		    { "review_on",
			val_date(same ? next_review(e) : e->row.review_on) }),
		err) ||
	    !change_touch(&e->change, "enrollment", e->row.id, err))
		return false;
	call->ret_text = same
	    ? arena_fmt(e->arena, "%s: the level stays %s (%s).",
		  enrollment_label(e), level->name, why(p, level, m, e->arena))
	    : arena_fmt(e->arena,
		  "%s: %s is proposed, it is %s now (%s); a person decides.",
		  enrollment_label(e), level->name, level_name(p, e->row.level),
		  why(p, level, m, e->arena));
	return true;
}

static bool review_body(
    struct enrollment_edit *e, struct call *call, struct err *err)
{
	if (e->program.program->n_levels < 2)
		return err_set(err, ERR_REFUSED,
		    "The program %s has one level only.",
		    e->program.program->id);
	return propose(e, call, err);
}

bool enrollment_review(struct session *s, struct call *call, struct err *err)
{
	return enrollment_do(s, call, "review", review_body, err);
}

static bool propose_body(
    struct enrollment_edit *e, struct call *call, struct err *err)
{
	if (e->row.review_on == DATE_NONE || e->row.review_on > e->today ||
	    e->row.proposed[0] != '\0')
		return err_set(err, ERR_REFUSED,
		    "The level of %s is not to be reviewed yet.",
		    enrollment_label(e));
	e->change.actor = ACTOR_TIME;
	return propose(e, call, err);
}

bool enrollment_propose(struct session *s, struct call *call, struct err *err)
{
	return enrollment_do(s, call, "propose", propose_body, err);
}

bool enrollment_set_level(
    struct enrollment_edit *e, const char *level, struct err *err)
{
	if (!enrollment_set(e, SETS({ "level", val_text(level) }), err) ||
	    !enrollment_term_add(e, e->today, e->program.id, level, err))
		return false;
	e->row.level = level;
	return true;
}

/* What a level asks for and the one before did not is open from now on. */
static bool add_requirements(
    struct enrollment_edit *e, const char *level, struct err *err)
{
	struct enrollment_requirements now =
	    requirements_of(e->program.program, level, e->arena);

	for (size_t i = 0; i < now.n; i++)
		if (requirement_find(&e->requirements, now.list[i].id) ==
			NULL &&
		    !requirement_open(e, &now.list[i], err))
			return false;
	return true;
}

/* Which level is meant; one that no review proposed needs a reason. */
static bool choose(struct enrollment_edit *e,
    const struct enrollment_level_params *p, const char **ret, struct err *err)
{
	const char *level = or_empty(p->level), *proposed = e->row.proposed;

	if (level[0] == '\0' && proposed[0] == '\0')
		return err_invalid(err, "level",
		    "No level is proposed for %s: say which, or let \"review\" "
		    "measure it.",
		    enrollment_label(e));
	if (level[0] == '\0')
		level = proposed;
	if (program_level(e->program.program, level) == NULL)
		return err_invalid(err, "level",
		    "The program %s has no level \"%s\".",
		    e->program.program->id, level);
	if (strcmp(level, proposed) != 0 &&
	    !program_need_reason(
		e->program.program, REASON_OVERRIDE, p->reason, err))
		return false;
	*ret = level;
	return true;
}

static bool level_body(
    struct enrollment_edit *e, struct call *call, struct err *err)
{
	const struct enrollment_level_params *p = call->params;
	const struct program *program = e->program.program;
	const char *level, *was = e->row.level;
	bool differs;

	if (!choose(e, p, &level, err))
		return false;
	differs = strcmp(level, was) != 0;
	if (!differs && e->row.proposed[0] == '\0')
		return err_set(err, ERR_REFUSED, "%s is at the level %s.",
		    enrollment_label(e), level_name(program, level));
	if ((differs &&
		(!add_requirements(e, level, err) ||
		    !enrollment_set_level(e, level, err))) ||
	    !enrollment_set(e,
		SETS({ "proposed", val_text("") },
		    { "review_on", val_date(next_review(e)) }),
		err) ||
	    ((or_empty(p->reason)[0] != '\0' || or_empty(p->note)[0] != '\0') &&
		!enrollment_remark(e, "level", p->reason, "", p->note, err)))
		return false;
	call->ret_text = differs
	    ? arena_fmt(e->arena, "%s is at the level %s now; it was %s.",
		  enrollment_label(e), level_name(program, level),
		  level_name(program, was))
	    : arena_fmt(e->arena, "%s stays at the level %s.",
		  enrollment_label(e), level_name(program, level));
	return true;
}

bool enrollment_level(struct session *s, struct call *call, struct err *err)
{
	return enrollment_do(s, call, "level", level_body, err);
}
