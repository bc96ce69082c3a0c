/* ui/menu.c - something to choose from: drafts, documents, help. */

#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "domain/draft.h"
#include "query/detail.h"
#include "ui/prompt.h"
#include "ui/show.h"
#include "ui/task.h"
#include "ui/view.h"

static struct menu *menu_of(struct view *v)
{
	return (struct menu *)v;
}

static void menu_draw(struct ui *ui, struct view *v, struct surface *s)
{
	struct menu *m = menu_of(v);
	int height = s->height - 4;

	if (m->at < m->top)
		m->top = m->at;
	if (m->at >= m->top + (size_t)height)
		m->top = m->at - (size_t)height + 1;
	ui_line(s, 0, ROLE_HEAD, arena_fmt(&ui->frame, " %s", m->title), NULL);
	surface_rule(s, 0, 1, s->width);
	if (m->n == 0)
		surface_put(s, 3, 2, s->width - 4, ROLE_MUTED, m->empty);
	surface_cursor(s, 0, 2, false);
	for (int i = 0; i < height && m->top + (size_t)i < m->n; i++) {
		const struct menu_row *row = &m->rows[m->top + (size_t)i];
		int key = row->key != NULL ? m->key_width : 0;
		bool current = m->top + (size_t)i == m->at;

		if (current) {
			surface_put(s, 0, 2 + i, 1, ROLE_KEY, ">");
			surface_cursor(s, 0, 2 + i, false);
		}
		if (row->key != NULL)
			surface_put(s, 3, 2 + i, key,
			    current ? ROLE_CURSOR : ROLE_KEY, row->key);
		surface_put(s, 3 + key, 2 + i, s->width - 4 - key,
		    current && key == 0 ? ROLE_CURSOR : row->role, row->text);
	}
}

/* The next row that can be chosen; titles between them cannot. */
static void step(struct menu *m, int by)
{
	size_t at = m->at;

	while (by > 0 ? at + 1 < m->n : at > 0) {
		at = by > 0 ? at + 1 : at - 1;
		if (m->rows[at].role != ROLE_HEAD &&
		    m->rows[at].text[0] != '\0') {
			m->at = at;
			return;
		}
	}
}

static void menu_down(struct ui *ui UNUSED, struct view *v)
{
	step(menu_of(v), 1);
}

static void menu_up(struct ui *ui UNUSED, struct view *v)
{
	step(menu_of(v), -1);
	if (menu_of(v)->at <= 1)
		menu_of(v)->top = 0;
}

static void menu_page(struct ui *ui, struct menu *m, int by)
{
	for (int i = 0; i < term_surface(ui->term)->height - 5; i++)
		step(m, by);
}

static void menu_page_down(struct ui *ui, struct view *v)
{
	menu_page(ui, menu_of(v), 1);
}

static void menu_page_up(struct ui *ui, struct view *v)
{
	menu_page(ui, menu_of(v), -1);
}

static void menu_first(struct ui *ui UNUSED, struct view *v)
{
	struct menu *m = menu_of(v);

	m->at = m->top = 0;
	if (m->n > 0 && m->rows[0].role == ROLE_HEAD)
		step(m, 1);
}

static void menu_last(struct ui *ui UNUSED, struct view *v)
{
	struct menu *m = menu_of(v);

	for (size_t i = 0; i < m->n; i++)
		step(m, 1);
}

static void menu_take(struct ui *ui, struct view *v)
{
	struct menu *m = menu_of(v);
	struct menu_row row;

	if (m->n == 0 || m->done == NULL)
		return;
	row = m->rows[m->at];
	ui->top = v->below;
	m->done(ui, &row);
	v->kind->close(v);
}

static void menu_leave(struct ui *ui, struct view *v UNUSED)
{
	ui_pop(ui);
}

static void menu_search_changed(struct ui *ui UNUSED, struct prompt *p)
{
	struct menu *m = menu_of(p->view.below);
	const char *wanted = text_fold(edit_get(&p->edit), &p->arena);

	for (size_t i = 0; i < m->n && wanted[0] != '\0'; i++)
		if (m->rows[i].role != ROLE_HEAD &&
		    strstr(text_fold(
			       arena_fmt(&p->arena, "%s %s",
				   m->rows[i].key != NULL ? m->rows[i].key : "",
				   m->rows[i].text),
			       &p->arena),
			wanted) != NULL) {
			m->at = i;
			return;
		}
}

static bool menu_search_done(
    struct ui *ui UNUSED, struct prompt *p UNUSED, const char *text UNUSED)
{
	return true;
}

static void menu_search(struct ui *ui, struct view *v UNUSED)
{
	struct prompt *p = prompt_open("/", "");

	p->change = menu_search_changed;
	p->done = menu_search_done;
	prompt_show(ui, p);
}

static const struct command menu_commands[] = {
	{ "take", "enter", "take it", "take what the cursor is on", 0,
	    menu_take },
	{ "search", "/ f7", "search", "find as you type", 0, menu_search },
	{ "back", "esc q f12", "back", "back to the screen before",
	    COMMAND_TERSE, menu_leave },
	{ "down", "j down", NULL, "next", COMMAND_TERSE, menu_down },
	{ "up", "k up", NULL, "previous", COMMAND_TERSE, menu_up },
	{ "first", "gg home", NULL, "first", COMMAND_TERSE, menu_first },
	{ "last line", "G end", NULL, "last", COMMAND_TERSE, menu_last },
	{ "page down", "pgdn }", NULL, "next page", COMMAND_TERSE,
	    menu_page_down },
	{ "page up", "pgup {", NULL, "previous page", COMMAND_TERSE,
	    menu_page_up },
};

static void menu_close(struct view *v)
{
	struct menu *m = menu_of(v);

	arena_done(&m->arena);
	free(m);
}

const struct view_kind menu_kind = {
	.name = "Menu",
	.commands = COMMANDS(menu_commands),
	.draw = menu_draw,
	.close = menu_close,
};

struct menu *menu_open(const char *title, size_t most)
{
	struct menu *m = calloc(1, sizeof(*m));

	if (m == NULL)
		abort();
	m->view.kind = &menu_kind;
	m->title = arena_str(&m->arena, title);
	m->empty = "There is nothing here.";
	m->rows = arena_alloc(&m->arena, (most + 1) * sizeof(*m->rows));
	m->most = most;
	m->key_width = 10;
	return m;
}

struct menu_row *menu_add(struct menu *m, const char *key, const char *text)
{
	struct menu_row *row = &m->rows[m->n];

	if (m->n < m->most)
		m->n++;
	row->key = arena_str(&m->arena, key);
	row->text = arena_str(&m->arena, text);
	return row;
}

/* ---- drafts ------------------------------------------------------------ */

/* The operation a draft was for: "application decline". */
static const struct operation *draft_operation(const char *form)
{
	size_t len = strcspn(form, " ");
	struct arena a = ARENA_INIT;
	const struct operation *op = form[len] == '\0'
	    ? NULL
	    : operation_find(arena_strn(&a, form, len), form + len + 1);

	arena_done(&a);
	return op;
}

static void draft_taken(struct ui *ui, const struct menu_row *row)
{
	const struct operation *op = draft_operation(row->data);

	if (op == NULL)
		ui_say(ui, "This version cannot go on with that draft.");
	else
		form_show(ui, task_new(ui, op, row->number, NULL), NULL, NULL);
}

void drafts_show(struct ui *ui, struct view *v UNUSED)
{
	struct menu *m = menu_open("Drafts: typed and not saved", 100);
	struct draft *drafts;
	struct err err;
	size_t n;

	m->empty = "Nothing is half typed.";
	if (!draft_list(ui->session, &m->arena, &drafts, &n, &err)) {
		ui_failed(ui, &err);
		n = 0;
	}
	for (size_t i = 0; i < n; i++) {
		const struct operation *op = draft_operation(drafts[i].form);
		const char *id = drafts[i].record == 0
		    ? "new"
		    : show_id(op != NULL ? op->noun : "", drafts[i].record,
			  &m->arena);
		struct menu_row *row = menu_add(m, id,
		    arena_fmt(&m->arena, "%s, %s",
			op != NULL ? op->title : drafts[i].form,
			show_value(val_time(drafts[i].updated_at), &m->arena)));

		row->data = drafts[i].form;
		row->number = drafts[i].record;
	}
	m->done = draft_taken;
	ui_push(ui, &m->view);
}

/* ---- documents --------------------------------------------------------- */

struct document_of {
	const char *noun, *kind, *name;
};

static void document_taken(struct ui *ui, const struct menu_row *row)
{
	const struct document_of *d = row->data;
	struct arena a = ARENA_INIT;
	const char *body;
	struct err err;

	if (document_body(ui->session->db, d->noun, row->number, d->kind, &a,
		&body, &err))
		text_show(ui,
		    arena_fmt(&a, "%s of %s", d->name,
			show_id(d->noun, row->number, &a)),
		    body);
	else
		ui_failed(ui, &err);
	arena_done(&a);
}

void documents_show(struct ui *ui, const char *noun, int64_t id)
{
	struct menu *m = menu_open(arena_fmt(&ui->frame, "Documents of %s",
				       show_id(noun, id, &ui->frame)),
	    100);
	struct document_entry *list;
	struct err err;
	size_t n;

	m->key_width = 18;
	m->empty = "None yet: an approval makes them.";
	if (!documents_read(
		ui->session->db, noun, id, &m->arena, &list, &n, &err)) {
		ui_failed(ui, &err);
		n = 0;
	}
	for (size_t i = 0; i < n; i++) {
		struct document_of *d = arena_alloc(&m->arena, sizeof(*d));
		struct menu_row *row = menu_add(m, list[i].kind,
		    arena_fmt(&m->arena, "%s, %s", list[i].name,
			show_value(val_time(list[i].created_at), &m->arena)));

		*d = (struct document_of){ arena_str(&m->arena, noun),
			list[i].kind, list[i].name };
		row->data = d;
		row->number = id;
	}
	m->done = document_taken;
	ui_push(ui, &m->view);
}
