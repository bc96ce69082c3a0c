/*
 * query/lead_board.h - the pipeline by stage: sums, and the cards' pages.
 *
 * Amounts of different currencies are never added up: a stage has one sum
 * for each currency. The cards of a stage are pages of list_leads under the
 * filter that lead_board_cards() makes, in an order that an index of its own
 * serves, so that a board of any size opens at the same speed.
 */

#ifndef QUERY_LEAD_BOARD_H
#define QUERY_LEAD_BOARD_H

#include "base/date.h"
#include "query/list.h"

enum board_stage {
	BOARD_SUBMITTED,
	BOARD_ACCEPTED,
	BOARD_QUALIFIED,
	BOARD_PROPOSAL,
	BOARD_WON, /* of the last BOARD_WON_DAYS */
	BOARD_STAGES
};

enum { BOARD_WON_DAYS = 30, BOARD_RATE_DAYS = 365 };

/* Cards by the largest value, or by the longest time in their stage. */
enum board_order { BOARD_BY_VALUE, BOARD_BY_AGE };

struct board_sum {
	const char *currency; /* "" for leads without a value */
	int64_t n, value, weighted;
};

/* By the number of leads, the most first; those without a value last. */
struct board_sums {
	struct board_sum *list;
	size_t n;
	int64_t count; /* of the leads */
};

struct lead_board {
	struct board_sums stages[BOARD_STAGES];
	struct board_sums open; /* these but won, and those that queue */
	int64_t queued;
	/* Decided within the last BOARD_RATE_DAYS. */
	int64_t won, lost;
	int64_t win_days; /* median from receipt to win; -1: none */
};

/* The filter may be NULL; one that is empty costs no look at the leads. */
NODISCARD bool lead_board_read(struct db *db, const struct filter *filter,
    date_days today, struct arena *a, struct lead_board *ret, struct err *err);

/* The cards of a stage as a filter of list_leads, and their order. */
const struct filter *lead_board_cards(const struct filter *filter,
    enum board_stage stage, date_days today, struct arena *a);
void lead_board_order(enum board_stage stage, enum board_order order,
    size_t *ret_sort, bool *ret_descending);

/* "accepted"; and back, BOARD_STAGES for one that has no column. */
const char *board_stage_name(enum board_stage stage);
enum board_stage board_stage_find(const char *name);

#endif
