/*
 * query/detail_customer.h - what a customer and a conflict have besides
 * their own fields; for query/detail.c.
 */

#ifndef QUERY_DETAIL_CUSTOMER_H
#define QUERY_DETAIL_CUSTOMER_H

#include "query/detail_partner.h"

/* Adds a line for each lead, conflict and remark of a customer. */
NODISCARD bool detail_customer(
    struct db *db, int64_t id, struct detail_lines *lines, struct err *err);

/* Adds a line for each remark on a conflict. */
NODISCARD bool detail_conflict(
    struct db *db, int64_t id, struct detail_lines *lines, struct err *err);

/* Adds what was said and done about a record of any noun. */
NODISCARD bool detail_remarks(struct db *db, const char *noun, int64_t id,
    struct detail_lines *lines, struct err *err);

#endif
