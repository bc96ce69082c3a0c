/* domain/sale_refund.c - what goes back of a sale, and of its commissions. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/commission_dates.h"
#include "domain/commission_share.h"
#include "domain/sale_row.h"

/* Of the sale's own rows and those of its refunds. */
static const char SELECT_PAID[] =
    "SELECT t.amount, coalesce(p.paid_on, t.earned_on) FROM commission c"
    " JOIN tranche t ON t.commission = c.id AND t.void = 0"
    " LEFT JOIN payment p ON p.id = t.payment"
    " WHERE c.sale IN " SALE_AND_REFUNDS
    " AND c.partner = ?2 AND c.void = 0 AND t.state = 'paid'";

/* A sale that is refunded, as it goes along. */
struct refund {
	struct change *c;
	const struct sale_refund *told;
	struct sale_row row; /* the sale */
	const struct program *terms;
	struct sale_parts parts;
	struct sale_split split;
	int64_t unit;  /* the whole: minor units, or pieces at base 0 */
	int64_t back;  /* of it now */
	int64_t total; /* and with what went back before */
	int64_t take[SALE_PARTS]; /* commission, for each part of the split */
	bool spared[SALE_PARTS];  /* took less: it was paid out too long ago */
	int64_t id;               /* the refund's row */
	int64_t batch;
	struct arena *arena;
};

/* What went back already came first from what could still be had. */
static int64_t guarded_of(int64_t outside, int64_t inside, int64_t back)
{
	int64_t rest = back > inside ? back - inside : 0;

	return outside > rest ? outside - rest : 0;
}

bool sale_protected(struct session *s, const struct sale_row *row,
    const struct program_commission *terms, int64_t partner, date_days on,
    int64_t *ret, struct err *err)
{
	int64_t outside = 0, inside = 0, back = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, SELECT_PAID,
		VALUES(val_int(row->id), val_int(partner)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		int64_t amount = db_int(st, 0);

		if (amount < 0)
			back -= amount;
		else if (commission_claws_back(
			     terms->clawback_days, db_date(st, 1), on))
			inside += amount;
		else
			outside += amount;
	}
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	*ret = guarded_of(outside, inside, back);
	return true;
}

/* ---- how much ------------------------------------------------------------ */

static const char *left_text(const struct refund *r)
{
	struct money left = r->row.base;

	left.minor = r->unit - r->row.refunded;
	if (r->row.base.minor == 0)
		return arena_fmt(r->arena, "%" PRId64 " pieces", left.minor);
	return arena_fmt(r->arena, "%s %s", money_text_grouped(left, r->arena),
	    left.currency);
}

static bool find_units(struct refund *r, struct err *err)
{
	const struct sale_refund *told = r->told;
	bool pieces = r->row.base.minor == 0;
	const char *label = sale_label(&r->row, r->arena);
	char day[11];

	if (r->row.refund_of != 0)
		return err_set(err, ERR_REFUSED,
		    "%s is a refund itself; take it back instead.", label);
	r->unit = pieces ? r->row.quantity : r->row.base.minor;
	r->back = told->whole ? r->unit - r->row.refunded
	    : pieces          ? told->quantity
			      : told->minor;
	if (r->unit == r->row.refunded)
		return err_set(err, ERR_REFUSED,
		    "Nothing is left of %s that could be refunded.", label);
	if (r->back <= 0)
		return err_invalid(err, pieces ? "quantity" : "amount",
		    "Say how much goes back, as more than 0.");
	if (r->back > r->unit - r->row.refunded)
		return err_invalid(err, pieces ? "quantity" : "amount",
		    "%s still has %s; more cannot go back.", label,
		    left_text(r));
	if (told->on < r->row.sale_on)
		return err_invalid(err, "on",
		    "%s was sold on %s; nothing goes back before.", label,
		    date_text(r->row.sale_on, day));
	r->total = r->row.refunded + r->back;
	return sale_check_day(r->c, "on", told->on, err);
}

/* Pro rata of what a partner got, less what cannot be had any more. */
static bool find_take(struct refund *r, size_t i, struct err *err)
{
	const struct program_commission *terms = r->terms->commission;
	int64_t partner = r->split.partner[i], guarded, most;
	int64_t got = sale_part_got(&r->parts, partner);
	int64_t taken = sale_part_taken(&r->parts, partner);
	struct money whole = r->row.base, take;

	whole.minor = got;
	if (!commission_refund(
		whole, r->unit, r->total, taken, terms->rounding, &take, err) ||
	    !sale_protected(r->c->session, &r->row, terms, partner, r->told->on,
		&guarded, err))
		return false;
	most = got - taken - guarded;
	if (most < 0)
		most = 0;
	r->spared[i] = guarded > 0 && take.minor > most;
	r->take[i] = r->spared[i] ? most : take.minor;
	return true;
}

static bool find_takes(struct refund *r, struct err *err)
{
	if (r->terms == NULL || r->parts.n == 0) {
		r->split.n = 0;
		return true;
	}
	for (size_t i = 0; i < r->split.n; i++)
		if (!find_take(r, i, err))
			return false;
	return true;
}

/* ---- its row ------------------------------------------------------------- */

/* It carries the sale's terms, rule and periods: there it counts. */
static void put_of_sale(struct set_list *sets, const struct sale_row *row)
{
	set_put(sets, "lead", id_or_none(row->lead));
	set_put(sets, "customer", val_int(row->customer));
	set_put(sets, "partner", val_int(row->partner));
	set_put_text(sets, "product", row->product);
	set_put_text(sets, "currency", row->base.currency);
	set_put_text(sets, "kind", row->kind);
	set_put(sets, "refund_of", val_int(row->id));
	set_put_text(sets, "split", row->split);
	set_put(sets, "enrollment", id_or_none(row->enrollment));
	set_put_text(sets, "program", row->program);
	set_put(sets, "program_version", id_or_none(row->program_version));
	set_put_text(sets, "level", row->level);
	set_put(sets, "rate_on", val_date(row->rate_on));
	set_put(sets, "renewal", val_bool(row->renewal));
	set_put_text(sets, "rule", row->rule);
	set_put_text(sets, "rate", row->rate);
	set_put_text(sets, "why_none", row->why_none);
	set_put(sets, "period_on", val_date(row->period_on));
	set_put(sets, "cap_on", val_date(row->cap_on));
	set_put(sets, "cap_customer", val_int(row->cap_customer));
}

static void put_refund(struct set_list *sets, const struct refund *r)
{
	bool pieces = r->row.base.minor == 0;
	int64_t taken = 0, take = 0;

	for (size_t i = 0; i < r->split.n; i++) {
		take += r->take[i];
		taken += sale_part_taken(&r->parts, r->split.partner[i]);
	}
	set_put(sets, "base", val_int(pieces ? 0 : -r->back));
	set_put(sets, "quantity", val_int(pieces ? -r->back : 0));
	set_put(sets, "sale_on", val_date(r->told->on));
	set_put_text(sets, "invoice", r->told->invoice);
	set_put(sets, "accumulated", val_int(r->row.refunded));
	set_put(sets, "given", val_int(taken));
	set_put(sets, "commission", val_int(-take));
	set_put_text(sets, "note", r->told->reason);
	set_put_text(sets, "search",
	    text_fold(arena_fmt(r->arena, "%s %s %s", r->row.customer_name,
			  r->told->invoice, r->told->ref),
		r->arena));
}

static bool insert_refund(struct refund *r, struct err *err)
{
	struct set_list sets = { .n = 0 };
	struct change *c = r->c;

	if (!record_put_ref(
		&sets, c->session, "sale", 0, r->told->ref, r->arena, err))
		return false;
	put_of_sale(&sets, &r->row);
	put_refund(&sets, r);
	set_put(&sets, "recorded_by", val_text(c->session->user));
	set_put(&sets, "batch", id_or_none(r->batch));
	set_put(&sets, "created_at", val_int(c->now));
	set_put(&sets, "created_by", val_text(c->session->user));
	set_put(&sets, "updated_at", val_int(c->now));
	return change_insert(c, "sale", sets.list, sets.n, &r->id, err) &&
	    change_update(c, "sale", r->row.id, 0,
		SETS({ "refunded", val_int(r->total) }), err);
}

/* ---- its lines ----------------------------------------------------------- */

/* The partner's own line of the sale, and the base that went back of it. */
static const struct sale_part *own_part(
    const struct refund *r, int64_t partner, int64_t *ret_back)
{
	const struct sale_part *own = NULL;

	*ret_back = 0;
	for (size_t i = 0; i < r->parts.n; i++) {
		const struct sale_part *p = &r->parts.list[i];

		if (p->partner != partner)
			continue;
		if (p->back)
			*ret_back -= p->base;
		else if (p->first)
			own = p;
	}
	return own;
}

static bool insert_line(
    struct refund *r, size_t i, int64_t base, date_days on, struct err *err)
{
	int64_t partner = r->split.partner[i], back;
	const struct sale_part *own = own_part(r, partner, &back);
	struct commission_new n = { .kind = "refund",
		.sale = r->id,
		.corrects = own != NULL ? own->commission : 0,
		.partner = partner,
		.program = r->row.program,
		.product = r->row.product,
		.share = r->split.ppm[i],
		.base = -(base - back),
		.amount = r->row.base,
		.on = on,
		.reason = r->spared[i] ? SALE_PROTECTED : "",
		.batch = r->batch };
	struct sale_part part = { .partner = partner,
		.back = true,
		.base = n.base,
		.amount = -r->take[i],
		.release_on = DATE_NONE };

	n.amount.minor = -r->take[i];
	if (!commission_insert(r->c, &n, &part.commission, err))
		return false;
	sale_parts_add(&r->parts, &part, r->arena);
	return true;
}

static bool insert_lines(struct refund *r, struct err *err)
{
	struct money whole = r->row.base;
	int64_t base[SALE_PARTS];
	date_days open, on = r->told->on;

	whole.minor = r->row.base.minor != 0 ? r->total : 0;
	if (r->split.n == 0)
		return true;
	if (!sale_split_money(&r->split, whole, base, err) ||
	    !sale_books_open(r->c->session, &open, err))
		return false;
	if (open != DATE_NONE && on < open)
		on = open;
	for (size_t i = 0; i < r->split.n; i++)
		if (!insert_line(r, i, base[i], on, err))
			return false;
	return true;
}

static bool follow_steps(const struct refund *r, struct err *err)
{
	struct sale_row row = r->row;

	row.id = r->id;
	row.base.minor = r->row.base.minor != 0 ? -r->back : 0;
	row.sale_on = r->told->on;
	row.refund_of = r->row.id;
	return sale_steps_follow(r->c, &row, r->batch, r->arena, err);
}

bool sale_refund_record(struct change *c, const struct sale_refund *told,
    int64_t batch, struct arena *a, int64_t *ret_id, struct err *err)
{
	struct refund r = { .c = c, .told = told, .batch = batch, .arena = a };

	if (!sale_read(c->session, told->sale, a, &r.row, err) ||
	    !find_units(&r, err) ||
	    !sale_own_terms(c->session, &r.row, &r.terms, err) ||
	    !sale_parts_read(c->session, r.row.id, a, &r.parts, err) ||
	    !sale_split_parse(c->session, r.row.split, true, r.row.partner, a,
		&r.split, err) ||
	    !find_takes(&r, err) || !insert_refund(&r, err) ||
	    !insert_lines(&r, err) ||
	    (r.split.n > 0 &&
		!sale_earn_settled(c, &r.row, r.terms->commission, &r.parts,
		    told->on, r.total, err)) ||
	    !follow_steps(&r, err))
		return false;
	*ret_id = r.id;
	return true;
}

/* ---- by hand ------------------------------------------------------------- */

static bool read_told(struct sale_edit *e, const struct sale_refund_params *p,
    struct sale_refund *r, struct err *err)
{
	bool pieces = e->row.base.minor == 0;
	struct money amount;

	*r = (struct sale_refund){ .ref = "",
		.invoice = or_empty(p->invoice),
		.sale = e->row.id,
		.whole = pieces ? p->quantity == FIELD_UNSET : !p->amount.set,
		.on = p->on != DATE_NONE ? p->on : e->today,
		.reason = or_empty(p->reason) };
	if (r->whole)
		return true;
	r->quantity = p->quantity;
	if (pieces)
		return true;
	if (!decimal_to_money(
		p->amount, e->row.base.currency, false, &amount, err)) {
		err->field = "amount";
		return false;
	}
	r->minor = amount.minor;
	return true;
}

static bool refund_body(struct sale_edit *e, struct call *call, struct err *err)
{
	struct sale_refund told;
	struct sale_row row;
	struct money taken;
	char day[11];
	int64_t id;

	if (!read_told(e, call->params, &told, err) ||
	    !sale_refund_record(&e->change, &told, 0, e->arena, &id, err) ||
	    !sale_read(e->change.session, id, e->arena, &row, err))
		return false;
	taken = row.base;
	taken.minor = row.commission;
	/* What went back is told as an amount, though its row is negative. */
	row.base.minor = -row.base.minor;
	call->ret_text = arena_fmt(e->arena,
	    "%s: %s %s went back on %s, commission %s; that is S-%" PRId64 ".",
	    e->label, money_text_grouped(row.base, e->arena), row.base.currency,
	    date_text(told.on, day), money_text_grouped(taken, e->arena), id);
	return true;
}

bool sale_refund_operation(
    struct session *s, struct call *call, struct err *err)
{
	return sale_do(s, call, "refund", refund_body, err);
}
