/* tests/bench/board.c - the board of 100,000 leads. */

#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "query/lead_board.h"

static const char FILL_PARTNER[] =
    "INSERT INTO partner (id, name, name_key, sort_name, country, search,"
    " created_at, created_by, updated_at) VALUES (1, 'P', 'p', 'p', 'ES',"
    " 'p', 1, 'x', 1)";

/* Every fifth one is open; the others were won or lost over ten years. */
static const char FILL[] =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE"
    " i < 100000) INSERT INTO lead (partner, customer, name_key, sort_name,"
    " country, stage, stage_on, received_at, submitted_on, activity_on,"
    " value, currency, weighted, closed_on, owner, search, created_at,"
    " created_by, updated_at) SELECT 1, 'Customer ' || i, 'c' || i,"
    " 'customer ' || i, 'ES', CASE i % 20 WHEN 0 THEN 'submitted' WHEN 1"
    " THEN 'accepted' WHEN 2 THEN 'qualified' WHEN 3 THEN 'proposal' ELSE"
    " CASE i % 2 WHEN 0 THEN 'won' ELSE 'lost' END END, 17000 + i / 27, i,"
    " 16950 + i / 27, 17000 + i / 27, i * 7919 % 100003 * 100,"
    " CASE i % 3 WHEN 0 THEN 'USD' ELSE 'EUR' END, i, CASE WHEN i % 20 > 3"
    " THEN 17000 + i / 27 END, CASE i % 10 WHEN 1 THEN 'me' ELSE 'x' END,"
    " 'customer ' || i, i, 'x', i FROM n";

enum { TODAY = 20704, CARDS = 60 };

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static bool read_cards(struct db *db, const struct filter *filter,
    enum board_order order, struct arena *a, struct err *err)
{
	for (enum board_stage s = 0; s < BOARD_STAGES; s++) {
		struct list_at at = { .filter = lead_board_cards(
					  filter, s, TODAY, a) };
		struct page page;

		lead_board_order(s, order, &at.sort, &at.descending);
		if (!list_read(db, &list_leads, &at, CARDS, a, &page, err))
			return false;
	}
	return true;
}

static bool measure(
    struct db *db, const char *text, enum board_order order, struct err *err)
{
	static const struct filter_context context = { "me", TODAY };
	struct arena a = ARENA_INIT;
	const struct filter *filter;
	struct lead_board board;
	double start = now_ms(), sums, cards;
	bool ok;

	ok = filter_parse(&list_leads, text, &context, &a, &filter, err) &&
	    lead_board_read(db, filter, TODAY, &a, &board, err);
	sums = now_ms();
	ok = ok && read_cards(db, filter, order, &a, err);
	cards = now_ms();
	if (ok)
		printf("board %-16s %-8s sums %6.1f ms  cards %6.1f ms  of "
		       "%" PRId64 " open\n",
		    text, order == BOARD_BY_AGE ? "by age" : "by value",
		    sums - start, cards - sums, board.open.count);
	arena_done(&a);
	return ok;
}

int main(void)
{
	static const char *const filters[] = { "", "owner:me",
		"currency:USD value>50000", "99" };
	struct err err;
	struct db *db;
	bool ok;

	ok = db_open(":memory:", DB_CREATE, &db, &err) && db_begin(db, &err) &&
	    db_exec(db, FILL_PARTNER, NO_VALUES, NULL, &err) &&
	    db_exec(db, FILL, NO_VALUES, NULL, &err) && db_commit(db, &err);
	for (size_t i = 0; ok && i < ARRAY_LEN(filters) * 2; i++)
		ok = measure(db, filters[i / 2],
		    i % 2 == 0 ? BOARD_BY_VALUE : BOARD_BY_AGE, &err);
	if (!ok)
		printf("%s\n", err.text);
	else
		db_close(db);
	return ok ? 0 : 1;
}
