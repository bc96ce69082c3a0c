/* ui/list_pick.c - sorting, choosing columns, copying from a list. */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "domain/setting.h"
#include "ui/keys.h"
#include "ui/list_view.h"
#include "ui/show.h"

/* ---- sorting ----------------------------------------------------------- */

static bool sort_key(struct ui *ui, struct view *v, int key)
{
	struct list_view *l = list_view_of(ui);
	const struct list *list = l->screen->list;

	ui_pop(ui);
	(void)v;
	for (size_t i = 0; i < list->n_columns; i++)
		if (list->columns[i].key == (char)key && key < 128 &&
		    (list->columns[i].flags & COLUMN_SORT) != 0) {
			list_set_sort(ui, l, i);
			return true;
		}
	if (key != 27)
		ui_say(ui, "No column has that letter.");
	return true;
}

static void sort_draw(struct ui *ui, struct view *v UNUSED, struct surface *s)
{
	const struct list *list = list_view_of(ui)->screen->list;
	struct buf b = BUF_INIT;

	buf_add(&b, "Sort by:");
	for (size_t i = 0; i < list->n_columns; i++)
		if (list->columns[i].key != '\0' &&
		    (list->columns[i].flags & COLUMN_SORT) != 0)
			buf_fmt(&b, "  %c %s", list->columns[i].key,
			    list->columns[i].title);
	surface_text(
	    s, 0, s->height - 2, s->width, ROLE_KEY, buf_take(&b, &ui->frame));
	surface_text(s, 0, s->height - 1, s->width, ROLE_MUTED,
	    " The letter again turns the order.  Esc back");
}

static void sort_close(struct view *v)
{
	free(v);
}

static const struct view_kind sort_kind = {
	.name = "Sort",
	.over = true,
	.key = sort_key,
	.draw = sort_draw,
	.close = sort_close,
};

void list_sort(struct ui *ui, struct view *v UNUSED)
{
	struct view *over = calloc(1, sizeof(*over));

	if (over == NULL)
		abort();
	over->kind = &sort_kind;
	ui_push(ui, over);
}

/* ---- columns ----------------------------------------------------------- */

/* All columns that may be shown: the chosen ones first, in their order. */
struct chooser {
	struct view view;
	const struct list *list;
	size_t order[COLUMNS_MAX];
	bool on[COLUMNS_MAX];
	size_t n, at;
};

static struct chooser *chooser_of(struct view *v)
{
	return (struct chooser *)v;
}

static void chooser_draw(struct ui *ui, struct view *v, struct surface *s)
{
	struct chooser *c = chooser_of(v);
	int height = s->height - 4;
	size_t top = c->at >= (size_t)height ? c->at - (size_t)height + 1 : 0;

	ui_line(s, 0, ROLE_HEAD, " Columns", NULL);
	surface_rule(s, 0, 1, s->width);
	for (int i = 0; i < height && top + (size_t)i < c->n; i++) {
		size_t at = top + (size_t)i;
		const struct column *column = &c->list->columns[c->order[at]];

		surface_put(s, 3, 2 + i, s->width - 3,
		    at == c->at ? ROLE_CURSOR : ROLE_TEXT,
		    arena_fmt(&ui->frame, "[%c] %-12s %s",
			c->on[at] ? 'x' : ' ', column->title, column->name));
		if (at == c->at) {
			surface_put(s, 0, 2 + i, 1, ROLE_KEY, ">");
			surface_cursor(s, 0, 2 + i, false);
		}
	}
}

static void chooser_down(struct ui *ui UNUSED, struct view *v)
{
	struct chooser *c = chooser_of(v);

	if (c->at + 1 < c->n)
		c->at++;
}

static void chooser_up(struct ui *ui UNUSED, struct view *v)
{
	struct chooser *c = chooser_of(v);

	if (c->at > 0)
		c->at--;
}

static void chooser_toggle(struct ui *ui, struct view *v)
{
	struct chooser *c = chooser_of(v);
	const struct column *column = &c->list->columns[c->order[c->at]];

	if (column->flags & COLUMN_KEEP)
		ui_say(
		    ui, "%s stays: it says which record it is.", column->title);
	else
		c->on[c->at] = !c->on[c->at];
}

static void swap(struct chooser *c, size_t a, size_t b)
{
	size_t order = c->order[a];
	bool on = c->on[a];

	c->order[a] = c->order[b];
	c->on[a] = c->on[b];
	c->order[b] = order;
	c->on[b] = on;
}

static void chooser_sooner(struct ui *ui UNUSED, struct view *v)
{
	struct chooser *c = chooser_of(v);

	if (c->at > 1) { /* the id stays first */
		swap(c, c->at, c->at - 1);
		c->at--;
	}
}

static void chooser_later(struct ui *ui UNUSED, struct view *v)
{
	struct chooser *c = chooser_of(v);

	if (c->at > 0 && c->at + 1 < c->n) {
		swap(c, c->at, c->at + 1);
		c->at++;
	}
}

static void chooser_accept(struct ui *ui, struct view *v)
{
	struct chooser *c = chooser_of(v);
	struct list_view *l = list_view_of(ui);
	struct columns chosen = { .n = 0 };
	struct arena a = ARENA_INIT;
	struct err err;

	for (size_t i = 0; i < c->n; i++)
		if (c->on[i])
			chosen.order[chosen.n++] = c->order[i];
	l->columns = chosen;
	l->column = 0;
	if (!setting_put(ui->session,
		arena_fmt(&a, "columns.%s", c->list->name),
		columns_text(c->list, &chosen, &a), &err))
		ui_failed(ui, &err);
	else
		ui_say(ui, "The columns are kept.");
	arena_done(&a);
	ui_pop(ui);
}

static void chooser_leave(struct ui *ui, struct view *v UNUSED)
{
	ui_pop(ui);
}

static void chooser_close(struct view *v)
{
	free(v);
}

static const struct command chooser_rows[] = {
	{ "accept", "enter", "keep", "show these and keep them", 0,
	    chooser_accept },
	{ "show", "space ins", "show or hide", "show or hide it", 0,
	    chooser_toggle },
	{ "sooner", "[", "sooner", "move it to the left", 0, chooser_sooner },
	{ "later", "]", "later", "move it to the right", 0, chooser_later },
	{ "down", "j down", NULL, "next", COMMAND_TERSE, chooser_down },
	{ "up", "k up", NULL, "previous", COMMAND_TERSE, chooser_up },
	{ "back", "esc q f12", "back", "leave it as it was", COMMAND_TERSE,
	    chooser_leave },
};

const struct view_kind chooser_kind = {
	.name = "Columns",
	.commands = COMMANDS(chooser_rows),
	.draw = chooser_draw,
	.close = chooser_close,
};

void list_columns(struct ui *ui, struct view *v)
{
	struct list_view *l = (struct list_view *)v;
	struct chooser *c = calloc(1, sizeof(*c));

	if (c == NULL)
		abort();
	c->view.kind = &chooser_kind;
	c->list = l->screen->list;
	for (size_t i = 0; i < l->columns.n; i++) {
		c->on[c->n] = true;
		c->order[c->n++] = l->columns.order[i];
	}
	for (size_t i = 0; i < c->list->n_columns && c->n < COLUMNS_MAX; i++) {
		bool shown = false;

		for (size_t k = 0; k < l->columns.n; k++)
			shown = shown || l->columns.order[k] == i;
		if (!shown && (c->list->columns[i].flags & COLUMN_HIDDEN) == 0)
			c->order[c->n++] = i;
	}
	ui_push(ui, &c->view);
}

/* ---- copying ----------------------------------------------------------- */

/* There is no answer from a clipboard, so the text is shown as well. */
static void copy(struct ui *ui, const char *text)
{
	if (term_copy(ui->term, text))
		ui_say(ui, "%s was sent to the terminal's clipboard.", text);
	else
		ui_say(ui, "The terminal takes no clipboard: %s", text);
}

void list_copy_id(struct ui *ui, struct view *v)
{
	struct list_view *l = (struct list_view *)v;

	copy(ui,
	    show_id(
		l->screen->list->noun, rows_current(&l->rows)->id, &ui->frame));
}

void list_copy_cell(struct ui *ui, struct view *v)
{
	struct list_view *l = (struct list_view *)v;
	const struct row *row = rows_current(&l->rows);

	if (l->column == 0)
		list_copy_id(ui, v);
	else
		copy(ui,
		    value_text(
			row->cells[l->columns.order[l->column]], &ui->frame));
}

void list_copy_row(struct ui *ui, struct view *v)
{
	struct list_view *l = (struct list_view *)v;
	const struct row *row = rows_current(&l->rows);
	struct buf b = BUF_INIT;

	buf_add(&b, show_id(l->screen->list->noun, row->id, &ui->frame));
	for (size_t i = 1; i < l->columns.n; i++)
		buf_fmt(&b, "\t%s",
		    value_text(row->cells[l->columns.order[i]], &ui->frame));
	copy(ui, buf_take(&b, &ui->frame));
}
