/* ui/ui.c - the loop: draw, wait, take a key; and the stack of views. */

#include "config.h"

#include "ui/ui.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "domain/draft.h"
#include "domain/sweep.h"
#include "ui/keys.h"
#include "ui/list_view.h"
#include "ui/task.h"
#include "ui/view.h"

/* Records that one sweep of their kind changes at most. */
#define SWEEP_LIMIT 200

/* ---- the stack --------------------------------------------------------- */

void ui_push(struct ui *ui, struct view *v)
{
	v->below = ui->top;
	ui->top = v;
	ui->prefix = '\0';
}

void ui_pop(struct ui *ui)
{
	struct view *v = ui->top;

	if (v == ui->tabs[ui->tab])
		return;
	ui->top = v->below;
	v->kind->close(v);
}

void ui_tab(struct ui *ui, enum tab tab)
{
	while (ui->top != ui->tabs[ui->tab]) {
		if (ui->top->kind->save != NULL)
			ui->top->kind->save(ui, ui->top);
		ui_pop(ui);
	}
	if (tab != ui->tab)
		ui->last_tab = ui->tab;
	ui->tab = tab;
	ui->top = ui->tabs[tab];
	if (ui->top->kind->reload != NULL)
		ui->top->kind->reload(ui, ui->top);
}

struct view *ui_screen(const struct ui *ui)
{
	struct view *v = ui->top;

	while (v->kind->over)
		v = v->below;
	return v;
}

void ui_reload(struct ui *ui)
{
	struct view *v;

	for (v = ui->top; v != NULL; v = v->below)
		if (v->kind->reload != NULL)
			v->kind->reload(ui, v);
}

const char *ui_record(const struct ui *ui, int64_t *ret_id)
{
	const struct view *v = ui_screen(ui);

	return v->kind->record != NULL ? v->kind->record(v, ret_id) : NULL;
}

/* ---- messages ---------------------------------------------------------- */

static void say(struct ui *ui, enum role role, const char *fmt, va_list ap)
    PRINTF_LIKE(3, 0);

static void say(struct ui *ui, enum role role, const char *fmt, va_list ap)
{
	struct message *m = &ui->log[ui->n_log++ % LOG_SIZE];

	vsnprintf(ui->message, sizeof(ui->message), fmt, ap);
	ui->message_role = role;
	free(m->text);
	m->text = strdup(ui->message);
	if (m->text == NULL)
		abort();
	m->at = session_now(ui->session);
	m->role = role;
}

void ui_say(struct ui *ui, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(ui, ROLE_TEXT, fmt, ap);
	va_end(ap);
}

void ui_warn(struct ui *ui, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(ui, ROLE_WARN, fmt, ap);
	va_end(ap);
}

void ui_failed(struct ui *ui, const struct err *err)
{
	ui_warn(ui, "%s", err->text);
}

/* ---- drawing ----------------------------------------------------------- */

enum ui_size ui_size(const struct surface *s)
{
	if (s->width < 40 || s->height < 10)
		return SIZE_NONE;
	if (s->width < 60 || s->height < 12)
		return SIZE_TINY;
	if (s->width < 76 || s->height < 20)
		return SIZE_SMALL;
	return s->width < 110 ? SIZE_FULL : SIZE_WIDE;
}

void ui_line(struct surface *s, int y, enum role role, const char *left,
    const char *right)
{
	int width = right != NULL ? text_width(right) : 0;

	if (width > s->width - 2)
		width = 0;
	surface_put(s, 0, y, s->width - width - (width > 0), role, left);
	if (width > 0)
		surface_put(s, s->width - width, y, width, role, right);
}

enum { NOTE_LINES = 4 };

void ui_note(struct ui *ui, struct surface *s, enum role role, const char *text)
{
	int width = s->width - 2;
	const char **lines;
	size_t n = text_wrap(text, width, &ui->frame, &lines);
	int y = s->height - 2;

	if (n > NOTE_LINES)
		n = NOTE_LINES;
	for (size_t i = 0; i < n; i++) {
		surface_text(s, 0, y - (int)(n - 1 - i), s->width, role, "");
		surface_put(s, 1, y - (int)(n - 1 - i), width, role, lines[i]);
	}
}

const char *ui_title(const struct ui *ui, const struct view *v)
{
	static const char *const names[TABS] = { "Queue", "Partners", "Leads",
		"Commission" };

	for (size_t i = 0; i < TABS; i++)
		if (ui->tabs[i] == v)
			return names[i];
	return v->kind->name;
}

/* What may follow the first key of a command of two. */
static const char *strip(const struct ui *ui, struct arena *a)
{
	const struct view_kind *kind = ui_screen(ui)->kind;
	const struct commands *tables[COMMAND_TABLES];
	size_t n = command_tables(kind, tables);
	struct buf b = BUF_INIT;

	buf_fmt(&b, "%c", ui->prefix);
	for (size_t t = 0; t < n; t++)
		for (size_t i = 0; i < tables[t]->n; i++) {
			const struct command *c = &tables[t]->rows[i];
			const char *k = strchr(c->keys, ui->prefix);

			if (k != NULL && k[1] != ' ' && k[1] != '\0')
				buf_fmt(&b, "  %c %s", k[1], c->name);
		}
	return buf_take(&b, a);
}

/* The two lines at the foot, the same on every screen. */
static void draw_foot(struct ui *ui, struct surface *s)
{
	const struct view *v = ui_screen(ui);
	const char *position =
	    v->kind->position != NULL ? v->kind->position(v, &ui->frame) : "";
	const char *text = ui->message;
	enum role role = ui->message_role;
	int y = s->height - 2;
	int right = text_width(position);

	if (ui->prefix != '\0' && ui->rested >= REST_STRIP) {
		text = strip(ui, &ui->frame);
		role = ROLE_KEY;
	}
	if (text[0] == '\0')
		role = ROLE_TEXT;
	if (text[0] == '\0' && v->kind->status != NULL)
		text = text_clip(v->kind->status(v, &ui->frame),
		    s->width - right - 4, &ui->frame);
	/* A message is told whole; the position gives way. */
	if (text_width(text) > s->width - right - 3)
		right = 0;
	if (text[0] != '\0')
		ui_note(ui, s, role, text);
	if (right > 0)
		surface_put(
		    s, s->width - right - 1, y, right, ROLE_TEXT, position);
	surface_put(s, 0, y + 1, s->width, ROLE_MUTED,
	    command_hints(ui, v->kind, s->width, &ui->frame));
}

static void draw_over(struct ui *ui, struct view *v, struct surface *s)
{
	if (v->kind->over)
		draw_over(ui, v->below, s);
	else
		draw_foot(ui, s);
	if (v->kind->over)
		v->kind->draw(ui, v, s);
}

static void draw_too_small(struct ui *ui, struct surface *s)
{
	struct lines l = { .arena = &ui->frame, .width = s->width };

	lines_wrap(&l, ROLE_TEXT, "",
	    arena_fmt(&ui->frame, "window %dx%d, needs 40x10; q quits",
		s->width, s->height));
	lines_draw(&l, 0, s, 0, 0, s->width, s->height);
}

static void draw(struct ui *ui)
{
	struct surface *s = term_surface(ui->term);
	struct view *v = ui_screen(ui);

	arena_reset(&ui->frame);
	surface_clear(s);
	if (ui_size(s) == SIZE_NONE) {
		draw_too_small(ui, s);
	} else {
		v->kind->draw(ui, v, s);
		draw_over(ui, ui->top, s);
	}
	term_show(ui->term);
}

/* ---- keys -------------------------------------------------------------- */

/* True when the word may begin a command of two keys. */
static bool is_prefix(const struct view_kind *kind, const char *word)
{
	const struct commands *tables[COMMAND_TABLES];
	size_t n = command_tables(kind, tables);

	if (strlen(word) != 1)
		return false;
	for (size_t t = 0; t < n; t++)
		for (size_t i = 0; i < tables[t]->n; i++) {
			const char *k =
			    strchr(tables[t]->rows[i].keys, word[0]);
			bool starts = k != NULL &&
			    (k == tables[t]->rows[i].keys || k[-1] == ' ');

			if (starts && k[1] != '\0' && k[1] != ' ' &&
			    (k[2] == '\0' || k[2] == ' ') && k[0] != 'f' &&
			    k[0] != '^')
				return true;
		}
	return false;
}

static void run_word(struct ui *ui, struct view *v, const char *word)
{
	const struct command *c = command_find(v->kind, word);
	const struct operation *op =
	    c == NULL ? command_operation(ui, word) : NULL;

	if (c != NULL)
		command_run(ui, v, c);
	else if (op != NULL)
		task_begin(ui, op);
	else if (is_prefix(v->kind, word))
		ui->prefix = word[0];
	else if (word[0] != '\0')
		ui_say(ui, "The key %s does nothing here; ? shows the keys.",
		    word);
}

static void take_key(struct ui *ui, int key)
{
	struct view *v = ui->top;
	char word[KEY_WORD], both[KEY_WORD];
	char prefix = ui->prefix;

	ui->prefix = '\0';
	if (prefix == '\0' && v->kind->key != NULL && v->kind->key(ui, v, key))
		return;
	if (key == TERM_KEY_PASTE) {
		ui_say(ui, "Pasted text is ignored here.");
		return;
	}
	keys_word(key, word);
	if (prefix == '\0') {
		run_word(ui, v, word);
	} else if (strlen(word) == 1) {
		snprintf(both, sizeof(both), "%c%c", prefix, word[0]);
		run_word(ui, v, both);
	}
}

static void handle_key(struct ui *ui, int key)
{
	if (key == TERM_KEY_RESIZED) {
		ui_reload(ui);
		return;
	}
	if (key == TERM_KEY_FOCUS)
		return;
	ui->rested = 0;
	ui->message[0] = '\0';
	if (key == 12) /* ^L, wherever one is */
		term_repaint(ui->term);
	else if (ui_size(term_surface(ui->term)) == SIZE_NONE)
		ui->quit = key == 'q' || key == 'Q';
	else
		take_key(ui, key);
}

/* ---- rest -------------------------------------------------------------- */

/* The ms until somebody has work, at most until others are looked for. */
static int next_wait(const struct ui *ui)
{
	int next = ui->rested - ui->rested % REST_SAVE + REST_SAVE;
	const struct view *v;

	if (ui->prefix != '\0' && ui->rested < REST_STRIP)
		next = REST_STRIP;
	for (v = ui->top; v != NULL; v = v->below) {
		int due = v->kind->due != NULL ? v->kind->due(v) : -1;

		if (due >= 0 && due < next)
			next = due > ui->rested ? due : ui->rested;
	}
	return next - ui->rested;
}

/* Somebody else's commits: read again, the cursor stays on its record. */
static void look_for_others(struct ui *ui)
{
	struct err err;
	int64_t stamp;

	if (!db_stamp(ui->session->db, &stamp, &err))
		return;
	if (stamp != ui->stamp)
		ui_reload(ui);
	ui->stamp = stamp;
	db_checkpoint(ui->session->db, true);
}

static void sweep(struct ui *ui)
{
	for (size_t i = 0; i < n_sweeps; i++) {
		struct err err;
		size_t n;

		if (!sweeps[i].run(ui->session, SWEEP_LIMIT, &n, &err) ||
		    n == 0)
			continue;
		ui_reload(ui);
		ui_say(
		    ui, "%zu %s.", n, n == 1 ? sweeps[i].one : sweeps[i].many);
	}
}

static void rest(struct ui *ui, int waited)
{
	struct view *v, *below;

	ui->rested += waited;
	if (ui->rested % REST_SAVE == 0 && ui->rested > 0)
		look_for_others(ui);
	if (ui->rested == REST_SAVE ||
	    (ui->rested > 0 && ui->rested % REST_SWEEP == 0))
		sweep(ui);
	for (v = ui->top; v != NULL; v = below) {
		int due = v->kind->due != NULL ? v->kind->due(v) : -1;

		below = v->below;
		if (due >= 0 && due <= ui->rested)
			v->kind->rest(ui, v);
	}
}

/* ---- the loop ---------------------------------------------------------- */

static bool key_waits(void *arg)
{
	struct ui *ui = arg;

	return term_pending(ui->term);
}

static void save_all(struct ui *ui)
{
	struct view *v;

	for (v = ui->top; v != NULL; v = v->below)
		if (v->kind->save != NULL)
			v->kind->save(ui, v);
}

static void loop(struct ui *ui)
{
	bool drawn = false;

	while (!ui->quit) {
		int wait, key;

		if (!drawn || !term_pending(ui->term))
			draw(ui);
		drawn = true;
		wait = next_wait(ui);
		db_on_progress(ui->session->db, NULL, NULL);
		key = term_key(ui->term, wait);
		if (key == TERM_KEY_END)
			break;
		if (key != TERM_KEY_NONE) {
			handle_key(ui, key);
			continue;
		}
		db_on_progress(ui->session->db, key_waits, ui);
		rest(ui, wait);
	}
	db_on_progress(ui->session->db, NULL, NULL);
}

static void greet(struct ui *ui)
{
	struct arena a = ARENA_INIT;
	struct draft *drafts;
	struct err err;
	size_t n;

	if (ui->session->owner)
		ui_say(ui, "You own this file: roles are not enforced here.");
	if (draft_list(ui->session, &a, &drafts, &n, &err) && n > 0)
		ui_say(ui, "%zu draft%s: %s%s; :drafts shows %s.", n,
		    n == 1 ? "" : "s", drafts[0].form, n == 1 ? "" : ", ...",
		    n == 1 ? "it" : "them");
	if (ui->options != NULL && ui->options->notice != NULL &&
	    ui->options->notice[0] != '\0')
		ui_say(ui, "%s", ui->options->notice);
	arena_done(&a);
}

bool ui_run(struct session *s, struct term *term,
    const struct ui_options *options, struct err *err)
{
	struct ui ui = { .session = s, .term = term, .options = options };

	ui.today = (date_days)(session_now(s) / 86400);
	if (!db_stamp(s->db, &ui.stamp, err))
		return false;
	tabs_open(&ui);
	ui.top = ui.tabs[TAB_QUEUE];
	greet(&ui);
	ui_reload(&ui);
	loop(&ui);
	save_all(&ui);
	while (ui.top != ui.tabs[ui.tab])
		ui_pop(&ui);
	for (size_t i = 0; i < TABS; i++)
		ui.tabs[i]->kind->close(ui.tabs[i]);
	for (size_t i = 0; i < LOG_SIZE; i++)
		free(ui.log[i].text);
	arena_done(&ui.frame);
	arena_done(&ui.repeat.arena);
	return true;
}
