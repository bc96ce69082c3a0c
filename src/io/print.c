/* io/print.c - records printed as a table, as CSV or as JSON. */

#include "config.h"

#include "io/print.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* Rows of a table that are held until the widths of its columns are known. */
enum { HELD_ROWS = 500 };

struct print {
	FILE *out;
	enum list_format format;
	bool raw;
	const struct print_column *columns;
	size_t n;
	size_t rows; /* printed or held */
	struct arena arena;
	int *widths;
	const char **held; /* HELD_ROWS times n cells of a table */
	size_t n_held;
	struct buf line;
};

/* ---- CSV ---------------------------------------------------------------- */

/* What begins a formula, in its full-width forms, too. */
static bool is_formula(const char *text)
{
	static const char *const starts[] = { "=", "+", "-", "@", "\t", "\r",
		"\uff1d", "\uff0b", "\uff0d", "\uff20" };

	for (size_t i = 0; i < ARRAY_LEN(starts); i++)
		if (strncmp(text, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

static bool needs_quotes(const char *text)
{
	size_t len = strlen(text);

	return strpbrk(text, ",\"\r\n") != NULL || text[0] == ' ' ||
	    (len > 0 && text[len - 1] == ' ');
}

static void add_quoted(struct buf *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '"')
			buf_addc(out, '"');
		buf_addc(out, *text);
	}
}

void print_csv_text(struct buf *out, const char *text, bool raw)
{
	bool neutral = !raw && is_formula(text);

	if (!needs_quotes(text)) {
		buf_fmt(out, "%s%s", neutral ? "'" : "", text);
		return;
	}
	buf_add(out, neutral ? "\"'" : "\"");
	add_quoted(out, text);
	buf_addc(out, '"');
}

static void csv_row(struct print *p, const struct value *cells)
{
	struct arena a = ARENA_INIT;

	for (size_t i = 0; i < p->n; i++) {
		bool ours = cells[i].type != VALUE_TEXT;

		if (i > 0)
			buf_addc(&p->line, ',');
		print_csv_text(
		    &p->line, value_text(cells[i], &a), p->raw || ours);
	}
	/* A blank line would be no row. */
	if (p->n == 1 && p->line.len == 0)
		buf_add(&p->line, "\"\"");
	buf_addc(&p->line, '\n');
	arena_done(&a);
}

static void csv_header(struct print *p)
{
	for (size_t i = 0; i < p->n; i++) {
		if (i > 0)
			buf_addc(&p->line, ',');
		print_csv_text(&p->line, p->columns[i].name, true);
	}
	buf_addc(&p->line, '\n');
}

/* ---- JSON --------------------------------------------------------------- */

void print_json_text(struct buf *out, const char *text)
{
	buf_addc(out, '"');
	for (; *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;

		if (c == '"' || c == '\\')
			buf_fmt(out, "\\%c", c);
		else if (c == '\n')
			buf_add(out, "\\n");
		else if (c < 0x20 || c == 0x7f)
			buf_fmt(out, "\\u%04x", c);
		else
			buf_addc(out, *text);
	}
	buf_addc(out, '"');
}

void print_json_value(struct buf *out, struct value v)
{
	struct arena a = ARENA_INIT;

	switch (v.type) {
	case VALUE_NULL:
		buf_add(out, "null");
		break;
	case VALUE_BOOL:
		buf_add(out, v.i != 0 ? "true" : "false");
		break;
	case VALUE_INT:
	case VALUE_MONEY:
		buf_add(out, value_text(v, &a));
		break;
	case VALUE_TEXT:
	case VALUE_DATE:
	case VALUE_TIME:
		print_json_text(out, value_text(v, &a));
		break;
	}
	arena_done(&a);
}

static void json_row(struct print *p, const struct value *cells)
{
	buf_add(&p->line, p->rows > 0 ? ",\n {" : "\n {");
	for (size_t i = 0; i < p->n; i++) {
		if (i > 0)
			buf_add(&p->line, ", ");
		print_json_text(&p->line, p->columns[i].name);
		buf_add(&p->line, ": ");
		print_json_value(&p->line, cells[i]);
	}
	buf_addc(&p->line, '}');
}

/* ---- tables ------------------------------------------------------------- */

/* One line, harmless for a terminal; what is empty is a dash. */
static const char *shown(struct value v, struct arena *a)
{
	const char *text = value_text(v, a);
	char *line;

	if (text[0] == '\0')
		return "-";
	line = arena_str(a, text);
	for (char *c = line; *c != '\0'; c++)
		if (*c == '\n')
			*c = ' ';
	return text_safe(line, a);
}

/* The last column is not filled up. */
static void table_cell(struct print *p, size_t i, const char *text)
{
	int blanks = p->widths[i] - text_width(text);

	if (i > 0)
		buf_add(&p->line, "  ");
	if (blanks > 0 && p->columns[i].right)
		buf_fmt(&p->line, "%*s", blanks, "");
	buf_add(&p->line, text);
	if (blanks > 0 && !p->columns[i].right && i + 1 < p->n)
		buf_fmt(&p->line, "%*s", blanks, "");
}

static void table_line(struct print *p, const char *const *cells)
{
	for (size_t i = 0; i < p->n; i++)
		table_cell(p, i, cells[i]);
	buf_addc(&p->line, '\n');
}

static void widen(struct print *p, size_t i, const char *text)
{
	int width = text_width(text);

	if (width > p->widths[i])
		p->widths[i] = width;
}

/* The rows held so far set the widths for all. */
static void table_begin(struct print *p)
{
	for (size_t i = 0; i < p->n; i++)
		table_cell(p, i, p->columns[i].title);
	buf_addc(&p->line, '\n');
	for (size_t r = 0; r < p->n_held; r++)
		table_line(p, p->held + r * p->n);
	p->n_held = 0;
	p->held = NULL;
}

static void table_row(struct print *p, const struct value *cells)
{
	struct arena a = ARENA_INIT;
	const char **line;

	if (p->held != NULL && p->n_held == HELD_ROWS)
		table_begin(p);
	if (p->held != NULL) {
		line = p->held + p->n_held++ * p->n;
		for (size_t i = 0; i < p->n; i++) {
			line[i] = shown(cells[i], &p->arena);
			widen(p, i, line[i]);
		}
		return;
	}
	for (size_t i = 0; i < p->n; i++)
		table_cell(p, i, shown(cells[i], &a));
	buf_addc(&p->line, '\n');
	arena_done(&a);
}

/* ---- any ---------------------------------------------------------------- */

static void put_line(struct print *p)
{
	(void)fwrite(buf_text(&p->line), 1, p->line.len, p->out);
	buf_clear(&p->line);
}

struct print *print_open(FILE *out, enum list_format format, bool raw,
    const struct print_column *columns, size_t n)
{
	struct print *p = calloc(1, sizeof(*p));

	if (p == NULL)
		abort();
	p->out = out;
	p->format = format;
	p->raw = raw;
	p->columns = columns;
	p->n = n;
	if (format == FORMAT_CSV)
		csv_header(p);
	if (format == FORMAT_JSON)
		buf_addc(&p->line, '[');
	if (format == FORMAT_TABLE) {
		p->widths = arena_alloc(&p->arena, n * sizeof(*p->widths));
		p->held =
		    arena_alloc(&p->arena, HELD_ROWS * n * sizeof(*p->held));
		for (size_t i = 0; i < n; i++)
			widen(p, i, columns[i].title);
	}
	put_line(p);
	return p;
}

void print_row(struct print *p, const struct value *cells)
{
	switch (p->format) {
	case FORMAT_TABLE:
		table_row(p, cells);
		break;
	case FORMAT_CSV:
		csv_row(p, cells);
		break;
	case FORMAT_JSON:
		json_row(p, cells);
		break;
	}
	p->rows++;
	put_line(p);
}

bool print_flush(FILE *out, struct err *err)
{
	if (fflush(out) == 0 && ferror(out) == 0)
		return true;
	return err_set(err, ERR_IO, "The output could not be written: %s.",
	    strerror(errno));
}

bool print_close(struct print *p, struct err *err)
{
	FILE *out = p->out;

	if (p->format == FORMAT_TABLE && p->held != NULL && p->rows > 0)
		table_begin(p);
	if (p->format == FORMAT_JSON)
		buf_add(&p->line, p->rows > 0 ? "\n]\n" : "]\n");
	put_line(p);
	buf_done(&p->line);
	arena_done(&p->arena);
	free(p);
	return print_flush(out, err);
}
