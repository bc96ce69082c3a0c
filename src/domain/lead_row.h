/*
 * domain/lead_row.h - one lead under an operation; private to domain.
 *
 * Every operation is a body run by lead_do(): the transaction is open, the
 * row is read and in a stage the operation is offered in, the program is
 * known. The body decides, writes through e->c and sets call->ret_text,
 * which becomes the history's sentence.
 */

#ifndef DOMAIN_LEAD_ROW_H
#define DOMAIN_LEAD_ROW_H

#include "domain/lead_data.h"
#include "domain/record.h"

struct lead_row {
	int64_t id, version;
	enum lead_state state;
	const char *stage;
	int64_t partner, enrollment, program_version, customer_id; /* or 0 */
	const char *partner_name, *entity;
	const char *name_key, *domain, *tax_key;
	int64_t minor; /* of data.value; FIELD_UNSET */
	int64_t probability, weighted;
	date_days stage_on;
	int64_t received_at;
	date_days decision_due, accepted_on; /* DATE_NONE */
	bool registered;
	date_days protected_until, stop_on;
	int64_t extensions, behind;
	date_days rate_on, activity_on;
	const char *submitted_by, *decided_by;
	struct lead_data data; /* partner as "P-12" */
};

struct lead_edit {
	struct change *c;
	struct lead_row row;
	struct lead_terms terms; /* terms.ref.program NULL: none is known */
	struct arena *arena;
};

typedef bool lead_body(struct lead_edit *e, struct call *call, struct err *err);

/* Runs a body as the operation "lead VERB". */
NODISCARD bool lead_do(struct session *s, struct call *call, const char *verb,
    lead_body *body, struct err *err);

/* Reads a row; void ones are not found. */
NODISCARD bool lead_read(struct session *s, int64_t id, struct arena *a,
    struct lead_row *ret, struct err *err);

/* Program, entity, calendar and local day of a row. */
NODISCARD bool lead_row_terms(struct session *s, const struct lead_row *row,
    int64_t now, struct lead_terms *ret, struct err *err);

/* Reads another row in the open change of an operation. */
NODISCARD bool lead_open(struct change *c, int64_t id, struct arena *a,
    struct lead_edit *ret, struct err *err);

/* Sets columns of the row under the operation. */
NODISCARD bool lead_set(
    struct lead_edit *e, const struct set *sets, size_t n, struct err *err);

/* Moves it by the life cycle: stage, its day, and the weight. */
NODISCARD bool lead_move(
    struct lead_edit *e, enum lead_state to, struct err *err);

/* A remark on the day of the entity. */
NODISCARD bool lead_remark(struct lead_edit *e, const char *kind,
    const char *reason, const char *outside, const char *inside,
    struct err *err);

/* "L-12 Acme GmbH". */
const char *lead_label(const struct lead_edit *e);

#endif
