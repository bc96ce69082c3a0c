/* domain/commission_dates.c - which day, year and period it is of. */

#include "config.h"

#include "domain/commission_dates.h"

/* The span of that many months, counted from January, around a day. */
static struct date_span months_around(date_days day, int months)
{
	struct date_span span;
	int year, month, ignored;

	date_split(day, &year, &month, &ignored);
	span.from = date_of(year, (month - 1) / months * months + 1, 1);
	span.to = date_add_months(span.from, months) - 1;
	return span;
}

struct date_span commission_tier_period(enum tier_per per, date_days sale_on)
{
	switch (per) {
	case TIER_MONTH:
		return months_around(sale_on, 1);
	case TIER_QUARTER:
		return months_around(sale_on, 3);
	case TIER_YEAR:
		return months_around(sale_on, 12);
	case TIER_SALE:
		break;
	}
	return (struct date_span){ sale_on, sale_on };
}

struct date_span commission_payout_period(
    enum payout_every every, date_days day)
{
	switch (every) {
	case PAYOUT_MONTH:
		return months_around(day, 1);
	case PAYOUT_HALF_YEAR:
		return months_around(day, 6);
	case PAYOUT_QUARTER:
		break;
	}
	return months_around(day, 3);
}

bool commission_is_renewal(date_days first_on, date_days sale_on)
{
	return sale_on >= date_add_months(first_on, 12);
}

bool commission_in_duration(int months, date_days first_on, date_days sale_on)
{
	return months == 0 || sale_on < date_add_months(first_on, months);
}

date_days commission_rate_day(const struct program_commission *c, bool renewal,
    date_days accepted_on, date_days sale_on, date_days first_on)
{
	switch (renewal ? c->renewal_rate_from : c->rate_from) {
	case RATE_REGISTRATION:
		return accepted_on != DATE_NONE ? accepted_on : sale_on;
	case RATE_LIFETIME:
		return first_on;
	case RATE_INVOICE:
		break;
	}
	return sale_on;
}

bool commission_claws_back(
    int clawback_days, date_days paid_on, date_days refund_on)
{
	return clawback_days > 0 && refund_on <= paid_on + clawback_days;
}
