/* base/buf.c - text that grows. */

#include "config.h"

#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Makes room for len more bytes and the NUL. */
static void buf_grow(struct buf *b, size_t len)
{
	size_t size = b->size == 0 ? 64 : b->size;

	if (len >= SIZE_MAX / 4 - b->len)
		abort();
	if (b->s != NULL && b->len + len < b->size)
		return;
	while (size <= b->len + len)
		size *= 2;
	b->s = realloc(b->s, size);
	if (b->s == NULL)
		abort();
	b->size = size;
}

void buf_add(struct buf *b, const char *s)
{
	buf_addn(b, s, strlen(s));
}

void buf_addn(struct buf *b, const char *s, size_t len)
{
	buf_grow(b, len);
	if (len > 0)
		memcpy(b->s + b->len, s, len);
	b->len += len;
	b->s[b->len] = '\0';
}

void buf_addc(struct buf *b, char c)
{
	buf_addn(b, &c, 1);
}

void buf_fmt(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	int len;

	va_start(ap, fmt);
	len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (len < 0)
		abort();
	buf_grow(b, (size_t)len);
	va_start(ap, fmt);
	vsnprintf(b->s + b->len, (size_t)len + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)len;
}

const char *buf_text(const struct buf *b)
{
	return b->s == NULL ? "" : b->s;
}

void buf_clear(struct buf *b)
{
	b->len = 0;
	if (b->s != NULL)
		b->s[0] = '\0';
}

char *buf_take(struct buf *b, struct arena *a)
{
	char *copy = arena_strn(a, buf_text(b), b->len);

	buf_done(b);
	return copy;
}

void buf_done(struct buf *b)
{
	free(b->s);
	*b = (struct buf)BUF_INIT;
}
