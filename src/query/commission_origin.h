/*
 * query/commission_origin.h - where a commission comes from: its sale, that
 * one's lead, the partner.
 */

#ifndef QUERY_COMMISSION_ORIGIN_H
#define QUERY_COMMISSION_ORIGIN_H

#include "store/db.h"

struct commission_origin {
	int64_t sale, lead, partner; /* 0: there is none */
};

/* ERR_NOT_FOUND. */
NODISCARD bool commission_origin(
    struct db *db, int64_t id, struct commission_origin *ret, struct err *err);

#endif
