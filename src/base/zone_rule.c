/* base/zone_rule.c - a zone's rule for the years behind its table. */

#include "config.h"

#include "base/zone_rule.h"

#include "base/date.h"

#define DAY_SECONDS 86400

static bool take_number(const char **s, int low, int high, int *ret)
{
	int n = 0;
	const char *p = *s;

	for (; *p >= '0' && *p <= '9' && p - *s < 4; p++)
		n = n * 10 + (*p - '0');
	if (p == *s || n < low || n > high)
		return false;
	*s = p;
	*ret = n;
	return true;
}

/* Skips "CET" or "<+0330>". */
static bool skip_name(const char **s)
{
	const char *p = *s;

	if (*p == '<') {
		while (*p != '\0' && *p != '>')
			p++;
		if (*p != '>')
			return false;
		p++;
	} else {
		while ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z'))
			p++;
	}
	if (p - *s < 3)
		return false;
	*s = p;
	return true;
}

/* Reads [+-]hh[:mm[:ss]] as seconds. */
static bool take_time(const char **s, int most_hours, int32_t *ret)
{
	int hours, minutes = 0, seconds = 0;
	bool negative = **s == '-';
	int32_t n;

	if (**s == '-' || **s == '+')
		++*s;
	if (!take_number(s, 0, most_hours, &hours))
		return false;
	if (**s == ':') {
		++*s;
		if (!take_number(s, 0, 59, &minutes))
			return false;
	}
	if (**s == ':') {
		++*s;
		if (!take_number(s, 0, 59, &seconds))
			return false;
	}
	n = hours * 3600 + minutes * 60 + seconds;
	*ret = negative ? -n : n;
	return true;
}

static bool take_day(const char **s, struct zone_change *c)
{
	if (**s == 'M') {
		++*s;
		c->kind = 'M';
		if (!take_number(s, 1, 12, &c->month) || **s != '.')
			return false;
		++*s;
		if (!take_number(s, 1, 5, &c->week) || **s != '.')
			return false;
		++*s;
		return take_number(s, 0, 6, &c->day);
	}
	c->kind = 'D';
	if (**s == 'J') {
		++*s;
		c->kind = 'J';
	}
	return take_number(s, c->kind == 'J' ? 1 : 0, 365, &c->day);
}

/* Reads ",M3.5.0/2"; two o'clock unless it says otherwise. */
static bool take_change(const char **s, struct zone_change *c)
{
	if (**s != ',')
		return false;
	++*s;
	c->seconds = 2 * 3600;
	if (!take_day(s, c))
		return false;
	if (**s != '/')
		return true;
	++*s;
	return take_time(s, 167, &c->seconds);
}

/* The local day of a change; weeks count from the first such weekday, and
 * the fifth is the last. Rules count weekdays from Sunday. */
static date_days change_day(const struct zone_change *c, int year)
{
	date_days first, day, after;

	if (c->kind == 'D')
		return date_of(year, 1, 1) + c->day;
	if (c->kind == 'J') {
		/* February 29 is never counted. */
		day = date_of(year, 1, 1) + c->day - 1;
		return c->day >= 60 && date_of(year, 2, 29) != DATE_NONE
		    ? day + 1
		    : day;
	}
	first = date_of(year, c->month, 1);
	after = date_add_months(first, 1);
	day = first + (c->day + 6 - date_weekday(first)) % 7;
	day += 7 * (c->week - 1);
	while (day >= after)
		day -= 7;
	return day;
}

/* The moment of a change, given the offset that holds until then. */
static int64_t change_moment(
    const struct zone_change *c, int year, int32_t offset)
{
	return (int64_t)change_day(c, year) * DAY_SECONDS + c->seconds - offset;
}

bool zone_rule_parse(const char *text, struct zone_rule *ret)
{
	struct zone_rule r = { 0 };
	const char *s = text;
	int32_t west;

	if (!skip_name(&s) || !take_time(&s, 24, &west))
		return false;
	r.standard = -west; /* POSIX counts westward */
	if (*s != '\0') {
		r.has_summer = true;
		r.summer = r.standard + 3600;
		if (!skip_name(&s))
			return false;
		if (*s != ',') {
			if (!take_time(&s, 24, &west))
				return false;
			r.summer = -west;
		}
		if (!take_change(&s, &r.begin) || !take_change(&s, &r.end))
			return false;
	}
	if (*s != '\0')
		return false;
	*ret = r;
	return true;
}

int32_t zone_rule_offset(const struct zone_rule *r, int64_t utc)
{
	const int64_t low = (int64_t)DATE_MIN * DAY_SECONDS;
	const int64_t high = (int64_t)DATE_MAX * DAY_SECONDS;
	int64_t begin, end, local;
	int year, month, day;
	bool summer;

	if (!r->has_summer)
		return r->standard;
	local = utc + r->standard;
	local = utc < low ? low : utc > high ? high : local;
	local = local < low ? low : local;
	date_split((date_days)((local - low) / DAY_SECONDS) + DATE_MIN, &year,
	    &month, &day);
	begin = change_moment(&r->begin, year, r->standard);
	end = change_moment(&r->end, year, r->summer);
	/* In the south, summer spans the turn of the year. */
	if (begin < end)
		summer = utc >= begin && utc < end;
	else
		summer = utc >= begin || utc < end;
	return summer ? r->summer : r->standard;
}
