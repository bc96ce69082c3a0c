/*
 * store/engine.h - what the files of the store share.
 *
 * For the files of the store and their tests only; others use store/db.h.
 */

#ifndef STORE_ENGINE_H
#define STORE_ENGINE_H

#include "store/conn.h"
#include "store/db.h"
#include "store/fence.h"

enum { LOG_LIMIT = 4 << 20 }; /* bytes; then a checkpoint is due */

struct db {
	struct arena arena;
	const char *path; /* as given */
	const char *file; /* absolute, or ":memory:" */
	const char *log;
	const char *const *steps;
	int version; /* of the schema: the number of steps */
	struct conn *reader;
	struct conn *writer; /* NULL until it is needed */
	struct fence fence;
	date_days today; /* what today() gives */
	bool in_transaction;
	bool announced;
	bool (*interrupted)(void *);
	void *interrupted_arg;
};

/* db_open() with other steps, for tests of migration. */
NODISCARD bool db_open_steps(const char *path, enum db_mode mode,
    const char *const *steps, struct db **ret_db, struct err *err);

/* The connection that writes, opened when it is first asked for. */
NODISCARD bool db_writer(struct db *db, struct conn **ret, struct err *err);

/* Number of steps = the version they lead to. */
int schema_latest(const char *const *steps);

/* Says that `version` is above `latest`; is false. */
bool schema_newer(int64_t version, int latest, struct err *err);

/* ERR_INVALID when the connection sees a newer schema. */
NODISCARD bool schema_check(struct conn *c, int latest, struct err *err);

/*
 * Takes the steps that are missing, all in one transaction, on a connection
 * of CONN_SCHEMA. Where rows could be lost a verified copy of `file` comes
 * first; NULL for a database that is new.
 */
NODISCARD bool schema_migrate(struct conn *c, const char *file,
    const char *const *steps, struct err *err);

/* Makes a database of the newest schema; refuses an existing file. */
NODISCARD bool schema_create(
    const char *file, const char *const *steps, struct err *err);

/* Brings an existing file up to date, as one of perhaps many processes. */
NODISCARD bool schema_upgrade(
    const char *file, const char *const *steps, struct err *err);

/* Makes a verified copy of a database; refuses an existing target. */
NODISCARD bool copy_make(const char *file, const char *target, struct err *err);

/* The engine's checks of the data; returns true when they ran, whatever they
 * found. */
NODISCARD bool conn_verify(struct conn *c,
    void (*found)(void *arg, const char *what), void *arg, struct err *err);

#endif
