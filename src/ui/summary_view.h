/*
 * ui/summary_view.h - commissions by partner and period, as screens.
 *
 * The matrix is read whole for one currency, with every figure of a cell, so
 * that another measure or another order costs nothing. Amounts of different
 * currencies are never added up, unless all are shown in a reporting currency
 * at rates that are named. What is told of one cell is read when the keys
 * rest.
 */

#ifndef UI_SUMMARY_VIEW_H
#define UI_SUMMARY_VIEW_H

#include "base/money.h"
#include "query/summary_cell.h"
#include "query/summary_convert.h"
#include "ui/list_view.h"

/* Periods that a matrix has at most, and those it has at first. */
enum { SUMMARY_PERIODS = 24, SUMMARY_QUARTERS = 4 };

/* What the cells show; t goes from one to the next. */
enum summary_measure {
	MEASURE_EARNED, /* whatever became of it */
	MEASURE_PAID,
	MEASURE_DUE, /* earned, neither held nor paid */
	MEASURE_HELD,
	MEASURE_APPROVED,
	MEASURE_ACCRUED, /* not earned yet */
	MEASURE_COMMISSION,
	MEASURE_BASE,
	MEASURES
};

/* A partner, or a program or product where those are the rows. */
struct summary_line {
	int64_t partner; /* 0: it is none */
	const char *key; /* "P-12", or the program or product */
	const char *name;
	size_t nth;                 /* of all by name */
	struct summary_sums *cells; /* one for each period */
};

struct summary_currency {
	char code[4];
	struct summary_sums sums;
};

/* What was read. */
struct summary_matrix {
	struct period periods[SUMMARY_PERIODS];
	int n_periods;
	struct summary_line *lines;
	size_t n;
	struct summary_sums totals[SUMMARY_PERIODS];
	char currency[4]; /* of the amounts; "" while there are none */
	struct summary_currency *currencies; /* that there are in the range */
	size_t n_currencies;
	struct summary_rates rates; /* that a reporting currency took */
	date_days rates_on;
	const char *left_out; /* currencies without a rate, or NULL */
};

struct summary_view {
	struct view view;
	struct arena arena; /* of the matrix */
	struct summary_matrix m;
	bool wanted; /* it has not been read since data changed */

	/* What it is asked for. */
	enum summary_key by; /* partner, program or product */
	enum period_every every;
	date_days from;   /* of the first period; DATE_NONE: the last ones */
	int periods;      /* how many */
	date_days as_of;  /* DATE_NONE: today */
	char currency[4]; /* "": that of most sales */
	char report[4];   /* all are shown in it; "": one at a time */

	/* How it is shown. */
	enum summary_measure measure;
	int sort; /* a period; -1: by name */
	bool ascending;
	size_t at, top;   /* the line under the cursor, and the first shown */
	int column, left; /* the period under it, -1: the line's own name */
	char search[80];

	struct summary_ask export; /* what is to be written */

	/* Told of the cell under the cursor, once the keys rest. */
	struct arena detail_arena;
	bool detail_read;
	const char *detail[2];
};

/* ---- summary_read.c ----------------------------------------------------- */

/* Reads it all anew; the cursor stays on its line and its period. */
void summary_reload(struct ui *ui, struct view *v);

/* Orders the lines again; the cursor stays on its line. */
void summary_sort(struct summary_view *v);

/* The day that it is as of. */
date_days summary_as_of(const struct ui *ui, const struct summary_view *v);

/* What the summary is asked for, without its keys. */
struct summary_ask summary_ask_of(
    const struct ui *ui, const struct summary_view *v);

/* Reads sums, converted where the screen reports in one currency; else of
 * the currency that is asked for. */
NODISCARD bool summary_sums_read(struct ui *ui, const struct summary_view *v,
    struct summary_ask *ask, struct arena *a, struct summary *ret,
    struct summary_rates *ret_rates, struct err *err);

/* The figure of a cell, in minor units. */
int64_t summary_figure(
    const struct summary_sums *s, enum summary_measure measure);

/* "earned". */
const char *summary_measure_name(enum summary_measure measure);

/* The line under the cursor, or NULL. */
const struct summary_line *summary_current(const struct summary_view *v);

/* Its cell; on the name, the sum of its cells. */
struct summary_sums summary_cell(
    const struct summary_line *line, int column, int n_periods);

/* ---- summary_draw.c ----------------------------------------------------- */

void summary_draw(struct ui *ui, struct view *v, struct surface *s);

/* The lines alone, without what is below them, from line y on. */
void summary_draw_part(
    struct ui *ui, struct summary_view *v, struct surface *s, int y, int lines);

/* Lines there is room for, less the one for those that are not shown. */
int summary_height(const struct summary_view *v, const struct surface *s);

/* "period:2025-Q2..2026-Q1  currency:EUR": what it was asked for. */
const char *summary_asked(const struct summary_view *v, struct arena *a);

/* At which rates all was converted; "" where nothing was. */
const char *summary_rates_text(const struct summary_matrix *m, struct arena *a);

/* "26-Q1". */
const char *summary_period(struct period p, struct arena *a);

/* "12 400": whole units, without the currency. */
const char *summary_amount(
    const char *currency, int64_t minor, struct arena *a);

/* ---- summary_pick.c ----------------------------------------------------- */

void summary_ask_range(struct ui *ui, struct view *v);
void summary_ask_day(struct ui *ui, struct view *v);
void summary_ask_currency(struct ui *ui, struct view *v);
void summary_next_currency(struct ui *ui, struct view *v);
void summary_next_step(struct ui *ui, struct view *v);
void summary_earlier(struct ui *ui, struct view *v);
void summary_later(struct ui *ui, struct view *v);
void summary_search(struct ui *ui, struct view *v);
void summary_search_next(struct ui *ui, struct view *v);
void summary_search_previous(struct ui *ui, struct view *v);

/* ---- summary_export.c --------------------------------------------------- */

/* Asks where to, and writes what was asked for by those keys. */
void summary_export(
    struct ui *ui, struct summary_view *v, const struct summary_ask *ask);

/* ---- the views ---------------------------------------------------------- */

struct view *summary_open(struct ui *ui);
void summary_lines_open(struct ui *ui, struct summary_view *v);

void summary_trend_open(struct ui *ui, struct summary_view *v);
void summary_top_open(struct ui *ui, struct summary_view *v);

/* The menu of views: the rows of the matrix, the trend, the top partners. */
void summary_views(struct ui *ui, struct view *v);

extern const struct view_kind summary_kind, summary_lines_kind,
    summary_chart_kind;

#endif
