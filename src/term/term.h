/*
 * term/term.h - a grid of cells, and the terminal it is shown on.
 *
 * Screens draw on a surface and never call curses. The surface is shown by
 * a terminal: term_curses.c is a real one, term_script.c reads its keys
 * from a file and prints the surface when the script says so.
 *
 * What is drawn is made harmless here (base/text.h, text_safe()), so no
 * screen can forget it.
 */

#ifndef TERM_TERM_H
#define TERM_TERM_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/err.h"

/* What a cell is for; a theme says how it looks in 256, 8 or no colors. */
enum role {
	ROLE_TEXT,
	ROLE_MUTED,  /* hints, empty states */
	ROLE_KEY,    /* the key column, key names in the footer */
	ROLE_CURSOR, /* the id of the row under the cursor */
	ROLE_MARK,   /* marked rows' asterisk */
	ROLE_GOOD,
	ROLE_WARN,
	ROLE_BAD,
	ROLE_BAR,
	ROLE_HEAD,  /* column titles, the active tab */
	ROLE_INPUT, /* a field being edited */
	ROLES
};

/* Longest cluster kept; longer ones are drawn as '?'. */
#define CELL_BYTES 24

struct cell {
	char text[CELL_BYTES]; /* one cluster; "" behind a wide one */
	enum role role;
};

struct surface {
	int width, height;
	struct cell *cells;     /* row by row */
	int cursor_x, cursor_y; /* where the hardware cursor rests */
	bool cursor_shown;      /* in a field: visible; else only placed */
	bool ascii;             /* draw glyphs from the ASCII set */
	bool ascii_text;        /* the terminal has no other letters, too */
};

/* Glyphs that have an ASCII twin. */
enum glyph { GLYPH_RULE, GLYPH_SPLIT }; /* horizontal and vertical line */

void surface_clear(struct surface *s);

/* Draws text clipped to width cells ('~' where cut) and pads with blanks. */
void surface_text(struct surface *s, int x, int y, int width, enum role role,
    const char *text);

/* The same, aligned to the right edge of its width. */
void surface_text_right(struct surface *s, int x, int y, int width,
    enum role role, const char *text);

/* Draws text without padding; returns the cells used. */
int surface_put(struct surface *s, int x, int y, int width, enum role role,
    const char *text);

/* Lines of the unset glyphs; width or height in cells. */
void surface_rule(struct surface *s, int x, int y, int width);
void surface_split(struct surface *s, int x, int y, int height);

/* A bar of value/max over width cells, in eighths (ASCII: whole cells). */
void surface_bar(
    struct surface *s, int x, int y, int width, int64_t value, int64_t max);

/* Gives cells another role without touching their text. */
void surface_role(struct surface *s, int x, int y, int width, enum role role);

/* Places the hardware cursor; shown is for fields. */
void surface_cursor(struct surface *s, int x, int y, bool shown);

struct term;

/*
 * A key is a Unicode code point (Enter is '\r', Tab '\t', Escape 27,
 * Backspace 127 whatever the terminal sends, ^A 1 ...), or one of these.
 */
enum term_key {
	TERM_KEY_NONE = 0, /* the timeout passed */
	TERM_KEY_END = -1, /* hangup, SIGTERM, end of the input: save, leave */
	TERM_KEY_RESIZED = 0x110000,
	TERM_KEY_UP,
	TERM_KEY_DOWN,
	TERM_KEY_LEFT,
	TERM_KEY_RIGHT,
	TERM_KEY_PAGE_UP,
	TERM_KEY_PAGE_DOWN,
	TERM_KEY_HOME,
	TERM_KEY_END_KEY,
	TERM_KEY_INSERT,
	TERM_KEY_DELETE,
	TERM_KEY_BACK_TAB,
	TERM_KEY_PASTE, /* term_pasted() has the text */
	TERM_KEY_FOCUS, /* the window got the focus; redraw nothing */
	TERM_KEY_F1,    /* F1 to F12 follow one another */
	TERM_KEY_F12 = TERM_KEY_F1 + 11,
};

enum term_colors { COLORS_AUTO, COLORS_MONO, COLORS_8, COLORS_256 };

struct term_options {
	enum term_colors colors; /* AUTO: NO_COLOR, then terminfo */
	bool ascii;              /* AUTO from the locale when false */
	bool cursor_visible;     /* always, for screen readers */
	int escape_ms;           /* 0 is 50 */
};

/*
 * Opens the controlling terminal, whatever standard input and output are.
 * An unknown TERM falls back to a near one and *ret_notice says so, else it
 * is ""; it lives as long as the terminal. "dumb", "unknown", empty and
 * unset are refused in one sentence, as is no terminal at all (ERR_REFUSED).
 * Sets LC_CTYPE from the environment, and unsets LINES and COLUMNS, which
 * would pin the size.
 */
NODISCARD bool term_open_curses(const struct term_options *options,
    struct term **ret_term, const char **ret_notice, struct err *err);

/*
 * A terminal without a terminal: each line of the script is one of
 *
 *	a key: a character, ^A to ^Z, up down left right pgup pgdn home end
 *	    ins del backtab enter esc tab space backspace focus f1 to f12
 *	type TEXT       its characters, one key each
 *	paste TEXT      TERM_KEY_PASTE
 *	resize 80x24    TERM_KEY_RESIZED
 *	wait            TERM_KEY_NONE, where the caller gave a timeout
 *	hangup          TERM_KEY_END with SIGHUP
 *	dump            prints what the last term_show() showed: the rows
 *	                without blanks at their ends, then "-- cursor ROW COL",
 *	                from 0, and " shown" when it is visible
 *	roles           the same with a letter for each cell's role between:
 *	                . text, m muted, k key, c cursor, * mark, g good,
 *	                w warn, b bad, r bar, h head, i input
 *	# ...           a comment; empty lines are none, too
 *
 * Anything else is reported on out with its line number. The end of the
 * script is TERM_KEY_END.
 */
NODISCARD bool term_open_script(FILE *script, FILE *out, int width, int height,
    struct term **ret_term, struct err *err);

/* Restores the terminal. NULL is allowed. */
void term_close(struct term *t);

/* The surface to draw on; its size changes only with TERM_KEY_RESIZED. */
struct surface *term_surface(struct term *t);

/*
 * Sends what changed since the last time, in one write. A terminal that has
 * not yet taken the last frame gets this one from term_key(), once it has.
 */
void term_show(struct term *t);

/* Forgets what is on the screen: the next term_show() repaints it all. */
void term_repaint(struct term *t);

/*
 * The next key, waiting at most timeout_ms (-1: for ever). Unknown escape
 * sequences are swallowed. ^Z and ^C arrive as keys 26 and 3. TERM_KEY_END
 * comes before keys that wait, and again each time.
 *
 * With ACCORD_TEST set (not empty) the terminal is told "ESC ] 7777 ; idle
 * BEL" once all input has been dealt with and this is about to block. A
 * timeout below a second is taken to mean that a screen is about to change
 * by itself, and blocks without telling.
 */
int term_key(struct term *t, int timeout_ms);

/* True when a key is waiting: draw later, read on. */
bool term_pending(struct term *t);

/* The text of the last TERM_KEY_PASTE, valid until the next term_key(). */
const char *term_pasted(const struct term *t, size_t *ret_len);

/* Leaves the screen, stops the process, comes back on SIGCONT. False when
 * nobody could resume it (an orphaned group): say so instead. */
bool term_suspend(struct term *t);

/* Sends text to the terminal's clipboard (OSC 52), at most 74,994 bytes. */
bool term_copy(struct term *t, const char *text);

/* The signal that ended the input (SIGHUP, SIGTERM), or 0. */
int term_signal(const struct term *t);

#endif
