/* tests/unit/test_filter.c - the filter language. */

#include "config.h"

#include "base/buf.h"
#include "query/list.h"
#include "tests/tap.h"

static struct arena arena;
static struct err err;

static const struct filter_context context = { .user = "ana",
	.today = 20000 /* 2024-10-04 */ };

/* The condition, with each parameter's value in its place. */
static const char *shown(const char *text)
{
	const struct filter *f;
	struct buf b = BUF_INIT;

	if (!filter_parse(&list_applications, text, &context, &arena, &f, &err))
		return arena_fmt(&arena, "ERROR %s", err.text);
	for (const char *s = f->where; *s != '\0'; s++) {
		struct value v;
		char *end;

		if (*s != '?') {
			buf_addc(&b, *s);
			continue;
		}
		v = f->values[strtol(s + 1, &end, 10) - FILTER_FIRST];
		buf_fmt(&b, v.type == VALUE_TEXT ? "'%s'" : "%s",
		    value_text(v, &arena));
		s = end - 1;
	}
	return buf_take(&b, &arena);
}

static const struct {
	const char *text, *want;
} terms[] = {
	{ "", "" },
	{ "   ", "" },
	{ "status:draft", "(coalesce(a.status, '') = 'draft')" },
	{ "STATUS:Draft", "(coalesce(a.status, '') = 'draft')" },
	{ "status:pending",
	    "(coalesce(a.status, '') IN ('submitted', 'in_review', "
	    "'info_requested', 'on_hold'))" },
	{ "status:draft,approved",
	    "(coalesce(a.status, '') = 'draft' OR coalesce(a.status, '') = 'approved')" },
	{ "-status:draft", "(coalesce(a.status, '') = 'draft') IS NOT TRUE" },
	{ "country:ES,prt",
	    "(coalesce(a.country, '') = 'ES' OR coalesce(a.country, '') = 'PT')" },
	{ "country:\"united states\"", "(coalesce(a.country, '') = 'US')" },
	{ "id:A-12", "(a.id = 12)" },
	{ "id:a-12", "(a.id = 12)" },
	{ "id>=12", "(a.id >= 12)" },
	{ "company:Société", "(a.sort_name LIKE '%societe%' ESCAPE '\\')" },
	{ "company=Société", "(a.sort_name = 'societe')" },
	{ "company:\"two  words\"",
	    "(a.sort_name LIKE '%two words%' ESCAPE '\\')" },
	{ "company:50%_\\", "(a.sort_name LIKE '%50\\%\\_\\\\%' ESCAPE '\\')" },
	{ "company:-", "(coalesce(a.sort_name, '') = '')" },
	{ "company:\"-\"", "(a.sort_name LIKE '%-%' ESCAPE '\\')" },
	{ "city:Köln",
	    "((lower(a.city) LIKE '%köln%' ESCAPE '\\' OR a.city "
	    "LIKE '%Köln%' ESCAPE '\\'))" },
	{ "city=Köln", "(a.city = 'Köln')" },
	{ "claimed_by:me", "(coalesce(a.claimed_by, '') = 'ana')" },
	{ "claimed_by:\"me\"", "(coalesce(a.claimed_by, '') = 'me')" },
	{ "claimed_by:-", "(coalesce(coalesce(a.claimed_by, ''), '') = '')" },
	{ "-claimed_by:-",
	    "(coalesce(coalesce(a.claimed_by, ''), '') = '') IS NOT TRUE" },
	{ "program:reseller", "(coalesce(a.program, '') = 'reseller')" },
	{ "score>=65", "(a.score >= 65)" },
	{ "partner:P-3",
	    "(EXISTS (SELECT 1 FROM partner p WHERE p.id = a.partner AND "
	    "a.partner = 3))" },
	{ "partner:-",
	    "(NOT EXISTS (SELECT 1 FROM partner p WHERE p.id = a.partner AND "
	    "1 = 1))" },
	{ "partner:Acme",
	    "(EXISTS (SELECT 1 FROM partner p WHERE p.id = a.partner AND "
	    "((SELECT coalesce(p.ref, 'P-' || p.id) FROM partner p WHERE "
	    "p.id = a.partner) = 'Acme' OR p.sort_name LIKE '%acme%' ESCAPE "
	    "'\\')))" },
	{ "batch:B-1", "(a.batch = 1)" },
	{ "batch:-", "(a.batch IS NULL)" },
	{ "consent:yes", "(a.consent = 1)" },
	{ "consent:NO", "(a.consent = 0)" },
	{ "consent:-", "(a.consent IS NULL)" },
	{ "acme", "(a.search LIKE '%acme%' ESCAPE '\\')" },
	{ "-Acme corp",
	    "(a.search LIKE '%acme%' ESCAPE '\\') IS NOT TRUE AND "
	    "(a.search LIKE '%corp%' ESCAPE '\\')" },
	{ "\"status:draft\"", "(a.search LIKE '%status:draft%' ESCAPE '\\')" },
	{ "-", "(a.search LIKE '%-%' ESCAPE '\\')" },
	{ "x  status:draft  y",
	    "(a.search LIKE '%x%' ESCAPE '\\') AND "
	    "(coalesce(a.status, '') = 'draft') AND "
	    "(a.search LIKE '%y%' ESCAPE '\\')" },
};

static void terms_become_conditions(void)
{
	for (size_t i = 0; i < ARRAY_LEN(terms); i++)
		CHECK_STR(shown(terms[i].text), terms[i].want);
}

static void numbers_and_days(void)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "employees>10", "(a.employees > 10)" },
		{ "employees:-", "(a.employees IS NULL)" },
		{ "employees:10..20",
		    "((a.employees >= 10 AND a.employees <= 20))" },
		{ "employees:10..", "((a.employees >= 10))" },
		{ "employees:..20", "((a.employees <= 20))" },
		{ "founded:2001,2002",
		    "(a.founded = 2001 OR a.founded = 2002)" },
		{ "due<=2026-01-01", "(a.due <= 20454)" },
		{ "due:today", "(a.due = 20000)" },
		{ "due<+7", "(a.due < 20007)" },
		{ "due:2026-01", "((a.due >= 20454 AND a.due <= 20484))" },
		{ "due:2026-Q1", "((a.due >= 20454 AND a.due <= 20543))" },
		{ "due>2026", "(a.due > 20818)" },
		{ "due<0112", "(a.due < 19734)" },
		{ "due<2026", "(a.due < 20454)" },
		{ "due:2026-01..2026-03",
		    "((a.due >= 20454 AND a.due <= 20543))" },
		{ "due:-", "(a.due IS NULL)" },
		{ "age>20", "(a.submitted_on < 19980)" },
		{ "age<=20", "(a.submitted_on >= 19980)" },
		{ "age:20", "(a.submitted_on = 19980)" },
		{ "age:10..20",
		    "((a.submitted_on <= 19990 AND a.submitted_on >= "
		    "19980))" },
		{ "age:2024-10-01", "(a.submitted_on = 19997)" },
		{ "updated>=2026-01-01", "(a.updated_at >= 1767225600)" },
		{ "updated>2026-01-01", "(a.updated_at > 1767311999)" },
		{ "updated:2026-01-01",
		    "((a.updated_at >= 1767225600 AND a.updated_at <= "
		    "1767311999))" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		CHECK_STR(shown(cases[i].text), cases[i].want);
}

/* The three exponents, one after the other, as the condition has them. */
static void amounts_know_their_currency(void)
{
	static const struct {
		const char *text;
		int64_t none, three, four, two;
	} cases[] = {
		{ "expected_revenue>10000", 10000, 10000000, 100000000,
		    1000000 },
		{ "expected_revenue>=12k", 12000, 12000000, 120000000,
		    1200000 },
		{ "expected_revenue>0.5", 0, 500, 5000, 50 },
		{ "expected_revenue>=0.5", 1, 500, 5000, 50 },
		{ "expected_revenue<0.5", 1, 500, 5000, 50 },
		{ "expected_revenue<=-0.5", -1, -500, -5000, -50 },
		{ "expected_revenue:0.5", INT64_MAX, 500, 5000, 50 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct filter *f;

		CHECK(filter_parse(&list_applications, cases[i].text, &context,
		    &arena, &f, &err));
		CHECK(strstr(f->where, "'JPY'") != NULL);
		CHECK(f->n == 4);
		CHECK(f->values[0].i == cases[i].none);
		CHECK(f->values[1].i == cases[i].three);
		CHECK(f->values[2].i == cases[i].four);
		CHECK(f->values[3].i == cases[i].two);
	}
}

static const struct {
	const char *text, *begin, *has;
} mistakes[] = {
	{ "statsu:draft",
	    "Character 1: There is no field \"statsu\"; did you mean "
	    "\"status\"?",
	    "id, ref, company, country," },
	{ "statsu:draft", "Character 1", "created, created_by, updated." },
	{ "x zzz>1", "Character 3: There is no field \"zzz\".",
	    "The fields of applications are: id" },
	{ "-zzz:1", "Character 2: ", "" },
	{ "日本 status:x", "Character 11: \"x\" is no status.",
	    "draft, submitted, in_review" },
	{ "status:draft,aproved",
	    "Character 14: \"aproved\" is no status; did you mean "
	    "\"approved\"?",
	    "expired, pending, decided." },
	{ "status:", "Character 8: Say a value for status", "status:-" },
	{ "status:draft,", "Character 14: Say a value", "" },
	{ "company:\"open",
	    "Character 9: The quotation mark opened here is not "
	    "closed.",
	    "" },
	{ "\"open", "Character 1: The quotation", "" },
	{ "employees>many", "Character 11: \"many\" is no number",
	    "employees" },
	{ "employees:10..x", "Character 15: \"x\" is no number", "" },
	{ "due<soon", "Character 5: \"soon\" is no date", "2026-01-31" },
	{ "due:2026-13", "Character 5: ", "no date" },
	{ "due:2026-Q5", "Character 5: ", "no date" },
	{ "age>-1", "Character 5: ", "no number of days" },
	{ "expected_revenue>lots", "Character 18: ", "12k" },
	{ "company>a", "Character 9: company has no order", "company:a" },
	{ "country:Spian",
	    "Character 9: \"Spian\" is no country; did you mean "
	    "\"Spain\"?",
	    "(ES)" },
	{ "consent:maybe", "Character 9: ", "yes or no" },
	{ "id:P-3", "Character 4: \"P-3\" is no number", "" },
	{ "a\x01"
	  "b",
	    "Filter: ", "" },
};

static void mistakes_name_place_and_way_out(void)
{
	for (size_t i = 0; i < ARRAY_LEN(mistakes); i++) {
		const struct filter *f;

		err.text[0] = '\0';
		CHECK(!filter_parse(&list_applications, mistakes[i].text,
		    &context, &arena, &f, &err));
		CHECK(err.kind == ERR_INVALID);
		if (strncmp(err.text, mistakes[i].begin,
			strlen(mistakes[i].begin)) != 0 ||
		    strstr(err.text, mistakes[i].has) == NULL)
			CHECK_STR(err.text, mistakes[i].begin);
	}
}

/* Every field of every list can be named in an error of 800 bytes. */
static void errors_hold_all_fields(void)
{
	for (size_t i = 0; lists[i] != NULL; i++) {
		const struct filter *f;
		const char *last =
		    lists[i]->columns[lists[i]->n_columns - 1].name;

		CHECK(!filter_parse(
		    lists[i], "nothing_like_it:1", &context, &arena, &f, &err));
		CHECK(strstr(err.text, arena_fmt(&arena, "%s.", last)) != NULL);
	}
}

static void rows_of_another_table(void)
{
	const struct filter *f;

	CHECK(filter_parse(&list_partners, "program:reseller,service", &context,
	    &arena, &f, &err));
	CHECK_STR(f->where,
	    "(EXISTS (SELECT 1 FROM enrollment e WHERE e.partner = p.id AND "
	    "e.void = 0 AND +e.program = ?10) OR EXISTS (SELECT 1 FROM "
	    "enrollment e WHERE e.partner = p.id AND e.void = 0 AND "
	    "+e.program = ?11))");
	CHECK(filter_parse(
	    &list_partners, "program:-", &context, &arena, &f, &err));
	CHECK_STR(f->where,
	    "(NOT EXISTS (SELECT 1 FROM enrollment e WHERE e.partner = p.id "
	    "AND e.void = 0 AND 1 = 1))");
}

static const char *completed(const char *text)
{
	const char *const *words =
	    filter_complete(&list_applications, text, &arena);
	struct buf b = BUF_INIT;

	for (; *words != NULL; words++)
		buf_fmt(&b, "%s%s", b.len > 0 ? " " : "", *words);
	return buf_take(&b, &arena);
}

static void words_that_may_come_next(void)
{
	CHECK_STR(completed("stat"), "state: status:");
	CHECK_STR(completed("x -cl"), "claimed_by: claimed_at:");
	CHECK_STR(completed("status:in"), "in_review info_requested");
	CHECK_STR(completed("status:draft,ap"), "approved");
	CHECK_STR(completed("status:p"), "pending");
	CHECK_STR(completed("claimed_by:"), "me -");
	CHECK_STR(completed("consent:"), "yes no -");
	CHECK_STR(completed("nothing:"), "");
	CHECK_STR(completed("zzz"), "");
	CHECK(strncmp(completed(""), "id: ref: company:", 17) == 0);
	CHECK(strncmp(completed("status:draft "), "id: ref:", 8) == 0);
	CHECK_STR(completed("company:\"a sta"), "");
}

int main(void)
{
	RUN(terms_become_conditions);
	RUN(numbers_and_days);
	RUN(amounts_know_their_currency);
	RUN(mistakes_name_place_and_way_out);
	RUN(errors_hold_all_fields);
	RUN(rows_of_another_table);
	RUN(words_that_may_come_next);
	arena_done(&arena);
	return tap_done();
}
