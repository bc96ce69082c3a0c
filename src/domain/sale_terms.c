/* domain/sale_terms.c - which enrollment's terms hold for a sale. */

#include "config.h"

#include "domain/sale_terms.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"

static const char SELECT_ENROLLMENTS[] =
    "SELECT id, program, program_version, level, status, ended_on,"
    " active_on IS NOT NULL"
    " FROM enrollment WHERE partner = ?1 AND void = 0 ORDER BY id LIMIT 64";

/* Few; in this order the index has them. */
static const char SELECT_TERMS[] =
    "SELECT from_on, program_version, level FROM enrollment_term"
    " WHERE enrollment = ?1 AND void = 0 ORDER BY from_on, id";

/* In force on a day; else the last before it, else the first after it. */
static const char SELECT_VERSION[] =
    "SELECT id FROM program_version WHERE program = ?1"
    " ORDER BY valid_from > ?2, coalesce(valid_to, ?2) < ?2,"
    " abs(valid_from - ?2), id DESC LIMIT 1";

/* An enrollment, and the program of its commission. */
struct candidate {
	int64_t id, version;
	const char *own, *level;
	enum enrollment_state state;
	date_days ended_on;
	const char *program; /* whose terms it pays by; NULL: it pays none */
	bool pays;
	bool was_active; /* ever */
};

struct candidates {
	struct candidate list[64];
	size_t n;
};

static bool read_all(struct session *s, int64_t partner, struct arena *a,
    struct candidates *ret, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	ret->n = 0;
	if (!db_query(
		s->db, SELECT_ENROLLMENTS, VALUES(val_int(partner)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW &&
	    ret->n < ARRAY_LEN(ret->list))
		ret->list[ret->n++] = (struct candidate){ .id = db_int(st, 0),
			.own = db_text(st, 1, a),
			.version = db_int(st, 2),
			.level = db_text(st, 3, a),
			.state = (enum enrollment_state)lifecycle_find(
			    &enrollment_lifecycle,
			    db_column(st, 4, VALUE_TEXT).s),
			.ended_on = db_date(st, 5),
			.was_active = db_int(st, 6) != 0 };
	db_reset(st);
	return step != DB_FAILED;
}

/* Active ones first, then suspended ones. */
static int rank(const struct candidate *c)
{
	return c->state == ENROLLMENT_ACTIVE   ? 0
	    : c->state == ENROLLMENT_SUSPENDED ? 1
					       : 2;
}

/* Few, and those of a rank stay in their order. */
static void sort_by_rank(struct candidates *all)
{
	for (size_t i = 1; i < all->n; i++)
		for (size_t k = i;
		     k > 0 && rank(&all->list[k]) < rank(&all->list[k - 1]);
		     k--) {
			struct candidate c = all->list[k];

			all->list[k] = all->list[k - 1];
			all->list[k - 1] = c;
		}
}

/* The version of an included program on a day; 0 when none is loaded. */
static bool included_on(struct session *s, const char *program, date_days on,
    int64_t *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct value v = val_int(0);
	bool found = false, ok;

	ok = db_value(s->db, SELECT_VERSION,
	    VALUES(val_text(program), val_date(on)), VALUE_INT, &a, &found, &v,
	    err);
	arena_done(&a);
	*ret = ok && found ? v.i : 0;
	return ok;
}

/* Whether an enrollment still counts for a sale of that day and lead. */
static bool counts(const struct candidate *c, const struct sale_input *in)
{
	switch (c->state) {
	case ENROLLMENT_ACTIVE:
	case ENROLLMENT_SUSPENDED:
		return true;
	case ENROLLMENT_TERMINATED:
	case ENROLLMENT_LAPSED:
		return c->was_active && c->ended_on != DATE_NONE &&
		    (in->on <= c->ended_on ||
			(in->won_on != DATE_NONE && in->won_on <= c->ended_on));
	case ENROLLMENT_PROSPECTIVE:
	case ENROLLMENT_ONBOARDING:
		break;
	}
	return false;
}

/* The named program or one with commission: its own, else the first that it
 * includes. */
static bool find_program(struct session *s, const struct sale_input *in,
    struct candidate *c, struct err *err)
{
	const char *named = in->program;
	struct program_ref own, ref;
	int64_t row;

	if (!program_by_row(s, c->version, &own, err))
		return false;
	c->pays = own.program->commission != NULL;
	if (named[0] != '\0' ? strcmp(c->own, named) == 0 : c->pays) {
		c->program = c->own;
		return true;
	}
	for (size_t i = 0; i < own.program->n_includes; i++) {
		const char *id = own.program->includes[i];

		if (named[0] != '\0' && strcmp(id, named) != 0)
			continue;
		if (!included_on(s, id, in->on, &row, err) ||
		    (row != 0 && !program_by_row(s, row, &ref, err)))
			return false;
		if (row == 0)
			continue;
		c->pays = ref.program->commission != NULL;
		if (named[0] != '\0' || c->pays) {
			c->program = ref.program->id;
			return true;
		}
	}
	c->pays = false;
	return true;
}

static const char *why_not(const struct candidate *c, struct arena *a)
{
	char day[11];

	if (c->ended_on != DATE_NONE && !c->was_active)
		return arena_fmt(
		    a, "E-%" PRId64 " (%s) was never active.", c->id, c->own);
	if (c->ended_on != DATE_NONE &&
	    (c->state == ENROLLMENT_TERMINATED ||
		c->state == ENROLLMENT_LAPSED))
		return arena_fmt(a, "E-%" PRId64 " (%s) ended on %s.", c->id,
		    c->own, date_text(c->ended_on, day));
	return arena_fmt(a, "E-%" PRId64 " (%s) is %s, not active.", c->id,
	    c->own, enrollment_lifecycle.states[c->state].name);
}

static void take(struct sale_terms *t, const struct candidate *c)
{
	t->enrollment = c->id;
	t->program = c->program;
	t->own = strcmp(c->program, c->own) == 0;
	t->version = c->version;
	t->level = c->level;
}

static bool refuse_ambiguous(
    const struct sale_input *in, const char *programs, struct err *err)
{
	return err_invalid(err, "program",
	    "P-%" PRId64 " earns by several programs; say in \"program\" whose "
	    "terms hold: %s.",
	    in->partner, programs);
}

/* Why none of them pays. */
static bool choose_none(const struct sale_input *in,
    const struct candidates *all, struct arena *a, struct sale_terms *t,
    struct err *err)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct candidate *c = &all->list[i];

		if (in->program[0] != '\0' && c->program == NULL)
			continue;
		t->why_none = counts(c, in)
		    ? arena_fmt(a, "The program %s pays no commission.",
			  c->program != NULL ? c->program : c->own)
		    : why_not(c, a);
		return true;
	}
	if (in->program[0] != '\0')
		return err_invalid(err, "program",
		    "P-%" PRId64 " has no rights in the program %s.",
		    in->partner, in->program);
	t->why_none = arena_fmt(
	    a, "P-%" PRId64 " is enrolled in no program.", in->partner);
	return true;
}

/*
 * Active ones go before suspended ones, those before ended ones: only within
 * the first of these groups that pays is it ambiguous.
 */
static bool choose(const struct sale_input *in, const struct candidates *all,
    struct arena *a, struct sale_terms *t, struct err *err)
{
	const struct candidate *found = NULL;
	const char *names = "";
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct candidate *c = &all->list[i];

		if (c->program == NULL || !c->pays || !counts(c, in))
			continue;
		if (found != NULL && found->state != c->state)
			break;
		names = n > 0 ? arena_fmt(a, "%s, %s", names, c->program)
			      : c->program;
		n++;
		/* The program itself goes before one that includes it. */
		if (found == NULL ||
		    (in->program[0] != '\0' &&
			strcmp(c->own, in->program) == 0))
			found = c;
	}
	if (found == NULL)
		return choose_none(in, all, a, t, err);
	if (n > 1 && in->program[0] == '\0')
		return refuse_ambiguous(in, names, err);
	take(t, found);
	return true;
}

/* The lead says under which enrollment it was registered. */
static void keep_lead_s(const struct sale_input *in, struct candidates *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->list[i].id == in->lead_enrollment) {
			all->list[0] = all->list[i];
			all->n = 1;
			return;
		}
}

bool sale_find_terms(struct session *s, const struct sale_input *in,
    struct arena *a, struct sale_terms *ret, struct err *err)
{
	struct sale_terms t = { .program = "", .level = "", .why_none = "" };
	struct candidates all;

	if (!read_all(s, in->partner, a, &all, err))
		return false;
	sort_by_rank(&all);
	if (in->lead_enrollment != 0)
		keep_lead_s(in, &all);
	for (size_t i = 0; i < all.n; i++)
		if (!find_program(s, in, &all.list[i], err))
			return false;
	if (!choose(in, &all, a, &t, err))
		return false;
	*ret = t;
	return true;
}

/* The last that began by then; before the first, the first. */
static bool read_term(struct session *s, int64_t enrollment, date_days on,
    struct arena *a, int64_t *version, const char **level, struct err *err)
{
	enum db_step step;
	struct stmt *st;
	bool first = true;

	if (!db_query(
		s->db, SELECT_TERMS, VALUES(val_int(enrollment)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW &&
	    (first || db_date(st, 0) <= on)) {
		*version = db_int(st, 1);
		*level = db_text(st, 2, a);
		first = false;
	}
	db_reset(st);
	return step != DB_FAILED;
}

bool sale_terms_on(struct session *s, const struct sale_terms *t, date_days on,
    struct arena *a, struct program_ref *ret_ref, const char **ret_level,
    struct err *err)
{
	int64_t version = t->version;
	const char *level = t->level;

	if (!read_term(s, t->enrollment, on, a, &version, &level, err) ||
	    (!t->own && !included_on(s, t->program, on, &version, err)) ||
	    !program_by_row(s, version, ret_ref, err))
		return false;
	/* An included program may not know the level: then its first. */
	if (program_level(ret_ref->program, level) == NULL &&
	    ret_ref->program->n_levels > 0)
		level = ret_ref->program->levels[0].id;
	*ret_level = level;
	return true;
}
