/*
 * base/text_unicode.h - code points, for the text files of this folder.
 *
 * Only src/base/text*.c include this; everybody else uses base/text.h.
 */

#ifndef BASE_TEXT_UNICODE_H
#define BASE_TEXT_UNICODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* Marks allowed on one base: enough for any orthography, too few to spill
 * over neighboring lines. */
#define MARKS_MAX 4

/* Why a code point has no place in the program's texts. */
enum flaw {
	FLAW_NONE,
	FLAW_CONTROL,   /* C0, DEL, C1 */
	FLAW_BIDI,      /* changes the direction of what follows */
	FLAW_INVISIBLE, /* zero-width, fillers, tags, selectors */
	FLAW_SEPARATOR, /* line and paragraph separators */
	FLAW_PRIVATE,   /* means something else in every font */
	FLAW_UNASSIGNED,
};

/*
 * Reads the code point at s, where len bytes are left (at least 1). Returns
 * its bytes, or 0 when they are not valid UTF-8.
 */
size_t cp_read(const char *s, size_t len, int32_t *ret);

/* The same for NUL-terminated text. */
size_t cp_next(const char *s, int32_t *ret);

enum flaw cp_flaw(int32_t cp);

/* Combining marks: they change the base before them. */
bool cp_is_mark(int32_t cp);

/* Blanks of any width, without line ends. */
bool cp_is_blank(int32_t cp);

/* Letters and numbers. */
bool cp_is_word(int32_t cp);

/* Presentation selectors, which say "as text" or "as a picture". */
bool cp_is_selector(int32_t cp);

/* Cells; 1 for what text_safe() replaces. */
int cp_width(int32_t cp);

/* False for what a terminal must not, or can not, be given. */
bool cp_is_safe(int32_t cp);

#endif
