/* tests/unit/test_ledger.c - the ledger follows commissions and tranches. */

#include "config.h"

#include <inttypes.h>

#include "tests/desk.h"
#include "tests/tap.h"

static struct desk desk;

/* Runs a statement in a transaction of its own. */
static bool try_out(const char *sql, struct err *err)
{
	if (!db_begin(desk.db, err))
		return false;
	if (db_exec(desk.db, sql, NO_VALUES, NULL, err) &&
	    db_commit(desk.db, err))
		return true;
	db_rollback(desk.db);
	return false;
}

static bool run(const char *sql)
{
	struct err err;

	if (try_out(sql, &err))
		return true;
	printf("# %s\n", err.text);
	return false;
}

static int64_t number(const char *sql)
{
	struct value v = val_int(INT64_MIN);
	bool found;
	struct err err;

	if (!db_value(desk.db, sql, NO_VALUES, VALUE_INT, &desk.arena, &found,
		&v, &err))
		printf("# %s\n", err.text);
	return v.i;
}

static const char insert_partner[] =
    "INSERT INTO partner (id, name, name_key, sort_name, country, search,"
    " created_at, created_by, updated_at)"
    " VALUES (1, 'A', 'a', 'a', 'DE', 'a', 1, 'x', 1)";
static const char insert_customer[] =
    "INSERT INTO customer (id, name, name_key, sort_name, country, search,"
    " created_at, created_by, updated_at)"
    " VALUES (1, 'C', 'c', 'c', 'DE', 'c', 1, 'x', 1)";

static bool sale(int id, int base, int commission)
{
	return run(arena_fmt(&desk.arena,
	    "INSERT INTO sale (id, customer, partner, product, base, currency,"
	    " sale_on, program, rule, period_on, cap_on, commission,"
	    " recorded_by, created_at, created_by, updated_at)"
	    " VALUES (%d, 1, 1, 's', %d, 'EUR', 100, 'p', 'r', 90, 90, %d,"
	    " 'x', 5, 'x', 5)",
	    id, base, commission));
}

static bool line(int id, const char *kind, const char *sale, int amount)
{
	return run(arena_fmt(&desk.arena,
	    "INSERT INTO commission (id, kind, sale, partner, program, product,"
	    " currency, base, amount, on_date, on_month, recorded_by, created_at,"
	    " created_by, updated_at) VALUES (%d, '%s', %s, 1, 'p', 's',"
	    " 'EUR', 1000, %d, 100, 90, 'x', 5, 'x', 5)",
	    id, kind, sale, amount));
}

/* What the sale of the same number earns. */
static bool commission(int id, int amount)
{
	return line(id, "sale", arena_fmt(&desk.arena, "%d", id), amount);
}

static bool bonus(int id, int amount)
{
	return line(id, "bonus", "NULL", amount);
}

/* The first day of the day's month. */
static int month(int day)
{
	int y, m, d;

	date_split(day, &y, &m, &d);
	return day - d + 1;
}

static bool tranche(int id, int commission, int amount, int release_on)
{
	return run(arena_fmt(&desk.arena,
	    "INSERT INTO tranche (id, commission, amount, earned_on,"
	    " earned_month, release_on, release_month, state_on, state_month,"
	    " created_at, updated_at)"
	    " VALUES (%d, %d, %d, 110, 90, %d, %d, 110, 90, 5, 5)",
	    id, commission, amount, release_on, month(release_on)));
}

static bool move(int id, const char *state, int on)
{
	return run(arena_fmt(&desk.arena,
	    "UPDATE tranche SET state = '%s', state_on = %d, state_month = %d"
	    " WHERE id = %d",
	    state, on, month(on), id));
}

/* What stands in an account at the end of a day. */
static int64_t balance(const char *account, int on)
{
	return desk_int(&desk,
	    arena_fmt(&desk.arena,
		"SELECT coalesce(sum(p.amount), 0) FROM posting p"
		" JOIN entry e ON e.id = p.entry WHERE p.account = '%s'"
		" AND e.on_date <= ?1",
		account),
	    on);
}

/* Everything at the end of a day: "accrued 40 held 60". */
static const char *books(int on)
{
	static const char *const accounts[] = { "accrued", "earned", "held",
		"approved", "paid" };
	const char *text = "";
	int64_t all = balance("expense", on);

	for (size_t i = 0; i < ARRAY_LEN(accounts); i++) {
		int64_t n = balance(accounts[i], on);

		all += n;
		if (n != 0)
			text = arena_fmt(&desk.arena, "%s%s%s %" PRId64, text,
			    text[0] != '\0' ? " " : "", accounts[i], n);
	}
	return all == 0 ? text : "unbalanced";
}

static void a_life(void)
{
	CHECK(sale(1, 1000, 100) && commission(1, 100));
	CHECK_STR(books(99), "");
	CHECK_STR(books(100), "accrued 100");
	CHECK(tranche(1, 1, 60, 140));
	CHECK_STR(books(110), "accrued 40 held 60");
	CHECK_STR(books(139), "accrued 40 held 60");
	CHECK_STR(books(140), "accrued 40 earned 60");
	/* Approved while the window lasts: from its end on. */
	CHECK(move(1, "approved", 120));
	CHECK_STR(books(139), "accrued 40 held 60");
	CHECK_STR(books(140), "accrued 40 approved 60");
	CHECK(move(1, "paid", 200));
	CHECK_STR(books(199), "accrued 40 approved 60");
	CHECK_STR(books(200), "accrued 40 paid 60");
}

static void what_is_taken_back_leaves_nothing(void)
{
	CHECK(sale(2, 1000, 100) && commission(2, 100));
	CHECK(tranche(2, 2, 100, 140) && move(2, "approved", 150));
	CHECK_STR(books(150), "accrued 40 approved 160");
	CHECK(move(2, "earned", 110));
	CHECK_STR(books(150), "accrued 40 earned 100 approved 60");
	CHECK(run("UPDATE tranche SET void = 1 WHERE id = 2"));
	CHECK_STR(books(150), "accrued 140 approved 60");
	CHECK(run("UPDATE commission SET void = 1 WHERE id = 2"));
	CHECK_STR(books(150), "accrued 40 approved 60");
	CHECK_STR(books(115), "accrued 40 held 60");
	/* And the other way round, as an undo of the undo does. */
	CHECK(run("UPDATE commission SET void = 0 WHERE id = 2"));
	CHECK(run("UPDATE tranche SET void = 0 WHERE id = 2"));
	CHECK_STR(books(150), "accrued 40 earned 100 approved 60");
	CHECK(run("UPDATE tranche SET void = 1 WHERE id = 2"));
	CHECK(run("UPDATE commission SET void = 1 WHERE id = 2"));
}

static void without_a_window(void)
{
	CHECK(sale(3, 1000, 7) && commission(3, 7) && tranche(3, 3, 7, 110));
	CHECK_STR(books(110), "accrued 40 earned 7 held 60");
	CHECK(move(3, "held", 120) && move(3, "earned", 130));
	CHECK_STR(books(125), "accrued 40 held 67");
	CHECK_STR(books(130), "accrued 40 earned 7 held 60");
}

static void a_negative_line_is_money_back(void)
{
	CHECK(bonus(4, -30) && tranche(4, 4, -30, 110));
	CHECK_STR(books(115), "accrued 40 earned -23 held 60");
}

static void sums_by_month_agree(void)
{
	CHECK(number("SELECT count(*) FROM ledger_month WHERE amount <> 0"
		     " AND account <> 'expense'") > 4);
	CHECK(
	    number("SELECT (SELECT sum(amount) FROM ledger_month"
		   " WHERE account = 'paid') = (SELECT sum(amount) FROM posting"
		   " WHERE account = 'paid')") == 1);
	CHECK(number("SELECT sum(sales) FROM sales_month") == 2);
	CHECK(number("SELECT count(*) FROM entry e JOIN posting p"
		     " ON p.entry = e.id WHERE e.on_date - e.on_month NOT"
		     " BETWEEN 0 AND 30 OR p.origin <> 90") == 0);
	CHECK(number("SELECT sum(base) FROM sales_month") == 3000);
}

static void steps_and_caps_accumulate(void)
{
	static const char steps[] =
	    "SELECT amount FROM accrual WHERE kind = 'steps'";
	static const char cap[] =
	    "SELECT amount FROM accrual WHERE kind = 'cap'";

	CHECK(number(steps) == 3000);
	CHECK(number(cap) == 207);
	CHECK(run("UPDATE sale SET void = 1 WHERE id = 2"));
	CHECK(number(steps) == 2000);
	CHECK(number(cap) == 107);
}

static void what_the_ledger_refuses(void)
{
	static const char *const bad[] = {
		"UPDATE posting SET amount = 1",
		"DELETE FROM entry",
		"UPDATE commission SET amount = 1 WHERE id = 1",
		"UPDATE tranche SET amount = 1 WHERE id = 1",
		"UPDATE sale SET base = 1 WHERE id = 1",
		"INSERT INTO entry VALUES (9999, 100, 90, 5, 'accrue', 1, NULL)",
		"INSERT INTO posting VALUES (NULL, 1, 'paid', 1, 'p', 's',"
		" 'EUR', 100, 5)",
	};
	struct err err;

	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		CHECK(!try_out(bad[i], &err));
}

static void an_entry_must_balance(void)
{
	static const char posting[] =
	    "INSERT INTO posting VALUES (NULL, 9999, ?1, 1, 'p', 's', 'EUR',"
	    " 100, ?2)";
	static const char entry[] =
	    "INSERT INTO entry VALUES (9999, 100, 90, 5, 'accrue', 1, NULL)";
	struct err err;

	CHECK(db_begin(desk.db, &err));
	CHECK(db_exec(desk.db, posting, VALUES(val_text("paid"), val_int(5)),
	    NULL, &err));
	CHECK(!db_exec(desk.db, entry, NO_VALUES, NULL, &err));
	CHECK(db_exec(desk.db, posting, VALUES(val_text("held"), val_int(-4)),
	    NULL, &err));
	CHECK(!db_exec(desk.db, entry, NO_VALUES, NULL, &err));
	CHECK(db_exec(desk.db, posting, VALUES(val_text("held"), val_int(-1)),
	    NULL, &err));
	CHECK(db_exec(desk.db, entry, NO_VALUES, NULL, &err));
	db_rollback(desk.db);
}

/* What comes late is dated the first day after the books were closed. */
static void closed_books_stay_closed(void)
{
	const char *before = books(119);

	CHECK(run("INSERT INTO closing (to_on, created_at, created_by)"
		  " VALUES (119, 5, 'x')"));
	CHECK(bonus(5, 11) && tranche(5, 5, 11, 110));
	CHECK_STR(books(119), before);
	CHECK_STR(books(120), "accrued 40 earned -19 held 67");
}

int main(void)
{
	if (!desk_open(&desk, ":memory:") || !run(insert_partner) ||
	    !run(insert_customer))
		return EXIT_FAILURE;
	RUN(a_life);
	RUN(what_is_taken_back_leaves_nothing);
	RUN(without_a_window);
	RUN(a_negative_line_is_money_back);
	RUN(sums_by_month_agree);
	RUN(steps_and_caps_accumulate);
	RUN(what_the_ledger_refuses);
	RUN(an_entry_must_balance);
	RUN(closed_books_stay_closed);
	desk_close(&desk);
	return tap_done();
}
