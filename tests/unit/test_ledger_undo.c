/*
 * tests/unit/test_ledger_undo.c - what is taken back while a partner is
 * suspended, or after a later closing.
 */

#include "config.h"

#include "domain/check.h"
#include "tests/enrolled.h"
#include "tests/tap.h"

static struct desk d;
static struct session *rita; /* of finance */
static int64_t partner, enrollment;
static struct err err;

#define TEXT(...) arena_fmt(&d.arena, __VA_ARGS__)

static int64_t number(const char *sql, int64_t of)
{
	return desk_int(&d, sql, of);
}

static bool open_desk(void)
{
	if (!enrolled_open(&d, ":memory:"))
		return false;
	rita = desk_login(&d, "rita", "finance");
	enrollment = enrolled_in(&d, "lasting", ENROLLMENT_ACTIVE);
	partner =
	    number("SELECT partner FROM enrollment WHERE id = ?1", enrollment);
	return rita != NULL && enrollment != 0;
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

/* The partner sold for 100.00 EUR that the customer paid; the commission. */
static int64_t sold_and_paid(void)
{
	int64_t sale = DESK_OP(&d, rita, "sale", "add", 0,
	    TEXT("partner=P-%d", (int)partner), "customer=Customer",
	    "product=support", "amount=100.00", "currency=EUR",
	    "paid_on=2026-03-02");

	return number(
	    "SELECT coalesce(max(id), 0) FROM commission WHERE sale = ?1",
	    sale);
}

static const char *state_of(int64_t commission)
{
	return desk_text(&d,
	    "SELECT state || ' ' || hold FROM tranche WHERE commission = ?1",
	    commission);
}

static bool undo(const char *noun, int64_t id)
{
	int64_t audit;
	size_t n;

	return change_last_of(d.owner, noun, id, &audit, &err) && audit != 0 &&
	    change_undo(d.owner, audit, NULL, &n, &err);
}

static void what_was_born_held_is_given_back(void)
{
	int64_t id;

	CHECK(open_desk());
	CHECK(DESK_OP(&d, d.owner, "enrollment", "suspend", enrollment,
	    "reason=conduct"));
	id = sold_and_paid();
	CHECK_STR(state_of(id), "held suspended");
	CHECK(undo("enrollment", enrollment));
	CHECK_STR(state_of(id), "earned ");
	CHECK(is_sound());
	session_close(rita);
	desk_close(&d);
}

static void a_hold_taken_back_ends_in_the_suspension(void)
{
	int64_t id;

	CHECK(open_desk());
	id = sold_and_paid();
	CHECK(DESK_OP(&d, rita, "commission", "hold", id, "reason=unclear"));
	CHECK(DESK_OP(&d, d.owner, "enrollment", "suspend", enrollment,
	    "reason=conduct"));
	CHECK_STR(state_of(id), "held hand");
	CHECK(undo("commission", id));
	CHECK_STR(state_of(id), "held suspended");
	CHECK(
	    DESK_OP(&d, d.owner, "enrollment", "reinstate", enrollment, NULL));
	CHECK_STR(state_of(id), "earned ");
	CHECK(is_sound());
	session_close(rita);
	desk_close(&d);
}

static void closings_are_taken_back_from_the_last(void)
{
	static const char AUDIT[] =
	    "SELECT audit FROM audit_change WHERE entity = 'closing' AND"
	    " record = ?1 LIMIT 1";
	size_t n;

	CHECK(open_desk());
	desk_at(&d, rita, "2026-05-04");
	(void)DESK_OP(&d, rita, "statement", "close", 0, "period=2026-03");
	(void)DESK_OP(&d, rita, "statement", "close", 0, "period=2026-04");
	CHECK(!change_undo(d.owner, number(AUDIT, 1), NULL, &n, &err));
	CHECK(strstr(err.text, "A later period is closed by now"));
	CHECK(change_undo(d.owner, number(AUDIT, 2), NULL, &n, &err));
	CHECK(change_undo(d.owner, number(AUDIT, 1), NULL, &n, &err));
	session_close(rita);
	desk_close(&d);
}

int main(void)
{
	RUN(what_was_born_held_is_given_back);
	RUN(a_hold_taken_back_ends_in_the_suspension);
	RUN(closings_are_taken_back_from_the_last);
	return tap_done();
}
