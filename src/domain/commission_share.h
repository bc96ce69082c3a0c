/*
 * domain/commission_share.h - parts of a commission that add up to it.
 *
 * Whatever is paid, refunded or split in parts is computed from totals, so
 * that the parts always sum to the whole, to the cent.
 */

#ifndef DOMAIN_COMMISSION_SHARE_H
#define DOMAIN_COMMISSION_SHARE_H

#include "base/money.h"

/*
 * What a payment earns: round(commission x paid so far / base) less what
 * was earned before. Paid more than the base counts as the base; a base of
 * 0 is earned with the first payment. Amounts not in a struct money are of
 * the same currency.
 */
NODISCARD bool commission_earned(struct money commission, int64_t base,
    int64_t paid, int64_t earned_before, enum rounding how, struct money *ret,
    struct err *err);

/*
 * What a refund takes off, as a positive amount: round(commission x
 * refunded so far / base) less what was taken off before. The units are
 * minor units, or pieces where the base is 0. Refunding more than the whole
 * is ERR_REFUSED.
 */
NODISCARD bool commission_refund(struct money commission, int64_t base,
    int64_t refunded, int64_t taken_before, enum rounding how,
    struct money *ret, struct err *err);

/* Of what a refund takes off, the part that was not earned yet: it goes
 * first, the rest is taken from what was earned. */
int64_t commission_refund_unearned(int64_t taken, int64_t unearned);

/* One partner's part of a split. */
struct commission_part {
	int64_t partner; /* its id */
	int64_t ppm;     /* all sum to 1,000,000 */
	int64_t minor;   /* the result */
};

/*
 * Splits by largest remainder, ties to the lower partner id; the parts sum
 * to the whole, whatever its sign.
 */
NODISCARD bool commission_split(struct money whole,
    struct commission_part *parts, size_t n, struct err *err);

#endif
