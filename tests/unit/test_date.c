/* tests/unit/test_date.c - calendar days, moments and their texts. */

#include "config.h"

#include "base/date.h"

#include "tests/tap.h"

static struct err err;

static date_days day(const char *text)
{
	date_days d;

	return date_parse(text, &d, &err) ? d : DATE_NONE;
}

static void known_days_have_their_numbers(void)
{
	CHECK(date_of(1970, 1, 1) == 0);
	CHECK(date_of(1969, 12, 31) == -1);
	CHECK(date_of(2000, 2, 29) == 11016);
	CHECK(date_of(1, 1, 1) == DATE_MIN);
	CHECK(date_of(9999, 12, 31) == DATE_MAX);
	CHECK(date_of(2026, 2, 29) == DATE_NONE);
	CHECK(date_of(2024, 2, 29) != DATE_NONE);
	CHECK(date_of(1900, 2, 29) == DATE_NONE);
	CHECK(date_of(2000, 2, 29) != DATE_NONE);
	CHECK(date_of(0, 1, 1) == DATE_NONE);
	CHECK(date_of(10000, 1, 1) == DATE_NONE);
	CHECK(date_of(2026, 13, 1) == DATE_NONE);
	CHECK(date_of(2026, 0, 1) == DATE_NONE);
	CHECK(date_of(2026, 4, 31) == DATE_NONE);
	CHECK(date_of(2026, 1, 0) == DATE_NONE);
}

static void every_day_splits_and_joins(void)
{
	int weekday = 0; /* 0001-01-01 was a Monday */

	for (date_days d = DATE_MIN; d <= DATE_MAX; d++) {
		int y, m, n;

		date_split(d, &y, &m, &n);
		CHECK(date_of(y, m, n) == d);
		CHECK(date_weekday(d) == weekday);
		weekday = (weekday + 1) % 7;
	}
}

static void months_are_added_and_clamped(void)
{
	static const struct {
		const char *from;
		int months;
		const char *want;
	} cases[] = {
		{ "2026-01-31", 1, "2026-02-28" },
		{ "2024-01-31", 1, "2024-02-29" },
		{ "2026-01-31", 3, "2026-04-30" },
		{ "2026-03-31", -1, "2026-02-28" },
		{ "2024-02-29", 12, "2025-02-28" },
		{ "2024-02-29", 48, "2028-02-29" },
		{ "2026-11-30", 3, "2027-02-28" },
		{ "2026-01-15", -13, "2024-12-15" },
		{ "2026-05-15", 0, "2026-05-15" },
		{ "9999-12-31", 1, "9999-12-31" },
		{ "0001-01-01", -1, "0001-01-01" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char text[11];

		CHECK_STR(date_text(date_add_months(
					day(cases[i].from), cases[i].months),
			      text),
		    cases[i].want);
	}
	CHECK(date_add_months(DATE_NONE, 1) == DATE_NONE);
	CHECK(date_add_months(0, INT32_MAX) == DATE_MAX);
	CHECK(date_add_months(0, INT32_MIN) == DATE_MIN);
}

static void only_iso_dates_are_strict(void)
{
	static const char *const bad[] = { "", "2026-1-31", "2026-01-32",
		"2026-02-30", "31.01.2026", "2026/01/31", "2026-01-31 ",
		" 2026-01-31", "2026-01-31T00:00", "20260131", "0000-01-01",
		"-001-01-01", "2026-0a-01", "today", "+7" };
	date_days d = 77;
	char text[11];

	CHECK(date_parse("2026-01-31", &d, &err));
	CHECK_STR(date_text(d, text), "2026-01-31");
	d = 77;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		printf("# refuse \"%s\"\n", bad[i]);
		CHECK(!date_parse(bad[i], &d, &err));
		CHECK(d == 77 && err.kind == ERR_INVALID);
	}
}

static void typed_dates_count_from_today(void)
{
	/* 2026-03-11 is a Wednesday. */
	static const struct {
		const char *text, *want; /* NULL: refused */
	} cases[] = {
		{ "2026-01-31", "2026-01-31" },
		{ "0412", "2026-04-12" },
		{ "0101", "2026-01-01" },
		{ "0229", NULL },
		{ "1301", NULL },
		{ "+7", "2026-03-18" },
		{ "+0", "2026-03-11" },
		{ "-3", "2026-03-08" },
		{ "+365", "2027-03-11" },
		{ "+99999", NULL },
		{ "+", NULL },
		{ "+-3", NULL },
		{ "today", "2026-03-11" },
		{ "Today", "2026-03-11" },
		{ "fri", "2026-03-13" },
		{ "FRIDAY", "2026-03-13" },
		{ "wed", "2026-03-18" },
		{ "tues", "2026-03-17" },
		{ "fr", NULL },
		{ "frix", NULL },
		{ "412", NULL },
		{ "04121", NULL },
		{ "", NULL },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		date_days d;
		char text[11];
		bool good = date_parse_typed(
		    cases[i].text, day("2026-03-11"), &d, &err);

		printf("# typed \"%s\"\n", cases[i].text);
		CHECK(good == (cases[i].want != NULL));
		if (good)
			CHECK_STR(date_text(d, text), cases[i].want);
	}
}

static void formats_are_matched_whole(void)
{
	static const struct {
		const char *text, *format, *want; /* NULL: refused */
	} cases[] = {
		{ "2026-01-31", "%Y-%m-%d", "2026-01-31" },
		{ "2026-01-31", "%F", "2026-01-31" },
		{ "1/2/2026", "%m/%d/%Y", "2026-01-02" },
		{ "1/2/2026", "%d/%m/%Y", "2026-02-01" },
		{ "31.01.26", "%d.%m.%y", "2026-01-31" },
		{ "31.01.69", "%d.%m.%y", "1969-01-31" },
		{ "31.01.68", "%d.%m.%y", "2068-01-31" },
		{ "31 Jan 2026", "%d %b %Y", "2026-01-31" },
		{ "31 JANUARY 2026", "%d %b %Y", "2026-01-31" },
		{ "March 5, 2026", "%B %d, %Y", "2026-03-05" },
		{ "May 5 2026", "%B %e %Y", "2026-05-05" },
		{ " 5 May 2026", "%e %b %Y", "2026-05-05" },
		{ "2026-060", "%Y-%j", "2026-03-01" },
		{ "2024-366", "%Y-%j", "2024-12-31" },
		{ "2026-366", "%Y-%j", NULL },
		{ "2026-01-31 23:59:60", "%F %T", "2026-01-31" },
		{ "2026-01-31T23:30:00Z", "%FT%T%z", "2026-01-31" },
		{ "2026-01-31T23:30:00-11:00", "%FT%T%z", "2026-01-31" },
		{ "2026-01-31 23:30 CET", "%F %H:%M %Z", "2026-01-31" },
		{ "2026-01-31 00:00:00.000", "%F %T.000", "2026-01-31" },
		{ "100% 2026-01-31", "100%% %F", "2026-01-31" },
		{ "2026-01-31 ", "%F", NULL },
		{ "2026-01-31x", "%F", NULL },
		{ "2026-01", "%F", NULL },
		{ "2026-01", "%Y-%m", NULL },
		{ "2026-02-30", "%F", NULL },
		{ "2026-13-01", "%F", NULL },
		{ "2026-01-31 24:00:00", "%F %T", NULL },
		{ "31 Ene 2026", "%d %b %Y", NULL },
		{ "1/2/26", "%m/%d/%Y", NULL },
		{ "2/1/6", "%d/%m/%y", NULL },
		{ "20260131", "%Y%m%d", "2026-01-31" },
		{ "0000-01-01", "%F", NULL },
		{ "2026-01-31", "%Q", NULL },
		{ "2026-01-31", "%F%", NULL },
		{ "", "%F", NULL },
		{ "", "", NULL },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		date_days d = 77;
		char text[11];
		bool good =
		    date_parse_format(cases[i].text, cases[i].format, &d, &err);

		printf("# \"%s\" as %s\n", cases[i].text, cases[i].format);
		CHECK(good == (cases[i].want != NULL));
		if (good)
			CHECK_STR(date_text(d, text), cases[i].want);
		else
			CHECK(d == 77);
	}
}

static void moments_are_written(void)
{
	static const struct {
		int64_t utc;
		const char *want;
	} cases[] = {
		{ 0, "1970-01-01T00:00:00Z" },
		{ -1, "1969-12-31T23:59:59Z" },
		{ 1769868312, "2026-01-31T14:05:12Z" },
		{ 4102444800, "2100-01-01T00:00:00Z" },
		{ INT64_MAX, "9999-12-31T23:59:59Z" },
		{ INT64_MIN, "0001-01-01T00:00:00Z" },
	};
	char text[21], none[11];

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		CHECK_STR(moment_text(cases[i].utc, text), cases[i].want);
	CHECK_STR(date_text(DATE_NONE, none), "");
	CHECK(clock_now() > 1700000000);
}

static void formats_are_checked_before_use(void)
{
	CHECK(date_format_check("%d.%m.%Y %H:%M", &err));
	CHECK(!date_format_check("%d.%Q.%Y", &err));
	CHECK_STR(err.text,
	    "The date format `%d.%Q.%Y` has %Q, which is not one of %Y %m %d "
	    "%H %M %S %b %B %y %e %j %T %F %z %Z.");
}

int main(void)
{
	RUN(known_days_have_their_numbers);
	RUN(every_day_splits_and_joins);
	RUN(months_are_added_and_clamped);
	RUN(only_iso_dates_are_strict);
	RUN(typed_dates_count_from_today);
	RUN(formats_are_matched_whole);
	RUN(moments_are_written);
	RUN(formats_are_checked_before_use);
	return tap_done();
}
