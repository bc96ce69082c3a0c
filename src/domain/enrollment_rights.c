/* domain/enrollment_rights.c - what a partner may do by its enrollments. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "domain/enrollment_row.h"

static const char SELECT_LIVE[] =
    "SELECT id, status, standing, level, entity, program_version FROM enrollment"
    " WHERE partner = ?1 AND void = 0"
    " AND status NOT IN ('terminated', 'lapsed') ORDER BY id";

struct rights {
	struct session *session;
	struct arena *arena;
	date_days today;
	struct enrollment_right *list;
	size_t n, size;
};

static struct enrollment_right *add(
    struct rights *r, const struct enrollment_right *right)
{
	r->list =
	    arena_grow(r->arena, r->list, r->n, &r->size, sizeof(*r->list));
	r->list[r->n] = *right;
	return &r->list[r->n++];
}

static bool is_there(
    const struct rights *r, int64_t enrollment, const char *program)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->list[i].enrollment == enrollment &&
		    strcmp(r->list[i].program.program->id, program) == 0)
			return true;
	return false;
}

/* An included program holds in today's version; one that is not in force
 * gives nothing. Those behind it come as the list goes on. */
static bool add_included(struct rights *r, size_t of, struct err *err)
{
	const struct program *p = r->list[of].program.program;

	for (size_t i = 0; i < p->n_includes; i++) {
		struct enrollment_right right = r->list[of];

		if (is_there(r, right.enrollment, p->includes[i]))
			continue;
		right.included = true;
		if (program_current(r->session, p->includes[i], r->today,
			&right.program, err))
			add(r, &right);
		else if (err->kind != ERR_NOT_FOUND)
			return false;
	}
	return true;
}

static bool read_own(struct rights *r, int64_t partner, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(r->session->db, SELECT_LIVE, VALUES(val_int(partner)),
		&st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW)
		add(r,
		    &(struct enrollment_right){
			.enrollment = db_int(st, 0),
			.state = (enum enrollment_state)lifecycle_find(
			    &enrollment_lifecycle,
			    db_column(st, 1, VALUE_TEXT).s),
			.standing = db_text(st, 2, r->arena),
			.level = db_text(st, 3, r->arena),
			.entity = db_text(st, 4, r->arena),
			.own.id = db_int(st, 5),
		    });
	db_reset(st);
	for (size_t i = 0; step == DB_DONE && i < r->n; i++) {
		struct enrollment_right *right = &r->list[i];

		if (!program_by_row(
			r->session, right->own.id, &right->own, err))
			return false;
		right->program = right->own;
	}
	return step == DB_DONE;
}

bool enrollment_rights(struct session *s, int64_t partner, struct arena *a,
    struct enrollment_right **ret, size_t *ret_n, struct err *err)
{
	struct rights r = { .session = s,
		.arena = a,
		.today = (date_days)(session_now(s) / 86400) };

	if (!read_own(&r, partner, err))
		return false;
	for (size_t i = 0; i < r.n; i++)
		if (!add_included(&r, i, err))
			return false;
	*ret = r.list;
	*ret_n = r.n;
	return true;
}

/* ---- registering leads --------------------------------------------------- */

/* Why an enrollment does not let its partner register, or NULL. */
static const char *hindrance(const struct enrollment_right *r, struct arena *a)
{
	if (r->state != ENROLLMENT_ACTIVE)
		return arena_fmt(a, "E-%" PRId64 " (%s) is %s, not active",
		    r->enrollment, r->own.program->id,
		    enrollment_lifecycle.states[r->state].label);
	if (strcmp(r->standing, "lost") == 0)
		return arena_fmt(a, "E-%" PRId64 " (%s) has lost a requirement",
		    r->enrollment, r->own.program->id);
	return NULL;
}

/*
 * Whether its rules may be the ones that count. Where no program is named,
 * an enrollment stands for its own commission, else for the first it
 * includes.
 */
static bool is_candidate(
    const struct rights *r, size_t i, const char *program, bool paying)
{
	const struct enrollment_right *right = &r->list[i];

	if (program[0] != '\0')
		return strcmp(right->program.program->id, program) == 0;
	if (!paying)
		return !right->included;
	if (right->program.program->commission == NULL)
		return false;
	for (size_t k = 0; k < i; k++)
		if (r->list[k].enrollment == right->enrollment &&
		    r->list[k].program.program->commission != NULL)
			return false;
	return true;
}

/* Picks the one that counts; *ret_why says why there is none. */
static bool pick(const struct rights *r, const char *program, bool paying,
    const struct enrollment_right **ret, const char **ret_why)
{
	const struct enrollment_right *found = NULL;
	const char *why = NULL, *known = "";
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++) {
		const struct enrollment_right *right = &r->list[i];
		const char *hinders = hindrance(right, r->arena);

		if (!is_candidate(r, i, program, paying))
			continue;
		if (hinders != NULL) {
			why = why == NULL ? hinders : why;
			continue;
		}
		/* The own program goes before one that includes it. */
		if (found == NULL || (found->included && !right->included))
			found = right;
		known = arena_fmt(r->arena, "%s%s%s", known, n > 0 ? ", " : "",
		    right->program.program->id);
		n++;
	}
	*ret = found;
	*ret_why = why;
	if (n > 1 && program[0] == '\0') {
		*ret = NULL;
		*ret_why = arena_fmt(r->arena,
		    "several programs could hold, name one of them: %s", known);
	}
	return n > 0 || why != NULL;
}

static const char *refusal(
    struct arena *a, int64_t partner, const char *program, const char *why)
{
	if (why != NULL)
		return arena_fmt(a, "P-%" PRId64 " cannot register leads: %s.",
		    partner, why);
	if (program[0] != '\0')
		return arena_fmt(a,
		    "P-%" PRId64 " has no rights in the program \"%s\".",
		    partner, program);
	return arena_fmt(
	    a, "P-%" PRId64 " is enrolled in no program.", partner);
}

bool enrollment_may_register(struct session *s, int64_t partner,
    const char *program, struct arena *a, struct enrollment_right *ret,
    const char **ret_why, struct err *err)
{
	struct rights r = { .session = s, .arena = a };
	const struct enrollment_right *right = NULL;
	const char *why = NULL;

	if (program == NULL)
		program = "";
	if (!enrollment_rights(s, partner, a, &r.list, &r.n, err))
		return false;
	if (!pick(&r, program, true, &right, &why) && program[0] == '\0')
		pick(&r, program, false, &right, &why);
	*ret_why = right == NULL ? refusal(a, partner, program, why) : NULL;
	if (right != NULL)
		*ret = *right;
	return true;
}
