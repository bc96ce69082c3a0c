/* tests/bench/match.c - a claim compared with 100,000 customers. */

#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "base/text.h"
#include "domain/lead_match.h"

/* Names of two invented words of two syllables each, hardly one twice. Of
 * all customers 10 % are in DE, 50 % in US. */
static const char FILL[] =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE"
    " i < 100000), s(k, w) AS (SELECT * FROM (VALUES (0, 'mer'), (1, 'ido'),"
    " (2, 'bor'), (3, 'ala'), (4, 'tec'), (5, 'nor'), (6, 'sul'), (7, 'vek'),"
    " (8, 'ran'), (9, 'qui'), (10, 'lum'), (11, 'dax'), (12, 'pol'),"
    " (13, 'gri'), (14, 'cha'), (15, 'fen'), (16, 'oza'))),"
    " m(i, key) AS (SELECT i, (SELECT w FROM s WHERE k = i % 17) ||"
    " (SELECT w FROM s WHERE k = i / 17 % 17) || ' ' ||"
    " (SELECT w FROM s WHERE k = i / 289 % 17) ||"
    " (SELECT w FROM s WHERE k = i / 4913 % 17) ||"
    " CASE WHEN i > 83521 THEN ' nova' ELSE '' END FROM n)"
    " INSERT INTO customer (name, name_key, sort_name, country, search,"
    " created_at, created_by, updated_at) SELECT key || ' gmbh', key, key,"
    " CASE WHEN i % 10 = 0 THEN 'DE' WHEN i % 2 = 0 THEN 'US'"
    " WHEN i % 3 = 0 THEN 'FR' ELSE 'ES' END, key, 0, 'x', 0 FROM m";

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* The best and the worst of some runs. */
static bool measure(
    struct session *s, const char *name, const char *country, struct err *err)
{
	double best = 1e9, worst = 0;
	struct arena a = ARENA_INIT;
	struct lead_claim claim = { .partner = 1,
		.country = country,
		.name_key = text_company_key(name, &a),
		.domain = "x.example",
		.tax_key = "" };
	struct match *list;
	bool ok = true;
	size_t n = 0;

	for (int i = 0; ok && i < 11; i++) {
		double start = now_ms(), took;

		ok = lead_match(s, &claim, &a, &list, &n, err);
		took = now_ms() - start;
		best = took < best ? took : best;
		worst = took > worst ? took : worst;
	}
	if (ok)
		printf("%-24s %s  %6.1f to %6.1f ms, meets %zu\n", name,
		    country, best, worst, n);
	arena_done(&a);
	return ok;
}

int main(void)
{
	static const char *const names[] = { "Meralido Borte GmbH",
		"Quitec Normer", "X", "Wholly Unlike Names Incorporated" };
	static const char *const countries[] = { "DE", "US" };
	struct session *s = NULL;
	struct err err;
	struct db *db;
	bool ok;

	ok = db_open(":memory:", DB_CREATE, &db, &err) && db_begin(db, &err) &&
	    db_exec(db, FILL, NO_VALUES, NULL, &err) && db_commit(db, &err) &&
	    session_open(db, "owner", NULL, 1, &s, &err);
	for (size_t i = 0; ok && i < ARRAY_LEN(names) * 2; i++)
		ok = measure(s, names[i / 2], countries[i % 2], &err);
	if (!ok)
		printf("%s\n", err.text);
	session_close(s);
	if (ok)
		db_close(db);
	return ok ? 0 : 1;
}
