/* domain/user.c - people and roles. */

#include "config.h"

#include "domain/user.h"

#include <string.h>

#include "domain/change.h"

static const char SELECT_PERSON[] = "SELECT id FROM person WHERE name = ?1";

static const char SELECT_ROLE[] =
    "SELECT id FROM person_role WHERE person = ?1 AND role = ?2";

static const char COUNT_OTHERS[] =
    "SELECT count(*) FROM person_role WHERE person = ?1"
    " AND (role = 'administrator') <> (?2 = 'administrator')";

static bool check_name(const char *name, struct err *err)
{
	size_t len = strlen(name);
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
				      "0123456789._-";

	if (strcmp(name, "me") == 0)
		return err_invalid(err, "name",
		    "\"me\" stands for whoever asks; choose another name.");
	if (len > 0 && len <= 64 && name[0] >= 'a' && name[0] <= 'z' &&
	    strspn(name, allowed) == len)
		return true;
	return err_invalid(err, "name",
	    "A user's name is of a to z, digits, dots, dashes and "
	    "underscores, at most 64 of them, and begins with a letter.");
}

static bool check_role(const char *role, struct err *err)
{
	for (int r = RIGHT_VIEW; r <= RIGHT_ADMIN; r++)
		if (strcmp(role, right_role((enum right)r)) == 0)
			return true;
	return err_invalid(err, "role",
	    "There is no role \"%s\"; the roles are " USER_ROLES ".", role);
}

static bool find_person(
    struct change *c, const char *name, int64_t *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct value v = val_int(0);
	bool found = false, ok;

	ok = db_value(c->session->db, SELECT_PERSON, VALUES(val_text(name)),
	    VALUE_INT, &a, &found, &v, err);
	arena_done(&a);
	if (ok && !found)
		return err_set(
		    err, ERR_NOT_FOUND, "There is no user \"%s\".", name);
	if (ok)
		*ret = v.i;
	return ok;
}

/* Whoever keeps users and programs neither decides nor pays. */
static bool check_separate(struct change *c, int64_t person, const char *name,
    const char *role, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct value v = val_int(0);
	bool found, ok;

	ok = db_value(c->session->db, COUNT_OTHERS,
	    VALUES(val_int(person), val_text(role)), VALUE_INT, &a, &found, &v,
	    err);
	arena_done(&a);
	if (ok && v.i > 0)
		return err_set(err, ERR_REFUSED,
		    "An administrator has no other role; take the ones %s "
		    "has first.",
		    name);
	return ok;
}

static bool give_role(struct change *c, int64_t person, const char *name,
    const char *role, struct err *err)
{
	return check_separate(c, person, name, role, err) &&
	    change_insert(c, "person_role",
		SETS({ "person", val_int(person) }, { "role", val_text(role) }),
		NULL, err);
}

static bool find_role(struct change *c, int64_t person, const char *role,
    int64_t *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct value v = val_int(0);
	bool found = false, ok;

	ok = db_value(c->session->db, SELECT_ROLE,
	    VALUES(val_int(person), val_text(role)), VALUE_INT, &a, &found, &v,
	    err);
	arena_done(&a);
	if (ok)
		*ret = found ? v.i : 0;
	return ok;
}

static bool end(struct change *c, bool ok, const char *summary, struct err *err)
{
	if (ok && change_commit(c, err, "%s", summary))
		return true;
	change_abandon(c);
	return false;
}

bool user_add(
    struct session *s, const char *name, const char *role, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct change c;
	int64_t id = 0;
	bool ok;

	if (!check_name(name, err) || !check_role(role, err) ||
	    !change_begin(
		s, "user add", RIGHT_ADMIN, "user", 0, NULL, "", &c, err))
		return false;
	ok = change_insert(&c, "person",
		 SETS({ "name", val_text(name) },
		     { "created_at", val_time(c.now) }),
		 &id, err) &&
	    give_role(&c, id, name, role, err);
	if (!ok && err->kind == ERR_REFUSED && id == 0)
		err_fill(err, ERR_REFUSED, NULL,
		    "There is a user \"%s\" already.", name);
	c.record = id;
	ok = end(
	    &c, ok, arena_fmt(&a, "%s may sign in as %s.", name, role), err);
	arena_done(&a);
	return ok;
}

/* Giving what is there and taking what is not are done already. */
static bool set_role(struct change *c, const char *name, const char *role,
    bool give, struct err *err)
{
	int64_t id;

	if (!find_role(c, c->record, role, &id, err))
		return false;
	if (give && id == 0)
		return give_role(c, c->record, name, role, err);
	if (!give && id != 0)
		return change_delete(c, "person_role", id,
		    SETS({ "role", val_text(role) }), err);
	return true;
}

bool user_role(struct session *s, const char *name, const char *role, bool give,
    struct err *err)
{
	struct arena a = ARENA_INIT;
	struct change c;
	bool ok;

	if (!check_role(role, err) ||
	    !change_begin(
		s, "user role", RIGHT_ADMIN, "user", 0, NULL, "", &c, err))
		return false;
	ok = find_person(&c, name, &c.record, err) &&
	    set_role(&c, name, role, give, err);
	ok = end(&c, ok,
	    arena_fmt(
		&a, "%s %s the role %s.", name, give ? "has" : "lost", role),
	    err);
	arena_done(&a);
	return ok;
}

bool user_enable(
    struct session *s, const char *name, bool enable, struct err *err)
{
	const char *status = enable ? "active" : "disabled";
	struct arena a = ARENA_INIT;
	struct change c;
	bool ok;

	if (!change_begin(s, enable ? "user enable" : "user disable",
		RIGHT_ADMIN, "user", 0, NULL, "", &c, err))
		return false;
	ok = find_person(&c, name, &c.record, err) &&
	    change_update(&c, "person", c.record, 0,
		SETS({ "status", val_text(status) }), err);
	ok = end(&c, ok, arena_fmt(&a, "%s is %s.", name, status), err);
	arena_done(&a);
	return ok;
}
