/* domain/lead_entry.c - leads registered and corrected. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/conflict.h"
#include "domain/lead_letter.h"
#include "domain/lead_operation.h"
#include "domain/lead_queue.h"
#include "domain/lead_valid.h"
#include "domain/lead_window.h"
#include "domain/partner.h"

/* Days are told in many zones: tomorrow may be today elsewhere. */
static bool check_day(const struct lead_terms *t, struct err *err)
{
	if (t->submitted_on <= t->today)
		return true;
	return err_invalid(err, "submitted_on",
	    "A lead is submitted today or before, not in days to come.");
}

/* All that makes a claim valid, the customer's keys apart. */
static bool check_valid(struct change *c, const struct lead_data *d,
    const struct lead_terms *t, struct arena *a, const char **ret_warning,
    struct err *err)
{
	if (t->ref.program == NULL)
		return err_invalid(err, "partner", "%s", t->problem);
	return check_day(t, err) && lead_check_fields(t, d, err) &&
	    lead_check_customer(c->session,
		&(const struct lead_customer){ .partner = t->partner }, d, a,
		ret_warning, err) &&
	    lead_check_cap(c->session, t, a, err);
}

static struct claim_keys keys_of(const struct lead_data *d, struct arena *a)
{
	return claim_keys_of(lead_domain(d, a),
	    text_id_key(d->tax_id != NULL ? d->tax_id : "", a),
	    text_company_key(d->customer, a), d->country, a);
}

/* It holds the customer from now on, or waits behind who does. */
static bool insert(struct change *c, const struct lead_data *d,
    const struct lead_terms *t, struct arena *a, int64_t *ret_id,
    int64_t *ret_holder, struct err *err)
{
	struct lead_start start = lead_start_of(t);
	struct claim_keys keys = keys_of(d, a);

	if (!claim_holder(c->session, 0, &keys, ret_holder, NULL, err))
		return false;
	if (*ret_holder != 0) {
		start.stage = LEAD_QUEUED;
		start.behind = *ret_holder;
	} else {
		start.registered = true;
		start.decision_due = lead_decision_due(
		    &t->ref.program->leads, &t->calendar, t->submitted_on);
	}
	return lead_insert(c, d, t, &start, 0, a, ret_id, err) &&
	    (*ret_holder != 0 ||
		claim_take(c, *ret_id, &keys, ret_holder, err));
}

static const char *registered_text(
    const struct lead_edit *e, const char *warning)
{
	char text[11];

	return arena_fmt(e->arena,
	    "%s is registered for P-%" PRId64 " %s, to be decided by %s.%s%s",
	    lead_label(e), e->row.partner, e->row.partner_name,
	    date_text(e->row.decision_due, text), warning != NULL ? " " : "",
	    warning != NULL ? warning : "");
}

/* The partner is told that it waits; behind whom is for inside. */
static bool tell_queued(
    struct lead_edit *e, int64_t holder, struct call *call, struct err *err)
{
	const char *who, *told;

	if (!lead_who(e->c->session, holder, e->arena, &who, err) ||
	    !lead_remark(e, "queue", "",
		"The customer is registered already; this lead waits in the "
		"queue.",
		arena_fmt(e->arena, "Waits behind %s.", who), err) ||
	    !lead_tell(e,
		&(const struct lead_letter){
		    .template = "letter-lead-queued", .until = DATE_NONE },
		&told, err))
		return false;
	call->ret_text = arena_fmt(e->arena,
	    "%s waits in the queue: %s holds the "
	    "customer.%s",
	    lead_label(e), who, told);
	return true;
}

static bool make(struct change *c, struct call *call, struct err *err)
{
	const struct lead_data *d = call->params;
	struct arena *a = call->arena;
	int64_t partner, holder;
	const char *warning;
	struct lead_terms t;
	struct lead_edit e;
	const char *met;

	if (!partner_find(c->session, d->partner, true, a, &partner, err) ||
	    !lead_terms_now(c->session, d, partner, c->now, a, &t, err) ||
	    !check_valid(c, d, &t, a, &warning, err) ||
	    !insert(c, d, &t, a, &call->ret_id, &holder, err) ||
	    !conflict_make(c, call->ret_id, a, &met, err) ||
	    !lead_open(c, call->ret_id, a, &e, err))
		return false;
	c->record = call->ret_id;
	if (holder == 0)
		call->ret_text =
		    registered_text(&e, met[0] == '\0' ? warning : NULL);
	else if (!tell_queued(&e, holder, call, err))
		return false;
	call->ret_text = arena_fmt(a, "%s%s", call->ret_text, met);
	return true;
}

bool lead_add(struct session *s, struct call *call, struct err *err)
{
	struct change c;
	bool again;

	if (!record_begin(
		s, call, operation_find("lead", "add"), &c, &again, err) ||
	    again)
		return again;
	return record_end(&c, call, make(&c, call, err), err);
}

static bool differ(const char *a, const char *b)
{
	return strcmp(a != NULL ? a : "", b != NULL ? b : "") != 0;
}

static bool refuse_fixed(const char *field, const char *text, struct err *err)
{
	return err_invalid(err, field, "%s", text);
}

/* What a program asks for is not taken out again; what an import never
 * gave is not asked for. */
static bool refuse_emptied(const struct program *p, const struct lead_data *d,
    const struct lead_data *was, struct err *err)
{
	for (size_t i = 0; p != NULL && i < p->leads.n_required; i++) {
		const struct field *f =
		    fields_find(&lead_fields, p->leads.required[i]);

		if (f != NULL && field_is_empty(f, d) &&
		    !field_is_empty(f, was))
			return err_invalid(err, f->name,
			    "%s is needed by the program %s.", f->title, p->id);
	}
	return true;
}

static bool check_edit(
    struct lead_edit *e, const struct lead_data *d, struct err *err)
{
	const struct lead_data *was = &e->row.data;
	int64_t partner;

	if (!partner_find(
		e->c->session, d->partner, true, e->arena, &partner, err))
		return false;
	if (partner != e->row.partner)
		return refuse_fixed("partner",
		    "A lead stays with its partner; withdraw it and register "
		    "it for the other one.",
		    err);
	if (differ(d->program, was->program))
		return refuse_fixed("program",
		    "A lead stays with its program; withdraw it and register "
		    "it again.",
		    err);
	if (d->submitted_on != was->submitted_on)
		return refuse_fixed("submitted_on",
		    "The day of submission stays: the clocks run from it.",
		    err);
	return refuse_emptied(e->terms.ref.program, d, was, err) &&
	    lead_check_split(e->c->session, d->split, e->arena, err);
}

static bool same_customer(
    const struct lead_data *d, const struct lead_row *was, struct arena *a)
{
	return !differ(lead_domain(d, a), was->domain) &&
	    !differ(text_id_key(d->tax_id != NULL ? d->tax_id : "", a),
		was->tax_key) &&
	    !differ(text_company_key(d->customer, a), was->name_key) &&
	    !differ(d->country, was->data.country);
}

/* A holder's new customer must be free; those who waited for the old one
 * are looked at again. */
static bool follow_holder(
    struct lead_edit *e, const char **ret_said, struct err *err)
{
	int64_t holder;
	const char *who;

	if (!lead_register(e, &holder, err))
		return false;
	if (holder == 0)
		return lead_look_again(e, ret_said, err);
	return lead_who(e->c->session, holder, e->arena, &who, err) &&
	    err_set(err, ERR_REFUSED,
		"%s holds that customer; decline or withdraw this lead "
		"instead.",
		who);
}

/* One in the queue may turn out to wait for another customer, or for none. */
static bool follow_keys(
    struct lead_edit *e, const char **ret_said, struct err *err)
{
	struct lead_edit now;

	*ret_said = "";
	if (!lead_open(e->c, e->row.id, e->arena, &now, err))
		return false;
	if (now.row.registered)
		return follow_holder(&now, ret_said, err);
	if (now.row.state == LEAD_QUEUED)
		return lead_settle(&now, ret_said, err);
	return true;
}

static bool edit_body(struct lead_edit *e, struct call *call, struct err *err)
{
	const struct lead_data *d = call->params;
	struct set_list sets = { .n = 0 };
	const char *said = "", *met = "", *warning;
	bool moved = !same_customer(d, &e->row, e->arena);

	if (!check_edit(e, d, err) ||
	    (moved &&
		!lead_check_customer(e->c->session,
		    &(const struct lead_customer){
			e->row.id, e->row.partner, e->row.customer_id },
		    d, e->arena, &warning, err)) ||
	    !lead_put_data(
		&sets, d, e->terms.ref.program, e->row.state, e->arena, err) ||
	    !lead_set(e, sets.list, sets.n, err) ||
	    (moved &&
		(!follow_keys(e, &said, err) ||
		    !conflict_make(e->c, e->row.id, e->arena, &met, err))))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s is changed.%s%s", lead_label(e), said, met);
	return true;
}

bool lead_edit_operation(struct session *s, struct call *call, struct err *err)
{
	return lead_do(s, call, "edit", edit_body, err);
}

bool lead_load(struct session *s, int64_t id, void *params, struct arena *a,
    struct err *err)
{
	struct lead_row row;

	if (!lead_read(s, id, a, &row, err))
		return false;
	*(struct lead_data *)params = row.data;
	return true;
}
