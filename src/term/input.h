/*
 * term/input.h - the keys of a real terminal, in the order of its bytes.
 */

#ifndef TERM_INPUT_H
#define TERM_INPUT_H

#include "term/keys.h"
#include "term/tty.h"

struct input {
	struct tty *tty;
	struct keys keys;
	bool tests;    /* tell when idle */
	bool busy;     /* something came since that was told */
	int next;      /* a key decoded ahead */
	long long fed; /* tty_clock() of the last bytes */
};

/* The next key that has already arrived, TERM_KEY_NONE when none has. */
int input_take(struct input *in);

/* True when input_take() has a key. */
bool input_waiting(struct input *in);

/*
 * Waits until there may be a key, a signal, or room for what is queued, at
 * most ms (-1: for ever). Tells a test that the program is idle, unless
 * soon says that it will go on by itself.
 */
void input_wait(struct input *in, int ms, bool soon);

#endif
