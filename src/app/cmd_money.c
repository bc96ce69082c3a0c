/* app/cmd_money.c - "statement print", "payout file" and "payout why". */

#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "base/period.h"
#include "base/text.h"
#include "domain/operation.h"
#include "domain/partner.h"
#include "io/bank_file.h"
#include "io/file.h"
#include "io/print.h"
#include "io/statement_page.h"
#include "query/list.h"

/* Whole on standard output, or a failure. */
static int put(struct buf *text)
{
	struct err err;
	bool ok;

	fwrite(buf_text(text), 1, text->len, stdout);
	ok = print_flush(stdout, &err);
	buf_done(text);
	return ok ? STATUS_DONE : fail(&err);
}

/* ---- statement print ----------------------------------------------------- */

struct print_options {
	bool html;
	const char *dir; /* NULL: standard output */
};

static bool read_format(
    const char *text, const char *const *names, size_t n, size_t *ret)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(text, names[i]) == 0) {
			*ret = i;
			return true;
		}
	return false;
}

static bool print_one(struct app *app, const struct print_options *o,
    int64_t id, struct buf *out, struct err *err)
{
	struct statement_content c;
	struct arena a = ARENA_INIT;
	bool ok = statement_content(app->session, id, &a, &c, err);

	if (ok && o->html)
		statement_html(&c, out);
	else if (ok)
		statement_text(&c, out);
	arena_done(&a);
	return ok;
}

static bool write_one(
    struct app *app, const struct print_options *o, int64_t id, struct err *err)
{
	const char *path = arena_fmt(&app->arena, "%s/T-%" PRId64 ".%s", o->dir,
	    id, o->html ? "html" : "txt");
	struct buf text = BUF_INIT;
	bool ok = print_one(app, o, id, &text, err) &&
	    file_write(path, buf_text(&text), text.len, err);

	buf_done(&text);
	return ok;
}

/* A period's, a file for each. */
static int print_period(
    struct app *app, const struct print_options *o, const char *text)
{
	struct period period;
	struct err err;
	int64_t *ids;
	size_t n;

	if (!period_parse(text, &period, &err) ||
	    !statement_ids(
		app->session, period.to, &app->arena, &ids, &n, &err))
		return fail(&err);
	for (size_t i = 0; i < n; i++)
		if (!write_one(app, o, ids[i], &err))
			return fail(&err);
	printf("%zu statement%s of %s in %s.\n", n, n == 1 ? "" : "s", text,
	    text_safe(o->dir, &app->arena));
	return STATUS_DONE;
}

static int print_ids(
    struct app *app, const struct print_options *o, int n, char **ids)
{
	struct buf text = BUF_INIT;
	struct err err;

	for (int i = 0; i < n; i++) {
		int64_t id;

		/* Each on a page of its own. */
		if (i > 0 && !o->html)
			buf_add(&text, "\f");
		if (!noun_id("statement", ids[i], &id, &err) ||
		    !print_one(app, o, id, &text, &err)) {
			buf_done(&text);
			return fail(&err);
		}
	}
	return put(&text);
}

static int statement_print(
    struct app *app, const struct subcommand *c, int argc, char **argv)
{
	static const char *const formats[] = { "text", "html" };
	struct option_value values[] = { { "format", false, NULL },
		{ "period", false, NULL }, { "to", false, NULL } };
	struct print_options o = { .dir = NULL };
	size_t format = 0;

	if (!options_read(c, &argc, argv, values, ARRAY_LEN(values)))
		return STATUS_USAGE;
	if (values[0].value != NULL &&
	    !read_format(values[0].value, formats, ARRAY_LEN(formats), &format))
		return usage(c, "A statement is printed as text or html.");
	o.html = format == 1;
	o.dir = values[2].value;
	if (values[1].value != NULL && argc == 0 && o.dir != NULL)
		return print_period(app, &o, values[1].value);
	if (values[1].value != NULL || o.dir != NULL)
		return usage(c,
		    "A whole period is printed with --period and "
		    "the folder to put it in, --to.");
	if (argc == 0 || (o.html && argc > 1))
		return usage(c,
		    o.html ? "Say one statement; html is one page."
			   : "Say which statement.");
	return print_ids(app, &o, argc, argv);
}

/* ---- payout file, payout why --------------------------------------------- */

static int payout_file(
    struct app *app, const struct subcommand *c, int argc, char **argv)
{
	static const char *const formats[] = { "csv", "pain.001" };
	struct option_value values[] = { { "format", false, NULL } };
	struct buf text = BUF_INIT;
	struct payout p;
	struct err err;
	size_t format;
	int64_t id;

	if (!options_read(c, &argc, argv, values, ARRAY_LEN(values)))
		return STATUS_USAGE;
	if (argc != 1 || values[0].value == NULL ||
	    !read_format(values[0].value, formats, ARRAY_LEN(formats), &format))
		return usage(
		    c, "Say one payout, and --format csv or pain.001.");
	if (!session_check(app->session, RIGHT_FINANCE, &err) ||
	    !noun_id("payout", argv[0], &id, &err) ||
	    !payout_read_approved(app->session, id, &app->arena, &p, &err))
		return fail(&err);
	if (format == 0)
		bank_csv(&p, &text);
	else if (!bank_pain001(&p, session_now(app->session), &text, &err)) {
		buf_done(&text);
		return fail(&err);
	}
	return put(&text);
}

static bool why_one(
    struct app *app, int64_t id, struct buf *out, struct err *err)
{
	date_days today = (date_days)(session_now(app->session) / 86400);
	struct payout_reasons why;

	if (!payout_reasons(app->session, id, today, &app->arena, &why, err))
		return false;
	buf_fmt(out, "T-%" PRId64 ":", id);
	for (size_t i = 0; i < why.n; i++)
		buf_fmt(out, "%s %s", i > 0 ? ";" : "",
		    text_safe(why.list[i], &app->arena));
	if (why.n == 0)
		buf_add(out, " nothing is in the way");
	buf_add(out, ".\n");
	return true;
}

/* Of each statement of the partner that is not paid. */
static int payout_why(
    struct app *app, const struct subcommand *c, int argc, char **argv)
{
	struct buf text = BUF_INIT;
	int64_t partner, *ids;
	struct err err;
	size_t n;

	if (!options_read(c, &argc, argv, NULL, 0))
		return STATUS_USAGE;
	if (argc != 1)
		return usage(c, "Say which partner.");
	if (!partner_find(
		app->session, argv[0], true, &app->arena, &partner, &err) ||
	    !statement_unpaid(
		app->session, partner, &app->arena, &ids, &n, &err))
		return fail(&err);
	for (size_t i = 0; i < n; i++)
		if (!why_one(app, ids[i], &text, &err)) {
			buf_done(&text);
			return fail(&err);
		}
	if (n == 0)
		buf_fmt(
		    &text, "P-%" PRId64 " has no unpaid statement.\n", partner);
	return put(&text);
}

/* ---- the words behind the noun ------------------------------------------- */

int cmd_statement(struct app *app, int argc, char **argv)
{
	const struct subcommand *c = subcommand_find("statement");

	if (argc > 1 && strcmp(argv[1], "print") == 0)
		return statement_print(app, c, argc - 1, argv + 1);
	return cmd_operation(app, argc, argv);
}

int cmd_payout(struct app *app, int argc, char **argv)
{
	const struct subcommand *c = subcommand_find("payout");

	if (argc > 1 && strcmp(argv[1], "file") == 0)
		return payout_file(app, c, argc - 1, argv + 1);
	if (argc > 1 && strcmp(argv[1], "why") == 0)
		return payout_why(app, c, argc - 1, argv + 1);
	return cmd_operation(app, argc, argv);
}
