/*
 * term/tty.h - the terminal's descriptor: its modes, size and bytes, and
 * the signals that concern it. No curses.
 *
 * The descriptor is the program's own, so that it can be non-blocking
 * without making the shell's so. What is to be written waits in a queue:
 * a terminal that stops reading never stops the program.
 */

#ifndef TERM_TTY_H
#define TERM_TTY_H

#include <termios.h>

#include "base/buf.h"
#include "base/err.h"

struct tty {
	int fd;
	struct termios cooked; /* as found */
	struct termios raw;
	struct buf queue; /* bytes for the terminal ... */
	size_t sent;      /* ... and how many of them it has taken */
	bool full;        /* it would not take all of them */
	bool gone;        /* hung up: nothing is read or written any more */
};

/* Opens the controlling terminal, or the one of standard output. */
NODISCARD bool tty_open(struct tty *t, struct err *err);
void tty_close(struct tty *t);

/* Every byte as it is typed and as it is sent; and back. */
void tty_raw(struct tty *t);
void tty_cooked(struct tty *t);

/* The window's size in cells; 0 where the terminal does not say. */
void tty_size(const struct tty *t, int *ret_width, int *ret_height);

/* Puts bytes behind the queue. */
void tty_queue(struct tty *t, const char *bytes, size_t len);

/* Writes what the terminal takes now; true when the queue is empty. */
bool tty_flush(struct tty *t);

/* The same, waiting up to ms for a slow one. */
bool tty_drain(struct tty *t, int ms);

/* Reads what is there, 0 when nothing is. */
size_t tty_read(struct tty *t, char *bytes, size_t size);

/*
 * Waits until there is input, a signal, or room for the queue, at most ms
 * (-1: for ever). True when there is something to read.
 */
bool tty_wait(struct tty *t, int ms);

/* Milliseconds of a clock that never jumps. */
long long tty_clock(void);

/* How many of ms after start are left, at least 0; -1 stays -1. */
int tty_left(int ms, long long start);

/* ---- signals ----------------------------------------------------------- */

/*
 * Catches them until signals_done(); the handlers only note what came and
 * wake tty_wait(). Again after something else has changed the handlers.
 */
void signals_catch(void);
void signals_done(void);

/* The signal that ends the program (SIGHUP, SIGTERM, SIGINT, SIGQUIT), 0
 * when none came. */
int signals_end(void);

/* SIGWINCH, SIGTSTP or SIGCONT: true once for each time it came. */
bool signals_take(int sig);

/* Stops the process as ^Z does. False when nobody could resume it. */
bool signals_stop(void);

/* Where poll() sees that a signal came; empties it. */
int signals_fd(void);
void signals_seen(void);

/*
 * What a crash writes and sets before it takes its course. The terminal is
 * to outlive signals_crash(NULL, ...).
 */
void signals_crash(const struct tty *t, const char *reset);

#endif
