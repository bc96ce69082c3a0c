/*
 * domain/statement_row.h - one statement under an operation; private to
 * domain/statement*.c and payout*.c.
 */

#ifndef DOMAIN_STATEMENT_ROW_H
#define DOMAIN_STATEMENT_ROW_H

#include "base/period.h"
#include "domain/record.h"
#include "domain/statement.h"

/* SQL: begins a query over chain (id), the statement ?1 and those that were
 * carried to it, that one first. */
#define STATEMENT_CHAIN                                                 \
	"WITH RECURSIVE chain (id) AS (SELECT ?1 UNION ALL SELECT s.id" \
	" FROM statement s JOIN chain ON s.carried_to = chain.id"       \
	" WHERE s.void = 0) "

struct statement_row {
	int64_t id, version, partner;
	const char *partner_name;
	char currency[4];
	struct period period;
	enum statement_state state;
	int64_t opening, earned, withheld, payable, carried;
	const char *why_carried, *reason;
	date_days dispute_until, pay_by;
	int64_t carried_to; /* 0: none */
	int64_t payout;     /* that it is in, unless it came back; or 0 */
};

struct statement_edit {
	struct change change;
	struct statement_row row;
	struct record_state record; /* its state and label "T-3 Acme 2026-Q3" */
	struct arena *arena;
	date_days today;
};

typedef bool statement_body(
    struct statement_edit *e, struct call *call, struct err *err);

/* Runs a body as the operation "statement VERB". */
NODISCARD bool statement_do(struct session *s, struct call *call,
    const char *verb, statement_body *body, struct err *err);

/* Reads a row; void ones are not found. */
NODISCARD bool statement_read(struct session *s, int64_t id, struct arena *a,
    struct statement_row *ret, struct err *err);

/* "T-3 Acme 2026-Q3 EUR" */
const char *statement_label(const struct statement_row *r, struct arena *a);

struct money statement_money(const struct statement_row *r, int64_t minor);

/* Adds a line to what was said about it; texts may be NULL. */
NODISCARD bool statement_remark(struct statement_edit *e, const char *kind,
    const char *reason, const char *inside, struct err *err);

#endif
