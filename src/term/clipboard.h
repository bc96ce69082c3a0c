/*
 * term/clipboard.h - how a text is sent to the terminal's clipboard.
 */

#ifndef TERM_CLIPBOARD_H
#define TERM_CLIPBOARD_H

#include <stdbool.h>

#include "base/buf.h"

/*
 * Appends OSC 52 with the text. False, and nothing, when the text is longer
 * than terminals take, or a terminal of this type is a console, which has no
 * clipboard and may print the sequence.
 */
bool clipboard_sequence(const char *type, const char *text, struct buf *b);

#endif
