/* domain/sale_data.h - what is told of a sale, by form, command or file. */

#ifndef DOMAIN_SALE_DATA_H
#define DOMAIN_SALE_DATA_H

#include "base/field.h"

/*
 * An order or invoice line, net. A refund names the sale in `refund_of` and
 * has a negative amount.
 */
struct sale_data {
	const char *id;      /* the other system's key */
	const char *partner; /* or the lead */
	const char *lead;
	const char *customer;
	const char *product;
	struct decimal amount;
	const char *currency;
	date_days date;
	date_days paid_on;
	int64_t quantity; /* FIELD_UNSET counts as 1 */
	const char *kind; /* "first" or "renewal" overrides the dates; or "" */
	const char *invoice;
	const char *refund_of;
	const char *program;
	const char *split; /* "P-1:600000,P-2:400000" */
};

extern const struct fields sale_fields;

#endif
