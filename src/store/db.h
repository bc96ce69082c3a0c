/*
 * store/db.h - the database: connection, statements, transactions.
 *
 * Nothing here says which engine is behind it. Statements are cached by
 * their text, so put every changing part in a parameter (?1, ?2 ...). Text
 * read from a row lives until the next db_step() or db_reset() on that
 * statement.
 *
 * A struct db is two connections to one file: one that writes, and one that
 * can only read and feeds the screens. Reads made while a transaction is
 * open see the transaction. No terminal I/O happens inside a transaction;
 * db_in_transaction() lets a debug build assert it.
 */

#ifndef STORE_DB_H
#define STORE_DB_H

#include <stddef.h>

#include "base/date.h"
#include "base/err.h"
#include "base/value.h"

struct db;
struct stmt;

enum db_step { DB_FAILED, DB_ROW, DB_DONE };

/* The values of a statement's parameters ?1, ?2, ... as one argument pair. */
#define VALUES(...)                                         \
	(const struct value[]){ __VA_ARGS__ },              \
	    sizeof((const struct value[]){ __VA_ARGS__ }) / \
	    sizeof(struct value)
#define NO_VALUES NULL, 0

enum db_mode {
	DB_OPEN,   /* the file must be there: ERR_NOT_FOUND otherwise */
	DB_CREATE, /* it must not: ERR_REFUSED otherwise; mode 0600 */
};

/*
 * Opens the database and brings its schema up to date. Refused with
 * ERR_INVALID: a file that is not Accord's, or of a newer schema than this
 * program knows (the file stays untouched); with ERR_IO: a network file
 * system, a link, settings that did not take. Before the schema of a file is
 * changed, a verified copy is left beside it as FILE.schema-N, N being the
 * old version. A lock file FILE-fence stays beside every database.
 * ":memory:" with DB_CREATE gives a private database for tests; it has no
 * backup, and its stamp does not move.
 */
NODISCARD bool db_open(
    const char *path, enum db_mode mode, struct db **ret_db, struct err *err);

/* Checkpoints when nobody else is writing, and closes. NULL is allowed. */
void db_close(struct db *db);

/*
 * Prepares, or takes from the cache, and binds: exactly as many values as
 * the statement has parameters. The values are copied. ERR_REFUSED for what
 * no statement may do: change the schema, attach a file, update or delete
 * rows of an append-only table.
 */
NODISCARD bool db_query(struct db *db, const char *sql,
    const struct value *values, size_t n, struct stmt **ret_stmt,
    struct err *err);

/* Fetches the next row. */
NODISCARD enum db_step db_step(struct stmt *st, struct err *err);

/* Ends the use of a statement; must follow every db_query(). NULL is allowed.
 * A statement of a screen is reset as soon as its rows are read: one that is
 * left open keeps the log from being folded in. */
void db_reset(struct stmt *st);

/* The column of the present row, read as that type; NULL as VALUE_NULL.
 * VALUE_MONEY is not read here: its currency is a column of its own. */
struct value db_column(struct stmt *st, int column, enum value_type as);

/* Short forms: 0, or "" copied into the arena, for NULL. */
int64_t db_int(struct stmt *st, int column);
/* Those that have a value of their own for NULL. */
int64_t db_int_or(struct stmt *st, int column, int64_t absent);
date_days db_date(struct stmt *st, int column); /* DATE_NONE */
const char *db_text(struct stmt *st, int column, struct arena *a);

/* Runs a statement that returns no rows; inside a transaction only. */
NODISCARD bool db_exec(struct db *db, const char *sql,
    const struct value *values, size_t n, int *ret_changed, struct err *err);

/* Reads one row of one column; *ret_found says whether there was one. */
NODISCARD bool db_value(struct db *db, const char *sql,
    const struct value *values, size_t n, enum value_type as, struct arena *a,
    bool *ret_found, struct value *ret, struct err *err);

/* The numbers in the first column of all rows, in the arena. */
NODISCARD bool db_ids(struct db *db, const char *sql,
    const struct value *values, size_t n_values, struct arena *a, int64_t **ret,
    size_t *ret_n, struct err *err);

/* The id of the row that was inserted last in this transaction. */
int64_t db_last_id(struct db *db);

/*
 * Write transactions: BEGIN IMMEDIATE under the shared fence, one at a time,
 * not nested. Waits up to 5 s for another writer, then ERR_BUSY; ERR_INVALID
 * when a newer program has changed the schema meanwhile.
 *
 * db_commit() ends the transaction whether it fails or not, and every
 * statement taken inside must have been reset. Its error is ERR_UNKNOWN,
 * look the operation id up in a new transaction, except where it is certain
 * that nothing was changed: ERR_REFUSED for a constraint that was put off,
 * ERR_IO for a full disk. db_rollback() does nothing when none is open.
 */
NODISCARD bool db_begin(struct db *db, struct err *err);
NODISCARD bool db_commit(struct db *db, struct err *err);
void db_rollback(struct db *db);
bool db_in_transaction(const struct db *db);

/*
 * Inside a transaction: what is written after db_mark() is kept as a part of
 * it by db_keep(), or dropped without ending it by db_drop(). Not nested.
 */
NODISCARD bool db_mark(struct db *db, struct err *err);
NODISCARD bool db_keep(struct db *db, struct err *err);
NODISCARD bool db_drop(struct db *db, struct err *err);

/*
 * Says what this transaction is, "an import by rita", to those whose
 * db_begin() fails meanwhile. Forgotten at its end.
 */
void db_announce(struct db *db, const char *what);

/*
 * Work that goes on outside of a transaction, such as a mail on its way: its
 * number is held until it is let go or this process ends, and others can see
 * that. False when somebody else holds it. In a database in memory nothing
 * is ever held by others.
 */
NODISCARD bool db_hold(struct db *db, int64_t number);
void db_let_go(struct db *db, int64_t number);
bool db_is_held(struct db *db, int64_t number);

/*
 * A number that changes when anybody else's commit becomes visible to the
 * reading connection; poll it at most once a second.
 */
NODISCARD bool db_stamp(struct db *db, int64_t *ret, struct err *err);

/* Folds the log into the file if it is large or `idle`, and nobody writes. */
void db_checkpoint(struct db *db, bool idle);

/*
 * While a query of the reading connection runs, calls back every so often;
 * true from the callback ends the query with ERR_BUSY ("Interrupted.").
 */
void db_on_progress(struct db *db, bool (*interrupted)(void *), void *arg);

/* A verified, consistent copy while others work; refuses an existing file. */
NODISCARD bool db_backup(struct db *db, const char *path, struct err *err);

/*
 * Runs the engine's own checks and compares the schema with what the program
 * makes; each finding is passed to `found`. True when all ran to their end,
 * whatever they found.
 */
NODISCARD bool db_verify(struct db *db,
    void (*found)(void *arg, const char *what), void *arg, struct err *err);

/*
 * The day that today() gives in statements: what is due or over by the date
 * is found by it. 1970-01-01 until it is set; not to be used in the schema.
 */
void db_set_today(struct db *db, date_days today);

/* The path it was opened with. */
const char *db_path(const struct db *db);

#endif
