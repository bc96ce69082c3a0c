/* term/clipboard.c - how a text is sent to the terminal's clipboard. */

#include "config.h"

#include "term/clipboard.h"

#include <string.h>

#define TEXT_MAX 74994

static void add_base64(struct buf *b, const char *text, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < len; i += 3) {
		unsigned bits = 0;

		for (size_t j = i; j < i + 3; j++)
			bits =
			    bits << 8 | (j < len ? (unsigned char)text[j] : 0);
		buf_addc(b, digits[bits >> 18]);
		buf_addc(b, digits[bits >> 12 & 63]);
		buf_addc(b, i + 1 < len ? digits[bits >> 6 & 63] : '=');
		buf_addc(b, i + 2 < len ? digits[bits & 63] : '=');
	}
}

bool clipboard_sequence(const char *type, const char *text, struct buf *b)
{
	size_t len = strlen(text);

	if (len > TEXT_MAX || strncmp(type, "linux", 5) == 0 ||
	    strncmp(type, "vt", 2) == 0)
		return false;
	buf_add(b, "\033]52;c;");
	add_base64(b, text, len);
	buf_addc(b, '\007');
	return true;
}
