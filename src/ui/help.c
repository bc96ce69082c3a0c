/* ui/help.c - the keys of a screen, and the command line, from the tables. */

#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "domain/lifecycle.h"
#include "domain/setting.h"
#include "ui/keys.h"
#include "ui/list_view.h"
#include "ui/prompt.h"
#include "ui/task.h"
#include "ui/view.h"

enum { HELP_ROWS = 200 };

/* What a line of the help, or a word of the palette, stands for. */
struct entry {
	const struct command *command;
	const struct operation *operation;
};

/* ---- help -------------------------------------------------------------- */

static void add_title(struct menu *m, const char *title)
{
	if (m->n > 0)
		menu_add(m, NULL, "");
	menu_add(m, NULL, title)->role = ROLE_HEAD;
}

static void add_entry(
    struct menu *m, const char *key, const char *text, struct entry e)
{
	struct entry *kept = arena_alloc(&m->arena, sizeof(*kept));

	*kept = e;
	menu_add(m, key, text)->data = kept;
}

/* "Enter", "j Down": the keys as a person reads them. */
static const char *titles(const char *keys, struct arena *a)
{
	struct buf b = BUF_INIT;

	while (*keys != '\0') {
		char title[KEY_WORD];

		keys_title(keys, title);
		buf_fmt(&b, "%s%s", b.len > 0 ? " " : "", title);
		keys += strcspn(keys, " ");
		keys += strspn(keys, " ");
	}
	return buf_take(&b, a);
}

/* Those of a table that no table before it has on the same keys. */
static void add_commands(
    struct menu *m, const struct commands *const *tables, size_t at)
{
	for (size_t i = 0; i < tables[at]->n; i++) {
		const struct command *c = &tables[at]->rows[i];
		bool hidden = false;

		for (size_t t = 0; t < at; t++)
			for (size_t k = 0; k < tables[t]->n; k++)
				hidden = hidden ||
				    strcmp(tables[t]->rows[k].keys, c->keys) ==
					0;
		if (!hidden)
			add_entry(m, titles(c->keys, &m->arena), c->help,
			    (struct entry){ .command = c });
	}
}

static bool offered(const struct operation *op, const char *noun)
{
	return strcmp(op->noun, noun) == 0 &&
	    (op->flags &
		(OPERATION_COMMAND | OPERATION_SWEEP | OPERATION_ITEM)) == 0;
}

/* On its key, unless the screen has something else there. */
static bool is_keyed(const struct operation *op, const struct view_kind *kind)
{
	return op->key[0] != '\0' && command_find(kind, op->key) == NULL;
}

static void add_operations(
    struct menu *m, const char *noun, const struct view_kind *kind, bool keyed)
{
	const struct operation *op;

	for (op = operation_next(NULL); op != NULL; op = operation_next(op))
		if (offered(op, noun) && is_keyed(op, kind) == keyed)
			add_entry(m,
			    keyed ? op->key
				  : arena_fmt(&m->arena, ":%s", op->verb),
			    op->help, (struct entry){ .operation = op });
}

static void run_entry(struct ui *ui, const struct entry *e)
{
	struct view *v = ui_screen(ui);

	if (e != NULL && e->command != NULL)
		command_run(ui, v, e->command);
	else if (e != NULL && e->operation != NULL)
		task_begin(ui, e->operation);
}

static void help_taken(struct ui *ui, const struct menu_row *row)
{
	run_entry(ui, row->data);
}

/* "Its enrollment" */
static const char *other_title(const char *noun, struct arena *a)
{
	return arena_fmt(a, "The %s of it", noun);
}

void help_show(struct ui *ui, struct view *v)
{
	struct menu *m = menu_open(
	    arena_fmt(&ui->frame, "Keys of this screen: %s", ui_title(ui, v)),
	    HELP_ROWS);
	const char *nouns[NOUNS_MOST];
	size_t n = command_nouns(ui, nouns);
	const struct commands *tables[COMMAND_TABLES];

	m->key_width = 13;
	if (n > 0)
		add_title(m, "Records (a capital decides, and asks first)");
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			add_title(m, other_title(nouns[i], &m->arena));
		add_operations(m, nouns[i], v->kind, true);
		add_operations(m, nouns[i], v->kind, false);
	}
	n = command_tables(v->kind, tables);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || tables[i] == &common_commands)
			add_title(m, i == 0 ? "This screen" : "Everywhere");
		add_commands(m, tables, i);
	}
	m->at = 1;
	m->done = help_taken;
	ui_push(ui, &m->view);
}

/* ---- the palette ------------------------------------------------------- */

enum { WORDS = 160 };

struct word {
	const char *text;
	struct entry entry;
};

static const char *command_word(const char *name, struct arena *a)
{
	char *s = arena_str(a, name);

	for (char *c = s; *c != '\0'; c++)
		if (*c == ' ')
			*c = '-';
	return s;
}

static size_t add_words(
    struct word *words, size_t n, const struct commands *table, struct arena *a)
{
	for (size_t i = 0; i < table->n && n < WORDS; i++)
		if ((table->rows[i].flags & COMMAND_TERSE) == 0)
			words[n++] =
			    (struct word){ command_word(table->rows[i].name, a),
				    { .command = &table->rows[i] } };
	return n;
}

/* A verb that another noun before has, too, goes by both: "lead-note". */
static size_t add_verbs(
    struct word *words, size_t n, const char *noun, struct arena *a)
{
	const struct operation *op;
	size_t before = n;

	for (op = operation_next(NULL); op != NULL && n < WORDS;
	     op = operation_next(op)) {
		const char *text = op->verb;

		if (!offered(op, noun))
			continue;
		for (size_t i = 0; i < before; i++)
			if (strcmp(words[i].text, text) == 0)
				text = arena_fmt(a, "%s-%s", noun, op->verb);
		words[n++] = (struct word){ text, { .operation = op } };
	}
	return n;
}

/* Everything that can be typed on this screen. */
static size_t all_words(
    const struct ui *ui, struct word words[WORDS], struct arena *a)
{
	const struct view *v = ui_screen(ui);
	const struct commands *tables[COMMAND_TABLES];
	const char *nouns[NOUNS_MOST];
	size_t n_nouns = command_nouns(ui, nouns), n = 0;

	for (size_t i = 0; i < n_nouns; i++)
		n = add_verbs(words, n, nouns[i], a);
	for (size_t i = 0; i < command_tables(v->kind, tables); i++)
		n = add_words(words, n, tables[i], a);
	if (n < WORDS)
		words[n++] = (struct word){ "set", { 0 } };
	return n;
}

static void palette_changed(struct ui *ui, struct prompt *p)
{
	const char *text = edit_get(&p->edit);
	struct word words[WORDS];
	size_t n = all_words(ui, words, &p->arena), used = 0;
	size_t len = strlen(text);

	p->options =
	    arena_alloc(&p->arena, (PROMPT_OPTIONS + 1) * sizeof(*p->options));
	for (size_t i = 0; i < n && used < PROMPT_OPTIONS && len > 0; i++) {
		const struct entry *e = &words[i].entry;
		bool twice = false;

		for (size_t k = 0; k < i; k++)
			twice =
			    twice || strcmp(words[k].text, words[i].text) == 0;
		if (!twice && strncmp(words[i].text, text, len) == 0)
			p->options[used++] =
			    arena_fmt(&p->arena, "%-16s %s", words[i].text,
				e->command != NULL ? e->command->help
				    : e->operation != NULL
				    ? e->operation->help
				    : "change a setting: selection, preview");
	}
}

static const char *palette_complete(struct prompt *p, const char *option)
{
	return arena_strn(&p->arena, option, strcspn(option, " "));
}

/* "A-12", in any case of the letter. */
static bool open_code(struct ui *ui, const char *text)
{
	static const char *const nouns[] = { "application", "partner", "lead",
		"conflict", "message" };
	struct err err;
	int64_t id;

	for (size_t i = 0; i < ARRAY_LEN(nouns); i++)
		if ((text[0] & ~0x20) == noun_letter(nouns[i]) &&
		    text[1] == '-' && noun_id(nouns[i], text, &id, &err)) {
			record_open(ui, nouns[i], id);
			return true;
		}
	return false;
}

static bool go_to_row(struct ui *ui, const char *text)
{
	struct list_view *l = list_view_of(ui);
	long row = strtol(text, NULL, 10);

	if (l == NULL || ui_screen(ui) != &l->view ||
	    text[strspn(text, "0123456789")] != '\0')
		return false;
	command_run(ui, &l->view, command_find(&list_kind, "gg"));
	list_step(ui, l, row > 1 && row < INT_MAX ? (int)row - 1 : 0);
	return true;
}

static void set_setting(struct ui *ui, const char *text)
{
	size_t len = strcspn(text, " ");
	struct arena a = ARENA_INIT;
	const char *name = arena_strn(&a, text, len);
	const char *value = text + len + strspn(text + len, " ");
	struct err err;

	if (len == 0)
		ui_say(ui,
		    "Say what: set selection marker, set selection "
		    "reverse.");
	else if (!setting_put(ui->session, name, value, &err))
		ui_failed(ui, &err);
	else
		ui_say(ui, "%s is %s.", name,
		    value[0] != '\0' ? value : "as at first");
	settings_read(ui);
	arena_done(&a);
}

/* A word of its own, or one that begins like exactly one. */
static const struct word *find_word(
    const struct word *words, size_t n, const char *text)
{
	const struct word *found = NULL;
	size_t len = strlen(text);

	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i].text, text) == 0)
			return &words[i];
	for (size_t i = 0; i < n; i++)
		if (strncmp(words[i].text, text, len) == 0) {
			if (found != NULL &&
			    strcmp(found->text, words[i].text) != 0)
				return NULL;
			found = &words[i];
		}
	return found;
}

static void say_unknown(
    struct prompt *p, const struct word *words, size_t n, const char *text)
{
	const char *names[WORDS], *near;

	for (size_t i = 0; i < n; i++)
		names[i] = words[i].text;
	near = text_nearest(text, names, n);
	if (near != NULL)
		snprintf(p->note, sizeof(p->note), "Did you mean %s?", near);
	else
		snprintf(p->note, sizeof(p->note),
		    "No such command; Esc and ? show them.");
}

static bool palette_done(struct ui *ui, struct prompt *p, const char *text)
{
	struct word words[WORDS];
	struct arena a = ARENA_INIT;
	size_t n = all_words(ui, words, &a);
	const struct word *w;
	bool ok = true;

	if (text[0] == '\0' || open_code(ui, text) || go_to_row(ui, text)) {
		/* done */
	} else if (strncmp(text, "set ", 4) == 0) {
		set_setting(ui, text + 4);
	} else if (strncmp(text, "q ", 2) == 0) {
		struct err err;

		ui_tab(ui, TAB_QUEUE);
		if (!list_set_filter(ui, list_view_of(ui), text + 2, &err))
			ui_failed(ui, &err);
	} else {
		w = find_word(words, n, text);
		ok = w != NULL;
		if (!ok)
			say_unknown(p, words, n, text);
		else if (w->entry.command == NULL && w->entry.operation == NULL)
			set_setting(ui, "");
		else
			run_entry(ui, &w->entry);
	}
	arena_done(&a);
	return ok;
}

void palette_show(struct ui *ui, struct view *v UNUSED)
{
	struct prompt *p = prompt_open(":", "");

	p->change = palette_changed;
	p->done = palette_done;
	p->complete = palette_complete;
	prompt_show(ui, p);
}
