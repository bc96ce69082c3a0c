/* domain/statement_balance.c - what a statement comes to. */

#include "config.h"

#include "domain/statement_balance.h"

static struct money of(struct money like, int64_t minor)
{
	like.minor = minor;
	return like;
}

bool statement_balance(struct money opening, int64_t earned, int64_t minimum,
    int64_t withholding, struct statement_balance *ret, struct err *err)
{
	struct statement_balance b = { .why = CARRIED_NOT };
	struct money sum, part;

	if (!money_add(opening, of(opening, earned), &sum, err) ||
	    !money_rate(
		sum, (struct rate){ withholding }, ROUND_HALF_UP, &part, err))
		return false;
	if (sum.minor < 0)
		b.why = CARRIED_NEGATIVE;
	else if (sum.minor == 0)
		b.why = CARRIED_NOTHING;
	else if (sum.minor < minimum)
		b.why = CARRIED_MINIMUM;
	if (b.why == CARRIED_NOT) {
		b.payable = sum.minor;
		b.withheld = part.minor;
	} else {
		b.carried = sum.minor;
	}
	*ret = b;
	return true;
}

const char *why_carried_text(
    enum why_carried why, struct money minimum, struct arena *a)
{
	switch (why) {
	case CARRIED_NOT:
		break;
	case CARRIED_NEGATIVE:
		return "negative";
	case CARRIED_NOTHING:
		return "nothing to pay";
	case CARRIED_MINIMUM:
		return arena_fmt(a, "under the minimum of %s %s",
		    money_text(minimum, a), minimum.currency);
	}
	return "";
}

int64_t forfeited(const int64_t *balances, size_t n)
{
	int64_t least = n > 0 ? balances[0] : 0;

	for (size_t i = 1; i < n; i++)
		if (balances[i] < least)
			least = balances[i];
	return least > 0 ? least : 0;
}
