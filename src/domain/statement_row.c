/* domain/statement_row.c - a statement read, moved and written about. */

#include "config.h"

#include "domain/statement_row.h"

#include <inttypes.h>
#include <string.h>

static const char SELECT_ROW[] =
    "SELECT t.version, t.partner, p.name, t.currency, t.from_on, t.to_on,"
    " t.status, t.opening, t.earned, t.withheld, t.payable, t.carried,"
    " t.why_carried, t.reason, t.dispute_until, t.pay_by, t.carried_to,"
    " (SELECT o.payout FROM payout_line o WHERE o.statement = t.id"
    " AND o.status <> 'returned' AND o.void = 0)"
    " FROM statement t JOIN partner p ON p.id = t.partner"
    " WHERE t.id = ?1 AND t.void = 0";

static void read_row(struct stmt *st, struct arena *a, void *record)
{
	struct statement_row *row = record;
	int64_t *amounts[] = { &row->opening, &row->earned, &row->withheld,
		&row->payable, &row->carried };
	const char *currency = db_text(st, 3, a);

	row->version = db_int(st, 0);
	row->partner = db_int(st, 1);
	row->partner_name = db_text(st, 2, a);
	memcpy(row->currency, currency, sizeof(row->currency));
	row->period = (struct period){ db_date(st, 4), db_date(st, 5) };
	row->state = (enum statement_state)lifecycle_find(
	    &statement_lifecycle, db_text(st, 6, a));
	for (size_t i = 0; i < ARRAY_LEN(amounts); i++)
		*amounts[i] = db_int(st, 7 + (int)i);
	row->why_carried = db_text(st, 12, a);
	row->reason = db_text(st, 13, a);
	row->dispute_until = db_date(st, 14);
	row->pay_by = db_date(st, 15);
	row->carried_to = db_int(st, 16);
	row->payout = db_int(st, 17);
}

bool statement_read(struct session *s, int64_t id, struct arena *a,
    struct statement_row *ret, struct err *err)
{
	struct statement_row row = { .id = id };

	if (!record_row(s, "statement", SELECT_ROW, id, read_row, &row, a, err))
		return false;
	*ret = row;
	return true;
}

const char *statement_label(const struct statement_row *r, struct arena *a)
{
	char period[PERIOD_TEXT];

	return arena_fmt(a, "T-%" PRId64 " %s %s %s", r->id, r->partner_name,
	    period_text(r->period, period), r->currency);
}

struct money statement_money(const struct statement_row *r, int64_t minor)
{
	struct money m = { .minor = minor };

	memcpy(m.currency, r->currency, sizeof(m.currency));
	return m;
}

static bool open_row(struct statement_edit *e, int64_t id, struct err *err)
{
	if (!statement_read(e->change.session, id, e->arena, &e->row, err))
		return false;
	e->today = (date_days)(e->change.now / 86400);
	e->record = (struct record_state){ .noun = "statement",
		.lifecycle = &statement_lifecycle,
		.status = "status",
		.id = id,
		.version = e->row.version,
		.state = e->row.state,
		.label = statement_label(&e->row, e->arena) };
	return true;
}

bool statement_do(struct session *s, struct call *call, const char *verb,
    statement_body *body, struct err *err)
{
	const struct operation *op = operation_find("statement", verb);
	struct statement_edit e = { .arena = call->arena };
	bool again, ok;

	if (!record_begin(s, call, op, &e.change, &again, err) || again)
		return again;
	ok = open_row(&e, call->id, err) &&
	    record_check(&e.change, call, op, &e.record, err) &&
	    body(&e, call, err);
	return record_end(&e.change, call, ok, err);
}

bool statement_remark(struct statement_edit *e, const char *kind,
    const char *reason, const char *inside, struct err *err)
{
	return remark_add(&e->change,
	    &(struct remark){ .noun = "statement",
		.record = e->row.id,
		.kind = kind,
		.reason = reason,
		.inside = inside,
		.on_date = e->today },
	    err);
}
