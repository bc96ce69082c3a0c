/*
 * domain/commission.h - what can be done with a commission.
 *
 * A commission is what one partner gets of a sale, or what corrects that.
 * What the customer paid earned tranches of it, and those are what is held,
 * released, approved and paid. Nobody approves what they recorded
 * themselves, be it the commission, its sale or the customer's payment.
 */

#ifndef DOMAIN_COMMISSION_H
#define DOMAIN_COMMISSION_H

#include "base/buf.h"
#include "domain/change.h"
#include "domain/lifecycle.h"
#include "domain/operation.h"

struct commission_reason_params {
	const char *reason;
};

struct commission_note_params {
	const char *note;
};

/* An adjustment, or a bonus, which has nothing to correct. */
struct commission_adjust_params {
	const char *corrects; /* "C-12": partner and the rest are that one's */
	const char *partner;  /* "P-3" or its ref */
	struct decimal amount;
	const char *currency;
	const char *reason;
	date_days on; /* today when empty */
	const char *program;
	const char *product;
	const char *note;
};

/*
 * The state of the whole on a day: the first of held, accrued, earned,
 * approved, paid that some of it is in. A tranche within its window is held.
 * ERR_NOT_FOUND.
 */
NODISCARD bool commission_state_of(struct session *s, int64_t id, date_days on,
    enum commission_state *ret, struct err *err);

/*
 * Why a tranche of that partner is held by itself, "suspended" or "": its
 * own enrollment that rated the sale says so, else (0) whether the partner
 * is suspended where the program comes from.
 */
NODISCARD bool commission_hold_for(struct session *s, int64_t partner,
    int64_t enrollment, const char *program, const char **ret, struct err *err);

/*
 * Holds what the enrollment's partner has earned under it and was not paid:
 * sales that it rated, shares of others' sales and what was adjusted in its
 * programs. Part of the operation that suspends it, after that; *ret_n is
 * how many tranches. May be NULL.
 */
NODISCARD bool commission_suspend(struct change *c, int64_t enrollment,
    date_days on, const char *reason, size_t *ret_n, struct err *err);

/* Gives that back, once the enrollment is active again: approved where
 * somebody had approved it; what has another reason is held for that. */
NODISCARD bool commission_reinstate(struct change *c, int64_t enrollment,
    date_days on, size_t *ret_n, struct err *err);

/*
 * After a suspension or its end was taken back: what was earned meanwhile
 * was born by a state that is no more, and is held, or given back, like the
 * rest.
 */
NODISCARD bool commission_follow(
    struct change *c, int64_t enrollment, date_days on, struct err *err);

/* The same for one tranche, which is free or held again for another reason,
 * such as an undo, or a payout that came back. */
NODISCARD bool commission_follow_one(
    struct change *c, int64_t tranche, date_days on, struct err *err);

/* The same for the tranches of a statement whose partner disputes it. */
NODISCARD bool commission_dispute_hold(struct change *c, int64_t statement,
    date_days on, const char *reason, size_t *ret_n, struct err *err);
NODISCARD bool commission_dispute_release(struct change *c, int64_t statement,
    date_days on, size_t *ret_n, struct err *err);

/*
 * Every cent of a commission, in lines of at most 80 columns: what was sold,
 * whose terms hold and why, the arithmetic, what corrected it, what was
 * earned, held, approved and paid, and the ledger's entries.
 */
NODISCARD bool commission_explain(
    struct session *s, int64_t id, struct buf *out, struct err *err);

/* The same for all lines of a sale. */
NODISCARD bool sale_explain(
    struct session *s, int64_t id, struct buf *out, struct err *err);

/* The rows of this noun's operations, for domain/operation.c. */
extern const struct operation commission_operations[];
extern const size_t n_commission_operations;

#endif
