/* tests/unit/test_money.c - decimals, currencies, amounts and rates. */

#include "config.h"

#include "base/money.h"

#include "tests/tap.h"

static struct arena arena;
static struct err err;

static struct money eur(int64_t minor)
{
	return (struct money){ .minor = minor, .currency = "EUR" };
}

static void decimals_are_read(void)
{
	static const struct {
		const char *text;
		char point, group;
		bool short_forms;
		const char *want;
	} cases[] = {
		{ "0", '.', 0, false, "0" },
		{ "1234.5", '.', 0, false, "1234.5" },
		{ "-1,234.50", '.', ',', false, "-1234.50" },
		{ "1.234.567,50", ',', '.', false, "1234567.50" },
		{ "1 234,5", ',', ' ', false, "1234.5" },
		{ "  12.30\t", '.', 0, false, "12.30" },
		{ "$5", '.', 0, false, "5" },
		{ "-$5", '.', 0, false, "-5" },
		{ "$-5", '.', 0, false, "-5" },
		{ "€ 7.25", '.', 0, false, "7.25" },
		{ "£1,000", '.', ',', false, "1000" },
		{ ".5", '.', 0, false, "0.5" },
		{ "-.5", '.', 0, false, "-0.5" },
		{ "007", '.', 0, false, "7" },
		{ "12k", '.', 0, true, "12000" },
		{ "1.2m", '.', 0, true, "1200000" },
		{ "1.23456K", '.', 0, true, "1234.56" },
		{ "1475.3000000000002", '.', 0, false, "1475.300000000" },
		{ "9223372036854775807", '.', 0, false, "9223372036854775807" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct decimal d;

		CHECK(decimal_parse(cases[i].text, cases[i].point,
		    cases[i].group, cases[i].short_forms, &d, &err));
		CHECK(d.set);
		CHECK_STR(decimal_text(d, &arena), cases[i].want);
	}
}

static void odd_decimals_are_refused(void)
{
	static const struct {
		const char *text;
		char group;
		bool short_forms;
	} cases[] = {
		{ "", 0, true }, { " ", 0, true }, { "-", 0, true },
		{ "$", 0, true }, { ".", 0, true }, { "5.", 0, true },
		{ "(1.00)", 0, true }, { "1e3", 0, true }, { "1E3", 0, true },
		{ "0x10", 0, true }, { "+5", 0, true }, { "--5", 0, true },
		{ "-$-5", 0, true }, { "1.2.3", 0, true }, { "1,234", 0, true },
		{ "12k", 0, false }, { "12kk", 0, true }, { "1 2", 0, true },
		{ "12,34", ',', true }, { "1234,567", ',', true },
		{ "1,23,456", ',', true }, { ",123", ',', true },
		{ "123,", ',', true }, { "1,,234", ',', true },
		{ "1,234,56.00", ',', true }, { "1.234,567", ',', true },
		{ "NaN", 0, true }, { "inf", 0, true }, { "12 EUR", 0, true },
		{ "9223372036854775808", 0, true },
		{ "9223372036854775807k", 0, true },
		{ "9223372036854775807.5", 0, true },
		{ "99999999999999999999999999", 0, true },
		{ "\xef\xbc\x91", 0, true }, /* full-width 1 */
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct decimal d = { .units = 77 };

		printf("# refuse \"%s\"\n", cases[i].text);
		CHECK(!decimal_parse(cases[i].text, '.', cases[i].group,
		    cases[i].short_forms, &d, &err));
		CHECK(err.kind == ERR_INVALID);
		CHECK(d.units == 77);
	}
}

static void decimals_become_amounts(void)
{
	static const struct {
		const char *text, *currency;
		bool round;
		const char *want; /* NULL: refused */
	} cases[] = {
		{ "1475.3", "EUR", false, "1475.30" },
		{ "1475.30", "eur", false, "1475.30" },
		{ "1475.300", "EUR", false, NULL },
		{ "1475.3000000000002", "EUR", false, NULL },
		{ "1475.3000000000002", "EUR", true, "1475.30" },
		{ "1475.2999999999998", "EUR", true, "1475.30" },
		{ "0.005", "EUR", true, "0.01" },
		{ "-0.005", "EUR", true, "-0.01" },
		{ "0.0049999999999999", "EUR", true, "0.00" },
		{ "100", "JPY", false, "100" },
		{ "100.5", "JPY", false, NULL },
		{ "100.5", "JPY", true, "101" },
		{ "1.234", "KWD", false, "1.234" },
		{ "1.2345", "CLF", false, "1.2345" },
		{ "10000000000000.00", "EUR", false, "10000000000000.00" },
		{ "10000000000000.01", "EUR", false, NULL },
		{ "9223372036854775807", "EUR", false, NULL },
		{ "1", "XYZ", false, NULL },
		{ "1", "", false, NULL },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct decimal d;
		struct money m = { .minor = 77 };
		bool good;

		CHECK(decimal_parse(cases[i].text, '.', 0, false, &d, &err));
		good = decimal_to_money(
		    d, cases[i].currency, cases[i].round, &m, &err);
		printf("# %s %s\n", cases[i].text, cases[i].currency);
		CHECK(good == (cases[i].want != NULL));
		if (good)
			CHECK_STR(money_text(m, &arena), cases[i].want);
		else
			CHECK(m.minor == 77);
	}
}

static void amounts_are_written(void)
{
	static const struct {
		int64_t minor;
		const char *currency, *want, *grouped;
	} cases[] = {
		{ 0, "EUR", "0.00", "0.00" },
		{ 5, "EUR", "0.05", "0.05" },
		{ -5, "EUR", "-0.05", "-0.05" },
		{ 147530, "EUR", "1475.30", "1 475.30" },
		{ -123456789, "USD", "-1234567.89", "-1 234 567.89" },
		{ 100000, "USD", "1000.00", "1 000.00" },
		{ 99999, "USD", "999.99", "999.99" },
		{ 1234, "JPY", "1234", "1 234" },
		{ 1234567, "BHD", "1234.567", "1 234.567" },
		{ INT64_MIN, "JPY", "-9223372036854775808",
		    "-9 223 372 036 854 775 808" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct money m = { .minor = cases[i].minor };

		memcpy(m.currency, cases[i].currency, 4);
		CHECK_STR(money_text(m, &arena), cases[i].want);
		CHECK_STR(money_text_grouped(m, &arena), cases[i].grouped);
	}
}

static void rates_are_read_and_written(void)
{
	static const struct {
		const char *text;
		int64_t ppm; /* -1: refused */
		const char *want;
	} cases[] = {
		{ "10%", 100000, "10%" },
		{ "7.5%", 75000, "7.5%" },
		{ "7.50 %", 75000, "7.5%" },
		{ "0.0001%", 1, "0.0001%" },
		{ "100%", 1000000, "100%" },
		{ "0%", 0, "0%" },
		{ "100.0001%", -1, NULL },
		{ "0.00001%", -1, NULL },
		{ "10", -1, NULL },
		{ "0.1", -1, NULL },
		{ "-5%", -1, NULL },
		{ "5%%", -1, NULL },
		{ "%", -1, NULL },
		{ "1e1%", -1, NULL },
		{ "", -1, NULL },
		{ "99999999999999999999%", -1, NULL },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct rate r = { .ppm = 77 };
		bool good = rate_parse(cases[i].text, &r, &err);

		printf("# %s\n", cases[i].text);
		CHECK(good == (cases[i].ppm >= 0));
		CHECK(r.ppm == (good ? cases[i].ppm : 77));
		if (good)
			CHECK_STR(rate_text(r, &arena), cases[i].want);
	}
}

static void a_rate_is_taken_with_one_rounding(void)
{
	static const struct {
		int64_t minor, ppm, up, even;
	} cases[] = {
		{ 10000, 100000, 1000, 1000 },
		{ 5, 100000, 1, 0 },   /* 0.5: up to 1, even is 0 */
		{ 15, 100000, 2, 2 },  /* 1.5 */
		{ 25, 100000, 3, 2 },  /* 2.5 */
		{ -5, 100000, -1, 0 }, /* symmetric below zero */
		{ -15, 100000, -2, -2 },
		{ -25, 100000, -3, -2 },
		{ 24, 100000, 2, 2 },
		{ 26, 100000, 3, 3 },
		{ -26, 100000, -3, -3 },
		{ 333, 333333, 111, 111 },
		{ MONEY_MAX, 1000000, MONEY_MAX, MONEY_MAX },
		{ -MONEY_MAX, 999999, -999999000000000, -999999000000000 },
		{ 0, 1000000, 0, 0 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct rate r = { .ppm = cases[i].ppm };
		struct money part;

		CHECK(money_rate(
		    eur(cases[i].minor), r, ROUND_HALF_UP, &part, &err));
		CHECK(part.minor == cases[i].up);
		CHECK_STR(part.currency, "EUR");
		CHECK(money_rate(
		    eur(cases[i].minor), r, ROUND_HALF_EVEN, &part, &err));
		CHECK(part.minor == cases[i].even);
	}
}

static void sums_are_checked(void)
{
	struct money sum = eur(77), usd = { .minor = 1, .currency = "USD" };

	CHECK(money_add(eur(3), eur(-5), &sum, &err));
	CHECK(sum.minor == -2);
	CHECK(!money_add(eur(1), usd, &sum, &err));
	CHECK(strstr(err.text, "USD") != NULL);
	CHECK(!money_add(eur(MONEY_MAX), eur(1), &sum, &err));
	CHECK(!money_add(eur(-MONEY_MAX), eur(-1), &sum, &err));
	CHECK(!money_add(eur(INT64_MAX), eur(INT64_MAX), &sum, &err));
	CHECK(!money_rate(eur(INT64_MAX), (struct rate){ .ppm = INT64_MAX },
	    ROUND_HALF_UP, &sum, &err));
	CHECK(!money_rate(eur(INT64_MIN), (struct rate){ .ppm = INT64_MIN },
	    ROUND_HALF_EVEN, &sum, &err));
	CHECK(sum.minor == -2);
}

static void currencies_have_their_exponents(void)
{
	static const struct {
		const char *code;
		int exponent; /* -1: no such currency */
	} cases[] = {
		{ "EUR", 2 },
		{ "usd", 2 },
		{ "JPY", 0 },
		{ "KRW", 0 },
		{ "CLP", 0 },
		{ "ISK", 0 },
		{ "KWD", 3 },
		{ "BHD", 3 },
		{ "TND", 3 },
		{ "CLF", 4 },
		{ "UYW", 4 },
		{ "AED", 2 },
		{ "ZWG", 2 },
		{ "EU", -1 },
		{ "EURO", -1 },
		{ "", -1 },
		{ "DEM", -1 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct currency *c = currency_find(cases[i].code);

		printf("# %s\n", cases[i].code);
		CHECK((c != NULL) == (cases[i].exponent >= 0));
		if (c != NULL)
			CHECK(c->exponent == cases[i].exponent);
	}
}

int main(void)
{
	RUN(decimals_are_read);
	RUN(odd_decimals_are_refused);
	RUN(decimals_become_amounts);
	RUN(amounts_are_written);
	RUN(rates_are_read_and_written);
	RUN(a_rate_is_taken_with_one_rounding);
	RUN(sums_are_checked);
	RUN(currencies_have_their_exponents);
	arena_done(&arena);
	return tap_done();
}
