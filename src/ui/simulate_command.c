/* ui/simulate_command.c - what a program file would pay for given sales. */

#include "config.h"

#include "ui/simulate_command.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "base/text.h"
#include "domain/commission_book.h"
#include "domain/commission_share.h"
#include "domain/sale_data.h"
#include "ui/program_file.h"
#include "ui/record_file.h"
#include "ui/status.h"

#define PARTS_MAX 16

/* A sale waiting in the file of good records. */
struct waiting {
	date_days on;
	uint32_t line;
	int64_t at;
};

/* Sums of one partner, or of all, in one currency. */
struct sum {
	const char *partner;
	char currency[4];
	int64_t sales, base, commission;
};

struct simulation {
	const struct simulate_options *options;
	FILE *messages;
	struct arena arena;
	const struct program *program;
	struct commission_book *book;
	struct record_file file;
	struct waiting *list; /* in the order of recording */
	size_t n, size;
	struct table partners, currencies;
	struct sum *by_partner, *by_currency;
	size_t partners_size, currencies_size;
	struct print *print;
};

static const struct print_column sale_columns[] = {
	{ "partner", "Partner", false },
	{ "sale", "Sale", false },
	{ "product", "Product", false },
	{ "date", "Date", false },
	{ "base", "Base", true },
	{ "currency", "Cur", false },
	{ "rule", "Rule", false },
	{ "rate", "Rate", true },
	{ "commission", "Commission", true },
};

static const struct print_column partner_columns[] = {
	{ "partner", "Partner", false },
	{ "sales", "Sales", true },
	{ "base", "Base", true },
	{ "commission", "Commission", true },
	{ "currency", "Cur", false },
};

/* ---- the sales in order ------------------------------------------------- */

static bool sells(const struct program *p, const char *product)
{
	for (size_t i = 0; i < p->n_products; i++) {
		size_t len = strlen(p->products[i].id);

		if (strncmp(p->products[i].id, product, len) == 0 &&
		    (product[len] == '\0' || product[len] == '.'))
			return true;
	}
	return false;
}

/* "P-1:600000,P-2:400000" */
static bool read_split(const char *text, struct arena *a,
    const char *names[static PARTS_MAX],
    struct commission_part parts[static PARTS_MAX], size_t *ret_n,
    struct err *err)
{
	size_t n = 0;

	while (*text != '\0') {
		size_t len = strcspn(text, ",");
		const char *part = arena_strn(a, text, len);
		const char *colon = strrchr(part, ':');
		char *end = NULL;

		if (colon == NULL || colon == part || n == PARTS_MAX)
			return err_invalid(err, "split",
			    "A split is written like P-1:600000,P-2:400000.");
		names[n] = arena_strn(a, part, (size_t)(colon - part));
		parts[n] = (struct commission_part){ .partner = (int64_t)n,
			.ppm = strtoll(colon + 1, &end, 10) };
		if (*end != '\0' || end == colon + 1)
			return err_invalid(err, "split",
			    "A split is written like P-1:600000,P-2:400000.");
		n++;
		text += len + (text[len] == ',');
	}
	*ret_n = n;
	return true;
}

/* Refused before it is counted, not when it is written. */
static bool check_split(const char *text, struct arena *a, struct err *err)
{
	struct commission_part parts[PARTS_MAX];
	const char *names[PARTS_MAX];
	size_t n;

	if (text == NULL || text[0] == '\0')
		return true;
	if (!read_split(text, a, names, parts, &n, err))
		return false;
	if (commission_split((struct money){ 0, "" }, parts, n, err))
		return true;
	err->field = "split";
	return false;
}

/* The sale as the book takes it. */
static bool book_sale_of(struct simulation *sim, const struct sale_data *d,
    struct arena *a, struct book_sale *ret, struct err *err)
{
	struct book_sale s = { .id = d->id,
		.partner = d->partner,
		.customer = d->customer,
		.refund_of = d->refund_of,
		.kind = d->kind,
		.on = d->date,
		.sale = { .product = d->product,
		    .level = sim->program->levels[0].id,
		    .quantity =
			d->quantity == FIELD_UNSET ? 1 : d->quantity } };

	if (s.partner == NULL || s.partner[0] == '\0')
		return err_invalid(err, "partner",
		    "A simulation over a file needs the partner of each sale.");
	if (!sells(sim->program, s.sale.product))
		return err_invalid(err, "product",
		    "The program %s has no product line \"%s\".",
		    sim->program->id, s.sale.product);
	if (!decimal_to_money(
		d->amount, d->currency, false, &s.sale.base, err)) {
		err->field = "amount";
		return false;
	}
	if (!check_split(d->split, a, err))
		return false;
	*ret = s;
	return true;
}

/* The record of one that waits. */
static bool fetch(struct simulation *sim, const struct waiting *w,
    struct arena *a, const struct sale_data **ret, struct err *err)
{
	void *record = NULL;
	uint32_t line;
	bool more;

	if (!record_file_seek(&sim->file, w->at, err) ||
	    !record_file_next(&sim->file, a, &record, &line, &more, err))
		return false;
	*ret = record;
	return true;
}

static int by_day_and_line(const void *a, const void *b)
{
	const struct waiting *x = a, *y = b;

	if (x->on != y->on)
		return x->on < y->on ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

/* Where each sale stands, by day; and which ones are refunded later. */
static bool find_order(struct simulation *sim, struct err *err)
{
	struct arena a = ARENA_INIT;
	bool more = true, ok = record_file_rewind(&sim->file, err);

	while (ok) {
		const struct sale_data *d;
		void *record = NULL;
		struct waiting w;

		ok = record_file_tell(&sim->file, &w.at, err) &&
		    record_file_next(
			&sim->file, &a, &record, &w.line, &more, err);
		if (!ok || !more)
			break;
		d = record;
		w.on = d->date;
		if (d->refund_of != NULL && d->refund_of[0] != '\0')
			book_expect_refund(sim->book, d->refund_of);
		sim->list = arena_grow(&sim->arena, sim->list, sim->n,
		    &sim->size, sizeof(*sim->list));
		sim->list[sim->n++] = w;
		arena_reset(&a);
	}
	arena_done(&a);
	if (ok && sim->n > 0)
		qsort(sim->list, sim->n, sizeof(*sim->list), by_day_and_line);
	return ok;
}

/* The first pass; what cannot be counted is refused and left out. */
static bool count_all(struct simulation *sim, struct err *err)
{
	struct arena a = ARENA_INIT;
	size_t left = 0;
	bool ok = true;

	for (size_t i = 0; ok && i < sim->n; i++) {
		const struct sale_data *d = NULL;
		struct book_sale s;
		struct err why;

		ok = fetch(sim, &sim->list[i], &a, &d, err);
		if (!ok)
			break;
		if (book_sale_of(sim, d, &a, &s, &why) &&
		    book_count(sim->book, &s, &why))
			sim->list[left++] = sim->list[i];
		else
			record_file_refuse(
			    &sim->file, sim->list[i].line, why.field, why.text);
		arena_reset(&a);
	}
	arena_done(&a);
	sim->n = left;
	return ok;
}

/* ---- what comes out ----------------------------------------------------- */

static struct sum *sum_of(struct simulation *sim, struct table *table,
    struct sum **list, size_t *size, const char *partner, const char *currency,
    struct arena *a)
{
	size_t n = table->n;
	size_t at =
	    table_add(table, arena_fmt(a, "%s\x1f%s", partner, currency));

	if (at == n) {
		*list = arena_grow(&sim->arena, *list, n, size, sizeof(**list));
		(*list)[at] =
		    (struct sum){ .partner = arena_str(&sim->arena, partner) };
		snprintf((*list)[at].currency, 4, "%s", currency);
	}
	return &(*list)[at];
}

static bool add_to(struct sum *sum, struct money base, struct money commission,
    bool whole, struct err *err)
{
	sum->sales += whole;
	if (__builtin_add_overflow(sum->base, base.minor, &sum->base) ||
	    __builtin_add_overflow(
		sum->commission, commission.minor, &sum->commission))
		return err_set(
		    err, ERR_INVALID, "The sums over these sales overflow.");
	return true;
}

static struct value money_cell(struct money m)
{
	struct value v = { .type = VALUE_MONEY, .i = m.minor };

	memcpy(v.currency, m.currency, sizeof(v.currency));
	return v;
}

/* One partner's part of a sale. */
static bool put_part(struct simulation *sim, const struct book_sale *s,
    const char *partner, const struct commission_line *line, struct money base,
    struct money commission, bool first, struct arena *a, struct err *err)
{
	struct sum *all = sum_of(sim, &sim->currencies, &sim->by_currency,
	    &sim->currencies_size, "", base.currency, a);
	struct sum *own = sum_of(sim, &sim->partners, &sim->by_partner,
	    &sim->partners_size, partner, base.currency, a);
	struct value cells[] = { val_text(partner), val_text(s->id),
		val_text(s->sale.product), val_date(s->on), money_cell(base),
		val_text(base.currency),
		val_text(line->rule != NULL ? line->rule->id : ""),
		val_text(commission_rate_text(line, &s->sale, a)),
		money_cell(commission) };

	if (!add_to(all, base, commission, first, err) ||
	    !add_to(own, base, commission, true, err))
		return false;
	if (!sim->options->by_partner)
		print_row(sim->print, cells);
	return true;
}

/* Base and commission are split alike, so that both still add up. */
static bool put_sale(struct simulation *sim, const struct book_sale *s,
    const char *split, const struct commission_line *line, struct arena *a,
    struct err *err)
{
	struct commission_part bases[PARTS_MAX], parts[PARTS_MAX];
	struct money base = line->base, commission = line->amount;
	const char *names[PARTS_MAX];
	size_t n;

	if (split == NULL || split[0] == '\0')
		return put_part(
		    sim, s, s->partner, line, base, commission, true, a, err);
	if (!read_split(split, a, names, parts, &n, err))
		return false;
	memcpy(bases, parts, sizeof(bases));
	if (!commission_split(commission, parts, n, err) ||
	    !commission_split(base, bases, n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		base.minor = bases[i].minor;
		commission.minor = parts[i].minor;
		if (!put_part(sim, s, names[i], line, base, commission, i == 0,
			a, err))
			return false;
	}
	return true;
}

/* The second pass: every sale and its final line. */
static bool put_all(struct simulation *sim, struct err *err)
{
	struct arena a = ARENA_INIT;
	bool ok = true;

	for (size_t i = 0; ok && i < sim->n; i++) {
		const struct sale_data *d = NULL;
		struct commission_line line;
		struct book_sale s;
		struct err why;

		ok = fetch(sim, &sim->list[i], &a, &d, err);
		if (ok &&
		    !(book_sale_of(sim, d, &a, &s, &why) &&
			book_line(sim->book, &s, &a, &line, &why) &&
			put_sale(sim, &s, d->split, &line, &a, &why)))
			record_file_refuse(
			    &sim->file, sim->list[i].line, why.field, why.text);
		arena_reset(&a);
	}
	arena_done(&a);
	return ok;
}

static int by_partner_and_currency(const void *a, const void *b)
{
	const struct sum *x = a, *y = b;
	int order = strcmp(x->partner, y->partner);

	return order != 0 ? order : strcmp(x->currency, y->currency);
}

static struct money of(int64_t minor, const char *currency)
{
	struct money m = { .minor = minor };

	snprintf(m.currency, sizeof(m.currency), "%s", currency);
	return m;
}

static void print_partners(struct simulation *sim)
{
	if (sim->partners.n > 0)
		qsort(sim->by_partner, sim->partners.n,
		    sizeof(*sim->by_partner), by_partner_and_currency);
	for (size_t i = 0; i < sim->partners.n; i++) {
		const struct sum *s = &sim->by_partner[i];
		struct value cells[] = { val_text(s->partner),
			val_int(s->sales), money_cell(of(s->base, s->currency)),
			money_cell(of(s->commission, s->currency)),
			val_text(s->currency) };

		print_row(sim->print, cells);
	}
}

/* One line a currency: they are never added together. */
static void print_totals(struct simulation *sim)
{
	struct arena a = ARENA_INIT;

	for (size_t i = 0; i < sim->currencies.n; i++) {
		const struct sum *s = &sim->by_currency[i];

		fprintf(sim->messages,
		    "%" PRId64 " sales, base %s %s, commission %s %s\n",
		    s->sales, money_text(of(s->base, s->currency), &a),
		    s->currency, money_text(of(s->commission, s->currency), &a),
		    s->currency);
	}
	arena_done(&a);
}

static bool simulate(struct simulation *sim, FILE *out, struct err *err)
{
	const struct simulate_options *o = sim->options;
	bool ok;

	sim->book = book_open(sim->program, &sim->arena);
	if (!record_file_read(&sim->file, err) || !find_order(sim, err) ||
	    !count_all(sim, err))
		return false;
	sim->print = o->by_partner
	    ? print_open(out, o->format, o->raw, partner_columns,
		  ARRAY_LEN(partner_columns))
	    : print_open(out, o->format, o->raw, sale_columns,
		  ARRAY_LEN(sale_columns));
	ok = put_all(sim, err);
	if (ok && o->by_partner)
		print_partners(sim);
	if (!print_close(sim->print, err))
		return false;
	if (ok)
		print_totals(sim);
	return ok;
}

static int read_program(struct simulation *sim, struct program_files *files)
{
	program_files_read(files, &sim->options->program, 1, NULL);
	fputs(buf_text(&files->messages), sim->messages);
	if (files->unread)
		return STATUS_NO_INPUT;
	if (files->bad)
		return STATUS_DATA;
	sim->program = files->list[0].program;
	if (sim->program->commission != NULL)
		return STATUS_DONE;
	fprintf(sim->messages,
	    "accord: The program %s has no `commission` section of its own: "
	    "simulate with the file of the program it includes.\n",
	    sim->program->id);
	return STATUS_DATA;
}

int simulate_run(
    const struct simulate_options *options, FILE *out, FILE *messages)
{
	struct program_files files = PROGRAM_FILES_INIT;
	struct simulation sim = { .options = options, .messages = messages };
	int status;
	struct err err;

	sim.partners.arena = sim.currencies.arena = &sim.arena;
	sim.file = (struct record_file){ .kind = "sales",
		.fields = &sale_fields,
		.path = options->sales,
		.map = options->map,
		.sets = options->sets,
		.n_sets = options->n_sets,
		.today = options->today,
		.messages = messages };
	status = read_program(&sim, &files);
	if (status == STATUS_DONE && !simulate(&sim, out, &err)) {
		struct arena a = ARENA_INIT;

		fprintf(messages, "accord: %s\n", text_safe(err.text, &a));
		arena_done(&a);
		status = status_of(&err);
	}
	if (status == STATUS_DONE && sim.file.refused > 0)
		status = STATUS_PART;
	record_file_done(&sim.file);
	program_files_done(&files);
	arena_done(&sim.arena);
	return status;
}
