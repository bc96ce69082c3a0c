/* tests/unit/test_sale_refund.c - what goes back, before and after it was
 * paid. */

#include "config.h"

#include <string.h>

#include "tests/sold.h"
#include "tests/tap.h"

static struct sold w;

#define RATES(more)                                            \
	PROGRAM("p", "1", "",                                  \
	    "commission:\n  hold_days: 30\n" more              \
	    "  rules:\n    - {id: a, product: a, rate: 10%}\n" \
	    "    - {id: f, product: s, flat: {EUR: \"5.00\"}}\n")

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

#define STANDS(id, accrued, earned, paid)                   \
	CHECK(sold_sum(&w, (id), "accrued") == (accrued) && \
	    sold_sum(&w, (id), "earned") == (earned) &&     \
	    sold_sum(&w, (id), "paid") == (paid))

static void before_a_payment_only_rows(void)
{
	int64_t id;

	fresh(RATES(""));
	id = sold(&w, "100.00", "2026-01-02");
	CHECK(SOLD(&w, "refund", id, "amount=33.33", "reason=x"));
	STANDS(id, 667, 0, 0);
	CHECK(SOLD(&w, "refund", id, "amount=33.33", "reason=x"));
	CHECK_STR(sold_lines(&w, id), "1:1000 1:-333 1:-334");
	CHECK(!SOLD(&w, "refund", id, "amount=33.35", "reason=x"));
	CHECK(w.err.kind == ERR_INVALID);
	CHECK_STR(w.err.field, "amount");
	CHECK(SOLD(&w, "pay", id, NULL));
	STANDS(id, 0, 333, 0);
	CHECK_STR(sold_get(&w, id, "paid"), "3334");
	CHECK(SOLD(&w, "refund", id, "reason=rest"));
	STANDS(id, 0, 0, 0);
	CHECK(!SOLD(&w, "refund", id, "reason=more"));
	CHECK(w.err.kind == ERR_REFUSED);
	HOLDS();
}

static void all_of_it_unpaid_leaves_nothing(void)
{
	int64_t id;

	fresh(RATES(""));
	id = sold(&w, "99.95", "2026-01-02");
	CHECK(SOLD(&w, "refund", id, "reason=x"));
	CHECK_STR(sold_tranches(&w, id), "");
	STANDS(id, 0, 0, 0);
	CHECK(!SOLD(&w, "pay", id, "amount=1"));
	HOLDS();
}

static void in_part_paid_the_next_payment_earns(void)
{
	int64_t id;

	fresh(RATES(""));
	id = sold(&w, "100.00", "2026-01-02");
	CHECK(SOLD(&w, "pay", id, "amount=50", "on=2026-02-01"));
	CHECK(SOLD(&w, "refund", id, "amount=30", "reason=x", "on=2026-02-10"));
	STANDS(id, 200, 500, 0);
	CHECK(SOLD(&w, "pay", id, "on=2026-02-20"));
	CHECK_STR(sold_tranches(&w, id),
	    "500 earned 2026-02-01..2026-03-03,"
	    " 500 earned 2026-02-20..2026-03-22,"
	    " -300 earned 2026-02-20..2026-03-22");
	STANDS(id, 0, 700, 0);
	HOLDS();
	/* A refund that leaves no more than was paid earns at once, and is
	 * released with what it takes from. */
	id = sold(&w, "100.00", "2026-03-02");
	CHECK(SOLD(&w, "pay", id, "amount=50", "on=2026-04-01"));
	CHECK(SOLD(&w, "refund", id, "amount=60", "reason=x", "on=2026-04-10"));
	CHECK_STR(sold_tranches(&w, id),
	    "500 earned 2026-04-01..2026-05-01,"
	    " 500 earned 2026-04-10..2026-05-01,"
	    " -600 earned 2026-04-10..2026-05-01");
	HOLDS();
}

static void splits_go_back_each_to_the_cent(void)
{
	int64_t id;

	fresh(RATES(""));
	id = SOLD(&w, "add", 0, "partner=P-1", "customer=Wing", "product=a",
	    "amount=100.01", "currency=EUR", "date=2026-01-02",
	    "paid_on=2026-01-02", "split=P-1:333333,P-2:333333,P-3:333334");
	for (int i = 0; i < 7; i++)
		CHECK(SOLD(&w, "refund", id, "amount=12.50", "reason=x",
		    "on=2026-01-03"));
	CHECK(SOLD(&w, "refund", id, "reason=x", "on=2026-01-03"));
	for (int i = 1; i <= 3; i++)
		CHECK(desk_int(&w.desk,
			  "SELECT sum(amount) * 1000 + sum(base)"
			  " FROM commission WHERE partner = ?1",
			  i) == 0);
	STANDS(id, 0, 0, 0);
	HOLDS();
}

static void pieces_go_back_where_the_base_is_0(void)
{
	int64_t id;

	fresh(RATES(""));
	id = SOLD(&w, "add", 0, "partner=P-1", "customer=Wing", "product=s",
	    "amount=0", "currency=EUR", "date=2026-01-02", "quantity=3");
	CHECK(sold_sum(&w, id, "accrued") == 1500);
	CHECK(SOLD(&w, "pay", id, "on=2026-01-03"));
	STANDS(id, 0, 1500, 0);
	CHECK(!SOLD(&w, "pay", id, NULL));
	CHECK(!SOLD(&w, "refund", id, "quantity=4", "reason=x"));
	CHECK(SOLD(&w, "refund", id, "quantity=1", "reason=x"));
	CHECK(!SOLD(
	    &w, "refund", id, "quantity=9223372036854775807", "reason=x"));
	CHECK_STR(w.err.field, "quantity");
	STANDS(id, 0, 1000, 0);
	CHECK(SOLD(&w, "refund", id, "reason=x"));
	STANDS(id, 0, 0, 0);
	HOLDS();
}

static void clawback_ends_with_its_window(void)
{
	static const struct {
		const char *days, *on, *amount;
		int64_t taken;
	} cases[] = {
		{ "  clawback_days: 90\n", "on=2026-04-11", "amount=40", 400 },
		{ "  clawback_days: 90\n", "on=2026-04-12", "amount=40", 0 },
		{ "  clawback_days: 0\n", "on=2026-01-11", "amount=40", 0 },
		{ "  clawback_days: 1\n", "on=2026-01-12", "amount=100", 1000 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char program[2000];
		const char *at = strstr(RATES("@@@"), "@@@");
		int64_t id, r;

		snprintf(program, sizeof(program), "%.*s%s%s",
		    (int)(at - RATES("@@@")), RATES("@@@"), cases[i].days,
		    at + 3);
		fresh(program);
		id = SOLD(&w, "add", 0, "partner=P-1", "customer=Wing",
		    "product=a", "amount=100", "currency=EUR",
		    "date=2026-01-02", "paid_on=2026-01-11");
		CHECK(sold_pay_out(&w, "2026-03-31"));
		CHECK(SOLD(&w, "refund", id, cases[i].amount, cases[i].on,
			  "reason=x") == id);
		r = desk_int(
		    &w.desk, "SELECT id FROM sale WHERE refund_of = ?1", id);
		CHECK(strtol(sold_get(&w, r, "commission"), NULL, 10) ==
		    -cases[i].taken);
		CHECK(sold_sum(&w, id, "paid") == 1000);
		CHECK(sold_sum(&w, id, "earned") == -cases[i].taken);
		HOLDS();
	}
}

static void what_was_not_paid_out_goes_first(void)
{
	int64_t id;

	fresh(RATES("  clawback_days: 0\n"));
	id = sold(&w, "100.00", "2026-01-02");
	CHECK(SOLD(&w, "pay", id, "amount=40", "on=2026-01-03"));
	CHECK(sold_pay_out(&w, "2026-03-31"));
	CHECK(SOLD(&w, "pay", id, "amount=60", "on=2026-04-01"));
	STANDS(id, 0, 600, 400);
	CHECK(SOLD(&w, "refund", id, "amount=50", "reason=x"));
	STANDS(id, 0, 100, 400);
	/* Only what is left beyond the payout. */
	CHECK(SOLD(&w, "refund", id, "amount=50", "reason=x"));
	STANDS(id, 0, 0, 400);
	HOLDS();
}

static void a_file_s_refund_names_its_sale(void)
{
	struct sale_data d;
	struct change c;
	int64_t sale, id = 0;
	bool ok[4];

	fresh(RATES(""));
	sale = SOLD(&w, "add", 0, "partner=P-1", "customer=Wing", "product=a",
	    "amount=100", "currency=EUR", "date=2026-01-02", "id=X1");
	fields_init(&sale_fields, &d);
	d.refund_of = "X1";
	d.currency = "EUR";
	d.date = 20500;
	for (size_t i = 0; i < ARRAY_LEN(ok); i++) {
		d.id = i == 3 ? "X3" : "X2";
		d.amount = (struct decimal){ i == 0 ? 10 : -60, 0, true };
		d.currency = i == 1 ? "USD" : "EUR";
		CHECK(change_begin(w.fay, "sale add", RIGHT_FINANCE, "sale", 0,
		    NULL, "", &c, &w.err));
		c.by_batch = true;
		ok[i] = sale_record(&c, &d, 0, &w.desk.arena, NULL, NULL, &id,
			    &w.err) &&
		    change_commit(&c, &w.err, "Refund.");
		if (!ok[i])
			change_abandon(&c);
	}
	CHECK(!ok[0] && !ok[1] && ok[2] && !ok[3]);
	CHECK(sold_sum(&w, sale, "") == 400);
	CHECK(!SOLD(&w, "pay", id, NULL) && w.err.kind == ERR_REFUSED);
	CHECK(!SOLD(&w, "refund", id, "reason=x"));
	HOLDS();
}

static void undo_goes_backwards(void)
{
	int64_t id;

	fresh(RATES(""));
	id = sold(&w, "100.00", "2026-01-02");
	CHECK(SOLD(&w, "pay", id, "amount=50"));
	CHECK(SOLD(&w, "refund", id, "amount=60", "reason=x"));
	CHECK(SOLD(&w, "refund", id, "reason=x"));
	CHECK(SOLD(&w, "undo", id, NULL));
	STANDS(id, 0, 400, 0);
	HOLDS();
	CHECK(SOLD(&w, "undo", id, NULL));
	STANDS(id, 500, 500, 0);
	CHECK(SOLD(&w, "undo", id, NULL));
	STANDS(id, 1000, 0, 0);
	HOLDS();
	CHECK(SOLD(&w, "undo", id, NULL));
	CHECK(desk_int(&w.desk,
		  "SELECT count(*) FROM ledger_month WHERE amount <> ?1",
		  0) == 0);
}

int main(void)
{
	RUN(before_a_payment_only_rows);
	RUN(all_of_it_unpaid_leaves_nothing);
	RUN(in_part_paid_the_next_payment_earns);
	RUN(splits_go_back_each_to_the_cent);
	RUN(pieces_go_back_where_the_base_is_0);
	RUN(clawback_ends_with_its_window);
	RUN(what_was_not_paid_out_goes_first);
	RUN(a_file_s_refund_names_its_sale);
	RUN(undo_goes_backwards);
	sold_close(&w);
	return tap_done();
}
