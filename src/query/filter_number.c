/* query/filter_number.c - terms on numbers, dates, moments and amounts. */

#include "config.h"

#include "query/filter_term.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/money.h"

/* Four digits from there on are a year, below it a month and a day. */
enum { DAY = 86400, MAX_EXPONENT = 4, FIRST_YEAR = 1900 };

/* What a value covers: both ends belong to it. */
struct span {
	int64_t first, last;
};

static bool read_integer(const char *text, int64_t *ret)
{
	long long number;
	char *end;

	errno = 0;
	number = strtoll(text, &end, 10);
	if (end == text || *end != '\0' || errno != 0 || text[0] == ' ')
		return false;
	*ret = number;
	return true;
}

static bool read_digits(const char **at, int n, int *ret)
{
	int number = 0;

	for (int i = 0; i < n; i++, (*at)++) {
		if (**at < '0' || **at > '9')
			return false;
		number = number * 10 + (**at - '0');
	}
	*ret = number;
	return true;
}

/* A year, a quarter or a month: 2026, 2026-Q3, 2026-07. */
static bool read_period(const char *text, struct span *ret)
{
	int year, month = 1, months = 12;
	date_days first;

	if (!read_digits(&text, 4, &year) || year < FIRST_YEAR)
		return false;
	if (text[0] == '-' && (text[1] & ~0x20) == 'Q') {
		text += 2;
		if (!read_digits(&text, 1, &month) || month < 1 || month > 4)
			return false;
		month = month * 3 - 2;
		months = 3;
	} else if (text[0] == '-') {
		text++;
		if (!read_digits(&text, 2, &month))
			return false;
		months = 1;
	}
	first = date_of(year, month, 1);
	if (*text != '\0' || first == DATE_NONE)
		return false;
	ret->first = first;
	ret->last = date_add_months(first, months) - 1;
	return true;
}

static bool read_days(
    const struct filter_parser *p, const char *text, struct span *ret)
{
	struct err ignored;
	date_days day;

	if (read_period(text, ret))
		return true;
	if (!date_parse_typed(text, p->context->today, &day, &ignored))
		return false;
	ret->first = ret->last = day;
	return true;
}

/* Days ago, or the day itself; both as the day. */
static bool read_age(
    const struct filter_parser *p, const char *text, struct span *ret)
{
	struct err ignored;
	date_days day;
	int64_t days;

	if (date_parse(text, &day, &ignored))
		ret->first = day;
	else if (read_integer(text, &days) && days >= 0 && days < DATE_MAX)
		ret->first = p->context->today - days;
	else
		return false;
	ret->last = ret->first;
	return true;
}

static bool read_span(struct filter_parser *p, const struct column *c,
    const struct filter_word *word, struct span *ret, struct err *err)
{
	bool is_age = (c->flags & COLUMN_AGE) != 0;

	if (c->type == VALUE_INT) {
		if (!read_integer(word->text, &ret->first))
			return filter_refuse(p, c, word, err,
			    "\"%.40s\" is no number; %s takes a whole one.",
			    word->text, c->name);
		ret->last = ret->first;
		return true;
	}
	if (is_age ? read_age(p, word->text, ret)
		   : read_days(p, word->text, ret)) {
		if (c->type == VALUE_TIME) {
			ret->first *= DAY;
			ret->last = ret->last * DAY + DAY - 1;
		}
		return true;
	}
	if (is_age)
		return filter_refuse(p, c, word, err,
		    "\"%.40s\" is no number of days.", word->text);
	return filter_refuse(p, c, word, err,
	    "\"%.40s\" is no date; one is like 2026-01-31, 2026-01, 2026-Q1, "
	    "2026, today or +7.",
	    word->text);
}

/* ---- spans as SQL ------------------------------------------------------- */

static void add_bound(
    struct filter_parser *p, const char *sql, const char *op, int64_t bound)
{
	buf_fmt(
	    &p->where, "%s %s ?%d", sql, op, filter_value(p, val_int(bound)));
}

static void add_span(struct filter_parser *p, const struct column *c,
    enum filter_op op, struct span s)
{
	const char *sql = filter_sql(c);

	switch (op) {
	case OP_LT:
		add_bound(p, sql, "<", s.first);
		break;
	case OP_LE:
		add_bound(p, sql, "<=", s.last);
		break;
	case OP_GT:
		add_bound(p, sql, ">", s.last);
		break;
	case OP_GE:
		add_bound(p, sql, ">=", s.first);
		break;
	case OP_IS:
	case OP_EQ:
		if (s.first == s.last) {
			add_bound(p, sql, "=", s.first);
			break;
		}
		buf_add(&p->where, "(");
		add_bound(p, sql, ">=", s.first);
		buf_add(&p->where, " AND ");
		add_bound(p, sql, "<=", s.last);
		buf_add(&p->where, ")");
		break;
	}
}

/* More days ago is an earlier date. */
static enum filter_op mirrored(enum filter_op op)
{
	static const enum filter_op mirror[] = {
		[OP_IS] = OP_IS,
		[OP_EQ] = OP_EQ,
		[OP_LT] = OP_GT,
		[OP_LE] = OP_GE,
		[OP_GT] = OP_LT,
		[OP_GE] = OP_LE,
	};

	return mirror[op];
}

/* ---- amounts ------------------------------------------------------------ */

/*
 * The amount in minor units of a currency with that many decimals. What
 * lies between two of them is rounded so that the comparison stays right;
 * no amount equals it.
 */
static int64_t minor_units(struct decimal d, int exponent, enum filter_op op)
{
	int64_t units = d.units, rest = 0;
	bool up = op == OP_LT || op == OP_GE;
	int scale = d.scale;

	for (; scale < exponent; scale++)
		if (__builtin_mul_overflow(units, 10, &units))
			return d.units < 0 ? INT64_MIN : INT64_MAX;
	for (; scale > exponent; scale--) {
		rest |= units % 10;
		units /= 10;
	}
	if (rest != 0 && (op == OP_IS || op == OP_EQ))
		return INT64_MAX;
	/* Division has cut towards zero; the remainder has the sign. */
	if (rest != 0 && up && d.units > 0)
		units++;
	if (rest != 0 && !up && d.units < 0)
		units--;
	return units;
}

static const char *sql_op(enum filter_op op)
{
	static const char *const names[] = {
		[OP_IS] = "=",
		[OP_EQ] = "=",
		[OP_LT] = "<",
		[OP_LE] = "<=",
		[OP_GT] = ">",
		[OP_GE] = ">=",
	};

	return names[op];
}

/* The currencies of an exponent, quoted: 'JPY', 'KRW' ... */
static void add_currencies(struct filter_parser *p, int exponent)
{
	const struct currency *c;
	const char *comma = "";

	for (size_t i = 0; (c = currency_at(i)) != NULL; i++)
		if (c->exponent == exponent) {
			buf_fmt(&p->where, "%s'%s'", comma, c->code);
			comma = ", ";
		}
}

/* Each row's amount is compared in its own currency. */
static void add_amount(struct filter_parser *p, const struct column *c,
    enum filter_op op, struct decimal d)
{
	buf_fmt(&p->where, "%s %s CASE", filter_sql(c), sql_op(op));
	for (int exponent = 0; exponent <= MAX_EXPONENT; exponent++) {
		if (exponent == 2 || exponent == 1)
			continue;
		buf_fmt(&p->where, " WHEN %s IN (", c->currency);
		add_currencies(p, exponent);
		buf_fmt(&p->where, ") THEN ?%d",
		    filter_value(p, val_int(minor_units(d, exponent, op))));
	}
	buf_fmt(&p->where, " ELSE ?%d END",
	    filter_value(p, val_int(minor_units(d, 2, op))));
}

static bool read_amount(struct filter_parser *p, const struct column *c,
    const struct filter_word *word, struct decimal *ret, struct err *err)
{
	struct err ignored;

	return decimal_parse(word->text, '.', 0, true, ret, &ignored) ||
	    filter_refuse(p, c, word, err,
		"\"%.40s\" is no amount; one is like 1475.30 or 12k.",
		word->text);
}

/* ---- ranges ------------------------------------------------------------- */

/* Splits "a..b"; either may be missing, "..b" and "a.." are open. */
static bool split_range(struct filter_parser *p, const struct filter_word *word,
    struct filter_word *ret_low, struct filter_word *ret_high)
{
	const char *dots = word->quoted ? NULL : strstr(word->text, "..");

	if (dots == NULL || word->text[2] == '\0')
		return false;
	*ret_low = *ret_high = *word;
	ret_low->text =
	    arena_strn(p->arena, word->text, (size_t)(dots - word->text));
	ret_high->text = dots + 2;
	ret_high->at += (size_t)(dots - word->text) + 2;
	return true;
}

static bool compare_one(struct filter_parser *p, const struct column *c,
    enum filter_op op, const struct filter_word *word, struct err *err)
{
	struct decimal d;
	struct span s;

	if (c->type == VALUE_MONEY) {
		if (!read_amount(p, c, word, &d, err))
			return false;
		add_amount(p, c, op, d);
		return true;
	}
	if (!read_span(p, c, word, &s, err))
		return false;
	if ((c->flags & COLUMN_AGE) != 0)
		op = mirrored(op);
	add_span(p, c, op, s);
	return true;
}

bool filter_compare_number(struct filter_parser *p, const struct column *c,
    enum filter_op op, const struct filter_word *word, struct err *err)
{
	struct filter_word low, high;

	if ((op != OP_IS && op != OP_EQ) || !split_range(p, word, &low, &high))
		return compare_one(p, c, op, word, err);
	buf_add(&p->where, "(");
	if (low.text[0] != '\0' && !compare_one(p, c, OP_GE, &low, err))
		return false;
	if (low.text[0] != '\0' && high.text[0] != '\0')
		buf_add(&p->where, " AND ");
	if (high.text[0] != '\0' && !compare_one(p, c, OP_LE, &high, err))
		return false;
	buf_add(&p->where, ")");
	return true;
}
