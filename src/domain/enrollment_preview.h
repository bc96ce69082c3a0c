/*
 * domain/enrollment_preview.h - what two versions of a program make of one
 * enrollment; private to domain/enrollment*.c.
 */

#ifndef DOMAIN_ENROLLMENT_PREVIEW_H
#define DOMAIN_ENROLLMENT_PREVIEW_H

#include "domain/enrollment_row.h"

/* Appends a line for each difference, or "Nothing changes." */
void program_differences(const struct program *was, const char *was_level,
    const struct program *is, const char *is_level, struct arena *a,
    struct buf *out);

#endif
