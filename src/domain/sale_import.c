/* domain/sale_import.c - sales that came in a file. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/customer.h"
#include "domain/import.h"
#include "domain/partner.h"
#include "domain/sale_facts.h"

/* The day of the payment that made it whole. */
static const char SELECT_PAID_ON[] =
    "SELECT max(paid_on) FROM payment WHERE sale = ?1 AND void = 0";

static const char SELECT_EARNED[] =
    "SELECT 1 FROM commission c JOIN tranche t ON t.commission = c.id"
    " WHERE c.sale = ?1 AND c.void = 0 AND t.void = 0 LIMIT 1";

static const char SELECT_NAME_KEY[] =
    "SELECT name_key FROM customer WHERE id = ?1";

/* A row of a file whose sale is here already. */
struct again {
	struct change *c;
	const struct sale_data *data;
	int64_t batch;
	struct arena *arena;
	struct sale_row row;
};

date_days sale_day(const void *record)
{
	return ((const struct sale_data *)record)->date;
}

/* ---- whether the file tells the same ------------------------------------- */

/* Fails naming the field that the file has otherwise. */
static bool differs(const struct again *g, const char *field, struct err *err)
{
	err_fill(err, ERR_REFUSED, field,
	    "%s is recorded, and the file has another %s; a sale is corrected "
	    "by a refund.",
	    sale_label(&g->row, g->arena), field);
	return false;
}

/* A text that the file leaves out is as it is here. */
static bool same_text(const struct again *g, const char *field,
    const char *told, const char *is, struct err *err)
{
	return or_empty(told)[0] == '\0' || strcmp(told, is) == 0 ||
	    differs(g, field, err);
}

static bool same_partner(const struct again *g, struct err *err)
{
	const char *text = or_empty(g->data->partner);
	int64_t id;

	return text[0] == '\0' ||
	    (partner_find(g->c->session, text, false, g->arena, &id, err) &&
		(id == g->row.partner || differs(g, "partner", err)));
}

static bool same_lead(const struct again *g, struct err *err)
{
	const char *text = or_empty(g->data->lead);
	int64_t id = 0;

	return text[0] == '\0' ||
	    (import_find(g->c->session, "lead", &text, g->arena, &id, err) &&
		(id == g->row.lead || differs(g, "lead", err)));
}

static bool same_name(const struct again *g, bool *ret, struct err *err)
{
	struct value key = val_text("");
	bool found = false;

	if (!db_value(g->c->session->db, SELECT_NAME_KEY,
		VALUES(val_int(g->row.customer)), VALUE_TEXT, g->arena, &found,
		&key, err))
		return false;
	*ret = found &&
	    strcmp(text_company_key(g->data->customer, g->arena), key.s) == 0;
	return true;
}

/* By its name, which is the common case, or by its key. */
static bool same_customer(const struct again *g, struct err *err)
{
	const char *text = or_empty(g->data->customer);
	int64_t id = 0;
	bool same;

	if (strcmp(text, g->row.customer_name) == 0)
		return true;
	return import_find(
		   g->c->session, "customer", &text, g->arena, &id, err) &&
	    (id == g->row.customer ||
		(same_name(g, &same, err) &&
		    (same || differs(g, "customer", err))));
}

static bool same_split(const struct again *g, struct err *err)
{
	const char *text = or_empty(g->data->split);
	struct sale_split split;

	return text[0] == '\0' ||
	    (sale_split_parse(g->c->session, text, false, g->row.partner,
		 g->arena, &split, err) &&
		(strcmp(split.text, g->row.split) == 0 ||
		    differs(g, "split", err)));
}

static bool same_refund(const struct again *g, struct err *err)
{
	const char *text = or_empty(g->data->refund_of);
	int64_t id = 0;

	return (text[0] == '\0' ||
		   sale_find(g->c->session, text, false, &id, err)) &&
	    (id == g->row.refund_of || differs(g, "refund_of", err));
}

static bool same_figures(const struct again *g, struct err *err)
{
	const struct sale_data *d = g->data;
	const struct sale_row *row = &g->row;
	struct money amount;

	if (!sale_money(d, &amount, err))
		return false;
	if (strcmp(amount.currency, row->base.currency) != 0)
		return differs(g, "currency", err);
	if (amount.minor != row->base.minor)
		return differs(g, "amount", err);
	if (d->quantity != FIELD_UNSET && d->quantity != row->quantity &&
	    row->refund_of == 0)
		return differs(g, "quantity", err);
	return d->date == row->sale_on || differs(g, "date", err);
}

static bool same_sale(const struct again *g, struct err *err)
{
	const struct sale_data *d = g->data;
	const struct sale_row *row = &g->row;

	return same_figures(g, err) && same_partner(g, err) &&
	    same_lead(g, err) && same_customer(g, err) &&
	    same_text(g, "product", d->product, row->product, err) &&
	    same_text(g, "kind", d->kind, row->kind, err) &&
	    same_text(g, "program", d->program, row->program, err) &&
	    same_refund(g, err) && same_split(g, err);
}

/* ---- what a file may add ------------------------------------------------- */

static bool read_first(const struct again *g, const char *sql, int64_t absent,
    int64_t *ret, struct err *err)
{
	struct value v = val_null();
	bool found = false;

	if (!db_value(g->c->session->db, sql, VALUES(val_int(g->row.id)),
		VALUE_INT, g->arena, &found, &v, err))
		return false;
	*ret = found && v.type != VALUE_NULL ? v.i : absent;
	return true;
}

/* What is left of it was paid by now. */
static bool add_payment(const struct again *g, bool *ret, struct err *err)
{
	const struct sale_row *row = &g->row;
	struct money left = row->base;
	int64_t paid_on, payment;

	if (g->data->paid_on == DATE_NONE || row->refund_of != 0)
		return true;
	if (!read_first(g, SELECT_PAID_ON, DATE_NONE, &paid_on, err))
		return false;
	if (row->base.minor != 0)
		left.minor -= row->paid + row->refunded;
	if (left.minor > 0 || (row->base.minor == 0 && paid_on == DATE_NONE)) {
		*ret = true;
		return sale_pay_record(g->c, row->id, left, g->data->paid_on,
		    g->batch, g->arena, &payment, err);
	}
	return paid_on == DATE_NONE || paid_on == g->data->paid_on ||
	    differs(g, "paid_on", err);
}

/* Before anything is earned, an invoice's number may follow. */
static bool put_invoice(const struct again *g, bool *ret, struct err *err)
{
	const char *invoice = or_empty(g->data->invoice);
	int64_t earned;

	if (invoice[0] == '\0' || strcmp(invoice, g->row.invoice) == 0)
		return true;
	if (!read_first(g, SELECT_EARNED, 0, &earned, err))
		return false;
	if (earned != 0)
		return differs(g, "invoice", err);
	*ret = true;
	return change_update(g->c, "sale", g->row.id, 0,
	    SETS({ "invoice", val_text(invoice) }), err);
}

static bool import_again(
    struct again *g, int64_t id, enum import_result *ret, struct err *err)
{
	bool updated = false;

	if (!sale_read(g->c->session, id, g->arena, &g->row, err) ||
	    !same_sale(g, err) || !put_invoice(g, &updated, err) ||
	    !add_payment(g, &updated, err))
		return false;
	*ret = updated ? IMPORT_UPDATED : IMPORT_UNCHANGED;
	return true;
}

bool sale_import(struct change *c, int64_t batch, const void *record,
    struct arena *a,
    void (*warn)(void *arg, const char *field, const char *text), void *arg,
    enum import_result *ret, struct err *err)
{
	struct sale_data d = *(const struct sale_data *)record;
	struct again again = { .c = c, .data = &d, .batch = batch, .arena = a };
	int64_t id;

	if (!fields_check(&sale_fields, &d, err) ||
	    !import_find(c->session, "sale", &d.id, a, &id, err))
		return false;
	if (id != 0)
		return import_again(&again, id, ret, err);
	*ret = IMPORT_NEW;
	return sale_record(c, &d, batch, a, warn, arg, &id, err);
}
