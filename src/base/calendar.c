/* base/calendar.c - local days and business days. */

#include "config.h"

#include "base/calendar.h"

#define DAY_SECONDS 86400

/* No zone is further from UTC, or shifts further, than this. */
#define ZONE_REACH (INT64_C(26) * 3600)

/* Days of the week at work; a weekend of seven days is taken for none. */
static unsigned weekend_of(const struct calendar *c)
{
	unsigned weekend = c->weekend & 0x7f;

	return weekend == 0x7f ? 0 : weekend;
}

static bool is_weekend(const struct calendar *c, date_days d)
{
	return (weekend_of(c) >> date_weekday(d) & 1) != 0;
}

/* How many holidays come before a day. */
static size_t holidays_before(const struct calendar *c, date_days d)
{
	size_t low = 0, high = c->n_holidays;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (c->holidays[middle] < d)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_holiday(const struct calendar *c, date_days d)
{
	size_t i = holidays_before(c, d);

	return i < c->n_holidays && c->holidays[i] == d;
}

/* Holidays in (from, to] that are no weekend, each day once. */
static int holidays_between(
    const struct calendar *c, date_days from, date_days to)
{
	int n = 0;

	for (size_t i = holidays_before(c, from + 1);
	     i < c->n_holidays && c->holidays[i] <= to; i++) {
		if (i > 0 && c->holidays[i] == c->holidays[i - 1])
			continue;
		if (!is_weekend(c, c->holidays[i]))
			n++;
	}
	return n;
}

/* Days in (from, to] that are no weekend. */
static int workdays_between(
    const struct calendar *c, date_days from, date_days to)
{
	int days = to - from, per_week = 0, n;

	for (int i = 0; i < 7; i++)
		per_week += is_weekend(c, i) ? 0 : 1;
	n = days / 7 * per_week;
	for (date_days d = to - days % 7 + 1; d <= to; d++)
		n += is_weekend(c, d) ? 0 : 1;
	return n;
}

date_days calendar_day(const struct calendar *c, int64_t utc)
{
	const int64_t low = (int64_t)DATE_MIN * DAY_SECONDS;
	const int64_t high = ((int64_t)DATE_MAX + 1) * DAY_SECONDS - 1;
	int64_t local;

	utc = utc < low ? low : utc > high ? high : utc;
	local = utc + zone_offset(c->zone, utc);
	local = local < low ? low : local > high ? high : local;
	return (date_days)((local - low) / DAY_SECONDS) + DATE_MIN;
}

int64_t calendar_day_start(const struct calendar *c, date_days d)
{
	int64_t midnight = (int64_t)d * DAY_SECONDS;
	int64_t low = midnight - ZONE_REACH, high = midnight + ZONE_REACH;

	/* A search, since midnight itself may be skipped by a change. */
	while (high - low > 1) {
		int64_t middle = low + (high - low) / 2;

		if (calendar_day(c, middle) < d)
			low = middle;
		else
			high = middle;
	}
	return high;
}

bool calendar_is_business_day(const struct calendar *c, date_days d)
{
	return !is_weekend(c, d) && !is_holiday(c, d);
}

date_days calendar_add(const struct calendar *c, date_days d, int n)
{
	while (n > 0 && d < DATE_MAX) {
		d++;
		if (calendar_is_business_day(c, d))
			n--;
	}
	return d;
}

int calendar_between(const struct calendar *c, date_days from, date_days to)
{
	if (to < from)
		return -calendar_between(c, to, from);
	return workdays_between(c, from, to) - holidays_between(c, from, to);
}
