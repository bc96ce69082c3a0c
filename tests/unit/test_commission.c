/* tests/unit/test_commission.c - what a sale earns: rules, steps, caps, parts.
 */

#include "config.h"

#include <inttypes.h>

#include "base/text.h"
#include "domain/commission_dates.h"
#include "domain/commission_line.h"
#include "domain/commission_share.h"
#include "tests/program_sample.h"
#include "tests/tap.h"

static const char yaml[] =
    "accord: 1\n"
    "program: p\n"
    "version: 1\n"
    "valid_from: 2026-01-01\n"
    "name: P\n"
    "type: referral\n"
    "vendor: V\n"
    "entities:\n"
    "  - {id: us, name: U, currency: USD, countries: [US], timezone: UTC}\n"
    "  - {id: jp, name: J, currency: JPY, countries: [JP], timezone: UTC}\n"
    "  - {id: kw, name: K, currency: KWD, countries: [default],"
    " timezone: UTC}\n"
    "products:\n"
    "  - {id: sub, name: S}\n"
    "  - {id: sub.gold, name: SG}\n"
    "  - {id: capped, name: C}\n"
    "  - {id: yearly, name: Y}\n"
    "  - {id: piece, name: P}\n"
    "  - {id: retro, name: R}\n"
    "  - {id: band, name: B}\n"
    "  - {id: other, name: O}\n"
    "levels: [{id: plain, name: Plain}, {id: gold, name: Gold}]\n"
    "commission:\n"
    "  rules:\n"
    "    - {id: sub, product: sub, rate: 10%}\n"
    "    - {id: sub-first, product: sub, when: first_year, rate: 12%}\n"
    "    - {id: sub-gold, product: sub, level: gold, rate: 15%}\n"
    "    - {id: premium, product: sub.gold, rate: 20%}\n"
    "    - id: capped\n"
    "      product: capped\n"
    "      rate: 50%\n"
    "      cap: {per: sale, amount: {USD: 10, JPY: 1000, KWD: 3}}\n"
    "    - id: yearly\n"
    "      product: yearly\n"
    "      rate: 50%\n"
    "      cap: {per: period, amount: {USD: 10, JPY: 1000, KWD: 3}}\n"
    "    - {id: piece, product: piece, flat: {USD: \"1.50\", JPY: 150,"
    " KWD: \"0.500\"}}\n"
    "    - id: retro\n"
    "      product: retro\n"
    "      tiers:\n"
    "        kind: retroactive\n"
    "        per: quarter\n"
    "        steps:\n"
    "          - {from: \"0\", rate: 3%}\n"
    "          - {from: {USD: 100, JPY: 10000, KWD: 30}, rate: 5%}\n"
    "    - id: band\n"
    "      product: band\n"
    "      tiers:\n"
    "        kind: marginal\n"
    "        per: quarter\n"
    "        steps:\n"
    "          - {from: \"0\", rate: 3%}\n"
    "          - {from: {USD: 100, JPY: 10000, KWD: 30}, rate: 5%}\n"
    "          - {from: {USD: 300, JPY: 30000, KWD: 90}, rate: 7%}\n"
    "...\n";

static struct sample sample;

static const struct line_case {
	const char *product, *level;
	bool renewal;
	const char *currency;
	int64_t base, quantity, accumulated, given;
	const char *rule, *rate;
	int64_t amount;
} line_cases[] = {
	/* The most specific rule: product, then level, then year. */
	{ "sub", "plain", false, "USD", 1000, 1, 0, 0, "sub-first", "12%",
	    120 },
	{ "sub", "plain", true, "USD", 1000, 1, 0, 0, "sub", "10%", 100 },
	{ "sub", "gold", false, "USD", 1000, 1, 0, 0, "sub-gold", "15%", 150 },
	{ "sub.silver", "plain", true, "USD", 1000, 1, 0, 0, "sub", "10%",
	    100 },
	{ "sub.gold", "gold", false, "USD", 1000, 1, 0, 0, "premium", "20%",
	    200 },
	{ "sub.gold.eu", "gold", true, "USD", 1000, 1, 0, 0, "premium", "20%",
	    200 },
	{ "subway", "plain", true, "USD", 1000, 1, 0, 0, NULL, "", 0 },
	{ "other", "plain", false, "USD", 1000, 1, 0, 0, NULL, "", 0 },
	/* Rounded half away from zero, whatever the decimals. */
	{ "sub", "plain", true, "USD", 5, 1, 0, 0, "sub", "10%", 1 },
	{ "sub", "plain", true, "USD", 4, 1, 0, 0, "sub", "10%", 0 },
	{ "sub", "plain", true, "JPY", 15, 1, 0, 0, "sub", "10%", 2 },
	{ "sub", "plain", true, "KWD", 12345, 1, 0, 0, "sub", "10%", 1235 },
	{ "sub", "plain", true, "USD", MONEY_MAX, 1, 0, 0, "sub", "10%",
	    MONEY_MAX / 10 },
	/* Caps: the rule is named at 0, too. */
	{ "capped", "plain", false, "USD", 1999, 1, 0, 5000, "capped", "50%",
	    1000 },
	{ "capped", "plain", false, "USD", 4000, 1, 0, 0, "capped", "50%",
	    1000 },
	{ "yearly", "plain", false, "USD", 4000, 1, 0, 900, "yearly", "50%",
	    100 },
	{ "yearly", "plain", false, "USD", 4000, 1, 0, 1000, "yearly", "50%",
	    0 },
	{ "yearly", "plain", false, "USD", 4000, 1, 0, 2000, "yearly", "50%",
	    0 },
	{ "yearly", "plain", false, "KWD", 4000, 1, 0, 2000, "yearly", "50%",
	    1000 },
	/* By piece. */
	{ "piece", "plain", false, "USD", 0, 3, 0, 0, "piece", "1.50 x 3",
	    450 },
	{ "piece", "plain", false, "JPY", 99, 0, 0, 0, "piece", "150 x 0", 0 },
	{ "piece", "plain", false, "EUR", 99, 1, 0, 0, NULL, "", 0 },
	/* Retroactive: all at the step reached, its start inside. */
	{ "retro", "plain", false, "USD", 9999, 1, 0, 0, "retro", "3%", 300 },
	{ "retro", "plain", false, "USD", 10000, 1, 0, 0, "retro", "5%", 500 },
	{ "retro", "plain", false, "USD", 1, 1, 9999, 0, "retro", "5%", 0 },
	{ "retro", "plain", false, "USD", 100, 1, 9899, 0, "retro", "3%", 3 },
	/* Marginal: each part at its step, one rounding. */
	{ "band", "plain", false, "USD", 10000, 1, 0, 0, "band", "3%", 300 },
	{ "band", "plain", false, "USD", 10100, 1, 0, 0, "band", "3%+5%", 305 },
	{ "band", "plain", false, "USD", 40000, 1, 0, 0, "band", "3%+5%+7%",
	    2000 },
	{ "band", "plain", false, "USD", 2000, 1, 9000, 0, "band", "3%+5%",
	    80 },
	{ "band", "plain", false, "USD", 10, 1, 9990, 0, "band", "3%", 0 },
	{ "band", "plain", false, "USD", 10, 1, 10000, 0, "band", "5%", 1 },
	{ "band", "plain", false, "USD", 0, 1, 10000, 0, "band", "5%", 0 },
	{ "band", "plain", false, "USD", 100, 1, -50, 0, "band", "3%", 3 },
	{ "band", "plain", false, "JPY", 20000, 1, 0, 0, "band", "3%+5%", 800 },
};

static bool compute(const struct line_case *c, struct commission_sale *sale,
    struct commission_line *line, struct err *err)
{
	struct commission_before before = { c->accumulated, c->given };

	*sale = (struct commission_sale){ .product = c->product,
		.level = c->level,
		.base = { c->base, "" },
		.quantity = c->quantity,
		.renewal = c->renewal };
	snprintf(sale->base.currency, 4, "%s", c->currency);
	return commission_line(sample.program->commission, sale, &before,
	    &sample.arena, line, err);
}

static void lines(void)
{
	size_t bad = 0;

	for (size_t i = 0; i < ARRAY_LEN(line_cases); i++) {
		const struct line_case *c = &line_cases[i];
		struct commission_sale sale;
		struct commission_line l;
		struct err err;
		const char *rule, *rate;

		CHECK(compute(c, &sale, &l, &err));
		rule = l.rule != NULL ? l.rule->id : "none";
		rate = commission_rate_text(&l, &sale, &sample.arena);
		if (strcmp(rule, c->rule != NULL ? c->rule : "none") == 0 &&
		    strcmp(rate, c->rate) == 0 && l.amount.minor == c->amount)
			continue;
		printf("# case %zu: %s %s %" PRId64 "\n", i, rule, rate,
		    l.amount.minor);
		bad++;
	}
	CHECK(bad == 0);
}

static void what_is_refused(void)
{
	struct line_case negative = { "sub", "plain", true, "USD", -1, 1, 0, 0,
		NULL, NULL, 0 };
	struct line_case pieces = { "piece", "plain", true, "USD", 1, MONEY_MAX,
		0, 0, NULL, NULL, 0 };
	struct commission_sale sale;
	struct commission_line l;
	struct err err;

	CHECK(!compute(&negative, &sale, &l, &err));
	CHECK_STR(err.field, "amount");
	CHECK(!compute(&pieces, &sale, &l, &err));
	CHECK(err.kind == ERR_INVALID);
	pieces.quantity = -1;
	CHECK(!compute(&pieces, &sale, &l, &err));
	CHECK_STR(err.field, "quantity");
}

static void every_cent_in_words(void)
{
	static const struct line_case banded = { "band", "plain", false, "USD",
		2000, 1, 9000, 0, NULL, NULL, 0 };
	static const struct line_case capped = { "yearly", "gold", true, "USD",
		4000, 1, 0, 900, NULL, NULL, 0 };
	static const struct line_case none = { "piece", "plain", false, "EUR",
		99, 1, 0, 0, NULL, NULL, 0 };
	struct buf out = BUF_INIT;
	struct commission_sale sale;
	struct commission_line l;
	struct err err;

	CHECK(compute(&banded, &sale, &l, &err));
	commission_line_explain(&l, &sale, &out);
	CHECK(compute(&capped, &sale, &l, &err));
	commission_line_explain(&l, &sale, &out);
	CHECK(compute(&none, &sale, &l, &err));
	commission_line_explain(&l, &sale, &out);
	CHECK_STR(buf_text(&out),
	    "Base 20.00 USD, band, level plain, first year.\n"
	    "Rule band is the most specific one.\n"
	    "Steps per quarter, each part at the rate of its step; 90.00 USD "
	    "of the quarter came before.\n"
	    "10.00 x 3% + 10.00 x 5% = 0.80 USD, rounded half away from "
	    "zero.\n"
	    "Base 40.00 USD, yearly, level gold, renewal.\n"
	    "Rule yearly is the most specific one.\n"
	    "40.00 x 50% = 20.00 USD, rounded half away from zero.\n"
	    "Cap 10.00 per period leaves 1.00: the commission is 1.00 USD.\n"
	    "Base 0.99 EUR, piece, level plain, first year.\n"
	    "The rule piece has no flat amount in EUR. Nothing is earned.\n");
	buf_done(&out);
}

/* ---- days --------------------------------------------------------------- */

static date_days day(const char *text)
{
	date_days d;
	struct err err;

	if (!date_parse(text, &d, &err))
		abort();
	return d;
}

static void days(void)
{
	static const struct {
		const char *first, *sale;
		bool renewal, within_24;
	} cases[] = {
		{ "2024-01-15", "2024-01-15", false, true },
		{ "2024-01-15", "2025-01-14", false, true },
		{ "2024-01-15", "2025-01-15", true, true },
		{ "2024-01-15", "2026-01-14", true, true },
		{ "2024-01-15", "2026-01-15", true, false },
		{ "2024-02-29", "2025-02-27", false, true },
		{ "2024-02-29", "2025-02-28", true, true },
		{ "2023-02-28", "2024-02-28", true, true },
	};
	struct date_span q =
	    commission_tier_period(TIER_QUARTER, day("2024-02-29"));
	struct date_span h =
	    commission_payout_period(PAYOUT_HALF_YEAR, day("2024-12-31"));
	struct date_span m =
	    commission_tier_period(TIER_MONTH, day("2024-02-01"));

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		date_days first = day(cases[i].first),
			  sale = day(cases[i].sale);

		CHECK(commission_is_renewal(first, sale) == cases[i].renewal);
		CHECK(commission_in_duration(24, first, sale) ==
		    cases[i].within_24);
		CHECK(commission_in_duration(0, first, sale));
	}
	CHECK(q.from == day("2024-01-01") && q.to == day("2024-03-31"));
	CHECK(h.from == day("2024-07-01") && h.to == day("2024-12-31"));
	CHECK(m.from == day("2024-02-01") && m.to == day("2024-02-29"));
	CHECK(commission_claws_back(90, 100, 190));
	CHECK(!commission_claws_back(90, 100, 191));
	CHECK(!commission_claws_back(0, 100, 100));
}

static void which_day_picks_the_rate(void)
{
	struct program_commission c = { .rate_from = RATE_REGISTRATION,
		.renewal_rate_from = RATE_INVOICE };

	CHECK(commission_rate_day(&c, false, 10, 30, 20) == 10);
	CHECK(commission_rate_day(&c, false, DATE_NONE, 30, 20) == 30);
	CHECK(commission_rate_day(&c, true, 10, 30, 20) == 30);
	c.rate_from = RATE_LIFETIME;
	CHECK(commission_rate_day(&c, false, 10, 30, 20) == 20);
}

/* ---- parts -------------------------------------------------------------- */

static void splits(void)
{
	static const struct {
		int64_t whole;
		struct commission_part parts[3];
	} cases[] = {
		{ 100,
		    { { 1, 333333, 33 }, { 2, 333333, 33 },
			{ 3, 333334, 34 } } },
		/* A tie goes to the lower id, wherever it stands. */
		{ 1, { { 9, 500000, 0 }, { 2, 500000, 1 }, { 3, 0, 0 } } },
		{ -1, { { 9, 500000, 0 }, { 2, 500000, -1 }, { 3, 0, 0 } } },
		{ 101, { { 1, 600000, 61 }, { 2, 400000, 40 }, { 3, 0, 0 } } },
		{ MONEY_MAX,
		    { { 1, 999999, MONEY_MAX / PPM * 999999 },
			{ 2, 1, MONEY_MAX / PPM }, { 3, 0, 0 } } },
	};
	struct commission_part short_of_one[] = { { 1, 999999, 0 } };
	struct err err;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct commission_part parts[3];

		memcpy(parts, cases[i].parts, sizeof(parts));
		CHECK(commission_split(
		    (struct money){ cases[i].whole, "EUR" }, parts, 3, &err));
		for (size_t k = 0; k < 3; k++)
			CHECK(parts[k].minor == cases[i].parts[k].minor);
	}
	CHECK(!commission_split(
	    (struct money){ 1, "EUR" }, short_of_one, 1, &err));
}

static uint64_t state;

static int64_t random_below(int64_t n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (int64_t)((state >> 11) % (uint64_t)n);
}

/* Payments in any parts earn the whole; refunds of everything leave 0. */
static bool parts_add_up(enum rounding how)
{
	int64_t base = random_below(100000) + 1;
	struct money whole = { random_below(200001) - 100000, "EUR" }, part;
	int64_t paid = 0, earned = 0, refunded = 0, taken = 0;
	struct err err;

	while (paid < base) {
		paid += random_below(base) + 1;
		if (!commission_earned(
			whole, base, paid, earned, how, &part, &err))
			return false;
		earned += part.minor;
	}
	while (refunded < base) {
		refunded += random_below(base - refunded) + 1;
		if (!commission_refund(
			whole, base, refunded, taken, how, &part, &err))
			return false;
		taken += part.minor;
	}
	return earned == whole.minor && taken == whole.minor &&
	    !commission_refund(
		whole, base, refunded + 1, taken, how, &part, &err);
}

static bool split_adds_up(void)
{
	struct money whole = { random_below(2000001) - 1000000, "EUR" };
	struct commission_part parts[8];
	size_t n = (size_t)random_below(8) + 1;
	int64_t left = PPM, total = 0;
	struct err err;

	for (size_t i = 0; i < n; i++) {
		int64_t ppm = i + 1 < n ? random_below(left + 1) : left;

		parts[i] =
		    (struct commission_part){ random_below(100), ppm, 0 };
		left -= ppm;
	}
	if (!commission_split(whole, parts, n, &err))
		return false;
	for (size_t i = 0; i < n; i++)
		total += parts[i].minor;
	return total == whole.minor;
}

static void whatever_is_parted_adds_up(void)
{
	const char *seed = getenv("ACCORD_SEED");

	state = seed != NULL ? strtoull(seed, NULL, 10) : 20260131;
	printf("# ACCORD_SEED=%" PRIu64 "\n", state);
	for (int i = 0; i < 20000; i++) {
		CHECK(parts_add_up(ROUND_HALF_UP));
		CHECK(parts_add_up(ROUND_HALF_EVEN));
		CHECK(split_adds_up());
	}
}

/* With rising steps a part at its own rate is never more than all at the
 * last one; compared before rounding. */
static void marginal_is_at_most_retroactive(void)
{
	for (int i = 0; i < 20000; i++) {
		struct line_case c = { "band", "plain", false, "USD",
			random_below(60000), 1, random_below(60000), 0, NULL,
			NULL, 0 };
		struct commission_sale sale;
		struct commission_line l;
		int64_t sum = 0;
		struct err err;

		CHECK(compute(&c, &sale, &l, &err));
		for (size_t k = 0; k < l.n_bands; k++)
			sum += l.bands[k].minor * l.bands[k].ppm;
		CHECK(sum <= c.base *
			commission_step_rate(
			    l.rule->tiers, "USD", c.accumulated + c.base));
	}
}

/* Earlier sales end at their base times the rate reached, up and down. */
static void retroactive_adjusts(void)
{
	struct money base = { 9999, "USD" }, given = { 300, "USD" }, more;
	struct err err;

	CHECK(
	    commission_adjust(base, 50000, given, ROUND_HALF_UP, &more, &err));
	CHECK(more.minor == 200);
	given.minor = 500;
	CHECK(
	    commission_adjust(base, 30000, given, ROUND_HALF_UP, &more, &err));
	CHECK(more.minor == -200);
	CHECK(commission_refund_unearned(50, 30) == 30);
	CHECK(commission_refund_unearned(20, 30) == 20);
}

int main(void)
{
	sample_read_text(&sample, yaml);
	if (sample.program == NULL)
		printf("# %s", buf_text(&sample.printed));
	if (sample.program == NULL)
		return EXIT_FAILURE;
	RUN(lines);
	RUN(what_is_refused);
	RUN(every_cent_in_words);
	RUN(days);
	RUN(which_day_picks_the_rate);
	RUN(splits);
	RUN(whatever_is_parted_adds_up);
	RUN(marginal_is_at_most_retroactive);
	RUN(retroactive_adjusts);
	sample_done(&sample);
	return tap_done();
}
