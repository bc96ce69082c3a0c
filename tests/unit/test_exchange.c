/* tests/unit/test_exchange.c - amounts by dated rates, through the euro. */

#include "config.h"

#include <stdio.h>

#include "base/exchange.h"

#include "tests/tap.h"

static struct err err;

static struct exchange_rate rate(const char *currency, int64_t units, int scale)
{
	struct exchange_rate r = { .per_euro = { .units = units,
				       .scale = (uint8_t)scale,
				       .set = true },
		.on = 20000 };

	snprintf(r.currency, sizeof(r.currency), "%s", currency);
	return r;
}

static struct money of(int64_t minor, const char *currency)
{
	struct money m = { .minor = minor };

	snprintf(m.currency, sizeof(m.currency), "%s", currency);
	return m;
}

/* The wanted numbers are worked out by hand with whole numbers. */
static void amounts_are_converted(void)
{
	const struct exchange_rate eur = exchange_euro();
	const struct exchange_rate usd = rate("USD", 11252, 4);
	const struct exchange_rate jpy = rate("JPY", 16336, 2);
	const struct exchange_rate kwd = rate("KWD", 345, 3);
	const struct exchange_rate idr = rate("IDR", 1860659, 2);
	const struct {
		int64_t minor;
		const struct exchange_rate *from, *to;
		int64_t want;
	} cases[] = {
		{ 0, &eur, &usd, 0 },
		{ 100, &eur, &usd, 113 }, /* 112.52 */
		{ -100, &eur, &usd, -113 },
		{ 112520, &usd, &eur, 100000 },
		{ 1, &usd, &eur, 1 },           /* 0.89 */
		{ 100000, &usd, &jpy, 145183 }, /* 145,183.078 */
		{ 145183, &jpy, &usd, 100000 }, /* 99,999.94 */
		{ 16336, &jpy, &eur, 10000 },
		{ 8168, &jpy, &kwd, 17250 }, /* 50 EUR = 17.250 */
		{ 17250, &kwd, &jpy, 8168 },
		{ 100, &eur, &idr, 1860659 },
		{ 1860659, &idr, &eur, 100 },
		{ 9303, &idr, &eur, 0 }, /* 0.49998 cents */
		{ 9304, &idr, &eur, 1 },
		{ MONEY_MAX, &usd, &usd, MONEY_MAX },
		{ MONEY_MAX, &idr, &eur, 53744399162 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct money got;

		CHECK(exchange_convert(
		    of(cases[i].minor, cases[i].from->currency), *cases[i].from,
		    *cases[i].to, &got, &err));
		CHECK(got.minor == cases[i].want);
		CHECK_STR(got.currency, cases[i].to->currency);
	}
}

static void halves_go_away_from_zero(void)
{
	const struct exchange_rate two = rate("USD", 2, 0);
	struct money got;

	CHECK(exchange_convert(of(5, "USD"), two, exchange_euro(), &got, &err));
	CHECK(got.minor == 3);
	CHECK(
	    exchange_convert(of(-5, "USD"), two, exchange_euro(), &got, &err));
	CHECK(got.minor == -3);
}

static void what_does_not_fit_is_refused(void)
{
	const struct exchange_rate eur = exchange_euro();
	const struct exchange_rate usd = rate("USD", 11252, 4);
	struct exchange_rate none = usd;
	struct money got = { .minor = 7 };

	none.per_euro.set = false;
	CHECK(!exchange_convert(
	    of(1, "EUR"), eur, rate("XYZ", 1, 0), &got, &err));
	CHECK(!exchange_convert(of(1, "EUR"), eur, none, &got, &err));
	CHECK(!exchange_convert(
	    of(1, "EUR"), eur, rate("USD", 0, 0), &got, &err));
	CHECK(!exchange_convert(of(1, "JPY"), eur, usd, &got, &err));
	CHECK_STR(err.text, "There is no rate from JPY to USD.");
	CHECK(!exchange_convert(of(MONEY_MAX, "EUR"), eur, usd, &got, &err));
	CHECK_STR(err.text, "The amount is too large for the other currency.");
	CHECK(!exchange_convert(of(MONEY_MAX, "KWD"), rate("KWD", 1, 9),
	    rate("JPY", INT64_MAX, 0), &got, &err));
	CHECK(!exchange_convert(
	    of(INT64_MIN, "EUR"), eur, rate("JPY", INT64_MAX, 0), &got, &err));
	CHECK(got.minor == 7);
}

int main(void)
{
	RUN(amounts_are_converted);
	RUN(halves_go_away_from_zero);
	RUN(what_does_not_fit_is_refused);
	return tap_done();
}
