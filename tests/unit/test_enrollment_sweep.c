/* tests/unit/test_enrollment_sweep.c - what time does to enrollments, once. */

#include "config.h"

#include <unistd.h>

#include "tests/child.h"
#include "tests/enrolled.h"
#include "tests/tap.h"

static struct desk d;
static struct err err;

static const char *text(int64_t id, const char *column)
{
	return enrolled_text(&d, id, column);
}

static int64_t audits(int64_t id, const char *verb)
{
	return desk_int(&d,
	    arena_fmt(&d.arena,
		"SELECT count(*) FROM audit WHERE kind = 'enrollment'"
		" AND record = ?1 AND operation = 'enrollment %s'"
		" AND actor = '(time)'",
		verb),
	    id);
}

static int64_t letters(int64_t id, const char *template)
{
	return desk_int(&d,
	    arena_fmt(&d.arena,
		"SELECT count(*) FROM message WHERE noun = 'enrollment'"
		" AND record = ?1 AND template = 'letter-%s' AND void = 0",
		template),
	    id);
}

/* Each test has its own database, so that one's time is not another's. */
static bool begin(void)
{
	desk_close(&d);
	return enrolled_open(&d, ":memory:");
}

static void a_check_is_warned_about_then_lost(void)
{
	static const struct {
		const char *day;
		int happens;
		const char *requirement, *standing, *status;
	} steps[] = {
		{ "2026-05-31", 0, "met", "good", "active" },
		{ "2026-06-01", 1, "warned", "warned", "active" },
		{ "2026-06-01", 0, "warned", "warned", "active" },
		{ "2026-06-21", 0, "warned", "warned", "active" },
		{ "2026-06-22", 1, "lost", "lost", "suspended" },
		{ "2026-06-22", 0, "lost", "lost", "suspended" },
		{ "2026-12-30", 0, "lost", "lost", "suspended" },
	};
	int64_t id;

	CHECK(begin());
	id = enrolled_in(&d, "guided", ENROLLMENT_ACTIVE);
	for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
		CHECK(enrolled_at(&d, steps[i].day) == steps[i].happens);
		CHECK_STR(
		    enrolled_requirement(&d, id, "page"), steps[i].requirement);
		CHECK_STR(text(id, "standing"), steps[i].standing);
		CHECK_STR(text(id, "status"), steps[i].status);
	}
	CHECK(letters(id, "warning") == 1 && letters(id, "suspension") == 1);
	CHECK(audits(id, "warn") == 1 && audits(id, "lose") == 1);
	/* It comes back once it is put right. */
	CHECK(!DESK_OP(&d, d.owner, "enrollment", "reinstate", id, NULL));
	CHECK(strstr(err.text, "Page") != NULL);
	CHECK(ENROLL(&d, "requirement", id, "requirement=page", "state=met",
	    "evidence=back"));
	CHECK(ENROLL(&d, "reinstate", id, NULL));
	CHECK_STR(text(id, "standing"), "good");
}

static void what_is_mended_in_time_is_well(void)
{
	int64_t id;

	CHECK(begin());
	id = enrolled_in(&d, "guided", ENROLLMENT_ACTIVE);
	CHECK(enrolled_at(&d, "2026-06-01") == 1);
	CHECK(ENROLL(&d, "requirement", id, "requirement=page", "state=met",
	    "evidence=again"));
	CHECK_STR(text(id, "standing"), "good");
	CHECK(enrolled_at(&d, "2026-06-25") == 0);
	CHECK_STR(enrolled_day(&d, id, "wake_on"), "2026-08-31");
}

/* What the loss brings is the program's: a level less, or a word only. */
static void the_program_says_what_a_loss_brings(void)
{
	int64_t id, low;

	CHECK(begin());
	id = enrolled_in(&d, "guided", ENROLLMENT_ACTIVE);
	low = enrolled_in(&d, "guided", ENROLLMENT_ACTIVE);
	CHECK(ENROLL(&d, "level", id, "level=silver", "reason=strategic"));
	CHECK_STR(enrolled_requirement(&d, id, "training"), "open");
	CHECK(enrolled_at(&d, "2026-03-07") == 0);
	CHECK(enrolled_at(&d, "2026-03-08") == 1); /* five days to do it */
	CHECK_STR(enrolled_requirement(&d, id, "training"), "warned");
	CHECK(enrolled_at(&d, "2026-03-14") == 1);
	CHECK_STR(text(id, "level"), "registered");
	CHECK_STR(text(id, "status"), "active");
	/* That level does not need it. */
	CHECK_STR(text(id, "standing"), "good");
	CHECK(desk_int(&d,
		  "SELECT count(*) FROM enrollment_term WHERE enrollment = ?1",
		  id) == 3);
	CHECK(
	    ENROLL(&d, "requirement", low, "requirement=survey", "state=lost"));
	CHECK(enrolled_at(&d, "2026-03-20") == 1);
	CHECK_STR(text(low, "status"), "active");
	CHECK_STR(text(low, "standing"), "lost");
}

static void the_unknown_is_never_warned_about(void)
{
	int64_t id;

	CHECK(begin());
	id = enrolled_in(&d, "simple", ENROLLMENT_ACTIVE);
	CHECK(db_begin(d.db, &err) &&
	    db_exec(d.db,
		"UPDATE enrollment SET program = 'guided', program_version ="
		" (SELECT id FROM program_version WHERE program = 'guided'"
		" ORDER BY id LIMIT 1), term_to = NULL, wake_on = 20000,"
		" remind_on = NULL WHERE id = ?1",
		VALUES(val_int(id)), NULL, &err) &&
	    db_commit(d.db, &err));
	CHECK(enrolled_at(&d, "2029-01-01") == 0);
	CHECK_STR(text(id, "status"), "active");
}

static void a_term_goes_on_by_itself(void)
{
	static const struct {
		const char *day;
		int happens;
		const char *term_to, *notice_by;
	} steps[] = {
		{ "2026-12-30", 0, "2027-03-01", "2027-01-30" },
		{ "2026-12-31", 1, "2027-03-01", "2027-01-30" }, /* reminded */
		{ "2027-01-30", 0, "2027-03-01", "2027-01-30" },
		{ "2027-01-31", 1, "2027-03-01", "-" }, /* no more notice */
		{ "2027-03-01", 0, "2027-03-01", "-" },
		{ "2027-03-02", 1, "2028-03-01", "2028-01-31" },
		{ "2027-03-02", 0, "2028-03-01", "2028-01-31" },
		/* Nobody looked for years: one step to the present term. */
		{ "2031-07-01", 1, "2032-03-01", "2032-01-31" },
	};
	int64_t id;

	CHECK(begin());
	id = enrolled_in(&d, "lasting", ENROLLMENT_ACTIVE);
	for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
		CHECK(enrolled_at(&d, steps[i].day) == steps[i].happens);
		CHECK_STR(enrolled_day(&d, id, "term_to"), steps[i].term_to);
		CHECK_STR(
		    enrolled_day(&d, id, "notice_by"), steps[i].notice_by);
	}
	CHECK_STR(text(id, "status"), "active");
	CHECK(letters(id, "renewal") == 1);
}

static void a_term_that_nobody_renews_lapses(void)
{
	int64_t lapses, renewed, noticed;

	CHECK(begin());
	lapses = enrolled_in(&d, "simple", ENROLLMENT_ACTIVE);
	renewed = enrolled_in(&d, "simple", ENROLLMENT_ACTIVE);
	noticed = enrolled_in(&d, "lasting", ENROLLMENT_ACTIVE);
	CHECK_STR(enrolled_day(&d, lapses, "term_to"), "2026-04-01");
	CHECK(ENROLL(&d, "renew", renewed, NULL));
	CHECK(
	    ENROLL(&d, "notice", noticed, "by=vendor", "reason=vendor_notice"));
	CHECK(enrolled_at(&d, "2026-04-01") == 1); /* one is reminded */
	CHECK(enrolled_at(&d, "2026-04-02") == 3);
	CHECK_STR(text(lapses, "status"), "lapsed");
	CHECK_STR(enrolled_day(&d, lapses, "ended_on"), "2026-04-01");
	CHECK_STR(text(renewed, "status"), "active");
	CHECK_STR(enrolled_day(&d, renewed, "term_to"), "2026-05-01");
	CHECK_STR(text(renewed, "renewal"), "ask");
	CHECK(enrolled_at(&d, "2027-03-02") == 2);
	CHECK_STR(text(noticed, "status"), "lapsed");
	CHECK_STR(text(noticed, "reason"), "vendor_notice");
	CHECK(letters(lapses, "termination") == 1);
	CHECK(letters(noticed, "termination") == 1); /* at the notice */
	CHECK_STR(desk_text(&d,
		      "SELECT p.status FROM partner p JOIN enrollment e"
		      " ON e.partner = p.id WHERE e.id = ?1",
		      noticed),
	    "lapsed");
}

/* The entity's day counts: at 23:30 UTC it is tomorrow in Madrid. */
static void days_end_where_the_entity_is(void)
{
	int64_t id, now;
	size_t n;

	CHECK(begin());
	id = enrolled_in(&d, "simple", ENROLLMENT_ACTIVE);
	CHECK(enrolled_at(&d, "2026-04-01") == 1);
	now = (int64_t)date_of(2026, 4, 1) * 86400 + 21 * 3600 + 1800;
	d.owner->clock_arg = &now;
	CHECK(enrollment_sweep(d.owner, 200, &n, &err) && n == 0);
	now += 3600; /* 22:30 UTC, 00:30 of the next day there */
	CHECK(enrollment_sweep(d.owner, 200, &n, &err) && n == 1);
	CHECK_STR(text(id, "status"), "lapsed");
	desk_at(&d, d.owner, "2026-03-02");
}

static void a_sweep_is_bounded(void)
{
	size_t n;

	CHECK(begin());
	for (int i = 0; i < 7; i++)
		CHECK(enrolled_in(&d, "simple", ENROLLMENT_ACTIVE) > 0);
	desk_at(&d, d.owner, "2026-05-01");
	CHECK(enrollment_sweep(d.owner, 3, &n, &err) && n == 3);
	CHECK(enrollment_sweep(d.owner, 3, &n, &err) && n == 3);
	CHECK(enrollment_sweep(d.owner, 3, &n, &err) && n == 1);
	CHECK(enrollment_sweep(d.owner, 3, &n, &err) && n == 0);
}

/* ---- two at once --------------------------------------------------------- */

#define RACERS 40

static char path[64];

/* The other process: sweeps when it is told, and ends. */
static int other(const struct child *parent, void *arg UNUSED)
{
	struct desk mine = { .db = NULL };
	size_t n = 0;

	if (!db_open(path, DB_OPEN, &mine.db, &err) ||
	    !session_open(mine.db, "other", NULL, 1, &mine.owner, &err))
		return 1;
	desk_at(&mine, mine.owner, "2026-04-20");
	child_say(parent, 'r');
	if (child_hear(parent) != 'g' ||
	    !enrollment_sweep(mine.owner, 200, &n, &err))
		return 2;
	child_say(parent, (char)n);
	desk_close(&mine);
	return 0;
}

static void two_sweeps_at_once_do_each_thing_once(void)
{
	char dir[] = "/tmp/accord-sweep-XXXXXX";
	struct child child;
	int mine, theirs;

	CHECK(mkdtemp(dir) != NULL);
	snprintf(path, sizeof(path), "%s/db", dir);
	desk_close(&d);
	CHECK(enrolled_open(&d, path));
	for (int i = 0; i < RACERS; i++)
		CHECK(enrolled_in(&d, "simple", ENROLLMENT_ACTIVE) > 0);
	child = child_start(other, NULL);
	CHECK(child_hear(&child) == 'r');
	child_say(&child, 'g');
	mine = enrolled_at(&d, "2026-04-20");
	theirs = child_hear(&child);
	CHECK(child_end(&child) == 0);
	printf("# %d here, %d there\n", mine, theirs);
	CHECK(mine + theirs == RACERS);
	CHECK(desk_int(&d,
		  "SELECT count(*) FROM enrollment WHERE status = 'lapsed'"
		  " AND ?1 = 0",
		  0) == RACERS);
	CHECK(desk_int(&d,
		  "SELECT count(*) FROM audit WHERE operation ="
		  " 'enrollment lapse' AND ?1 = 0",
		  0) == RACERS);
	CHECK(desk_int(&d,
		  "SELECT count(*) FROM message WHERE template ="
		  " 'letter-termination' AND ?1 = 0",
		  0) == RACERS);
}

int main(void)
{
	if (!enrolled_open(&d, ":memory:"))
		return EXIT_FAILURE;
	RUN(a_check_is_warned_about_then_lost);
	RUN(what_is_mended_in_time_is_well);
	RUN(the_program_says_what_a_loss_brings);
	RUN(the_unknown_is_never_warned_about);
	RUN(a_term_goes_on_by_itself);
	RUN(a_term_that_nobody_renews_lapses);
	RUN(days_end_where_the_entity_is);
	RUN(a_sweep_is_bounded);
	RUN(two_sweeps_at_once_do_each_thing_once);
	desk_close(&d);
	return tap_done();
}
