/* domain/partner_row.c - a partner read and written under an operation. */

#include "config.h"

#include "domain/partner_row.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/record.h"

static const char SELECT_ROW[] =
    "SELECT version, status, name_key, domain, tax_key, since, activity_on,"
    " parent, customer, visible, employees, ref, name, country, state, city,"
    " website, tax_id, coverage, territory, manager, email, phone, currency,"
    " partner_page, description, note FROM partner WHERE id = ?1 AND void = 0";

static void read_data(struct stmt *st, struct arena *a, struct partner_row *row)
{
	struct partner_data *d = &row->data;
	const char **texts[] = { &d->id, &d->name, &d->country, &d->state,
		&d->city, &d->website, &d->tax_id, &d->coverage, &d->territory,
		&d->manager, &d->email, &d->phone, &d->currency,
		&d->partner_page, &d->description, &d->note };
	int at = 11;

	fields_init(&partner_fields, d);
	d->employees = db_int_or(st, 10, FIELD_UNSET);
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		*texts[i] = db_text(st, at++, a);
	d->since = row->since;
	/* A domain that follows is left to follow. */
	if (strcmp(partner_own_domain(d, a), row->domain) != 0)
		d->domain = row->domain;
	if (row->parent != 0)
		d->parent = arena_fmt(a, "P-%" PRId64, row->parent);
}

static void read_row(struct stmt *st, struct arena *a, void *record)
{
	struct partner_row *row = record;
	row->version = db_int(st, 0);
	row->status = db_text(st, 1, a);
	row->name_key = db_text(st, 2, a);
	row->domain = db_text(st, 3, a);
	row->tax_key = db_text(st, 4, a);
	row->since = db_date(st, 5);
	row->activity_on = db_date(st, 6);
	row->parent = db_int(st, 7);
	row->customer = db_int(st, 8);
	row->visible = db_int(st, 9) != 0;
	read_data(st, a, row);
}

bool partner_read(struct session *s, int64_t id, struct arena *a,
    struct partner_row *ret, struct err *err)
{
	struct partner_row row = { .id = id };

	if (!record_row(s, "partner", SELECT_ROW, id, read_row, &row, a, err))
		return false;
	*ret = row;
	return true;
}

/* The states of a partner are those of its enrollments. */
static void fill_record(struct partner_edit *e)
{
	e->record = (struct record_state){ .noun = "partner",
		.lifecycle = &enrollment_lifecycle,
		.status = "status",
		.id = e->row.id,
		.version = e->row.version,
		.state = lifecycle_find(&enrollment_lifecycle, e->row.status),
		.label = arena_fmt(e->arena, "P-%" PRId64 " %s", e->row.id,
		    e->row.data.name) };
}

bool partner_do(struct session *s, struct call *call, const char *verb,
    partner_body *body, struct err *err)
{
	const struct operation *op = operation_find("partner", verb);
	struct partner_edit e = { .arena = call->arena };
	bool again, ok;

	if (!record_begin(s, call, op, &e.change, &again, err) || again)
		return again;
	e.today = (date_days)(e.change.now / 86400);
	ok = partner_read(s, call->id, call->arena, &e.row, err);
	if (ok)
		fill_record(&e);
	ok = ok && record_check(&e.change, call, op, &e.record, err) &&
	    body(&e, call, err);
	return record_end(&e.change, call, ok, err);
}

bool partner_set(
    struct partner_edit *e, const struct set *sets, size_t n, struct err *err)
{
	return change_update(&e->change, "partner", e->row.id, 0, sets, n, err);
}

bool partner_touch(struct partner_edit *e, struct err *err)
{
	return change_touch(&e->change, "partner", e->row.id, err);
}

bool partner_load(struct session *s, int64_t id, void *params, struct arena *a,
    struct err *err)
{
	struct partner_row row;

	if (!partner_read(s, id, a, &row, err))
		return false;
	*(struct partner_data *)params = row.data;
	return true;
}
