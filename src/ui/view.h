/*
 * ui/view.h - views, the commands on their keys, and what they share.
 *
 * A view is a screen or something laid over one. Views draw, commands
 * return. A command is one row of a table: the key map, the hints at the
 * foot, the help and the palette are all read from that row; so are they
 * from the rows of the operations (domain/operation.h) of the view's noun.
 *
 * Line 1 says where one is, line 2 what is looked at; the last line but one
 * has the message and the position, the last one the keys. They never move.
 */

#ifndef UI_VIEW_H
#define UI_VIEW_H

#include "domain/operation.h"
#include "ui/lines.h"
#include "ui/ui.h"

struct ui;
struct view;

enum command_flag {
	COMMAND_ROW = 1 << 0,   /* needs a record under the cursor */
	COMMAND_WIDE = 1 << 1,  /* its hint is for wide windows only */
	COMMAND_TERSE = 1 << 2, /* not in the palette: it moves about */
	COMMAND_ITEM = 1 << 3,  /* stands for operations on that key */
};

struct command {
	const char *name; /* in the palette and in help */
	const char *keys; /* words of ui/keys.h, the first one for hints */
	const char *hint; /* at the foot, after the key; NULL: none; what
			   * begins with "=" stands there without the key */
	const char *help; /* what it does, in a few words */
	unsigned flags;
	void (*run)(struct ui *ui, struct view *v);
};

struct commands {
	const struct command *rows;
	size_t n;
};

#define COMMANDS(table)                   \
	{                                 \
		(table), ARRAY_LEN(table) \
	}

struct view_kind {
	const char *name;
	bool over;   /* drawn over the view below it */
	bool common; /* has the commands every screen has */
	bool marks;  /* operations act on the marks of the list below it */
	struct commands commands;
	const struct view_kind *base; /* it has that one's commands, too */

	/* Letters being typed: true when it took the key. */
	bool (*key)(struct ui *ui, struct view *v, int key);
	void (*draw)(struct ui *ui, struct view *v, struct surface *s);

	/*
	 * Work for when the keys rest: the ms of rest after which it has
	 * some, or -1; and that work.
	 */
	int (*due)(const struct view *v);
	void (*rest)(struct ui *ui, struct view *v);

	/* Others changed data, or the person asked to read it again. */
	void (*reload)(struct ui *ui, struct view *v);
	/* The terminal goes: keep what was being typed. */
	void (*save)(struct ui *ui, struct view *v);
	void (*close)(struct view *v);

	/* The record under the cursor: its noun, or NULL when there is none. */
	const char *(*record)(const struct view *v, int64_t *ret_id);
	/*
	 * Nouns whose operations are on the keys besides the record's own,
	 * up to NULL, and what begins one of those.
	 */
	const char *const *(*also)(const struct view *v);
	void (*other)(
	    struct ui *ui, struct view *v, const struct operation *op);
	/* On the message line while there is no message. */
	const char *(*status)(const struct view *v, struct arena *a);
	/* At the right of the message line: "4/37". */
	const char *(*position)(const struct view *v, struct arena *a);
};

struct view {
	const struct view_kind *kind;
	struct view *below;
};

enum tab { TAB_QUEUE, TAB_PARTNERS, TAB_LEADS, TAB_COMMISSION, TABS };

/* ms since the last key after which something is done */
enum {
	REST_PREVIEW = 120,
	REST_STRIP = 400,
	REST_SAVE = 1000,
	REST_SWEEP = 60000,
};

enum { LOG_SIZE = 200 };

struct message {
	int64_t at;
	enum role role;
	char *text;
};

/* What was typed in the last form, for "=". */
struct repeat {
	struct arena arena;
	const struct operation *op;
	const char **texts; /* pairs of name and text, then NULL */
};

struct ui {
	struct session *session;
	struct term *term;
	const struct ui_options *options;
	struct view *top;
	struct view *tabs[TABS];
	int64_t counts[TABS]; /* -1: not known */
	enum tab tab, last_tab;
	struct arena frame; /* of what is drawn now */
	date_days today;
	char message[800];
	enum role message_role;
	struct message log[LOG_SIZE]; /* a ring */
	size_t n_log;
	char prefix; /* 'g' or 'y': the next key completes it */
	int rested;  /* ms since the last key */
	int64_t stamp;
	struct repeat repeat;
	bool reverse; /* the row under the cursor, instead of its id */
	bool quit;
};

/* ---- the stack --------------------------------------------------------- */

/* Pushes a view; the stack owns it. */
void ui_push(struct ui *ui, struct view *v);
/* Closes the top view; a tab stays open. */
void ui_pop(struct ui *ui);
/* Closes everything above the tabs and shows one. */
void ui_tab(struct ui *ui, enum tab tab);
/* The topmost view that is not laid over another. */
struct view *ui_screen(const struct ui *ui);
/* Reads the data again, in every view of the stack. */
void ui_reload(struct ui *ui);

/* The record under the cursor of the screen; NULL when there is none. */
const char *ui_record(const struct ui *ui, int64_t *ret_id);

/* ---- messages ---------------------------------------------------------- */

void ui_say(struct ui *ui, const char *fmt, ...) PRINTF_LIKE(2, 3);
void ui_warn(struct ui *ui, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Shows why something did not happen. */
void ui_failed(struct ui *ui, const struct err *err);

/* ---- drawing ----------------------------------------------------------- */

/* Sizes a screen must know; all from the surface. */
enum ui_size { SIZE_NONE, SIZE_TINY, SIZE_SMALL, SIZE_FULL, SIZE_WIDE };
enum ui_size ui_size(const struct surface *s);

/* A line with a text at its left and one at its right edge. */
void ui_line(struct surface *s, int y, enum role role, const char *left,
    const char *right);

/*
 * A message, on the line for it; one that is longer takes lines above it,
 * at most four in all.
 */
void ui_note(
    struct ui *ui, struct surface *s, enum role role, const char *text);

/* The title of a tab; of another view, the name of its kind. */
const char *ui_title(const struct ui *ui, const struct view *v);

/* ---- commands ---------------------------------------------------------- */

extern const struct commands common_commands;

/* The rows of a screen that shows the tabs: their digits. */
#define TAB_COMMANDS                                                           \
	{ "tab queue", "1", NULL, "the applications", COMMAND_TERSE,           \
		go_queue },                                                    \
	    { "tab partners", "2", NULL, "the partners", COMMAND_TERSE,        \
		    go_partners },                                             \
	    { "tab leads", "3", NULL, "the referral leads", COMMAND_TERSE,     \
		    go_leads },                                                \
	{                                                                      \
		"tab commission", "4", NULL, "the commissions", COMMAND_TERSE, \
		    go_commission                                              \
	}
void go_queue(struct ui *ui, struct view *v);
void go_partners(struct ui *ui, struct view *v);
void go_leads(struct ui *ui, struct view *v);
void go_commission(struct ui *ui, struct view *v);

/* The tables of a kind: its own, its base's, those of everywhere. */
enum { COMMAND_TABLES = 3 };
size_t command_tables(const struct view_kind *kind,
    const struct commands *ret[static COMMAND_TABLES]);

/* The command of a view on a key, or NULL. */
const struct command *command_find(
    const struct view_kind *kind, const char *word);

/* The operation on that key: of the view's record, or of one of the nouns
 * that are offered with it; NULL when there is none. */
const struct operation *command_operation(
    const struct ui *ui, const char *word);

/* The nouns whose operations the screen offers, the record's first. */
enum { NOUNS_MOST = 6 };
size_t command_nouns(const struct ui *ui, const char *ret[NOUNS_MOST]);

/* Runs one, saying why when it needs a record and there is none. */
void command_run(struct ui *ui, struct view *v, const struct command *c);

/* "Enter open  / search ..." as far as it fits. */
const char *command_hints(const struct ui *ui, const struct view_kind *kind,
    int width, struct arena *a);

/* Reads the settings that say how screens look. */
void settings_read(struct ui *ui);

/* ---- views ------------------------------------------------------------- */

/*
 * Text to read: open it, add lines, show it (the stack then owns it) or
 * drop it. Lines are to be made with the arena of the lines.
 */
struct text_view;
struct text_view *text_view_open(const struct ui *ui, const char *title);
struct lines *text_view_lines(struct text_view *t);
void text_view_show(struct ui *ui, struct text_view *t);
void text_view_drop(struct text_view *t);

/*
 * The text of one record, whose operations are on the keys; `fill` writes it
 * anew whenever data changes. `kind` is record_kind or has RECORD_VIEW_BASE.
 */
void record_view_show(struct ui *ui, const struct view_kind *kind,
    const char *noun, int64_t id,
    void (*fill)(struct ui *ui, int64_t id, struct lines *out));

/* What happened to a record, newest first. */
void history_lines(
    struct ui *ui, const char *noun, int64_t id, struct lines *out);

/* What a kind for one record has from it. */
#define RECORD_VIEW_BASE                                            \
	.common = true, .base = &text_kind, .draw = text_view_draw, \
	.reload = record_view_reload, .close = text_view_close,     \
	.record = record_view_record, .position = text_view_position
void text_view_draw(struct ui *ui, struct view *v, struct surface *s);
void text_view_close(struct view *v);
const char *text_view_position(const struct view *v, struct arena *a);
void record_view_reload(struct ui *ui, struct view *v);
const char *record_view_record(const struct view *v, int64_t *ret_id);

/* Shows plain text, wrapped. */
void text_show(struct ui *ui, const char *title, const char *text);

/* Something to choose from; `done` gets the row that Enter took. */
struct menu_row {
	const char *key, *text; /* key may be NULL */
	const void *data;
	int64_t number;
	enum role role; /* ROLE_HEAD: a title, not to be chosen */
};

struct menu {
	struct view view;
	struct arena arena;
	const char *title;
	const char *empty; /* what it says when there are no rows */
	struct menu_row *rows;
	size_t n, most, at, top;
	int key_width;
	/* The menu is off the stack then; the row lives until it returns. */
	void (*done)(struct ui *ui, const struct menu_row *row);
};

struct menu *menu_open(const char *title, size_t most);
struct menu_row *menu_add(struct menu *m, const char *key, const char *text);

void undo_last(struct ui *ui, struct view *v);
void radar_show(struct ui *ui, struct view *v);
void help_show(struct ui *ui, struct view *v);
void palette_show(struct ui *ui, struct view *v);
void log_show(struct ui *ui, struct view *v);
void drafts_show(struct ui *ui, struct view *v);
void documents_show(struct ui *ui, const char *noun, int64_t id);
void why_show(struct ui *ui, struct view *v);

/* The kinds that have commands, for the test that no key has two. */
extern const struct view_kind list_kind, review_kind, partner_kind, text_kind,
    menu_kind, chooser_kind, record_kind, radar_kind;

/* Shows one record: applications and partners in their workspaces, others
 * as text. */
void record_open(struct ui *ui, const char *noun, int64_t id);

#endif
