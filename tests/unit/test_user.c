/* tests/unit/test_user.c - people, roles, and what they may do. */

#include "config.h"

#include "domain/user.h"
#include "tests/desk.h"
#include "tests/tap.h"

static struct desk d;
static struct session *adam; /* an administrator */
static struct err err;

static int64_t count(const char *sql)
{
	return desk_int(&d, sql, 0);
}

static void names_and_roles_are_checked(void)
{
	static const char *const names[] = { "", "Rita", "9lives", "-rita",
		"rita smith", "rita;x", "r\xc3\xadta", "me",
		("a23456789a123456789a123456789a123456789"
		 "a123456789a123456789a12345") };

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		CHECK(!user_add(adam, names[i], "reviewer", &err));
		CHECK(err.kind == ERR_INVALID);
		CHECK_STR(err.field, "name");
	}
	CHECK(!user_add(adam, "rita", "juggler", &err));
	CHECK_STR(err.field, "role");
	CHECK(strstr(err.text, USER_ROLES) != NULL);
	CHECK(count("SELECT count(*) FROM person WHERE name <> 'adam'"
		    " AND ?1 = 0") == 0);
}

static void a_user_is_added_once_and_audited(void)
{
	CHECK(user_add(adam, "rita", "reviewer", &err));
	CHECK_STR(desk_text(&d,
		      "SELECT summary FROM audit WHERE ?1 = 0"
		      " ORDER BY id DESC LIMIT 1",
		      0),
	    "rita may sign in as reviewer.");
	CHECK(!user_add(adam, "rita", "viewer", &err));
	CHECK(err.kind == ERR_REFUSED);
	CHECK_STR(err.text, "There is a user \"rita\" already.");
	CHECK(
	    count("SELECT count(*) FROM person_role r JOIN person p"
		  " ON p.id = r.person WHERE p.name = 'rita' AND ?1 = 0") == 1);
}

static void an_administrator_has_no_other_role(void)
{
	CHECK(!user_role(adam, "rita", "administrator", true, &err));
	CHECK(err.kind == ERR_REFUSED);
	CHECK(!user_role(adam, "adam", "reviewer", true, &err));
	CHECK(err.kind == ERR_REFUSED);
	CHECK(user_role(adam, "rita", "finance", true, &err));
}

static void giving_twice_and_taking_nothing_are_done(void)
{
	CHECK(user_role(adam, "rita", "finance", true, &err));
	CHECK(user_role(adam, "rita", "viewer", false, &err));
	CHECK(!user_role(adam, "nobody", "viewer", true, &err));
	CHECK(err.kind == ERR_NOT_FOUND);
}

static void a_role_that_is_taken_is_in_the_history(void)
{
	CHECK(user_role(adam, "rita", "finance", false, &err));
	CHECK_STR(desk_text(&d,
		      "SELECT old_value FROM audit_change WHERE ?1 = 0"
		      " AND entity = 'person_role' AND field = 'role'"
		      " ORDER BY id DESC LIMIT 1",
		      0),
	    "finance");
}

static void only_administrators_do_it(void)
{
	struct session *rita = NULL;

	CHECK(session_open(d.db, NULL, "rita", 1, &rita, &err));
	CHECK(!user_add(rita, "eve", "viewer", &err));
	CHECK(err.kind == ERR_FORBIDDEN);
	CHECK(!user_role(rita, "rita", "finance", true, &err));
	CHECK(err.kind == ERR_FORBIDDEN);
	CHECK(!user_enable(rita, "adam", false, &err));
	CHECK(err.kind == ERR_FORBIDDEN);
	session_close(rita);
}

/* The session stays open; the next save fails. */
static void a_disabled_user_can_do_nothing(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Disabled Ltd");
	struct session *rita = NULL, *again = NULL;

	CHECK(session_open(d.db, NULL, "rita", 1, &rita, &err));
	desk_at(&d, rita, "2026-03-02");
	CHECK(DESK_RUN(&d, rita, "note", id, "inside=one"));
	CHECK(user_enable(adam, "rita", false, &err));
	CHECK(!DESK_RUN(&d, rita, "note", id, "inside=two"));
	CHECK(err.kind == ERR_FORBIDDEN);
	CHECK(!session_open(d.db, NULL, "rita", 1, &again, &err));
	CHECK(strstr(err.text, "disabled") != NULL);
	CHECK(user_enable(adam, "rita", true, &err));
	CHECK(DESK_RUN(&d, rita, "note", id, "inside=two"));
	session_close(rita);
}

static void who_is_no_user_is_told_how_to_become_one(void)
{
	struct session *s = NULL;

	CHECK(!session_open(d.db, NULL, "stranger", 1, &s, &err));
	CHECK(err.kind == ERR_FORBIDDEN);
	CHECK(strstr(err.text, "accord user add") != NULL);
	CHECK(s == NULL);
}

int main(void)
{
	if (!desk_open(&d, ":memory:") ||
	    (adam = desk_login(&d, "adam", "administrator")) == NULL) {
		printf("Bail out! no desk\n");
		return EXIT_FAILURE;
	}
	RUN(names_and_roles_are_checked);
	RUN(a_user_is_added_once_and_audited);
	RUN(an_administrator_has_no_other_role);
	RUN(giving_twice_and_taking_nothing_are_done);
	RUN(a_role_that_is_taken_is_in_the_history);
	RUN(only_administrators_do_it);
	RUN(a_disabled_user_can_do_nothing);
	RUN(who_is_no_user_is_told_how_to_become_one);
	session_close(adam);
	desk_close(&d);
	return tap_done();
}
