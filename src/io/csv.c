/* io/csv.c - rows of comma-separated files. */

#include "config.h"

#include "io/csv.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "io/stream.h"

enum state {
	AT_CELL,  /* before a cell's first byte */
	IN_PLAIN, /* in a cell without quotes, or behind a closing quote */
	IN_QUOTES,
	AT_QUOTE, /* behind a quote in quotes: it closes, or is doubled */
	AT_CR,
};

struct csv {
	struct stream *stream;
	char *path;
	const char *block; /* what is to be read */
	size_t n;
	char delimiter;
	bool special[256]; /* bytes that end a run of plain ones */

	uint32_t line; /* of the next byte */
	size_t width;  /* cells in each row; 0 is any number */

	/* The present row. */
	enum state state;
	bool done;
	bool quoted; /* some cell of it */
	uint32_t first_line, quote_line;
	size_t cell;     /* where the present cell begins in text */
	size_t n_cells;  /* whole ones, counted beyond the limit */
	size_t *starts;  /* CSV_COLUMNS_MAX + 1 */
	struct buf text; /* the cells, each with a NUL */
	const char **cells;
	char problem[160];

	/* The header's own. */
	struct arena arena;
};

static void complain(struct csv *c, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* The first problem of a row is the one that matters. */
static void complain(struct csv *c, const char *fmt, ...)
{
	va_list ap;

	if (c->problem[0] != '\0')
		return;
	va_start(ap, fmt);
	vsnprintf(c->problem, sizeof(c->problem), fmt, ap);
	va_end(ap);
}

/* Of a row that is too large, the rest is passed over, not kept. */
static void add(struct csv *c, const char *bytes, size_t len)
{
	if (c->n_cells >= CSV_COLUMNS_MAX)
		complain(c, "the row has more than %zu cells", CSV_COLUMNS_MAX);
	else if (c->text.len - c->cell + len > CSV_CELL_MAX)
		complain(c, "cell %zu is larger than 1 MB", c->n_cells + 1);
	else if (c->text.len + len > CSV_ROW_MAX)
		complain(c, "the row is larger than 4 MB");
	else
		buf_addn(&c->text, bytes, len);
}

static void end_cell(struct csv *c)
{
	if (c->n_cells < CSV_COLUMNS_MAX) {
		c->starts[c->n_cells] = c->cell;
		buf_addc(&c->text, '\0');
		c->cell = c->text.len;
	} else {
		complain(c, "the row has more than %zu cells", CSV_COLUMNS_MAX);
	}
	c->n_cells++;
	c->state = AT_CELL;
}

static void end_row(struct csv *c)
{
	end_cell(c);
	c->done = true;
}

static void pass(struct csv *c, size_t n)
{
	c->block += n;
	c->n -= n;
}

/* A byte that can end a cell: the delimiter or a line's end. */
static bool end_at(struct csv *c, char byte)
{
	if (byte == c->delimiter) {
		end_cell(c);
	} else if (byte == '\n') {
		c->line++;
		end_row(c);
	} else if (byte == '\r') {
		c->state = AT_CR;
	} else {
		return false;
	}
	pass(c, 1);
	return true;
}

static void step_plain(struct csv *c)
{
	size_t run = 0;

	while (run < c->n && !c->special[(unsigned char)c->block[run]])
		run++;
	add(c, c->block, run);
	pass(c, run);
	if (c->n == 0 || end_at(c, c->block[0]))
		return;
	complain(c,
	    "cell %zu has a quote inside but does not begin with one; put "
	    "the cell in quotes and double the quotes inside",
	    c->n_cells + 1);
	add(c, "\"", 1);
	pass(c, 1);
}

static void step_quotes(struct csv *c)
{
	const char *quote = memchr(c->block, '"', c->n);
	size_t run = quote == NULL ? c->n : (size_t)(quote - c->block);

	for (size_t i = 0; i < run; i++)
		c->line += c->block[i] == '\n';
	add(c, c->block, run);
	pass(c, run);
	if (quote == NULL)
		return;
	pass(c, 1);
	c->state = AT_QUOTE;
}

static void step_quote(struct csv *c)
{
	if (c->block[0] == '"') {
		add(c, "\"", 1);
		pass(c, 1);
		c->state = IN_QUOTES;
	} else if (!end_at(c, c->block[0])) {
		complain(c,
		    "cell %zu goes on behind its closing quote; double the "
		    "quotes inside a cell",
		    c->n_cells + 1);
		c->state = IN_PLAIN;
	}
}

/* Reads some of the block, at least a byte or into another state. */
static void step(struct csv *c)
{
	switch (c->state) {
	case AT_CELL:
		c->state = IN_PLAIN;
		if (c->block[0] == '"') {
			c->state = IN_QUOTES;
			c->quoted = true;
			c->quote_line = c->line;
			pass(c, 1);
		}
		break;
	case IN_PLAIN:
		step_plain(c);
		break;
	case IN_QUOTES:
		step_quotes(c);
		break;
	case AT_QUOTE:
		step_quote(c);
		break;
	case AT_CR:
		if (c->block[0] == '\n') {
			end_at(c, '\n');
			break;
		}
		complain(c, "cell %zu has a carriage return that ends no line",
		    c->n_cells + 1);
		c->state = IN_PLAIN;
		break;
	}
}

/* At the end of the file the last line may lack its line end. */
static bool finish(struct csv *c, struct err *err)
{
	if (c->state == IN_QUOTES)
		return err_set(err, ERR_INVALID,
		    "%.200s:%u: the quote that opens here is never closed.",
		    c->path, c->quote_line);
	if (c->n_cells > 0 || c->state != AT_CELL)
		end_row(c);
	return true;
}

static bool fill(struct csv *c, struct err *err)
{
	return c->n > 0 || stream_next(c->stream, &c->block, &c->n, err);
}

/* Reads one row; done stays false at the end of the file. */
static bool read_row(struct csv *c, struct err *err)
{
	c->state = AT_CELL;
	c->done = c->quoted = false;
	c->first_line = c->line;
	c->cell = c->n_cells = 0;
	c->problem[0] = '\0';
	buf_clear(&c->text);
	while (!c->done) {
		if (!fill(c, err))
			return false;
		if (c->n == 0)
			return finish(c, err);
		step(c);
	}
	return true;
}

static bool is_blank(const struct csv *c)
{
	return c->n_cells == 1 && !c->quoted && c->problem[0] == '\0' &&
	    c->text.s[strspn(c->text.s, " \t")] == '\0';
}

static void give(struct csv *c, struct csv_row *ret)
{
	size_t n = c->n_cells < CSV_COLUMNS_MAX ? c->n_cells : CSV_COLUMNS_MAX;

	if (c->width > 0 && c->n_cells != c->width)
		complain(c, "the row has %zu cell%s, the header has %zu",
		    c->n_cells, c->n_cells == 1 ? "" : "s", c->width);
	for (size_t i = 0; i < n; i++)
		c->cells[i] = c->text.s + c->starts[i];
	*ret = (struct csv_row){
		.line = c->first_line,
		.problem = c->problem[0] != '\0' ? c->problem : NULL,
		.n = n,
		.cells = c->cells,
	};
}

static bool skip_lines(struct csv *c, size_t lines, struct err *err)
{
	while (lines > 0) {
		const char *end;

		if (!fill(c, err))
			return false;
		if (c->n == 0)
			return true;
		end = memchr(c->block, '\n', c->n);
		if (end == NULL) {
			c->n = 0;
			continue;
		}
		pass(c, (size_t)(end - c->block) + 1);
		c->line++;
		lines--;
	}
	return true;
}

/* ---- the header --------------------------------------------------------- */

static const char *trim(struct arena *a, const char *s)
{
	size_t len;

	s += strspn(s, " \t\r\n");
	len = strlen(s);
	while (len > 0 && strchr(" \t\r\n", s[len - 1]) != NULL)
		len--;
	return arena_strn(a, s, len);
}

static bool refuse_header(const struct csv *c, const char *why, struct err *err)
{
	return err_set(err, ERR_INVALID,
	    "%.200s:%u: the header is refused: "
	    "%s.",
	    c->path, c->first_line, why);
}

static bool check_names(
    struct csv *c, const char *const *names, size_t n, struct err *err)
{
	for (size_t i = 0; i < n; i++) {
		if (names[i][0] == '\0')
			return refuse_header(c,
			    arena_fmt(
				&c->arena, "column %zu has no name", i + 1),
			    err);
		for (size_t k = 0; k < i; k++) {
			if (strcmp(names[i], names[k]) != 0)
				continue;
			return refuse_header(c,
			    arena_fmt(&c->arena,
				"column %zu is named `%.60s`, as column %zu "
				"is",
				i + 1, names[i], k + 1),
			    err);
		}
	}
	return true;
}

bool csv_open(const char *path, char delimiter, size_t skip, struct csv **ret,
    struct err *err)
{
	static const char always[] = "\"\r\n";
	struct stream *stream;
	struct csv *c;

	if (!stream_open(path, &stream, err))
		return false;
	c = calloc(1, sizeof(*c));
	if (c == NULL || (c->path = strdup(path)) == NULL)
		abort();
	c->stream = stream;
	c->delimiter = delimiter;
	for (const char *s = always; *s != '\0'; s++)
		c->special[(unsigned char)*s] = true;
	c->special[(unsigned char)delimiter] = true;
	c->line = 1;
	c->starts =
	    arena_alloc(&c->arena, CSV_COLUMNS_MAX * sizeof(*c->starts));
	c->cells = arena_alloc(&c->arena, CSV_COLUMNS_MAX * sizeof(*c->cells));
	if (!skip_lines(c, skip, err)) {
		csv_close(c);
		return false;
	}
	*ret = c;
	return true;
}

bool csv_header(struct csv *c, struct csv_row *ret, struct err *err)
{
	struct csv_row row;
	const char **names;
	bool more;

	if (!csv_next(c, &row, &more, err))
		return false;
	if (!more)
		return err_set(err, ERR_INVALID,
		    "%.200s is empty; its first line must name the columns.",
		    c->path);
	if (row.problem != NULL)
		return refuse_header(c, row.problem, err);
	names = arena_alloc(&c->arena, row.n * sizeof(*names));
	for (size_t i = 0; i < row.n; i++)
		names[i] = trim(&c->arena, row.cells[i]);
	if (!check_names(c, names, row.n, err))
		return false;
	c->width = row.n;
	row.cells = names;
	*ret = row;
	return true;
}

bool csv_next(
    struct csv *c, struct csv_row *ret, bool *ret_more, struct err *err)
{
	do {
		if (!read_row(c, err))
			return false;
	} while (c->done && is_blank(c));
	*ret_more = c->done;
	if (c->done)
		give(c, ret);
	return true;
}

void csv_close(struct csv *c)
{
	if (c == NULL)
		return;
	stream_close(c->stream);
	buf_done(&c->text);
	arena_done(&c->arena);
	free(c->path);
	free(c);
}
