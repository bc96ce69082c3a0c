/* domain/commission_line.c - what one sale earns one partner. */

#include "config.h"

#include "domain/commission_line.h"

#include <inttypes.h>
#include <string.h>

/* ---- which rule --------------------------------------------------------- */

static bool matches(const struct program_rule *r, const char *product,
    const char *level, bool renewal)
{
	if (program_rule_depth(r, product) < 0)
		return false;
	if (r->level != NULL && strcmp(r->level, level) != 0)
		return false;
	return r->when == WHEN_ANY || (r->when == WHEN_RENEWAL) == renewal;
}

/* Product before level before year. */
static int specificity(const struct program_rule *r, const char *product)
{
	return program_rule_depth(r, product) * 4 + (r->level != NULL) * 2 +
	    (r->when != WHEN_ANY);
}

const struct program_rule *commission_rule(const struct program_commission *c,
    const char *product, const char *level, bool renewal)
{
	const struct program_rule *best = NULL;

	for (size_t i = 0; i < c->n_rules; i++) {
		const struct program_rule *r = &c->rules[i];

		if (matches(r, product, level, renewal) &&
		    (best == NULL ||
			specificity(r, product) > specificity(best, product)))
			best = r;
	}
	return best;
}

const struct program_rule *commission_rule_by_id(
    const struct program_commission *c, const char *id)
{
	for (size_t i = 0; c != NULL && i < c->n_rules; i++)
		if (strcmp(c->rules[i].id, id) == 0)
			return &c->rules[i];
	return NULL;
}

/* ---- how much ----------------------------------------------------------- */

static int64_t step_from(const struct program_step *step, const char *currency)
{
	return program_amount(&step->from, currency)->minor;
}

int64_t commission_step_rate(
    const struct program_tiers *tiers, const char *currency, int64_t total)
{
	int64_t ppm = tiers->steps[0].ppm;

	for (size_t i = 1; i < tiers->n_steps; i++)
		if (step_from(&tiers->steps[i], currency) <= total)
			ppm = tiers->steps[i].ppm;
	return ppm;
}

/* The whole base is one band. */
static void one_band(struct commission_line *line, int64_t ppm, struct arena *a)
{
	line->bands = arena_alloc(a, sizeof(*line->bands));
	line->bands[0] = (struct money_band){ line->base.minor, ppm };
	line->n_bands = 1;
}

/* The base lies on top of what accumulated: it is cut where steps begin. */
static void cut_bands(struct commission_line *line,
    const struct program_tiers *tiers, struct arena *a)
{
	const char *currency = line->base.currency;
	int64_t start = line->accumulated, end = start + line->base.minor;

	line->bands = arena_alloc(a, tiers->n_steps * sizeof(*line->bands));
	for (size_t i = 0; i < tiers->n_steps; i++) {
		int64_t from = step_from(&tiers->steps[i], currency);
		int64_t to = i + 1 < tiers->n_steps
		    ? step_from(&tiers->steps[i + 1], currency)
		    : INT64_MAX;

		if (i == 0 || from < start)
			from = start;
		if (to > end)
			to = end;
		if (to > from)
			line->bands[line->n_bands++] =
			    (struct money_band){ to - from,
				    tiers->steps[i].ppm };
	}
	/* A sale of nothing shows the step it would have been in. */
	if (line->n_bands == 0)
		one_band(line, commission_step_rate(tiers, currency, start), a);
}

static void find_bands(struct commission_line *line, struct arena *a)
{
	const struct program_rule *r = line->rule;

	if (r->pays == PAYS_RATE)
		one_band(line, r->ppm, a);
	else if (r->tiers->kind == TIER_MARGINAL)
		cut_bands(line, r->tiers, a);
	else
		one_band(line,
		    commission_step_rate(r->tiers, line->base.currency,
			line->accumulated + line->base.minor),
		    a);
}

/* Why the rule can say nothing about this currency, or NULL. */
static const char *lacks_currency(
    const struct program_rule *r, const char *currency, struct arena *a)
{
	const char *what = NULL;

	if (r->pays == PAYS_FLAT && program_amount(&r->flat, currency) == NULL)
		what = "flat amount";
	else if (r->pays == PAYS_TIERS &&
	    program_amount(&r->tiers->steps[0].from, currency) == NULL)
		what = "steps";
	else if (r->cap != NULL &&
	    program_amount(&r->cap->amount, currency) == NULL)
		what = "cap";
	if (what == NULL)
		return NULL;
	return arena_fmt(
	    a, "The rule %s has no %s in %s.", r->id, what, currency);
}

static void apply_cap(struct commission_line *line, int64_t given)
{
	const struct program_cap *cap = line->rule->cap;

	line->amount = line->computed;
	if (cap == NULL)
		return;
	line->cap = program_amount(&cap->amount, line->base.currency);
	line->room = line->cap->minor - (cap->per == CAP_SALE ? 0 : given);
	if (line->room < 0)
		line->room = 0;
	if (line->amount.minor > line->room)
		line->amount.minor = line->room;
}

static bool check_sale(const struct commission_sale *sale,
    const struct commission_before *before, struct err *err)
{
	if (sale->base.minor < 0 || sale->base.minor > MONEY_MAX)
		return err_invalid(err, "amount",
		    "The base of a commission is 0 or more; what goes back is "
		    "a refund.");
	if (sale->quantity < 0)
		return err_invalid(err, "quantity", "A quantity is 0 or more.");
	if (before->accumulated > MONEY_MAX || before->given > MONEY_MAX)
		return err_set(err, ERR_INVALID,
		    "What accumulated before this sale is too large.");
	return true;
}

static bool compute(struct commission_line *line,
    const struct commission_sale *sale, struct arena *a, struct err *err)
{
	const struct program_rule *r = line->rule;

	if (r->pays == PAYS_FLAT)
		return money_times(
		    *program_amount(&r->flat, sale->base.currency),
		    sale->quantity, &line->computed, err);
	find_bands(line, a);
	return money_bands(line->bands, line->n_bands, sale->base.currency,
	    line->rounding, &line->computed, err);
}

bool commission_line(const struct program_commission *c,
    const struct commission_sale *sale, const struct commission_before *before,
    struct arena *a, struct commission_line *ret, struct err *err)
{
	struct commission_line line = { .base = sale->base,
		.computed = { 0, "" },
		.rounding = c->rounding };

	if (!check_sale(sale, before, err))
		return false;
	line.computed = line.amount = sale->base;
	line.computed.minor = line.amount.minor = 0;
	line.rule =
	    commission_rule(c, sale->product, sale->level, sale->renewal);
	if (line.rule == NULL) {
		line.why_none =
		    arena_fmt(a, "No rule is for %s at level %s in %s.",
			sale->product, sale->level,
			sale->renewal ? "a renewal" : "the first year");
		*ret = line;
		return true;
	}
	line.why_none = lacks_currency(line.rule, sale->base.currency, a);
	if (line.why_none != NULL) {
		line.rule = NULL;
		*ret = line;
		return true;
	}
	/* Steps per sale begin anew with each; refunds never go below 0. */
	if (line.rule->pays == PAYS_TIERS &&
	    line.rule->tiers->per != TIER_SALE && before->accumulated > 0)
		line.accumulated = before->accumulated;
	if (!compute(&line, sale, a, err))
		return false;
	apply_cap(&line, before->given);
	*ret = line;
	return true;
}

bool commission_adjust(struct money base, int64_t ppm, struct money given,
    enum rounding how, struct money *ret, struct err *err)
{
	struct money due;

	given.minor = -given.minor;
	return money_rate(base, (struct rate){ ppm }, how, &due, err) &&
	    money_add(due, given, ret, err);
}

/* ---- in words ----------------------------------------------------------- */

const char *commission_rate_text(const struct commission_line *line,
    const struct commission_sale *sale, struct arena *a)
{
	const char *text = "";

	if (line->rule == NULL)
		return text;
	if (line->rule->pays == PAYS_FLAT)
		return arena_fmt(a, "%s x %" PRId64,
		    money_text(
			*program_amount(&line->rule->flat, line->base.currency),
			a),
		    sale->quantity);
	for (size_t i = 0; i < line->n_bands; i++)
		text = arena_fmt(a, "%s%s%s", text, i > 0 ? "+" : "",
		    rate_text((struct rate){ line->bands[i].ppm }, a));
	return text;
}

static const char *const per_words[] = {
	[TIER_SALE] = "sale",
	[TIER_MONTH] = "month",
	[TIER_QUARTER] = "quarter",
	[TIER_YEAR] = "year",
};

static const char *const cap_words[] = {
	[CAP_NONE] = "",
	[CAP_SALE] = "sale",
	[CAP_CUSTOMER] = "customer",
	[CAP_PERIOD] = "period",
};

static void explain_tiers(
    const struct commission_line *line, struct arena *a, struct buf *out)
{
	const struct program_tiers *t = line->rule->tiers;
	struct money before = line->base;

	before.minor = line->accumulated;
	buf_fmt(out, "Steps per %s, %s", per_words[t->per],
	    t->kind == TIER_MARGINAL ? "each part at the rate of its step"
				     : "all at the rate of the step reached");
	if (t->per != TIER_SALE)
		buf_fmt(out, "; %s %s of the %s came before",
		    money_text_grouped(before, a), before.currency,
		    per_words[t->per]);
	buf_add(out, ".\n");
}

static void explain_bands(
    const struct commission_line *line, struct arena *a, struct buf *out)
{
	for (size_t i = 0; i < line->n_bands; i++) {
		struct money part = line->base;

		part.minor = line->bands[i].minor;
		buf_fmt(out, "%s%s x %s", i > 0 ? " + " : "",
		    money_text_grouped(part, a),
		    rate_text((struct rate){ line->bands[i].ppm }, a));
	}
	buf_fmt(out, " = %s %s, rounded %s.\n",
	    money_text_grouped(line->computed, a), line->base.currency,
	    line->rounding == ROUND_HALF_UP ? "half away from zero"
					    : "half to even");
}

void commission_line_explain(const struct commission_line *line,
    const struct commission_sale *sale, struct buf *out)
{
	struct arena a = ARENA_INIT;

	buf_fmt(out, "Base %s %s, %s, level %s, %s.\n",
	    money_text_grouped(line->base, &a), line->base.currency,
	    sale->product, sale->level,
	    sale->renewal ? "renewal" : "first year");
	if (line->rule == NULL) {
		buf_fmt(out, "%s Nothing is earned.\n", line->why_none);
		arena_done(&a);
		return;
	}
	buf_fmt(out, "Rule %s is the most specific one.\n", line->rule->id);
	if (line->rule->pays == PAYS_TIERS)
		explain_tiers(line, &a, out);
	if (line->rule->pays == PAYS_FLAT)
		buf_fmt(out, "%s = %s %s.\n",
		    commission_rate_text(line, sale, &a),
		    money_text_grouped(line->computed, &a),
		    line->base.currency);
	else
		explain_bands(line, &a, out);
	if (line->cap != NULL) {
		struct money room = line->base;

		room.minor = line->room;
		buf_fmt(out,
		    "Cap %s per %s leaves %s: the commission is %s %s.\n",
		    money_text_grouped(*line->cap, &a),
		    cap_words[line->rule->cap->per],
		    money_text_grouped(room, &a),
		    money_text_grouped(line->amount, &a), line->base.currency);
	}
	arena_done(&a);
}
