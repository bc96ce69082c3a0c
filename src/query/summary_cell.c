/* query/summary_cell.c - what a partner's figure of a period is made of. */

#include "config.h"

#include "query/summary_cell.h"

#include <string.h>

static const char *const kinds[LINE_KINDS] = { "sale", "refund", "step",
	"adjustment", "bonus" };

#define LINES                                                   \
	" FROM commission c WHERE c.partner = ?1 AND c.on_date" \
	" BETWEEN ?2 AND ?3 AND c.currency = ?4 AND c.void = 0"
#define STOOD_IN(account)                              \
	", coalesce(sum(CASE p.account WHEN '" account \
	"' THEN p.amount END), 0)"

static const char SELECT_LINES[] =
    "SELECT c.kind, count(*), sum(c.base)" LINES " GROUP BY c.kind";
static const char SELECT_BALANCES[] = "SELECT c.kind" STOOD_IN("accrued")
    STOOD_IN("earned") STOOD_IN("held") STOOD_IN("approved") STOOD_IN(
	"paid") " FROM commission c JOIN entry e ON e.commission = c.id JOIN posting p"
		" ON p.entry = e.id WHERE c.partner = ?1 AND c.on_date BETWEEN ?2 AND ?3"
		" AND c.currency = ?4 AND e.on_date <= ?5 GROUP BY c.kind";
static const char SELECT_UNPAID[] =
    "SELECT count(*) FROM (SELECT c.id FROM commission c JOIN entry e ON"
    " e.commission = c.id JOIN posting p ON p.entry = e.id WHERE c.partner ="
    " ?1 AND c.on_date BETWEEN ?2 AND ?3 AND c.currency = ?4 AND e.on_date"
    " <= ?5 AND p.account = 'accrued' GROUP BY c.id HAVING sum(p.amount)"
    " <> 0)";
static const char SELECT_PAY_BY[] =
    "SELECT min(s.pay_by) FROM commission c JOIN tranche t ON t.commission ="
    " c.id JOIN statement s ON s.id = t.statement WHERE c.partner = ?1 AND"
    " c.on_date BETWEEN ?2 AND ?3 AND c.currency = ?4 AND t.void = 0 AND"
    " t.state = 'approved' AND s.void = 0";

static enum line_kind kind_find(const char *name)
{
	enum line_kind k = LINE_SALE;

	while (k + 1 < LINE_KINDS && strcmp(kinds[k], name) != 0)
		k++;
	return k;
}

static bool read_lines(struct db *db, const struct value values[5],
    struct arena *a, struct cell_makeup *cell, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(db, SELECT_LINES, values, 4, &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		enum line_kind kind = kind_find(db_text(st, 0, a));

		cell->n_lines += db_int(st, 1);
		if (kind == LINE_SALE)
			cell->kinds[kind].sales = db_int(st, 1);
		cell->kinds[kind].base = db_int(st, 2);
	}
	db_reset(st);
	return step == DB_DONE;
}

static bool read_balances(struct db *db, const struct value values[5],
    struct arena *a, struct cell_makeup *cell, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(db, SELECT_BALANCES, values, 5, &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		struct summary_sums *sums =
		    &cell->kinds[kind_find(db_text(st, 0, a))];

		for (int i = 0; i < SUMMARY_STATES; i++)
			sums->balance[i] = db_int(st, 1 + i);
	}
	db_reset(st);
	return step == DB_DONE;
}

bool cell_makeup_read(struct db *db, const char *currency, int64_t partner,
    struct period period, date_days as_of, struct arena *a,
    struct cell_makeup *ret, struct err *err)
{
	date_days to = period.to < as_of ? period.to : as_of;
	const struct value values[5] = { val_int(partner), val_int(period.from),
		val_int(to), val_text(currency), val_int(as_of) };
	struct cell_makeup cell = { .n_lines = 0 };
	struct value unpaid = val_int(0), pay_by = val_null();
	bool found;

	if (!read_lines(db, values, a, &cell, err) ||
	    !read_balances(db, values, a, &cell, err) ||
	    !db_value(db, SELECT_UNPAID, values, 5, VALUE_INT, a, &found,
		&unpaid, err) ||
	    !db_value(db, SELECT_PAY_BY, values, 4, VALUE_DATE, a, &found,
		&pay_by, err))
		return false;
	for (size_t i = 0; i < LINE_KINDS; i++)
		summary_add(&cell.sums, &cell.kinds[i]);
	cell.n_unpaid = unpaid.i;
	cell.pay_by =
	    pay_by.type == VALUE_NULL ? DATE_NONE : (date_days)pay_by.i;
	*ret = cell;
	return true;
}
