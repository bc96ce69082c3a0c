/*
 * domain/batch.h - one import as a whole: all of it or nothing.
 *
 * The file is read, mapped and checked before; here it is written, in one
 * transaction with one audit row, and can be taken back whole as long as
 * nothing depends on what it made.
 */

#ifndef DOMAIN_BATCH_H
#define DOMAIN_BATCH_H

#include "domain/import.h"

struct batch_counts {
	int64_t imported, updated, unchanged, refused, skipped;
};

/* Begins the change and the batch row, with the right of the kind. Who wants
 * to write meanwhile and cannot is told "an import by NAME is running". */
NODISCARD bool batch_begin(struct session *s, const char *kind,
    const char *file, const char *map, struct change *ret_change,
    int64_t *ret_batch, struct err *err);

/*
 * Files one record; see struct import_kind. One that is refused leaves
 * nothing behind, whatever it had written before it was.
 */
NODISCARD bool batch_record(struct change *c, int64_t batch,
    const struct import_kind *kind, const void *record, struct arena *a,
    void (*warn)(void *arg, const char *field, const char *text), void *arg,
    enum import_result *ret, struct err *err);

/* Writes the counts and commits. */
NODISCARD bool batch_commit(struct change *c, int64_t batch,
    const struct batch_counts *counts, struct err *err);

/*
 * Takes a batch back whole, with the right of its kind: what it made becomes
 * void, what it changed gets its values from before. Refused once something was
 * done with any of it. *ret_n counts records.
 */
NODISCARD bool batch_undo(
    struct session *s, int64_t batch, size_t *ret_n, struct err *err);

#endif
