/* tests/ledger_books.c - the ledger of a desk, held against the model. */

#include "config.h"

#include "tests/ledger_books.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define TEXT(...) arena_fmt(&k->desk->arena, __VA_ARGS__)

const char *const books_currencies[MODEL_CURRENCIES] = { "EUR", "JPY" };

static const char *const accounts[MODEL_ACCOUNTS] = { "accrued", "earned",
	"held", "approved", "paid" };

static int64_t number(const struct books *k, const char *sql, int64_t of)
{
	return desk_int(k->desk, sql, of);
}

static const char *day_text(const struct books *k, date_days day)
{
	char text[11];

	return arena_str(&k->desk->arena, date_text(day, text));
}

/* ---- what must hold --------------------------------------------------------
 */

static bool same(const char *what, int64_t got, int64_t want)
{
	if (got == want)
		return true;
	printf(
	    "# %s: %" PRId64 ", by the rules %" PRId64 "\n", what, got, want);
	return false;
}

/* By partner, currency and account at the end of a day. */
typedef int64_t sums[MODEL_PARTNERS][MODEL_CURRENCIES][MODEL_ACCOUNTS];

static int index_of(const char *const *list, int n, const char *text)
{
	for (int i = 0; i < n; i++)
		if (strcmp(list[i], text) == 0)
			return i;
	return -1;
}

static bool read_sums(const struct books *k, date_days on, sums ret)
{
	static const char SQL[] =
	    "SELECT p.partner, p.currency, p.account, sum(p.amount)"
	    " FROM posting p JOIN entry e ON e.id = p.entry WHERE e.on_date"
	    " <= ?1 AND p.account <> 'expense' GROUP BY 1, 2, 3";
	enum db_step found;
	struct stmt *st;
	struct err err;

	memset(ret, 0, sizeof(sums));
	if (!db_query(k->desk->db, SQL, VALUES(val_date(on)), &st, &err))
		return false;
	while ((found = db_step(st, &err)) == DB_ROW) {
		int64_t partner = db_int(st, 0);
		int c = index_of(books_currencies, MODEL_CURRENCIES,
		    db_column(st, 1, VALUE_TEXT).s);
		int n = index_of(
		    accounts, MODEL_ACCOUNTS, db_column(st, 2, VALUE_TEXT).s);

		for (int p = 0; p < MODEL_PARTNERS; p++)
			if (k->partners[p] == partner && c >= 0 && n >= 0)
				ret[p][c][n] = db_int(st, 3);
	}
	db_reset(st);
	return found == DB_DONE;
}

static bool accounts_agree(const struct books *k, date_days on)
{
	sums sum;
	bool ok = read_sums(k, on, sum);

	for (int p = 0; p < MODEL_PARTNERS; p++)
		for (int c = 0; c < MODEL_CURRENCIES; c++)
			for (int n = 0; n < MODEL_ACCOUNTS; n++)
				ok = same(TEXT("P-%" PRId64 " %s %s on %s",
					      k->partners[p],
					      books_currencies[c], accounts[n],
					      day_text(k, on)),
					 sum[p][c][n],
					 model_sum(k->model, p,
					     (enum model_currency)c,
					     (enum model_account)n, on)) &&
				    ok;
	return ok;
}

static bool statements_agree(const struct books *k)
{
	static const char SQL[] =
	    "SELECT coalesce(sum(%s), 0) FROM statement WHERE void = 0 AND"
	    " partner = ?1 AND currency = '%s' AND to_on = %d";
	bool ok = same("statements",
	    number(k, "SELECT count(*) FROM statement WHERE void = ?1", 0),
	    (int64_t)k->model->n_statements);

	for (size_t i = 0; ok && i < k->model->n_statements; i++) {
		const struct model_statement *st = &k->model->statements[i];
		const struct {
			const char *column;
			int64_t want;
		} columns[] = { { "opening", st->opening },
			{ "earned", st->earned }, { "payable", st->payable },
			{ "carried", st->carried },
			{ "status = 'paid'", st->paid } };

		for (size_t n = 0; n < ARRAY_LEN(columns); n++)
			ok = same(columns[n].column,
				 number(k,
				     arena_fmt(&k->desk->arena, SQL,
					 columns[n].column,
					 books_currencies[st->currency],
					 (int)st->to),
				     k->partners[st->partner]),
				 columns[n].want) &&
			    ok;
	}
	return ok;
}

bool books_hold(const struct books *k)
{
	return same("entries that do not balance",
		   number(k,
		       "SELECT count(*) FROM (SELECT 1 FROM posting WHERE"
		       " id > ?1 GROUP BY entry, currency"
		       " HAVING sum(amount) <> 0)",
		       0),
		   0) &&
	    same("roll-ups that are off",
		number(k,
		    "SELECT count(*) FROM (SELECT sum(n) FROM (SELECT"
		    " partner, currency, account, origin, entry_month,"
		    " amount AS n FROM ledger_month UNION ALL SELECT"
		    " p.partner, p.currency, p.account, p.origin,"
		    " e.on_month, -p.amount FROM posting p JOIN entry e"
		    " ON e.id = p.entry WHERE p.id > ?1) GROUP BY partner,"
		    " currency, account, origin, entry_month"
		    " HAVING sum(n) <> 0)",
		    0),
		0);
}

bool books_agree(const struct books *k, date_days on)
{
	return accounts_agree(k, on) && statements_agree(k);
}
