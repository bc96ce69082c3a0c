/*
 * ui/lines.h - text laid out as lines: previews, explanations, documents.
 *
 * A line has a text, perhaps one at its right edge, and perhaps a bar
 * between them. Lines live in the arena they were made with.
 */

#ifndef UI_LINES_H
#define UI_LINES_H

#include <stdint.h>

#include "base/arena.h"
#include "term/term.h"

struct line {
	const char *text;
	const char *right; /* at the right edge, or NULL */
	enum role role, right_role;
	int bar_at; /* column of a bar; 0: none */
	int64_t bar, bar_max;
};

struct lines {
	struct arena *arena;
	int width; /* texts longer than this are wrapped by lines_wrap() */
	struct line *list;
	size_t n, size;
};

struct line *lines_add(struct lines *l, enum role role, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

/* A line with a text at either edge. */
struct line *lines_pair(
    struct lines *l, enum role role, const char *left, const char *right);

/* An empty line, unless there is one already or none at all. */
void lines_gap(struct lines *l);

/* Breaks text at the width; later lines hang below the text of the first. */
void lines_wrap(
    struct lines *l, enum role role, const char *indent, const char *text);

/* Draws lines from `top` on into a box. */
void lines_draw(const struct lines *l, size_t top, struct surface *s, int x,
    int y, int width, int height);

#endif
