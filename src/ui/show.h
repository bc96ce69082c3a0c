/*
 * ui/show.h - values as people read them.
 */

#ifndef UI_SHOW_H
#define UI_SHOW_H

#include "base/date.h"
#include "base/money.h"
#include "base/value.h"

/* Amounts grouped, dates ISO, moments to the minute (UTC), "-" for none. */
const char *show_value(struct value v, struct arena *a);

/* "EUR 143 000": rounded to whole units, for overviews. */
const char *show_whole(struct money m, struct arena *a);

/* "1.66M", "655k", "950": for overviews, without the currency. */
const char *show_short(struct money m, struct arena *a);

/* "120 000", with decimals only where there are some. */
const char *show_amount(struct money m, struct arena *a);

/* "14 Mar", with the year when it is not today's. */
const char *show_day(date_days d, date_days today, struct arena *a);

/* Days until then: "4d"; "!3d" when it was three days ago. */
const char *show_days(date_days d, date_days today, struct arena *a);

/* "14:05:12" UTC. */
const char *show_time(int64_t utc, struct arena *a);

/* "A-12". */
const char *show_id(const char *noun, int64_t id, struct arena *a);

/* The first letter of each word stays: "L**** O*****", "B-8*******". */
const char *show_masked(const char *s, struct arena *a);

#endif
