/*
 * term/wide.h - a cluster as the C library and the terminal will see it.
 */

#ifndef TERM_WIDE_H
#define TERM_WIDE_H

#include <wchar.h>

#define WIDE_MAX 5 /* characters that fit into one cell of curses */

/*
 * Turns a cell's text into characters of the locale: its base, and marks
 * that the C library, too, takes to need no room. What would shift the row
 * becomes '?'. May be narrower than width, never wider.
 */
void wide_text(const char *text, int width, wchar_t wide[WIDE_MAX + 1]);

#endif
