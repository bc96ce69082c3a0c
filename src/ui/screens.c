/* ui/screens.c - the tabs: what each list shows of its rows. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/lifecycle.h"
#include "domain/setting.h"
#include "query/detail.h"
#include "ui/desk_view.h"
#include "ui/lead_view.h"
#include "ui/list_view.h"
#include "ui/money_views.h"
#include "ui/partner_view.h"
#include "ui/review_view.h"
#include "ui/show.h"
#include "ui/summary_view.h"

/* ---- cells ------------------------------------------------------------- */

static const struct value *cell_of(
    const struct list *list, const struct row *row, const char *name)
{
	return &row->cells[list_column(list, name)];
}

static const char *text_of(
    const struct list *list, const struct row *row, const char *name)
{
	const struct value *v = cell_of(list, row, name);

	return v->type == VALUE_TEXT ? v->s : "";
}

/* Days until it is due, "!" when they have passed; "hold" while the clock
 * stands still. */
static const char *due_cell(struct ui *ui, const struct row *row,
    struct value due, enum role *role, struct arena *a)
{
	const char *status = text_of(&list_applications, row, "status");

	if (strcmp(status, "on_hold") == 0 ||
	    strcmp(status, "info_requested") == 0)
		return "hold";
	if (due.type == VALUE_NULL)
		return "-";
	if (due.i < ui->today)
		*role = ROLE_WARN;
	return show_days((date_days)due.i, ui->today, a);
}

static const char *queue_cell(struct ui *ui, const struct row *row,
    const struct column *c, size_t i, enum role *role, struct arena *a)
{
	struct value v = row->cells[i];

	if (strcmp(c->name, "status") == 0 && v.type == VALUE_TEXT)
		return lifecycle_label(&application_lifecycle, v.s);
	if (strcmp(c->name, "due") == 0)
		return due_cell(ui, row, v, role, a);
	if ((c->flags & COLUMN_AGE) != 0 && v.type != VALUE_NULL)
		return arena_fmt(a, "%" PRId64 "d", ui->today - v.i);
	if ((c->flags & COLUMN_PERSON) != 0 && v.type == VALUE_TEXT &&
	    strcmp(v.s, ui->session->user) == 0)
		return "me";
	return NULL;
}

/* ---- previews ---------------------------------------------------------- */

/* "A-12 Acme  reseller/silver  Ulm DE  48, 3 of 9 done" */
static const char *queue_brief(
    struct ui *ui UNUSED, const struct row *row, struct arena *a)
{
	const struct list *l = &list_applications;
	const struct value *score = cell_of(l, row, "score");

	return arena_fmt(a, "%s %s  %s/%s  %s %s  %s%s%s checked",
	    show_id("application", row->id, a), text_of(l, row, "company"),
	    text_of(l, row, "program"), text_of(l, row, "level"),
	    text_of(l, row, "city"), text_of(l, row, "country"),
	    score->type == VALUE_NULL ? "" : value_text(*score, a),
	    score->type == VALUE_NULL ? "" : ", ", text_of(l, row, "checks"));
}

/* Any record, line by line; what is empty is left out. */
static void detail_lines(
    struct ui *ui, const char *noun, int64_t id, struct lines *out)
{
	struct detail d;
	struct value name;
	struct err err;
	int titles = 0;

	if (!detail_read(ui->session->db, noun, id, out->arena, &d, &err)) {
		lines_wrap(out, ROLE_WARN, "", err.text);
		return;
	}
	name = detail_value(&d, "name");
	if (name.type == VALUE_NULL)
		name = detail_value(&d, "company");
	lines_add(out, ROLE_HEAD, "%s  %s", show_id(noun, id, out->arena),
	    name.type == VALUE_TEXT ? name.s : "");
	for (size_t i = 0; i < d.n; i++)
		if (text_width(d.lines[i].title) > titles &&
		    d.lines[i].value.type != VALUE_NULL)
			titles = text_width(d.lines[i].title);
	if (titles > out->width / 2)
		titles = out->width / 2;
	for (size_t i = 0; i < d.n; i++) {
		const char *text = show_value(d.lines[i].value, out->arena);
		const char *title =
		    text_clip(d.lines[i].title, titles, out->arena);

		if (strcmp(text, "-") == 0 ||
		    strcmp(d.lines[i].name, "version") == 0)
			continue;
		lines_wrap(out, ROLE_TEXT, "",
		    arena_fmt(out->arena, "%s%*s  %s", title,
			titles - text_width(title), "", text));
	}
}

const struct list_screen queue_screen = {
	.title = "Queue",
	.list = &list_applications,
	.filter = "status:pending",
	.bulk = true,
	.empty = "Applications come from a file (accord import applications "
		 "FILE --map MAP) or from the form: a adds one.",
	.cell = queue_cell,
	.detail = review_preview,
	.brief = queue_brief,
};

/* ---- the tabs ----------------------------------------------------------- */

void tabs_open(struct ui *ui)
{
	ui->tabs[TAB_QUEUE] = list_view_open(ui, &queue_screen);
	ui->tabs[TAB_PARTNERS] = list_view_open(ui, &partners_screen);
	ui->tabs[TAB_LEADS] = list_view_open(ui, &leads_screen);
	ui->tabs[TAB_COMMISSION] = summary_open(ui);
	for (size_t i = 0; i < TABS; i++)
		ui->counts[i] = -1;
	settings_read(ui);
}

/* ---- records and settings ---------------------------------------------- */

void record_open(struct ui *ui, const char *noun, int64_t id)
{
	struct text_view *t;

	if (strcmp(noun, "application") == 0) {
		review_open(ui, id);
		return;
	}
	if (strcmp(noun, "partner") == 0) {
		partner_open(ui, id);
		return;
	}
	if (strcmp(noun, "lead") == 0) {
		lead_show(ui, id);
		return;
	}
	if (strcmp(noun, "conflict") == 0) {
		conflict_show(ui, id);
		return;
	}
	if (strcmp(noun, "message") == 0) {
		letter_show(ui, id);
		return;
	}
	if (money_show(ui, noun, id))
		return;
	t = text_view_open(ui, show_id(noun, id, &ui->frame));
	detail_lines(ui, noun, id, text_view_lines(t));
	text_view_show(ui, t);
}

void settings_read(struct ui *ui)
{
	struct arena a = ARENA_INIT;
	const char *text;
	struct err err;

	if (setting_get(ui->session, "selection", &a, &text, &err))
		ui->reverse = strcmp(text, "reverse") == 0;
	arena_done(&a);
}
