/*
 * tests/unit/test_enrollment_level.c - levels and versions: measured,
 * proposed, moved; and the rights that come with an enrollment.
 */

#include "config.h"

#include "domain/partner.h"
#include "tests/enrolled.h"
#include "tests/tap.h"

static struct desk d;
static struct err err;

static int64_t partner_of(int64_t id)
{
	return desk_int(&d, "SELECT partner FROM enrollment WHERE id = ?1", id);
}

static const char *text(int64_t id, const char *column)
{
	return enrolled_text(&d, id, column);
}

static bool put(const char *sql, const struct value *values, size_t n)
{
	if (db_begin(d.db, &err) && db_exec(d.db, sql, values, n, NULL, &err) &&
	    db_commit(d.db, &err))
		return true;
	db_rollback(d.db);
	printf("# %s\n", err.text);
	return false;
}

static bool certify(
    int64_t partner, const char *person, date_days issued, date_days expires)
{
	return put("INSERT INTO certificate (partner, person, name, issued_on,"
		   " expires_on, created_at, created_by)"
		   " VALUES (?1, ?2, 'Operator', ?3, ?4, 0, 'x')",
	    VALUES(val_int(partner), val_text(person), val_date(issued),
		val_date(expires)));
}

static bool win(int64_t partner, date_days on, int64_t customer)
{
	return put("INSERT INTO lead (partner, customer, name_key, sort_name,"
		   " country, stage, stage_on, received_at, submitted_on,"
		   " closed_on, customer_id, activity_on, search, created_at,"
		   " created_by, updated_at) VALUES (?1, 'C', 'c', 'c', 'ES',"
		   " 'won', 0, 0, 0, ?2, ?3, 0, 'c', 0, 'x', 0)",
	    VALUES(val_int(partner), val_date(on),
		customer != 0 ? val_int(customer) : val_null()));
}

static bool buys(int64_t id, int64_t partner)
{
	return put("INSERT INTO customer (id, name, name_key, sort_name,"
		   " country, partner, search, created_at, created_by,"
		   " updated_at) VALUES (?1, 'C', 'c', 'c', 'ES', ?2, 'c', 0,"
		   " 'x', 0)",
	    VALUES(val_int(id), partner != 0 ? val_int(partner) : val_null()));
}

static void measures_are_counted(void)
{
	int64_t id = enrolled_in(&d, "guided", ENROLLMENT_ACTIVE);
	int64_t partner = partner_of(id);
	date_days today = date_of(2026, 3, 2);
	struct enrollment_measure m[MEASURES];

	CHECK(enrollment_measures(d.owner, partner, today, m, &err));
	CHECK_STR(m[1].name, "employees");
	CHECK(m[0].value == 0 && !m[1].known && m[2].value == 0 &&
	    m[3].value == 0);
	CHECK(certify(partner, "Ana", DATE_NONE, DATE_NONE));
	CHECK(certify(partner, "Ana", today, today)); /* a second one */
	CHECK(certify(partner, "Ben", today, today)); /* its last day */
	CHECK(certify(partner, "Cai", DATE_NONE, today - 1));
	CHECK(certify(partner, "Dan", today + 1, DATE_NONE));
	CHECK(buys(1, partner) && buys(2, 0));
	CHECK(win(partner, date_of(2025, 3, 2), 1)); /* a year ago */
	CHECK(win(partner, date_of(2025, 3, 3), 2));
	CHECK(win(partner, today, 2) && win(partner, today + 1, 0));
	CHECK(put("UPDATE partner SET employees = 21 WHERE id = ?1",
	    VALUES(val_int(partner))));
	CHECK(enrollment_measures(d.owner, partner, today, m, &err));
	CHECK(m[0].value == 2);
	CHECK(m[1].known && m[1].value == 21);
	CHECK(m[2].value == 2);
	CHECK(m[3].value == 2);
}

static void a_level_is_the_highest_that_is_met(void)
{
	static const struct {
		int64_t certified, employees;
		const char *level;
	} cases[] = {
		{ 0, 0, "registered" },
		{ 0, 500, "registered" },
		{ 1, 0, "silver" },
		{ 2, 19, "silver" },
		{ 2, 20, "gold" },
		{ 9, 20, "gold" },
	};
	struct program_ref ref;

	CHECK(program_by_name(d.owner, "guided@2026-01", &ref, &err));
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct enrollment_measure m[MEASURES] = {
			{ "certified_people", "", cases[i].certified, true },
			{ "employees", "", cases[i].employees, true },
			{ "customers", "", 0, true },
			{ "won_leads_12m", "", 0, true },
		};

		CHECK_STR(level_for(ref.program, m)->id, cases[i].level);
	}
}

static void a_review_proposes_and_a_person_confirms(void)
{
	int64_t id = enrolled_in(&d, "guided", ENROLLMENT_ACTIVE);
	int64_t partner = partner_of(id);

	CHECK(ENROLL(&d, "review", id, NULL));
	CHECK_STR(text(id, "proposed"), "");
	CHECK(!ENROLL(&d, "level", id, NULL));
	CHECK(!ENROLL(&d, "level", id, "level=registered", "reason=strategic"));
	CHECK(!ENROLL(&d, "level", id, "level=gold"));
	CHECK_STR(err.field, "reason");
	CHECK(!ENROLL(&d, "level", id, "level=crown", "reason=other"));
	CHECK(certify(partner, "Ana", DATE_NONE, DATE_NONE));
	CHECK(ENROLL(&d, "review", id, NULL));
	CHECK_STR(text(id, "proposed"), "silver");
	CHECK_STR(text(id, "level"), "registered");
	CHECK(ENROLL(&d, "level", id, NULL));
	CHECK_STR(text(id, "level"), "silver");
	CHECK_STR(text(id, "proposed"), "");
	CHECK_STR(enrolled_day(&d, id, "review_on"), "2027-03-02");
	CHECK_STR(desk_text(&d,
		      "SELECT level FROM enrollment_term WHERE enrollment = ?1"
		      " ORDER BY id DESC LIMIT 1",
		      id),
	    "silver");
	/* Kept against a proposal, with a reason. */
	CHECK(put("UPDATE certificate SET expires_on = 20000"
		  " WHERE partner = ?1",
	    VALUES(val_int(partner))));
	CHECK(ENROLL(&d, "review", id, NULL));
	CHECK_STR(text(id, "proposed"), "registered");
	CHECK(ENROLL(&d, "level", id, "level=silver", "reason=strategic"));
	CHECK_STR(text(id, "proposed"), "");
	CHECK_STR(text(id, "level"), "silver");
}

static void time_reviews_on_the_day(void)
{
	int64_t id = enrolled_in(&d, "guided", ENROLLMENT_ACTIVE);

	CHECK(certify(partner_of(id), "Ana", DATE_NONE, DATE_NONE));
	CHECK(put("UPDATE enrollment SET review_on = ?2, wake_on = ?2"
		  " WHERE id = ?1",
	    VALUES(val_int(id), val_date(date_of(2026, 4, 1)))));
	enrolled_at(&d, "2026-03-31");
	CHECK_STR(text(id, "proposed"), "");
	enrolled_at(&d, "2026-04-01");
	CHECK_STR(text(id, "proposed"), "silver");
	CHECK(enrolled_at(&d, "2026-04-02") == 0);
	CHECK_STR(enrolled_day(&d, id, "review_on"), "2026-04-01");
	desk_at(&d, d.owner, "2026-03-02");
}

static void it_says_why(void)
{
	int64_t id = enrolled_in(&d, "guided", ENROLLMENT_ACTIVE);
	static const char *const says[] = { "version 2026-01", "active",
		"met      Page, by owner", "looked at again on 2026-05-31",
		"waived   Application", "Standing: good", "Registered  (now)",
		"Certified people", "0 of 2  missing", "0 of 20  unknown",
		"By these figures: Registered" };
	struct buf out = BUF_INIT;
	bool all = true;

	CHECK(enrollment_explain(d.owner, id, &out, &err));
	for (size_t i = 0; i < ARRAY_LEN(says); i++)
		if (strstr(buf_text(&out), says[i]) == NULL) {
			printf("# no \"%s\" in:\n%s", says[i], buf_text(&out));
			all = false;
		}
	buf_done(&out);
	CHECK(all);
}

static void a_preview_says_what_a_move_changes(void)
{
	int64_t id = enrolled_in(&d, "guided", ENROLLMENT_ACTIVE);
	static const char WANT[] =
	    "  ~ level: Member, was Registered\n"
	    "  ~ level registered of the program: Member, was Registered\n"
	    "  - level silver of the program: Silver\n"
	    "  ~ term: 24 months, from the next, was 12 months, from the next\n"
	    "  ~ notice: 60 days, was 30 days\n"
	    "  - requirement page: Page, 20 days of grace, then suspend\n"
	    "  - requirement application: Application, 30 days of grace, then "
	    "suspend\n"
	    "  - requirement papers: Papers, 30 days of grace, then suspend\n"
	    "  - requirement survey: Survey, 5 days of grace, then warn\n"
	    "  - requirement visit: Visit, 30 days of grace, then suspend\n"
	    "  - benefit recognition: Recognition\n"
	    "  ~ discount on support: 20%, was 15%\n"
	    "  + requirement security: Security, 15 days of grace, then "
	    "suspend\n"
	    "  + commission support: 12% on support\n"
	    "  + commission is held: 30 days\n"
	    "  + clawback of commission: 90 days\n";
	struct buf out = BUF_INIT;
	const char *got;

	CHECK(
	    enrollment_move_preview(d.owner, id, "2027-01", NULL, &out, &err));
	got = arena_str(&d.arena, strchr(buf_text(&out), '\n') + 1);
	buf_clear(&out);
	CHECK_STR(got, WANT);
	CHECK(
	    enrollment_move_preview(d.owner, id, "2026-01", NULL, &out, &err));
	CHECK(strstr(buf_text(&out), "Nothing changes.") != NULL);
	buf_done(&out);
	CHECK(
	    !enrollment_move_preview(d.owner, id, "2031-01", NULL, &out, &err));
}

static void a_move_takes_the_new_terms(void)
{
	int64_t id = enrolled_in(&d, "guided", ENROLLMENT_ACTIVE);

	CHECK(ENROLL(&d, "move", id, "to=2027-01", "preview=yes"));
	CHECK(
	    desk_int(&d, "SELECT version FROM enrollment WHERE id = ?1", id) ==
	    desk_int(&d, "SELECT version FROM enrollment WHERE id = ?1", id));
	CHECK_STR(desk_text(&d,
		      "SELECT v.label FROM enrollment e JOIN program_version v"
		      " ON v.id = e.program_version WHERE e.id = ?1",
		      id),
	    "2026-01");
	CHECK(ENROLL(&d, "level", id, "level=silver", "reason=other"));
	CHECK(!ENROLL(&d, "move", id, "to=2027-01"));
	CHECK_STR(err.field, "level");
	CHECK(ENROLL(&d, "move", id, "to=2027-01", "level=gold"));
	CHECK(!ENROLL(&d, "move", id, "to=2027-01"));
	CHECK_STR(text(id, "level"), "gold");
	CHECK_STR(enrolled_requirement(&d, id, "security"), "open");
	CHECK_STR(enrolled_day(&d, id, "due"), "2026-03-17");
	CHECK_STR(enrolled_day(&d, id, "term_to"), "2027-03-01");
	CHECK_STR(enrolled_day(&d, id, "notice_by"), "2026-12-31");
	CHECK(
	    ENROLL(&d, "requirement", id, "requirement=security", "state=met"));
	CHECK(ENROLL(&d, "requirement", id, "requirement=fee", "state=met",
	    "due=2030-01-01"));
	CHECK(enrolled_at(&d, "2027-03-02") > 0);
	CHECK_STR(enrolled_day(&d, id, "term_to"), "2029-03-01");
	desk_at(&d, d.owner, "2026-03-02");
}

static const char *may(int64_t partner, const char *program)
{
	struct enrollment_right right = { .enrollment = 0 };
	const char *why;

	if (!enrollment_may_register(
		d.owner, partner, program, &d.arena, &right, &why, &err))
		return err.text;
	if (why != NULL)
		return why;
	return arena_fmt(&d.arena, "E-%d %s", (int)right.enrollment,
	    right.program.program->id);
}

static const char *with(int64_t id, const char *program)
{
	return arena_fmt(&d.arena, "E-%d %s", (int)id, program);
}

static void rights_come_with_included_programs(void)
{
	int64_t id = enrolled_in(&d, "wrapped", ENROLLMENT_ACTIVE), more;
	int64_t partner = partner_of(id);
	struct enrollment_right *rights;
	size_t n;

	CHECK(enrollment_rights(d.owner, partner, &d.arena, &rights, &n, &err));
	CHECK(n == 2 && !rights[0].included && rights[1].included);
	CHECK_STR(rights[1].program.program->id, "lasting");
	CHECK_STR(may(partner, NULL), with(id, "lasting"));
	CHECK_STR(may(partner, "wrapped"), with(id, "wrapped"));
	CHECK(strstr(may(partner, "guided"), "no rights") != NULL);
	more = DESK_OP(&d, d.owner, "enrollment", "add", 0,
	    arena_fmt(&d.arena, "partner=P-%d", (int)partner),
	    "program=lasting");
	/* One that is not active stands in nobody's way. */
	CHECK_STR(may(partner, NULL), with(id, "lasting"));
	CHECK(ENROLL(&d, "activate", more, NULL));
	CHECK(strstr(may(partner, NULL), "name one of them") != NULL);
	CHECK_STR(may(partner, "lasting"), with(more, "lasting"));
	CHECK(ENROLL(&d, "suspend", more, "reason=conduct"));
	CHECK_STR(may(partner, "lasting"), with(id, "lasting"));
	CHECK(ENROLL(&d, "suspend", id, "reason=conduct"));
	CHECK(strstr(may(partner, NULL), "suspended") != NULL);
	CHECK(ENROLL(&d, "terminate", id, "reason=breach"));
	CHECK(ENROLL(&d, "terminate", more, "reason=breach"));
	CHECK(strstr(may(partner, NULL), "no program") != NULL);
}

static void lost_standing_keeps_leads_out(void)
{
	int64_t id = enrolled_in(&d, "guided", ENROLLMENT_ACTIVE);
	int64_t partner = partner_of(id);

	CHECK(
	    ENROLL(&d, "requirement", id, "requirement=survey", "state=lost"));
	CHECK_STR(may(partner, NULL), with(id, "guided"));
	enrolled_at(&d, "2026-03-08");
	CHECK_STR(text(id, "standing"), "lost");
	CHECK(strstr(may(partner, NULL), "lost a requirement") != NULL);
	desk_at(&d, d.owner, "2026-03-02");
}

int main(void)
{
	if (!enrolled_open(&d, ":memory:"))
		return EXIT_FAILURE;
	RUN(measures_are_counted);
	RUN(a_level_is_the_highest_that_is_met);
	RUN(a_review_proposes_and_a_person_confirms);
	RUN(time_reviews_on_the_day);
	RUN(it_says_why);
	RUN(a_preview_says_what_a_move_changes);
	RUN(a_move_takes_the_new_terms);
	RUN(rights_come_with_included_programs);
	RUN(lost_standing_keeps_leads_out);
	desk_close(&d);
	return tap_done();
}
