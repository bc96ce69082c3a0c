/* tests/unit/test_program_terms.c - mistakes in the terms of leads and pay. */

#include "config.h"

#include "tests/mistakes.h"
#include "tests/tap.h"

static const struct mistake of_leads[] = {
	{ "protection_days: 60", "protection_days: 200",
	    "f:50:20: `hard_stop_days` (180) is less than "
	    "`protection_days` (200)\n" },
	{ "protection_days: 60",
	    "protection_days: 60\n"
	    "  hard_stop_days: 30",
	    "f:51:19: `hard_stop_days` (30) is less than "
	    "`protection_days` (60)\n" },
	{ "protection_days: 60", "protection_from: decision",
	    "f:50:20: `protection_from` cannot be `decision`; known: "
	    "acceptance, submission\n" },
	{ "[customer, domain]", "[customer, domian]",
	    "f:51:24: unknown field `domian`; did you mean `domain`?\n" },
	{ "probability: 35%", "probability: 135%",
	    "f:52:52: `135%` is more than 100%\n" },
	{ "probability: 35%", "probability: likely",
	    "f:52:52: `likely` is not a rate; write a percentage with "
	    "its sign, like 7.5%\n" },
	{ "{qualified:", "{closing:",
	    "f:52:12: unknown key `closing`; known: submitted, "
	    "accepted, qualified, proposal\n" },
	{ "{id: far, name: Too far, text: \"Too far.\"}",
	    "{id: other, name: Too far}",
	    "f:56:12: the id `other` is taken in line 55\n" },
	{ "  decline:\n"
	  "    - {id: far, name: Too far, text: \"Too far.\"}\n"
	  "    - {id: other, name: Other}",
	    "  decline: []",
	    "f:54:12: `decline` is empty; it takes at least 1\n" },
	{ "  decline:", "  declined:",
	    "f:54:3: unknown key `declined`; did you mean `decline`?\n" },
};

static const struct mistake of_commission[] = {
	{ "rate: 10%", "rate: 100.1%",
	    "f:62:61: `100.1%` is more than 100%\n" },
	{ "rate: 10%", "rate: ten",
	    "f:62:61: `ten` is not a rate; write a percentage with its "
	    "sign, like 7.5%\n" },
	{ "rate: 10%", "raet: 10%",
	    "f:62:7: the rule pays nothing: write `rate`, `flat` or "
	    "`tiers`\n"
	    "f:62:55: unknown key `raet`; did you mean `rate`?\n" },
	{ "rate: 10%", "rate: 10%, flat: {USD: 1, EUR: 1}",
	    "f:62:66: a rule takes one of `rate`, `flat` and `tiers`; "
	    "this one has `rate` already\n" },
	{ "product: support, when", "product: suport, when",
	    "f:62:28: unknown product `suport`; did you mean "
	    "`support`?\n" },
	{ "level: gold, rate", "level: golden, rate",
	    "f:63:43: unknown level `golden`; did you mean `gold`?\n" },
	{ "when: first_year", "when: second_year",
	    "f:62:43: `when` cannot be `second_year`; known: "
	    "first_year, renewal\n" },
	{ "when: first_year", "level: gold",
	    "f:63:7: as specific as the rule in line 62: neither would "
	    "win\n" },
	{ "{id: all, rate: 1%}",
	    "{id: all, product: support, level: gold, rate: 1%}",
	    "f:63:7: as specific as the rule in line 61: neither would "
	    "win\n" },
	{ "{id: all, rate: 1%}", "{id: first, rate: 1%}",
	    "f:62:12: the id `first` is taken in line 61\n" },
	{ "flat: {USD: \"50.00\", EUR: \"45.00\"}", "flat: {USD: \"50.00\"}",
	    "f:66:13: EUR is missing; the entities' currencies are USD "
	    "and EUR\n" },
	{ "flat: {USD: \"50.00\", EUR: \"45.00\"}", "flat: \"50.00\"",
	    "f:66:13: a plain figure says nothing about USD and EUR; "
	    "write one for each currency, like {USD: \"50.00\", ...}\n" },
	{ "flat: {USD: \"50.00\", EUR: \"45.00\"}",
	    "flat: {USD: \"50.005\", EUR: \"45.00\"}",
	    "f:66:19: the amount has 3 decimals, but USD has 2; write "
	    "it with at most 2\n" },
	{ "flat: {USD: \"50.00\", EUR: \"45.00\"}",
	    "flat: {USD: \"50.00\", EUR: \"45.00\", ABC: \"1\"}",
	    "f:66:42: `ABC` is not a currency; write its code of ISO "
	    "4217, like EUR\n" },
	{ "per: customer", "per: person",
	    "f:67:18: `per` cannot be `person`; did you mean `period`?\n" },
	{ "cap: {per: customer, ", "cap: {",
	    "f:67:12: `per` is missing: of each sale, each customer, or each "
	    "period of payout\n" },
	{ "kind: retroactive", "kind: retro",
	    "f:71:15: `kind` cannot be `retro`; known: marginal, "
	    "retroactive\n" },
	{ "per: year", "per: week",
	    "f:72:14: `per` cannot be `week`; known: sale, month, "
	    "quarter, year\n" },
	{ "{from: \"0\", rate: 5%}", "{from: \"10\", rate: 5%}",
	    "f:74:20: a plain figure says nothing about USD and EUR; "
	    "write one for each currency, like {USD: \"10\", ...}\n" },
	{ "{from: \"0\", rate: 5%}",
	    "{from: {USD: \"10\", EUR: \"0\"}, rate: 5%}",
	    "f:74:20: the first step begins at 0, so that no sale is "
	    "without a rate\n" },
	{ "{from: {USD: \"1000\", EUR: \"900\"}, rate: 3%}",
	    "{from: {USD: \"1000\", EUR: \"0\"}, rate: 3%}",
	    "f:75:20: `from` does not rise above the step before it "
	    "(EUR)\n" },
	{ "{from: {USD: \"1000\", EUR: \"900\"}, rate: 3%}",
	    "{from: \"1000\", rate: 3%}",
	    "f:75:20: a plain figure says nothing about USD and EUR; "
	    "write one for each currency, like {USD: \"1000\", ...}\n" },
	{ "{from: {USD: \"1000\", EUR: \"900\"}, rate: 3%}", "{rate: 3%}",
	    "f:75:13: `from` is missing: where the step begins; the "
	    "first at 0\n" },
	{ "rate_from: invoice", "rate_from: payment",
	    "f:58:14: `rate_from` cannot be `payment`; known: "
	    "registration, invoice, lifetime\n" },
	{ "hold_days: 14", "hold_days: 1.5",
	    "f:59:14: `1.5` is not a whole number; write 0 to 3650\n" },
	{ "  every: half_year", "  every: fortnight",
	    "f:77:10: `every` cannot be `fortnight`; known: month, "
	    "quarter, half_year\n" },
	{ "minimum: {USD: \"100.00\", EUR: \"90.00\"}",
	    "minimum: {USD: \"100.00\"}",
	    "f:78:12: EUR is missing; the entities' currencies are USD "
	    "and EUR\n" },
	{ "minimum: {USD: \"100.00\", EUR: \"90.00\"}", "minimum: [1]",
	    "f:78:12: `minimum` takes an amount or one for each "
	    "currency, not a list\n" },
	{ "[bank_details]", "[bank_detials]",
	    "f:79:11: unknown need `bank_detials`; did you mean "
	    "`bank_details`?\n" },
	{ "...\n", "",
	    "f:80:1: the file does not end with \"...\"; it may have "
	    "been cut\n" },
	{ "program: reseller",
	    "program: reseller\n"
	    "program: other",
	    "f:3:1: duplicate key `program`; it is on line 2 already\n" },
	{ "name: Reseller Program", "name: &a Reseller Program",
	    "f:6:7: anchors are not allowed\n" },
};

static void mistakes_of_leads_have_their_place(void)
{
	CHECK(all_found(of_leads, ARRAY_LEN(of_leads)));
}

static void mistakes_of_commission_have_their_place(void)
{
	CHECK(all_found(of_commission, ARRAY_LEN(of_commission)));
}

/* What the reader of YAML finds and what the tables find, in one run. */
static void all_mistakes_are_told_at_once(void)
{
	static const struct mistake several[] = {
		{ "name: Reseller Program\ntype: reseller",
		    "name: &a R\ntype: dealer\ntype: reseller\ncoverag: [x]",
		    "f:6:7: anchors are not allowed\n"
		    "f:7:7: `type` cannot be `dealer`; known: reseller, "
		    "referral, technology, service\n"
		    "f:8:1: duplicate key `type`; it is on line 7 already\n"
		    "f:9:1: unknown key `coverag`; did you mean `coverage`?\n" },
		{ "weight: 60, steps: [a, b, c, d, e]", "weight: 61, steps: []",
		    "f:40:7: the weights add up to 101, not 100\n"
		    "f:40:55: `steps` has 0 entries; it takes 5, the worst "
		    "first\n" },
	};

	CHECK(all_found(several, ARRAY_LEN(several)));
}

/* A plain figure serves where there is one currency. */
static void one_currency_needs_no_names(void)
{
	static const char yaml[] =
	    "accord: 1\nprogram: p\nversion: \"1\"\nvalid_from: 2026-01-01\n"
	    "name: P\ntype: referral\nvendor: V\nentities:\n"
	    "  - {id: e, name: E, currency: JPY, countries: [default]}\n"
	    "products: [{id: a, name: A}]\nlevels: [{id: l, name: L}]\n"
	    "commission:\n  rules:\n    - id: a\n      tiers:\n"
	    "        steps: [{from: 0, rate: 7%}, {from: 5000, rate: 3%}]\n"
	    "    - {id: b, product: a, flat: 500}\npayout: {minimum: 10000}\n"
	    "...\n";
	const struct program *p;
	struct sample s;

	sample_read_text(&s, yaml);
	p = s.program;
	if (p == NULL)
		printf("# %s", buf_text(&s.printed));
	CHECK(p != NULL);
	CHECK(p->commission->rules[1].flat.n == 1);
	CHECK(p->commission->rules[1].flat.list[0].minor == 500);
	CHECK_STR(p->commission->rules[1].flat.list[0].currency, "JPY");
	CHECK(
	    p->commission->rules[0].tiers->steps[1].from.list[0].minor == 5000);
	CHECK(p->commission->rules[0].tiers->steps[1].ppm == 30000);
	CHECK(program_amount(&p->payout.minimum, "JPY")->minor == 10000);
	CHECK(program_amount(&p->payout.minimum, "EUR") == NULL);
	sample_done(&s);
}

int main(void)
{
	RUN(mistakes_of_leads_have_their_place);
	RUN(mistakes_of_commission_have_their_place);
	RUN(all_mistakes_are_told_at_once);
	RUN(one_currency_needs_no_names);
	return tap_done();
}
