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

enum lead_state {
	LEAD_SUBMITTED,
	LEAD_QUEUED,
	LEAD_ACCEPTED,
	LEAD_QUALIFIED,
	LEAD_PROPOSAL,
	LEAD_WON,
	LEAD_LOST,
	LEAD_DECLINED,
	LEAD_WITHDRAWN,
	LEAD_EXPIRED,
};

enum message_state {
	MESSAGE_WAITING,
	MESSAGE_SENDING,
	MESSAGE_SENT,
	MESSAGE_DEFERRED,
	MESSAGE_FAILED,
	MESSAGE_UNKNOWN,
	MESSAGE_CANCELLED,
};

enum conflict_state {
	CONFLICT_OPEN,
	CONFLICT_DECIDED,
};

/* Where the money of a commission stands; stored with its tranches, but for
 * accrued, which is what no payment has earned yet. */
enum commission_state {
	COMMISSION_ACCRUED,
	COMMISSION_EARNED,
	COMMISSION_HELD,
	COMMISSION_APPROVED,
	COMMISSION_PAID,
};

enum statement_state {
	STATEMENT_CLOSED,
	STATEMENT_DISPUTED,
	STATEMENT_PAID,
	STATEMENT_CARRIED,
};

enum payout_state {
	PAYOUT_PROPOSED,
	PAYOUT_APPROVED,
	PAYOUT_PAID,
	PAYOUT_CANCELLED,
};

extern const struct lifecycle application_lifecycle;
extern const struct lifecycle enrollment_lifecycle;
extern const struct lifecycle lead_lifecycle;
extern const struct lifecycle message_lifecycle;
extern const struct lifecycle conflict_lifecycle;
extern const struct lifecycle commission_lifecycle;
extern const struct lifecycle statement_lifecycle;
extern const struct lifecycle payout_lifecycle;

/* All of them, NULL-terminated, for the docs and the tests. */
extern const struct lifecycle *const lifecycles[];

#define STATE_BIT(state) (1u << (state))

/* Submitted, in review, waiting for information, on hold. */
#define APPLICATION_PENDING                                                    \
	(STATE_BIT(APPLICATION_SUBMITTED) | STATE_BIT(APPLICATION_IN_REVIEW) | \
	    STATE_BIT(APPLICATION_INFO_REQUESTED) |                            \
	    STATE_BIT(APPLICATION_ON_HOLD))

/* Accepted by the vendor and neither won nor lost yet. */
#define LEAD_WORKED                                             \
	(STATE_BIT(LEAD_ACCEPTED) | STATE_BIT(LEAD_QUALIFIED) | \
	    STATE_BIT(LEAD_PROPOSAL))

/* Not at its end. */
#define LEAD_OPEN \
	(LEAD_WORKED | STATE_BIT(LEAD_SUBMITTED) | STATE_BIT(LEAD_QUEUED))

/* Finds a state by its stored name; returns n_states if there is none. */
size_t lifecycle_find(const struct lifecycle *lc, const char *name);

/* The label of a stored name; the name itself if it is unknown. */
const char *lifecycle_label(const struct lifecycle *lc, const char *name);

/* Checks one move; refused with both states' labels. */
NODISCARD bool lifecycle_move(
    const struct lifecycle *lc, size_t from, size_t to, struct err *err);

#endif
