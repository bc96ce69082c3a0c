/* domain/customer.c - customers typed, edited, and whose they are. */

#include "config.h"

#include "domain/customer.h"

#include <inttypes.h>
#include <string.h>

#include "domain/customer_data.h"
#include "domain/record.h"

static const char SELECT_TWIN[] =
    "SELECT 'U-' || c.id || ' ' || c.name, c.tax_key <> '' AND c.tax_key ="
    " n.tax_key, c.domain <> '' AND c.domain = n.domain"
    " FROM customer n, customer c WHERE n.id = ?1 AND c.id <> n.id"
    " AND c.void = 0 AND c.id IN"
    " (SELECT id FROM customer WHERE tax_key = n.tax_key AND tax_key <> ''"
    " UNION ALL SELECT id FROM customer WHERE domain = n.domain"
    " AND domain <> '' UNION ALL SELECT id FROM customer"
    " WHERE name_key = n.name_key AND country = n.country"
    " AND country <> 'ZZ') ORDER BY c.id LIMIT 1";

static const char SELECT_PARTNER_NAME[] =
    "SELECT 'P-' || id || ' ' || name FROM partner WHERE id = ?1"
    " AND void = 0";

/* Two records of one company are allowed, and worth a word. */
static bool say_twin(
    struct change *c, int64_t id, struct call *call, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(
		c->session->db, SELECT_TWIN, VALUES(val_int(id)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW)
		call->ret_text =
		    arena_fmt(call->arena, "%s %s has the same %s.",
			call->ret_text, db_text(st, 0, call->arena),
			db_int(st, 1) != 0       ? "tax id"
			    : db_int(st, 2) != 0 ? "domain"
						 : "name");
	db_reset(st);
	return step != DB_FAILED;
}

static bool make(struct change *c, struct call *call, struct err *err)
{
	const struct customer_data *d = call->params;

	if (!customer_insert(c, d, 0, &call->ret_id, err))
		return false;
	c->record = call->ret_id;
	call->ret_text = arena_fmt(
	    call->arena, "U-%" PRId64 " %s is added.", call->ret_id, d->name);
	return say_twin(c, call->ret_id, call, err);
}

bool customer_add(struct session *s, struct call *call, struct err *err)
{
	struct change c;
	bool again;

	if (!record_begin(
		s, call, operation_find("customer", "add"), &c, &again, err) ||
	    again)
		return again;
	return record_end(&c, call, make(&c, call, err), err);
}

static bool edit_body(
    struct customer_edit *e, struct call *call, struct err *err)
{
	const struct customer_data *d = call->params;
	struct set_list sets = { .n = 0 };

	if (!customer_put_data(&sets, d, e->arena, err) ||
	    !record_put_ref(&sets, e->change.session, "customer", e->row.id,
		d->id, e->arena, err) ||
	    !change_update(
		&e->change, "customer", e->row.id, 0, sets.list, sets.n, err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s is changed.", e->label);
	return say_twin(&e->change, e->row.id, call, err);
}

bool customer_edit(struct session *s, struct call *call, struct err *err)
{
	return customer_do(s, call, "edit", edit_body, err);
}

bool customer_load(struct session *s, int64_t id, void *params, struct arena *a,
    struct err *err)
{
	struct customer_row row;

	if (!customer_read(s, id, a, &row, err))
		return false;
	*(struct customer_data *)params = row.data;
	return true;
}

static bool note_body(
    struct customer_edit *e, struct call *call, struct err *err)
{
	const struct customer_note_params *p = call->params;

	if (!customer_remark(&e->change, e->row.id, "note", NULL, p->note, err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s has a new note.", e->label);
	return true;
}

bool customer_note(struct session *s, struct call *call, struct err *err)
{
	return customer_do(s, call, "note", note_body, err);
}

static bool set_house(
    struct customer_edit *e, struct call *call, bool house, struct err *err)
{
	const struct customer_reason_params *p = call->params;

	if (e->row.house == house)
		return err_set(err, ERR_REFUSED, "%s is %s house account.",
		    e->label, house ? "already a" : "no");
	if (house && e->row.partner != 0)
		return err_set(err, ERR_REFUSED,
		    "%s has the incumbent %s; clear that first.", e->label,
		    e->row.partner_name);
	if (!change_update(&e->change, "customer", e->row.id, 0,
		SETS({ "house", val_bool(house) }), err) ||
	    !customer_remark(&e->change, e->row.id, house ? "house" : "unhouse",
		p->reason, NULL, err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s is %s house account: %s",
	    e->label, house ? "a" : "no longer a", p->reason);
	return true;
}

static bool house_body(
    struct customer_edit *e, struct call *call, struct err *err)
{
	return set_house(e, call, true, err);
}

bool customer_house(struct session *s, struct call *call, struct err *err)
{
	return customer_do(s, call, "house", house_body, err);
}

static bool unhouse_body(
    struct customer_edit *e, struct call *call, struct err *err)
{
	return set_house(e, call, false, err);
}

bool customer_unhouse(struct session *s, struct call *call, struct err *err)
{
	return customer_do(s, call, "unhouse", unhouse_body, err);
}

static bool partner_name(struct session *s, int64_t id, struct arena *a,
    const char **ret, struct err *err)
{
	struct value v = val_null();
	bool found = false;

	if (!db_value(s->db, SELECT_PARTNER_NAME, VALUES(val_int(id)),
		VALUE_TEXT, a, &found, &v, err))
		return false;
	if (!found)
		return err_set(err, ERR_NOT_FOUND,
		    "There is no partner P-%" PRId64 ".", id);
	*ret = v.s;
	return true;
}

static bool refuse_house(const char *label, struct err *err)
{
	return err_set(err, ERR_REFUSED,
	    "%s is a house account; it has no incumbent partner.", label);
}

static bool write_incumbent(struct change *c, int64_t customer, int64_t partner,
    date_days on, struct err *err)
{
	return change_update(c, "customer", customer, 0,
	    SETS({ "partner", partner != 0 ? val_int(partner) : val_null() },
		{ "partner_on", partner != 0 ? val_date(on) : val_null() }),
	    err);
}

/* A person may pass a customer on; a won lead may not. */
static bool incumbent_body(
    struct customer_edit *e, struct call *call, struct err *err)
{
	const struct customer_incumbent_params *p = call->params;
	date_days today = (date_days)(e->change.now / 86400);
	const char *name = "nobody";
	int64_t partner;

	if (!customer_find_partner(
		e->change.session, p->partner, true, e->arena, &partner, err))
		return false;
	if (partner != 0 && e->row.house)
		return refuse_house(e->label, err);
	if (partner == e->row.partner)
		return err_set(err, ERR_REFUSED, "%s has %s as its incumbent.",
		    e->label, partner != 0 ? e->row.partner_name : "nobody");
	if ((partner != 0 &&
		!partner_name(
		    e->change.session, partner, e->arena, &name, err)) ||
	    !write_incumbent(&e->change, e->row.id, partner, today, err) ||
	    !customer_remark(
		&e->change, e->row.id, "incumbent", p->reason, NULL, err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s: the incumbent is %s%s%s.",
	    e->label, name, e->row.partner != 0 ? ", before it was " : "",
	    e->row.partner_name);
	return true;
}

bool customer_incumbent(struct session *s, struct call *call, struct err *err)
{
	return customer_do(s, call, "incumbent", incumbent_body, err);
}

bool customer_incumbent_load(struct session *s, int64_t id, void *params,
    struct arena *a, struct err *err)
{
	struct customer_incumbent_params *p = params;
	struct customer_row row;

	if (!customer_read(s, id, a, &row, err))
		return false;
	p->partner = row.data.partner;
	return true;
}

static bool set_incumbent(struct change *c, const struct customer_row *row,
    int64_t partner, date_days on, struct arena *a, struct err *err)
{
	const char *label =
	    arena_fmt(a, "U-%" PRId64 " %s", row->id, row->data.name);
	const char *name;

	if (row->partner == partner)
		return true;
	if (row->partner != 0)
		return err_set(err, ERR_REFUSED,
		    "%s has the incumbent %s; somebody must decide whose it "
		    "is.",
		    label, row->partner_name);
	if (row->house)
		return refuse_house(label, err);
	return partner_name(c->session, partner, a, &name, err) &&
	    write_incumbent(c, row->id, partner, on, err);
}

bool customer_set_incumbent(struct change *c, int64_t customer, int64_t partner,
    date_days on, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct customer_row row;
	bool ok = customer_read(c->session, customer, &a, &row, err) &&
	    set_incumbent(c, &row, partner, on, &a, err);

	arena_done(&a);
	return ok;
}

bool customer_bought(
    struct change *c, int64_t customer, date_days on, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct customer_row row;
	bool ok = customer_read(c->session, customer, &a, &row, err);

	if (ok && (row.first_on == DATE_NONE || on < row.first_on))
		ok = change_update(c, "customer", customer, 0,
		    SETS({ "first_on", val_date(on) }), err);
	arena_done(&a);
	return ok;
}

bool customer_undo(struct session *s, struct call *call, struct err *err)
{
	return record_undo(s, call, "customer", err);
}
