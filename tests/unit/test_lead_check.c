/* tests/unit/test_lead_check.c - what the check says of leads that do not
 * fit their keys, their queue or their totals. */

#include "config.h"

#include <inttypes.h>

#include "domain/check.h"
#include "tests/lead_desk.h"
#include "tests/tap.h"

static struct desk d;
static struct session *mia;
static struct err err;
static int64_t alpha, beta, holder, waiting, lost, lone;

struct seen {
	const char *what; /* the fault that is looked for, or NULL */
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
	else if (seen->what == NULL)
		printf("# %s\n", what);
}

static bool finds(const char *what)
{
	struct seen seen = { .what = what };

	return check_all(d.owner, look, &seen, &err) && seen.found;
}

static bool is_sound(void)
{
	struct seen seen = { .what = NULL };

	return check_all(d.owner, look, &seen, &err) && seen.faults == 0;
}

static bool plant(const char *sql, int64_t id)
{
	int changed = 0;

	if (db_begin(d.db, &err) &&
	    db_exec(d.db, sql, VALUES(val_int(id)), &changed, &err) &&
	    db_commit(d.db, &err))
		return changed == 1;
	printf("# %s\n", err.text);
	db_rollback(d.db);
	return false;
}

static void what_operations_leave_is_sound(void)
{
	holder = lead_desk_add(&d, mia, alpha, "Held GmbH", "held.example");
	waiting = lead_desk_add(&d, mia, beta, "Held", "");
	lost = lead_desk_add(&d, mia, beta, "Lost Ltd", "");
	lone = lead_desk_add(&d, mia, beta, "Lone Ltd", "");
	CHECK(lead_desk_bring(&d, mia, lost, "lost"));
	CHECK(LEAD_RUN(&d, mia, "accept", holder, NULL));
	CHECK(LEAD_RUN(&d, mia, "advance", holder, NULL));
	CHECK(is_sound());
}

/* What is spoiled, of which lead, and how it is mended. */
static const struct {
	const char *finds;
	int64_t *lead;
	const char *spoil, *mend;
} faults[] = {
	{ "a key is held by a registration that is open", &lone,
	    "UPDATE lead SET registered = 0 WHERE id = ?1",
	    "UPDATE lead SET registered = 1 WHERE id = ?1" },
	{ "a key is one of its lead's customer", &lone,
	    "UPDATE claim_key SET value = 'x' WHERE lead = ?1",
	    "UPDATE claim_key SET value = 'lone/ES' WHERE lead = ?1" },
	{ "the keys of a registered customer are held", &lone,
	    "UPDATE claim_key SET void = 1 WHERE lead = ?1",
	    "UPDATE claim_key SET void = 0 WHERE lead = ?1" },
	{ "what is registered is open and does not wait", &lost,
	    "UPDATE lead SET registered = 1, protected_until = 30000"
	    " WHERE id = ?1",
	    "UPDATE lead SET registered = 0, protected_until = 20500"
	    " WHERE id = ?1" },
	{ "only who waits is behind somebody", &lone,
	    "UPDATE lead SET behind = 1 WHERE id = ?1",
	    "UPDATE lead SET behind = NULL WHERE id = ?1" },
	{ "a registration here is decided by a day or protected", &lone,
	    "UPDATE lead SET decision_due = NULL WHERE id = ?1",
	    "UPDATE lead SET decision_due = 20517 WHERE id = ?1" },
	{ "no protection goes beyond its stop", &holder,
	    "UPDATE lead SET stop_on = stop_on - 180 WHERE id = ?1",
	    "UPDATE lead SET stop_on = stop_on + 180 WHERE id = ?1" },
	{ "what is closed has its day", &lone,
	    "UPDATE lead SET closed_on = 20517 WHERE id = ?1",
	    "UPDATE lead SET closed_on = NULL WHERE id = ?1" },
	{ "a lost lead has its reason", &lost,
	    "UPDATE lead SET reason = '' WHERE id = ?1",
	    "UPDATE lead SET reason = 'price' WHERE id = ?1" },
	{ "a value has its currency", &lone,
	    "UPDATE lead SET currency = '' WHERE id = ?1",
	    "UPDATE lead SET currency = 'EUR' WHERE id = ?1" },
	{ "the stage is the one the history ends with", &holder,
	    "UPDATE lead SET stage = 'proposal' WHERE id = ?1",
	    "UPDATE lead SET stage = 'qualified' WHERE id = ?1" },
	{ "a lead weighs its value by its probability", &lone,
	    "UPDATE lead SET weighted = weighted + 1 WHERE id = ?1",
	    "UPDATE lead SET weighted = weighted - 1 WHERE id = ?1" },
	{ "the board's totals are those of the leads", &lone,
	    "UPDATE lead_total SET n = n + 1 WHERE stage = 'submitted'"
	    " AND currency = 'EUR' AND ?1 > 0",
	    "UPDATE lead_total SET n = n - 1 WHERE stage = 'submitted'"
	    " AND currency = 'EUR' AND ?1 > 0" },
	{ "a partner counts its leads", &beta,
	    "UPDATE partner_count SET leads_open = leads_open + 1"
	    " WHERE partner = ?1",
	    "UPDATE partner_count SET leads_open = leads_open - 1"
	    " WHERE partner = ?1" },
	{ "a lead's keys follow from its customer", &lone,
	    "UPDATE lead SET sort_name = 'x' WHERE id = ?1",
	    "UPDATE lead SET sort_name = 'lone ltd' WHERE id = ?1" },
};

static void every_fault_is_found(void)
{
	for (size_t i = 0; i < ARRAY_LEN(faults); i++) {
		bool planted = plant(faults[i].spoil, *faults[i].lead);
		bool found = planted && finds(faults[i].finds);

		CHECK(found);
		if (!found)
			printf("# not found: %s\n", faults[i].finds);
		CHECK(plant(faults[i].mend, *faults[i].lead));
	}
	CHECK(is_sound());
}

/* What even a hand in the database cannot do. */
static const struct {
	const char *sql, *says;
	int64_t *lead;
} refused[] = {
	{ "UPDATE lead SET registered = 0 WHERE id = ?1",
	    "waits behind this registration", &holder },
	{ "UPDATE lead SET behind = NULL WHERE id = ?1", "is closed",
	    &waiting },
	{ "INSERT INTO claim_key (kind, value, lead) SELECT kind, value, ?1"
	  " FROM claim_key WHERE value = 'held.example' AND void = 0",
	    "UNIQUE", &lone },
};

static void the_schema_keeps_queue_and_keys(void)
{
	for (size_t i = 0; i < ARRAY_LEN(refused); i++) {
		CHECK(db_begin(d.db, &err));
		CHECK(!db_exec(d.db, refused[i].sql,
		    VALUES(val_int(*refused[i].lead)), NULL, &err));
		CHECK(strstr(err.text, refused[i].says) != NULL);
		if (strstr(err.text, refused[i].says) == NULL)
			printf("# %s\n", err.text);
		db_rollback(d.db);
	}
	CHECK(is_sound());
}

/* The last: what the history says stays. */
static void a_forbidden_move_is_found(void)
{
	struct change c;

	CHECK(change_begin(
	    mia, "lead note", RIGHT_PARTNER, "lead", lost, NULL, "", &c, &err));
	CHECK(change_update(&c, "lead", lost, 0,
	    SETS({ "stage", val_text("won") }, { "weighted", val_int(100000) },
		{ "probability", val_int(1000000) }),
	    &err));
	CHECK(change_commit(&c, &err, "Not by the rules."));
	CHECK(finds("every move is one of the life cycle"));
}

int main(void)
{
	if (!lead_desk_open(&d, ":memory:") ||
	    (mia = desk_login(&d, "mia", "partner_manager")) == NULL ||
	    (alpha = lead_desk_partner(&d, "deal", "Alpha Ltd")) == 0 ||
	    (beta = lead_desk_partner(&d, "deal", "Beta Ltd")) == 0) {
		printf("Bail out! no desk\n");
		return EXIT_FAILURE;
	}
	RUN(what_operations_leave_is_sound);
	RUN(every_fault_is_found);
	RUN(the_schema_keeps_queue_and_keys);
	RUN(a_forbidden_move_is_found);
	session_close(mia);
	desk_close(&d);
	return tap_done();
}
