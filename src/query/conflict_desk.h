/*
 * query/conflict_desk.h - two claims side by side.
 *
 * One call reads everything that a person needs to decide between them; a
 * screen or a command only lays it out.
 */

#ifndef QUERY_CONFLICT_DESK_H
#define QUERY_CONFLICT_DESK_H

#include "base/date.h"
#include "query/detail.h"

/* The challenger is on the left, the holder on the right. */
enum desk_side { DESK_CHALLENGER, DESK_HOLDER, DESK_SIDES };

/* One line of the comparison. */
struct desk_fact {
	const char *name;               /* "domain" */
	const char *title;              /* "Domain" */
	struct value value[DESK_SIDES]; /* VALUE_NULL: not known or no such */
	bool same; /* both have it, and their keys are equal */
};

struct desk_claim {
	bool is_customer;
	int64_t id;                /* of the lead or the customer */
	const char *label;         /* "L-3" or "U-4" */
	int64_t partner;           /* 0: none */
	const char *stage;         /* of a lead; "" */
	bool open;                 /* still there */
	bool first;                /* was received before the other */
	struct record_note *notes; /* newest first */
	size_t n_notes;
};

struct conflict_desk {
	int64_t id, version;
	const char *why;
	int64_t similarity; /* parts per million */
	const char *status; /* "open" "decided" */
	const char *verdict, *reason, *evidence, *decided_by;
	int64_t decided_at, created_at;
	struct desk_claim claim[DESK_SIDES];
	struct desk_fact *facts; /* the same lines for every conflict */
	size_t n_facts;
	struct record_note *notes; /* on the conflict itself, newest first */
	size_t n_notes;
};

/* `today` counts the days of protection that are left. ERR_NOT_FOUND. */
NODISCARD bool conflict_desk_read(struct db *db, int64_t id, date_days today,
    struct arena *a, struct conflict_desk *ret, struct err *err);

#endif
