/* tests/unit/test_sale_random.c - whatever is done with sales, it adds up. */

#include "config.h"

#include <inttypes.h>

#include "domain/check.h"
#include "tests/sold.h"
#include "tests/tap.h"

enum { ROUNDS = 6, DEEDS = 40 };

static struct sold w;
static uint64_t state;

static const char RULES[] = PROGRAM("p", "1", "",
    "commission:\n  hold_days: 10\n  clawback_days: 40\n"
    "  rounding: half_even\n  rules:\n"
    "    - id: t\n      product: a\n      tiers:\n"
    "        kind: retroactive\n        per: quarter\n        steps:\n"
    "          - {from: {EUR: \"0\", JPY: \"0\"}, rate: 3.333%}\n"
    "          - {from: {EUR: \"300.00\", JPY: \"900\"}, rate: 5.1%}\n"
    "          - {from: {EUR: \"600.00\", JPY: \"2000\"}, rate: 4%}\n"
    "    - id: m\n      product: a.b\n      tiers:\n"
    "        kind: marginal\n        per: month\n        steps:\n"
    "          - {from: {EUR: \"0\", JPY: \"0\"}, rate: 7.77%}\n"
    "          - {from: {EUR: \"50.00\", JPY: \"70\"}, rate: 9.9%}\n"
    "      cap: {per: customer, amount: {EUR: \"60.00\", JPY: \"500\"}}\n"
    "    - {id: s, product: s, rate: 12.5%}\n");

static int64_t dice(int64_t n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (int64_t)((state >> 33) % (uint64_t)n);
}

static const char *fmt_amount(int64_t minor, bool yen)
{
	struct arena *a = &w.desk.arena;

	return yen ? arena_fmt(a, "amount=%" PRId64, minor)
		   : arena_fmt(a, "amount=%" PRId64 ".%02d", minor / 100,
			 (int)(minor % 100));
}

static const char *day(const char *name, int64_t from)
{
	char text[11];

	return arena_fmt(&w.desk.arena, "%s=%s", name,
	    date_text((date_days)(from + dice(120)), text));
}

static int64_t random_sale(void)
{
	int64_t n = desk_int(&w.desk,
	    "SELECT count(*) FROM sale WHERE void = 0 AND refund_of IS NULL"
	    " AND ?1",
	    1);

	return n == 0 ? 0
		      : desk_int(&w.desk,
			    "SELECT id FROM sale WHERE void = 0"
			    " AND refund_of IS NULL ORDER BY id LIMIT 1"
			    " OFFSET ?1",
			    dice(n));
}

static void sell(void)
{
	static const char *const products[] = { "product=a", "product=a",
		"product=a.b", "product=s" };
	static const char *const splits[] = { "split=", "split=",
		"split=P-1:333333,P-2:666667",
		"split=P-1:1,P-2:499999,P-3:500000" };
	bool yen = dice(4) == 0;

	(void)SOLD(&w, "add", 0, "partner=P-1",
	    dice(2) == 0 ? "customer=Wing" : "customer=Beak", products[dice(4)],
	    splits[dice(4)], fmt_amount(dice(20000) / (yen ? 20 : 1), yen),
	    yen ? "currency=JPY" : "currency=EUR", day("date", 20450),
	    dice(3) == 0 ? day("paid_on", 20450) : "paid_on=");
}

/* Part of what is there; too much is refused, which must change nothing. */
static void change_one(const char *verb, const char *reason)
{
	int64_t id = random_sale();
	int64_t base = desk_int(
	    &w.desk, "SELECT max(base, 1) FROM sale WHERE id = ?1", id);
	bool yen = id != 0 && strcmp(sold_get(&w, id, "currency"), "JPY") == 0;

	if (id == 0)
		return;
	(void)SOLD(&w, verb, id,
	    dice(4) == 0 ? "amount=" : fmt_amount(1 + dice(base), yen),
	    day("on", 20500), reason);
}

static void do_something(void)
{
	int64_t id;

	switch (dice(10)) {
	case 0:
	case 1:
	case 2:
	case 3:
		sell();
		break;
	case 4:
	case 5:
		change_one("pay", NULL);
		break;
	case 6:
	case 7:
		change_one("refund", "reason=x");
		break;
	case 8:
		id = random_sale();
		if (id != 0)
			(void)SOLD(&w, "undo", id, NULL);
		break;
	default:
		if (dice(4) == 0)
			(void)sold_pay_out(&w, "2026-06-01");
	}
}

/* All paid leaves nothing accrued. */
static const char *pay_all(void)
{
	int64_t *ids;
	size_t n;

	if (!db_ids(w.desk.db,
		"SELECT id FROM sale WHERE void = 0 AND refund_of IS NULL",
		NO_VALUES, &w.desk.arena, &ids, &n, &w.err))
		return w.err.text;
	for (size_t i = 0; i < n; i++) {
		(void)SOLD(&w, "pay", ids[i], NULL);
		if (sold_sum(&w, ids[i], "accrued") != 0)
			return arena_fmt(&w.desk.arena,
			    "S-%" PRId64 " is paid, and %" PRId64 " accrue",
			    ids[i], sold_sum(&w, ids[i], "accrued"));
	}
	return sold_flaw(&w);
}

/* All refunded leaves nothing, but for what was paid out. */
static const char *refund_all(void)
{
	int64_t *ids;
	size_t n;

	if (!db_ids(w.desk.db,
		"SELECT id FROM sale WHERE void = 0 AND refund_of IS NULL",
		NO_VALUES, &w.desk.arena, &ids, &n, &w.err))
		return w.err.text;
	for (size_t i = 0; i < n; i++)
		(void)SOLD(&w, "refund", ids[i], "reason=x");
	for (size_t i = 0; i < n; i++) {
		int64_t left = sold_sum(&w, ids[i], "");

		if (left != 0 && sold_sum(&w, ids[i], "paid") == 0)
			return arena_fmt(&w.desk.arena,
			    "S-%" PRId64 " is refunded, and %" PRId64
			    " are left: %s; %s; refunded %s of %s",
			    ids[i], left, sold_lines(&w, ids[i]),
			    sold_tranches(&w, ids[i]),
			    sold_get(&w, ids[i], "refunded"),
			    sold_get(&w, ids[i], "base"));
	}
	return sold_flaw(&w);
}

/* Enrollments and payouts are made by hand here: the ones without their next
 * dates, the others without statements. */
static bool is_by_hand(const char *what)
{
	return strncmp(what, "an enrollment", 13) == 0 ||
	    strncmp(what, "what is paid is on a statement", 30) == 0;
}

static void keep_fault(void *arg, const char *what, bool ok)
{
	const char **flaw = arg;

	if (!ok && *flaw == NULL && !is_by_hand(what))
		*flaw = arena_str(&w.desk.arena, what);
}

/* What "accord check" says of the same rows. */
static const char *check_flaw(void)
{
	const char *flaw = NULL;

	if (!check_all(w.fay, keep_fault, &flaw, &w.err))
		return w.err.text;
	return flaw;
}

static const char *walk(uint64_t seed)
{
	const char *programs[] = { RULES }, *flaw = NULL;

	state = seed;
	sold_close(&w);
	if (!sold_open(&w, programs, 1) ||
	    sold_enroll(&w, 1, "p@1", "basic", "active", "2026-01-01", NULL) ==
		0)
		return "no world";
	for (int i = 0; i < DEEDS && flaw == NULL; i++) {
		do_something();
		flaw = sold_flaw(&w);
	}
	if (flaw == NULL)
		flaw = check_flaw();
	if (flaw == NULL)
		flaw = pay_all();
	if (flaw == NULL)
		flaw = refund_all();
	if (flaw == NULL)
		flaw = check_flaw();
	return flaw;
}

static void it_adds_up_whatever_is_done(void)
{
	const char *told = getenv("SEED");
	uint64_t seed = told != NULL ? strtoull(told, NULL, 10) : 20260630;

	for (int i = 0; i < ROUNDS; i++) {
		const char *flaw;

		printf("# seed %" PRIu64 "\n", seed + (uint64_t)i);
		flaw = walk(seed + (uint64_t)i);
		if (flaw != NULL)
			printf("# %s\n", flaw);
		CHECK(flaw == NULL);
		CHECK(desk_int(&w.desk,
			  "SELECT count(*) FROM sale WHERE void = ?1", 0) > 5);
	}
}

int main(void)
{
	RUN(it_adds_up_whatever_is_done);
	sold_close(&w);
	return tap_done();
}
