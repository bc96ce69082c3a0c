/* io/markup.h - text inside HTML and XML. */

#ifndef IO_MARKUP_H
#define IO_MARKUP_H

#include "base/buf.h"

/* Appends it with nothing in it that is markup, also inside of an attribute's
 * quotes. */
void markup_text(struct buf *out, const char *text);

/* Appends "<name>text</name>". */
void markup_element(struct buf *out, const char *name, const char *text);

#endif
