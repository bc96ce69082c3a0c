/* domain/partner_fields.c - what a partner and its operations ask. */

#include "config.h"

#include "domain/partner_data.h"

#define STATES "prospective|onboarding|active|suspended|terminated|lapsed"

static const struct field data_fields[] = {
	FIELD(
	    partner_data, id, "Other system's id", FIELD_OPTIONAL, .max = 200),
	FIELD(partner_data, name, "Name", FIELD_REQUIRED, .max = 400),
	FIELD(partner_data, country, "Country", FIELD_COUNTRY,
	    .help = "code or English name"),
	FIELD(partner_data, state, "State or province", FIELD_OPTIONAL),
	FIELD(partner_data, city, "City", FIELD_OPTIONAL),
	FIELD(partner_data, website, "Web site", FIELD_URL),
	FIELD(partner_data, domain, "Domain", FIELD_OPTIONAL,
	    .help = "the web site's when empty"),
	FIELD(partner_data, tax_id, "Tax id", FIELD_SECRET),
	FIELD(partner_data, program, "Program", FIELD_ID,
	    .help = "id of a loaded program"),
	FIELD(partner_data, level, "Level", FIELD_ID,
	    .help = "the program's first when empty"),
	FIELD(partner_data, status, "Status", FIELD_ID, .choices = STATES),
	FIELD(partner_data, since, "Partner since", FIELD_OPTIONAL),
	FIELD(partner_data, coverage, "Coverage", FIELD_ID,
	    .choices = "national|worldwide"),
	FIELD(partner_data, territory, "Territory", FIELD_OPTIONAL),
	FIELD(partner_data, manager, "Partner manager", FIELD_OPTIONAL,
	    .help = "who looks after it"),
	FIELD(partner_data, email, "Mail", FIELD_EMAIL),
	FIELD(partner_data, phone, "Phone", FIELD_OPTIONAL),
	FIELD(partner_data, currency, "Currency", FIELD_CURRENCY),
	FIELD(partner_data, contact_name, "Main contact", FIELD_SECRET,
	    .max = 400),
	FIELD(partner_data, contact_email, "Main contact's mail",
	    FIELD_EMAIL | FIELD_SECRET),
	FIELD(
	    partner_data, contact_phone, "Main contact's phone", FIELD_SECRET),
	FIELD(partner_data, technical_name, "Technical contact", FIELD_SECRET,
	    .max = 400),
	FIELD(partner_data, technical_email, "Technical contact's mail",
	    FIELD_EMAIL | FIELD_SECRET),
	FIELD(partner_data, employees, "Employees", FIELD_POSITIVE),
	FIELD(partner_data, partner_page, "Page about the vendor", FIELD_URL),
	FIELD(partner_data, description, "Description", FIELD_NOTE),
	FIELD(partner_data, parent, "Parent company", FIELD_OPTIONAL,
	    .help = "P-12"),
	FIELD(partner_data, tags, "Tags", FIELD_OPTIONAL,
	    .help = "with commas between"),
	FIELD(partner_data, visible, "In the public directory", FIELD_OPTIONAL),
	FIELD(partner_data, note, "Note", FIELD_NOTE),
};

const struct fields partner_fields = {
	.name = "partner",
	.list = data_fields,
	.n = ARRAY_LEN(data_fields),
	.size = sizeof(struct partner_data),
};
