/* tests/unit/test_template.c - templates and the documents made of them. */

#include "config.h"

#include "domain/template.h"

#include "domain/document.h"
#include "io/datadir.h"
#include "tests/program_sample.h"
#include "tests/tap.h"

static const char *value(void *arg UNUSED, const char *name)
{
	if (strcmp(name, "company") == 0)
		return "Acme {{fee}} {{{{ Ltd";
	if (strcmp(name, "empty") == 0)
		return "";
	if (strcmp(name, "lines") == 0)
		return "  - a\n  - b";
	return NULL;
}

static void fields_are_filled_in_once(void)
{
	static const struct {
		const char *body, *want;
	} cases[] = {
		{ "", "" },
		{ "plain } text }}\n", "plain } text }}\n" },
		{ "{{company}}", "Acme {{fee}} {{{{ Ltd" },
		{ "{{company}}{{empty}}.", "Acme {{fee}} {{{{ Ltd." },
		{ "<{{lines}}>\n", "<  - a\n  - b>\n" },
		{ "{{{{company}}", "{{company}}" },
		{ "{{{{{{empty}}}}", "{{}}" },
		{ "a { b } {c}", "a { b } {c}" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf out = BUF_INIT;
		struct err err;

		CHECK(template_expand(cases[i].body, value, NULL, &out, &err));
		CHECK_STR(buf_text(&out), cases[i].want);
		buf_done(&out);
	}
}

static void mistakes_name_their_line(void)
{
	static const struct {
		const char *body, *want;
	} cases[] = {
		{ "a\n{{fee}}\n",
		    "The template has an unknown field {{fee}} in line 2; "
		    "accord-programs(5) lists the fields." },
		{ "a\n\n b {{company",
		    "The braces in line 3 of the template have no end; write "
		    "a field like {{company}}." },
		{ "{{Company}}",
		    "The braces in line 1 of the template have no end; write "
		    "a field like {{company}}." },
		{ "{{}}",
		    "The braces in line 1 of the template have no end; write "
		    "a field like {{company}}." },
		{ "{{ company }}",
		    "The braces in line 1 of the template have no end; write "
		    "a field like {{company}}." },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf out = BUF_INIT;
		struct err err;
		bool ok =
		    template_expand(cases[i].body, value, NULL, &out, &err);

		buf_done(&out);
		CHECK(!ok && err.kind == ERR_INVALID);
		CHECK_STR(err.text, cases[i].want);
	}
}

static void all_mistakes_have_their_place(void)
{
	struct arena a = ARENA_INIT;
	struct problems problems = { .arena = &a, .file = "t.txt" };
	struct buf out = BUF_INIT;

	document_check("To {{compny}},\n{{vendor}} {{nonsense_field}}\n"
		       "  {{contact_name}\n{{{{ {{date}}\n",
	    &problems);
	problems_print(&problems, &out);
	CHECK_STR(buf_text(&out),
	    "t.txt:1:4: unknown field `compny`; did you mean `company`?\n"
	    "t.txt:2:12: unknown field `nonsense_field`; "
	    "accord-programs(5) lists the fields\n"
	    "t.txt:3:3: the braces have no end; write a field like "
	    "{{company}}, and {{{{ for the braces\n");
	buf_done(&out);
	arena_done(&a);
}

static struct document_facts facts_of(
    const struct program *p, struct application_data *data)
{
	fields_init(&application_fields, data);
	data->company = "Acme {{fee}} Ltd";
	data->country = "GB";
	data->contact_name = "Ann Example";
	return (struct document_facts){
		.program = p,
		.terms = p,
		.entity = program_entity(p, "GB"),
		.level = &p->levels[0],
		.data = data,
		.application = 12,
		.partner = 7,
		.date = date_of(2026, 3, 2),
	};
}

static void fields_say_what_the_program_says(void)
{
	static const struct {
		const char *field, *want;
	} cases[] = {
		{ "vendor", "Example Vendor" },
		{ "entity", "Example Europe" },
		{ "currency", "EUR" },
		{ "program", "Reseller Program" },
		{ "level", "Registered" },
		{ "company", "Acme {{fee}} Ltd" },
		{ "country", "United Kingdom" },
		{ "contact_name", "Ann Example" },
		{ "technical_name", "-" },
		{ "date", "2026-03-02" },
		{ "application_id", "A-12" },
		{ "partner_id", "P-7" },
		{ "term_months", "24" },
		{ "renewal",
		    "It ends after its term and is renewed only by a new "
		    "Order Form." },
		{ "fee", "100.50 EUR a month" },
		{ "coverage", "national, worldwide" },
		{ "benefits", "  - Logo" },
		{ "requirements", "  - Fee\n  - Page" },
		{ "discounts", "  - Support: 15%\n  - Services: 7.5%" },
		{ "commission",
		    "  - All products: 1%\n  - Support, first year: 10%\n"
		    "  - Services: 45.00 EUR each\n"
		    "  - Gold support: 5% to 3% by volume" },
		{ "hold_days", "14" },
		{ "payout", "half-year" },
		{ "minimum_payout", "90.00 EUR" },
		{ "protection_days", "60" },
	};
	struct application_data data;
	struct document_facts facts;
	struct sample s;

	sample_read(&s, "", "");
	CHECK(s.program != NULL);
	facts = facts_of(s.program, &data);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf out = BUF_INIT;
		struct err err;

		CHECK(document_render(
		    arena_fmt(&s.arena, "{{%s}}", cases[i].field), &facts, &out,
		    &err));
		CHECK_STR(buf_text(&out), cases[i].want);
		buf_done(&out);
	}
	sample_done(&s);
}

/* Each field gives something, with and without terms. */
static void every_field_has_a_text(void)
{
	struct application_data data;
	struct document_facts facts;
	struct sample s;

	sample_read(&s, "", "");
	CHECK(s.program != NULL);
	facts = facts_of(s.program, &data);
	for (size_t i = 0; i < 2 * n_document_fields; i++) {
		const struct document_field *f =
		    &document_fields[i % n_document_fields];
		const char *text;

		if (i == n_document_fields)
			facts.terms = NULL;
		text = f->text(&facts, &s.arena);
		CHECK(text != NULL && text[0] != '\0');
	}
	sample_done(&s);
}

static void the_shipped_templates_expand(void)
{
	static const char *const names[] = { "order-form",
		"partner-agreement" };
	struct application_data data;
	struct document_facts facts;
	struct sample s;

	sample_read(&s, "", "");
	CHECK(s.program != NULL);
	facts = facts_of(s.program, &data);
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *path = datadir_path(
		    arena_fmt(&s.arena, "templates/%s.txt", names[i]),
		    &s.arena);
		const char *body = sample_file(path, &s.arena);
		struct problems problems = { .arena = &s.arena, .file = path };
		struct buf out = BUF_INIT;
		struct err err;

		CHECK(body != NULL);
		document_check(body, &problems);
		CHECK(problems.n == 0);
		CHECK(document_render(body, &facts, &out, &err));
		CHECK(strstr(buf_text(&out), "Acme {{fee}} Ltd") != NULL);
		CHECK(strstr(buf_text(&out), "Example Europe") != NULL);
		CHECK(strstr(buf_text(&out), "  - Logo") != NULL);
		buf_done(&out);
	}
	sample_done(&s);
}

int main(void)
{
	RUN(fields_are_filled_in_once);
	RUN(mistakes_name_their_line);
	RUN(all_mistakes_have_their_place);
	RUN(fields_say_what_the_program_says);
	RUN(every_field_has_a_text);
	RUN(the_shipped_templates_expand);
	return tap_done();
}
