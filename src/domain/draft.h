/*
 * domain/draft.h - what somebody was typing, kept until it is saved.
 *
 * A draft belongs to a user, a form and a record. It carries the op_id that
 * the operation will use, so that a save whose outcome was unclear is not
 * done twice.
 */

#ifndef DOMAIN_DRAFT_H
#define DOMAIN_DRAFT_H

#include "base/node.h"
#include "domain/change.h"

struct draft {
	int64_t id;
	const char *form; /* "application decline" */
	int64_t record;
	const char *op_id;
	int64_t updated_at;
	const struct node *body; /* a map: field name to text */
};

/* Writes the fields (name and text pairs); replaces an earlier one. */
NODISCARD bool draft_save(struct session *s, const char *form, int64_t record,
    const char *op_id, const struct node *body, struct err *err);

NODISCARD bool draft_find(struct session *s, const char *form, int64_t record,
    struct arena *a, bool *ret_found, struct draft *ret, struct err *err);

NODISCARD bool draft_list(struct session *s, struct arena *a,
    struct draft **ret, size_t *ret_n, struct err *err);

NODISCARD bool draft_drop(
    struct session *s, const char *form, int64_t record, struct err *err);

#endif
