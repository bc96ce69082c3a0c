/*
 * query/detail_partner.h - what a partner has besides its own fields; for
 * query/detail.c.
 */

#ifndef QUERY_DETAIL_PARTNER_H
#define QUERY_DETAIL_PARTNER_H

#include "query/detail.h"

/* The lines of a detail while they are read. */
struct detail_lines {
	struct arena *arena;
	struct detail_line *list;
	size_t n, size;
};

void detail_add(struct detail_lines *lines, const char *name, const char *title,
    struct value value);

/* Adds lines for each row of a statement whose ?1 is the record. */
NODISCARD bool detail_add_rows(struct db *db, const char *sql, int64_t id,
    void (*add)(struct stmt *st, struct detail_lines *lines),
    struct detail_lines *lines, struct err *err);

/* Adds a line for each contact and each enrollment. */
NODISCARD bool detail_partner(
    struct db *db, int64_t id, struct detail_lines *lines, struct err *err);

#endif
