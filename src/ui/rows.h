/*
 * ui/rows.h - the part of a list around the cursor.
 *
 * Holds a few screens of rows; moving past its ends reads the rows around
 * the cursor anew, by key, so a list of any length costs the same. The
 * cursor stays on its record when data changes; if that is gone, it stays
 * at its place.
 */

#ifndef UI_ROWS_H
#define UI_ROWS_H

#include "query/list.h"

struct rows {
	struct db *db;
	const struct list *list;
	size_t sort;
	bool descending;
	const struct filter *filter;
	struct arena arena;
	struct row *rows;
	size_t n;
	bool before, after; /* there are more */
	size_t at, top;     /* cursor and first shown; < n unless n is 0 */
	size_t above;       /* rows above the cursor, as the person left it */
	int64_t rank;       /* of rows[0], from 0; -1: not known */
	int64_t count;      /* of those that match; -1: not known */
	int64_t total;      /* without the filter */
	bool stale;         /* these were right before a reload */
};

void rows_done(struct rows *r);

/* The row under the cursor, or NULL. */
const struct row *rows_current(const struct rows *r);

/*
 * Reads around the current record, `height` rows being shown; as many of
 * them above the cursor as the person left there, if so many fit.
 */
NODISCARD bool rows_reload(struct rows *r, int height, struct err *err);

/* Reads from the first or the last row. */
NODISCARD bool rows_end(struct rows *r, bool last, int height, struct err *err);

/* Reads around that row and puts the cursor on it. */
NODISCARD bool rows_go(
    struct rows *r, const struct row *to, int height, struct err *err);

/* Puts the cursor on that record, if it is in the list. */
NODISCARD bool rows_find(
    struct rows *r, int64_t id, int height, bool *ret_found, struct err *err);

/* Moves the cursor; *ret_moved says by how many rows. */
NODISCARD bool rows_step(
    struct rows *r, int by, int height, int *ret_moved, struct err *err);

/* Counts all rows and those before the cursor's. */
NODISCARD bool rows_count(struct rows *r, struct err *err);

#endif
