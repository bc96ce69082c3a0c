/* ui/import_command.c - a file's records brought in, or a batch taken back. */

#include "config.h"

#include "ui/import_command.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "domain/batch.h"
#include "domain/operation.h"
#include "io/map.h"
#include "io/source.h"
#include "ui/import_spool.h"
#include "ui/import_warnings.h"
#include "ui/status.h"

struct import {
	struct session *session;
	const struct import_options *options;
	const struct import_kind *kind;
	const struct fields *fields; /* of the kind */
	const bool *rounds;          /* by field: amounts are rounded */
	FILE *out, *messages;
	struct arena arena; /* of the whole import */
	struct import_warnings warnings;
	struct import_spool *spool; /* the rows that may come in */
	struct batch_counts counts;
	date_days today;
};

static void message(struct import *im, const char *text)
{
	struct arena a = ARENA_INIT;

	fprintf(im->messages, "accord: %s\n", text_safe(text, &a));
	arena_done(&a);
}

/* ---- first: every row is read, mapped and checked ----------------------- */

static void refuse(
    struct import *im, uint32_t line, const char *field, const char *reason)
{
	struct arena a = ARENA_INIT;
	const char *text = field != NULL
	    ? arena_fmt(&a, "%s:%u: %s: %s", im->options->file, (unsigned)line,
		  field, reason)
	    : arena_fmt(
		  &a, "%s:%u: %s", im->options->file, (unsigned)line, reason);

	fprintf(im->messages, "%s\n", text_safe(text, &a));
	arena_done(&a);
}

static void move_date(const struct field *f, void *record, int days)
{
	void *at = (char *)record + f->offset;
	date_days *d = at;

	if (f->storage == STORE_DATE && *d != DATE_NONE)
		*d += days;
}

/* An amount with no more decimals than its currency has. */
static bool round_amount(const struct import *im, const struct field *f,
    void *record, struct err *err)
{
	void *at = (char *)record + f->offset;
	const struct field *field = fields_find(im->fields, "currency");
	const char *const *currency;
	struct decimal *d = at;
	struct money money;

	if (field == NULL || !d->set)
		return true;
	at = (char *)record + field->offset;
	currency = at;
	if (*currency == NULL || **currency == '\0')
		return true;
	if (!decimal_to_money(*d, *currency, true, &money, err)) {
		err->field = f->name;
		return false;
	}
	d->units = money.minor;
	d->scale = currency_find(*currency)->exponent;
	return true;
}

static bool round_amounts(
    const struct import *im, void *record, struct err *err)
{
	for (size_t i = 0; i < im->fields->n; i++)
		if (im->rounds[i] &&
		    !round_amount(im, &im->fields->list[i], record, err))
			return false;
	return true;
}

/* The record that the texts of a row make. */
static bool make_record(struct import *im, const char *const *texts,
    void *record, struct arena *a, struct err *err)
{
	const struct fields *fields = im->fields;

	fields_init(fields, record);
	for (size_t i = 0; i < fields->n; i++) {
		if (texts[i] != NULL &&
		    !field_set(
			&fields->list[i], record, texts[i], im->today, a, err))
			return false;
		if (im->options->later != 0)
			move_date(&fields->list[i], record, im->options->later);
	}
	return round_amounts(im, record, err) &&
	    fields_check(fields, record, err);
}

/* Checks one row; a good one waits in the spool. */
static bool check_row(
    struct import *im, const struct source_row *row, struct err *err)
{
	struct arena a = ARENA_INIT;
	void *record = arena_alloc(&a, im->fields->size);
	struct err why;
	bool ok = true;

	for (size_t i = 0; i < row->n_problems; i++)
		refuse(im, row->line, row->problems[i].field,
		    row->problems[i].reason);
	if (row->n_problems > 0) {
		im->counts.refused++;
	} else if (!make_record(im, row->texts, record, &a, &why)) {
		refuse(im, row->line, why.field, why.text);
		im->counts.refused++;
	} else {
		ok = spool_add(
		    im->spool, row->line, row->texts, im->fields->n, err);
	}
	arena_done(&a);
	return ok;
}

static bool check_rows(struct import *im, struct source *src, struct err *err)
{
	struct source_row row;
	bool more;

	for (;;) {
		if (!source_next(src, &row, &more, err))
			return false;
		if (!more)
			break;
		if (!check_row(im, &row, err))
			return false;
	}
	im->counts.skipped = (int64_t)source_skipped(src);
	return true;
}

static void print_unused(struct import *im, const struct source *src)
{
	struct arena a = ARENA_INIT;
	const char *const *names;
	const char *text = "";
	size_t n;

	names = source_unused(src, &n);
	for (size_t i = 0; i < n; i++)
		text =
		    arena_fmt(&a, "%s%s%s", text, i > 0 ? ", " : "", names[i]);
	if (n > 0)
		message(im, arena_fmt(&a, "columns not used: %s", text));
	arena_done(&a);
}

/* A default hides what a file does not say; so it is told how often. */
static void print_fallbacks(struct import *im, const struct source *src)
{
	const size_t *n = source_fallbacks(src);
	struct arena a = ARENA_INIT;

	for (size_t i = 0; i < im->fields->n; i++)
		if (n[i] > 0)
			message(im,
			    arena_fmt(&a, "%s: the map's default, %zu times",
				im->fields->list[i].name, n[i]));
	arena_done(&a);
}

static void print_problems(struct import *im, struct problems *p)
{
	struct buf text = BUF_INIT;

	if (p->n == 0)
		return;
	problems_sort(p);
	problems_print(p, &text);
	fputs(buf_text(&text), im->messages);
	buf_done(&text);
}

static bool open_map(struct import *im, struct problems *of_map,
    struct map **ret, struct err *err)
{
	const struct import_options *o = im->options;

	if (o->map == NULL)
		*ret =
		    map_plain(o->file, o->kind, im->fields, &im->arena, of_map);
	else if (!map_load(
		     o->map, o->kind, im->fields, &im->arena, of_map, ret, err))
		return false;
	for (size_t i = 0; i < o->n_sets; i++)
		if (!map_set(*ret, o->sets[i], &im->arena, err))
			return false;
	return true;
}

static void print_told(struct import *im, const struct source *src)
{
	print_unused(im, src);
	print_fallbacks(im, src);
}

static void keep_rounds(struct import *im, const struct map *map)
{
	bool *rounds =
	    arena_alloc(&im->arena, (im->fields->n + 1) * sizeof(*rounds));

	for (size_t i = 0; i < im->fields->n; i++)
		rounds[i] = map_rounds(map, i);
	im->rounds = rounds;
}

/* All of the file, through its map, into the spool. */
static bool read_file(struct import *im, struct err *err)
{
	const struct import_options *o = im->options;
	struct problems of_map = { .arena = &im->arena, .file = o->map };
	struct problems of_file = { .arena = &im->arena, .file = o->file };
	struct source *src = NULL;
	struct map *map;
	bool ok;

	ok = open_map(im, &of_map, &map, err) &&
	    source_open(o->file, map, &of_file, &src, err);
	print_problems(im, &of_map);
	print_problems(im, &of_file);
	if (ok) {
		keep_rounds(im, map);
		ok = check_rows(im, src, err);
		if (ok)
			print_told(im, src);
	}
	source_close(src);
	return ok;
}

/* ---- then: what is good is written, in one transaction ------------------ */

struct noted {
	struct import *import;
	uint32_t line;
};

static void note(void *arg, const char *field, const char *text)
{
	const struct noted *n = arg;

	warnings_add(&n->import->warnings, n->line, field, text);
}

static bool import_row(struct import *im, struct change *c, int64_t batch,
    uint32_t line, const char *const *texts, struct arena *a, struct err *err)
{
	void *record = arena_alloc(a, im->fields->size);
	struct noted noted = { im, line };
	enum import_result result;
	struct err why;

	if (make_record(im, texts, record, a, &why) &&
	    batch_record(
		c, batch, im->kind, record, a, note, &noted, &result, &why)) {
		im->counts.imported += result == IMPORT_NEW;
		im->counts.updated += result == IMPORT_UPDATED;
		im->counts.unchanged += result == IMPORT_UNCHANGED;
		return true;
	}
	if (why.kind != ERR_INVALID && why.kind != ERR_REFUSED &&
	    why.kind != ERR_NOT_FOUND) {
		*err = why;
		return false;
	}
	refuse(im, line, why.field, why.text);
	im->counts.refused++;
	return true;
}

static bool import_rows(
    struct import *im, struct change *c, int64_t batch, struct err *err)
{
	const char **texts =
	    arena_alloc(&im->arena, (im->fields->n + 1) * sizeof(*texts));
	struct arena a = ARENA_INIT;
	uint32_t line;
	bool more = true, ok = spool_rewind(im->spool, err);

	while (ok) {
		ok = spool_next(
		    im->spool, &a, &more, &line, texts, im->fields->n, err);
		if (!ok || !more)
			break;
		ok = import_row(im, c, batch, line, texts, &a, err);
		arena_reset(&a);
	}
	arena_done(&a);
	return ok;
}

/* Strict: one refused row or warning, and nothing comes in. */
static bool allowed(struct import *im, struct err *err)
{
	if (!im->options->strict ||
	    (im->counts.refused == 0 && im->warnings.n == 0))
		return true;
	return err_set(err, ERR_INVALID,
	    "The file is refused as a whole, as --strict asks: %" PRId64
	    " rows refused, %zu warnings.",
	    im->counts.refused, im->warnings.n);
}

static bool write_batch(struct import *im, int64_t *ret_batch, struct err *err)
{
	const struct import_options *o = im->options;
	struct change c;

	if (!batch_begin(im->session, o->kind, o->file,
		o->map != NULL ? o->map : "", &c, ret_batch, err))
		return false;
	if (import_rows(im, &c, *ret_batch, err) && allowed(im, err)) {
		if (o->dry_run) {
			change_abandon(&c);
			return true;
		}
		if (batch_commit(&c, *ret_batch, &im->counts, err))
			return true;
	}
	change_abandon(&c);
	return false;
}

static void print_counts(const struct import *im, int64_t batch)
{
	const struct batch_counts *n = &im->counts;

	if (im->out == NULL)
		return;
	if (n->skipped > 0)
		fprintf(im->out, "skipped %" PRId64 "\n", n->skipped);
	fprintf(im->out,
	    "imported %" PRId64 ", updated %" PRId64 ", unchanged %" PRId64
	    ", refused %" PRId64 " ",
	    n->imported, n->updated, n->unchanged, n->refused);
	if (im->options->dry_run)
		fputs("(dry run)\n", im->out);
	else
		fprintf(im->out, "(batch B-%" PRId64 ")\n", batch);
}

static int run(struct import *im)
{
	struct err err;
	int64_t batch;
	bool ok;

	ok = spool_open(&im->spool, &err) && read_file(im, &err) &&
	    write_batch(im, &batch, &err);
	spool_close(im->spool);
	warnings_finish(&im->warnings);
	if (!ok) {
		message(im, err.text);
		return status_of(&err);
	}
	print_counts(im, batch);
	return im->counts.refused > 0 ? STATUS_PART : STATUS_DONE;
}

int import_run(struct session *s, const struct import_options *options,
    FILE *out, FILE *messages)
{
	struct import_options o = *options;
	struct import im = { .session = s,
		.options = &o,
		.out = out,
		.messages = messages,
		.today = (date_days)(session_now(s) / 86400),
		.warnings = { .verbose = o.verbose,
		    .file = o.file,
		    .messages = messages } };
	bool known;
	int status;

	im.kind = import_kind_find(o.kind, &known);
	if (!known) {
		message(&im,
		    "The kinds of records are applications, partners, leads, "
		    "customers, sales, payments and rates.");
		return STATUS_USAGE;
	}
	if (im.kind == NULL) {
		message(&im, "This version does not import such records yet.");
		return STATUS_UNAVAILABLE;
	}
	im.fields = im.kind->fields;
	o.kind = im.kind->kind;
	status = run(&im);
	arena_done(&im.arena);
	return status;
}

int import_undo(struct session *s, const char *batch, FILE *out, FILE *messages)
{
	struct import im = { .session = s, .out = out, .messages = messages };
	struct err err;
	int64_t id;
	size_t n;

	if (!noun_id("batch", batch, &id, &err) ||
	    !batch_undo(s, id, &n, &err)) {
		message(&im, err.text);
		return status_of(&err);
	}
	fprintf(out, "Took back batch B-%" PRId64 ": %zu records.\n", id, n);
	return STATUS_DONE;
}
