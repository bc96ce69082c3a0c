/* ui/summary_pick.c - what the summary is asked for: periods, day, currency. */

#include "config.h"

#include <string.h>

#include "base/text.h"
#include "ui/prompt.h"
#include "ui/show.h"
#include "ui/summary_view.h"

static struct summary_view *summary_of(struct view *v)
{
	return (struct summary_view *)v;
}

/* ---- periods ------------------------------------------------------------- */

static enum period_every every_of(const char *text)
{
	size_t len = strcspn(text, ".");

	return len == 4                        ? PERIOD_YEAR
	    : len != 7                         ? PERIOD_QUARTER
	    : text[5] == 'H' || text[5] == 'h' ? PERIOD_HALF
	    : text[5] == 'Q' || text[5] == 'q' ? PERIOD_QUARTER
					       : PERIOD_MONTH;
}

/* From the day on to the other, in periods that the first is written as. */
static void set_range(struct ui *ui, struct summary_view *v, date_days from,
    date_days to, enum period_every every)
{
	int n = 0;

	v->every = every;
	v->from = period_of(from, every).from;
	for (date_days d = v->from; d <= to && n < SUMMARY_PERIODS; n++)
		d = date_add_months(d, (int)every);
	v->periods = n;
	v->sort = v->column = n - 1;
	v->ascending = false;
	summary_reload(ui, &v->view);
}

static bool range_done(struct ui *ui, struct prompt *p, const char *text)
{
	struct summary_view *v = summary_of(ui->top);
	struct period range;
	struct err err;

	if (text[0] == '\0') {
		v->from = DATE_NONE;
		v->every = PERIOD_QUARTER;
		v->periods = SUMMARY_QUARTERS;
		v->sort = v->column = SUMMARY_QUARTERS - 1;
		summary_reload(ui, ui->top);
		return true;
	}
	if (!period_parse(text, &range, &err)) {
		snprintf(p->note, sizeof(p->note), "%s", err.text);
		return false;
	}
	set_range(ui, v, range.from, range.to, every_of(text));
	if (v->m.n_periods == SUMMARY_PERIODS &&
	    v->m.periods[SUMMARY_PERIODS - 1].to < range.to)
		ui_say(ui, "The first %d of these periods are shown.",
		    SUMMARY_PERIODS);
	return true;
}

void summary_ask_range(struct ui *ui, struct view *view)
{
	const struct summary_matrix *m = &summary_of(view)->m;
	char from[PERIOD_TEXT], to[PERIOD_TEXT];
	struct prompt *p;

	if (m->n_periods == 0)
		return;
	p = prompt_open("period: ",
	    arena_fmt(&ui->frame, "%s..%s", period_text(m->periods[0], from),
		period_text(m->periods[m->n_periods - 1], to)));
	p->on_top = true;
	p->done = range_done;
	prompt_show(ui, p);
}

/* The same last day, in as many periods of the next length. */
void summary_next_step(struct ui *ui, struct view *view)
{
	struct summary_view *v = summary_of(view);
	enum period_every every = v->every == PERIOD_MONTH ? PERIOD_QUARTER
	    : v->every == PERIOD_QUARTER                   ? PERIOD_YEAR
							   : PERIOD_MONTH;
	date_days to;

	if (v->m.n_periods == 0)
		return;
	to = v->m.periods[v->m.n_periods - 1].to;
	if (to > ui->today)
		to = ui->today;
	set_range(ui, v,
	    date_add_months(period_of(to, every).from,
		-(int)every * (SUMMARY_QUARTERS - 1)),
	    to, every);
}

static void shift(struct ui *ui, struct summary_view *v, int by)
{
	if (v->m.n_periods == 0)
		return;
	v->from = date_add_months(v->m.periods[0].from, by * (int)v->every);
	summary_reload(ui, &v->view);
}

void summary_earlier(struct ui *ui, struct view *view)
{
	shift(ui, summary_of(view), -1);
}

void summary_later(struct ui *ui, struct view *view)
{
	shift(ui, summary_of(view), 1);
}

/* ---- the day ------------------------------------------------------------- */

static bool day_done(struct ui *ui, struct prompt *p, const char *text)
{
	struct summary_view *v = summary_of(ui->top);
	date_days day = DATE_NONE;
	struct err err;

	if (text[0] != '\0' && !date_parse_typed(text, ui->today, &day, &err)) {
		snprintf(p->note, sizeof(p->note), "%s", err.text);
		return false;
	}
	if (day != DATE_NONE && day > ui->today) {
		snprintf(p->note, sizeof(p->note),
		    "that day is to come; leave it empty for today");
		return false;
	}
	v->as_of = day != ui->today ? day : DATE_NONE;
	summary_reload(ui, ui->top);
	return true;
}

void summary_ask_day(struct ui *ui, struct view *view)
{
	struct summary_view *v = summary_of(view);
	struct prompt *p;
	char text[11];

	p = prompt_open("as of (empty: today): ", date_text(v->as_of, text));
	p->done = day_done;
	prompt_show(ui, p);
}

/* ---- currencies ---------------------------------------------------------- */

static bool has_currency(const struct summary_matrix *m, const char *code)
{
	for (size_t i = 0; i < m->n_currencies; i++)
		if (strcmp(m->currencies[i].code, code) == 0)
			return true;
	return false;
}

static void set_currency(
    struct ui *ui, struct summary_view *v, const char *code, bool report)
{
	snprintf(v->currency, sizeof(v->currency), "%s", report ? "" : code);
	snprintf(v->report, sizeof(v->report), "%s", report ? code : "");
	summary_reload(ui, &v->view);
	if (v->m.left_out != NULL)
		ui_warn(ui,
		    "No rate leads to %s from %s: what is in those is left "
		    "out. accord import rates FILE brings rates.",
		    code, v->m.left_out);
}

void summary_next_currency(struct ui *ui, struct view *view)
{
	struct summary_view *v = summary_of(view);
	const struct summary_matrix *m = &v->m;
	size_t i = 0;

	if (m->n_currencies < 2) {
		ui_say(ui, "There is no other currency in these periods.");
		return;
	}
	while (i < m->n_currencies &&
	    strcmp(m->currencies[i].code, m->currency) != 0)
		i++;
	set_currency(
	    ui, v, m->currencies[(i + 1) % m->n_currencies].code, false);
}

static void currency_done(struct ui *ui, const struct menu_row *row)
{
	set_currency(
	    ui, summary_of(ui->top), (const char *)row->data, row->number == 1);
}

/* The currencies there are, one by one; then all in one of them. */
void summary_ask_currency(struct ui *ui, struct view *view)
{
	const struct summary_matrix *m = &summary_of(view)->m;
	struct menu *menu =
	    menu_open("Currencies of these periods", 2 * m->n_currencies + 2);
	struct arena *a = &menu->arena;
	struct menu_row *row;

	menu->empty = "There is no commission in these periods.";
	menu->key_width = 8;
	menu->done = currency_done;
	for (size_t i = 0; i < m->n_currencies; i++) {
		const struct summary_currency *c = &m->currencies[i];

		row = menu_add(menu, c->code,
		    arena_fmt(a, "%14s earned, %14s paid",
			summary_amount(c->code,
			    summary_figure(&c->sums, MEASURE_EARNED), a),
			summary_amount(c->code,
			    summary_figure(&c->sums, MEASURE_PAID), a)));
		row->data = row->key;
	}
	for (size_t i = 0; i < m->n_currencies + 1 && m->n_currencies > 0;
	     i++) {
		const char *code =
		    i < m->n_currencies ? m->currencies[i].code : "EUR";

		if (i == m->n_currencies && has_currency(m, "EUR"))
			break;
		row = menu_add(menu, arena_fmt(a, "in %s", code),
		    "all of them, at the reference rates of the day");
		row->data = arena_str(a, code);
		row->number = 1;
	}
	ui_push(ui, &menu->view);
}

/* ---- searching ----------------------------------------------------------- */

static bool matches(
    const struct summary_line *line, const char *folded, struct arena *a)
{
	return strstr(text_fold(line->name, a), folded) != NULL ||
	    strstr(text_fold(line->key, a), folded) != NULL;
}

static void find(struct ui *ui, struct summary_view *v, size_t from, int by)
{
	struct arena a = ARENA_INIT;
	const char *folded = text_fold(v->search, &a);
	size_t n = v->m.n, i = from;

	for (size_t seen = 0; seen < n && v->search[0] != '\0'; seen++) {
		i %= n;
		if (matches(&v->m.lines[i], folded, &a)) {
			v->at = i;
			v->detail_read = false;
			arena_done(&a);
			return;
		}
		i = by > 0 ? i + 1 : i + n - 1;
	}
	arena_done(&a);
	ui_say(ui, "\"%s\" is not in this summary.", v->search);
}

static bool search_done(
    struct ui *ui, struct prompt *p UNUSED, const char *text)
{
	struct summary_view *v = summary_of(ui->top);

	snprintf(v->search, sizeof(v->search), "%s", text);
	find(ui, v, v->at, 1);
	return true;
}

void summary_search(struct ui *ui, struct view *v UNUSED)
{
	struct prompt *p = prompt_open("/", "");

	p->done = search_done;
	prompt_show(ui, p);
}

void summary_search_next(struct ui *ui, struct view *view)
{
	struct summary_view *v = summary_of(view);

	find(ui, v, v->at + 1, 1);
}

void summary_search_previous(struct ui *ui, struct view *view)
{
	struct summary_view *v = summary_of(view);

	find(ui, v, v->at + v->m.n - (v->m.n > 0), -1);
}
