/*
 * domain/lead_queue.h - who holds a customer, and who waits; private to
 * domain.
 *
 * Whoever gives up a registration does it in this order, which an undo goes
 * backwards: the keys, then those who wait behind, then the lead itself.
 */

#ifndef DOMAIN_LEAD_QUEUE_H
#define DOMAIN_LEAD_QUEUE_H

#include "domain/lead_claim.h"
#include "domain/lead_row.h"

/* The keys of a lead as it is. */
struct claim_keys lead_keys(const struct lead_edit *e);

/*
 * Takes the keys for the lead. *ret_holder is 0, or the lead that has one:
 * then nothing is taken. Sets `registered`.
 */
NODISCARD bool lead_register(
    struct lead_edit *e, int64_t *ret_holder, struct err *err);

/*
 * Gives back the keys and moves up who waits: the next in order whose
 * partner may still register gets the keys, a decision clock of its own and
 * a letter. Those that somebody else holds up wait behind that one; those
 * whose partner may register no more are declined. Writes `registered`, not
 * the stage. *ret_said goes behind the operation's sentence: "", or " L-3 of
 * P-4 Beta is next."
 */
NODISCARD bool lead_give_up(
    struct lead_edit *e, const char **ret_said, struct err *err);

/* The same when the customer was won: who waits is declined. */
NODISCARD bool lead_give_up_won(
    struct lead_edit *e, const char **ret_said, struct err *err);

/* Looks again at those who wait behind a lead whose keys have changed. */
NODISCARD bool lead_look_again(
    struct lead_edit *e, const char **ret_said, struct err *err);

/* The same for one that waits and whose own keys have changed. */
NODISCARD bool lead_settle(
    struct lead_edit *e, const char **ret_said, struct err *err);

/* Makes it wait behind a holder: moves it to the queue, with its letter. */
NODISCARD bool lead_wait(struct lead_edit *e, int64_t holder, struct err *err);

/*
 * The one who waits gets the customer, whose written choice that is; the
 * holder waits behind it or is declined. Everybody else in the queue follows.
 */
NODISCARD bool lead_swap(struct lead_edit *e, enum lead_state holder_becomes,
    const char *reason, int64_t *ret_holder, struct err *err);

/* "L-12 of P-3 Aldora": who it is, for the vendor's people only. */
NODISCARD bool lead_who(struct session *s, int64_t id, struct arena *a,
    const char **ret, struct err *err);

#endif
