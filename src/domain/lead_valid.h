/*
 * domain/lead_valid.h - whether a claim to a customer is one; private to
 * domain/lead*.c.
 */

#ifndef DOMAIN_LEAD_VALID_H
#define DOMAIN_LEAD_VALID_H

#include "domain/lead_row.h"

/*
 * Whether the partner may hold a registration: active and in good standing
 * in the program whose rules hold. *ret_why is NULL, or why not, a sentence.
 */
NODISCARD bool lead_partner_may(struct session *s, const struct lead_terms *t,
    struct arena *a, const char **ret_why, struct err *err);

/* What the program asks for: its fields, a product of its own, consent. */
NODISCARD bool lead_check_fields(
    const struct lead_terms *t, const struct lead_data *d, struct err *err);

/* One more open lead of that partner is within the program's cap. */
NODISCARD bool lead_check_cap(struct session *s, const struct lead_terms *t,
    struct arena *a, struct err *err);

/* Whose claim it is; the lead and its linked customer are not met. */
struct lead_customer {
	int64_t lead, partner, customer_id; /* or 0 */
};

/*
 * Who the customer must not be: the partner itself, a house account, a
 * customer of the vendor already. *ret_warning names what is only alike, or
 * is NULL.
 */
NODISCARD bool lead_check_customer(struct session *s,
    const struct lead_customer *who, const struct lead_data *d, struct arena *a,
    const char **ret_warning, struct err *err);

/* Refuses a reason that is missing or not one of the program's. */
NODISCARD bool lead_need_reason(
    struct lead_edit *e, enum reason_for why, const char *id, struct err *err);

/* The partner's text: what was typed, else the reason's own. */
const char *lead_outside_text(struct lead_edit *e, enum reason_for why,
    const char *reason, const char *typed);

#endif
