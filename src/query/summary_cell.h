/*
 * query/summary_cell.h - what a partner's figure of a period is made of.
 */

#ifndef QUERY_SUMMARY_CELL_H
#define QUERY_SUMMARY_CELL_H

#include "query/summary.h"

enum line_kind {
	LINE_SALE,
	LINE_REFUND, /* a clawback, where it was paid out before */
	LINE_STEP,   /* a step that was reached later, over earlier sales */
	LINE_ADJUSTMENT,
	LINE_BONUS,
	LINE_KINDS
};

struct cell_makeup {
	struct summary_sums sums;
	struct summary_sums kinds[LINE_KINDS]; /* they add up to the sums */
	int64_t n_lines;
	int64_t n_unpaid; /* lines that the customer still has to pay for */
	date_days pay_by; /* of the next statement to pay, or DATE_NONE */
};

/* One partner's lines of a period in a currency, as of a day. */
NODISCARD bool cell_makeup_read(struct db *db, const char *currency,
    int64_t partner, struct period period, date_days as_of, struct arena *a,
    struct cell_makeup *ret, struct err *err);

#endif
