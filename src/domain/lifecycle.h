/*
 * domain/lifecycle.h - what may become of what.
 *
 * One constant table for each kind of record: its states, and the states
 * each may move to. The actions offered on a screen, the filter's known
 * values and the diagram in doc/ follow from it.
 */

#ifndef DOMAIN_LIFECYCLE_H
#define DOMAIN_LIFECYCLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct state {
	const char *name;  /* as stored */
	const char *label; /* as shown */
	unsigned next;     /* bits of the states that may follow */
};

struct lifecycle {
	const char *noun;
	const struct state *states;
	size_t n_states;
};

enum application_state {
	APPLICATION_DRAFT,
	APPLICATION_SUBMITTED,
	APPLICATION_IN_REVIEW,
	APPLICATION_INFO_REQUESTED,
	APPLICATION_ON_HOLD,
	APPLICATION_APPROVED,
	APPLICATION_DECLINED,
	APPLICATION_WITHDRAWN,
	APPLICATION_EXPIRED,
};

enum enrollment_state {
	ENROLLMENT_PROSPECTIVE,
	ENROLLMENT_ONBOARDING,
	ENROLLMENT_ACTIVE,
	ENROLLMENT_SUSPENDED,
	ENROLLMENT_TERMINATED,
	ENROLLMENT_LAPSED,
};

extern const struct lifecycle application_lifecycle;
extern const struct lifecycle enrollment_lifecycle;

/* All of them, NULL-terminated, for the docs and the tests. */
extern const struct lifecycle *const lifecycles[];

#define STATE_BIT(state) (1u << (state))

/* Submitted, in review, waiting for information, on hold. */
#define APPLICATION_PENDING                                                    \
	(STATE_BIT(APPLICATION_SUBMITTED) | STATE_BIT(APPLICATION_IN_REVIEW) | \
	    STATE_BIT(APPLICATION_INFO_REQUESTED) |                            \
	    STATE_BIT(APPLICATION_ON_HOLD))

/* Finds a state by its stored name; returns n_states if there is none. */
size_t lifecycle_find(const struct lifecycle *lc, const char *name);

/* The label of a stored name; the name itself if it is unknown. */
const char *lifecycle_label(const struct lifecycle *lc, const char *name);

/* Checks one move; refused with both states' labels. */
NODISCARD bool lifecycle_move(
    const struct lifecycle *lc, size_t from, size_t to, struct err *err);

#endif
