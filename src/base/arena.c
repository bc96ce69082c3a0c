/* base/arena.c - memory that is freed all at once. */

#include "config.h"

#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t)16 * 1024)

struct arena_block {
	struct arena_block *next;
	size_t used;
	size_t size;
	alignas(max_align_t) unsigned char data[];
};

static struct arena_block *block_new(size_t size)
{
	struct arena_block *b;

	b = calloc(1, sizeof(*b) + size);
	if (b == NULL)
		abort();
	b->size = size;
	return b;
}

void *arena_alloc(struct arena *a, size_t size)
{
	struct arena_block *b = a->head;
	void *p;

	if (size > SIZE_MAX / 2)
		abort();
	size = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
	if (b == NULL || b->size - b->used < size) {
		b = block_new(size > BLOCK_SIZE ? size : BLOCK_SIZE);
		b->next = a->head;
		a->head = b;
	}
	p = b->data + b->used;
	b->used += size;
	return p;
}

char *arena_strn(struct arena *a, const char *s, size_t len)
{
	char *copy = arena_alloc(a, len + 1);

	if (len > 0)
		memcpy(copy, s, len);
	return copy;
}

char *arena_str(struct arena *a, const char *s)
{
	return s == NULL ? NULL : arena_strn(a, s, strlen(s));
}

char *arena_fmt(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *s;
	int len;

	va_start(ap, fmt);
	len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (len < 0)
		abort();
	s = arena_alloc(a, (size_t)len + 1);
	va_start(ap, fmt);
	vsnprintf(s, (size_t)len + 1, fmt, ap);
	va_end(ap);
	return s;
}

void *arena_grow(
    struct arena *a, void *list, size_t n, size_t *size, size_t row)
{
	void *more;

	if (n < *size)
		return list;
	*size = *size > 0 ? *size * 2 : 16;
	more = arena_alloc(a, *size * row);
	if (n > 0)
		memcpy(more, list, n * row);
	return more;
}

void arena_reset(struct arena *a)
{
	struct arena_block *first = a->head;

	if (first == NULL)
		return;
	while (first->next != NULL) {
		struct arena_block *next = first->next;

		free(first);
		first = next;
	}
	memset(first->data, 0, first->used);
	first->used = 0;
	a->head = first;
}

void arena_done(struct arena *a)
{
	while (a->head != NULL) {
		struct arena_block *next = a->head->next;

		free(a->head);
		a->head = next;
	}
}
