/* base/table.c - a hash table with open addressing. */

#include "config.h"

#include "base/table.h"

#include <assert.h>
#include <string.h>

static uint64_t hash(const char *key)
{
	uint64_t h = 14695981039346656037u; /* FNV-1a */

	for (; *key != '\0'; key++)
		h = (h ^ (unsigned char)*key) * 1099511628211u;
	return h ^ (h >> 32);
}

/* The slot that has the key, or the free one where it belongs. */
static size_t find_slot(const struct table *t, const char *key)
{
	size_t mask = t->n_slots - 1, at = (size_t)hash(key) & mask;

	while (t->slots[at] != 0 && strcmp(t->keys[t->slots[at] - 1], key) != 0)
		at = (at + 1) & mask;
	return at;
}

/* At most half of the slots are in use. */
static void make_room(struct table *t)
{
	if (2 * (t->n + 1) <= t->n_slots)
		return;
	t->n_slots = t->n_slots > 0 ? 2 * t->n_slots : 64;
	t->slots = arena_alloc(t->arena, t->n_slots * sizeof(*t->slots));
	for (size_t i = 0; i < t->n; i++)
		t->slots[find_slot(t, t->keys[i])] = (uint32_t)i + 1;
}

size_t table_add(struct table *t, const char *key)
{
	size_t slot;

	make_room(t);
	slot = find_slot(t, key);
	if (t->slots[slot] != 0)
		return t->slots[slot] - 1;
	assert(t->n < UINT32_MAX - 1);
	t->keys =
	    arena_grow(t->arena, t->keys, t->n, &t->size, sizeof(*t->keys));
	t->keys[t->n] = arena_str(t->arena, key);
	t->slots[slot] = (uint32_t)++t->n;
	return t->n - 1;
}

size_t table_find(const struct table *t, const char *key)
{
	size_t slot;

	if (t->n == 0)
		return SIZE_MAX;
	slot = find_slot(t, key);
	return t->slots[slot] != 0 ? t->slots[slot] - 1 : SIZE_MAX;
}
