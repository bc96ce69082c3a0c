/*
 * domain/check_rules.h - rules that a query can look for; private to
 * domain/check*.c.
 */

#ifndef DOMAIN_CHECK_RULES_H
#define DOMAIN_CHECK_RULES_H

#include <stddef.h>

#include "domain/session.h"

/* The query finds the rows that break the rule: id, and what is wrong. */
struct check_rule {
	const char *rule;
	const char *letter; /* before the id */
	const char *sql;
};

/* Leads, their keys, their queue, their totals. */
extern const struct check_rule check_lead_rules[];
extern const size_t n_check_lead_rules;

/* Sales, commissions, the ledger behind them, and statements. */
extern const struct check_rule check_ledger_rules[];
extern const size_t n_check_ledger_rules;

/* The same for sums by month, which a third column names. */
extern const struct check_rule check_month_rules[];
extern const size_t n_check_month_rules;

/*
 * Computes every sale's line again from what its row keeps, its parts from
 * the line, and what was earned of them from the payments. Calls `fault` for
 * each that differs.
 */
#define CHECK_LINES_RULE "a commission is what its inputs give"
NODISCARD bool check_ledger_lines(struct session *s,
    void (*fault)(void *arg, const char *what), void *arg, struct err *err);

/* Statements in their order, and payouts. */
extern const struct check_rule check_payout_rules[];
extern const size_t n_check_payout_rules;

/* Computes the digest of every approved payout's lines again. */
#define CHECK_PAYOUTS_RULE "a payout's lines are those that were approved"
NODISCARD bool check_payouts(struct session *s,
    void (*fault)(void *arg, const char *what), void *arg, struct err *err);

/* Letters and their tries. */
extern const struct check_rule check_message_rules[];
extern const size_t n_check_message_rules;

#endif
