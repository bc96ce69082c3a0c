/* domain/session.c - who is at work, with which rights, and when. */

#include "config.h"

#include "domain/session.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"

static const char SELECT_PERSON[] = "SELECT status FROM person WHERE name = ?1";

static const char SELECT_ROLES[] =
    "SELECT r.role FROM person p JOIN person_role r ON r.person = p.id"
    " WHERE p.name = ?1 AND p.status = 'active'";

static const char *const roles[] = {
	[RIGHT_VIEW] = "viewer",
	[RIGHT_REVIEW] = "reviewer",
	[RIGHT_PARTNER] = "partner_manager",
	[RIGHT_FINANCE] = "finance",
	[RIGHT_ADMIN] = "administrator",
};

const char *right_role(enum right right)
{
	return roles[right];
}

static int64_t real_clock(void *arg UNUSED)
{
	return clock_now();
}

static int64_t fixed_clock(void *arg)
{
	return *(const int64_t *)arg;
}

static bool check_person(struct db *db, const char *name, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct value status = val_null();
	bool found = false, ok;

	ok = db_value(db, SELECT_PERSON, VALUES(val_text(name)), VALUE_TEXT, &a,
	    &found, &status, err);
	if (ok && !found)
		ok = err_set(err, ERR_FORBIDDEN,
		    "There is no user \"%s\"; an administrator adds one with "
		    "\"accord user add\".",
		    name);
	else if (ok && strcmp(status.s, "active") != 0)
		ok = err_set(
		    err, ERR_FORBIDDEN, "The user \"%s\" is disabled.", name);
	arena_done(&a);
	return ok;
}

bool session_open(struct db *db, const char *login, const char *as,
    int64_t fixed_now, struct session **ret, struct err *err)
{
	struct session *s;

	if (as != NULL && !check_person(db, as, err))
		return false;
	s = calloc(1, sizeof(*s));
	if (s == NULL)
		abort();
	s->db = db;
	s->owner = as == NULL;
	s->user = arena_str(&s->arena, as != NULL ? as : login);
	s->clock = real_clock;
	if (fixed_now != 0) {
		int64_t *now = arena_alloc(&s->arena, sizeof(*now));

		*now = fixed_now;
		s->clock = fixed_clock;
		s->clock_arg = now;
	}
	db_set_today(db, (date_days)(session_now(s) / 86400));
	*ret = s;
	return true;
}

void session_close(struct session *s)
{
	if (s == NULL)
		return;
	arena_done(&s->arena);
	free(s);
}

int64_t session_now(const struct session *s)
{
	return s->clock(s->clock_arg);
}

/* Whoever keeps the users and programs does not also decide or pay. */
static bool is_separate(enum right right)
{
	return right == RIGHT_REVIEW || right == RIGHT_FINANCE;
}

static bool read_roles(struct session *s, unsigned *ret_bits, struct err *err)
{
	unsigned bits = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, SELECT_ROLES, VALUES(val_text(s->user)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		const char *role = db_column(st, 0, VALUE_TEXT).s;

		for (unsigned i = 0; i < ARRAY_LEN(roles); i++)
			if (strcmp(role, roles[i]) == 0)
				bits |= 1u << i;
	}
	db_reset(st);
	*ret_bits = bits;
	return step == DB_DONE;
}

bool session_check(struct session *s, enum right right, struct err *err)
{
	unsigned bits;

	if (s->owner)
		return true;
	if (!read_roles(s, &bits, err))
		return false;
	if (bits == 0)
		return err_set(err, ERR_FORBIDDEN,
		    "%s has no role any more; ask an administrator.", s->user);
	if (right == RIGHT_VIEW)
		return true;
	if ((bits & 1u << right) == 0)
		return err_set(err, ERR_FORBIDDEN,
		    "This needs the role %s, which %s does not have.",
		    roles[right], s->user);
	if (is_separate(right) && (bits & 1u << RIGHT_ADMIN) != 0)
		return err_set(err, ERR_FORBIDDEN,
		    "%s is an administrator and so neither decides nor pays.",
		    s->user);
	return true;
}
