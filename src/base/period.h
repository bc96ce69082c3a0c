/*
 * base/period.h - calendar periods: years, halves, quarters, months.
 */

#ifndef BASE_PERIOD_H
#define BASE_PERIOD_H

#include "base/date.h"

/* How many months one has. */
enum period_every {
	PERIOD_MONTH = 1,
	PERIOD_QUARTER = 3,
	PERIOD_HALF = 6,
	PERIOD_YEAR = 12,
};

/* The first and the last day. */
struct period {
	date_days from, to;
};

/* The one that a day lies in. */
struct period period_of(date_days day, enum period_every every);

/* "2026", "2026-H1", "2026-Q3", "2026-07", or a range of two such, "a..b". */
NODISCARD bool period_parse(
    const char *text, struct period *ret, struct err *err);

/* The same names; a range of days where it is none of them. */
enum { PERIOD_TEXT = 24 };
const char *period_text(struct period p, char buf[static PERIOD_TEXT]);

#endif
