/* tests/unit/test_sale.c - sales recorded, rated and paid. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "tests/sold.h"
#include "tests/tap.h"

static struct sold w;

#define RULES(more) "commission:\n  hold_days: 30\n" more
#define PLAIN_RULES                                                 \
	"  rules:\n    - {id: first, product: a, when: first_year," \
	" rate: 10%}\n    - {id: later, product: a, when: renewal," \
	" rate: 5%}\n    - {id: gold, product: a, level: gold,"     \
	" rate: 20%}\n"

/* A world with those programs, and Acme in the first one, "p@1". */
static void fresh(const char *const *programs, size_t n)
{
	sold_close(&w);
	if (!sold_open(&w, programs, n))
		exit(EXIT_FAILURE);
}

#define FRESH(...)                                  \
	fresh((const char *const[]){ __VA_ARGS__ }, \
	    sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *))

#define ACME(version, level, status, from) \
	CHECK(sold_enroll(&w, 1, (version), (level), (status), (from), NULL))

#define HOLDS()                                    \
	do {                                       \
		const char *flaw_ = sold_flaw(&w); \
		if (flaw_ != NULL)                 \
			printf("# %s\n", flaw_);   \
		CHECK(flaw_ == NULL);              \
	} while (0)

#define REFUSED(name)                                            \
	do {                                                     \
		CHECK(w.err.kind == ERR_INVALID);                \
		CHECK_STR(w.err.field ? w.err.field : "", name); \
	} while (0)

static void the_anniversary_is_a_renewal(void)
{
	static const struct {
		const char *day, *rule, *amount;
		int64_t commission;
	} cases[] = {
		{ "2024-02-29", "first", "100.05", 1001 },
		{ "2024-02-29", "first", "0.05", 1 },
		{ "2025-02-27", "first", "100.04", 1000 },
		{ "2025-02-28", "later", "100.10", 501 },
		{ "2025-03-01", "later", "100.09", 500 },
		/* Late, and before the first: that sale is a first one. */
		{ "2023-12-31", "first", "10.00", 100 },
		{ "2024-12-31", "later", "10.00", 50 },
	};

	FRESH(PROGRAM("p", "1", "", RULES(PLAIN_RULES)));
	ACME("p@1", "basic", "active", "2023-01-01");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int64_t id = sold(&w, cases[i].amount, cases[i].day);

		CHECK(id != 0);
		CHECK_STR(sold_get(&w, id, "rule"), cases[i].rule);
		CHECK(sold_sum(&w, id, "") == cases[i].commission);
	}
	/* What a file says goes before the dates. */
	CHECK_STR(sold_get(&w,
		      SOLD(&w, "add", 0, "partner=P-1", "customer=Wing",
			  "product=a", "amount=10", "currency=EUR",
			  "date=2026-01-01", "kind=first"),
		      "rule"),
	    "first");
	HOLDS();
}

#define RATE_FROM(version, from)  \
	PROGRAM("p", version, "", \
	    "commission:\n  rate_from: " from "\n" PLAIN_RULES)
#define BOTH(from)                                         \
	{                                                  \
		RATE_FROM("1", from), RATE_FROM("2", from) \
	}

static void the_rate_s_day_picks_version_and_level(void)
{
	static const struct {
		const char *programs[2];
		const char *rules[3], *labels[3]; /* of the days below */
	} cases[] = {
		{ BOTH("invoice"), { "first", "first", "gold" },
		    { "1", "2", "2" } },
		{ BOTH("lifetime"), { "first", "first", "first" },
		    { "1", "1", "1" } },
		/* No lead: the sale's day. */
		{ BOTH("registration"), { "first", "first", "gold" },
		    { "1", "2", "2" } },
	};
	static const char *const days[] = { "2026-01-10", "2026-02-10",
		"2026-03-10" };

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int64_t id, e;

		fresh(cases[i].programs, 2);
		e = sold_enroll(
		    &w, 1, "p@1", "basic", "active", "2026-01-01", NULL);
		CHECK(sold_term(&w, e, "p@2", "basic", "2026-02-01"));
		CHECK(sold_term(&w, e, "p@2", "gold", "2026-03-01"));
		for (size_t k = 0; k < ARRAY_LEN(days); k++) {
			id = sold(&w, "100", days[k]);
			CHECK(id != 0);
			CHECK_STR(sold_get(&w, id, "rule"), cases[i].rules[k]);
			CHECK_STR(desk_text(&w.desk,
				      "SELECT v.label FROM sale s"
				      " JOIN program_version v"
				      " ON v.id = s.program_version"
				      " WHERE s.id = ?1",
				      id),
			    cases[i].labels[k]);
		}
		HOLDS();
	}
}

static void a_lead_s_acceptance_is_the_registration(void)
{
	int64_t e, lead, id;

	FRESH(PROGRAM("p", "1", "", RULES(PLAIN_RULES)));
	e = sold_enroll(&w, 1, "p@1", "gold", "active", "2026-01-01", NULL);
	CHECK(sold_term(&w, e, "p@1", "basic", "2026-02-01"));
	lead = sold_lead(&w, 1, e, "2026-01-15", NULL);
	CHECK(!SOLD(&w, "add", 0,
	    arena_fmt(&w.desk.arena, "lead=L-%d", (int)lead), "product=a",
	    "amount=10", "currency=EUR", "date=2026-03-01"));
	REFUSED("lead");
	lead = sold_lead(&w, 1, e, "2026-01-15", "2026-02-20");
	id =
	    SOLD(&w, "add", 0, arena_fmt(&w.desk.arena, "lead=L-%d", (int)lead),
		"product=a", "amount=10", "currency=EUR", "date=2026-03-01");
	CHECK(id != 0);
	CHECK_STR(sold_get(&w, id, "rule"), "gold");
	CHECK_STR(sold_get(&w, sold(&w, "10", "2026-03-01"), "rule"), "first");
	HOLDS();
}

static void duration_ends_and_says_so(void)
{
	int64_t id;

	FRESH(PROGRAM(
	    "p", "1", "", "commission:\n  duration_months: 12\n" PLAIN_RULES));
	ACME("p@1", "basic", "active", "2024-01-01");
	CHECK(sold_sum(&w, sold(&w, "100", "2024-01-31"), "") == 1000);
	CHECK(sold_sum(&w, sold(&w, "100", "2025-01-30"), "") == 1000);
	id = sold(&w, "100", "2025-01-31");
	CHECK_STR(sold_lines(&w, id), "");
	CHECK(strstr(sold_get(&w, id, "why_none"), "12 months") != NULL);
	HOLDS();
}

static void a_rule_without_the_currency_says_so(void)
{
	int64_t id;

	FRESH(PROGRAM("p", "1", "",
	    "commission:\n  rules:\n    - {id: f, product: a,"
	    " flat: {EUR: \"50.00\"}}\n    - {id: c, product: s, rate: 10%,"
	    " cap: {per: sale, amount: {EUR: \"5.00\"}}}\n"));
	ACME("p@1", "basic", "active", "2026-01-01");
	id = SOLD(&w, "add", 0, "partner=P-1", "customer=Wing", "product=a",
	    "amount=1000", "currency=JPY", "date=2026-01-02");
	CHECK(id != 0);
	CHECK(strstr(sold_get(&w, id, "why_none"), "JPY") != NULL);
	CHECK_STR(sold_lines(&w, id), "");
	id = SOLD(&w, "add", 0, "partner=P-1", "customer=Wing", "product=a",
	    "amount=0", "currency=EUR", "date=2026-01-02", "quantity=3");
	CHECK(sold_sum(&w, id, "") == 15000);
	id = SOLD(&w, "add", 0, "partner=P-1", "customer=Wing", "product=s",
	    "amount=70", "currency=EUR", "date=2026-01-02");
	CHECK(sold_sum(&w, id, "") == 500);
	HOLDS();
}

static void currencies_have_their_own_decimals(void)
{
	static const struct {
		const char *amount, *currency;
		int64_t commission; /* -1: refused */
	} cases[] = {
		{ "1005", "JPY", 101 },
		{ "1004", "JPY", 100 },
		{ "10.5", "JPY", -1 },
		{ "1.005", "KWD", 101 },
		{ "1.0050", "KWD", -1 },
		{ "1.0005", "KWD", -1 },
		{ "0.05", "EUR", 1 },
		{ "0.04", "EUR", 0 },
		{ "0.005", "EUR", -1 },
	};

	FRESH(PROGRAM("p", "1", "", RULES(PLAIN_RULES)));
	ACME("p@1", "basic", "active", "2026-01-01");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct arena *a = &w.desk.arena;
		int64_t id = SOLD(&w, "add", 0, "partner=P-1", "customer=Wing",
		    "product=a", "date=2026-01-02",
		    arena_fmt(a, "amount=%s", cases[i].amount),
		    arena_fmt(a, "currency=%s", cases[i].currency));

		if (cases[i].commission < 0) {
			CHECK(id == 0);
			REFUSED("amount");
		} else {
			CHECK(id != 0);
			CHECK(sold_sum(&w, id, "") == cases[i].commission);
		}
	}
	HOLDS();
}

static void which_terms_hold(void)
{
	int64_t id;

	FRESH(PROGRAM("p", "1", "", RULES(PLAIN_RULES)),
	    PROGRAM("q", "1", "",
		"commission:\n  rules:\n"
		"    - {id: q, rate: 3%}\n"),
	    PROGRAM("r", "1", "includes: [p]\n", ""));
	/* None at all. */
	id = sold(&w, "100", "2026-01-02");
	CHECK(strstr(sold_get(&w, id, "why_none"), "no program") != NULL);
	/* By what it includes, and a level that it does not know. */
	ACME("r@1", "gold", "active", "2026-01-01");
	id = sold(&w, "100", "2026-01-02");
	CHECK_STR(sold_get(&w, id, "program"), "p");
	CHECK_STR(sold_get(&w, id, "rule"), "gold");
	/* Two that pay. */
	ACME("q@1", "basic", "active", "2026-01-01");
	CHECK(!sold(&w, "100", "2026-01-02"));
	REFUSED("program");
	CHECK(strstr(w.err.text, "p, q") != NULL);
	id = SOLD(&w, "add", 0, "partner=P-1", "customer=Wing", "product=a",
	    "amount=100", "currency=EUR", "date=2026-01-02", "program=q");
	CHECK(sold_sum(&w, id, "") == 300);
	CHECK(!SOLD(&w, "add", 0, "partner=P-1", "customer=Wing", "product=a",
	    "amount=100", "currency=EUR", "date=2026-01-02", "program=plain"));
	REFUSED("program");
	HOLDS();
}

static void suspended_accrues_and_is_held(void)
{
	int64_t id;

	FRESH(PROGRAM("p", "1", "", RULES(PLAIN_RULES)));
	ACME("p@1", "basic", "suspended", "2026-01-01");
	id = sold(&w, "100", "2026-01-02");
	CHECK(sold_sum(&w, id, "accrued") == 1000);
	CHECK(SOLD(&w, "pay", id, "on=2026-01-05"));
	CHECK(sold_sum(&w, id, "held") == 1000);
	CHECK_STR(desk_text(&w.desk, "SELECT hold FROM tranche WHERE ?1", 1),
	    "suspended");
	HOLDS();
}

static void ended_earns_only_by_a_lead_won_before(void)
{
	int64_t e, lead, id;

	FRESH(PROGRAM("p", "1", "", RULES(PLAIN_RULES)));
	e = sold_enroll(
	    &w, 1, "p@1", "basic", "terminated", "2025-01-01", "2026-03-31");
	id = sold(&w, "100", "2026-04-01");
	CHECK_STR(sold_lines(&w, id), "");
	CHECK(strstr(sold_get(&w, id, "why_none"), "2026-03-31") != NULL);
	CHECK(sold_sum(&w, sold(&w, "100", "2026-03-31"), "") == 1000);
	lead = sold_lead(&w, 1, e, "2026-01-15", "2026-04-01");
	id =
	    SOLD(&w, "add", 0, arena_fmt(&w.desk.arena, "lead=L-%d", (int)lead),
		"product=a", "amount=10", "currency=EUR", "date=2026-05-01");
	CHECK_STR(sold_lines(&w, id), "");
	lead = sold_lead(&w, 1, e, "2026-01-15", "2026-03-31");
	id =
	    SOLD(&w, "add", 0, arena_fmt(&w.desk.arena, "lead=L-%d", (int)lead),
		"product=a", "amount=10", "currency=EUR", "date=2026-05-01");
	CHECK(sold_sum(&w, id, "") == 100);
	HOLDS();
}

static void ended_before_it_began_earns_nothing(void)
{
	int64_t id;

	FRESH(PROGRAM("p", "1", "", RULES(PLAIN_RULES)));
	sold_enroll(
	    &w, 1, "p@1", "basic", "terminated", "2025-01-01", "2026-03-31");
	CHECK(db_begin(w.desk.db, &w.err) &&
	    db_exec(w.desk.db,
		"UPDATE enrollment SET active_on = NULL WHERE partner = ?1",
		VALUES(val_int(1)), NULL, &w.err) &&
	    db_commit(w.desk.db, &w.err));
	id = sold(&w, "100", "2026-03-31");
	CHECK_STR(sold_lines(&w, id), "");
	CHECK(strstr(sold_get(&w, id, "why_none"), "never active") != NULL);
	HOLDS();
}

static void whose_customer_it_is(void)
{
	FRESH(PROGRAM("p", "1", "", RULES(PLAIN_RULES)));
	ACME("p@1", "basic", "active", "2026-01-01");
	CHECK(sold(&w, "100", "2026-01-02"));
	CHECK(desk_int(&w.desk,
		  "SELECT partner FROM customer WHERE name = 'Wing' AND ?1",
		  1) == 1);
	CHECK(!SOLD(&w, "add", 0, "partner=P-2", "customer=Wing", "product=a",
	    "amount=1", "currency=EUR", "date=2026-01-02"));
	REFUSED("partner");
	CHECK(SOLD(&w, "add", 0, "partner=P-2", "customer=Wing", "product=a",
	    "amount=1", "currency=EUR", "date=2026-01-02",
	    "split=P-2:600000,P-1:400000"));
	CHECK(!SOLD(&w, "add", 0, "partner=P-1", "customer=Wing", "product=x",
	    "amount=1", "currency=EUR", "date=2026-01-02"));
	REFUSED("product");
	CHECK(!SOLD(&w, "add", 0, "partner=P-1", "customer=Wing", "product=a",
	    "amount=-1", "currency=EUR", "date=2026-01-02"));
	REFUSED("refund_of");
	CHECK(!SOLD(&w, "add", 0, "partner=P-1", "customer=Wing", "product=a",
	    "amount=1", "currency=EUR", "date=2026-07-02"));
	REFUSED("date");
	HOLDS();
}

static void splits_sum_to_the_whole(void)
{
	static const struct {
		const char *split, *lines; /* "": refused */
	} cases[] = {
		{ "P-1:333333,P-2:333333,P-3:333334", "1:333 2:333 3:334" },
		{ "P-3:500000,P-1:500000", "3:500 1:500" },
		{ "P-2:1000000", "2:1000" },
		{ "P-1:1,P-2:999999", "1:0 2:1000" },
		{ "P-1:600000,P-2:300000", "" },
		{ "P-1:600000,P-1:400000", "" },
		{ "P-1:600000,P-9:400000", "" },
		{ "P-1,P-2", "" },
		{ "P-1:1000000,", "" },
	};

	FRESH(PROGRAM("p", "1", "", RULES(PLAIN_RULES)));
	ACME("p@1", "basic", "active", "2026-01-01");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int64_t id = SOLD(&w, "add", 0, "partner=P-1", "customer=Wing",
		    "product=a", "amount=100.01", "currency=EUR",
		    "date=2026-01-02",
		    arena_fmt(&w.desk.arena, "split=%s", cases[i].split));

		if (cases[i].lines[0] == '\0') {
			CHECK(id == 0);
			REFUSED("split");
		} else {
			CHECK(id != 0);
			CHECK_STR(sold_lines(&w, id), cases[i].lines);
		}
	}
	HOLDS();
}

static void part_payments_sum_to_the_line(void)
{
	int64_t id;

	FRESH(PROGRAM("p", "1", "", RULES(PLAIN_RULES)));
	ACME("p@1", "basic", "active", "2026-01-01");
	id = sold(&w, "100.00", "2026-01-02");
	CHECK(SOLD(&w, "pay", id, "amount=33.33", "on=2026-02-01"));
	CHECK(SOLD(&w, "pay", id, "amount=0.02", "on=2026-02-02"));
	CHECK(SOLD(&w, "pay", id, "amount=0.10", "on=2026-02-03"));
	CHECK(!SOLD(&w, "pay", id, "amount=66.56", "on=2026-02-03"));
	REFUSED("amount");
	CHECK(SOLD(&w, "pay", id, "on=2026-02-04"));
	CHECK_STR(sold_tranches(&w, id),
	    "333 earned 2026-02-01..2026-03-03,"
	    " 1 earned 2026-02-02..2026-03-04,"
	    " 1 earned 2026-02-03..2026-03-05,"
	    " 665 earned 2026-02-04..2026-03-06");
	CHECK(!SOLD(&w, "pay", id, "amount=0.01"));
	CHECK(w.err.kind == ERR_REFUSED);
	HOLDS();
	for (int i = 0; i < 5; i++)
		CHECK(SOLD(&w, "undo", id, NULL));
	CHECK(!SOLD(&w, "undo", id, NULL));
	CHECK(desk_int(&w.desk,
		  "SELECT count(*) FROM ledger_month WHERE amount <> ?1",
		  0) == 0);
	CHECK(desk_int(&w.desk,
		  "SELECT count(*) FROM sales_month WHERE base + sales <> ?1",
		  0) == 0);
	HOLDS();
}

static void some_are_earned_at_once(void)
{
	int64_t id;

	FRESH(PROGRAM("p", "1", "",
	    "commission:\n  earned_on: invoice\n  hold_days: 0\n" PLAIN_RULES));
	ACME("p@1", "basic", "active", "2026-01-01");
	id = sold(&w, "100.00", "2026-01-02");
	CHECK_STR(sold_tranches(&w, id), "1000 earned 2026-01-02..2026-01-02");
	CHECK(SOLD(&w, "pay", id, "amount=30", "on=2026-02-04"));
	CHECK(sold_sum(&w, id, "earned") == 1000);
	/* Paid with the sale itself. */
	id = SOLD(&w, "add", 0, "partner=P-1", "customer=Wing", "product=a",
	    "amount=100", "currency=EUR", "date=2026-01-02",
	    "paid_on=2026-01-09");
	CHECK(sold_sum(&w, id, "earned") == 1000);
	CHECK_STR(sold_get(&w, id, "paid"), "10000");
	HOLDS();
}

static void what_was_approved_is_not_undone(void)
{
	int64_t id;

	FRESH(PROGRAM("p", "1", "", RULES(PLAIN_RULES)));
	ACME("p@1", "basic", "active", "2026-01-01");
	id = SOLD(&w, "add", 0, "partner=P-1", "customer=Wing", "product=a",
	    "amount=100", "currency=EUR", "date=2026-01-02",
	    "paid_on=2026-01-02");
	CHECK(sold_pay_out(&w, "2026-04-01"));
	CHECK(!SOLD(&w, "undo", id, NULL));
	CHECK(w.err.kind == ERR_CONFLICT);
	CHECK(sold_sum(&w, id, "paid") == 1000);
	HOLDS();
}

static void closed_books_take_the_first_open_day(void)
{
	int64_t id;

	FRESH(PROGRAM("p", "1", "", RULES(PLAIN_RULES)));
	ACME("p@1", "basic", "active", "2026-01-01");
	id = sold(&w, "100.00", "2026-01-20");
	CHECK(db_begin(w.desk.db, &w.err) &&
	    db_exec(w.desk.db,
		"INSERT INTO closing (to_on, created_at, created_by)"
		" VALUES (unixepoch('2026-03-31') / 86400, 1, 'x')",
		NO_VALUES, NULL, &w.err) &&
	    db_commit(w.desk.db, &w.err));
	CHECK(SOLD(&w, "pay", id, "on=2026-02-01"));
	CHECK(sold(&w, "10.00", "2026-03-20"));
	CHECK(SOLD(&w, "refund", id, "on=2026-03-20", "reason=late"));
	CHECK_STR(desk_text(&w.desk,
		      "SELECT date(min(on_date) * 86400, 'unixepoch')"
		      " FROM entry WHERE id > ?1",
		      1),
	    "2026-04-01");
	CHECK_STR(desk_text(&w.desk,
		      "SELECT date(on_date * 86400, 'unixepoch')"
		      " FROM commission WHERE kind = 'refund' AND ?1",
		      1),
	    "2026-04-01");
	HOLDS();
}

static void caps_leave_room(void)
{
	int64_t a, b, c;

	FRESH(PROGRAM("p", "1", "",
	    "commission:\n  rules:\n    - {id: k, product: a, rate: 10%,"
	    " cap: {per: customer, amount: {EUR: \"15.00\"}}}\n"
	    "    - {id: q, product: s, rate: 10%,"
	    " cap: {per: period, amount: {EUR: \"15.00\"}}}\n"));
	ACME("p@1", "basic", "active", "2026-01-01");
	a = sold(&w, "100", "2026-01-02");
	b = sold(&w, "100", "2026-04-02");
	CHECK(sold_sum(&w, a, "") == 1000 && sold_sum(&w, b, "") == 500);
	/* The rule is named at 0.00. */
	c = sold(&w, "100", "2026-05-02");
	CHECK(sold_sum(&w, c, "") == 0);
	CHECK_STR(sold_get(&w, c, "rule"), "k");
	/* Room returns for later sales only. */
	CHECK(SOLD(&w, "refund", a, "amount=40", "reason=less"));
	CHECK(sold_sum(&w, b, "") == 500 && sold_sum(&w, c, "") == 0);
	CHECK(sold_sum(&w, sold(&w, "100", "2026-05-03"), "") == 400);
	/* A new quarter has its own. */
	for (int i = 0; i < 4; i++) {
		static const int64_t want[] = { 1000, 500, 1000, 500 };

		a = SOLD(&w, "add", 0, "partner=P-1", "customer=Wing",
		    "product=s", "amount=100", "currency=EUR",
		    i < 2 ? "date=2026-03-31" : "date=2026-04-01");
		CHECK(sold_sum(&w, a, "") == want[i]);
	}
	HOLDS();
}

int main(void)
{
	RUN(the_anniversary_is_a_renewal);
	RUN(the_rate_s_day_picks_version_and_level);
	RUN(a_lead_s_acceptance_is_the_registration);
	RUN(duration_ends_and_says_so);
	RUN(a_rule_without_the_currency_says_so);
	RUN(currencies_have_their_own_decimals);
	RUN(which_terms_hold);
	RUN(suspended_accrues_and_is_held);
	RUN(ended_earns_only_by_a_lead_won_before);
	RUN(ended_before_it_began_earns_nothing);
	RUN(whose_customer_it_is);
	RUN(splits_sum_to_the_whole);
	RUN(part_payments_sum_to_the_line);
	RUN(some_are_earned_at_once);
	RUN(what_was_approved_is_not_undone);
	RUN(closed_books_take_the_first_open_day);
	RUN(caps_leave_room);
	sold_close(&w);
	return tap_done();
}
