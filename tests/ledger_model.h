/*
 * tests/ledger_model.h - what should stand in the ledger, from the rules.
 *
 * Plain structs and sums, none of the program's arithmetic: what happened is
 * a list of events, and the model is what comes of them in their order. What
 * was taken back is passed by, so that an undo has no rule of its own here.
 *
 * One program: 7.35 % half up, 30 days of hold, 60 of clawback, statements
 * by month from 50.00 EUR and 5000 JPY on.
 */

#ifndef TESTS_LEDGER_MODEL_H
#define TESTS_LEDGER_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	MODEL_PARTNERS = 3,
	MODEL_USERS = 3,
	MODEL_SALES = 160,
	MODEL_LINES = 640,
	MODEL_TRANCHES = 24,
	MODEL_STATEMENTS = 200,
	MODEL_EVENTS = 900,
};

enum model_currency { MODEL_EUR, MODEL_JPY, MODEL_CURRENCIES };

enum model_account {
	IN_ACCRUED,
	IN_EARNED,
	IN_HELD,
	IN_APPROVED,
	IN_PAID,
	MODEL_ACCOUNTS
};

enum model_hold { HOLD_NONE, HOLD_HAND, HOLD_SUSPENDED };

enum event_kind {
	DO_SALE,
	DO_PAY,
	DO_REFUND,
	DO_HOLD,
	DO_RELEASE,
	DO_APPROVE,
	DO_UNAPPROVE,
	DO_SUSPEND,
	DO_REINSTATE,
	DO_ADJUST,
	DO_CLOSE,
	DO_RUN,    /* payouts, one for each currency */
	DO_SETTLE, /* the bank has paid it */
	DO_RETURN, /* and sent one partner's money back */
	EVENT_KINDS
};

struct model_event {
	enum event_kind kind;
	bool undone;
	int64_t audit; /* of the operation */
	int user;
	int32_t day;
	int partner, other; /* other: has a share, or -1 */
	int64_t ppm;        /* of `other` */
	enum model_currency currency;
	int64_t amount;
	int64_t sale; /* the row that is acted on */
	int64_t row;  /* the row that came of it */
	int64_t line; /* the commission that is acted on */
	/* Commissions that came of it, for both partners; of a run of payouts
	 * the payouts, for both currencies. */
	int64_t part[2];
};

struct model_tranche {
	int64_t amount;
	int32_t release_on, paid_on; /* paid_on: by the customer */
	enum model_account in;       /* its window aside */
	enum model_hold hold;
	bool approved;
	int payer; /* who recorded the customer's payment, or -1 */
	int statement;
};

struct model_line {
	int64_t id;
	int partner, recorder;
	enum model_currency currency;
	int sale; /* its root, or -1 */
	bool back;
	int64_t amount;
	struct model_tranche tranches[MODEL_TRANCHES];
	size_t n;
};

struct model_sale {
	int64_t row, base, paid, refunded;
	enum model_currency currency;
	int recorder, partner[2];
	int64_t ppm[2];
	int parts;
	bool any_payment;
	bool spared; /* some was paid out too long ago to be taken back */
};

struct model_statement {
	int partner, next; /* the one it is carried to, or -1 */
	enum model_currency currency;
	int32_t to;
	int64_t opening, earned, payable, carried;
	int64_t payout; /* 0: none */
	bool paid;
};

struct model {
	struct model_sale sales[MODEL_SALES];
	struct model_line lines[MODEL_LINES];
	struct model_statement statements[MODEL_STATEMENTS];
	size_t n_sales, n_lines, n_statements;
	bool suspended[MODEL_PARTNERS];
	const char *wrong; /* what the rules would have refused, or NULL */
};

/* What comes of the events that stand. */
void model_replay(struct model *m, const struct model_event *events, size_t n);

struct model_line *model_line(struct model *m, int64_t id);
struct model_sale *model_sale(struct model *m, int64_t row);

/* What stands in an account at the end of a day. */
int64_t model_sum(const struct model *m, int partner,
    enum model_currency currency, enum model_account account, int32_t day);

/* What a sale and its refunds came to; 0 where a refund was spared some. */
int64_t model_left(const struct model *m, const struct model_sale *s);

/* Half away from zero; `whole` is above zero. Amounts here are under 10^9, so
 * that no product overflows. */
int64_t model_share(int64_t amount, int64_t part, int64_t whole);

#endif
