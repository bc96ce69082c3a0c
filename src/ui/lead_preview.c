/* ui/lead_preview.c - a lead in a few lines, and whole. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "domain/lead.h"
#include "domain/lifecycle.h"
#include "query/detail.h"
#include "ui/lead_view.h"
#include "ui/show.h"

/* ---- from a row ---------------------------------------------------------- */

static const char *day_of(struct ui *ui, const struct value *v, struct arena *a)
{
	return v->type == VALUE_DATE ? show_day((date_days)v->i, ui->today, a)
				     : "-";
}

static const char *amount_of(const struct value *v, struct arena *a)
{
	struct money m = { .minor = v->i };

	if (v->type != VALUE_MONEY)
		return "no value";
	memcpy(m.currency, v->currency, sizeof(m.currency));
	return arena_fmt(a, "%s %s", m.currency, show_amount(m, a));
}

/* "L-3190 Corvid Bank NV  Proposal 22d  EUR 120 000  60%  close 30 Apr" */
const char *lead_brief(struct ui *ui, const struct row *row, struct arena *a)
{
	struct buf b = BUF_INIT;

	buf_fmt(&b, "%s %s   %s %" PRId64 "d   %s", show_id("lead", row->id, a),
	    lead_text(row, "customer"),
	    lifecycle_label(&lead_lifecycle, lead_text(row, "stage")),
	    ui->today - lead_value(row, "in")->i,
	    amount_of(lead_value(row, "value"), a));
	if (lead_is_open(row))
		buf_fmt(&b, "   %" PRId64 "%%   close %s",
		    lead_value(row, "probability")->i,
		    day_of(ui, lead_value(row, "expected_close"), a));
	else
		buf_fmt(&b, "   on %s",
		    day_of(ui, lead_value(row, "closed_on"), a));
	return buf_take(&b, a);
}

static const char *protection(
    struct ui *ui, const struct row *row, struct arena *a)
{
	const struct value *until = lead_value(row, "protected_until");

	if (lead_text(row, "behind")[0] != '\0')
		return arena_fmt(
		    a, "queued behind %s", lead_text(row, "behind"));
	if (lead_value(row, "registered")->i == 0)
		return "no registration";
	if (until->type != VALUE_DATE)
		return "registered";
	return arena_fmt(a, "protected until %s, %s", day_of(ui, until, a),
	    show_days((date_days)until->i, ui->today, a));
}

static const char *next_step(
    struct ui *ui, const struct row *row, struct arena *a)
{
	const char *step = lead_text(row, "next_step");
	const struct value *on = lead_value(row, "next_on");

	if (step[0] == '\0')
		return "no next step";
	return arena_fmt(a, "next: %s%s%s", step,
	    on->type == VALUE_DATE ? " " : "",
	    on->type == VALUE_DATE ? day_of(ui, on, a) : "");
}

/* "P-42 Aldora, protected until 3 Jun, 23d   next: demo 4 Apr" */
const char *lead_terms_line(
    struct ui *ui, const struct row *row, struct arena *a)
{
	return arena_fmt(a, "%s %s, %s   %s", lead_text(row, "partner"),
	    lead_text(row, "partner_name"), protection(ui, row, a),
	    next_step(ui, row, a));
}

/* ---- the preview --------------------------------------------------------- */

static bool read_row(
    struct ui *ui, int64_t id, struct arena *a, struct row *ret)
{
	struct list_at at = { .sort = 0 };
	bool found = false;
	struct err err;

	return list_row(ui->session->db, &list_leads, &at, id, a, &found, ret,
		   &err) &&
	    found;
}

/* The newest of what was said about it. */
static const char *last_note(struct ui *ui, int64_t id, struct arena *a)
{
	struct record_note *notes;
	struct err err;
	size_t n;

	if (!record_notes_read(
		ui->session->db, "lead", id, 1, a, &notes, &n, &err) ||
	    n == 0)
		return "";
	return arena_fmt(a, "%s %s: %s",
	    show_day((date_days)notes[0].on_date, ui->today, a), notes[0].kind,
	    notes[0].inside[0] != '\0'        ? notes[0].inside
		: notes[0].outside[0] != '\0' ? notes[0].outside
					      : notes[0].reason);
}

/* Whom it keeps out and what is disputed, in a word. */
static const char *disputes(struct ui *ui, int64_t id, struct arena *a)
{
	int queued = 0, conflicts = 0;
	struct detail d;
	struct err err;

	if (!detail_read(ui->session->db, "lead", id, a, &d, &err))
		return "";
	for (size_t i = 0; i < d.n; i++) {
		queued += strncmp(d.lines[i].name, "queue.", 6) == 0;
		conflicts += strncmp(d.lines[i].name, "conflict.", 9) == 0 &&
		    strstr(d.lines[i].value.s, "open") != NULL;
	}
	if (conflicts > 0)
		return arena_fmt(a, "! %d open conflict%s%s", conflicts,
		    conflicts == 1 ? "" : "s", queued > 0 ? ", a queue" : "");
	return queued > 0 ? arena_fmt(a, "%d queue behind it", queued)
			  : "no conflict";
}

void lead_preview(struct ui *ui, int64_t id, struct lines *out)
{
	struct arena *a = out->arena;
	const char *note;
	struct row row;

	if (!read_row(ui, id, a, &row)) {
		lines_add(out, ROLE_WARN, "This lead is gone.");
		return;
	}
	lines_add(out, ROLE_HEAD, "%s  %s", show_id("lead", id, a),
	    lead_text(&row, "customer"));
	note = last_note(ui, id, a);
	lines_pair(out, ROLE_TEXT,
	    arena_fmt(a, "Partner  %s %s", lead_text(&row, "partner"),
		lead_text(&row, "partner_name")),
	    protection(ui, &row, a));
	lines_pair(out, ROLE_TEXT,
	    arena_fmt(a, "Value    %s  %s",
		amount_of(lead_value(&row, "value"), a),
		lead_text(&row, "product")),
	    disputes(ui, id, a));
	lines_pair(out, ROLE_TEXT,
	    arena_fmt(a, "Last     %s",
		note[0] != '\0'
		    ? note
		    : day_of(ui, lead_value(&row, "activity_on"), a)),
	    next_step(ui, &row, a));
	lines_pair(out, ROLE_TEXT,
	    arena_fmt(a, "Contact  %s %s", lead_text(&row, "contact_name"),
		lead_text(&row, "contact_email")),
	    lead_text(&row, "owner")[0] != '\0'
		? arena_fmt(a, "owner %s", lead_text(&row, "owner"))
		: "nobody's");
}

/* ---- one lead, whole ----------------------------------------------------- */

static bool is_section(const char *name)
{
	return strncmp(name, "queue.", 6) == 0 ||
	    strncmp(name, "sale.", 5) == 0 ||
	    strncmp(name, "conflict.", 9) == 0;
}

static void add_field(
    struct lines *out, int width, const struct detail_line *line)
{
	const char *text = line->value.type == VALUE_MONEY
	    ? amount_of(&line->value, out->arena)
	    : show_value(line->value, out->arena);

	if (strcmp(text, "-") != 0)
		lines_wrap(out, ROLE_TEXT,
		    arena_fmt(out->arena, "%-*s  ", width, line->title), text);
}

/* Its fields, then who queues and what is disputed. */
static void add_record(struct ui *ui, int64_t id, struct lines *out)
{
	/* Said at the top, told twice, or of no use to a person. */
	static const char *const not [] = { "id", "customer", "version",
		"partner_name", "activity", "in", "program_version" };
	struct detail d;
	struct err err;

	if (!detail_read(ui->session->db, "lead", id, out->arena, &d, &err)) {
		lines_wrap(out, ROLE_WARN, "", err.text);
		return;
	}
	for (size_t i = 0; i < d.n; i++) {
		bool skip = is_section(d.lines[i].name);

		for (size_t k = 0; k < ARRAY_LEN(not ); k++)
			skip = skip || strcmp(d.lines[i].name, not [k]) == 0;
		if (!skip)
			add_field(out, 24, &d.lines[i]);
	}
	lines_gap(out);
	for (size_t i = 0; i < d.n; i++)
		if (is_section(d.lines[i].name))
			add_field(out, 24, &d.lines[i]);
}

static void add_notes(struct ui *ui, int64_t id, struct lines *out)
{
	struct record_note *notes;
	struct err err;
	size_t n;

	if (!record_notes_read(ui->session->db, "lead", id, 100, out->arena,
		&notes, &n, &err)) {
		lines_wrap(out, ROLE_WARN, "", err.text);
		return;
	}
	if (n == 0)
		return;
	lines_gap(out);
	lines_add(out, ROLE_HEAD, "Notes");
	for (size_t i = n; i-- > 0;) {
		const struct record_note *m = &notes[i];
		const char *head = arena_fmt(out->arena, "%s  %s  %s  ",
		    show_day((date_days)m->on_date, ui->today, out->arena),
		    m->actor, m->kind);

		if (m->reason[0] != '\0')
			lines_wrap(out, ROLE_TEXT, head,
			    arena_fmt(out->arena, "(%s)", m->reason));
		if (m->inside[0] != '\0' || m->reason[0] == '\0')
			lines_wrap(out, ROLE_TEXT, head, m->inside);
		if (m->outside[0] != '\0')
			lines_wrap(out, ROLE_TEXT,
			    "   told the partner: ", m->outside);
	}
}

static void lead_fill(struct ui *ui, int64_t id, struct lines *out)
{
	struct row row;

	if (!read_row(ui, id, out->arena, &row)) {
		lines_add(out, ROLE_WARN, "This lead is not there any more.");
		return;
	}
	lines_wrap(out, ROLE_KEY, "", lead_brief(ui, &row, out->arena));
	lines_wrap(out, lead_is_idle(ui, &row) ? ROLE_WARN : ROLE_TEXT, "",
	    lead_terms_line(ui, &row, out->arena));
	lines_gap(out);
	add_record(ui, id, out);
	add_notes(ui, id, out);
	history_lines(ui, "lead", id, out);
}

static const struct command rows[] = {
	{ "forward", ">", "=< > move stage",
	    "to the next stage; accepts what waits, wins what is offered",
	    COMMAND_ROW | COMMAND_ITEM, lead_forward },
	{ "backward", "<", NULL, "to the stage before",
	    COMMAND_ROW | COMMAND_ITEM, lead_backward },
	{ "sale", "+", NULL, "record what was sold, with the form", COMMAND_ROW,
	    lead_sale },
	{ "why", "w", "why", "its protection, and what rules hold for it",
	    COMMAND_ROW, lead_why },
};

const struct view_kind lead_kind = {
	RECORD_VIEW_BASE,
	.name = "Lead",
	.commands = COMMANDS(rows),
};

void lead_show(struct ui *ui, int64_t id)
{
	record_view_show(ui, &lead_kind, "lead", id, lead_fill);
}

/* ---- why ----------------------------------------------------------------- */

void lead_why(struct ui *ui, struct view *v UNUSED)
{
	struct buf b = BUF_INIT;
	struct err err;
	int64_t id;

	if (ui_record(ui, &id) == NULL || id == 0)
		ui_say(ui, "There is no lead here to explain.");
	else if (!lead_explain(ui->session, id, &b, &err))
		ui_failed(ui, &err);
	else
		text_show(ui,
		    arena_fmt(&ui->frame, "Why: the registration of %s",
			show_id("lead", id, &ui->frame)),
		    buf_text(&b));
	buf_done(&b);
}
