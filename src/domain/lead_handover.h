/*
 * domain/lead_handover.h - a customer that goes from one lead to another;
 * private to domain.
 */

#ifndef DOMAIN_LEAD_HANDOVER_H
#define DOMAIN_LEAD_HANDOVER_H

#include "domain/change.h"

/*
 * `from` gives the keys that it holds to `to`, which holds the customer from
 * now on, and waits behind it; whoever waited behind `from` does so, too.
 * Refused when either is closed, when they are of one partner, and when `to`
 * waits behind or is kept out by a third. *ret_said is "" or a further
 * sentence with a blank before it.
 */
NODISCARD bool lead_hand_over(struct change *c, int64_t from, int64_t to,
    struct arena *a, const char **ret_said, struct err *err);

/*
 * Its first half: the keys, the registration and, of one that waited, the
 * stage. The caller sees to those behind `from` and to `from` itself.
 */
struct lead_edit;
NODISCARD bool lead_inherit(
    struct lead_edit *from, struct lead_edit *to, struct err *err);

/*
 * One that waits though its customer is another one: registered from now on,
 * by those of its keys that nobody holds. One that does not wait stays as it
 * is.
 */
NODISCARD bool lead_tell_apart(
    struct change *c, int64_t lead, struct arena *a, struct err *err);

/*
 * Declines a lead whose customer is not to be had, with that reason of the
 * program and the words for colleagues; who waits behind it moves up.
 */
NODISCARD bool lead_turn_down(struct change *c, int64_t lead,
    const char *reason, const char *inside, struct arena *a,
    const char **ret_said, struct err *err);

/* Who shares its commission: "P-1:600000,P-2:400000", in millionths. */
NODISCARD bool lead_share(struct change *c, int64_t lead, const char *split,
    struct arena *a, struct err *err);

#endif
