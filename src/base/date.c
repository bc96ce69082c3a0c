/* base/date.c - calendar days and moments. */

#include "config.h"

#include "base/date.h"

#include <string.h>
#include <strings.h>
#include <time.h>

#define DAY_SECONDS 86400

static const char *const weekdays[] = { "monday", "tuesday", "wednesday",
	"thursday", "friday", "saturday", "sunday" };

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Days from 0000-03-01, counting years from March so that leap days end. */
static int32_t days_from_civil(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = y / 400, yoe = y % 400;
	int doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy;
}

#define EPOCH_DAYS 719468 /* from 0000-03-01 to 1970-01-01 */

static int clamp_int(int n, int low, int high)
{
	return n < low ? low : n > high ? high : n;
}

/* Writes exactly n digits. */
static char *put_digits(char *at, int value, int n)
{
	for (int i = n - 1; i >= 0; i--) {
		at[i] = (char)('0' + value % 10);
		value /= 10;
	}
	return at + n;
}

/* Reads exactly n digits; -1 when there are fewer. */
static int take_digits(const char *s, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		value = value * 10 + (s[i] - '0');
	}
	return value;
}

static bool all_digits(const char *s)
{
	return s[strspn(s, "0123456789")] == '\0';
}

static date_days parse_iso(const char *s)
{
	if (strlen(s) != 10 || s[4] != '-' || s[7] != '-')
		return DATE_NONE;
	return date_of(
	    take_digits(s, 4), take_digits(s + 5, 2), take_digits(s + 8, 2));
}

static date_days parse_month_day(const char *s, date_days today)
{
	int year, month, day;

	if (strlen(s) != 4 || !all_digits(s) || today == DATE_NONE)
		return DATE_NONE;
	date_split(today, &year, &month, &day);
	return date_of(year, take_digits(s, 2), take_digits(s + 2, 2));
}

/* "+7", "-3": days from today; at most four digits. */
static date_days parse_relative(const char *s, date_days today)
{
	size_t len = strlen(s);
	int32_t days;

	if ((*s != '+' && *s != '-') || len < 2 || len > 5 ||
	    !all_digits(s + 1) || today == DATE_NONE)
		return DATE_NONE;
	days = take_digits(s + 1, (int)len - 1);
	days = today + (*s == '-' ? -days : days);
	return days < DATE_MIN || days > DATE_MAX ? DATE_NONE : days;
}

/* A weekday by three letters or more: its next day after today. */
static date_days parse_weekday(const char *s, date_days today)
{
	size_t len = strlen(s);

	if (len < 3 || today == DATE_NONE)
		return DATE_NONE;
	for (int i = 0; i < 7; i++) {
		int ahead;

		if (strncasecmp(s, weekdays[i], len) != 0)
			continue;
		ahead = (i - date_weekday(today) + 7) % 7;
		ahead = ahead == 0 ? 7 : ahead;
		return today + ahead > DATE_MAX ? DATE_NONE : today + ahead;
	}
	return DATE_NONE;
}

date_days date_of(int year, int month, int day)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
	    day > month_days(year, month))
		return DATE_NONE;
	return days_from_civil(year, month, day) - EPOCH_DAYS;
}

void date_split(date_days d, int *ret_year, int *ret_month, int *ret_day)
{
	int z = clamp_int(d, DATE_MIN, DATE_MAX) + EPOCH_DAYS;
	int era = z / 146097, doe = z % 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;

	*ret_day = doy - (153 * mp + 2) / 5 + 1;
	*ret_month = mp < 10 ? mp + 3 : mp - 9;
	*ret_year = yoe + era * 400 + (*ret_month <= 2 ? 1 : 0);
}

int date_weekday(date_days d)
{
	/* 1970-01-01 was a Thursday. */
	int n = (int)(((int64_t)d + 3) % 7);

	return n < 0 ? n + 7 : n;
}

date_days date_add_months(date_days d, int months)
{
	int year, month, day;
	int64_t n;

	if (d == DATE_NONE)
		return DATE_NONE;
	date_split(d, &year, &month, &day);
	n = (int64_t)year * 12 + month - 1 + months;
	if (n < 12)
		return DATE_MIN;
	if (n >= INT64_C(10000) * 12)
		return DATE_MAX;
	year = (int)(n / 12);
	month = (int)(n % 12) + 1;
	return date_of(year, month, clamp_int(day, 1, month_days(year, month)));
}

date_days date_month(date_days d)
{
	int year, month, day;

	if (d == DATE_NONE)
		return DATE_NONE;
	date_split(d, &year, &month, &day);
	return d - day + 1;
}

bool date_parse(const char *text, date_days *ret, struct err *err)
{
	date_days d = parse_iso(text);

	if (d == DATE_NONE)
		return err_set(err, ERR_INVALID,
		    "`%.40s` is not a date; write it like 2026-01-31.", text);
	*ret = d;
	return true;
}

bool date_parse_typed(
    const char *text, date_days today, date_days *ret, struct err *err)
{
	date_days d = parse_iso(text);

	if (d == DATE_NONE)
		d = parse_month_day(text, today);
	if (d == DATE_NONE)
		d = parse_relative(text, today);
	if (d == DATE_NONE && strcasecmp(text, "today") == 0)
		d = today;
	if (d == DATE_NONE)
		d = parse_weekday(text, today);
	if (d == DATE_NONE)
		return err_set(err, ERR_INVALID,
		    "`%.40s` is not a date; write 2026-01-31, 0131 (month "
		    "and day), +7, today or fri.",
		    text);
	*ret = d;
	return true;
}

const char *date_text(date_days d, char buf[static 11])
{
	int year, month, day;
	char *at = buf;

	if (d != DATE_NONE) {
		date_split(d, &year, &month, &day);
		at = put_digits(at, year, 4);
		*at++ = '-';
		at = put_digits(at, month, 2);
		*at++ = '-';
		at = put_digits(at, day, 2);
	}
	*at = '\0';
	return buf;
}

const char *moment_text(int64_t utc, char buf[static 21])
{
	const int64_t low = (int64_t)DATE_MIN * DAY_SECONDS;
	const int64_t high = ((int64_t)DATE_MAX + 1) * DAY_SECONDS - 1;
	int64_t since = (utc < low ? low : utc > high ? high : utc) - low;
	int second = (int)(since % DAY_SECONDS);
	char *at = buf + 10;

	date_text((date_days)(since / DAY_SECONDS) + DATE_MIN, buf);
	*at++ = 'T';
	at = put_digits(at, second / 3600, 2);
	*at++ = ':';
	at = put_digits(at, second / 60 % 60, 2);
	*at++ = ':';
	at = put_digits(at, second % 60, 2);
	*at++ = 'Z';
	*at = '\0';
	return buf;
}

int64_t clock_now(void)
{
	return (int64_t)time(NULL);
}
