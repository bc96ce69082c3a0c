/* ui/summary_draw.c - how the matrix looks at each size. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "ui/list_view.h"
#include "ui/show.h"
#include "ui/summary_view.h"

enum { LEAST_CELL = 9, LEAST_BAR = 6, LEAST_NAME = 14 };

/* Where things are. */
struct place {
	int titles;
	int rows, height; /* the lines, and how many there is room for */
	int name;         /* cells of the name, from column 2 on */
	int cell, first;  /* of a period: how wide, and where they begin */
	int periods;      /* shown */
	int bar_x, bar;   /* the bar of the order's period; 0: none */
	int foot;         /* lines below the total */
	bool rule;        /* above the total */
};

const char *summary_period(struct period p, struct arena *a)
{
	char text[PERIOD_TEXT];

	period_text(p, text);
	return arena_str(
	    a, strlen(text) == 7 && text[5] == 'Q' ? text + 2 : text);
}

const char *summary_amount(const char *currency, int64_t minor, struct arena *a)
{
	struct money m = { .minor = minor };

	snprintf(m.currency, sizeof(m.currency), "%s", currency);
	return show_whole(m, a) + strlen(m.currency) + 1;
}

/* ---- places -------------------------------------------------------------- */

/* The width of the widest amount; totals are the widest as a rule. */
static int widest(const struct summary_view *v)
{
	struct arena a = ARENA_INIT;
	const struct summary_matrix *m = &v->m;
	int most = 0;

	for (int p = 0; p < m->n_periods; p++) {
		int64_t low = 0, high = 0;
		int64_t list[3] = { summary_figure(&m->totals[p], v->measure) };

		for (size_t i = 0; i < m->n; i++) {
			int64_t f =
			    summary_figure(&m->lines[i].cells[p], v->measure);

			low = f < low ? f : low;
			high = f > high ? f : high;
		}
		list[1] = low;
		list[2] = high;
		for (size_t i = 0; i < ARRAY_LEN(list); i++) {
			int width = text_width(
			    summary_amount(m->currency, list[i], &a));

			most = width > most ? width : most;
		}
		arena_reset(&a);
	}
	arena_done(&a);
	return most;
}

/* Lines for the rows and below them. */
static void place_lines(const struct surface *s, struct place *p)
{
	switch (ui_size(s)) {
	case SIZE_NONE:
	case SIZE_TINY:
		p->rows = 3;
		break;
	case SIZE_SMALL:
		p->rows = 3;
		p->foot = 1;
		break;
	case SIZE_FULL:
	case SIZE_WIDE:
		p->rows = 4;
		p->rule = true;
		p->foot = 7;
		break;
	}
	/* The total, message and keys have a line each. */
	p->height = s->height - p->rows - p->rule - 1 - p->foot - 2;
	if (p->height < 1)
		p->height = 1;
}

/* Periods as many as there is room for; then the bar; then the name. */
static void place_columns(
    const struct summary_view *v, const struct surface *s, struct place *p)
{
	int room;

	p->cell = widest(v) + 2;
	if (p->cell < LEAST_CELL)
		p->cell = LEAST_CELL;
	p->name = s->width < 76 ? LEAST_NAME : 22 + (s->width - 80) / 4;
	if (p->name > 40)
		p->name = 40;
	room = s->width - 2 - p->name - 1;
	p->periods = (room - (s->width < 76 ? 0 : LEAST_BAR + 2)) / p->cell;
	if (p->periods < 1)
		p->periods = 1;
	if (p->periods > v->m.n_periods)
		p->periods = v->m.n_periods;
	p->first = 2 + p->name;
	p->bar_x = p->first + p->periods * p->cell + 2;
	p->bar = s->width - p->bar_x - 1;
	if (p->bar < LEAST_BAR)
		p->bar = 0;
	if (p->bar > 40)
		p->bar = 40;
}

static struct place place_of(
    const struct summary_view *v, const struct surface *s)
{
	struct place p = { .titles = 2 };

	place_lines(s, &p);
	place_columns(v, s, &p);
	return p;
}

/* Lines that are shown: one of them may be for those that are not. */
static size_t shown_of(const struct summary_view *v, const struct place *p)
{
	if (v->m.n <= (size_t)p->height)
		return v->m.n;
	return (size_t)(p->height > 1 ? p->height - 1 : 1);
}

int summary_height(const struct summary_view *v, const struct surface *s)
{
	struct place p = { .rows = 0 };
	size_t shown;

	place_lines(s, &p);
	shown = shown_of(v, &p);
	return shown > 0 ? (int)shown : 1;
}

/* Line and period under the cursor are among those that are shown. */
static void follow(struct summary_view *v, const struct place *p)
{
	size_t height = shown_of(v, p);

	if (v->top + height > v->m.n)
		v->top = v->m.n > height ? v->m.n - height : 0;
	if (v->at < v->top)
		v->top = v->at;
	if (v->at >= v->top + height)
		v->top = v->at - height + 1;
	if (v->column >= 0 && v->column < v->left)
		v->left = v->column;
	if (v->column >= v->left + p->periods)
		v->left = v->column - p->periods + 1;
	if (v->left + p->periods > v->m.n_periods)
		v->left = v->m.n_periods - p->periods;
	if (v->left < 0)
		v->left = 0;
}

/* ---- the two lines at the top -------------------------------------------- */

static const char *sort_text(const struct summary_view *v, struct arena *a)
{
	if (v->sort < 0)
		return v->ascending ? "-name" : "name";
	return arena_fmt(a, "%s%s", v->ascending ? "" : "-",
	    summary_period(v->m.periods[v->sort], a));
}

const char *summary_asked(const struct summary_view *v, struct arena *a)
{
	const struct summary_matrix *m = &v->m;
	struct buf b = BUF_INIT;
	char first[PERIOD_TEXT], last[PERIOD_TEXT], day[11];

	if (m->n_periods == 0)
		return "";
	buf_fmt(&b, " period:%s..%s", period_text(m->periods[0], first),
	    period_text(m->periods[m->n_periods - 1], last));
	if (m->currency[0] != '\0')
		buf_fmt(&b, "  %s:%s",
		    v->report[0] != '\0' ? "all in" : "currency", m->currency);
	if (m->n_currencies > 1 && v->report[0] == '\0')
		buf_fmt(&b, " +%zu", m->n_currencies - 1);
	if (v->as_of != DATE_NONE)
		buf_fmt(&b, "  as-of:%s", date_text(v->as_of, day));
	return buf_take(&b, a);
}

static void draw_asked(
    struct ui *ui, const struct summary_view *v, struct surface *s)
{
	const char *right = summary_measure_name(v->measure);

	if (s->width >= 60 && v->m.n_periods > 0)
		right = arena_fmt(&ui->frame, "%s   sort:%s", right,
		    sort_text(v, &ui->frame));
	ui_line(s, 1, ROLE_TEXT, summary_asked(v, &ui->frame), right);
}

static const char *const titles[SUMMARY_KEYS] = {
	[SUMMARY_PARTNER] = "Partner",
	[SUMMARY_PRODUCT] = "Product",
	[SUMMARY_PROGRAM] = "Program",
};

static void draw_titles(struct ui *ui, const struct summary_view *v,
    const struct place *p, struct surface *s)
{
	surface_put(s, 2, p->titles, p->name, ROLE_HEAD, titles[v->by]);
	for (int i = 0; i < p->periods; i++)
		surface_text_right(s, p->first + i * p->cell, p->titles,
		    p->cell, ROLE_HEAD,
		    summary_period(v->m.periods[v->left + i], &ui->frame));
	if (p->bar > 0 && v->sort >= 0)
		surface_put(s, p->bar_x, p->titles, p->bar, ROLE_HEAD,
		    summary_period(v->m.periods[v->sort], &ui->frame));
	if (p->rule)
		surface_rule(s, 0, 3, s->width);
}

/* ---- lines --------------------------------------------------------------- */

/* The period that bars are of: that of the order; by name, the last. */
static int bar_period(const struct summary_view *v)
{
	return v->sort >= 0 ? v->sort : v->m.n_periods - 1;
}

static int64_t bar_most(const struct summary_view *v)
{
	int64_t most = 1;

	for (size_t i = 0; i < v->m.n; i++) {
		int64_t f = summary_figure(
		    &v->m.lines[i].cells[bar_period(v)], v->measure);

		most = f > most ? f : most;
	}
	return most;
}

/* One figure; only its text is marked, so that a move costs little. */
static void draw_cell(struct ui *ui, const struct summary_view *v,
    const struct place *p, const struct summary_sums *sums, int i, int y,
    bool here, struct surface *s)
{
	int64_t figure = summary_figure(sums, v->measure);
	const char *text = summary_amount(v->m.currency, figure, &ui->frame);
	int width = text_width(text);

	width = width < p->cell ? width : p->cell - 1;
	surface_put(s, p->first + (i + 1) * p->cell - width, y, width,
	    here             ? ROLE_CURSOR
		: figure < 0 ? ROLE_WARN
			     : ROLE_TEXT,
	    text);
}

static int key_width(const struct summary_view *v)
{
	int most = 0;

	for (size_t i = 0; i < v->m.n; i++) {
		int width = (int)strlen(v->m.lines[i].key);

		most = width > most ? width : most;
	}
	return most;
}

static void draw_name(const struct summary_view *v, const struct place *p,
    const struct summary_line *line, int keys, int y, bool here,
    struct surface *s)
{
	enum role role = here ? ROLE_CURSOR : ROLE_KEY;

	if (v->by != SUMMARY_PARTNER) {
		surface_put(s, 2, y, p->name, role,
		    line->key[0] != '\0' ? line->key : "(none)");
		return;
	}
	surface_put(s, 2, y, p->name, role, line->key);
	surface_put(
	    s, 2 + keys + 1, y, p->name - keys - 1, ROLE_TEXT, line->name);
}

static void draw_line(struct ui *ui, const struct summary_view *v,
    const struct place *p, size_t at, int keys, int64_t most, struct surface *s)
{
	const struct summary_line *line = &v->m.lines[at];
	int y = p->rows + (int)(at - v->top);
	bool here = at == v->at;

	if (here) {
		surface_put(s, 0, y, 1, ROLE_TEXT, ">");
		surface_cursor(s, 0, y, false);
	}
	draw_name(v, p, line, keys, y, here && v->column < 0, s);
	for (int i = 0; i < p->periods; i++)
		draw_cell(ui, v, p, &line->cells[v->left + i], i, y,
		    here && v->left + i == v->column, s);
	if (p->bar > 0)
		surface_bar(s, p->bar_x, y, p->bar,
		    summary_figure(&line->cells[bar_period(v)], v->measure),
		    most);
}

/* All that are not shown, so that what is shown adds up to the total. */
static void draw_others(struct ui *ui, const struct summary_view *v,
    const struct place *p, size_t height, int64_t most, struct surface *s,
    int y)
{
	struct summary_sums sums[SUMMARY_PERIODS];

	memset(sums, 0, sizeof(sums));
	for (size_t i = 0; i < v->m.n; i++)
		for (int c = 0; c < v->m.n_periods; c++)
			if (i < v->top || i >= v->top + height)
				summary_add(&sums[c], &v->m.lines[i].cells[c]);
	surface_put(s, 2, y, p->name, ROLE_MUTED,
	    arena_fmt(&ui->frame, "%zu others", v->m.n - height));
	for (int i = 0; i < p->periods; i++)
		draw_cell(ui, v, p, &sums[v->left + i], i, y, false, s);
	if (p->bar > 0)
		surface_bar(s, p->bar_x, y, p->bar,
		    summary_figure(&sums[bar_period(v)], v->measure), most);
}

/* ---- below them ---------------------------------------------------------- */

static int64_t percent(int64_t part, int64_t whole)
{
	return whole > 0 && part > 0 ? (200 * part + whole) / (2 * whole) : 0;
}

/* "paid 71%, held 3%, due 26%" of what was earned; as much as fits. */
static const char *shares(
    struct ui *ui, const struct summary_sums *sums, int width)
{
	int64_t all = summary_figure(sums, MEASURE_EARNED);
	const char *paid = arena_fmt(&ui->frame, "paid %" PRId64 "%%",
	    percent(summary_figure(sums, MEASURE_PAID), all));
	const char *whole =
	    arena_fmt(&ui->frame, "%s, held %" PRId64 "%%, due %" PRId64 "%%",
		paid, percent(summary_figure(sums, MEASURE_HELD), all),
		percent(summary_figure(sums, MEASURE_DUE), all));

	if (all <= 0)
		return "";
	return text_width(whole) <= width ? whole : paid;
}

static void draw_total(struct ui *ui, const struct summary_view *v,
    const struct place *p, int y, struct surface *s)
{
	if (p->rule)
		surface_rule(s, 0, y++, s->width);
	surface_put(s, 2, y, p->name, ROLE_HEAD, "Total");
	for (int i = 0; i < p->periods; i++)
		draw_cell(ui, v, p, &v->m.totals[v->left + i], i, y, false, s);
	if (p->bar > 0)
		surface_put(s, p->bar_x, y, s->width - p->bar_x, ROLE_TEXT,
		    shares(ui, &v->m.totals[bar_period(v)],
			s->width - p->bar_x - 1));
}

/* "Earned  106.2k ████": the order's period, earned and paid. */
static void draw_bars(
    struct ui *ui, const struct summary_view *v, struct surface *s, int y)
{
	static const struct {
		const char *title;
		enum summary_measure measure;
	} bars[] = { { "Earned", MEASURE_EARNED }, { "Paid", MEASURE_PAID } };
	const struct summary_sums *total = &v->m.totals[bar_period(v)];
	int64_t most = summary_figure(total, MEASURE_EARNED);

	for (int i = 0; i < (int)ARRAY_LEN(bars); i++) {
		struct money m = { .minor =
				       summary_figure(total, bars[i].measure) };

		memcpy(m.currency, v->m.currency, sizeof(m.currency));
		surface_put(s, 1, y + i, 7, ROLE_TEXT, bars[i].title);
		surface_text_right(
		    s, 8, y + i, 7, ROLE_TEXT, show_short(m, &ui->frame));
		surface_bar(s, 16, y + i, s->width - 40, m.minor, most);
	}
}

/* "1 EUR = 161.35 JPY, 1.0841 USD of 2026-03-30 (European Central Bank)":
 * the day and the source stand once where they are the same. */
const char *summary_rates_text(const struct summary_matrix *m, struct arena *a)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < m->rates.n; i++) {
		const struct summary_rate *r = &m->rates.list[i];
		const struct summary_rate *next =
		    i + 1 < m->rates.n ? r + 1 : NULL;
		char day[11];

		if (!r->found) {
			buf_fmt(&b, "%sno rate of %s", b.len > 0 ? "; " : "",
			    r->rate.currency);
			continue;
		}
		buf_fmt(&b, "%s%s %s", b.len > 0 ? ", " : "1 EUR = ",
		    decimal_text(r->rate.per_euro, a), r->rate.currency);
		if (next == NULL || !next->found ||
		    next->rate.on != r->rate.on ||
		    strcmp(next->source, r->source) != 0)
			buf_fmt(&b, " of %s (%s)", date_text(r->rate.on, day),
			    r->source);
	}
	return buf_take(&b, a);
}

static void draw_foot(struct ui *ui, const struct summary_view *v,
    const struct place *p, int y, struct surface *s)
{
	if (p->foot == 0 || v->m.n == 0)
		return;
	if (p->foot == 1) {
		if (v->detail_read && v->detail[0] != NULL)
			surface_put(s, 1, s->height - 3, s->width - 2,
			    ROLE_TEXT, v->detail[0]);
		return;
	}
	if (v->report[0] != '\0')
		surface_put(s, 1, y, s->width - 2, ROLE_MUTED,
		    summary_rates_text(&v->m, &ui->frame));
	for (size_t i = 0; i < ARRAY_LEN(v->detail); i++)
		if (v->detail_read && v->detail[i] != NULL)
			surface_put(s, 1, y + 1 + (int)i, s->width - 2,
			    ROLE_TEXT, v->detail[i]);
	draw_bars(ui, v, s, y + 3);
	surface_rule(s, 0, s->height - 3, s->width);
}

static void draw_empty(struct ui *ui, const struct place *p, struct surface *s)
{
	struct lines lines = { .arena = &ui->frame, .width = s->width - 6 };

	lines_wrap(
	    &lines, ROLE_TEXT, "", "No commission is dated in these periods.");
	lines_gap(&lines);
	lines_wrap(&lines, ROLE_MUTED, "",
	    "Sales come from a file (accord import sales FILE --map MAP) or "
	    "from the form. f asks for other periods, [ goes back in time.");
	lines_draw(&lines, 0, s, 3, p->rows, lines.width, p->height);
	surface_cursor(s, 0, p->rows, false);
}

/* Titles, lines and their total; returns the line below that. */
static int draw_matrix(struct ui *ui, struct summary_view *v,
    const struct place *p, struct surface *s)
{
	size_t shown = shown_of(v, p);
	int64_t most = bar_most(v);
	int keys = key_width(v), y = p->rows + (int)shown;

	follow(v, p);
	draw_titles(ui, v, p, s);
	for (size_t i = 0; i < shown; i++)
		draw_line(ui, v, p, v->top + i, keys, most, s);
	if (v->m.n > shown && p->height > 1)
		draw_others(ui, v, p, shown, most, s, y++);
	draw_total(ui, v, p, y, s);
	return y + p->rule + 1;
}

void summary_draw_part(
    struct ui *ui, struct summary_view *v, struct surface *s, int y, int lines)
{
	struct place p = { .titles = y, .rows = y + 1, .height = lines - 2 };

	if (v->m.n == 0)
		return;
	place_columns(v, s, &p);
	draw_matrix(ui, v, &p, s);
}

void summary_draw(struct ui *ui, struct view *view, struct surface *s)
{
	struct summary_view *v = (struct summary_view *)view;
	struct place p = place_of(v, s);

	list_tabs_draw(ui, s);
	draw_asked(ui, v, s);
	if (v->m.n == 0)
		draw_empty(ui, &p, s);
	else
		draw_foot(ui, v, &p, draw_matrix(ui, v, &p, s), s);
}
