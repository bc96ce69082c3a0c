/*
 * domain/commission_book.h - sales one after the other, kept in memory.
 *
 * What accumulates over sales (first years, steps, caps, refunds) without a
 * database: for simulations, and as the model that tests hold the ledger
 * against. Sales come in the order in which they are recorded: by date, then
 * by line. They are gone through twice: counted first, so that retroactive
 * steps are known; then each gets its final line.
 *
 * Memory grows with customers, periods and refunded sales, not with sales.
 */

#ifndef DOMAIN_COMMISSION_BOOK_H
#define DOMAIN_COMMISSION_BOOK_H

#include "domain/commission_line.h"

struct commission_book;

struct book_sale {
	const char *id, *partner, *customer;
	const char *refund_of; /* NULL or "" for a sale */
	const char *kind;      /* "first", "renewal", or NULL */
	date_days on;
	/* Renewal is found here; of a refund the base is negative. */
	struct commission_sale sale;
};

/* A book under the terms of a program, which has a commission section; it
 * lives in the arena. */
struct commission_book *book_open(const struct program *p, struct arena *a);

/* Before counting: that sale is refunded later on. */
void book_expect_refund(struct commission_book *b, const char *sale);

/*
 * Counts a sale. A refund of a sale that did not come, of another partner
 * or currency, or of more than the sale still has, is ERR_REFUSED and is not
 * to be written either.
 */
NODISCARD bool book_count(
    struct commission_book *b, const struct book_sale *s, struct err *err);

/*
 * The line of a sale that was counted. A refund's line has the rule of the
 * sale, its own base, and what goes back as a negative amount.
 */
NODISCARD bool book_line(struct commission_book *b, const struct book_sale *s,
    struct arena *a, struct commission_line *ret, struct err *err);

#endif
