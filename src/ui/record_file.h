/*
 * ui/record_file.h - the records of a file, through a map, checked and kept
 * aside.
 *
 * All of a file is read and every row checked before anything is done with
 * it; good rows wait in a temporary file, so that memory does not grow with
 * the file. What is wrong is said as it is found.
 */

#ifndef UI_RECORD_FILE_H
#define UI_RECORD_FILE_H

#include <stdio.h>

#include "base/field.h"
#include "ui/import_spool.h"

struct record_place;

struct record_file {
	/* Set by the caller. */
	const char *kind; /* "sales", as maps name it */
	const struct fields *fields;
	const char *path;
	const char *map;         /* NULL: the header bears the field names */
	const char *const *sets; /* "FIELD=VALUE" */
	size_t n_sets;
	int later; /* days added to every date; for samples */
	date_days today;
	/* The day by which records come out, then by line; NULL: by line. */
	date_days (*day)(const void *record);
	FILE *messages; /* "file:line: field: reason" */

	/* By record_file_read(). */
	int64_t refused, skipped;
	struct import_spool *spool;
	const bool *rounds;          /* by field: amounts are rounded */
	const char **texts;          /* of one row */
	struct record_place *places; /* by day and line, when there is a day */
	size_t n_places, places_size, next;
	struct arena arena;
};

/* Reads and checks all of it; *rf is otherwise zero. */
NODISCARD bool record_file_read(struct record_file *rf, struct err *err);

/* Goes to the first of the good records. */
NODISCARD bool record_file_rewind(struct record_file *rf, struct err *err);

/* The next one, made in the arena; *ret_more is false at the end. */
NODISCARD bool record_file_next(struct record_file *rf, struct arena *a,
    void **ret, uint32_t *ret_line, bool *ret_more, struct err *err);

/* Where the next record stands, and going there. */
NODISCARD bool record_file_tell(
    struct record_file *rf, int64_t *ret, struct err *err);
NODISCARD bool record_file_seek(
    struct record_file *rf, int64_t at, struct err *err);

/* Says that a row is refused, and counts it. `field` may be NULL. */
void record_file_refuse(struct record_file *rf, uint32_t line,
    const char *field, const char *reason);

void record_file_done(struct record_file *rf);

#endif
