/*
 * domain/commission_write.h - commissions and their tranches as rows;
 * private to domain.
 *
 * A commission is what one partner gets of one sale, or what corrects that.
 * What the customer paid of the sale earns tranches of it; what no tranche
 * has earned is accrued. The ledger follows these rows by triggers, so that
 * nobody posts anything by hand.
 *
 * The lines of a partner in a sale (what it got, steps reached later,
 * refunds) are earned alike: with B the sale's base less what was refunded
 * and P what the customer paid, a line of C stands at C once P >= B, before
 * that at round(C x P / B). So lines and their tranches always add up.
 */

#ifndef DOMAIN_COMMISSION_WRITE_H
#define DOMAIN_COMMISSION_WRITE_H

#include "base/money.h"
#include "domain/change.h"
#include "domain/lifecycle.h"

/* A reference to put into a column; 0, which is none, gives NULL. */
static inline struct value id_or_none(int64_t id)
{
	return id != 0 ? val_int(id) : val_null();
}

/* A commission to make. Texts may be NULL. */
struct commission_new {
	const char *kind; /* "sale" "refund" "step" "adjustment" "bonus" */
	int64_t sale;     /* 0: none */
	int64_t corrects; /* a commission, or 0 */
	int64_t partner;
	const char *program, *product;
	int64_t share; /* of the sale, in millionths */
	int64_t base;  /* its share of the base, minor units */
	struct money amount;
	int64_t ppm; /* of a step: the rate it ends at; else 0 */
	date_days on;
	const char *reason, *note;
	int64_t batch; /* 0: none */
};

/* The session's user is who recorded it. */
NODISCARD bool commission_insert(struct change *c,
    const struct commission_new *n, int64_t *ret_id, struct err *err);

/* A tranche to make. */
struct tranche_new {
	int64_t commission;
	int64_t payment;      /* 0: none */
	int64_t amount;       /* minor units of the commission's currency */
	date_days on;         /* earned */
	date_days release_on; /* from that day on it is not held any more */
	/* "" or why it is held until somebody releases it: "hand" "suspended"
	 * "dispute". */
	const char *hold;
	const char *reason; /* of the hold; may be NULL */
};

/* A tranche of nothing is not written; *ret_id is 0 then. */
NODISCARD bool tranche_insert(struct change *c, const struct tranche_new *n,
    int64_t *ret_id, struct err *err);

/*
 * Moves a tranche on a day. `hold` is "" unless it becomes held; `approver`
 * is kept when NULL.
 */
NODISCARD bool tranche_move(struct change *c, int64_t id,
    enum commission_state to, date_days on, const char *hold,
    const char *reason, const char *approver, struct err *err);

#endif
