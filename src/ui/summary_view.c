/* ui/summary_view.c - the matrix of the summary: moving and its commands. */

#include "config.h"

#include "ui/summary_view.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
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

/* "= 14 380 sales - 1 980 refunds": what was earned, by kind of line; ""
 * where sales earned it all. */
static const char *makeup_text(
    struct summary_view *v, const struct cell_makeup *c)
{
	static const char *const kinds[LINE_KINDS] = { "sales", "refunds",
		"steps reached later", "adjustments", "bonuses" };
	struct buf b = BUF_INIT;

	if (summary_figure(&c->kinds[LINE_SALE], MEASURE_EARNED) ==
	    summary_figure(&c->sums, MEASURE_EARNED))
		return "";
	for (int i = 0; i < LINE_KINDS; i++) {
		struct summary_sums sums = c->kinds[i];
		int64_t earned = summary_figure(&sums, MEASURE_EARNED);
		bool minus = earned < 0;

		if (earned == 0)
			continue;
		for (int k = 0; minus && k < SUMMARY_STATES; k++)
			sums.balance[k] = -sums.balance[k];
		buf_fmt(&b, "%s%s %s",
		    b.len == 0  ? minus ? " = -" : " = "
			: minus ? " - "
				: " + ",
		    amount_of(v, &sums, MEASURE_EARNED), kinds[i]);
	}
	return buf_take(&b, &v->detail_arena);
}

/* "   held 3 130 (1 line unpaid)   due 9 270   pay by 30 Apr" */
static const char *state_text(struct ui *ui, struct summary_view *v,
    const struct summary_sums *sums, const struct cell_makeup *c)
{
	struct arena *a = &v->detail_arena;
	const char *text = arena_fmt(a, "paid %s   held %s   due %s",
	    amount_of(v, sums, MEASURE_PAID), amount_of(v, sums, MEASURE_HELD),
	    amount_of(v, sums, MEASURE_DUE));

	if (summary_figure(sums, MEASURE_ACCRUED) != 0)
		text = arena_fmt(a, "%s   accrued %s", text,
		    amount_of(v, sums, MEASURE_ACCRUED));
	if (c->n_unpaid > 0)
		text =
		    arena_fmt(a, "%s (%" PRId64 " unpaid)", text, c->n_unpaid);
	if (c->n_lines > 0 && c->pay_by != DATE_NONE)
		text = arena_fmt(a, "%s   pay by %s", text,
		    show_day(c->pay_by, ui->today, a));
	return text;
}

/* Of one partner in its own currency there is more to tell. */
static void read_makeup(
    struct ui *ui, struct summary_view *v, struct cell_makeup *c)
{
	const struct summary_line *line = summary_current(v);
	const struct summary_matrix *m = &v->m;
	struct period p = { m->periods[0].from,
		m->periods[m->n_periods - 1].to };
	struct err err;

	*c = (struct cell_makeup){ .pay_by = DATE_NONE };
	if (line->partner == 0 || v->report[0] != '\0')
		return;
	if (v->column >= 0)
		p = m->periods[v->column];
	if (!cell_makeup_read(ui->session->db, m->currency, line->partner, p,
		summary_as_of(ui, v), &v->detail_arena, c, &err) &&
	    err.kind != ERR_BUSY)
		ui_failed(ui, &err);
}

/* "P-12 2026-Q1   earned 12 400, 38 sales of 120 000"; then where it is. */
static void read_detail(struct ui *ui, struct summary_view *v)
{
	struct arena *a = &v->detail_arena;
	const struct summary_line *line = summary_current(v);
	struct summary_sums sums;
	struct cell_makeup c;
	const char *cell;
	char text[PERIOD_TEXT];

	arena_reset(a);
	v->detail_read = true;
	v->detail[0] = v->detail[1] = NULL;
	if (line == NULL)
		return;
	sums = summary_cell(line, v->column, v->m.n_periods);
	read_makeup(ui, v, &c);
	cell =
	    arena_fmt(a, "%s %s", line->key[0] != '\0' ? line->key : "(none)",
		v->column >= 0 ? period_text(v->m.periods[v->column], text)
			       : "all");
	v->detail[0] = arena_fmt(a,
	    "%s   earned %s%s, %" PRId64 " sale%s of %s", cell,
	    amount_of(v, &sums, MEASURE_EARNED), makeup_text(v, &c), sums.sales,
	    sums.sales == 1 ? "" : "s", amount_of(v, &sums, MEASURE_BASE));
	v->detail[1] = arena_fmt(
	    a, "%*s   %s", text_width(cell), "", state_text(ui, v, &sums, &c));
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
		read_detail(ui, v);
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

/* ---- views and export ---------------------------------------------------- */

static void by_key(struct ui *ui, struct summary_view *v, enum summary_key by)
{
	v->by = by;
	v->at = v->top = 0;
	summary_reload(ui, &v->view);
}

static void view_taken(struct ui *ui, const struct menu_row *row)
{
	struct summary_view *v =
	    (struct summary_view *)ui->tabs[TAB_COMMISSION];

	switch (row->number) {
	case 't':
		summary_trend_open(ui, v);
		break;
	case 'o':
		summary_top_open(ui, v);
		break;
	default:
		by_key(ui, v, (enum summary_key)row->number);
		break;
	}
}

void summary_views(struct ui *ui, struct view *v UNUSED)
{
	static const struct {
		const char *name, *text;
		int number;
	} views[] = {
		{ "partners", "by partner and period", SUMMARY_PARTNER },
		{ "programs", "by program and period", SUMMARY_PROGRAM },
		{ "products", "by product and period", SUMMARY_PRODUCT },
		{ "trend", "of the last eight periods", 't' },
		{ "top", "partners by their share of all of these periods",
		    'o' },
	};
	struct menu *m = menu_open("What the summary shows", ARRAY_LEN(views));

	for (size_t i = 0; i < ARRAY_LEN(views); i++)
		menu_add(m, views[i].name, views[i].text)->number =
		    views[i].number;
	m->done = view_taken;
	ui_push(ui, &m->view);
}

static void export(struct ui *ui, struct view *view)
{
	struct summary_view *v = summary_of(view);
	struct summary_ask ask = summary_ask_of(ui, v);

	ask.keys[ask.n_keys++] = v->by;
	ask.keys[ask.n_keys++] = SUMMARY_PERIOD;
	summary_export(ui, v, &ask);
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
	{ "views", "v", "views",
	    "by program or product, the trend, the top partners", 0,
	    summary_views },
	{ "periods", "f f4", "periods", "from which period to which", 0,
	    summary_ask_range },
	{ "step", "z", NULL, "months, quarters or years", 0,
	    summary_next_step },
	{ "as of", "d", "as of", "how it stood at the end of a day", 0,
	    summary_ask_day },
	{ "order", "s", "sort",
	    "by the period under the cursor; again, the other way",
	    COMMAND_WIDE, change_order },
	{ "export", "x", NULL, "write what is shown to a file", 0, export },
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
