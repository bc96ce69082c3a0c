/*
 * domain/sale_row.h - one sale under an operation, and its lines; private to
 * domain/sale*.c.
 */

#ifndef DOMAIN_SALE_ROW_H
#define DOMAIN_SALE_ROW_H

#include "domain/commission_write.h"
#include "domain/program_store.h"
#include "domain/record.h"
#include "domain/sale.h"

/* ---- operations ---------------------------------------------------------- */

struct sale_edit {
	struct change change;
	struct sale_row row;
	const char *label; /* "S-12 Acme subscription 1 200.00 EUR" */
	date_days today;
	struct arena *arena;
};

typedef bool sale_body(struct sale_edit *e, struct call *call, struct err *err);

/* Runs a body as the operation "sale VERB": the transaction is open and the
 * row is read at the version that was seen. */
NODISCARD bool sale_do(struct session *s, struct call *call, const char *verb,
    sale_body *body, struct err *err);

NODISCARD bool sale_add(struct session *s, struct call *call, struct err *err);
NODISCARD bool sale_pay(struct session *s, struct call *call, struct err *err);
NODISCARD bool sale_refund_operation(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool sale_note(struct session *s, struct call *call, struct err *err);
NODISCARD bool sale_undo(struct session *s, struct call *call, struct err *err);

/* Refuses a day to come, for that field. */
NODISCARD bool sale_check_day(
    const struct change *c, const char *field, date_days on, struct err *err);

/* ---- splits -------------------------------------------------------------- */

enum { SALE_PARTS = 64 };

/* Who has which share; one part of the whole without a split. */
struct sale_split {
	int64_t partner[SALE_PARTS], ppm[SALE_PARTS];
	size_t n;
	const char *text; /* "P-1:600000,P-2:400000", or "" */
};

/* Reads what was told, partners by their ids or references; "" is all for
 * the holder. ERR_INVALID for the field "split". */
NODISCARD bool sale_split_parse(struct session *s, const char *text,
    bool digits, int64_t holder, struct arena *a, struct sale_split *ret,
    struct err *err);

/* Of an amount; ret_minor has a place for each part. */
NODISCARD bool sale_split_money(const struct sale_split *split,
    struct money whole, int64_t *ret_minor, struct err *err);

/* ---- lines and what they earn -------------------------------------------- */

/* SQL: the ids of the sale ?1 and of its refunds. */
#define SALE_AND_REFUNDS                                                \
	"(SELECT ?1 UNION ALL SELECT id FROM sale WHERE refund_of = ?1" \
	" AND void = 0)"

/* One row of commission of a sale, its steps and refunds. */
struct sale_part {
	int64_t commission, partner;
	bool back;  /* of a refund */
	bool first; /* what the sale got itself: no step */
	int64_t amount, base;
	int64_t earned;       /* by its tranches */
	date_days release_on; /* the latest of them; DATE_NONE */
};

struct sale_parts {
	struct sale_part *list;
	size_t n, size;
};

/* All rows of the sale that are not void, by id. */
NODISCARD bool sale_parts_read(struct session *s, int64_t sale, struct arena *a,
    struct sale_parts *ret, struct err *err);

void sale_parts_add(
    struct sale_parts *parts, const struct sale_part *part, struct arena *a);

/* What a partner got of it: the sale's own rows; and what refunds took. */
int64_t sale_part_got(const struct sale_parts *parts, int64_t partner);
int64_t sale_part_taken(const struct sale_parts *parts, int64_t partner);

/* The row of a payment of that day; `batch` 0: by hand. */
NODISCARD bool sale_payment_insert(struct change *c, int64_t sale,
    struct money amount, date_days on, int64_t batch, int64_t *ret_id,
    struct err *err);

/* Why something is earned now. */
struct sale_earning {
	int64_t payment; /* 0: none */
	date_days on;
	int64_t paid;      /* of the sale so far, this payment included */
	int64_t refunded;  /* of the sale so far, this refund included */
	bool any_payment;  /* there is one, if only of 0 */
	bool keeps_window; /* a refund's or a step's: no earlier than what the
			    * partner has of the sale is released */
};

/*
 * Writes the tranches that bring every row to where it stands now; see
 * domain/commission_write.h. terms: whose rounding and hold days hold.
 */
NODISCARD bool sale_earn(struct change *c, const struct sale_row *row,
    const struct program_commission *terms, struct sale_parts *parts,
    const struct sale_earning *now, struct err *err);

/*
 * What a refund or a step earns: at once where the customer owes nothing of
 * it any more, and by the next payment while something is owed. `refunded`
 * is of the sale so far.
 */
NODISCARD bool sale_earn_settled(struct change *c, const struct sale_row *row,
    const struct program_commission *terms, struct sale_parts *parts,
    date_days on, int64_t refunded, struct err *err);

/* The terms that a sale was rated by; NULL if it was not. */
NODISCARD bool sale_own_terms(struct session *s, const struct sale_row *row,
    const struct program **ret, struct err *err);

/* True once the customer has made a payment, if only of 0. */
NODISCARD bool sale_has_payment(
    struct session *s, int64_t sale, bool *ret, struct err *err);

/* ---- what is protected, steps -------------------------------------------- */

/* Of what was paid out to a partner of a sale, that no refund of that day
 * takes back any more. */
NODISCARD bool sale_protected(struct session *s, const struct sale_row *row,
    const struct program_commission *terms, int64_t partner, date_days on,
    int64_t *ret, struct err *err);

/* How that is said in commission.reason of a row that took less for it. */
#define SALE_PROTECTED "clawback_over"

/*
 * After that row, a sale or a refund, was recorded: where the rule has
 * retroactive steps, brings the other sales of its period to the rate that
 * holds now, and touches the sale before it, so that this one is not taken
 * back from under it. Does nothing for other rules.
 */
NODISCARD bool sale_steps_follow(struct change *c, const struct sale_row *row,
    int64_t batch, struct arena *a, struct err *err);

#endif
