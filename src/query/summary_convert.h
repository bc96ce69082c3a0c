/*
 * query/summary_convert.h - a summary in one reporting currency.
 *
 * A view has one rate for each currency: the last that was published on or
 * before a day. Each sum is exchanged by one division, through the euro
 * where it is neither; then sums of the same keys, which are of one currency
 * now, are added. So the states of a row still add up to its commission.
 */

#ifndef QUERY_SUMMARY_CONVERT_H
#define QUERY_SUMMARY_CONVERT_H

#include "base/exchange.h"
#include "query/summary.h"

/* A rate that a view uses, the euro's own left out. */
struct summary_rate {
	struct exchange_rate rate;
	const char *source; /* "European Central Bank" */
	bool found;         /* false: there is none that early */
};

struct summary_rates {
	struct summary_rate *list; /* by currency */
	size_t n;
	bool whole; /* every row could be converted */
};

/*
 * Converts the rows. Those of a currency without a rate, or all when the
 * reporting currency has none, stay as they are. The summary was read
 * without that filter of its ask, or there is nothing to convert.
 */
NODISCARD bool summary_convert(struct db *db, struct summary *s,
    const char *currency, date_days on, struct arena *a,
    struct summary_rates *ret, struct err *err);

/* "1 EUR = 1.0823 USD, 2026-03-30, European Central Bank", or that there is
 * none. */
const char *summary_rate_text(
    const struct summary_rate *r, date_days on, struct arena *a);

#endif
