/* store/stmt.c - prepared statements, kept by their text. */
#include "config.h"

#include "store/stmt.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

struct stmt {
	struct stmt *next; /* in its bucket */
	struct conn *conn;
	sqlite3_stmt *handle;
	unsigned bucket;
	bool in_use;
	uint64_t last_use;
	uint64_t transaction; /* that took it; even for none */
};

static unsigned bucket_of(const char *sql)
{
	uint32_t hash = 2166136261u; /* FNV-1a */

	for (; *sql != '\0'; sql++)
		hash = (hash ^ (unsigned char)*sql) * 16777619u;
	return hash % CONN_BUCKETS;
}

static void drop(struct stmt *st)
{
	struct stmt **at = &st->conn->buckets[st->bucket];

	while (*at != st)
		at = &(*at)->next;
	*at = st->next;
	st->conn->statements--;
	sqlite3_finalize(st->handle);
	free(st);
}

/* Only a statement that had to be prepared pays for this search. */
static void drop_oldest_idle(struct conn *c)
{
	struct stmt *oldest = NULL;

	for (size_t i = 0; i < CONN_BUCKETS; i++)
		for (struct stmt *st = c->buckets[i]; st != NULL; st = st->next)
			if (!st->in_use &&
			    (oldest == NULL || st->last_use < oldest->last_use))
				oldest = st;
	if (oldest != NULL)
		drop(oldest);
}

static struct stmt *find_idle(struct conn *c, const char *sql)
{
	for (struct stmt *st = c->buckets[bucket_of(sql)]; st != NULL;
	     st = st->next)
		if (!st->in_use && strcmp(sqlite3_sql(st->handle), sql) == 0)
			return st;
	return NULL;
}

static struct stmt *prepare(struct conn *c, const char *sql, struct err *err)
{
	sqlite3_stmt *handle;
	const char *rest;
	struct stmt *st;

	if (sqlite3_prepare_v3(c->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
		&handle, &rest) != SQLITE_OK) {
		conn_failed(c, err);
		return NULL;
	}
	assert(handle != NULL && *rest == '\0'); /* exactly one statement */
	if (c->statements >= STMT_BOUND)
		drop_oldest_idle(c);
	st = calloc(1, sizeof(*st));
	if (st == NULL)
		abort();
	st->conn = c;
	st->handle = handle;
	st->bucket = bucket_of(sql);
	st->next = c->buckets[st->bucket];
	c->buckets[st->bucket] = st;
	c->statements++;
	return st;
}

static int bind(sqlite3_stmt *handle, int at, struct value v)
{
	switch (v.type) {
	case VALUE_NULL:
		return sqlite3_bind_null(handle, at);
	case VALUE_TEXT:
		return sqlite3_bind_text(handle, at, v.s, -1, SQLITE_TRANSIENT);
	case VALUE_INT:
	case VALUE_DATE:
	case VALUE_TIME:
	case VALUE_BOOL:
	case VALUE_MONEY:
		break;
	}
	return sqlite3_bind_int64(handle, at, v.i);
}

static bool bind_all(
    struct stmt *st, const struct value *values, size_t n, struct err *err)
{
	/* A parameter without a value would silently be NULL. */
	assert((size_t)sqlite3_bind_parameter_count(st->handle) == n);
	for (size_t i = 0; i < n; i++)
		if (bind(st->handle, (int)i + 1, values[i]) != SQLITE_OK)
			return conn_failed(st->conn, err);
	return true;
}

bool stmt_take(struct conn *c, const char *sql, const struct value *values,
    size_t n, struct stmt **ret_stmt, struct err *err)
{
	struct stmt *st = find_idle(c, sql);

	if (st == NULL)
		st = prepare(c, sql, err);
	if (st == NULL)
		return false;
	st->in_use = true;
	st->last_use = ++c->uses;
	st->transaction = c->transaction;
	if (c->transaction % 2 == 1)
		c->taken++;
	if (!bind_all(st, values, n, err)) {
		stmt_give(st);
		return false;
	}
	*ret_stmt = st;
	return true;
}

void stmt_give(struct stmt *st)
{
	struct conn *c = st->conn;

	assert(st->in_use);
	sqlite3_reset(st->handle);
	sqlite3_clear_bindings(st->handle);
	st->in_use = false;
	if (c->transaction % 2 == 1 && st->transaction == c->transaction)
		c->taken--;
}

bool stmt_run(struct conn *c, const char *sql, const struct value *values,
    size_t n, struct err *err)
{
	struct stmt *st;
	enum db_step step;

	if (!stmt_take(c, sql, values, n, &st, err))
		return false;
	do
		step = db_step(st, err);
	while (step == DB_ROW);
	stmt_give(st);
	return step == DB_DONE;
}

bool stmt_int(struct conn *c, const char *sql, int64_t *ret, struct err *err)
{
	struct stmt *st;
	enum db_step step;

	if (!stmt_take(c, sql, NO_VALUES, &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW)
		*ret = db_int(st, 0);
	stmt_give(st);
	if (step == DB_DONE)
		return err_set(err, ERR_IO, "The database has no answer.");
	return step == DB_ROW;
}

void stmt_drop_all(struct conn *c)
{
	for (size_t i = 0; i < CONN_BUCKETS; i++)
		while (c->buckets[i] != NULL)
			drop(c->buckets[i]);
}

enum db_step db_step(struct stmt *st, struct err *err)
{
	switch (sqlite3_step(st->handle)) {
	case SQLITE_ROW:
		return DB_ROW;
	case SQLITE_DONE:
		return DB_DONE;
	default:
		conn_failed(st->conn, err);
		return DB_FAILED;
	}
}

void db_reset(struct stmt *st)
{
	if (st != NULL)
		stmt_give(st);
}

struct value db_column(struct stmt *st, int column, enum value_type as)
{
	struct value v = { .type = as };

	assert(as != VALUE_MONEY);
	if (sqlite3_column_type(st->handle, column) == SQLITE_NULL)
		v.type = VALUE_NULL;
	else if (as == VALUE_TEXT)
		v.s = (const char *)sqlite3_column_text(st->handle, column);
	else
		v.i = sqlite3_column_int64(st->handle, column);
	return v;
}

int64_t db_int(struct stmt *st, int column)
{
	return sqlite3_column_int64(st->handle, column);
}

int64_t db_int_or(struct stmt *st, int column, int64_t absent)
{
	struct value v = db_column(st, column, VALUE_INT);

	return v.type == VALUE_NULL ? absent : v.i;
}

date_days db_date(struct stmt *st, int column)
{
	return (date_days)db_int_or(st, column, DATE_NONE);
}

const char *db_text(struct stmt *st, int column, struct arena *a)
{
	const unsigned char *text = sqlite3_column_text(st->handle, column);

	return text == NULL ? "" : arena_str(a, (const char *)text);
}
