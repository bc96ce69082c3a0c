/* base/problem.c - everything that is wrong with a file, with its places. */

#include "config.h"

#include "base/problem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int problem_compare(const void *left, const void *right)
{
	const struct problem *a = left, *b = right;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (a->column != b->column)
		return a->column < b->column ? -1 : 1;
	return strcmp(a->text, b->text);
}

static void problems_grow(struct problems *p)
{
	size_t size = p->size == 0 ? 16 : p->size * 2;
	struct problem *list = arena_alloc(p->arena, size * sizeof(*list));

	if (p->n > 0)
		memcpy(list, p->list, p->n * sizeof(*list));
	p->list = list;
	p->size = size;
}

void problem_add(
    struct problems *p, uint32_t line, uint32_t column, const char *fmt, ...)
{
	va_list ap;
	char *text;
	int len;

	va_start(ap, fmt);
	len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (len < 0)
		abort();
	text = arena_alloc(p->arena, (size_t)len + 1);
	va_start(ap, fmt);
	vsnprintf(text, (size_t)len + 1, fmt, ap);
	va_end(ap);
	if (p->n == p->size)
		problems_grow(p);
	p->list[p->n++] = (struct problem){
		.line = line,
		.column = column,
		.text = text,
	};
}

void problems_sort(struct problems *p)
{
	size_t kept = 1;

	if (p->n < 2)
		return;
	qsort(p->list, p->n, sizeof(*p->list), problem_compare);
	for (size_t i = 1; i < p->n; i++) {
		if (problem_compare(&p->list[kept - 1], &p->list[i]) != 0)
			p->list[kept++] = p->list[i];
	}
	p->n = kept;
}

void problems_print(const struct problems *p, struct buf *out)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct problem *it = &p->list[i];

		if (it->line == 0)
			buf_fmt(out, "%s: %s\n", p->file, it->text);
		else
			buf_fmt(out, "%s:%u:%u: %s\n", p->file, it->line,
			    it->column, it->text);
	}
}
