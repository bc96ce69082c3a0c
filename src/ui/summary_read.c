/* ui/summary_read.c - the matrix of the summary: reading, adding, sorting. */

#include "config.h"

#include "ui/summary_view.h"

#include <stdlib.h>
#include <string.h>

#include "ui/show.h"

static const char *const measures[MEASURES] = {
	[MEASURE_EARNED] = "earned",
	[MEASURE_PAID] = "paid",
	[MEASURE_DUE] = "due",
	[MEASURE_HELD] = "held",
	[MEASURE_APPROVED] = "approved",
	[MEASURE_ACCRUED] = "accrued",
	[MEASURE_COMMISSION] = "commission",
	[MEASURE_BASE] = "sales base",
};

const char *summary_measure_name(enum summary_measure measure)
{
	return measures[measure];
}

int64_t summary_figure(
    const struct summary_sums *s, enum summary_measure measure)
{
	const int64_t *b = s->balance;

	switch (measure) {
	case MEASURE_EARNED:
		return summary_commission(s) - b[SUMMARY_ACCRUED];
	case MEASURE_PAID:
		return b[SUMMARY_PAID];
	case MEASURE_DUE:
		return b[SUMMARY_EARNED] + b[SUMMARY_APPROVED];
	case MEASURE_HELD:
		return b[SUMMARY_HELD];
	case MEASURE_APPROVED:
		return b[SUMMARY_APPROVED];
	case MEASURE_ACCRUED:
		return b[SUMMARY_ACCRUED];
	case MEASURE_COMMISSION:
		return summary_commission(s);
	case MEASURE_BASE:
		return s->base;
	case MEASURES:
		break;
	}
	return 0;
}

date_days summary_as_of(const struct ui *ui, const struct summary_view *v)
{
	return v->as_of != DATE_NONE ? v->as_of : ui->today;
}

const struct summary_line *summary_current(const struct summary_view *v)
{
	return v->at < v->m.n ? &v->m.lines[v->at] : NULL;
}

struct summary_sums summary_cell(
    const struct summary_line *line, int column, int n_periods)
{
	struct summary_sums sum = { .sales = 0 };

	if (column >= 0)
		return line->cells[column];
	for (int i = 0; i < n_periods; i++)
		summary_add(&sum, &line->cells[i]);
	return sum;
}

/* ---- order --------------------------------------------------------------- */

struct keyed {
	struct summary_line line;
	int64_t figure, all; /* of the order's period, of all of them */
};

static int compare(const void *left, const void *right)
{
	const struct keyed *a = left, *b = right;

	if (a->figure != b->figure)
		return a->figure < b->figure ? 1 : -1;
	if (a->all != b->all)
		return a->all < b->all ? 1 : -1;
	return a->line.nth < b->line.nth ? -1 : 1;
}

static int compare_up(const void *left, const void *right)
{
	return compare(right, left);
}

static int64_t figure_of(
    const struct summary_view *v, const struct summary_line *line, int column)
{
	struct summary_sums sums = summary_cell(line, column, v->m.n_periods);

	return summary_figure(&sums, v->measure);
}

/* Where the period's figures are equal, most of them nothing, those of all
 * periods decide, and then the name. */
static void order(struct summary_view *v)
{
	struct arena a = ARENA_INIT;
	struct keyed *list = arena_alloc(&a, (v->m.n + 1) * sizeof(*list));

	for (size_t i = 0; i < v->m.n; i++) {
		list[i].line = v->m.lines[i];
		if (v->sort < 0)
			continue;
		list[i].figure = figure_of(v, &list[i].line, v->sort);
		list[i].all = figure_of(v, &list[i].line, -1);
	}
	if (v->m.n > 1)
		qsort(list, v->m.n, sizeof(*list),
		    v->ascending ? compare_up : compare);
	for (size_t i = 0; i < v->m.n; i++)
		v->m.lines[i] = list[i].line;
	arena_done(&a);
}

/* Puts the cursor on that line; where it is gone, it stays at its place. */
static void place(struct summary_view *v, int64_t partner, const char *key)
{
	for (size_t i = 0; i < v->m.n; i++)
		if (v->m.lines[i].partner == partner &&
		    strcmp(v->m.lines[i].key, key) == 0) {
			v->at = i;
			return;
		}
	if (v->at >= v->m.n)
		v->at = v->m.n > 0 ? v->m.n - 1 : 0;
}

void summary_sort(struct summary_view *v)
{
	const struct summary_line *line = summary_current(v);
	int64_t partner = line != NULL ? line->partner : 0;
	const char *key = line != NULL ? line->key : "";

	order(v);
	place(v, partner, key);
	v->detail_read = false;
}

/* ---- reading ------------------------------------------------------------- */

/* The periods that are asked for; the last of those at first is today's. */
static void set_periods(
    const struct ui *ui, const struct summary_view *v, struct summary_matrix *m)
{
	date_days from = v->from;

	if (from == DATE_NONE)
		from = date_add_months(
		    period_of(summary_as_of(ui, v), v->every).from,
		    -(int)v->every * (v->periods - 1));
	m->n_periods = v->periods;
	for (int i = 0; i < v->periods; i++)
		m->periods[i] = period_of(
		    date_add_months(from, i * (int)v->every), v->every);
}

struct summary_ask summary_ask_of(
    const struct ui *ui, const struct summary_view *v)
{
	struct summary_matrix m = { .n_periods = 0 };

	set_periods(ui, v, &m);
	return (struct summary_ask){
		.every = v->every,
		.from = m.periods[0].from,
		.to = m.periods[m.n_periods - 1].to,
		.as_of = summary_as_of(ui, v),
	};
}

/* The one that is asked for, or that of most sales. */
static void choose_currency(
    const struct summary_view *v, struct summary_matrix *m)
{
	const struct summary_currency *most = NULL;

	for (size_t i = 0; i < m->n_currencies; i++) {
		const struct summary_currency *c = &m->currencies[i];
		bool asked = strcmp(c->code, v->currency) == 0;

		if (most == NULL || asked || c->sums.sales > most->sums.sales)
			most = c;
		if (asked)
			break;
	}
	if (most != NULL)
		memcpy(m->currency,
		    v->report[0] != '\0' ? v->report : most->code,
		    sizeof(m->currency));
}

/* The currencies in the range. */
static bool read_currencies(struct ui *ui, const struct summary_view *v,
    struct arena *a, struct summary_matrix *m, struct err *err)
{
	struct summary_ask ask = summary_ask_of(ui, v);
	struct summary s;

	if (!summary_read(ui->session->db, &ask, a, &s, err))
		return false;
	m->currencies = arena_alloc(a, (s.n + 1) * sizeof(*m->currencies));
	m->n_currencies = s.n;
	for (size_t i = 0; i < s.n; i++) {
		struct summary_currency *c = &m->currencies[i];

		snprintf(c->code, sizeof(c->code), "%s", s.rows[i].currency);
		c->sums = s.rows[i].sums;
	}
	choose_currency(v, m);
	return true;
}

static int period_at(const struct summary_matrix *m, struct period p)
{
	int i = 0;

	while (i < m->n_periods && m->periods[i].to < p.from)
		i++;
	return i;
}

/* Rows come by line and then by period. */
static void add_row(struct summary_matrix *m, const struct summary_row *row,
    enum summary_key by, struct arena *a)
{
	struct summary_line *line = m->n > 0 ? &m->lines[m->n - 1] : NULL;
	const char *key = by == SUMMARY_PROGRAM ? row->program
	    : by == SUMMARY_PRODUCT             ? row->product
				    : show_id("partner", row->partner, a);
	int at = period_at(m, row->period);

	if (at == m->n_periods)
		return;
	if (line == NULL || strcmp(line->key, key) != 0) {
		line = &m->lines[m->n];
		*line = (struct summary_line){ .partner = row->partner,
			.key = key,
			.name =
			    row->partner_name != NULL ? row->partner_name : "",
			.nth = m->n,
			.cells = arena_alloc(
			    a, (size_t)m->n_periods * sizeof(*line->cells)) };
		m->n++;
	}
	summary_add(&line->cells[at], &row->sums);
	summary_add(&m->totals[at], &row->sums);
}

bool summary_sums_read(struct ui *ui, const struct summary_view *v,
    struct summary_ask *ask, struct arena *a, struct summary *ret,
    struct summary_rates *ret_rates, struct err *err)
{
	struct db *db = ui->session->db;

	*ret_rates = (struct summary_rates){ .whole = true };
	if (v->report[0] == '\0')
		return summary_read(db, ask, a, ret, err);
	return summary_read(db, ask, a, ret, err) &&
	    summary_convert(db, ret, v->report, ask->as_of, a, ret_rates, err);
}

static bool read_lines(struct ui *ui, struct summary_view *v, struct arena *a,
    struct summary_matrix *m, struct err *err)
{
	struct summary_ask ask = summary_ask_of(ui, v);
	struct summary s;

	if (m->currency[0] == '\0')
		return true;
	ask.keys[ask.n_keys++] = v->by;
	ask.keys[ask.n_keys++] = SUMMARY_PERIOD;
	if (v->report[0] == '\0')
		ask.currency = m->currency;
	m->rates_on = ask.as_of;
	if (!summary_sums_read(ui, v, &ask, a, &s, &m->rates, err))
		return false;
	m->lines = arena_alloc(a, (s.n + 1) * sizeof(*m->lines));
	for (size_t i = 0; i < s.n; i++) {
		const struct summary_row *row = &s.rows[i];

		if (strcmp(row->currency, m->currency) == 0)
			add_row(m, row, v->by, a);
		else if (m->left_out == NULL ||
		    strstr(m->left_out, row->currency) == NULL)
			m->left_out = arena_fmt(a, "%s%s%s",
			    m->left_out != NULL ? m->left_out : "",
			    m->left_out != NULL ? ", " : "", row->currency);
	}
	return true;
}

static bool read_matrix(struct ui *ui, struct summary_view *v, struct arena *a,
    struct summary_matrix *m, struct err *err)
{
	set_periods(ui, v, m);
	return read_currencies(ui, v, a, m, err) &&
	    read_lines(ui, v, a, m, err);
}

/* What was read before is kept where that fails. */
void summary_reload(struct ui *ui, struct view *view)
{
	struct summary_view *v = (struct summary_view *)view;
	const struct summary_line *line = summary_current(v);
	int64_t partner = line != NULL ? line->partner : 0;
	const char *key = line != NULL ? line->key : "";
	struct arena a = ARENA_INIT, old = v->arena;
	struct summary_matrix m = { .n_periods = 0 };
	struct err err;

	v->wanted = !read_matrix(ui, v, &a, &m, &err);
	if (v->wanted) {
		arena_done(&a);
		if (err.kind != ERR_BUSY)
			ui_failed(ui, &err);
		return;
	}
	v->arena = a;
	v->m = m;
	if (v->column >= m.n_periods)
		v->column = m.n_periods - 1;
	if (v->sort >= m.n_periods)
		v->sort = m.n_periods - 1;
	order(v);
	place(v, partner, key);
	v->detail_read = false;
	arena_done(&old);
}
