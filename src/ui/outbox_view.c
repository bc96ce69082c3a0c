/* ui/outbox_view.c - the outbox: letters, their status, and one letter. */

#include "config.h"

#include <string.h>

#include "domain/lifecycle.h"
#include "query/message_record.h"
#include "ui/desk_view.h"
#include "ui/show.h"

static const char *text_of(const struct row *row, const char *name)
{
	const struct value *v = &row->cells[list_column(&list_messages, name)];

	return v->type == VALUE_TEXT ? v->s : "";
}

static const char *letter_cell(struct ui *ui UNUSED, const struct row *row,
    const struct column *c, size_t i, enum role *role, struct arena *a UNUSED)
{
	struct value v = row->cells[i];

	if (strcmp(c->name, "status") != 0 || v.type != VALUE_TEXT)
		return NULL;
	if (strcmp(v.s, "failed") == 0 || strcmp(v.s, "unknown") == 0)
		*role = ROLE_WARN;
	return lifecycle_label(&message_lifecycle, v.s);
}

/* ---- one letter ---------------------------------------------------------- */

static void add_tries(const struct message_record *r, struct lines *out)
{
	for (size_t i = 0; i < r->n_tries; i++) {
		const struct message_try *t = &r->tries[i];

		lines_wrap(out, ROLE_TEXT,
		    arena_fmt(out->arena, "Try %zu    %s  ", i + 1,
			show_value(val_time(t->at), out->arena)),
		    arena_fmt(out->arena, "%s%s%s",
			t->outcome[0] != '\0' ? t->outcome : "under way",
			t->answer[0] != '\0' ? ": " : "", t->answer));
	}
}

/* What is in it; then its text as it is sent. */
static void add_letter(const struct message_record *r, struct lines *out)
{
	struct arena *a = out->arena;

	lines_wrap(out, ROLE_TEXT, "To       ",
	    r->to_name[0] != '\0'
		? arena_fmt(a, "%s <%s>", r->to_name, r->to_address)
		: r->to_address);
	lines_wrap(out, ROLE_TEXT, "Subject  ", r->subject);
	for (size_t i = 0; i < r->n_files; i++)
		lines_wrap(out, ROLE_TEXT, i == 0 ? "Attached " : "         ",
		    arena_fmt(
			a, "%s (%s)", r->files[i].name, r->files[i].kind));
	add_tries(r, out);
	lines_gap(out);
	lines_wrap(out, ROLE_TEXT, "", r->body);
}

static void add_state(struct ui *ui, int64_t id, struct lines *out)
{
	struct list_at at = { .sort = 0 };
	struct row row;
	bool found = false;
	struct err err;

	if (!list_row(ui->session->db, &list_messages, &at, id, out->arena,
		&found, &row, &err) ||
	    !found)
		return;
	lines_wrap(out, ROLE_KEY, "",
	    arena_fmt(out->arena, "%s, about %s, due %s",
		lifecycle_label(&message_lifecycle, text_of(&row, "status")),
		text_of(&row, "about"),
		show_value(row.cells[list_column(&list_messages, "due")],
		    out->arena)));
	if (text_of(&row, "error")[0] != '\0')
		lines_wrap(out, ROLE_WARN,
		    "The server said: ", text_of(&row, "error"));
}

static void letter_fill(struct ui *ui, int64_t id, struct lines *out)
{
	struct message_record r;
	struct err err;

	if (!message_record_read(ui->session->db, id, out->arena, &r, &err)) {
		lines_wrap(out, ROLE_WARN, "", err.text);
		return;
	}
	add_state(ui, id, out);
	add_letter(&r, out);
	history_lines(ui, "message", id, out);
}

const struct view_kind letter_kind = {
	RECORD_VIEW_BASE,
	.name = "Letter",
};

void letter_show(struct ui *ui, int64_t id)
{
	record_view_show(ui, &letter_kind, "message", id, letter_fill);
}

/* ---- the outbox ---------------------------------------------------------- */

static void letter_preview(struct ui *ui, int64_t id, struct lines *out)
{
	struct message_record r;
	struct err err;

	lines_add(out, ROLE_HEAD, "%s", show_id("message", id, out->arena));
	if (message_record_read(ui->session->db, id, out->arena, &r, &err))
		add_letter(&r, out);
	else
		lines_wrap(out, ROLE_WARN, "", err.text);
}

static const char *letter_brief(
    struct ui *ui UNUSED, const struct row *row, struct arena *a)
{
	return arena_fmt(a, "%s to %s: %s", show_id("message", row->id, a),
	    text_of(row, "to"), text_of(row, "subject"));
}

static const struct command rows[] = {
	{ "back", "esc f12", "back",
	    "clear the marks; back to the screen"
	    " before",
	    COMMAND_TERSE, desk_escape },
};

const struct view_kind outbox_kind = {
	LIST_VIEW_BASE,
	.name = "Outbox",
	.commands = COMMANDS(rows),
	.draw = desk_draw,
	.due = list_due,
	.rest = list_rest,
};

static const struct list_screen outbox_screen = {
	.title = "Outbox: letters that wait, went, or did not",
	.list = &list_messages,
	.kind = &outbox_kind,
	.filter = "status:open",
	.below = true,
	.bulk = true,
	.empty = "Letters are written by decisions; what is due goes out with "
		 "accord deliver.",
	.cell = letter_cell,
	.detail = letter_preview,
	.brief = letter_brief,
};

void outbox_show(struct ui *ui, struct view *v UNUSED)
{
	desk_open(ui, &outbox_screen);
}
