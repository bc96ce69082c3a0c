/*
 * base/table.h - numbers found by text: a hash table in an arena.
 *
 * Keys are copied into the arena. What is found is the entry's number, from
 * 0 in the order of adding; the caller keeps an array by it.
 */

#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stdint.h>

#include "base/arena.h"

struct table {
	struct arena *arena;
	const char **keys; /* by number */
	size_t n, size;
	uint32_t *slots; /* number + 1, or 0 */
	size_t n_slots;  /* a power of 2 */
};

#define TABLE_INIT(a)        \
	{                    \
		.arena = (a) \
	}

/* The number of the key, which is added when it is not there. */
size_t table_add(struct table *t, const char *key);

/* The number of the key, or SIZE_MAX. */
size_t table_find(const struct table *t, const char *key);

#endif
