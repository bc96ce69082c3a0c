/*
 * base/problem.h - everything that is wrong with a file, with its places.
 *
 * Linters and importers collect problems rather than stop at the first.
 */

#ifndef BASE_PROBLEM_H
#define BASE_PROBLEM_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

struct problem {
	uint32_t line, column; /* from 1; 0 when it is about the whole file */
	const char *text;      /* "unknown key `raet`; did you mean `rate`?" */
};

struct problems {
	struct arena *arena; /* holds the texts and the array */
	const char *file;    /* as the person named it */
	struct problem *list;
	size_t n, size;
};

void problem_add(struct problems *p, uint32_t line, uint32_t column,
    const char *fmt, ...) PRINTF_LIKE(4, 5);

/* Orders by line and column; equal problems are kept once. */
void problems_sort(struct problems *p);

/* "file:line:column: text\n" for each, or "file: text" without a line. */
void problems_print(const struct problems *p, struct buf *out);

#endif
