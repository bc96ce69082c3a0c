/* domain/sale_step.c - retroactive steps: what sales of before still get. */

#include "config.h"

#include <string.h>

#include "domain/commission_line.h"
#include "domain/commission_share.h"
#include "domain/sale_rate.h"
#include "domain/sale_row.h"

#define OF_PERIOD                                                       \
	" FROM sale WHERE partner = ?1 AND void = 0 AND period_on = ?2" \
	" AND rule = ?3 AND currency = ?4 AND program = ?5 AND id <> ?6"

static const char SELECT_BEFORE[] =
    "SELECT id, coalesce(batch, 0)" OF_PERIOD " AND id < ?6"
    " ORDER BY id DESC LIMIT 1";

static const char SELECT_SALES[] =
    "SELECT id" OF_PERIOD " AND refund_of IS NULL ORDER BY id";

static const char SELECT_VERSIONS[] =
    "SELECT id FROM program_version WHERE program = ?1";

/* The refund's line that what a refund took is corrected on. */
static const char SELECT_REFUND_LINE[] =
    "SELECT c.id, c.sale FROM sale r JOIN commission c ON c.sale = r.id"
    " WHERE r.refund_of = ?1 AND r.void = 0 AND c.partner = ?2"
    " AND c.kind = 'refund' AND c.void = 0 ORDER BY c.id DESC LIMIT 1";

/* A step that was reached or lost, and the sale that it moves now. */
struct stepping {
	struct change *c;
	const struct sale_row *cause;
	int64_t before, after; /* net base of the period */
	int64_t batch;
	date_days open;
	struct arena *arena;
	/* Of the sale: */
	struct sale_row row;
	const struct program_commission *terms;
	const struct program_rule *rule;
	int64_t ppm; /* the rate that it ends at */
	date_days on;
	struct sale_parts parts;
	struct sale_split split;
};

static bool steps_back(const struct program_rule *r, const char *currency)
{
	return r != NULL && r->tiers != NULL &&
	    r->tiers->kind == TIER_RETROACTIVE && r->tiers->per != TIER_SALE &&
	    program_amount(&r->tiers->steps[0].from, currency) != NULL;
}

static bool read_total(struct session *s, const struct sale_row *row,
    const char *kind, date_days period, int64_t customer, int64_t *ret,
    struct err *err)
{
	return accrual_read(s,
	    &(struct accrual_key){ .kind = kind,
		.partner = row->partner,
		.program = row->program,
		.rule = row->rule,
		.currency = row->base.currency,
		.period = period,
		.customer = customer },
	    ret, err);
}

/* The values of OF_PERIOD. */
#define PERIOD_OF(row)                                              \
	VALUES(val_int((row)->partner), val_date((row)->period_on), \
	    val_text((row)->rule), val_text((row)->base.currency),  \
	    val_text((row)->program), val_int((row)->id))

/*
 * The one before is leaned on: it is not taken back while this one stands. A
 * batch goes back whole.
 */
static bool touch_before(struct stepping *st, struct err *err)
{
	int64_t id = 0, batch = 0;
	enum db_step step;
	struct stmt *stmt;

	if (!db_query(st->c->session->db, SELECT_BEFORE, PERIOD_OF(st->cause),
		&stmt, err))
		return false;
	step = db_step(stmt, err);
	if (step == DB_ROW) {
		id = db_int(stmt, 0);
		batch = db_int(stmt, 1);
	}
	db_reset(stmt);
	if (step == DB_FAILED)
		return false;
	return id == 0 || (st->batch != 0 && batch == st->batch) ||
	    change_touch(st->c, "sale", id, err);
}

/* Whether under any version of the program the rate has changed. */
static bool rate_moves(const struct stepping *st, bool *ret, struct err *err)
{
	struct session *s = st->c->session;
	const char *currency = st->cause->base.currency;
	struct program_ref ref;
	int64_t *ids;
	size_t n;

	*ret = false;
	if (!db_ids(s->db, SELECT_VERSIONS,
		VALUES(val_text(st->cause->program)), st->arena, &ids, &n, err))
		return false;
	for (size_t i = 0; i < n && !*ret; i++) {
		const struct program_rule *r;

		if (!program_by_row(s, ids[i], &ref, err))
			return false;
		r = commission_rule_by_id(
		    ref.program->commission, st->cause->rule);
		*ret = steps_back(r, currency) &&
		    commission_step_rate(r->tiers, currency, st->before) !=
			commission_step_rate(r->tiers, currency, st->after);
	}
	return true;
}

/* ---- one sale of the period ---------------------------------------------- */

static int64_t sum_got(const struct stepping *st)
{
	int64_t sum = 0;

	for (size_t i = 0; i < st->split.n; i++)
		sum += sale_part_got(&st->parts, st->split.partner[i]);
	return sum;
}

/* The whole that it ends at, within what the cap has left. */
static bool find_target(
    const struct stepping *st, struct money *ret, struct err *err)
{
	const struct program_cap *cap = st->rule->cap;
	const struct sale_row *row = &st->row;
	const struct money *most;
	int64_t given = 0, room;

	if (!money_rate(row->base, (struct rate){ st->ppm },
		st->terms->rounding, ret, err))
		return false;
	if (cap == NULL)
		return true;
	most = program_amount(&cap->amount, row->base.currency);
	if (row->cap_on != DATE_NONE &&
	    !read_total(st->c->session, row, "cap", row->cap_on,
		row->cap_customer, &given, err))
		return false;
	room = most->minor;
	if (row->cap_on != DATE_NONE)
		room = (given < room ? room - given : 0) + sum_got(st);
	if (ret->minor > room)
		ret->minor = room;
	return true;
}

static bool insert_step(struct stepping *st, size_t i, bool back, int64_t sale,
    int64_t corrects, int64_t minor, bool spared, struct err *err)
{
	struct commission_new n = { .kind = "step",
		.sale = sale,
		.corrects = corrects,
		.partner = st->split.partner[i],
		.program = st->row.program,
		.product = st->row.product,
		.share = st->split.ppm[i],
		.amount = st->row.base,
		.ppm = st->ppm,
		.on = st->on,
		.reason = spared ? SALE_PROTECTED : "",
		.batch = st->batch };
	struct sale_part part = { .partner = n.partner,
		.back = back,
		.amount = minor,
		.release_on = DATE_NONE };

	n.amount.minor = minor;
	if (minor == 0)
		return true;
	if (!commission_insert(st->c, &n, &part.commission, err))
		return false;
	sale_parts_add(&st->parts, &part, st->arena);
	return true;
}

/* What refunds took of it follows: it was pro rata of less, or of more. */
static bool step_refunds(
    struct stepping *st, size_t i, int64_t minor, struct err *err)
{
	int64_t line = 0, sale = 0;
	enum db_step step;
	struct stmt *stmt;

	if (minor == 0)
		return true;
	if (!db_query(st->c->session->db, SELECT_REFUND_LINE,
		VALUES(val_int(st->row.id), val_int(st->split.partner[i])),
		&stmt, err))
		return false;
	step = db_step(stmt, err);
	if (step == DB_ROW) {
		line = db_int(stmt, 0);
		sale = db_int(stmt, 1);
	}
	db_reset(stmt);
	if (step == DB_FAILED)
		return false;
	return sale == 0 ||
	    insert_step(st, i, true, sale, line, minor, false, err);
}

static int64_t own_line(const struct stepping *st, int64_t partner)
{
	for (size_t i = 0; i < st->parts.n; i++)
		if (st->parts.list[i].first && !st->parts.list[i].back &&
		    st->parts.list[i].partner == partner)
			return st->parts.list[i].commission;
	return 0;
}

/* Brings one partner's part to its target; what was paid out too long ago
 * is not taken back by a step that was lost either. */
static bool step_part(
    struct stepping *st, size_t i, int64_t target, struct err *err)
{
	int64_t partner = st->split.partner[i], guarded = 0;
	int64_t got = sale_part_got(&st->parts, partner);
	int64_t taken = sale_part_taken(&st->parts, partner);
	struct money m = st->row.base, take = m;
	int64_t net, least;
	bool spared;

	m.minor = target;
	take.minor = 0;
	if (st->row.refunded != 0 && st->row.base.minor != 0 &&
	    !commission_refund(m, st->row.base.minor, st->row.refunded, 0,
		st->terms->rounding, &take, err))
		return false;
	net = target - take.minor;
	if (net < got - taken &&
	    !sale_protected(st->c->session, &st->row, st->terms, partner,
		st->cause->sale_on, &guarded, err))
		return false;
	least = guarded < got - taken ? guarded : got - taken;
	spared = guarded > 0 && net < least;
	if (spared)
		target += least - net;
	return insert_step(st, i, false, st->row.id, own_line(st, partner),
		   target - got, spared, err) &&
	    step_refunds(st, i, taken - take.minor, err);
}

/* Its own terms say what the total means for it. */
static bool open_sale(
    struct stepping *st, int64_t id, bool *ret, struct err *err)
{
	struct session *s = st->c->session;
	const char *currency = st->cause->base.currency;
	const struct program *p;

	*ret = false;
	if (!sale_read(s, id, st->arena, &st->row, err) ||
	    !sale_own_terms(s, &st->row, &p, err))
		return false;
	st->rule = p != NULL
	    ? commission_rule_by_id(p->commission, st->row.rule)
	    : NULL;
	if (!steps_back(st->rule, currency))
		return true;
	st->terms = p->commission;
	st->ppm = commission_step_rate(st->rule->tiers, currency, st->after);
	st->on = st->cause->sale_on;
	if (st->row.sale_on > st->on)
		st->on = st->row.sale_on;
	if (st->open != DATE_NONE && st->on < st->open)
		st->on = st->open;
	*ret = true;
	return sale_parts_read(s, id, st->arena, &st->parts, err) &&
	    sale_split_parse(s, st->row.split, true, st->row.partner, st->arena,
		&st->split, err);
}

static bool step_sale(struct stepping *st, int64_t id, struct err *err)
{
	int64_t target[SALE_PARTS];
	struct money whole;
	size_t n;
	bool moves;

	if (!open_sale(st, id, &moves, err))
		return false;
	if (!moves)
		return true;
	n = st->parts.n;
	if (!find_target(st, &whole, err) ||
	    !sale_split_money(&st->split, whole, target, err))
		return false;
	for (size_t i = 0; i < st->split.n; i++)
		if (!step_part(st, i, target[i], err))
			return false;
	return st->parts.n == n ||
	    sale_earn_settled(st->c, &st->row, st->terms, &st->parts, st->on,
		st->row.refunded, err);
}

bool sale_steps_follow(struct change *c, const struct sale_row *row,
    int64_t batch, struct arena *a, struct err *err)
{
	struct stepping st = {
		.c = c, .cause = row, .batch = batch, .arena = a
	};
	const struct program *p;
	int64_t *ids;
	size_t n;
	bool moves;

	if (row->period_on == DATE_NONE)
		return true;
	if (!sale_own_terms(c->session, row, &p, err))
		return false;
	if (p == NULL ||
	    !steps_back(commission_rule_by_id(p->commission, row->rule),
		row->base.currency))
		return true;
	if (!read_total(
		c->session, row, "steps", row->period_on, 0, &st.after, err) ||
	    !touch_before(&st, err))
		return false;
	st.before = st.after - row->base.minor;
	if (!rate_moves(&st, &moves, err))
		return false;
	if (!moves)
		return true;
	if (!sale_books_open(c->session, &st.open, err) ||
	    !db_ids(
		c->session->db, SELECT_SALES, PERIOD_OF(row), a, &ids, &n, err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!step_sale(&st, ids[i], err))
			return false;
	return true;
}
