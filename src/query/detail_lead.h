/*
 * query/detail_lead.h - what a lead has besides its own fields; for
 * query/detail.c.
 */

#ifndef QUERY_DETAIL_LEAD_H
#define QUERY_DETAIL_LEAD_H

#include "query/detail_partner.h"

/* Adds its partner's standing, who queues behind it, and its conflicts. */
NODISCARD bool detail_lead(
    struct db *db, int64_t id, struct detail_lines *lines, struct err *err);

#endif
