/*
 * store/stmt.h - prepared statements, kept by their text.
 *
 * For the files of the store only. A statement in use is never handed out a
 * second time: the same text is prepared again instead. Beyond a bound the
 * one that was idle longest is finalized.
 */

#ifndef STORE_STMT_H
#define STORE_STMT_H

#include "store/conn.h"
#include "store/db.h"

enum { STMT_BOUND = 128 };

/* From the cache or new, bound and in use until stmt_give(). */
NODISCARD bool stmt_take(struct conn *c, const char *sql,
    const struct value *values, size_t n, struct stmt **ret_stmt,
    struct err *err);

/* Resets it and puts it back. */
void stmt_give(struct stmt *st);

/* Runs a statement to its end, for what it does. */
NODISCARD bool stmt_run(struct conn *c, const char *sql,
    const struct value *values, size_t n, struct err *err);

/* Reads one integer from the first row; ERR_IO when there is no row. */
NODISCARD bool stmt_int(
    struct conn *c, const char *sql, int64_t *ret, struct err *err);

/* Finalizes all of them. */
void stmt_drop_all(struct conn *c);

#endif
