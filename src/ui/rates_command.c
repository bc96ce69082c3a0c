/* ui/rates_command.c - reference rates brought in from a file. */

#include "config.h"

#include "ui/rates_command.h"

#include <string.h>

#include "base/text.h"
#include "domain/batch.h"
#include "domain/reference_rate.h"
#include "io/rates.h"
#include "ui/status.h"

/* What the bank's own file is called. */
static const char bank_name[] = "eurofxref";

struct rates_import {
	struct session *session;
	const struct import_options *options;
	struct rates rates;
	struct problems problems;
	struct batch_counts counts;
};

/* Where the rates come from, as it is shown beside them. */
static const char *source_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;

	if (strncmp(name, bank_name, strlen(bank_name)) == 0)
		return "ECB";
	return name;
}

static bool put_all(struct rates_import *im, struct change *c, struct err *err)
{
	const char *source = source_of(im->options->file);
	int64_t before, after, written = 0;

	if (!reference_rate_count(im->session, &before, err))
		return false;
	for (size_t i = 0; i < im->rates.n; i++) {
		bool is_written;

		if (!reference_rate_put(
			c, &im->rates.list[i], source, &is_written, err))
			return false;
		written += is_written;
	}
	if (!reference_rate_count(im->session, &after, err))
		return false;
	im->counts.imported = after - before;
	im->counts.updated = written - im->counts.imported;
	im->counts.unchanged = (int64_t)im->rates.n - written;
	return true;
}

static bool write_batch(
    struct rates_import *im, int64_t *ret_batch, struct err *err)
{
	const struct import_options *o = im->options;
	struct change c;

	if (!batch_begin(im->session, o->kind, o->file, "", &c, ret_batch, err))
		return false;
	im->counts.refused = (int64_t)im->problems.n;
	if (put_all(im, &c, err)) {
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

static bool read_file(
    struct rates_import *im, FILE *messages, struct arena *a, struct err *err)
{
	const struct import_options *o = im->options;
	struct buf text = BUF_INIT;

	if (o->map != NULL || o->n_sets > 0)
		return err_set(err, ERR_INVALID,
		    "A file of rates is read as it is, without a map or a "
		    "field that is set.");
	if (!rates_read(o->file, (date_days)(session_now(im->session) / 86400),
		a, &im->rates, &im->problems, err))
		return false;
	problems_sort(&im->problems);
	problems_print(&im->problems, &text);
	fputs(buf_text(&text), messages);
	buf_done(&text);
	if (o->strict && im->problems.n > 0)
		return err_set(err, ERR_INVALID,
		    "The file is refused as a whole, as --strict asks: %zu "
		    "rates refused.",
		    im->problems.n);
	return true;
}

int rates_run(struct session *s, const struct import_options *options,
    FILE *out, FILE *messages)
{
	struct arena a = ARENA_INIT;
	struct rates_import im = { .session = s,
		.options = options,
		.problems = { .arena = &a, .file = options->file } };
	int status = STATUS_DONE;
	int64_t batch = 0;
	struct err err;

	if (!read_file(&im, messages, &a, &err) ||
	    !write_batch(&im, &batch, &err)) {
		fprintf(messages, "accord: %s\n", text_safe(err.text, &a));
		status = status_of(&err);
	} else {
		import_print_counts(
		    out, &im.counts, options->dry_run ? 0 : batch);
		if (im.counts.refused > 0)
			status = STATUS_PART;
	}
	arena_done(&a);
	return status;
}
