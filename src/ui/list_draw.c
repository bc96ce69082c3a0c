/* ui/list_draw.c - how a list looks at each size. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "ui/list_view.h"
#include "ui/show.h"

/* Where things are. */
struct place {
	enum ui_size size;
	int width;  /* of the rows */
	int head;   /* line of what stands above all; 0: none */
	int header; /* line of the titles; 0: none */
	int rows, height;
	int pane_x, pane_y, pane_width, pane_height; /* 0: no preview */
};

enum { INDENT = 3 }; /* the cursor, the mark, a blank */

bool list_beside(const struct list_view *l, const struct surface *s)
{
	return l->beside && ui_size(s) == SIZE_WIDE && l->screen->foot == 0;
}

bool list_below(const struct list_view *l, const struct surface *s)
{
	return l->below && s->height >= 22 &&
	    (ui_size(s) == SIZE_FULL ||
		(ui_size(s) == SIZE_WIDE && l->screen->foot > 0));
}

/* The rows have 82 of 120 cells. */
static int rows_width(const struct surface *s)
{
	return s->width * 82 / 120;
}

int list_preview_width(const struct list_view *l, const struct surface *s)
{
	return list_beside(l, s) ? s->width - rows_width(s) - 2 : s->width - 2;
}

static struct place place_of(const struct list_view *l, const struct surface *s)
{
	struct place p = { .size = ui_size(s), .width = s->width };
	int below = 5 + (s->height > 24 ? (s->height - 24) / 3 : 0);
	int head = l->screen->head != NULL ? l->screen->head->lines : 0;

	switch (p.size) {
	case SIZE_NONE:
	case SIZE_TINY:
		p.rows = 2;
		p.height = (s->height - 4) / 2;
		return p;
	case SIZE_SMALL:
		p.header = 2;
		p.rows = 4;
		p.height = s->height - 6;
		return p;
	case SIZE_FULL:
		p.header = 2;
		p.rows = 4;
		p.height = s->height - 8;
		break;
	case SIZE_WIDE:
		p.head = head > 0 ? 3 : 0;
		p.header = 3 + head;
		p.rows = 5 + head;
		p.height = s->height - 8 - head;
		if (l->screen->foot > 0)
			below = l->screen->foot;
		break;
	}
	p.pane_width = list_preview_width(l, s);
	if (list_beside(l, s)) {
		p.width = rows_width(s);
		p.pane_x = p.width + 2;
		p.pane_y = 3;
		p.pane_height = s->height - 6;
	} else if (list_below(l, s)) {
		p.pane_x = 1;
		p.pane_height = below;
		p.pane_y = s->height - 3 - below;
		p.height = p.pane_y - 1 - p.rows;
	}
	return p;
}

int list_height(const struct list_view *l, const struct surface *s)
{
	int height = place_of(l, s).height;

	return height > 0 ? height : 1;
}

/* ---- the two lines at the top ------------------------------------------ */

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

void list_tabs_draw(struct ui *ui, struct surface *s)
{
	bool wide = s->width >= 110, narrow = s->width < 76;
	const char *who = arena_fmt(&ui->frame, "%s%s%s  %s", ui->session->user,
	    wide ? "  " : "",
	    !wide                    ? ""
		: ui->session->owner ? "owner"
				     : "",
	    base_name(db_path(ui->session->db)));
	int x = 1;

	for (int i = 0; i < TABS; i++) {
		const char *text = ui_title(ui, ui->tabs[i]);

		if (narrow && i != (int)ui->tab)
			text = "";
		else if (wide && ui->counts[i] >= 0)
			text = arena_fmt(
			    &ui->frame, "%s %" PRId64, text, ui->counts[i]);
		text = arena_fmt(&ui->frame, "%d%s%s", i + 1,
		    text[0] != '\0' ? " " : "", text);
		x += surface_put(s, x, 0, s->width - x,
		    i == (int)ui->tab ? ROLE_HEAD : ROLE_MUTED, text);
		x += wide ? 3 : 2;
	}
	if (text_width(who) < s->width - x)
		surface_put(s, s->width - text_width(who), 0, text_width(who),
		    ROLE_MUTED, who);
}

static void draw_filter(struct ui *ui, struct list_view *l, struct surface *s)
{
	const struct list *list = l->screen->list;
	struct buf b = BUF_INIT;
	const char *text =
	    l->filter_text[0] != '\0' ? l->filter_text : "(no filter)";

	if (l->screen->head != NULL)
		buf_add(&b, l->screen->head->figures(ui, l, s->width));
	else if (l->rows.count >= 0 && l->filter_text[0] != '\0')
		buf_fmt(&b, "%" PRId64 " of %" PRId64, l->rows.count,
		    l->rows.total);
	else if (l->rows.count >= 0)
		buf_fmt(&b, "%" PRId64 " %s", l->rows.count, list->name);
	if (s->width >= 60)
		buf_fmt(&b, "   sort:%s%s", l->rows.descending ? "-" : "",
		    list->columns[l->rows.sort].name);
	if (l->n_marks > 0)
		buf_fmt(&b, "   %zu marked", l->n_marks);
	ui_line(s, 1, ROLE_TEXT, arena_fmt(&ui->frame, " %s", text),
	    buf_take(&b, &ui->frame));
}

/* ---- rows -------------------------------------------------------------- */

static const char *cell_text(struct ui *ui, const struct list_view *l,
    const struct row *row, size_t i, enum role *role)
{
	const struct column *c = &l->screen->list->columns[i];
	const char *text = NULL;

	if (strcmp(c->name, "id") == 0)
		return show_id(l->screen->list->noun, row->id, &ui->frame);
	if (l->screen->cell != NULL)
		text = l->screen->cell(ui, row, c, i, role, &ui->frame);
	if (text == NULL)
		text = show_value(row->cells[i], &ui->frame);
	return text;
}

static void draw_header(
    const struct list_view *l, const struct fitted *f, struct surface *s, int y)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct column *c = f->list[i].column;
		bool under = l->column > 0 &&
		    f->list[i].index == l->columns.order[l->column];
		enum role role = under ? ROLE_CURSOR : ROLE_HEAD;

		if (c->flags & COLUMN_RIGHT)
			surface_text_right(s, INDENT + f->list[i].x, y,
			    f->list[i].width, role, c->title);
		else
			surface_put(s, INDENT + f->list[i].x, y,
			    f->list[i].width, role, c->title);
	}
}

static void draw_marker(const struct list_view *l, struct surface *s, int y,
    const struct row *row, bool current)
{
	if (current) {
		surface_put(s, 0, y, 1, ROLE_TEXT, ">");
		surface_cursor(s, 0, y, false);
	}
	if (list_marked(l, row->id))
		surface_put(s, 1, y, 1, ROLE_MARK, "*");
}

static void draw_row(struct ui *ui, const struct list_view *l,
    const struct fitted *f, struct surface *s, int y, int width,
    const struct row *row, bool current)
{
	draw_marker(l, s, y, row, current);
	for (size_t i = 0; i < f->n; i++) {
		enum role role = i > 0 ? ROLE_TEXT
		    : current          ? ROLE_CURSOR
				       : ROLE_KEY;
		const char *text =
		    cell_text(ui, l, row, f->list[i].index, &role);
		int x = INDENT + f->list[i].x;

		if (f->list[i].column->flags & COLUMN_RIGHT)
			surface_text_right(
			    s, x, y, f->list[i].width, role, text);
		else
			surface_put(s, x, y, f->list[i].width, role, text);
	}
	if (current && ui->reverse)
		surface_role(s, 0, y, width, ROLE_CURSOR);
}

/* Two lines for a row: what never leaves, then what fits of the rest. */
static void draw_tall_row(struct ui *ui, const struct list_view *l,
    struct surface *s, int y, const struct row *row, bool current)
{
	struct buf first = BUF_INIT, second = BUF_INIT;
	enum role role = ROLE_TEXT;

	draw_marker(l, s, y, row, current);
	for (size_t i = 0; i < l->columns.n; i++) {
		size_t at = l->columns.order[i];
		const char *text = cell_text(ui, l, row, at, &role);

		if (i == 0)
			surface_put(s, INDENT, y, s->width,
			    current ? ROLE_CURSOR : ROLE_KEY, text);
		else if (l->screen->list->columns[at].flags & COLUMN_KEEP)
			buf_fmt(&first, " %s", text);
		else if (strcmp(text, "-") != 0)
			buf_fmt(&second, " %s", text);
		if (i == 0)
			buf_fmt(&first, "%*s", text_width(text), "");
	}
	if (first.len > 0) {
		const char *rest = buf_take(&first, &ui->frame);
		size_t skip = strspn(rest, " ");

		surface_put(s, INDENT + (int)skip, y,
		    s->width - INDENT - (int)skip, ROLE_TEXT, rest + skip);
	}
	surface_put(s, INDENT + 1, y + 1, s->width - INDENT - 1, ROLE_MUTED,
	    buf_take(&second, &ui->frame));
}

static void draw_empty(
    struct ui *ui, const struct list_view *l, struct surface *s, int y)
{
	struct lines lines = { .arena = &ui->frame, .width = s->width - 6 };

	if (l->filter_text[0] != '\0')
		lines_wrap(&lines, ROLE_TEXT, "",
		    "Nothing matches the filter. F shows all, f changes it.");
	lines_gap(&lines);
	lines_wrap(&lines, ROLE_MUTED, "", l->screen->empty);
	lines_draw(&lines, 0, s, INDENT, y, lines.width, s->height - y - 2);
	surface_cursor(s, INDENT, y, false);
}

static void draw_rows(struct ui *ui, const struct list_view *l,
    const struct place *p, struct surface *s)
{
	struct fitted f;

	columns_fit(l->screen->list, &l->columns, p->width - INDENT - 1, &f);
	if (p->header > 0) {
		draw_header(l, &f, s, p->header);
		surface_rule(s, 0, p->header + 1,
		    p->width < s->width ? p->width - 2 : p->width);
	}
	if (l->rows.n == 0)
		draw_empty(ui, l, s, p->rows);
	for (int i = 0; i < p->height; i++) {
		size_t at = l->rows.top + (size_t)i;
		bool current = at == l->rows.at;

		if (at >= l->rows.n)
			break;
		if (p->size == SIZE_TINY)
			draw_tall_row(ui, l, s, p->rows + 2 * i,
			    &l->rows.rows[at], current);
		else
			draw_row(ui, l, &f, s, p->rows + i, p->width,
			    &l->rows.rows[at], current);
	}
}

/* ---- previews ---------------------------------------------------------- */

static void draw_brief(const struct list_view *l, struct surface *s)
{
	surface_rule(s, 0, s->height - 4, s->width);
	if (rows_current(&l->rows) != NULL && l->brief != NULL)
		surface_put(
		    s, 1, s->height - 3, s->width - 1, ROLE_TEXT, l->brief);
}

/* "--- A-12 Acme ------------------------ Tab focuses" */
static void draw_pane_title(struct ui *ui, const struct list_view *l,
    const struct place *p, struct surface *s)
{
	const struct line *first =
	    l->detail.n > 0 && l->rows.n > 0 ? l->detail.list : NULL;
	const char *hint = l->focus ? " Tab leaves" : " Tab focuses";
	int y = p->pane_y - 1;

	surface_rule(s, 0, y, s->width);
	if (first != NULL)
		surface_put(s, 3, y, s->width - 24, ROLE_HEAD,
		    arena_fmt(&ui->frame, " %s ", first->text));
	surface_put(s, s->width - text_width(hint), y, text_width(hint),
	    ROLE_MUTED, hint);
}

static void draw_pane(struct ui *ui, const struct list_view *l,
    const struct place *p, struct surface *s)
{
	bool beside = list_beside(l, s);
	size_t top = l->detail_top;

	if (beside) {
		surface_split(s, p->width, 3, p->pane_height);
	} else {
		draw_pane_title(ui, l, p, s);
		surface_rule(s, 0, s->height - 3, s->width);
		if (top == 0)
			top = 1; /* its title is in the rule */
	}
	if (rows_current(&l->rows) != NULL)
		lines_draw(&l->detail, top, s, p->pane_x, p->pane_y,
		    p->pane_width, p->pane_height);
}

void list_draw(struct ui *ui, struct view *v, struct surface *s)
{
	struct list_view *l = (struct list_view *)v;
	struct place p = place_of(l, s);

	list_tabs_draw(ui, s);
	draw_filter(ui, l, s);
	if (p.size == SIZE_WIDE) {
		surface_rule(s, 0, 2, s->width);
		surface_rule(s, 0, s->height - 3, s->width);
	}
	if (p.head > 0) {
		l->screen->head->draw(ui, l, s, p.head);
		surface_rule(
		    s, 0, p.head + l->screen->head->lines - 1, s->width);
	}
	draw_rows(ui, l, &p, s);
	if (p.pane_height > 0)
		draw_pane(ui, l, &p, s);
	else if (p.size == SIZE_FULL)
		draw_brief(l, s);
}
