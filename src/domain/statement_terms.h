/*
 * domain/statement_terms.h - the terms of payout that hold for a partner;
 * private to domain/statement*.c and payout*.c.
 *
 * Where several programs meet, the strictest hold: the largest minimum, all
 * that any needs, the longest time to dispute, the earliest day to pay by.
 * What a partner would lose is strict the other way round: a balance lapses
 * only where each of them says so, and after the longest time.
 */

#ifndef DOMAIN_STATEMENT_TERMS_H
#define DOMAIN_STATEMENT_TERMS_H

#include "domain/program_store.h"

struct payout_terms {
	int64_t minimum; /* minor units of the currency */
	bool bank, tax;  /* needed before a payment */
	int dispute_days, pay_within_days;
	int forfeit_months;         /* 0 never */
	size_t n;                   /* programs that were added */
	struct program_ref program; /* the first of them */
};

/* Adds the terms of one program. */
void payout_terms_add(struct payout_terms *t, const struct program_ref *ref,
    const char *currency);

/*
 * Adds those that a line stands under: of its sale's program version, else
 * of the program's version on that day, else of the partner's enrollments.
 */
NODISCARD bool payout_terms_add_line(struct session *s, struct payout_terms *t,
    int64_t version, const char *program, int64_t partner, const char *currency,
    date_days on, struct err *err);

/* Adds those of all lines of a statement and of those carried to it. */
NODISCARD bool payout_terms_add_chain(struct session *s, struct payout_terms *t,
    int64_t statement, struct err *err);

/* Fills in a program's defaults when none was added. */
void payout_terms_end(struct payout_terms *t);

#endif
