/* tests/unit/test_program_store.c - loaded versions and the one that counts.
 */

#include "config.h"

#include "domain/program_store.h"
#include "tests/program_sample.h"
#include "tests/tap.h"

/* 2026-03-02 09:00 UTC */
#define NOW INT64_C(1772442000)

struct shelf {
	struct db *db;
	struct session *session;
	struct arena arena;
};

static bool shelf_open(struct shelf *s)
{
	struct err err;

	*s = (struct shelf){ .db = NULL };
	return db_open(":memory:", DB_CREATE, &s->db, &err) &&
	    session_open(s->db, "tester", NULL, NOW, &s->session, &err);
}

static void shelf_close(struct shelf *s)
{
	session_close(s->session);
	db_close(s->db);
	arena_done(&s->arena);
}

static const struct program_text texts[] = {
	{ "order-form", "For {{company}}.\n" },
};

/* Loads the sample with one change. */
static bool load(struct shelf *s, const char *old, const char *new,
    enum load_result *ret, struct err *err)
{
	struct sample sample;
	bool ok;

	sample_read(&sample, old, new);
	ok = sample.program != NULL &&
	    program_load(s->session, sample.program, buf_text(&sample.yaml),
		sample.root, texts, 1, ret, err);
	sample_done(&sample);
	return ok;
}

static int64_t count(struct shelf *s, const char *sql)
{
	struct value v = val_int(-1);
	bool found;
	struct err err;

	return db_value(s->db, sql, NO_VALUES, VALUE_INT, &s->arena, &found, &v,
		   &err)
	    ? v.i
	    : -1;
}

static void a_loaded_version_never_changes(void)
{
	enum load_result result;
	struct shelf s;
	struct err err;

	CHECK(shelf_open(&s));
	CHECK(load(&s, "", "", &result, &err) && result == LOAD_NEW);
	CHECK(load(&s, "", "", &result, &err) && result == LOAD_UNCHANGED);
	CHECK(!load(&s, "months: 24", "months: 36", &result, &err));
	CHECK(err.kind == ERR_REFUSED);
	CHECK_STR(err.text,
	    "reseller@2026-01 is loaded and immutable: give the change a new "
	    "version.");
	CHECK(load(&s, "version: 2026-01", "version: 2026-02", &result, &err));
	CHECK(result == LOAD_NEW);
	CHECK(count(&s, "SELECT count(*) FROM program_version") == 2);
	CHECK(count(&s, "SELECT count(*) FROM program_template") == 2);
	CHECK(count(&s,
		  "SELECT count(*) FROM audit WHERE operation = "
		  "'program load'") == 2);
	shelf_close(&s);
}

static void a_changed_template_needs_a_version_too(void)
{
	static const struct program_text other[] = {
		{ "order-form", "For somebody else.\n" },
	};
	enum load_result result;
	struct sample sample;
	struct shelf s;
	struct err err;
	bool ok;

	CHECK(shelf_open(&s));
	CHECK(load(&s, "", "", &result, &err));
	sample_read(&sample, "", "");
	ok = program_load(s.session, sample.program, buf_text(&sample.yaml),
	    sample.root, other, 1, &result, &err);
	sample_done(&sample);
	CHECK(!ok && err.kind == ERR_REFUSED);
	shelf_close(&s);
}

/* Of those that are valid the one with the latest valid_from counts. */
static void the_day_picks_the_version(void)
{
	static const struct {
		const char *old, *new;
	} versions[] = {
		{ "", "" }, /* 2026-01-01 to 2027-12-31 */
		{ "version: 2026-01\nvalid_from: 2026-01-01\nvalid_to: "
		  "2027-12-31",
		    "version: 2026-07\nvalid_from: 2026-07-01\nvalid_to: "
		    "2026-12-31" },
		{ "version: 2026-01\nvalid_from: 2026-01-01\nvalid_to: "
		  "2027-12-31",
		    "version: b\nvalid_from: 2026-07-01\nvalid_to: "
		    "2026-08-31" },
	};
	static const struct {
		int year, month, day;
		const char *label;
	} days[] = { { 2025, 12, 31, NULL }, { 2026, 1, 1, "2026-01" },
		{ 2026, 6, 30, "2026-01" }, { 2026, 7, 1, "b" },
		{ 2026, 8, 31, "b" }, { 2026, 9, 1, "2026-07" },
		{ 2027, 1, 1, "2026-01" }, { 2028, 1, 1, NULL } };
	enum load_result result;
	struct program_ref ref;
	struct shelf s;
	struct err err;

	CHECK(shelf_open(&s));
	for (size_t i = 0; i < ARRAY_LEN(versions); i++)
		CHECK(
		    load(&s, versions[i].old, versions[i].new, &result, &err));
	for (size_t i = 0; i < ARRAY_LEN(days); i++) {
		date_days on =
		    date_of(days[i].year, days[i].month, days[i].day);
		bool ok =
		    program_current(s.session, "reseller", on, &ref, &err);

		CHECK(ok == (days[i].label != NULL));
		if (ok)
			CHECK_STR(ref.program->label, days[i].label);
		else
			CHECK(err.kind == ERR_NOT_FOUND);
	}
	shelf_close(&s);
}

static void names_find_versions(void)
{
	static const struct {
		const char *name, *want;
	} wrong[] = {
		{ "resell",
		    "There is no program `resell`; loaded are "
		    "reseller." },
		{ "resell@1",
		    "There is no program `resell`; loaded are "
		    "reseller." },
		{ "reseller@1",
		    "The program reseller has no version `1`; "
		    "loaded are 2026-01 and 2026-02." },
	};
	enum load_result result;
	struct program_ref ref, again;
	struct shelf s;
	struct err err;

	CHECK(shelf_open(&s));
	CHECK(!program_by_name(s.session, "reseller", &ref, &err));
	CHECK_STR(err.text,
	    "No program is loaded; load one with \"accord program load\".");
	CHECK(load(&s, "", "", &result, &err));
	CHECK(load(&s, "version: 2026-01", "version: 2026-02", &result, &err));
	CHECK(program_by_name(s.session, "reseller", &ref, &err));
	CHECK_STR(ref.program->label, "2026-02"); /* loaded last */
	CHECK(program_by_name(s.session, "reseller@2026-01", &ref, &err));
	CHECK_STR(ref.program->label, "2026-01");
	CHECK(program_by_row(s.session, ref.id, &again, &err));
	CHECK(again.program == ref.program); /* read once */
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		CHECK(!program_by_name(s.session, wrong[i].name, &ref, &err));
		CHECK(err.kind == ERR_NOT_FOUND);
		CHECK_STR(err.text, wrong[i].want);
	}
	CHECK(program_is_loaded(s.session, "reseller"));
	CHECK(!program_is_loaded(s.session, "referral"));
	shelf_close(&s);
}

static void a_version_brings_its_templates(void)
{
	enum load_result result;
	struct program_ref ref;
	const char *body;
	struct shelf s;
	struct err err;
	bool found;

	CHECK(shelf_open(&s));
	CHECK(load(&s, "", "", &result, &err));
	CHECK(program_by_name(s.session, "reseller", &ref, &err));
	CHECK(program_template(
	    s.session, ref.id, "order-form", &s.arena, &found, &body, &err));
	CHECK(found);
	CHECK_STR(body, "For {{company}}.\n");
	CHECK(program_template(
	    s.session, ref.id, "nothing", &s.arena, &found, &body, &err));
	CHECK(!found);
	CHECK_STR(body, "");
	shelf_close(&s);
}

#define SMALL_FORMAT                                                          \
	"accord: 1\nprogram: %s\nversion: 2026-01\nvalid_from: 2026-01-01\n"  \
	"name: Small\ntype: referral\nvendor: V\nincludes: [%s]\nentities:\n" \
	"  - {id: e, name: E, currency: EUR, countries: [default]}\n"         \
	"products: [{id: a, name: A}]\nlevels: [{id: l, name: L}]\n%s...\n"

/* Loads a small program and reads it back. */
static const struct program *small(
    struct shelf *s, const char *id, const char *includes, const char *rest)
{
	struct buf yaml = BUF_INIT;
	enum load_result result;
	struct program_ref ref = { 0, NULL };
	struct sample sample;
	struct err err;

	buf_add(&yaml, arena_fmt(&s->arena, SMALL_FORMAT, id, includes, rest));
	sample_read_text(&sample, buf_text(&yaml));
	if (sample.program == NULL ||
	    !program_load(s->session, sample.program, buf_text(&yaml),
		sample.root, NULL, 0, &result, &err) ||
	    !program_by_name(s->session, id, &ref, &err))
		printf("# %s\n", buf_text(&sample.printed));
	sample_done(&sample);
	buf_done(&yaml);
	return ref.program;
}

/* Its own commission, else that of an included program that has one. */
static void terms_come_from_the_program_or_its_includes(void)
{
	static const char rules[] =
	    "commission: {rules: [{id: a, rate: 1%}]}\n";
	const struct program *own, *other, *referral, *terms;
	date_days on = date_of(2026, 3, 2);
	struct shelf s;
	struct err err;

	CHECK(shelf_open(&s));
	own = small(&s, "own", "referral", rules);
	other = small(&s, "other", "referral", "");
	CHECK(own != NULL && other != NULL);
	CHECK(program_terms(s.session, own, on, &terms, &err));
	CHECK(terms == own);
	CHECK(program_terms(s.session, other, on, &terms, &err));
	CHECK(terms == NULL); /* the included one is not loaded yet */
	referral = small(&s, "referral", "", rules);
	CHECK(referral != NULL);
	CHECK(program_terms(s.session, other, on, &terms, &err));
	CHECK(terms == referral);
	shelf_close(&s);
}

static void versions_are_listed_with_the_one_that_counts(void)
{
	struct program_version *list;
	enum load_result result;
	struct shelf s;
	struct err err;
	size_t n;

	CHECK(shelf_open(&s));
	CHECK(load(&s, "", "", &result, &err));
	CHECK(load(&s, "version: 2026-01\nvalid_from: 2026-01-01",
	    "version: next\nvalid_from: 2026-09-01", &result, &err));
	CHECK(program_versions(s.session, &s.arena, &list, &n, &err));
	CHECK(n == 2);
	CHECK_STR(list[0].label, "next");
	CHECK(!list[0].current && list[1].current);
	CHECK(list[1].valid_to == date_of(2027, 12, 31));
	CHECK(list[1].loaded_at == NOW);
	CHECK_STR(list[1].loaded_by, "tester");
	shelf_close(&s);
}

static void an_entity_has_its_calendar(void)
{
	enum load_result result;
	struct program_ref ref;
	struct calendar calendar;
	struct shelf s;
	struct err err;

	CHECK(shelf_open(&s));
	CHECK(load(&s, "", "", &result, &err));
	CHECK(program_by_name(s.session, "reseller", &ref, &err));
	CHECK(program_calendar(
	    s.session, &ref.program->entities[0], &calendar, &err));
	CHECK(zone_offset(calendar.zone, NOW) == -5 * 3600);
	CHECK(!calendar_is_business_day(&calendar, date_of(2026, 7, 3)));
	CHECK(!calendar_is_business_day(&calendar, date_of(2026, 7, 4)));
	CHECK(calendar_is_business_day(&calendar, date_of(2026, 7, 6)));
	shelf_close(&s);
}

int main(void)
{
	RUN(a_loaded_version_never_changes);
	RUN(a_changed_template_needs_a_version_too);
	RUN(the_day_picks_the_version);
	RUN(names_find_versions);
	RUN(a_version_brings_its_templates);
	RUN(terms_come_from_the_program_or_its_includes);
	RUN(versions_are_listed_with_the_one_that_counts);
	RUN(an_entity_has_its_calendar);
	return tap_done();
}
