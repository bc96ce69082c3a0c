/* domain/sale_write.c - a sale recorded: its row, its lines, its payment. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/sale_facts.h"
#include "domain/sale_rate.h"

/* ---- its row ------------------------------------------------------------- */

static void put_facts(
    struct set_list *sets, const struct sale_facts *f, const char *search)
{
	const struct sale_data *d = f->data;

	set_put(sets, "lead", id_or_none(f->lead));
	set_put(sets, "customer", val_int(f->customer));
	set_put(sets, "partner", val_int(f->partner));
	set_put_text(sets, "product", d->product);
	set_put(sets, "base", val_int(f->base.minor));
	set_put_text(sets, "currency", f->base.currency);
	set_put(sets, "quantity", val_int(f->quantity));
	set_put(sets, "sale_on", val_date(d->date));
	set_put_text(sets, "kind", d->kind);
	set_put_text(sets, "invoice", d->invoice);
	set_put_text(sets, "split", f->split.text);
	set_put_text(sets, "search", search);
	/* The whole is paid at once, or nothing yet. */
	set_put(
	    sets, "paid", val_int(d->paid_on != DATE_NONE ? f->base.minor : 0));
}

static void put_rating(struct set_list *sets, const struct sale_rating *r)
{
	const struct program_rule *rule = r->line.rule;

	set_put(sets, "enrollment", id_or_none(r->enrollment));
	set_put_text(sets, "program", r->program);
	set_put(sets, "program_version", id_or_none(r->version));
	set_put_text(sets, "level", r->level);
	set_put(sets, "rate_on", val_date(r->rate_on));
	set_put(sets, "renewal", val_bool(r->renewal));
	set_put_text(sets, "rule", rule != NULL ? rule->id : "");
	set_put_text(sets, "rate", r->rate);
	set_put_text(sets, "why_none", r->why_none);
	set_put(sets, "accumulated", val_int(r->before.accumulated));
	set_put(sets, "given", val_int(r->before.given));
	set_put(sets, "commission",
	    val_int(rule != NULL ? r->line.amount.minor : 0));
	set_put(sets, "period_on", val_date(r->period_on));
	set_put(sets, "cap_on", val_date(r->cap_on));
	set_put(sets, "cap_customer", val_int(r->cap_customer));
}

static void put_who(
    struct set_list *sets, const struct change *c, int64_t batch)
{
	set_put(sets, "recorded_by", val_text(c->session->user));
	set_put(sets, "batch", id_or_none(batch));
	set_put(sets, "created_at", val_int(c->now));
	set_put(sets, "created_by", val_text(c->session->user));
	set_put(sets, "updated_at", val_int(c->now));
}

static bool insert_sale(const struct sale_facts *f, const struct sale_rating *r,
    int64_t *ret_id, struct err *err)
{
	struct set_list sets = { .n = 0 };
	const struct sale_data *d = f->data;
	const char *search =
	    text_fold(arena_fmt(f->arena, "%s %s %s", f->customer_name,
			  or_empty(d->invoice), or_empty(d->id)),
		f->arena);

	if (!record_put_ref(
		&sets, f->c->session, "sale", 0, d->id, f->arena, err))
		return false;
	put_facts(&sets, f, search);
	put_rating(&sets, r);
	put_who(&sets, f->c, f->batch);
	return change_insert(f->c, "sale", sets.list, sets.n, ret_id, err);
}

/* ---- its lines ----------------------------------------------------------- */

/* One for each partner who has a share, a share of nothing too: the rule is
 * named at 0.00. */
static bool insert_lines(const struct sale_facts *f,
    const struct sale_rating *r, int64_t sale, struct sale_parts *parts,
    struct err *err)
{
	int64_t base[SALE_PARTS], amount[SALE_PARTS];
	struct commission_new n = { .kind = "sale",
		.sale = sale,
		.program = r->program,
		.product = f->data->product,
		.amount = f->base,
		.on = f->data->date,
		.batch = f->batch };
	struct sale_part part = { .first = true, .release_on = DATE_NONE };

	if (!sale_split_money(&f->split, f->base, base, err) ||
	    !sale_split_money(&f->split, r->line.amount, amount, err))
		return false;
	for (size_t i = 0; i < f->split.n; i++) {
		n.partner = part.partner = f->split.partner[i];
		n.share = f->split.ppm[i];
		n.base = part.base = base[i];
		n.amount.minor = part.amount = amount[i];
		if (!commission_insert(f->c, &n, &part.commission, err))
			return false;
		sale_parts_add(parts, &part, f->arena);
	}
	return true;
}

/* What is earned at once, and what the payment of the whole earns. */
static bool earn(const struct sale_facts *f, const struct sale_rating *r,
    int64_t sale, struct sale_parts *parts, struct err *err)
{
	const struct program_commission *terms =
	    r->terms != NULL ? r->terms->commission : NULL;
	struct sale_row row = {
		.id = sale, .base = f->base, .program = r->program
	};
	struct sale_earning now = { .on = f->data->date };

	if (terms != NULL && terms->earned_on == EARNED_INVOICE &&
	    !sale_earn(f->c, &row, terms, parts, &now, err))
		return false;
	if (f->data->paid_on == DATE_NONE)
		return true;
	now = (struct sale_earning){ .on = f->data->paid_on,
		.paid = f->base.minor,
		.any_payment = true };
	return sale_payment_insert(f->c, sale, f->base, f->data->paid_on,
		   f->batch, &now.payment, err) &&
	    (terms == NULL || sale_earn(f->c, &row, terms, parts, &now, err));
}

/* ---- all of it ----------------------------------------------------------- */

static bool check_product(
    const struct sale_facts *f, const struct sale_rating *r, struct err *err)
{
	const struct program *p = r->terms;
	const char *known = "";

	if (p == NULL)
		return true;
	for (size_t i = 0; i < p->n_products; i++)
		if (strcmp(p->products[i].id, f->data->product) == 0)
			return true;
	for (size_t i = 0; i < p->n_products; i++)
		known = arena_fmt(f->arena, "%s%s%s", known, i > 0 ? ", " : "",
		    p->products[i].id);
	return err_invalid(err, "product",
	    "The program %s has no product line \"%.80s\"; it has %s.", p->id,
	    f->data->product, known);
}

static struct sale_input input_of(const struct sale_facts *f)
{
	const struct sale_data *d = f->data;
	const char *program = or_empty(d->program);

	/* A lead's enrollment is for the lead's program. */
	return (struct sale_input){ .partner = f->partner,
		.customer = f->customer,
		.program = program[0] != '\0' ? program : f->lead_program,
		.lead_enrollment =
		    program[0] == '\0' || strcmp(program, f->lead_program) == 0
		    ? f->lead_enrollment
		    : 0,
		.accepted_on = f->accepted_on,
		.won_on = f->won_on,
		.product = d->product,
		.base = f->base,
		.quantity = f->quantity,
		.on = d->date,
		.kind = or_empty(d->kind) };
}

static bool follow_steps(const struct sale_facts *f,
    const struct sale_rating *r, int64_t sale, struct err *err)
{
	struct sale_row row = { .id = sale,
		.partner = f->partner,
		.base = f->base,
		.sale_on = f->data->date,
		.program = r->program,
		.program_version = r->version,
		.rule = r->line.rule != NULL ? r->line.rule->id : "",
		.period_on = r->period_on };

	if (r->period_on == DATE_NONE)
		return true;
	return sale_steps_follow(f->c, &row, f->batch, f->arena, err);
}

static bool record(struct sale_facts *f, int64_t *ret_id, struct err *err)
{
	struct sale_parts parts = { .n = 0 };
	struct sale_rating r;
	struct sale_input in;
	int64_t id;

	if (!sale_facts_find(f, err))
		return false;
	in = input_of(f);
	if (!sale_rate(f->c->session, &in, f->arena, &r, err) ||
	    !check_product(f, &r, err) || !insert_sale(f, &r, &id, err) ||
	    !sale_customer_follow(f, err))
		return false;
	if (r.line.rule != NULL && !insert_lines(f, &r, id, &parts, err))
		return false;
	if (!earn(f, &r, id, &parts, err) || !follow_steps(f, &r, id, err))
		return false;
	*ret_id = id;
	return true;
}

/* A refund as a file tells it: a negative amount that names its sale. */
static bool record_refund(struct change *c, const struct sale_data *d,
    int64_t batch, struct arena *a, int64_t *ret_id, struct err *err)
{
	struct sale_refund r = { .ref = or_empty(d->id),
		.invoice = or_empty(d->invoice),
		.quantity = d->quantity != FIELD_UNSET ? d->quantity : 1,
		.on = d->date,
		.reason = "" };
	struct sale_row row;
	struct money amount;

	if (!sale_find(c->session, d->refund_of, !c->by_batch, &r.sale, err)) {
		if (err->kind == ERR_INVALID)
			err->field = "refund_of";
		return false;
	}
	if (!sale_money(d, &amount, err) ||
	    !sale_read(c->session, r.sale, a, &row, err))
		return false;
	if (strcmp(amount.currency, row.base.currency) != 0)
		return err_invalid(err, "currency",
		    "%s is refunded in its own currency.", sale_label(&row, a));
	if (amount.minor > 0 || (amount.minor == 0 && row.base.minor != 0))
		return err_invalid(err, "amount",
		    "A refund has a negative amount; %s is to be refunded.",
		    sale_label(&row, a));
	r.minor = -amount.minor;
	if (sale_refund_record(c, &r, batch, a, ret_id, err))
		return true;
	/* The file calls it as it calls that of a sale. */
	if (err->field != NULL && strcmp(err->field, "on") == 0)
		err->field = "date";
	return false;
}

bool sale_record(struct change *c, const struct sale_data *d, int64_t batch,
    struct arena *a, sale_warn *warn, void *arg, int64_t *ret_id,
    struct err *err)
{
	struct sale_facts f = { .c = c,
		.data = d,
		.batch = batch,
		.arena = a,
		.warn = warn,
		.arg = arg };

	if (or_empty(d->refund_of)[0] != '\0')
		return record_refund(c, d, batch, a, ret_id, err);
	return record(&f, ret_id, err);
}
