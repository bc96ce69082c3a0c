/* query/summary_source.c - where the sums of a summary come from. */

#include "config.h"

#include "query/summary_source.h"

/* A statement on its way: its text and its values. */
struct source {
	const struct summary_ask *ask;
	struct arena *arena;
	const char *sql;
	struct value values[12];
	size_t n;
};

/* Days, both ends included; none where from > to. */
struct days {
	date_days from, to;
};

/* What an ask's range of days is made of: whole months, and the days before
 * and after them. */
struct span {
	struct days months, before, after;
};

bool summary_has_key(const struct summary_ask *ask, enum summary_key key)
{
	for (size_t i = 0; i < ask->n_keys; i++)
		if (ask->keys[i] == key)
			return true;
	return false;
}

/* ---- spans of days ------------------------------------------------------- */

static date_days month_end(date_days d)
{
	return date_add_months(date_month(d), 1) - 1;
}

static struct span span_of(date_days from, date_days to)
{
	static const struct days none = { 0, -1 };
	struct span s = { { from, to }, none, none };

	if (from > to)
		return (struct span){ none, none, none };
	if (from > DATE_MIN && from != date_month(from)) {
		s.before = (struct days){ from, month_end(from) };
		if (s.before.to >= to) {
			s.before.to = to;
			s.months = none;
			return s;
		}
		s.months.from = s.before.to + 1;
	}
	if (to < DATE_MAX && to != month_end(to)) {
		s.after = (struct days){ date_month(to), to };
		s.months.to = s.after.from - 1;
	}
	return s;
}

static bool is_none(struct days d)
{
	return d.from > d.to;
}

/* ---- statements ---------------------------------------------------------- */

#define BALANCE(t, account)                                   \
	", sum(CASE " t ".account WHEN '" account "' THEN " t \
	".amount ELSE 0 END)"
#define MONEY(t)                                                             \
	"0, 0" BALANCE(t, "accrued") BALANCE(t, "earned") BALANCE(t, "held") \
	    BALANCE(t, "approved") BALANCE(t, "paid")
#define NO_MONEY ", 0, 0, 0, 0, 0"

/* The columns of the ask's keys in that table, and the sums behind them. */
static void begin(struct source *s, const struct summary_ask *ask,
    struct arena *a, const char *t, const char *origin, const char *sums,
    const char *from)
{
	*s = (struct source){ .ask = ask, .arena = a };
	s->sql = arena_fmt(a,
	    "SELECT %s%s, %s%s, %s%s, %s.currency, %s%s, %s FROM %s WHERE 1",
	    summary_has_key(ask, SUMMARY_PARTNER) ? t : "0",
	    summary_has_key(ask, SUMMARY_PARTNER) ? ".partner" : "",
	    summary_has_key(ask, SUMMARY_PROGRAM) ? t : "''",
	    summary_has_key(ask, SUMMARY_PROGRAM) ? ".program" : "",
	    summary_has_key(ask, SUMMARY_PRODUCT) ? t : "''",
	    summary_has_key(ask, SUMMARY_PRODUCT) ? ".product" : "", t,
	    summary_has_key(ask, SUMMARY_PERIOD) ? t : "0",
	    summary_has_key(ask, SUMMARY_PERIOD) ? origin : "", sums, from);
}

/* The number of a new parameter. */
static size_t param(struct source *s, struct value v)
{
	s->values[s->n++] = v;
	return s->n;
}

static void where_days(struct source *s, const char *column, struct days d)
{
	size_t from = param(s, val_int(d.from)), to = param(s, val_int(d.to));

	s->sql = arena_fmt(s->arena, "%s AND %s BETWEEN ?%zu AND ?%zu", s->sql,
	    column, from, to);
}

static void where_is(
    struct source *s, const char *t, const char *column, struct value v)
{
	s->sql = arena_fmt(
	    s->arena, "%s AND %s.%s = ?%zu", s->sql, t, column, param(s, v));
}

/* The filters of the ask; a product holds what is below it too. */
static void where_asked(struct source *s, const char *t)
{
	const struct summary_ask *ask = s->ask;

	if (ask->partner != 0)
		where_is(s, t, "partner", val_int(ask->partner));
	if (ask->program != NULL)
		where_is(s, t, "program", val_text(ask->program));
	if (ask->currency != NULL)
		where_is(s, t, "currency", val_text(ask->currency));
	if (ask->product != NULL) {
		size_t n = param(s, val_text(ask->product));

		s->sql = arena_fmt(s->arena,
		    "%s AND (%s.product = ?%zu OR substr(%s.product, 1,"
		    " length(?%zu) + 1) = ?%zu || '.')",
		    s->sql, t, n, t, n, n);
	}
}

static void take_row(struct stmt *st, summary_take *take, void *arg)
{
	struct value program = db_column(st, 1, VALUE_TEXT);
	struct value product = db_column(st, 2, VALUE_TEXT);
	struct value currency = db_column(st, 3, VALUE_TEXT);
	struct summary_part p = {
		.partner = db_int(st, 0),
		.program = program.s,
		.product = product.s,
		.currency = currency.s,
		.origin = (date_days)db_int(st, 4),
		.sums = { .sales = db_int(st, 5), .base = db_int(st, 6) },
	};

	for (int i = 0; i < SUMMARY_STATES; i++)
		p.sums.balance[i] = db_int(st, 7 + i);
	take(arg, &p);
}

static bool run(struct source *s, struct db *db, summary_take *take, void *arg,
    struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(db,
		arena_fmt(s->arena, "%s GROUP BY 1, 2, 3, 4, 5", s->sql),
		s->values, s->n, &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW)
		take_row(st, take, arg);
	db_reset(st);
	return step == DB_DONE;
}

/* ---- money --------------------------------------------------------------- */

/* Commissions of whole months: the entries of whole months by their roll-up,
 * those of the as-of day's month one by one unless that day ends it. */
static bool month_money(struct db *db, const struct summary_ask *ask,
    struct days months, struct arena *a, summary_take *take, void *arg,
    struct err *err)
{
	date_days first = date_month(ask->as_of);
	struct source s;

	if (is_none(months))
		return true;
	if (ask->as_of == month_end(first))
		first = ask->as_of + 1;
	begin(&s, ask, a, "l", ".origin", MONEY("l"), "ledger_month l");
	where_days(&s, "l.origin", months);
	where_days(&s, "l.entry_month", (struct days){ DATE_MIN, first - 1 });
	where_asked(&s, "l");
	if (!run(&s, db, take, arg, err))
		return false;
	if (first > ask->as_of)
		return true;
	begin(&s, ask, a, "p", ".origin", MONEY("p"),
	    "entry e JOIN posting p ON p.entry = e.id");
	where_days(&s, "e.on_date", (struct days){ first, ask->as_of });
	where_days(&s, "p.origin", months);
	where_asked(&s, "p");
	return run(&s, db, take, arg, err);
}

/* Commissions of single days: their own entries. */
static bool day_money(struct db *db, const struct summary_ask *ask,
    struct days days, struct arena *a, summary_take *take, void *arg,
    struct err *err)
{
	struct source s;

	if (is_none(days))
		return true;
	begin(&s, ask, a, "p", ".origin", MONEY("p"),
	    "commission c JOIN entry e ON e.commission = c.id"
	    " JOIN posting p ON p.entry = e.id");
	where_days(&s, "c.on_date", days);
	where_days(&s, "e.on_date", (struct days){ DATE_MIN, ask->as_of });
	where_asked(&s, "p");
	return run(&s, db, take, arg, err);
}

/* ---- sales --------------------------------------------------------------- */

static bool month_sales(struct db *db, const struct summary_ask *ask,
    struct days months, struct arena *a, summary_take *take, void *arg,
    struct err *err)
{
	struct source s;

	if (is_none(months))
		return true;
	begin(&s, ask, a, "m", ".origin", "sum(m.sales), sum(m.base)" NO_MONEY,
	    "sales_month m");
	where_days(&s, "m.origin", months);
	where_asked(&s, "m");
	return run(&s, db, take, arg, err);
}

static bool day_sales(struct db *db, const struct summary_ask *ask,
    struct days days, struct arena *a, summary_take *take, void *arg,
    struct err *err)
{
	struct source s;

	if (is_none(days))
		return true;
	begin(&s, ask, a, "c", ".on_month",
	    "sum(c.kind = 'sale'), sum(c.base)" NO_MONEY, "commission c");
	where_is(&s, "c", "void", val_int(0));
	where_days(&s, "c.on_date", days);
	where_asked(&s, "c");
	return run(&s, db, take, arg, err);
}

/* ---- all ----------------------------------------------------------------- */

bool summary_parts(struct db *db, const struct summary_ask *ask,
    struct arena *a, summary_take *take, void *arg, struct err *err)
{
	date_days from = ask->from == DATE_NONE ? DATE_MIN : ask->from;
	date_days to = ask->to == DATE_NONE ? DATE_MAX : ask->to;
	struct span money = span_of(from, to);
	struct span sales = span_of(from, to < ask->as_of ? to : ask->as_of);

	return month_money(db, ask, money.months, a, take, arg, err) &&
	    day_money(db, ask, money.before, a, take, arg, err) &&
	    day_money(db, ask, money.after, a, take, arg, err) &&
	    month_sales(db, ask, sales.months, a, take, arg, err) &&
	    day_sales(db, ask, sales.before, a, take, arg, err) &&
	    day_sales(db, ask, sales.after, a, take, arg, err);
}
