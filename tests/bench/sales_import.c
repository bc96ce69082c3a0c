/*
 * tests/bench/sales_import.c - the import of real sales against bare SQLite.
 *
 * Imports the 57,851 sales of the AdventureWorks resellers with Accord, then
 * writes the rows that came of it into a plain file: the same tables with the
 * same indexes but no triggers and no foreign keys, with as many inserts for
 * each sale (row, commission, payment, tranche, postings, entries, and an
 * upsert for each sum), in one transaction. What reading those rows costs is
 * taken off. Both are processor time, so that a busy machine matters less.
 */

#include "config.h"

#include <malloc.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/base.h"

#define RATIO_MOST 6

static const char PROGRAM[] =
    "accord: 1\nprogram: flat\nversion: 1\nvalid_from: 2010-01-01\n"
    "name: Flat\ntype: reseller\nvendor: V\n"
    "entities: [{id: e, name: E, currency: USD, countries: [default],"
    " timezone: UTC}]\n"
    "products: [{id: subscription, name: S}]\n"
    "levels: [{id: registered, name: R}]\n"
    "commission:\n  rules: [{id: all, product: subscription, rate: 10%}]\n"
    "...\n";

/* A table's rows that belong to one row of the table before. */
static const struct level {
	const char *table, *key;
} levels[] = {
	{ "sale", "1" },
	{ "payment", "sale" },
	{ "commission", "sale" },
	{ "tranche", "commission" },
	{ "entry", "commission" },
	{ "posting", "entry" },
};

enum { SALE, PAYMENT, COMMISSION, TRANCHE, ENTRY, POSTING, LEVELS };

static const char SUM_LEDGER[] =
    "INSERT INTO ledger_month VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
    " ON CONFLICT DO UPDATE SET amount = amount + excluded.amount";
static const char SUM_SALES[] =
    "INSERT INTO sales_month VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6)"
    " ON CONFLICT DO UPDATE SET sales = sales + 1,"
    " base = base + excluded.base";

struct copy {
	sqlite3 *from, *to;
	bool writes; /* or only reads */
	sqlite3_stmt *read[LEVELS], *write[LEVELS];
	sqlite3_stmt *sum_ledger, *sum_sales;
};

static void die(const char *what)
{
	fprintf(stderr, "sales_import: %s\n", what);
	exit(1);
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *st;

	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
		die(sqlite3_errmsg(db));
	return st;
}

static void run(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		die(sqlite3_errmsg(db));
}

static void finish(sqlite3_stmt *st)
{
	if (sqlite3_step(st) != SQLITE_DONE)
		die("an insert failed");
	sqlite3_reset(st);
}

/* ---- the plain file ------------------------------------------------------ */

static void make_tables(struct copy *c)
{
	sqlite3_stmt *st = prepare(c->from,
	    "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN"
	    " ('table', 'index') AND tbl_name IN ('sale', 'payment',"
	    " 'commission', 'tranche', 'entry', 'posting', 'ledger_month',"
	    " 'sales_month') ORDER BY type = 'index'");

	while (sqlite3_step(st) == SQLITE_ROW)
		run(c->to, (const char *)sqlite3_column_text(st, 0));
	sqlite3_finalize(st);
}

static void prepare_level(struct copy *c, int i)
{
	char sql[256];
	int columns;

	snprintf(sql, sizeof(sql), "SELECT * FROM %s WHERE %s %s ORDER BY id",
	    levels[i].table, i == SALE ? "1" : levels[i].key,
	    i == SALE ? "" : "= ?1");
	c->read[i] = prepare(c->from, sql);
	columns = sqlite3_column_count(c->read[i]);
	snprintf(
	    sql, sizeof(sql), "INSERT INTO %s VALUES (?1", levels[i].table);
	for (int at = 2; at <= columns; at++)
		snprintf(
		    sql + strlen(sql), sizeof(sql) - strlen(sql), ", ?%d", at);
	snprintf(sql + strlen(sql), sizeof(sql) - strlen(sql), ")");
	c->write[i] = prepare(c->to, sql);
}

/* The column of that name of the present row. */
static sqlite3_value *column(struct copy *c, int i, const char *name)
{
	sqlite3_stmt *st = c->read[i];

	for (int at = 0; at < sqlite3_column_count(st); at++)
		if (strcmp(sqlite3_column_name(st, at), name) == 0)
			return sqlite3_column_value(st, at);
	die(name);
	return NULL;
}

static void sum_posting(struct copy *c)
{
	static const char *const names[] = { "partner", "program", "product",
		"currency", "account", "origin" };

	for (int i = 0; i < (int)ARRAY_LEN(names); i++)
		sqlite3_bind_value(
		    c->sum_ledger, i + 1, column(c, POSTING, names[i]));
	sqlite3_bind_value(c->sum_ledger, 7, column(c, ENTRY, "on_month"));
	sqlite3_bind_value(c->sum_ledger, 8, column(c, POSTING, "amount"));
	finish(c->sum_ledger);
}

static void sum_commission(struct copy *c)
{
	static const char *const names[] = { "partner", "program", "product",
		"currency", "on_month", "base" };

	for (int i = 0; i < (int)ARRAY_LEN(names); i++)
		sqlite3_bind_value(
		    c->sum_sales, i + 1, column(c, COMMISSION, names[i]));
	finish(c->sum_sales);
}

static void copy_row(struct copy *c, int i)
{
	for (int at = 0; at < sqlite3_column_count(c->read[i]); at++)
		sqlite3_bind_value(
		    c->write[i], at + 1, sqlite3_column_value(c->read[i], at));
	finish(c->write[i]);
	if (i == POSTING)
		sum_posting(c);
	else if (i == COMMISSION)
		sum_commission(c);
}

/* All rows of a level that belong to a row, with what belongs to them. */
static void copy_level(struct copy *c, int i, sqlite3_int64 of)
{
	static const int below[LEVELS][3] = { { PAYMENT, COMMISSION }, { 0 },
		{ TRANCHE, ENTRY }, { 0 }, { POSTING }, { 0 } };
	sqlite3_stmt *st = c->read[i];

	if (i != SALE)
		sqlite3_bind_int64(st, 1, of);
	while (sqlite3_step(st) == SQLITE_ROW) {
		if (c->writes)
			copy_row(c, i);
		for (const int *next = below[i]; *next != 0; next++)
			copy_level(c, *next, sqlite3_column_int64(st, 0));
	}
	sqlite3_reset(st);
}

static void copy(const char *from, const char *to, bool writes)
{
	struct copy c = { .writes = writes };

	/* Nor is it to be slow by giving memory back after each row. */
	mallopt(M_TRIM_THRESHOLD, 64 << 20);
	mallopt(M_TOP_PAD, 1 << 20);
	if (sqlite3_open(from, &c.from) != SQLITE_OK ||
	    sqlite3_open(to, &c.to) != SQLITE_OK)
		die("no database");
	run(c.to,
	    "PRAGMA journal_mode = wal; PRAGMA synchronous = full;"
	    "PRAGMA wal_autocheckpoint = 0");
	make_tables(&c);
	for (int i = 0; i < LEVELS; i++)
		prepare_level(&c, i);
	c.sum_ledger = prepare(c.to, SUM_LEDGER);
	c.sum_sales = prepare(c.to, SUM_SALES);
	run(c.to, "BEGIN IMMEDIATE");
	copy_level(&c, SALE, 0);
	run(c.to, "COMMIT");
}

/* ---- the measurement ----------------------------------------------------- */

static double children_ms(void)
{
	struct rusage r;

	getrusage(RUSAGE_CHILDREN, &r);
	return (double)(r.ru_utime.tv_sec + r.ru_stime.tv_sec) * 1e3 +
	    (double)(r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e3;
}

static double copy_ms(const char *from, const char *to, bool writes)
{
	double start = children_ms();
	int status;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		copy(from, to, writes);
		_exit(0);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0)
		die("the plain copy failed");
	return children_ms() - start;
}

/* Runs accord with these arguments, quietly. */
static double accord_ms(const char *dir, const char *arguments)
{
	const char *program = getenv("ACCORD");
	double start = children_ms();
	char command[2000];

	snprintf(command, sizeof(command),
	    "'%s' --db '%s/accord.db' %s >/dev/null 2>&1",
	    program != NULL ? program : "./accord", dir, arguments);
	if (system(command) != 0)
		die(command);
	return children_ms() - start;
}

static void write_program(const char *path)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || fputs(PROGRAM, f) < 0 || fclose(f) != 0)
		die(path);
}

static double import_ms(const char *dir, const char *data, const char *maps)
{
	char text[1500];

	accord_ms(dir, "init");
	snprintf(text, sizeof(text), "%s/flat.yaml", dir);
	write_program(text);
	snprintf(text, sizeof(text), "program load '%s/flat.yaml'", dir);
	accord_ms(dir, text);
	snprintf(text, sizeof(text),
	    "import partners '%s/Resellers.csv' --set program=flat --map"
	    " '%s/maps/adventureworks-partners.yaml'",
	    data, maps);
	accord_ms(dir, text);
	snprintf(text, sizeof(text),
	    "import sales '%s/FactResellerSales.csv' --map"
	    " '%s/maps/adventureworks-sales.yaml'",
	    data, maps);
	return accord_ms(dir, text);
}

static void measure(const char *dir, const char *data, const char *maps)
{
	char from[200], to[200];
	double import, bare, read;

	snprintf(from, sizeof(from), "%s/accord.db", dir);
	snprintf(to, sizeof(to), "%s/bare.db", dir);
	import = import_ms(dir, data, maps);
	read = copy_ms(from, ":memory:", false);
	bare = copy_ms(from, to, true) - read;
	printf("57,851 sales: import %.0f ms, bare inserts %.0f ms (without "
	       "%.0f ms of reading): ratio %.2f, at most %d: %s\n",
	    import, bare, read, import / bare, RATIO_MOST,
	    import <= bare * RATIO_MOST ? "ok" : "TOO SLOW");
}

int main(void)
{
	const char *srcdir = getenv("srcdir"), *maps = getenv("ACCORD_DATA");
	char dir[] = "/tmp/accord-bench-XXXXXX";
	char data[1000], command[100];

	snprintf(data, sizeof(data),
	    "%s/../shared/data/adventureworks-resellers",
	    srcdir != NULL ? srcdir : ".");
	if (maps == NULL || access(data, R_OK) != 0) {
		puts("skipped: no ../shared/data/adventureworks-resellers");
		return 0;
	}
	if (mkdtemp(dir) == NULL)
		die("no temporary folder");
	measure(dir, data, maps);
	snprintf(command, sizeof(command), "rm -rf '%s'", dir);
	return system(command) == 0 ? 0 : 1;
}
