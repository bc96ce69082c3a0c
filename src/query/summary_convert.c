/* query/summary_convert.c - a summary in one reporting currency. */

#include "config.h"

#include "query/summary_convert.h"

#include <string.h>

/* What is converted to, and the rates read so far. */
struct office {
	struct db *db;
	struct arena *arena;
	const char *currency;
	date_days on;
	struct summary_rates rates;
	size_t size;
};

static const char SELECT_RATE[] =
    "SELECT on_date, units, scale, source FROM reference_rate WHERE currency"
    " = ?1 AND on_date <= ?2 ORDER BY on_date DESC LIMIT 1";

static bool read_rate(struct office *o, const char *currency,
    struct summary_rate *ret, struct err *err)
{
	struct summary_rate r = { .source = "" };
	enum db_step step;
	struct stmt *st;

	memcpy(r.rate.currency, currency, 3);
	if (!db_query(o->db, SELECT_RATE,
		VALUES(val_text(currency), val_int(o->on)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW) {
		r.rate.on = db_date(st, 0);
		r.rate.per_euro = (struct decimal){ .units = db_int(st, 1),
			.scale = (uint8_t)db_int(st, 2),
			.set = true };
		r.source = db_text(st, 3, o->arena);
		r.found = true;
	}
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	*ret = r;
	return true;
}

static void add_rate(struct office *o, const struct summary_rate *r)
{
	struct summary_rates *rates = &o->rates;
	size_t i = rates->n;

	rates->list = arena_grow(
	    o->arena, rates->list, rates->n, &o->size, sizeof(*rates->list));
	for (; i > 0 &&
	     strcmp(rates->list[i - 1].rate.currency, r->rate.currency) > 0;
	     i--)
		rates->list[i] = rates->list[i - 1];
	rates->list[i] = *r;
	rates->n++;
}

/* Each currency's rate is read once. */
static bool rate_of(struct office *o, const char *currency,
    struct summary_rate *ret, struct err *err)
{
	if (strcmp(currency, "EUR") == 0) {
		*ret = (struct summary_rate){
			.rate = exchange_euro(), .source = "", .found = true
		};
		return true;
	}
	for (size_t i = 0; i < o->rates.n; i++)
		if (strcmp(o->rates.list[i].rate.currency, currency) == 0) {
			*ret = o->rates.list[i];
			return true;
		}
	if (!read_rate(o, currency, ret, err))
		return false;
	add_rate(o, ret);
	return true;
}

static bool convert_one(int64_t *minor, const struct exchange_rate *from,
    const struct exchange_rate *to, struct err *err)
{
	struct money in = { .minor = *minor }, out;

	memcpy(in.currency, from->currency, sizeof(in.currency));
	if (!exchange_convert(in, *from, *to, &out, err))
		return false;
	*minor = out.minor;
	return true;
}

static bool convert_sums(struct summary_sums *s,
    const struct exchange_rate *from, const struct exchange_rate *to,
    struct err *err)
{
	for (size_t i = 0; i < SUMMARY_STATES; i++)
		if (!convert_one(&s->balance[i], from, to, err))
			return false;
	return convert_one(&s->base, from, to, err);
}

/* *ret_done is false where a rate is missing. */
static bool convert_row(
    struct office *o, struct summary_row *row, bool *ret_done, struct err *err)
{
	struct summary_rate from, to;

	*ret_done = true;
	if (strcmp(row->currency, o->currency) == 0)
		return true;
	if (!rate_of(o, row->currency, &from, err) ||
	    !rate_of(o, o->currency, &to, err))
		return false;
	if (!from.found || !to.found) {
		*ret_done = false;
		return true;
	}
	if (!convert_sums(&row->sums, &from.rate, &to.rate, err))
		return false;
	row->currency = o->currency;
	return true;
}

static bool same_keys(const struct summary_row *a, const struct summary_row *b)
{
	return a->partner == b->partner && a->period.from == b->period.from &&
	    a->state == b->state && strcmp(a->product, b->product) == 0 &&
	    strcmp(a->program, b->program) == 0;
}

bool summary_convert(struct db *db, struct summary *s, const char *currency,
    date_days on, struct arena *a, struct summary_rates *ret, struct err *err)
{
	struct office o = { .db = db,
		.arena = a,
		.currency = currency,
		.on = on,
		.rates = { .whole = true } };
	struct summary_row *into = NULL; /* of the present keys */
	size_t kept = 0;

	for (size_t i = 0; i < s->n; i++) {
		struct summary_row row = s->rows[i];
		bool done;

		if (!convert_row(&o, &row, &done, err))
			return false;
		o.rates.whole = o.rates.whole && done;
		if (done && into != NULL && same_keys(into, &row)) {
			summary_add(&into->sums, &row.sums);
			continue;
		}
		s->rows[kept] = row;
		if (done)
			into = &s->rows[kept];
		kept++;
	}
	s->n = kept;
	*ret = o.rates;
	return true;
}

const char *summary_rate_text(
    const struct summary_rate *r, date_days on, struct arena *a)
{
	char buf[11];

	if (!r->found)
		return arena_fmt(a,
		    "There is no rate of %s on or before %s; \"accord import "
		    "rates\" brings them in.",
		    r->rate.currency, date_text(on, buf));
	return arena_fmt(a, "1 EUR = %s %s, %s, %s",
	    decimal_text(r->rate.per_euro, a), r->rate.currency,
	    date_text(r->rate.on, buf), r->source);
}
