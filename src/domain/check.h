/*
 * domain/check.h - whether everything in the database still fits together.
 *
 * What the rules promise is looked at again from the rows: the engine's own
 * checks, the audit's order, counters against what they count, keys against
 * what they are made of, states against each other.
 */

#ifndef DOMAIN_CHECK_H
#define DOMAIN_CHECK_H

#include "domain/session.h"

/*
 * Calls `found` once for each check with its sentence, and once more for
 * every fault (ok false) with the record. Fails only when it cannot read.
 */
NODISCARD bool check_all(struct session *s,
    void (*found)(void *arg, const char *what, bool ok), void *arg,
    struct err *err);

#endif
