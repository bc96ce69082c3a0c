/* tests/unit/test_partner_record.c - a partner, whole. */

#include "config.h"

#include "query/partner_record.h"
#include "tests/desk.h"
#include "tests/tap.h"

static struct desk desk;
static struct err err;

enum { PARTNER = 7, OTHER = 8, TODAY = 20000 };

#define PUT_PARTNER(id)                                                     \
	"INSERT INTO partner (id, name, name_key, sort_name, country,"      \
	" search, created_at, created_by, updated_at) VALUES (" id ", 'x'," \
	" 'x', 'x', 'ES', 'x', 1, 'ana', 1)"
#define PUT_ENROLLMENT(id, partner, status, program)                       \
	"INSERT INTO enrollment (id, partner, program, program_version,"   \
	" level, entity, status, created_at, created_by, updated_at,"      \
	" term_to) VALUES (" id ", " partner ", '" program "', 1, 'gold'," \
	" 'eu', '" status "', 1, 'ana', 1, 20100)"
#define PUT_CONTACT(kind, name)                                            \
	"INSERT INTO contact (partner, kind, name) VALUES (7, '" kind "'," \
	" '" name "')"
#define PUT_LEAD(id, stage, currency, value, day)                          \
	"INSERT INTO lead (id, partner, customer, name_key, sort_name,"    \
	" country, value, currency, weighted, stage, stage_on, closed_on," \
	" received_at, submitted_on, activity_on, search, created_at,"     \
	" created_by, updated_at) VALUES (" id ", 7, 'Acme', 'acme',"      \
	" 'acme', 'ES', " value ", '" currency "', 0, '" stage "', " day   \
	", " day ", 1, 1, 1, 'acme', 1, 'ana', 1)"

static const char *const rows[] = {
	PUT_PARTNER("7"),
	PUT_PARTNER("8"),
	PUT_ENROLLMENT("1", "7", "lapsed", "plain"),
	PUT_ENROLLMENT("2", "7", "active", "plain"),
	PUT_ENROLLMENT("3", "8", "active", "plain"),
	PUT_CONTACT("billing", "Bea"),
	PUT_CONTACT("main", "H\xc5\x8dkai"),
	"INSERT INTO contact (partner, kind, name, void) VALUES (7, 'other',"
	" 'Gone', 1)",
	"INSERT INTO certificate (partner, person, name, expires_on,"
	" created_at, created_by) VALUES (7, 'Bea', 'Pro', 19999, 1, 'ana')",
	PUT_LEAD("1", "won", "EUR", "1000", "19999"),
	PUT_LEAD("2", "won", "EUR", "500", "18000"),
	PUT_LEAD("3", "proposal", "USD", "70", "19990"),
	PUT_LEAD("4", "accepted", "", "NULL", "19990"),
	"INSERT INTO document (kind, name, partner, enrollment, body,"
	" created_at, created_by, needs_sign, sent_on) VALUES ('order_form',"
	" 'Order Form', 7, 2, 'The body.', 1, 'ana', 1, 19000)",
	"INSERT INTO message (template, noun, record, partner, to_address,"
	" subject, body, due_at, message_id, created_at, created_by,"
	" updated_at) VALUES ('letter', 'partner', 7, 7, 'a@b.c', 'Hello',"
	" 'x', 5, 'm1', 1, 'ana', 1)",
	"INSERT INTO remark (noun, record, kind, inside, on_date, at, actor)"
	" VALUES ('partner', 7, 'note', 'first', 1, 1, 'ana'),"
	" ('enrollment', 2, 'suspend', 'second', 1, 2, 'ana'),"
	" ('enrollment', 3, 'suspend', 'another', 1, 3, 'ana')",
};

static bool fill(void)
{
	if (!db_begin(desk.db, &err))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (!db_exec(desk.db, rows[i], NO_VALUES, NULL, &err))
			return false;
	return db_commit(desk.db, &err);
}

static void all_of_it_is_read(void)
{
	struct partner_record r;

	CHECK(partner_record_read(
	    desk.db, PARTNER, TODAY - 365, &desk.arena, &r, &err));
	CHECK(r.n_enrollments == 2);
	CHECK(r.enrollments[0].id == 2 && r.enrollments[1].id == 1);
	CHECK(r.enrollments[0].term_to == 20100);
	CHECK(r.enrollments[0].notice_by == DATE_NONE);
	CHECK(r.n_contacts == 2);
	CHECK_STR(r.contacts[0].name, "H\xc5\x8dkai");
	CHECK(r.n_certificates == 1 && r.certificates[0].expires_on == 19999);
	CHECK(r.n_documents == 1 && r.documents[0].needs_sign);
	CHECK(r.documents[0].sent_on == 19000);
	CHECK(r.documents[0].signed_on == DATE_NONE);
	CHECK(r.n_letters == 1);
	CHECK_STR(r.letters[0].subject, "Hello");
	CHECK(r.n_remarks == 2);
	CHECK_STR(r.remarks[0].inside, "second");
}

static void open_leads_come_first(void)
{
	struct partner_record r;

	CHECK(partner_record_read(
	    desk.db, PARTNER, TODAY - 365, &desk.arena, &r, &err));
	CHECK(r.n_leads == 4);
	CHECK(r.leads[0].id == 4 && r.leads[0].value.type == VALUE_NULL);
	CHECK(r.leads[1].id == 3 && r.leads[1].value.i == 70);
	CHECK_STR(r.leads[1].value.currency, "USD");
	CHECK(r.leads[2].id == 2 && r.leads[3].id == 1);
	for (size_t i = 0; i < r.n_leads; i++)
		CHECK(lead_stage_is_open(r.leads[i].stage) == (i < 2));
}

static void totals_are_by_stage_and_currency(void)
{
	struct partner_record r;

	CHECK(partner_record_brief(
	    desk.db, PARTNER, TODAY - 365, &desk.arena, &r, &err));
	CHECK(r.n_totals == 3);
	CHECK_STR(r.totals[2].stage, "won");
	CHECK(r.totals[2].n == 2 && r.totals[2].value == 1500);
	CHECK(r.n_won == 1 && r.won[0].value == 1000);
	CHECK(r.n_leads == 0 && r.n_documents == 0);
}

static void nobody_has_nothing(void)
{
	struct partner_record r;

	CHECK(partner_record_read(desk.db, 999, TODAY, &desk.arena, &r, &err));
	CHECK(r.n_enrollments == 0 && r.n_contacts == 0 && r.n_won == 0);
}

static void a_document_has_its_body(void)
{
	const char *body;

	CHECK(document_text(desk.db, 1, &desk.arena, &body, &err));
	CHECK_STR(body, "The body.");
	CHECK(letter_text(desk.db, 1, &desk.arena, &body, &err));
	CHECK_STR(body, "To:       <a@b.c>\nSubject: Hello\n\nx");
	CHECK(!document_text(desk.db, 99, &desk.arena, &body, &err));
	CHECK(err.kind == ERR_NOT_FOUND);
}

int main(void)
{
	if (!desk_open(&desk, ":memory:") || !fill()) {
		printf("Bail out! %s\n", err.text);
		return EXIT_FAILURE;
	}
	RUN(all_of_it_is_read);
	RUN(open_leads_come_first);
	RUN(totals_are_by_stage_and_currency);
	RUN(nobody_has_nothing);
	RUN(a_document_has_its_body);
	desk_close(&desk);
	return tap_done();
}
