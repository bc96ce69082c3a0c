/* domain/customer_operations.c - what customers and their operations ask. */

#include "config.h"

#include "domain/customer_data.h"

#define WHO_AND_WHERE                                                         \
	FIELD(customer_data, id, "Other system's id", FIELD_OPTIONAL,         \
	    .max = 200),                                                      \
	    FIELD(customer_data, name, "Name", FIELD_REQUIRED, .max = 400),   \
	    FIELD(customer_data, country, "Country",                          \
		FIELD_REQUIRED | FIELD_COUNTRY,                               \
		.help = "code or English name"),                              \
	    FIELD(customer_data, state, "State or province", FIELD_OPTIONAL), \
	    FIELD(customer_data, city, "City", FIELD_OPTIONAL),               \
	    FIELD(customer_data, website, "Web site", FIELD_URL),             \
	    FIELD(customer_data, domain, "Web domain", FIELD_OPTIONAL,        \
		.help = "the web site's when empty"),                         \
	    FIELD(customer_data, tax_id, "Tax id", FIELD_SECRET)

static const struct field data_fields[] = {
	WHO_AND_WHERE,
	FIELD(customer_data, partner, "Incumbent partner", FIELD_OPTIONAL,
	    .help = "P-12: whose customer it is"),
	FIELD(customer_data, house, "House account", FIELD_OPTIONAL,
	    .help = "yes: no partner may register it"),
	FIELD(customer_data, note, "Note", FIELD_NOTE),
};

const struct fields customer_fields = {
	.name = "customer",
	.list = data_fields,
	.n = ARRAY_LEN(data_fields),
	.size = sizeof(struct customer_data),
};

/* Whose it is changes by operations of its own, which ask for a reason. */
static const struct field edit_fields[] = {
	WHO_AND_WHERE,
	FIELD(customer_data, note, "Note", FIELD_NOTE),
};

const struct fields customer_edit_fields = FIELDS(customer_data, edit_fields);

static const struct field note_fields[] = {
	FIELD(customer_note_params, note, "Note", FIELD_REQUIRED | FIELD_NOTE),
};

const struct fields customer_note_fields =
    FIELDS(customer_note_params, note_fields);

static const struct field house_fields[] = {
	FIELD(customer_reason_params, reason, "Reason", FIELD_REQUIRED),
};

const struct fields customer_house_fields =
    FIELDS(customer_reason_params, house_fields);

static const struct field incumbent_fields[] = {
	FIELD(customer_incumbent_params, partner, "Incumbent partner",
	    FIELD_OPTIONAL, .help = "P-12; empty for nobody"),
	FIELD(customer_incumbent_params, reason, "Reason", FIELD_REQUIRED),
};

const struct fields customer_incumbent_fields =
    FIELDS(customer_incumbent_params, incumbent_fields);

const struct operation customer_operations[] = {
	{ "customer", "add", "a", "Add", "add a customer, with the form",
	    RIGHT_PARTNER, &customer_fields, 0, OPERATION_MAKES, customer_add,
	    NULL, REASONS },
	{ "customer", "edit", "E", "Edit", "correct what is known of it",
	    RIGHT_PARTNER, &customer_edit_fields, 0, 0, customer_edit,
	    customer_load, REASONS },
	{ "customer", "note", "e", "Note", "add a note for colleagues",
	    RIGHT_PARTNER, &customer_note_fields, 0, OPERATION_BULK,
	    customer_note, NULL, REASONS },
	{ "customer", "house", "H", "House account",
	    "keep it for the vendor: no partner may register it", RIGHT_PARTNER,
	    &customer_house_fields, 0, OPERATION_BULK | OPERATION_DECIDES,
	    customer_house, NULL, REASONS },
	{ "customer", "unhouse", "", "No house account",
	    "open it to partners again", RIGHT_PARTNER, &customer_house_fields,
	    0, OPERATION_BULK, customer_unhouse, NULL, REASONS },
	{ "customer", "incumbent", "I", "Incumbent", "say whose customer it is",
	    RIGHT_PARTNER, &customer_incumbent_fields, 0,
	    OPERATION_BULK | OPERATION_DECIDES, customer_incumbent,
	    customer_incumbent_load, REASONS },
	{ "customer", "undo", "", "Undo", "take back the last operation on it",
	    RIGHT_PARTNER, NULL, 0, OPERATION_FINAL | OPERATION_COMMAND,
	    customer_undo, NULL, REASONS },
};

const size_t n_customer_operations = ARRAY_LEN(customer_operations);
