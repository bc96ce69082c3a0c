/* store/transaction.c - write transactions and the log they fill. */
#include "config.h"

#include <assert.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "store/engine.h"
#include "store/stmt.h"

/* Longer than most transactions last, and no pause a person would mind. */
enum { ROOM_WAIT_MS = 500 };

bool db_in_transaction(const struct db *db)
{
	return db->in_transaction;
}

/* Both ends of a transaction: what is counted per transaction restarts. */
static void mark(struct db *db, bool inside)
{
	db->in_transaction = inside;
	db->writer->transaction++;
	db->writer->taken = 0;
}

static void undo(struct conn *c)
{
	struct err ignored;

	/* After some errors the engine has rolled back already. */
	if (!sqlite3_get_autocommit(c->handle) &&
	    !stmt_run(c, "ROLLBACK", NO_VALUES, &ignored))
		sqlite3_exec(c->handle, "ROLLBACK", NULL, NULL, NULL);
}

static int64_t log_size(const struct db *db)
{
	struct stat st;

	return stat(db->log, &st) == 0 ? st.st_size : 0;
}

/*
 * Call it alone behind the fence. Waits for nobody: a reader in another
 * process makes this fall back to the passive kind, which the fence makes
 * harmless, and the next call finishes.
 */
static void fold(struct conn *c)
{
	conn_wait(c, 0);
	sqlite3_wal_checkpoint_v2(
	    c->handle, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	conn_wait(c, CONN_WAIT_MS);
}

/*
 * Where several processes write without a pause nobody is ever alone, and
 * the log would grow for as long. So all who see it grown too large wait to
 * be alone before they go on, and the first folds it in.
 */
static void make_room(struct db *db, struct conn *c)
{
	struct err ignored;

	if (db->fence.fd < 0 || log_size(db) < LOG_LIMIT ||
	    !fence_alone(&db->fence, ROOM_WAIT_MS, &ignored))
		return;
	if (log_size(db) >= LOG_LIMIT)
		fold(c);
	fence_leave(&db->fence);
}

/* Who is busy may have said with what. */
static void explain_busy(struct db *db, struct err *err)
{
	char word[FENCE_WORD];

	if (err->kind != ERR_BUSY)
		return;
	fence_word(&db->fence, word);
	if (word[0] != '\0')
		err_fill(err, ERR_BUSY, NULL,
		    "Nothing was changed: %s is running. Try again when it "
		    "is done.",
		    word);
}

void db_announce(struct db *db, const char *what)
{
	assert(db->in_transaction);
	fence_say(&db->fence, what);
	db->announced = true;
}

static void fall_silent(struct db *db)
{
	if (db->announced)
		fence_say(&db->fence, NULL);
	db->announced = false;
}

/* What a process said that died over it. */
static void forget_dead(struct db *db)
{
	char word[FENCE_WORD];

	fence_word(&db->fence, word);
	if (word[0] != '\0')
		fence_say(&db->fence, NULL);
}

bool db_begin(struct db *db, struct err *err)
{
	struct conn *c;

	assert(!db->in_transaction);
	if (!db_writer(db, &c, err))
		return false;
	make_room(db, c);
	if (!fence_share(&db->fence, CONN_WAIT_MS, err)) {
		explain_busy(db, err);
		return false;
	}
	/* A newer program may have changed the schema since we opened it. */
	if (!stmt_run(c, "BEGIN IMMEDIATE", NO_VALUES, err) ||
	    !schema_check(c, db->version, err)) {
		explain_busy(db, err);
		undo(c);
		fence_leave(&db->fence);
		return false;
	}
	mark(db, true);
	forget_dead(db);
	return true;
}

/*
 * Of a COMMIT that failed one usually can't say whether it happened: the
 * bytes may have reached the disk before the error did. Two cases are
 * certain: a constraint that was put off until now, and a full disk, where
 * the last frame of the commit was never written.
 */
static void explain_commit(struct conn *c, struct err *err)
{
	switch (sqlite3_errcode(c->handle) & 0xff) {
	case SQLITE_CONSTRAINT:
	case SQLITE_FULL:
		return;
	default:
		err->kind = ERR_UNKNOWN;
		err_prefix(err, "It is not known whether this was saved");
		return;
	}
}

static bool commit(struct conn *c, struct err *err)
{
	struct stmt *st;
	enum db_step step;

	if (!stmt_take(c, "COMMIT", NO_VALUES, &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_FAILED)
		explain_commit(c, err);
	stmt_give(st);
	if (step == DB_FAILED)
		undo(c);
	return step != DB_FAILED;
}

bool db_commit(struct db *db, struct err *err)
{
	struct conn *c = db->writer;
	bool ok;

	assert(db->in_transaction);
	/* One left open would keep an old view and block later writes. */
	assert(c->taken == 0);
	if (sqlite3_get_autocommit(c->handle)) {
		db_rollback(db);
		return err_set(err, ERR_IO,
		    "An earlier error ended the transaction; nothing was "
		    "changed.");
	}
	mark(db, false);
	/* Before somebody else can say something. */
	fall_silent(db);
	ok = commit(c, err);
	fence_leave(&db->fence);
	if (ok)
		db_checkpoint(db, false);
	return ok;
}

void db_rollback(struct db *db)
{
	if (!db->in_transaction)
		return;
	mark(db, false);
	fall_silent(db);
	undo(db->writer);
	fence_leave(&db->fence);
}

bool db_mark(struct db *db, struct err *err)
{
	assert(db->in_transaction);
	return stmt_run(db->writer, "SAVEPOINT part", NO_VALUES, err);
}

bool db_keep(struct db *db, struct err *err)
{
	return stmt_run(db->writer, "RELEASE part", NO_VALUES, err);
}

bool db_drop(struct db *db, struct err *err)
{
	return stmt_run(db->writer, "ROLLBACK TO part", NO_VALUES, err) &&
	    stmt_run(db->writer, "RELEASE part", NO_VALUES, err);
}

void db_checkpoint(struct db *db, bool idle)
{
	int64_t size;
	struct conn *c;
	struct err ignored;

	if (db->in_transaction || db->fence.fd < 0)
		return;
	size = log_size(db);
	if (size == 0 || (!idle && size < LOG_LIMIT))
		return;
	if (!db_writer(db, &c, &ignored) || !fence_try_alone(&db->fence))
		return;
	fold(c);
	fence_leave(&db->fence);
}

bool db_hold(struct db *db, int64_t number)
{
	return fence_hold(&db->fence, number);
}

void db_let_go(struct db *db, int64_t number)
{
	fence_let_go(&db->fence, number);
}

bool db_is_held(struct db *db, int64_t number)
{
	return fence_is_held(&db->fence, number);
}
