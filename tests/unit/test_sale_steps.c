/* tests/unit/test_sale_steps.c - steps over several sales, to the cent. */

#include "config.h"

#include <string.h>

#include "tests/sold.h"
#include "tests/tap.h"

static struct sold w;

#define STEPS(kind, more)                                             \
	PROGRAM("p", "1", "",                                         \
	    "commission:\n  hold_days: 0\n  clawback_days: 30\n"      \
	    "  rules:\n    - id: t\n      product: a\n      tiers:\n" \
	    "        kind: " kind "\n        per: quarter\n"          \
	    "        steps:\n          - {from: \"0\", rate: 3%}\n"   \
	    "          - {from: {EUR: \"100.00\"}, rate: 5%}\n"       \
	    "          - {from: {EUR: \"200.00\"}, rate: 7%}\n" more)

static void fresh(const char *program)
{
	sold_close(&w);
	if (!sold_open(&w, &program, 1) ||
	    sold_enroll(&w, 1, "p@1", "basic", "active", "2026-01-01", NULL) ==
		0)
		exit(EXIT_FAILURE);
}

#define HOLDS()                                    \
	do {                                       \
		const char *flaw_ = sold_flaw(&w); \
		if (flaw_ != NULL)                 \
			printf("# %s\n", flaw_);   \
		CHECK(flaw_ == NULL);              \
	} while (0)

static void marginal_goes_up_in_recording_order(void)
{
	static const struct {
		const char *amount, *day, *rate;
		int64_t commission;
	} cases[] = {
		{ "99.99", "2026-03-31", "3%", 300 },
		{ "0.01", "2026-03-30", "3%", 0 },
		/* A step's start is inside; one rounding for both bands. */
		{ "0.10", "2026-01-01", "5%", 1 },
		{ "149.90", "2026-02-01", "5%+7%", 850 },
		/* Another quarter begins anew. */
		{ "150.00", "2026-04-01", "3%+5%", 550 },
		{ "100.50", "2026-04-02", "5%+7%", 604 },
	};

	fresh(STEPS("marginal", ""));
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int64_t id = sold(&w, cases[i].amount, cases[i].day);

		CHECK(id != 0);
		CHECK_STR(sold_get(&w, id, "rate"), cases[i].rate);
		CHECK(sold_sum(&w, id, "") == cases[i].commission);
	}
	HOLDS();
}

static void a_refund_moves_back_for_later_sales_only(void)
{
	int64_t a, b;

	fresh(STEPS("marginal", ""));
	a = sold(&w, "100.00", "2026-01-10");
	b = sold(&w, "10.00", "2026-01-11");
	CHECK(SOLD(&w, "refund", a, "amount=60", "reason=x", "on=2026-04-05"));
	CHECK(sold_sum(&w, a, "") == 120 && sold_sum(&w, b, "") == 50);
	/* It counts in the sale's quarter, not in its own. */
	CHECK(sold_sum(&w, sold(&w, "60.00", "2026-01-12"), "") == 200);
	CHECK(sold_sum(&w, sold(&w, "10.00", "2026-04-12"), "") == 30);
	HOLDS();
}

static void retroactive_brings_all_to_the_step(void)
{
	int64_t a, b, c;

	fresh(STEPS("retroactive", ""));
	a = sold(&w, "50.50", "2026-01-10");
	b = SOLD(&w, "add", 0, "partner=P-1", "customer=Wing", "product=a",
	    "amount=40.30", "currency=EUR", "date=2026-01-20",
	    "paid_on=2026-01-25");
	CHECK(sold_sum(&w, a, "") == 152 && sold_sum(&w, b, "") == 121);
	c = sold(&w, "9.20", "2026-02-01");
	CHECK_STR(sold_lines(&w, a), "1:152 1:101");
	CHECK_STR(sold_lines(&w, b), "1:121 1:81");
	CHECK_STR(sold_lines(&w, c), "1:46");
	/* What is paid is earned with the step, the rest accrues. */
	CHECK(sold_sum(&w, a, "accrued") == 253);
	CHECK_STR(sold_tranches(&w, b),
	    "121 earned 2026-01-25..2026-01-25,"
	    " 81 earned 2026-02-01..2026-02-01");
	CHECK(desk_int(&w.desk,
		  "SELECT count(*) FROM commission WHERE kind = 'step'"
		  " AND ppm = 50000 AND base = 0 AND ?1",
		  1) == 2);
	HOLDS();
	/* Leaned on: not taken back from under it. */
	CHECK(!SOLD(&w, "undo", a, NULL));
	CHECK(!SOLD(&w, "undo", b, NULL));
	CHECK(SOLD(&w, "undo", c, NULL));
	CHECK(sold_sum(&w, a, "") == 152 && sold_sum(&w, b, "") == 121);
	HOLDS();
	CHECK(SOLD(&w, "undo", b, NULL) && SOLD(&w, "undo", a, NULL));
	HOLDS();
}

static void a_refund_loses_the_step(void)
{
	int64_t a, b;

	fresh(STEPS("retroactive", ""));
	a = sold(&w, "90.00", "2026-01-10");
	b = sold(&w, "30.00", "2026-01-20");
	CHECK(sold_sum(&w, a, "") == 450 && sold_sum(&w, b, "") == 150);
	/* 5 % of 10.00 goes back, and the step stays. */
	CHECK(SOLD(&w, "refund", a, "amount=10", "reason=x"));
	CHECK(sold_sum(&w, a, "") == 400 && sold_sum(&w, b, "") == 150);
	CHECK(SOLD(&w, "refund", a, "amount=10.01", "reason=x"));
	/* 3 % of 69.99 and of 30.00. */
	CHECK(sold_sum(&w, a, "") == 210 && sold_sum(&w, b, "") == 90);
	HOLDS();
	CHECK(SOLD(&w, "refund", a, "reason=x"));
	CHECK(sold_sum(&w, a, "") == 0);
	HOLDS();
	/* And it comes back. */
	CHECK(sold(&w, "70.00", "2026-02-01"));
	CHECK(sold_sum(&w, a, "") == 0 && sold_sum(&w, b, "") == 150);
	HOLDS();
}

static void a_lost_step_leaves_what_was_paid_out_long_ago(void)
{
	int64_t a, b;

	fresh(STEPS("retroactive", ""));
	a = SOLD(&w, "add", 0, "partner=P-1", "customer=Wing", "product=a",
	    "amount=90", "currency=EUR", "date=2026-01-10",
	    "paid_on=2026-01-10");
	b = sold(&w, "30.00", "2026-01-20");
	CHECK(sold_sum(&w, a, "earned") == 450);
	CHECK(sold_pay_out(&w, "2026-02-01"));
	CHECK(SOLD(&w, "refund", b, "reason=x", "on=2026-03-01"));
	CHECK(sold_sum(&w, a, "") == 450 && sold_sum(&w, b, "") == 0);
	HOLDS();
}

static void a_late_sale_is_dated_on_its_own_day(void)
{
	fresh(STEPS("retroactive", ""));
	CHECK(sold(&w, "90.00", "2026-03-10"));
	CHECK(db_begin(w.desk.db, &w.err) &&
	    db_exec(w.desk.db,
		"INSERT INTO closing (to_on, created_at, created_by)"
		" VALUES (unixepoch('2026-03-31') / 86400, 1, 'x')",
		NO_VALUES, NULL, &w.err) &&
	    db_commit(w.desk.db, &w.err));
	CHECK(sold(&w, "30.00", "2026-01-10"));
	CHECK_STR(desk_text(&w.desk,
		      "SELECT date(on_date * 86400, 'unixepoch')"
		      " FROM commission WHERE kind = 'step' AND ?1",
		      1),
	    "2026-04-01");
	HOLDS();
}

static void steps_stay_under_their_cap(void)
{
	int64_t a, b;

	fresh(STEPS("retroactive",
	    "      cap: {per: customer, amount: {EUR: \"5.00\"}}\n"));
	a = sold(&w, "90.00", "2026-01-10");
	b = sold(&w, "30.00", "2026-01-20");
	/* 2.70 and 1.50 were given; of the 1.80 more 0.80 has room. */
	CHECK(sold_sum(&w, a, "") == 350 && sold_sum(&w, b, "") == 150);
	HOLDS();
	CHECK(SOLD(&w, "undo", b, NULL));
	CHECK(sold_sum(&w, a, "") == 270);
	HOLDS();
}

static void splits_step_each(void)
{
	int64_t a;

	fresh(STEPS("retroactive", ""));
	a = SOLD(&w, "add", 0, "partner=P-1", "customer=Wing", "product=a",
	    "amount=90.03", "currency=EUR", "date=2026-01-10",
	    "split=P-1:333333,P-2:666667");
	CHECK_STR(sold_lines(&w, a), "1:90 2:180");
	CHECK(sold(&w, "30.00", "2026-01-20"));
	CHECK_STR(sold_lines(&w, a), "1:90 2:180 1:60 2:120");
	HOLDS();
}

int main(void)
{
	RUN(marginal_goes_up_in_recording_order);
	RUN(a_refund_moves_back_for_later_sales_only);
	RUN(retroactive_brings_all_to_the_step);
	RUN(a_refund_loses_the_step);
	RUN(a_lost_step_leaves_what_was_paid_out_long_ago);
	RUN(a_late_sale_is_dated_on_its_own_day);
	RUN(steps_stay_under_their_cap);
	RUN(splits_step_each);
	sold_close(&w);
	return tap_done();
}
