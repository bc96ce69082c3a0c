/*
 * query/summary.h - what partners earned: sums by partner, period, product,
 * program and state, as of any day.
 *
 * Sums come from the roll-ups that the ledger keeps by month; days that are
 * no ends of months are read from the entries and lines themselves, so any
 * day is exact. Currencies are never added up: a row has one.
 *
 * A commission belongs to the period of its own date (that of the sale or of
 * the correction), whenever it is earned or paid. Balances are those at the
 * end of the as-of day; the five of them are the commission. Sales and base
 * are those of the commissions dated on or before that day: a sale shared by
 * two partners counts once for each.
 */

#ifndef QUERY_SUMMARY_H
#define QUERY_SUMMARY_H

#include "base/period.h"
#include "store/db.h"

enum summary_key {
	SUMMARY_PARTNER,
	SUMMARY_PERIOD,
	SUMMARY_PRODUCT,
	SUMMARY_PROGRAM,
	SUMMARY_STATE,
	SUMMARY_KEYS
};

enum summary_state {
	SUMMARY_ACCRUED,
	SUMMARY_EARNED,
	SUMMARY_HELD,
	SUMMARY_APPROVED,
	SUMMARY_PAID,
	SUMMARY_STATES
};

struct summary_ask {
	enum summary_key keys[SUMMARY_KEYS]; /* in the order of sorting */
	size_t n_keys;
	enum period_every every; /* of the periods; 0: quarters */
	date_days from, to;      /* the commission's date; DATE_NONE: no end */
	date_days as_of;         /* needed: today, or an earlier day */
	int64_t partner;         /* 0: all */
	const char *program, *currency; /* NULL: all */
	const char *product;            /* and what is below it; NULL: all */
};

struct summary_sums {
	int64_t sales; /* how many */
	int64_t base;  /* net, minor units */
	int64_t balance[SUMMARY_STATES];
};

/* What is no key of the ask is 0, "" or SUMMARY_STATES. */
struct summary_row {
	int64_t partner;
	const char *partner_ref, *partner_name; /* ref "" when it has none */
	struct period period;
	const char *product, *program;
	/* With it the row is that state's balance alone; sales and base are
	 * 0, since the money of one sale may be in several. */
	enum summary_state state;
	const char *currency;
	struct summary_sums sums;
};

struct summary {
	struct summary_row *rows;
	size_t n;
};

/* The sum of the balances. */
int64_t summary_commission(const struct summary_sums *s);
void summary_add(struct summary_sums *to, const struct summary_sums *s);

/*
 * Rows in the order of the keys, partners by name, and the currency last.
 * There is no row where there is neither a sale nor money. Rows live in the
 * arena.
 */
NODISCARD bool summary_read(struct db *db, const struct summary_ask *ask,
    struct arena *a, struct summary *ret, struct err *err);

/* "partner", "accrued"; and back: SUMMARY_KEYS, SUMMARY_STATES if unknown. */
const char *summary_key_name(enum summary_key key);
enum summary_key summary_key_find(const char *name);
const char *summary_state_name(enum summary_state state);
enum summary_state summary_state_find(const char *name);

#endif
