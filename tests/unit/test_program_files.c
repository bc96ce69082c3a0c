/* tests/unit/test_program_files.c - the shipped programs, defaults, printing.
 */

#include "config.h"

#include "io/datadir.h"
#include "io/yaml.h"
#include "tests/program_sample.h"
#include "tests/tap.h"

static const char *const shipped[] = { "referral", "reseller", "service",
	"technology" };

/* The least that a program says. */
static const char LEAST[] =
    "accord: 1\nprogram: least\nversion: 2026-01\nvalid_from: 2026-01-01\n"
    "name: Least\ntype: service\nvendor: Example\nentities:\n"
    "  - {id: one, name: One, currency: USD, countries: [default]}\n"
    "products:\n  - {id: a, name: A}\nlevels:\n  - {id: l, name: L}\n...\n";

static const char *shipped_text(const char *name, struct arena *a)
{
	return sample_file(
	    datadir_path(arena_fmt(a, "programs/%s.yaml", name), a), a);
}

static void the_shipped_programs_are_clean(void)
{
	struct arena a = ARENA_INIT;

	for (size_t i = 0; i < ARRAY_LEN(shipped); i++) {
		const char *text = shipped_text(shipped[i], &a);
		struct sample s;
		bool clean;

		CHECK(text != NULL);
		sample_read_text(&s, text);
		clean = s.program != NULL &&
		    strcmp(s.program->id, shipped[i]) == 0 &&
		    strcmp(s.program->type, shipped[i]) == 0;
		printf("# %s%s", shipped[i],
		    s.problems.n > 0 ? ":\n" : " is clean\n");
		fputs(buf_text(&s.printed), stdout);
		sample_done(&s);
		CHECK(clean);
	}
	arena_done(&a);
}

/* A cut file may say something quite different: no fee, no cap, no rule. */
static void a_cut_program_is_refused_at_every_byte(void)
{
	struct arena file = ARENA_INIT;

	for (size_t i = 0; i < ARRAY_LEN(shipped); i++) {
		const char *text = shipped_text(shipped[i], &file);
		size_t len;

		CHECK(text != NULL);
		len = strlen(text);
		while (len > 0 && text[len - 1] != '.')
			len--;
		for (size_t cut = 0; cut < len; cut++) {
			struct arena a = ARENA_INIT;
			struct problems problems = { .arena = &a, .file = "f" };
			struct node *root;
			bool ok = yaml_read(text, cut, &yaml_program_limits, &a,
			    &problems, &root);

			arena_done(&a);
			CHECK(!ok && root == NULL);
		}
	}
	arena_done(&file);
}

/* The file that is printed says the same, and prints as itself. */
static void check_round_trip(const char *yaml)
{
	struct buf once = BUF_INIT, twice = BUF_INIT;
	struct sample s, again;
	bool clean;

	sample_read_text(&s, yaml);
	CHECK(s.program != NULL);
	program_print(s.program, s.root, &once);
	sample_read_text(&again, buf_text(&once));
	clean = again.program != NULL;
	if (clean)
		program_print(again.program, again.root, &twice);
	else
		fputs(buf_text(&again.printed), stdout);
	CHECK(clean);
	CHECK_STR(buf_text(&twice), buf_text(&once));
	CHECK(strcmp(once.s + once.len - 5, "\n...\n") == 0);
	sample_done(&s);
	sample_done(&again);
	buf_done(&once);
	buf_done(&twice);
}

static void printing_fills_in_and_reads_back(void)
{
	struct arena a = ARENA_INIT;
	struct sample s;

	for (size_t i = 0; i < ARRAY_LEN(shipped) && !tap_bad; i++) {
		CHECK(shipped_text(shipped[i], &a) != NULL);
		check_round_trip(shipped_text(shipped[i], &a));
	}
	check_round_trip(LEAST);
	sample_read(&s, "name: Gold support",
	    "name: \"Gold: \\\"24\\u00d77\\\" # \\\\ [a, b] \"");
	check_round_trip(buf_text(&s.yaml));
	sample_done(&s);
	arena_done(&a);
}

/* What has a table prints in its order, with each default. */
static void the_least_program_prints_all_defaults(void)
{
	static const char *const lines[] = { "fee:\n  amount: 0\n  currency: "
					     "USD\n  every: year\n",
		"    timezone: UTC\n    weekend: [sat, sun]\n"
		"    holidays: []\n",
		"term:\n  months: 12\n  auto_renew: yes\n  notice_days: 30\n",
		"  first_touch_days: 2\n  decision_days: 10\n"
		"  information_days: 30\n  reapply_days: 180\n"
		"  approvals: 1\n  required: [company, country, contact_name, "
		"contact_email]\n  checks: []\n  scorecard:\n"
		"    approve_from: 65\n    hold_from: 50\n    criteria: []\n",
		"leads:\n  decision_days: 3\n  protection_days: 90\n"
		"  protection_from: acceptance\n  extension_days: 60\n"
		"  extensions: 1\n  hard_stop_days: 180\n  open_cap: 25\n",
		"    proposal:\n      name: Proposal\n      probability: 60%\n",
		"payout:\n  every: quarter\n  pay_within_days: 45\n"
		"  dispute_days: 15\n  minimum: 0\n  needs: []\n"
		"  forfeit_months: 0\n...\n",
		"includes: []\ncoverage: []\n", "discounts: {}\n",
		"  lead_lost:\n    - id: price\n" };
	struct buf out = BUF_INIT;
	struct sample s;

	sample_read_text(&s, LEAST);
	CHECK(s.program != NULL);
	program_print(s.program, s.root, &out);
	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		if (strstr(buf_text(&out), lines[i]) == NULL)
			printf("# not there: %s\n", lines[i]);
		CHECK(strstr(buf_text(&out), lines[i]) != NULL);
	}
	CHECK(strstr(buf_text(&out), "commission:") == NULL);
	CHECK(strstr(buf_text(&out), "valid_to:") == NULL);
	sample_done(&s);
	buf_done(&out);
}

static void the_least_program_has_all_defaults(void)
{
	const struct program *p;
	struct sample s;

	sample_read_text(&s, LEAST);
	p = s.program;
	CHECK(p != NULL);
	CHECK(p->valid_to == DATE_NONE && p->commission == NULL);
	CHECK(p->entities[0].weekend == WEEKEND_SAT_SUN);
	CHECK_STR(p->entities[0].timezone, "UTC");
	CHECK(p->fee_minor == 0 && strcmp(p->fee_currency, "USD") == 0);
	CHECK(p->term_months == 12 && p->auto_renew && p->notice_days == 30);
	CHECK(p->application.decision_days == 10);
	CHECK(p->application.approve_from == 65);
	CHECK(p->application.n_required == 4);
	CHECK(program_checks_at_application(p) == 0);
	CHECK(p->leads.hard_stop_days == 180 && p->leads.n_required == 9);
	CHECK(p->leads.stages[STAGE_PROPOSAL].ppm == 600000);
	CHECK(p->payout.every == PAYOUT_QUARTER && p->payout.n_needs == 0);
	CHECK(program_amount(&p->payout.minimum, "USD")->minor == 0);
	for (size_t i = 0; i < REASONS; i++) {
		const struct program_reason *other =
		    program_reason(p, (enum reason_for)i, "other");

		CHECK(other != NULL && other->text != NULL);
		CHECK(p->reasons[i].n <= 10);
	}
	sample_done(&s);
}

static void the_sample_reads_into_its_struct(void)
{
	const struct program_commission *c;
	const struct program *p;
	struct sample s;

	sample_read(&s, "", "");
	p = s.program;
	CHECK(p != NULL);
	CHECK(p->entities[0].holidays[0] == date_of(2026, 7, 3));
	CHECK(p->fee_minor == 10050 && strcmp(p->fee_currency, "EUR") == 0);
	CHECK(!p->auto_renew && p->discounts[1].ppm == 75000);
	CHECK(p->levels[1].requires[0].at_least == 3);
	CHECK(program_check(p, "page")->when == CHECK_ACTIVATION);
	CHECK_STR(program_criterion(p, "sales")->steps[4], "e");
	CHECK_STR(program_entity(p, "CA")->id, "us");
	CHECK_STR(program_entity(p, "FR")->id, "eu");
	CHECK(program_entity_by_id(p, "asia") == NULL);
	CHECK(p->reasons[REASON_DECLINE].n == 2);
	CHECK_STR(program_reason(p, REASON_DECLINE, "other")->text, "");
	CHECK_STR(p->leads.stages[STAGE_QUALIFIED].name, "Checked");
	c = p->commission;
	CHECK(c->rate_from == RATE_INVOICE);
	CHECK(c->renewal_rate_from == RATE_INVOICE); /* follows */
	CHECK(c->rules[0].when == WHEN_ANY && c->rules[0].product == NULL);
	CHECK(c->rules[1].when == WHEN_FIRST_YEAR);
	CHECK(c->rules[3].pays == PAYS_FLAT);
	CHECK(c->rules[3].cap->per == CAP_CUSTOMER);
	CHECK(program_amount(&c->rules[3].cap->amount, "EUR")->minor == 45000);
	CHECK(c->rules[4].pays == PAYS_TIERS);
	CHECK(c->rules[4].tiers->kind == TIER_RETROACTIVE);
	CHECK(program_rule_depth(&c->rules[0], "services") == 0);
	CHECK(program_rule_depth(&c->rules[1], "support.gold") == 1);
	CHECK(program_rule_depth(&c->rules[4], "support.gold") == 2);
	CHECK(program_rule_depth(&c->rules[4], "support") == -1);
	CHECK(program_rule_depth(&c->rules[1], "supportive") == -1);
	sample_done(&s);
}

/* What the guide and the review screens count on. */
static void the_reseller_program_has_what_it_should(void)
{
	static const int weights[] = { 25, 20, 20, 15, 10, 10 };
	const struct program_check *screening;
	struct arena a = ARENA_INIT;
	const struct program *p;
	struct sample s;

	CHECK(shipped_text("reseller", &a) != NULL);
	sample_read_text(&s, shipped_text("reseller", &a));
	p = s.program;
	CHECK(p != NULL);
	CHECK(program_checks_at_application(p) == 3);
	screening = program_check(p, "screening");
	CHECK(screening->evidence && screening->recheck_days == 90);
	CHECK(program_check(p, "web_page")->when == CHECK_ACTIVATION);
	CHECK(p->application.approvals == 1);
	CHECK(p->application.n_criteria == ARRAY_LEN(weights));
	for (size_t i = 0; i < ARRAY_LEN(weights); i++)
		CHECK(p->application.criteria[i].weight == weights[i]);
	CHECK_STR(program_entity(p, "US")->currency, "USD");
	CHECK_STR(program_entity(p, "ES")->currency, "EUR");
	CHECK_STR(p->includes[0], "referral");
	CHECK(p->n_documents == 2 && p->documents[0].sign);
	CHECK(p->n_coverage == 2);
	sample_done(&s);
	arena_done(&a);
}

int main(void)
{
	RUN(the_shipped_programs_are_clean);
	RUN(a_cut_program_is_refused_at_every_byte);
	RUN(printing_fills_in_and_reads_back);
	RUN(the_least_program_prints_all_defaults);
	RUN(the_least_program_has_all_defaults);
	RUN(the_sample_reads_into_its_struct);
	RUN(the_reseller_program_has_what_it_should);
	return tap_done();
}
