/*
 * ui/export.h - what a screen shows, written to a file that it asks for.
 */

#ifndef UI_EXPORT_H
#define UI_EXPORT_H

#include <stdio.h>

#include "base/err.h"
#include "io/print.h"

/* The format that the end of a file's name says: .csv, .json, .txt; false
 * for any other. */
bool export_format(const char *path, enum list_format *ret);

/* Whether the name ends so, and with something before it. */
bool export_ends_in(const char *path, const char *ending);

/*
 * Makes the file and has it written; one that is there already is left
 * alone, one that could not be written whole is removed.
 */
NODISCARD bool export_write(const char *path,
    bool (*print)(void *arg, FILE *out, struct err *err), void *arg,
    struct err *err);

#endif
