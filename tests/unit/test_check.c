/* tests/unit/test_check.c - what the check says of rows that do not fit. */

#include "config.h"

#include "domain/check.h"
#include "tests/desk.h"
#include "tests/tap.h"

static struct desk d;
static struct session *rita;
static struct err err;

struct seen {
	const char *what; /* the fault that is looked for */
	bool found;
	size_t faults, checks;
};

static void look(void *arg, const char *what, bool ok)
{
	struct seen *seen = arg;

	seen->checks++;
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

	return check_all(d.owner, look, &seen, &err) && seen.faults == 0 &&
	    seen.checks > 10;
}

static bool plant(const char *sql, int64_t id)
{
	int changed = 0;

	return db_begin(d.db, &err) &&
	    db_exec(d.db, sql, VALUES(val_int(id)), &changed, &err) &&
	    db_commit(d.db, &err) && changed == 1;
}

static void what_operations_leave_is_sound(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Sound Ltd");
	int64_t held = desk_add(&d, d.owner, "plain", "Held Ltd");
	int64_t asked = desk_add(&d, d.owner, "plain", "Asked Ltd");
	int64_t both = desk_add(&d, d.owner, "careful", "Both Ltd");
	size_t n;

	CHECK(desk_review(&d, rita, id, 4));
	CHECK(DESK_RUN(&d, rita, "approve", id, NULL));
	CHECK(DESK_RUN(&d, rita, "undo", id, NULL));
	CHECK(DESK_RUN(&d, rita, "approve", id, NULL));
	CHECK(DESK_RUN(
	    &d, rita, "hold", held, "reason=other", "until=2026-03-10"));
	CHECK(DESK_RUN(&d, rita, "request", asked, "reason=other"));
	CHECK(DESK_RUN(&d, rita, "approve", both, NULL));
	CHECK(is_sound());
	desk_at(&d, rita, "2026-05-01");
	CHECK(application_sweep(rita, 10, &n, &err) && n == 2);
	desk_at(&d, rita, "2026-03-02");
	CHECK(is_sound());
}

static void an_own_approval_is_found(void)
{
	int64_t id = desk_add(&d, d.owner, "careful", "Own Ltd");

	CHECK(DESK_RUN(&d, rita, "approve", id, NULL));
	CHECK(plant("UPDATE application SET submitted_by = 'rita'"
		    " WHERE id = ?1",
	    id));
	CHECK(finds("no approval is the submitter's own"));
	CHECK(plant("UPDATE application SET submitted_by = 'owner'"
		    " WHERE id = ?1",
	    id));
	CHECK(is_sound());
}

static void a_state_beside_the_history_is_found(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Beside Ltd");

	CHECK(DESK_RUN(&d, rita, "claim", id, NULL));
	CHECK(plant("UPDATE application SET status = 'submitted'"
		    " WHERE id = ?1",
	    id));
	CHECK(finds("the state is the one the history ends with"));
	CHECK(plant("UPDATE application SET status = 'in_review'"
		    " WHERE id = ?1",
	    id));
}

static void a_score_from_nowhere_is_found(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Nowhere Ltd");

	CHECK(plant("UPDATE application SET score = 0 WHERE id = ?1", id));
	CHECK(finds("counts its checks and its score"));
	CHECK(plant("UPDATE application SET score = NULL WHERE id = ?1", id));
}

static void faults_of_a_customer_are_found(void)
{
	static const struct {
		const char *spoil, *mend, *finds;
	} cases[] = {
		{ "house = 1, partner = 2, partner_on = 1",
		    "house = 0, partner = NULL, partner_on = NULL",
		    "a house account has no incumbent: U-1, P-2" },
		{ "partner = 2", "partner = NULL",
		    "an incumbent is a partner, since a day: U-1, P-2" },
		{ "name_key = 'planted gmbh'", "name_key = 'planted'",
		    "a customer's keys follow from its names: U-1" },
		{ "tax_key = 'X'", "tax_key = ''",
		    "a customer's keys follow from its names: U-1" },
	};
	int64_t id = DESK_OP(&d, d.owner, "customer", "add", 0,
	    "name=Planted GmbH", "country=DE");

	CHECK(id == 1);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		CHECK(plant(
		    arena_fmt(&d.arena, "UPDATE customer SET %s WHERE id = ?1",
			cases[i].spoil),
		    id));
		CHECK(finds(cases[i].finds));
		CHECK(plant(
		    arena_fmt(&d.arena, "UPDATE customer SET %s WHERE id = ?1",
			cases[i].mend),
		    id));
	}
	CHECK(is_sound());
}

static void faults_of_a_conflict_are_found(void)
{
	static const char lead[] =
	    "INSERT INTO lead (partner, customer, name_key, sort_name, country,"
	    " stage, stage_on, closed_on, reason, received_at, submitted_on,"
	    " activity_on, search, created_at, created_by, updated_at)"
	    " VALUES (?1, 'Met', 'met', 'met', 'DE', 'lost', 1, 1, 'other', 1,"
	    " 1, 1, '', 1, 'x', 1)";
	static const char conflict[] =
	    "INSERT INTO conflict (lead, customer, why, created_at, created_by,"
	    " updated_at) VALUES ((SELECT max(id) FROM lead), ?1, 'customer',"
	    " 1, 'x', 1)";
	static const struct {
		const char *spoil, *mend, *finds;
	} cases[] = {
		{ "other = lead", "other = NULL",
		    "a conflict is with a lead or with a customer: K-1" },
		{ "customer = NULL", "customer = 1",
		    "a conflict is with a lead or with a customer: K-1" },
		{ "status = 'decided'", "status = 'open'",
		    "a decided conflict says what, when and by whom: K-1" },
		{ "verdict = 'holder'", "verdict = ''",
		    "a decided conflict says what, when and by whom: K-1" },
	};

	CHECK(plant(lead, 2) && plant(conflict, 1));
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		CHECK(plant(
		    arena_fmt(&d.arena, "UPDATE conflict SET %s WHERE id = ?1",
			cases[i].spoil),
		    1));
		CHECK(finds(cases[i].finds));
		CHECK(plant(
		    arena_fmt(&d.arena, "UPDATE conflict SET %s WHERE id = ?1",
			cases[i].mend),
		    1));
	}
	CHECK(is_sound());
}

/* The last: what the history says stays. */
static void a_forbidden_move_is_found(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Forbidden Ltd");
	struct change c;

	CHECK(DESK_RUN(&d, rita, "withdraw", id, "reason=other"));
	CHECK(is_sound());
	CHECK(change_begin(rita, "application wake", RIGHT_REVIEW,
	    "application", id, NULL, "", &c, &err));
	CHECK(change_update(&c, "application", id, 0,
	    SETS({ "status", val_text("declined") }), &err));
	CHECK(change_commit(&c, &err, "Not by the rules."));
	CHECK(finds("every move is one of the life cycle"));
}

int main(void)
{
	if (!desk_open(&d, ":memory:") ||
	    (rita = desk_login(&d, "rita", "reviewer")) == NULL) {
		printf("Bail out! no desk\n");
		return EXIT_FAILURE;
	}
	RUN(what_operations_leave_is_sound);
	RUN(an_own_approval_is_found);
	RUN(a_state_beside_the_history_is_found);
	RUN(a_score_from_nowhere_is_found);
	RUN(faults_of_a_customer_are_found);
	RUN(faults_of_a_conflict_are_found);
	RUN(a_forbidden_move_is_found);
	session_close(rita);
	desk_close(&d);
	return tap_done();
}
