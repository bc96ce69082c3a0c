/* ui/board_view.c - the pipeline as a board: reading, moving, commands. */

#include "config.h"

#include "ui/board_view.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "domain/operation.h"
#include "ui/show.h"

static struct board_view *board_of(struct view *v)
{
	return (struct board_view *)v;
}

const struct row *board_current(const struct board_view *b)
{
	return rows_current(&b->columns[b->at]);
}

static int height_of(const struct ui *ui)
{
	return board_height(term_surface(ui->term));
}

/* A key that interrupted the reading is worth more than the message. */
static void reading_failed(struct ui *ui, const struct err *err)
{
	if (err->kind != ERR_BUSY)
		ui_failed(ui, err);
}

/* ---- reading ------------------------------------------------------------- */

/* The columns under the filter; their cursors stay on their records. */
static bool read_columns(struct ui *ui, struct board_view *b,
    const struct filter *filter, struct err *err)
{
	for (enum board_stage s = 0; s < BOARD_STAGES; s++) {
		struct rows *r = &b->columns[s];

		r->db = ui->session->db;
		r->list = &list_leads;
		r->filter = lead_board_cards(filter, s, ui->today, &b->arena);
		lead_board_order(s, b->order, &r->sort, &r->descending);
	}
	for (enum board_stage s = 0; s < BOARD_STAGES; s++)
		if (!rows_reload(&b->columns[s], height_of(ui), err))
			return false;
	return true;
}

/* Reads all anew; what was read before is kept where that fails. */
static bool read_board(struct ui *ui, struct board_view *b, struct err *err)
{
	struct filter_context context = { .user = ui->session->user,
		.today = ui->today };
	struct arena a = ARENA_INIT, old;
	const struct filter *filter;
	struct lead_board board;
	const char *text = lead_filter_base(b->list->filter_text, &a);
	bool ok;

	if (!filter_parse(&list_leads, text, &context, &a, &filter, err) ||
	    !lead_board_read(
		ui->session->db, filter, ui->today, &a, &board, err)) {
		arena_done(&a);
		return false;
	}
	old = b->arena;
	b->arena = a;
	b->board = board;
	snprintf(b->filter_text, sizeof(b->filter_text), "%s", text);
	lead_stages_read(ui, &b->arena, &b->stages);
	ok = read_columns(ui, b, filter, err);
	arena_done(&old);
	return ok;
}

/* The column that a lead is in now; BOARD_STAGES: in none. */
static enum board_stage stage_of(struct ui *ui, int64_t id, struct arena *a)
{
	struct list_at at = { .sort = 0 };
	bool found = false;
	struct row row;
	struct err err;

	if (!list_row(
		ui->session->db, &list_leads, &at, id, a, &found, &row, &err) ||
	    !found)
		return BOARD_STAGES;
	return board_stage_find(lead_text(&row, "stage"));
}

/* Goes along with a lead that has left the column under the cursor. */
static void follow(struct ui *ui, struct board_view *b, int64_t id)
{
	const struct row *row = board_current(b);
	enum board_stage to;
	bool found;
	struct err err;

	if (id == 0 || (row != NULL && row->id == id))
		return;
	to = stage_of(ui, id, &ui->frame);
	if (to == BOARD_STAGES ||
	    !rows_find(&b->columns[to], id, height_of(ui), &found, &err))
		return;
	if (found)
		b->at = to;
}

static void board_reload(struct ui *ui, struct view *v)
{
	struct board_view *b = board_of(v);
	const struct row *row = board_current(b);
	int64_t id = row != NULL ? row->id : 0;
	struct err err;

	b->detail_id = 0;
	b->wanted = !read_board(ui, b, &err);
	if (b->wanted)
		reading_failed(ui, &err);
	else
		follow(ui, b, id);
}

/* ---- rest ---------------------------------------------------------------- */

static bool filter_changed(const struct board_view *b)
{
	struct arena a = ARENA_INIT;
	bool changed = strcmp(b->filter_text,
			   lead_filter_base(b->list->filter_text, &a)) != 0;

	arena_done(&a);
	return changed;
}

static bool detail_wanted(const struct board_view *b)
{
	const struct row *row = board_current(b);

	return row != NULL && row->id != b->detail_id;
}

static int board_due(const struct view *v)
{
	const struct board_view *b = (const struct board_view *)v;

	if (filter_changed(b))
		return 0;
	return detail_wanted(b) ? REST_PREVIEW : -1;
}

static void board_rest(struct ui *ui, struct view *v)
{
	struct board_view *b = board_of(v);
	const struct row *row;

	if (filter_changed(b))
		board_reload(ui, v);
	row = board_current(b);
	if (row == NULL || !detail_wanted(b) || ui->rested < REST_PREVIEW)
		return;
	arena_reset(&b->detail_arena);
	b->detail_id = row->id;
	b->detail[0] = lead_brief(ui, row, &b->detail_arena);
	b->detail[1] = lead_terms_line(ui, row, &b->detail_arena);
}

/* ---- moving -------------------------------------------------------------- */

static void step(struct ui *ui, struct view *v, int by)
{
	struct board_view *b = board_of(v);
	struct err err;
	int moved = 0;

	if (!rows_step(&b->columns[b->at], by, height_of(ui), &moved, &err))
		ui_failed(ui, &err);
}

static void down(struct ui *ui, struct view *v)
{
	step(ui, v, 1);
}

static void up(struct ui *ui, struct view *v)
{
	step(ui, v, -1);
}

static void page_down(struct ui *ui, struct view *v)
{
	step(ui, v, height_of(ui));
}

static void page_up(struct ui *ui, struct view *v)
{
	step(ui, v, -height_of(ui));
}

static void go_end(struct ui *ui, struct view *v, bool last)
{
	struct board_view *b = board_of(v);
	struct err err;

	if (!rows_end(&b->columns[b->at], last, height_of(ui), &err))
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

static void left(struct ui *ui UNUSED, struct view *v)
{
	struct board_view *b = board_of(v);

	if (b->at > 0)
		b->at--;
}

static void right(struct ui *ui UNUSED, struct view *v)
{
	struct board_view *b = board_of(v);

	if (b->at + 1 < BOARD_STAGES)
		b->at++;
}

/* ---- commands ------------------------------------------------------------ */

static void open_card(struct ui *ui, struct view *v)
{
	lead_show(ui, board_current(board_of(v))->id);
}

static void toggle_mark(struct ui *ui, struct view *v)
{
	struct board_view *b = board_of(v);
	int64_t id = board_current(b)->id;

	list_mark(b->list, id, !list_marked(b->list, id));
	step(ui, v, 1);
}

static void change_order(struct ui *ui, struct view *v)
{
	struct board_view *b = board_of(v);

	b->order = b->order == BOARD_BY_VALUE ? BOARD_BY_AGE : BOARD_BY_VALUE;
	board_reload(ui, v);
	ui_say(ui, "%s",
	    b->order == BOARD_BY_VALUE
		? "The most valuable come first."
		: "Those longest in their stage come first.");
}

static void filter(struct ui *ui, struct view *v)
{
	list_filter(ui, &board_of(v)->list->view);
}

static void clear_filter(struct ui *ui, struct view *v)
{
	list_filter_clear(ui, &board_of(v)->list->view);
}

/* Back to the list, on the same lead. */
static void show_list(struct ui *ui, struct view *v)
{
	struct board_view *b = board_of(v);
	const struct row *row = board_current(b);
	struct list_view *l = b->list;
	int64_t id = row != NULL ? row->id : 0;
	bool found;
	struct err err;

	ui_pop(ui);
	if (id != 0 &&
	    !rows_find(&l->rows, id, list_height(l, term_surface(ui->term)),
		&found, &err))
		reading_failed(ui, &err);
}

static void escape(struct ui *ui, struct view *v)
{
	struct board_view *b = board_of(v);

	if (b->list->n_marks > 0)
		list_marks_clear(b->list);
	else
		show_list(ui, v);
}

static const struct command rows[] = {
	{ "left", "h left", "=h l stage", "the stage before", COMMAND_TERSE,
	    left },
	{ "right", "l right", NULL, "the next stage", COMMAND_TERSE, right },
	{ "down", "j down", "=j k lead", "next card", COMMAND_TERSE, down },
	{ "up", "k up", NULL, "previous card", COMMAND_TERSE, up },
	{ "forward", ">", "=< > move",
	    "to the next stage; accepts what waits, wins what is offered",
	    COMMAND_ROW | COMMAND_ITEM, lead_forward },
	{ "backward", "<", NULL, "to the stage before",
	    COMMAND_ROW | COMMAND_ITEM, lead_backward },
	{ "list", "v", "list", "the leads as a list", 0, show_list },
	{ "why", "w", "why", "its protection, and what rules hold for it",
	    COMMAND_ROW, lead_why },
	{ "open", "enter", "open", "open the lead", COMMAND_ROW, open_card },
	{ "filter", "f f4", "filter", "show only what matches", 0, filter },
	{ "clear filter", "F", NULL, "show all", 0, clear_filter },
	{ "order", "s", "order", "by value, or by days in the stage",
	    COMMAND_WIDE, change_order },
	{ "mark", "space ins", NULL, "mark the lead and go down", COMMAND_ROW,
	    toggle_mark },
	{ "page down", "pgdn }", NULL, "next page", COMMAND_TERSE, page_down },
	{ "page up", "pgup {", NULL, "previous page", COMMAND_TERSE, page_up },
	{ "first", "gg home", NULL, "first card", COMMAND_TERSE, first },
	{ "last card", "G end", NULL, "last card", COMMAND_TERSE, last },
	{ "back", "esc f12", NULL, "clear the marks; back to the list",
	    COMMAND_TERSE, escape },
	TAB_COMMANDS,
};

static const char *board_record(const struct view *v, int64_t *ret_id)
{
	const struct row *row = board_current((const struct board_view *)v);

	*ret_id = row != NULL ? row->id : 0;
	return "lead";
}

/* "3 of 28 in Proposal"; the place is left out where it is not known. */
static const char *board_position(const struct view *v, struct arena *a)
{
	const struct board_view *b = (const struct board_view *)v;
	const struct rows *r = &b->columns[b->at];

	if (r->n == 0)
		return "";
	if (r->rank < 0)
		return arena_fmt(
		    a, "of %" PRId64, b->board.stages[b->at].count);
	return arena_fmt(a, "%" PRId64 " of %" PRId64,
	    r->rank + (int64_t)r->at + 1, b->board.stages[b->at].count);
}

static const char *board_status(const struct view *v, struct arena *a)
{
	return list_status(&((const struct board_view *)v)->list->view, a);
}

static void board_close(struct view *v)
{
	struct board_view *b = board_of(v);

	for (enum board_stage s = 0; s < BOARD_STAGES; s++)
		rows_done(&b->columns[s]);
	arena_done(&b->arena);
	arena_done(&b->detail_arena);
	free(b);
}

const struct view_kind board_kind = {
	.name = "Board",
	.common = true,
	.marks = true,
	.commands = COMMANDS(rows),
	.draw = board_draw,
	.due = board_due,
	.rest = board_rest,
	.reload = board_reload,
	.close = board_close,
	.record = board_record,
	.status = board_status,
	.position = board_position,
};

/* The first stage that has cards, unless the list's lead is on the board. */
static void place_cursor(struct ui *ui, struct board_view *b)
{
	const struct row *row = rows_current(&b->list->rows);

	while (b->at + 1 < BOARD_STAGES && b->columns[b->at].n == 0)
		b->at++;
	if (b->columns[b->at].n == 0)
		b->at = BOARD_SUBMITTED;
	if (row != NULL)
		follow(ui, b, row->id);
}

void board_open(struct ui *ui, struct list_view *l)
{
	struct board_view *b = calloc(1, sizeof(*b));
	struct err err;

	if (b == NULL)
		abort();
	b->view.kind = &board_kind;
	b->list = l;
	for (enum board_stage s = 0; s < BOARD_STAGES; s++)
		b->columns[s].rank = b->columns[s].count = -1;
	if (!read_board(ui, b, &err)) {
		reading_failed(ui, &err);
		board_close(&b->view);
		return;
	}
	place_cursor(ui, b);
	ui_push(ui, &b->view);
}
