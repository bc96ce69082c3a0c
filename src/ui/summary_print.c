/* ui/summary_print.c - a summary printed as a table, as CSV or as JSON. */

#include "config.h"

#include "ui/summary_print.h"

#include <string.h>

#include "ui/show.h"

enum { FIGURES = 4 + SUMMARY_STATES, MOST = SUMMARY_KEYS + FIGURES };

static const struct print_column key_columns[SUMMARY_KEYS] = {
	[SUMMARY_PARTNER] = { "partner", "Partner", false },
	[SUMMARY_PERIOD] = { "period", "Period", false },
	[SUMMARY_PRODUCT] = { "product", "Product", false },
	[SUMMARY_PROGRAM] = { "program", "Program", false },
	[SUMMARY_STATE] = { "state", "State", false },
};

static const struct print_column figures[FIGURES] = {
	{ "sales", "Sales", true },
	{ "base", "Base", true },
	{ "commission", "Commission", true },
	{ "currency", "Cur", false },
	{ "accrued", "Accrued", true },
	{ "earned", "Earned", true },
	{ "held", "Held", true },
	{ "approved", "Approved", true },
	{ "paid", "Paid", true },
};

struct printing {
	const struct summary_ask *ask;
	struct print *print;
	struct arena *arena;
	bool table;
	bool by_state; /* sales and base are nobody's then */
};

static struct value amount(int64_t minor, const char *currency)
{
	struct value v = { .type = VALUE_MONEY, .i = minor };

	memcpy(v.currency, currency, 3);
	return v;
}

/* Programs read the other system's key, people the name. */
static const char *partner_text(
    const struct printing *p, const struct summary_row *row)
{
	const char *id = show_id("partner", row->partner, p->arena);

	if (p->table)
		return arena_fmt(p->arena, "%s %s", id, row->partner_name);
	return row->partner_ref[0] != '\0' ? row->partner_ref : id;
}

static struct value key_cell(const struct printing *p,
    const struct summary_row *row, enum summary_key key)
{
	char period[PERIOD_TEXT];

	switch (key) {
	case SUMMARY_PARTNER:
		return val_text(partner_text(p, row));
	case SUMMARY_PERIOD:
		return val_text(
		    arena_str(p->arena, period_text(row->period, period)));
	case SUMMARY_PRODUCT:
		return val_text(row->product);
	case SUMMARY_PROGRAM:
		return val_text(row->program);
	case SUMMARY_STATE:
		return val_text(summary_state_name(row->state));
	case SUMMARY_KEYS:
		break;
	}
	return val_null();
}

static void put_figures(const struct printing *p,
    const struct summary_sums *sums, const char *currency, struct value *cells)
{
	if (!p->by_state) {
		cells[0] = val_int(sums->sales);
		cells[1] = amount(sums->base, currency);
	} else {
		cells[0] = cells[1] = val_null();
	}
	cells[2] = amount(summary_commission(sums), currency);
	cells[3] = val_text(currency);
	for (size_t i = 0; i < SUMMARY_STATES; i++)
		cells[4 + i] = amount(sums->balance[i], currency);
}

static void print_one(const struct printing *p, const struct summary_row *row)
{
	struct value cells[MOST];
	size_t n = p->ask->n_keys;

	for (size_t i = 0; i < n; i++)
		cells[i] = key_cell(p, row, p->ask->keys[i]);
	put_figures(p, &row->sums, row->currency, cells + n);
	print_row(p->print, cells);
}

/* Of the currency that the row at `first` is the first of. */
static void print_total(
    const struct printing *p, const struct summary *s, size_t first)
{
	const char *currency = s->rows[first].currency;
	struct summary_sums sum = { .sales = 0 };
	size_t n = p->ask->n_keys;
	struct value cells[MOST];

	for (size_t i = first; i < s->n; i++)
		if (strcmp(s->rows[i].currency, currency) == 0)
			summary_add(&sum, &s->rows[i].sums);
	for (size_t i = 0; i < n; i++)
		cells[i] = val_text(i == 0 ? "Total" : "");
	put_figures(p, &sum, currency, cells + n);
	print_row(p->print, cells);
}

static bool is_first(const struct summary *s, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (strcmp(s->rows[i].currency, s->rows[at].currency) == 0)
			return false;
	return true;
}

bool summary_print(FILE *out, const struct summary_ask *ask,
    const struct summary *s, enum list_format format, bool raw, struct err *err)
{
	struct print_column columns[MOST];
	struct arena a = ARENA_INIT;
	struct printing p = {
		.ask = ask, .arena = &a, .table = format == FORMAT_TABLE
	};
	bool ok;

	for (size_t i = 0; i < ask->n_keys; i++) {
		columns[i] = key_columns[ask->keys[i]];
		p.by_state = p.by_state || ask->keys[i] == SUMMARY_STATE;
	}
	memcpy(columns + ask->n_keys, figures, sizeof(figures));
	p.print = print_open(out, format, raw, columns, ask->n_keys + FIGURES);
	for (size_t i = 0; i < s->n; i++)
		print_one(&p, &s->rows[i]);
	if (p.table && ask->n_keys > 0)
		for (size_t i = 0; i < s->n; i++)
			if (is_first(s, i))
				print_total(&p, s, i);
	ok = print_close(p.print, err);
	arena_done(&a);
	return ok;
}
