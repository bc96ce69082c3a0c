/* tests/unit/test_summary.c - sums by anything, as of any day. */

#include "config.h"

#include <inttypes.h>

#include "domain/commission_write.h"
#include "query/summary_cell.h"
#include "tests/desk.h"
#include "tests/tap.h"

enum { LINES = 120, PARTNERS = 5, FIRST = 20454 /* 2026-01-01 */, DAYS = 200 };

static struct desk desk;
static struct err err;
static uint64_t state;

static int64_t any(int64_t n)
{
	state = state * UINT64_C(6364136223846793005) + 1442695040888963407U;
	return (int64_t)(state >> 33) % n;
}

static bool failed(void)
{
	printf("# %s\n", err.text);
	return false;
}

/* ---- a history ----------------------------------------------------------- */

static bool run(const char *sql, int64_t id)
{
	if (!db_begin(desk.db, &err))
		return failed();
	if (db_exec(desk.db, sql, VALUES(val_int(id)), NULL, &err) &&
	    db_commit(desk.db, &err))
		return true;
	db_rollback(desk.db);
	return failed();
}

static bool add_partners(void)
{
	for (int64_t i = 1; i <= PARTNERS; i++)
		if (!run("INSERT INTO partner (id, name, name_key, sort_name,"
			 " country, search, created_at, created_by, updated_at)"
			 " VALUES (?1, 'Partner ' || ?1, 'p', 'partner ' || (9"
			 " - ?1), 'DE', 'p', 1, 'x', 1)",
			i))
			return false;
	return true;
}

/* One line, and with it sometimes tranches that go some way. */
static bool add_line(struct change *c, int64_t *ret_id)
{
	static const char *const kinds[] = { "sale", "sale", "sale", "bonus",
		"refund" };
	static const char *const products[] = { "subscription",
		"subscription.premium", "subscriptions", "services" };
	static const char *const currencies[] = { "EUR", "USD", "JPY" };
	static const char *const programs[] = { "plain", "careful" };
	int64_t amount = any(100000) - 10000, tranche;
	struct commission_new n = {
		.kind = kinds[any(5)],
		.partner = 1 + any(PARTNERS),
		.program = programs[any(2)],
		.product = products[any(4)],
		.share = PPM,
		.base = amount * 10,
		.amount = { .minor = amount },
		.on = (date_days)(FIRST + any(DAYS)),
	};
	struct tranche_new t = { .hold = any(8) == 0 ? "hand" : "" };

	memcpy(n.amount.currency, currencies[any(3)], 4);
	if (!commission_insert(c, &n, ret_id, &err))
		return failed();
	t.commission = *ret_id;
	for (t.on = n.on; any(3) != 0 && t.on < FIRST + DAYS;) {
		t.on += (date_days)any(40);
		t.amount = amount / 3;
		t.release_on = t.on + (date_days)(any(2) * any(60));
		if (!tranche_insert(c, &t, &tranche, &err))
			return failed();
		for (int s = COMMISSION_APPROVED;
		     tranche != 0 && s <= COMMISSION_PAID && any(3) != 0; s++)
			if (!tranche_move(c, tranche, (enum commission_state)s,
				t.on + (date_days)any(30), "", NULL, "bo",
				&err))
				return failed();
	}
	return true;
}

static bool add_lines(int n)
{
	struct change c;
	int64_t id = 0;
	bool ok = true;

	if (!change_begin(desk.owner, "sale add", RIGHT_FINANCE, "sale", 1,
		NULL, "", &c, &err))
		return failed();
	for (int i = 0; ok && i < n; i++)
		ok = add_line(&c, &id);
	if (ok && change_commit(&c, &err, "Lines."))
		return true;
	change_abandon(&c);
	return failed();
}

static bool fill(void)
{
	const char *seed = getenv("ACCORD_SEED");

	state = seed != NULL ? strtoull(seed, NULL, 10) : 20260302;
	printf("# seed %" PRIu64 "\n", state);
	desk_at(&desk, desk.owner, "2026-05-20");
	if (!add_partners() || !add_lines(LINES))
		return false;
	/* Some are taken back again. */
	for (int64_t i = 7; i < LINES; i += 19)
		if (!run("UPDATE tranche SET void = 1 WHERE commission = ?1",
			i) ||
		    !run("UPDATE commission SET void = 1 WHERE id = ?1", i))
			return false;
	return true;
}

/* ---- the same, added up by hand ------------------------------------------ */

/* Of the lines dated from..to, what stood there on the day. */
static bool expect(const char *more, date_days from, date_days to,
    date_days as_of, struct summary_sums *ret)
{
	static const char *const names[] = { "accrued", "earned", "held",
		"approved", "paid" };
	struct value v[] = { val_int(from), val_int(to), val_int(as_of) };
	bool found;
	struct value sum = val_int(0);

	for (size_t i = 0; i < SUMMARY_STATES; i++) {
		if (!db_value(desk.db,
			arena_fmt(&desk.arena,
			    "SELECT coalesce(sum(p.amount), 0) FROM posting p"
			    " JOIN entry e ON e.id = p.entry JOIN commission c"
			    " ON c.id = e.commission WHERE c.on_date BETWEEN ?1"
			    " AND ?2 AND e.on_date <= ?3 AND p.account = '%s'"
			    " AND %s",
			    names[i], more),
			v, 3, VALUE_INT, &desk.arena, &found, &sum, &err))
			return failed();
		ret->balance[i] = sum.i;
	}
	v[1] = val_int(to < as_of ? to : as_of);
	if (!db_value(desk.db,
		arena_fmt(&desk.arena,
		    "SELECT coalesce(sum(c.base), 0) FROM commission c WHERE"
		    " c.on_date BETWEEN ?1 AND ?2 AND c.void = 0 AND %s",
		    more),
		v, 2, VALUE_INT, &desk.arena, &found, &sum, &err))
		return failed();
	ret->base = sum.i;
	if (!db_value(desk.db,
		arena_fmt(&desk.arena,
		    "SELECT count(*) FROM commission c WHERE c.kind = 'sale'"
		    " AND c.on_date BETWEEN ?1 AND ?2 AND c.void = 0 AND %s",
		    more),
		v, 2, VALUE_INT, &desk.arena, &found, &sum, &err))
		return failed();
	ret->sales = sum.i;
	return true;
}

static bool same(const struct summary_sums *a, const struct summary_sums *b)
{
	if (memcmp(a, b, sizeof(*a)) == 0)
		return true;
	printf("# sales %" PRId64 " %" PRId64 ", base %" PRId64 " %" PRId64
	       "\n",
	    a->sales, b->sales, a->base, b->base);
	for (size_t i = 0; i < SUMMARY_STATES; i++)
		printf("# %s %" PRId64 " %" PRId64 "\n",
		    summary_state_name((enum summary_state)i), a->balance[i],
		    b->balance[i]);
	return false;
}

/* The sum of all rows in a currency. */
static struct summary_sums total(const struct summary *s, const char *currency)
{
	struct summary_sums sum = { .sales = 0 };

	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->rows[i].currency, currency) == 0)
			summary_add(&sum, &s->rows[i].sums);
	return sum;
}

static const char *const currencies[] = { "EUR", "USD", "JPY" };

/* The ask's total of each currency against the lines'. */
static bool adds_up(const struct summary_ask *ask, const char *more)
{
	date_days from = ask->from == DATE_NONE ? DATE_MIN : ask->from;
	date_days to = ask->to == DATE_NONE ? DATE_MAX : ask->to;
	bool by_state = false;
	struct arena a = ARENA_INIT;
	struct summary s;
	bool ok = summary_read(desk.db, ask, &a, &s, &err);

	for (size_t i = 0; i < ask->n_keys; i++)
		by_state = by_state || ask->keys[i] == SUMMARY_STATE;
	for (size_t i = 0; ok && i < ARRAY_LEN(currencies); i++) {
		struct summary_sums want, got = total(&s, currencies[i]);

		ok = expect(arena_fmt(&a, "c.currency = '%s' AND %s",
				currencies[i], more),
		    from, to, ask->as_of, &want);
		if (by_state)
			want.sales = want.base = 0;
		ok = ok && same(&got, &want);
	}
	arena_done(&a);
	return ok;
}

/* ---- tests --------------------------------------------------------------- */

#define ANY_DAYS .from = DATE_NONE, .to = DATE_NONE

static void every_day_is_restated(void)
{
	for (date_days d = FIRST - 2; d < FIRST + DAYS + 90; d += 3) {
		struct summary_ask ask = { ANY_DAYS, .as_of = d };

		bool ok = adds_up(&ask, "1");

		if (!ok)
			printf("# on day %d\n", d);
		CHECK(ok);
	}
}

static void every_range_is_exact(void)
{
	for (int i = 0; i < 40; i++) {
		struct summary_ask ask = {
			.keys = { SUMMARY_PERIOD },
			.n_keys = 1,
			.every = PERIOD_MONTH,
			.from = (date_days)(FIRST + any(DAYS)),
			.as_of = (date_days)(FIRST + any(DAYS + 60)),
		};

		ask.to = ask.from + (date_days)any(90);
		if (i % 5 == 0)
			ask.from = period_of(ask.from, PERIOD_MONTH).from;
		CHECK(adds_up(&ask, "1"));
	}
}

/* Every set of keys, on days before and after what was recorded. */
static void every_grouping_sums_to_the_same(void)
{
	for (unsigned set = 0; set < 1U << SUMMARY_KEYS; set++)
		for (int d = 80; d < 300; d += 90) {
			struct summary_ask ask = { ANY_DAYS,
				.as_of = FIRST + d };

			for (unsigned k = 0; k < SUMMARY_KEYS; k++)
				if ((set >> k & 1) != 0)
					ask.keys[ask.n_keys++] =
					    (enum summary_key)k;
			CHECK(adds_up(&ask, "1"));
		}
}

static void filters_take_a_part(void)
{
	static const struct {
		struct summary_ask ask;
		const char *more;
	} cases[] = {
		{ { ANY_DAYS, .partner = 2 }, "c.partner = 2" },
		{ { ANY_DAYS, .program = "plain" }, "c.program = 'plain'" },
		{ { ANY_DAYS, .product = "services" },
		    "c.product = 'services'" },
		{ { ANY_DAYS, .product = "subscription" },
		    "c.product IN ('subscription', 'subscription.premium')" },
		{ { ANY_DAYS, .partner = 3, .product = "subscription.premium",
		      .program = "careful" },
		    "c.partner = 3 AND c.program = 'careful' AND c.product ="
		    " 'subscription.premium'" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		for (int d = 80; d < 300; d += 90) {
			struct summary_ask ask = cases[i].ask;

			ask.as_of = FIRST + d;
			CHECK(adds_up(&ask, cases[i].more));
		}
}

static void rows_are_in_the_order_of_the_keys(void)
{
	struct summary_ask ask = { ANY_DAYS,
		.keys = { SUMMARY_PARTNER, SUMMARY_PERIOD }, .n_keys = 2,
		.as_of = FIRST + 250 };
	struct summary s;
	struct summary_sums want;

	CHECK(summary_read(desk.db, &ask, &desk.arena, &s, &err));
	CHECK(s.n > 20);
	CHECK_STR(s.rows[0].partner_name, "Partner 5");
	CHECK(s.rows[0].period.from == FIRST);
	CHECK(s.rows[0].period.to == FIRST + 89);
	for (size_t i = 1; i < s.n; i++) {
		const struct summary_row *a = &s.rows[i - 1], *b = a + 1;

		CHECK(a->partner >= b->partner);
		if (a->partner == b->partner)
			CHECK(a->period.from <= b->period.from);
		if (a->partner == b->partner &&
		    a->period.from == b->period.from)
			CHECK(strcmp(a->currency, b->currency) < 0);
		CHECK(expect(arena_fmt(&desk.arena,
				 "c.partner = %" PRId64 " AND c.currency = "
				 "'%s'",
				 b->partner, b->currency),
		    b->period.from, b->period.to, ask.as_of, &want));
		CHECK(same(&b->sums, &want));
	}
}

static void nothing_is_no_row(void)
{
	struct summary_ask ask = { ANY_DAYS,
		.keys = { SUMMARY_PARTNER, SUMMARY_PRODUCT }, .n_keys = 2,
		.as_of = FIRST - 1 };
	struct summary s;

	CHECK(summary_read(desk.db, &ask, &desk.arena, &s, &err));
	CHECK(s.n == 0);
}

static void a_cell_is_its_kinds_of_lines(void)
{
	int64_t unpaid = 0;

	for (int64_t partner = 1; partner <= PARTNERS; partner++) {
		struct period q = { FIRST, FIRST + 89 };
		struct cell_makeup cell;
		struct summary_sums want;

		CHECK(cell_makeup_read(desk.db, "EUR", partner, q, FIRST + 60,
		    &desk.arena, &cell, &err));
		CHECK(expect(
		    arena_fmt(&desk.arena,
			"c.currency = 'EUR' AND c.partner = %d", (int)partner),
		    q.from, q.to, FIRST + 60, &want));
		CHECK(same(&cell.sums, &want));
		CHECK(cell.pay_by == DATE_NONE);
		CHECK(cell.n_unpaid <= cell.n_lines);
		unpaid += cell.n_unpaid;
	}
	CHECK(unpaid > 0);
}

static void names_go_both_ways(void)
{
	for (enum summary_key k = 0; k < SUMMARY_KEYS; k++)
		CHECK(summary_key_find(summary_key_name(k)) == k);
	CHECK(summary_key_find("none") == SUMMARY_KEYS);
	CHECK(summary_state_find("due") == SUMMARY_STATES);
}

/* A day before the books were closed stays as it was. */
static void closed_books_stay_closed(void)
{
	struct summary_ask ask = { ANY_DAYS, .as_of = FIRST + 58 };
	struct summary before, after;

	CHECK(summary_read(desk.db, &ask, &desk.arena, &before, &err));
	CHECK(run("INSERT INTO closing (to_on, created_at, created_by)"
		  " VALUES (?1, 5, 'x')",
	    FIRST + 58));
	CHECK(add_lines(40));
	CHECK(summary_read(desk.db, &ask, &desk.arena, &after, &err));
	CHECK(before.n == 3 && after.n == 3);
	for (size_t i = 0; i < 3; i++)
		CHECK(memcmp(before.rows[i].sums.balance,
			  after.rows[i].sums.balance,
			  sizeof(before.rows[i].sums.balance)) == 0);
	every_day_is_restated();
}

int main(void)
{
	if (!desk_open(&desk, ":memory:") || !fill()) {
		printf("Bail out! %s\n", err.text);
		return EXIT_FAILURE;
	}
	RUN(every_day_is_restated);
	RUN(every_range_is_exact);
	RUN(every_grouping_sums_to_the_same);
	RUN(filters_take_a_part);
	RUN(rows_are_in_the_order_of_the_keys);
	RUN(nothing_is_no_row);
	RUN(a_cell_is_its_kinds_of_lines);
	RUN(names_go_both_ways);
	RUN(closed_books_stay_closed);
	desk_close(&desk);
	return tap_done();
}
