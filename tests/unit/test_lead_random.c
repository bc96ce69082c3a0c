/*
 * tests/unit/test_lead_random.c - operations and undos in any order, looked
 * at by the check after each few. LEAD_SEED repeats a run.
 */

#include "config.h"

#include <inttypes.h>
#include <time.h>

#include "domain/check.h"
#include "tests/lead_desk.h"
#include "tests/tap.h"

#define PARTNERS 4
#define STEPS 600
#define CHECK_EVERY 20

static struct desk d;
static struct session *mia;
static struct err err;
static int64_t partners[PARTNERS];
static uint64_t state;
static int done, taken_back;

/* xorshift64*: the same sequence everywhere. */
static unsigned pick(unsigned n)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (unsigned)((state * UINT64_C(2685821657736338717)) >> 33) % n;
}

/* Few customers, so that claims meet: by name, by domain, or by both. */
#define OF_EACH 8

static const char *customer(void)
{
	switch (pick(4)) {
	case 0:
		return arena_fmt(
		    &d.arena, "customer=Acme %u GmbH", pick(OF_EACH));
	case 1:
		return arena_fmt(&d.arena, "customer=ACME %u", pick(OF_EACH));
	case 2:
		return arena_fmt(
		    &d.arena, "customer=Bolt %u Ltd", pick(OF_EACH));
	default:
		return arena_fmt(&d.arena, "customer=bolt %u", pick(OF_EACH));
	}
}

static const char *domain(void)
{
	switch (pick(4)) {
	case 0:
		return arena_fmt(
		    &d.arena, "domain=acme%u.example", pick(OF_EACH));
	case 1:
		return arena_fmt(
		    &d.arena, "domain=www.bolt%u.example", pick(OF_EACH));
	default:
		return "domain=";
	}
}

static const char *const verbs[] = { "accept", "decline", "advance", "back",
	"win", "lose", "extend", "withdraw", "reopen", "choose", "edit", "edit",
	"correct", "undo", "undo", "undo", "undo" };

static bool run(const char *verb, int64_t id)
{
	if (strcmp(verb, "decline") == 0)
		return LEAD_RUN(&d, mia, verb, id, "reason=other");
	if (strcmp(verb, "lose") == 0)
		return LEAD_RUN(&d, mia, verb, id, "reason=price");
	if (strcmp(verb, "extend") == 0)
		return LEAD_RUN(&d, mia, verb, id, "proof=offer");
	if (strcmp(verb, "reopen") == 0)
		return LEAD_RUN(&d, mia, verb, id, "reason=again");
	if (strcmp(verb, "correct") == 0)
		return LEAD_RUN(&d, mia, verb, id, "reason=typo", "value=77");
	if (strcmp(verb, "choose") == 0)
		return LEAD_RUN(&d, mia, verb, id, "evidence=letter",
		    pick(2) == 0 ? "holder=queued" : "holder=declined",
		    "reason=registered");
	if (strcmp(verb, "edit") == 0)
		return LEAD_RUN(&d, mia, verb, id, customer(), domain());
	return LEAD_RUN(&d, mia, verb, id, NULL);
}

static bool add(void)
{
	return LEAD_RUN(&d, mia, "add", 0,
	    arena_fmt(&d.arena, "partner=P-%" PRId64, partners[pick(PARTNERS)]),
	    customer(), domain(), "country=ES", "value=100.50", "currency=EUR");
}

static void pass_days(void)
{
	date_days day = (date_days)(session_now(mia) / 86400);
	char text[11];
	size_t n;

	desk_at(&d, mia, date_text(day + 1 + (date_days)pick(40), text));
	CHECK(lead_sweep(mia, 200, &n, &err));
}

/* The first partner may register nothing for a while. */
static void turn(const char *verb)
{
	int64_t id = desk_int(
	    &d, "SELECT id FROM enrollment WHERE partner = ?1", partners[0]);
	bool ok = strcmp(verb, "suspend") == 0
	    ? DESK_OP(&d, mia, "enrollment", verb, id, "reason=other") != 0
	    : DESK_OP(&d, mia, "enrollment", verb, id, NULL) != 0;

	CHECK(ok);
	if (!ok)
		printf("# %s\n", err.text);
}

/* A verdict on any conflict there is; open or not. */
static bool decide(void)
{
	static const char *const verdicts[] = { "verdict=holder",
		"verdict=challenger", "verdict=different", "verdict=split" };
	int64_t last = desk_int(
	    &d, "SELECT coalesce(max(id), 0) FROM conflict WHERE id > ?1", 0);
	int64_t id = 1 + (int64_t)pick((unsigned)last + 1);

	if (pick(3) == 0)
		return DESK_OP(&d, mia, "conflict", "undo", id, NULL) != 0;
	return DESK_OP(&d, mia, "conflict", "decide", id,
		   verdicts[pick(ARRAY_LEN(verdicts))], "reason=heard") != 0;
}

static void step(void)
{
	int64_t last = desk_int(
	    &d, "SELECT coalesce(max(id), 0) FROM lead WHERE id > ?1", 0);
	unsigned what = pick(10);
	const char *verb = verbs[pick(ARRAY_LEN(verbs))];
	bool ok;

	if (what == 0) {
		pass_days();
		return;
	}
	if (what < 4 || last == 0)
		ok = add();
	else if (what < 6)
		ok = decide();
	else
		ok = run(verb, 1 + (int64_t)pick((unsigned)last));
	done += ok;
	taken_back += ok && what >= 6 && strcmp(verb, "undo") == 0;
	/* Whatever is refused is refused in words. */
	if (!ok && (err.kind == ERR_IO || strstr(err.text, "UNIQUE") != NULL)) {
		printf("# %s: %s\n", verb, err.text);
		CHECK(false);
	}
}

static void look(void *arg, const char *what, bool ok)
{
	if (ok)
		return;
	(*(size_t *)arg)++;
	printf("# %s\n", what);
}

static bool is_sound(void)
{
	size_t faults = 0;

	return check_all(d.owner, look, &faults, &err) && faults == 0;
}

static void nothing_that_is_done_or_undone_breaks_a_rule(void)
{
	for (int i = 0; i < STEPS; i++) {
		if (i == STEPS / 3)
			turn("suspend");
		if (i == STEPS / 2)
			turn("reinstate");
		step();
		if (i % CHECK_EVERY == 0)
			CHECK(is_sound());
	}
	CHECK(is_sound());
	printf("# %d done, %d of them undos\n", done, taken_back);
	CHECK(done > STEPS / 10 && taken_back > STEPS / 100);
}

int main(void)
{
	const char *seed = getenv("LEAD_SEED");

	state = seed != NULL ? strtoull(seed, NULL, 10) : (uint64_t)time(NULL);
	if (state == 0)
		state = 1;
	printf("# LEAD_SEED=%" PRIu64 "\n", state);
	if (!lead_desk_open(&d, ":memory:") ||
	    (mia = desk_login(&d, "mia", "partner_manager")) == NULL)
		return EXIT_FAILURE;
	for (size_t i = 0; i < PARTNERS; i++) {
		partners[i] = lead_desk_partner(&d, "deal",
		    arena_fmt(&d.arena, "Partner %c Ltd", (char)('A' + i)));
		if (partners[i] == 0)
			return EXIT_FAILURE;
	}
	RUN(nothing_that_is_done_or_undone_breaks_a_rule);
	session_close(mia);
	desk_close(&d);
	return tap_done();
}
