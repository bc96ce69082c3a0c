/*
 * domain/customer_row.h - one customer under an operation; private to
 * domain/customer*.c.
 *
 * An operation is a body run by customer_do(): the transaction is open and
 * the row is read at the version that was seen. The body decides, writes
 * through e->change and sets call->ret_text.
 */

#ifndef DOMAIN_CUSTOMER_ROW_H
#define DOMAIN_CUSTOMER_ROW_H

#include "domain/customer.h"
#include "domain/record.h"

struct customer_row {
	int64_t id, version;
	bool house;
	int64_t partner;          /* the incumbent, or 0 */
	const char *partner_name; /* "P-1 Meridian", or "" */
	date_days first_on;       /* DATE_NONE */
	struct customer_data data;
};

struct customer_edit {
	struct change change;
	struct customer_row row;
	const char *label; /* "U-3 Acme GmbH" */
	struct arena *arena;
};

typedef bool customer_body(
    struct customer_edit *e, struct call *call, struct err *err);

/* Runs a body as the operation "customer VERB". */
NODISCARD bool customer_do(struct session *s, struct call *call,
    const char *verb, customer_body *body, struct err *err);

/* Reads a row; void ones are not found. */
NODISCARD bool customer_read(struct session *s, int64_t id, struct arena *a,
    struct customer_row *ret, struct err *err);

/* Adds a line to what was said about it; texts may be NULL. */
NODISCARD bool customer_remark(struct change *c, int64_t id, const char *kind,
    const char *reason, const char *inside, struct err *err);

#endif
