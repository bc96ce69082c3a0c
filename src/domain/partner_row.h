/*
 * domain/partner_row.h - one partner under an operation; private to
 * domain/partner*.c.
 *
 * Every operation is a body run by partner_do(): the transaction is open,
 * the row is read and in a state that the operation is offered in. The body
 * decides, writes through e->change and sets call->ret_text.
 */

#ifndef DOMAIN_PARTNER_ROW_H
#define DOMAIN_PARTNER_ROW_H

#include "domain/partner_data.h"
#include "domain/record.h"

struct partner_row {
	int64_t id, version;
	const char *status;
	const char *name_key, *domain, *tax_key;
	date_days since, activity_on; /* DATE_NONE */
	int64_t parent, customer;     /* 0 */
	bool visible;
	/* As a form shows it. Contacts, tags and what belongs to enrollments
	 * are empty; so is a domain that the web site gives. */
	struct partner_data data;
};

struct partner_edit {
	struct change change;
	struct partner_row row;
	struct record_state record;
	date_days today;
	struct arena *arena;
};

typedef bool partner_body(
    struct partner_edit *e, struct call *call, struct err *err);

/* Runs a body as the operation "partner VERB". */
NODISCARD bool partner_do(struct session *s, struct call *call,
    const char *verb, partner_body *body, struct err *err);

/* Reads a row; void ones are not found. */
NODISCARD bool partner_read(struct session *s, int64_t id, struct arena *a,
    struct partner_row *ret, struct err *err);

/* Sets columns of the row under the operation. */
NODISCARD bool partner_set(
    struct partner_edit *e, const struct set *sets, size_t n, struct err *err);

/* Whoever saw the partner before is told: rows beside it have changed. */
NODISCARD bool partner_touch(struct partner_edit *e, struct err *err);

/* Refuses a manager who is no active user; nobody is fine. */
NODISCARD bool partner_may_manage(
    struct session *s, const char *person, struct arena *a, struct err *err);

/* Fills the form of `edit`. */
NODISCARD bool partner_load(struct session *s, int64_t id, void *params,
    struct arena *a, struct err *err);

#endif
