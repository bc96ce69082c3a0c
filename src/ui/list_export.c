/* ui/list_export.c - the rows of a list, written to a file. */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "ui/list_view.h"
#include "ui/prompt.h"
#include "ui/show.h"

/* Rows read at a time, so that a long list needs little memory. */
enum { CHUNK = 500 };

/* A file being written, in one of the formats. */
struct export
{
	FILE *out;
	const struct list_view *l;
	const struct export_format *format;
	int64_t rows;
};

struct export_format {
	const char *ending;
	void (*begin)(struct export *e);
	void (*row)(struct export *e, const struct row *row, struct arena *a);
	void (*end)(struct export *e);
};

static const struct column *column_of(const struct export *e, size_t i)
{
	return &e->l->screen->list->columns[e->l->columns.order[i]];
}

static const char *machine_text(
    const struct export *e, const struct row *row, size_t i, struct arena *a)
{
	if (strcmp(column_of(e, i)->name, "id") == 0)
		return show_id(e->l->screen->list->noun, row->id, a);
	return value_text(row->cells[e->l->columns.order[i]], a);
}

/* ---- csv --------------------------------------------------------------- */

/* A text that a spreadsheet would run as a formula is quoted with '. */
static void csv_cell(FILE *out, const char *text, bool is_text)
{
	bool formula =
	    is_text && text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL;

	if (!formula && strpbrk(text, ",\"\r\n") == NULL) {
		fputs(text, out);
		return;
	}
	fputc('"', out);
	if (formula)
		fputc('\'', out);
	for (; *text != '\0'; text++) {
		if (*text == '"')
			fputc('"', out);
		fputc(*text, out);
	}
	fputc('"', out);
}

static void csv_begin(struct export *e)
{
	for (size_t i = 0; i < e->l->columns.n; i++)
		fprintf(
		    e->out, "%s%s", i > 0 ? "," : "", column_of(e, i)->name);
	fputs("\r\n", e->out);
}

static void csv_row(struct export *e, const struct row *row, struct arena *a)
{
	for (size_t i = 0; i < e->l->columns.n; i++) {
		struct value v = row->cells[e->l->columns.order[i]];

		if (i > 0)
			fputc(',', e->out);
		csv_cell(
		    e->out, machine_text(e, row, i, a), v.type == VALUE_TEXT);
	}
	fputs("\r\n", e->out);
}

static void nothing(struct export *e UNUSED)
{
}

/* ---- json -------------------------------------------------------------- */

static void json_text(FILE *out, const char *text)
{
	fputc('"', out);
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			fprintf(out, "\\%c", *text);
		else if (*text == '\n')
			fputs("\\n", out);
		else if ((unsigned char)*text < 0x20)
			fprintf(out, "\\u%04x", (unsigned)*text);
		else
			fputc(*text, out);
	}
	fputc('"', out);
}

static void json_begin(struct export *e)
{
	fputs("[", e->out);
}

static void json_row(struct export *e, const struct row *row, struct arena *a)
{
	fputs(e->rows > 0 ? ",\n{" : "\n{", e->out);
	for (size_t i = 0; i < e->l->columns.n; i++) {
		struct value v = row->cells[e->l->columns.order[i]];
		const char *text = machine_text(e, row, i, a);

		if (i > 0)
			fputs(", ", e->out);
		json_text(e->out, column_of(e, i)->name);
		fputs(": ", e->out);
		if (v.type == VALUE_NULL)
			fputs("null", e->out);
		else if (v.type == VALUE_INT && text[0] >= '-' &&
		    text[0] <= '9')
			fputs(text, e->out);
		else if (v.type == VALUE_BOOL)
			fputs(v.i ? "true" : "false", e->out);
		else
			json_text(e->out, text);
	}
	fputs("}", e->out);
}

static void json_end(struct export *e)
{
	fputs("\n]\n", e->out);
}

/* ---- text, as on the screen ---------------------------------------------*/

static void table_cell(
    struct export *e, size_t i, const char *text, struct arena *a)
{
	const struct column *c = column_of(e, i);
	const char *clip = text_clip(text_safe(text, a), c->width, a);
	int pad = i + 1 < e->l->columns.n ? c->width - text_width(clip) : 0;
	bool right = (c->flags & COLUMN_RIGHT) != 0;

	fprintf(e->out, "%s%*s%s%*s", i > 0 ? "  " : "", right ? pad : 0, "",
	    clip, right ? 0 : pad, "");
}

static void table_begin(struct export *e)
{
	struct arena a = ARENA_INIT;

	for (size_t i = 0; i < e->l->columns.n; i++)
		table_cell(e, i, column_of(e, i)->title, &a);
	fputc('\n', e->out);
	arena_done(&a);
}

static void table_row(struct export *e, const struct row *row, struct arena *a)
{
	for (size_t i = 0; i < e->l->columns.n; i++) {
		struct value v = row->cells[e->l->columns.order[i]];

		table_cell(e, i,
		    v.type == VALUE_INT ? machine_text(e, row, i, a)
					: show_value(v, a),
		    a);
	}
	fputc('\n', e->out);
}

static const struct export_format formats[] = {
	{ ".csv", csv_begin, csv_row, nothing },
	{ ".json", json_begin, json_row, json_end },
	{ ".txt", table_begin, table_row, nothing },
};

/* ---- the file ---------------------------------------------------------- */

static bool write_rows(struct ui *ui, struct export *e, struct err *err)
{
	struct list_at at = { .sort = e->l->rows.sort,
		.descending = e->l->rows.descending,
		.filter = e->l->filter };
	struct arena a[2] = { ARENA_INIT, ARENA_INIT };
	struct page page = { .more = true };
	bool ok = true;

	e->format->begin(e);
	/* Two arenas take turns: the next page starts at the last row. */
	for (int turn = 0; ok && page.more; turn = !turn) {
		arena_reset(&a[turn]);
		ok = list_read(ui->session->db, e->l->screen->list, &at, CHUNK,
		    &a[turn], &page, err);
		for (size_t i = 0; ok && i < page.n; i++) {
			e->format->row(e, &page.rows[i], &a[turn]);
			e->rows++;
		}
		at.after = ok && page.n > 0 ? &page.rows[page.n - 1] : NULL;
	}
	e->format->end(e);
	arena_done(&a[0]);
	arena_done(&a[1]);
	return ok;
}

static const struct export_format *format_of(const char *path)
{
	size_t len = strlen(path);

	for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
		size_t n = strlen(formats[i].ending);

		if (len > n && strcmp(path + len - n, formats[i].ending) == 0)
			return &formats[i];
	}
	return NULL;
}

static bool write_file(
    struct ui *ui, struct export *e, const char *path, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool ok;

	e->out = fd >= 0 ? fdopen(fd, "w") : NULL;
	if (e->out == NULL) {
		if (fd >= 0)
			close(fd);
		return err_set(err, ERR_IO, "%s cannot be made: %s.", path,
		    strerror(errno));
	}
	ok = write_rows(ui, e, err);
	if (fclose(e->out) != 0 && ok)
		ok = err_set(err, ERR_IO, "%s cannot be written: %s.", path,
		    strerror(errno));
	if (!ok)
		unlink(path);
	return ok;
}

static bool export_done(struct ui *ui, struct prompt *p, const char *path)
{
	struct export e = { .l = list_view_of(ui), .format = format_of(path) };
	struct err err;

	if (e.format == NULL) {
		snprintf(
		    p->note, sizeof(p->note), "end it in .csv, .json or .txt");
		return false;
	}
	if (!write_file(ui, &e, path, &err)) {
		snprintf(p->note, sizeof(p->note), "%s", err.text);
		return false;
	}
	ui_say(ui, "%s has %lld rows of %zu columns.", path, (long long)e.rows,
	    e.l->columns.n);
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
	p = prompt_open("Write to (.csv .json .txt): ",
	    arena_fmt(&ui->frame, "%s.csv", l->screen->list->name));
	p->done = export_done;
	prompt_show(ui, p);
}
