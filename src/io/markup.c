/* io/markup.c - text inside HTML and XML. */

#include "config.h"

#include "io/markup.h"

void markup_text(struct buf *out, const char *text)
{
	for (; *text != '\0'; text++) {
		switch (*text) {
		case '&':
			buf_add(out, "&amp;");
			break;
		case '<':
			buf_add(out, "&lt;");
			break;
		case '>':
			buf_add(out, "&gt;");
			break;
		case '"':
			buf_add(out, "&quot;");
			break;
		case '\'':
			buf_add(out, "&#39;");
			break;
		default:
			buf_addc(out, *text);
		}
	}
}

void markup_element(struct buf *out, const char *name, const char *text)
{
	buf_fmt(out, "<%s>", name);
	markup_text(out, text);
	buf_fmt(out, "</%s>", name);
}
