/*
 * domain/payout.h - money that goes to partners, one batch for a currency.
 *
 * A run proposes a batch of the statements whose partner has nothing in the
 * way; another person approves it, by a digest of its lines, and the bank
 * gets it as a file. Once it is paid, the lines of its statements and of
 * those carried to them are paid. What the bank sends back is to pay again.
 */

#ifndef DOMAIN_PAYOUT_H
#define DOMAIN_PAYOUT_H

#include "base/period.h"
#include "domain/lifecycle.h"
#include "domain/operation.h"
#include "domain/payment_detail.h"

struct payout_run_params {
	const char *period; /* "2026-Q3": statements until its end */
	date_days pay_on;   /* empty: when the first of them is due */
};

struct payout_paid_params {
	date_days on; /* empty: today */
};

struct payout_partner_params {
	const char *partner; /* "P-3" or its ref */
	const char *reason;
};

struct payout_reason_params {
	const char *reason;
};

struct payout_note_params {
	const char *note;
};

/* Where the vendor pays from. */
struct payout_account_params {
	const char *currency, *name, *iban, *bic;
};

/* ---- why somebody is not paid ------------------------------------------- */

struct payout_reasons {
	const char *const *list; /* "bank details are missing" */
	size_t n;                /* 0: nothing is in the way */
};

/* What stands between a statement and its payment on a day; nothing for one
 * that is paid. Being in a payout already is no reason. */
NODISCARD bool payout_reasons(struct session *s, int64_t statement,
    date_days on, struct arena *a, struct payout_reasons *ret, struct err *err);

/* ---- what is in one ------------------------------------------------------ */

struct payout_line {
	int64_t id, statement, partner;
	const char *partner_name;
	struct period period;     /* of the statement */
	struct payment_detail to; /* to.id 0: no bank details were needed */
	int64_t amount, withheld; /* amount is what is sent */
	const char *status;       /* "open" "paid" "returned" */
	const char *reason;       /* why it came back */
};

struct payout {
	int64_t id, version;
	char currency[4];
	date_days to, pay_on, paid_on;
	enum payout_state state;
	int64_t total;
	size_t partners;
	const char *digest, *created_by, *approved_by, *note;
	struct payout_line *lines; /* by their id */
	size_t n;
	/* Where it is paid from; NULLs when nothing was said of that. */
	const char *from_name, *from_iban, *from_bic;
};

/* Reads it with its lines; ERR_NOT_FOUND. */
NODISCARD bool payout_read(struct session *s, int64_t id, struct arena *a,
    struct payout *ret, struct err *err);

/*
 * The same for its file: refused unless it is approved or paid, with the
 * lines that were approved, each with bank details that still are in force.
 */
NODISCARD bool payout_read_approved(struct session *s, int64_t id,
    struct arena *a, struct payout *ret, struct err *err);

/* The rows of this noun's operations, for domain/operation.c. */
extern const struct operation payout_operations[];
extern const size_t n_payout_operations;

#endif
