/*
 * term/term_ops.h - what a kind of terminal must do; private to term/.
 */

#ifndef TERM_TERM_OPS_H
#define TERM_TERM_OPS_H

#include "base/buf.h"
#include "term/term.h"

struct term_ops {
	void (*close)(struct term *t); /* frees t itself, too */
	void (*show)(struct term *t);
	void (*repaint)(struct term *t);
	int (*key)(struct term *t, int timeout_ms);
	bool (*pending)(struct term *t);
	const char *(*pasted)(const struct term *t, size_t *ret_len);
	bool (*suspend)(struct term *t);
	bool (*copy)(struct term *t, const char *text);
	int (*signal)(const struct term *t);
};

/* The head of every kind of terminal: their structs begin with one. */
struct term {
	const struct term_ops *ops;
	struct surface surface;
};

/*
 * Gives the surface a size of at least 1x1 and clears it. A surface starts
 * as all zeros and ends with surface_done().
 */
void surface_resize(struct surface *s, int width, int height);
void surface_done(struct surface *s);

/* Copies cells, size and cursor; to and from may differ in size. */
void surface_copy(struct surface *to, const struct surface *from);

#endif
