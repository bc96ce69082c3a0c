/* domain/lead_valid.c - whether a claim to a customer is one. */

#include "config.h"

#include "domain/lead_valid.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/enrollment.h"
#include "domain/lead_match.h"

static const char COUNT_OPEN[] =
    "SELECT count(*) FROM lead WHERE partner = ?1 AND void = 0"
    " AND stage IN ('submitted', 'queued', 'accepted', 'qualified',"
    " 'proposal')";

bool lead_partner_may(struct session *s, const struct lead_terms *t,
    struct arena *a, const char **ret_why, struct err *err)
{
	struct enrollment_right right;

	if (t->ref.program != NULL)
		return enrollment_may_register(
		    s, t->partner, t->ref.program->id, a, &right, ret_why, err);
	*ret_why = t->problem[0] != '\0'
	    ? t->problem
	    : arena_fmt(a,
		  "No program's rules hold for a lead of P-%" PRId64 " %s.",
		  t->partner, t->partner_name);
	return true;
}

static bool refuse_product(
    const struct program *p, const char *product, struct err *err)
{
	struct buf known = BUF_INIT;

	for (size_t i = 0; i < p->n_products; i++)
		buf_fmt(&known, "%s%s", i > 0 ? ", " : "", p->products[i].id);
	err_fill(err, ERR_INVALID, "product",
	    "The program %s has no product \"%s\"; it has %s.", p->id, product,
	    buf_text(&known));
	buf_done(&known);
	return false;
}

static bool is_product(const struct program *p, const char *product)
{
	for (size_t i = 0; i < p->n_products; i++)
		if (strcmp(p->products[i].id, product) == 0)
			return true;
	return false;
}

bool lead_check_fields(
    const struct lead_terms *t, const struct lead_data *d, struct err *err)
{
	const struct program *p = t->ref.program;
	const char *name = lead_missing(p, d);
	const char *domain = d->domain != NULL ? d->domain : "";

	if (name != NULL)
		return err_invalid(err, name, "%s is needed by the program %s.",
		    fields_find(&lead_fields, name)->title, p->id);
	if (domain[0] != '\0' && text_is_free_mail(domain))
		return err_invalid(err, "domain",
		    "%s belongs to a mail provider, not to the customer.",
		    domain);
	if (d->consent == TRI_NO)
		return err_invalid(err, "consent",
		    "A lead without the customer's consent to be contacted "
		    "cannot be registered.");
	if (d->product != NULL && d->product[0] != '\0' &&
	    !is_product(p, d->product))
		return refuse_product(p, d->product, err);
	return true;
}

bool lead_check_cap(struct session *s, const struct lead_terms *t,
    struct arena *a, struct err *err)
{
	int cap = t->ref.program->leads.open_cap;
	struct value n = val_int(0);
	bool found;

	if (cap == 0)
		return true;
	if (!db_value(s->db, COUNT_OPEN, VALUES(val_int(t->partner)), VALUE_INT,
		a, &found, &n, err))
		return false;
	if (n.i < cap)
		return true;
	return err_set(err, ERR_REFUSED,
	    "P-%" PRId64 " %s has %" PRId64 " open leads; the program %s "
	    "allows %d.",
	    t->partner, t->partner_name, n.i, t->ref.program->id, cap);
}

/* An exact match with anybody but another claim makes this none. */
static bool refuse_match(const struct match *m, const struct lead_data *d,
    struct arena *a, struct err *err)
{
	switch (m->with) {
	case MATCH_PARTNER:
		return err_invalid(err, "customer",
		    "%s is the partner itself; a partner does not refer "
		    "itself.",
		    d->customer);
	case MATCH_HOUSE:
	case MATCH_INCUMBENT:
	case MATCH_CUSTOMER:
		return err_invalid(err, "customer",
		    "%s An existing customer is not registered.",
		    match_text(m, a));
	case MATCH_LEAD:
		break;
	}
	return true;
}

/* A registered lead is no warning: the claim waits behind it. */
static bool is_warning(const struct match *m)
{
	return !match_is_exact(m) ||
	    (m->with == MATCH_LEAD && !m->registered &&
		strcmp(m->stage, "queued") != 0);
}

bool lead_check_customer(struct session *s, const struct lead_customer *who,
    const struct lead_data *d, struct arena *a, const char **ret_warning,
    struct err *err)
{
	const struct lead_claim claim = { .lead = who->lead,
		.partner = who->partner,
		.customer = who->customer_id,
		.name_key = text_company_key(d->customer, a),
		.country = d->country,
		.domain = lead_domain(d, a),
		.tax_key = text_id_key(d->tax_id != NULL ? d->tax_id : "", a) };
	const char *warning = NULL;
	struct match *list;
	size_t n;

	if (!lead_match(s, &claim, a, &list, &n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (match_is_exact(&list[i]) &&
		    !refuse_match(&list[i], d, a, err))
			return false;
		if (warning == NULL && is_warning(&list[i]))
			warning =
			    arena_fmt(a, "Look: %s", match_text(&list[i], a));
	}
	*ret_warning = warning;
	return true;
}

bool lead_need_reason(
    struct lead_edit *e, enum reason_for why, const char *id, struct err *err)
{
	const struct program *p = e->terms.ref.program;

	if (p != NULL)
		return program_need_reason(p, why, id, err);
	/* Without a program there is nothing to compare it with. */
	return or_empty(id)[0] != '\0' ||
	    err_invalid(err, "reason", "Say the reason.");
}

const char *lead_outside_text(struct lead_edit *e, enum reason_for why,
    const char *reason, const char *typed)
{
	const struct program_reason *r;

	if (typed != NULL && typed[0] != '\0')
		return typed;
	if (e->terms.ref.program == NULL)
		return "";
	r = program_reason(e->terms.ref.program, why, reason);
	return r != NULL && r->text != NULL ? r->text : "";
}
