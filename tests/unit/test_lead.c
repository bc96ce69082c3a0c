/* tests/unit/test_lead.c - the life of a lead: stages, cap, won, expiry. */

#include "config.h"

#include <inttypes.h>

#include "domain/lifecycle.h"
#include "tests/lead_desk.h"
#include "tests/tap.h"

static struct desk d;
static struct session *mia; /* a partner manager */
static struct err err;
static int64_t alpha, beta, carla; /* partners */

static const char KEYS[] =
    "SELECT count(*) FROM claim_key WHERE lead = ?1 AND void = 0";

static int64_t day_of(const char *text)
{
	date_days day = DATE_NONE;

	return date_parse(text, &day, &err) ? day : DATE_NONE;
}

/* Every test has customers of its own, whose names are not alike. */
static const char *customer(const char *what)
{
	static unsigned n;

	return arena_fmt(&d.arena, "%s %08x", what, ++n * 2654435761u);
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

/* ---- the stage machine -------------------------------------------------- */

/* Rows: from; columns: to, in the order of the states. */
static const char *const moves[] = {
	/* sub que acc qua pro won los dec wit exp */
	[LEAD_SUBMITTED] = ".xx....xxx",
	[LEAD_QUEUED] = "x......xx.",
	[LEAD_ACCEPTED] = ".x.xxxxxxx",
	[LEAD_QUALIFIED] = ".xx.xxxxxx",
	[LEAD_PROPOSAL] = ".xxx.xxxxx",
	[LEAD_WON] = "..xxx.....",
	[LEAD_LOST] = "..xxx.....",
	[LEAD_DECLINED] = "..........",
	[LEAD_WITHDRAWN] = "..........",
	[LEAD_EXPIRED] = "..xxx.....",
};

static void every_pair_of_stages_is_allowed_or_refused(void)
{
	const struct lifecycle *lc = &lead_lifecycle;

	for (size_t from = 0; from < lc->n_states; from++)
		for (size_t to = 0; to < lc->n_states; to++) {
			bool may = lifecycle_move(lc, from, to, &err);

			CHECK(may == (moves[from][to] == 'x'));
			if (may != (moves[from][to] == 'x'))
				printf("# %s -> %s\n", lc->states[from].name,
				    lc->states[to].name);
		}
}

/* What each operation makes of each stage; NULL: it is refused. */
static const struct {
	const char *verb, *param;
	const char *becomes[10];
} operations[] = {
	{ "accept", NULL, { [LEAD_SUBMITTED] = "accepted" } },
	{ "decline", "reason=other", { [LEAD_SUBMITTED] = "declined" } },
	{ "withdraw", NULL,
	    { [LEAD_SUBMITTED] = "withdrawn",
		[LEAD_ACCEPTED] = "withdrawn",
		[LEAD_QUALIFIED] = "withdrawn",
		[LEAD_PROPOSAL] = "withdrawn" } },
	{ "advance", NULL,
	    { [LEAD_ACCEPTED] = "qualified",
		[LEAD_QUALIFIED] = "proposal",
		[LEAD_PROPOSAL] = "won" } },
	{ "advance", "to=proposal",
	    { [LEAD_ACCEPTED] = "proposal", [LEAD_QUALIFIED] = "proposal" } },
	{ "advance", "to=accepted",
	    { [LEAD_QUALIFIED] = "accepted", [LEAD_PROPOSAL] = "accepted" } },
	{ "back", NULL,
	    { [LEAD_QUALIFIED] = "accepted", [LEAD_PROPOSAL] = "qualified" } },
	{ "win", NULL,
	    { [LEAD_ACCEPTED] = "won",
		[LEAD_QUALIFIED] = "won",
		[LEAD_PROPOSAL] = "won" } },
	{ "lose", "reason=price",
	    { [LEAD_ACCEPTED] = "lost",
		[LEAD_QUALIFIED] = "lost",
		[LEAD_PROPOSAL] = "lost" } },
	{ "extend", "proof=offer of May",
	    { [LEAD_ACCEPTED] = "accepted",
		[LEAD_QUALIFIED] = "qualified",
		[LEAD_PROPOSAL] = "proposal" } },
	{ "reopen", "reason=they called",
	    { [LEAD_WON] = "accepted", [LEAD_LOST] = "accepted" } },
	{ "correct", "reason=typing error", { [LEAD_WON] = "won" } },
	{ "expire", NULL, { NULL } },
	{ "note", "inside=seen",
	    { "submitted", NULL, "accepted", "qualified", "proposal", "won",
		"lost", "declined", "withdrawn" } },
};

/* Those that a lead can be brought to in a day. */
static const enum lead_state reached[] = { LEAD_SUBMITTED, LEAD_ACCEPTED,
	LEAD_QUALIFIED, LEAD_PROPOSAL, LEAD_WON, LEAD_LOST, LEAD_DECLINED,
	LEAD_WITHDRAWN };

static void try_operation(size_t i, enum lead_state from)
{
	const char *name = lead_lifecycle.states[from].name;
	const char *want = operations[i].becomes[from];
	int64_t id = add(fresh_partner(), customer("Stage"));
	bool ok;

	CHECK(lead_desk_bring(&d, mia, id, name));
	ok = LEAD_RUN(&d, mia, operations[i].verb, id, operations[i].param);
	CHECK(ok == (want != NULL));
	CHECK_STR(lead_desk_stage(&d, id), want != NULL ? want : name);
	if (ok != (want != NULL))
		printf("# %s of %s: %s\n", operations[i].verb, name,
		    ok ? "done" : err.text);
}

static void every_operation_is_done_or_refused_in_every_stage(void)
{
	for (size_t i = 0; i < ARRAY_LEN(operations); i++)
		for (size_t k = 0; k < ARRAY_LEN(reached); k++)
			try_operation(i, reached[k]);
}

/* ---- registration ------------------------------------------------------- */

static void a_valid_lead_holds_its_customer_and_has_a_clock(void)
{
	int64_t id =
	    lead_desk_add(&d, mia, alpha, "Acme GmbH", "www.acme.example");

	CHECK(id > 0);
	CHECK_STR(lead_desk_stage(&d, id), "submitted");
	CHECK(desk_int(&d, KEYS, id) == 2);
	CHECK(
	    desk_int(&d, "SELECT registered FROM lead WHERE id = ?1", id) == 1);
	/* Monday; three business days. */
	CHECK(desk_int(&d, "SELECT decision_due FROM lead WHERE id = ?1", id) ==
	    day_of("2026-03-05"));
	CHECK(desk_int(&d, "SELECT weighted FROM lead WHERE id = ?1", id) ==
	    10000);
	CHECK(LEAD_RUN(&d, mia, "withdraw", id, NULL));
	CHECK(desk_int(&d, KEYS, id) == 0);
}

static const struct {
	const char *name, *param, *field, *text;
} invalid[] = {
	{ "no consent", "consent=no", "consent", "consent" },
	{ "a mail provider's domain", "domain=gmail.com", "domain",
	    "mail provider" },
	{ "a product of nobody", "product=cars", "product", "subscription" },
	{ "a day to come", "submitted_on=2026-03-09", "submitted_on",
	    "today or before" },
	{ "a partner of nobody", "partner=P-999", "partner", "no partner" },
	{ "a value without its currency", "currency=", "currency",
	    "needs its currency" },
	{ "a split that is not the whole", "split=P-1:400000", "split",
	    "add up" },
	{ "itself", "customer=Alpha Ltd", "customer", "partner itself" },
};

static void what_is_not_valid_is_refused_by_its_field(void)
{
	for (size_t i = 0; i < ARRAY_LEN(invalid); i++) {
		bool ok = LEAD_RUN(&d, mia, "add", 0,
		    arena_fmt(&d.arena, "partner=P-%" PRId64, alpha),
		    "customer=Valid SA", "country=ES", "value=10",
		    "currency=EUR", invalid[i].param);

		CHECK(!ok);
		if (ok)
			printf("# %s was accepted\n", invalid[i].name);
		CHECK(err.field != NULL &&
		    strcmp(err.field, invalid[i].field) == 0);
		CHECK(strstr(err.text, invalid[i].text) != NULL);
		if (strstr(err.text, invalid[i].text) == NULL)
			printf("# %s: %s\n", invalid[i].name, err.text);
	}
}

static void only_an_active_partner_registers(void)
{
	int64_t partner = fresh_partner();

	CHECK(db_begin(d.db, &err) &&
	    db_exec(d.db,
		"UPDATE enrollment SET status = 'suspended' WHERE partner = ?1",
		VALUES(val_int(partner)), NULL, &err) &&
	    db_commit(d.db, &err));
	CHECK(!LEAD_RUN(&d, mia, "add", 0,
	    arena_fmt(&d.arena, "partner=P-%" PRId64, partner),
	    "customer=Suspended Customer", "country=ES"));
	CHECK(strstr(err.text, "suspended") != NULL);
	printf("# %s\n", err.text);
}

static void the_cap_counts_what_is_open(void)
{
	int64_t partner = fresh_partner(), ids[5];

	for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
		ids[i] = add(partner, customer("Capped"));
		CHECK(ids[i] > 0);
	}
	CHECK(!LEAD_RUN(&d, mia, "add", 0,
	    arena_fmt(&d.arena, "partner=P-%" PRId64, partner),
	    "customer=One too many", "country=ES"));
	CHECK(err.kind == ERR_REFUSED);
	CHECK(strstr(err.text, "allows 5") != NULL);
	CHECK(LEAD_RUN(&d, mia, "accept", ids[0], NULL));
	CHECK(LEAD_RUN(&d, mia, "lose", ids[0], "reason=price"));
	CHECK(add(partner, customer("Capped")) > 0);
}

/* ---- won ---------------------------------------------------------------- */

static void won_makes_the_customer_and_fixes_the_rate(void)
{
	int64_t id =
	    lead_desk_add(&d, mia, alpha, "Winner SL", "winner.example");

	CHECK(LEAD_RUN(&d, mia, "accept", id, NULL));
	desk_at(&d, mia, "2026-03-20");
	CHECK(!LEAD_RUN(&d, mia, "win", id, "closed_on=2026-03-21"));
	CHECK(LEAD_RUN(&d, mia, "win", id, "closed_on=2026-03-18",
	    "value=1500.50", "currency=EUR"));
	CHECK(
	    desk_int(&d, "SELECT value FROM lead WHERE id = ?1", id) == 150050);
	CHECK(desk_int(&d, "SELECT weighted FROM lead WHERE id = ?1", id) ==
	    150050);
	CHECK(desk_int(&d, "SELECT rate_on FROM lead WHERE id = ?1", id) ==
	    day_of("2026-03-02"));
	CHECK(desk_int(&d,
		  "SELECT u.partner FROM customer u JOIN lead l"
		  " ON l.customer_id = u.id WHERE l.id = ?1",
		  id) == alpha);
	CHECK(desk_int(&d,
		  "SELECT u.first_on FROM customer u JOIN lead l"
		  " ON l.customer_id = u.id WHERE l.id = ?1",
		  id) == day_of("2026-03-18"));
	CHECK(LEAD_RUN(
	    &d, mia, "correct", id, "value=1400.00", "reason=credit note"));
	CHECK(
	    desk_int(&d, "SELECT value FROM lead WHERE id = ?1", id) == 140000);
	CHECK(LEAD_RUN(&d, mia, "undo", id, NULL));
	CHECK(LEAD_RUN(&d, mia, "undo", id, NULL));
	CHECK_STR(lead_desk_stage(&d, id), "accepted");
	CHECK(desk_int(&d,
		  "SELECT count(*) FROM customer WHERE name = 'Winner SL'"
		  " AND void = 0 AND ?1 = ?1",
		  0) == 0);
	CHECK(LEAD_RUN(&d, mia, "withdraw", id, NULL));
	desk_at(&d, mia, "2026-03-02");
}

/* ---- time --------------------------------------------------------------- */

static size_t sweep(const char *day)
{
	size_t n = 99;

	desk_at(&d, mia, day);
	return lead_sweep(mia, 200, &n, &err) ? n : 99;
}

static void a_registration_ends_with_its_last_day(void)
{
	const char *name = customer("Timed");
	int64_t id, next;

	/* What the tests before have left open. */
	(void)sweep("2027-03-02");
	desk_at(&d, mia, "2026-03-02");
	id = add(alpha, name);
	next = add(beta, name);
	CHECK(LEAD_RUN(&d, mia, "accept", id, NULL));
	CHECK(desk_int(&d, "SELECT protected_until FROM lead WHERE id = ?1",
		  id) == day_of("2026-05-31"));
	CHECK(sweep("2026-05-31") == 0);
	CHECK(!LEAD_RUN(&d, mia, "expire", id, NULL));
	CHECK(sweep("2026-06-01") == 1);
	CHECK(sweep("2026-06-01") == 0);
	CHECK_STR(lead_desk_stage(&d, id), "expired");
	CHECK_STR(desk_text(&d,
		      "SELECT actor FROM audit WHERE kind = 'lead'"
		      " AND record = ?1 ORDER BY id DESC LIMIT 1",
		      id),
	    ACTOR_TIME);
	CHECK_STR(lead_desk_stage(&d, next), "submitted");
	CHECK(desk_int(&d, "SELECT decision_due FROM lead WHERE id = ?1",
		  next) == day_of("2026-06-04"));
	CHECK(!LEAD_RUN(&d, mia, "reopen", id, "reason=again"));
	CHECK(strstr(err.text, "Beta Ltd") != NULL);
	CHECK(LEAD_RUN(&d, mia, "withdraw", next, NULL));
	CHECK(LEAD_RUN(&d, mia, "reopen", id, "reason=again"));
	/* A window from today, up to the stop: 180 days from acceptance. */
	CHECK(desk_int(&d, "SELECT protected_until FROM lead WHERE id = ?1",
		  id) == day_of("2026-08-29"));
	CHECK(sweep("2026-08-30") == 1);
	CHECK(!LEAD_RUN(&d, mia, "reopen", id, "reason=again"));
	CHECK(strstr(err.text, "for good") != NULL);
	desk_at(&d, mia, "2026-03-02");
}

static void an_extension_needs_proof_and_is_given_once(void)
{
	int64_t id = add(alpha, customer("Extended"));

	CHECK(LEAD_RUN(&d, mia, "accept", id, NULL));
	CHECK(!LEAD_RUN(&d, mia, "extend", id, NULL));
	CHECK(err.field != NULL && strcmp(err.field, "proof") == 0);
	CHECK(LEAD_RUN(&d, mia, "extend", id, "proof=offer"));
	CHECK(desk_int(&d, "SELECT protected_until FROM lead WHERE id = ?1",
		  id) == day_of("2026-07-30"));
	CHECK(!LEAD_RUN(&d, mia, "extend", id, "proof=offer"));
	CHECK(strstr(err.text, "as often as") != NULL);
	CHECK(LEAD_RUN(&d, mia, "withdraw", id, NULL));
}

static void the_end_of_a_partner_ends_its_leads(void)
{
	const char *name = customer("Left Behind");
	int64_t partner = fresh_partner(), held = add(partner, name),
		next = add(beta, name), queued;
	const char *other = customer("Waited For");
	int64_t holder = add(alpha, other);
	struct change c;
	size_t n = 0;

	queued = add(partner, other);
	CHECK(change_begin(mia, "lead withdraw", RIGHT_PARTNER, "lead", held,
	    NULL, NULL, &c, &err));
	CHECK(lead_close_all(
	    &c, partner, 0, "The partnership ended.", &d.arena, &n, &err));
	CHECK(change_commit(&c, &err, "Ended."));
	CHECK(n == 2);
	CHECK_STR(lead_desk_stage(&d, held), "withdrawn");
	CHECK_STR(lead_desk_stage(&d, queued), "withdrawn");
	CHECK_STR(lead_desk_stage(&d, next), "submitted");
	CHECK_STR(lead_desk_stage(&d, holder), "submitted");
	CHECK(LEAD_RUN(&d, mia, "withdraw", next, NULL));
	CHECK(LEAD_RUN(&d, mia, "withdraw", holder, NULL));
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
	RUN(every_pair_of_stages_is_allowed_or_refused);
	RUN(every_operation_is_done_or_refused_in_every_stage);
	RUN(a_valid_lead_holds_its_customer_and_has_a_clock);
	RUN(what_is_not_valid_is_refused_by_its_field);
	RUN(only_an_active_partner_registers);
	RUN(the_cap_counts_what_is_open);
	RUN(won_makes_the_customer_and_fixes_the_rate);
	RUN(a_registration_ends_with_its_last_day);
	RUN(an_extension_needs_proof_and_is_given_once);
	RUN(the_end_of_a_partner_ends_its_leads);
	session_close(mia);
	desk_close(&d);
	return tap_done();
}
