/* store/verify.c - the engine's own checks. */
#include "config.h"

#include <string.h>

#include "store/engine.h"
#include "store/stmt.h"

typedef const char *describe_row(struct stmt *st, struct arena *a);

static const char *describe_damage(struct stmt *st, struct arena *a)
{
	const char *what = db_text(st, 0, a);
	const char *line = strchr(what, '\n');

	if (strcmp(what, "ok") == 0)
		return NULL;
	/* The first line only names the one database there is. */
	return strncmp(what, "***", 3) == 0 && line != NULL ? line + 1 : what;
}

static const char *describe_orphan(struct stmt *st, struct arena *a)
{
	return arena_fmt(a,
	    "row %lld of %s refers to a row of %s that is missing",
	    (long long)db_int(st, 1), db_text(st, 0, a), db_text(st, 2, a));
}

static bool run_check(struct conn *c, const char *sql, describe_row *describe,
    void (*found)(void *arg, const char *what), void *arg, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct stmt *st;
	enum db_step step;

	if (!stmt_take(c, sql, NO_VALUES, &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		const char *what = describe(st, &a);

		if (what != NULL)
			found(arg, what);
		arena_reset(&a);
	}
	stmt_give(st);
	arena_done(&a);
	return step == DB_DONE;
}

bool conn_verify(struct conn *c, void (*found)(void *arg, const char *what),
    void *arg, struct err *err)
{
	return run_check(c, "PRAGMA integrity_check", describe_damage, found,
		   arg, err) &&
	    run_check(c, "PRAGMA foreign_key_check", describe_orphan, found,
		arg, err);
}

bool db_verify(struct db *db, void (*found)(void *arg, const char *what),
    void *arg, struct err *err)
{
	return conn_verify(db->reader, found, arg, err);
}
