/* ui/radar_view.c - what lapses or is due soon, as a screen. */

#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "query/radar.h"
#include "ui/prompt.h"
#include "ui/show.h"
#include "ui/view.h"

enum { ROWS_MOST = 1000 };

/* How far it looks; t goes from one to the next. */
static const int spans[] = { 7, 30, 90, 365 };

struct radar_view {
	struct view view;
	struct arena arena;
	struct radar radar;
	size_t at, top;
	size_t span;
	char owner[80]; /* "" is everybody's */
};

static struct radar_view *radar_of(struct view *v)
{
	return (struct radar_view *)v;
}

static const struct radar_row *current(const struct radar_view *r)
{
	return r->radar.n > 0 ? &r->radar.rows[r->at] : NULL;
}

static int height_of(const struct surface *s)
{
	return s->height > 6 ? s->height - 6 : 1;
}

/* ---- reading ------------------------------------------------------------- */

static bool same_row(const struct radar_row *a, const struct radar_row *b)
{
	return a->id == b->id && strcmp(a->what, b->what) == 0 &&
	    strcmp(a->name, b->name) == 0;
}

/* The cursor stays on its row; where that is gone, at its place. */
static void keep_place(struct radar_view *r, const struct radar_row *old)
{
	for (size_t i = 0; old != NULL && i < r->radar.n; i++)
		if (same_row(&r->radar.rows[i], old)) {
			r->at = i;
			return;
		}
	if (r->at >= r->radar.n)
		r->at = r->radar.n > 0 ? r->radar.n - 1 : 0;
}

static void radar_reload(struct ui *ui, struct view *v)
{
	struct radar_view *r = radar_of(v);
	struct arena a = ARENA_INIT, old = r->arena;
	const struct radar_row *was = current(r);
	struct radar radar;
	struct err err;

	if (!radar_read(ui->session->db, ui->today + spans[r->span],
		r->owner[0] != '\0' ? r->owner : NULL, ROWS_MOST, &a, &radar,
		&err)) {
		arena_done(&a);
		if (err.kind != ERR_BUSY)
			ui_failed(ui, &err);
		return;
	}
	r->arena = a;
	r->radar = radar;
	keep_place(r, was);
	arena_done(&old);
}

/* ---- drawing ------------------------------------------------------------- */

/* Columns for what there is room for: the record and its name never go. */
struct place {
	int days, what, record, name, partner, owner; /* where they begin */
	int end;
};

static struct place place_of(const struct surface *s)
{
	struct place p = { .days = 1, .what = 8, .record = 29 };

	p.end = s->width - 1;
	p.owner = s->width >= 76 ? s->width - 10 : p.end;
	p.partner = s->width >= 60 ? p.owner - 11 : p.end;
	if (s->width < 60) {
		p.record = 8;
		p.what = p.end;
	}
	p.name = p.record + 9;
	return p;
}

static void put(
    struct surface *s, int x, int end, int y, enum role role, const char *text)
{
	if (end - x > 1)
		surface_put(s, x, y, end - x - 1, role, text);
}

static void draw_titles(const struct place *p, struct surface *s)
{
	surface_put(s, p->days, 2, 6, ROLE_HEAD, "  In");
	put(s, p->what, p->record, 2, ROLE_HEAD, "What");
	put(s, p->record, p->name, 2, ROLE_HEAD, "Record");
	put(s, p->name, p->partner, 2, ROLE_HEAD, "Name");
	put(s, p->partner, p->owner, 2, ROLE_HEAD, "Partner");
	put(s, p->owner, s->width, 2, ROLE_HEAD, "Owner");
}

static void draw_row(struct ui *ui, const struct radar_row *row,
    const struct place *p, bool here, struct surface *s, int y)
{
	bool over = row->day < ui->today;
	const char *owner =
	    strcmp(row->owner, ui->session->user) == 0 ? "me" : row->owner;

	if (here) {
		surface_put(s, 0, y, 1, ROLE_TEXT, ">");
		surface_cursor(s, 0, y, false);
	}
	surface_text_right(s, p->days, y, 5, over ? ROLE_WARN : ROLE_TEXT,
	    show_days(row->day, ui->today, &ui->frame));
	put(s, p->what, p->record, y, ROLE_TEXT, radar_label(row->what));
	put(s, p->record, p->name, y, here ? ROLE_CURSOR : ROLE_KEY,
	    show_id(row->noun, row->id, &ui->frame));
	put(s, p->name, p->partner, y, ROLE_TEXT, row->name);
	put(s, p->partner, p->owner, y, ROLE_MUTED, row->partner);
	put(s, p->owner, s->width, y, ROLE_MUTED, owner);
}

static void radar_draw(struct ui *ui, struct view *v, struct surface *s)
{
	struct radar_view *r = radar_of(v);
	size_t height = (size_t)height_of(s);
	struct place p = place_of(s);

	if (r->at < r->top)
		r->top = r->at;
	if (r->at >= r->top + height)
		r->top = r->at - height + 1;
	ui_line(s, 0, ROLE_HEAD, " Radar: what lapses or is due soon",
	    arena_fmt(&ui->frame, "%zu%s in %d days ", r->radar.n,
		r->radar.more ? " and more" : "", spans[r->span]));
	ui_line(s, 1, ROLE_TEXT,
	    r->owner[0] != '\0' ? arena_fmt(&ui->frame, " owner:%s", r->owner)
				: " everybody's",
	    NULL);
	draw_titles(&p, s);
	surface_rule(s, 0, 3, s->width);
	if (r->radar.n == 0) {
		surface_put(s, 3, 4, s->width - 4, ROLE_MUTED,
		    "Nothing lapses and nothing is due. t looks further.");
		surface_cursor(s, 0, 4, false);
	}
	for (size_t i = 0; i < height && r->top + i < r->radar.n; i++)
		draw_row(ui, &r->radar.rows[r->top + i], &p,
		    r->top + i == r->at, s, 4 + (int)i);
}

/* ---- commands ------------------------------------------------------------ */

static void step(struct radar_view *r, int64_t by)
{
	int64_t to = (int64_t)r->at + by, last = (int64_t)r->radar.n - 1;

	to = to > last ? last : to;
	r->at = to > 0 ? (size_t)to : 0;
}

static void down(struct ui *ui UNUSED, struct view *v)
{
	step(radar_of(v), 1);
}

static void up(struct ui *ui UNUSED, struct view *v)
{
	step(radar_of(v), -1);
}

static void page_down(struct ui *ui, struct view *v)
{
	step(radar_of(v), height_of(term_surface(ui->term)));
}

static void page_up(struct ui *ui, struct view *v)
{
	step(radar_of(v), -height_of(term_surface(ui->term)));
}

static void first(struct ui *ui UNUSED, struct view *v)
{
	radar_of(v)->at = 0;
}

static void last(struct ui *ui UNUSED, struct view *v)
{
	step(radar_of(v), INT32_MAX);
}

static void open_row(struct ui *ui, struct view *v)
{
	const struct radar_row *row = current(radar_of(v));

	if (row != NULL)
		record_open(ui, row->noun, row->id);
}

static void next_span(struct ui *ui, struct view *v)
{
	struct radar_view *r = radar_of(v);

	r->span = (r->span + 1) % ARRAY_LEN(spans);
	radar_reload(ui, v);
}

static bool owner_done(struct ui *ui, struct prompt *p UNUSED, const char *text)
{
	struct radar_view *r = radar_of(ui->top);

	snprintf(r->owner, sizeof(r->owner), "%s",
	    strcmp(text, "me") == 0 ? ui->session->user : text);
	radar_reload(ui, ui->top);
	return true;
}

static void ask_owner(struct ui *ui, struct view *v)
{
	struct prompt *p = prompt_open("owner: ", radar_of(v)->owner);

	p->done = owner_done;
	prompt_show(ui, p);
}

static void all_owners(struct ui *ui, struct view *v)
{
	radar_of(v)->owner[0] = '\0';
	radar_reload(ui, v);
}

static void leave(struct ui *ui, struct view *v UNUSED)
{
	ui_pop(ui);
}

static const struct command rows[] = {
	{ "open", "enter", "open", "open the record", COMMAND_ROW, open_row },
	{ "owner", "f f4", "owner", "only what one person looks after", 0,
	    ask_owner },
	{ "all owners", "F", NULL, "what anybody looks after", 0, all_owners },
	{ "span", "t", "7 30 90 365 days", "how far it looks", 0, next_span },
	{ "back", "esc f12", "back", "back to the screen before", COMMAND_TERSE,
	    leave },
	{ "down", "j down", NULL, "next row", COMMAND_TERSE, down },
	{ "up", "k up", NULL, "previous row", COMMAND_TERSE, up },
	{ "page down", "pgdn }", NULL, "next page", COMMAND_TERSE, page_down },
	{ "page up", "pgup {", NULL, "previous page", COMMAND_TERSE, page_up },
	{ "first", "gg home", NULL, "first row", COMMAND_TERSE, first },
	{ "last row", "G end", NULL, "last row", COMMAND_TERSE, last },
};

static const char *radar_record(const struct view *v, int64_t *ret_id)
{
	const struct radar_row *row = current((const struct radar_view *)v);

	*ret_id = row != NULL ? row->id : 0;
	return row != NULL ? row->noun : NULL;
}

static const char *radar_position(const struct view *v, struct arena *a)
{
	const struct radar_view *r = (const struct radar_view *)v;

	if (r->radar.n == 0)
		return "";
	return arena_fmt(a, "%zu/%zu", r->at + 1, r->radar.n);
}

static void radar_close(struct view *v)
{
	struct radar_view *r = radar_of(v);

	arena_done(&r->arena);
	free(r);
}

const struct view_kind radar_kind = {
	.name = "Radar",
	.common = true,
	.commands = COMMANDS(rows),
	.draw = radar_draw,
	.reload = radar_reload,
	.close = radar_close,
	.record = radar_record,
	.position = radar_position,
};

void radar_show(struct ui *ui, struct view *v UNUSED)
{
	struct radar_view *r;

	if (ui->top->kind == &radar_kind)
		return;
	r = calloc(1, sizeof(*r));

	if (r == NULL)
		abort();
	r->view.kind = &radar_kind;
	r->span = 1;
	radar_reload(ui, &r->view);
	ui_push(ui, &r->view);
}
