/* domain/sale_earn.c - the lines of a sale, and what they have earned. */

#include "config.h"

#include "domain/commission_share.h"
#include "domain/sale_row.h"

static const char SELECT_PARTS[] =
    "SELECT c.id, c.partner, c.sale <> ?1, c.kind = 'sale', c.amount, c.base,"
    " coalesce(sum(t.amount), 0), max(t.release_on)"
    " FROM commission c LEFT JOIN tranche t"
    " ON t.commission = c.id AND t.void = 0"
    " WHERE c.sale IN " SALE_AND_REFUNDS
    " AND c.void = 0 AND c.kind IN ('sale', 'step', 'refund')"
    " GROUP BY c.id ORDER BY c.id";

static const char SELECT_PAYMENT[] =
    "SELECT 1 FROM payment WHERE sale = ?1 AND void = 0 LIMIT 1";

void sale_parts_add(
    struct sale_parts *parts, const struct sale_part *part, struct arena *a)
{
	parts->list = arena_grow(
	    a, parts->list, parts->n, &parts->size, sizeof(*parts->list));
	parts->list[parts->n++] = *part;
}

bool sale_parts_read(struct session *s, int64_t sale, struct arena *a,
    struct sale_parts *ret, struct err *err)
{
	struct sale_parts parts = { .n = 0 };
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, SELECT_PARTS, VALUES(val_int(sale)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW)
		sale_parts_add(&parts,
		    &(struct sale_part){ .commission = db_int(st, 0),
			.partner = db_int(st, 1),
			.back = db_int(st, 2) != 0,
			.first = db_int(st, 3) != 0,
			.amount = db_int(st, 4),
			.base = db_int(st, 5),
			.earned = db_int(st, 6),
			.release_on = db_date(st, 7) },
		    a);
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	*ret = parts;
	return true;
}

int64_t sale_part_got(const struct sale_parts *parts, int64_t partner)
{
	int64_t got = 0;

	for (size_t i = 0; i < parts->n; i++)
		if (parts->list[i].partner == partner && !parts->list[i].back)
			got += parts->list[i].amount;
	return got;
}

int64_t sale_part_taken(const struct sale_parts *parts, int64_t partner)
{
	int64_t taken = 0;

	for (size_t i = 0; i < parts->n; i++)
		if (parts->list[i].partner == partner && parts->list[i].back)
			taken -= parts->list[i].amount;
	return taken;
}

bool sale_has_payment(
    struct session *s, int64_t sale, bool *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct value v;
	bool ok;

	ok = db_value(s->db, SELECT_PAYMENT, VALUES(val_int(sale)), VALUE_INT,
	    &a, ret, &v, err);
	arena_done(&a);
	return ok;
}

/* ---- tranches ------------------------------------------------------------ */

/* The latest release of what the partner has of the sale. */
static date_days latest_release(const struct sale_parts *parts, int64_t partner)
{
	date_days latest = DATE_NONE;

	for (size_t i = 0; i < parts->n; i++)
		if (parts->list[i].partner == partner &&
		    parts->list[i].release_on > latest)
			latest = parts->list[i].release_on;
	return latest;
}

static date_days release_day(const struct program_commission *terms,
    const struct sale_earning *now, date_days latest)
{
	if (!now->keeps_window)
		return now->on + terms->hold_days;
	return latest != DATE_NONE && latest > now->on ? latest : now->on;
}

/* What a row stands at, less what its tranches have. */
static bool due(const struct sale_row *row,
    const struct program_commission *terms, const struct sale_part *part,
    const struct sale_earning *now, struct money *ret, struct err *err)
{
	/* At base 0 what is refunded are pieces; any payment earns all. */
	int64_t base =
	    row->base.minor != 0 ? row->base.minor - now->refunded : 0;
	struct money amount = row->base;

	amount.minor = part->amount;
	if (terms->earned_on == EARNED_INVOICE)
		base = 0;
	else if (base == 0 && !now->any_payment)
		amount.minor = 0;
	return commission_earned(
	    amount, base, now->paid, part->earned, terms->rounding, ret, err);
}

static bool earn_part(struct change *c, const struct sale_row *row,
    const struct program_commission *terms, struct sale_part *part,
    date_days latest, const struct sale_earning *now, struct err *err)
{
	struct tranche_new t = { .commission = part->commission,
		.payment = now->payment,
		.on = now->on,
		.hold = "" };
	struct money amount;
	bool suspended;
	int64_t id;

	if (!due(row, terms, part, now, &amount, err))
		return false;
	if (amount.minor == 0)
		return true;
	if (!sale_partner_suspended(
		c->session, part->partner, row->program, &suspended, err))
		return false;
	t.amount = amount.minor;
	t.release_on = release_day(terms, now, latest);
	t.hold = suspended ? "suspended" : "";
	if (!tranche_insert(c, &t, &id, err))
		return false;
	part->earned += amount.minor;
	part->release_on = t.release_on;
	return true;
}

bool sale_earn(struct change *c, const struct sale_row *row,
    const struct program_commission *terms, struct sale_parts *parts,
    const struct sale_earning *now, struct err *err)
{
	date_days latest;

	for (size_t i = 0; i < parts->n; i++) {
		latest = latest_release(parts, parts->list[i].partner);
		if (!earn_part(
			c, row, terms, &parts->list[i], latest, now, err))
			return false;
	}
	return true;
}

bool sale_earn_settled(struct change *c, const struct sale_row *row,
    const struct program_commission *terms, struct sale_parts *parts,
    date_days on, int64_t refunded, struct err *err)
{
	struct sale_earning now = { .on = on,
		.paid = row->paid,
		.refunded = refunded,
		.keeps_window = true };

	if (!sale_has_payment(c->session, row->id, &now.any_payment, err))
		return false;
	if (terms->earned_on != EARNED_INVOICE && row->base.minor != 0 &&
	    row->paid < row->base.minor - refunded)
		return true;
	return sale_earn(c, row, terms, parts, &now, err);
}
