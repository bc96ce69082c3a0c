/* tests/program_sample.c - a program file that uses every key. */

#include "config.h"

#include "tests/program_sample.h"

#include <stdlib.h>
#include <string.h>

#include "io/file.h"
#include "io/yaml.h"

const char *const sample_lines[] = {
	"accord: 1",
	"program: reseller",
	"version: 2026-01",
	"valid_from: 2026-01-01",
	"valid_to: 2027-12-31",
	"name: Reseller Program",
	"type: reseller",
	"vendor: Example Vendor",
	"entities:",
	"  - id: us",
	"    name: Example USA",
	"    currency: USD",
	"    countries: [US, CA]",
	"    timezone: America/New_York",
	"    weekend: [sat, sun]",
	"    holidays: [2026-12-25, 2026-07-03]",
	"  - {id: eu, name: Example Europe, currency: EUR, countries: [default]}",
	"includes: [referral]",
	"coverage: [national, worldwide]",
	"fee: {amount: \"100.50\", currency: EUR, every: month}",
	"term: {months: 24, auto_renew: no, notice_days: 60}",
	"products:",
	"  - {id: support, name: Support}",
	"  - {id: support.gold, name: Gold support}",
	"  - {id: services, name: Services}",
	"discounts: {support: 15%, services: 7.5%}",
	"levels:",
	"  - {id: registered, name: Registered}",
	"  - {id: gold, name: Gold, requires: {certified_people: 3}}",
	"application:",
	"  first_touch_days: 3",
	"  required: [company, country, website]",
	"  checks:",
	"    - {id: screening, name: Screening, evidence: yes, recheck_days: 90}",
	"    - {id: page, name: Page, when: activation}",
	"  scorecard:",
	"    approve_from: 70",
	"    hold_from: 40",
	"    criteria:",
	"      - {id: skills, name: Skills, weight: 60, steps: [a, b, c, d, e]}",
	"      - {id: sales, name: Sales, weight: 40, steps: [a, b, c, d, e]}",
	"requirements:",
	"  - {id: fee, name: Fee, kind: fee}",
	"  - {id: page, name: Page, kind: check, check: page, grace_days: 10}",
	"benefits:",
	"  - {id: logo, name: Logo, task: yes}",
	"documents:",
	"  - {id: order_form, name: Order Form, template: order-form, sign: yes}",
	"leads:",
	"  protection_days: 60",
	"  required: [customer, domain]",
	"  stages: {qualified: {name: Checked, probability: 35%}}",
	"reasons:",
	"  decline:",
	"    - {id: far, name: Too far, text: \"Too far.\"}",
	"    - {id: other, name: Other}",
	"commission:",
	"  rate_from: invoice",
	"  hold_days: 14",
	"  rules:",
	"    - {id: all, rate: 1%}",
	"    - {id: first, product: support, when: first_year, rate: 10%}",
	"    - {id: gold, product: support, level: gold, rate: 12.5%}",
	"    - id: flat",
	"      product: services",
	"      flat: {USD: \"50.00\", EUR: \"45.00\"}",
	"      cap: {per: customer, amount: {USD: \"500\", EUR: \"450\"}}",
	"    - id: tiers",
	"      product: support.gold",
	"      tiers:",
	"        kind: retroactive",
	"        per: year",
	"        steps:",
	"          - {from: \"0\", rate: 5%}",
	"          - {from: {USD: \"1000\", EUR: \"900\"}, rate: 3%}",
	"payout:",
	"  every: half_year",
	"  minimum: {USD: \"100.00\", EUR: \"90.00\"}",
	"  needs: [bank_details]",
	"...",
	NULL,
};

static bool only_referral(void *arg UNUSED, const char *id)
{
	return strcmp(id, "referral") == 0;
}

void sample_read_text(struct sample *s, const char *yaml)
{
	bool clean;

	*s = (struct sample){ .root = NULL };
	s->problems = (struct problems){ .arena = &s->arena, .file = "f" };
	buf_add(&s->yaml, yaml);
	clean = yaml_read(yaml, strlen(yaml), &yaml_program_limits, &s->arena,
	    &s->problems, &s->root);
	if (s->root != NULL &&
	    !program_read(s->root, &s->arena, only_referral, NULL, &s->problems,
		&s->program))
		clean = false;
	if (!clean)
		s->program = NULL;
	problems_sort(&s->problems);
	problems_print(&s->problems, &s->printed);
}

void sample_read(struct sample *s, const char *old, const char *new)
{
	struct buf whole = BUF_INIT, text = BUF_INIT;
	const char *at;

	for (size_t i = 0; sample_lines[i] != NULL; i++)
		buf_fmt(&whole, "%s\n", sample_lines[i]);
	at = strstr(whole.s, old);
	if (at == NULL)
		abort(); /* the test is wrong */
	buf_addn(&text, whole.s, (size_t)(at - whole.s));
	buf_add(&text, new);
	buf_add(&text, at + strlen(old));
	sample_read_text(s, buf_text(&text));
	buf_done(&whole);
	buf_done(&text);
}

void sample_done(struct sample *s)
{
	buf_done(&s->yaml);
	buf_done(&s->printed);
	arena_done(&s->arena);
}

const char *sample_file(const char *path, struct arena *a)
{
	const char *text;
	size_t len;
	struct err err;

	return file_read(path, 1 << 20, a, &text, &len, &err) ? text : NULL;
}
