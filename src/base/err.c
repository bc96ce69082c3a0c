/* base/err.c - why something did not happen. */

#include "config.h"

#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/*
 * Cutting a sentence must not leave half a character behind: drops the
 * bytes of an incomplete UTF-8 sequence at the end of a full buffer.
 */
static void trim_partial(char *s, size_t size)
{
	size_t len = strlen(s), lead;
	unsigned char c;

	if (len + 1 < size)
		return;
	for (lead = len; lead > 0 && len - lead < 4; lead--) {
		c = (unsigned char)s[lead - 1];
		if (c < 0x80)
			return;
		if (c >= 0xc0) {
			size_t want = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;

			if (len - (lead - 1) < want)
				s[lead - 1] = '\0';
			return;
		}
	}
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
	trim_partial(err->text, sizeof(err->text));
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
	trim_partial(err->text, size);
}
