/* tests/fuzz/fuzz_value.c - any text as an amount, a rate, a date. */

#include "config.h"

#include "base/country.h"
#include "base/date.h"
#include "base/money.h"
#include "tests/fuzz/fuzz.h"

/* What is read is printed so that it reads as the same. */
static void check_decimal(
    const char *s, char point, char group, bool short_forms, struct arena *a)
{
	struct decimal d, again;
	struct money m;
	struct err err;
	const char *text;

	if (!decimal_parse(s, point, group, short_forms, &d, &err))
		return;
	FUZZ_CHECK(d.scale <= 9);
	text = decimal_text(d, a);
	FUZZ_CHECK(!d.set || decimal_parse(text, '.', 0, false, &again, &err));
	FUZZ_CHECK(
	    !d.set || (again.units == d.units && again.scale == d.scale));
	if (d.set && decimal_to_money(d, "EUR", true, &m, &err)) {
		FUZZ_CHECK(m.minor >= -MONEY_MAX && m.minor <= MONEY_MAX);
		(void)money_text_grouped(m, a);
	}
}

static void check_rate(const char *s, struct arena *a)
{
	struct rate r, again;
	struct err err;

	if (!rate_parse(s, &r, &err))
		return;
	FUZZ_CHECK(r.ppm >= 0 && r.ppm <= PPM);
	FUZZ_CHECK(rate_parse(rate_text(r, a), &again, &err));
	FUZZ_CHECK(again.ppm == r.ppm);
}

static void check_day(date_days d)
{
	date_days again;
	char text[11];
	struct err err;

	FUZZ_CHECK(d >= DATE_MIN && d <= DATE_MAX);
	FUZZ_CHECK(date_parse(date_text(d, text), &again, &err) && again == d);
}

static void check_date(const char *s, const char *format)
{
	date_days d;
	struct err err;

	if (date_parse(s, &d, &err))
		check_day(d);
	if (date_parse_typed(s, date_of(2026, 1, 31), &d, &err) &&
	    d != DATE_NONE)
		check_day(d);
	if (date_parse_format(s, format, &d, &err) && d != DATE_NONE)
		check_day(d);
}

/* The first line is a format of dates, the rest a value. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	char *format = fuzz_text(data, size);
	char *s = strchr(format, '\n');

	if (s != NULL)
		*s++ = '\0';
	else
		s = format + size;
	check_decimal(s, '.', 0, false, &a);
	check_decimal(s, ',', '.', false, &a);
	check_decimal(s, '.', ',', true, &a);
	check_rate(s, &a);
	check_date(s, format);
	check_date(s, "%d/%m/%Y %H:%M");
	(void)country_find(s);
	(void)country_nearest(s);
	free(format);
	arena_done(&a);
	return 0;
}
