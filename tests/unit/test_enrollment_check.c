/* tests/unit/test_enrollment_check.c - faults planted in enrollments. */

#include "config.h"

#include "domain/check.h"
#include "tests/enrolled.h"
#include "tests/tap.h"

static struct desk d;
static struct err err;

struct seen {
	const char *what; /* the fault that is looked for */
	bool found;
	size_t faults;
};

static void look(void *arg, const char *what, bool ok)
{
	struct seen *seen = arg;

	if (ok)
		return;
	seen->faults++;
	if (seen->what != NULL && strstr(what, seen->what) != NULL)
		seen->found = true;
	else
		printf("# %s\n", what);
}

static bool finds(const char *what)
{
	struct seen seen = { .what = what };

	return check_all(d.owner, look, &seen, &err) && seen.found &&
	    seen.faults == 1;
}

static bool is_sound(void)
{
	struct seen seen = { .what = NULL };

	return check_all(d.owner, look, &seen, &err) && seen.faults == 0;
}

static bool plant(const char *sql)
{
	int changed = 0;

	if (db_begin(d.db, &err) &&
	    db_exec(d.db, sql, NO_VALUES, &changed, &err) &&
	    db_commit(d.db, &err) && changed == 1)
		return true;
	db_rollback(d.db);
	printf("# %d rows: %s\n", changed, sql);
	return false;
}

/* One in each state, and one that people and time have worked on. */
static void what_operations_leave_is_sound(void)
{
	int64_t id;

	for (size_t s = 0; s < enrollment_lifecycle.n_states; s++)
		CHECK(enrolled_in(&d, "guided", (enum enrollment_state)s) ==
		    (int64_t)s + 1);
	CHECK(is_sound());
	id = enrolled_in(&d, "guided", ENROLLMENT_ACTIVE);
	CHECK(ENROLL(&d, "level", id, "level=gold", "reason=strategic"));
	CHECK(ENROLL(&d, "move", id, "to=2027-01"));
	CHECK(ENROLL(&d, "undo", id, NULL));
	CHECK(ENROLL(&d, "move", id, "to=2027-01"));
	CHECK(ENROLL(
	    &d, "requirement", id, "requirement=security", "state=lost"));
	CHECK(is_sound());
	enrolled_at(&d, "2026-04-01");
	CHECK(is_sound());
	enrolled_at(&d, "2028-04-01");
	CHECK(is_sound());
	desk_at(&d, d.owner, "2026-03-02");
}

/* 1 to 6 are in each state in turn; 8 is suspended with nothing to meet. */
static const struct {
	const char *spoil, *mend, *finds;
} faults[] = {
	{ "enrollment SET suspended_on = NULL WHERE id = 8",
	    "enrollment SET suspended_on = 20000 WHERE id = 8",
	    "a suspended enrollment has its day: E-8" },
	{ "enrollment SET ended_on = NULL WHERE id = 5",
	    "enrollment SET ended_on = 20514 WHERE id = 5",
	    "has ended has its day: E-5, terminated" },
	{ "enrollment SET ended_on = 20000 WHERE id = 2",
	    "enrollment SET ended_on = NULL WHERE id = 2",
	    "has ended has its day: E-2, onboarding" },
	{ "enrollment SET active_on = NULL WHERE id = 8",
	    "enrollment SET active_on = 20514 WHERE id = 8",
	    "is within a term: E-8" },
	{ "enrollment SET term_from = term_to + 1 WHERE id = 8",
	    "enrollment SET term_from = 20514 WHERE id = 8",
	    "is within a term: E-8" },
	{ "enrollment SET notice_by = 30000 WHERE id = 5",
	    "enrollment SET notice_by = NULL WHERE id = 5",
	    "no notice is due" },
	{ "enrollment SET level = 'gold' WHERE id = 1",
	    "enrollment SET level = 'registered' WHERE id = 1",
	    "level and version of its last term: E-1, gold" },
	{ "document SET signed_on = NULL, signed_by = '',"
	  " recorded_by = '' WHERE id = (SELECT min(id) FROM document"
	  " WHERE enrollment = 2)",
	    "document SET signed_on = 20514, signed_by = 'Ana',"
	    " recorded_by = 'owner' WHERE id = (SELECT min(id)"
	    " FROM document WHERE enrollment = 2)",
	    "whoever is onboarding has signed: E-2, Order" },
	{ "document SET recorded_by = '' WHERE id = (SELECT min(id)"
	  " FROM document WHERE enrollment = 2)",
	    "document SET recorded_by = 'owner' WHERE id ="
	    " (SELECT min(id) FROM document WHERE enrollment = 2)",
	    "its person and who recorded it" },
	{ "enrollment_requirement SET grace_to = 20000"
	  " WHERE enrollment = 1 AND item = 'fee'",
	    "enrollment_requirement SET grace_to = NULL"
	    " WHERE enrollment = 1 AND item = 'fee'",
	    "a warning has its last day: E-1, fee" },
	{ "enrollment SET standing = 'lost' WHERE id = 1",
	    "enrollment SET standing = 'good' WHERE id = 1",
	    "say: E-1, standing lost, not good" },
	{ "enrollment SET due = 20000 WHERE id = 1",
	    "enrollment SET due = NULL WHERE id = 1",
	    "say: E-1, its next dates" },
	{ "enrollment SET wake_on = wake_on + 1 WHERE id = 8",
	    "enrollment SET wake_on = wake_on - 1 WHERE id = 8",
	    "say: E-8, its next dates" },
};

static void planted_faults_are_found(void)
{
	int64_t id = enrolled_in(&d, "simple", ENROLLMENT_SUSPENDED);

	CHECK(id == 8);
	id = enrolled_in(&d, "signed", ENROLLMENT_ONBOARDING);
	CHECK(id == 9);
	CHECK(is_sound());
	for (size_t i = 0; i < ARRAY_LEN(faults); i++) {
		CHECK(plant(arena_fmt(&d.arena, "UPDATE %s", faults[i].spoil)));
		CHECK(finds(faults[i].finds));
		CHECK(plant(arena_fmt(&d.arena, "UPDATE %s", faults[i].mend)));
	}
	CHECK(is_sound());
}

/* Two rules see it: the partner's status follows another. */
static void a_state_beside_the_history_is_found(void)
{
	struct seen seen = {
		.what = "one its history ends with: E-9, prospective",
	};

	CHECK(plant("UPDATE enrollment SET status = 'prospective'"
		    " WHERE id = 9"));
	CHECK(check_all(d.owner, look, &seen, &err));
	CHECK(seen.found && seen.faults == 2);
	CHECK(plant("UPDATE enrollment SET status = 'onboarding'"
		    " WHERE id = 9"));
	CHECK(is_sound());
}

/* The last: what the history says stays. */
static void a_forbidden_move_is_found(void)
{
	struct change c;

	CHECK(change_begin(d.owner, "enrollment add", RIGHT_PARTNER,
	    "enrollment", 6, NULL, "", &c, &err));
	CHECK(change_update(&c, "enrollment", 6, 0,
	    SETS({ "status", val_text("terminated") }), &err));
	CHECK(change_update(&c, "partner", 6, 0,
	    SETS({ "status", val_text("terminated") }), &err));
	CHECK(change_commit(&c, &err, "Not by the rules."));
	CHECK(finds("every move is one of the life cycle: E-6"));
}

int main(void)
{
	if (!enrolled_open(&d, ":memory:"))
		return EXIT_FAILURE;
	RUN(what_operations_leave_is_sound);
	RUN(planted_faults_are_found);
	RUN(a_state_beside_the_history_is_found);
	RUN(a_forbidden_move_is_found);
	desk_close(&d);
	return tap_done();
}
