/* term/input.c - the keys of a real terminal, in the order of its bytes. */

#include "config.h"

#include "term/input.h"

#include <string.h>

#define IDLE "\033]7777;idle\007"

/* Takes what the terminal has sent, if anything. */
static bool feed(struct input *in)
{
	char bytes[KEYS_BURST];
	size_t n = in->tty->gone ? 0 : tty_read(in->tty, bytes, sizeof(bytes));

	if (n == 0)
		return false;
	keys_feed(&in->keys, bytes, n);
	in->fed = tty_clock();
	in->busy = true;
	return true;
}

int input_take(struct input *in)
{
	int key = in->next;

	in->next = TERM_KEY_NONE;
	while (key == TERM_KEY_NONE) {
		key = keys_next(&in->keys);
		if (key == TERM_KEY_NONE && !feed(in))
			break;
	}
	return key;
}

bool input_waiting(struct input *in)
{
	in->next = input_take(in);
	return in->next != TERM_KEY_NONE;
}

/* In the stream, behind all that was drawn: beside it, it could overtake. */
static void tell_idle(struct input *in)
{
	if (!in->tests || !in->busy)
		return;
	in->busy = false;
	tty_queue(in->tty, IDLE, strlen(IDLE));
	tty_flush(in->tty);
}

/* The shorter of two waits, of which -1 is the longest. */
static int shorter(int a, int b)
{
	return a < 0 ? b : b < 0 ? a : a < b ? a : b;
}

void input_wait(struct input *in, int ms, bool soon)
{
	int undecided = tty_left(keys_wait_ms(&in->keys), in->fed);

	if (undecided == 0) {
		in->fed = tty_clock();
		in->next = keys_timeout(&in->keys);
		return;
	}
	if (undecided < 0 && !soon)
		tell_idle(in);
	tty_wait(in->tty, shorter(undecided, ms));
}
