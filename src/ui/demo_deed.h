/*
 * ui/demo_deed.h - what the people of the sample year did; private to
 * ui/demo*.c.
 */

#ifndef UI_DEMO_DEED_H
#define UI_DEMO_DEED_H

#include <stdint.h>

#include "domain/session.h"

/* One operation on one record, with "name=value" params up to a NULL. */
NODISCARD bool deed_do(struct session *s, const char *noun, const char *verb,
    int64_t id, const char *const *params, struct arena *a, struct err *err);

/* What was done with partners, enrollments and leads, one after the other;
 * the samples of all kinds are imported. */
NODISCARD bool deeds_do_all(
    struct session *s, struct arena *a, struct err *err);

/* Payment details, approvals, statements and a payout, with a second person;
 * the sample sales are imported. */
NODISCARD bool demo_money(struct session *s, struct arena *a, struct err *err);

#endif
