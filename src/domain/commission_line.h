/*
 * domain/commission_line.h - what one sale earns one partner.
 *
 * Pure functions: no store, no clock. The caller says which terms and level
 * hold (domain/commission_dates.h says for which day to ask), what the sale
 * is and what was recorded before it; the line that comes back carries all
 * that is needed to explain it. Amounts are minor units of one currency,
 * rates are parts per million; products are taken in 128 bits and rounded
 * once a line.
 */

#ifndef DOMAIN_COMMISSION_LINE_H
#define DOMAIN_COMMISSION_LINE_H

#include "base/buf.h"
#include "domain/program.h"

struct commission_sale {
	const char *product; /* "subscription.premium" */
	const char *level;   /* the partner's, at the day that picks the rate */
	struct money base;   /* net of tax, discount and excluded items; >= 0 */
	int64_t quantity;    /* for flat amounts; >= 0 */
	bool renewal;        /* behind the first year */
};

/*
 * What counts from before, in the sale's currency and of this partner: in
 * the order in which sales were recorded, whatever their dates.
 */
struct commission_before {
	/* Net base of the sales that this rule matched in the tier's period,
	 * whole when split, less refunds. */
	int64_t accumulated;
	/* What this rule gave so far within the cap's reach. */
	int64_t given;
};

struct commission_line {
	const struct program_rule *rule; /* NULL: none matched */
	const char *why_none;            /* then; a sentence in the arena */
	struct money base;
	int64_t accumulated;      /* that the steps were counted from */
	struct money_band *bands; /* of the base; one for a plain rate */
	size_t n_bands;
	struct money computed; /* before the cap */
	struct money amount;
	const struct money *cap; /* NULL: none */
	int64_t room;            /* that the cap left */
	enum rounding rounding;
};

/*
 * The most specific rule: by depth of its product, then a level, then a
 * year; NULL when none matches. The linter refuses two equal ones.
 */
const struct program_rule *commission_rule(const struct program_commission *c,
    const char *product, const char *level, bool renewal);

/* The rule of that id, as a recorded sale names it, or NULL; `c` may be. */
const struct program_rule *commission_rule_by_id(
    const struct program_commission *c, const char *id);

/*
 * Computes the line. No rule, or a rule without an amount in the sale's
 * currency, is a line of 0 that says why. ERR_INVALID when an amount is
 * negative or too large.
 */
NODISCARD bool commission_line(const struct program_commission *c,
    const struct commission_sale *sale, const struct commission_before *before,
    struct arena *a, struct commission_line *ret, struct err *err);

/* The rate of the step that a total reaches; a step's start is inside. */
int64_t commission_step_rate(
    const struct program_tiers *tiers, const char *currency, int64_t total);

/*
 * Retroactive steps: what an earlier sale of the period still gets, or gives
 * back, so that it ends at round(base x ppm); 0 when it is there.
 */
NODISCARD bool commission_adjust(struct money base, int64_t ppm,
    struct money given, enum rounding how, struct money *ret, struct err *err);

/* "3%+5%", "10%", "50.00 x 2": how the rate column reads; "" for no rule. */
const char *commission_rate_text(const struct commission_line *line,
    const struct commission_sale *sale, struct arena *a);

/* The arithmetic, one step a line, each ending in a newline. */
void commission_line_explain(const struct commission_line *line,
    const struct commission_sale *sale, struct buf *out);

#endif
