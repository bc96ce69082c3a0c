/*
 * base/buf.h - text that grows.
 *
 * A buf owns its memory until buf_done(), or until buf_take() moves a copy
 * into an arena. The text is always NUL-terminated, also when empty.
 * Running out of memory ends the program, as in base/arena.h.
 */

#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"

struct buf {
	char *s;    /* NUL-terminated; never NULL after the first append */
	size_t len; /* bytes without the NUL */
	size_t size;
};

#define BUF_INIT          \
	{                 \
		.s = NULL \
	}

void buf_add(struct buf *b, const char *s);
void buf_addn(struct buf *b, const char *s, size_t len);
void buf_addc(struct buf *b, char c);
void buf_fmt(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* The text so far, "" when nothing was added; valid until the next append. */
const char *buf_text(const struct buf *b);

/* Forgets the text, keeps the memory. */
void buf_clear(struct buf *b);

/* Copies the text into the arena and frees the buf. */
char *buf_take(struct buf *b, struct arena *a);

void buf_done(struct buf *b);

#endif
