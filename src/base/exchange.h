/*
 * base/exchange.h - amounts of one currency in another, by dated rates.
 *
 * A rate is what its source published: units of a currency for one euro.
 * Between two other currencies the euro stands in the middle, with one
 * division for both steps, so that nothing is rounded twice.
 */

#ifndef BASE_EXCHANGE_H
#define BASE_EXCHANGE_H

#include "base/date.h"
#include "base/money.h"

struct exchange_rate {
	char currency[4];
	struct decimal per_euro; /* above zero */
	date_days on;            /* of the source; the euro's is DATE_NONE */
};

/* One euro is one euro, on every day. */
struct exchange_rate exchange_euro(void);

/*
 * The amount, which is of the one rate's currency, in the other's; halves
 * are rounded away from zero. ERR_INVALID when a rate is not above zero, is
 * of another currency, or the result is too large.
 */
NODISCARD bool exchange_convert(struct money amount, struct exchange_rate from,
    struct exchange_rate to, struct money *ret, struct err *err);

#endif
