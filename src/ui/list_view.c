/* ui/list_view.c - the screens that are lists: rows, marks, moving. */

#include "config.h"

#include "ui/list_view.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "domain/setting.h"
#include "ui/prompt.h"
#include "ui/show.h"

static struct list_view *list_of(struct view *v)
{
	return (struct list_view *)v;
}

struct list_view *list_view_of(const struct ui *ui)
{
	struct view *v;

	for (v = ui->top; v != NULL; v = v->below)
		if (v->kind == &list_kind || v->kind->base == &list_kind)
			return list_of(v);
	return NULL;
}

static int height_of(const struct ui *ui, const struct list_view *l)
{
	return list_height(l, term_surface(ui->term));
}

/* ---- reading ----------------------------------------------------------- */

/* A key that interrupted the reading is worth more than the message. */
static void reading_failed(struct ui *ui, const struct err *err)
{
	if (err->kind != ERR_BUSY)
		ui_failed(ui, err);
}

void list_reload(struct ui *ui, struct list_view *l)
{
	struct err err;

	l->detail_id = 0;
	if (!rows_reload(&l->rows, height_of(ui, l), &err))
		reading_failed(ui, &err);
	if (l->screen->head != NULL)
		l->screen->head->read(ui, l);
}

void list_view_reload(struct ui *ui, struct view *v)
{
	list_reload(ui, list_of(v));
}

bool list_set_filter(
    struct ui *ui, struct list_view *l, const char *text, struct err *err)
{
	struct filter_context context = { .user = ui->session->user,
		.today = ui->today };
	struct arena a = ARENA_INIT;
	const struct filter *filter;

	if (!filter_parse(l->screen->list, text, &context, &a, &filter, err)) {
		arena_done(&a);
		return false;
	}
	arena_done(&l->filter_arena);
	l->filter_arena = a;
	l->filter = filter;
	l->rows.filter = filter;
	snprintf(l->filter_text, sizeof(l->filter_text), "%s", text);
	l->rows.rank = l->rows.count = -1;
	list_reload(ui, l);
	return true;
}

void list_set_sort(struct ui *ui, struct list_view *l, size_t column)
{
	struct err err;

	if (l->rows.sort == column)
		l->rows.descending = !l->rows.descending;
	else
		l->rows.descending = false;
	l->rows.sort = column;
	if (!rows_end(&l->rows, false, height_of(ui, l), &err))
		reading_failed(ui, &err);
}

bool list_step(struct ui *ui, struct list_view *l, int by)
{
	struct err err;
	int moved = 0;

	if (!rows_step(&l->rows, by, height_of(ui, l), &moved, &err))
		ui_failed(ui, &err);
	return moved == by;
}

/* ---- rest -------------------------------------------------------------- */

/* The preview follows when the cursor rests, not at every key. */
static bool detail_wanted(const struct list_view *l)
{
	const struct row *row = rows_current(&l->rows);

	return row != NULL && row->id != l->detail_id;
}

static bool count_wanted(const struct list_view *l)
{
	return l->rows.stale || l->rows.count < 0 ||
	    (l->rows.n > 0 && l->rows.rank < 0);
}

int list_due(const struct view *v)
{
	const struct list_view *l = (const struct list_view *)v;

	if (count_wanted(l))
		return 0;
	return detail_wanted(l) ? REST_PREVIEW : -1;
}

static void read_detail(struct ui *ui, struct list_view *l)
{
	const struct row *row = rows_current(&l->rows);
	const struct surface *s = term_surface(ui->term);

	if (row == NULL)
		return;
	arena_reset(&l->detail_arena);
	l->detail = (struct lines){ .arena = &l->detail_arena,
		.width = list_preview_width(l, s) };
	l->detail_top = 0;
	l->detail_id = row->id;
	l->brief = l->screen->brief(ui, row, &l->detail_arena);
	if (list_beside(l, s) || list_below(l, s))
		l->screen->detail(ui, row->id, &l->detail);
}

void list_rest(struct ui *ui, struct view *v)
{
	struct list_view *l = list_of(v);
	struct err err;

	if (count_wanted(l)) {
		if (!rows_count(&l->rows, &err) && err.kind != ERR_BUSY) {
			ui_failed(ui, &err);
			l->rows.stale = false;
			l->rows.count = l->rows.rank = 0;
		}
		for (size_t i = 0; i < TABS; i++)
			if (ui->tabs[i] == v)
				ui->counts[i] = l->rows.count;
	}
	if (detail_wanted(l) && ui->rested >= REST_PREVIEW)
		read_detail(ui, l);
}

/* ---- moving ------------------------------------------------------------ */

static void scroll_detail(struct ui *ui, struct list_view *l, int by)
{
	int64_t to = (int64_t)l->detail_top + by;

	if (to < 0 || to >= (int64_t)l->detail.n)
		ui_say(ui, "The preview ends here.");
	else
		l->detail_top = (size_t)to;
}

static void move(struct ui *ui, struct view *v, int by)
{
	struct list_view *l = list_of(v);

	if (l->focus)
		scroll_detail(ui, l, by);
	else
		list_step(ui, l, by);
}

static void down(struct ui *ui, struct view *v)
{
	move(ui, v, 1);
}

static void up(struct ui *ui, struct view *v)
{
	move(ui, v, -1);
}

/* A page takes the screen along, so that the cursor stays on its line. */
static void page(struct ui *ui, struct view *v, int direction)
{
	struct list_view *l = list_of(v);
	int height = height_of(ui, l);
	size_t line = l->rows.at - l->rows.top;

	move(ui, v, direction * height);
	if (!l->focus && l->rows.at >= line) {
		l->rows.top = l->rows.at - line;
		list_step(ui, l, 0);
	}
}

static void page_down(struct ui *ui, struct view *v)
{
	page(ui, v, 1);
}

static void page_up(struct ui *ui, struct view *v)
{
	page(ui, v, -1);
}

static void go_end(struct ui *ui, struct view *v, bool last)
{
	struct list_view *l = list_of(v);
	struct err err;

	if (!rows_end(&l->rows, last, height_of(ui, l), &err))
		reading_failed(ui, &err);
}

static void first(struct ui *ui, struct view *v)
{
	go_end(ui, v, false);
}

static void last(struct ui *ui, struct view *v)
{
	go_end(ui, v, true);
}

static void move_column(struct list_view *l, int by)
{
	size_t n = l->columns.n;

	if (n > 0)
		l->column = (l->column + n + (size_t)(by + (int)n)) % n;
}

static void column_left(struct ui *ui UNUSED, struct view *v)
{
	move_column(list_of(v), -1);
}

static void column_right(struct ui *ui UNUSED, struct view *v)
{
	move_column(list_of(v), 1);
}

static void open_row(struct ui *ui, struct view *v)
{
	struct list_view *l = list_of(v);

	record_open(ui, l->screen->list->noun, rows_current(&l->rows)->id);
}

bool list_escape(struct list_view *l)
{
	if (l->focus)
		l->focus = false;
	else if (l->n_marks > 0 || l->mark_from != 0)
		list_marks_clear(l);
	else
		return false;
	return true;
}

static void escape(struct ui *ui, struct view *v)
{
	if (!list_escape(list_of(v)))
		ui_say(ui, "Nothing is open here; q leaves Accord.");
}

static void focus(struct ui *ui, struct view *v)
{
	struct list_view *l = list_of(v);
	struct surface *s = term_surface(ui->term);

	if (!list_beside(l, s) && !list_below(l, s))
		ui_say(ui,
		    "There is no preview; p shows it where there is "
		    "room.");
	else
		l->focus = !l->focus;
}

static void toggle_preview(struct ui *ui, struct view *v)
{
	struct list_view *l = list_of(v);
	enum ui_size size = ui_size(term_surface(ui->term));
	bool *on =
	    size == SIZE_WIDE && l->screen->foot == 0 ? &l->beside : &l->below;

	l->focus = false;
	if (size < SIZE_FULL) {
		ui_say(ui, "The window is too small for the preview.");
		return;
	}
	*on = !*on;
	list_reload(ui, l);
	ui_say(ui, "The preview is %s.", *on ? "on" : "off");
}

static void documents(struct ui *ui, struct view *v)
{
	struct list_view *l = list_of(v);

	documents_show(ui, l->screen->list->noun, rows_current(&l->rows)->id);
}

/* ---- the view ---------------------------------------------------------- */

static const struct command rows_of_commands[] = {
	{ "open", "enter", "open", "open the record", COMMAND_ROW, open_row },
	{ "preview focus", "tab f6", "preview", "j k scroll the preview",
	    COMMAND_WIDE, focus },
	{ "search", "/ f7", "search", "find as you type", 0, list_search },
	{ "filter", "f f4", "filter", "show only what matches", 0,
	    list_filter },
	{ "sort", "s", "sort", "sort; then the letter of a column", 0,
	    list_sort },
	{ "columns", "c f2", "columns", "which columns, in what order",
	    COMMAND_WIDE, list_columns },
	{ "mark", "space ins", "mark", "mark the record and go down",
	    COMMAND_ROW, list_toggle_mark },
	{ "undo", "u f8", "undo", "take back the last operation", COMMAND_WIDE,
	    undo_last },
	{ "palette", ": f9", "command", "type a command", 0, palette_show },
	{ "down", "j down", NULL, "next row", COMMAND_TERSE, down },
	{ "up", "k up", NULL, "previous row", COMMAND_TERSE, up },
	{ "page down", "pgdn }", NULL, "next page", COMMAND_TERSE, page_down },
	{ "page up", "pgup {", NULL, "previous page", COMMAND_TERSE, page_up },
	{ "first", "gg home", NULL, "first row", COMMAND_TERSE, first },
	{ "last row", "G end", NULL, "last row", COMMAND_TERSE, last },
	{ "left", "h left", NULL, "the column at the left", COMMAND_TERSE,
	    column_left },
	{ "right", "l right", NULL, "the column at the right", COMMAND_TERSE,
	    column_right },
	{ "back", "esc f12", NULL, "leave the preview, clear the marks",
	    COMMAND_TERSE, escape },
	{ "next match", "n", NULL, "next match of the search", 0,
	    list_search_next },
	{ "previous match", "N", NULL, "previous match of the search", 0,
	    list_search_previous },
	{ "clear filter", "F", NULL, "show all", 0, list_filter_clear },
	{ "filter value", "\"", NULL, "filter by the value under the cursor",
	    COMMAND_ROW, list_filter_value },
	{ "mark range", "V", NULL, "mark from here to the next V", COMMAND_ROW,
	    list_mark_range },
	{ "mark all", "*", NULL, "mark all of the filter", 0, list_mark_all },
	{ "copy cell", "yc", NULL, "copy the value under the cursor",
	    COMMAND_ROW, list_copy_cell },
	{ "copy row", "yy", NULL, "copy the row", COMMAND_ROW, list_copy_row },
	{ "copy id", "yr", NULL, "copy the id", COMMAND_ROW, list_copy_id },
	{ "export", "x", NULL, "write the rows of the filter to a file", 0,
	    list_export },
	{ "documents", "o", NULL, "its order form, agreement and others",
	    COMMAND_ROW, documents },
	{ "why", "w", NULL, "how its score came about", COMMAND_ROW, why_show },
	{ "preview", "p", NULL, "show or hide the preview", 0, toggle_preview },
	TAB_COMMANDS,
};

const char *list_record(const struct view *v, int64_t *ret_id)
{
	const struct list_view *l = (const struct list_view *)v;
	const struct row *row = rows_current(&l->rows);

	*ret_id = row != NULL ? row->id : 0;
	return l->screen->list->noun;
}

static const char *const *list_also(const struct view *v)
{
	return ((const struct list_view *)v)->screen->also;
}

static void list_other(
    struct ui *ui, struct view *v, const struct operation *op)
{
	struct list_view *l = list_of(v);
	const struct row *row = rows_current(&l->rows);

	if (row == NULL)
		ui_say(ui, "There is no record here to act on.");
	else
		l->screen->other(ui, op, row->id);
}

/* "4/37   24%"; what is not known yet is left out. */
const char *list_position(const struct view *v, struct arena *a)
{
	const struct list_view *l = (const struct list_view *)v;
	int64_t at = l->rows.rank + (int64_t)l->rows.at + 1;

	if (l->rows.n == 0 || l->rows.rank < 0 || l->rows.count <= 0)
		return "";
	return arena_fmt(a, "%" PRId64 "/%" PRId64, at, l->rows.count);
}

/* What the deciding keys would act on. */
const char *list_status(const struct view *v, struct arena *a)
{
	const struct list_view *l = (const struct list_view *)v;
	const struct operation *op;
	struct buf b = BUF_INIT;

	if (l->n_marks == 0)
		return "";
	buf_fmt(&b, "%zu selected:", l->n_marks);
	for (op = operation_next(NULL); op != NULL; op = operation_next(op))
		if (strcmp(op->noun, l->screen->list->noun) == 0 &&
		    (op->flags & OPERATION_BULK) != 0 &&
		    (op->flags & OPERATION_DECIDES) != 0)
			buf_fmt(&b, "  %s %s", op->key, op->verb);
	buf_add(&b, "  Esc clear");
	return buf_take(&b, a);
}

void list_close(struct view *v)
{
	struct list_view *l = list_of(v);

	if (l->screen->head != NULL)
		l->screen->head->drop(l);
	rows_done(&l->rows);
	arena_done(&l->filter_arena);
	arena_done(&l->detail_arena);
	arena_done(&l->origin_arena);
	free(l->marks);
	free(l);
}

const struct view_kind list_kind = {
	.name = "List",
	.common = true,
	.marks = true,
	.commands = COMMANDS(rows_of_commands),
	.draw = list_draw,
	.due = list_due,
	.rest = list_rest,
	.reload = list_view_reload,
	.close = list_close,
	.record = list_record,
	.also = list_also,
	.other = list_other,
	.status = list_status,
	.position = list_position,
};

struct view *list_view_open(struct ui *ui, const struct list_screen *screen)
{
	struct list_view *l = calloc(1, sizeof(*l));
	struct arena a = ARENA_INIT;
	const char *columns = "";
	struct err err;

	if (l == NULL)
		abort();
	l->view.kind = screen->kind != NULL ? screen->kind : &list_kind;
	l->screen = screen;
	l->beside = true;
	l->below = screen->below;
	l->rows = (struct rows){ .db = ui->session->db,
		.list = screen->list,
		.sort = list_start(screen->list).sort,
		.descending = screen->list->descending,
		.rank = -1,
		.count = -1 };
	if (!setting_get(ui->session,
		arena_fmt(&a, "columns.%s", screen->list->name), &a, &columns,
		&err))
		columns = "";
	if (columns[0] == '\0' && screen->columns != NULL)
		columns = screen->columns;
	columns_parse(screen->list, columns, &l->columns);
	arena_done(&a);
	if (!list_set_filter(ui, l, screen->filter, &err))
		ui_failed(ui, &err);
	return &l->view;
}
