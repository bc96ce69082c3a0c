/* base/period.c - calendar periods. */

#include "config.h"

#include "base/period.h"

#include <stdio.h>
#include <string.h>

struct period period_of(date_days day, enum period_every every)
{
	struct period p;
	int year, month, ignored;

	date_split(day, &year, &month, &ignored);
	p.from = date_of(year, (month - 1) / (int)every * (int)every + 1, 1);
	p.to = date_add_months(p.from, (int)every) - 1;
	return p;
}

static int digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : -1;
}

static int number(const char *text, size_t len)
{
	int n = 0;

	for (size_t i = 0; i < len; i++) {
		if (digit(text[i]) < 0)
			return -1;
		n = n * 10 + digit(text[i]);
	}
	return n;
}

/* One period, of `len` bytes. */
static bool read_one(const char *text, size_t len, struct period *ret)
{
	int year = len >= 4 ? number(text, 4) : -1;
	enum period_every every = PERIOD_YEAR;
	int nth = 1;

	if (year < 1)
		return false;
	if (len == 7 && text[4] == '-') {
		if (text[5] == 'Q' || text[5] == 'q')
			every = PERIOD_QUARTER;
		else if (text[5] == 'H' || text[5] == 'h')
			every = PERIOD_HALF;
		else
			every = PERIOD_MONTH;
		nth = every == PERIOD_MONTH ? number(text + 5, 2)
					    : digit(text[6]);
	} else if (len != 4) {
		return false;
	}
	if (nth < 1 || nth > 12 / (int)every)
		return false;
	*ret = period_of(date_of(year, (nth - 1) * (int)every + 1, 1), every);
	return true;
}

bool period_parse(const char *text, struct period *ret, struct err *err)
{
	const char *dots = strstr(text, "..");
	size_t len = dots != NULL ? (size_t)(dots - text) : strlen(text);
	struct period first, last;

	if (!read_one(text, len, &first) ||
	    (dots != NULL && !read_one(dots + 2, strlen(dots + 2), &last)))
		return err_set(err, ERR_INVALID,
		    "\"%.40s\" is no period; write one like 2026, 2026-H1, "
		    "2026-Q3, 2026-07 or 2026-Q1..2026-Q3.",
		    text);
	if (dots != NULL && last.from < first.from)
		return err_set(err, ERR_INVALID,
		    "The period \"%.40s\" ends before it begins.", text);
	if (dots != NULL)
		first.to = last.to;
	*ret = first;
	return true;
}

static bool is_period(struct period p, enum period_every every)
{
	struct period whole = period_of(p.from, every);

	return whole.from == p.from && whole.to == p.to;
}

const char *period_text(struct period p, char buf[static PERIOD_TEXT])
{
	char from[11], to[11];
	int year, month, day;

	date_split(p.from, &year, &month, &day);
	if (is_period(p, PERIOD_YEAR))
		snprintf(buf, PERIOD_TEXT, "%04d", year % 10000);
	else if (is_period(p, PERIOD_HALF))
		snprintf(buf, PERIOD_TEXT, "%04d-H%d", year % 10000,
		    month > 6 ? 2 : 1);
	else if (is_period(p, PERIOD_QUARTER))
		snprintf(buf, PERIOD_TEXT, "%04d-Q%d", year % 10000,
		    (month - 1) % 12 / 3 + 1);
	else if (is_period(p, PERIOD_MONTH))
		snprintf(
		    buf, PERIOD_TEXT, "%04d-%02d", year % 10000, month % 100);
	else
		snprintf(buf, PERIOD_TEXT, "%s..%s", date_text(p.from, from),
		    date_text(p.to, to));
	return buf;
}
