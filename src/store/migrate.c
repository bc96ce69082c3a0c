/* store/migrate.c - the schema, from nothing or from an older version. */
#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include "store/engine.h"
#include "store/place.h"
#include "store/stmt.h"

/* A large database takes its time, and who comes second waits. */
enum { UPGRADE_WAIT_MS = 120000 };

/* The copies of one version that an old database may leave behind. */
enum { COPIES_MAX = 99 };

int schema_latest(const char *const *steps)
{
	int n = 0;

	while (steps[n] != NULL)
		n++;
	return n;
}

bool schema_newer(int64_t version, int latest, struct err *err)
{
	return err_set(err, ERR_INVALID,
	    "The database has schema %lld and this program knows schemas up "
	    "to %d; install the newer version of the program.",
	    (long long)version, latest);
}

bool schema_check(struct conn *c, int latest, struct err *err)
{
	int64_t version;

	if (!stmt_int(c, "PRAGMA user_version", &version, err))
		return false;
	return version <= latest || schema_newer(version, latest, err);
}

/* A name beside the database that no earlier copy has. */
static bool copy_aside(const char *file, int version, struct err *err)
{
	struct arena a = ARENA_INIT;
	bool ok = false;

	for (int i = 1; i <= COPIES_MAX && !ok; i++) {
		const char *name = i == 1
		    ? arena_fmt(&a, "%s.schema-%d", file, version)
		    : arena_fmt(&a, "%s.schema-%d-%d", file, version, i);

		ok = copy_make(file, name, err);
		if (!ok && err->kind != ERR_REFUSED)
			break;
	}
	arena_done(&a);
	return ok || err_in(err, "The copy before the change of schema");
}

/* Foreign keys were off: what they keep is checked once, at the end. */
static bool check_foreign_keys(struct conn *c, struct err *err)
{
	struct stmt *st;
	enum db_step step;

	if (!stmt_take(c, "PRAGMA foreign_key_check", NO_VALUES, &st, err))
		return false;
	step = db_step(st, err);
	stmt_give(st);
	if (step == DB_ROW)
		err_fill(err, ERR_INVALID, NULL,
		    "A row refers to one that is missing.");
	return step == DB_DONE;
}

static bool take_steps(
    struct conn *c, int version, const char *const *steps, struct err *err)
{
	char mark[96];

	for (; steps[version] != NULL; version++)
		if (!conn_script(c, steps[version], err))
			return err_in(err, "Schema %d", version + 1);
	snprintf(mark, sizeof(mark),
	    "PRAGMA application_id = %d; PRAGMA user_version = %d",
	    APPLICATION_ID, version);
	return check_foreign_keys(c, err) && conn_script(c, mark, err);
}

/* The version is read inside: another process may have been faster. */
static bool migrate_inside(
    struct conn *c, const char *file, const char *const *steps, struct err *err)
{
	int latest = schema_latest(steps);
	int64_t version;

	if (!stmt_int(c, "PRAGMA user_version", &version, err))
		return false;
	if (version > latest)
		return schema_newer(version, latest, err);
	if (version == latest)
		return true;
	/* Others see the last commit, and so does the copy. */
	if (file != NULL && !copy_aside(file, (int)version, err))
		return false;
	return take_steps(c, (int)version, steps, err);
}

bool schema_migrate(
    struct conn *c, const char *file, const char *const *steps, struct err *err)
{
	struct err ignored;

	if (!conn_script(c, "BEGIN IMMEDIATE", err))
		return false;
	if (migrate_inside(c, file, steps, err) &&
	    conn_script(c, "COMMIT", err))
		return true;
	if (!conn_script(c, "ROLLBACK", &ignored)) {
		/* The engine has rolled back already. */
	}
	return false;
}

static bool fill(const char *file, const char *const *steps, struct err *err)
{
	struct conn *c;
	bool ok;

	if (!conn_open(file, CONN_SCHEMA, &c, err))
		return false;
	ok = conn_configure(c, CONN_SCHEMA, err) &&
	    schema_migrate(c, NULL, steps, err);
	conn_settle(c);
	conn_close(c);
	return ok;
}

/*
 * The file gets its name when it is complete, so that nobody ever finds half
 * a database, not even after a power cut.
 */
bool schema_create(const char *file, const char *const *steps, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *temporary;
	bool ok;

	ok = place_check_free(file, err) &&
	    place_temporary(file, &a, &temporary, err);
	if (ok) {
		ok = place_check(temporary, err) &&
		    fill(temporary, steps, err) &&
		    place_publish(temporary, file, err);
		if (!ok)
			place_remove(temporary);
	}
	arena_done(&a);
	return ok;
}

bool schema_upgrade(const char *file, const char *const *steps, struct err *err)
{
	struct fence fence = FENCE_NONE;
	struct conn *c;
	bool ok;

	if (!conn_open(file, CONN_SCHEMA, &c, err))
		return false;
	ok = fence_open(file, &fence, err) &&
	    fence_alone(&fence, UPGRADE_WAIT_MS, err) &&
	    schema_check(c, schema_latest(steps), err) &&
	    conn_configure(c, CONN_SCHEMA, err) &&
	    schema_migrate(c, file, steps, err);
	fence_close(&fence);
	if (ok)
		conn_settle(c);
	conn_close(c);
	return ok;
}
