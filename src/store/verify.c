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

/* Tables, indexes and triggers by kind and name; not the engine's own. */
static const char list_parts[] =
    "SELECT type || ' ' || name, sql FROM sqlite_schema"
    " WHERE substr(name, 1, 7) <> 'sqlite_'";
static const char find_part[] =
    "SELECT sql FROM sqlite_schema WHERE type || ' ' || name = ?1";

/* One way of comparing two schemas: what to say of the parts of `from`. */
struct comparison {
	struct db *from, *with;
	const char *absent;    /* in `with` */
	const char *different; /* in `with`; NULL to say nothing */
};

static bool compare_part(const struct comparison *cmp, const char *name,
    struct value sql, const char **ret_what, struct arena *a, struct err *err)
{
	struct value other;
	bool there;

	if (!db_value(cmp->with, find_part, VALUES(val_text(name)), VALUE_TEXT,
		a, &there, &other, err))
		return false;
	if (!there)
		*ret_what = cmp->absent;
	else
		*ret_what = value_equal(sql, other) ? NULL : cmp->different;
	return true;
}

static bool compare(const struct comparison *cmp,
    void (*found)(void *arg, const char *what), void *arg, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct stmt *st;
	enum db_step step;

	if (!db_query(cmp->from, list_parts, NO_VALUES, &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		const char *name = db_text(st, 0, &a);
		const char *what = NULL;

		if (!compare_part(cmp, name, db_column(st, 1, VALUE_TEXT),
			&what, &a, err)) {
			step = DB_FAILED;
			break;
		}
		if (what != NULL)
			found(arg, arena_fmt(&a, "%s %s", name, what));
		arena_reset(&a);
	}
	db_reset(st);
	arena_done(&a);
	return step == DB_DONE;
}

/* A database made anew by the same steps says what there should be. */
static bool verify_schema(struct db *db,
    void (*found)(void *arg, const char *what), void *arg, struct err *err)
{
	struct comparison missing = { .with = db,
		.absent = "is missing",
		.different = "is not as the program makes it" };
	struct comparison extra = { .from = db,
		.absent = "is not of the program's making" };
	struct db *fresh;
	bool ok;

	if (!db_open_steps(":memory:", DB_CREATE, db->steps, &fresh, err))
		return false;
	missing.from = fresh;
	extra.with = fresh;
	ok = compare(&missing, found, arg, err) &&
	    compare(&extra, found, arg, err);
	db_close(fresh);
	return ok;
}

bool db_verify(struct db *db, void (*found)(void *arg, const char *what),
    void *arg, struct err *err)
{
	return conn_verify(db->reader, found, arg, err) &&
	    verify_schema(db, found, arg, err);
}
