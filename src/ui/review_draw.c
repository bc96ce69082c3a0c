/* ui/review_draw.c - how the review workspace looks at each size. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/lifecycle.h"
#include "ui/list_view.h"
#include "ui/review_view.h"
#include "ui/show.h"

/* Where things are. */
struct place {
	enum ui_size size;
	int width;              /* of the left part */
	int side_x, side_width; /* 0: no room beside */
	int top, bottom;        /* lines of the body, bottom not included */
	int decision;           /* its line */
};

static struct place place_of(const struct surface *s)
{
	struct place p = { .size = ui_size(s), .width = s->width };

	p.top = p.size == SIZE_TINY ? 2 : 3;
	p.bottom = p.size == SIZE_TINY ? s->height - 3 : s->height - 4;
	p.decision = s->height - 3;
	if (p.size >= SIZE_FULL) {
		p.width = s->width * 39 / 80;
		if (p.size == SIZE_WIDE)
			p.width = s->width * 52 / 120;
		p.side_x = p.width + 2;
		p.side_width = s->width - p.side_x;
	}
	return p;
}

/* ---- the two lines at the top ------------------------------------------ */

static const char *text_of(const struct review_view *r, const char *name)
{
	struct value v = detail_value(&r->detail, name);

	return v.type == VALUE_TEXT ? v.s : "";
}

static const char *place_in_queue(
    const struct ui *ui, const struct review_view *r, struct arena *a)
{
	const struct list_view *l = list_view_of(ui);
	const struct row *row = l != NULL ? rows_current(&l->rows) : NULL;

	if (row == NULL || row->id != r->id || l->rows.rank < 0 ||
	    l->rows.count < 0)
		return "";
	return arena_fmt(a, "   %" PRId64 " of %" PRId64,
	    l->rows.rank + (int64_t)l->rows.at + 1, l->rows.count);
}

/* "due in 2d", "overdue 1d", or why the clock stands still. */
static const char *due_text(
    const struct ui *ui, const struct review_view *r, struct arena *a)
{
	struct value due = detail_value(&r->detail, "due");
	size_t state = lifecycle_find(&application_lifecycle, r->review.status);
	int64_t days;

	if (state == APPLICATION_ON_HOLD)
		return arena_fmt(a, "on hold until %s",
		    show_value(detail_value(&r->detail, "wake_on"), a));
	if (state == APPLICATION_INFO_REQUESTED)
		return arena_fmt(a, "waits for an answer until %s",
		    show_value(detail_value(&r->detail, "expires_on"), a));
	if ((STATE_BIT(state) & APPLICATION_PENDING) == 0)
		return lifecycle_label(
		    &application_lifecycle, r->review.status);
	if (due.type == VALUE_NULL)
		return "";
	days = due.i - ui->today;
	if (days < 0)
		return arena_fmt(a, "overdue %" PRId64 "d", -days);
	return arena_fmt(a, "due in %" PRId64 "d", days);
}

static void draw_top(struct ui *ui, const struct review_view *r,
    const struct place *p, struct surface *s)
{
	struct arena *a = &ui->frame;
	struct value on = detail_value(&r->detail, "submitted_on");
	const char *due = due_text(ui, r, a);
	struct buf b = BUF_INIT;

	ui_line(s, 0, ROLE_HEAD,
	    arena_fmt(a, " %s  %s", show_id("application", r->id, a),
		text_of(r, "company")),
	    p->size == SIZE_TINY
		? place_in_queue(ui, r, a)
		: arena_fmt(a, "%s/%s%s", text_of(r, "program"),
		      text_of(r, "level"), place_in_queue(ui, r, a)));
	if (on.type != VALUE_NULL)
		buf_fmt(&b, " received %s  %" PRId64 "d",
		    show_day((date_days)on.i, ui->today, a),
		    (int64_t)ui->today - on.i);
	if (text_of(r, "claimed_by")[0] != '\0')
		buf_fmt(&b, "  %s", text_of(r, "claimed_by"));
	if (r->saved_at != 0 && p->size >= SIZE_FULL)
		buf_fmt(&b, "  saved %s", show_time(r->saved_at, a));
	ui_line(s, 1, ROLE_TEXT, buf_take(&b, a), NULL);
	surface_put(s, s->width - text_width(due), 1, text_width(due),
	    strncmp(due, "overdue", 7) == 0 ? ROLE_WARN : ROLE_TEXT, due);
	if (p->size != SIZE_TINY)
		surface_rule(s, 0, 2, s->width);
}

/* ---- items ------------------------------------------------------------- */

static char item_mark(const struct review_item *item)
{
	if (!item->is_check)
		return item->step < 0 ? ' ' : (char)('0' + item->step);
	if (item->overdue || strcmp(item->result, "failed") == 0)
		return '!';
	if (strcmp(item->result, "passed") == 0)
		return 'x';
	return strcmp(item->result, "waived") == 0 ? '.' : ' ';
}

static const char *item_state(const struct review_item *item, struct arena *a)
{
	if (!item->is_check && item->step < 0)
		return arena_fmt(a, "--/%d", item->weight);
	if (!item->is_check)
		return arena_fmt(
		    a, "%d/%d", (item->quarters + 2) / 4, item->weight);
	if (item->overdue)
		return "recheck";
	if (strcmp(item->result, "open") == 0)
		return item->needs_evidence && item->evidence[0] == '\0'
		    ? "evidence?"
		    : "open";
	return item->result;
}

static void draw_item(struct ui *ui, const struct review_item *item,
    struct surface *s, int y, int width, bool current)
{
	const char *state = item_state(item, &ui->frame);
	bool bad = item_mark(item) == '!';
	int right = text_width(state);

	if (current) {
		surface_put(s, 0, y, 1, ROLE_KEY, ">");
		surface_cursor(s, 0, y, false);
	}
	surface_put(s, 1, y, 4, bad ? ROLE_BAD : ROLE_TEXT,
	    arena_fmt(&ui->frame, "[%c]", item_mark(item)));
	surface_put(s, 5, y, width - 7 - right,
	    current ? ROLE_CURSOR : ROLE_TEXT, item->name);
	surface_put(
	    s, width - 1 - right, y, right, bad ? ROLE_BAD : ROLE_TEXT, state);
}

/* Returns the line below the items. */
static int draw_items(struct ui *ui, struct review_view *r,
    const struct place *p, struct surface *s)
{
	const struct review *v = &r->review;
	int room = p->bottom - p->top - 1;
	int at = r->at < v->n_items ? (int)r->at : (int)v->n_items - 1;
	int y = p->top;

	/* Where the facts have room below they keep some of it. */
	if (p->size >= SIZE_FULL && room > 12)
		room -= room / 4;
	if (at < r->top[FOCUS_ITEMS])
		r->top[FOCUS_ITEMS] = at > 0 ? at : 0;
	if (at >= r->top[FOCUS_ITEMS] + room)
		r->top[FOCUS_ITEMS] = at - room + 1;
	surface_put(s, 1, y, p->width - 2, ROLE_HEAD, "Checklist");
	surface_put(s, p->width - 12, y, 11, ROLE_TEXT,
	    arena_fmt(&ui->frame, "%3zu/%zu done", v->n_done, v->n_items));
	y++;
	for (int i = 0; i < room; i++) {
		size_t item = (size_t)(r->top[FOCUS_ITEMS] + i);

		if (item >= v->n_items)
			break;
		draw_item(ui, &v->items[item], s, y++, p->width, item == r->at);
	}
	return y;
}

/* ---- panes ------------------------------------------------------------- */

/* Draws lines with the scrolling of that pane, kept within its text. */
static void draw_pane(struct review_view *r, enum review_focus pane,
    const struct lines *lines, struct surface *s, int x, int y, int width,
    int height)
{
	int most = (int)lines->n - height;

	if (height <= 0)
		return;
	if (r->top[pane] > most)
		r->top[pane] = most > 0 ? most : 0;
	lines_draw(lines, (size_t)r->top[pane], s, x, y, width, height);
	if (r->focus == pane) {
		surface_put(s, x - 1, y, 1, ROLE_KEY, ">");
		surface_cursor(s, x - 1, y, false);
	}
}

static void draw_side(struct ui *ui, struct review_view *r,
    const struct place *p, struct surface *s)
{
	bool wide = p->size == SIZE_WIDE;
	struct lines score = { .arena = &ui->frame,
		.width = p->side_width - 1 };
	struct lines side = score;
	int below;

	surface_split(s, p->width, p->top, p->bottom - p->top);
	review_score(ui, r, wide, &score);
	review_side(ui, r, &side);
	if (wide) {
		lines_gap(&side);
		for (size_t i = 0; i < score.n; i++)
			*lines_add(&side, ROLE_TEXT, "%s", "") = score.list[i];
		draw_pane(r, FOCUS_SIDE, &side, s, p->side_x, p->top,
		    p->side_width, p->bottom - p->top);
		return;
	}
	below = p->bottom - (int)score.n;
	draw_pane(r, FOCUS_SIDE, &side, s, p->side_x, p->top, p->side_width,
	    below - p->top - 1);
	lines_draw(&score, 0, s, p->side_x, below, p->side_width, (int)score.n);
}

static void draw_decision(struct ui *ui, struct review_view *r,
    const struct place *p, struct surface *s)
{
	const struct operation *ops[DECISIONS_MOST];
	size_t n = review_decisions(r, ops);
	const struct review *v = &r->review;
	bool here = r->at >= v->n_items;
	size_t open = v->n_items - v->n_done;
	const char *state = n == 0 ? ""
	    : v->blocker != NULL && v->blocker[0] != '\0'
	    ? arena_fmt(&ui->frame, "%zu open, not ready", open)
	    : open > 0 ? arena_fmt(&ui->frame, "%zu open", open)
		       : "ready";
	int x = 1 + surface_put(s, 1, p->decision, 10, ROLE_HEAD, "Decision");

	if (here) {
		surface_put(s, 0, p->decision, 1, ROLE_KEY, ">");
		surface_cursor(s, 0, p->decision, false);
	}
	x += 2;
	for (size_t i = 0; i < n; i++) {
		const char *title =
		    p->size == SIZE_WIDE ? ops[i]->title : ops[i]->verb;
		bool chosen = here && i == r->choice;

		surface_put(s, x, p->decision, 1, ROLE_KEY, ops[i]->key);
		x += 2 +
		    surface_put(s, x + 2, p->decision, s->width - x - 2,
			chosen ? ROLE_CURSOR : ROLE_TEXT, title);
		x += p->size == SIZE_WIDE ? 4 : 2;
	}
	if (n == 0)
		surface_put(s, x, p->decision, s->width - x, ROLE_MUTED,
		    arena_fmt(&ui->frame, "%s; v shows its documents",
			lifecycle_label(&application_lifecycle, v->status)));
	if (text_width(state) < s->width - x)
		surface_put(s, s->width - text_width(state), p->decision,
		    text_width(state), ROLE_TEXT, state);
}

/* In a narrow window Tab turns from the items to the other panes. */
static void draw_narrow(struct ui *ui, struct review_view *r,
    const struct place *p, struct surface *s)
{
	struct lines lines = { .arena = &ui->frame, .width = s->width - 2 };
	int y = p->top;

	if (r->focus == FOCUS_ITEMS) {
		y = draw_items(ui, r, p, s);
		review_score(ui, r, false, &lines);
		lines_draw(&lines, 0, s, 1, y, lines.width, p->bottom - y);
		return;
	}
	if (r->focus == FOCUS_FACTS)
		review_facts(ui, r, &lines);
	else
		review_side(ui, r, &lines);
	draw_pane(r, r->focus, &lines, s, 1, y, lines.width, p->bottom - y);
}

void review_draw(struct ui *ui, struct view *v, struct surface *s)
{
	struct review_view *r = (struct review_view *)v;
	struct place p = place_of(s);
	struct lines facts = { .arena = &ui->frame, .width = p.width - 2 };
	int y;

	draw_top(ui, r, &p, s);
	if (p.side_x == 0) {
		draw_narrow(ui, r, &p, s);
	} else {
		y = draw_items(ui, r, &p, s);
		review_facts(ui, r, &facts);
		draw_pane(r, FOCUS_FACTS, &facts, s, 1, y + 1, p.width - 2,
		    p.bottom - y - 1);
		draw_side(ui, r, &p, s);
	}
	if (p.size != SIZE_TINY)
		surface_rule(s, 0, p.bottom, s->width);
	draw_decision(ui, r, &p, s);
}
