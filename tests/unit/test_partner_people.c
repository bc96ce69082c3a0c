/* tests/unit/test_partner_people.c - contacts and certified people. */

#include "config.h"

#include "tests/desk.h"
#include "tests/tap.h"

static struct desk d;
static struct session *petra; /* a partner manager */
static struct err err;

/* Runs an operation of partners; the record, or 0. */
#define OP(verb, id, ...) DESK_OP(&d, petra, "partner", verb, id, __VA_ARGS__)

static int64_t n_of(const char *sql, int64_t id)
{
	return desk_int(&d, sql, id);
}

static const char *text_of(const char *sql, int64_t id)
{
	return desk_text(&d, sql, id);
}

static const char *search_of(int64_t id)
{
	return text_of("SELECT search FROM partner WHERE id = ?1", id);
}

/* The contacts that stand, "Kai main, Ute other". */
static const char *contacts_of(int64_t id)
{
	return text_of("SELECT coalesce(group_concat(name || ' ' || kind,"
		       " ', '), '') FROM (SELECT name, kind FROM contact"
		       " WHERE partner = ?1 AND void = 0 ORDER BY id)",
	    id);
}

static void one_contact_is_the_main_one(void)
{
	int64_t id = OP("add", 0, "name=Contact Co", "country=NL");
	const char *last;

	CHECK(OP("contact-add", id, "name=Kai", "kind=technical"));
	CHECK_STR(contacts_of(id), "Kai main");
	CHECK(OP("contact-add", id, "name=Ute", "kind=billing",
	    "email=ute@contact.example"));
	CHECK_STR(contacts_of(id), "Kai main, Ute billing");
	CHECK(OP("contact-main", id, "contact=UTE@contact.example"));
	CHECK_STR(contacts_of(id), "Kai other, Ute main");
	CHECK(OP("contact-add", id, "name=Leo", "kind=main"));
	CHECK_STR(contacts_of(id), "Kai other, Ute other, Leo main");
	CHECK(OP(
	    "contact-edit", id, "contact=kai", "kind=main", "phone=+31 20 1"));
	CHECK_STR(contacts_of(id), "Kai main, Ute other, Leo other");
	CHECK(!OP("contact-edit", id, "contact=kai", "kind=other"));
	CHECK_STR(err.field, "kind");
	CHECK(!OP("contact-remove", id, "contact=kai"));
	CHECK(err.kind == ERR_REFUSED);
	CHECK(!OP("contact-main", id, "contact=kai"));
	CHECK(err.kind == ERR_REFUSED);
	CHECK(OP("contact-remove", id, "contact=leo"));
	CHECK_STR(search_of(id), "contact co kai ute ute@contact.example");
	CHECK(!OP("contact-main", id, "contact=leo"));
	CHECK_STR(err.field, "contact");
	CHECK(OP("contact-add", id, "name=kai"));
	CHECK(!OP("contact-remove", id, "contact=Kai"));
	CHECK(strstr(err.text, "say the number") != NULL);
	last = arena_fmt(&d.arena, "contact=%d",
	    (int)n_of("SELECT max(id) FROM contact WHERE partner = ?1", id));
	CHECK(OP("contact-remove", id, last));
	CHECK(!OP("contact-edit", id, "contact=ute", "email=no address"));
	CHECK_STR(err.field, "email");
	CHECK(OP("contact-edit", id, "contact=ute", "email=-"));
	CHECK_STR(search_of(id), "contact co kai ute");
}

/* Everything back to the beginning, and each step again. */
static void every_step_with_contacts_is_taken_back(void)
{
	static const char *const states[] = { "", "Kai main",
		"Kai main, Ute technical", "Kai other, Ute main",
		"Kai main, Ute other", "Kai main" };
	int64_t id = OP("add", 0, "name=Undo Co", "country=BE"), audit;
	size_t n;

	CHECK(OP("contact-add", id, "name=Kai"));
	CHECK(OP("contact-add", id, "name=Ute", "kind=technical"));
	CHECK(OP("contact-main", id, "contact=Ute"));
	CHECK(OP("contact-edit", id, "contact=Kai", "kind=main"));
	CHECK(OP("contact-remove", id, "contact=Ute"));
	for (size_t i = ARRAY_LEN(states); i-- > 1;) {
		CHECK_STR(contacts_of(id), states[i]);
		CHECK(OP("undo", id, NULL));
		CHECK_STR(contacts_of(id), states[i - 1]);
		/* The undo and its undo: the main contact swaps both ways. */
		for (int j = 0; j < 2; j++) {
			audit =
			    n_of("SELECT max(id) FROM audit WHERE id > ?1", 0);
			CHECK(change_undo(petra, audit, NULL, &n, &err));
			CHECK_STR(contacts_of(id), states[i - (size_t)j]);
		}
	}
	CHECK_STR(search_of(id), "undo co");
}

static void certificates_come_and_go(void)
{
	static const char DAYS[] =
	    "SELECT coalesce(max(issued_on || ' ' || expires_on), '-')"
	    " FROM certificate WHERE partner = ?1 AND void = 0";
	int64_t id = OP("add", 0, "name=Certified", "country=PT");
	const char *number;

	CHECK(OP("certificate-add", id, "person=Ana", "name=Engineer",
	    "issued_on=2024-02-29", "expires_on=2026-02-28"));
	CHECK_STR(text_of(DAYS, id), "19782 20512");
	number = arena_fmt(&d.arena, "certificate=%d",
	    (int)n_of("SELECT id FROM certificate WHERE partner = ?1", id));
	CHECK(OP("certificate-renew", id, number, "expires_on=2028-02-29"));
	CHECK_STR(text_of(DAYS, id), "20514 21243");
	CHECK(!OP("certificate-renew", id, number, "expires_on=2020-01-01"));
	CHECK_STR(err.field, "expires_on");
	CHECK(!OP("certificate-renew", id, "certificate=999"));
	CHECK_STR(err.field, "certificate");
	CHECK(!OP("certificate-add", id, "person=Ana", "name=Engineer",
	    "issued_on=+30"));
	CHECK_STR(err.field, "issued_on");
	CHECK(OP("certificate-remove", id, number));
	CHECK_STR(text_of(DAYS, id), "-");
	CHECK(OP("undo", id, NULL));
	CHECK(OP("undo", id, NULL));
	CHECK_STR(text_of(DAYS, id), "19782 20512");
	CHECK(OP("undo", id, NULL));
	CHECK_STR(text_of(DAYS, id), "-");
}

int main(void)
{
	if (!desk_open(&d, ":memory:") ||
	    (petra = desk_login(&d, "petra", "partner_manager")) == NULL) {
		printf("Bail out! no desk\n");
		return EXIT_FAILURE;
	}
	RUN(one_contact_is_the_main_one);
	RUN(every_step_with_contacts_is_taken_back);
	RUN(certificates_come_and_go);
	session_close(petra);
	desk_close(&d);
	return tap_done();
}
