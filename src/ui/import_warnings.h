/*
 * ui/import_warnings.h - what an import would have refused in a form.
 *
 * Seven hundred rows that lack the same field are worth twenty lines and a
 * count, not seven hundred lines.
 */

#ifndef UI_IMPORT_WARNINGS_H
#define UI_IMPORT_WARNINGS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"

#define WARNINGS_SHOWN 20 /* of one field and reason */

struct import_warning;

struct import_warnings {
	struct arena arena;
	struct import_warning *first;
	size_t n; /* all of them */
	bool verbose;
	const char *file;
	FILE *messages;
};

/* Prints "file:line: field: reason", or only counts it. */
void warnings_add(struct import_warnings *w, uint32_t line, const char *field,
    const char *reason);

/* Prints how many more there were of each. */
void warnings_finish(struct import_warnings *w);

#endif
