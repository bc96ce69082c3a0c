/* domain/conflict_row.c - a conflict with both its sides. */

#include "config.h"

#include "domain/conflict_row.h"

#include <inttypes.h>
#include <string.h>

static const char SELECT_ROW[] =
    "SELECT version, status, why, similarity, verdict, reason, evidence,"
    " decided_by, lead, other, customer FROM conflict"
    " WHERE id = ?1 AND void = 0";

static const char SELECT_LEAD[] =
    "SELECT 'L-' || l.id || ' ' || l.customer || ' of P-' || p.id || ' ' ||"
    " p.name, l.partner, l.customer, l.name_key, l.domain, l.tax_key,"
    " l.country, l.stage, l.received_at, l.void = 0 AND l.stage IN"
    " ('submitted', 'queued', 'accepted', 'qualified', 'proposal'),"
    " l.registered, l.behind FROM lead l JOIN partner p ON p.id = l.partner"
    " WHERE l.id = ?1";

static const char SELECT_CUSTOMER[] =
    "SELECT 'U-' || c.id || ' ' || c.name || CASE WHEN c.house = 1"
    " THEN ', a house account' WHEN p.id IS NOT NULL THEN ', a customer of P-'"
    " || p.id || ' ' || p.name ELSE '' END, c.partner, c.name, c.name_key,"
    " c.domain, c.tax_key, c.country, '', c.created_at, c.void = 0, 0, 0"
    " FROM customer c LEFT JOIN partner p ON p.id = c.partner"
    " WHERE c.id = ?1";

/* Met before, whichever came first and whatever was decided. */
static const char SELECT_MET_LEAD[] =
    "SELECT id FROM conflict WHERE void = 0 AND lead = ?1 AND other = ?2"
    " UNION ALL SELECT id FROM conflict WHERE void = 0 AND lead = ?2"
    " AND other = ?1";

static const char SELECT_MET_CUSTOMER[] =
    "SELECT id FROM conflict WHERE void = 0 AND lead = ?1 AND customer = ?2";

bool conflict_side_read(struct session *s, int64_t id, bool is_customer,
    struct arena *a, struct conflict_side *ret, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, is_customer ? SELECT_CUSTOMER : SELECT_LEAD,
		VALUES(val_int(id)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW)
		*ret = (struct conflict_side){ .id = id,
			.is_customer = is_customer,
			.label = db_text(st, 0, a),
			.partner = db_int(st, 1),
			.name = db_text(st, 2, a),
			.name_key = db_text(st, 3, a),
			.domain = db_text(st, 4, a),
			.tax_key = db_text(st, 5, a),
			.country = db_text(st, 6, a),
			.stage = db_text(st, 7, a),
			.received_at = db_int(st, 8),
			.open = db_int(st, 9) != 0,
			.registered = db_int(st, 10) != 0,
			.behind = db_int(st, 11) };
	db_reset(st);
	if (step == DB_DONE)
		return err_set(err, ERR_NOT_FOUND,
		    "There is no %s %c-%" PRId64 ".",
		    is_customer ? "customer" : "lead", is_customer ? 'U' : 'L',
		    id);
	return step == DB_ROW;
}

bool conflict_read(struct session *s, int64_t id, struct arena *a,
    struct conflict_row *ret, struct err *err)
{
	struct conflict_row row = { .id = id };
	int64_t lead = 0, other = 0, customer = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, SELECT_ROW, VALUES(val_int(id)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW) {
		row.version = db_int(st, 0);
		row.state = (enum conflict_state)lifecycle_find(
		    &conflict_lifecycle, db_text(st, 1, a));
		row.why = db_text(st, 2, a);
		row.similarity = db_int(st, 3);
		row.verdict = db_text(st, 4, a);
		row.reason = db_text(st, 5, a);
		row.evidence = db_text(st, 6, a);
		row.decided_by = db_text(st, 7, a);
		lead = db_int(st, 8);
		other = db_int(st, 9);
		customer = db_int(st, 10);
	}
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	if (step == DB_DONE)
		return err_set(err, ERR_NOT_FOUND,
		    "There is no conflict K-%" PRId64 ".", id);
	if (!conflict_side_read(s, lead, false, a, &row.lead, err) ||
	    !conflict_side_read(s, other != 0 ? other : customer, other == 0, a,
		&row.other, err))
		return false;
	*ret = row;
	return true;
}

bool conflict_have_met(struct session *s, int64_t lead, int64_t other,
    bool is_customer, bool *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct value v;
	bool ok;

	ok = db_value(s->db,
	    is_customer ? SELECT_MET_CUSTOMER : SELECT_MET_LEAD,
	    VALUES(val_int(lead), val_int(other)), VALUE_INT, &a, ret, &v, err);
	arena_done(&a);
	return ok;
}

bool conflict_insert(struct change *c, int64_t lead, int64_t other,
    bool is_customer, const char *why, int64_t similarity, int64_t *ret_id,
    struct err *err)
{
	return change_insert(c, "conflict",
	    SETS({ "lead", val_int(lead) },
		{ is_customer ? "customer" : "other", val_int(other) },
		{ "why", val_text(why) }, { "similarity", val_int(similarity) },
		{ "created_at", val_time(c->now) },
		{ "created_by", val_text(c->actor) },
		{ "updated_at", val_time(c->now) }),
	    ret_id, err);
}

bool conflict_do(struct session *s, struct call *call, const char *verb,
    conflict_body *body, struct err *err)
{
	const struct operation *op = operation_find("conflict", verb);
	struct conflict_edit e = { .arena = call->arena };
	struct record_state seen = { .noun = "conflict",
		.lifecycle = &conflict_lifecycle,
		.status = "status",
		.id = call->id };
	bool again, ok;

	if (!record_begin(s, call, op, &e.change, &again, err) || again)
		return again;
	ok = conflict_read(s, call->id, call->arena, &e.row, err);
	if (ok) {
		e.label = arena_fmt(e.arena, "K-%" PRId64, e.row.id);
		seen.version = e.row.version;
		seen.state = e.row.state;
		seen.label = e.label;
		ok = record_check(&e.change, call, op, &seen, err) &&
		    body(&e, call, err);
	}
	return record_end(&e.change, call, ok, err);
}
