/* ui/import_command.c - a file's records brought in, or a batch taken back. */

#include "config.h"

#include "ui/import_command.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "domain/operation.h"
#include "ui/import_warnings.h"
#include "ui/rates_command.h"
#include "ui/record_file.h"
#include "ui/status.h"

struct import {
	struct session *session;
	const struct import_options *options;
	const struct import_kind *kind;
	struct record_file file;
	FILE *out, *messages;
	struct import_warnings warnings;
	struct batch_counts counts;
};

static void message(struct import *im, const char *text)
{
	struct arena a = ARENA_INIT;

	fprintf(im->messages, "accord: %s\n", text_safe(text, &a));
	arena_done(&a);
}

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
    uint32_t line, const void *record, struct arena *a, struct err *err)
{
	struct noted noted = { im, line };
	enum import_result result;
	struct err why;

	if (batch_record(
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
	record_file_refuse(&im->file, line, why.field, why.text);
	return true;
}

static bool import_rows(
    struct import *im, struct change *c, int64_t batch, struct err *err)
{
	struct arena a = ARENA_INIT;
	bool more = true, ok = record_file_rewind(&im->file, err);
	uint32_t line;
	void *record;

	while (ok) {
		ok =
		    record_file_next(&im->file, &a, &record, &line, &more, err);
		if (!ok || !more)
			break;
		ok = import_row(im, c, batch, line, record, &a, err);
		arena_reset(&a);
	}
	arena_done(&a);
	return ok;
}

/* Strict: one refused row or warning, and nothing comes in. */
static bool allowed(struct import *im, struct err *err)
{
	if (!im->options->strict ||
	    (im->file.refused == 0 && im->warnings.n == 0))
		return true;
	return err_set(err, ERR_INVALID,
	    "The file is refused as a whole, as --strict asks: %" PRId64
	    " rows refused, %zu warnings.",
	    im->file.refused, im->warnings.n);
}

static bool write_batch(struct import *im, int64_t *ret_batch, struct err *err)
{
	const struct import_options *o = im->options;
	struct change c;

	if (!batch_begin(im->session, o->kind, o->file,
		o->map != NULL ? o->map : "", &c, ret_batch, err))
		return false;
	if (import_rows(im, &c, *ret_batch, err) && allowed(im, err)) {
		im->counts.refused = im->file.refused;
		im->counts.skipped = im->file.skipped;
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

void import_print_counts(FILE *out, const struct batch_counts *n, int64_t batch)
{
	if (out == NULL)
		return;
	if (n->skipped > 0)
		fprintf(out, "skipped %" PRId64 "\n", n->skipped);
	fprintf(out,
	    "imported %" PRId64 ", updated %" PRId64 ", unchanged %" PRId64
	    ", refused %" PRId64 " ",
	    n->imported, n->updated, n->unchanged, n->refused);
	if (batch == 0)
		fputs("(dry run)\n", out);
	else
		fprintf(out, "(batch B-%" PRId64 ")\n", batch);
}

static int run(struct import *im)
{
	struct err err;
	int64_t batch;
	bool ok;

	ok = record_file_read(&im->file, &err) && write_batch(im, &batch, &err);
	record_file_done(&im->file);
	warnings_finish(&im->warnings);
	if (!ok) {
		message(im, err.text);
		return status_of(&err);
	}
	import_print_counts(
	    im->out, &im->counts, im->options->dry_run ? 0 : batch);
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
		.warnings = { .verbose = o.verbose,
		    .file = o.file,
		    .messages = messages } };

	im.kind = import_kind_find(o.kind);
	if (im.kind == NULL) {
		message(&im,
		    "The kinds of records are applications, partners, leads, "
		    "customers, sales, payments and rates.");
		return STATUS_USAGE;
	}
	o.kind = im.kind->kind;
	if (im.kind->fields == NULL)
		return rates_run(s, &o, out, messages);
	im.file = (struct record_file){ .kind = o.kind,
		.fields = im.kind->fields,
		.path = o.file,
		.map = o.map,
		.sets = o.sets,
		.n_sets = o.n_sets,
		.later = o.later,
		.today = (date_days)(session_now(s) / 86400),
		.day = im.kind->day,
		.messages = messages };
	return run(&im);
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
