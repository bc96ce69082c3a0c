/* domain/lifecycle.c - the states of each kind of record, and the moves. */

#include "config.h"

#include "domain/lifecycle.h"

#include <string.h>

/* The last two when the customer chose another partner in writing. */
#define LEAD_GIVEN_UP                                          \
	(STATE_BIT(LEAD_LOST) | STATE_BIT(LEAD_WITHDRAWN) |    \
	    STATE_BIT(LEAD_EXPIRED) | STATE_BIT(LEAD_QUEUED) | \
	    STATE_BIT(LEAD_DECLINED))

static const struct state application_states[] = {
	[APPLICATION_DRAFT] = { "draft", "draft",
	    STATE_BIT(APPLICATION_SUBMITTED) |
		STATE_BIT(APPLICATION_WITHDRAWN) },
	[APPLICATION_SUBMITTED] = { "submitted", "new",
	    STATE_BIT(APPLICATION_IN_REVIEW) |
		STATE_BIT(APPLICATION_WITHDRAWN) },
	[APPLICATION_IN_REVIEW] = { "in_review", "review",
	    STATE_BIT(APPLICATION_INFO_REQUESTED) |
		STATE_BIT(APPLICATION_ON_HOLD) |
		STATE_BIT(APPLICATION_APPROVED) |
		STATE_BIT(APPLICATION_DECLINED) |
		STATE_BIT(APPLICATION_WITHDRAWN) },
	[APPLICATION_INFO_REQUESTED] = { "info_requested", "info wait",
	    STATE_BIT(APPLICATION_IN_REVIEW) |
		STATE_BIT(APPLICATION_WITHDRAWN) |
		STATE_BIT(APPLICATION_EXPIRED) },
	[APPLICATION_ON_HOLD] = { "on_hold", "on hold",
	    STATE_BIT(APPLICATION_IN_REVIEW) |
		STATE_BIT(APPLICATION_WITHDRAWN) },
	[APPLICATION_APPROVED] = { "approved", "approved", 0 },
	[APPLICATION_DECLINED] = { "declined", "declined", 0 },
	[APPLICATION_WITHDRAWN] = { "withdrawn", "withdrawn", 0 },
	[APPLICATION_EXPIRED] = { "expired", "expired", 0 },
};

const struct lifecycle application_lifecycle = {
	.noun = "application",
	.states = application_states,
	.n_states = ARRAY_LEN(application_states),
};

static const struct state enrollment_states[] = {
	[ENROLLMENT_PROSPECTIVE] = { "prospective", "prospective",
	    STATE_BIT(ENROLLMENT_ONBOARDING) |
		STATE_BIT(ENROLLMENT_TERMINATED) },
	[ENROLLMENT_ONBOARDING] = { "onboarding", "onboarding",
	    STATE_BIT(ENROLLMENT_ACTIVE) | STATE_BIT(ENROLLMENT_TERMINATED) },
	[ENROLLMENT_ACTIVE] = { "active", "active",
	    STATE_BIT(ENROLLMENT_SUSPENDED) | STATE_BIT(ENROLLMENT_TERMINATED) |
		STATE_BIT(ENROLLMENT_LAPSED) },
	[ENROLLMENT_SUSPENDED] = { "suspended", "suspended",
	    STATE_BIT(ENROLLMENT_ACTIVE) | STATE_BIT(ENROLLMENT_TERMINATED) |
		STATE_BIT(ENROLLMENT_LAPSED) },
	[ENROLLMENT_TERMINATED] = { "terminated", "terminated", 0 },
	[ENROLLMENT_LAPSED] = { "lapsed", "lapsed", 0 },
};

const struct lifecycle enrollment_lifecycle = {
	.noun = "enrollment",
	.states = enrollment_states,
	.n_states = ARRAY_LEN(enrollment_states),
};

/* Whoever reopens one says why; a step back is a move like any other. */
static const struct state lead_states[] = {
	[LEAD_SUBMITTED] = { "submitted", "submitted",
	    STATE_BIT(LEAD_QUEUED) | STATE_BIT(LEAD_ACCEPTED) |
		STATE_BIT(LEAD_DECLINED) | STATE_BIT(LEAD_WITHDRAWN) |
		STATE_BIT(LEAD_EXPIRED) },
	[LEAD_QUEUED] = { "queued", "queued",
	    STATE_BIT(LEAD_SUBMITTED) | STATE_BIT(LEAD_DECLINED) |
		STATE_BIT(LEAD_WITHDRAWN) },
	[LEAD_ACCEPTED] = { "accepted", "accepted",
	    STATE_BIT(LEAD_QUALIFIED) | STATE_BIT(LEAD_PROPOSAL) |
		STATE_BIT(LEAD_WON) | LEAD_GIVEN_UP },
	[LEAD_QUALIFIED] = { "qualified", "qualified",
	    STATE_BIT(LEAD_ACCEPTED) | STATE_BIT(LEAD_PROPOSAL) |
		STATE_BIT(LEAD_WON) | LEAD_GIVEN_UP },
	[LEAD_PROPOSAL] = { "proposal", "proposal",
	    STATE_BIT(LEAD_ACCEPTED) | STATE_BIT(LEAD_QUALIFIED) |
		STATE_BIT(LEAD_WON) | LEAD_GIVEN_UP },
	[LEAD_WON] = { "won", "won", LEAD_WORKED },
	[LEAD_LOST] = { "lost", "lost", LEAD_WORKED },
	[LEAD_DECLINED] = { "declined", "declined", 0 },
	[LEAD_WITHDRAWN] = { "withdrawn", "withdrawn", 0 },
	[LEAD_EXPIRED] = { "expired", "expired", LEAD_WORKED },
};

const struct lifecycle lead_lifecycle = {
	.noun = "lead",
	.states = lead_states,
	.n_states = ARRAY_LEN(lead_states),
};

/* A try that ended nobody knows how is never made again by itself. */
static const struct state message_states[] = {
	[MESSAGE_WAITING] = { "waiting", "waiting",
	    STATE_BIT(MESSAGE_SENDING) | STATE_BIT(MESSAGE_CANCELLED) },
	[MESSAGE_SENDING] = { "sending", "sending",
	    STATE_BIT(MESSAGE_SENT) | STATE_BIT(MESSAGE_DEFERRED) |
		STATE_BIT(MESSAGE_FAILED) | STATE_BIT(MESSAGE_UNKNOWN) },
	[MESSAGE_SENT] = { "sent", "sent", 0 },
	[MESSAGE_DEFERRED] = { "deferred", "deferred",
	    STATE_BIT(MESSAGE_SENDING) | STATE_BIT(MESSAGE_CANCELLED) |
		STATE_BIT(MESSAGE_WAITING) },
	[MESSAGE_FAILED] = { "failed", "failed",
	    STATE_BIT(MESSAGE_WAITING) | STATE_BIT(MESSAGE_CANCELLED) },
	[MESSAGE_UNKNOWN] = { "unknown", "unclear",
	    STATE_BIT(MESSAGE_SENT) | STATE_BIT(MESSAGE_WAITING) |
		STATE_BIT(MESSAGE_CANCELLED) },
	[MESSAGE_CANCELLED] = { "cancelled", "cancelled",
	    STATE_BIT(MESSAGE_WAITING) },
};

const struct lifecycle message_lifecycle = {
	.noun = "message",
	.states = message_states,
	.n_states = ARRAY_LEN(message_states),
};

static const struct state conflict_states[] = {
	[CONFLICT_OPEN] = { "open", "open", STATE_BIT(CONFLICT_DECIDED) },
	[CONFLICT_DECIDED] = { "decided", "decided", 0 },
};

const struct lifecycle conflict_lifecycle = {
	.noun = "conflict",
	.states = conflict_states,
	.n_states = ARRAY_LEN(conflict_states),
};

/* A hold may come at any time before the payout; a payout that the bank
 * returned brings an approved one back. */
static const struct state commission_states[] = {
	[COMMISSION_ACCRUED] = { "accrued", "accrued",
	    STATE_BIT(COMMISSION_EARNED) | STATE_BIT(COMMISSION_HELD) },
	[COMMISSION_EARNED] = { "earned", "earned",
	    STATE_BIT(COMMISSION_HELD) | STATE_BIT(COMMISSION_APPROVED) },
	[COMMISSION_HELD] = { "held", "held",
	    STATE_BIT(COMMISSION_EARNED) | STATE_BIT(COMMISSION_APPROVED) },
	[COMMISSION_APPROVED] = { "approved", "approved",
	    STATE_BIT(COMMISSION_EARNED) | STATE_BIT(COMMISSION_HELD) |
		STATE_BIT(COMMISSION_PAID) },
	[COMMISSION_PAID] = { "paid", "paid", STATE_BIT(COMMISSION_APPROVED) },
};

const struct lifecycle commission_lifecycle = {
	.noun = "commission",
	.states = commission_states,
	.n_states = ARRAY_LEN(commission_states),
};

/* What was carried is paid with the statement that went on with it; a
 * payment that the bank returned brings both back. */
static const struct state statement_states[] = {
	[STATEMENT_CLOSED] = { "closed", "to pay",
	    STATE_BIT(STATEMENT_DISPUTED) | STATE_BIT(STATEMENT_PAID) },
	[STATEMENT_DISPUTED] = { "disputed", "disputed",
	    STATE_BIT(STATEMENT_CLOSED) },
	[STATEMENT_PAID] = { "paid", "paid",
	    STATE_BIT(STATEMENT_CLOSED) | STATE_BIT(STATEMENT_CARRIED) },
	[STATEMENT_CARRIED] = { "carried", "carried",
	    STATE_BIT(STATEMENT_PAID) },
};

const struct lifecycle statement_lifecycle = {
	.noun = "statement",
	.states = statement_states,
	.n_states = ARRAY_LEN(statement_states),
};

static const struct state payout_states[] = {
	[PAYOUT_PROPOSED] = { "proposed", "proposed",
	    STATE_BIT(PAYOUT_APPROVED) | STATE_BIT(PAYOUT_CANCELLED) },
	[PAYOUT_APPROVED] = { "approved", "approved",
	    STATE_BIT(PAYOUT_PROPOSED) | STATE_BIT(PAYOUT_PAID) |
		STATE_BIT(PAYOUT_CANCELLED) },
	[PAYOUT_PAID] = { "paid", "paid", 0 },
	[PAYOUT_CANCELLED] = { "cancelled", "cancelled", 0 },
};

const struct lifecycle payout_lifecycle = {
	.noun = "payout",
	.states = payout_states,
	.n_states = ARRAY_LEN(payout_states),
};

const struct lifecycle *const lifecycles[] = {
	&application_lifecycle,
	&enrollment_lifecycle,
	&lead_lifecycle,
	&message_lifecycle,
	&conflict_lifecycle,
	&commission_lifecycle,
	&statement_lifecycle,
	&payout_lifecycle,
	NULL,
};

size_t lifecycle_find(const struct lifecycle *lc, const char *name)
{
	size_t i;

	for (i = 0; i < lc->n_states; i++)
		if (strcmp(lc->states[i].name, name) == 0)
			break;
	return i;
}

const char *lifecycle_label(const struct lifecycle *lc, const char *name)
{
	size_t i = lifecycle_find(lc, name);

	return i < lc->n_states ? lc->states[i].label : name;
}

/* The stored names read better in a sentence than the short labels. */
static const char *state_words(
    const struct lifecycle *lc, size_t state, char buf[static 32])
{
	size_t i;

	if (state >= lc->n_states)
		return "unknown";
	for (i = 0; lc->states[state].name[i] != '\0' && i < 31; i++) {
		char c = lc->states[state].name[i];

		buf[i] = c == '_' ? ' ' : c;
	}
	buf[i] = '\0';
	return buf;
}

bool lifecycle_move(
    const struct lifecycle *lc, size_t from, size_t to, struct err *err)
{
	char was[32], becomes[32];

	if (from < lc->n_states && to < lc->n_states &&
	    (lc->states[from].next & STATE_BIT(to)) != 0)
		return true;
	return err_set(err, ERR_REFUSED, "This %s is %s; it cannot become %s.",
	    lc->noun, state_words(lc, from, was), state_words(lc, to, becomes));
}
