/*
 * query/summary_source.h - where the sums of a summary come from; private to
 * the summaries of query.
 */

#ifndef QUERY_SUMMARY_SOURCE_H
#define QUERY_SUMMARY_SOURCE_H

#include "query/summary.h"

/* A part of a sum. What was not asked for is 0 or ""; texts live until the
 * next part. */
struct summary_part {
	int64_t partner;
	const char *program, *product, *currency;
	date_days origin; /* first day of the commission's month */
	struct summary_sums sums;
};

/* Takes a part; parts of one group come in any number. */
typedef void summary_take(void *arg, const struct summary_part *part);

/* Passes all that the ask sums up, by the keys of the ask. */
NODISCARD bool summary_parts(struct db *db, const struct summary_ask *ask,
    struct arena *a, summary_take *take, void *arg, struct err *err);

/* Whether that is one of the ask's keys. */
bool summary_has_key(const struct summary_ask *ask, enum summary_key key);

#endif
