/*
 * domain/record_find.h - a record that is named by its id or by the other
 * system's key.
 */

#ifndef DOMAIN_RECORD_FIND_H
#define DOMAIN_RECORD_FIND_H

#include "domain/session.h"

/* The queries, each of which gives an id: for ?1 = key, and for ?1 = id. */
struct record_names {
	const char *noun; /* "sale" */
	const char *by_ref, *by_id;
};

/*
 * Finds "S-12" or the other system's key; the key goes first. `digits` takes
 * "12" as an id, too, as people type it; in a file it is a key. ERR_INVALID
 * for the noun as the field when there is none.
 */
NODISCARD bool record_find(struct session *s, const struct record_names *names,
    const char *text, bool digits, int64_t *ret, struct err *err);

#endif
