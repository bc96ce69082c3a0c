/* ui/board_draw.c - how the board looks at each size. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "ui/board_view.h"
#include "ui/show.h"

/* Where things are. */
struct place {
	enum ui_size size;
	int heads; /* lines of the stages' heads */
	int rule;  /* lines of a rule around them: 0 in small windows */
	int cards; /* the first line of them */
	int lines; /* of one card */
	int height;
	int foot; /* lines at the foot about the card under the cursor */
};

enum { LEAST_COLUMN = 15 };

static struct place place_of(const struct surface *s)
{
	struct place p = { .size = ui_size(s), .heads = 3, .lines = 2 };

	switch (p.size) {
	case SIZE_NONE:
	case SIZE_TINY:
		p.heads = 2;
		p.lines = 1;
		break;
	case SIZE_SMALL:
		p.foot = 1;
		break;
	case SIZE_FULL:
		p.rule = 1;
		p.foot = 2;
		break;
	case SIZE_WIDE:
		p.rule = 1;
		p.heads = 4;
		p.foot = 2;
		break;
	}
	p.cards = 2 + 2 * p.rule + p.heads;
	/* The foot has its rules, "more" its line, the two last are taken. */
	p.height =
	    (s->height - 2 - p.cards - 1 - p.foot - 2 * p.rule) / p.lines;
	if (p.height < 1)
		p.height = 1;
	return p;
}

int board_height(const struct surface *s)
{
	return place_of(s).height;
}

int board_width(const struct surface *s)
{
	int n = s->width / LEAST_COLUMN;

	return n > BOARD_STAGES ? BOARD_STAGES : n < 1 ? 1 : n;
}

/* ---- cards --------------------------------------------------------------- */

static const char *card_amount(
    const struct board_view *b, const struct row *row, struct arena *a)
{
	const struct value *v = lead_value(row, "value");
	struct money m = { .minor = v->i };
	bool main_currency;

	if (v->type != VALUE_MONEY)
		return "-";
	memcpy(m.currency, v->currency, sizeof(m.currency));
	main_currency = b->board.open.n > 0 &&
	    strcmp(b->board.open.list[0].currency, m.currency) == 0;
	return main_currency
	    ? show_short(m, a)
	    : arena_fmt(a, "%s %s", show_short(m, a), m.currency);
}

/* '>' is the cursor, '*' a mark, '!' a flag: one cell for all three. */
static void draw_marker(struct ui *ui, const struct board_view *b,
    const struct row *row, bool current, struct surface *s, int x, int y)
{
	if (current) {
		surface_put(s, x, y, 1, ROLE_TEXT, ">");
		surface_cursor(s, x, y, false);
	} else if (list_marked(b->list, row->id)) {
		surface_put(s, x, y, 1, ROLE_MARK, "*");
	} else if (lead_is_idle(ui, row)) {
		surface_put(s, x, y, 1, ROLE_WARN, "!");
	}
}

static void draw_card(struct ui *ui, const struct board_view *b,
    const struct place *p, const struct row *row, bool current,
    struct surface *s, int x, int y, int width)
{
	const char *id = show_id("lead", row->id, &ui->frame);
	const char *amount = card_amount(b, row, &ui->frame);
	int used = text_width(id) + 1, room = text_width(amount);

	draw_marker(ui, b, row, current, s, x, y);
	surface_put(s, x + 1, y, width, current ? ROLE_CURSOR : ROLE_KEY, id);
	surface_put(s, x + 1 + used, y, width - used, ROLE_TEXT,
	    lead_text(row, "customer"));
	if (p->lines < 2)
		return;
	room = room < 8 ? 8 : room;
	surface_text_right(s, x + 1, y + 1, room, ROLE_TEXT, amount);
	surface_put(s, x + room + 2, y + 1, width - room - 1, ROLE_MUTED,
	    lead_text(row, "partner"));
}

static void draw_column(struct ui *ui, const struct board_view *b,
    const struct place *p, enum board_stage stage, struct surface *s, int x,
    int width)
{
	const struct rows *r = &b->columns[stage];
	int64_t below = b->board.stages[stage].count -
	    (r->rank > 0 ? r->rank : 0) - (int64_t)r->top - p->height;
	int i;

	for (i = 0; i < p->height && r->top + (size_t)i < r->n; i++)
		draw_card(ui, b, p, &r->rows[r->top + (size_t)i],
		    stage == b->at && r->top + (size_t)i == r->at, s, x,
		    p->cards + i * p->lines, width);
	if (r->n == 0) {
		surface_put(s, x + 1, p->cards, width, ROLE_MUTED, "-");
		if (stage == b->at) {
			surface_put(s, x, p->cards, 1, ROLE_TEXT, ">");
			surface_cursor(s, x, p->cards, false);
		}
	}
	if (r->n > r->top + (size_t)p->height && below > 0)
		surface_put(s, x + 3, p->cards + p->height * p->lines,
		    width - 2, ROLE_MUTED,
		    arena_fmt(&ui->frame, "%" PRId64 " more", below));
}

/* ---- around them --------------------------------------------------------- */

static void draw_line(
    struct ui *ui, const struct board_view *b, struct surface *s)
{
	const char *filter =
	    b->filter_text[0] != '\0' ? b->filter_text : "all leads";
	const char *order = b->order == BOARD_BY_AGE ? "by age" : "by value";
	const char *left =
	    arena_fmt(&ui->frame, " %s  board %s", filter, order);
	struct buf right = BUF_INIT;

	buf_add(&right,
	    lead_board_figures(
		&b->board, s->width - text_width(left) - 4, &ui->frame));
	if (b->list->n_marks > 0)
		buf_fmt(&right, "   %zu marked", b->list->n_marks);
	ui_line(s, 1, ROLE_TEXT, left, buf_take(&right, &ui->frame));
}

/* What fills it, while there is nothing at all. */
static void draw_empty(struct ui *ui, const struct board_view *b,
    const struct place *p, struct surface *s)
{
	struct lines lines = { .arena = &ui->frame, .width = s->width - 6 };

	for (enum board_stage i = 0; i < BOARD_STAGES; i++)
		if (b->columns[i].n > 0)
			return;
	lines_wrap(&lines, ROLE_MUTED, "", b->list->screen->empty);
	lines_draw(&lines, 0, s, 3, p->cards + 2, lines.width,
	    p->height * p->lines - 2);
}

static void draw_foot(
    const struct board_view *b, const struct place *p, struct surface *s)
{
	int y = s->height - 2 - p->rule - p->foot;
	const struct row *row = board_current(b);

	if (p->rule > 0) {
		surface_rule(s, 0, y - 1, s->width);
		surface_rule(s, 0, s->height - 3, s->width);
	}
	for (int i = 0; i < p->foot; i++)
		if (row != NULL && b->detail[i] != NULL)
			surface_put(s, 1, y + i, s->width - 2,
			    i == 0 ? ROLE_TEXT : ROLE_MUTED, b->detail[i]);
}

void board_draw(struct ui *ui, struct view *v, struct surface *s)
{
	const struct board_view *b = (const struct board_view *)v;
	struct place p = place_of(s);
	struct board_heads h = {
		.y = 2 + p.rule, .lines = p.heads, .n = board_width(s)
	};
	int width = s->width / h.n;

	if ((int)b->at >= h.n)
		h.first = (enum board_stage)((int)b->at - h.n + 1);
	list_tabs_draw(ui, s);
	draw_line(ui, b, s);
	if (p.rule > 0) {
		surface_rule(s, 0, 2, s->width);
		surface_rule(s, 0, p.cards - 1, s->width);
	}
	board_heads_draw(ui, &b->board, &b->stages, &h, s);
	for (int i = 0; i < h.n; i++)
		draw_column(ui, b, &p, h.first + (enum board_stage)i, s,
		    i * width, width - 2);
	draw_empty(ui, b, &p, s);
	draw_foot(b, &p, s);
}
