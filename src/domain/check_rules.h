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

/* Sales, commissions, entries and statements. */
extern const struct check_rule check_ledger_rules[];
extern const size_t n_check_ledger_rules;

/*
 * A sum over everything, made a part at a time, so that the engine never
 * sorts more than some thousand rows. By key, a part goes from ?1 on up to,
 * not with, ?2; by pair from (?1, ?2) on up to, not with, (?3, ?4). `next`
 * finds what the next part begins with from ?1, or (?1, ?2), until there is
 * none.
 */
enum check_part { PART_BY_KEY = 1, PART_BY_PAIR = 2 };

struct check_sum {
	struct check_rule rule;
	const char *next;
	enum check_part part;
	bool by_month; /* which a third column names */
};

/* The ledger against the rows that it follows, and the sums behind it. */
extern const struct check_sum check_sums[];
extern const size_t n_check_sums;

/* Calls `fault` for each that differs. */
NODISCARD bool check_sum(struct session *s, const struct check_sum *sum,
    void (*fault)(void *arg, const char *what), void *arg, struct err *err);

/* Calls `fault` with the row that breaks a rule. */
void check_rule_fault(const struct check_rule *rule, struct stmt *row,
    bool by_month, void (*fault)(void *arg, const char *what), void *arg);

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
