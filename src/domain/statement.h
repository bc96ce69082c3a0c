/*
 * domain/statement.h - what partners are told of a period, by currency.
 *
 * Closing a period makes one statement for each partner and currency, over
 * all programs: what was approved and is on none yet, and the balance that
 * the one before carried forward. Where several programs meet, the strictest
 * of their terms of payout hold. Amounts are minor units:
 *
 *	opening + earned = payable + carried
 *	withheld = payable x the rate of the partner's tax form
 *	what is paid = payable - withheld
 *
 * of which either payable or carried is 0. A balance that is negative or
 * under the minimum is carried; the statement that goes on with it is its
 * `carried_to`, so that they form a chain, which is paid as a whole.
 */

#ifndef DOMAIN_STATEMENT_H
#define DOMAIN_STATEMENT_H

#include "domain/change.h"
#include "domain/operation.h"

/* Who approves what a program's own rule takes away: no person. */
#define APPROVED_BY_RULE "(rule)"

struct statement_close_params {
	const char *period; /* "2026-Q3" */
};

struct statement_reason_params {
	const char *reason;
};

struct statement_note_params {
	const char *note;
};

/* The last day until which the books are closed, DATE_NONE before the first
 * closing. */
NODISCARD bool statement_closed_until(
    struct session *s, date_days *ret, struct err *err);

/* The rows of this noun's operations, for domain/operation.c. */
extern const struct operation statement_operations[];
extern const size_t n_statement_operations;

#endif
