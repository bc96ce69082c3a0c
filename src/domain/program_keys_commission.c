/* domain/program_keys_commission.c - the terms of commission and payout. */

#include "config.h"

#include <string.h>

#include "domain/program_key.h"

#define DAYS_MAX 3650
#define MONTHS_MAX 1200

/* ---- tiers ------------------------------------------------------------- */

static const struct program_key step_keys[] = {
	{ "from", &key_amounts, AT(program_step, from, struct program_amounts),
	    .required = true, .help = "where the step begins; the first at 0" },
	{ "rate", &key_rate, AT(program_step, ppm, int64_t), .required = true,
	    .help = "of what lies in the step, or of all" },
};

static const struct program_section step_section =
    SECTION(step_keys, program_step, NULL);

static const struct program_key tiers_keys[] = {
	{ "kind", &key_choice, AT(program_tiers, kind, enum tier_kind),
	    .choices = "marginal|retroactive", .fallback = "marginal",
	    .help = "marginal: each part at its step's rate; retroactive: all "
		    "at the rate of the step reached" },
	{ "per", &key_choice, AT(program_tiers, per, enum tier_per),
	    .choices = "sale|month|quarter|year", .fallback = "quarter",
	    .help = "what adds up to the steps: each sale alone, or the sales "
		    "of the period" },
	{ "steps", &key_list,
	    LIST_AT(program_tiers, steps, const struct program_step *, n_steps),
	    &step_section, .required = true, .min = 1, .max = 20,
	    .help = "`from` rises, rates may fall" },
};

/* The currency in which a step does not rise above the one before it. */
static const char *not_rising(
    const struct program_step *before, const struct program_step *step)
{
	for (size_t i = 0; i < step->from.n; i++) {
		const struct money *m = &step->from.list[i];
		const struct money *low =
		    program_amount(&before->from, m->currency);

		if (low != NULL && m->minor <= low->minor)
			return m->currency;
	}
	return NULL;
}

static void check_tiers(
    struct program_reader *r, const struct node *map, void *record)
{
	const struct program_tiers *t = record;
	const struct node *steps = node_get(map, "steps");
	const struct node *step = steps != NULL ? steps->child : NULL;
	const char *currency;

	/* Entries that are no maps were left out. */
	for (size_t i = 0; i < t->n_steps && step != NULL; step = step->next) {
		const struct node *from = node_get(step, "from");

		if (step->type != NODE_MAP)
			continue;
		for (size_t k = 0; i == 0 && k < t->steps[0].from.n; k++) {
			if (t->steps[0].from.list[k].minor != 0) {
				PROBLEM(r, from,
				    "the first step begins at 0, so that no "
				    "sale is without a rate");
				break;
			}
		}
		currency =
		    i > 0 ? not_rising(&t->steps[i - 1], &t->steps[i]) : NULL;
		if (currency != NULL)
			PROBLEM(r, from,
			    "`from` does not rise above the step before it "
			    "(%s)",
			    currency);
		i++;
	}
}

static const struct program_section tiers_section =
    SECTION(tiers_keys, program_tiers, check_tiers);

/* ---- rules ------------------------------------------------------------- */

static const struct program_key cap_keys[] = {
	{ "per", &key_choice, AT(program_cap, per, enum cap_per),
	    .required = true, .choices = "sale|customer|period", .min = 1,
	    .help = "of each sale, each customer, or each period of payout" },
	{ "amount", &key_amounts,
	    AT(program_cap, amount, struct program_amounts), .required = true,
	    .help = "the most that is paid" },
};

static const struct program_section cap_section =
    SECTION(cap_keys, program_cap, NULL);

static const struct program_key rule_keys[] = {
	{ "id", &key_id, AT(program_rule, id, const char *), .required = true,
	    .help = "named in each explanation" },
	{ "product", &key_product, AT(program_rule, product, const char *),
	    .help = "a product line and those below it; any when absent" },
	{ "level", &key_id, AT(program_rule, level, const char *),
	    .help = "exactly this one; any when absent" },
	{ "when", &key_choice, AT(program_rule, when, enum rule_when),
	    .choices = "first_year|renewal", .min = WHEN_FIRST_YEAR,
	    .help = "both when absent" },
	{ "rate", &key_rate, AT(program_rule, ppm, int64_t),
	    .help = "of the net amount" },
	{ "flat", &key_amounts, AT(program_rule, flat, struct program_amounts),
	    .help = "instead of a rate: this amount times the quantity" },
	{ "tiers", &key_optional,
	    AT(program_rule, tiers, const struct program_tiers *),
	    &tiers_section, .help = "instead of a rate: one for each step" },
	{ "cap", &key_optional,
	    AT(program_rule, cap, const struct program_cap *), &cap_section,
	    .help = "the most that is paid" },
};

static void check_pays(
    struct program_reader *r, const struct node *map, struct program_rule *rule)
{
	static const char *const ways[] = { "rate", "flat", "tiers" };
	const char *first = NULL;

	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		const struct node *n = node_get(map, ways[i]);

		if (n == NULL)
			continue;
		if (first != NULL)
			PROBLEM_KEY(r, n,
			    "a rule takes one of `rate`, `flat` and `tiers`; "
			    "this one has `%s` already",
			    first);
		else
			rule->pays = (enum rule_pays)i;
		first = first != NULL ? first : ways[i];
	}
	if (first == NULL)
		PROBLEM(r, map,
		    "the rule pays nothing: write `rate`, `flat` or `tiers`");
}

static void check_rule(
    struct program_reader *r, const struct node *map, void *record)
{
	const struct program *p = r->program;

	check_pays(r, map, record);
	program_refer(r, node_get(map, "product"), "product",
	    program_ids(r, p->products, p->n_products, sizeof(*p->products)));
	program_refer(r, node_get(map, "level"), "level",
	    program_ids(r, p->levels, p->n_levels, sizeof(*p->levels)));
}

static const struct program_section rule_section =
    SECTION(rule_keys, program_rule, check_rule);

/* ---- commission -------------------------------------------------------- */

#define RATE_FROM "registration|invoice|lifetime"

static const char *rate_from_word(const struct program *p)
{
	static const char *const words[] = {
		[RATE_REGISTRATION] = "registration",
		[RATE_INVOICE] = "invoice",
		[RATE_LIFETIME] = "lifetime",
	};

	return p->commission != NULL ? words[p->commission->rate_from]
				     : words[RATE_REGISTRATION];
}

static const struct program_key commission_keys[] = {
	{ "rate_from", &key_choice,
	    AT(program_commission, rate_from, enum rate_from),
	    .choices = RATE_FROM, .fallback = "registration",
	    .help = "whose day fixes the rate; lifetime is the customer's "
		    "first sale" },
	{ "renewal_rate_from", &key_choice,
	    AT(program_commission, renewal_rate_from, enum rate_from),
	    .choices = RATE_FROM, .derive = rate_from_word,
	    .follows = "as rate_from", .help = "the same for renewals" },
	{ "earned_on", &key_choice,
	    AT(program_commission, earned_on, enum earned_on),
	    .choices = "payment|invoice", .fallback = "payment",
	    .help = "by the customer's payment or by the invoice" },
	{ "duration_months", &key_number,
	    AT(program_commission, duration_months, int), .min = 0,
	    .max = MONTHS_MAX, .fallback = "0",
	    .help = "from the customer's first sale; 0 no limit" },
	{ "hold_days", &key_number, AT(program_commission, hold_days, int),
	    .min = 0, .max = DAYS_MAX, .fallback = "30",
	    .help = "from the payment to the release" },
	{ "clawback_days", &key_number,
	    AT(program_commission, clawback_days, int), .min = 0,
	    .max = DAYS_MAX, .fallback = "90",
	    .help = "in which a refund takes paid commission back; 0 never" },
	{ "rounding", &key_choice,
	    AT(program_commission, rounding, enum rounding),
	    .choices = "half_up|half_even", .fallback = "half_up",
	    .help = "half_up is away from zero" },
	{ "rules", &key_list,
	    LIST_AT(program_commission, rules, const struct program_rule *,
		n_rules),
	    &rule_section, .required = true, .min = 1, .max = 500,
	    .help = "the most specific one counts: by product, then level, "
		    "then when" },
};

/* Both absent, or both there and equal. */
static bool same_or_none(const struct node *a, const struct node *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return program_same(a->text, b->text);
}

/* The rule before this one that is for the same product, level and year. */
static const struct node *rival(
    const struct node *rules, const struct node *rule)
{
	static const char *const keys[] = { "product", "level", "when" };

	for (const struct node *c = rules->child; c != rule; c = c->next) {
		size_t same = 0;

		for (size_t i = 0; i < ARRAY_LEN(keys); i++)
			same += same_or_none(
			    node_get(c, keys[i]), node_get(rule, keys[i]));
		if (same == ARRAY_LEN(keys) && c->type == NODE_MAP)
			return c;
	}
	return NULL;
}

static void check_commission(
    struct program_reader *r, const struct node *map, void *record UNUSED)
{
	const struct node *rules = node_get(map, "rules");
	const struct node *other;

	if (rules == NULL || rules->type != NODE_LIST)
		return;
	for (const struct node *c = rules->child; c != NULL; c = c->next) {
		other = c->type == NODE_MAP ? rival(rules, c) : NULL;
		if (other != NULL)
			PROBLEM(r, c,
			    "as specific as the rule in line %u: neither "
			    "would win",
			    other->line);
	}
}

const struct program_section program_commission_section =
    SECTION(commission_keys, program_commission, check_commission);

/* ---- payout ------------------------------------------------------------ */

static const struct program_key payout_keys[] = {
	{ "every", &key_choice, AT(program_payout, every, enum payout_every),
	    .choices = "month|quarter|half_year", .fallback = "quarter",
	    .help = "the period of a statement" },
	{ "pay_within_days", &key_number,
	    AT(program_payout, pay_within_days, int), .min = 0, .max = DAYS_MAX,
	    .fallback = "45", .help = "after the end of the period" },
	{ "dispute_days", &key_number, AT(program_payout, dispute_days, int),
	    .min = 0, .max = DAYS_MAX, .fallback = "15",
	    .help = "to object to a statement" },
	{ "minimum", &key_amounts,
	    AT(program_payout, minimum, struct program_amounts),
	    .fallback = "0", .help = "below it the balance is carried over" },
	{ "needs", &key_words,
	    LIST_AT(program_payout, needs, const char *const *, n_needs),
	    .choices = "bank_details|tax_form", .noun = "need", .fallback = "",
	    .help = "what must be on file before a payment" },
	{ "forfeit_months", &key_number,
	    AT(program_payout, forfeit_months, int), .min = 0,
	    .max = MONTHS_MAX, .fallback = "0",
	    .help = "after which an unclaimed balance lapses; 0 never" },
};

const struct program_section program_payout_section =
    SECTION(payout_keys, program_payout, NULL);
