/*
 * domain/conflict_row.h - one conflict under an operation; private to
 * domain/conflict*.c.
 */

#ifndef DOMAIN_CONFLICT_ROW_H
#define DOMAIN_CONFLICT_ROW_H

#include "domain/conflict.h"
#include "domain/record.h"

/* One of the two sides. */
struct conflict_side {
	int64_t id; /* of the lead or customer */
	bool is_customer;
	const char *label; /* "L-3 Acme of P-1 Meridian" */
	int64_t partner;   /* whose it is, or 0 */
	const char *name, *name_key, *domain, *tax_key, *country;
	const char *stage; /* of a lead; "" */
	int64_t received_at;
	bool open; /* still there */
	bool registered;
	int64_t behind; /* whom it waits behind, or 0 */
};

struct conflict_row {
	int64_t id, version;
	enum conflict_state state;
	const char *why;
	int64_t similarity;
	const char *verdict, *reason, *evidence, *decided_by;
	struct conflict_side lead, other; /* the challenger, the holder */
};

struct conflict_edit {
	struct change change;
	struct conflict_row row;
	const char *label; /* "K-4" */
	struct arena *arena;
};

typedef bool conflict_body(
    struct conflict_edit *e, struct call *call, struct err *err);

/* Runs a body as the operation "conflict VERB". */
NODISCARD bool conflict_do(struct session *s, struct call *call,
    const char *verb, conflict_body *body, struct err *err);

/* Reads a conflict and both its sides; void ones are not found. */
NODISCARD bool conflict_read(struct session *s, int64_t id, struct arena *a,
    struct conflict_row *ret, struct err *err);

/* One side by itself; ERR_NOT_FOUND. */
NODISCARD bool conflict_side_read(struct session *s, int64_t id,
    bool is_customer, struct arena *a, struct conflict_side *ret,
    struct err *err);

/* Whether the two met before, whichever came first. */
NODISCARD bool conflict_have_met(struct session *s, int64_t lead, int64_t other,
    bool is_customer, bool *ret, struct err *err);

/* Inserts one between a lead and a lead or customer. */
NODISCARD bool conflict_insert(struct change *c, int64_t lead, int64_t other,
    bool is_customer, const char *why, int64_t similarity, int64_t *ret_id,
    struct err *err);

NODISCARD bool conflict_decide(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool conflict_raise(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool conflict_note(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool conflict_undo(
    struct session *s, struct call *call, struct err *err);

extern const struct fields conflict_decide_fields;
extern const struct fields conflict_raise_fields;
extern const struct fields conflict_note_fields;

#endif
