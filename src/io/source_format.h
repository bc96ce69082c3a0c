/*
 * io/source_format.h - what each format of data files has to do; private to
 * io/source*.c.
 */

#ifndef IO_SOURCE_FORMAT_H
#define IO_SOURCE_FORMAT_H

#include "io/source.h"

/* Where a reference leads, when it is not the index of a column. */
#define PLACE_MISSING SIZE_MAX
#define PLACE_ELSEWHERE (SIZE_MAX - 1) /* in the file, but no column */

struct source_format {
	/*
	 * The next record; *ret is NULL at the end. *ret_problem says why it
	 * cannot be used, or is NULL. Both are valid until the next call.
	 */
	bool (*next)(void *data, const struct record **ret, uint32_t *ret_line,
	    const char **ret_problem, struct err *err);
	void (*close)(void *data);
};

struct source {
	const struct map *map;
	char *path;
	struct arena arena; /* as long as the source */
	struct arena row;   /* for each record anew */
	const struct source_format *format;
	void *data; /* the format's own */
	size_t skipped;
	size_t *fallbacks; /* by field: records that took the default */
	bool *present;     /* by field: the file says something of it */

	/* Filled in by the format when it opens the file. */
	const char *const *names; /* of the columns, in the file's order */
	size_t n_names;
	uint32_t names_line; /* where they stand, or 0 */
	size_t *places;      /* by reference: its column, or as above */

	const char **unused;
	size_t n_unused;
};

/* Sets format, data and what is to be filled in. */
NODISCARD bool source_csv_open(struct source *s, struct err *err);
NODISCARD bool source_tree_open(
    struct source *s, struct problems *problems, struct err *err);

#endif
