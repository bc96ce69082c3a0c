/*
 * domain/program_commission.h - a program's terms of commission and payout.
 *
 * Amounts are in minor units, one for each currency of the program's
 * entities at least; rates are in millionths.
 */

#ifndef DOMAIN_PROGRAM_COMMISSION_H
#define DOMAIN_PROGRAM_COMMISSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/money.h"

/* One amount in several currencies. */
struct program_amounts {
	const struct money *list;
	size_t n;
};

enum rate_from { RATE_REGISTRATION, RATE_INVOICE, RATE_LIFETIME };
enum earned_on { EARNED_PAYMENT, EARNED_INVOICE };
enum rule_when { WHEN_ANY, WHEN_FIRST_YEAR, WHEN_RENEWAL };
enum rule_pays { PAYS_RATE, PAYS_FLAT, PAYS_TIERS };
enum cap_per { CAP_NONE, CAP_SALE, CAP_CUSTOMER, CAP_PERIOD };
enum tier_kind { TIER_MARGINAL, TIER_RETROACTIVE };
enum tier_per { TIER_SALE, TIER_MONTH, TIER_QUARTER, TIER_YEAR };
enum payout_every { PAYOUT_MONTH, PAYOUT_QUARTER, PAYOUT_HALF_YEAR };

/* `from` rises from step to step in each currency; the first is zero. */
struct program_step {
	struct program_amounts from;
	int64_t ppm;
};

struct program_tiers {
	enum tier_kind kind;
	enum tier_per per;
	const struct program_step *steps;
	size_t n_steps;
};

struct program_cap {
	enum cap_per per;
	struct program_amounts amount;
};

struct program_rule {
	const char *id;
	const char *product; /* NULL: any; "a" is also for "a.b" */
	const char *level;   /* NULL: any */
	enum rule_when when;
	enum rule_pays pays;
	int64_t ppm;                       /* PAYS_RATE */
	struct program_amounts flat;       /* PAYS_FLAT: times quantity */
	const struct program_tiers *tiers; /* PAYS_TIERS, else NULL */
	const struct program_cap *cap;     /* or NULL */
};

struct program_commission {
	enum rate_from rate_from;
	enum rate_from renewal_rate_from;
	enum earned_on earned_on;
	int duration_months; /* from the customer's first sale; 0 no limit */
	int hold_days;
	int clawback_days; /* 0: none after payout */
	enum rounding rounding;
	const struct program_rule *rules;
	size_t n_rules;
};

struct program_payout {
	enum payout_every every;
	int pay_within_days;
	int dispute_days;
	struct program_amounts minimum;
	const char *const *needs; /* "bank_details" "tax_form" */
	size_t n_needs;
	int forfeit_months; /* 0 never */
};

/* The amount in that currency, or NULL. */
const struct money *program_amount(
    const struct program_amounts *amounts, const char *currency);

/*
 * How deep the rule's product lies above the sold one: 0 for a rule for any
 * product, 1 for "a", 2 for "a.b"; -1 when it does not match.
 */
int program_rule_depth(const struct program_rule *rule, const char *product);

#endif
