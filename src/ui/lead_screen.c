/* ui/lead_screen.c - the pipeline as a list. */

#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "domain/lifecycle.h"
#include "ui/lead_view.h"
#include "ui/show.h"

/* ---- cells --------------------------------------------------------------- */

const struct value *lead_value(const struct row *row, const char *name)
{
	return &row->cells[list_column(&list_leads, name)];
}

const char *lead_text(const struct row *row, const char *name)
{
	const struct value *v = lead_value(row, name);

	return v->type == VALUE_TEXT ? v->s : "";
}

bool lead_is_open(const struct row *row)
{
	size_t state = lifecycle_find(&lead_lifecycle, lead_text(row, "stage"));

	return (LEAD_OPEN & STATE_BIT(state)) != 0;
}

bool lead_is_idle(const struct ui *ui, const struct row *row)
{
	return lead_is_open(row) &&
	    ui->today - lead_value(row, "activity")->i >= LEAD_IDLE_DAYS;
}

static struct money money_of(struct value v)
{
	struct money m = { .minor = v.i };

	memcpy(m.currency, v.currency, sizeof(m.currency));
	return m;
}

/* What comes next, or why somebody should look. */
static const char *next_cell(
    struct ui *ui, const struct row *row, enum role *role, struct arena *a)
{
	const char *step = lead_text(row, "next_step");
	const struct value *on = lead_value(row, "next_on");
	int64_t idle = ui->today - lead_value(row, "activity")->i;
	bool due = on->type == VALUE_DATE && on->i < ui->today;

	if (!lead_is_open(row))
		return step[0] != '\0' ? step : "-";
	if (due || lead_is_idle(ui, row))
		*role = ROLE_WARN;
	if (due && step[0] != '\0')
		return arena_fmt(a, "! %s %s", step,
		    show_day((date_days)on->i, ui->today, a));
	if (lead_is_idle(ui, row))
		return arena_fmt(a, "! no activity %" PRId64 "d", idle);
	if (on->type == VALUE_DATE && step[0] != '\0')
		return arena_fmt(
		    a, "%s %s", step, show_day((date_days)on->i, ui->today, a));
	return step[0] != '\0' ? step : "-";
}

/* Days; a flag where nobody has been heard of, or protection is over. */
static const char *days_cell(struct ui *ui, const struct row *row,
    const struct column *c, struct value v, enum role *role, struct arena *a)
{
	if (strcmp(c->name, "protected_until") == 0) {
		if (!lead_is_open(row))
			return "-";
		if (v.i < ui->today)
			*role = ROLE_WARN;
		return show_days((date_days)v.i, ui->today, a);
	}
	if (strcmp(c->name, "activity") == 0 && lead_is_idle(ui, row)) {
		*role = ROLE_WARN;
		return arena_fmt(a, "!%" PRId64 "d", ui->today - v.i);
	}
	return arena_fmt(a, "%" PRId64 "d", ui->today - v.i);
}

static const char *lead_cell(struct ui *ui, const struct row *row,
    const struct column *c, size_t i, enum role *role, struct arena *a)
{
	const struct list_view *l = list_view_of(ui);
	const struct lead_figures *f = l != NULL ? l->figures : NULL;
	struct value v = row->cells[i];

	if (strcmp(c->name, "stage") == 0)
		return lead_stage_name(f != NULL ? &f->stages : NULL,
		    lead_text(row, "program"), lead_text(row, "stage"));
	if (strcmp(c->name, "next_step") == 0)
		return next_cell(ui, row, role, a);
	if (strcmp(c->name, "probability") == 0)
		return arena_fmt(a, "%" PRId64 "%%", v.i);
	if (v.type == VALUE_MONEY)
		return show_amount(money_of(v), a);
	if (v.type == VALUE_DATE &&
	    ((c->flags & COLUMN_AGE) != 0 ||
		strcmp(c->name, "protected_until") == 0))
		return days_cell(ui, row, c, v, role, a);
	if ((c->flags & COLUMN_PERSON) != 0 && v.type == VALUE_TEXT &&
	    strcmp(v.s, ui->session->user) == 0)
		return "me";
	return NULL;
}

/* ---- the figures above --------------------------------------------------- */

const char *lead_filter_base(const char *text, struct arena *a)
{
	struct buf b = BUF_INIT;

	while (*text != '\0') {
		size_t len = 0;
		bool quoted = false, skip;

		text += strspn(text, " ");
		while (text[len] != '\0' && (quoted || text[len] != ' '))
			quoted ^= text[len++] == '"';
		skip = strncmp(text, "stage:", 6) == 0 ||
		    strncmp(text, "-stage:", 7) == 0;
		if (!skip && len > 0) {
			buf_addn(&b, " ", b.len > 0);
			buf_addn(&b, text, len);
		}
		text += len;
	}
	return buf_take(&b, a);
}

/* Read when the keys rest: only marked here. */
static void figures_stale(struct ui *ui UNUSED, struct list_view *l)
{
	struct lead_figures *f = l->figures;

	if (f == NULL) {
		f = l->figures = calloc(1, sizeof(*f));
		if (f == NULL)
			abort();
	}
	f->stale = true;
}

static void figures_read(struct ui *ui, struct list_view *l)
{
	struct filter_context context = { .user = ui->session->user,
		.today = ui->today };
	struct lead_figures *f = l->figures;
	struct lead_figures now = { .read = true };
	const struct filter *filter;
	struct err err;

	if (!filter_parse(&list_leads,
		lead_filter_base(l->filter_text, &now.arena), &context,
		&now.arena, &filter, &err) ||
	    !lead_board_read(ui->session->db, filter, ui->today, &now.arena,
		&now.board, &err)) {
		arena_done(&now.arena);
		if (err.kind == ERR_BUSY)
			return;
		ui_failed(ui, &err);
		f->stale = false;
		return;
	}
	lead_stages_read(ui, &now.arena, &now.stages);
	arena_done(&f->arena);
	*f = now;
}

static void figures_drop(struct list_view *l)
{
	struct lead_figures *f = l->figures;

	if (f == NULL)
		return;
	arena_done(&f->arena);
	free(f);
}

static void figures_draw(
    struct ui *ui, struct list_view *l, struct surface *s, int y)
{
	const struct lead_figures *f = l->figures;
	struct board_heads h = { .y = y, .lines = 4, .n = BOARD_STAGES };

	if (f != NULL && f->read)
		board_heads_draw(ui, &f->board, &f->stages, &h, s);
}

static const char *figures_line(struct ui *ui, struct list_view *l, int width)
{
	const struct lead_figures *f = l->figures;
	int room = width - (int)strlen(l->filter_text) - 24;

	if (f == NULL || !f->read)
		return "";
	return lead_board_figures(&f->board, room, &ui->frame);
}

static const struct list_head head = {
	.lines = 5,
	.read = figures_stale,
	.draw = figures_draw,
	.figures = figures_line,
	.drop = figures_drop,
};

static bool figures_wanted(const struct list_view *l)
{
	const struct lead_figures *f = l->figures;

	return f != NULL && f->stale;
}

static int lead_list_due(const struct view *v)
{
	return figures_wanted((const struct list_view *)v) ? 0 : list_due(v);
}

static void lead_list_rest(struct ui *ui, struct view *v)
{
	struct list_view *l = (struct list_view *)v;

	if (figures_wanted(l))
		figures_read(ui, l);
	if (list_due(v) >= 0 && list_due(v) <= ui->rested)
		list_rest(ui, v);
}

/* ---- the screen ---------------------------------------------------------- */

static void show_board(struct ui *ui, struct view *v)
{
	board_open(ui, (struct list_view *)v);
}

static const struct command rows[] = {
	{ "board", "v", "board", "the leads by stage", 0, show_board },
	{ "forward", ">", "=< > move stage",
	    "to the next stage; accepts what waits, wins what is offered",
	    COMMAND_ROW | COMMAND_ITEM, lead_forward },
	{ "backward", "<", NULL, "to the stage before",
	    COMMAND_ROW | COMMAND_ITEM, lead_backward },
	{ "sale", "+", NULL, "record what was sold, with the form", COMMAND_ROW,
	    lead_sale },
	{ "why", "w", NULL, "its protection, and what rules hold for it",
	    COMMAND_ROW, lead_why },
};

const struct view_kind lead_list_kind = {
	LIST_VIEW_BASE,
	.name = "Leads",
	.commands = COMMANDS(rows),
	.draw = list_draw,
	.due = lead_list_due,
	.rest = lead_list_rest,
};

const struct list_screen leads_screen = {
	.title = "Leads",
	.list = &list_leads,
	.kind = &lead_list_kind,
	.head = &head,
	.filter = "stage:open",
	.columns = "id,customer,partner,stage,in,value,currency,probability,"
		   "expected_close,next_step",
	.below = true,
	.foot = 4,
	.bulk = true,
	.empty = "Leads come from a file (accord import leads FILE --map MAP) "
		 "or from the form: a registers one.",
	.cell = lead_cell,
	.detail = lead_preview,
	.brief = lead_brief,
};
