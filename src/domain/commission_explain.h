/*
 * domain/commission_explain.h - what explanations of sales and of
 * commissions share; private to domain.
 */

#ifndef DOMAIN_COMMISSION_EXPLAIN_H
#define DOMAIN_COMMISSION_EXPLAIN_H

#include "domain/commission_row.h"
#include "domain/sale.h"

enum { TELL_WIDTH = 78 };

struct telling {
	struct session *session;
	struct arena *arena;
	struct buf *out;
	const char *currency;
};

/* A paragraph, wrapped; its lines stand in by so many columns. */
void tell(struct telling *t, size_t indent, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

/* A heading, after an empty line. */
void tell_title(struct telling *t, const char *title);

/* "1 000.00 EUR" in the currency of what is told. */
const char *tell_sum(const struct telling *t, int64_t minor);

/* "2026-02-10"; "-" for none. */
const char *tell_day(const struct telling *t, date_days day);

/* What was sold, whose terms hold and why, and the arithmetic of its line,
 * up to the split. */
NODISCARD bool tell_sale(
    struct telling *t, const struct sale_row *row, struct err *err);

/* What it corrects or is corrected by, what of it is earned, held, approved,
 * stated and paid, and its entries in the ledger. */
NODISCARD bool tell_commission(
    struct telling *t, const struct commission_row *row, struct err *err);

#endif
