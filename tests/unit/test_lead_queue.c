/* tests/unit/test_lead_queue.c - who holds a customer, and who waits. */

#include "config.h"

#include <inttypes.h>

#include "tests/lead_desk.h"
#include "tests/tap.h"

static struct desk d;
static struct session *mia; /* a partner manager */
static struct err err;
static int64_t alpha, beta, carla; /* partners */

static const char KEYS[] =
    "SELECT count(*) FROM claim_key WHERE lead = ?1 AND void = 0";
static const char BEHIND[] = "SELECT behind FROM lead WHERE id = ?1";

/* Every test has customers of its own. */
static const char *customer(const char *what)
{
	static int n;

	return arena_fmt(&d.arena, "%s %d", what, ++n);
}

static int64_t add(int64_t partner, const char *name)
{
	return lead_desk_add(&d, mia, partner, name, "");
}

/* A partner for each test that needs room under the cap. */
static int64_t fresh_partner(void)
{
	return lead_desk_partner(&d, "deal", customer("Fresh Partner"));
}

static const struct {
	const char *name, *domain, *tax, *country;
	bool same;
} spellings[] = {
	{ "Nordwind GmbH", "", "", "DE", true },
	{ "NORDWIND G.m.b.H.", "", "", "DE", true },
	{ "  Nordwind ", "", "", "DE", true },
	{ "Nordwind GmbH", "", "", "AT", false },
	{ "Nordwind GmbH", "", "", "ZZ", false },
	{ "Other Name", "https://www.nordwind.example/shop", "", "FR", true },
	{ "Other Name", "nordwind.example.com", "", "FR", false },
	{ "Tax Only", "", "de 123-456", "FR", true },
	{ "Tax Only", "", "DE123457", "FR", false },
};

static void two_spellings_of_a_customer_meet(void)
{
	int64_t holder;

	CHECK(lead_desk_run(&d, mia, "add", 0,
	    (const char *const[]){
		arena_fmt(&d.arena, "partner=P-%" PRId64, beta),
		"customer=Nordwind GmbH", "country=DE",
		"domain=nordwind.example", "tax_id=DE 123 456", NULL },
	    &holder, NULL, &err));
	for (size_t i = 0; i < ARRAY_LEN(spellings); i++) {
		const char *const params[] = {
			arena_fmt(
			    &d.arena, "partner=P-%" PRId64, fresh_partner()),
			arena_fmt(&d.arena, "customer=%s", spellings[i].name),
			arena_fmt(&d.arena, "country=%s", spellings[i].country),
			arena_fmt(&d.arena, "domain=%s", spellings[i].domain),
			arena_fmt(&d.arena, "tax_id=%s", spellings[i].tax), NULL
		};
		int64_t id;

		CHECK(
		    lead_desk_run(&d, mia, "add", 0, params, &id, NULL, &err));
		CHECK_STR(lead_desk_stage(&d, id),
		    spellings[i].same ? "queued" : "submitted");
		CHECK(LEAD_RUN(&d, mia, "withdraw", id, NULL));
	}
	CHECK(LEAD_RUN(&d, mia, "withdraw", holder, NULL));
}

/* Three claims to one customer. */
static void claim_three(const char *name, int64_t ids[3])
{
	ids[0] = add(alpha, name);
	ids[1] = add(beta, name);
	ids[2] = add(carla, name);
	CHECK_STR(lead_desk_stage(&d, ids[0]), "submitted");
	CHECK_STR(lead_desk_stage(&d, ids[1]), "queued");
	CHECK_STR(lead_desk_stage(&d, ids[2]), "queued");
	CHECK(desk_int(&d, BEHIND, ids[2]) == ids[0]);
}

static void withdraw_all(const int64_t ids[3])
{
	for (size_t i = 3; i-- > 0;)
		if (!LEAD_RUN(&d, mia, "withdraw", ids[i], NULL))
			continue;
}

static void the_second_is_told_and_the_partner_not_by_whom(void)
{
	const char *text = "";
	int64_t first = add(alpha, "Told Twice AG"), second;

	CHECK(lead_desk_run(&d, mia, "add", 0,
	    (const char *const[]){
		arena_fmt(&d.arena, "partner=P-%" PRId64, beta),
		"customer=Told Twice", "country=ES", NULL },
	    &second, &text, &err));
	printf("# %s\n", text);
	CHECK(strstr(text, "Alpha Ltd") != NULL);
	CHECK(strstr(desk_text(&d,
			 "SELECT outside FROM remark WHERE noun = 'lead'"
			 " AND record = ?1",
			 second),
		  "Alpha") == NULL);
	CHECK(strstr(desk_text(&d,
			 "SELECT inside FROM remark WHERE noun = 'lead'"
			 " AND record = ?1",
			 second),
		  "Alpha Ltd") != NULL);
	CHECK(LEAD_RUN(&d, mia, "withdraw", second, NULL));
	CHECK(LEAD_RUN(&d, mia, "withdraw", first, NULL));
}

/* How the holder gives up, and what becomes of the second and the third. */
static const struct {
	const char *verb, *param;
	bool accepted;
	const char *holder, *second, *third;
} endings[] = {
	{ "decline", "reason=other", false, "declined", "submitted", "queued" },
	{ "withdraw", NULL, false, "withdrawn", "submitted", "queued" },
	{ "withdraw", NULL, true, "withdrawn", "submitted", "queued" },
	{ "lose", "reason=price", true, "lost", "submitted", "queued" },
	{ "win", NULL, true, "won", "declined", "declined" },
};

static void when_the_holder_gives_up_the_next_holds(void)
{
	for (size_t i = 0; i < ARRAY_LEN(endings); i++) {
		int64_t ids[3];

		claim_three(customer("Handed On"), ids);
		if (endings[i].accepted)
			CHECK(LEAD_RUN(&d, mia, "accept", ids[0], NULL));
		CHECK(LEAD_RUN(
		    &d, mia, endings[i].verb, ids[0], endings[i].param));
		CHECK_STR(lead_desk_stage(&d, ids[0]), endings[i].holder);
		CHECK_STR(lead_desk_stage(&d, ids[1]), endings[i].second);
		CHECK_STR(lead_desk_stage(&d, ids[2]), endings[i].third);
		CHECK(desk_int(&d, KEYS, ids[0]) == 0);
		if (strcmp(endings[i].second, "submitted") == 0) {
			CHECK(desk_int(&d, KEYS, ids[1]) == 1);
			CHECK(desk_int(&d, BEHIND, ids[1]) == -1);
			CHECK(desk_int(&d, BEHIND, ids[2]) == ids[1]);
		}
		/* All of it is one operation, and is taken back as one. */
		CHECK(LEAD_RUN(&d, mia, "undo", ids[0], NULL));
		CHECK_STR(lead_desk_stage(&d, ids[0]),
		    endings[i].accepted ? "accepted" : "submitted");
		CHECK_STR(lead_desk_stage(&d, ids[1]), "queued");
		CHECK(desk_int(&d, BEHIND, ids[2]) == ids[0]);
		CHECK(desk_int(&d, KEYS, ids[0]) == 1);
		CHECK(desk_int(&d, KEYS, ids[1]) == 0);
		withdraw_all(ids);
	}
}

static void once_the_next_has_acted_nobody_takes_it_back(void)
{
	int64_t ids[3];

	claim_three(customer("Acted On"), ids);
	CHECK(LEAD_RUN(&d, mia, "decline", ids[0], "reason=other"));
	CHECK(LEAD_RUN(&d, mia, "accept", ids[1], NULL));
	CHECK(!LEAD_RUN(&d, mia, "undo", ids[0], NULL));
	CHECK(err.kind == ERR_CONFLICT);
	printf("# %s\n", err.text);
	withdraw_all(ids);
}

static void a_release_stays_once_somebody_else_registered(void)
{
	const char *name = customer("Taken Since");
	int64_t first = add(alpha, name), second;

	CHECK(LEAD_RUN(&d, mia, "withdraw", first, NULL));
	second = add(beta, name);
	CHECK_STR(lead_desk_stage(&d, second), "submitted");
	CHECK(!LEAD_RUN(&d, mia, "undo", first, NULL));
	CHECK(err.kind == ERR_REFUSED);
	CHECK(strstr(err.text, "registered the customer since") != NULL);
	CHECK_STR(lead_desk_stage(&d, first), "withdrawn");
	CHECK(LEAD_RUN(&d, mia, "withdraw", second, NULL));
}

static void who_left_the_queue_does_not_come_back_behind_nobody(void)
{
	int64_t ids[3];

	claim_three(customer("Left Queue"), ids);
	CHECK(LEAD_RUN(&d, mia, "withdraw", ids[2], NULL));
	CHECK(LEAD_RUN(&d, mia, "withdraw", ids[1], NULL));
	CHECK(LEAD_RUN(&d, mia, "withdraw", ids[0], NULL));
	CHECK(!LEAD_RUN(&d, mia, "undo", ids[2], NULL));
	CHECK(strstr(err.text, "is closed") != NULL);
}

static void a_partner_that_may_not_is_passed_over(void)
{
	const char *name = customer("Passed Over");
	int64_t bad = fresh_partner(), first = add(alpha, name),
		second = add(bad, name), third = add(beta, name);

	CHECK(db_begin(d.db, &err) &&
	    db_exec(d.db,
		"UPDATE enrollment SET status = 'suspended' WHERE partner = ?1",
		VALUES(val_int(bad)), NULL, &err) &&
	    db_commit(d.db, &err));
	CHECK(!LEAD_RUN(
	    &d, mia, "choose", second, "evidence=letter", "holder=queued"));
	CHECK(strstr(err.text, "suspended") != NULL);
	CHECK(LEAD_RUN(&d, mia, "withdraw", first, NULL));
	CHECK_STR(lead_desk_stage(&d, second), "queued");
	CHECK_STR(lead_desk_stage(&d, third), "submitted");
	CHECK(desk_int(&d, BEHIND, second) == third);
	/* Nobody is left before it, and it may not hold anything. */
	CHECK(LEAD_RUN(&d, mia, "withdraw", third, NULL));
	CHECK_STR(lead_desk_stage(&d, second), "declined");
}

/* The second waits for the domain, the third for the name: both are free. */
static void who_waits_for_other_keys_goes_its_own_way(void)
{
	int64_t a = lead_desk_add(&d, mia, alpha, "Two Keys SA", "twokeys.eu");
	int64_t b =
	    lead_desk_add(&d, mia, beta, "Something Else", "twokeys.eu");
	int64_t c = lead_desk_add(&d, mia, carla, "Two Keys", "elsewhere.eu");

	CHECK(desk_int(&d, BEHIND, b) == a && desk_int(&d, BEHIND, c) == a);
	CHECK(LEAD_RUN(&d, mia, "withdraw", a, NULL));
	CHECK_STR(lead_desk_stage(&d, b), "submitted");
	CHECK_STR(lead_desk_stage(&d, c), "submitted");
	CHECK(LEAD_RUN(&d, mia, "withdraw", b, NULL));
	CHECK(LEAD_RUN(&d, mia, "withdraw", c, NULL));
}

static void the_keys_follow_a_corrected_customer(void)
{
	const char *wrong = customer("Wrong"), *right = customer("Right");
	int64_t a = add(alpha, wrong), b = add(beta, wrong);

	CHECK(desk_int(&d, BEHIND, b) == a);
	CHECK(LEAD_RUN(
	    &d, mia, "edit", a, arena_fmt(&d.arena, "customer=%s", right)));
	CHECK_STR(lead_desk_stage(&d, b), "submitted");
	CHECK(!LEAD_RUN(
	    &d, mia, "edit", a, arena_fmt(&d.arena, "customer=%s", wrong)));
	CHECK(strstr(err.text, "Beta Ltd") != NULL);
	CHECK(LEAD_RUN(&d, mia, "undo", a, NULL));
	CHECK_STR(lead_desk_stage(&d, b), "queued");
	CHECK(desk_int(&d, BEHIND, b) == a);
	/* One in the queue that is of another customer leaves it. */
	CHECK(LEAD_RUN(
	    &d, mia, "edit", b, arena_fmt(&d.arena, "customer=%s", right)));
	CHECK_STR(lead_desk_stage(&d, b), "submitted");
	CHECK(LEAD_RUN(&d, mia, "withdraw", a, NULL));
	CHECK(LEAD_RUN(&d, mia, "withdraw", b, NULL));
}

static void the_customers_choice_turns_the_queue(void)
{
	static const struct {
		const char *holder, *reason;
	} cases[] = { { "queued", NULL }, { "declined", "reason=registered" } };

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int64_t ids[3];

		claim_three(customer("Chosen"), ids);
		CHECK(LEAD_RUN(&d, mia, "accept", ids[0], NULL));
		CHECK(!LEAD_RUN(&d, mia, "choose", ids[2],
		    arena_fmt(&d.arena, "holder=%s", cases[i].holder)));
		CHECK(LEAD_RUN(&d, mia, "choose", ids[2],
		    arena_fmt(&d.arena, "holder=%s", cases[i].holder),
		    "evidence=letter of 2026-03-01", cases[i].reason));
		CHECK_STR(lead_desk_stage(&d, ids[2]), "submitted");
		CHECK_STR(lead_desk_stage(&d, ids[0]), cases[i].holder);
		CHECK(desk_int(&d, BEHIND, ids[1]) == ids[2]);
		CHECK(desk_int(&d, KEYS, ids[2]) == 1);
		CHECK(LEAD_RUN(&d, mia, "undo", ids[2], NULL));
		CHECK_STR(lead_desk_stage(&d, ids[0]), "accepted");
		CHECK(desk_int(&d, BEHIND, ids[1]) == ids[0]);
		CHECK(desk_int(&d, BEHIND, ids[2]) == ids[0]);
		withdraw_all(ids);
	}
}

int main(void)
{
	if (!lead_desk_open(&d, ":memory:") ||
	    (mia = desk_login(&d, "mia", "partner_manager")) == NULL ||
	    (alpha = lead_desk_partner(&d, "deal", "Alpha Ltd")) == 0 ||
	    (beta = lead_desk_partner(&d, "deal", "Beta Ltd")) == 0 ||
	    (carla = lead_desk_partner(&d, "deal", "Gamma Ltd")) == 0) {
		printf("Bail out! no desk\n");
		return EXIT_FAILURE;
	}
	RUN(two_spellings_of_a_customer_meet);
	RUN(the_second_is_told_and_the_partner_not_by_whom);
	RUN(when_the_holder_gives_up_the_next_holds);
	RUN(once_the_next_has_acted_nobody_takes_it_back);
	RUN(a_release_stays_once_somebody_else_registered);
	RUN(who_left_the_queue_does_not_come_back_behind_nobody);
	RUN(a_partner_that_may_not_is_passed_over);
	RUN(who_waits_for_other_keys_goes_its_own_way);
	RUN(the_keys_follow_a_corrected_customer);
	RUN(the_customers_choice_turns_the_queue);
	session_close(mia);
	desk_close(&d);
	return tap_done();
}
