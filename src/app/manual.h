/*
 * app/manual.h - the tables of the manual, printed from those that run.
 */

#ifndef APP_MANUAL_H
#define APP_MANUAL_H

#include <stdbool.h>

/*
 * Prints a part of the manual in mdoc(7), as it stands there between its
 * marks: "commands", "operations", "fields" or "keys", and "imports" of
 * accord-maps(5). False when there is no such part.
 */
bool manual_print(const char *part);

#endif
