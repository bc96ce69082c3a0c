/*
 * base/calendar.h - business days and time zones.
 *
 * A calendar belongs to a contracting entity: its zone, its weekend, its
 * holidays. Day 1 of a term is the next business day; the term ends at the
 * end of its last day, local time.
 */

#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

#include "base/date.h"

struct zone;

struct calendar {
	const struct zone *zone;   /* NULL is UTC */
	unsigned weekend;          /* bit 0 Monday .. bit 6 Sunday */
	const date_days *holidays; /* ascending */
	size_t n_holidays;
};

#define WEEKEND_SAT_SUN (1u << 5 | 1u << 6)

/*
 * Reads a zone of the system's time zone files by name ("Europe/Madrid");
 * names with "..", a leading slash or odd characters are invalid. Zones are
 * read once and live as long as the arena.
 */
NODISCARD bool zone_load(const char *name, struct arena *a,
    const struct zone **ret, struct err *err);

/* True for a well-formed name whose file exists. */
bool zone_exists(const char *name);

/* Seconds to add to UTC at that moment; 0 for NULL. */
int32_t zone_offset(const struct zone *zone, int64_t utc);

/* The local day of a moment. */
date_days calendar_day(const struct calendar *c, int64_t utc);

/* The first moment (UTC) of a local day. */
int64_t calendar_day_start(const struct calendar *c, date_days d);

bool calendar_is_business_day(const struct calendar *c, date_days d);

/* The n-th business day after d (n >= 0; 0 is d itself). */
date_days calendar_add(const struct calendar *c, date_days d, int n);

/* Business days in (from, to]; negative when to < from. */
int calendar_between(const struct calendar *c, date_days from, date_days to);

#endif
