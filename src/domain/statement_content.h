/*
 * domain/statement_content.h - what a statement tells its partner.
 *
 * Amounts are minor units of its currency.
 */

#ifndef DOMAIN_STATEMENT_CONTENT_H
#define DOMAIN_STATEMENT_CONTENT_H

#include "base/period.h"
#include "domain/payout.h"
#include "domain/statement.h"

struct statement_line {
	int64_t commission, sale; /* sale 0: an adjustment, a bonus */
	date_days on;
	const char *kind; /* "sale" "refund" "step" "adjustment" "bonus" */
	const char *customer, *product, *rate, *reason;
	int64_t base, amount;
	date_days release_on; /* of one that is held */
	const char *hold;     /* "": its window only */
};

struct statement_lines {
	struct statement_line *list;
	size_t n;
};

struct statement_content {
	int64_t id, partner;
	const char *partner_name, *country;
	const char *vendor, *entity; /* "": of no program */
	char currency[4];
	struct period period;
	const char *status; /* its label: "to pay" */
	struct statement_lines deals, adjustments;
	struct statement_lines held; /* earned, and not on any yet */
	int64_t opening, earned, payable, withheld, carried;
	const char *why_carried;
	int64_t year;        /* 2026 */
	int64_t year_earned; /* on statements of that year, this one too */
	date_days dispute_until, pay_by;
	int days_to_dispute;           /* left today; negative: over */
	struct payout_reasons why_not; /* why it is not paid today */
};

NODISCARD bool statement_content(struct session *s, int64_t id, struct arena *a,
    struct statement_content *ret, struct err *err);

/* All of a period's that ends on a day, by their id. */
NODISCARD bool statement_ids(struct session *s, date_days to, struct arena *a,
    int64_t **ret, size_t *ret_n, struct err *err);

/* A partner's that are neither paid nor carried on. */
NODISCARD bool statement_unpaid(struct session *s, int64_t partner,
    struct arena *a, int64_t **ret, size_t *ret_n, struct err *err);

#endif
