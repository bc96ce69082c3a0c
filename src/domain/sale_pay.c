/* domain/sale_pay.c - what customers paid of a sale. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "domain/sale_row.h"

bool sale_payment_insert(struct change *c, int64_t sale, struct money amount,
    date_days on, int64_t batch, int64_t *ret_id, struct err *err)
{
	return change_insert(c, "payment",
	    SETS({ "sale", val_int(sale) }, { "amount", val_int(amount.minor) },
		{ "paid_on", val_date(on) },
		{ "recorded_by", val_text(c->session->user) },
		{ "batch", id_or_none(batch) },
		{ "created_at", val_int(c->now) }),
	    ret_id, err);
}

/* What the customer still owes of it. */
static struct money rest(const struct sale_row *row)
{
	struct money m = row->base;

	if (m.minor != 0)
		m.minor -= row->refunded + row->paid;
	if (m.minor < 0)
		m.minor = 0;
	return m;
}

static bool check_amount(const struct sale_row *row, struct money amount,
    bool paid_before, struct arena *a, struct err *err)
{
	struct money left = rest(row);
	const char *label = sale_label(row, a);

	if (row->refund_of != 0)
		return err_set(
		    err, ERR_REFUSED, "%s is a refund; nobody pays it.", label);
	if (strcmp(amount.currency, row->base.currency) != 0)
		return err_invalid(err, "amount",
		    "%s is paid in %s, not in %s.", label, row->base.currency,
		    amount.currency);
	if (row->base.minor == 0 ? paid_before : left.minor == 0)
		return err_set(err, ERR_REFUSED,
		    "%s is paid; nothing of it is open.", label);
	if (amount.minor < 0 || (amount.minor == 0 && row->base.minor != 0))
		return err_invalid(err, "amount",
		    "A payment is more than 0; what goes back is a refund.");
	if (amount.minor > left.minor)
		return err_invalid(err, "amount", "Only %s %s of %s are open.",
		    money_text_grouped(left, a), left.currency, label);
	return true;
}

static bool pay(struct change *c, struct sale_row *row, struct money amount,
    date_days on, int64_t batch, struct arena *a, int64_t *ret_payment,
    struct err *err)
{
	const struct program *terms;
	struct sale_parts parts;
	struct sale_earning now = { .on = on,
		.paid = row->paid + amount.minor,
		.refunded = row->refunded,
		.any_payment = true };
	bool before;

	if (!sale_has_payment(c->session, row->id, &before, err) ||
	    !check_amount(row, amount, before, a, err) ||
	    !sale_check_day(c, "on", on, err) ||
	    !sale_own_terms(c->session, row, &terms, err) ||
	    !sale_parts_read(c->session, row->id, a, &parts, err) ||
	    !sale_payment_insert(
		c, row->id, amount, on, batch, &now.payment, err))
		return false;
	/* The row counts as changed, whatever was paid. */
	if (amount.minor == 0 ? !change_touch(c, "sale", row->id, err)
			      : !change_update(c, "sale", row->id, 0,
				    SETS({ "paid", val_int(now.paid) }), err))
		return false;
	if (terms != NULL &&
	    !sale_earn(c, row, terms->commission, &parts, &now, err))
		return false;
	*ret_payment = now.payment;
	return true;
}

bool sale_pay_record(struct change *c, int64_t sale, struct money amount,
    date_days on, int64_t batch, struct arena *a, int64_t *ret_payment,
    struct err *err)
{
	struct sale_row row;

	return sale_read(c->session, sale, a, &row, err) &&
	    pay(c, &row, amount, on, batch, a, ret_payment, err);
}

/* ---- by hand ------------------------------------------------------------- */

static bool pay_body(struct sale_edit *e, struct call *call, struct err *err)
{
	const struct sale_pay_params *p = call->params;
	date_days on = p->on != DATE_NONE ? p->on : e->today;
	struct money amount = rest(&e->row), left;
	int64_t payment;
	char day[11];

	if (p->amount.set &&
	    !decimal_to_money(
		p->amount, e->row.base.currency, false, &amount, err)) {
		err->field = "amount";
		return false;
	}
	if (!pay(&e->change, &e->row, amount, on, 0, e->arena, &payment, err))
		return false;
	e->row.paid += amount.minor;
	left = rest(&e->row);
	call->ret_text = arena_fmt(e->arena, "%s: %s %s paid on %s; %s%s%s.",
	    e->label, money_text_grouped(amount, e->arena), amount.currency,
	    date_text(on, day),
	    left.minor == 0 ? "nothing" : money_text_grouped(left, e->arena),
	    left.minor == 0 ? "" : " ",
	    left.minor == 0 ? " is open" : "are open");
	return true;
}

bool sale_pay(struct session *s, struct call *call, struct err *err)
{
	return sale_do(s, call, "pay", pay_body, err);
}
