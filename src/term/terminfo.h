/*
 * term/terminfo.h - which terminals are described on this machine.
 *
 * Apart from term_curses.c because <term.h> defines a struct term, too.
 */

#ifndef TERM_TERMINFO_H
#define TERM_TERMINFO_H

#include <stdbool.h>

bool terminfo_knows(const char *type);

#endif
