/* tests/unit/test_lead_board.c - the pipeline by stage. */

#include "config.h"

#include <inttypes.h>

#include "query/lead_board.h"
#include "tests/desk.h"
#include "tests/tap.h"

enum { TODAY = 20000 };

static struct desk desk;
static struct err err;
static struct lead_board board;

struct lead_case {
	const char *stage, *currency, *owner;
	int64_t value, closed;
};

static const struct lead_case leads[] = {
	{ "submitted", "EUR", "ana", 100, 0 },
	{ "submitted", "EUR", "ben", 200, 0 },
	{ "submitted", "KWD", "ana", 5000, 0 },
	{ "submitted", "", "ana", 0, 0 },
	{ "accepted", "JPY", "ana", 900, 0 },
	{ "queued", "EUR", "ana", 50, 0 },
	{ "proposal", "EUR", "ben", 700, 0 },
	{ "proposal", "USD", "ben", 10, 0 },
	{ "proposal", "USD", "ben", 20, 0 },
	{ "won", "EUR", "ana", 1000, TODAY },
	{ "won", "EUR", "ana", 2000, TODAY - 29 },
	{ "won", "EUR", "ana", 4000, TODAY - 30 },
	{ "won", "EUR", "ana", 4000, TODAY - 400 },
	{ "lost", "EUR", "ana", 4000, TODAY - 1 },
	{ "lost", "EUR", "ben", 4000, TODAY - 400 },
};

static const char PARTNER[] =
    "INSERT INTO partner (id, name, name_key, sort_name, country, search,"
    " created_at, created_by, updated_at) VALUES (1, 'P', 'p', 'p', 'ES',"
    " 'p', 1, 'ana', 1)";

static const char LEAD[] =
    "INSERT INTO lead (partner, customer, name_key, sort_name, country,"
    " stage, stage_on, received_at, submitted_on, activity_on, value,"
    " currency, weighted, closed_on, owner, search, created_at, created_by,"
    " updated_at, void, registered, behind) VALUES (1, 'C', 'c', 'c', 'ES',"
    " ?1, 19000, 1, ?5 - 10,"
    " 19990, ?2, ?3, coalesce(?2, 0) / 10, ?4, ?6, 'c', 1, 'ana', 1, 0,"
    " ?1 = 'accepted', CASE ?1 WHEN 'queued' THEN 5 END)";

static bool fill(void)
{
	if (!db_begin(desk.db, &err) ||
	    !db_exec(desk.db, PARTNER, NO_VALUES, NULL, &err))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(leads); i++) {
		const struct lead_case *l = &leads[i];

		if (!db_exec(desk.db, LEAD,
			VALUES(val_text(l->stage),
			    l->currency[0] != '\0' ? val_int(l->value)
						   : val_null(),
			    val_text(l->currency),
			    l->closed > 0 ? val_int(l->closed) : val_null(),
			    val_int(l->closed > 0 ? l->closed : TODAY),
			    val_text(l->owner)),
			NULL, &err))
			return false;
	}
	return db_commit(desk.db, &err);
}

static bool read_board(const char *text)
{
	static const struct filter_context context = { "ben", TODAY };
	const struct filter *f;

	if (filter_parse(&list_leads, text, &context, &desk.arena, &f, &err) &&
	    lead_board_read(desk.db, f, TODAY, &desk.arena, &board, &err))
		return true;
	printf("# %s\n", err.text);
	return false;
}

/* "EUR 2 300/30, USD 2 30/3": currency, leads, value and weighted. */
static const char *sums(const struct board_sums *s)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < s->n; i++)
		buf_fmt(&b, "%s%s %" PRId64 " %" PRId64 "/%" PRId64,
		    i > 0 ? ", " : "", s->list[i].currency, s->list[i].n,
		    s->list[i].value, s->list[i].weighted);
	return buf_take(&b, &desk.arena);
}

static void currencies_are_never_added_up(void)
{
	CHECK(read_board(""));
	CHECK_STR(sums(&board.stages[BOARD_SUBMITTED]),
	    "EUR 2 300/30, KWD 1 5000/500,  1 0/0");
	CHECK(board.stages[BOARD_SUBMITTED].count == 4);
	CHECK_STR(sums(&board.stages[BOARD_ACCEPTED]), "JPY 1 900/90");
	CHECK(board.stages[BOARD_QUALIFIED].n == 0);
	CHECK_STR(
	    sums(&board.stages[BOARD_PROPOSAL]), "USD 2 30/3, EUR 1 700/70");
	CHECK_STR(sums(&board.open),
	    "EUR 4 1050/105, USD 2 30/3, JPY 1 900/90, KWD 1 5000/500,"
	    "  1 0/0");
	CHECK(board.queued == 1 && board.open.count == 9);
}

static void won_are_those_of_thirty_days(void)
{
	CHECK(read_board(""));
	CHECK_STR(sums(&board.stages[BOARD_WON]), "EUR 2 3000/300");
	CHECK(board.won == 3 && board.lost == 1);
	CHECK(board.win_days == 10);
}

/* Counted from the leads, it is the same as what is kept. */
static void a_filter_counts_the_same(void)
{
	const char *all;

	CHECK(read_board(""));
	all = sums(&board.open);
	CHECK(read_board("country:ES"));
	CHECK_STR(sums(&board.open), all);
	CHECK(board.queued == 1);
	CHECK(read_board("-owner:-"));
	CHECK_STR(sums(&board.open), all);
	CHECK(read_board("owner:me"));
	CHECK_STR(sums(&board.open), "EUR 2 900/90, USD 2 30/3");
	CHECK(board.stages[BOARD_WON].count == 0 && board.win_days == -1);
	CHECK(board.won == 0 && board.lost == 0);
}

static struct page page;

static bool read_cards(
    const char *text, enum board_stage stage, enum board_order order)
{
	static const struct filter_context context = { "ben", TODAY };
	struct list_at at = { .sort = 0 };
	const struct filter *f;

	if (!filter_parse(&list_leads, text, &context, &desk.arena, &f, &err))
		return false;
	at.filter = lead_board_cards(f, stage, TODAY, &desk.arena);
	lead_board_order(stage, order, &at.sort, &at.descending);
	return list_read(
	    desk.db, &list_leads, &at, 50, &desk.arena, &page, &err);
}

static void cards_are_the_stage_in_order(void)
{
	CHECK(read_cards("", BOARD_SUBMITTED, BOARD_BY_VALUE));
	CHECK(page.n == 4);
	CHECK(page.rows[0].id == 3 && page.rows[1].id == 2 &&
	    page.rows[2].id == 1 && page.rows[3].id == 4);
	CHECK(read_cards("", BOARD_WON, BOARD_BY_AGE));
	CHECK(page.n == 2 && page.rows[0].id == 10 && page.rows[1].id == 11);
	CHECK(read_cards("owner:me", BOARD_PROPOSAL, BOARD_BY_AGE));
	CHECK(page.n == 3);
	CHECK(read_cards("owner:ana", BOARD_WON, BOARD_BY_AGE));
	CHECK(page.n == 2);
	CHECK(read_cards("owner:me", BOARD_WON, BOARD_BY_AGE));
	CHECK(page.n == 0);
}

/* No card is put in order at the time of asking. */
static void cards_have_an_index(void)
{
	static const struct value values[FILTER_FIRST + 1] = { { 0 } };

	for (enum board_stage s = 0; s < BOARD_STAGES; s++)
		for (enum board_order o = 0; o <= BOARD_BY_AGE; o++) {
			struct list_at at = { .filter = lead_board_cards(NULL,
						  s, TODAY, &desk.arena) };
			bool searched = false;
			enum db_step step;
			struct stmt *st;

			lead_board_order(s, o, &at.sort, &at.descending);
			CHECK(db_query(desk.db,
			    arena_fmt(&desk.arena, "EXPLAIN QUERY PLAN %s",
				list_sql(&list_leads, &at, &desk.arena)),
			    values, at.filter->n > 0 ? FILTER_FIRST : 3, &st,
			    &err));
			while ((step = db_step(st, &err)) == DB_ROW) {
				const char *line = db_text(st, 3, &desk.arena);

				searched = searched ||
				    strstr(line, "SEARCH l USING INDEX") !=
					NULL;
				CHECK(strstr(line, "TEMP B-TREE") == NULL);
			}
			db_reset(st);
			CHECK(searched);
		}
}

static void stages_have_names(void)
{
	for (enum board_stage s = 0; s < BOARD_STAGES; s++)
		CHECK(board_stage_find(board_stage_name(s)) == s);
	CHECK(board_stage_find("lost") == BOARD_STAGES);
}

int main(void)
{
	if (!desk_open(&desk, ":memory:") || !fill()) {
		printf("Bail out! %s\n", err.text);
		return EXIT_FAILURE;
	}
	RUN(currencies_are_never_added_up);
	RUN(won_are_those_of_thirty_days);
	RUN(a_filter_counts_the_same);
	RUN(cards_are_the_stage_in_order);
	RUN(cards_have_an_index);
	RUN(stages_have_names);
	desk_close(&desk);
	return tap_done();
}
