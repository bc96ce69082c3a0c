/*
 * query/money_lines.h - the lines behind a sale, a commission, a statement or
 * a payout: payments, tranches, postings, corrections; and the sales of a
 * customer or lead.
 */

#ifndef QUERY_MONEY_LINES_H
#define QUERY_MONEY_LINES_H

#include "base/date.h"
#include "base/money.h"
#include "query/detail_partner.h"

/* Lines of one kind that are read at most; totals go over all of them. */
enum { MONEY_LINES_MOST = 200 };

struct money_line {
	int64_t id;
	const char *label; /* "C-12", or "" */
	date_days on;
	struct money amount;
	const char *what; /* "recorded by ana" */
};

/* Lines of one kind, by day. */
struct money_section {
	const char *name;  /* "payment" */
	const char *title; /* "Payments" */
	struct money_line *lines;
	size_t n;
	bool more; /* there are more than were read */
};

/* The sections that have lines, in the order of a screen. */
NODISCARD bool money_lines_read(struct db *db, const char *noun, int64_t id,
    struct arena *a, struct money_section **ret, size_t *ret_n,
    struct err *err);

/* The same as lines of a detail, for query/detail.c. */
NODISCARD bool detail_money(struct db *db, const char *noun, int64_t id,
    struct detail_lines *lines, struct err *err);

#endif
