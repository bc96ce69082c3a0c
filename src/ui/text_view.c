/* ui/text_view.c - text to read, with scrolling and searching. */

#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "query/detail.h"
#include "ui/prompt.h"
#include "ui/show.h"
#include "ui/view.h"

struct text_view {
	struct view view;
	struct arena arena;
	const char *title;
	struct lines lines;
	size_t top;
	char search[200];
	int height; /* at the last draw */
	/* Of a record. */
	const char *noun;
	int64_t id;
	void (*fill)(struct ui *ui, int64_t id, struct lines *out);
};

static struct text_view *text_of(struct view *v)
{
	return (struct text_view *)v;
}

void text_view_draw(struct ui *ui, struct view *v, struct surface *s)
{
	struct text_view *t = text_of(v);

	t->height = s->height - 4;
	ui_line(s, 0, ROLE_HEAD, arena_fmt(&ui->frame, " %s", t->title), NULL);
	surface_rule(s, 0, 1, s->width);
	lines_draw(&t->lines, t->top, s, 1, 2, s->width - 2, t->height);
	surface_cursor(s, 0, 2, false);
}

static void scroll(struct text_view *t, int64_t to)
{
	int64_t most = (int64_t)t->lines.n - t->height;

	if (to > most)
		to = most;
	t->top = to > 0 ? (size_t)to : 0;
}

static void text_down(struct ui *ui UNUSED, struct view *v)
{
	scroll(text_of(v), (int64_t)text_of(v)->top + 1);
}

static void text_up(struct ui *ui UNUSED, struct view *v)
{
	scroll(text_of(v), (int64_t)text_of(v)->top - 1);
}

static void text_page_down(struct ui *ui UNUSED, struct view *v)
{
	scroll(text_of(v), (int64_t)text_of(v)->top + text_of(v)->height);
}

static void text_page_up(struct ui *ui UNUSED, struct view *v)
{
	scroll(text_of(v), (int64_t)text_of(v)->top - text_of(v)->height);
}

static void text_first(struct ui *ui UNUSED, struct view *v)
{
	scroll(text_of(v), 0);
}

static void text_last(struct ui *ui UNUSED, struct view *v)
{
	scroll(text_of(v), (int64_t)text_of(v)->lines.n);
}

static void text_leave(struct ui *ui, struct view *v UNUSED)
{
	ui_pop(ui);
}

/* ---- searching --------------------------------------------------------- */

static bool matches(const struct text_view *t, size_t i)
{
	struct arena a = ARENA_INIT;
	bool found = strstr(text_fold(t->lines.list[i].text, &a),
			 text_fold(t->search, &a)) != NULL;

	arena_done(&a);
	return found;
}

static void find_line(struct ui *ui, struct text_view *t, size_t from, int by)
{
	size_t n = t->lines.n, i = from;

	for (size_t seen = 0; seen < n && t->search[0] != '\0'; seen++) {
		i %= n;
		if (matches(t, i)) {
			t->top = i;
			return;
		}
		i = by > 0 ? i + 1 : i + n - 1;
	}
	ui_say(ui, "\"%s\" is not in this text.", t->search);
}

static bool text_search_done(
    struct ui *ui, struct prompt *p UNUSED, const char *text)
{
	struct text_view *t = text_of(ui->top);

	snprintf(t->search, sizeof(t->search), "%s", text);
	find_line(ui, t, t->top, 1);
	return true;
}

static void text_search(struct ui *ui, struct view *v UNUSED)
{
	struct prompt *p = prompt_open("/", "");

	p->done = text_search_done;
	prompt_show(ui, p);
}

static void text_next(struct ui *ui, struct view *v)
{
	find_line(ui, text_of(v), text_of(v)->top + 1, 1);
}

static void text_previous(struct ui *ui, struct view *v)
{
	struct text_view *t = text_of(v);

	find_line(ui, t, t->top + t->lines.n - (t->lines.n > 0), -1);
}

static void text_copy(struct ui *ui, struct view *v)
{
	struct text_view *t = text_of(v);
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < t->lines.n; i++)
		buf_fmt(&b, "%s\n", t->lines.list[i].text);
	if (term_copy(ui->term, buf_text(&b)))
		ui_say(ui, "The text was sent to the terminal's clipboard.");
	else
		ui_say(ui, "The terminal takes no clipboard.");
	buf_done(&b);
}

static const struct command text_rows[] = {
	{ "back", "esc q enter f12", "back", "back to the screen before",
	    COMMAND_TERSE, text_leave },
	{ "down", "j down", "down", "next line", COMMAND_TERSE, text_down },
	{ "up", "k up", NULL, "previous line", COMMAND_TERSE, text_up },
	{ "page down", "pgdn } space", "page", "next page", COMMAND_TERSE,
	    text_page_down },
	{ "page up", "pgup {", NULL, "previous page", COMMAND_TERSE,
	    text_page_up },
	{ "first", "gg home", NULL, "first line", COMMAND_TERSE, text_first },
	{ "last line", "G end", NULL, "last line", COMMAND_TERSE, text_last },
	{ "search", "/ f7", "search", "find in the text", 0, text_search },
	{ "next match", "n", NULL, "next match", 0, text_next },
	{ "previous match", "N", NULL, "previous match", 0, text_previous },
	{ "copy text", "yy", NULL, "copy the whole text", 0, text_copy },
};

const char *text_view_position(const struct view *v, struct arena *a)
{
	const struct text_view *t = (const struct text_view *)v;

	if ((int64_t)t->lines.n <= t->height)
		return "";
	return arena_fmt(a, "%zu/%zu", t->top + 1, t->lines.n);
}

void text_view_close(struct view *v)
{
	text_view_drop(text_of(v));
}

const struct view_kind text_kind = {
	.name = "Text",
	.common = true,
	.commands = COMMANDS(text_rows),
	.draw = text_view_draw,
	.close = text_view_close,
	.position = text_view_position,
};

struct text_view *text_view_open(const struct ui *ui, const char *title)
{
	struct text_view *t = calloc(1, sizeof(*t));
	int width = term_surface(ui->term)->width - 2;

	if (t == NULL)
		abort();
	t->view.kind = &text_kind;
	t->title = arena_str(&t->arena, title);
	t->lines.arena = &t->arena;
	t->lines.width = width < 100 ? width : 100;
	t->height = 1;
	return t;
}

struct lines *text_view_lines(struct text_view *t)
{
	return &t->lines;
}

void text_view_show(struct ui *ui, struct text_view *t)
{
	ui_push(ui, &t->view);
}

void text_view_drop(struct text_view *t)
{
	arena_done(&t->arena);
	free(t);
}

/* ---- one record -------------------------------------------------------- */

void record_view_reload(struct ui *ui, struct view *v)
{
	struct text_view *t = text_of(v);
	int width = term_surface(ui->term)->width - 2;

	arena_reset(&t->arena);
	t->title = arena_fmt(&t->arena, "%s %s", t->view.kind->name,
	    show_id(t->noun, t->id, &t->arena));
	t->lines = (struct lines){ .arena = &t->arena,
		.width = width < 100 ? width : 100 };
	t->fill(ui, t->id, &t->lines);
	scroll(t, (int64_t)t->top);
}

const char *record_view_record(const struct view *v, int64_t *ret_id)
{
	const struct text_view *t = (const struct text_view *)v;

	*ret_id = t->id;
	return t->noun;
}

const struct view_kind record_kind = {
	RECORD_VIEW_BASE,
	.name = "Record",
};

void record_view_show(struct ui *ui, const struct view_kind *kind,
    const char *noun, int64_t id,
    void (*fill)(struct ui *ui, int64_t id, struct lines *out))
{
	struct text_view *t = text_view_open(ui, "");

	t->view.kind = kind;
	t->noun = noun;
	t->id = id;
	t->fill = fill;
	t->height = term_surface(ui->term)->height - 4;
	record_view_reload(ui, &t->view);
	ui_push(ui, &t->view);
}

void history_lines(
    struct ui *ui, const char *noun, int64_t id, struct lines *out)
{
	struct history_entry *list;
	struct err err;
	size_t n;

	if (!history_read(
		ui->session->db, noun, id, 100, out->arena, &list, &n, &err)) {
		lines_wrap(out, ROLE_WARN, "", err.text);
		return;
	}
	if (n > 0) {
		lines_gap(out);
		lines_add(out, ROLE_HEAD, "History");
	}
	for (size_t i = n; i-- > 0;)
		lines_wrap(out, list[i].undone ? ROLE_MUTED : ROLE_TEXT,
		    arena_fmt(out->arena, "%s  %s  ",
			show_value(val_time(list[i].at), out->arena),
			list[i].actor),
		    arena_fmt(out->arena, "%s%s", list[i].summary,
			list[i].undone ? " (taken back)" : ""));
}

void text_show(struct ui *ui, const char *title, const char *text)
{
	struct text_view *t = text_view_open(ui, title);

	/* Line by line, so that what is wrapped stays below its beginning. */
	for (;;) {
		size_t len = strcspn(text, "\n");
		size_t blanks = strspn(text, " ");

		if (blanks >= len)
			blanks = 0;
		lines_wrap(&t->lines, ROLE_TEXT,
		    arena_strn(&t->arena, text, blanks),
		    arena_strn(&t->arena, text + blanks, len - blanks));
		text += len;
		if (text[0] == '\0' || text[1] == '\0')
			break;
		text++;
	}
	text_view_show(ui, t);
}

/* ---- texts that are shown ---------------------------------------------- */

void log_show(struct ui *ui, struct view *v UNUSED)
{
	struct text_view *t = text_view_open(ui, "Messages of this session");
	size_t n = ui->n_log < LOG_SIZE ? ui->n_log : LOG_SIZE;

	for (size_t i = 0; i < n; i++) {
		const struct message *m =
		    &ui->log[(ui->n_log - 1 - i) % LOG_SIZE];

		lines_wrap(&t->lines, m->role,
		    arena_fmt(&t->arena, "%s  ", show_time(m->at, &t->arena)),
		    m->text);
	}
	text_view_show(ui, t);
}
