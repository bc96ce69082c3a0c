/* tests/unit/test_payout.c - batches of money to partners. */

#include "config.h"

#include <string.h>

#include "domain/payout.h"
#include "tests/stated.h"
#include "tests/tap.h"

static struct stated w;

#define HAS(text, part)                                                     \
	do {                                                                \
		const char *text_ = (text);                                 \
		if (strstr(text_, (part)) == NULL) {                        \
			printf("# %s:%d: got \"%s\"\n", __FILE__, __LINE__, \
			    text_);                                         \
			tap_bad = 1;                                        \
			return;                                             \
		}                                                           \
	} while (0)
#define RUN_PAYOUT(s, ...) DO(&w, (s), "payout", "run", 0, __VA_ARGS__)
#define FAY(verb, id, ...) DO(&w, w.fay, "payout", verb, (id), __VA_ARGS__)
#define FINN(verb, id, ...) DO(&w, w.finn, "payout", verb, (id), __VA_ARGS__)

/* Two partners to pay in EUR and USD, the books closed. */
static bool fresh(void)
{
	stated_close(&w);
	if (!stated_open(&w))
		exit(EXIT_FAILURE);
	stated_at(&w, "2026-04-02");
	return stated_line(&w, 1, "quarterly", "EUR", 12345, "2026-01-10") &&
	    stated_line(&w, 1, "quarterly", "USD", 20000, "2026-01-10") &&
	    stated_line(&w, 2, "quarterly", "EUR", 30000, "2026-01-10") &&
	    stated_line(&w, 3, "quarterly", "EUR", 500, "2026-01-10") &&
	    strstr(DO(&w, w.fay, "statement", "close", 0, "period=2026-Q1"),
		"4 statements") != NULL;
}

static bool details(int64_t partner)
{
	return stated_detail(&w, partner, "bank", "", 0, NULL) &&
	    stated_detail(&w, partner, "tax", "", 150000, NULL);
}

static const char *payout_text(int64_t id)
{
	return desk_text(&w.desk,
	    "SELECT status || ' ' || currency || ' ' || total || ' ' ||"
	    " partners || ' ' || date(pay_on * 86400, 'unixepoch')"
	    " FROM payout WHERE id = ?1 AND void = 0",
	    id);
}

static const char *statuses(void)
{
	return desk_text(&w.desk,
	    "SELECT group_concat(status, ' ') FROM (SELECT status"
	    " FROM statement WHERE void = ?1 ORDER BY id)",
	    0);
}

static void who_is_left_out_and_why(void)
{
	CHECK(fresh());
	CHECK_STR(RUN_PAYOUT(w.fay, "period=2026-Q1"),
	    "There is nothing to pay until the end of 2026-Q1.\n"
	    "Not paid: T-1 Acme 2026-Q1 EUR, 123.45: the bank details for EUR are "
	    "missing; the tax form is missing.\n"
	    "Not paid: T-3 Bolt 2026-Q1 EUR, 300.00: the bank details for EUR are "
	    "missing; the tax form is missing.\n"
	    "Not paid: T-4 Cord 2026-Q1 EUR, 5.00: it is carried forward: under "
	    "the minimum of 100.00 EUR.\n"
	    "Not paid: T-2 Acme 2026-Q1 USD, 200.00: the bank details for USD are "
	    "missing; the tax form is missing.");
	CHECK(stated_detail(&w, 1, "bank", "EUR", 0, NULL));
	CHECK(stated_detail(&w, 1, "tax", "", 150000, "2026-04-30"));
	CHECK(details(2));
	/* Acme's form is not in force any more when it would be paid. */
	HAS(RUN_PAYOUT(w.fay, "period=2026-Q1"),
	    "O-1: EUR 255.00 to 1 partner"
	    " on 2026-05-15");
	HAS(FAY("undo", 1, NULL), "Taken back: O-1");
	HAS(RUN_PAYOUT(w.fay, "period=2026-Q1", "pay_on=2026-04-20"),
	    "O-2: EUR 359.93 to 2 partners on 2026-04-20");
	HAS(RUN_PAYOUT(w.fay, "period=2026-Q1", "pay_on=2026-04-01"), "over");
}

static void one_batch_for_each_currency(void)
{
	const char *said;

	CHECK(fresh() && details(1) && details(2));
	said = RUN_PAYOUT(w.fay, "period=2026-Q1");
	HAS(said,
	    "O-1: EUR 359.93 to 2 partners on 2026-05-15; O-2: USD 170.00"
	    " to 1 partner on 2026-05-15. Another person approves.\n"
	    "Not paid: T-4 Cord");
	/* 12345 x 15 % = 1851.75, half up. */
	CHECK_STR(desk_text(&w.desk,
		      "SELECT amount || ' ' || withheld FROM payout_line"
		      " WHERE payout = ?1 AND partner = 1",
		      1),
	    "10493 1852");
	CHECK_STR(stated_text(&w, 1, "EUR", "2026-03-31"),
	    "closed 0 + 12345 = 12345 - 1852, carried 0");
	/* Again: all of it is in one. */
	HAS(RUN_PAYOUT(w.fay, "period=2026-Q1"), "There is nothing to pay");
	CHECK(desk_int(&w.desk, "SELECT count(*) + ?1 FROM payout", 0) == 2);
}

static void four_eyes(void)
{
	CHECK(fresh() && details(1) && details(2));
	HAS(RUN_PAYOUT(w.fay, "period=2026-Q1"), "O-1");
	HAS(FAY("paid", 1, NULL), "proposed");
	HAS(FAY("approve", 1, NULL), "another person");
	HAS(FINN("approve", 1, NULL),
	    "O-1 is approved: EUR 359.93 to 2 partners.");
	HAS(FINN("approve", 1, NULL), "finn approved O-1 already");
	/* Less of it is something else. */
	HAS(FAY("drop", 1, "partner=P-3", "reason=x"), "has nothing in");
	HAS(FAY("drop", 1, "partner=P-1", "reason=wait"),
	    "EUR 255.00 and waits for approval");
	CHECK_STR(payout_text(1), "proposed EUR 25500 1 2026-05-15");
	HAS(FAY("drop", 1, "partner=P-2", "reason=x"), "cancel it instead");
	HAS(FAY("paid", 1, NULL), "proposed");
	HAS(FAY("undo", 1, NULL), "Taken back");
	CHECK_STR(payout_text(1), "approved EUR 35993 2 2026-05-15");
	HAS(FAY("cancel", 1, "reason=wrong day"), "is cancelled");
	HAS(RUN_PAYOUT(w.fay, "period=2026-Q1"), "O-3: EUR 359.93");
}

/* What a suspension does to the first line, and its end. */
static bool suspend(const char *state, const char *hold)
{
	struct err err;

	return db_begin(w.desk.db, &err) &&
	    db_exec(w.desk.db,
		"UPDATE tranche SET state = ?1, hold = ?2 WHERE id = 1",
		VALUES(val_text(state), val_text(hold)), NULL, &err) &&
	    db_commit(w.desk.db, &err);
}

/* A payout stops at what happened since it was run. */
static void what_changed_since_is_seen(void)
{
	struct arena a = ARENA_INIT;
	struct payout p;
	struct err err;

	CHECK(fresh() && details(1) && details(2));
	HAS(RUN_PAYOUT(w.fay, "period=2026-Q1"), "O-1");
	CHECK(!payout_read_approved(w.fay, 1, &a, &p, &err));
	HAS(err.text, "O-1 is proposed");
	HAS(FINN("approve", 1, NULL), "is approved");
	CHECK(payout_read_approved(w.fay, 1, &a, &p, &err) && p.n == 2);
	HAS(DO(&w, w.fay, "statement", "dispute", 1, "reason=x"),
	    "is in payout O-1");
	CHECK(suspend("held", "suspended"));
	CHECK(!payout_read_approved(w.fay, 1, &a, &p, &err));
	HAS(err.text, "P-1 Acme: 1 line is on hold: the partner is suspended");
	HAS(FAY("paid", 1, NULL), "C-1 of T-1 is not approved any more");
	CHECK(suspend("approved", ""));
	HAS(FAY("paid", 1, NULL), "is paid on 2026-04-02");
	CHECK(payout_read_approved(w.fay, 1, &a, &p, &err));
	arena_done(&a);
}

static void paid_and_returned(void)
{
	CHECK(fresh() && details(1) && details(2) && details(3));
	/* Cord's 5.00 go on, and are paid with the next. */
	CHECK(stated_line(&w, 3, "quarterly", "EUR", 9500, "2026-05-10"));
	stated_at(&w, "2026-07-02");
	HAS(DO(&w, w.fay, "statement", "close", 0, "period=2026-Q2"),
	    "EUR 100.00 to pay");
	HAS(RUN_PAYOUT(w.fay, "period=2026-Q2"),
	    "O-1: EUR 444.93 to 3 partners"
	    " on 2026-07-02");
	HAS(FINN("approve", 1, NULL), "is approved");
	HAS(FAY("paid", 1, "on=2026-07-03"), "still to come");
	HAS(FAY("paid", 1, "on=2026-06-30"), "no bank paid it before");
	HAS(FAY("paid", 1, "on=2026-07-01"), "O-1 is paid on 2026-07-01");
	CHECK_STR(statuses(), "paid closed paid paid paid");
	CHECK(stated_books(&w, "paid") == 12345 + 30000 + 10000);
	HAS(FAY("return", 1, "partner=P-2", "reason=account closed"),
	    "EUR 255.00 of P-2 came back from O-1 and is to pay again.");
	HAS(FAY("return", 1, "partner=P-3", "reason=account closed"),
	    "EUR 85.00 of P-3 came back");
	HAS(FAY("return", 1, "partner=P-3", "reason=again"), "has nothing in");
	CHECK_STR(statuses(), "paid closed closed carried closed");
	CHECK(stated_books(&w, "paid") == 12345);
	CHECK(stated_books(&w, "approved") == 60000);
	HAS(RUN_PAYOUT(w.finn, "period=2026-Q2"), "O-3: EUR 340.00 to 2");
}

static void taken_back_at_each_stage(void)
{
	CHECK(fresh() && details(1) && details(2));
	HAS(RUN_PAYOUT(w.fay, "period=2026-Q1"), "O-1");
	/* Not while money is on its way. */
	HAS(DO(&w, w.fay, "statement", "undo", 1, NULL), "O-1");
	HAS(FINN("approve", 1, NULL), "is approved");
	HAS(FAY("paid", 1, NULL), "is paid");
	HAS(FAY("return", 1, "partner=P-2", "reason=x"), "came back");
	HAS(FAY("undo", 1, NULL), "came back");
	CHECK_STR(statuses(), "paid closed paid carried");
	HAS(FAY("undo", 1, NULL), "is paid");
	CHECK_STR(statuses(), "closed closed closed carried");
	CHECK(stated_books(&w, "paid") == 0);
	CHECK_STR(payout_text(1), "approved EUR 35993 2 2026-05-15");
	HAS(FAY("undo", 1, NULL), "is approved");
	/* The run as one, by either of its payouts. */
	HAS(FAY("undo", 2, NULL), "Taken back: O-1");
	CHECK(desk_int(&w.desk, "SELECT count(*) FROM payout WHERE void = ?1",
		  0) == 0);
	HAS(DO(&w, w.fay, "statement", "undo", 1, NULL), "Taken back");
	CHECK(stated_books(&w, "approved") == 62845);
}

static void where_it_is_paid_from(void)
{
	struct arena a = ARENA_INIT;
	struct payout p;
	struct err err;

	CHECK(fresh() && details(1));
	HAS(FAY("account", 0, "currency=EUR", "name=Vendor", "iban=DE00"),
	    "22 signs");
	HAS(FAY("account", 0, "currency=EUR", "name=Vendor",
		"iban=GB29 NWBK 6016 1331 9268 19"),
	    "Payouts in EUR are paid from GB** **** 6819, Vendor.");
	HAS(FAY("account", 0, "currency=EUR", "name=Vendor SL",
		"iban=DE89370400440532013000", "bic=cobadeff"),
	    "3000, Vendor SL");
	HAS(RUN_PAYOUT(w.fay, "period=2026-Q1"), "O-1");
	CHECK(payout_read(w.fay, 1, &a, &p, &err));
	CHECK_STR(p.from_name, "Vendor SL");
	CHECK_STR(p.from_bic, "COBADEFF");
	arena_done(&a);
}

int main(void)
{
	if (!stated_open(&w))
		return EXIT_FAILURE;
	RUN(who_is_left_out_and_why);
	RUN(one_batch_for_each_currency);
	RUN(four_eyes);
	RUN(what_changed_since_is_seen);
	RUN(paid_and_returned);
	RUN(taken_back_at_each_stage);
	RUN(where_it_is_paid_from);
	stated_close(&w);
	return tap_done();
}
