/*
 * domain/commission_dates.h - which day, year and period a commission is of.
 *
 * Pure functions on days of the contracting entity's calendar.
 */

#ifndef DOMAIN_COMMISSION_DATES_H
#define DOMAIN_COMMISSION_DATES_H

#include "base/date.h"
#include "domain/program_commission.h"

/* The first and the last day of something. */
struct date_span {
	date_days from, to;
};

/* The calendar month, quarter or year of a sale; of TIER_SALE its day. */
struct date_span commission_tier_period(enum tier_per per, date_days sale_on);

/* The statement's period that a day lies in. */
struct date_span commission_payout_period(
    enum payout_every every, date_days day);

/*
 * Behind the first year, which is [first sale, + 12 months) of the customer
 * with this partner; the anniversary is a renewal.
 */
bool commission_is_renewal(date_days first_on, date_days sale_on);

/* Whether the program still pays for this customer; 0 months: always. */
bool commission_in_duration(int months, date_days first_on, date_days sale_on);

/*
 * The day whose program version and level count. Registration is the lead's
 * acceptance (DATE_NONE without a lead: the sale), invoice the sale's day,
 * lifetime the customer's first sale.
 */
date_days commission_rate_day(const struct program_commission *c, bool renewal,
    date_days accepted_on, date_days sale_on, date_days first_on);

/* Whether a refund on that day takes back commission that was paid out;
 * before the payout every refund does. The days run from the customer's
 * payment; 0 days is never. */
bool commission_claws_back(
    int clawback_days, date_days paid_on, date_days refund_on);

#endif
