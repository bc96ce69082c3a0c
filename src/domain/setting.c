/* domain/setting.c - what a person has set for the screens. */

#include "config.h"

#include "domain/setting.h"

static const char SELECT_SETTING[] =
    "SELECT value FROM setting WHERE name = ?2 AND person IN (?1, '')"
    " ORDER BY person DESC LIMIT 1";

static const char DELETE_SETTING[] =
    "DELETE FROM setting WHERE person = ?1 AND name = ?2";

static const char INSERT_SETTING[] =
    "INSERT INTO setting (person, name, value) VALUES (?1, ?2, ?3)";

bool setting_get(struct session *s, const char *name, struct arena *a,
    const char **ret, struct err *err)
{
	struct value v;
	bool found;

	if (!db_value(s->db, SELECT_SETTING,
		VALUES(val_text(s->user), val_text(name)), VALUE_TEXT, a,
		&found, &v, err))
		return false;
	*ret = found && v.type == VALUE_TEXT ? v.s : "";
	return true;
}

static bool replace(
    struct session *s, const char *name, const char *value, struct err *err)
{
	return db_exec(s->db, DELETE_SETTING,
		   VALUES(val_text(s->user), val_text(name)), NULL, err) &&
	    (value[0] == '\0' ||
		db_exec(s->db, INSERT_SETTING,
		    VALUES(val_text(s->user), val_text(name), val_text(value)),
		    NULL, err));
}

bool setting_put(
    struct session *s, const char *name, const char *value, struct err *err)
{
	bool ok = db_begin(s->db, err);

	if (ok) {
		ok = replace(s, name, value, err) && db_commit(s->db, err);
		if (!ok)
			db_rollback(s->db);
	}
	return ok;
}
