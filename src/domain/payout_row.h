/*
 * domain/payout_row.h - one payout under an operation; private to
 * domain/payout*.c.
 */

#ifndef DOMAIN_PAYOUT_ROW_H
#define DOMAIN_PAYOUT_ROW_H

#include "base/money.h"
#include "domain/payout.h"
#include "domain/record.h"

struct payout_edit {
	struct change change;
	struct payout payout;
	struct record_state record; /* its state and label "O-1 EUR" */
	struct arena *arena;
	date_days today;
};

typedef bool payout_body(
    struct payout_edit *e, struct call *call, struct err *err);

/* Runs a body as the operation "payout VERB". */
NODISCARD bool payout_do(struct session *s, struct call *call, const char *verb,
    payout_body *body, struct err *err);

struct money payout_money(const char *currency, int64_t minor);

/* "EUR 1 234.00" */
const char *payout_sum(const char *currency, int64_t minor, struct arena *a);

/* SHA-256 of the lines that are to be paid. */
const char *payout_digest(const struct payout *p, struct arena *a);

/* ERR_REFUSED where the lines are not those that were approved. */
NODISCARD bool payout_check_digest(
    const struct payout *p, struct arena *a, struct err *err);

/* Refuses the first line that something is in the way of by now. */
NODISCARD bool payout_check_lines(struct session *s, const struct payout *p,
    date_days on, struct arena *a, struct err *err);

NODISCARD bool payout_remark(struct payout_edit *e, const char *kind,
    const char *reason, const char *inside, struct err *err);

/* ---- the operations ------------------------------------------------------ */

NODISCARD bool payout_run(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool payout_approve(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool payout_drop(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool payout_cancel(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool payout_paid(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool payout_return(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool payout_note(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool payout_account(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool payout_undo(
    struct session *s, struct call *call, struct err *err);

#endif
