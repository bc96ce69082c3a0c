/* tests/unit/test_detail.c - one record with its history and documents. */

#include "config.h"

#include "query/detail.h"
#include "query/list.h"
#include "tests/desk.h"
#include "tests/tap.h"

static struct desk desk;
static struct err err;
static struct session *ana;
static int64_t application, partner;

/* An application that was asked about, answered and approved. */
static bool approve_one(void)
{
	ana = desk_login(&desk, "ana", "reviewer");
	application = desk_add(&desk, desk.owner, "plain", "Acme GmbH");
	if (ana == NULL || application == 0 ||
	    !DESK_RUN(&desk, ana, "claim", application, NULL) ||
	    !DESK_RUN(&desk, ana, "note", application, "inside=Called them.") ||
	    !desk_review(&desk, ana, application, 3) ||
	    !DESK_RUN(&desk, ana, "approve", application, NULL)) {
		printf("# %s\n", err.text);
		return false;
	}
	partner = desk_int(&desk,
	    "SELECT partner FROM application WHERE id = ?1", application);
	return partner > 0;
}

static const char *line_text(const struct detail *d, const char *name)
{
	return value_text(detail_value(d, name), &desk.arena);
}

static void every_field_has_a_title(void)
{
	struct detail d;

	CHECK(detail_read(
	    desk.db, "application", application, &desk.arena, &d, &err));
	CHECK(d.id == application && d.version > 1);
	for (size_t i = 0; i < d.n; i++) {
		CHECK(d.lines[i].name[0] != '\0');
		CHECK(d.lines[i].title[0] != '\0');
	}
	for (size_t i = 1; i < application_fields.n; i++) {
		const struct field *f = &application_fields.list[i];
		bool found = false;

		for (size_t k = 0; k < d.n && !found; k++)
			if (strcmp(d.lines[k].name, f->name) == 0) {
				CHECK_STR(d.lines[k].title, f->title);
				found = true;
			}
		CHECK(found);
	}
	CHECK_STR(line_text(&d, "company"), "Acme GmbH");
	CHECK_STR(line_text(&d, "status"), "approved");
	CHECK_STR(line_text(&d, "checks"), "4/4");
	CHECK(detail_value(&d, "ref").type == VALUE_NULL);
	CHECK(detail_value(&d, "nothing").type == VALUE_NULL);
}

static void a_partner_has_its_contacts_and_programs(void)
{
	struct detail d;

	CHECK(detail_read(desk.db, "partners", partner, &desk.arena, &d, &err));
	CHECK_STR(line_text(&d, "name"), "Acme GmbH");
	CHECK_STR(line_text(&d, "program"), "plain");
	CHECK_STR(line_text(&d, "contact.main"), "Ana <ana@gmail.com>");
	CHECK(strstr(line_text(&d, "enrollment.plain"),
		  "registered, prospective since 2026-03-02") != NULL);
}

static void unknown_records_are_not_found(void)
{
	struct detail d;

	CHECK(!detail_read(desk.db, "application", 999, &desk.arena, &d, &err));
	CHECK(err.kind == ERR_NOT_FOUND);
	CHECK_STR(err.text, "There is no application A-999.");
	CHECK(!detail_read(desk.db, "user", 999, &desk.arena, &d, &err));
	CHECK_STR(err.text, "There is no user 999.");
	CHECK(!detail_read(desk.db, "unicorn", 1, &desk.arena, &d, &err));
	CHECK(err.kind == ERR_NOT_FOUND);
}

static const struct history_change *find_change(
    const struct history_entry *e, const char *field)
{
	for (size_t i = 0; i < e->n_changes; i++)
		if (strcmp(e->changes[i].field, field) == 0)
			return &e->changes[i];
	return NULL;
}

static void history_is_oldest_first(void)
{
	struct history_entry *h;
	const struct history_change *c;
	size_t n;

	CHECK(history_read(desk.db, "application", application, 100,
	    &desk.arena, &h, &n, &err));
	CHECK(n == 8);
	CHECK_STR(h[0].operation, "application add");
	CHECK_STR(h[1].operation, "application claim");
	CHECK_STR(h[2].operation, "application note");
	CHECK_STR(h[7].operation, "application approve");
	for (size_t i = 1; i < n; i++)
		CHECK(h[i].audit > h[i - 1].audit);
	c = find_change(&h[1], "claimed_by");
	CHECK(c != NULL);
	CHECK_STR(c->entity, "application");
	CHECK_STR(c->new_value, "ana");
	CHECK(c->record == application);
	CHECK(find_change(&h[1], "version") == NULL);
	CHECK(find_change(&h[1], "updated_at") == NULL);
	CHECK(!h[7].undone);
	CHECK_STR(h[7].actor, "ana");
}

static void the_newest_are_kept_of_a_long_history(void)
{
	struct history_entry *h;
	size_t n;

	CHECK(history_read(
	    desk.db, "application", application, 2, &desk.arena, &h, &n, &err));
	CHECK(n == 2);
	CHECK_STR(h[1].operation, "application approve");
	CHECK(history_read(desk.db, "audit", 1, 2, &desk.arena, &h, &n, &err));
	CHECK(n == 0);
}

/* A partner's history begins with the approval, told for that partner. */
static void a_partner_begins_with_its_approval(void)
{
	struct history_entry *h;
	size_t n;

	CHECK(history_read(
	    desk.db, "partner", partner, 100, &desk.arena, &h, &n, &err));
	CHECK(n == 1);
	CHECK_STR(h[0].operation, "application approve");
	for (size_t i = 0; i < h[0].n_changes; i++)
		CHECK_STR(h[0].changes[i].entity, "partner");
}

static void remarks_are_read(void)
{
	struct remark *list;
	size_t n;

	CHECK(remarks_read(desk.db, application, &desk.arena, &list, &n, &err));
	CHECK(n >= 1);
	CHECK_STR(list[0].decision, "note");
	CHECK_STR(list[0].inside, "Called them.");
	CHECK_STR(list[0].actor, "ana");
	CHECK(list[0].at > 0);
}

/* The programs of the desk name no documents: one is put there by hand. */
static void documents_by_kind(void)
{
	struct document_entry *list;
	const char *body;
	size_t n;

	CHECK(!document_body(desk.db, "application", application, "order_form",
	    &desk.arena, &body, &err));
	CHECK(err.kind == ERR_NOT_FOUND);
	CHECK(db_begin(desk.db, &err));
	for (int i = 0; i < 2; i++)
		CHECK(db_exec(desk.db,
		    "INSERT INTO document (kind, name, application, partner,"
		    " body, created_at, created_by) VALUES ('order_form',"
		    " 'Order Form', ?1, ?2, ?3, 5, 'ana')",
		    VALUES(val_int(application), val_int(partner),
			val_text(i == 0 ? "old" : "new")),
		    NULL, &err));
	CHECK(db_commit(desk.db, &err));
	CHECK(documents_read(
	    desk.db, "application", application, &desk.arena, &list, &n, &err));
	CHECK(n == 2);
	CHECK_STR(list[0].name, "Order Form");
	CHECK(list[0].created_at == 5);
	CHECK(
	    documents_read(desk.db, "batch", 1, &desk.arena, &list, &n, &err));
	CHECK(n == 0);
	CHECK(document_body(desk.db, "partners", partner, "order_form",
	    &desk.arena, &body, &err));
	CHECK_STR(body, "new");
	CHECK(!document_body(
	    desk.db, "partner", partner, "nda", &desk.arena, &body, &err));
	CHECK(strstr(err.text, "order_form") != NULL);
}

static void undone_operations_are_marked(void)
{
	struct history_entry *h;
	struct detail d;
	int64_t audit;
	size_t n;

	CHECK(change_last(ana, &audit, &err));
	CHECK(change_undo(ana, audit, NULL, &n, &err));
	CHECK(history_read(desk.db, "application", application, 100,
	    &desk.arena, &h, &n, &err));
	CHECK(n == 9);
	CHECK(h[7].undone && !h[8].undone);
	CHECK(detail_read(
	    desk.db, "application", application, &desk.arena, &d, &err));
	CHECK_STR(line_text(&d, "status"), "in_review");
	CHECK(!detail_read(desk.db, "partner", partner, &desk.arena, &d, &err));
}

/* Whom it keeps out, what is disputed, and what was said about it. */
static void a_lead_has_its_queue_and_conflicts(void)
{
	static const char *const rows[] = {
		"INSERT INTO lead (id, partner, customer, name_key, sort_name,"
		" country, stage, stage_on, received_at, submitted_on,"
		" activity_on, value, currency, behind, registered, search,"
		" created_at, created_by, updated_at) VALUES (7, ?1,"
		" 'Bolt Oy', 'bolt', 'bolt oy', 'FI', 'accepted', 9, 9, 9, 9, 1234, 'EUR', NULL,"
		" 1, '', 9, 'ana', 9), (8, ?1, 'Bolt', 'bolt', 'bolt', 'FI',"
		" 'queued', 9, 86400, 9, 9, NULL, '', 7, 0, '', 9, 'ana', 9)",
		"INSERT INTO conflict (id, lead, other, why, created_at,"
		" created_by, updated_at) VALUES (3, 8, 7, 'name', 9, 'ana',"
		" 9 + 0 * ?1)",
		"INSERT INTO remark (noun, record, kind, inside, on_date, at,"
		" actor) VALUES ('lead', 7, 'call', 'Wants a demo.', 9, 10,"
		" 'ana' || substr('', ?1)), ('lead', 8, 'note', 'x', 9, 10,"
		" 'ana')",
	};
	struct record_note *notes;
	struct detail d;
	size_t n;

	CHECK(db_begin(desk.db, &err));
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		CHECK(db_exec(
		    desk.db, rows[i], VALUES(val_int(partner)), NULL, &err));
	CHECK(db_commit(desk.db, &err));
	CHECK(detail_read(desk.db, "lead", 7, &desk.arena, &d, &err));
	CHECK_STR(line_text(&d, "customer"), "Bolt Oy");
	CHECK_STR(line_text(&d, "partner_name"), "Acme GmbH");
	CHECK_STR(
	    line_text(&d, "queue.8"), "Bolt of Acme GmbH, since 1970-01-02");
	CHECK_STR(line_text(&d, "conflict.3"), "with L-8 by name, open");
	CHECK(detail_read(desk.db, "lead", 8, &desk.arena, &d, &err));
	CHECK_STR(line_text(&d, "behind"), "L-7");
	CHECK_STR(line_text(&d, "conflict.3"), "with L-7 by name, open");
	CHECK(record_notes_read(
	    desk.db, "lead", 7, 10, &desk.arena, &notes, &n, &err));
	CHECK(n == 1);
	CHECK_STR(notes[0].inside, "Wants a demo.");
	CHECK_STR(notes[0].kind, "call");
}

int main(void)
{
	if (!desk_open(&desk, ":memory:") || !approve_one()) {
		printf("Bail out! %s\n", err.text);
		return EXIT_FAILURE;
	}
	RUN(every_field_has_a_title);
	RUN(a_partner_has_its_contacts_and_programs);
	RUN(unknown_records_are_not_found);
	RUN(history_is_oldest_first);
	RUN(the_newest_are_kept_of_a_long_history);
	RUN(a_partner_begins_with_its_approval);
	RUN(remarks_are_read);
	RUN(documents_by_kind);
	RUN(undone_operations_are_marked);
	RUN(a_lead_has_its_queue_and_conflicts);
	session_close(ana);
	desk_close(&desk);
	return tap_done();
}
