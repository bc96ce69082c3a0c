/*
 * domain/statement_balance.h - what a statement comes to; private to
 * domain/statement*.c and payout*.c. Nothing here reads the database.
 */

#ifndef DOMAIN_STATEMENT_BALANCE_H
#define DOMAIN_STATEMENT_BALANCE_H

#include "base/money.h"

enum why_carried {
	CARRIED_NOT,      /* it is payable */
	CARRIED_NEGATIVE, /* the partner owes; the next lines net it */
	CARRIED_NOTHING,  /* its lines are nothing together */
	CARRIED_MINIMUM,
};

struct statement_balance {
	int64_t payable, withheld, carried;
	enum why_carried why;
};

/*
 * opening + earned is payable, or carried where it is under the minimum or
 * not above zero; the withholding, in millionths, is of what is payable and
 * rounds half up. ERR_INVALID on overflow.
 */
NODISCARD bool statement_balance(struct money opening, int64_t earned,
    int64_t minimum, int64_t withholding, struct statement_balance *ret,
    struct err *err);

/* "under the minimum of 100.00", "negative" ... in the arena; "" for
 * CARRIED_NOT. */
const char *why_carried_text(
    enum why_carried why, struct money minimum, struct arena *a);

/*
 * What lapses of a carried balance: what stood in it on the cut-off day and
 * was never used since. `balances` are the carried ones from that day on,
 * the oldest first, and the one that is about to be carried now.
 */
int64_t forfeited(const int64_t *balances, size_t n);

#endif
