/* domain/sale_rate.c - what a sale earns under the terms that hold. */

#include "config.h"

#include "domain/sale_rate.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/commission_dates.h"
#include "domain/commission_share.h"
#include "domain/sale_terms.h"

static const char SELECT_FIRST[] =
    "SELECT min(sale_on) FROM sale WHERE partner = ?1 AND customer = ?2"
    " AND void = 0 AND refund_of IS NULL";

static const char SELECT_ACCRUAL[] =
    "SELECT amount FROM accrual WHERE partner = ?1 AND kind = ?2"
    " AND rule = ?3 AND period = ?4 AND customer = ?5 AND currency = ?6"
    " AND program = ?7";

static bool read_int(struct session *s, const char *sql,
    const struct value *values, size_t n, int64_t absent, int64_t *ret,
    struct err *err)
{
	struct arena a = ARENA_INIT;
	struct value v = val_null();
	bool found = false, ok;

	ok = db_value(s->db, sql, values, n, VALUE_INT, &a, &found, &v, err);
	arena_done(&a);
	if (ok)
		*ret = found && v.type != VALUE_NULL ? v.i : absent;
	return ok;
}

/* Also when this sale is recorded late and is the first by its day. */
static bool find_first(struct session *s, const struct sale_input *in,
    date_days *ret, struct err *err)
{
	int64_t first = in->on;

	if (in->customer != 0 &&
	    !read_int(s, SELECT_FIRST,
		VALUES(val_int(in->partner), val_int(in->customer)), in->on,
		&first, err))
		return false;
	*ret = first < in->on ? (date_days)first : in->on;
	return true;
}

static bool is_renewal(const struct sale_input *in, date_days first_on)
{
	if (in->kind[0] != '\0')
		return strcmp(in->kind, "renewal") == 0;
	return commission_is_renewal(first_on, in->on);
}

/* ---- what accumulated ---------------------------------------------------- */

bool accrual_read(struct session *s, const struct accrual_key *key,
    int64_t *ret, struct err *err)
{
	return read_int(s, SELECT_ACCRUAL,
	    VALUES(val_int(key->partner), val_text(key->kind),
		val_text(key->rule), val_date(key->period),
		val_int(key->customer), val_text(key->currency),
		val_text(key->program)),
	    0, ret, err);
}

static bool read_before(struct session *s, const struct sale_input *in,
    struct sale_rating *r, const struct program_rule *rule, struct err *err)
{
	const struct program_cap *cap = rule->cap;
	struct accrual_key key = { .kind = "steps",
		.partner = in->partner,
		.program = r->program,
		.rule = rule->id,
		.currency = in->base.currency };

	if (rule->tiers != NULL && rule->tiers->per != TIER_SALE) {
		r->period_on =
		    commission_tier_period(rule->tiers->per, in->on).from;
		key.period = r->period_on;
		if (!accrual_read(s, &key, &r->before.accumulated, err))
			return false;
	}
	if (cap == NULL || (cap->per != CAP_CUSTOMER && cap->per != CAP_PERIOD))
		return true;
	r->cap_on = 0;
	if (cap->per == CAP_CUSTOMER)
		r->cap_customer = in->customer;
	else
		r->cap_on =
		    commission_payout_period(r->terms->payout.every, in->on)
			.from;
	key.kind = "cap";
	key.period = r->cap_on;
	key.customer = r->cap_customer;
	return accrual_read(s, &key, &r->before.given, err);
}

/* ---- the line ------------------------------------------------------------ */

static bool compute(struct session *s, const struct sale_input *in,
    struct arena *a, struct sale_rating *r, struct err *err)
{
	const struct program_commission *c = r->terms->commission;
	const struct program_rule *rule =
	    commission_rule(c, in->product, r->level, r->renewal);

	if (rule != NULL && !read_before(s, in, r, rule, err))
		return false;
	if (!commission_line(c, &r->sale, &r->before, a, &r->line, err))
		return false;
	if (r->line.rule == NULL) {
		r->why_none = r->line.why_none;
		r->period_on = r->cap_on = DATE_NONE;
		r->cap_customer = 0;
		r->before = (struct commission_before){ 0, 0 };
	}
	r->rate = commission_rate_text(&r->line, &r->sale, a);
	return true;
}

/* The version and level of the day that the sale's own terms say. */
static bool pick_terms(struct session *s, const struct sale_input *in,
    const struct sale_terms *t, struct arena *a, struct sale_rating *r,
    struct err *err)
{
	struct program_ref ref;
	date_days on = in->on;

	if (!sale_terms_on(s, t, on, a, &ref, &r->level, err))
		return false;
	if (ref.program->commission != NULL) {
		on = commission_rate_day(ref.program->commission, r->renewal,
		    in->accepted_on, in->on, r->first_on);
		if (on != in->on &&
		    !sale_terms_on(s, t, on, a, &ref, &r->level, err))
			return false;
	}
	r->terms = ref.program;
	r->version = ref.id;
	r->rate_on = on;
	return true;
}

/* Says why nothing is asked of the rules, or "". */
static const char *why_unasked(
    const struct sale_input *in, const struct sale_rating *r, struct arena *a)
{
	const struct program_commission *c = r->terms->commission;

	if (c == NULL)
		return arena_fmt(
		    a, "The program %s pays no commission.", r->terms->id);
	if (!commission_in_duration(c->duration_months, r->first_on, in->on))
		return arena_fmt(a,
		    "The program %s pays for %d months from the customer's "
		    "first sale.",
		    r->terms->id, c->duration_months);
	return "";
}

bool sale_rate(struct session *s, const struct sale_input *in, struct arena *a,
    struct sale_rating *ret, struct err *err)
{
	struct sale_rating r = { .program = "",
		.level = "",
		.rate = "",
		.why_none = "",
		.rate_on = DATE_NONE,
		.period_on = DATE_NONE,
		.cap_on = DATE_NONE };
	struct sale_terms t;

	if (!sale_find_terms(s, in, a, &t, err) ||
	    !find_first(s, in, &r.first_on, err))
		return false;
	r.renewal = is_renewal(in, r.first_on);
	r.enrollment = t.enrollment;
	r.program = t.program;
	r.why_none = t.why_none;
	if (t.enrollment != 0) {
		if (!pick_terms(s, in, &t, a, &r, err))
			return false;
		r.why_none = why_unasked(in, &r, a);
	}
	r.sale = (struct commission_sale){ .product = in->product,
		.level = r.level,
		.base = in->base,
		.quantity = in->quantity,
		.renewal = r.renewal };
	if (r.why_none[0] != '\0')
		r.rate_on = DATE_NONE;
	else if (!compute(s, in, a, &r, err))
		return false;
	*ret = r;
	return true;
}
