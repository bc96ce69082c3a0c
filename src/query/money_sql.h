/*
 * query/money_sql.h - expressions that lists of sales, commissions and
 * statements have alike; private to query.
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

/*
 * The tranches t of the commission c. One is held by somebody, or by its
 * window: the date decides about that one, and nobody has to come by when
 * the window ends.
 */
#define SQL_TRANCHES " FROM tranche t WHERE t.commission = c.id AND t.void = 0"
#define SQL_HELD "(t.state = 'held' OR t.release_on > today())"
#define SQL_STANDS(state) "(t.state = '" state "' AND t.release_on <= today())"
#define SQL_SUM(condition) \
	"coalesce(sum(t.amount) FILTER (WHERE " condition "), 0)"

/* The first of these in which there is something, as of today; what no
 * tranche has earned is accrued. */
#define SQL_COMMISSION_STATUS                                                         \
	"(SELECT CASE WHEN " SQL_SUM(                                                 \
	    SQL_HELD) " <> 0 THEN 'held'"                                             \
		      " WHEN coalesce(sum(t.amount), 0) <> c.amount THEN 'accrued'"   \
		      " WHEN " SQL_SUM(SQL_STANDS(                                    \
			  "earned")) " <> 0 THEN 'earned'"                            \
				     " WHEN " SQL_SUM(SQL_STANDS(                     \
					 "approved")) " <> 0 THEN 'approved'"         \
						      " ELSE 'paid' END" SQL_TRANCHES \
						      ")"

#endif
