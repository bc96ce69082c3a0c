/* base/err.c - why something did not happen. */

#include "config.h"

#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Bytes of the sequence a lead byte begins; 0 for what leads none. */
static size_t sequence_len(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead >= 0xf0)
		return 4;
	if (lead >= 0xe0)
		return 3;
	return lead >= 0xc0 ? 2 : 0;
}

/*
 * Quoting a value with "%.40s", or filling the buffer, may cut a character
 * in two: drops the bytes of incomplete UTF-8 sequences.
 */
static void drop_halves(char *s)
{
	char *to = s;

	while (*s != '\0') {
		size_t want = sequence_len((unsigned char)*s), have = 1;

		while (have < want && ((unsigned char)s[have] & 0xc0) == 0x80)
			have++;
		if (have == want) {
			memmove(to, s, have);
			to += have;
		}
		s += have;
	}
	*to = '\0';
}

void err_fill(struct err *err, enum err_kind kind, const char *field,
    const char *fmt, ...)
{
	va_list ap;

	err->kind = kind;
	err->field = field;
	va_start(ap, fmt);
	vsnprintf(err->text, sizeof(err->text), fmt, ap);
	va_end(ap);
	drop_halves(err->text);
}

void err_prefix(struct err *err, const char *fmt, ...)
{
	char rest[sizeof(err->text)];
	size_t size = sizeof(err->text), used;
	va_list ap;
	int len;

	memcpy(rest, err->text, sizeof(rest));
	va_start(ap, fmt);
	len = vsnprintf(err->text, size, fmt, ap);
	va_end(ap);
	used = len < 0 ? 0 : (size_t)len;
	for (const char *more = ": "; *more != '\0' && used + 1 < size; more++)
		err->text[used++] = *more;
	for (size_t i = 0; rest[i] != '\0' && used + 1 < size; i++)
		err->text[used++] = rest[i];
	if (used < size)
		err->text[used] = '\0';
	drop_halves(err->text);
}
