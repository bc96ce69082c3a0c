/*
 * io/source.h - the records of a data file, through a map.
 *
 * CSV is read row by row in constant memory; JSON and YAML are read whole.
 * A record that cannot be used comes with its problems, and the next one is
 * read. A file that cannot be used fails; nothing of it may be kept then.
 */

#ifndef IO_SOURCE_H
#define IO_SOURCE_H

#include "io/map.h"

struct source;

struct source_problem {
	const char *field; /* NULL: the record as a whole */
	const char *reason;
};

struct source_row {
	uint32_t line;
	/* By the index in fields->list, for field_set(): "" is empty, NULL
	 * when the file says nothing of the field at all. */
	const char *const *texts;
	const struct source_problem *problems;
	size_t n_problems; /* the texts of those fields are NULL */
};

/*
 * Opens a data file. On failure *err says what the caller does next;
 * `problems`, whose file is to be `path`, and the map's own problems say
 * where: print both. ERR_NOT_FOUND, ERR_INVALID, ERR_IO. The map must live as
 * long as the source. Columns that the map names and the file lacks are
 * refused, and so are required fields that neither has.
 */
NODISCARD bool source_open(const char *path, const struct map *m,
    struct problems *problems, struct source **ret, struct err *err);

/*
 * The next record that `where` wants; *ret_more is false at the end, and
 * *ret is then untouched. It is valid until the next call. ERR_INVALID (its
 * text begins with the file) when the rest of the file cannot be read.
 */
NODISCARD bool source_next(
    struct source *s, struct source_row *ret, bool *ret_more, struct err *err);

/* Records that `where` did not want, so far. */
size_t source_skipped(const struct source *s);

/* By the index in fields->list: how many records took the map's default for
 * want of a text that counts. */
const size_t *source_fallbacks(const struct source *s);

/* The columns that no field uses, in the file's order. */
const char *const *source_unused(const struct source *s, size_t *ret_n);

/* Takes NULL. */
void source_close(struct source *s);

#endif
