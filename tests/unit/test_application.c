/* tests/unit/test_application.c - the life of an application. */

#include "config.h"

#include "tests/desk.h"
#include "tests/tap.h"

static struct desk d;
static struct session *rita, *sam; /* two reviewers */
static struct err err;

static const char STATUS[] = "SELECT status FROM application WHERE id = ?1";

static const char SPLIT[] =
    "accord: 1\nprogram: split\nversion: 2026-01\n"
    "valid_from: 2026-01-01\nname: Split Program\ntype: service\n"
    "vendor: Example Vendor\n"
    "entities:\n"
    "  - {id: us, name: Example USA, currency: USD, countries: [US],"
    " timezone: America/New_York}\n"
    "  - {id: eu, name: Example Europe, currency: EUR,"
    " countries: [default], timezone: Europe/Madrid}\n"
    "products:\n  - {id: subscription, name: Subscription}\n"
    "levels:\n  - {id: registered, name: Registered}\n...\n";

static int64_t day_of(const char *text)
{
	date_days day = DATE_NONE;

	return date_parse(text, &day, &err) ? day : DATE_NONE;
}

static void submitting_starts_both_clocks(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Aldora GmbH");

	CHECK(id > 0);
	CHECK_STR(desk_text(&d, STATUS, id), "submitted");
	CHECK(desk_int(&d, "SELECT touch_due FROM application WHERE id = ?1",
		  id) == day_of("2026-03-04"));
	/* Ten business days from Monday; the holiday on 03-19 is later. */
	CHECK(desk_int(&d, "SELECT due FROM application WHERE id = ?1", id) ==
	    day_of("2026-03-16"));
	CHECK(desk_int(&d, "SELECT items FROM application WHERE id = ?1", id) ==
	    4);
}

static void a_required_field_is_asked_for(void)
{
	struct application_data data;
	struct call call = { .params = &data, .arena = &d.arena };

	fields_init(&application_fields, &data);
	data.company = "Nameless contact";
	data.country = "ES";
	data.program = "plain";
	CHECK(!operation_run(
	    d.owner, operation_find("application", "add"), &call, &err));
	CHECK(err.kind == ERR_INVALID);
	CHECK_STR(err.field, "contact_email");
}

static void opening_claims_and_touches(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Claimed Ltd");

	CHECK(DESK_RUN(&d, rita, "claim", id, NULL));
	CHECK_STR(desk_text(&d, STATUS, id), "in_review");
	CHECK_STR(desk_text(&d,
		      "SELECT claimed_by FROM application WHERE id = ?1", id),
	    "rita");
	CHECK(desk_int(&d, "SELECT touched_at FROM application WHERE id = ?1",
		  id) == session_now(rita));
	/* A courtesy: the second is told, and nothing is taken away. */
	CHECK(DESK_RUN(&d, sam, "claim", id, NULL));
	CHECK_STR(desk_text(&d,
		      "SELECT claimed_by FROM application WHERE id = ?1", id),
	    "rita");
}

static void a_check_passes_only_with_evidence(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Evidence SA");

	CHECK(!DESK_RUN(
	    &d, rita, "check", id, "check=screening", "result=passed"));
	CHECK_STR(err.field, "evidence");
	CHECK(DESK_RUN(&d, rita, "evidence", id, "check=screening",
	    "evidence=list of March"));
	CHECK(DESK_RUN(
	    &d, rita, "check", id, "check=screening", "result=passed"));
	CHECK(desk_int(&d,
		  "SELECT recheck_on FROM application_check"
		  " WHERE application = ?1",
		  id) == day_of("2026-03-02") + 90);
	CHECK(!DESK_RUN(
	    &d, rita, "check", id, "check=nonsense", "result=passed"));
	CHECK_STR(err.text,
	    "The program plain has no check \"nonsense\"; it has screening, "
	    "registry, page.");
}

static void the_score_is_kept_in_quarters(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Score BV");
	struct review r;

	CHECK(DESK_RUN(&d, rita, "score", id, "criterion=skills", "step=3"));
	CHECK(desk_int(&d, "SELECT score FROM application WHERE id = ?1", id) ==
	    41); /* 55 x 3 / 4 = 41.25 */
	CHECK(DESK_RUN(&d, rita, "score", id, "criterion=selling", "step=2"));
	CHECK(desk_int(&d, "SELECT score FROM application WHERE id = ?1", id) ==
	    64); /* 41.25 + 22.5 = 63.75 */
	CHECK(review_read(rita, id, &d.arena, &r, &err));
	CHECK(r.score == 64 && r.score_complete && r.n_done == 2);
	CHECK(DESK_RUN(&d, rita, "score", id, "criterion=selling", "step="));
	CHECK(review_read(rita, id, &d.arena, &r, &err));
	CHECK(r.score == 41 && r.score_if_all == 86 && !r.score_complete);
	CHECK(!DESK_RUN(&d, rita, "score", id, "criterion=skills", "step=5"));
	CHECK_STR(err.field, "step");
}

static void approval_makes_partner_and_enrollment(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Meridian S.L.");
	int64_t partner;

	CHECK(desk_review(&d, rita, id, 4));
	CHECK(DESK_RUN(&d, rita, "approve", id, NULL));
	CHECK_STR(desk_text(&d, STATUS, id), "approved");
	partner =
	    desk_int(&d, "SELECT partner FROM application WHERE id = ?1", id);
	CHECK_STR(
	    desk_text(&d, "SELECT name FROM partner WHERE id = ?1", partner),
	    "Meridian S.L.");
	CHECK_STR(
	    desk_text(&d, "SELECT status FROM enrollment WHERE partner = ?1",
		partner),
	    "prospective");
	CHECK_STR(desk_text(&d,
		      "SELECT name FROM contact WHERE partner = ?1"
		      " AND kind = 'main'",
		      partner),
	    "Ana");
	CHECK(!DESK_RUN(&d, sam, "approve", id, NULL));
	CHECK(err.kind == ERR_REFUSED);
	CHECK(strstr(err.text, "approved already, by rita") != NULL);
}

static void a_failed_check_beats_the_score(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Denied Oy");

	CHECK(desk_review(&d, rita, id, 4));
	CHECK(
	    DESK_RUN(&d, rita, "check", id, "check=registry", "result=failed"));
	CHECK(!DESK_RUN(&d, rita, "approve", id, NULL));
	CHECK(strstr(err.text, "The check \"Registry\" failed.") != NULL);
	CHECK(!DESK_RUN(
	    &d, rita, "check", id, "check=registry", "result=waived"));
	CHECK_STR(err.field, "reason");
	CHECK(DESK_RUN(&d, rita, "check", id, "check=registry", "result=waived",
	    "reason=other"));
	CHECK(DESK_RUN(&d, rita, "approve", id, NULL));
}

static void an_old_check_must_be_done_again(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Old Check KK");

	CHECK(desk_review(&d, rita, id, 4));
	desk_at(&d, rita, "2026-06-02");
	CHECK(!DESK_RUN(&d, rita, "approve", id, NULL));
	CHECK(strstr(err.text, "must be done again") != NULL);
	desk_at(&d, rita, "2026-03-02");
}

static void against_the_score_takes_reason_and_note(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Override AG");
	int64_t good = desk_add(&d, d.owner, "plain", "Good Company AG");

	CHECK(desk_review(&d, rita, id, 1));
	CHECK(!DESK_RUN(&d, rita, "approve", id, NULL));
	CHECK_STR(err.field, "note");
	CHECK(!DESK_RUN(&d, rita, "approve", id, "note=strategic"));
	CHECK_STR(err.field, "reason");
	CHECK(DESK_RUN(
	    &d, rita, "approve", id, "note=strategic", "reason=other"));
	CHECK(desk_review(&d, rita, good, 4));
	CHECK(!DESK_RUN(&d, rita, "decline", good, "reason=other"));
	CHECK_STR(err.field, "inside");
	CHECK(DESK_RUN(&d, rita, "decline", good, "reason=no_presence",
	    "inside=closed down"));
	CHECK_STR(desk_text(&d,
		      "SELECT outside FROM application_reason"
		      " WHERE application = ?1",
		      good),
	    "Sorry.");
}

static void nobody_approves_an_own_application(void)
{
	int64_t id = desk_add(&d, rita, "plain", "Own Application Ltd");

	CHECK(desk_review(&d, sam, id, 4));
	CHECK(!DESK_RUN(&d, rita, "approve", id, NULL));
	CHECK(strstr(err.text, "You submitted") != NULL);
	CHECK(DESK_RUN(&d, sam, "approve", id, NULL));
}

static void two_approvals_take_two_people(void)
{
	int64_t id = desk_add(&d, d.owner, "careful", "Two Eyes Ltd");

	CHECK(DESK_RUN(&d, rita, "approve", id, NULL));
	CHECK_STR(desk_text(&d, STATUS, id), "in_review");
	CHECK(!DESK_RUN(&d, rita, "approve", id, NULL));
	CHECK(strstr(err.text, "somebody else's") != NULL);
	CHECK(DESK_RUN(&d, sam, "approve", id, NULL));
	CHECK_STR(desk_text(&d, STATUS, id), "approved");
}

static void an_edit_voids_the_first_approval(void)
{
	int64_t id = desk_add(&d, d.owner, "careful", "Edited Later Ltd");

	CHECK(DESK_RUN(&d, rita, "approve", id, NULL));
	CHECK(DESK_RUN(&d, d.owner, "edit", id, "company=Edited Ltd"));
	CHECK(DESK_RUN(&d, sam, "approve", id, NULL));
	CHECK_STR(desk_text(&d, STATUS, id), "in_review");
}

static void an_answer_voids_the_first_approval(void)
{
	int64_t id = desk_add(&d, d.owner, "careful", "Answered Later Ltd");

	CHECK(DESK_RUN(&d, rita, "approve", id, NULL));
	CHECK(DESK_RUN(&d, sam, "request", id, "reason=other"));
	CHECK(DESK_RUN(&d, sam, "answer", id, "inside=we are somebody else"));
	CHECK(DESK_RUN(&d, sam, "approve", id, NULL));
	CHECK_STR(desk_text(&d, STATUS, id), "in_review");
	CHECK(DESK_RUN(&d, rita, "approve", id, NULL));
	CHECK_STR(desk_text(&d, STATUS, id), "approved");
}

static void a_release_leaves_others_claims(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Released Ltd");
	static const char CLAIMED[] =
	    "SELECT claimed_by FROM application WHERE id = ?1";

	CHECK(DESK_RUN(&d, rita, "claim", id, NULL));
	CHECK(DESK_RUN(&d, sam, "release", id, NULL));
	CHECK_STR(desk_text(&d, CLAIMED, id), "rita");
	CHECK(DESK_RUN(&d, rita, "release", id, NULL));
	CHECK_STR(desk_text(&d, CLAIMED, id), "");
	/* After half an hour a claim is nobody's. */
	CHECK(DESK_RUN(&d, rita, "claim", id, NULL));
	desk_at(&d, sam, "2026-03-03");
	CHECK(DESK_RUN(&d, sam, "claim", id, NULL));
	CHECK_STR(desk_text(&d, CLAIMED, id), "sam");
	desk_at(&d, sam, "2026-03-02");
}

static void every_reason_is_one_of_the_programs(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Reasoned Ltd");

	CHECK(desk_review(&d, rita, id, 4));
	CHECK(!DESK_RUN(&d, rita, "approve", id, "reason=because"));
	CHECK_STR(err.field, "reason");
	CHECK(DESK_RUN(&d, rita, "hold", id, "reason=other", "until=2026-12-01",
	    "outside=We come back to you.", "inside=waits for the budget"));
	CHECK_STR(desk_text(&d,
		      "SELECT outside || '/' || inside FROM"
		      " application_reason WHERE application = ?1",
		      id),
	    "We come back to you./waits for the budget");
}

static void changed_items_are_news_to_who_saw_them(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Newsworthy Ltd");
	struct application_approve_params p = { .note = NULL };
	struct call call = { .id = id, .params = &p, .arena = &d.arena };

	CHECK(desk_review(&d, rita, id, 4));
	call.version =
	    desk_int(&d, "SELECT version FROM application WHERE id = ?1", id);
	/* No counter moves by this. */
	CHECK(DESK_RUN(&d, sam, "evidence", id, "check=screening",
	    "evidence=they are on a list"));
	CHECK(!operation_run(
	    rita, operation_find("application", "approve"), &call, &err));
	CHECK(err.kind == ERR_CONFLICT);
	CHECK(strstr(err.text, "sam") != NULL);
}

static void waiting_stops_the_clock(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Waiting Room SpA");

	desk_at(&d, rita, "2026-03-04"); /* eight days are left */
	CHECK(!DESK_RUN(&d, rita, "request", id, "reason=nonsense"));
	CHECK(DESK_RUN(&d, rita, "request", id, "reason=other"));
	CHECK(desk_int(&d, "SELECT due FROM application WHERE id = ?1", id) ==
	    -1);
	CHECK(desk_int(&d, "SELECT days_left FROM application WHERE id = ?1",
		  id) == 8);
	CHECK(desk_int(&d, "SELECT expires_on FROM application WHERE id = ?1",
		  id) == day_of("2026-04-03"));
	CHECK(!DESK_RUN(&d, rita, "approve", id, NULL));
	desk_at(&d, rita, "2026-03-17");
	CHECK(DESK_RUN(&d, rita, "answer", id, "inside=they sent it"));
	/* Eight business days on, past the holiday of 03-19. */
	CHECK(desk_int(&d, "SELECT due FROM application WHERE id = ?1", id) ==
	    day_of("2026-03-30"));
	desk_at(&d, rita, "2026-03-02");
}

static void an_overdue_clock_stays_overdue(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Late Company NV");

	desk_at(&d, rita, "2026-03-18"); /* two days late */
	CHECK(
	    DESK_RUN(&d, rita, "hold", id, "reason=other", "until=2026-03-25"));
	CHECK(desk_int(&d, "SELECT days_left FROM application WHERE id = ?1",
		  id) == -2);
	desk_at(&d, rita, "2026-03-25");
	CHECK(DESK_RUN(&d, rita, "resume", id, NULL));
	CHECK(desk_int(&d, "SELECT due FROM application WHERE id = ?1", id) ==
	    day_of("2026-03-23"));
	desk_at(&d, rita, "2026-03-02");
}

static void time_wakes_and_expires(void)
{
	int64_t held = desk_add(&d, d.owner, "plain", "Held Company AB");
	int64_t asked = desk_add(&d, d.owner, "plain", "Asked Company AB");
	size_t n = 0;

	CHECK(DESK_RUN(
	    &d, rita, "hold", held, "reason=other", "until=2026-03-10"));
	CHECK(DESK_RUN(&d, rita, "request", asked, "reason=other"));
	desk_at(&d, rita, "2026-03-09");
	CHECK(application_sweep(rita, 200, &n, &err) && n == 0);
	desk_at(&d, rita, "2026-03-10");
	CHECK(application_sweep(rita, 200, &n, &err) && n == 1);
	CHECK_STR(desk_text(&d, STATUS, held), "in_review");
	desk_at(&d, rita, "2026-04-02");
	CHECK(application_sweep(rita, 200, &n, &err));
	CHECK_STR(desk_text(&d, STATUS, asked), "expired");
	CHECK(application_sweep(rita, 200, &n, &err) && n == 0);
	desk_at(&d, rita, "2026-03-02");
}

static void time_acts_on_the_entitys_day_and_in_its_own_name(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Timely AB");
	struct session *vera = desk_login(&d, "vera", "viewer");
	size_t n = 0;

	CHECK(
	    DESK_RUN(&d, rita, "hold", id, "reason=other", "until=2026-03-10"));
	/* By hand, nobody shortens it that way. */
	CHECK(!DESK_RUN(&d, rita, "wake", id, NULL));
	CHECK_STR(desk_text(&d, STATUS, id), "on_hold");
	/* 2026-03-09T23:30Z is the 10th in Madrid. */
	desk_at(&d, vera, "2026-03-09");
	*(int64_t *)vera->clock_arg += (14 * 60 + 30) * 60;
	CHECK(application_sweep(vera, 200, &n, &err) && n == 1);
	CHECK_STR(desk_text(&d, STATUS, id), "in_review");
	CHECK_STR(desk_text(&d,
		      "SELECT actor FROM audit WHERE operation ="
		      " 'application wake' AND record = ?1",
		      id),
	    ACTOR_TIME);
	/* Nor does anybody take it back. */
	CHECK(change_last(vera, &id, &err) && id == 0);
	session_close(vera);
}

static void a_reapplication_is_linked_and_waits(void)
{
	int64_t first = desk_add(&d, d.owner, "plain", "Again & Again GmbH");
	int64_t second;

	CHECK(DESK_RUN(&d, rita, "decline", first, "reason=other"));
	CHECK(desk_add(&d, d.owner, "plain", "AGAIN & AGAIN") == 0);
	desk_at(&d, d.owner, "2026-08-29");
	second = desk_add(&d, d.owner, "plain", "Again & Again, GmbH");
	CHECK(second > 0);
	CHECK(desk_int(&d, "SELECT earlier FROM application WHERE id = ?1",
		  second) == first);
	desk_at(&d, d.owner, "2026-03-02");
}

static void a_withdrawal_does_not_shorten_the_wait(void)
{
	int64_t first = desk_add(&d, d.owner, "plain", "Patient Ltd");
	int64_t second;

	second = desk_add(&d, d.owner, "plain", "Patient Ltd");
	CHECK(DESK_RUN(&d, rita, "decline", first, "reason=other"));
	CHECK(DESK_RUN(&d, rita, "withdraw", second, "reason=other"));
	CHECK(desk_add(&d, d.owner, "plain", "Patient Ltd") == 0);
}

static void a_draft_comes_in_on_the_terms_of_its_day(void)
{
	static const char NEWER[] =
	    "accord: 1\nprogram: careful\nversion: 2026-04\n"
	    "valid_from: 2026-04-01\nname: Careful Program\ntype: service\n"
	    "vendor: Example Vendor\n"
	    "entities:\n  - {id: eu, name: Example Europe, currency: EUR,"
	    " countries: [default], timezone: Europe/Madrid}\n"
	    "products:\n  - {id: subscription, name: Subscription}\n"
	    "levels:\n  - {id: registered, name: Registered}\n"
	    "application:\n  checks:\n"
	    "    - {id: screening, name: Screening}\n...\n";
	struct application_data data;
	struct call call = { .params = &data, .arena = &d.arena };
	int64_t id;

	fields_init(&application_fields, &data);
	data.company = "Slow Writer Ltd";
	data.country = "ES";
	data.program = "careful";
	data.contact_name = "Ana";
	data.contact_email = "ana@gmail.com";
	CHECK(operation_run(
	    d.owner, operation_find("application", "draft"), &call, &err));
	id = call.ret_id;
	CHECK(desk_load(&d, NEWER));
	desk_at(&d, d.owner, "2026-04-07");
	CHECK(DESK_RUN(&d, d.owner, "submit", id, NULL));
	CHECK_STR(desk_text(&d,
		      "SELECT v.label FROM application a JOIN program_version"
		      " v ON v.id = a.program_version WHERE a.id = ?1",
		      id),
	    "2026-04");
	CHECK(desk_int(&d, "SELECT items FROM application WHERE id = ?1", id) ==
	    1);
	desk_at(&d, d.owner, "2026-03-02");
}

/* No row for a check means that nobody did it; the program knows of it. */
static void a_check_without_a_row_is_open(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Rowless Ltd");
	struct review r;

	CHECK(desk_int(&d,
		  "SELECT count(*) FROM application_check"
		  " WHERE application = ?1",
		  id) == 0);
	CHECK(review_read(rita, id, &d.arena, &r, &err));
	CHECK(r.n_items == 4 && r.n_done == 0);
	CHECK_STR(r.items[0].result, "open");
	CHECK_STR(r.blocker, "The check \"Screening\" is open.");
}

static void what_is_decided_is_not_edited(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Decided Ltd");

	CHECK(DESK_RUN(&d, rita, "decline", id, "reason=other"));
	CHECK(!DESK_RUN(&d, sam, "edit", id, "city=Lugo"));
	CHECK(err.kind == ERR_REFUSED);
	CHECK(strstr(err.text, "declined already, by rita") != NULL);
	/* A note may still be added. */
	CHECK(DESK_RUN(&d, sam, "note", id, "inside=they called"));
}

static void an_edit_is_whole_or_refused(void)
{
	int64_t id = desk_add(&d, d.owner, "split", "Mover Ltd");
	static const char ENTITY[] =
	    "SELECT entity FROM application WHERE id = ?1";
	static const char REF[] = "SELECT ref FROM application WHERE id = ?1";

	CHECK_STR(desk_text(&d, ENTITY, id), "eu");
	CHECK(DESK_RUN(&d, rita, "edit", id, "country=US", "id=M-1"));
	CHECK_STR(desk_text(&d, ENTITY, id), "us");
	CHECK_STR(desk_text(&d, REF, id), "M-1");
	CHECK(DESK_RUN(&d, rita, "edit", id, "id="));
	CHECK_STR(desk_text(&d, REF, id), "(none)");
	CHECK(!DESK_RUN(&d, rita, "edit", id, "submitted_on=2026-01-05"));
	CHECK_STR(err.field, "submitted_on");
}

static void another_name_is_screened_again(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Old Name Ltd");

	CHECK(desk_review(&d, rita, id, 4));
	CHECK(DESK_RUN(&d, rita, "edit", id, "city=Lugo"));
	CHECK(DESK_RUN(&d, rita, "edit", id, "company=New Name Ltd"));
	CHECK(!DESK_RUN(&d, rita, "approve", id, NULL));
	CHECK(strstr(err.text, "The check \"Screening\" must be done again.") !=
	    NULL);
	CHECK(DESK_RUN(&d, rita, "check", id, "check=screening",
	    "result=passed", "evidence=list, new name"));
	CHECK(DESK_RUN(&d, rita, "approve", id, NULL));
}

static void duplicates_are_shown(void)
{
	int64_t one = desk_add(&d, d.owner, "plain", "Twin Peaks Inc.");
	int64_t two = desk_add(&d, d.owner, "careful", "TWIN PEAKS, LLC");
	struct duplicate *list;
	size_t n;

	CHECK(application_duplicates(rita, two, &d.arena, &list, &n, &err));
	CHECK(n >= 1);
	CHECK(list[n - 1].id == one && !list[n - 1].is_partner);
}

int main(void)
{
	if (!desk_open(&d, ":memory:") || !desk_load(&d, SPLIT) ||
	    (rita = desk_login(&d, "rita", "reviewer")) == NULL ||
	    (sam = desk_login(&d, "sam", "reviewer")) == NULL) {
		printf("Bail out! no desk\n");
		return EXIT_FAILURE;
	}
	RUN(submitting_starts_both_clocks);
	RUN(a_required_field_is_asked_for);
	RUN(opening_claims_and_touches);
	RUN(a_check_passes_only_with_evidence);
	RUN(the_score_is_kept_in_quarters);
	RUN(approval_makes_partner_and_enrollment);
	RUN(a_failed_check_beats_the_score);
	RUN(an_old_check_must_be_done_again);
	RUN(against_the_score_takes_reason_and_note);
	RUN(nobody_approves_an_own_application);
	RUN(two_approvals_take_two_people);
	RUN(an_edit_voids_the_first_approval);
	RUN(an_answer_voids_the_first_approval);
	RUN(a_release_leaves_others_claims);
	RUN(every_reason_is_one_of_the_programs);
	RUN(changed_items_are_news_to_who_saw_them);
	RUN(waiting_stops_the_clock);
	RUN(an_overdue_clock_stays_overdue);
	RUN(time_wakes_and_expires);
	RUN(time_acts_on_the_entitys_day_and_in_its_own_name);
	RUN(a_reapplication_is_linked_and_waits);
	RUN(a_withdrawal_does_not_shorten_the_wait);
	RUN(a_draft_comes_in_on_the_terms_of_its_day);
	RUN(a_check_without_a_row_is_open);
	RUN(what_is_decided_is_not_edited);
	RUN(an_edit_is_whole_or_refused);
	RUN(another_name_is_screened_again);
	RUN(duplicates_are_shown);
	session_close(rita);
	session_close(sam);
	desk_close(&d);
	return tap_done();
}
