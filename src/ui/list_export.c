/* ui/list_export.c - the rows of a list, written to a file. */

#include "config.h"

#include <inttypes.h>
#include <stdio.h>

#include "ui/export.h"
#include "ui/list_command.h"
#include "ui/list_view.h"
#include "ui/prompt.h"

/* What is on the screen: its filter, its order, its columns. */
static struct list_options options_of(
    const struct list_view *l, enum list_format format, struct arena *a)
{
	const struct list *list = l->screen->list;

	return (struct list_options){
		.list = list,
		.filter = l->filter_text,
		.sort = arena_fmt(a, "%s%s", l->rows.descending ? "-" : "",
		    list->columns[l->rows.sort].name),
		.columns = columns_text(list, &l->columns, a),
		.format = format,
	};
}

/* What is written: a list, or the screen's page where options is NULL. */
struct export
{
	struct ui *ui;
	const struct list_view *list;
	const struct list_options *options;
	int64_t rows;
};

static bool print_export(void *arg, FILE *out, struct err *err)
{
	struct export *e = arg;

	return e->options != NULL
	    ? list_print(e->ui->session, e->options, out, &e->rows, err)
	    : e->list->screen->page(e->ui, out, &e->rows, err);
}

static bool export_done(struct ui *ui, struct prompt *p, const char *path)
{
	const struct list_view *l = list_view_of(ui);
	bool page = l->screen->page != NULL && export_ends_in(path, ".html");
	enum list_format format = FORMAT_CSV;
	struct list_options options;
	struct export e = { .ui = ui, .list = l };
	struct err err;

	if (!page && !export_format(path, &format)) {
		snprintf(p->note, sizeof(p->note), "end it in .csv, .json%s",
		    l->screen->page != NULL ? ", .txt or .html" : " or .txt");
		return false;
	}
	options = options_of(l, format, &ui->frame);
	e.options = page ? NULL : &options;
	if (!export_write(path, print_export, &e, &err)) {
		snprintf(p->note, sizeof(p->note), "%s", err.text);
		return false;
	}
	if (page)
		ui_say(ui, "%s lists the %" PRId64 " that the public may see.",
		    path, e.rows);
	else
		ui_say(ui, "%s has %" PRId64 " rows of %zu columns.", path,
		    e.rows, l->columns.n);
	return true;
}

void list_export(struct ui *ui, struct view *v)
{
	struct list_view *l = (struct list_view *)v;
	struct prompt *p;

	if (ui->options != NULL && ui->options->service) {
		ui_say(ui,
		    "Files are yours to make: accord list %s "
		    "--filter '%s' > FILE",
		    l->screen->list->name, l->filter_text);
		return;
	}
	p = prompt_open(l->screen->page != NULL
		? "Write to (.csv .json .txt; .html is the public one): "
		: "Write to (.csv .json .txt): ",
	    arena_fmt(&ui->frame, "%s.csv", l->screen->list->name));
	p->done = export_done;
	prompt_show(ui, p);
}
