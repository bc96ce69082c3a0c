/*
 * ui/import_spool.h - rows that were checked, kept aside on the disk.
 *
 * An import checks all of a file before it takes the write lock, and holds
 * no more than a row in memory; between the two the rows wait in an unnamed
 * temporary file.
 */

#ifndef UI_IMPORT_SPOOL_H
#define UI_IMPORT_SPOOL_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

struct import_spool;

NODISCARD bool spool_open(struct import_spool **ret, struct err *err);
void spool_close(struct import_spool *s); /* takes NULL */

/* Adds a row of n texts; NULL stays NULL. */
NODISCARD bool spool_add(struct import_spool *s, uint32_t line,
    const char *const *texts, size_t n, struct err *err);

/* Goes to the first row. */
NODISCARD bool spool_rewind(struct import_spool *s, struct err *err);

/* The next row, in the arena; *ret_more is false at the end. */
NODISCARD bool spool_next(struct import_spool *s, struct arena *a,
    bool *ret_more, uint32_t *ret_line, const char **texts, size_t n,
    struct err *err);

/* Where the next row stands, from the first row at 0, and going there. */
NODISCARD bool spool_tell(
    struct import_spool *s, int64_t *ret, struct err *err);
NODISCARD bool spool_seek(struct import_spool *s, int64_t at, struct err *err);

#endif
