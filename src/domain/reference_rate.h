/*
 * domain/reference_rate.h - the dated rates that a source published.
 *
 * A rate is kept by its currency and day, with where it comes from. Rates are
 * no records: nothing is owed by them; they only show an amount in another
 * currency. So the file that has them right replaces what is there, and no
 * batch of them is taken back.
 */

#ifndef DOMAIN_REFERENCE_RATE_H
#define DOMAIN_REFERENCE_RATE_H

#include "base/exchange.h"
#include "domain/change.h"

/* Keeps a rate; *ret_written is false when the same one was there. */
NODISCARD bool reference_rate_put(struct change *c,
    const struct exchange_rate *rate, const char *source, bool *ret_written,
    struct err *err);

/* How many there are. */
NODISCARD bool reference_rate_count(
    struct session *s, int64_t *ret, struct err *err);

#endif
