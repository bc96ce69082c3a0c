/* ui/simulate_command.c - what a program file would pay for given sales. */

#include "config.h"

#include "ui/simulate_command.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "domain/sale_data.h"
#include "ui/program_file.h"
#include "ui/record_file.h"
#include "ui/simulate_out.h"
#include "ui/status.h"

/* A sale waiting in the file of good records. */
struct waiting {
	date_days on;
	uint32_t line;
	int64_t at;
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
	struct simulate_out out;
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

/* Refused before it is counted, not when it is written. */
static bool check_split(const char *text, struct arena *a, struct err *err)
{
	struct commission_part parts[SIMULATE_PARTS];
	const char *names[SIMULATE_PARTS];
	size_t n;

	if (text == NULL || text[0] == '\0')
		return true;
	if (!simulate_split(text, a, names, parts, &n, err))
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

/* Base and commission are split alike, so that both still add up. */
static bool put_sale(struct simulation *sim, const struct book_sale *s,
    const char *split, const struct commission_line *line, struct arena *a,
    struct err *err)
{
	struct commission_part bases[SIMULATE_PARTS], parts[SIMULATE_PARTS];
	struct simulate_part part = { .sale = s,
		.name = s->id,
		.partner = s->partner,
		.line = line,
		.base = line->base,
		.commission = line->amount,
		.first = true };
	const char *names[SIMULATE_PARTS];
	size_t n;

	if (or_empty(split)[0] == '\0')
		return simulate_out_part(&sim->out, &part, a, err);
	if (!simulate_split(split, a, names, parts, &n, err))
		return false;
	memcpy(bases, parts, sizeof(bases));
	if (!commission_split(line->amount, parts, n, err) ||
	    !commission_split(line->base, bases, n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		part.partner = names[i];
		part.base.minor = bases[i].minor;
		part.commission.minor = parts[i].minor;
		part.first = i == 0;
		if (!simulate_out_part(&sim->out, &part, a, err))
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

static bool simulate(struct simulation *sim, FILE *out, struct err *err)
{
	bool ok;

	sim->book = book_open(sim->program, &sim->arena);
	if (!record_file_read(&sim->file, err) || !find_order(sim, err) ||
	    !count_all(sim, err))
		return false;
	simulate_out_open(&sim->out, sim->options, false, &sim->arena, out);
	ok = put_all(sim, err);
	if (!simulate_out_close(&sim->out, ok, err) || !ok)
		return false;
	simulate_out_totals(&sim->out, sim->messages);
	return true;
}

int simulate_program(const struct simulate_options *options, FILE *messages,
    struct program_files *files, const struct program **ret)
{
	program_files_read(files, &options->program, 1, NULL);
	fputs(buf_text(&files->messages), messages);
	if (files->unread)
		return STATUS_NO_INPUT;
	if (files->bad)
		return STATUS_DATA;
	*ret = files->list[0].program;
	if ((*ret)->commission != NULL)
		return STATUS_DONE;
	fprintf(messages,
	    "accord: The program %s has no `commission` section of its own: "
	    "simulate with the file of the program it includes.\n",
	    (*ret)->id);
	return STATUS_DATA;
}

int simulate_failed(const struct err *err, FILE *messages)
{
	struct arena a = ARENA_INIT;

	fprintf(messages, "accord: %s\n", text_safe(err->text, &a));
	arena_done(&a);
	return status_of(err);
}

int simulate_run(
    const struct simulate_options *options, FILE *out, FILE *messages)
{
	struct program_files files = PROGRAM_FILES_INIT;
	struct simulation sim = { .options = options, .messages = messages };
	int status;
	struct err err;

	sim.file = (struct record_file){ .kind = "sales",
		.fields = &sale_fields,
		.path = options->sales,
		.map = options->map,
		.sets = options->sets,
		.n_sets = options->n_sets,
		.today = options->today,
		.messages = messages };
	status = simulate_program(options, messages, &files, &sim.program);
	if (status == STATUS_DONE && !simulate(&sim, out, &err))
		status = simulate_failed(&err, messages);
	if (status == STATUS_DONE && sim.file.refused > 0)
		status = STATUS_PART;
	record_file_done(&sim.file);
	program_files_done(&files);
	arena_done(&sim.arena);
	return status;
}
