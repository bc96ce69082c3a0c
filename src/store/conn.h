/*
 * store/conn.h - one connection to the engine, with every setting checked.
 *
 * For the files of the store and their tests only; others use store/db.h.
 */

#ifndef STORE_CONN_H
#define STORE_CONN_H

#include <stdint.h>

#include "base/err.h"

struct sqlite3;
struct stmt;

enum conn_role {
	CONN_READ,   /* feeds the screens; every write fails */
	CONN_WRITE,  /* changes rows, never the schema */
	CONN_BOTH,   /* a database in memory */
	CONN_SCHEMA, /* changes the schema; no foreign keys meanwhile */
	CONN_COPY,   /* reads a file it cannot write to */
};

enum { CONN_WAIT_MS = 5000, CONN_BUCKETS = 64 };

struct conn {
	struct sqlite3 *handle;
	int wait_ms;                        /* for the locks of others */
	struct stmt *buckets[CONN_BUCKETS]; /* the statements, by their text */
	int statements;
	uint64_t uses;        /* counts up with each use of a statement */
	uint64_t transaction; /* counts transactions up; odd while inside */
	int taken;            /* statements in use that it took */
	int32_t today;        /* what today() gives */
};

/* What makes a file Accord's: the four letters of its application_id. */
enum { APPLICATION_ID = 0x41637264 };

/*
 * Opens a file, without creating it, following a link or reading more than
 * its header.
 */
NODISCARD bool conn_open(const char *file, enum conn_role role,
    struct conn **ret_conn, struct err *err);

/* Finalizes all statements and closes. NULL is allowed. */
void conn_close(struct conn *c);

/* What the header at the start of the file says; 0 if it has none. */
struct conn_header {
	uint32_t application_id;
	uint32_t version; /* of the schema; the log may hold a newer one */
	bool has_log;
};
struct conn_header conn_header(struct conn *c);

/* Makes every setting of the role and reads it back. */
NODISCARD bool conn_configure(
    struct conn *c, enum conn_role role, struct err *err);

/*
 * Until this is called the file's bytes stay as they are, also when the
 * connection is closed; afterwards the last one to close, when nobody else
 * has the file open, folds the log in and removes it.
 */
void conn_settle(struct conn *c);

/* Makes one setting; ERR_IO when it reads back as something else. */
NODISCARD bool conn_set(
    struct conn *c, const char *name, const char *value, struct err *err);

/* The rows of these tables are only ever added to. */
extern const char *const append_only_tables[]; /* ended by NULL */

/* Denies what the role never does, as each statement is prepared. */
void conn_guard(struct conn *c, enum conn_role role);

/* How long each call may wait for the locks of others, in milliseconds. */
void conn_wait(struct conn *c, int wait_ms);

/* Runs a script of several statements. */
NODISCARD bool conn_script(struct conn *c, const char *sql, struct err *err);

/* Fills err with what went wrong in the last call; is false. */
bool conn_failed(struct conn *c, struct err *err);

#endif
