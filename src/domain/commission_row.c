/* domain/commission_row.c - a commission read with its tranches. */

#include "config.h"

#include "domain/commission_row.h"

#include <inttypes.h>
#include <string.h>

#include "base/calendar.h"
#include "domain/program_store.h"

static const char SELECT_ROW[] =
    "SELECT c.version, c.kind, c.sale, c.corrects, c.partner, p.name,"
    " c.program, c.product, c.share, c.base, c.amount, c.currency, c.ppm,"
    " c.on_date, c.reason, c.recorded_by, s.recorded_by,"
    " CASE WHEN s.partner = c.partner THEN s.enrollment END"
    " FROM commission c JOIN partner p ON p.id = c.partner"
    " LEFT JOIN sale s ON s.id = c.sale WHERE c.id = ?1 AND c.void = 0";

static const char SELECT_TRANCHES[] =
    "SELECT t.id, t.version, t.amount, t.earned_on, t.release_on, t.state_on,"
    " t.state, t.hold, t.reason, t.approved_by, t.payment, m.paid_on,"
    " m.recorded_by, t.statement, t.statement IS NOT NULL"
    " AND n.status = 'disputed' FROM tranche t"
    " LEFT JOIN payment m ON m.id = t.payment"
    " LEFT JOIN statement n ON n.id = t.statement"
    " WHERE t.commission = ?1 AND t.void = 0 ORDER BY t.id";

/* The enrollment that is asked for, else the one that tells most. */
static const char SELECT_ENTITY[] =
    "SELECT program_version, entity FROM enrollment WHERE partner = ?1"
    " AND void = 0 ORDER BY id = ?2 DESC, program = ?3 DESC,"
    " status = 'active' DESC, id LIMIT 1";

static void read_row(struct stmt *st, struct arena *a, void *record)
{
	struct commission_row *row = record;

	row->version = db_int(st, 0);
	row->kind = db_text(st, 1, a);
	row->sale = db_int(st, 2);
	row->corrects = db_int(st, 3);
	row->partner = db_int(st, 4);
	row->partner_name = db_text(st, 5, a);
	row->program = db_text(st, 6, a);
	row->product = db_text(st, 7, a);
	row->share = db_int(st, 8);
	row->base = db_int(st, 9);
	row->amount = (struct money){ .minor = db_int(st, 10) };
	memcpy(row->amount.currency, db_column(st, 11, VALUE_TEXT).s,
	    sizeof(row->amount.currency));
	row->ppm = db_int(st, 12);
	row->on = db_date(st, 13);
	row->reason = db_text(st, 14, a);
	row->recorded_by = db_text(st, 15, a);
	row->sale_by = db_text(st, 16, a);
	row->enrollment = db_int(st, 17);
}

static struct tranche_row read_tranche(struct stmt *st, struct arena *a)
{
	return (struct tranche_row){ .id = db_int(st, 0),
		.version = db_int(st, 1),
		.amount = db_int(st, 2),
		.earned_on = db_date(st, 3),
		.release_on = db_date(st, 4),
		.state_on = db_date(st, 5),
		.state = (enum commission_state)lifecycle_find(
		    &commission_lifecycle, db_column(st, 6, VALUE_TEXT).s),
		.hold = db_text(st, 7, a),
		.reason = db_text(st, 8, a),
		.approved_by = db_text(st, 9, a),
		.payment = db_int(st, 10),
		.paid_on = db_date(st, 11),
		.payment_by = db_text(st, 12, a),
		.statement = db_int(st, 13),
		.disputed = db_int(st, 14) != 0 };
}

static bool read_tranches(struct session *s, struct arena *a,
    struct commission_row *row, struct err *err)
{
	struct tranche_row *list = NULL;
	size_t n = 0, size = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(
		s->db, SELECT_TRANCHES, VALUES(val_int(row->id)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		list = arena_grow(a, list, n, &size, sizeof(*list));
		list[n++] = read_tranche(st, a);
	}
	db_reset(st);
	row->tranches = list;
	row->n_tranches = n;
	return step == DB_DONE;
}

bool commission_read(struct session *s, int64_t id, struct arena *a,
    struct commission_row *ret, struct err *err)
{
	struct commission_row row = { .id = id };

	if (!record_row(
		s, "commission", SELECT_ROW, id, read_row, &row, a, err) ||
	    !read_tranches(s, a, &row, err))
		return false;
	*ret = row;
	return true;
}

static bool read_entity(struct session *s, const struct value *values, size_t n,
    struct arena *a, int64_t *ret_version, const char **ret_entity,
    struct err *err)
{
	enum db_step step;
	struct stmt *st;

	*ret_version = 0;
	if (!db_query(s->db, SELECT_ENTITY, values, n, &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW) {
		*ret_version = db_int(st, 0);
		*ret_entity = db_text(st, 1, a);
	}
	db_reset(st);
	return step != DB_FAILED;
}

bool commission_today(struct session *s, int64_t partner, int64_t enrollment,
    const char *program, int64_t now, date_days *ret, struct err *err)
{
	struct calendar calendar = { .zone = NULL };
	const struct program_entity *entity = NULL;
	struct arena a = ARENA_INIT;
	struct program_ref ref;
	const char *name;
	int64_t version;
	bool ok;

	ok = read_entity(s,
	    VALUES(val_int(partner), val_int(enrollment), val_text(program)),
	    &a, &version, &name, err);
	if (ok && version != 0) {
		ok = program_by_row(s, version, &ref, err);
		if (ok)
			entity = program_entity_by_id(ref.program, name);
		if (entity != NULL)
			ok = program_calendar(s, entity, &calendar, err);
	}
	arena_done(&a);
	if (ok)
		*ret = calendar_day(&calendar, now);
	return ok;
}

static bool is_in(
    const struct tranche_row *t, enum commission_state state, date_days on)
{
	bool waits = t->state != COMMISSION_PAID && t->release_on > on;

	return state == (waits ? COMMISSION_HELD : t->state);
}

enum commission_state commission_row_state(
    const struct commission_row *row, date_days on)
{
	static const enum commission_state order[] = { COMMISSION_HELD,
		COMMISSION_ACCRUED, COMMISSION_EARNED, COMMISSION_APPROVED };
	int64_t accrued = row->amount.minor;

	for (size_t i = 0; i < row->n_tranches; i++)
		accrued -= row->tranches[i].amount;
	for (size_t k = 0; k < ARRAY_LEN(order); k++) {
		if (order[k] == COMMISSION_ACCRUED && accrued != 0)
			return COMMISSION_ACCRUED;
		for (size_t i = 0; i < row->n_tranches; i++)
			if (is_in(&row->tranches[i], order[k], on))
				return order[k];
	}
	return COMMISSION_PAID;
}

bool commission_state_of(struct session *s, int64_t id, date_days on,
    enum commission_state *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct commission_row row;
	bool ok = commission_read(s, id, &a, &row, err);

	if (ok)
		*ret = commission_row_state(&row, on);
	arena_done(&a);
	return ok;
}

const char *commission_sum(const struct commission_edit *e, int64_t minor)
{
	struct money m = e->row.amount;

	m.minor = minor;
	return arena_fmt(
	    e->arena, "%s %s", money_text(m, e->arena), m.currency);
}

bool commission_is_stated(
    const struct commission_edit *e, int64_t statement, struct err *err)
{
	return err_set(err, ERR_REFUSED,
	    "%s is on the statement T-%" PRId64
	    " already; dispute that, or correct it by an adjustment.",
	    e->label, statement);
}

bool commission_remark(struct commission_edit *e, const char *kind,
    const char *text, struct err *err)
{
	return remark_add(&e->change,
	    &(const struct remark){ .noun = "commission",
		.record = e->row.id,
		.kind = kind,
		.inside = text,
		.on_date = e->today },
	    err);
}

bool commission_do(struct session *s, struct call *call, const char *verb,
    commission_body *body, struct err *err)
{
	const struct operation *op = operation_find("commission", verb);
	struct commission_edit e = { .arena = call->arena };
	struct record_state seen = { .noun = "commission",
		.lifecycle = &commission_lifecycle,
		.id = call->id };
	bool again, ok;

	if (!record_begin(s, call, op, &e.change, &again, err) || again)
		return again;
	ok = commission_read(s, call->id, call->arena, &e.row, err) &&
	    commission_today(s, e.row.partner, e.row.enrollment, e.row.program,
		e.change.now, &e.today, err);
	if (ok) {
		e.label =
		    arena_fmt(e.arena, "C-%" PRId64 " of P-%" PRId64 " %s",
			e.row.id, e.row.partner, e.row.partner_name);
		seen.version = e.row.version;
		seen.state = commission_row_state(&e.row, e.today);
		seen.label = e.label;
		ok = record_check(&e.change, call, op, &seen, err) &&
		    body(&e, call, err);
	}
	return record_end(&e.change, call, ok, err);
}
