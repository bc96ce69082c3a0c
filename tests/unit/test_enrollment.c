/* tests/unit/test_enrollment.c - what people do with enrollments. */

#include "config.h"

#include "domain/outbox.h"
#include "domain/partner.h"
#include "tests/enrolled.h"
#include "tests/tap.h"

static struct desk d;
static struct err err;

#define BIT(state) STATE_BIT(ENROLLMENT_##state)
#define ALL_BEFORE (BIT(PROSPECTIVE) | BIT(ONBOARDING))
#define RUNNING (BIT(ACTIVE) | BIT(SUSPENDED))
#define LIVE (ALL_BEFORE | RUNNING)

static const char *state_of(int64_t id)
{
	return enrolled_text(&d, id, "status");
}

static int64_t in(const char *program, enum enrollment_state state)
{
	return enrolled_in(&d, program, state);
}

/* Which states an operation is done in, and where it leads; NULL: it stays. */
static void every_move_is_allowed_or_refused(void)
{
	static const struct {
		const char *verb, *params[4];
		unsigned from;
		const char *to;
	} cases[] = {
		{ "send", { "document=all" }, LIVE, NULL },
		{ "sign", { "by=Ana" }, BIT(PROSPECTIVE), "onboarding" },
		{ "activate", { NULL }, BIT(ONBOARDING), "active" },
		{ "suspend", { "reason=conduct" }, BIT(ACTIVE), "suspended" },
		{ "reinstate", { NULL }, BIT(SUSPENDED), "active" },
		{ "terminate", { "reason=breach" }, LIVE, "terminated" },
		{ "notice", { "by=partner", "reason=partner_notice" }, RUNNING,
		    NULL },
		{ "requirement", { "requirement=x", "state=met" }, 0, NULL },
		{ "note", { "inside=hello" },
		    LIVE | BIT(TERMINATED) | BIT(LAPSED), NULL },
		{ "lapse", { NULL }, 0, NULL },
		{ "roll", { NULL }, 0, NULL },
		{ "warn", { NULL }, 0, NULL },
		{ "lose", { NULL }, 0, NULL },
		{ "pass", { NULL }, 0, NULL },
		{ "propose", { NULL }, 0, NULL },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		for (size_t s = 0; s < enrollment_lifecycle.n_states; s++) {
			int64_t id = in("signed", (enum enrollment_state)s);
			const char *was = state_of(id);
			bool may = (cases[i].from & STATE_BIT(s)) != 0;

			CHECK(id > 0);
			CHECK_STR(was, enrollment_lifecycle.states[s].name);
			if ((desk_op(&d, d.owner, "enrollment", cases[i].verb,
				 id, cases[i].params, &err) > 0) != may) {
				printf("# %s when %s: %s\n", cases[i].verb, was,
				    may ? err.text : "allowed");
				CHECK(false);
			}
			CHECK_STR(state_of(id),
			    may && cases[i].to != NULL ? cases[i].to : was);
		}
}

static void it_begins_with_what_is_known(void)
{
	int64_t id = enrolled_new(&d, "guided");
	int64_t imported;
	struct enrollment_new new = { .level = "silver",
		.country = "ES",
		.status = ENROLLMENT_ACTIVE,
		.since = date_of(2019, 5, 17) };
	struct change c;

	CHECK_STR(state_of(id), "prospective");
	CHECK_STR(enrolled_text(&d, id, "level"), "registered");
	CHECK_STR(enrolled_requirement(&d, id, "application"), "waived");
	CHECK_STR(enrolled_requirement(&d, id, "fee"), "open");
	CHECK_STR(enrolled_requirement(&d, id, "visit"), "open");
	CHECK_STR(enrolled_requirement(&d, id, "training"), "(none)");
	CHECK(desk_int(&d,
		  "SELECT count(*) FROM document WHERE enrollment = ?1"
		  " AND needs_sign = 1",
		  id) == 2);
	CHECK(desk_int(&d,
		  "SELECT count(*) FROM enrollment_benefit"
		  " WHERE enrollment = ?1",
		  id) == 1);
	CHECK(desk_int(&d,
		  "SELECT count(*) FROM enrollment_term WHERE enrollment = ?1",
		  id) == 1);
	/* A file says that one is active, and since when; no more. */
	new.partner =
	    desk_int(&d, "SELECT partner FROM enrollment WHERE id = ?1", id);
	CHECK(ENROLL(&d, "terminate", id, "reason=other"));
	CHECK(program_by_name(d.owner, "guided@2026-01", &new.program, &err));
	CHECK(change_begin(d.owner, "enrollment add", RIGHT_PARTNER, "partner",
	    new.partner, NULL, NULL, &c, &err));
	CHECK(db_exec(d.db,
	    "INSERT INTO batch (id, kind, file, created_at, created_by)"
	    " VALUES (7, 'partners', 'f', 0, 'x')",
	    NO_VALUES, NULL, &err));
	new.batch = 7;
	CHECK(enrollment_insert(&c, &new, &d.arena, &imported, &err));
	CHECK(change_commit(&c, &err, "Imported."));
	CHECK_STR(enrolled_day(&d, imported, "active_on"), "2019-05-17");
	CHECK_STR(enrolled_day(&d, imported, "term_from"), "2025-05-17");
	CHECK_STR(enrolled_day(&d, imported, "term_to"), "2026-05-16");
	CHECK_STR(enrolled_day(&d, imported, "notice_by"), "2026-04-16");
	CHECK_STR(enrolled_day(&d, imported, "remind_on"), "2026-03-17");
	CHECK_STR(enrolled_requirement(&d, imported, "fee"), "(none)");
	CHECK_STR(enrolled_text(&d, imported, "standing"), "good");
}

static void a_second_one_is_refused(void)
{
	int64_t id = enrolled_new(&d, "simple");
	const char *partner = arena_fmt(&d.arena, "partner=P-%d",
	    (int)desk_int(
		&d, "SELECT partner FROM enrollment WHERE id = ?1", id));

	CHECK(DESK_OP(&d, d.owner, "enrollment", "add", 0, partner,
		  "program=simple") == 0);
	CHECK(err.kind == ERR_REFUSED);
	CHECK(strstr(err.text, "already") != NULL);
	CHECK(DESK_OP(&d, d.owner, "enrollment", "add", 0, partner,
		  "program=lasting") > 0);
	CHECK(ENROLL(&d, "terminate", id, "reason=other"));
	CHECK(DESK_OP(&d, d.owner, "enrollment", "add", 0, partner,
		  "program=simple") > 0);
	CHECK(DESK_OP(&d, d.owner, "enrollment", "add", 0, "partner=P-9999",
		  "program=simple") == 0);
	CHECK(DESK_OP(&d, d.owner, "enrollment", "add", 0, partner,
		  "program=guided", "level=platinum") == 0);
	CHECK_STR(err.field, "level");
}

static void documents_are_sent_and_signed(void)
{
	int64_t id = enrolled_new(&d, "guided");

	CHECK(ENROLL(&d, "send", id, "document=order", "on=2026-03-01"));
	CHECK(!ENROLL(&d, "send", id, "document=order"));
	CHECK(strstr(err.text, "2026-03-01") != NULL);
	CHECK(ENROLL(&d, "send", id, "document=all"));
	CHECK(!ENROLL(&d, "send", id, NULL));
	CHECK(!ENROLL(&d, "send", id, "document=brochure"));
	CHECK(!ENROLL(&d, "sign", id, "by=Ana", "on=2026-03-03"));
	CHECK(!ENROLL(&d, "sign", id, "by=Ana", "on=2026-03-01"));
	CHECK(strstr(err.text, "made on 2026-03-02") != NULL);
	CHECK(!ENROLL(&d, "sign", id, "document=order"));
	CHECK(ENROLL(
	    &d, "sign", id, "document=order", "by=Ana", "ref=cabinet 7"));
	CHECK_STR(state_of(id), "prospective");
	CHECK_STR(enrolled_requirement(&d, id, "papers"), "open");
	CHECK(!ENROLL(&d, "sign", id, "document=order", "by=Ben"));
	CHECK(strstr(err.text, "by Ana") != NULL);
	CHECK(ENROLL(&d, "sign", id, "by=Ben"));
	CHECK_STR(state_of(id), "onboarding");
	CHECK_STR(enrolled_requirement(&d, id, "papers"), "met");
	CHECK(ENROLL(&d, "undo", id, NULL));
	CHECK_STR(state_of(id), "prospective");
	CHECK_STR(enrolled_requirement(&d, id, "papers"), "open");
}

/* The letter of an approval has them; its delivery is their day. */
static void delivery_sends_documents(void)
{
	static const char SENT[] =
	    "SELECT count(*) FROM document WHERE application = ?1"
	    " AND sent_on = 20515 AND sent_by = '(time)'";
	struct session *rita = desk_login(&d, "rita", "reviewer");
	int64_t id = desk_add(&d, d.owner, "guided", "Delivered Ltd");
	struct outgoing o;
	bool found;

	CHECK(rita != NULL && id > 0);
	CHECK(DESK_RUN(&d, rita, "check", id, "check=screening",
	    "result=passed", "evidence=seen"));
	CHECK(DESK_RUN(&d, rita, "approve", id, NULL));
	session_close(rita);
	desk_at(&d, d.owner, "2026-03-03");
	do {
		CHECK(outbox_take(d.owner, &d.arena, &o, &found, &err));
		CHECK(found);
		CHECK(desk_int(&d, SENT, id) == 0);
		CHECK(outbox_settle(d.owner, &o, OUTBOX_SENT, "ok", &err));
	} while (o.n_files == 0);
	CHECK(desk_int(&d, SENT, id) == 2);
	id = desk_int(
	    &d, "SELECT id FROM enrollment WHERE application = ?1", id);
	CHECK(!ENROLL(&d, "send", id, NULL));
	desk_at(&d, d.owner, "2026-03-02");
}

static void it_is_active_once_nothing_is_open(void)
{
	int64_t id = enrolled_new(&d, "guided");

	CHECK(!ENROLL(&d, "activate", id, NULL));
	CHECK(strstr(err.text, "Order, Agreement") != NULL);
	CHECK(ENROLL(&d, "sign", id, "by=Ana"));
	CHECK(!ENROLL(&d, "activate", id, NULL));
	CHECK(strstr(err.text,
		  "fee is open, page is open, survey is open, visit is open") !=
	    NULL);
	CHECK(!ENROLL(&d, "requirement", id, "requirement=page", "state=met"));
	CHECK_STR(err.field, "evidence");
	CHECK(
	    !ENROLL(&d, "requirement", id, "requirement=fee", "state=waived"));
	CHECK_STR(err.field, "reason");
	CHECK(!ENROLL(&d, "requirement", id, "requirement=fee", "state=lost"));
	CHECK(!ENROLL(&d, "requirement", id, "requirement=what", "state=met"));
	CHECK(strstr(err.text, "fee, page, application") != NULL);
	CHECK(ENROLL(&d, "requirement", id, "requirement=page", "state=met",
	    "evidence=https://partner.example"));
	CHECK(ENROLL(&d, "requirement", id, "requirement=fee", "state=met"));
	CHECK(ENROLL(&d, "requirement", id, "requirement=survey",
	    "state=waived", "reason=not_applicable"));
	CHECK(ENROLL(&d, "requirement", id, "requirement=visit", "state=met"));
	CHECK(!ENROLL(&d, "activate", id, "on=2026-03-03"));
	CHECK(ENROLL(&d, "activate", id, "on=2026-03-01"));
	CHECK_STR(state_of(id), "active");
	CHECK_STR(enrolled_day(&d, id, "active_on"), "2026-03-01");
	CHECK_STR(enrolled_day(&d, id, "term_from"), "2026-03-01");
	CHECK_STR(enrolled_day(&d, id, "term_to"), "2027-02-28");
	CHECK_STR(enrolled_day(&d, id, "notice_by"), "2027-01-29");
	CHECK_STR(enrolled_day(&d, id, "review_on"), "2027-03-02");
	CHECK_STR(desk_text(&d,
		      "SELECT p.status FROM partner p JOIN enrollment e"
		      " ON e.partner = p.id WHERE e.id = ?1",
		      id),
	    "active");
	CHECK(desk_int(&d,
		  "SELECT count(*) FROM message WHERE noun = 'enrollment'"
		  " AND template = 'letter-welcome' AND record = ?1",
		  id) == 1);
	CHECK(desk_int(&d,
		  "SELECT count(*) FROM document WHERE enrollment = ?1"
		  " AND kind = 'pack'",
		  id) == 1);
	CHECK(desk_int(&d,
		  "SELECT due_on FROM enrollment_requirement"
		  " WHERE enrollment = ?1 AND item = 'fee'",
		  id) == date_of(2027, 3, 1));
	CHECK(desk_int(&d,
		  "SELECT recheck_on FROM enrollment_requirement"
		  " WHERE enrollment = ?1 AND item = 'page'",
		  id) == date_of(2026, 5, 31));
	/* Whatever comes first. */
	CHECK_STR(enrolled_day(&d, id, "due"), "2026-05-31");
	CHECK_STR(enrolled_day(&d, id, "wake_on"), "2026-06-01");
}

static void fees_go_on_by_their_period(void)
{
	static const char DUE[] = "SELECT due_on FROM enrollment_requirement"
				  " WHERE enrollment = ?1 AND item = 'fee'";
	int64_t id = in("guided", ENROLLMENT_ACTIVE);

	CHECK(desk_int(&d, DUE, id) == date_of(2027, 3, 2));
	/* Paid twice: nothing moves unless somebody says so. */
	CHECK(ENROLL(&d, "requirement", id, "requirement=fee", "state=met"));
	CHECK(desk_int(&d, DUE, id) == date_of(2027, 3, 2));
	CHECK(ENROLL(&d, "requirement", id, "requirement=fee", "state=met",
	    "due=2028-03-02"));
	CHECK(desk_int(&d, DUE, id) == date_of(2028, 3, 2));
	CHECK(ENROLL(&d, "undo", id, NULL));
	desk_at(&d, d.owner, "2027-03-10");
	CHECK(ENROLL(&d, "requirement", id, "requirement=fee", "state=met"));
	CHECK(desk_int(&d, DUE, id) == date_of(2028, 3, 2));
	desk_at(&d, d.owner, "2026-03-02");
}

static void suspension_has_a_reason_and_an_end(void)
{
	int64_t id = in("guided", ENROLLMENT_ACTIVE);

	CHECK(!ENROLL(&d, "suspend", id, "reason=because"));
	CHECK_STR(err.field, "reason");
	CHECK(ENROLL(&d, "suspend", id, "reason=conduct", "inside=see mail"));
	CHECK_STR(state_of(id), "suspended");
	CHECK_STR(enrolled_day(&d, id, "suspended_on"), "2026-03-02");
	CHECK(
	    desk_int(&d,
		"SELECT count(*) FROM remark WHERE noun = 'enrollment'"
		" AND record = ?1 AND kind = 'suspend' AND inside = 'see mail'"
		" AND outside <> ''",
		id) == 1);
	CHECK(desk_int(&d,
		  "SELECT count(*) FROM message WHERE record = ?1"
		  " AND template = 'letter-suspension'",
		  id) == 1);
	CHECK(ENROLL(&d, "reinstate", id, "note=settled"));
	CHECK_STR(state_of(id), "active");
	CHECK_STR(enrolled_day(&d, id, "suspended_on"), "-");
	CHECK_STR(enrolled_text(&d, id, "reason"), "");
}

static void notice_ends_it_with_its_term(void)
{
	int64_t id = in("guided", ENROLLMENT_ACTIVE);

	CHECK(!ENROLL(&d, "renew", id, NULL));
	desk_at(&d, d.owner, "2027-01-31");
	CHECK(!ENROLL(&d, "notice", id, "by=partner", "reason=partner_notice"));
	CHECK(strstr(err.text, "2027-01-30") != NULL);
	CHECK(ENROLL(&d, "notice", id, "by=partner", "reason=partner_notice",
	    "on=2027-01-30"));
	CHECK_STR(enrolled_text(&d, id, "renewal"), "end");
	CHECK_STR(enrolled_day(&d, id, "notice_by"), "-");
	CHECK(!ENROLL(&d, "notice", id, "by=vendor", "reason=vendor_notice"));
	CHECK(ENROLL(&d, "renew", id, NULL));
	CHECK_STR(enrolled_text(&d, id, "renewal"), "auto");
	desk_at(&d, d.owner, "2026-03-02");
}

/* Its own leads only; they are back when the end is taken back. */
static void open_leads_close_with_it(void)
{
	static const char STAGE[] = "SELECT stage FROM lead WHERE id = ?1";
	int64_t id = in("lasting", ENROLLMENT_ACTIVE);
	int64_t other = in("lasting", ENROLLMENT_ACTIVE);
	int64_t lead[2];

	for (size_t i = 0; i < 2; i++) {
		lead[i] = DESK_OP(&d, d.owner, "lead", "add", 0,
		    arena_fmt(&d.arena, "partner=P-%d",
			(int)desk_int(&d,
			    "SELECT partner FROM enrollment WHERE id = ?1",
			    i == 0 ? id : other)),
		    arena_fmt(&d.arena, "customer=Customer %zu", i),
		    arena_fmt(&d.arena, "domain=customer%zu.example", i),
		    "country=ES", "contact_name=Eva",
		    "contact_email=eva@buyer.example", "product=support",
		    "value=1000", "currency=EUR", "expected_close=2026-06-01",
		    "consent=yes");
		if (lead[i] == 0)
			printf("# %s\n", err.text);
		CHECK(lead[i] > 0);
	}
	CHECK(ENROLL(&d, "terminate", id, "reason=breach"));
	CHECK_STR(desk_text(&d, STAGE, lead[0]), "withdrawn");
	CHECK_STR(desk_text(&d, STAGE, lead[1]), "submitted");
	CHECK(ENROLL(&d, "undo", id, NULL));
	CHECK_STR(desk_text(&d, STAGE, lead[0]), "submitted");
	CHECK_STR(state_of(id), "active");
}

static void benefits_are_ticked(void)
{
	int64_t id = in("guided", ENROLLMENT_ACTIVE);
	struct enrollment_benefits b;

	CHECK(enrollment_benefits(d.owner, id, &d.arena, &b, &err));
	CHECK(b.n == 2 && b.list[0].task && b.list[0].done_at == 0);
	CHECK(ENROLL(&d, "benefit", id, "benefit=logo", "note=on the site"));
	CHECK(!ENROLL(&d, "benefit", id, "benefit=logo"));
	CHECK(!ENROLL(&d, "benefit", id, "benefit=recognition"));
	CHECK(!ENROLL(&d, "benefit", id, "benefit=crown"));
	CHECK(strstr(err.text, "logo") != NULL);
	CHECK(enrollment_benefits(d.owner, id, &d.arena, &b, &err));
	CHECK(b.list[0].done_at != 0);
	CHECK_STR(b.list[0].done_by, "owner");
	CHECK(ENROLL(&d, "benefit", id, "benefit=logo", "done=no"));
	CHECK(enrollment_benefits(d.owner, id, &d.arena, &b, &err));
	CHECK(b.list[0].done_at == 0);
}

static void only_partner_managers_may(void)
{
	struct session *viewer = desk_login(&d, "vera", "viewer");
	int64_t id = in("simple", ENROLLMENT_ACTIVE);

	CHECK(viewer != NULL);
	CHECK(DESK_OP(&d, viewer, "enrollment", "suspend", id,
		  "reason=conduct") == 0);
	CHECK(err.kind == ERR_FORBIDDEN);
	CHECK_STR(state_of(id), "active");
	session_close(viewer);
}

/* Undo of each brings back all that the operation wrote, dates included. */
static void undo_leaves_nothing_behind(void)
{
	static const struct {
		const char *verb, *params[4];
	} cases[] = {
		{ "suspend", { "reason=conduct" } },
		{ "terminate", { "reason=breach" } },
		{ "notice", { "by=vendor", "reason=vendor_notice" } },
		{ "level", { "level=gold", "reason=strategic" } },
		{ "move", { "to=2027-01" } },
		{ "requirement", { "requirement=page", "state=lost" } },
		{ "benefit", { "benefit=logo" } },
	};
	static const char SELECT_ROW[] =
	    "SELECT status || level || program_version || standing || renewal"
	    " || reason || proposed || coalesce(term_to, 0)"
	    " || coalesce(notice_by, 0) || coalesce(remind_on, 0)"
	    " || coalesce(review_on, 0) || coalesce(due, 0)"
	    " || coalesce(wake_on, 0) || coalesce(ended_on, 0)"
	    " || (SELECT status FROM partner WHERE id = partner)"
	    " || (SELECT group_concat(state) FROM enrollment_requirement"
	    " WHERE enrollment = e.id AND state <> 'unknown')"
	    " FROM enrollment e WHERE id = ?1";

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int64_t id = in("guided", ENROLLMENT_ACTIVE);
		const char *was = desk_text(&d, SELECT_ROW, id);

		CHECK(desk_op(&d, d.owner, "enrollment", cases[i].verb, id,
			  cases[i].params, &err) > 0);
		CHECK(ENROLL(&d, "undo", id, NULL));
		CHECK_STR(desk_text(&d, SELECT_ROW, id), was);
	}
}

int main(void)
{
	if (!enrolled_open(&d, ":memory:"))
		return EXIT_FAILURE;
	RUN(every_move_is_allowed_or_refused);
	RUN(it_begins_with_what_is_known);
	RUN(a_second_one_is_refused);
	RUN(documents_are_sent_and_signed);
	RUN(delivery_sends_documents);
	RUN(it_is_active_once_nothing_is_open);
	RUN(fees_go_on_by_their_period);
	RUN(suspension_has_a_reason_and_an_end);
	RUN(notice_ends_it_with_its_term);
	RUN(open_leads_close_with_it);
	RUN(benefits_are_ticked);
	RUN(only_partner_managers_may);
	RUN(undo_leaves_nothing_behind);
	desk_close(&d);
	return tap_done();
}
