/* domain/customer_row.c - a customer read, found and written about. */

#include "config.h"

#include "domain/customer_row.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "domain/record.h"
#include "domain/record_find.h"

static const char SELECT_ROW[] =
    "SELECT c.version, c.house, c.partner, coalesce(c.first_on, -2147483648),"
    " coalesce('P-' || p.id || ' ' || p.name, ''), c.ref, c.name, c.country,"
    " c.state, c.city, c.website, c.domain, c.tax_id, c.note"
    " FROM customer c LEFT JOIN partner p ON p.id = c.partner"
    " WHERE c.id = ?1 AND c.void = 0";

static const char SELECT_NAME[] =
    "SELECT 'U-' || id || ' ' || name FROM customer WHERE id = ?1";

static void read_row(struct stmt *st, struct arena *a, void *record)
{
	struct customer_row *row = record;
	struct customer_data *d = &row->data;
	const char **texts[] = { &d->id, &d->name, &d->country, &d->state,
		&d->city, &d->website, &d->domain, &d->tax_id, &d->note };

	row->version = db_int(st, 0);
	row->house = db_int(st, 1) != 0;
	row->partner = db_int(st, 2);
	row->first_on = (date_days)db_int(st, 3);
	row->partner_name = db_text(st, 4, a);
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		*texts[i] = db_text(st, 5 + (int)i, a);
	d->house = row->house ? TRI_YES : TRI_NO;
	d->partner =
	    row->partner != 0 ? arena_fmt(a, "P-%" PRId64, row->partner) : "";
}

static bool refuse_unknown(int64_t id, struct err *err)
{
	return err_set(
	    err, ERR_NOT_FOUND, "There is no customer U-%" PRId64 ".", id);
}

bool customer_read(struct session *s, int64_t id, struct arena *a,
    struct customer_row *ret, struct err *err)
{
	struct customer_row row = { .id = id };

	if (!record_row(s, "customer", SELECT_ROW, id, read_row, &row, a, err))
		return false;
	*ret = row;
	return true;
}

bool customer_do(struct session *s, struct call *call, const char *verb,
    customer_body *body, struct err *err)
{
	const struct operation *op = operation_find("customer", verb);
	struct customer_edit e = { .arena = call->arena };
	struct record_state seen = { .noun = "customer", .id = call->id };
	bool again, ok;

	if (!record_begin(s, call, op, &e.change, &again, err) || again)
		return again;
	ok = customer_read(s, call->id, call->arena, &e.row, err);
	if (ok) {
		seen.version = e.row.version;
		seen.label = e.label = arena_fmt(
		    e.arena, "U-%" PRId64 " %s", e.row.id, e.row.data.name);
		ok = record_check(&e.change, call, op, &seen, err) &&
		    body(&e, call, err);
	}
	return record_end(&e.change, call, ok, err);
}

bool customer_find(struct session *s, const char *text, bool digits,
    int64_t *ret, struct err *err)
{
	static const struct record_names names = { "customer",
		"SELECT id FROM customer WHERE ref = ?1 AND void = 0",
		"SELECT id FROM customer WHERE id = ?1 AND void = 0" };

	return record_find(s, &names, text, digits, ret, err);
}

bool customer_label(struct session *s, int64_t id, struct arena *a,
    const char **ret, struct err *err)
{
	struct value v = val_text("");
	bool found = false;

	if (!db_value(s->db, SELECT_NAME, VALUES(val_int(id)), VALUE_TEXT, a,
		&found, &v, err))
		return false;
	if (!found)
		return refuse_unknown(id, err);
	*ret = v.s;
	return true;
}

bool customer_remark(struct change *c, int64_t id, const char *kind,
    const char *reason, const char *inside, struct err *err)
{
	return remark_add(c,
	    &(struct remark){ .noun = "customer",
		.record = id,
		.kind = kind,
		.reason = reason,
		.inside = inside,
		.on_date = (date_days)(c->now / 86400) },
	    err);
}
