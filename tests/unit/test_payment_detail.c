/* tests/unit/test_payment_detail.c - bank details and tax forms. */

#include "config.h"

#include "domain/payment_detail.h"
#include "domain/user.h"
#include "tests/desk.h"
#include "tests/tap.h"

#define IBAN "iban=DE89 3704 0044 0532 0130 00"
#define OTHER_IBAN "iban=FR14 2004 1010 0505 0001 3M02 606"

static struct desk d;
static struct session *petra; /* a partner manager */
static struct session *fin;   /* pays */
static struct err err;

#define OP(s, verb, id, ...) DESK_OP(&d, s, "partner", verb, id, __VA_ARGS__)

static int64_t n_of(const char *sql, int64_t id)
{
	return desk_int(&d, sql, id);
}

static const char *text_of(const char *sql, int64_t id)
{
	return desk_text(&d, sql, id);
}

/* Writes as the program never does. */
static bool behind_its_back(
    const char *sql, const struct value *values, size_t n, struct err *e)
{
	if (!db_begin(d.db, e))
		return false;
	if (db_exec(d.db, sql, values, n, NULL, e))
		return db_commit(d.db, e);
	db_rollback(d.db);
	return false;
}

static int64_t new_partner(void)
{
	return OP(petra, "add", 0, "name=Nordlicht GmbH", "country=DE",
	    "duplicate=yes");
}

static const char *number(int64_t id)
{
	return arena_fmt(&d.arena, "detail=%lld", (long long)id);
}

/* The newest number of the partner. */
static int64_t newest(int64_t partner)
{
	return n_of(
	    "SELECT max(id) FROM payment_detail WHERE partner = ?1", partner);
}

/* "1 replaced, 2 in_force" from the first of the partner's on. */
static const char *states(int64_t partner)
{
	return text_of("SELECT coalesce(group_concat(status, ' '), '') FROM"
		       " (SELECT status FROM payment_detail"
		       " WHERE partner = ?1 AND void = 0 ORDER BY id)",
	    partner);
}

static const char *history(int64_t partner)
{
	return text_of("SELECT summary FROM audit WHERE kind = 'partner'"
		       " AND record = ?1 ORDER BY id DESC LIMIT 1",
	    partner);
}

static struct payment_detail in_force(
    int64_t partner, enum payment_kind kind, const char *currency, date_days on)
{
	struct payment_detail p = { .id = -1 };

	if (!payment_detail_in_force(
		petra, partner, kind, currency, on, &d.arena, &p, &err))
		printf("# %s\n", err.text);
	return p;
}

static const char *lacking(
    int64_t partner, enum payment_kind kind, const char *currency, date_days on)
{
	const char *why = "?";

	if (!payment_detail_lacking(
		petra, partner, kind, currency, on, &d.arena, &why, &err))
		printf("# %s\n", err.text);
	return why != NULL ? why : "nothing";
}

static date_days today(void)
{
	return (date_days)(session_now(petra) / 86400);
}

static void two_people_put_bank_details_in_force(void)
{
	int64_t id = new_partner(), first, second;

	CHECK_STR(lacking(id, PAYMENT_BANK, "EUR", today()),
	    "the bank details for EUR are missing");
	CHECK(OP(petra, "bank", id, "holder=Nordlicht GmbH", "currency=EUR",
	    IBAN, "bic=cobadeff"));
	first = newest(id);
	CHECK_STR(states(id), "proposed");
	CHECK(in_force(id, PAYMENT_BANK, "EUR", today()).id == 0);
	CHECK_STR(lacking(id, PAYMENT_BANK, "EUR", today()),
	    "the bank details for EUR wait to be accepted");
	CHECK(!OP(petra, "detail-accept", id, number(first)));
	CHECK(err.kind == ERR_FORBIDDEN);
	CHECK(OP(fin, "detail-accept", id, number(first)));
	CHECK(strstr(history(id), "proposed by petra and accepted by fin"));
	CHECK(in_force(id, PAYMENT_BANK, "EUR", today()).id == first);
	CHECK_STR(in_force(id, PAYMENT_BANK, "EUR", today()).iban,
	    "DE89370400440532013000");
	CHECK_STR(in_force(id, PAYMENT_BANK, "EUR", today()).bic, "COBADEFF");
	CHECK_STR(in_force(id, PAYMENT_BANK, "EUR", today()).country, "DE");
	CHECK_STR(lacking(id, PAYMENT_BANK, "EUR", today()), "nothing");
	CHECK(in_force(id, PAYMENT_BANK, "USD", today()).id == 0);

	CHECK(!OP(petra, "bank", id, "holder=Nordlicht GmbH", "currency=EUR",
	    IBAN, "bic=COBADEFF"));
	CHECK(err.kind == ERR_REFUSED);
	CHECK(OP(petra, "bank", id, "holder=Nordlicht GmbH", "currency=EUR",
	    OTHER_IBAN));
	second = newest(id);
	CHECK_STR(states(id), "in_force proposed");
	CHECK(in_force(id, PAYMENT_BANK, "EUR", today()).id == first);
	CHECK(OP(fin, "detail-accept", id, number(second)));
	CHECK_STR(states(id), "replaced in_force");
	CHECK(in_force(id, PAYMENT_BANK, "EUR", today()).id == second);
}

static void details_of_any_currency_serve_where_there_are_no_others(void)
{
	int64_t id = new_partner(), any, usd;

	CHECK(OP(petra, "bank", id, "holder=N", IBAN));
	any = newest(id);
	CHECK(OP(petra, "bank", id, "holder=N", "currency=USD", "country=US",
	    "account=12-3456789", "routing=021000021"));
	usd = newest(id);
	CHECK(OP(fin, "detail-accept", id, number(any)));
	CHECK(OP(fin, "detail-accept", id, number(usd)));
	CHECK(in_force(id, PAYMENT_BANK, "EUR", today()).id == any);
	CHECK(in_force(id, PAYMENT_BANK, "USD", today()).id == usd);
	CHECK_STR(
	    in_force(id, PAYMENT_BANK, "USD", today()).account, "123456789");
}

static void what_cannot_be_right_is_refused(void)
{
	static const struct {
		const char *params[5];
		const char *field; /* NULL: it is right */
	} cases[] = {
		{ { IBAN }, NULL },
		{ { "iban=DE89 3704 0044 0532 0130 01" }, "iban" },
		{ { "iban=DE89 3704" }, "iban" },
		{ { "currency=EUR" }, "iban" },
		{ { IBAN, "account=1" }, "account" },
		{ { IBAN, "country=FR" }, "country" },
		{ { IBAN, "country=DE", "currency=GBP" }, NULL },
		{ { IBAN, "bic=COBADE" }, "bic" },
		{ { IBAN, "bic=COBADEFFX" }, "bic" },
		{ { IBAN, "bic=COBADEFFXXX", "currency=SEK" }, NULL },
		{ { "account=1234", "country=US", "routing=021000022" },
		    "routing" },
		{ { "account=1234", "country=US", "routing=000000000" },
		    "routing" },
		{ { "account=1234", "country=US", "routing=02100002" },
		    "routing" },
		{ { "account=1234", "country=US" }, "routing" },
		{ { "account=1234", "country=US", "routing=021000021",
		      "currency=USD" },
		    NULL },
		{ { "account=1234", "country=US", "routing=011401533",
		      "currency=CAD" },
		    NULL },
		{ { "account=1234", "country=JP" }, "bic" },
		{ { "account=1234", "country=JP", "bic=BOTKJPJT",
		      "currency=JPY" },
		    NULL },
	};
	int64_t id = new_partner();

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *params[8] = { "holder=Acme" };
		bool ok;

		memcpy(params + 1, cases[i].params, sizeof(cases[i].params));
		ok = desk_op(&d, petra, "partner", "bank", id, params, &err) !=
		    0;
		printf("# case %zu\n", i);
		CHECK(ok == (cases[i].field == NULL));
		if (!ok)
			CHECK_STR(err.field, cases[i].field);
	}
}

static void only_the_newest_proposal_can_be_accepted(void)
{
	int64_t id = new_partner(), other = new_partner(), first;

	CHECK(OP(petra, "bank", id, "holder=N", "currency=EUR", IBAN));
	first = newest(id);
	CHECK(!OP(petra, "bank", id, "holder=N", "currency=EUR", IBAN));
	CHECK(OP(petra, "bank", id, "holder=M", "currency=EUR", IBAN));
	CHECK_STR(states(id), "replaced proposed");
	CHECK(!OP(fin, "detail-accept", id, number(first)));
	CHECK(strstr(err.text, "replaced by a newer one"));
	CHECK(!OP(fin, "detail-accept", other, number(newest(id))));
	CHECK_STR(err.field, "detail");
	CHECK(!OP(fin, "detail-accept", id, number(newest(id)), "digest=abc"));
	CHECK_STR(err.field, "digest");
	CHECK(!OP(fin, "detail-accept", id, number(99999)));
	CHECK_STR(err.field, "detail");
	CHECK(OP(fin, "detail-accept", id, number(newest(id)),
	    arena_fmt(&d.arena, "digest=%s",
		text_of("SELECT digest FROM payment_detail WHERE id = ?1",
		    newest(id)))));
	CHECK(!OP(fin, "detail-accept", id, number(newest(id))));
	CHECK(strstr(err.text, "in force already"));
}

/* Behind the program's back, since the schema lets nobody. */
static void what_was_changed_since_is_not_accepted(void)
{
	int64_t id = new_partner();
	struct err e;

	CHECK(OP(petra, "bank", id, "holder=N", "currency=EUR", IBAN));
	CHECK(!behind_its_back(
	    "UPDATE payment_detail SET iban = 'FR1420041010050500013M02606'"
	    " WHERE id = ?1",
	    VALUES(val_int(newest(id))), &e));
	CHECK_STR(e.text,
	    "Payment details are never edited; propose others instead.");
	CHECK(behind_its_back(
	    "INSERT INTO payment_detail (partner, kind, holder, iban, country,"
	    " digest, proposed_by, proposed_at) SELECT partner, kind, holder,"
	    " 'FR1420041010050500013M02606', country, digest, proposed_by,"
	    " proposed_at FROM payment_detail WHERE id = ?1",
	    VALUES(val_int(newest(id))), &e));
	CHECK(!OP(fin, "detail-accept", id, number(newest(id))));
	CHECK(strstr(err.text, "is not what petra proposed"));
	CHECK(OP(fin, "detail-refuse", id, number(newest(id)), "reason=odd"));
	CHECK_STR(states(id), "proposed refused");
	CHECK(!OP(fin, "detail-accept", id, number(newest(id))));
	CHECK(strstr(err.text, "fin refused"));
}

static void a_tax_form_says_what_is_withheld_and_expires(void)
{
	int64_t id = new_partner();

	CHECK_STR(lacking(id, PAYMENT_TAX, "EUR", today()),
	    "the tax form is missing");
	CHECK(!OP(petra, "tax", id, "form=W-8BEN-E", "withholding=15"));
	CHECK_STR(err.field, "withholding");
	CHECK(!OP(petra, "tax", id, "form=W-8BEN-E", "withholding=101%"));
	CHECK(!OP(petra, "tax", id, "form=W-8BEN-E", "valid_to=2026-03-01"));
	CHECK_STR(err.field, "valid_to");
	CHECK(OP(petra, "tax", id, "form=W-8BEN-E", "tax_id=98-7654321",
	    "withholding=7.5%", "valid_to=2026-12-31", "ref=safe 3"));
	CHECK(OP(fin, "detail-accept", id, number(newest(id))));
	CHECK(in_force(id, PAYMENT_TAX, "EUR", today()).withholding == 75000);
	CHECK(in_force(id, PAYMENT_TAX, "USD", today() + 304).id == newest(id));
	CHECK(in_force(id, PAYMENT_TAX, "USD", today() + 305).id == 0);
	CHECK_STR(lacking(id, PAYMENT_TAX, "USD", today() + 305),
	    "the tax form W-8BEN-E expired on 2026-12-31");
	CHECK(strstr(history(id), "tax id **** 4321") != NULL);
	CHECK(strstr(history(id), "7654321") == NULL);
}

/* A form that has expired while it waited. */
static void an_expired_form_is_not_accepted(void)
{
	int64_t id = new_partner();

	CHECK(OP(petra, "tax", id, "form=VAT", "valid_to=2026-03-02"));
	desk_at(&d, fin, "2026-03-03");
	CHECK(!OP(fin, "detail-accept", id, number(newest(id))));
	CHECK(strstr(err.text, "expired on 2026-03-02; ask for a new one"));
	desk_at(&d, fin, "2026-03-02");
	CHECK(OP(fin, "detail-accept", id, number(newest(id))));
}

static void numbers_are_kept_out_of_the_history(void)
{
	CHECK(
	    n_of(
		"SELECT count(*) FROM audit WHERE ?1 = 0 AND (summary LIKE '%0532%'"
		" OR summary LIKE '%123456789%')",
		0) == 0);
	CHECK(n_of("SELECT count(*) FROM audit_change WHERE ?1 = 0 AND"
		   " (new_value LIKE '%0532%' OR old_value LIKE '%0532%')",
		  0) == 0);
	CHECK(n_of("SELECT count(*) FROM audit WHERE ?1 = 0 AND summary LIKE"
		   " '%DE** **** 3000%'",
		  0) > 0);
	CHECK_STR(payment_masked("1234", &d.arena), "****");
	CHECK_STR(payment_masked("12345", &d.arena), "**** 2345");
	CHECK_STR(payment_masked("", &d.arena), "");
}

static void only_who_needs_it_sees_them_in_full(void)
{
	int64_t id = new_partner();
	struct session *viewer = desk_login(&d, "vic", "viewer");
	const char *text;

	CHECK(OP(petra, "bank", id, "holder=N", "currency=EUR", IBAN));
	CHECK(payment_detail_whole(petra, newest(id), &d.arena, &text, &err));
	CHECK(strstr(text, "DE89 3704 0044 0532 0130 00"));
	CHECK(payment_detail_whole(fin, newest(id), &d.arena, &text, &err));
	CHECK(!payment_detail_whole(viewer, newest(id), &d.arena, &text, &err));
	CHECK(err.kind == ERR_FORBIDDEN);
	CHECK(!payment_detail_whole(fin, 99999, &d.arena, &text, &err));
	CHECK(err.kind == ERR_NOT_FOUND);
	session_close(viewer);
}

/* Takes back the last operation on the partner. */
static bool undo(struct session *s, int64_t id)
{
	return OP(s, "undo", id, NULL) != 0;
}

static void undo_until_a_payout_uses_it(void)
{
	int64_t id = new_partner(), first, second;
	struct err e;

	CHECK(OP(petra, "bank", id, "holder=N", "currency=EUR", IBAN));
	first = newest(id);
	CHECK(OP(fin, "detail-accept", id, number(first)));
	CHECK(OP(petra, "bank", id, "holder=N", "currency=EUR", OTHER_IBAN));
	second = newest(id);
	CHECK(OP(fin, "detail-accept", id, number(second)));
	CHECK(undo(d.owner, id));
	CHECK_STR(states(id), "in_force proposed");
	CHECK(undo(d.owner, id));
	CHECK_STR(states(id), "in_force");
	CHECK(undo(d.owner, id));
	CHECK_STR(states(id), "proposed");
	CHECK(OP(fin, "detail-accept", id, number(first)));
	CHECK(behind_its_back(
	    "INSERT INTO statement (id, partner, currency, from_on, to_on,"
	    " opening, earned, payable, carried, created_at, created_by,"
	    " updated_at) VALUES (1, ?1, 'EUR', 0, 30, 0, 1, 1, 0, 0, 'x', 0)",
	    VALUES(val_int(id)), &e));
	CHECK(behind_its_back(
	    "INSERT INTO payout (id, currency, to_on, total, partners,"
	    " created_at, created_by, updated_at) VALUES (1, 'EUR', 30, 1, 1,"
	    " 0, 'x', 0)",
	    NO_VALUES, &e));
	CHECK(behind_its_back(
	    "INSERT INTO payout_line (payout, statement, partner, detail,"
	    " amount) VALUES (1, 1, ?1, ?2, 1)",
	    VALUES(val_int(id), val_int(first)), &e));
	CHECK(!undo(d.owner, id));
	CHECK(err.kind == ERR_REFUSED);
	CHECK(strstr(err.text, "A payout went by these payment details"));
	CHECK_STR(states(id), "in_force");
}

/* With one active user who pays, one person suffices, and it is said. */
static void alone_one_person_suffices(void)
{
	struct desk lone;
	int64_t id;

	CHECK(desk_open(&lone, ":memory:"));
	id = desk_op(&lone, lone.owner, "partner", "add", 0,
	    (const char *const[]){ "name=Solo", "country=DE", NULL }, &err);
	CHECK(id > 0);
	CHECK(desk_op(&lone, lone.owner, "partner", "bank", id,
	    (const char *const[]){ "holder=S", IBAN, NULL }, &err));
	CHECK(desk_op(&lone, lone.owner, "partner", "detail-accept", id,
	    (const char *const[]){ "detail=1", NULL }, &err));
	CHECK(
	    strstr(desk_text(&lone,
		       "SELECT summary FROM audit WHERE ?1 = 0 ORDER BY id DESC"
		       " LIMIT 1",
		       0),
		"alone, since nobody else has the role finance"));
	CHECK(desk_op(&lone, lone.owner, "partner", "bank", id,
	    (const char *const[]){ "holder=T", IBAN, NULL }, &err));
	CHECK(user_add(lone.owner, "fay", "finance", &err));
	CHECK(!desk_op(&lone, lone.owner, "partner", "detail-accept", id,
	    (const char *const[]){ "detail=2", NULL }, &err));
	CHECK(err.kind == ERR_FORBIDDEN);
	CHECK(user_enable(lone.owner, "fay", false, &err));
	CHECK(desk_op(&lone, lone.owner, "partner", "detail-accept", id,
	    (const char *const[]){ "detail=2", NULL }, &err));
	desk_close(&lone);
}

int main(void)
{
	if (!desk_open(&d, ":memory:"))
		return 1;
	petra = desk_login(&d, "petra", "partner_manager");
	fin = desk_login(&d, "fin", "finance");
	RUN(two_people_put_bank_details_in_force);
	RUN(details_of_any_currency_serve_where_there_are_no_others);
	RUN(what_cannot_be_right_is_refused);
	RUN(only_the_newest_proposal_can_be_accepted);
	RUN(a_tax_form_says_what_is_withheld_and_expires);
	RUN(an_expired_form_is_not_accepted);
	RUN(numbers_are_kept_out_of_the_history);
	RUN(only_who_needs_it_sees_them_in_full);
	RUN(undo_until_a_payout_uses_it);
	RUN(what_was_changed_since_is_not_accepted);
	RUN(alone_one_person_suffices);
	session_close(petra);
	session_close(fin);
	desk_close(&d);
	return tap_done();
}
