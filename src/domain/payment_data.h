/* domain/payment_data.h - what is told of a customer's payment by a file. */

#ifndef DOMAIN_PAYMENT_DATA_H
#define DOMAIN_PAYMENT_DATA_H

#include "base/field.h"

struct payment_data {
	const char *sale; /* the other system's key, or "S-12" */
	struct decimal amount;
	date_days date;
};

extern const struct fields payment_fields;

#endif
