/*
 * domain/sale_rate.h - which terms hold for a sale, and what it earns.
 *
 * Reads the database, writes nothing. Which enrollment: the program that the
 * sale or its lead names; else the lead's; else the only active one with a
 * commission section, its own or an included one's; several are refused as
 * ambiguous. The terms of the sale's day say which day picks the rate; the
 * version and level of that day, from the enrollment's dated history, say
 * the rest. Days before that history are as its first.
 *
 * Suspended: the sale accrues, and what it earns is held. Ended: a sale
 * after the end earns nothing, unless its lead was won before the end.
 */

#ifndef DOMAIN_SALE_RATE_H
#define DOMAIN_SALE_RATE_H

#include "domain/commission_line.h"
#include "domain/sale.h"

/* The facts. Texts are "" when not told. */
struct sale_input {
	int64_t partner;     /* the holder */
	int64_t customer;    /* 0: a new one */
	const char *program; /* named by the sale or its lead */
	/* Of a lead: its enrollment, 0 for none; DATE_NONE without one. */
	int64_t lead_enrollment;
	date_days accepted_on, won_on;
	const char *product;
	struct money base; /* >= 0 */
	int64_t quantity;
	date_days on;
	const char *kind; /* "" "first" "renewal" */
};

struct sale_rating {
	int64_t enrollment; /* 0: none */
	const char *program;
	const struct program *terms; /* NULL: none */
	int64_t version;             /* its program_version */
	const char *level;
	date_days first_on; /* of the customer with this partner */
	date_days rate_on;  /* DATE_NONE: no rule was asked */
	bool renewal;
	struct commission_sale sale;
	struct commission_before before;
	struct commission_line line; /* line.rule NULL: nothing is earned */
	const char *rate;            /* "3%+5%" */
	const char *why_none;        /* a sentence, or "" */
	date_days period_on, cap_on; /* as in struct sale_row */
	int64_t cap_customer;
};

/* ERR_INVALID for the field "program": ambiguous, or not the partner's. A
 * sale that earns nothing is no failure: ret->why_none says why. */
NODISCARD bool sale_rate(struct session *s, const struct sale_input *in,
    struct arena *a, struct sale_rating *ret, struct err *err);

/* What has accumulated under one rule: which running total is meant. */
struct accrual_key {
	const char *kind; /* "steps": net base, "cap": commission given */
	int64_t partner;
	const char *program, *rule, *currency;
	date_days period; /* its first day; 0: of all time */
	int64_t customer; /* 0: of all */
};

/* The total in minor units of the key's currency; 0 where there is none. */
NODISCARD bool accrual_read(struct session *s, const struct accrual_key *key,
    int64_t *ret, struct err *err);

/* The line of a recorded sale, computed again from its row alone. */
struct sale_again {
	struct commission_sale sale;
	struct commission_line line;
	const struct program *terms; /* NULL: nothing was asked */
};

/*
 * Of a refund the line has the rule of the sale and what was asked for:
 * pro rata of what the sale had got; the refund may have taken less where
 * what was paid out is protected.
 */
NODISCARD bool sale_recompute(struct session *s, const struct sale_row *row,
    struct arena *a, struct sale_again *ret, struct err *err);

#endif
