/* tests/unit/test_conflict.c - two claims to a customer, and who has it. */

#include "config.h"

#include "domain/conflict.h"
#include "query/conflict_desk.h"
#include "tests/lead_desk.h"
#include "tests/tap.h"

static struct desk d;
static struct session *mia; /* a partner manager */
static struct err err;

#define LEAD(column) "SELECT " column " FROM lead WHERE id = ?1"
#define CONFLICT(column) "SELECT " column " FROM conflict WHERE id = ?1"

static const char KEYS[] =
    "SELECT count(*) FROM claim_key WHERE lead = ?1 AND void = 0";
static const char OF_LEAD[] =
    "SELECT id FROM conflict WHERE lead = ?1 AND void = 0 ORDER BY id DESC";
static const char COUNT_OF_LEAD[] =
    "SELECT count(*) FROM conflict WHERE lead = ?1 AND void = 0";

/* Two partners for each test: the program allows few open leads. */
static int64_t first, second;
static int n_partners;

static bool two_partners(void)
{
	first = lead_desk_partner(
	    &d, "deal", arena_fmt(&d.arena, "Uno%d Socios", ++n_partners));
	second = lead_desk_partner(
	    &d, "deal", arena_fmt(&d.arena, "Zwei%d Partner", n_partners));
	return first != 0 && second != 0;
}

static int64_t add(int64_t partner, const char *customer, const char *domain)
{
	return lead_desk_add(&d, mia, partner, customer, domain);
}

/* A name that is like none of another number. */
static const char *unlike(size_t n, const char *what)
{
	return arena_fmt(&d.arena, "%s %08x", what, (unsigned)n * 2654435761u);
}

static bool blocked(int64_t lead)
{
	const char *why = NULL;

	return conflict_blocks(mia, lead, &d.arena, &why, &err) && why != NULL;
}

/* ---- made with the registration ------------------------------------------ */

static void an_exact_claim_waits_and_is_a_conflict(void)
{
	int64_t holder, challenger, id;

	CHECK(two_partners());
	holder = add(first, "Exacta S.L.", "exacta.example");
	challenger = add(second, "EXACTA", "www.exacta.example");
	CHECK(holder != 0 && challenger != 0);
	CHECK_STR(lead_desk_stage(&d, challenger), "queued");
	id = desk_int(&d, OF_LEAD, challenger);
	CHECK(id > 0);
	CHECK(desk_int(&d, CONFLICT("other"), id) == holder);
	CHECK_STR(desk_text(&d, CONFLICT("why"), id), "domain");
	CHECK(desk_int(&d, CONFLICT("similarity"), id) == 1000000);
	CHECK_STR(desk_text(&d, CONFLICT("status"), id), "open");
	CHECK(desk_int(&d, COUNT_OF_LEAD, holder) == 0);
	/* Taken back together. */
	CHECK(LEAD_RUN(&d, mia, "undo", challenger, NULL));
	CHECK(desk_int(&d, CONFLICT("void"), id) == 1);
}

static void a_claim_that_is_alike_goes_on_and_is_not_accepted(void)
{
	int64_t holder, challenger, id;

	CHECK(two_partners());
	holder = add(first, "Kermadon Systems", "");
	challenger = add(second, "Kermaddon Systems", "");
	CHECK(holder != 0 && challenger != 0);
	CHECK_STR(lead_desk_stage(&d, challenger), "submitted");
	CHECK(desk_int(&d, KEYS, challenger) > 0);
	id = desk_int(&d, OF_LEAD, challenger);
	CHECK(id > 0);
	CHECK_STR(desk_text(&d, CONFLICT("why"), id), "similar");
	CHECK(desk_int(&d, CONFLICT("similarity"), id) >= 600000);
	CHECK(blocked(challenger) && !blocked(holder));
	CHECK(!LEAD_RUN(&d, mia, "accept", challenger, NULL));
	CHECK(strstr(err.text, "decide K-") != NULL);
	CHECK(LEAD_RUN(&d, mia, "accept", holder, NULL));
	/* The other is gone: nothing is left to decide. */
	CHECK(LEAD_RUN(&d, mia, "withdraw", holder, NULL));
	CHECK(!blocked(challenger));
	CHECK(LEAD_RUN(&d, mia, "accept", challenger, NULL));
}

static void claims_of_one_partner_are_no_conflict(void)
{
	int64_t one, two;

	CHECK(two_partners());
	one = add(first, "Samesame Holding", "");
	two = add(first, "Samesames Holding", "");
	CHECK(one != 0 && two != 0);
	CHECK(desk_int(&d, COUNT_OF_LEAD, two) == 0);
}

static void a_customer_that_is_alike_is_a_conflict(void)
{
	static const struct {
		const char *name, *extra, *claim, *why;
	} cases[] = {
		{ "Vandelor Industries", "house=no", "Vandelorr Industries",
		    "customer" },
		{ "Hourglass Systems", "house=yes", "Hourgllass Systems",
		    "house" },
	};

	CHECK(two_partners());
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int64_t lead, id;

		CHECK(DESK_OP(&d, mia, "customer", "add", 0,
		    arena_fmt(&d.arena, "name=%s", cases[i].name), "country=ES",
		    cases[i].extra));
		lead = add(first, cases[i].claim, "");
		CHECK(lead != 0 && blocked(lead));
		id = desk_int(&d, OF_LEAD, lead);
		CHECK_STR(desk_text(&d, CONFLICT("why"), id), cases[i].why);
		CHECK(!DESK_OP(&d, mia, "conflict", "decide", id,
		    "verdict=split", "reason=No"));
		CHECK(DESK_OP(&d, mia, "conflict", "decide", id,
		    "verdict=holder", "reason=The same house"));
		CHECK_STR(lead_desk_stage(&d, lead), "declined");
		CHECK_STR(desk_text(&d, LEAD("reason"), lead),
		    i == 0 ? "existing_customer" : "house_account");
		CHECK(desk_int(&d, KEYS, lead) == 0);
		CHECK(DESK_OP(&d, mia, "conflict", "undo", id, NULL));
		CHECK_STR(lead_desk_stage(&d, lead), "submitted");
		CHECK(DESK_OP(&d, mia, "conflict", "decide", id,
		    "verdict=different", "reason=Another house"));
		CHECK(!blocked(lead));
		CHECK(LEAD_RUN(&d, mia, "accept", lead, NULL));
	}
}

static void a_person_sees_what_no_spelling_shows(void)
{
	int64_t one, two, id, customer;

	CHECK(two_partners());
	one = add(first, "Quorum Lanterns", "");
	two = add(second, "Zephyr Bakery", "");
	CHECK(!DESK_OP(&d, mia, "conflict", "raise", 0,
	    arena_fmt(&d.arena, "lead=L-%d", (int)two)));
	CHECK(strstr(err.text, "meets nobody") != NULL);
	id = DESK_OP(&d, mia, "conflict", "raise", 0,
	    arena_fmt(&d.arena, "lead=L-%d", (int)two),
	    arena_fmt(&d.arena, "other=L-%d", (int)one));
	CHECK(id != 0 && blocked(two));
	CHECK_STR(desk_text(&d, CONFLICT("why"), id), "similar");
	CHECK(desk_int(&d, CONFLICT("similarity"), id) == 0);
	CHECK(!DESK_OP(&d, mia, "conflict", "raise", 0,
	    arena_fmt(&d.arena, "lead=L-%d", (int)one),
	    arena_fmt(&d.arena, "other=L-%d", (int)two)));
	CHECK(DESK_OP(&d, mia, "conflict", "decide", id, "verdict=holder",
	    "reason=Bought last year"));
	CHECK(desk_int(&d, LEAD("behind"), two) == one);
	customer = DESK_OP(
	    &d, mia, "customer", "add", 0, "name=Owlery plc", "country=GB");
	id = DESK_OP(&d, mia, "conflict", "raise", 0,
	    arena_fmt(&d.arena, "lead=%d", (int)one),
	    arena_fmt(&d.arena, "other=u-%d", (int)customer));
	CHECK(id != 0);
	CHECK_STR(desk_text(&d, CONFLICT("why"), id), "customer");
	CHECK(!DESK_OP(&d, mia, "conflict", "raise", 0,
	    arena_fmt(&d.arena, "lead=L-%d", (int)one), "other=L-99999"));
	CHECK(err.kind == ERR_NOT_FOUND);
}

static void two_that_met_do_not_meet_again(void)
{
	int64_t challenger, id;

	CHECK(two_partners());
	CHECK(add(first, "Onceonly Traders", "") != 0);
	challenger = add(second, "Onceonlly Traders", "");
	id = desk_int(&d, OF_LEAD, challenger);
	CHECK(DESK_OP(&d, mia, "conflict", "decide", id, "verdict=different",
	    "reason=Looked up"));
	CHECK(LEAD_RUN(
	    &d, mia, "edit", challenger, "customer=Onceonnly Traders"));
	CHECK(desk_int(&d, COUNT_OF_LEAD, challenger) == 1);
}

/* ---- decided ------------------------------------------------------------- */

static void a_verdict_needs_its_reason(void)
{
	static const struct {
		const char *verdict, *reason, *evidence, *split, *field;
	} cases[] = {
		{ "holder", "", "", "", "reason" },
		{ "holder", "", "Mail of May", "", "reason" },
		{ "different", "", "", "", "reason" },
		{ "split", "", "", "", "reason" },
		{ "challenger", "", "", "", "reason" },
		{ "holder", "Said so", "", "P-1:1000000", "split" },
		{ "nobody", "Said so", "", "", "verdict" },
	};
	int64_t challenger, id;

	CHECK(two_partners());
	CHECK(add(first, "Reasonable Goods", "") != 0);
	challenger = add(second, "Reasonnable Goods", "");
	id = desk_int(&d, OF_LEAD, challenger);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		CHECK(!DESK_OP(&d, mia, "conflict", "decide", id,
		    arena_fmt(&d.arena, "verdict=%s", cases[i].verdict),
		    arena_fmt(&d.arena, "reason=%s", cases[i].reason),
		    arena_fmt(&d.arena, "evidence=%s", cases[i].evidence),
		    arena_fmt(&d.arena, "split=%s", cases[i].split)));
		CHECK(err.field != NULL);
		CHECK_STR(err.field, cases[i].field);
	}
	CHECK_STR(desk_text(&d, CONFLICT("status"), id), "open");
	/* The customer's written choice is one. */
	CHECK(DESK_OP(&d, mia, "conflict", "decide", id, "verdict=challenger",
	    "evidence=Mail of May"));
	CHECK(!DESK_OP(&d, mia, "conflict", "decide", id, "verdict=holder",
	    "reason=Again"));
	CHECK(err.kind == ERR_REFUSED);
}

/* Exact, with one more who waits: who holds and who waits behind whom. */
static void verdicts_on_one_that_waits(void)
{
	static const struct {
		const char *verdict;
		bool holder_holds, challenger_holds;
		const char *holder, *challenger;
	} cases[] = {
		{ "holder", true, false, "accepted", "queued" },
		{ "challenger", false, true, "queued", "submitted" },
		{ "different", true, true, "accepted", "submitted" },
		{ "split", true, false, "accepted", "queued" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int64_t holder, challenger, third, id, who;
		const char *name = unlike(i + 1, "Wharf");

		CHECK(two_partners());
		holder = add(first, name, "");
		CHECK(LEAD_RUN(&d, mia, "accept", holder, NULL));
		challenger = add(
		    second, name, arena_fmt(&d.arena, "wharf%zu.example", i));
		CHECK(two_partners());
		third = add(first, name, "");
		CHECK(holder != 0 && challenger != 0 && third != 0);
		id = desk_int(&d, OF_LEAD, challenger);
		CHECK(DESK_OP(&d, mia, "conflict", "decide", id,
		    arena_fmt(&d.arena, "verdict=%s", cases[i].verdict),
		    "reason=By the terms"));
		CHECK_STR(lead_desk_stage(&d, holder), cases[i].holder);
		CHECK_STR(lead_desk_stage(&d, challenger), cases[i].challenger);
		CHECK(desk_int(&d, LEAD("registered"), holder) ==
		    cases[i].holder_holds);
		CHECK(desk_int(&d, LEAD("registered"), challenger) ==
		    cases[i].challenger_holds);
		who = cases[i].holder_holds ? holder : challenger;
		CHECK(desk_int(&d, LEAD("behind"), third) == who);
		CHECK(desk_int(&d, KEYS, who) > 0);
		CHECK(desk_int(&d,
			  "SELECT count(*) FROM remark WHERE noun = 'lead'"
			  " AND record = ?1 AND kind = 'conflict'",
			  challenger) == 1);
		/* And back. */
		CHECK(DESK_OP(&d, mia, "conflict", "undo", id, NULL));
		CHECK_STR(lead_desk_stage(&d, holder), "accepted");
		CHECK_STR(lead_desk_stage(&d, challenger), "queued");
		CHECK(desk_int(&d, LEAD("behind"), challenger) == holder);
		CHECK(desk_int(&d, LEAD("behind"), third) == holder);
		CHECK_STR(desk_text(&d, CONFLICT("status"), id), "open");
	}
}

/* Alike: both hold something, and one takes what the other has. */
static void verdicts_on_two_that_go_on(void)
{
	static const struct {
		const char *verdict;
		bool holder_holds, challenger_holds;
	} cases[] = {
		{ "holder", true, false },
		{ "challenger", false, true },
		{ "different", true, true },
		{ "split", true, false },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int64_t holder, challenger, third, id;
		const char *name = unlike(i + 50, "Morgenland");
		const char *other = unlike(i + 50, "Morggenland");

		CHECK(two_partners());
		holder = add(first, name, "");
		challenger = add(second, other, "");
		CHECK(holder != 0 && challenger != 0);
		id = desk_int(&d, OF_LEAD, challenger);
		CHECK(DESK_OP(&d, mia, "conflict", "decide", id,
		    arena_fmt(&d.arena, "verdict=%s", cases[i].verdict),
		    "reason=By the terms"));
		CHECK(desk_int(&d, LEAD("registered"), holder) ==
		    cases[i].holder_holds);
		CHECK(desk_int(&d, LEAD("registered"), challenger) ==
		    cases[i].challenger_holds);
		CHECK(!blocked(challenger));
		/* Nobody comes in by either spelling. */
		CHECK(two_partners());
		third = add(first, other, "");
		CHECK(desk_int(&d, LEAD("behind"), third) ==
		    (cases[i].holder_holds && !cases[i].challenger_holds
			    ? holder
			    : challenger));
		CHECK(LEAD_RUN(&d, mia, "undo", third, NULL));
		CHECK(DESK_OP(&d, mia, "conflict", "undo", id, NULL));
		CHECK(desk_int(&d, LEAD("registered"), holder) == 1);
		CHECK(desk_int(&d, LEAD("registered"), challenger) == 1);
		CHECK(desk_int(&d, KEYS, holder) == 1);
		CHECK(desk_int(&d, KEYS, challenger) == 1);
	}
}

/* Alike first, then for certain: the first verdict stands in the second. */
static void a_verdict_outlives_the_next(void)
{
	int64_t one, two, three, id;

	CHECK(two_partners());
	one = add(first, "Outlivers Holding", "outlivers.example");
	two = add(second, "Outlivvers Holding", "");
	CHECK(DESK_OP(&d, mia, "conflict", "decide", desk_int(&d, OF_LEAD, two),
	    "verdict=holder", "reason=One house"));
	CHECK(two_partners());
	three = add(first, "Outlivers", "outlivers.example");
	CHECK(desk_int(&d, LEAD("behind"), three) == one);
	id = desk_int(&d,
	    "SELECT id FROM conflict WHERE lead = ?1 AND why = 'domain'",
	    three);
	CHECK(DESK_OP(&d, mia, "conflict", "decide", id, "verdict=challenger",
	    "evidence=Mail"));
	CHECK(desk_int(&d, LEAD("registered"), three) == 1);
	CHECK(desk_int(&d, LEAD("behind"), one) == three);
	CHECK(desk_int(&d, LEAD("behind"), two) == three);
	CHECK(desk_int(&d, KEYS, one) == 0 && desk_int(&d, KEYS, two) == 0);
	CHECK(DESK_OP(&d, mia, "conflict", "undo", id, NULL));
	CHECK(desk_int(&d, LEAD("behind"), two) == one);
	CHECK(desk_int(&d, LEAD("behind"), three) == one);
}

/* The lead's own operation moves all that the holder has, too. */
static void a_choice_decides_the_conflict(void)
{
	int64_t one, two, three, id;

	CHECK(two_partners());
	one = add(first, "Choosers Garden", "choosers.example");
	two = add(second, "Choosserrs Garden", "");
	CHECK(DESK_OP(&d, mia, "conflict", "decide", desk_int(&d, OF_LEAD, two),
	    "verdict=holder", "reason=One house"));
	CHECK(two_partners());
	three = add(first, "Choosers Garden", "choosers.example");
	id = desk_int(&d,
	    "SELECT id FROM conflict WHERE lead = ?1 AND why = 'domain'",
	    three);
	CHECK(LEAD_RUN(
	    &d, mia, "choose", three, "evidence=Mail of May", "holder=queued"));
	CHECK(desk_int(&d, LEAD("behind"), one) == three);
	CHECK(desk_int(&d, LEAD("behind"), two) == three);
	CHECK(desk_int(&d, LEAD("registered"), three) == 1);
	CHECK_STR(desk_text(&d, CONFLICT("verdict"), id), "challenger");
	CHECK_STR(desk_text(&d, CONFLICT("evidence"), id), "Mail of May");
	CHECK(LEAD_RUN(&d, mia, "undo", three, NULL));
	CHECK_STR(desk_text(&d, CONFLICT("status"), id), "open");
	CHECK(desk_int(&d, LEAD("behind"), two) == one);
	CHECK(LEAD_RUN(&d, mia, "choose", three, "evidence=Mail of May",
	    "holder=declined", "reason=other"));
	CHECK_STR(lead_desk_stage(&d, one), "declined");
	CHECK(desk_int(&d, LEAD("behind"), two) == three);
}

static void a_split_is_the_whole(void)
{
	int64_t holder, challenger, id;

	CHECK(two_partners());
	holder = add(first, "Splitter Works", "");
	challenger = add(second, "Splitterr Works", "");
	id = desk_int(&d, OF_LEAD, challenger);
	CHECK(!DESK_OP(&d, mia, "conflict", "decide", id, "verdict=split",
	    "reason=Both", "split=P-1:400000,P-2:500000"));
	CHECK_STR(desk_text(&d, CONFLICT("status"), id), "open");
	CHECK(DESK_OP(
	    &d, mia, "conflict", "decide", id, "verdict=split", "reason=Both"));
	CHECK_STR(desk_text(&d, LEAD("split"), holder),
	    arena_fmt(
		&d.arena, "P-%d:500000,P-%d:500000", (int)first, (int)second));
}

static void what_is_closed_is_not_moved(void)
{
	int64_t holder, challenger, id;

	CHECK(two_partners());
	holder = add(first, "Closedown Sisters", "");
	challenger = add(second, "Closeddown Sisters", "");
	id = desk_int(&d, OF_LEAD, challenger);
	CHECK(LEAD_RUN(&d, mia, "withdraw", challenger, NULL));
	CHECK(!DESK_OP(&d, mia, "conflict", "decide", id, "verdict=challenger",
	    "reason=Late"));
	CHECK(!DESK_OP(
	    &d, mia, "conflict", "decide", id, "verdict=split", "reason=Late"));
	CHECK(DESK_OP(&d, mia, "conflict", "decide", id, "verdict=holder",
	    "reason=Late"));
	CHECK_STR(lead_desk_stage(&d, holder), "submitted");
	CHECK_STR(lead_desk_stage(&d, challenger), "withdrawn");
}

/* ---- read ---------------------------------------------------------------- */

static const struct desk_fact *fact(
    const struct conflict_desk *desk, const char *name)
{
	for (size_t i = 0; i < desk->n_facts; i++)
		if (strcmp(desk->facts[i].name, name) == 0)
			return &desk->facts[i];
	return NULL;
}

static void the_desk_shows_both_sides(void)
{
	struct conflict_desk desk;
	int64_t holder, challenger, id;
	const struct desk_fact *f;

	CHECK(two_partners());
	holder = add(first, "Sidebyside S.A.", "sidebyside.example");
	CHECK(LEAD_RUN(&d, mia, "accept", holder, NULL));
	CHECK(LEAD_RUN(&d, mia, "note", holder, "inside=Rang them."));
	CHECK(LEAD_RUN(&d, mia, "note", holder, "inside=Rang again."));
	challenger = add(second, "SideBySide", "shop.sidebyside.example");
	id = desk_int(&d, OF_LEAD, challenger);
	CHECK(DESK_OP(&d, mia, "conflict", "note", id, "note=Asked both."));
	CHECK(conflict_desk_read(d.db, id,
	    (date_days)(session_now(mia) / 86400), &d.arena, &desk, &err));
	CHECK(desk.claim[DESK_HOLDER].id == holder);
	CHECK(desk.claim[DESK_CHALLENGER].id == challenger);
	CHECK(desk.claim[DESK_HOLDER].first);
	CHECK(!desk.claim[DESK_CHALLENGER].first);
	CHECK_STR(desk.claim[DESK_HOLDER].stage, "accepted");
	f = fact(&desk, "customer");
	CHECK(f != NULL && f->same);
	CHECK_STR(f->value[DESK_HOLDER].s, "Sidebyside S.A.");
	CHECK_STR(f->value[DESK_CHALLENGER].s, "SideBySide");
	f = fact(&desk, "domain");
	CHECK(f != NULL && !f->same);
	f = fact(&desk, "tax_id");
	CHECK(
	    f != NULL && !f->same && f->value[DESK_HOLDER].type == VALUE_NULL);
	f = fact(&desk, "country");
	CHECK(f != NULL && f->same);
	f = fact(&desk, "left");
	CHECK(f != NULL && f->value[DESK_HOLDER].i == 90);
	CHECK(f->value[DESK_CHALLENGER].type == VALUE_NULL);
	CHECK(desk.claim[DESK_HOLDER].n_notes == 2);
	CHECK_STR(desk.claim[DESK_HOLDER].notes[0].inside, "Rang again.");
	CHECK(desk.n_notes == 1);
	CHECK_STR(desk.notes[0].inside, "Asked both.");
	CHECK(!conflict_desk_read(d.db, 9999, 0, &d.arena, &desk, &err));
	CHECK(err.kind == ERR_NOT_FOUND);
}

static void the_explanation_can_be_counted(void)
{
	struct buf out = BUF_INIT;
	int64_t challenger, id;
	bool ok;

	CHECK(two_partners());
	CHECK(add(first, "Vqaldora", "") != 0);
	challenger = add(second, "Vqaldorra", "");
	id = desk_int(&d, OF_LEAD, challenger);
	CHECK(DESK_OP(&d, mia, "conflict", "decide", id, "verdict=different",
	    "reason=Two registers"));
	ok = conflict_explain(mia, id, &out, &err);
	/* 9 and 10 trigrams, 8 in both, 11 in either. */
	ok = ok &&
	    strstr(buf_text(&out),
		"trigrams  10 and 9, 8 in both of 11: 727272 millionths; "
		"alike from 600000") != NULL &&
	    strstr(buf_text(&out), "decided by mia: different") != NULL &&
	    strstr(buf_text(&out), "Two registers") != NULL;
	if (!ok)
		printf("# %s\n", buf_text(&out));
	buf_done(&out);
	CHECK(ok);
}

int main(void)
{
	if (!lead_desk_open(&d, ":memory:") ||
	    (mia = desk_login(&d, "mia", "partner_manager")) == NULL) {
		printf("Bail out! no desk\n");
		return EXIT_FAILURE;
	}
	RUN(an_exact_claim_waits_and_is_a_conflict);
	RUN(a_claim_that_is_alike_goes_on_and_is_not_accepted);
	RUN(claims_of_one_partner_are_no_conflict);
	RUN(a_customer_that_is_alike_is_a_conflict);
	RUN(a_person_sees_what_no_spelling_shows);
	RUN(two_that_met_do_not_meet_again);
	RUN(a_verdict_needs_its_reason);
	RUN(verdicts_on_one_that_waits);
	RUN(verdicts_on_two_that_go_on);
	RUN(a_verdict_outlives_the_next);
	RUN(a_choice_decides_the_conflict);
	RUN(a_split_is_the_whole);
	RUN(what_is_closed_is_not_moved);
	RUN(the_desk_shows_both_sides);
	RUN(the_explanation_can_be_counted);
	session_close(mia);
	desk_close(&d);
	return tap_done();
}
