/* tests/unit/test_check_ledger.c - faults planted in sales and the ledger. */

#include "config.h"

#include <inttypes.h>

#include "domain/check.h"
#include "tests/lead_desk.h"
#include "tests/scratch.h"
#include "tests/tap.h"
#include "tests/unit/store_raw.h"

static const char EARNING[] =
    "accord: 1\nprogram: earning\nversion: 2026-01\nvalid_from: 2025-01-01\n"
    "name: Earning\ntype: reseller\nvendor: Example Vendor\n"
    "entities:\n  - {id: eu, name: Example Europe, currency: EUR,"
    " countries: [default], timezone: Europe/Madrid}\n"
    "products:\n  - {id: support, name: Support}\n"
    "  - {id: training, name: Training}\n"
    "levels:\n  - {id: registered, name: Registered}\n"
    "commission:\n  hold_days: 0\n  clawback_days: 90\n  rules:\n"
    "    - id: support\n      product: support\n"
    "      tiers:\n        kind: marginal\n        per: quarter\n"
    "        steps:\n"
    "          - {from: {EUR: \"0\"}, rate: 10%}\n"
    "          - {from: {EUR: \"1500.00\"}, rate: 20%}\n"
    "    - id: training\n      product: training\n      rate: 10%\n"
    "      cap: {per: period, amount: {EUR: \"500.00\"}}\n"
    "payout:\n  minimum: {EUR: \"90.00\"}\n...\n";

static struct desk d;
static struct session *rita, *paul;
static struct err err;
static int64_t alpha, beta;

static void count(void *arg, const char *what, bool ok)
{
	size_t *n = arg;

	if (ok)
		return;
	(*n)++;
	printf("# %s\n", what);
}

static bool is_sound(void)
{
	size_t n = 0;

	return check_all(d.owner, count, &n, &err) && n == 0;
}

static int64_t sell(const char *customer, const char *product,
    const char *amount, const char *paid_on, const char *split)
{
	int64_t id = DESK_OP(&d, rita, "sale", "add", 0,
	    arena_fmt(&d.arena, "partner=P-%" PRId64, alpha),
	    arena_fmt(&d.arena, "customer=%s", customer),
	    arena_fmt(&d.arena, "product=%s", product),
	    arena_fmt(&d.arena, "amount=%s", amount), "currency=EUR",
	    "date=2026-02-02", arena_fmt(&d.arena, "paid_on=%s", paid_on),
	    arena_fmt(&d.arena, "split=%s", split));

	if (id == 0)
		printf("# %s\n", err.text);
	return id;
}

static bool did(int64_t id)
{
	if (id == 0)
		printf("# %s\n", err.text);
	return id != 0;
}

/*
 * S-1 paid; S-2 paid in part, over a step; S-3 split and capped; S-4 of S-1
 * a refund; S-5 accrued. C-1 is on the statement T-1.
 */
static void what_operations_leave_is_sound(void)
{
	CHECK(is_sound());
	CHECK(sell("U-1", "support", "1000.00", "2026-02-10", "") == 1);
	CHECK(sell("U-1", "support", "1000.00", "", "") == 2);
	CHECK(did(DESK_OP(
	    &d, rita, "sale", "pay", 2, "amount=333.33", "on=2026-02-20")));
	CHECK(
	    sell("U-1", "training", "1234.57", "2026-02-10",
		arena_fmt(&d.arena, "P-%" PRId64 ":333333,P-%" PRId64 ":666667",
		    alpha, beta)) == 3);
	CHECK(is_sound());
	for (int id = 1; id <= 4; id++)
		CHECK(
		    did(DESK_OP(&d, paul, "commission", "approve", id, NULL)));
	CHECK(is_sound());
	desk_at(&d, paul, "2026-04-02");
	desk_at(&d, rita, "2026-04-02");
	CHECK(
	    did(DESK_OP(&d, paul, "statement", "close", 0, "period=2026-Q1")));
	CHECK(is_sound());
	CHECK(did(DESK_OP(&d, rita, "sale", "refund", 1, "amount=100",
	    "on=2026-04-02", "reason=broken")));
	CHECK(sell("U-1", "support", "10.00", "", "") == 5);
	CHECK(did(DESK_OP(&d, rita, "commission", "bonus", 0,
	    arena_fmt(&d.arena, "partner=P-%" PRId64, beta), "amount=5",
	    "currency=EUR", "reason=fair")));
	CHECK(is_sound());
}

/* ---- faults -------------------------------------------------------------- */

#define SET(table, what, id) "UPDATE " table " SET " what " WHERE id = " #id
#define BOTH(table, column, by, id)                   \
	SET(table, column " = " column " + " by, id), \
	    SET(table, column " = " column " - " by, id)

struct fault {
	const char *finds, *spoil, *mend;
};

static const struct fault faults[] = {
	{ "a commission is what its inputs give: S-2, its inputs give 15000",
	    BOTH("sale", "commission", "1", 2) },
	{ "a commission is what its inputs give: S-1, its inputs give",
	    BOTH("sale", "base", "1000", 1) },
	{ "a commission is what its inputs give: S-2, its inputs give",
	    BOTH("sale", "accumulated", "100000", 2) },
	{ "a commission is what its inputs give: S-3, its inputs give",
	    BOTH("sale", "given", "49000", 3) },
	{ "a commission is what its inputs give: S-4, its inputs give",
	    BOTH("sale", "commission", "-1", 4) },
	{ "a commission is what its inputs give: S-3, the part of P-",
	    BOTH("commission", "amount", "1", 3) },
	{ "a commission is what its inputs give: C-2, the payments give",
	    BOTH("tranche", "amount", "1", 2) },
	{ "a sale's commission is the sum of its partners' parts: S-3",
	    BOTH("commission", "amount", "1", 3) },
	{ "the shares of a sale are the whole: S-3",
	    BOTH("commission", "share", "1", 3) },
	{ "a commission's money stands where its tranches say: C-5",
	    BOTH("commission", "amount", "7", 5) },
	{ "a commission's money stands where its tranches say: C-1, paid",
	    SET("tranche", "state = 'paid'", 1),
	    SET("tranche", "state = 'approved'", 1) },
	{ "a commission's money stands where its tranches say: C-1, expense",
	    BOTH("entry", "commission", "99", 1) },
	{ "an entry has postings that sum to nothing: entry 2",
	    BOTH("posting", "amount", "1", 3) },
	{ "an entry has postings that sum to nothing: entry 1, 1 postings",
	    SET("posting", "entry = 9999", 1), SET("posting", "entry = 1", 1) },
	{ "a posting is of an entry: posting 1",
	    SET("posting", "entry = 9999", 1), SET("posting", "entry = 1", 1) },
	{ "a posting is of its commission's partner, program and month: C-1",
	    SET("posting", "product = 'x'", 1),
	    SET("posting", "product = 'support'", 1) },
	{ "an entry is of the month of its day: entry 1",
	    BOTH("entry", "on_month", "31", 1) },
	{ "no entry was dated into closed books: entry 1,",
	    BOTH("entry", "recorded_at", "9999999", 1) },
	{ "a month's balances are those of its postings: P-1, EUR accrued is off by 1 in 2026-02",
	    "UPDATE ledger_month SET amount = amount + 1 WHERE partner = 1"
	    " AND account = 'accrued' AND product = 'training'"
	    " AND origin = entry_month",
	    "UPDATE ledger_month SET amount = amount - 1 WHERE partner = 1"
	    " AND account = 'accrued' AND product = 'training'"
	    " AND origin = entry_month" },
	{ "a month's sales are those of its commissions: P-1, EUR support "
	  "is off by 1 sales, 0 in 2026-02",
	    "UPDATE sales_month SET sales = sales + 1 WHERE partner = 1"
	    " AND product = 'support' AND origin = 20485",
	    "UPDATE sales_month SET sales = sales - 1 WHERE partner = 1"
	    " AND product = 'support' AND origin = 20485" },
	{ "a partner's sums of a month are those of its products: P-1, EUR "
	  "is off by 0 sales, 0 base, 1 in 2026-02",
	    "UPDATE partner_month SET paid = paid + 1 WHERE partner = 1"
	    " AND origin = 20485",
	    "UPDATE partner_month SET paid = paid - 1 WHERE partner = 1"
	    " AND origin = 20485" },
	{ "a product's sums of a month are those of its partners: 1, sum of "
	  "EUR",
	    "UPDATE product_month SET base = base + 1 WHERE product ="
	    " 'support' AND origin = 20485",
	    "UPDATE product_month SET base = base - 1 WHERE product ="
	    " 'support' AND origin = 20485" },
	{ "what is dated ahead is what the entries say: P-1, EUR",
	    "INSERT INTO ledger_ahead VALUES (99999, 1, 'p', 's', 'EUR',"
	    " 20485, 0, -1, 1, 0, 0)",
	    "DELETE FROM ledger_ahead WHERE on_date = 99999" },
	{ "what is dated ahead is by product what the entries say: 1, sum of "
	  "EUR",
	    "INSERT INTO product_ahead VALUES (99999, 'EUR', 20485, 'p', 's',"
	    " 0, -1, 1, 0, 0)",
	    "DELETE FROM product_ahead WHERE on_date = 99999" },
	{ "what accumulates is what the sales say: P-1, steps of earning "
	  "support is off by 1",
	    "UPDATE accrual SET amount = amount + 1 WHERE kind = 'steps'"
	    " AND rule = 'support'",
	    "UPDATE accrual SET amount = amount - 1 WHERE kind = 'steps'"
	    " AND rule = 'support'" },
	{ "what accumulates is what the sales say: P-1, cap",
	    "UPDATE accrual SET amount = amount + 1 WHERE kind = 'cap'",
	    "UPDATE accrual SET amount = amount - 1 WHERE kind = 'cap'" },
	{ "a sale is paid what its payments say: S-2",
	    BOTH("sale", "paid", "1", 2) },
	{ "a sale is refunded what its refunds say: S-1",
	    BOTH("sale", "refunded", "1", 1) },
	{ "a commission is of a sale that stands: C-5",
	    SET("sale", "void = 1", 4), SET("sale", "void = 0", 4) },
	{ "tranches are of a commission that stands: C-2",
	    SET("commission", "void = 1", 2),
	    SET("commission", "void = 0", 2) },
	{ "no more of a commission is earned than it is: C-1",
	    BOTH("tranche", "amount", "1", 1) },
	{ "what is held has its reason, and nothing else has one: C-1",
	    SET("tranche", "hold = 'hand'", 1),
	    SET("tranche", "hold = ''", 1) },
	{ "what is approved was approved by somebody: C-1",
	    SET("tranche", "approved_by = ''", 1),
	    SET("tranche", "approved_by = 'paul'", 1) },
	{ "nobody approved what they recorded: C-1, rita",
	    SET("tranche", "approved_by = 'rita'", 1),
	    SET("tranche", "approved_by = 'paul'", 1) },
	{ "a statement is the sum of its tranches: T-1",
	    BOTH("statement", "earned", "7", 1) },
	{ "a statement goes on with what was carried: T-1",
	    BOTH("statement", "opening", "1", 1) },
	{ "a statement is of its partner's and currency's tranches: T-1",
	    SET("statement", "currency = 'USD'", 1),
	    SET("statement", "currency = 'EUR'", 1) },
};

/*
 * Beta's T-2 was under the minimum and went on in T-3; O-1 paid both and
 * T-1, and what Alpha got came back. O-2 sends that again; it is approved.
 */
static void pay_out(void)
{
	desk_at(&d, paul, "2026-04-03");
	desk_at(&d, rita, "2026-04-03");
	CHECK(did(DESK_OP(&d, rita, "commission", "bonus", 0,
	    arena_fmt(&d.arena, "partner=P-%" PRId64, beta), "amount=95",
	    "currency=EUR", "reason=fair")));
	CHECK(did(DESK_OP(&d, paul, "commission", "approve",
	    (int)desk_int(
		&d, "SELECT max(id) FROM commission WHERE id > ?1", 0),
	    NULL)));
	desk_at(&d, paul, "2026-07-02");
	desk_at(&d, rita, "2026-07-02");
	CHECK(
	    did(DESK_OP(&d, paul, "statement", "close", 0, "period=2026-Q2")));
	CHECK(did(DESK_OP(&d, paul, "payout", "run", 0, "period=2026-Q2")));
	CHECK(is_sound());
	CHECK(did(DESK_OP(&d, rita, "payout", "approve", 1, NULL)));
	CHECK(is_sound());
	CHECK(did(DESK_OP(&d, rita, "payout", "paid", 1, NULL)));
	CHECK(is_sound());
	CHECK(did(DESK_OP(&d, rita, "payout", "return", 1, "partner=P-1",
	    "reason=closed account")));
	CHECK(is_sound());
	CHECK(did(DESK_OP(&d, paul, "payout", "run", 0, "period=2026-Q2")));
	CHECK(did(DESK_OP(&d, rita, "payout", "approve", 2, NULL)));
	CHECK(is_sound());
}

#define CHECK_PAYOUTS "a payout's lines are those that were approved"

/* As the schema has it. */
#define ONCE                                                                  \
	"; CREATE UNIQUE INDEX payout_line_once ON payout_line (statement)\n" \
	"\tWHERE status <> 'returned' AND void = 0"

static const struct fault payout_faults[] = {
	{ "a payout is the sum of its lines: O-1, 36847 to 2 is not 36846 to 2",
	    BOTH("payout", "total", "1", 1) },
	{ "a payout is the sum of its lines: O-2, 19115 to 2 is not 19115 to 1",
	    BOTH("payout", "partners", "1", 2) },
	{ "a payout's lines go the way that it goes: O-1, line 2 is open",
	    SET("payout_line", "status = 'open'", 2),
	    SET("payout_line", "status = 'paid'", 2) },
	{ "a payout's lines go the way that it goes: O-2, line 3 is paid",
	    SET("payout_line", "status = 'paid'", 3),
	    SET("payout_line", "status = 'open'", 3) },
	{ "a payout pays what its statements say: O-2, T-1: 19115 and 1",
	    BOTH("payout_line", "withheld", "1", 3) },
	{ "a payout pays what its statements say: O-1, T-1: 19116 and 0",
	    BOTH("payout_line", "amount", "1", 1) },
	{ "a payout pays what its statements say: O-1, T-3: 17731 and 0",
	    BOTH("statement", "withheld", "1", 3) },
	{ "a statement is in one payout: T-1, 2 times",
	    "DROP INDEX payout_line_once;" SET(
		"payout_line", "status = 'open'", 1),
	    SET("payout_line", "status = 'returned'", 1) ONCE },
	{ "a statement is in one payout: T-3, and carried to T-1",
	    SET("statement", "carried_to = 1", 3),
	    SET("statement", "carried_to = NULL", 3) },
	{ "what is carried goes to the partner's next statement: T-2, T-1",
	    SET("statement", "carried_to = 1", 2),
	    SET("statement", "carried_to = 3", 2) },
	{ "what is carried goes to the partner's next statement: T-3, 2 before",
	    SET("statement", "carried_to = 3", 1),
	    SET("statement", "carried_to = NULL", 1) },
	{ "nothing that is carried is left behind: T-2, 8231",
	    SET("statement", "status = 'carried', carried_to = NULL", 2),
	    SET("statement", "status = 'paid', carried_to = 3", 2) },
	{ "a statement is paid when a payout paid it: T-3, closed",
	    SET("statement", "status = 'closed'", 3),
	    SET("statement", "status = 'paid'", 3) },
	{ "a statement is paid when a payout paid it: T-1, paid",
	    SET("statement", "status = 'paid'", 1),
	    SET("statement", "status = 'closed'", 1) },
	{ "a statement is paid when a payout paid it: T-2, carried",
	    SET("statement", "status = 'carried'", 2),
	    SET("statement", "status = 'paid'", 2) },
	{ "a line is paid when its statement is: C-4, approved, and T-2 paid",
	    SET("tranche", "state = 'approved'", 4),
	    SET("tranche", "state = 'paid'", 4) },
	{ "a line is paid when its statement is: C-1, paid, and T-1 closed",
	    SET("tranche", "state = 'paid'", 1),
	    SET("tranche", "state = 'approved'", 1) },
	{ "a statement goes on with what was carried: T-3, 8231 is not 8230",
	    BOTH("statement", "carried", "-1", 2) },
	{ "a payout was approved by another than who ran it: O-2, paul",
	    SET("payout", "approved_by = 'paul'", 2),
	    SET("payout", "approved_by = 'rita'", 2) },
	{ "a paid payout has its day: O-1", SET("payout", "paid_on = NULL", 1),
	    SET("payout", "paid_on = 20636", 1) },
	{ CHECK_PAYOUTS ": O-1, not what rita approved",
	    SET("payout", "digest = 'x' || digest", 1),
	    SET("payout", "digest = substr(digest, 2)", 1) },
	{ CHECK_PAYOUTS ": O-2, not what rita approved",
	    SET("payout_line", "amount = amount + 1, withheld = -1", 3),
	    SET("payout_line", "amount = amount - 1, withheld = 0", 3) },
};

enum { ROUNDS = 7 };

/* Those of a round are planted together: a check looks at everything. */
struct round {
	const struct fault *faults;
	size_t n, number;
	bool found[ARRAY_LEN(faults)];
};

static void look_round(void *arg, const char *what, bool ok)
{
	struct round *r = arg;

	for (size_t i = r->number; !ok && i < r->n; i += ROUNDS)
		if (strstr(what, r->faults[i].finds) != NULL)
			r->found[i] = true;
}

/* One row each. */
static bool plant_round(const struct round *r, bool spoil)
{
	struct buf sql = BUF_INIT;
	int n = 0, changed;
	bool ok;

	for (size_t i = r->number; i < r->n; i += ROUNDS, n++)
		buf_fmt(&sql, "%s;",
		    spoil ? r->faults[i].spoil : r->faults[i].mend);
	ok = raw_change("a.db", buf_text(&sql), &changed) && changed == n;
	buf_done(&sql);
	return ok;
}

static void find_each(const struct fault *list, size_t n_list)
{
	for (size_t n = 0; n < ROUNDS; n++) {
		struct round r = { list, n_list, n, { false } };

		CHECK(plant_round(&r, true));
		CHECK(check_all(d.owner, look_round, &r, &err));
		CHECK(plant_round(&r, false));
		for (size_t i = n; i < n_list; i += ROUNDS) {
			if (!r.found[i])
				printf("# not found: %s\n", list[i].finds);
			CHECK(r.found[i]);
		}
	}
	CHECK(is_sound());
}

static void each_fault_is_found(void)
{
	find_each(faults, ARRAY_LEN(faults));
}

static void each_fault_of_payouts_is_found(void)
{
	find_each(payout_faults, ARRAY_LEN(payout_faults));
}

static bool set_up(void)
{
	scratch_enter();
	if (!lead_desk_open(&d, "a.db") || !desk_load(&d, EARNING))
		return false;
	rita = desk_login(&d, "rita", "finance");
	paul = desk_login(&d, "paul", "finance");
	alpha = lead_desk_partner(&d, "earning", "Alpha");
	beta = lead_desk_partner(&d, "earning", "Beta");
	return rita != NULL && paul != NULL && alpha == 1 && beta == 2 &&
	    did(DESK_OP(&d, d.owner, "customer", "add", 0, "name=Cust GmbH",
		"country=DE"));
}

int main(void)
{
	if (!set_up())
		return EXIT_FAILURE;
	RUN(what_operations_leave_is_sound);
	RUN(each_fault_is_found);
	RUN(pay_out);
	RUN(each_fault_of_payouts_is_found);
	session_close(rita);
	session_close(paul);
	desk_close(&d);
	unlink("a.db");
	unlink("a.db-wal");
	unlink("a.db-shm");
	unlink("a.db-fence");
	scratch_leave();
	return tap_done();
}
