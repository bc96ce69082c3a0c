/* domain/sale_data.c - the fields of a sale. */

#include "config.h"

#include "domain/sale_data.h"

static const struct field data_fields[] = {
	FIELD(sale_data, id, "Other system's id", FIELD_REQUIRED, .max = 200),
	FIELD(sale_data, partner, "Partner", FIELD_OPTIONAL,
	    .help = "P-12 or the other system's id; or a lead"),
	FIELD(sale_data, lead, "Lead", FIELD_OPTIONAL,
	    .help = "L-12 or the other system's id"),
	FIELD(sale_data, customer, "Customer", FIELD_REQUIRED, .max = 400),
	FIELD(sale_data, product, "Product line", FIELD_REQUIRED | FIELD_ID),
	FIELD(sale_data, amount, "Net amount", FIELD_REQUIRED),
	FIELD(sale_data, currency, "Currency", FIELD_REQUIRED | FIELD_CURRENCY),
	FIELD(sale_data, date, "Date", FIELD_REQUIRED),
	FIELD(sale_data, paid_on, "Paid on", FIELD_OPTIONAL),
	FIELD(sale_data, quantity, "Quantity", FIELD_POSITIVE,
	    .help = "1 when empty"),
	FIELD(sale_data, kind, "First year or renewal", FIELD_ID,
	    .choices = "first|renewal",
	    .help = "by the customer's first sale when empty"),
	FIELD(sale_data, invoice, "Invoice", FIELD_OPTIONAL),
	FIELD(sale_data, refund_of, "Refund of", FIELD_OPTIONAL,
	    .help = "the sale that a negative amount gives back"),
	FIELD(sale_data, program, "Program", FIELD_ID,
	    .help = "whose terms hold; by the enrollment when empty"),
	FIELD(sale_data, split, "Split", FIELD_OPTIONAL,
	    .help = "P-1:600000,P-2:400000"),
};

const struct fields sale_fields = FIELDS(sale_data, data_fields);
