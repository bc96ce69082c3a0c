/* query/summary_source.c - where the sums of a summary come from. */

#include "config.h"

#include "query/summary_source.h"

enum { DAY = 86400 };

/* Days, both ends included; none where from > to. */
struct days {
	date_days from, to;
};

/* What an ask's range of days is made of: whole months, and the days before
 * and after them. */
struct span {
	struct days months, before, after;
};

/* A statement on its way: its text and its values. */
struct source {
	struct db *db;
	const struct summary_ask *ask;
	struct arena *arena;
	summary_take *take;
	void *arg;
	bool less; /* its parts are taken off */
	const char *sql;
	struct value values[12];
	size_t n;
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

	if (from > DATE_MIN && from != date_month(from)) {
		s.before = (struct days){ from, month_end(from) };
		if (s.before.to >= to) {
			s.before.to = to;
			s.months = none;
			return s;
		}
		s.months.from = s.before.to + 1;
	}
	if (to != month_end(to)) {
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

/* Columns of the sums, in that order: of a table with all side by side, of
 * one with an account in each row, and of one with sales alone. */
static const char *const wide_columns[] = { "t.sales", "t.base", "t.accrued",
	"t.earned", "t.held", "t.approved", "t.paid" };

#define BALANCE(account) \
	"CASE t.account WHEN '" account "' THEN t.amount ELSE 0 END"
static const char *const money_columns[] = { "0", "0", BALANCE("accrued"),
	BALANCE("earned"), BALANCE("held"), BALANCE("approved"),
	BALANCE("paid") };

static const char *const ahead_columns[] = { "0", "0", "t.accrued", "t.earned",
	"t.held", "t.approved", "t.paid" };
static const char *const month_columns[] = { "t.sales", "t.base", "0", "0", "0",
	"0", "0" };
static const char *const line_columns[] = { "t.kind = 'sale'", "t.base", "0",
	"0", "0", "0", "0" };

enum { SUMS = 2 + SUMMARY_STATES };

static const char *key_column(
    const struct source *s, enum summary_key key, const char *column)
{
	static const char *const none[SUMMARY_KEYS] = { "0", "0", "''", "''",
		"''" };

	return summary_has_key(s->ask, key) ? column : none[key];
}

/* The columns of the ask's keys in the table t, and its sums. */
static struct source begin(const struct source *base,
    const char *const columns[SUMS], const char *origin, const char *from)
{
	struct source s = *base;

	s.n = 0;
	s.sql = arena_fmt(s.arena, "SELECT %s, %s, %s, t.currency, %s",
	    key_column(&s, SUMMARY_PARTNER, "t.partner"),
	    key_column(&s, SUMMARY_PROGRAM, "t.program"),
	    key_column(&s, SUMMARY_PRODUCT, "t.product"),
	    key_column(&s, SUMMARY_PERIOD, origin));
	for (size_t i = 0; i < SUMS; i++)
		s.sql = arena_fmt(s.arena, "%s, %s", s.sql, columns[i]);
	s.sql = arena_fmt(s.arena, "%s FROM %s WHERE 1", s.sql, from);
	return s;
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

static void where_is(struct source *s, const char *column, struct value v)
{
	s->sql = arena_fmt(
	    s->arena, "%s AND %s = ?%zu", s->sql, column, param(s, v));
}

/* The filters of the ask; a product holds what is below it too. */
static void where_asked(struct source *s)
{
	const struct summary_ask *ask = s->ask;

	if (ask->partner != 0)
		where_is(s, "t.partner", val_int(ask->partner));
	if (ask->program != NULL)
		where_is(s, "t.program", val_text(ask->program));
	if (ask->currency != NULL)
		where_is(s, "t.currency", val_text(ask->currency));
	if (ask->product != NULL) {
		size_t n = param(s, val_text(ask->product));

		s->sql = arena_fmt(s->arena,
		    "%s AND (t.product = ?%zu OR substr(t.product, 1,"
		    " length(?%zu) + 1) = ?%zu || '.')",
		    s->sql, n, n, n);
	}
}

static void take_row(const struct source *s, struct stmt *st)
{
	int64_t sign = s->less ? -1 : 1;
	struct value program = db_column(st, 1, VALUE_TEXT);
	struct value product = db_column(st, 2, VALUE_TEXT);
	struct value currency = db_column(st, 3, VALUE_TEXT);
	struct summary_part p = {
		.partner = db_int(st, 0),
		.program = program.s,
		.product = product.s,
		.currency = currency.s,
		.origin = (date_days)db_int(st, 4),
		.sums = { .sales = sign * db_int(st, 5),
		    .base = sign * db_int(st, 6) },
	};

	for (int i = 0; i < SUMMARY_STATES; i++)
		p.sums.balance[i] = sign * db_int(st, 7 + i);
	s->take(s->arg, &p);
}

/* Nothing is grouped by the engine: it would sort what adds up in a table
 * of sums much faster. */
static bool run(struct source *s, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	where_asked(s);
	if (!db_query(s->db, s->sql, s->values, s->n, &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW)
		take_row(s, st);
	db_reset(st);
	return step == DB_DONE;
}

/* ---- whole months -------------------------------------------------------- */

static bool months_of(const struct source *base, const char *table,
    const char *const columns[SUMS], struct days months, struct err *err)
{
	struct source s = begin(base, columns, "t.origin", table);

	where_days(&s, "t.origin", months);
	return run(&s, err);
}

/* What is dated after the as-of day. */
static bool less_ahead(const struct source *base, const char *table,
    struct days months, struct err *err)
{
	struct source s = begin(base, ahead_columns, "t.origin", table);

	s.less = true;
	where_days(
	    &s, "t.on_date", (struct days){ s.ask->as_of + 1, DATE_MAX });
	where_days(&s, "t.origin", months);
	return run(&s, err);
}

/* As of a day that no entry was recorded after: all there is but what is
 * dated later, from the smallest tables that know it. */
static bool months_now(
    const struct source *base, struct days months, struct err *err)
{
	const struct summary_ask *ask = base->ask;
	bool partner =
	    ask->partner != 0 || summary_has_key(ask, SUMMARY_PARTNER);
	bool product = ask->program != NULL || ask->product != NULL ||
	    summary_has_key(ask, SUMMARY_PROGRAM) ||
	    summary_has_key(ask, SUMMARY_PRODUCT);

	if (!partner)
		return months_of(base, "product_month t", wide_columns, months,
			   err) &&
		    less_ahead(base, "product_ahead t", months, err);
	if (!less_ahead(base, "ledger_ahead t", months, err))
		return false;
	if (!product)
		return months_of(
		    base, "partner_month t", wide_columns, months, err);
	return months_of(base, "ledger_month t", money_columns, months, err) &&
	    months_of(base, "sales_month t", month_columns, months, err);
}

/* As of an earlier day: the entries of whole months by their roll-up, those
 * of that day's month one by one unless the day ends it. */
static bool months_then(
    const struct source *base, struct days months, struct err *err)
{
	date_days as_of = base->ask->as_of, first = date_month(as_of);
	struct source s;

	if (as_of == month_end(as_of))
		first = as_of + 1;
	s = begin(base, money_columns, "t.origin", "ledger_month t");
	where_days(&s, "t.origin", months);
	where_days(&s, "t.entry_month", (struct days){ DATE_MIN, first - 1 });
	if (!run(&s, err) ||
	    !months_of(base, "sales_month t", month_columns, months, err))
		return false;
	if (first > as_of)
		return true;
	s = begin(base, money_columns, "t.origin",
	    "entry e JOIN posting t ON t.entry = e.id");
	where_days(&s, "e.on_date", (struct days){ first, as_of });
	where_days(&s, "t.origin", months);
	return run(&s, err);
}

static bool latest_entry(
    struct db *db, struct arena *a, date_days *ret_day, struct err *err)
{
	struct value v = val_int(0);
	bool found;

	if (!db_value(db, "SELECT latest FROM ledger_clock", NO_VALUES,
		VALUE_INT, a, &found, &v, err))
		return false;
	*ret_day = (date_days)(v.i / DAY);
	return true;
}

static bool take_months(
    const struct source *base, struct days months, struct err *err)
{
	date_days latest;

	if (is_none(months))
		return true;
	if (!latest_entry(base->db, base->arena, &latest, err))
		return false;
	return base->ask->as_of >= latest ? months_now(base, months, err)
					  : months_then(base, months, err);
}

/* ---- single days --------------------------------------------------------- */

static bool sales_of(
    const struct source *base, struct days days, bool less, struct err *err)
{
	struct source s =
	    begin(base, line_columns, "t.on_month", "commission t");

	if (is_none(days))
		return true;
	s.less = less;
	where_is(&s, "t.void", val_int(0));
	where_days(&s, "t.on_date", days);
	return run(&s, err);
}

/* The lines of those days, and their entries. */
static bool take_days(
    const struct source *base, struct days days, struct err *err)
{
	struct source s;

	if (is_none(days))
		return true;
	s = begin(base, money_columns, "t.origin",
	    "commission c JOIN entry e ON e.commission = c.id"
	    " JOIN posting t ON t.entry = e.id");
	where_days(&s, "c.on_date", days);
	where_days(&s, "e.on_date", (struct days){ DATE_MIN, s.ask->as_of });
	return run(&s, err) && sales_of(base, days, false, err);
}

/* ---- all ----------------------------------------------------------------- */

/*
 * What is dated after the as-of day has no balance on it. So the range ends
 * with that day's month at the latest, and the sales behind the day, if
 * there are any, are taken off again.
 */
bool summary_parts(struct db *db, const struct summary_ask *ask,
    struct arena *a, summary_take *take, void *arg, struct err *err)
{
	struct source base = {
		.db = db, .ask = ask, .arena = a, .take = take, .arg = arg
	};
	date_days from = ask->from == DATE_NONE ? DATE_MIN : ask->from;
	date_days to = ask->to == DATE_NONE ? DATE_MAX : ask->to;
	struct days late = { 0, -1 };
	struct span span;

	if (to >= ask->as_of) {
		to = month_end(ask->as_of);
		late = (struct days){ ask->as_of + 1, to };
	}
	if (from > to || from > ask->as_of)
		return true;
	span = span_of(from, to);
	return take_months(&base, span.months, err) &&
	    take_days(&base, span.before, err) &&
	    take_days(&base, span.after, err) &&
	    sales_of(&base, late, true, err);
}
