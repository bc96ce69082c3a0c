/*
 * domain/conflict.h - two claims to one customer, or a claim and a customer
 * that is the vendor's already, for a person to decide.
 *
 * A conflict is made in the transaction of the claim. Where both are the
 * same for certain, the challenger waits behind the holder whatever becomes
 * of the conflict; where they are only alike both go on, and the challenger
 * is not accepted before somebody has decided.
 */

#ifndef DOMAIN_CONFLICT_H
#define DOMAIN_CONFLICT_H

#include "base/buf.h"
#include "domain/change.h"
#include "domain/operation.h"

/*
 * Makes the conflicts of a lead that was just registered, or whose customer
 * was changed: one with each open lead of another partner that it meets and
 * that does not wait itself, and one with each customer that is alike. Two
 * that met before are left as they are. *ret_said is "" or goes behind the
 * operation's sentence: " K-4: L-3 Acme of P-1 Meridian has the same name."
 */
NODISCARD bool conflict_make(struct change *c, int64_t lead, struct arena *a,
    const char **ret_said, struct err *err);

/*
 * The customer chose one of two leads in writing: an open conflict between
 * them is decided by that.
 */
NODISCARD bool conflict_chosen(struct change *c, int64_t chosen, int64_t other,
    const char *evidence, struct err *err);

/*
 * Why a lead cannot be accepted yet, a sentence: it is the challenger in an
 * open conflict with somebody who is still there. NULL: nothing is.
 */
NODISCARD bool conflict_blocks(struct session *s, int64_t lead, struct arena *a,
    const char **ret_why, struct err *err);

/*
 * How the conflict came about, line by line: both claims, what is the same
 * and how much is alike, who came first, and what each verdict would do or
 * has done.
 */
NODISCARD bool conflict_explain(
    struct session *s, int64_t id, struct buf *out, struct err *err);

/* The params of the operations; found through the operations' rows. */
struct conflict_decide_params {
	const char *verdict;  /* "holder" "challenger" "different" "split" */
	const char *reason;   /* a person's own words */
	const char *evidence; /* the customer's written choice */
	const char *split;    /* of a split; halves when empty */
};

struct conflict_raise_params {
	const char *lead;  /* "L-12": the challenger */
	const char *other; /* "L-3" or "U-4"; empty: whom it meets */
};

struct conflict_note_params {
	const char *note;
};

/* The rows of this noun's operations, for domain/operation.c. */
extern const struct operation conflict_operations[];
extern const size_t n_conflict_operations;

#endif
