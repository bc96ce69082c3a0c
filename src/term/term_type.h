/*
 * term/term_type.h - which terminal descriptions to try for a TERM.
 */

#ifndef TERM_TERM_TYPE_H
#define TERM_TERM_TYPE_H

#include "base/arena.h"

#include <stdbool.h>

#define TERM_TYPES 4

/* True when no screen can be shown on it: unset (NULL), empty, "dumb" and
 * "unknown". */
bool term_type_is_refused(const char *term);

/*
 * Fills ret_types with the names to try in order, itself first and vt220
 * last, and returns their number, at most TERM_TYPES.
 */
size_t term_type_candidates(
    const char *term, struct arena *a, const char *ret_types[TERM_TYPES]);

#endif
