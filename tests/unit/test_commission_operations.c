/* tests/unit/test_commission_operations.c - held, released, approved, made. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "domain/commission.h"
#include "domain/enrollment.h"
#include "tests/enrolled.h"
#include "tests/tap.h"

static struct desk desk;
static struct session *vera, *rita, *paul; /* vera only looks */
static int64_t enrollment, partner, customer;

static bool run(const char *sql)
{
	struct err err;

	if (db_begin(desk.db, &err) &&
	    db_exec(desk.db, sql, NO_VALUES, NULL, &err) &&
	    db_commit(desk.db, &err))
		return true;
	db_rollback(desk.db);
	printf("# %s\n", err.text);
	return false;
}

static date_days day(const char *text)
{
	struct err err;
	date_days d;

	return date_parse(text, &d, &err) ? d : DATE_NONE;
}

/* A sale of 1000.00 that `by` recorded, with 10 % of it for the partner. */
static int64_t sold(const char *by)
{
	int64_t id;

	if (!run(arena_fmt(&desk.arena,
		"INSERT INTO sale (customer, partner, product, base, currency,"
		" sale_on, enrollment, program, commission, recorded_by,"
		" created_at, created_by, updated_at) VALUES (%" PRId64
		", %" PRId64 ", 'support', 100000, 'EUR', %d, %" PRId64
		", 'lasting', 10000, '%s', 5, 'x', 5)",
		customer, partner, day("2026-03-02"), enrollment, by)))
		return 0;
	id = desk_int(&desk, "SELECT max(id) FROM sale WHERE id > ?1", 0);
	if (!run(arena_fmt(&desk.arena,
		"INSERT INTO commission (kind, sale, partner, program, product,"
		" currency, base, amount, on_date, on_month, recorded_by,"
		" created_at, created_by, updated_at) VALUES ('sale', %" PRId64
		", %" PRId64 ", 'lasting', 'support', 'EUR', 100000, 10000,"
		" %d, %d, '%s', 5, 'x', 5)",
		id, partner, day("2026-03-02"), day("2026-03-01"), by)))
		return 0;
	return desk_int(
	    &desk, "SELECT max(id) FROM commission WHERE id > ?1", 0);
}

/* A part of the commission that the customer paid for on 2026-03-02. */
static int64_t paid(
    int64_t commission, int amount, const char *by, const char *release)
{
	date_days until = day(release);

	if (!run(arena_fmt(&desk.arena,
		"INSERT INTO payment (sale, amount, paid_on, recorded_by,"
		" created_at) SELECT sale, %d, %d, '%s', 5 FROM commission"
		" WHERE id = %" PRId64,
		amount * 10, day("2026-03-02"), by, commission)) ||
	    !run(arena_fmt(&desk.arena,
		"INSERT INTO tranche (commission, payment, amount, earned_on,"
		" earned_month, release_on, release_month, state_on,"
		" state_month, created_at, updated_at) SELECT %" PRId64
		", max(id), %d, %d, %d, %d, %d, %d, %d, 5, 5 FROM payment",
		commission, amount, day("2026-03-02"), day("2026-03-01"), until,
		date_month(until), day("2026-03-02"), day("2026-03-01"))))
		return 0;
	return desk_int(&desk, "SELECT max(id) FROM tranche WHERE id > ?1", 0);
}

/* One of 100.00 that Rita recorded and is paid for. */
static int64_t earned(void)
{
	int64_t id = sold("rita");

	return paid(id, 10000, "rita", "2026-03-02") != 0 ? id : 0;
}

static const char *state(int64_t id, const char *on)
{
	enum commission_state s;
	struct err err;

	if (!commission_state_of(desk.owner, id, day(on), &s, &err))
		return err.text[0] != '\0' ? "(none)" : "";
	return commission_lifecycle.states[s].name;
}

/* Where a commission's money stands at the end of a day: "held 40". */
static const char *books(int64_t id, const char *on)
{
	static const char *const accounts[] = { "accrued", "earned", "held",
		"approved", "paid" };
	const char *text = "";

	for (size_t i = 0; i < ARRAY_LEN(accounts); i++) {
		int64_t n = desk_int(&desk,
		    arena_fmt(&desk.arena,
			"SELECT coalesce(sum(p.amount), 0) FROM posting p"
			" JOIN entry e ON e.id = p.entry WHERE p.account ="
			" '%s' AND e.on_date <= %d AND e.commission = ?1",
			accounts[i], day(on)),
		    id);

		if (n != 0)
			text = arena_fmt(&desk.arena, "%s%s%s %" PRId64, text,
			    text[0] != '\0' ? " " : "", accounts[i], n);
	}
	return text;
}

static struct err err;

#define COMMISSION(s, verb, id, ...) \
	(DESK_OP(&desk, (s), "commission", (verb), (id), __VA_ARGS__) > 0)

#define CHECK_REFUSED(call, part)                     \
	do {                                          \
		err.text[0] = '\0';                   \
		CHECK(!(call));                       \
		if (strstr(err.text, (part)) == NULL) \
			CHECK_STR(err.text, (part));  \
	} while (0)

static void four_eyes(void)
{
	int64_t mine = earned(), his = sold("rita"), other;

	CHECK_REFUSED(
	    COMMISSION(rita, "approve", mine, NULL), "rita recorded the sale");
	CHECK(COMMISSION(paul, "approve", mine, NULL));
	CHECK_STR(state(mine, "2026-03-02"), "approved");
	CHECK_STR(books(mine, "2026-03-02"), "approved 10000");
	/* A payment that Paul recorded is Paul's own work, the rest not. */
	CHECK(paid(his, 4000, "paul", "2026-03-02") > 0);
	CHECK_REFUSED(COMMISSION(paul, "approve", his, NULL),
	    "paul recorded the customer's payment");
	CHECK(paid(his, 6000, "rita", "2026-03-02") > 0);
	CHECK(COMMISSION(paul, "approve", his, NULL));
	CHECK_STR(books(his, "2026-03-02"), "earned 4000 approved 6000");
	CHECK(COMMISSION(desk.owner, "approve", his, NULL));
	CHECK_STR(books(his, "2026-03-02"), "approved 10000");
	CHECK_REFUSED(
	    COMMISSION(desk.owner, "approve", his, NULL), "not possible there");
	/* The owner of a laptop is somebody, too. */
	other = sold("owner");
	CHECK(paid(other, 10000, "rita", "2026-03-02") > 0);
	CHECK_REFUSED(COMMISSION(desk.owner, "approve", other, NULL),
	    "owner recorded the sale");
	CHECK_REFUSED(COMMISSION(vera, "approve", other, NULL), "finance");
}

static void nothing_is_earned(void)
{
	int64_t id = sold("rita");

	CHECK_STR(state(id, "2026-03-02"), "accrued");
	CHECK_REFUSED(
	    COMMISSION(paul, "approve", id, NULL), "has not paid yet");
	CHECK_REFUSED(COMMISSION(paul, "hold", id, "reason=x"), "earned yet");
	CHECK_REFUSED(
	    COMMISSION(paul, "release", id, NULL), "not possible there");
	CHECK_REFUSED(
	    COMMISSION(paul, "unapprove", id, "reason=x"), "is approved");
}

/* Approved within its window: the money moves when that is over. */
static void window(void)
{
	int64_t id = sold("rita");

	CHECK(paid(id, 10000, "rita", "2026-04-01") > 0);
	CHECK_STR(state(id, "2026-03-31"), "held");
	CHECK_STR(state(id, "2026-04-01"), "earned");
	CHECK_REFUSED(COMMISSION(paul, "release", id, NULL), "2026-04-01");
	CHECK(COMMISSION(paul, "approve", id, NULL));
	CHECK_STR(state(id, "2026-03-31"), "held");
	CHECK_STR(state(id, "2026-04-01"), "approved");
	CHECK_STR(books(id, "2026-03-31"), "held 10000");
	CHECK_STR(books(id, "2026-04-01"), "approved 10000");
}

static void by_hand(void)
{
	int64_t id = earned();

	CHECK(COMMISSION(paul, "hold", id, "reason=proof is missing"));
	CHECK_STR(state(id, "2026-03-02"), "held");
	CHECK_STR(books(id, "2026-03-02"), "held 10000");
	CHECK_REFUSED(
	    COMMISSION(paul, "approve", id, NULL), "release it first");
	CHECK_REFUSED(
	    COMMISSION(paul, "hold", id, "reason=again"), "held already");
	CHECK(COMMISSION(paul, "release", id, NULL));
	CHECK_STR(books(id, "2026-03-02"), "earned 10000");
	/* What was approved is approved again. */
	CHECK(COMMISSION(paul, "approve", id, NULL));
	CHECK(COMMISSION(rita, "hold", id, "reason=not sure"));
	CHECK(COMMISSION(rita, "release", id, NULL));
	CHECK_STR(books(id, "2026-03-02"), "approved 10000");
	CHECK(COMMISSION(rita, "unapprove", id, "reason=too early"));
	CHECK_STR(books(id, "2026-03-02"), "earned 10000");
	CHECK(desk_int(&desk,
		  "SELECT count(*) FROM remark WHERE noun = 'commission'"
		  " AND record = ?1",
		  id) == 3);
	CHECK(COMMISSION(rita, "note", id, "note=looked at"));
}

static void undo(void)
{
	static const struct {
		const char *verb, *param, *books;
	} steps[] = {
		{ "approve", NULL, "approved 10000" },
		{ "hold", "reason=x", "held 10000" },
		{ "release", NULL, "approved 10000" },
		{ "unapprove", "reason=y", "earned 10000" },
	};
	int64_t id = earned();

	for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
		CHECK(COMMISSION(paul, steps[i].verb, id, steps[i].param));
		CHECK_STR(books(id, "2026-03-02"), steps[i].books);
	}
	for (size_t i = ARRAY_LEN(steps); i-- > 0;) {
		CHECK(COMMISSION(paul, "undo", id, NULL));
		CHECK_STR(books(id, "2026-03-02"),
		    i > 0 ? steps[i - 1].books : "earned 10000");
	}
	CHECK(desk_int(&desk,
		  "SELECT count(*) FROM tranche WHERE commission = ?1"
		  " AND approved_by <> ''",
		  id) == 0);
}

static bool approve_in_bulk(int64_t id, const char *bulk)
{
	struct call call = { .id = id, .bulk = bulk, .arena = &desk.arena };

	return operation_run(
	    paul, operation_find("commission", "approve"), &call, &err);
}

static void bulk(void)
{
	int64_t ids[] = { earned(), earned(), earned() };
	char name[OP_ID_SIZE];

	op_id_new(name);
	for (size_t i = 0; i < ARRAY_LEN(ids); i++)
		CHECK(approve_in_bulk(ids[i], name));
	CHECK(COMMISSION(paul, "undo", ids[1], NULL));
	for (size_t i = 0; i < ARRAY_LEN(ids); i++)
		CHECK_STR(state(ids[i], "2026-03-02"), "earned");
}

static void stated(void)
{
	int64_t id = earned();

	CHECK(COMMISSION(paul, "approve", id, NULL));
	CHECK(run(arena_fmt(&desk.arena,
	    "INSERT INTO statement (id, partner, currency, from_on, to_on,"
	    " opening, earned, payable, carried, created_at, created_by,"
	    " updated_at) VALUES (7, %" PRId64
	    ", 'EUR', 20500, 20530, 0, 10000, 10000, 0, 5, 'x', 5)",
	    partner)));
	CHECK(run(arena_fmt(&desk.arena,
	    "UPDATE tranche SET statement = 7 WHERE commission = %" PRId64,
	    id)));
	CHECK_REFUSED(COMMISSION(paul, "unapprove", id, "reason=x"), "T-7");
	CHECK_REFUSED(COMMISSION(paul, "hold", id, "reason=x"), "T-7");
}

static bool dispute(bool on)
{
	struct change c;
	size_t n = 0;
	bool ok;

	if (!change_begin(desk.owner, "test", RIGHT_FINANCE, "statement", 7,
		NULL, "", &c, &err))
		return false;
	ok = change_update(&c, "statement", 7, 0,
		 SETS({ "status", val_text(on ? "disputed" : "closed") }),
		 &err) &&
	    (on ? commission_dispute_hold(
		      &c, 7, day("2026-03-02"), "wrong sale", &n, &err)
		: commission_dispute_release(
		      &c, 7, day("2026-03-02"), &n, &err)) &&
	    change_commit(&c, &err, "Disputed.");
	change_abandon(&c);
	return ok && n == 1;
}

static int64_t stated_one(void)
{
	return desk_int(
	    &desk, "SELECT commission FROM tranche WHERE statement = ?1", 7);
}

static const char *hold_of(int64_t id)
{
	return desk_text(
	    &desk, "SELECT hold FROM tranche WHERE commission = ?1", id);
}

static bool enroll(const char *verb, const char *param)
{
	return DESK_OP(&desk, desk.owner, "enrollment", verb, enrollment,
		   param) > 0;
}

/* One hold after the other; the money comes back when the last one ends. */
static void dispute_and_suspension(void)
{
	int64_t id = stated_one();

	CHECK(dispute(true));
	CHECK_STR(hold_of(id), "dispute");
	CHECK_REFUSED(COMMISSION(paul, "release", id, NULL), "disputed");
	CHECK(enroll("suspend", "reason=conduct"));
	CHECK_STR(hold_of(id), "dispute");
	CHECK(dispute(false));
	CHECK_STR(hold_of(id), "suspended");
	CHECK(enroll("reinstate", "note=settled"));
	CHECK_STR(hold_of(id), "");
	CHECK_STR(books(id, "2026-03-02"), "approved 10000");
}

static void suspension(void)
{
	int64_t plain = earned(), approved = earned(), held = earned(), bonus;
	int64_t later;

	CHECK(COMMISSION(paul, "approve", approved, NULL));
	CHECK(COMMISSION(paul, "hold", held, "reason=proof"));
	CHECK((bonus = DESK_OP(&desk, rita, "commission", "bonus", 0,
		   arena_fmt(&desk.arena, "partner=P-%" PRId64, partner),
		   "amount=5", "currency=EUR", "reason=fair")) > 0);
	CHECK(enroll("suspend", "reason=conduct"));
	CHECK_STR(books(plain, "2026-03-02"), "held 10000");
	CHECK_STR(books(approved, "2026-03-02"), "held 10000");
	CHECK_STR(books(bonus, "2026-03-02"), "held 500");
	CHECK_STR(hold_of(held), "hand");
	CHECK_REFUSED(COMMISSION(paul, "release", plain, NULL), "suspended");
	/* What a person held is held on by the suspension. */
	CHECK(COMMISSION(paul, "release", held, NULL));
	CHECK_STR(hold_of(held), "suspended");
	CHECK((later = DESK_OP(&desk, rita, "commission", "bonus", 0,
		   arena_fmt(&desk.arena, "partner=P-%" PRId64, partner),
		   "amount=7", "currency=EUR", "reason=late")) > 0);
	CHECK_STR(books(later, "2026-03-02"), "held 700");
	CHECK(enroll("reinstate", "note=settled"));
	CHECK_STR(books(plain, "2026-03-02"), "earned 10000");
	CHECK_STR(books(approved, "2026-03-02"), "approved 10000");
	CHECK_STR(books(held, "2026-03-02"), "earned 10000");
	CHECK_STR(books(later, "2026-03-02"), "earned 700");
	/* Undo of both, the last first. */
	CHECK(DESK_OP(&desk, desk.owner, "enrollment", "undo", enrollment,
		  NULL) > 0);
	CHECK_STR(books(plain, "2026-03-02"), "held 10000");
	CHECK(DESK_OP(&desk, desk.owner, "enrollment", "reinstate", enrollment,
		  "note=again") > 0);
}

/* A share of another partner's sale, by a program that one's own includes. */
static void share_of_another(void)
{
	int64_t other = enrolled_in(&desk, "wrapped", ENROLLMENT_ACTIVE), id;

	CHECK(other > 0 && sold("rita") > 0);
	CHECK(run(arena_fmt(&desk.arena,
	    "INSERT INTO commission (kind, sale, partner, program, product,"
	    " currency, share, base, amount, on_date, on_month, recorded_by,"
	    " created_at, created_by, updated_at) SELECT 'sale', max(s.id),"
	    " e.partner, 'lasting', 'support', 'EUR', 500000, 0, 5000, 20514,"
	    " 20513, 'rita', 5, 'x', 5 FROM sale s, enrollment e"
	    " WHERE e.id = %" PRId64,
	    other)));
	id = desk_int(&desk, "SELECT max(id) FROM commission WHERE id > ?1", 0);
	CHECK(paid(id, 5000, "rita", "2026-03-02") > 0);
	CHECK(DESK_OP(&desk, desk.owner, "enrollment", "suspend", other,
		  "reason=conduct") > 0);
	CHECK_STR(hold_of(id), "suspended");
	CHECK_REFUSED(COMMISSION(paul, "release", id, NULL), "suspended");
	CHECK(DESK_OP(&desk, desk.owner, "enrollment", "reinstate", other,
		  "note=settled") > 0);
	CHECK_STR(hold_of(id), "");
	CHECK_STR(state(id, "2026-03-02"), "earned");
}

static void made_by_hand(void)
{
	static const struct {
		const char *verb, *amount, *currency, *why;
	} bad[] = {
		{ "adjust", "0", "EUR", "nothing" },
		{ "adjust", "1.001", "EUR", "decimals" },
		{ "adjust", "1.5", "JPY", "1 decimal," },
		{ "bonus", "-5", "EUR", "above zero" },
		{ "bonus", "5", "", "currency" },
	};
	const char *who = arena_fmt(&desk.arena, "partner=P-%" PRId64, partner);
	int64_t id, corrected = earned();

	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		CHECK_REFUSED(
		    DESK_OP(&desk, rita, "commission", bad[i].verb, 0, who,
			arena_fmt(&desk.arena, "amount=%s", bad[i].amount),
			arena_fmt(&desk.arena, "currency=%s", bad[i].currency),
			"reason=x") > 0,
		    bad[i].why);
	CHECK((id = DESK_OP(&desk, rita, "commission", "adjust", 0, who,
		   "amount=-12.34", "currency=EUR", "reason=paid twice")) > 0);
	CHECK_STR(books(id, "2026-03-02"), "earned -1234");
	CHECK_STR(desk_text(&desk,
		      "SELECT program FROM commission WHERE id = ?1", id),
	    "lasting");
	CHECK_REFUSED(COMMISSION(rita, "approve", id, NULL), "rita recorded");
	CHECK(COMMISSION(paul, "approve", id, NULL));
	CHECK_REFUSED(COMMISSION(paul, "undo", 99999, NULL), "Nothing");
	CHECK(COMMISSION(paul, "undo", id, NULL));
	CHECK(COMMISSION(rita, "undo", id, NULL));
	CHECK_STR(books(id, "2026-03-02"), "");
	CHECK_REFUSED(COMMISSION(paul, "approve", id, NULL), "no commission");
	/* What it corrects says whose it is. */
	CHECK((id = DESK_OP(&desk, rita, "commission", "adjust", 0,
		   arena_fmt(&desk.arena, "corrects=C-%" PRId64, corrected),
		   "amount=3", "reason=rounded", "on=2026-02-10")) > 0);
	CHECK_STR(books(id, "2026-02-10"), "earned 300");
	CHECK_REFUSED(
	    DESK_OP(&desk, rita, "commission", "adjust", 0,
		arena_fmt(&desk.arena, "corrects=C-%" PRId64, corrected),
		"amount=3", "currency=USD", "reason=x") > 0,
	    "is in EUR");
	CHECK_REFUSED(
	    DESK_OP(&desk, rita, "commission", "adjust", 0,
		arena_fmt(&desk.arena, "corrects=C-%" PRId64, corrected),
		"amount=3", "reason=x", "on=2026-03-03") > 0,
	    "today");
}

static bool set_up(void)
{
	if (!enrolled_open(&desk, ":memory:"))
		return false;
	vera = desk_login(&desk, "vera", "viewer");
	rita = desk_login(&desk, "rita", "finance");
	paul = desk_login(&desk, "paul", "finance");
	enrollment = enrolled_in(&desk, "lasting", ENROLLMENT_ACTIVE);
	partner = desk_int(
	    &desk, "SELECT partner FROM enrollment WHERE id = ?1", enrollment);
	customer = 1;
	return rita != NULL && paul != NULL && enrollment > 0 &&
	    run("INSERT INTO customer (id, name, name_key, sort_name, country,"
		" search, created_at, created_by, updated_at)"
		" VALUES (1, 'C', 'c', 'c', 'DE', 'c', 1, 'x', 1)");
}

int main(void)
{
	if (!set_up())
		return EXIT_FAILURE;
	RUN(four_eyes);
	RUN(nothing_is_earned);
	RUN(window);
	RUN(by_hand);
	RUN(undo);
	RUN(bulk);
	RUN(stated);
	RUN(dispute_and_suspension);
	RUN(suspension);
	RUN(share_of_another);
	RUN(made_by_hand);
	session_close(vera);
	session_close(rita);
	session_close(paul);
	desk_close(&desk);
	return tap_done();
}
