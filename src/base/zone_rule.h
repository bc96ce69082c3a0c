/*
 * base/zone_rule.h - a zone's rule for the years behind its table.
 *
 * The last line of a zone file is a rule as POSIX writes it in TZ:
 * "CET-1CEST,M3.5.0,M10.5.0/3". It holds for good.
 */

#ifndef BASE_ZONE_RULE_H
#define BASE_ZONE_RULE_H

#include <stdbool.h>
#include <stdint.h>

/* A day of each year and a local time of it. */
struct zone_change {
	char kind; /* 'M' month and week, 'J' without and 'D' with leap days */
	int month, week, day;
	int32_t seconds; /* from midnight, may be below 0 or above a day */
};

struct zone_rule {
	int32_t standard, summer; /* seconds to add to UTC */
	bool has_summer;
	struct zone_change begin, end; /* of summer time */
};

/* False when text is no such rule; *ret is then undefined. */
bool zone_rule_parse(const char *text, struct zone_rule *ret);

/* Seconds to add to UTC at that moment. */
int32_t zone_rule_offset(const struct zone_rule *r, int64_t utc);

#endif
