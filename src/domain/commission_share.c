/* domain/commission_share.c - parts of a commission that add up to it. */

#include "config.h"

#include "domain/commission_share.h"

#define PARTS_MAX 64

static bool less(
    struct money a, int64_t minor, struct money *ret, struct err *err)
{
	struct money b = a;

	b.minor = -minor;
	return money_add(a, b, ret, err);
}

bool commission_earned(struct money commission, int64_t base, int64_t paid,
    int64_t earned_before, enum rounding how, struct money *ret,
    struct err *err)
{
	struct money earned = commission;

	if (paid > base)
		paid = base;
	return (base == 0 ||
		   money_share(commission, paid, base, how, &earned, err)) &&
	    less(earned, earned_before, ret, err);
}

bool commission_refund(struct money commission, int64_t base, int64_t refunded,
    int64_t taken_before, enum rounding how, struct money *ret, struct err *err)
{
	struct money taken = commission;

	if (refunded < 0 || refunded > base)
		return err_set(err, ERR_REFUSED,
		    "More would be refunded than the sale still has.");
	return (base == 0 ||
		   money_share(commission, refunded, base, how, &taken, err)) &&
	    less(taken, taken_before, ret, err);
}

int64_t commission_refund_unearned(int64_t taken, int64_t unearned)
{
	return taken < unearned ? taken : unearned;
}

/* Whether part a gets a spare unit before part b. */
static bool goes_first(const struct commission_part *a, int64_t rest_a,
    const struct commission_part *b, int64_t rest_b)
{
	return rest_a > rest_b || (rest_a == rest_b && a->partner < b->partner);
}

static bool check_parts(
    const struct commission_part *parts, size_t n, struct err *err)
{
	int64_t sum = 0;

	if (n == 0 || n > PARTS_MAX)
		return err_set(
		    err, ERR_INVALID, "A split has 1 to %d parts.", PARTS_MAX);
	for (size_t i = 0; i < n; i++) {
		if (parts[i].ppm < 0 || parts[i].ppm > PPM)
			return err_set(err, ERR_INVALID,
			    "A part of a split is 0 to 1000000 millionths.");
		sum += parts[i].ppm;
	}
	if (sum != PPM)
		return err_set(err, ERR_INVALID,
		    "The parts of a split sum to 1000000 millionths.");
	return true;
}

bool commission_split(struct money whole, struct commission_part *parts,
    size_t n, struct err *err)
{
	int64_t rest[PARTS_MAX];
	int64_t sign = whole.minor < 0 ? -1 : 1, size = whole.minor * sign;
	int64_t left = size;

	if (!check_parts(parts, n, err))
		return false;
	/* size x ppm may need 70 bits: its two halves do not. */
	for (size_t i = 0; i < n; i++) {
		int64_t high = size / PPM * parts[i].ppm;
		int64_t low = size % PPM * parts[i].ppm;

		parts[i].minor = high + low / PPM;
		rest[i] = low % PPM;
		left -= parts[i].minor;
	}
	for (; left > 0; left--) {
		size_t best = 0;

		for (size_t i = 1; i < n; i++)
			if (goes_first(
				&parts[i], rest[i], &parts[best], rest[best]))
				best = i;
		parts[best].minor++;
		rest[best] = -1;
	}
	for (size_t i = 0; i < n; i++)
		parts[i].minor *= sign;
	return true;
}
