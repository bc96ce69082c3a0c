/*
 * ui/directory.h - the public directory, as CSV, JSON or a web page.
 */

#ifndef UI_DIRECTORY_H
#define UI_DIRECTORY_H

#include <stdio.h>

#include "base/buf.h"

#include "domain/session.h"
#include "query/directory.h"

enum directory_format { DIRECTORY_CSV, DIRECTORY_JSON, DIRECTORY_HTML };

struct directory_options {
	enum directory_format format;
	const char *program; /* its id; NULL: all */
	const char *country; /* code or English name; NULL: all */
	bool raw;            /* CSV: cells that look like formulas stay */
};

/*
 * Prints it. ERR_INVALID for a country or program that is not known; ERR_IO.
 * *ret_n, unless NULL, is the number of partners.
 */
NODISCARD bool directory_print(struct session *s,
    const struct directory_options *o, FILE *out, size_t *ret_n,
    struct err *err);

/* ---- for ui/directory_page.c -------------------------------------------- */

struct directory_program {
	const char *id, *name, *level, *level_name;
};

/* A partner with all its programs. */
struct directory_entry {
	const char *name, *country, *country_name, *city, *website;
	const char *coverage, *description;
	struct directory_program *programs;
	size_t n_programs;
};

/* Appends a page of its own: by country, then by program. */
void directory_page(struct buf *out, const char *title,
    const struct directory_entry *list, size_t n, struct arena *a);

#endif
