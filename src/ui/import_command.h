/*
 * ui/import_command.h - a file's records brought in, or a batch taken back.
 *
 * The file is read, mapped and checked first, without the write lock; then
 * all of it is written in one transaction, or nothing.
 */

#ifndef UI_IMPORT_COMMAND_H
#define UI_IMPORT_COMMAND_H

#include <stdio.h>

#include "domain/batch.h"

struct import_options {
	const char *kind; /* "applications" */
	const char *file;
	const char *map;         /* NULL: the header bears the field names */
	const char *const *sets; /* "FIELD=VALUE" */
	size_t n_sets;
	bool dry_run; /* says what would happen, writes nothing */
	bool strict;  /* one refused row or warning refuses the file */
	bool verbose; /* every warning, not the first 20 of a kind */
	int later;    /* days added to every date; for samples */
};

/*
 * Prints `imported N, updated N, unchanged N, refused N (batch B)` last to
 * `out` (NULL: nowhere), problems as `file:line: field: reason` to
 * `messages`. Returns the exit status of sysexits.h: 0, 1 when rows were
 * refused, 65 when the file was, 66 when there is none.
 */
int import_run(struct session *s, const struct import_options *options,
    FILE *out, FILE *messages);

/* The line that an import ends with; no `batch`: a dry run. */
void import_print_counts(
    FILE *out, const struct batch_counts *n, int64_t batch);

/* Takes a batch back: "B-3" or "3". */
int import_undo(
    struct session *s, const char *batch, FILE *out, FILE *messages);

#endif
