/* term/clipboard.c - how a text is sent to the terminal's clipboard. */

#include "config.h"

#include "term/clipboard.h"

#include <string.h>

#include "base/base64.h"

#define TEXT_MAX 74994

bool clipboard_sequence(const char *type, const char *text, struct buf *b)
{
	size_t len = strlen(text);

	if (len > TEXT_MAX || strncmp(type, "linux", 5) == 0 ||
	    strncmp(type, "vt", 2) == 0)
		return false;
	buf_add(b, "\033]52;c;");
	base64_add(b, text, len);
	buf_addc(b, '\007');
	return true;
}
