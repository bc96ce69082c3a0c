/* tests/unit/test_statement.c - periods closed into statements. */

#include "config.h"

#include <string.h>

#include "domain/statement_balance.h"
#include "tests/stated.h"
#include "tests/tap.h"

static struct stated w;

/* Each test has a database of its own. */
static void fresh(void)
{
	stated_close(&w);
	if (!stated_open(&w))
		exit(EXIT_FAILURE);
	stated_at(&w, "2026-04-02");
}

#define CLOSE(period) DO(&w, w.fay, "statement", "close", 0, "period=" period)
#define HAS(text, part) CHECK(strstr((text), (part)) != NULL)

static void what_is_payable_and_what_is_carried(void)
{
	static const struct {
		int64_t opening, earned, minimum, ppm;
		int64_t payable, withheld, carried;
		enum why_carried why;
	} cases[] = {
		{ 0, 10000, 10000, 0, 10000, 0, 0, CARRIED_NOT },
		{ 0, 9999, 10000, 0, 0, 0, 9999, CARRIED_MINIMUM },
		{ 5000, 5000, 10000, 0, 10000, 0, 0, CARRIED_NOT },
		{ -5000, 4000, 0, 300000, 0, 0, -1000, CARRIED_NEGATIVE },
		{ -5000, 5000, 0, 0, 0, 0, 0, CARRIED_NOTHING },
		{ -5000, 5001, 0, 0, 1, 0, 0, CARRIED_NOT },
		/* 15 % of 0.10 is 0.015: half up. */
		{ 0, 10, 0, 150000, 10, 2, 0, CARRIED_NOT },
		{ 0, 9, 0, 150000, 9, 1, 0, CARRIED_NOT },
		{ 0, 10000, 0, 1000000, 10000, 10000, 0, CARRIED_NOT },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct money opening = { cases[i].opening, "EUR" };
		struct statement_balance b;
		struct err err;

		CHECK(statement_balance(opening, cases[i].earned,
		    cases[i].minimum, cases[i].ppm, &b, &err));
		CHECK(b.payable == cases[i].payable &&
		    b.withheld == cases[i].withheld &&
		    b.carried == cases[i].carried && b.why == cases[i].why);
	}
}

static void what_lapses_is_what_was_never_used(void)
{
	CHECK(forfeited((const int64_t[]){ 3000, 5000, 6000 }, 3) == 3000);
	CHECK(forfeited((const int64_t[]){ 3000, 1000, 6000 }, 3) == 1000);
	CHECK(forfeited((const int64_t[]){ 3000, -10, 6000 }, 3) == 0);
	CHECK(forfeited(NULL, 0) == 0);
}

static void a_period_must_have_ended(void)
{
	fresh();
	HAS(CLOSE("2026-Q2"), "2026-Q2 ends on 2026-06-30");
	HAS(CLOSE("2026-Q5"), "2026-Q");
	stated_at(&w, "2026-06-30");
	HAS(CLOSE("2026-Q2"), "ends on 2026-06-30");
	stated_at(&w, "2026-07-01");
	CHECK_STR(CLOSE("2026-Q2"), "2026-Q2 is closed, 0 statements.");
	HAS(CLOSE("2026-Q2"), "closed already");
	HAS(CLOSE("2026-05"), "closed already");
}

static void one_for_each_partner_and_currency(void)
{
	fresh();
	CHECK(stated_line(&w, 1, "quarterly", "EUR", 7000, "2026-01-10"));
	CHECK(stated_line(&w, 1, "quarterly", "EUR", 5000, "2026-03-31"));
	CHECK(stated_line(&w, 1, "quarterly", "USD", 20000, "2026-02-10"));
	CHECK(stated_line(&w, 1, "quarterly", "JPY", 9999, "2026-02-10"));
	CHECK(stated_line(&w, 2, "quarterly", "EUR", -500, "2026-02-10"));
	/* Not of this period, and not approved. */
	CHECK(stated_line(&w, 1, "quarterly", "EUR", 1, "2026-04-01"));
	CHECK(stated_earned(&w, 1, "quarterly", "EUR", 2, "2026-03-01"));
	CHECK_STR(CLOSE("2026-Q1"),
	    "2026-Q1 is closed, 4 statements: EUR 120.00, USD 200.00 to pay; "
	    "2 carried forward (1 negative, 1 under the minimum). 1 earned "
	    "line is not approved and on none; the next statement takes it.");
	CHECK_STR(stated_text(&w, 1, "EUR", "2026-03-31"),
	    "closed 0 + 12000 = 12000 - 0, carried 0");
	CHECK_STR(stated_text(&w, 1, "USD", "2026-03-31"),
	    "closed 0 + 20000 = 20000 - 0, carried 0");
	CHECK_STR(stated_text(&w, 1, "JPY", "2026-03-31"),
	    "carried 0 + 9999 = 0 - 0, carried 9999");
	CHECK_STR(stated_text(&w, 2, "EUR", "2026-03-31"),
	    "carried 0 + -500 = 0 - 0, carried -500");
	CHECK_STR(desk_text(&w.desk,
		      "SELECT why_carried || ', ' || date(dispute_until *"
		      " 86400, 'unixepoch') || coalesce(pay_by, '')"
		      " FROM statement WHERE id = ?1",
		      stated_id(&w, 1, "JPY", "2026-03-31")),
	    "under the minimum of 10000 JPY, 2026-04-17");
	/* 45 days after the period's end. */
	CHECK_STR(desk_text(&w.desk,
		      "SELECT date(pay_by * 86400, 'unixepoch')"
		      " FROM statement WHERE id = ?1",
		      stated_id(&w, 1, "EUR", "2026-03-31")),
	    "2026-05-15");
	CHECK_STR(stated_text(&w, 3, "EUR", "2026-03-31"), "none");
}

static void the_strictest_terms_hold(void)
{
	fresh();
	CHECK(stated_line(&w, 1, "quarterly", "EUR", 4000, "2026-01-10"));
	CHECK(stated_line(&w, 1, "monthly", "EUR", 4000, "2026-02-10"));
	CHECK(stated_line(&w, 2, "monthly", "EUR", 8000, "2026-02-10"));
	CHECK(stated_line(&w, 3, "quarterly", "EUR", 8000, "2026-02-10"));
	CHECK(stated_line(&w, 3, "monthly", "EUR", 8000, "2026-02-10"));
	HAS(CLOSE("2026-Q1"), "3 statements: EUR 240.00 to pay; 1 carried");
	CHECK_STR(stated_text(&w, 1, "EUR", "2026-03-31"),
	    "carried 0 + 8000 = 0 - 0, carried 8000");
	/* 20 days to dispute, 30 days to be paid. */
	CHECK_STR(desk_text(&w.desk,
		      "SELECT date(dispute_until * 86400, 'unixepoch') || ' '"
		      " || date(pay_by * 86400, 'unixepoch')"
		      " FROM statement WHERE id = ?1",
		      stated_id(&w, 3, "EUR", "2026-03-31")),
	    "2026-04-22 2026-04-30");
}

/* A chain of three: owed, netted, paid as one. */
static void a_balance_goes_on(void)
{
	fresh();
	CHECK(stated_line(&w, 1, "quarterly", "EUR", -3000, "2026-01-10"));
	HAS(CLOSE("2026-Q1"), "1 negative");
	CHECK(stated_line(&w, 1, "quarterly", "EUR", 8000, "2026-05-10"));
	CHECK(stated_line(&w, 1, "quarterly", "USD", 30000, "2026-05-10"));
	stated_at(&w, "2026-07-01");
	HAS(CLOSE("2026-Q2"), "1 under the minimum");
	CHECK_STR(stated_text(&w, 1, "EUR", "2026-06-30"),
	    "carried -3000 + 8000 = 0 - 0, carried 5000");
	CHECK_STR(stated_text(&w, 1, "USD", "2026-06-30"),
	    "closed 0 + 30000 = 30000 - 0, carried 0");
	CHECK(stated_line(&w, 1, "quarterly", "EUR", 5000, "2026-08-10"));
	stated_at(&w, "2026-10-01");
	HAS(CLOSE("2026-Q3"), "1 statement: EUR 100.00 to pay.");
	CHECK_STR(stated_text(&w, 1, "EUR", "2026-09-30"),
	    "closed 5000 + 5000 = 10000 - 0, carried 0");
	CHECK(desk_int(&w.desk,
		  "SELECT count(*) FROM statement WHERE carried_to = ?1 + 0",
		  stated_id(&w, 1, "EUR", "2026-09-30")) == 1);
	CHECK(
	    desk_int(&w.desk, "SELECT carried_to FROM statement WHERE id = ?1",
		stated_id(&w, 1, "EUR", "2026-03-31")) ==
	    stated_id(&w, 1, "EUR", "2026-06-30"));
}

static void nothing_new_still_goes_on(void)
{
	fresh();
	CHECK(stated_line(&w, 1, "quarterly", "EUR", 3000, "2026-01-10"));
	CHECK(stated_line(&w, 2, "quarterly", "EUR", 3000, "2026-01-10"));
	CHECK(stated_line(&w, 2, "quarterly", "EUR", -3000, "2026-01-10"));
	HAS(CLOSE("2026-Q1"), "2 carried forward (1 of nothing, 1 under");
	stated_at(&w, "2026-07-01");
	HAS(CLOSE("2026-Q2"), "1 statement; 1 carried");
	CHECK_STR(stated_text(&w, 1, "EUR", "2026-06-30"),
	    "carried 3000 + 0 = 0 - 0, carried 3000");
	CHECK_STR(stated_text(&w, 2, "EUR", "2026-06-30"), "none");
}

static void the_tax_form_withholds(void)
{
	fresh();
	CHECK(stated_detail(&w, 1, "tax", "", 150000, NULL));
	CHECK(stated_detail(&w, 2, "tax", "", 150000, "2026-04-01"));
	CHECK(stated_line(&w, 1, "quarterly", "EUR", 10010, "2026-01-10"));
	CHECK(stated_line(&w, 2, "quarterly", "EUR", 10010, "2026-01-10"));
	HAS(CLOSE("2026-Q1"), "EUR 200.20 to pay");
	/* 1501.5, half up. */
	CHECK_STR(stated_text(&w, 1, "EUR", "2026-03-31"),
	    "closed 0 + 10010 = 10010 - 1502, carried 0");
	CHECK_STR(stated_text(&w, 2, "EUR", "2026-03-31"),
	    "closed 0 + 10010 = 10010 - 0, carried 0");
}

static void a_balance_lapses_where_the_program_says_so(void)
{
	fresh();
	CHECK(stated_line(&w, 1, "lapsing", "EUR", 3000, "2026-01-10"));
	CHECK(stated_line(&w, 2, "quarterly", "EUR", 3000, "2026-01-10"));
	CHECK(stated_line(&w, 3, "lapsing", "EUR", 3000, "2026-01-10"));
	HAS(CLOSE("2026-Q1"), "2026-Q1 is closed");
	CHECK(stated_line(&w, 1, "lapsing", "EUR", 2000, "2026-05-10"));
	stated_at(&w, "2026-10-01");
	HAS(CLOSE("2026-Q2"), "2026-Q2 is closed");
	CHECK(stated_line(&w, 3, "lapsing", "EUR", 7000, "2026-08-10"));
	HAS(CLOSE("2026-Q3"), "EUR 100.00 to pay");
	HAS(CLOSE("2026-Q3"), "closed already");
	/* Acme's first 30.00 are six months old, its 20.00 are not. */
	CHECK_STR(stated_text(&w, 1, "EUR", "2026-09-30"),
	    "carried 5000 + -3000 = 0 - 0, carried 2000");
	CHECK_STR(stated_text(&w, 2, "EUR", "2026-09-30"),
	    "carried 3000 + 0 = 0 - 0, carried 3000");
	/* What is paid in time does not lapse. */
	CHECK_STR(stated_text(&w, 3, "EUR", "2026-09-30"),
	    "closed 3000 + 7000 = 10000 - 0, carried 0");
	CHECK_STR(desk_text(&w.desk,
		      "SELECT c.reason || ' ' || c.amount || ' ' || r.state ||"
		      " ' ' || r.approved_by FROM commission c JOIN tranche r"
		      " ON r.commission = c.id WHERE r.statement = ?1",
		      stated_id(&w, 1, "EUR", "2026-09-30")),
	    "forfeited -3000 approved (rule)");
	stated_at(&w, "2027-01-01");
	HAS(CLOSE("2026-Q4"), "1 balance lapsed");
	CHECK_STR(stated_text(&w, 1, "EUR", "2026-12-31"),
	    "carried 2000 + -2000 = 0 - 0, carried 0");
	stated_at(&w, "2027-04-01");
	HAS(CLOSE("2027-Q1"), "1 statement;");
	CHECK_STR(stated_text(&w, 1, "EUR", "2027-03-31"), "none");
}

static void what_comes_late_is_on_the_next(void)
{
	int64_t id;

	fresh();
	CHECK_STR(CLOSE("2026-Q1"), "2026-Q1 is closed, 0 statements.");
	id = stated_line(&w, 1, "quarterly", "EUR", 12000, "2026-02-10");
	CHECK(id != 0);
	CHECK_STR(desk_text(&w.desk,
		      "SELECT group_concat(DISTINCT date(on_date * 86400,"
		      " 'unixepoch')) FROM entry WHERE commission = ?1",
		      id),
	    "2026-04-01");
	stated_at(&w, "2026-07-01");
	HAS(CLOSE("2026-Q2"), "EUR 120.00 to pay");
}

static void a_part_that_is_closed_is_left_out(void)
{
	fresh();
	CHECK(stated_line(&w, 1, "quarterly", "EUR", 12000, "2026-01-10"));
	HAS(CLOSE("2026-01"), "EUR 120.00");
	CHECK(stated_line(&w, 1, "quarterly", "EUR", 10000, "2026-02-10"));
	HAS(CLOSE("2026-Q1"),
	    "2026-02-01..2026-03-31 is closed, 1 statement: EUR 100.00");
}

static void closing_is_taken_back_as_one(void)
{
	int64_t acme, bolt;

	fresh();
	CHECK(stated_line(&w, 1, "lapsing", "EUR", 3000, "2026-01-10"));
	CHECK(stated_line(&w, 2, "quarterly", "EUR", 30000, "2026-01-10"));
	HAS(CLOSE("2026-Q1"), "2 statements");
	stated_at(&w, "2026-10-01");
	HAS(CLOSE("2026-Q3"), "1 balance lapsed");
	acme = stated_id(&w, 1, "EUR", "2026-03-31");
	bolt = stated_id(&w, 2, "EUR", "2026-03-31");
	/* The later one first. */
	HAS(DO(&w, w.fay, "statement", "undo", bolt, NULL),
	    "A later period is closed by now");
	HAS(DO(&w, w.fay, "statement", "undo",
		stated_id(&w, 1, "EUR", "2026-09-30"), NULL),
	    "Taken back: 2026-Q3 is closed");
	CHECK_STR(stated_text(&w, 1, "EUR", "2026-09-30"), "none");
	CHECK(stated_books(&w, "approved") == 33000);
	CHECK(desk_int(&w.desk,
		  "SELECT carried_to IS NULL FROM statement WHERE id = ?1",
		  acme) == 1);
	/* By any of its statements. */
	HAS(DO(&w, w.fay, "statement", "undo", bolt, NULL), "Taken back");
	CHECK(desk_int(&w.desk,
		  "SELECT count(*) FROM tranche WHERE statement IS NOT NULL"
		  " AND void = ?1",
		  0) == 0);
	HAS(CLOSE("2026-Q1"), "2 statements: EUR 300.00 to pay; 1 carried");
}

static const char *states_of(int64_t statement)
{
	return desk_text(&w.desk,
	    "SELECT group_concat(DISTINCT state || hold || approved_by)"
	    " FROM tranche WHERE statement = ?1",
	    statement);
}

static void a_dispute_holds_until_it_is_resolved(void)
{
	int64_t id;

	fresh();
	CHECK(stated_line(&w, 1, "monthly", "EUR", 12000, "2026-01-10"));
	CHECK(stated_line(&w, 2, "monthly", "EUR", 100, "2026-01-10"));
	HAS(CLOSE("2026-Q1"), "2 statements");
	id = stated_id(&w, 1, "EUR", "2026-03-31");
	HAS(DO(&w, w.fay, "statement", "resolve", id, "note=x"), "to pay");
	CHECK_STR(
	    DO(&w, w.fay, "statement", "dispute", id, "reason=a sale less"),
	    "T-1 Acme 2026-Q1 EUR is disputed; 1 line is held until that is "
	    "resolved.");
	CHECK_STR(states_of(id), "helddisputeann");
	CHECK(stated_books(&w, "held") == 12000);
	HAS(DO(&w, w.fay, "statement", "dispute", id, "reason=x"), "disputed");
	HAS(DO(&w, w.fay, "payout", "run", 0, "period=2026-Q1"),
	    "it is disputed: a sale less");
	CHECK_STR(DO(&w, w.fay, "statement", "resolve", id, "note=it was"),
	    "T-1 Acme 2026-Q1 EUR is to pay again; 1 line is released.");
	CHECK_STR(states_of(id), "approvedann");
	/* Taken back in turn. */
	HAS(DO(&w, w.fay, "statement", "undo", id, NULL), "Taken back: T-1");
	CHECK_STR(states_of(id), "helddisputeann");
	HAS(DO(&w, w.fay, "statement", "undo", id, NULL), "is disputed");
	CHECK_STR(states_of(id), "approvedann");
	/* Until the twentieth day after the closing. */
	stated_at(&w, "2026-04-23");
	HAS(DO(&w, w.fay, "statement", "dispute", id, "reason=x"),
	    "could be disputed until 2026-04-22");
	/* What is carried is disputed when it is to pay. */
	HAS(DO(&w, w.fay, "statement", "dispute",
		stated_id(&w, 2, "EUR", "2026-03-31"), "reason=x"),
	    "carried");
}

static void who_may(void)
{
	struct session *val;

	fresh();
	val = desk_login(&w.desk, "val", "viewer");
	HAS(DO(&w, val, "statement", "close", 0, "period=2026-Q1"), "finance");
	session_close(val);
}

int main(void)
{
	if (!stated_open(&w))
		return EXIT_FAILURE;
	RUN(what_is_payable_and_what_is_carried);
	RUN(what_lapses_is_what_was_never_used);
	RUN(a_period_must_have_ended);
	RUN(one_for_each_partner_and_currency);
	RUN(the_strictest_terms_hold);
	RUN(a_balance_goes_on);
	RUN(nothing_new_still_goes_on);
	RUN(the_tax_form_withholds);
	RUN(a_balance_lapses_where_the_program_says_so);
	RUN(what_comes_late_is_on_the_next);
	RUN(a_part_that_is_closed_is_left_out);
	RUN(closing_is_taken_back_as_one);
	RUN(a_dispute_holds_until_it_is_resolved);
	RUN(who_may);
	stated_close(&w);
	return tap_done();
}
