/*
 * term/letters.h - which letters and lines the locale's terminals show.
 */

#ifndef TERM_LETTERS_H
#define TERM_LETTERS_H

#include <stdbool.h>

struct letters {
	bool utf8;          /* else ASCII and what 8 bits hold */
	bool lines;         /* lines and bars of one cell each */
	const char *notice; /* a constant sentence for the person, or "" */
};

/* Sets LC_CTYPE from the environment and says what that means. */
void letters_adopt(struct letters *l);

/*
 * True when terminals of the locale's people may draw lines and bars two
 * cells wide, as their old character sets had them.
 */
bool letters_wide_lines(const char *locale);

#endif
