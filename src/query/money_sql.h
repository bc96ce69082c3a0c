/*
 * query/money_sql.h - expressions that lists of statements and payouts have
 * alike; private to query.
 */

#ifndef QUERY_MONEY_SQL_H
#define QUERY_MONEY_SQL_H

#define SQL_DAY(format, day) \
	"strftime('" format "', " day " * 86400, 'unixepoch')"

/* "2026-07", "2026-Q3", "2026"; the last month of anything else. */
#define SQL_PERIOD(from, to)                                 \
	"CASE WHEN " to " - " from " > 360 THEN " SQL_DAY(   \
	    "%Y", to) " WHEN " to " - " from                 \
		      " BETWEEN 80 AND 100 THEN " SQL_DAY(   \
			  "%Y-Q", to) " || ((" SQL_DAY("%m", \
			  to) " + 2) / 3) ELSE " SQL_DAY("%Y-%m", to) " END"

#endif
