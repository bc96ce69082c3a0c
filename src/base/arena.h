/*
 * base/arena.h - memory that is freed all at once.
 *
 * A function that returns pointers takes the arena they are to live in.
 * Nothing taken from an arena is freed on its own: whoever made the arena
 * frees everything with arena_done(), or reuses it with arena_reset().
 * Running out of memory ends the program; no caller checks for it.
 */

#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/base.h"

struct arena_block;

struct arena {
	struct arena_block *head;
};

#define ARENA_INIT           \
	{                    \
		.head = NULL \
	}

/* Returns zeroed memory, aligned for any type. */
void *arena_alloc(struct arena *a, size_t size);

/* Returns a copy of the first len bytes of s, with a final NUL. */
char *arena_strn(struct arena *a, const char *s, size_t len);

/* Returns a copy of s; NULL stays NULL. */
char *arena_str(struct arena *a, const char *s);

/* Returns the formatted text. */
char *arena_fmt(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);

/*
 * Makes room in a list for one row more than the n it has. The list is NULL
 * or came from here; *size is the rows it has room for, at first 0. Returns
 * the list, which may have moved.
 */
void *arena_grow(
    struct arena *a, void *list, size_t n, size_t *size, size_t row);

/* Frees all memory but the first block, which is kept for reuse. */
void arena_reset(struct arena *a);

/* Frees all memory. The arena may be used again afterwards. */
void arena_done(struct arena *a);

#endif
