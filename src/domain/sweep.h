/*
 * domain/sweep.h - what time does to records by itself.
 *
 * Whoever is there runs the sweeps: screens while they rest, and whoever
 * delivers letters, so that days come where nobody opens a screen. Each
 * thing happens once, whoever is first.
 */

#ifndef DOMAIN_SWEEP_H
#define DOMAIN_SWEEP_H

#include "domain/session.h"

struct sweep {
	/* At most `limit` records, one change each; *ret_n counts them. */
	bool (*run)(
	    struct session *s, size_t limit, size_t *ret_n, struct err *err);
	const char *one, *many; /* what happened, behind the number */
};

extern const struct sweep sweeps[];
extern const size_t n_sweeps;

/* Runs them all until nothing is due. *ret_n counts records. */
NODISCARD bool sweep_all(struct session *s, size_t *ret_n, struct err *err);

#endif
