/*
 * domain/commission_row.h - one commission under an operation; private to
 * domain/commission*.c.
 *
 * Every operation is a body run by commission_do(): the transaction is open,
 * the row and its tranches are read. The body decides, moves tranches and
 * sets call->ret_text, which becomes the history's sentence.
 */

#ifndef DOMAIN_COMMISSION_ROW_H
#define DOMAIN_COMMISSION_ROW_H

#include "domain/commission.h"
#include "domain/commission_write.h"
#include "domain/record.h"

struct tranche_row {
	int64_t id, version;
	int64_t amount;
	date_days earned_on, release_on, state_on;
	enum commission_state state;
	const char *hold, *reason;
	const char *approved_by;
	int64_t payment;        /* 0: none */
	date_days paid_on;      /* of the payment */
	const char *payment_by; /* who recorded the payment, "" */
	int64_t statement;      /* 0: none */
	bool disputed;          /* the statement is */
};

struct commission_row {
	int64_t id, version;
	const char *kind;
	int64_t sale, corrects; /* 0: none */
	int64_t partner;
	const char *partner_name;
	const char *program, *product;
	int64_t share, base;
	struct money amount;
	int64_t ppm; /* of a step */
	date_days on;
	const char *reason, *recorded_by;
	const char *sale_by; /* who recorded the sale, "" */
	int64_t enrollment;  /* the sale's, where it is this partner's */
	struct tranche_row *tranches;
	size_t n_tranches;
};

struct commission_edit {
	struct change change;
	struct commission_row row;
	const char *label; /* "C-12 of P-3 Acme" */
	date_days today;   /* at the entity of its enrollment */
	struct arena *arena;
};

typedef bool commission_body(
    struct commission_edit *e, struct call *call, struct err *err);

/* Runs a body as the operation "commission VERB". */
NODISCARD bool commission_do(struct session *s, struct call *call,
    const char *verb, commission_body *body, struct err *err);

/* Reads a row and its tranches; void ones are not found. */
NODISCARD bool commission_read(struct session *s, int64_t id, struct arena *a,
    struct commission_row *ret, struct err *err);

/* Today where the partner's agreement is made: of that enrollment, else (0)
 * of its one in the program, else of any; UTC without one. */
NODISCARD bool commission_today(struct session *s, int64_t partner,
    int64_t enrollment, const char *program, int64_t now, date_days *ret,
    struct err *err);

/* The state of what was read, on a day. */
enum commission_state commission_row_state(
    const struct commission_row *row, date_days on);

/* "12.50 EUR" of its currency. */
const char *commission_sum(const struct commission_edit *e, int64_t minor);

/* Always false: it is on that statement, which is what can be disputed. */
NODISCARD bool commission_is_stated(
    const struct commission_edit *e, int64_t statement, struct err *err);

/* A remark on it, today; texts may be NULL. */
NODISCARD bool commission_remark(struct commission_edit *e, const char *kind,
    const char *text, struct err *err);

NODISCARD bool commission_approve(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool commission_unapprove(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool commission_hold(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool commission_release(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool commission_adjustment(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool commission_bonus(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool commission_note(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool commission_undo(
    struct session *s, struct call *call, struct err *err);

#endif
