/* ui/summary_lines.c - the commissions behind a cell of the summary. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "query/commission_origin.h"
#include "ui/desk_view.h"
#include "ui/show.h"
#include "ui/summary_view.h"

/* The matrix above the lines, and the lines at least, in a tall window. */
enum { HEAD_LINES = 13, FOOT_LINES = 2, TALL = 34 };

/* The matrix that the lines were opened from is the tab below. */
static struct summary_view *matrix_of(const struct ui *ui)
{
	return (struct summary_view *)ui->tabs[TAB_COMMISSION];
}

/* ---- what the lines are -------------------------------------------------- */

static struct period period_of_cell(
    const struct ui *ui, const struct summary_view *v)
{
	const struct summary_matrix *m = &v->m;
	date_days as_of = summary_as_of(ui, v);
	struct period p = { m->periods[0].from,
		m->periods[m->n_periods - 1].to };

	if (v->column >= 0)
		p = m->periods[v->column];
	if (p.to > as_of)
		p.to = as_of;
	return p;
}

/* The cell as a filter of commissions. */
static const char *filter_of(
    const struct ui *ui, const struct summary_view *v, struct arena *a)
{
	const struct summary_line *line = summary_current(v);
	struct period p = period_of_cell(ui, v);
	const char *what = v->by == SUMMARY_PROGRAM ? "program"
	    : v->by == SUMMARY_PRODUCT              ? "product"
						    : "partner";
	char from[11], to[11];

	return arena_fmt(a, "%s:%s%s%s date:%s..%s", what,
	    line->key[0] != '\0' ? line->key : "-",
	    v->report[0] != '\0' ? "" : " currency:",
	    v->report[0] != '\0' ? "" : v->m.currency, date_text(p.from, from),
	    date_text(p.to, to));
}

/* ---- the matrix above them ----------------------------------------------- */

static void head_read(struct ui *ui UNUSED, struct list_view *l UNUSED)
{
}

static void head_drop(struct list_view *l UNUSED)
{
}

static void head_draw(
    struct ui *ui, struct list_view *l UNUSED, struct surface *s, int y)
{
	summary_draw_part(ui, matrix_of(ui), s, y, HEAD_LINES - 1);
}

/* "6 lines   sum to 12 400.00 EUR", while it is the cell's own filter. */
static const char *figures(struct ui *ui, struct list_view *l, int width UNUSED)
{
	const struct summary_view *v = matrix_of(ui);
	const struct summary_line *line = summary_current(v);
	struct buf b = BUF_INIT;
	struct summary_sums sums;
	struct money m = { .minor = 0 };

	if (l->rows.count >= 0)
		buf_fmt(&b, "%" PRId64 " line%s", l->rows.count,
		    l->rows.count == 1 ? "" : "s");
	/* A product in a filter is what begins like it, too. */
	if (line != NULL && v->by != SUMMARY_PRODUCT && v->report[0] == '\0' &&
	    strcmp(l->filter_text, filter_of(ui, v, &ui->frame)) == 0) {
		sums = summary_cell(line, v->column, v->m.n_periods);
		m.minor = summary_commission(&sums);
		memcpy(m.currency, v->m.currency, sizeof(m.currency));
		buf_fmt(&b, "%ssum to %s %s", b.len > 0 ? "   " : "",
		    money_text_grouped(m, &ui->frame), m.currency);
	}
	return buf_take(&b, &ui->frame);
}

static const struct list_head head = {
	.lines = HEAD_LINES,
	.read = head_read,
	.draw = head_draw,
	.figures = figures,
	.drop = head_drop,
};

/* Where there is no room for it, its figures are still told. */
static const struct list_head low_head = {
	.lines = 0,
	.read = head_read,
	.draw = head_draw,
	.figures = figures,
	.drop = head_drop,
};

/* ---- one line ------------------------------------------------------------ */

static const struct value *cell_of(const struct row *row, const char *name)
{
	return &row->cells[list_column(&list_commissions, name)];
}

static const char *text_of(const struct row *row, const char *name)
{
	const struct value *v = cell_of(row, name);

	return v->type == VALUE_TEXT ? v->s : "";
}

/* What no rule made: who decided it, and why. */
static const char *why_decided(const struct row *row, struct arena *a)
{
	return arena_fmt(a, "%s %s by %s%s%s", text_of(row, "kind"),
	    show_value(*cell_of(row, "amount"), a), text_of(row, "recorded_by"),
	    text_of(row, "reason")[0] != '\0' ? ": " : "",
	    text_of(row, "reason"));
}

/* "Why 5 700.00: 38 000.00 x 15%, rule subscription.*, S-12 of 2026-03-28" */
static const char *short_why(
    struct ui *ui UNUSED, const struct row *row, struct arena *a)
{
	const char *kind = text_of(row, "kind");
	const char *sale = text_of(row, "sale");
	const char *rate = text_of(row, "rate");

	if (sale[0] == '\0' || rate[0] == '\0')
		return arena_fmt(a, "Why: %s", why_decided(row, a));
	return arena_fmt(a, "Why %s: %s%s x %s, rule %s, %s of %s",
	    show_value(*cell_of(row, "amount"), a),
	    strcmp(kind, "refund") == 0     ? "refund, "
		: strcmp(kind, "step") == 0 ? "a step reached later, "
					    : "",
	    show_value(*cell_of(row, "base"), a), rate, text_of(row, "rule"),
	    sale, show_value(*cell_of(row, "date"), a));
}

static void line_preview(struct ui *ui, int64_t id, struct lines *out)
{
	struct list_at at = list_start(&list_commissions);
	bool found = false;
	struct row row;
	struct err err;

	if (!list_row(ui->session->db, &list_commissions, &at, id, out->arena,
		&found, &row, &err)) {
		lines_wrap(out, ROLE_WARN, "", err.text);
		return;
	}
	if (!found)
		return;
	lines_add(out, ROLE_HEAD, "%s  %s",
	    show_id("commission", id, out->arena),
	    text_of(&row, "partner_name"));
	lines_wrap(out, ROLE_TEXT, "", short_why(ui, &row, out->arena));
}

/* ---- commands ------------------------------------------------------------ */

static const struct row *current(struct view *v)
{
	return rows_current(&((struct list_view *)v)->rows);
}

static bool read_origin(
    struct ui *ui, struct view *v, struct commission_origin *o)
{
	struct err err;

	if (commission_origin(ui->session->db, current(v)->id, o, &err))
		return true;
	ui_failed(ui, &err);
	return false;
}

/* The sale; what was decided without one is shown itself. */
static void open_sale(struct ui *ui, struct view *v)
{
	struct commission_origin o;

	if (!read_origin(ui, v, &o))
		return;
	if (o.sale != 0)
		record_open(ui, "sale", o.sale);
	else
		record_open(ui, "commission", current(v)->id);
}

static void open_line(struct ui *ui, struct view *v)
{
	record_open(ui, "commission", current(v)->id);
}

static void open_origin(struct ui *ui, struct view *v)
{
	struct commission_origin o;

	if (!read_origin(ui, v, &o))
		return;
	if (o.lead != 0)
		record_open(ui, "lead", o.lead);
	else
		record_open(ui, "partner", o.partner);
}

/* The cell beside it, as the matrix would have it. */
static void move_cell(struct ui *ui, struct view *view, int by)
{
	struct summary_view *v = matrix_of(ui);
	struct list_view *l = (struct list_view *)view;
	int to = v->column + by;
	struct err err;

	if (to < 0 || to >= v->m.n_periods || v->m.n == 0) {
		ui_say(ui, "The summary ends here; Esc goes back to it.");
		return;
	}
	v->column = to;
	v->detail_read = false;
	if (!list_set_filter(ui, l, filter_of(ui, v, &ui->frame), &err))
		ui_failed(ui, &err);
}

static void earlier(struct ui *ui, struct view *v)
{
	move_cell(ui, v, -1);
}

static void later(struct ui *ui, struct view *v)
{
	move_cell(ui, v, 1);
}

static const struct command rows[] = {
	{ "sale", "enter", "sale", "open its sale", COMMAND_ROW, open_sale },
	{ "line", ".", NULL, "open the commission itself", COMMAND_ROW,
	    open_line },
	{ "why", "w", "why", "how every cent of it came about", COMMAND_ROW,
	    why_show },
	{ "origin", "o", "origin", "open its lead, else its partner",
	    COMMAND_ROW, open_origin },
	{ "earlier", "[", "=[ ] period", "the lines of the period before", 0,
	    earlier },
	{ "later", "]", NULL, "the lines of the next period", 0, later },
	{ "back", "esc f12", "back", "clear the marks; back to the summary",
	    COMMAND_TERSE, desk_escape },
};

static const char *ledger_cell(struct ui *ui UNUSED, const struct row *row,
    const struct column *c, size_t i, enum role *role, struct arena *a)
{
	struct value v = row->cells[i];

	if (v.type == VALUE_MONEY && v.i < 0)
		*role = ROLE_WARN;
	if (strcmp(c->name, "sale") == 0 && text_of(row, "sale")[0] == '\0')
		return text_of(row, "kind");
	if (strcmp(c->name, "product") == 0 &&
	    strcmp(text_of(row, "kind"), "sale") != 0)
		return arena_fmt(
		    a, "%s: %s", text_of(row, "kind"), text_of(row, "product"));
	return NULL;
}

#define LINES_SCREEN                                                          \
	.title = "Commission", .list = &list_commissions,                     \
	.kind = &summary_lines_kind,                                          \
	.columns =                                                            \
	    "id,date,sale,customer_name,product,base,rate,amount,status",     \
	.filter = "", .bulk = true, .empty = "No commission is dated there.", \
	.cell = ledger_cell, .detail = line_preview, .brief = short_why

static const struct list_screen tall_screen = {
	LINES_SCREEN,
	.head = &head,
	.foot = FOOT_LINES,
};

static const struct list_screen low_screen = {
	LINES_SCREEN,
	.head = &low_head,
	.foot = FOOT_LINES,
};

/* What a window of that size shows around the lines. */
static void fit(struct list_view *l, const struct surface *s)
{
	l->screen = s->height >= TALL ? &tall_screen : &low_screen;
	l->below = ui_size(s) == SIZE_WIDE;
}

static void lines_reload(struct ui *ui, struct view *view)
{
	fit((struct list_view *)view, term_surface(ui->term));
	list_view_reload(ui, view);
}

const struct view_kind summary_lines_kind = {
	.name = "Ledger lines",
	.common = true,
	.marks = true,
	.base = &list_kind,
	.commands = COMMANDS(rows),
	.draw = list_draw,
	.due = list_due,
	.rest = list_rest,
	.reload = lines_reload,
	.close = list_close,
	.record = list_record,
	.status = list_status,
	.position = list_position,
};

void summary_lines_open(struct ui *ui, struct summary_view *v)
{
	struct list_view *l;
	struct err err;

	if (v->m.n == 0)
		return;
	l = (struct list_view *)list_view_open(ui, &low_screen);
	fit(l, term_surface(ui->term));
	if (!list_set_filter(ui, l, filter_of(ui, v, &ui->frame), &err))
		ui_failed(ui, &err);
	ui_push(ui, &l->view);
}
