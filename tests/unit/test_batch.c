/* tests/unit/test_batch.c - imports of applications, and back. */

#include "config.h"

#include "domain/batch.h"
#include "tests/desk.h"
#include "tests/tap.h"

static struct desk d;
static struct session *rita;
static struct err err;

static struct application_data row(const char *ref, const char *company)
{
	struct application_data data;

	fields_init(&application_fields, &data);
	data.id = ref;
	data.company = company;
	data.country = "FR";
	data.program = "plain";
	data.contact_email = "x@example.fr";
	return data;
}

static bool import_row(const struct application_data *data, int64_t *ret_batch,
    enum import_result *ret)
{
	struct batch_counts counts = { .refused = 0 };
	struct change c;
	bool ok;

	if (!batch_begin(
		rita, "applications", "f.csv", "", &c, ret_batch, &err))
		return false;
	ok = application_import(
	    &c, *ret_batch, data, &d.arena, NULL, NULL, ret, &err);
	if (ok) {
		counts.imported = *ret == IMPORT_NEW;
		counts.updated = *ret == IMPORT_UPDATED;
		counts.unchanged = *ret == IMPORT_UNCHANGED;
	}
	ok = ok && batch_commit(&c, *ret_batch, &counts, &err);
	if (!ok)
		change_abandon(&c);
	return ok;
}

static bool import_one(const char *ref, const char *company, int64_t *ret_batch)
{
	struct application_data data = row(ref, company);
	enum import_result result;

	return import_row(&data, ret_batch, &result);
}

static int64_t by_ref(const char *ref)
{
	return desk_int(&d,
	    arena_fmt(&d.arena,
		"SELECT id FROM application WHERE ref = '%s' AND void = 0"
		" AND ?1 = 0",
		ref),
	    0);
}

static void a_batch_goes_back_unless_it_was_used(void)
{
	int64_t batch, id;
	size_t n;

	CHECK(import_one("X-1", "Imported Ltd", &batch));
	CHECK(batch_undo(rita, batch, &n, &err) && n == 1);
	CHECK(!batch_undo(rita, batch, &n, &err));
	/* The reference is free again. */
	CHECK(import_one("X-1", "Imported Ltd", &batch));
	id = desk_int(&d, "SELECT id FROM application WHERE batch = ?1", batch);
	CHECK(DESK_RUN(&d, rita, "score", id, "criterion=skills", "step=1"));
	CHECK(!batch_undo(rita, batch, &n, &err));
	CHECK(strstr(err.text, "worked on") != NULL);
}

static void importing_again_updates_until_someone_worked(void)
{
	struct application_data data = row("Y-1", "Again Ltd");
	int64_t batch, id;
	enum import_result result;

	CHECK(import_row(&data, &batch, &result) && result == IMPORT_NEW);
	CHECK(import_row(&data, &batch, &result) && result == IMPORT_UNCHANGED);
	data.city = "Lyon";
	data.submitted_on = DATE_NONE;
	CHECK(import_row(&data, &batch, &result) && result == IMPORT_UPDATED);
	id = by_ref("Y-1");
	CHECK(date_parse("2026-02-27", &data.submitted_on, &err));
	CHECK(import_row(&data, &batch, &result) && result == IMPORT_UPDATED);
	CHECK(desk_int(&d,
		  "SELECT due - submitted_on FROM application WHERE id = ?1",
		  id) == 14);
	data.program = "careful";
	CHECK(!import_row(&data, &batch, &result));
	CHECK_STR(err.field, "program");
	data.program = "plain";
	/* What somebody corrected here is not put back by the old file. */
	CHECK(DESK_RUN(&d, rita, "edit", id, "city=Nice"));
	CHECK(!import_row(&data, &batch, &result));
	CHECK(err.kind == ERR_REFUSED);
	CHECK(strstr(err.text, "edited by rita") != NULL);
	data.city = "Nice";
	CHECK(import_row(&data, &batch, &result) && result == IMPORT_UNCHANGED);
}

static void an_import_needs_what_every_application_has(void)
{
	struct application_data data = row("Y-2", NULL);
	enum import_result result;
	int64_t batch;

	CHECK(!import_row(&data, &batch, &result));
	CHECK_STR(err.field, "company");
	data.company = "Ancient Ltd";
	data.founded = 12;
	CHECK(!import_row(&data, &batch, &result));
	CHECK_STR(err.field, "founded");
	data.founded = FIELD_UNSET;
	data.submitted_on = 40000; /* 2079 */
	CHECK(!import_row(&data, &batch, &result));
	CHECK_STR(err.field, "submitted_on");
	CHECK(by_ref("Y-2") == -1);
}

static void a_batch_takes_its_updates_back_too(void)
{
	static const char CITY[] = "SELECT city FROM application WHERE id = ?1";
	struct application_data data = row("Y-3", "Updated Ltd");
	int64_t first, second, third, id;
	enum import_result result;
	size_t n;

	data.city = "Lille";
	CHECK(import_row(&data, &first, &result));
	id = by_ref("Y-3");
	data.city = "Lyon";
	CHECK(import_row(&data, &second, &result));
	data.city = "Nice";
	CHECK(import_row(&data, &third, &result) && result == IMPORT_UPDATED);
	/* In order: the later one depends on the earlier. */
	CHECK(!batch_undo(rita, first, &n, &err));
	CHECK(strstr(err.text, "imported again") != NULL);
	CHECK(!batch_undo(rita, second, &n, &err));
	CHECK_STR(desk_text(&d, CITY, id), "Nice");
	CHECK(batch_undo(rita, third, &n, &err) && n == 1);
	CHECK_STR(desk_text(&d, CITY, id), "Lyon");
	CHECK(batch_undo(rita, second, &n, &err) && n == 1);
	CHECK_STR(desk_text(&d, CITY, id), "Lille");
	CHECK(batch_undo(rita, first, &n, &err) && n == 1);
	CHECK(by_ref("Y-3") == -1);
}

static void work_that_counts_nothing_keeps_a_batch(void)
{
	int64_t batch, id;
	size_t n;

	CHECK(import_one("Y-4", "Evidence Ltd", &batch));
	id = by_ref("Y-4");
	CHECK(DESK_RUN(&d, rita, "claim", id, NULL));
	CHECK(DESK_RUN(
	    &d, rita, "evidence", id, "check=registry", "evidence=HRB 1"));
	CHECK(!batch_undo(rita, batch, &n, &err));
	CHECK(DESK_RUN(&d, rita, "undo", id, NULL));
	CHECK(batch_undo(rita, batch, &n, &err));
}

int main(void)
{
	if (!desk_open(&d, ":memory:") ||
	    (rita = desk_login(&d, "rita", "reviewer")) == NULL) {
		printf("Bail out! no desk\n");
		return EXIT_FAILURE;
	}
	RUN(a_batch_goes_back_unless_it_was_used);
	RUN(importing_again_updates_until_someone_worked);
	RUN(an_import_needs_what_every_application_has);
	RUN(a_batch_takes_its_updates_back_too);
	RUN(work_that_counts_nothing_keeps_a_batch);
	session_close(rita);
	desk_close(&d);
	return tap_done();
}
