/* domain/sale_again.c - a recorded sale's line, computed again. */

#include "config.h"

#include <string.h>

#include "domain/commission_share.h"
#include "domain/sale_rate.h"
#include "domain/sale_row.h"

/* What each partner had got, and what was taken, when the refund came. */
static const char SELECT_GOT[] =
    "SELECT c.partner,"
    " sum(CASE WHEN c.sale = ?1 THEN c.amount ELSE 0 END),"
    " sum(CASE WHEN c.sale = ?1 THEN 0 ELSE -c.amount END)"
    " FROM commission c WHERE c.sale IN (SELECT ?1 UNION ALL"
    " SELECT id FROM sale WHERE refund_of = ?1 AND id < ?2 AND void = 0)"
    " AND c.void = 0 AND c.kind IN ('sale', 'step', 'refund')"
    " AND c.id < (SELECT min(id) FROM commission WHERE sale = ?2"
    " AND kind = 'refund')"
    " GROUP BY c.partner";

static struct commission_sale sale_of(const struct sale_row *row)
{
	return (struct commission_sale){ .product = row->product,
		.level = row->level,
		.base = row->base,
		.quantity = row->quantity,
		.renewal = row->renewal };
}

/* The whole of the sale that went back so far, with this refund. */
static bool read_unit(struct session *s, const struct sale_row *row,
    struct arena *a, int64_t *ret_unit, int64_t *ret_back, struct err *err)
{
	struct sale_row sale;

	if (!sale_read(s, row->refund_of, a, &sale, err))
		return false;
	*ret_unit = sale.base.minor != 0 ? sale.base.minor : sale.quantity;
	*ret_back = row->accumulated -
	    (sale.base.minor != 0 ? row->base.minor : row->quantity);
	return true;
}

static bool refund_again(struct session *s, const struct sale_row *row,
    const struct program_commission *c, struct arena *a,
    struct commission_line *line, struct err *err)
{
	int64_t unit, back, sum = 0;
	enum db_step step;
	struct stmt *st;
	bool ok = true;

	line->rule = commission_rule_by_id(c, row->rule);
	if (line->rule == NULL)
		return true;
	if (!read_unit(s, row, a, &unit, &back, err) ||
	    !db_query(s->db, SELECT_GOT,
		VALUES(val_int(row->refund_of), val_int(row->id)), &st, err))
		return false;
	while (ok && (step = db_step(st, err)) == DB_ROW) {
		struct money got = row->base, take;

		got.minor = db_int(st, 1);
		ok = commission_refund(
		    got, unit, back, db_int(st, 2), c->rounding, &take, err);
		sum += ok ? take.minor : 0;
	}
	db_reset(st);
	if (!ok || step == DB_FAILED)
		return false;
	line->computed.minor = line->amount.minor = -sum;
	return true;
}

bool sale_recompute(struct session *s, const struct sale_row *row,
    struct arena *a, struct sale_again *ret, struct err *err)
{
	const struct commission_before before = { row->accumulated,
		row->given };
	struct sale_again again = { .sale = sale_of(row) };
	const struct program_commission *c;

	again.line = (struct commission_line){ .base = row->base,
		.computed = row->base,
		.amount = row->base,
		.why_none = row->why_none };
	again.line.computed.minor = again.line.amount.minor = 0;
	if (row->rate_on != DATE_NONE &&
	    !sale_own_terms(s, row, &again.terms, err))
		return false;
	if (again.terms != NULL) {
		c = again.terms->commission;
		again.line.rounding = c->rounding;
		if (row->refund_of != 0
			? !refund_again(s, row, c, a, &again.line, err)
			: !commission_line(
			      c, &again.sale, &before, a, &again.line, err))
			return false;
	}
	*ret = again;
	return true;
}
