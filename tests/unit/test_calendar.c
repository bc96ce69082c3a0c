/* tests/unit/test_calendar.c - zones, local days and business days. */

#include "config.h"

#include "base/calendar.h"

#include "base/zone_rule.h"
#include "tests/tap.h"

static struct arena arena;
static struct err err;

static date_days day(const char *text)
{
	date_days d;

	return date_parse(text, &d, &err) ? d : DATE_NONE;
}

/* A moment from a date and a time of day in UTC. */
static int64_t at(const char *date, int hour, int minute, int second)
{
	return (int64_t)day(date) * 86400 + hour * 3600 + minute * 60 + second;
}

static const struct zone *zone(const char *name)
{
	const struct zone *z = NULL;

	if (!zone_load(name, &arena, &z, &err))
		printf("# %s\n", err.text);
	return z;
}

static void offsets_follow_the_clocks(void)
{
	static const struct {
		const char *zone, *date;
		int hour, minute, second, want;
	} cases[] = {
		/* Madrid 2026: 29 March and 25 October at 01:00 UTC. */
		{ "Europe/Madrid", "2026-03-29", 0, 59, 59, 3600 },
		{ "Europe/Madrid", "2026-03-29", 1, 0, 0, 7200 },
		{ "Europe/Madrid", "2026-10-25", 0, 59, 59, 7200 },
		{ "Europe/Madrid", "2026-10-25", 1, 0, 0, 3600 },
		/* New York 2026: 8 March 07:00, 1 November 06:00 UTC. */
		{ "America/New_York", "2026-03-08", 6, 59, 59, -18000 },
		{ "America/New_York", "2026-03-08", 7, 0, 0, -14400 },
		{ "America/New_York", "2026-11-01", 5, 59, 59, -14400 },
		{ "America/New_York", "2026-11-01", 6, 0, 0, -18000 },
		/* Behind the table, by the rule: 31 March, 27 October. */
		{ "Europe/Madrid", "2075-03-31", 0, 59, 59, 3600 },
		{ "Europe/Madrid", "2075-03-31", 1, 0, 0, 7200 },
		{ "Europe/Madrid", "2075-10-27", 0, 59, 59, 7200 },
		{ "Europe/Madrid", "2075-10-27", 1, 0, 0, 3600 },
		{ "America/New_York", "2075-03-10", 7, 0, 0, -14400 },
		{ "America/New_York", "2075-11-03", 6, 0, 0, -18000 },
		/* The south: summer over the turn of the year. */
		{ "Australia/Sydney", "2075-01-01", 0, 0, 0, 39600 },
		{ "Australia/Sydney", "2075-07-01", 0, 0, 0, 36000 },
		{ "Australia/Sydney", "2075-12-31", 20, 0, 0, 39600 },
		/* Odd offsets, and none. */
		{ "Asia/Kolkata", "2026-01-01", 0, 0, 0, 19800 },
		{ "Asia/Kathmandu", "2090-01-01", 0, 0, 0, 20700 },
		{ "Asia/Tokyo", "2026-01-01", 0, 0, 0, 32400 },
		{ "UTC", "2026-07-01", 0, 0, 0, 0 },
		{ "Etc/GMT+5", "2026-07-01", 0, 0, 0, -18000 },
		/* Before the first change, local mean time. */
		{ "Europe/Madrid", "1800-01-01", 0, 0, 0, -884 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct zone *z = zone(cases[i].zone);

		printf("# %s %s %d\n", cases[i].zone, cases[i].date,
		    cases[i].hour);
		CHECK(z != NULL);
		CHECK(zone_offset(z,
			  at(cases[i].date, cases[i].hour, cases[i].minute,
			      cases[i].second)) == cases[i].want);
	}
	CHECK(zone_offset(NULL, 0) == 0);
	CHECK(zone_offset(zone("Europe/Madrid"), INT64_MAX) == 3600);
	CHECK(zone_offset(zone("Europe/Madrid"), INT64_MIN) == -884);
}

/* Longer than any name. */
#define LONG_NAME                         \
	"Europe/aaaaaaaaaaaaaaaaaaaaaaaa" \
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static void odd_zones_are_refused(void)
{
	static const char *const bad[] = { "", "Europe/Atlantis",
		"../../etc/passwd", "/etc/localtime", "Europe/../UTC",
		"Europe/Madrid ", "Europe", "zone.tab", "zone1970.tab",
		"tzdata.zi", "Eur\xc3\xb6pe/Madrid", "Europe/Mad;rid",
		LONG_NAME };

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		const struct zone *z = NULL;

		printf("# refuse \"%s\"\n", bad[i]);
		CHECK(!zone_exists(bad[i]));
		CHECK(!zone_load(bad[i], &arena, &z, &err));
		CHECK(z == NULL && err.kind == ERR_INVALID);
	}
	CHECK(zone_exists("Europe/Madrid"));
	CHECK(zone_exists("America/Argentina/Buenos_Aires"));
}

static void rules_are_read_strictly(void)
{
	static const char *const good[] = { "CET-1CEST,M3.5.0,M10.5.0/3",
		"EST5EDT,M3.2.0,M11.1.0", "<+0545>-5:45", "UTC0",
		"<-03>3<-02>,M3.5.0/-2,M10.5.0/-1",
		"IST-2IDT,M3.4.4/26,M10.5.0", "<+00>0<+01>,0/0,J365/25" };
	static const char *const bad[] = { "", "CET", "C1", "CET-1CEST",
		"CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
		"CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0",
		"CET-1CEST,M3.5.0,M10.5.0/3x", "CET-25", "<+01-1",
		"CET-1CEST,M3.5.0/168,M10.5.0", "CET-1CEST,J0,J5" };
	struct zone_rule r;

	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		printf("# %s\n", good[i]);
		CHECK(zone_rule_parse(good[i], &r));
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		printf("# refuse %s\n", bad[i]);
		CHECK(!zone_rule_parse(bad[i], &r));
	}
	/* March 1 by day of the year, with and without a leap day. */
	CHECK(zone_rule_parse("AAA0BBB,J60/0,J300/0", &r));
	CHECK(zone_rule_offset(&r, at("2028-02-29", 23, 59, 59)) == 0);
	CHECK(zone_rule_offset(&r, at("2028-03-01", 0, 0, 0)) == 3600);
	CHECK(zone_rule_parse("AAA0BBB,59/0,300/0", &r));
	CHECK(zone_rule_offset(&r, at("2028-02-29", 0, 0, 0)) == 3600);
	CHECK(zone_rule_offset(&r, at("2027-02-28", 23, 59, 59)) == 0);
	/* Summer all year round. */
	CHECK(zone_rule_parse("<+00>0<+01>,0/0,J365/25", &r));
	CHECK(zone_rule_offset(&r, at("2027-01-01", 0, 0, 0)) == 3600);
	CHECK(zone_rule_offset(&r, at("2027-12-31", 23, 30, 0)) == 3600);
}

static void local_days_begin_at_midnight(void)
{
	static const struct {
		const char *zone, *date;
		const char *want;
	} cases[] = {
		{ "Europe/Madrid", "2026-03-29", "2026-03-28T23:00:00Z" },
		{ "Europe/Madrid", "2026-03-30", "2026-03-29T22:00:00Z" },
		{ "Europe/Madrid", "2026-10-25", "2026-10-24T22:00:00Z" },
		{ "Europe/Madrid", "2026-10-26", "2026-10-25T23:00:00Z" },
		{ "America/New_York", "2026-03-09", "2026-03-09T04:00:00Z" },
		{ "America/New_York", "2026-11-02", "2026-11-02T05:00:00Z" },
		/* Midnight was skipped: the day began at one o'clock. */
		{ "America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z" },
		/* The whole day was skipped: the next one's beginning. */
		{ "Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z" },
		{ "Asia/Tokyo", "2026-01-01", "2025-12-31T15:00:00Z" },
		{ "UTC", "2026-01-01", "2026-01-01T00:00:00Z" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct calendar c = { .zone = zone(cases[i].zone) };
		date_days d = day(cases[i].date);
		int64_t start = calendar_day_start(&c, d);
		char text[21];

		printf("# %s %s\n", cases[i].zone, cases[i].date);
		CHECK_STR(moment_text(start, text), cases[i].want);
		CHECK(calendar_day(&c, start) >= d);
		CHECK(calendar_day(&c, start - 1) == d - 1);
	}
}

/* Easter week and Christmas 2026. */
static const date_days *holidays(size_t *ret_n)
{
	static date_days list[4];

	list[0] = day("2026-04-03");
	list[1] = day("2026-04-06");
	list[2] = day("2026-12-25");
	list[3] = day("2026-12-26"); /* a Saturday */
	*ret_n = ARRAY_LEN(list);
	return list;
}

static void business_days_are_counted(void)
{
	static const struct {
		const char *from;
		int n;
		const char *want;
	} cases[] = {
		{ "2026-03-30", 0, "2026-03-30" },
		{ "2026-03-30", 1, "2026-03-31" },
		{ "2026-04-02", 1, "2026-04-07" }, /* Easter */
		{ "2026-04-03", 1, "2026-04-07" },
		{ "2026-04-04", 1, "2026-04-07" },
		{ "2026-04-04", 0, "2026-04-04" },
		{ "2026-04-01", 5, "2026-04-10" },
		{ "2026-12-24", 1, "2026-12-28" },
		{ "2026-03-27", 1, "2026-03-30" }, /* over a clock change */
		{ "9999-12-30", 9, "9999-12-31" },
	};
	struct calendar c = { .weekend = WEEKEND_SAT_SUN };

	c.holidays = holidays(&c.n_holidays);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char text[11];

		printf("# %s + %d\n", cases[i].from, cases[i].n);
		CHECK_STR(
		    date_text(
			calendar_add(&c, day(cases[i].from), cases[i].n), text),
		    cases[i].want);
	}
	CHECK(!calendar_is_business_day(&c, day("2026-04-06")));
	CHECK(!calendar_is_business_day(&c, day("2026-04-05")));
	CHECK(calendar_is_business_day(&c, day("2026-04-07")));
}

/* Every pair of days of a year, against counting one by one. */
static void between_agrees_with_counting(void)
{
	static const unsigned weekends[] = { WEEKEND_SAT_SUN, 0, 1u << 4,
		1u << 4 | 1u << 5, 0x7f };

	for (size_t w = 0; w < ARRAY_LEN(weekends); w++) {
		struct calendar c = { .weekend = weekends[w] };
		date_days from = day("2026-03-20");

		c.holidays = holidays(&c.n_holidays);
		for (int start = 0; start < 8; start++) {
			int n = 0;

			for (date_days d = from + start; d <= day("2027-01-31");
			     d++) {
				CHECK(
				    calendar_between(&c, from + start, d) == n);
				CHECK(calendar_between(&c, d, from + start) ==
				    -n);
				n +=
				    calendar_is_business_day(&c, d + 1) ? 1 : 0;
			}
		}
	}
}

int main(void)
{
	if (!zone_exists("Europe/Madrid")) {
		printf("1..0 # SKIP no /usr/share/zoneinfo (tzdata)\n");
		return 0;
	}
	RUN(offsets_follow_the_clocks);
	RUN(odd_zones_are_refused);
	RUN(rules_are_read_strictly);
	RUN(local_days_begin_at_midnight);
	RUN(business_days_are_counted);
	RUN(between_agrees_with_counting);
	arena_done(&arena);
	return tap_done();
}
