/* ui/summary_view.c - the matrix of the summary: moving and its commands. */

#include "config.h"

#include "ui/summary_view.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ui/show.h"

static struct summary_view *summary_of(struct view *v)
{
	return (struct summary_view *)v;
}

/* ---- the cell under the cursor ------------------------------------------- */

static const char *amount_of(struct summary_view *v,
    const struct summary_sums *sums, enum summary_measure measure)
{
	return summary_amount(
	    v->m.currency, summary_figure(sums, measure), &v->detail_arena);
}

/* "P-12 2026-Q1   earned 12 400, 38 sales for 120 000"; then the rest. */
static void read_detail(struct summary_view *v)
{
	struct arena *a = &v->detail_arena;
	const struct summary_line *line = summary_current(v);
	struct summary_sums sums;
	const char *head;
	char text[PERIOD_TEXT];

	arena_reset(a);
	v->detail_read = true;
	v->detail[0] = v->detail[1] = NULL;
	if (line == NULL)
		return;
	sums = summary_cell(line, v->column, v->m.n_periods);
	head = arena_fmt(a, "%s %s", line->key,
	    v->column >= 0 ? period_text(v->m.periods[v->column], text)
			   : "all");
	v->detail[0] = arena_fmt(a, "%s   earned %s, %" PRId64 " sale%s of %s",
	    head, amount_of(v, &sums, MEASURE_EARNED), sums.sales,
	    sums.sales == 1 ? "" : "s", amount_of(v, &sums, MEASURE_BASE));
	v->detail[1] = arena_fmt(a, "%*s   paid %s   held %s   due %s",
	    (int)strlen(head), "", amount_of(v, &sums, MEASURE_PAID),
	    amount_of(v, &sums, MEASURE_HELD),
	    amount_of(v, &sums, MEASURE_DUE));
}

static int summary_due(const struct view *view)
{
	const struct summary_view *v = (const struct summary_view *)view;

	if (v->wanted)
		return 0;
	return v->detail_read ? -1 : REST_PREVIEW;
}

static void summary_rest(struct ui *ui, struct view *view)
{
	struct summary_view *v = summary_of(view);

	if (v->wanted)
		summary_reload(ui, view);
	if (!v->detail_read && ui->rested >= REST_PREVIEW)
		read_detail(v);
}

/* ---- moving -------------------------------------------------------------- */

static void step(struct summary_view *v, int64_t by)
{
	int64_t to = (int64_t)v->at + by, last = (int64_t)v->m.n - 1;

	to = to > last ? last : to;
	v->at = to > 0 ? (size_t)to : 0;
	v->detail_read = false;
}

static void down(struct ui *ui UNUSED, struct view *v)
{
	step(summary_of(v), 1);
}

static void up(struct ui *ui UNUSED, struct view *v)
{
	step(summary_of(v), -1);
}

static void page(struct ui *ui, struct view *view, int sign)
{
	struct summary_view *v = summary_of(view);
	int height = summary_height(v, term_surface(ui->term));
	int64_t top = (int64_t)v->top + sign * height;

	step(v, sign * height);
	v->top = top > 0 ? (size_t)top : 0;
}

static void page_down(struct ui *ui, struct view *v)
{
	page(ui, v, 1);
}

static void page_up(struct ui *ui, struct view *v)
{
	page(ui, v, -1);
}

static void first(struct ui *ui UNUSED, struct view *v)
{
	step(summary_of(v), -(int64_t)summary_of(v)->m.n);
}

static void last(struct ui *ui UNUSED, struct view *v)
{
	step(summary_of(v), (int64_t)summary_of(v)->m.n);
}

static void left(struct ui *ui UNUSED, struct view *view)
{
	struct summary_view *v = summary_of(view);

	if (v->column >= 0)
		v->column--;
	v->detail_read = false;
}

static void right(struct ui *ui UNUSED, struct view *view)
{
	struct summary_view *v = summary_of(view);

	if (v->column + 1 < v->m.n_periods)
		v->column++;
	v->detail_read = false;
}

/* ---- commands ------------------------------------------------------------ */

static void next_measure(struct ui *ui UNUSED, struct view *view)
{
	struct summary_view *v = summary_of(view);

	v->measure = (v->measure + 1) % MEASURES;
	summary_sort(v);
}

/* By the period under the cursor, or the name; again, the other way. */
static void change_order(struct ui *ui UNUSED, struct view *view)
{
	struct summary_view *v = summary_of(view);

	v->ascending = v->sort == v->column && !v->ascending;
	v->sort = v->column;
	summary_sort(v);
}

static void open_cell(struct ui *ui, struct view *view)
{
	struct summary_view *v = summary_of(view);
	const struct summary_line *line = summary_current(v);

	if (line != NULL && v->column < 0 && line->partner != 0)
		record_open(ui, "partner", line->partner);
	else
		summary_lines_open(ui, v);
}

static const struct command rows[] = {
	{ "left", "h left", "=h l period", "the period before; the name",
	    COMMAND_TERSE, left },
	{ "right", "l right", NULL, "the next period", COMMAND_TERSE, right },
	{ "down", "j down", "=j k partner", "next line", COMMAND_TERSE, down },
	{ "up", "k up", NULL, "previous line", COMMAND_TERSE, up },
	{ "open", "enter", "ledger",
	    "the ledger lines behind the cell; on the name, the partner", 0,
	    open_cell },
	{ "measure", "t", "measure",
	    "earned, paid, due, held, approved, accrued, commission, sales", 0,
	    next_measure },
	{ "currency", "$", "currency",
	    "the next currency; they are never added up", 0,
	    summary_next_currency },
	{ "currencies", "c f2", NULL, "choose a currency, or report in one", 0,
	    summary_ask_currency },
	{ "periods", "f f4", "periods", "from which period to which", 0,
	    summary_ask_range },
	{ "step", "z", NULL, "months, quarters or years", 0,
	    summary_next_step },
	{ "as of", "d", "as of", "how it stood at the end of a day", 0,
	    summary_ask_day },
	{ "order", "s", "sort",
	    "by the period under the cursor; again, the other way",
	    COMMAND_WIDE, change_order },
	{ "earlier", "[", NULL, "one period back", COMMAND_TERSE,
	    summary_earlier },
	{ "later", "]", NULL, "one period on", COMMAND_TERSE, summary_later },
	{ "search", "/ f7", "search", "a partner by name or id", COMMAND_WIDE,
	    summary_search },
	{ "next match", "n", NULL, "next match", 0, summary_search_next },
	{ "previous match", "N", NULL, "previous match", 0,
	    summary_search_previous },
	{ "page down", "pgdn }", NULL, "next page", COMMAND_TERSE, page_down },
	{ "page up", "pgup {", NULL, "previous page", COMMAND_TERSE, page_up },
	{ "first", "gg home", NULL, "first line", COMMAND_TERSE, first },
	{ "last line", "G end", NULL, "last line", COMMAND_TERSE, last },
	TAB_COMMANDS,
};

static const char *summary_record(const struct view *view, int64_t *ret_id)
{
	const struct summary_line *line =
	    summary_current((const struct summary_view *)view);

	*ret_id = line != NULL ? line->partner : 0;
	return "partner";
}

static const char *summary_status(
    const struct view *view, struct arena *a UNUSED)
{
	const struct summary_view *v = (const struct summary_view *)view;

	return v->m.n == 0  ? ""
	    : v->column < 0 ? "Enter opens the partner"
			    : "Enter drills to the ledger lines behind a cell";
}

static const char *summary_position(const struct view *view, struct arena *a)
{
	const struct summary_view *v = (const struct summary_view *)view;

	if (v->m.n == 0)
		return "";
	return arena_fmt(a, "cell %zu,%d", v->at + 1, v->column + 1);
}

static void summary_close(struct view *view)
{
	struct summary_view *v = summary_of(view);

	arena_done(&v->arena);
	arena_done(&v->detail_arena);
	free(v);
}

const struct view_kind summary_kind = {
	.name = "Summary",
	.common = true,
	.commands = COMMANDS(rows),
	.draw = summary_draw,
	.due = summary_due,
	.rest = summary_rest,
	.reload = summary_reload,
	.close = summary_close,
	.record = summary_record,
	.status = summary_status,
	.position = summary_position,
};

struct view *summary_open(struct ui *ui UNUSED)
{
	struct summary_view *v = calloc(1, sizeof(*v));

	if (v == NULL)
		abort();
	v->view.kind = &summary_kind;
	v->by = SUMMARY_PARTNER;
	v->every = PERIOD_QUARTER;
	v->periods = SUMMARY_QUARTERS;
	v->from = v->as_of = DATE_NONE;
	v->sort = v->column = SUMMARY_QUARTERS - 1;
	return &v->view;
}
