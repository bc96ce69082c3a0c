/*
 * domain/sale_facts.h - what was told of a sale, with its records found and
 * its figures read; private to domain/sale*.c.
 */

#ifndef DOMAIN_SALE_FACTS_H
#define DOMAIN_SALE_FACTS_H

#include "domain/sale_row.h"

struct sale_facts {
	struct change *c;
	const struct sale_data *data;
	int64_t batch;
	struct arena *arena;
	sale_warn *warn;
	void *arg;

	struct money base;
	int64_t quantity;
	int64_t lead;                           /* 0 */
	int64_t lead_enrollment, lead_customer; /* 0 */
	const char *lead_program, *lead_split;  /* "" */
	const char *lead_customer_name, *lead_country;
	date_days accepted_on, won_on; /* DATE_NONE */
	int64_t partner;
	const char *partner_country;
	struct sale_split split;
	int64_t customer;
	const char *customer_name;
	int64_t incumbent; /* 0 */
	bool house;
	date_days first_on; /* the customer bought; DATE_NONE */
};

/* Says what a form would have refused. */
void sale_tell(const struct sale_facts *f, const char *field, const char *text);

/* The amount in its currency; the sign is as told. */
NODISCARD bool sale_money(
    const struct sale_data *d, struct money *ret, struct err *err);

/* Fills in everything; finds the customer or makes it. */
NODISCARD bool sale_facts_find(struct sale_facts *f, struct err *err);

/* What follows for the customer: its incumbent and its first day. */
NODISCARD bool sale_customer_follow(
    const struct sale_facts *f, struct err *err);

#endif
