/*
 * tests/unit/test_enrollment_random.c - people and time at random: whatever
 * they do, all still fits together.
 */

#include "config.h"

#include "domain/check.h"
#include "tests/enrolled.h"
#include "tests/tap.h"

#define SEEDS 6
#define STEPS 150
#define LOOK_EVERY 25

static struct desk d;
static struct err err;
static uint64_t random_state;

static unsigned roll(unsigned n)
{
	random_state =
	    random_state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(random_state >> 33) % n;
}

static const struct {
	const char *verb, *params[5];
} things[] = {
	{ "send", { "document=all" } },
	{ "sign", { "by=Ana" } },
	{ "requirement", { "requirement=fee", "state=met" } },
	{ "requirement", { "requirement=page", "state=met", "evidence=x" } },
	{ "requirement", { "requirement=page", "state=lost" } },
	{ "requirement",
	    { "requirement=visit", "state=waived", "reason=other" } },
	{ "requirement", { "requirement=survey", "state=met" } },
	{ "requirement", { "requirement=survey", "state=lost" } },
	{ "requirement", { "requirement=training", "state=met" } },
	{ "requirement", { "requirement=security", "state=met" } },
	{ "requirement", { "requirement=survey", "state=open", "due=+10" } },
	{ "activate", { NULL } },
	{ "activate", { NULL } },
	{ "suspend", { "reason=conduct" } },
	{ "reinstate", { NULL } },
	{ "notice", { "by=vendor", "reason=vendor_notice" } },
	{ "renew", { NULL } },
	{ "terminate", { "reason=breach" } },
	{ "review", { NULL } },
	{ "level", { NULL } },
	{ "level", { "level=silver", "reason=strategic" } },
	{ "level", { "level=gold", "reason=strategic" } },
	{ "level", { "level=registered", "reason=strategic" } },
	{ "move", { "to=2027-01", "level=registered" } },
	{ "move", { "to=2026-01" } },
	{ "benefit", { "benefit=logo" } },
	{ "benefit", { "benefit=logo", "done=no" } },
	{ "note", { "inside=hello" } },
	{ "undo", { NULL } },
	{ "undo", { NULL } },
};

static void look(void *arg, const char *what, bool ok)
{
	size_t *faults = arg;

	if (ok)
		return;
	(*faults)++;
	printf("# %s\n", what);
}

static bool is_sound(void)
{
	size_t faults = 0;

	return check_all(d.owner, look, &faults, &err) && faults == 0;
}

/* One thing that somebody tries; a rule may refuse it. */
static bool act(int64_t id)
{
	unsigned i = roll(ARRAY_LEN(things));

	if (desk_op(&d, d.owner, "enrollment", things[i].verb, id,
		things[i].params, &err) > 0)
		return true;
	if (err.kind == ERR_REFUSED || err.kind == ERR_INVALID ||
	    err.kind == ERR_CONFLICT || err.kind == ERR_NOT_FOUND)
		return true;
	printf("# %s: %s\n", things[i].verb, err.text);
	return false;
}

static bool walk(uint64_t seed)
{
	static const char *const programs[] = { "guided", "guided", "simple",
		"signed", "wrapped" };
	date_days today = date_of(2026, 3, 2);
	int64_t ids[10];
	char day[11];

	random_state = seed;
	for (size_t i = 0; i < ARRAY_LEN(ids); i++)
		ids[i] = enrolled_in(
		    &d, programs[roll(5)], (enum enrollment_state)roll(4));
	for (int step = 1; step <= STEPS; step++) {
		if (roll(5) == 0)
			today += (date_days)roll(30);
		if (enrolled_at(&d, date_text(today, day)) < 0 ||
		    !act(ids[roll(ARRAY_LEN(ids))]) ||
		    (step % LOOK_EVERY == 0 && !is_sound())) {
			printf(
			    "# seed %d, step %d, %s\n", (int)seed, step, day);
			return false;
		}
	}
	return true;
}

static void all_fits_together_whatever_happens(void)
{
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		desk_close(&d);
		CHECK(enrolled_open(&d, ":memory:"));
		CHECK(walk(seed));
	}
}

int main(void)
{
	if (!enrolled_open(&d, ":memory:"))
		return EXIT_FAILURE;
	RUN(all_fits_together_whatever_happens);
	desk_close(&d);
	return tap_done();
}
