/*
 * query/radar.h - what lapses or is due soon, of every kind of record.
 *
 * Each kind is read by the index on its date, at most `limit` rows of it,
 * and all are merged by day: what the radar costs depends on what it shows,
 * not on what the database holds. What is over and still open comes first.
 */

#ifndef QUERY_RADAR_H
#define QUERY_RADAR_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "store/db.h"

struct radar_row {
	date_days day;    /* the last day */
	const char *what; /* "registration"; radar_label() is for people */
	const char *noun; /* of the record to look at */
	int64_t id;
	const char *name;    /* the customer, the company, the item ... */
	const char *partner; /* its other key, else its id; "" for none */
	const char *owner;   /* at the vendor; "" nobody */
};

struct radar {
	struct radar_row *rows; /* by day */
	size_t n;
	bool more; /* there are more than the limit */
};

/* Up to that day, it included. `owner` NULL is everybody's. */
NODISCARD bool radar_read(struct db *db, date_days until, const char *owner,
    size_t limit, struct arena *a, struct radar *ret, struct err *err);

/* "registration ends" for "registration". */
const char *radar_label(const char *what);

/* The statement of the i-th kind of row, NULL behind the last; for the test
 * that each has its index. ?1 is the day, ?2 the limit, ?3 the owner. */
const char *radar_sql(size_t i);

#endif
