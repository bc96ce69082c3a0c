/* ui/partner_draw.c - how a partner's workspace looks at each size. */

#include "config.h"

#include <string.h>

#include "base/text.h"
#include "domain/lifecycle.h"
#include "ui/partner_view.h"
#include "ui/show.h"

/* Where things are. */
struct place {
	enum ui_size size;
	int width; /* of the items */
	int top, bottom;
	int about_x, about_y, about_width, about_height; /* height 0: none */
};

static struct place place_of(const struct surface *s)
{
	struct place p = { .size = ui_size(s),
		.width = s->width,
		.top = 3,
		.bottom = s->height - 2 };
	int below = 7 + (s->height > 24 ? (s->height - 24) / 3 : 0);

	if (p.size == SIZE_TINY)
		p.top = 2;
	if (p.size == SIZE_WIDE) {
		p.width = s->width * 70 / 120;
		p.bottom = s->height - 3;
		p.about_x = p.width + 2;
		p.about_y = p.top;
		p.about_height = p.bottom - p.top;
	} else if (p.size == SIZE_FULL) {
		p.about_x = 1;
		p.about_y = s->height - 3 - below;
		p.about_height = below;
		p.bottom = p.about_y - 1;
	}
	p.about_width = s->width - p.about_x - 1;
	return p;
}

/* ---- the two lines at the top ------------------------------------------ */

static void draw_title(
    struct ui *ui, const struct partner_view *v, struct surface *s)
{
	const struct partner_facts *f = &v->facts;
	const char *city = partner_text(f, "city");

	ui_line(s, 0, ROLE_HEAD,
	    arena_fmt(&ui->frame, " %s  %s",
		show_id("partner", v->id, &ui->frame), partner_text(f, "name")),
	    arena_fmt(&ui->frame, "%s%s%s   %s", city,
		city[0] != '\0' ? ", " : "", partner_text(f, "country"),
		lifecycle_label(
		    &enrollment_lifecycle, partner_text(f, "status"))));
}

/* Where not all names fit, only that of the present tab stands there. */
static void draw_tabs(
    struct ui *ui, const struct partner_view *v, struct surface *s)
{
	bool narrow = s->width < 80;
	int x = 1;

	for (size_t i = 0; i < PARTNER_TABS; i++) {
		bool here = i == (size_t)v->tab;
		const char *text = arena_fmt(&ui->frame, "%zu%s%s", i + 1,
		    here || !narrow ? " " : "",
		    here || !narrow ? partner_tabs[i] : "");

		x += surface_put(
		    s, x, 1, s->width - x, here ? ROLE_HEAD : ROLE_MUTED, text);
		x += s->width >= 110 ? 3 : 1;
	}
}

/* ---- items ------------------------------------------------------------- */

static void draw_item(struct ui *ui, const struct partner_item *item,
    struct surface *s, int y, int width, bool here)
{
	int right = item->right != NULL ? text_width(item->right) : 0;
	int x = item->kind == ITEM_TITLE ? 1 : 2;

	if (right > width / 2)
		right = width / 2;
	if (here) {
		surface_put(s, 0, y, 1, ROLE_KEY, ">");
		surface_cursor(s, 0, y, false);
	}
	if (item->mark != '\0')
		x += 1 +
		    surface_put(s, x, y, 3, item->role,
			arena_fmt(&ui->frame, "[%c]", item->mark));
	surface_put(s, x, y, width - x - right - 2, item->role, item->text);
	if (right > 0)
		surface_text_right(
		    s, width - right - 1, y, right, item->role, item->right);
}

static void draw_items(struct ui *ui, struct partner_view *v,
    const struct place *p, struct surface *s)
{
	int room = p->bottom - p->top, at = (int)v->at;

	if (at < v->top)
		v->top = at;
	if (at >= v->top + room)
		v->top = at - room + 1;
	/* The title over the first item comes along. */
	if (v->top == 1 && at < room)
		v->top = 0;
	for (int i = 0; i < room; i++) {
		size_t k = (size_t)(v->top + i);

		if (k >= v->items.n)
			break;
		draw_item(
		    ui, &v->items.list[k], s, p->top + i, p->width, k == v->at);
	}
}

/* ---- what the item is about -------------------------------------------- */

static void about_lines(const struct partner_view *v, struct lines *out)
{
	const char *text =
	    v->about < v->items.n ? v->items.list[v->about].about : "";

	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		lines_wrap(
		    out, ROLE_TEXT, "", arena_strn(out->arena, text, len));
		text += len + (text[len] == '\n');
	}
}

static void draw_about(struct ui *ui, struct partner_view *v,
    const struct place *p, struct surface *s)
{
	struct lines lines = { .arena = &ui->frame, .width = p->about_width };
	int column = p->about_width + 2, most;

	if (p->about_height == 0)
		return;
	if (p->size == SIZE_WIDE)
		surface_split(s, p->width, p->about_y, p->about_height);
	else
		surface_rule(s, 0, p->about_y - 1, s->width);
	surface_rule(s, 0, s->height - 3, s->width);
	about_lines(v, &lines);
	/* What does not fit below the items goes on in a second column. */
	if (p->size == SIZE_FULL && (int)lines.n > p->about_height &&
	    v->about_top == 0) {
		column = p->about_width / 2;
		lines.n = 0;
		lines.width = column - 2;
		about_lines(v, &lines);
		lines_draw(&lines, (size_t)p->about_height, s,
		    p->about_x + column, p->about_y, column, p->about_height);
	}
	most = (int)lines.n - p->about_height;
	if (v->about_top > most)
		v->about_top = most > 0 ? most : 0;
	lines_draw(&lines, (size_t)v->about_top, s, p->about_x, p->about_y,
	    column - 2, p->about_height);
}

void partner_draw(struct ui *ui, struct view *view, struct surface *s)
{
	struct partner_view *v = (struct partner_view *)view;
	struct place p = place_of(s);

	surface_cursor(s, 0, p.top, false);
	draw_title(ui, v, s);
	draw_tabs(ui, v, s);
	if (p.size != SIZE_TINY)
		surface_rule(s, 0, 2, s->width);
	draw_items(ui, v, &p, s);
	draw_about(ui, v, &p, s);
}
