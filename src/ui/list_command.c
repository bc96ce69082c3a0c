/* ui/list_command.c - accord list: a list printed, filtered and sorted. */

#include "config.h"

#include "ui/list_command.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"

/* Rows read at a time, so that a long list needs little memory. */
enum { CHUNK = 500 };

/* A list being printed. */
struct printing {
	struct session *session;
	const struct list *list;
	date_days today;
	struct arena arena;
	struct list_at at;
	const size_t *columns;
	size_t n;
	struct print *print;
};

const char *list_id_text(
    const struct list *list, int64_t id, struct arena *arena)
{
	if (list->letter == '\0')
		return arena_fmt(arena, "%" PRId64, id);
	return arena_fmt(arena, "%c-%" PRId64, list->letter, id);
}

/* ---- options ------------------------------------------------------------ */

/* "a, b, c": the columns with one of these flags. */
static const char *names_of(
    const struct list *list, unsigned flags, struct arena *a)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < list->n_columns; i++)
		if (flags == 0 || (list->columns[i].flags & flags) != 0)
			buf_fmt(&b, "%s%s", b.len > 0 ? ", " : "",
			    list->columns[i].name);
	return buf_take(&b, a);
}

static bool read_sort(
    struct printing *p, const struct list_options *o, struct err *err)
{
	const struct list *list = o->list;
	const char *name = o->sort;

	p->at = list_start(list);
	if (name == NULL || name[0] == '\0')
		return true;
	p->at.descending = name[0] == '-';
	name += name[0] == '-';
	p->at.sort = list_column(list, name);
	if (p->at.sort < list->n_columns &&
	    (list->columns[p->at.sort].flags & COLUMN_SORT) != 0)
		return true;
	return err_set(err, ERR_INVALID,
	    "The %s cannot be sorted by \"%.40s\"; these fields can: %s.",
	    list->name, name, names_of(list, COLUMN_SORT, &p->arena));
}

/* People see what a screen shows, programs get what can be imported. */
static size_t default_columns(const struct list_options *o, size_t *columns)
{
	unsigned wanted =
	    o->format == FORMAT_TABLE ? COLUMN_SHOWN : COLUMN_EXPORT;
	size_t n = 0;

	for (size_t i = 0; i < o->list->n_columns; i++)
		if ((o->list->columns[i].flags & wanted) != 0)
			columns[n++] = i;
	return n;
}

static bool read_columns(
    struct printing *p, const struct list_options *o, struct err *err)
{
	const struct list *list = o->list;
	const char *text = o->columns;
	size_t *columns = NULL, size = 0;

	if (text == NULL || text[0] == '\0') {
		columns =
		    arena_alloc(&p->arena, list->n_columns * sizeof(*columns));
		p->n = default_columns(o, columns);
		p->columns = columns;
		return true;
	}
	for (;; text++) {
		size_t len = strcspn(text, ",");
		const char *name = arena_strn(&p->arena, text, len);
		size_t i = list_column(list, name);

		if (i == list->n_columns)
			return err_set(err, ERR_INVALID,
			    "The %s have no field \"%.40s\"; they have: %s.",
			    list->name, name, names_of(list, 0, &p->arena));
		columns = arena_grow(
		    &p->arena, columns, p->n, &size, sizeof(*columns));
		columns[p->n++] = i;
		text += len;
		if (*text == '\0')
			break;
	}
	p->columns = columns;
	return true;
}

static bool read_options(
    struct printing *p, const struct list_options *o, struct err *err)
{
	struct filter_context context = { .user = p->session->user,
		.today = p->today };

	return read_sort(p, o, err) && read_columns(p, o, err) &&
	    (o->filter == NULL ||
		filter_parse(o->list, o->filter, &context, &p->arena,
		    &p->at.filter, err));
}

/* ---- rows --------------------------------------------------------------- */

static void open_print(
    struct printing *p, const struct list_options *o, FILE *out)
{
	struct print_column *columns =
	    arena_alloc(&p->arena, (p->n + 1) * sizeof(*columns));

	for (size_t i = 0; i < p->n; i++) {
		const struct column *c = &p->list->columns[p->columns[i]];

		columns[i].name = c->name;
		columns[i].title = c->title;
		columns[i].right = (c->flags & COLUMN_RIGHT) != 0;
	}
	p->print = print_open(out, o->format, o->raw, columns, p->n);
}

static struct value cell(
    const struct printing *p, const struct row *row, size_t at, struct arena *a)
{
	const struct column *c = &p->list->columns[at];
	struct value v = row->cells[at];

	if (strcmp(c->name, "id") == 0)
		return val_text(list_id_text(p->list, row->id, a));
	if ((c->flags & COLUMN_AGE) != 0 && v.type == VALUE_DATE)
		return val_int(p->today - v.i);
	return v;
}

static void print_page(
    struct printing *p, const struct page *page, struct arena *a)
{
	struct value *cells = arena_alloc(a, (p->n + 1) * sizeof(*cells));

	for (size_t r = 0; r < page->n; r++) {
		for (size_t i = 0; i < p->n; i++)
			cells[i] = cell(p, &page->rows[r], p->columns[i], a);
		print_row(p->print, cells);
	}
}

/* Each page continues behind the last row of the one before. */
static bool print_all(
    struct printing *p, int64_t limit, int64_t *ret_rows, struct err *err)
{
	struct arena arenas[2] = { ARENA_INIT, ARENA_INIT };
	bool ok, more = true;
	int64_t rows = 0;
	struct page page;

	for (size_t turn = 0; more; turn++) {
		struct arena *a = &arenas[turn % 2];
		size_t want = CHUNK;

		if (limit > 0 && limit - rows < CHUNK)
			want = (size_t)(limit - rows);
		arena_reset(a);
		ok = list_read(
		    p->session->db, p->list, &p->at, want, a, &page, err);
		if (!ok)
			break;
		print_page(p, &page, a);
		rows += (int64_t)page.n;
		more = page.more && (limit == 0 || rows < limit);
		p->at.after = page.n > 0 ? &page.rows[page.n - 1] : NULL;
	}
	arena_done(&arenas[0]);
	arena_done(&arenas[1]);
	*ret_rows = rows;
	return ok;
}

bool list_print(struct session *s, const struct list_options *o, FILE *out,
    int64_t *ret_rows, struct err *err)
{
	struct printing p = { .session = s,
		.list = o->list,
		.today = (date_days)(session_now(s) / 86400) };
	struct err closing;
	int64_t rows = 0;
	bool ok, closed;

	ok = read_options(&p, o, err);
	if (ok) {
		open_print(&p, o, out);
		ok = print_all(&p, o->limit, &rows, err);
		closed = print_close(p.print, &closing);
		if (ok && !closed)
			*err = closing;
		ok = ok && closed;
	}
	arena_done(&p.arena);
	if (ok && ret_rows != NULL)
		*ret_rows = rows;
	return ok;
}
