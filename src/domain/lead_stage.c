/* domain/lead_stage.c - leads worked on, won, lost and opened again. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "domain/customer.h"
#include "domain/lead_operation.h"
#include "domain/lead_queue.h"
#include "domain/lead_valid.h"
#include "domain/lead_window.h"

static const char SELECT_FIRST[] =
    "SELECT first_on FROM customer WHERE id = ?1";

static const struct lead_win_params WIN_AS_IT_IS = {
	.closed_on = DATE_NONE,
};

/* ---- from stage to stage ------------------------------------------------ */

static bool move_text(
    struct lead_edit *e, enum lead_state to, struct call *call, struct err *err)
{
	if (!lead_move(e, to, err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s is %s.", lead_label(e),
	    lead_lifecycle.states[to].label);
	return true;
}

static bool win(struct lead_edit *e, const struct lead_win_params *p,
    struct call *call, struct err *err);

static bool advance_body(
    struct lead_edit *e, struct call *call, struct err *err)
{
	const struct lead_advance_params *p = call->params;
	const char *name = p->to != NULL ? p->to : "";
	size_t to = e->row.state + 1;

	if (name[0] != '\0')
		to = lifecycle_find(&lead_lifecycle, name);
	if (to == e->row.state)
		return err_invalid(err, "to", "%s is %s already.",
		    lead_label(e), e->row.stage);
	if (p->note != NULL && p->note[0] != '\0' &&
	    !lead_remark(e, "advance", "", "", p->note, err))
		return false;
	if (to == LEAD_WON)
		return win(e, &WIN_AS_IT_IS, call, err);
	if (to >= lead_lifecycle.n_states || (STATE_BIT(to) & LEAD_WORKED) == 0)
		return err_invalid(err, "to",
		    "A lead moves on to accepted, qualified, proposal or won; "
		    "\"%s\" has an operation of its own.",
		    name);
	return move_text(e, (enum lead_state)to, call, err);
}

bool lead_advance(struct session *s, struct call *call, struct err *err)
{
	return lead_do(s, call, "advance", advance_body, err);
}

static bool back_body(struct lead_edit *e, struct call *call, struct err *err)
{
	return move_text(e, e->row.state - 1, call, err);
}

bool lead_back(struct session *s, struct call *call, struct err *err)
{
	return lead_do(s, call, "back", back_body, err);
}

/* ---- won ---------------------------------------------------------------- */

/* What counts of the params and of the row. */
struct outcome {
	date_days closed_on;
	int64_t minor;
	const char *currency;
};

static bool find_outcome(struct lead_edit *e, const struct lead_win_params *p,
    date_days usual, struct outcome *ret, struct err *err)
{
	bool given = p->currency != NULL && p->currency[0] != '\0';
	struct outcome o = {
		.closed_on = p->closed_on != DATE_NONE ? p->closed_on : usual,
		.minor = e->row.minor,
		.currency = given ? p->currency : e->row.data.currency,
	};
	struct money money;

	if (o.closed_on > e->terms.today ||
	    o.closed_on < e->row.data.submitted_on)
		return err_invalid(err, "closed_on",
		    "A lead is won between its submission and today.");
	if (!p->value.set && given && e->row.minor != FIELD_UNSET &&
	    strcmp(p->currency, e->row.data.currency) != 0)
		return err_invalid(
		    err, "value", "Another currency needs its value, too.");
	if (p->value.set) {
		if (o.currency[0] == '\0')
			return err_invalid(
			    err, "currency", "A value needs its currency.");
		if (!decimal_to_money(p->value, o.currency, false, &money, err))
			return err_in(err, "Value");
		o.minor = money.minor;
	}
	if (o.minor == FIELD_UNSET)
		return err_invalid(err, "value",
		    "Say the value of %s; it has none yet.", lead_label(e));
	*ret = o;
	return true;
}

/* The rate's day, as the program fixes it when a lead is won. */
static struct value rate_day(
    const struct lead_edit *e, date_days closed_on, date_days first_on)
{
	const struct program *p = e->terms.ref.program;
	enum rate_from from = p != NULL && p->commission != NULL
	    ? p->commission->rate_from
	    : RATE_REGISTRATION;

	switch (from) {
	case RATE_INVOICE:
		return val_null(); /* each sale's own day */
	case RATE_LIFETIME:
		return val_date(first_on != DATE_NONE ? first_on : closed_on);
	case RATE_REGISTRATION:
		break;
	}
	return val_date(e->row.accepted_on != DATE_NONE
		? e->row.accepted_on
		: e->row.data.submitted_on);
}

static bool put_outcome(struct lead_edit *e, const struct outcome *o,
    date_days first_on, struct err *err)
{
	int64_t weighted;

	if (!lead_weigh(o->minor, o->currency, PPM, &weighted, err) ||
	    !lead_set(e,
		SETS({ "closed_on", val_date(o->closed_on) },
		    { "value", val_int(o->minor) },
		    { "currency", val_text(o->currency) },
		    { "weighted", val_int(weighted) },
		    { "rate_on", rate_day(e, o->closed_on, first_on) }),
		err))
		return false;
	e->row.minor = o->minor;
	e->row.data.currency = o->currency;
	return true;
}

static const char *money(const struct lead_edit *e, const struct outcome *o)
{
	struct money m = { .minor = o->minor };

	memcpy(m.currency, o->currency, 3);
	return arena_fmt(
	    e->arena, "%s %s", money_text_grouped(m, e->arena), o->currency);
}

/* Makes the customer or finds it, and makes the partner its incumbent. */
static bool find_customer(struct lead_edit *e, const char *named,
    date_days closed_on, int64_t *ret, struct err *err)
{
	const struct lead_data *d = &e->row.data;
	struct customer_data data;
	bool made;

	fields_init(&customer_fields, &data);
	data.name = d->customer;
	data.country = d->country;
	data.domain = d->domain;
	data.tax_id = d->tax_id;
	*ret = e->row.customer_id;
	if (named != NULL && named[0] != '\0') {
		if (!customer_find(e->c->session, named, true, ret, err))
			return false;
	} else if (*ret == 0 &&
	    !customer_find_or_make(e->c, &data, 0, ret, &made, err)) {
		return false;
	}
	return customer_set_incumbent(
		   e->c, *ret, e->row.partner, closed_on, err) &&
	    customer_bought(e->c, *ret, closed_on, err);
}

static bool find_first(
    struct lead_edit *e, int64_t customer, date_days *ret, struct err *err)
{
	struct value v = val_null();
	bool found;

	if (!db_value(e->c->session->db, SELECT_FIRST,
		VALUES(val_int(customer)), VALUE_INT, e->arena, &found, &v,
		err))
		return false;
	*ret = found && v.type != VALUE_NULL ? (date_days)v.i : DATE_NONE;
	return true;
}

static bool win(struct lead_edit *e, const struct lead_win_params *p,
    struct call *call, struct err *err)
{
	const char *said, *who;
	struct outcome o;
	int64_t customer;
	date_days first;

	if (!find_outcome(e, p, e->terms.today, &o, err) ||
	    !find_customer(e, p->customer, o.closed_on, &customer, err) ||
	    !find_first(e, customer, &first, err) ||
	    !customer_label(e->c->session, customer, e->arena, &who, err) ||
	    !lead_give_up_won(e, &said, err) || !lead_move(e, LEAD_WON, err) ||
	    !put_outcome(e, &o, first, err) ||
	    !lead_set(e,
		SETS({ "customer_id", val_int(customer) },
		    { "decided_by", val_text(e->c->actor) }),
		err))
		return false;
	call->ret_text = arena_fmt(e->arena,
	    "%s is won: %s; P-%" PRId64 " %s has the customer %s.%s",
	    lead_label(e), money(e, &o), e->row.partner, e->row.partner_name,
	    who, said);
	return true;
}

static bool win_body(struct lead_edit *e, struct call *call, struct err *err)
{
	return win(e, call->params, call, err);
}

bool lead_win(struct session *s, struct call *call, struct err *err)
{
	return lead_do(s, call, "win", win_body, err);
}

static bool correct_body(
    struct lead_edit *e, struct call *call, struct err *err)
{
	const struct lead_win_params *p = call->params;
	struct outcome o;
	date_days first;

	if (!find_outcome(e, p, e->row.data.closed_on, &o, err) ||
	    !find_first(e, e->row.customer_id, &first, err) ||
	    !put_outcome(e, &o, first, err) ||
	    !lead_remark(e, "correct", "", "", p->reason, err))
		return false;
	call->ret_text = arena_fmt(
	    e->arena, "%s is corrected: won %s.", lead_label(e), money(e, &o));
	return true;
}

bool lead_correct(struct session *s, struct call *call, struct err *err)
{
	return lead_do(s, call, "correct", correct_body, err);
}

/* ---- lost, and open again ----------------------------------------------- */

static bool lose_body(struct lead_edit *e, struct call *call, struct err *err)
{
	const struct lead_reason_params *p = call->params;
	const char *said;

	if (!lead_need_reason(e, REASON_LEAD_LOST, p->reason, err) ||
	    !lead_close(e, LEAD_LOST, p->reason, e->terms.today, &said, err) ||
	    !lead_remark(e, "lose", p->reason, "", p->inside, err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s is lost.%s", lead_label(e), said);
	return true;
}

bool lead_lose(struct session *s, struct call *call, struct err *err)
{
	return lead_do(s, call, "lose", lose_body, err);
}

/* The customer must be free, and its partner fit to hold it. */
static bool take_again(struct lead_edit *e, struct err *err)
{
	const char *why, *who;
	int64_t holder;

	if (!lead_partner_may(e->c->session, &e->terms, e->arena, &why, err))
		return false;
	if (why != NULL)
		return err_set(err, ERR_REFUSED, "%s", why);
	if (!lead_register(e, &holder, err))
		return false;
	if (holder == 0)
		return true;
	return lead_who(e->c->session, holder, e->arena, &who, err) &&
	    err_set(err, ERR_REFUSED,
		"%s holds the customer by now; %s cannot be opened again.", who,
		lead_label(e));
}

static bool window_again(struct lead_edit *e, struct err *err)
{
	struct lead_window w = { e->row.protected_until, e->row.stop_on };
	char text[11];

	if (w.stop != DATE_NONE && e->terms.today > w.stop)
		return err_set(err, ERR_REFUSED,
		    "The registration of %s ended on %s for good; register "
		    "the customer again.",
		    lead_label(e), date_text(w.stop, text));
	w = lead_window_again(&e->terms.ref.program->leads, w, e->terms.today);
	return lead_set(e, SETS({ "protected_until", val_date(w.until) }), err);
}

static bool reopen_body(struct lead_edit *e, struct call *call, struct err *err)
{
	const struct lead_reopen_params *p = call->params;
	bool said = p->to != NULL && p->to[0] != '\0';
	size_t to = said ? lifecycle_find(&lead_lifecycle, p->to)
			 : (size_t)LEAD_ACCEPTED;

	if (to >= lead_lifecycle.n_states || (STATE_BIT(to) & LEAD_WORKED) == 0)
		return err_invalid(err, "to",
		    "It is opened again as accepted, qualified or proposal.");
	if (!take_again(e, err) || !window_again(e, err) ||
	    !lead_move(e, (enum lead_state)to, err) ||
	    !lead_set(e,
		SETS({ "closed_on", val_null() }, { "rate_on", val_null() },
		    { "reason", val_text("") }),
		err) ||
	    !lead_remark(e, "reopen", "", "", p->reason, err))
		return false;
	call->ret_text = arena_fmt(
	    e->arena, "%s is open again: %s.", lead_label(e), e->row.stage);
	return true;
}

bool lead_reopen(struct session *s, struct call *call, struct err *err)
{
	return lead_do(s, call, "reopen", reopen_body, err);
}
