/* tests/unit/test_period.c - calendar periods read and written. */

#include "config.h"

#include "base/base.h"
#include "base/period.h"
#include "tests/tap.h"

static const char *days(struct period p, char buf[static 32])
{
	char from[11], to[11];

	snprintf(
	    buf, 32, "%s %s", date_text(p.from, from), date_text(p.to, to));
	return buf;
}

static void reading(void)
{
	static const struct {
		const char *text, *days, *written;
	} cases[] = {
		{ "2026", "2026-01-01 2026-12-31", "2026" },
		{ "2026-H2", "2026-07-01 2026-12-31", "2026-H2" },
		{ "2026-Q3", "2026-07-01 2026-09-30", "2026-Q3" },
		{ "2026-q1", "2026-01-01 2026-03-31", "2026-Q1" },
		{ "2024-02", "2024-02-01 2024-02-29", "2024-02" },
		{ "2025-Q4..2026-Q1", "2025-10-01 2026-03-31",
		    "2025-10-01..2026-03-31" },
		{ "2026-01..2026-06", "2026-01-01 2026-06-30", "2026-H1" },
		{ "2026..2026-02", "2026-01-01 2026-02-28",
		    "2026-01-01..2026-02-28" },
	};
	char buf[32], text[PERIOD_TEXT];

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct period p = { 0, 0 };
		struct err err;

		CHECK(period_parse(cases[i].text, &p, &err));
		CHECK_STR(days(p, buf), cases[i].days);
		CHECK_STR(period_text(p, text), cases[i].written);
	}
}

static void what_is_none(void)
{
	static const char *const cases[] = { "", "26", "2026-", "2026-Q5",
		"2026-Q0", "2026-H3", "2026-13", "2026-00", "2026-1",
		"2026-Q10", "2026-07-01", "2026..", "..2026", "0000",
		"2026-Q3..2026-Q2", "20x6", "2026-Qx" };

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct period p;
		struct err err;

		CHECK(!period_parse(cases[i], &p, &err));
	}
}

static void months(void)
{
	CHECK(date_month(date_of(2024, 2, 29)) == date_of(2024, 2, 1));
	CHECK(date_month(date_of(1969, 12, 1)) == date_of(1969, 12, 1));
	CHECK(date_month(DATE_NONE) == DATE_NONE);
}

int main(void)
{
	RUN(reading);
	RUN(what_is_none);
	RUN(months);
	return tap_done();
}
