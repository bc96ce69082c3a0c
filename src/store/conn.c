/* store/conn.c - one connection to the engine, with every setting checked. */
#include "config.h"

#include "store/conn.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "store/stmt.h"

enum { PAUSE_MS = 2 }; /* between two tries for a lock */

#define ROLE(r) (1u << (r))
#define ROLES_SEALED (ROLE(CONN_READ) | ROLE(CONN_WRITE) | ROLE(CONN_BOTH))
#define ROLES_WRITING (ROLE(CONN_WRITE) | ROLE(CONN_SCHEMA))
#define ROLES_ALL (ROLES_SEALED | ROLE(CONN_SCHEMA) | ROLE(CONN_COPY))

struct setting {
	unsigned roles;
	const char *name;
	const char *value; /* as it reads back */
};

/* In this order: the log before what depends on it. */
static const struct setting settings[] = {
	{ ROLES_WRITING, "journal_mode", "wal" },
	{ ROLES_ALL, "synchronous", "2" },
	{ ROLES_ALL, "wal_autocheckpoint", "0" },
	{ ROLES_ALL, "journal_size_limit", "4194304" },
	{ ROLES_ALL, "mmap_size", "0" },
	{ ROLES_ALL, "temp_store", "2" },
	{ ROLES_ALL, "cell_size_check", "1" },
	{ ROLES_ALL, "trusted_schema", "0" },
	/* A replaced row must not slip past the triggers that keep rows. */
	{ ROLES_ALL, "recursive_triggers", "1" },
	{ ROLES_SEALED, "foreign_keys", "1" },
	/* Rebuilding a table would fire the actions of its children. */
	{ ROLE(CONN_SCHEMA), "foreign_keys", "0" },
	{ ROLE(CONN_READ), "query_only", "1" },
	{ ROLES_WRITING | ROLE(CONN_BOTH), "query_only", "0" },
};

struct switches {
	int op;
	int on;
	const char *name;
};

static const struct switches switches[] = {
	{ SQLITE_DBCONFIG_DEFENSIVE, 1, "defensive" },
	{ SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0, "writable_schema" },
	{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, "trusted_schema" },
	/* A misspelt column in double quotes would become a text. */
	{ SQLITE_DBCONFIG_DQS_DML, 0, "dqs_dml" },
	{ SQLITE_DBCONFIG_DQS_DDL, 0, "dqs_ddl" },
	{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, "load_extension" },
	{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, "triggers" },
};

static bool set_switches(struct conn *c, struct err *err)
{
	for (size_t i = 0; i < ARRAY_LEN(switches); i++) {
		const struct switches *s = &switches[i];
		int on = -1;

		if (sqlite3_db_config(c->handle, s->op, s->on, &on) !=
			SQLITE_OK ||
		    on != s->on)
			return err_set(err, ERR_IO,
			    "The database engine does not take the setting "
			    "%s; another build of SQLite is needed.",
			    s->name);
	}
	return true;
}

/* A setting the engine lacks altogether reads as its absence, "0". */
static bool read_setting(
    struct conn *c, const char *name, char *value, size_t size, struct err *err)
{
	char sql[64];
	sqlite3_stmt *st;
	const char *text = NULL;

	snprintf(sql, sizeof(sql), "PRAGMA %s", name);
	if (sqlite3_prepare_v2(c->handle, sql, -1, &st, NULL) != SQLITE_OK)
		return conn_failed(c, err);
	if (sqlite3_step(st) == SQLITE_ROW)
		text = (const char *)sqlite3_column_text(st, 0);
	snprintf(value, size, "%s", text == NULL ? "0" : text);
	if (sqlite3_finalize(st) != SQLITE_OK)
		return conn_failed(c, err);
	return true;
}

bool conn_set(
    struct conn *c, const char *name, const char *value, struct err *err)
{
	char sql[96], got[32];

	snprintf(sql, sizeof(sql), "PRAGMA %s = %s", name, value);
	if (!conn_script(c, sql, err) ||
	    !read_setting(c, name, got, sizeof(got), err))
		return false;
	if (strcmp(got, value) != 0)
		return err_set(err, ERR_IO,
		    "The database engine does not take the setting %s = %s "
		    "(it stays %s).",
		    name, value, got);
	return true;
}

/* Only a connection that may write can turn the log on; all need it. */
static bool check_log(struct conn *c, enum conn_role role, struct err *err)
{
	char mode[32];

	if (role != CONN_READ)
		return true;
	if (!read_setting(c, "journal_mode", mode, sizeof(mode), err))
		return false;
	if (strcmp(mode, "wal") != 0)
		return err_set(
		    err, ERR_IO, "The database has lost its log (%s).", mode);
	return true;
}

bool conn_configure(struct conn *c, enum conn_role role, struct err *err)
{
	bool memory = sqlite3_db_filename(c->handle, "main")[0] == '\0';

	conn_guard(c, CONN_SCHEMA);
	if (!set_switches(c, err) || !check_log(c, role, err))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(settings); i++) {
		const struct setting *s = &settings[i];

		if ((s->roles & ROLE(role)) == 0 ||
		    (memory && strcmp(s->name, "journal_mode") == 0))
			continue;
		if (!conn_set(c, s->name, s->value, err))
			return false;
	}
	conn_guard(c, role);
	return true;
}

void conn_settle(struct conn *c)
{
	sqlite3_db_config(c->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
}

/*
 * The engine's own way of waiting asks ten times a second at last, and among
 * busy writers may never be the one who is there at the right moment.
 */
static int wait_for_lock(void *arg, int times)
{
	const struct timespec pause = { .tv_nsec = PAUSE_MS * 1000000 };
	const struct conn *c = arg;

	if (times >= c->wait_ms / PAUSE_MS)
		return 0;
	nanosleep(&pause, NULL);
	return 1;
}

void conn_wait(struct conn *c, int wait_ms)
{
	c->wait_ms = wait_ms;
	sqlite3_busy_handler(c->handle, wait_for_lock, c);
}

/* today() in statements; never in the schema, whose rows would go stale. */
static void give_today(
    sqlite3_context *context, int n UNUSED, sqlite3_value **args UNUSED)
{
	const struct conn *c = sqlite3_user_data(context);

	sqlite3_result_int64(context, c->today);
}

static bool add_functions(struct conn *c)
{
	return sqlite3_create_function_v2(c->handle, "today", 0,
		   SQLITE_UTF8 | SQLITE_DIRECTONLY, c, give_today, NULL, NULL,
		   NULL) == SQLITE_OK;
}

bool conn_open(const char *file, enum conn_role role, struct conn **ret_conn,
    struct err *err)
{
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	struct conn *c = calloc(1, sizeof(*c));

	if (c == NULL)
		abort();
	if (strcmp(file, ":memory:") != 0)
		flags |= SQLITE_OPEN_NOFOLLOW;
	flags |=
	    role == CONN_COPY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
	if (sqlite3_open_v2(file, &c->handle, flags, NULL) != SQLITE_OK ||
	    !add_functions(c)) {
		conn_failed(c, err);
		conn_close(c);
		return false;
	}
	conn_wait(c, CONN_WAIT_MS);
	sqlite3_db_config(c->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	*ret_conn = c;
	return true;
}

void conn_close(struct conn *c)
{
	if (c == NULL)
		return;
	stmt_drop_all(c);
	sqlite3_close(c->handle);
	free(c);
}

static uint32_t big_endian(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	    (uint32_t)p[2] << 8 | p[3];
}

/*
 * Read through the engine's own handle: closing one of ours would drop the
 * locks this process holds on the file.
 */
struct conn_header conn_header(struct conn *c)
{
	struct conn_header none = { .version = 0 };
	unsigned char bytes[100];
	sqlite3_file *file = NULL;

	if (sqlite3_file_control(c->handle, "main", SQLITE_FCNTL_FILE_POINTER,
		&file) != SQLITE_OK ||
	    file->pMethods == NULL ||
	    file->pMethods->xRead(file, bytes, sizeof(bytes), 0) != SQLITE_OK ||
	    memcmp(bytes, "SQLite format 3", 16) != 0)
		return none;
	return (struct conn_header){
		.application_id = big_endian(bytes + 68),
		.version = big_endian(bytes + 60),
		.has_log = bytes[18] == 2,
	};
}

bool conn_script(struct conn *c, const char *sql, struct err *err)
{
	if (sqlite3_exec(c->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		return conn_failed(c, err);
	return true;
}

bool conn_failed(struct conn *c, struct err *err)
{
	int code = sqlite3_extended_errcode(c->handle);
	const char *why = sqlite3_errmsg(c->handle);

	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(err, ERR_BUSY,
		    "Someone else is writing; nothing was changed. Try "
		    "again.");
	case SQLITE_INTERRUPT:
		return err_set(err, ERR_BUSY, "Interrupted.");
	case SQLITE_FULL:
		return err_set(
		    err, ERR_IO, "The disk is full; nothing was changed.");
	case SQLITE_CONSTRAINT:
		/* A trigger's text is a sentence of the schema's own. */
		if (code == SQLITE_CONSTRAINT_TRIGGER)
			return err_set(err, ERR_REFUSED, "%s", why);
		return err_set(
		    err, ERR_REFUSED, "The database refused: %s.", why);
	case SQLITE_AUTH:
		return err_set(err, ERR_REFUSED,
		    "The database refused a statement that this program "
		    "never makes (%s).",
		    why);
	case SQLITE_READONLY:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
		return err_set(err, ERR_IO,
		    "The database cannot be used: %s; check the permissions "
		    "of its file and folder.",
		    why);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return err_set(err, ERR_IO,
		    "The database file is damaged (%s); restore a backup.",
		    why);
	case SQLITE_NOMEM:
		abort();
	default:
		return err_set(
		    err, ERR_IO, "The database failed: %s (%d).", why, code);
	}
}
