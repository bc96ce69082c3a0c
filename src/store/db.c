/* store/db.c - the database: two connections to one file. */
#include "config.h"

#include "store/db.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "store/engine.h"
#include "store/place.h"
#include "store/schema.h"
#include "store/stmt.h"

/* Instructions of the engine between two looks at the keyboard: 1 ms. */
enum { PROGRESS_STEPS = 20000 };

static bool open_memory(struct db *db, struct err *err)
{
	db->file = ":memory:";
	if (!conn_open(db->file, CONN_SCHEMA, &db->writer, err))
		return false;
	db->reader = db->writer;
	return conn_configure(db->writer, CONN_SCHEMA, err) &&
	    schema_migrate(db->writer, NULL, db->steps, err) &&
	    conn_configure(db->writer, CONN_BOTH, err);
}

/*
 * Looks at the header before anything of the file is used, and changes
 * nothing before it is known to be ours and of a schema we know.
 */
static bool open_reader(struct db *db, struct err *err)
{
	struct conn_header header;

	if (!conn_open(db->file, CONN_READ, &db->reader, err))
		return false;
	header = conn_header(db->reader);
	if (header.application_id != APPLICATION_ID)
		return err_set(err, ERR_INVALID,
		    "%s is not a database of this program.", db->path);
	if (header.version > (uint32_t)db->version)
		return schema_newer(header.version, db->version, err);
	if ((header.version < (uint32_t)db->version || !header.has_log) &&
	    !schema_upgrade(db->file, db->steps, err))
		return false;
	if (!conn_configure(db->reader, CONN_READ, err) ||
	    !schema_check(db->reader, db->version, err))
		return false;
	conn_settle(db->reader);
	return true;
}

static bool open_file(struct db *db, enum db_mode mode, struct err *err)
{
	if (!place_resolve(db->path, &db->arena, &db->file, err))
		return false;
	db->log = arena_fmt(&db->arena, "%s-wal", db->file);
	if (mode == DB_CREATE && !schema_create(db->file, db->steps, err))
		return false;
	return place_check(db->file, err) && open_reader(db, err) &&
	    fence_open(db->file, &db->fence, err);
}

bool db_open_steps(const char *path, enum db_mode mode,
    const char *const *steps, struct db **ret_db, struct err *err)
{
	struct db *db = calloc(1, sizeof(*db));
	bool ok;

	if (db == NULL)
		abort();
	db->fence = (struct fence)FENCE_NONE;
	db->path = arena_str(&db->arena, path);
	db->steps = steps;
	db->version = schema_latest(steps);
	ok = strcmp(path, ":memory:") == 0 ? open_memory(db, err)
					   : open_file(db, mode, err);
	if (!ok) {
		db_close(db);
		return false;
	}
	*ret_db = db;
	return true;
}

bool db_open(
    const char *path, enum db_mode mode, struct db **ret_db, struct err *err)
{
	return db_open_steps(path, mode, schema_steps, ret_db, err);
}

bool db_writer(struct db *db, struct conn **ret, struct err *err)
{
	struct conn *c;

	if (db->writer == NULL) {
		if (!conn_open(db->file, CONN_WRITE, &c, err))
			return false;
		if (!conn_configure(c, CONN_WRITE, err)) {
			conn_close(c);
			return false;
		}
		conn_settle(c);
		c->today = db->today;
		db->writer = c;
	}
	*ret = db->writer;
	return true;
}

void db_close(struct db *db)
{
	if (db == NULL)
		return;
	db_rollback(db);
	if (db->writer != NULL)
		db_checkpoint(db, true);
	if (db->writer != db->reader)
		conn_close(db->writer);
	conn_close(db->reader);
	fence_close(&db->fence);
	arena_done(&db->arena);
	free(db);
}

void db_set_today(struct db *db, date_days today)
{
	db->today = today;
	db->reader->today = today;
	if (db->writer != NULL)
		db->writer->today = today;
}

const char *db_path(const struct db *db)
{
	return db->path;
}

bool db_query(struct db *db, const char *sql, const struct value *values,
    size_t n, struct stmt **ret_stmt, struct err *err)
{
	if (!db->in_transaction)
		return stmt_take(db->reader, sql, values, n, ret_stmt, err);
	/* Or each further statement would be a transaction of its own. */
	if (sqlite3_get_autocommit(db->writer->handle))
		return err_set(err, ERR_IO,
		    "An earlier error ended the transaction; nothing was "
		    "changed.");
	return stmt_take(db->writer, sql, values, n, ret_stmt, err);
}

bool db_exec(struct db *db, const char *sql, const struct value *values,
    size_t n, int *ret_changed, struct err *err)
{
	struct stmt *st;
	enum db_step step;

	assert(db->in_transaction);
	if (!db_query(db, sql, values, n, &st, err))
		return false;
	do
		step = db_step(st, err);
	while (step == DB_ROW);
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	if (ret_changed != NULL)
		*ret_changed = sqlite3_changes(db->writer->handle);
	return true;
}

bool db_value(struct db *db, const char *sql, const struct value *values,
    size_t n, enum value_type as, struct arena *a, bool *ret_found,
    struct value *ret, struct err *err)
{
	struct stmt *st;
	enum db_step step;
	struct value v = val_null();

	if (!db_query(db, sql, values, n, &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW) {
		v = db_column(st, 0, as);
		if (v.type == VALUE_TEXT)
			v.s = arena_str(a, v.s);
	}
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	*ret_found = step == DB_ROW;
	*ret = v;
	return true;
}

bool db_ids(struct db *db, const char *sql, const struct value *values,
    size_t n_values, struct arena *a, int64_t **ret, size_t *ret_n,
    struct err *err)
{
	int64_t *ids = NULL;
	size_t n = 0, size = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(db, sql, values, n_values, &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		ids = arena_grow(a, ids, n, &size, sizeof(*ids));
		ids[n++] = db_int(st, 0);
	}
	db_reset(st);
	if (step != DB_DONE)
		return false;
	*ret = ids;
	*ret_n = n;
	return true;
}

int64_t db_last_id(struct db *db)
{
	assert(db->in_transaction);
	return sqlite3_last_insert_rowid(db->writer->handle);
}

bool db_stamp(struct db *db, int64_t *ret, struct err *err)
{
	return stmt_int(db->reader, "PRAGMA data_version", ret, err);
}

static int look_up(void *arg)
{
	struct db *db = arg;

	/* In memory one connection does both, and writes run to their end. */
	return !db->in_transaction && db->interrupted(db->interrupted_arg);
}

void db_on_progress(struct db *db, bool (*interrupted)(void *), void *arg)
{
	db->interrupted = interrupted;
	db->interrupted_arg = arg;
	sqlite3_progress_handler(db->reader->handle, PROGRESS_STEPS,
	    interrupted == NULL ? NULL : look_up, db);
}
