/* ui/summary_chart.c - the summary as bars: the trend, the top partners. */

#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/show.h"
#include "ui/summary_view.h"

enum { TREND_PERIODS = 8, CELL = 12, SHARE = 8, LEAST_BAR = 6 };

/* A period, or a partner. */
struct chart_row {
	const char *label, *name;
	int64_t partner;
	size_t nth; /* by period, or by name */
	struct summary_sums sums;
};

struct chart {
	struct view view;
	struct summary_view *of; /* it is asked for what that one is */
	struct arena arena;
	bool trend; /* else the partners */
	struct chart_row *rows;
	size_t n, at, top;
	struct summary_sums total;
};

static struct chart *chart_of(struct view *v)
{
	return (struct chart *)v;
}

static int64_t figure_of(const struct chart *c, const struct summary_sums *s)
{
	return summary_figure(s, c->of->measure);
}

/* ---- reading ------------------------------------------------------------- */

static struct summary_ask ask_of(const struct ui *ui, const struct chart *c)
{
	struct summary_ask ask = summary_ask_of(ui, c->of);

	if (c->trend)
		ask.from = date_add_months(period_of(ask.to, c->of->every).from,
		    -(int)c->of->every * (TREND_PERIODS - 1));
	ask.keys[ask.n_keys++] = c->trend ? SUMMARY_PERIOD : SUMMARY_PARTNER;
	if (c->of->report[0] == '\0')
		ask.currency = c->of->m.currency;
	return ask;
}

/* All periods are there, also those without a commission. */
static void fill_trend(
    struct chart *c, const struct summary_ask *ask, const struct summary *s)
{
	int every = (int)c->of->every;
	size_t at = 0;

	c->rows = arena_alloc(&c->arena, TREND_PERIODS * sizeof(*c->rows));
	for (c->n = 0; c->n < TREND_PERIODS; c->n++) {
		struct period p =
		    period_of(date_add_months(ask->from, (int)c->n * every),
			c->of->every);
		struct chart_row *row = &c->rows[c->n];

		row->label = summary_period(p, &c->arena);
		row->name = "";
		row->nth = c->n;
		for (; at < s->n && s->rows[at].period.from <= p.to; at++)
			if (strcmp(s->rows[at].currency, c->of->m.currency) ==
			    0)
				summary_add(&row->sums, &s->rows[at].sums);
	}
}

static void fill_top(struct chart *c, const struct summary *s)
{
	c->rows = arena_alloc(&c->arena, (s->n + 1) * sizeof(*c->rows));
	for (size_t i = 0; i < s->n; i++) {
		const struct summary_row *row = &s->rows[i];

		if (strcmp(row->currency, c->of->m.currency) != 0)
			continue;
		c->rows[c->n] = (struct chart_row){
			show_id("partner", row->partner, &c->arena),
			row->partner_name, row->partner, c->n, row->sums
		};
		c->n++;
	}
}

struct ranked {
	struct chart_row row;
	int64_t figure;
};

static int compare(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;

	if (a->figure != b->figure)
		return a->figure < b->figure ? 1 : -1;
	return a->row.nth < b->row.nth ? -1 : 1;
}

/* The largest first; where they are equal, by name. */
static void rank(struct chart *c)
{
	struct arena a = ARENA_INIT;
	struct ranked *list = arena_alloc(&a, (c->n + 1) * sizeof(*list));

	for (size_t i = 0; i < c->n; i++)
		list[i] = (struct ranked){ c->rows[i],
			figure_of(c, &c->rows[i].sums) };
	if (c->n > 1 && !c->trend)
		qsort(list, c->n, sizeof(*list), compare);
	for (size_t i = 0; i < c->n; i++)
		c->rows[i] = list[i].row;
	arena_done(&a);
}

static void chart_reload(struct ui *ui, struct view *v)
{
	struct chart *c = chart_of(v);
	struct arena a = ARENA_INIT;
	struct summary_ask ask = ask_of(ui, c);
	struct summary_rates rates;
	struct summary s;
	struct err err;

	if (!summary_sums_read(ui, c->of, &ask, &a, &s, &rates, &err)) {
		arena_done(&a);
		if (err.kind != ERR_BUSY)
			ui_failed(ui, &err);
		return;
	}
	arena_done(&c->arena);
	c->arena = a;
	c->n = 0;
	c->total = (struct summary_sums){ .sales = 0 };
	if (c->trend)
		fill_trend(c, &ask, &s);
	else
		fill_top(c, &s);
	for (size_t i = 0; i < c->n; i++)
		summary_add(&c->total, &c->rows[i].sums);
	rank(c);
	if (c->at >= c->n)
		c->at = c->n > 0 ? c->n - 1 : 0;
}

/* ---- drawing ------------------------------------------------------------- */

/* Its columns: the label, then figures, then the bar of the measure. */
struct place {
	int rows, height, label, figures, bar_x, bar;
	int n; /* figures of the trend that there is room for */
};

static const enum summary_measure trend_figures[] = { MEASURE_EARNED,
	MEASURE_PAID, MEASURE_DUE };

static struct place place_of(const struct chart *c, const struct surface *s)
{
	struct place p = { .rows = 4, .height = s->height - 8 };

	if (c->of->report[0] != '\0') /* the rates have a line */
		p.height--;
	p.height = p.height > 1 ? p.height : 1;
	p.label = c->trend ? 9 : s->width < 60 ? 16 : 32;
	p.figures = 2 + p.label;
	p.n = (s->width - p.figures) / CELL;
	if (p.n > (int)ARRAY_LEN(trend_figures))
		p.n = (int)ARRAY_LEN(trend_figures);
	p.bar_x = p.figures + (c->trend ? p.n * CELL : CELL + SHARE) + 2;
	p.bar = s->width - p.bar_x - 1;
	p.bar = p.bar < LEAST_BAR ? 0 : p.bar > 60 ? 60 : p.bar;
	return p;
}

/* "12.3%" of all, rounded half up. */
static const char *share_of(
    const struct chart *c, const struct summary_sums *sums, struct arena *a)
{
	int64_t all = figure_of(c, &c->total), part = figure_of(c, sums);
	int64_t size = part < 0 ? -part : part;

	if (all <= 0)
		return "";
	size = (2000 * size + all) / (2 * all);
	return arena_fmt(a, "%s%" PRId64 ".%" PRId64 "%%", part < 0 ? "-" : "",
	    size / 10, size % 10);
}

static void draw_figures(struct ui *ui, const struct chart *c,
    const struct summary_sums *sums, const struct place *p, int y,
    struct surface *s)
{
	const char *currency = c->of->m.currency;
	struct arena *a = &ui->frame;

	for (int i = 0; c->trend && i < p->n; i++)
		surface_text_right(s, p->figures + i * CELL, y, CELL, ROLE_TEXT,
		    summary_amount(
			currency, summary_figure(sums, trend_figures[i]), a));
	if (c->trend)
		return;
	surface_text_right(s, p->figures, y, CELL, ROLE_TEXT,
	    summary_amount(currency, figure_of(c, sums), a));
	surface_text_right(
	    s, p->figures + CELL, y, SHARE, ROLE_TEXT, share_of(c, sums, a));
}

static void draw_titles(
    const struct chart *c, const struct place *p, struct surface *s)
{
	const char *measure = summary_measure_name(c->of->measure);

	surface_put(
	    s, 2, 2, p->label, ROLE_HEAD, c->trend ? "Period" : "Partner");
	for (int i = 0; c->trend && i < p->n; i++)
		surface_text_right(s, p->figures + i * CELL, 2, CELL, ROLE_HEAD,
		    summary_measure_name(trend_figures[i]));
	if (!c->trend) {
		surface_text_right(s, p->figures, 2, CELL, ROLE_HEAD, measure);
		surface_text_right(
		    s, p->figures + CELL, 2, SHARE, ROLE_HEAD, "Share");
	}
	if (p->bar > 0)
		surface_put(s, p->bar_x, 2, p->bar, ROLE_HEAD, measure);
	surface_rule(s, 0, 3, s->width);
}

static void draw_row(struct ui *ui, const struct chart *c, size_t at,
    const struct place *p, int64_t most, struct surface *s)
{
	const struct chart_row *row = &c->rows[at];
	int y = p->rows + (int)(at - c->top);
	int used;

	if (at == c->at) {
		surface_put(s, 0, y, 1, ROLE_TEXT, ">");
		surface_cursor(s, 0, y, false);
	}
	used = surface_put(s, 2, y, p->label,
	    at == c->at ? ROLE_CURSOR : ROLE_KEY, row->label);
	surface_put(
	    s, 2 + used + 1, y, p->label - used - 1, ROLE_TEXT, row->name);
	draw_figures(ui, c, &row->sums, p, y, s);
	if (p->bar > 0)
		surface_bar(
		    s, p->bar_x, y, p->bar, figure_of(c, &row->sums), most);
}

static void draw_total(struct ui *ui, const struct chart *c,
    const struct place *p, int y, struct surface *s)
{
	surface_rule(s, 0, y, s->width);
	surface_put(s, 2, y + 1, p->label, ROLE_HEAD, "Total");
	draw_figures(ui, c, &c->total, p, y + 1, s);
	if (c->of->report[0] != '\0')
		surface_put(s, 1, s->height - 3, s->width - 2, ROLE_MUTED,
		    summary_rates_text(&c->of->m, &ui->frame));
}

static void chart_draw(struct ui *ui, struct view *v, struct surface *s)
{
	struct chart *c = chart_of(v);
	struct place p = place_of(c, s);
	size_t height = (size_t)p.height, shown;
	int64_t most = 0;

	if (c->at < c->top)
		c->top = c->at;
	if (c->at >= c->top + height)
		c->top = c->at - height + 1;
	shown = c->n - c->top < height ? c->n - c->top : height;
	for (size_t i = 0; i < c->n; i++) {
		int64_t figure = figure_of(c, &c->rows[i].sums);

		most = figure > most ? figure : most;
	}
	ui_line(s, 0, ROLE_HEAD,
	    c->trend ? " Trend of the commissions" : " Top partners", NULL);
	ui_line(s, 1, ROLE_TEXT,
	    c->trend
		? arena_fmt(&ui->frame, " %d periods up to %s  %s:%s",
		      TREND_PERIODS, c->n > 0 ? c->rows[c->n - 1].label : "",
		      c->of->report[0] != '\0' ? "all in" : "currency",
		      c->of->m.currency)
		: summary_asked(c->of, &ui->frame),
	    summary_measure_name(c->of->measure));
	draw_titles(c, &p, s);
	surface_cursor(s, 0, p.rows, false);
	for (size_t i = 0; i < shown; i++)
		draw_row(ui, c, c->top + i, &p, most, s);
	draw_total(ui, c, &p, p.rows + (int)shown, s);
}

/* ---- commands ------------------------------------------------------------ */

static void step(struct chart *c, int64_t by)
{
	int64_t to = (int64_t)c->at + by, last = (int64_t)c->n - 1;

	to = to > last ? last : to;
	c->at = to > 0 ? (size_t)to : 0;
}

static void down(struct ui *ui UNUSED, struct view *v)
{
	step(chart_of(v), 1);
}

static void up(struct ui *ui UNUSED, struct view *v)
{
	step(chart_of(v), -1);
}

static void page_down(struct ui *ui, struct view *v)
{
	step(chart_of(v), place_of(chart_of(v), term_surface(ui->term)).height);
}

static void page_up(struct ui *ui, struct view *v)
{
	step(
	    chart_of(v), -place_of(chart_of(v), term_surface(ui->term)).height);
}

static void first(struct ui *ui UNUSED, struct view *v)
{
	step(chart_of(v), INT32_MIN);
}

static void last(struct ui *ui UNUSED, struct view *v)
{
	step(chart_of(v), INT32_MAX);
}

static void next_measure(struct ui *ui UNUSED, struct view *v)
{
	struct chart *c = chart_of(v);

	c->of->measure = (c->of->measure + 1) % MEASURES;
	summary_sort(c->of);
	rank(c);
}

/* The matrix with that period as its last one. */
static void show_period(struct ui *ui, struct chart *c)
{
	struct summary_view *of = c->of;
	struct summary_ask ask = ask_of(ui, c);
	int back = of->periods - 1 - (int)c->at;

	of->from = date_add_months(ask.from, -(int)of->every * back);
	of->column = of->sort = of->periods - 1;
	of->ascending = false;
	ui_pop(ui);
	summary_reload(ui, &of->view);
}

static void open_row(struct ui *ui, struct view *v)
{
	struct chart *c = chart_of(v);

	if (c->n == 0)
		return;
	if (c->trend)
		show_period(ui, c);
	else
		record_open(ui, "partner", c->rows[c->at].partner);
}

static void export(struct ui *ui, struct view *v)
{
	struct summary_ask ask = ask_of(ui, chart_of(v));

	summary_export(ui, chart_of(v)->of, &ask);
}

static void leave(struct ui *ui, struct view *v UNUSED)
{
	ui_pop(ui);
}

static const struct command rows[] = {
	{ "open", "enter", "open", "open the partner; of the trend, its period",
	    0, open_row },
	{ "measure", "t", "measure",
	    "earned, paid, due, held, approved, accrued, commission, sales", 0,
	    next_measure },
	{ "views", "v", "views", "other views of the summary", 0,
	    summary_views },
	{ "export", "x", "export", "write what is shown to a file", 0, export },
	{ "back", "esc f12", "back", "back to the summary", COMMAND_TERSE,
	    leave },
	{ "down", "j down", NULL, "next row", COMMAND_TERSE, down },
	{ "up", "k up", NULL, "previous row", COMMAND_TERSE, up },
	{ "page down", "pgdn }", NULL, "next page", COMMAND_TERSE, page_down },
	{ "page up", "pgup {", NULL, "previous page", COMMAND_TERSE, page_up },
	{ "first", "gg home", NULL, "first row", COMMAND_TERSE, first },
	{ "last row", "G end", NULL, "last row", COMMAND_TERSE, last },
};

static const char *chart_record(const struct view *v, int64_t *ret_id)
{
	const struct chart *c = (const struct chart *)v;

	*ret_id = c->n > 0 ? c->rows[c->at].partner : 0;
	return *ret_id != 0 ? "partner" : NULL;
}

static const char *chart_position(const struct view *v, struct arena *a)
{
	const struct chart *c = (const struct chart *)v;

	return c->n > 0 ? arena_fmt(a, "%zu/%zu", c->at + 1, c->n) : "";
}

static void chart_close(struct view *v)
{
	arena_done(&chart_of(v)->arena);
	free(v);
}

const struct view_kind summary_chart_kind = {
	.name = "Summary",
	.common = true,
	.commands = COMMANDS(rows),
	.draw = chart_draw,
	.reload = chart_reload,
	.close = chart_close,
	.record = chart_record,
	.position = chart_position,
};

/* It takes the place of another one. */
static void open_chart(struct ui *ui, struct summary_view *v, bool trend)
{
	struct chart *c = calloc(1, sizeof(*c));

	if (c == NULL)
		abort();
	if (ui->top->kind == &summary_chart_kind)
		ui_pop(ui);
	c->view.kind = &summary_chart_kind;
	c->of = v;
	c->trend = trend;
	chart_reload(ui, &c->view);
	if (trend && c->n > 0)
		c->at = c->n - 1;
	ui_push(ui, &c->view);
}

void summary_trend_open(struct ui *ui, struct summary_view *v)
{
	open_chart(ui, v, true);
}

void summary_top_open(struct ui *ui, struct summary_view *v)
{
	open_chart(ui, v, false);
}
