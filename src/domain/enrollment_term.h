/*
 * domain/enrollment_term.h - the days of an agreement: its term, the last
 * day for notice, the days on which somebody is told.
 *
 * Nothing here reads the database or the clock.
 */

#ifndef DOMAIN_ENROLLMENT_TERM_H
#define DOMAIN_ENROLLMENT_TERM_H

#include "base/date.h"

/* The partner hears of the end this many days before the last for notice. */
#define REMIND_DAYS 30

struct enrollment_term {
	date_days from, to; /* first and last day */
};

/*
 * The term of `months` that covers a day, counted from the anchor, so that
 * a month's end stays one: from 2024-02-29 the years go to 2025-02-27 and
 * 2026-02-27, and in 2028 to 02-28 again. Before the anchor it is the first.
 */
struct enrollment_term term_covering(
    date_days anchor, int months, date_days day);

/* The one that follows the last day of another, which the anchor need not
 * have given: months may have changed since. */
struct enrollment_term term_after(date_days anchor, int months, date_days to);

/* The last day for notice, DATE_NONE if it is over. */
date_days term_notice_by(date_days to, int notice_days, date_days today);

/* The day to tell of the end; not before the term, DATE_NONE if notice is
 * over. */
date_days term_remind_on(
    struct enrollment_term term, int notice_days, date_days today);

/* The day a period later than `from`, at the month's day of the anchor where
 * `from` is one of its days. */
date_days term_step(date_days anchor, date_days from, int months);

#endif
