/* tests/unit/test_program.c - mistakes in a program file, and where. */

#include "config.h"

#include "tests/mistakes.h"
#include "tests/tap.h"

static const struct mistake of_the_whole[] = {
	{ "accord: 1", "accord: 2",
	    "f:1:9: this version of Accord reads the format 1 only\n" },
	{ "accord: 1\n", "",
	    "f:1:1: `accord` is missing: version of this format: 1\n" },
	{ "program: reseller\n", "", "f:1:1: `program` is missing: its id\n" },
	{ "program: reseller", "program: Reseller",
	    "f:2:10: `Reseller` is no program id; write small letters, "
	    "digits and `-`, a letter first, at most 64\n" },
	{ "version: 2026-01", "version: a b",
	    "f:3:10: `a b` is no version; write letters, digits, `_`, "
	    "`-` and `.`, at most 64\n" },
	{ "valid_from: 2026-01-01", "valid_from: 2026-02-30",
	    "f:4:13: `2026-02-30` is not a date; write it like "
	    "2026-01-31\n" },
	{ "valid_from: 2026-01-01", "valid_from: 1.1.2026",
	    "f:4:13: `1.1.2026` is not a date; write it like "
	    "2026-01-31\n" },
	{ "valid_to: 2027-12-31", "valid_to: 2025-12-31",
	    "f:5:11: `valid_to` is before `valid_from`\n" },
	{ "name: Reseller Program", "name: \"\"", "f:6:7: `name` is empty\n" },
	{ "name: Reseller Program", "name:", "f:6:6: `name` has no value\n" },
	{ "name: Reseller Program", "name: [a]",
	    "f:6:7: `name` takes a single value, not a list\n" },
	{ "type: reseller", "type: resellr",
	    "f:7:7: `type` cannot be `resellr`; did you mean "
	    "`reseller`?\n" },
	{ "type: reseller", "type: vendor",
	    "f:7:7: `type` cannot be `vendor`; known: reseller, "
	    "referral, technology, service\n" },
	{ "vendor: Example", "vender: Example",
	    "f:1:1: `vendor` is missing: whose program it is\n"
	    "f:8:1: unknown key `vender`; did you mean `vendor`?\n" },
	{ "vendor: Example", "seller: Example",
	    "f:1:1: `vendor` is missing: whose program it is\n"
	    "f:8:1: unknown key `seller`; known: accord, program, "
	    "version, valid_from, valid_to, name, type, vendor, "
	    "entities, includes, coverage, fee ...\n" },
	{ "payout:", "payuot:",
	    "f:76:1: unknown key `payuot`; did you mean `payout`?\n" },
	{ "includes: [referral]", "includes: [refferal]",
	    "f:18:12: there is no program `refferal`; load it first, "
	    "or check both files together\n" },
	{ "includes: [referral]", "includes: [reseller]",
	    "f:18:12: a program does not include itself\n" },
	{ "includes: [referral]", "includes: [referral, referral]",
	    "f:18:22: `referral` is listed twice\n" },
	{ "includes: [referral]", "includes: referral",
	    "f:18:11: `includes` takes a list, not a single value\n" },
	{ "amount: \"100.50\", currency: EUR",
	    "amount: \"100.505\", currency: EUR",
	    "f:20:15: the amount has 3 decimals, but EUR has 2; write "
	    "it with at most 2\n" },
	{ "amount: \"100.50\", currency: EUR",
	    "amount: \"100.50\", currency: JPY",
	    "f:20:15: the amount has 2 decimals, but JPY has 0; write "
	    "it with at most 0\n" },
	{ "amount: \"100.50\"", "amount: \"-1\"",
	    "f:20:15: the amount is below zero\n" },
	{ "amount: \"100.50\"", "amount: many",
	    "f:20:15: `many` is not a number of this form; write it "
	    "like -1234.50\n" },
	{ "every: month", "every: week",
	    "f:20:47: `every` cannot be `week`; known: year, month, "
	    "once\n" },
	{ "months: 24", "months: 0",
	    "f:21:16: `months` is 0; it takes 1 to 120\n" },
	{ "months: 24", "months: two",
	    "f:21:16: `two` is not a whole number; write 1 to 120\n" },
	{ "auto_renew: no", "auto_renew: false",
	    "f:21:32: `false` is neither yes nor no\n" },
	{ "term: {months: 24, auto_renew: no, notice_days: 60}", "term: [12]",
	    "f:21:7: `term` takes a map of keys, not a list\n" },
	{ "term: {months: 24, auto_renew: no, notice_days: 60}", "term: 12",
	    "f:21:7: `term` takes a map of keys, not a single value\n" },
};

static const struct mistake of_entities[] = {
	{ "    currency: USD\n", "",
	    "f:10:5: `currency` is missing: what it bills and pays in\n" },
	{ "currency: USD", "currency: usd",
	    "f:12:15: `usd` is not a currency; write its code of ISO "
	    "4217, like USD\n" },
	{ "currency: USD", "currency: XYZ",
	    "f:12:15: `XYZ` is not a currency; write its code of ISO "
	    "4217, like EUR\n" },
	{ "[US, CA]", "[US, Canada]",
	    "f:13:21: `Canada` is not a country; write its code of ISO "
	    "3166 like CA, or default\n" },
	{ "[US, CA]", "[US, XX]",
	    "f:13:21: `XX` is not a country; write its code of ISO "
	    "3166 like ES, or default\n" },
	{ "[US, CA]", "[US, US]", "f:13:21: `US` is listed twice\n" },
	{ "[US, CA]", "[US, default]",
	    "f:17:63: `default` belongs to the entity in line 10\n" },
	{ "[US, CA]", "[]",
	    "f:13:16: `countries` has 0 entries; it takes at least 1\n" },
	{ "[default]", "[DE]",
	    "f:10:3: no entity has the country `default`; one must "
	    "catch the countries that are not listed\n" },
	{ "[default]", "[default, CA]",
	    "f:17:72: `CA` belongs to the entity in line 10\n" },
	{ "America/New_York", "America/Nowhere",
	    "f:14:15: `America/Nowhere` is not a time zone of this "
	    "system; write one like Europe/Madrid\n" },
	{ "[sat, sun]", "[sat, sunday]",
	    "f:15:20: unknown weekday `sunday`; known: mon, tue, wed, "
	    "thu, fri, sat, sun\n" },
	{ "[sat, sun]", "[mon, tue, wed, thu, fri, sat, sun]",
	    "f:15:14: `weekend` has 7 entries; it takes at most 6\n" },
	{ "[2026-12-25, 2026-07-03]", "[2026-12-25, 2026-12-25]",
	    "f:16:28: `2026-12-25` is listed twice\n" },
	{ "[2026-12-25, 2026-07-03]", "[12-25]",
	    "f:16:16: `12-25` is not a date; write it like 2026-01-31\n" },
	{ "{id: eu,", "{id: us,",
	    "f:17:10: the id `us` is taken in line 10\n" },
	{ "  - {id: eu, name: Example Europe, currency: EUR, "
	  "countries: [default]}",
	    "  - eu",
	    "f:10:3: no entity has the country `default`; one must "
	    "catch the countries that are not listed\n"
	    "f:17:5: each of `entities` is a map of keys\n" },
};

static const struct mistake of_lists[] = {
	{ "id: support.gold", "id: support",
	    "f:24:10: the id `support` is taken in line 23\n"
	    "f:69:16: unknown product `support.gold`; known: support, "
	    "services\n" },
	{ "id: support.gold", "id: support..gold",
	    "f:24:10: `support..gold` has an empty part; write it like "
	    "`a.b`\n"
	    "f:69:16: unknown product `support.gold`; known: support, "
	    "services\n" },
	{ "{support: 15%", "{suport: 15%",
	    "f:26:13: unknown product `suport`; did you mean "
	    "`support`?\n" },
	{ "{support: 15%", "{support: 115%",
	    "f:26:22: `115%` is more than 100%\n" },
	{ "{support: 15%", "{support: 15",
	    "f:26:22: `15` is not a rate; write a percentage with its "
	    "sign, like 7.5%\n" },
	{ "{support: 15%", "{support: 15.00001%",
	    "f:26:22: `15.00001%` has more than 4 decimals; 0.0001% is "
	    "the smallest step of a rate\n" },
	{ "certified_people: 3", "certified_peple: 3",
	    "f:29:39: unknown measure `certified_peple`; did you mean "
	    "`certified_people`?\n" },
	{ "certified_people: 3", "certified_people: 0",
	    "f:29:57: `certified_people` is 0; it takes 1 to 1000000\n" },
	{ "{id: gold, name: Gold, requires", "{id: gold, nmae: Gold, requires",
	    "f:29:5: `name` is missing: as shown\n"
	    "f:29:16: unknown key `nmae`; did you mean `name`?\n" },
	{ "{id: gold, name: Gold, requires: {certified_people: 3}}",
	    "{id: registered, name: Again}",
	    "f:29:10: the id `registered` is taken in line 28\n"
	    "f:63:43: unknown level `gold`; known: registered\n" },
	{ "kind: fee", "kind: free",
	    "f:43:32: `kind` cannot be `free`; did you mean `fee`?\n" },
	{ "kind: check, check: page", "kind: check, check: pge",
	    "f:44:48: unknown check `pge`; did you mean `page`?\n" },
	{ "kind: check, check: page", "kind: check",
	    "f:44:5: `check` is missing: the kind is check\n" },
	{ "kind: fee", "kind: fee, check: page",
	    "f:43:37: `check` goes with the kind check, not with fee\n" },
	{ "{id: fee, name: Fee, kind: fee}", "{id: page, name: P, kind: fee}",
	    "f:43:10: `page` is the id of a check at activation; a "
	    "requirement of that id must be about it\n"
	    "f:44:10: the id `page` is taken in line 43\n" },
	{ "kind: fee", "kind: fee, then: fine",
	    "f:43:43: `then` cannot be `fine`; known: suspend, downgrade, "
	    "warn\n" },
	{ "kind: fee", "kind: fee, levels: [gld]",
	    "f:43:46: unknown level `gld`; did you mean `gold`?\n" },
	{ "template: order-form", "template: Order Form",
	    "f:48:50: `Order Form` is no id; write small letters, "
	    "digits, `_` and `-`, a letter first, at most 64\n" },
	{ "sign: yes", "sign: yes, on: signature",
	    "f:48:77: `on` cannot be `signature`; known: approval, "
	    "activation\n" },
	{ "task: yes", "task: maybe",
	    "f:46:34: `maybe` is neither yes nor no\n" },
};

static const struct mistake of_applications[] = {
	{ "first_touch_days: 3", "first_touch_days: -1",
	    "f:31:21: `-1` is not a whole number; write 1 to 3650\n" },
	{ "first_touch_days: 3", "first_touch_days: 99999",
	    "f:31:21: `first_touch_days` is 99999; it takes 1 to 3650\n" },
	{ "first_touch_days: 3", "first_tuch_days: 3",
	    "f:31:3: unknown key `first_tuch_days`; did you mean "
	    "`first_touch_days`?\n" },
	{ "[company, country, website]", "[company, web_site, contry]",
	    "f:32:23: unknown field `web_site`; did you mean "
	    "`website`?\n"
	    "f:32:33: unknown field `contry`; did you mean `country`?\n" },
	{ "[company, country, website]", "[company, program]",
	    "f:32:23: unknown field `program`; known: company, "
	    "country, state, city, website, level, contact_name, "
	    "contact_email, contact_phone, technical_name, "
	    "technical_email, registry_number ...\n" },
	{ "id: page, name: Page, when", "id: screening, name: Page, when",
	    "f:35:12: the id `screening` is taken in line 34\n"
	    "f:44:48: unknown check `page`; known: screening\n" },
	{ "when: activation", "when: later",
	    "f:35:36: `when` cannot be `later`; known: application, "
	    "activation\n" },
	{ "hold_from: 40", "hold_from: 80",
	    "f:38:16: `hold_from` (80) is above `approve_from` (70)\n" },
	{ "approve_from: 70", "approve_from: 101",
	    "f:37:19: `approve_from` is 101; it takes 0 to 100\n" },
	{ "weight: 60", "weight: 50",
	    "f:40:7: the weights add up to 90, not 100\n" },
	{ "weight: 60", "weight: many",
	    "f:40:44: `many` is not a whole number; write 1 to 100\n" },
	{ "steps: [a, b, c, d, e]", "steps: [a, b, c, d]",
	    "f:40:55: `steps` has 4 entries; it takes 5, the worst "
	    "first\n" },
	{ "steps: [a, b, c, d, e]", "steps: [a, b, c, d, d]", "" },
	{ "id: sales, name: Sales, weight: 40",
	    "id: skills, name: Sales, weight: 40",
	    "f:41:14: the id `skills` is taken in line 40\n" },
	{ "  scorecard:\n"
	  "    approve_from",
	    "  scorecrad:\n"
	    "    approve_from",
	    "f:36:3: unknown key `scorecrad`; did you mean "
	    "`scorecard`?\n" },
};

static void mistakes_of_the_whole_have_their_place(void)
{
	CHECK(all_found(of_the_whole, ARRAY_LEN(of_the_whole)));
}

static void mistakes_of_entities_have_their_place(void)
{
	CHECK(all_found(of_entities, ARRAY_LEN(of_entities)));
}

static void mistakes_of_lists_have_their_place(void)
{
	CHECK(all_found(of_lists, ARRAY_LEN(of_lists)));
}

static void mistakes_of_applications_have_their_place(void)
{
	CHECK(all_found(of_applications, ARRAY_LEN(of_applications)));
}

static void the_sample_is_clean(void)
{
	struct sample s;
	bool clean;

	sample_read(&s, "", "");
	clean = s.program != NULL && s.problems.n == 0;
	sample_done(&s);
	CHECK(clean);
}

int main(void)
{
	RUN(the_sample_is_clean);
	RUN(mistakes_of_the_whole_have_their_place);
	RUN(mistakes_of_entities_have_their_place);
	RUN(mistakes_of_lists_have_their_place);
	RUN(mistakes_of_applications_have_their_place);
	return tap_done();
}
