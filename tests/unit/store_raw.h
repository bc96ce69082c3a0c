/*
 * tests/unit/store_raw.h - a database without anybody who keeps its rules.
 *
 * Faults that no operation can make are planted so.
 */

#ifndef TESTS_STORE_RAW_H
#define TESTS_STORE_RAW_H

#include <sqlite3.h>
#include <stdio.h>

#include "base/buf.h"

static inline bool raw_run(sqlite3 *db, const char *sql)
{
	char *why = NULL;
	bool ok = sqlite3_exec(db, sql, NULL, NULL, &why) == SQLITE_OK;

	if (!ok)
		printf("# %s: %s\n", sql, why != NULL ? why : "failed");
	sqlite3_free(why);
	return ok;
}

/* What drops all triggers, and what makes them again. */
static inline bool raw_triggers(sqlite3 *db, struct buf *away, struct buf *back)
{
	sqlite3_stmt *st = NULL;
	int step;

	if (sqlite3_prepare_v2(db,
		"SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
		-1, &st, NULL) != SQLITE_OK)
		return false;
	while ((step = sqlite3_step(st)) == SQLITE_ROW) {
		buf_fmt(away, "DROP TRIGGER %s;",
		    (const char *)sqlite3_column_text(st, 0));
		buf_fmt(back, "%s;", (const char *)sqlite3_column_text(st, 1));
	}
	sqlite3_finalize(st);
	return step == SQLITE_DONE;
}

/*
 * Runs statements in the file while its triggers and foreign keys are away;
 * *ret_changed is how many rows they changed. The triggers come back, so
 * that the schema is as it was.
 */
static inline bool raw_change(
    const char *path, const char *sql, int *ret_changed)
{
	struct buf away = BUF_INIT, back = BUF_INIT;
	sqlite3 *db = NULL;
	int before;
	bool ok;

	ok = sqlite3_open(path, &db) == SQLITE_OK &&
	    raw_triggers(db, &away, &back) &&
	    raw_run(db, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE") &&
	    raw_run(db, buf_text(&away));
	before = ok ? sqlite3_total_changes(db) : 0;
	ok = ok && raw_run(db, sql);
	*ret_changed = ok ? sqlite3_total_changes(db) - before : 0;
	ok = ok && raw_run(db, buf_text(&back)) && raw_run(db, "COMMIT");
	sqlite3_close(db);
	buf_done(&away);
	buf_done(&back);
	return ok;
}

#endif
