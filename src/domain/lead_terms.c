/* domain/lead_terms.c - whose lead it is, and whose rules hold for it. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "domain/enrollment.h"
#include "domain/lead_data.h"

static const char SELECT_PARTNER[] =
    "SELECT name, country FROM partner WHERE id = ?1 AND void = 0";

/* Active ones first: only where there is none do others count. */
static const char SELECT_ENROLLMENTS[] =
    "SELECT id, program_version, entity, status FROM enrollment"
    " WHERE partner = ?1 AND void = 0"
    " AND status NOT IN ('terminated', 'lapsed')"
    " ORDER BY status <> 'active', id LIMIT 32";

/* An enrollment, and the program of its rules for leads. */
struct candidate {
	int64_t enrollment;
	struct program_ref ref;
	const char *entity; /* of the enrolled program */
	bool active, own, pays;
};

static bool read_partner(struct session *s, int64_t id, struct arena *a,
    const char **ret_name, const char **ret_country, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, SELECT_PARTNER, VALUES(val_int(id)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW) {
		*ret_name = db_text(st, 0, a);
		*ret_country = db_text(st, 1, a);
	}
	db_reset(st);
	if (step == DB_DONE)
		return err_set(err, ERR_NOT_FOUND,
		    "There is no partner P-%" PRId64 ".", id);
	return step == DB_ROW;
}

static bool read_enrollments(struct session *s, int64_t partner,
    struct arena *a, struct candidate *list, size_t size, size_t *ret_n,
    struct err *err)
{
	enum db_step step;
	struct stmt *st;
	size_t n = 0;

	if (!db_query(
		s->db, SELECT_ENROLLMENTS, VALUES(val_int(partner)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW && n < size)
		list[n++] = (struct candidate){ .enrollment = db_int(st, 0),
			.ref.id = db_int(st, 1),
			.entity = db_text(st, 2, a),
			.active = strcmp(db_text(st, 3, a), "active") == 0 };
	db_reset(st);
	*ret_n = n;
	return step != DB_FAILED;
}

/* The included program whose rules hold instead, or NULL. */
static bool find_included(struct session *s, const struct program *p,
    const char *named, date_days on, struct program_ref *ret, struct err *err)
{
	struct program_ref ref;
	struct err none;

	ret->program = NULL;
	for (size_t i = 0; i < p->n_includes; i++) {
		if (named[0] != '\0' && strcmp(p->includes[i], named) != 0)
			continue;
		/* Included programs may be loaded later. */
		if (!program_current(s, p->includes[i], on, &ref, &none)) {
			if (none.kind == ERR_NOT_FOUND)
				continue;
			*err = none;
			return false;
		}
		if (named[0] != '\0' || ref.program->commission != NULL) {
			*ret = ref;
			return true;
		}
	}
	return true;
}

/* Fills in whose rules hold under an enrollment; none leaves .program NULL. */
static bool find_rules(struct session *s, const char *named, date_days on,
    struct candidate *c, struct err *err)
{
	struct program_ref own, included;

	if (!program_by_row(s, c->ref.id, &own, err))
		return false;
	c->ref = own;
	c->own = true;
	c->pays = own.program->commission != NULL;
	if (named[0] != '\0' ? strcmp(own.program->id, named) == 0 : c->pays)
		return true;
	if (!find_included(s, own.program, named, on, &included, err))
		return false;
	if (included.program != NULL) {
		c->ref = included;
		c->own = false;
		c->pays = included.program->commission != NULL;
	} else if (named[0] != '\0') {
		c->ref.program = NULL;
	}
	return true;
}

/* The one that counts, or NULL with *ret_problem. */
static const struct candidate *choose(const struct candidate *list, size_t n,
    const struct lead_terms *t, const char *named, struct arena *a,
    const char **ret_problem)
{
	const struct candidate *only = NULL;
	size_t fit = 0, paying = 0;

	for (size_t i = 0; i < n && list[i].active == list[0].active; i++) {
		if (list[i].ref.program == NULL)
			continue;
		fit++;
		paying += list[i].pays;
		if (only == NULL || (list[i].pays && !only->pays))
			only = &list[i];
	}
	if (fit == 1 || paying == 1)
		return only;
	if (fit > 1)
		*ret_problem = arena_fmt(a,
		    "P-%" PRId64 " %s is enrolled in several programs; say "
		    "whose rules hold in \"program\".",
		    t->partner, t->partner_name);
	else if (named[0] != '\0')
		*ret_problem = arena_fmt(a,
		    "P-%" PRId64 " %s is not enrolled in the program %s.",
		    t->partner, t->partner_name, named);
	else
		*ret_problem =
		    arena_fmt(a, "P-%" PRId64 " %s is enrolled in no program.",
			t->partner, t->partner_name);
	return NULL;
}

bool lead_find_day(struct session *s, const struct lead_data *d, int64_t now,
    struct lead_terms *ret, struct err *err)
{
	ret->calendar = (struct calendar){ .weekend = WEEKEND_SAT_SUN };
	if (ret->entity != NULL &&
	    !program_calendar(s, ret->entity, &ret->calendar, err))
		return false;
	ret->today = calendar_day(&ret->calendar, now);
	ret->submitted_on =
	    d->submitted_on != DATE_NONE ? d->submitted_on : ret->today;
	return true;
}

/* The contract's own entity; an included program's own for the country. */
static const struct program_entity *find_entity(
    const struct candidate *c, const char *country)
{
	const struct program *p = c->ref.program;
	const struct program_entity *e = NULL;

	if (c->own)
		e = program_entity_by_id(p, c->entity);
	if (e == NULL)
		e = program_entity(p, country);
	return e != NULL ? e : &p->entities[0];
}

bool lead_find_terms(struct session *s, const struct lead_data *d,
    int64_t partner, int64_t now, struct arena *a, struct lead_terms *ret,
    struct err *err)
{
	const char *named = d->program != NULL ? d->program : "", *country;
	struct lead_terms t = { .partner = partner, .problem = "" };
	date_days on = (date_days)(now / 86400);
	const struct candidate *found;
	struct candidate list[32];
	size_t n;

	if (!read_partner(s, partner, a, &t.partner_name, &country, err) ||
	    !read_enrollments(s, partner, a, list, ARRAY_LEN(list), &n, err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!find_rules(s, named, on, &list[i], err))
			return false;
	found = choose(list, n, &t, named, a, &t.problem);
	if (found != NULL) {
		t.enrollment = found->enrollment;
		t.ref = found->ref;
		t.entity = find_entity(found, country);
	}
	if (!lead_find_day(s, d, now, &t, err))
		return false;
	*ret = t;
	return true;
}

bool lead_terms_now(struct session *s, const struct lead_data *d,
    int64_t partner, int64_t now, struct arena *a, struct lead_terms *ret,
    struct err *err)
{
	struct lead_terms t = { .partner = partner, .problem = "" };
	struct enrollment_right right;
	const char *why, *country;

	if (!read_partner(s, partner, a, &t.partner_name, &country, err) ||
	    !enrollment_may_register(
		s, partner, d->program, a, &right, &why, err))
		return false;
	if (why != NULL) {
		t.problem = why;
	} else {
		const struct candidate c = { .ref = right.program,
			.own = !right.included,
			.entity = right.entity };

		t.enrollment = right.enrollment;
		t.ref = right.program;
		t.entity = find_entity(&c, country);
	}
	if (!lead_find_day(s, d, now, &t, err))
		return false;
	*ret = t;
	return true;
}
