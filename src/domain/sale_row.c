/* domain/sale_row.c - a sale read, found and named. */

#include "config.h"

#include "domain/sale_row.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/record_find.h"

static const char SELECT_ROW[] =
    "SELECT s.version, coalesce(s.ref, ''), s.lead, s.customer, s.partner,"
    " u.name, p.name, s.product, s.base, s.currency, s.quantity, s.sale_on,"
    " s.kind, s.invoice, s.refund_of, s.split, s.enrollment, s.program,"
    " s.program_version, s.level, s.rate_on, s.renewal, s.rule, s.rate,"
    " s.why_none, s.accumulated, s.given, s.commission, s.period_on, s.cap_on,"
    " s.cap_customer, s.paid, s.refunded, s.recorded_by, s.note"
    " FROM sale s JOIN customer u ON u.id = s.customer"
    " JOIN partner p ON p.id = s.partner WHERE s.id = ?1 AND s.void = 0";

static const char SELECT_OPEN[] =
    "SELECT max(to_on) + 1 FROM closing WHERE void = 0";

static const char SELECT_SUSPENDED[] =
    "SELECT 1 FROM enrollment WHERE partner = ?1 AND status = 'suspended'"
    " AND void = 0 LIMIT 1";

static const char SELECT_LIVE[] =
    "SELECT program_version, status FROM enrollment"
    " WHERE partner = ?1 AND status IN ('active', 'suspended') AND void = 0"
    " ORDER BY id LIMIT 64";

static void read_facts(struct stmt *st, struct arena *a, struct sale_row *row)
{
	row->version = db_int(st, 0);
	row->ref = db_text(st, 1, a);
	row->lead = db_int(st, 2);
	row->customer = db_int(st, 3);
	row->partner = db_int(st, 4);
	row->customer_name = db_text(st, 5, a);
	row->partner_name = db_text(st, 6, a);
	row->product = db_text(st, 7, a);
	row->base.minor = db_int(st, 8);
	memcpy(row->base.currency, db_text(st, 9, a), 4);
	row->quantity = db_int(st, 10);
	row->sale_on = db_date(st, 11);
	row->kind = db_text(st, 12, a);
	row->invoice = db_text(st, 13, a);
	row->refund_of = db_int(st, 14);
	row->split = db_text(st, 15, a);
}

static void read_row(struct stmt *st, struct arena *a, void *record)
{
	struct sale_row *row = record;

	read_facts(st, a, row);
	row->enrollment = db_int(st, 16);
	row->program = db_text(st, 17, a);
	row->program_version = db_int(st, 18);
	row->level = db_text(st, 19, a);
	row->rate_on = db_date(st, 20);
	row->renewal = db_int(st, 21) != 0;
	row->rule = db_text(st, 22, a);
	row->rate = db_text(st, 23, a);
	row->why_none = db_text(st, 24, a);
	row->accumulated = db_int(st, 25);
	row->given = db_int(st, 26);
	row->commission = db_int(st, 27);
	row->period_on = db_date(st, 28);
	row->cap_on = db_date(st, 29);
	row->cap_customer = db_int(st, 30);
	row->paid = db_int(st, 31);
	row->refunded = db_int(st, 32);
	row->recorded_by = db_text(st, 33, a);
	row->note = db_text(st, 34, a);
}

bool sale_read(struct session *s, int64_t id, struct arena *a,
    struct sale_row *ret, struct err *err)
{
	struct sale_row row = { .id = id };

	if (!record_row(s, "sale", SELECT_ROW, id, read_row, &row, a, err))
		return false;
	*ret = row;
	return true;
}

const char *sale_label(const struct sale_row *row, struct arena *a)
{
	return arena_fmt(a, "S-%" PRId64 " %s %s %s %s", row->id,
	    row->customer_name, row->product, money_text_grouped(row->base, a),
	    row->base.currency);
}

bool sale_find(struct session *s, const char *text, bool digits, int64_t *ret,
    struct err *err)
{
	static const struct record_names names = { "sale",
		"SELECT id FROM sale WHERE ref = ?1 AND void = 0",
		"SELECT id FROM sale WHERE id = ?1 AND void = 0" };

	return record_find(s, &names, text, digits, ret, err);
}

bool sale_do(struct session *s, struct call *call, const char *verb,
    sale_body *body, struct err *err)
{
	const struct operation *op = operation_find("sale", verb);
	struct sale_edit e = { .arena = call->arena };
	struct record_state seen = { .noun = "sale", .id = call->id };
	bool again, ok;

	if (!record_begin(s, call, op, &e.change, &again, err) || again)
		return again;
	e.today = (date_days)(e.change.now / 86400);
	ok = sale_read(s, call->id, call->arena, &e.row, err);
	if (ok) {
		seen.version = e.row.version;
		seen.label = e.label = sale_label(&e.row, e.arena);
		ok = record_check(&e.change, call, op, &seen, err) &&
		    body(&e, call, err);
	}
	return record_end(&e.change, call, ok, err);
}

/* Somewhere it may be tomorrow already. */
bool sale_check_day(
    const struct change *c, const char *field, date_days on, struct err *err)
{
	char day[11];

	if (on <= c->now / 86400 + 1)
		return true;
	return err_invalid(err, field,
	    "%s is still to come; record what happened.", date_text(on, day));
}

bool sale_own_terms(struct session *s, const struct sale_row *row,
    const struct program **ret, struct err *err)
{
	struct program_ref ref = { .program = NULL };

	if (row->program_version != 0 &&
	    !program_by_row(s, row->program_version, &ref, err))
		return false;
	*ret = ref.program != NULL && ref.program->commission != NULL
	    ? ref.program
	    : NULL;
	return true;
}

bool sale_books_open(struct session *s, date_days *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct value v = val_null();
	bool found = false, ok;

	ok = db_value(
	    s->db, SELECT_OPEN, NO_VALUES, VALUE_INT, &a, &found, &v, err);
	arena_done(&a);
	if (ok)
		*ret =
		    found && v.type != VALUE_NULL ? (date_days)v.i : DATE_NONE;
	return ok;
}

/* ---- suspended ----------------------------------------------------------- */

static bool brings(const struct program *own, const char *program)
{
	if (strcmp(own->id, program) == 0)
		return true;
	for (size_t i = 0; i < own->n_includes; i++)
		if (strcmp(own->includes[i], program) == 0)
			return true;
	return false;
}

struct live {
	int64_t version;
	bool active;
};

static bool read_live(struct session *s, int64_t partner, struct live *list,
    size_t size, size_t *ret_n, struct err *err)
{
	enum db_step step;
	struct stmt *st;
	size_t n = 0;

	if (!db_query(s->db, SELECT_LIVE, VALUES(val_int(partner)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW && n < size)
		list[n++] = (struct live){ db_int(st, 0),
			strcmp(db_column(st, 1, VALUE_TEXT).s, "active") == 0 };
	db_reset(st);
	*ret_n = n;
	return step != DB_FAILED;
}

bool sale_partner_suspended(struct session *s, int64_t partner,
    const char *program, bool *ret, struct err *err)
{
	struct live list[64];
	struct arena a = ARENA_INIT;
	struct program_ref ref;
	struct value v;
	bool found, ok, suspended = false, active = false;
	size_t n;

	ok = db_value(s->db, SELECT_SUSPENDED, VALUES(val_int(partner)),
	    VALUE_INT, &a, &found, &v, err);
	arena_done(&a);
	if (!ok)
		return false;
	*ret = false;
	if (!found)
		return true;
	if (!read_live(s, partner, list, ARRAY_LEN(list), &n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!program_by_row(s, list[i].version, &ref, err))
			return false;
		if (!brings(ref.program, program))
			continue;
		active = active || list[i].active;
		suspended = suspended || !list[i].active;
	}
	*ret = suspended && !active;
	return true;
}
