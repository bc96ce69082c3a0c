/* ui/list_export.c - the rows of a list, written to a file. */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ui/list_command.h"
#include "ui/list_view.h"
#include "ui/prompt.h"

/* The end of a file's name says what it is to be. */
static const struct {
	const char *ending;
	enum list_format format;
} formats[] = {
	{ ".csv", FORMAT_CSV },
	{ ".json", FORMAT_JSON },
	{ ".txt", FORMAT_TABLE },
};

static bool ends_in(const char *path, const char *ending)
{
	size_t len = strlen(path), n = strlen(ending);

	return len > n && strcmp(path + len - n, ending) == 0;
}

static bool read_format(const char *path, enum list_format *ret)
{
	for (size_t i = 0; i < ARRAY_LEN(formats); i++)
		if (ends_in(path, formats[i].ending)) {
			*ret = formats[i].format;
			return true;
		}
	return false;
}

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

/* Makes the file; one that is there already is left alone. Without options
 * it is the screen's page. */
static bool write_file(struct ui *ui, const struct list_view *l,
    const struct list_options *options, const char *path, int64_t *ret_rows,
    struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	FILE *out = fd >= 0 ? fdopen(fd, "w") : NULL;
	bool ok;

	if (out == NULL) {
		if (fd >= 0)
			close(fd);
		return err_set(err, ERR_IO, "%s cannot be made: %s.", path,
		    strerror(errno));
	}
	ok = options != NULL
	    ? list_print(ui->session, options, out, ret_rows, err)
	    : l->screen->page(ui, out, ret_rows, err);
	if (fclose(out) != 0 && ok)
		ok = err_set(err, ERR_IO, "%s cannot be written: %s.", path,
		    strerror(errno));
	if (!ok)
		unlink(path);
	return ok;
}

static bool export_done(struct ui *ui, struct prompt *p, const char *path)
{
	const struct list_view *l = list_view_of(ui);
	bool page = l->screen->page != NULL && ends_in(path, ".html");
	enum list_format format = FORMAT_CSV;
	struct list_options options;
	int64_t rows;
	struct err err;

	if (!page && !read_format(path, &format)) {
		snprintf(p->note, sizeof(p->note), "end it in .csv, .json%s",
		    l->screen->page != NULL ? ", .txt or .html" : " or .txt");
		return false;
	}
	options = options_of(l, format, &ui->frame);
	if (!write_file(ui, l, page ? NULL : &options, path, &rows, &err)) {
		snprintf(p->note, sizeof(p->note), "%s", err.text);
		return false;
	}
	if (page)
		ui_say(ui, "%s lists the %" PRId64 " that the public may see.",
		    path, rows);
	else
		ui_say(ui, "%s has %" PRId64 " rows of %zu columns.", path,
		    rows, l->columns.n);
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
