/*
 * tests/bench/summary.c - the summary over ten million postings.
 *
 * 5,000 partners sell seven times a month for three years; each of the
 * 1,260,000 lines has four entries of two postings. The roll-ups are filled
 * with what these make of them, since that is all that the summary reads;
 * real postings come from the import of sales. Times are of the processor.
 */

#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "query/summary.h"

/* 20704 is 2026-09-08; the months are those of three years up to it. */
enum { TODAY = 20704, LAST = 20697, RUNS = 5 };

#define MONTHS                                                              \
	"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"    \
	" WHERE i < 5000), m(k, o) AS (SELECT 0, 20697 UNION ALL SELECT"    \
	" k + 1, CAST(julianday('2026-09-01', '-' || (k + 1) || ' months')" \
	" - 2440587.5 AS INTEGER) FROM m WHERE k < 35), s(p) AS (VALUES"    \
	" ('services'), ('subscription.premium'), ('subscription.standard'))"

static const char *const fill[] = {
	"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE"
	" i < 5000) INSERT INTO partner (id, name, name_key, sort_name,"
	" country, search, created_at, created_by, updated_at) SELECT i,"
	" 'Partner ' || i, 'p' || i, 'partner ' || i, 'DE', 'p', 1, 'x', 1"
	" FROM n",
	/* The last three months are still on their way. */
	MONTHS " INSERT INTO ledger_month (partner, program, product, currency,"
	       " account, origin, entry_month, amount) SELECT i, 'resell', p,"
	       " CASE i % 5 WHEN 0 THEN 'USD' ELSE 'EUR' END, column1, o, o,"
	       " CASE column1 WHEN 'expense' THEN -1 WHEN CASE k WHEN 0 THEN"
	       " 'accrued' WHEN 1 THEN 'held' WHEN 2 THEN 'approved' ELSE"
	       " 'paid' END THEN 1 ELSE 0 END * (i * 7919 % 10007 + k) FROM n,"
	       " s, (VALUES ('expense'), ('accrued'), ('held'), ('approved'),"
	       " ('paid')), m ORDER BY 1, 2, 3, 4, 5, 6",
	"INSERT INTO sales_month SELECT partner, program, product, currency,"
	" origin, 2, -amount * 10 FROM ledger_month WHERE account = 'expense'",
	"INSERT INTO partner_month SELECT currency, origin, partner, 7,"
	" sum(amount * (account = 'expense')) * -10,"
	" sum(amount * (account = 'accrued')), 0,"
	" sum(amount * (account = 'held')), sum(amount * (account ="
	" 'approved')), sum(amount * (account = 'paid')) FROM ledger_month"
	" GROUP BY currency, origin, partner",
	"INSERT INTO product_month SELECT currency, origin, program, product,"
	" sum(7), sum(amount * (account = 'expense')) * -10,"
	" sum(amount * (account = 'accrued')), 0,"
	" sum(amount * (account = 'held')), sum(amount * (account ="
	" 'approved')), sum(amount * (account = 'paid')) FROM ledger_month"
	" GROUP BY currency, origin, program, product",
	/* Hold windows of a month's 35,000 lines end within thirty days. */
	"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE"
	" i < 35000) INSERT INTO ledger_ahead SELECT 20705 + i % 30,"
	" 1 + i / 7, 'resell', 'services', CASE (1 + i / 7) % 5 WHEN 0 THEN"
	" 'USD' ELSE 'EUR' END, 20666, 0, 7, -7, 0, 0 FROM n WHERE 1"
	" ON CONFLICT DO NOTHING",
	"INSERT INTO product_ahead SELECT on_date, currency, origin, program,"
	" product, 0, sum(earned), sum(held), 0, 0 FROM ledger_ahead GROUP BY"
	" 1, 2, 3, 4, 5",
};

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static bool measure(struct db *db, const char *what,
    const struct summary_ask *ask, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct summary s = { .n = 0 };
	double best = 0;

	for (int i = 0; i < RUNS; i++) {
		double start = now_ms(), took;

		arena_reset(&a);
		if (!summary_read(db, ask, &a, &s, err))
			return false;
		took = now_ms() - start;
		if (i == 0 || took < best)
			best = took;
	}
	printf("summary %-40s %7.1f ms  %zu rows\n", what, best, s.n);
	arena_done(&a);
	return true;
}

static bool measure_all(struct db *db, struct err *err)
{
	static const struct {
		const char *what;
		struct summary_ask ask;
	} cases[] = {
		{ "currencies, two years",
		    { .from = LAST - 730, .to = TODAY, .as_of = TODAY } },
		{ "partner x quarter, the last quarter",
		    { .keys = { SUMMARY_PARTNER, SUMMARY_PERIOD },
			.n_keys = 2,
			.currency = "EUR",
			.from = 20635,
			.to = TODAY,
			.as_of = TODAY } },
		{ "partner x quarter, four quarters",
		    { .keys = { SUMMARY_PARTNER, SUMMARY_PERIOD },
			.n_keys = 2,
			.currency = "EUR",
			.from = 20362,
			.to = TODAY,
			.as_of = TODAY } },
		{ "partner x quarter, eight quarters",
		    { .keys = { SUMMARY_PARTNER, SUMMARY_PERIOD },
			.n_keys = 2,
			.currency = "EUR",
			.from = 19997,
			.to = TODAY,
			.as_of = TODAY } },
		{ "product x quarter",
		    { .keys = { SUMMARY_PRODUCT, SUMMARY_PERIOD },
			.n_keys = 2,
			.from = DATE_NONE,
			.to = DATE_NONE,
			.as_of = TODAY } },
		{ "one partner by product",
		    { .keys = { SUMMARY_PRODUCT, SUMMARY_PERIOD },
			.n_keys = 2,
			.partner = 77,
			.from = DATE_NONE,
			.to = DATE_NONE,
			.as_of = TODAY } },
		{ "states as of a month's end a year ago",
		    { .keys = { SUMMARY_STATE },
			.n_keys = 1,
			.from = DATE_NONE,
			.to = DATE_NONE,
			.as_of = 20331 } },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (!measure(db, cases[i].what, &cases[i].ask, err))
			return false;
	return true;
}

int main(void)
{
	struct err err;
	struct db *db;
	bool ok =
	    db_open(":memory:", DB_CREATE, &db, &err) && db_begin(db, &err);

	for (size_t i = 0; ok && i < ARRAY_LEN(fill); i++)
		ok = db_exec(db, fill[i], NO_VALUES, NULL, &err);
	ok = ok &&
	    db_exec(db, "UPDATE ledger_clock SET latest = ?1",
		VALUES(val_int((int64_t)TODAY * 86400)), NULL, &err) &&
	    db_commit(db, &err) && measure_all(db, &err);
	if (!ok)
		printf("%s\n", err.text);
	else
		db_close(db);
	return ok ? 0 : 1;
}
