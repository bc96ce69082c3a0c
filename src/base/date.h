/*
 * base/date.h - calendar days and moments.
 *
 * A date is a number of days since 1970-01-01 in the proleptic Gregorian
 * calendar; a moment is a number of seconds since then in UTC. Both are
 * stored as integers. Nothing here reads the clock, except clock_now().
 */

#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

/* Days; 0001-01-01 to 9999-12-31. DATE_NONE is an empty date. */
typedef int32_t date_days;
#define DATE_NONE INT32_MIN
#define DATE_MIN (-719162)
#define DATE_MAX 2932896

date_days date_of(int year, int month, int day); /* DATE_NONE if no such day */
void date_split(date_days d, int *ret_year, int *ret_month, int *ret_day);
int date_weekday(date_days d); /* 0 Monday .. 6 Sunday */

/* Same day of a later month, the last one if there is none: 01-31 + 1 month
 * is 02-28 or 02-29. */
date_days date_add_months(date_days d, int months);

/* The first day of its month. */
date_days date_month(date_days d);

/* "2026-01-31" only. */
NODISCARD bool date_parse(const char *text, date_days *ret, struct err *err);

/*
 * What a person types in a form: 2026-01-31, 0412 (day and month nearest
 * ahead is not guessed: MMDD of the present year), +7, -3, today, fri (the
 * next Friday).
 */
NODISCARD bool date_parse_typed(
    const char *text, date_days today, date_days *ret, struct err *err);

/*
 * Reads text by a strptime-like format of %Y %m %d %H %M %S %b %B %y %e %j
 * %T %F %z %Z and literals, month names in English whatever the locale; the
 * whole text must match, a time of day is dropped without a zone shift.
 * Single-digit days and months are fine; %Y needs four digits, %y two.
 */
NODISCARD bool date_parse_format(
    const char *text, const char *format, date_days *ret, struct err *err);

/* Refuses a format that date_parse_format() cannot read by. */
NODISCARD bool date_format_check(const char *format, struct err *err);

/* Writes "2026-01-31", "" for DATE_NONE. buf holds at least 11 bytes. */
const char *date_text(date_days d, char buf[static 11]);

/* Writes "2026-01-31T14:05:12Z". */
const char *moment_text(int64_t utc, char buf[static 21]);

/* Seconds since the epoch now, UTC. */
int64_t clock_now(void);

#endif
