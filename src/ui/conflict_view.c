/* ui/conflict_view.c - the conflict desk: a list, and two claims at a time. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/conflict.h"
#include "query/conflict_desk.h"
#include "ui/desk_view.h"
#include "ui/show.h"

static const char *text_of(const struct row *row, const char *name)
{
	const struct value *v = &row->cells[list_column(&list_conflicts, name)];

	return v->type == VALUE_TEXT ? v->s : "";
}

/* ---- two claims, side by side -------------------------------------------- */

enum { TITLE = 15, NARROW = 60 };

/* Text in exactly so many cells. */
static const char *cells(const char *text, int width, struct arena *a)
{
	const char *shown = text_clip(text, width, a);

	return arena_fmt(a, "%s%*s", shown, width - text_width(shown), "");
}

/* A line for both: what is the same stands between two equal signs. */
static void add_both(struct lines *out, enum role role, const char *title,
    const char *left, const char *right, bool same)
{
	struct arena *a = out->arena;
	int pane = (out->width - 1) / 2;

	if (out->width < NARROW) {
		lines_wrap(out, role, arena_fmt(a, "%s  ", title), left);
		lines_wrap(out, role, same ? "      =  " : "     or  ", right);
		return;
	}
	lines_add(out, role, "%s %s %s %s", cells(title, TITLE, a),
	    cells(left, pane - TITLE - 2, a), same ? "=" : "|",
	    text_clip(right, pane - 1, a));
}

static const char *shown(struct value v, struct arena *a)
{
	const char *text = show_value(v, a);

	if (v.type == VALUE_MONEY)
		return arena_fmt(a, "%s %s", v.currency, text);
	return text;
}

static bool is_empty(const struct desk_fact *f)
{
	for (size_t i = 0; i < DESK_SIDES; i++) {
		const struct value *v = &f->value[i];

		if (v->type != VALUE_NULL &&
		    (v->type != VALUE_TEXT || v->s[0] != '\0'))
			return false;
	}
	return true;
}

static const char *heading(const struct desk_claim *c, struct arena *a)
{
	return arena_fmt(a, "%s%s%s", c->label, c->first ? ", first" : "",
	    c->open ? "" : ", over");
}

static void add_facts(const struct conflict_desk *d, struct lines *out)
{
	struct arena *a = out->arena;

	add_both(out, ROLE_HEAD, "", "Challenger", "Holder", false);
	add_both(out, ROLE_KEY, "", heading(&d->claim[DESK_CHALLENGER], a),
	    heading(&d->claim[DESK_HOLDER], a), false);
	for (size_t i = 0; i < d->n_facts; i++) {
		const struct desk_fact *f = &d->facts[i];

		if (!is_empty(f))
			add_both(out, f->same ? ROLE_WARN : ROLE_TEXT, f->title,
			    shown(f->value[DESK_CHALLENGER], a),
			    shown(f->value[DESK_HOLDER], a), f->same);
	}
}

static void add_notes(struct ui *ui, const char *whose,
    const struct record_note *notes, size_t n, struct lines *out)
{
	if (n == 0)
		return;
	lines_gap(out);
	lines_add(out, ROLE_HEAD, "Said about %s", whose);
	for (size_t i = 0; i < n; i++)
		lines_wrap(out, ROLE_TEXT,
		    arena_fmt(out->arena, "%s  %s  %s  ",
			show_day(
			    (date_days)notes[i].on_date, ui->today, out->arena),
			notes[i].actor, notes[i].kind),
		    notes[i].inside[0] != '\0'        ? notes[i].inside
			: notes[i].outside[0] != '\0' ? notes[i].outside
						      : notes[i].reason);
}

/* "The domain is the same." */
static const char *why_text(const struct conflict_desk *d, struct arena *a)
{
	static const struct {
		const char *why, *text;
	} texts[] = {
		{ "domain", "the domain is the same" },
		{ "tax", "the tax id is the same" },
		{ "name", "name and country are the same" },
		{ "house", "it is a house account" },
		{ "customer", "it is a customer already" },
		{ "incumbent", "another partner has the customer" },
	};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		if (strcmp(texts[i].why, d->why) == 0)
			return texts[i].text;
	return arena_fmt(a, "the names are alike, %" PRId64 "%%",
	    (d->similarity + 5000) / 10000);
}

static void add_verdict(const struct conflict_desk *d, struct lines *out)
{
	struct arena *a = out->arena;

	if (strcmp(d->status, "decided") != 0) {
		lines_wrap(out, ROLE_KEY, "",
		    arena_fmt(a,
			"Open: %s. h holder, c challenger, d different "
			"customers, s split.",
			why_text(d, a)));
		return;
	}
	lines_wrap(out, ROLE_GOOD, "",
	    arena_fmt(a, "Decided by %s on %.10s: %s. %s", d->decided_by,
		show_value(val_time(d->decided_at), a), d->verdict, d->reason));
	if (d->evidence[0] != '\0')
		lines_wrap(out, ROLE_TEXT, "The customer: ", d->evidence);
}

static void conflict_fill(struct ui *ui, int64_t id, struct lines *out)
{
	struct conflict_desk d;
	struct err err;

	if (!conflict_desk_read(
		ui->session->db, id, ui->today, out->arena, &d, &err)) {
		lines_wrap(out, ROLE_WARN, "", err.text);
		return;
	}
	add_verdict(&d, out);
	lines_gap(out);
	add_facts(&d, out);
	for (size_t i = 0; i < DESK_SIDES; i++)
		add_notes(ui, d.claim[i].label, d.claim[i].notes,
		    d.claim[i].n_notes, out);
	add_notes(ui, "the conflict", d.notes, d.n_notes, out);
	history_lines(ui, "conflict", id, out);
}

/* ---- verdicts ------------------------------------------------------------ */

/* The form asks for the reason, and for the evidence or the parts. */
static void decide(struct ui *ui, const char *verdict)
{
	const struct operation *op = operation_find("conflict", "decide");
	const char *const preset[] = { "verdict", verdict, NULL };
	int64_t id;

	if (op != NULL && ui_record(ui, &id) != NULL && id != 0)
		task_begin_on(ui, op, id, preset);
}

#define VERDICT(name, verdict)                                 \
	static void name(struct ui *ui, struct view *v UNUSED) \
	{                                                      \
		decide(ui, verdict);                           \
	}
VERDICT(for_holder, "holder")
VERDICT(for_challenger, "challenger")
VERDICT(different, "different")
VERDICT(split, "split")

static void why(struct ui *ui, struct view *v UNUSED)
{
	struct buf b = BUF_INIT;
	struct err err;
	int64_t id;

	if (ui_record(ui, &id) == NULL || id == 0)
		ui_say(ui, "There is no conflict here to explain.");
	else if (!conflict_explain(ui->session, id, &b, &err))
		ui_failed(ui, &err);
	else
		text_show(ui,
		    arena_fmt(&ui->frame, "Why: %s",
			show_id("conflict", id, &ui->frame)),
		    buf_text(&b));
	buf_done(&b);
}

static const struct command conflict_rows[] = {
	{ "for the holder", "h", "=h c d s verdict", "the holder keeps it",
	    COMMAND_ROW, for_holder },
	{ "for the challenger", "c", NULL,
	    "the customer chose the challenger, in writing", COMMAND_ROW,
	    for_challenger },
	{ "different", "d", NULL, "these are two customers", COMMAND_ROW,
	    different },
	{ "split", "s", NULL, "both earn", COMMAND_ROW, split },
	{ "why", "w", "why", "how it came about, and what verdicts do",
	    COMMAND_ROW, why },
};

const struct view_kind conflict_kind = {
	RECORD_VIEW_BASE,
	.name = "Conflict",
	.commands = COMMANDS(conflict_rows),
};

void conflict_show(struct ui *ui, int64_t id)
{
	record_view_show(ui, &conflict_kind, "conflict", id, conflict_fill);
}

/* ---- the desk ------------------------------------------------------------ */

static const char *conflict_cell(struct ui *ui, const struct row *row,
    const struct column *c, size_t i, enum role *role UNUSED, struct arena *a)
{
	struct value v = row->cells[i];

	if (strcmp(c->name, "similarity") == 0 && v.type == VALUE_INT)
		return v.i > 0 ? arena_fmt(a, "%" PRId64 "%%", v.i) : "-";
	if ((c->flags & COLUMN_AGE) != 0 && v.type == VALUE_DATE)
		return arena_fmt(a, "%" PRId64 "d", ui->today - v.i);
	return NULL;
}

static void conflict_preview(struct ui *ui, int64_t id, struct lines *out)
{
	lines_add(out, ROLE_HEAD, "%s", show_id("conflict", id, out->arena));
	conflict_fill(ui, id, out);
}

static const char *conflict_brief(
    struct ui *ui UNUSED, const struct row *row, struct arena *a)
{
	return arena_fmt(a, "%s  %s of %s against %s",
	    show_id("conflict", row->id, a), text_of(row, "customer"),
	    text_of(row, "partner_name"), text_of(row, "other_customer"));
}

static const struct command rows[] = {
	{ "why", "w", "why", "how it came about, and what verdicts do",
	    COMMAND_ROW, why },
	{ "back", "esc f12", "back", "back to the screen before", COMMAND_TERSE,
	    desk_escape },
};

const struct view_kind conflicts_kind = {
	LIST_VIEW_BASE,
	.name = "Conflicts",
	.commands = COMMANDS(rows),
	.draw = desk_draw,
	.due = list_due,
	.rest = list_rest,
};

static const struct list_screen conflicts_screen = {
	.title = "Conflict desk: claims that meet",
	.list = &list_conflicts,
	.kind = &conflicts_kind,
	.filter = "status:open",
	.below = true,
	.foot = 12,
	.bulk = true,
	.empty = "No two claims meet. A conflict is made with the lead that "
		 "meets another one, or a customer; a raises one by hand.",
	.cell = conflict_cell,
	.detail = conflict_preview,
	.brief = conflict_brief,
};

void conflicts_show(struct ui *ui, struct view *v UNUSED)
{
	desk_open(ui, &conflicts_screen);
}
