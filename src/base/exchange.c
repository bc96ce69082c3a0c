/* base/exchange.c - amounts of one currency in another. */

#include "config.h"

#include "base/exchange.h"

#include <stdio.h>
#include <string.h>

__extension__ typedef unsigned __int128 uint128;

struct exchange_rate exchange_euro(void)
{
	return (struct exchange_rate){ .currency = "EUR",
		.per_euro = { .units = 1, .set = true },
		.on = DATE_NONE };
}

/* Times a power of ten; false when it does not fit. */
static bool shift(uint128 *n, int zeros)
{
	for (; zeros > 0; zeros--)
		if (__builtin_mul_overflow(*n, (uint128)10, n))
			return false;
	return true;
}

static bool good(const struct exchange_rate *rate)
{
	return rate->per_euro.set && rate->per_euro.units > 0;
}

static bool too_large(struct err *err)
{
	return err_set(err, ERR_INVALID,
	    "The amount is too large for the other currency.");
}

/*
 * amount x to / from, all as whole numbers: the powers of ten that they leave
 * behind go to one side of the division.
 */
static bool cross(uint64_t minor, const struct exchange_rate *from,
    const struct exchange_rate *to, int zeros, uint128 *ret)
{
	uint128 over = minor, by = (uint128)from->per_euro.units, rest;

	if (__builtin_mul_overflow(over, (uint128)to->per_euro.units, &over) ||
	    !shift(&over, zeros) || !shift(&by, -zeros))
		return false;
	rest = over % by;
	*ret = over / by + (rest >= by - rest);
	return true;
}

bool exchange_convert(struct money amount, struct exchange_rate from,
    struct exchange_rate to, struct money *ret, struct err *err)
{
	const struct currency *a = currency_find(from.currency);
	const struct currency *b = currency_find(to.currency);
	bool negative = amount.minor < 0;
	uint64_t minor =
	    negative ? 0 - (uint64_t)amount.minor : (uint64_t)amount.minor;
	struct money result = { .minor = 0 };
	uint128 units;

	if (a == NULL || b == NULL || !good(&from) || !good(&to) ||
	    strcmp(amount.currency, from.currency) != 0)
		return err_set(err, ERR_INVALID,
		    "There is no rate from %s to %s.", amount.currency,
		    to.currency);
	if (strcmp(from.currency, to.currency) == 0) {
		*ret = amount;
		return true;
	}
	if (!cross(minor, &from, &to,
		from.per_euro.scale - to.per_euro.scale + b->exponent -
		    a->exponent,
		&units) ||
	    units > (uint128)MONEY_MAX)
		return too_large(err);
	result.minor = negative ? -(int64_t)units : (int64_t)units;
	snprintf(result.currency, sizeof(result.currency), "%s", b->code);
	*ret = result;
	return true;
}
