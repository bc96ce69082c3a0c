/*
 * domain/check_rules.h - rules that a query can look for; private to
 * domain/check*.c.
 */

#ifndef DOMAIN_CHECK_RULES_H
#define DOMAIN_CHECK_RULES_H

#include <stddef.h>

/* The query finds the rows that break the rule: id, and what is wrong. */
struct check_rule {
	const char *rule;
	const char *letter; /* before the id */
	const char *sql;
};

/* Leads, their keys, their queue, their totals. */
extern const struct check_rule check_lead_rules[];
extern const size_t n_check_lead_rules;

/* Letters and their tries. */
extern const struct check_rule check_message_rules[];
extern const size_t n_check_message_rules;

#endif
