/* ui/commands.c - commands: finding, running, hinting; those of everywhere. */

#include "config.h"

#include <string.h>

#include "base/text.h"
#include "ui/desk_view.h"
#include "ui/keys.h"
#include "ui/money_views.h"
#include "ui/task.h"
#include "ui/view.h"

static const struct command *find_in(
    const struct commands *table, const char *word)
{
	for (size_t i = 0; i < table->n; i++)
		if (keys_has(table->rows[i].keys, word))
			return &table->rows[i];
	return NULL;
}

size_t command_tables(const struct view_kind *kind,
    const struct commands *ret[static COMMAND_TABLES])
{
	size_t n = 0;

	ret[n++] = &kind->commands;
	if (kind->base != NULL)
		ret[n++] = &kind->base->commands;
	if (kind->common)
		ret[n++] = &common_commands;
	return n;
}

const struct command *command_find(
    const struct view_kind *kind, const char *word)
{
	const struct commands *tables[COMMAND_TABLES];
	size_t n = command_tables(kind, tables);
	const struct command *c = NULL;

	for (size_t i = 0; i < n && c == NULL; i++)
		c = find_in(tables[i], word);
	return c;
}

size_t command_nouns(const struct ui *ui, const char *ret[NOUNS_MOST])
{
	const struct view *v = ui_screen(ui);
	const char *const *also =
	    v->kind->also != NULL ? v->kind->also(v) : NULL;
	int64_t id;
	const char *own = ui_record(ui, &id);
	size_t n = 0;

	if (own == NULL)
		return 0;
	ret[n++] = own;
	for (; also != NULL && *also != NULL && n < NOUNS_MOST; also++)
		if (strcmp(*also, own) != 0)
			ret[n++] = *also;
	return n;
}

const struct operation *command_operation(const struct ui *ui, const char *word)
{
	const char *nouns[NOUNS_MOST];
	size_t n = ui_screen(ui)->kind->common ? command_nouns(ui, nouns) : 0;
	const struct operation *op;

	for (size_t i = 0; i < n; i++)
		for (op = operation_next(NULL); op != NULL;
		     op = operation_next(op))
			if (op->key[0] != '\0' && strcmp(op->key, word) == 0 &&
			    strcmp(op->noun, nouns[i]) == 0)
				return op;
	return NULL;
}

void command_run(struct ui *ui, struct view *v, const struct command *c)
{
	int64_t id = 0;

	if ((c->flags & COMMAND_ROW) != 0 && v->kind->record != NULL &&
	    (v->kind->record(v, &id) == NULL || id == 0))
		ui_say(ui, "There is no record here to %s.", c->name);
	else
		c->run(ui, v);
}

/* ---- hints ------------------------------------------------------------- */

static void add_hint(struct buf *b, const struct command *c, bool wide)
{
	char key[KEY_WORD];

	if (c->hint == NULL || (!wide && (c->flags & COMMAND_WIDE) != 0))
		return;
	keys_title(c->keys, key);
	if (b->len > 0)
		buf_add(b, wide ? "   " : "  ");
	if (c->hint[0] == '=')
		buf_add(b, c->hint + 1);
	else
		buf_fmt(b, "%s %s", key, c->hint);
}

/* The key of that row does something else on the screen itself. */
static bool is_taken(const struct commands *own, const struct command *c)
{
	char word[KEY_WORD];

	snprintf(
	    word, sizeof(word), "%.*s", (int)strcspn(c->keys, " "), c->keys);
	return own != NULL && find_in(own, word) != NULL;
}

/* As many as fit; what does not is left out, and all after it. `own` are
 * those of the screen itself, where the table is its base's. */
static void add_hints(struct buf *b, const struct commands *table,
    const struct commands *own, int width, int room)
{
	for (size_t i = 0; i < table->n; i++) {
		size_t before = b->len;

		if (is_taken(own, &table->rows[i]))
			continue;
		add_hint(b, &table->rows[i], width >= 110);
		if (text_width(buf_text(b)) > room) {
			b->s[before] = '\0';
			b->len = before;
			break;
		}
	}
}

/* As many hints as fit, the way to the help always at the right edge. */
const char *command_hints(const struct ui *ui UNUSED,
    const struct view_kind *kind, int width, struct arena *a)
{
	static const char help[] = "? help";
	struct buf b = BUF_INIT, line = BUF_INIT;
	int room = width - (int)strlen(help) - 3;
	bool common = kind->common;

	add_hints(&b, &kind->commands, NULL, width, common ? room : width - 2);
	if (kind->base != NULL)
		add_hints(&b, &kind->base->commands, &kind->commands, width,
		    common ? room : width - 2);
	buf_fmt(&line, " %s", buf_text(&b));
	while (common && (int)line.len < width - (int)strlen(help) - 1)
		buf_addc(&line, ' ');
	if (common)
		buf_add(&line, help);
	buf_done(&b);
	return buf_take(&line, a);
}

/* ---- everywhere -------------------------------------------------------- */

static void quit(struct ui *ui, struct view *v UNUSED)
{
	ui->quit = true;
}

static void leave(struct ui *ui, struct view *v)
{
	if (v == ui->tabs[ui->tab])
		ui->quit = true;
	else
		ui_pop(ui);
}

static void previous(struct ui *ui, struct view *v UNUSED)
{
	ui_tab(ui, ui->last_tab);
}

static void reload(struct ui *ui, struct view *v UNUSED)
{
	ui_reload(ui);
	ui_say(ui, "Read again.");
}

void undo_last(struct ui *ui, struct view *v UNUSED)
{
	task_undo(ui, false);
}

static void redo(struct ui *ui, struct view *v UNUSED)
{
	task_undo(ui, true);
}

static void suspend(struct ui *ui, struct view *v UNUSED)
{
	if (!term_suspend(ui->term))
		ui_say(ui, "Nobody could wake Accord again here.");
	term_repaint(ui->term);
}

static void cancel(struct ui *ui, struct view *v UNUSED)
{
	ui_say(ui, "Nothing is running; q closes the screen, Q leaves.");
}

void go_queue(struct ui *ui, struct view *v UNUSED)
{
	ui_tab(ui, TAB_QUEUE);
}

void go_partners(struct ui *ui, struct view *v UNUSED)
{
	ui_tab(ui, TAB_PARTNERS);
}

void go_leads(struct ui *ui, struct view *v UNUSED)
{
	ui_tab(ui, TAB_LEADS);
}

void go_commission(struct ui *ui, struct view *v UNUSED)
{
	ui_tab(ui, TAB_COMMISSION);
}

static const struct command common_rows[] = {
	{ "help", "? f1", NULL, "the keys of this screen; Enter runs one",
	    COMMAND_TERSE, help_show },
	{ "palette", ": f9", NULL, "type a command, or a code like A-12",
	    COMMAND_TERSE, palette_show },
	{ "undo", "u f8", NULL, "take back the last operation", 0, undo_last },
	{ "redo", "gu", NULL, "do again what was taken back last", 0, redo },
	{ "queue", "gq", NULL, "the applications", 0, go_queue },
	{ "partners", "gp", NULL, "the partners", 0, go_partners },
	{ "leads", "gl", NULL, "the referral leads", 0, go_leads },
	{ "commission", "gc", NULL, "the commissions", 0, go_commission },
	{ "conflicts", "gk", NULL, "claims that meet, to be decided", 0,
	    conflicts_show },
	{ "outbox", "go", NULL, "letters that wait, went, or did not", 0,
	    outbox_show },
	{ "sales", "gs", NULL, "what customers bought", 0, sales_show },
	{ "commissions", "gC", NULL, "what partners get of each sale", 0,
	    commissions_show },
	{ "statements", "gt", NULL, "what partners are told of a period", 0,
	    statements_show },
	{ "payouts", "gO", NULL, "batches of money to partners", 0,
	    payouts_show },
	{ "radar", "gr", NULL, "what lapses or is due soon", 0, radar_show },
	{ "last", "'", NULL, "the screen before this one", 0, previous },
	{ "reload", "r f5", NULL, "read the data again", 0, reload },
	{ "messages", "m", NULL, "the messages of this session", 0, log_show },
	{ "drafts", "gd", NULL, "what was typed and not saved", 0,
	    drafts_show },
	{ "close", "q f10", NULL, "close this screen; on a tab, leave",
	    COMMAND_TERSE, leave },
	{ "quit", "Q f3", NULL, "leave Accord", 0, quit },
	{ "suspend", "^Z", NULL, "stop; the shell's fg comes back", 0,
	    suspend },
	{ "cancel", "^C", NULL, "end what is running; never leaves",
	    COMMAND_TERSE, cancel },
};

const struct commands common_commands = COMMANDS(common_rows);
