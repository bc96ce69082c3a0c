/*
 * tests/vt/vt.h - a program in a terminal of its own: a pty, and libvterm
 * that keeps the screen.
 */

#ifndef TESTS_VT_VT_H
#define TESTS_VT_VT_H

#include <stdbool.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

#include "base/buf.h"

#define VT_TIMEOUT_MS 10000

struct vt {
	VTerm *vterm;
	VTermScreen *screen;
	int width, height;
	int master, slave; /* -1: closed, not open */
	pid_t pid;
	bool exited;
	bool complete; /* all it has written before is taken */
	int status;    /* as a shell has it: 128 + n for signal n */
	struct termios before;
	size_t bytes;   /* from the program since vt_mark(), no markers */
	size_t markers; /* "ESC ] 7777 ; idle BEL" so far */
	bool alternate, cursor_visible, mouse;
	struct buf clipboard; /* what OSC 52 set last, in base64 */
	struct buf *answer;   /* where libvterm's output goes instead */
};

/* ---- vtpty.c: the program ---------------------------------------------- */

/* Makes the screen; nothing runs yet. */
void vt_init(struct vt *v, int width, int height);
void vt_done(struct vt *v);

/* Runs a command of the shell in the terminal. */
void vt_run(struct vt *v, const char *command);

/* Sends bytes to the program as typed. */
void vt_send(struct vt *v, const char *bytes, size_t len);

/* Changes the window's size. */
void vt_resize(struct vt *v, int width, int height);

/* Takes the terminal away. */
void vt_hangup(struct vt *v);

/* Forgets the bytes counted so far. */
void vt_mark(struct vt *v);

/* Reads what the program sends for ms milliseconds. */
void vt_pump(struct vt *v, int ms);

/*
 * Reads until more markers than that have come or the program has ended;
 * false after VT_TIMEOUT_MS without either.
 */
bool vt_wait_marker(struct vt *v, size_t markers);

/* Reads until the program has ended; false after ms. */
bool vt_wait_exit(struct vt *v, int ms);

/* True when the terminal's modes are as before the program. */
bool vt_termios_restored(const struct vt *v);

/* ---- vtgrid.c: the screen ---------------------------------------------- */

/* Appends one row's text without blanks at its end. */
void vt_row(const struct vt *v, int row, struct buf *b);

/* Appends the names of a cell's attributes, "normal" for none. */
void vt_attributes(const struct vt *v, int row, int col, struct buf *b);

/* Appends the golden form: rows between bars, the cursor, attributes. */
void vt_grid(const struct vt *v, struct buf *b);

/* Where the cursor is. */
void vt_cursor(const struct vt *v, int *ret_row, int *ret_col);

/* True when text is somewhere in one row. */
bool vt_has_text(const struct vt *v, const char *text);

/* Sends a key by name as this terminal would in its present mode. */
bool vt_key(struct vt *v, const char *name);

/* Sends text as a paste. */
void vt_paste(struct vt *v, const char *text, size_t len);

/*
 * Appends what the program has left switched on (alternate screen, hidden
 * cursor, bracketed paste ...), each after a blank.
 */
void vt_left_on(struct vt *v, struct buf *b);

#endif
