/*
 * domain/customer_data.h - customers as columns with their keys; private to
 * domain/customer*.c.
 */

#ifndef DOMAIN_CUSTOMER_DATA_H
#define DOMAIN_CUSTOMER_DATA_H

#include "domain/customer_row.h"

/* Name, place, keys, note and what searches look in; not the other system's
 * key, the incumbent and the house account. */
NODISCARD bool customer_put_data(struct set_list *sets,
    const struct customer_data *d, struct arena *a, struct err *err);

/* The host that tells it from others; "" where it is a mail provider's. */
NODISCARD bool customer_domain(const struct customer_data *d, struct arena *a,
    const char **ret, struct err *err);

/* The partner that a text names, like partner_find(); 0 for empty text. */
NODISCARD bool customer_find_partner(struct session *s, const char *text,
    bool digits, struct arena *a, int64_t *ret, struct err *err);

/* The params of the operations. */
struct customer_note_params {
	const char *note;
};

struct customer_reason_params {
	const char *reason; /* a person's own words */
};

struct customer_incumbent_params {
	const char *partner; /* "P-12"; empty for nobody */
	const char *reason;
};

extern const struct fields customer_edit_fields;
extern const struct fields customer_note_fields;
extern const struct fields customer_house_fields;
extern const struct fields customer_incumbent_fields;

NODISCARD bool customer_add(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool customer_edit(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool customer_load(struct session *s, int64_t id, void *params,
    struct arena *a, struct err *err);
NODISCARD bool customer_note(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool customer_house(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool customer_unhouse(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool customer_incumbent(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool customer_incumbent_load(struct session *s, int64_t id,
    void *params, struct arena *a, struct err *err);
NODISCARD bool customer_undo(
    struct session *s, struct call *call, struct err *err);

#endif
