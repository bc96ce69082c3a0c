/*
 * domain/sale.h - what customers bought, paid and gave back.
 *
 * A sale is rated once, when it is recorded (domain/sale_rate.h), and its row
 * keeps every input. What it earns are commissions, one for each partner who
 * has a share; payments earn tranches of them; refunds and steps that are
 * reached later correct them by rows of their own. Nothing is rated again.
 *
 * Whose it is: the lead's partner, or the one that is named, who becomes the
 * customer's incumbent if it has none. A sale to another partner's customer
 * is refused unless a lead or a split says so. A sale for a lead needs the
 * lead won; in an import that is a warning, since it happened elsewhere.
 */

#ifndef DOMAIN_SALE_H
#define DOMAIN_SALE_H

#include "domain/change.h"
#include "domain/operation.h"
#include "domain/sale_data.h"

/* A sale as it is kept; of a refund base and commission are negative. */
struct sale_row {
	int64_t id, version;
	const char *ref; /* "" */
	int64_t lead;    /* 0 */
	int64_t customer, partner;
	const char *customer_name, *partner_name;
	const char *product;
	struct money base;
	int64_t quantity;
	date_days sale_on;
	const char *kind; /* "" "first" "renewal" */
	const char *invoice;
	int64_t refund_of; /* 0 */
	const char *split; /* "" or as sale_data, of own ids */
	/* How it was rated. rate_on is DATE_NONE when no rule was asked. */
	int64_t enrollment; /* 0 */
	const char *program;
	int64_t program_version; /* whose terms hold; 0 */
	const char *level;
	date_days rate_on;
	bool renewal;
	const char *rule, *rate, *why_none;
	/* Of a refund: what was refunded of the sale before it, in minor
	 * units, or pieces where the base is 0; and what that took back. */
	int64_t accumulated, given;
	int64_t commission;  /* minor units; whole, before the split */
	date_days period_on; /* of the steps; DATE_NONE */
	date_days cap_on;    /* of the cap; 0 for good, DATE_NONE for none */
	int64_t cap_customer;
	int64_t paid, refunded; /* minor units; refunded pieces at base 0 */
	const char *recorded_by, *note;
};

/* Reads a row; void ones are not found. */
NODISCARD bool sale_read(struct session *s, int64_t id, struct arena *a,
    struct sale_row *ret, struct err *err);

/* "S-12 Acme subscription 1 200.00 EUR". */
const char *sale_label(const struct sale_row *row, struct arena *a);

/*
 * The sale that a text names: the other system's key first, then "S-12".
 * Bare digits are an own id only with `digits`: people type those, files do
 * not. ERR_INVALID for the field "sale" when it is nobody's.
 */
NODISCARD bool sale_find(struct session *s, const char *text, bool digits,
    int64_t *ret, struct err *err);

/* Who is told about what a form would have refused; may be NULL. */
typedef void sale_warn(void *arg, const char *field, const char *text);

/*
 * Records a sale, or with `refund_of` the refund of one, in an open change:
 * its rating, its commissions, and with `paid_on` the payment of the whole
 * on that day. `batch` 0: a person typed it. Texts name records as people
 * type them, or as files do when c->by_batch. c->record stays as it is.
 *
 * ERR_INVALID names the field; ERR_REFUSED says what is in the way. A sale
 * that earns nothing is recorded; the row's why_none says why.
 */
NODISCARD bool sale_record(struct change *c, const struct sale_data *d,
    int64_t batch, struct arena *a, sale_warn *warn, void *arg, int64_t *ret_id,
    struct err *err);

/*
 * Records that the customer paid so much of a sale on a day, and what that
 * earns. Refused: more than is left of the base, a refund's sale. An amount
 * of 0 is for a sale of base 0.
 */
NODISCARD bool sale_pay_record(struct change *c, int64_t sale,
    struct money amount, date_days on, int64_t batch, struct arena *a,
    int64_t *ret_payment, struct err *err);

/* What of a sale goes back. */
struct sale_refund {
	const char *ref, *invoice; /* of the refund; "" */
	int64_t sale;              /* that is refunded */
	bool whole;                /* all that is left; else: */
	int64_t minor;             /* of the base, > 0; 0 at base 0 */
	int64_t quantity;          /* at base 0: pieces */
	date_days on;
	const char *reason; /* "" */
};

/* Records it; *ret_id is the refund's own sale row. Refused: more than the
 * sale still has, a day before the sale. */
NODISCARD bool sale_refund_record(struct change *c, const struct sale_refund *r,
    int64_t batch, struct arena *a, int64_t *ret_id, struct err *err);

/*
 * Whether a partner is suspended where a program's rights come from: it has
 * a suspended enrollment in it, or in one that includes it, and no active
 * one. What is earned then is held.
 */
NODISCARD bool sale_partner_suspended(struct session *s, int64_t partner,
    const char *program, bool *ret, struct err *err);

/* The first day that the books are open for, DATE_NONE if none is closed. */
NODISCARD bool sale_books_open(
    struct session *s, date_days *ret, struct err *err);

/* The params of the operations. */
struct sale_pay_params {
	struct decimal amount; /* what is left when empty */
	date_days on;          /* today when empty */
};

struct sale_refund_params {
	struct decimal amount; /* all that is left when empty */
	int64_t quantity;      /* where the base is 0 */
	date_days on;          /* today when empty */
	const char *invoice;   /* the credit note */
	const char *reason;
};

struct sale_note_params {
	const char *note;
};

/* The rows of this noun's operations, for domain/operation.c. */
extern const struct operation sale_operations[];
extern const size_t n_sale_operations;

#endif
