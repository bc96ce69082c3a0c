/* domain/partner_fields.c - what a partner and its operations ask. */

#include "config.h"

#include "domain/partner_operation.h"

#define STATES "prospective|onboarding|active|suspended|terminated|lapsed"
#define KINDS "main|technical|billing|other"

/* The parts that the form, the correction and the import share. */
#define ID_FIELD \
	FIELD(partner_data, id, "Other system's id", FIELD_OPTIONAL, .max = 200)

#define COMPANY_FIELDS                                                       \
	FIELD(partner_data, name, "Name", FIELD_REQUIRED, .max = 400),       \
	    FIELD(partner_data, country, "Country", FIELD_COUNTRY,           \
		.help = "code or English name"),                             \
	    FIELD(partner_data, state, "State or province", FIELD_OPTIONAL), \
	    FIELD(partner_data, city, "City", FIELD_OPTIONAL),               \
	    FIELD(partner_data, website, "Web site", FIELD_URL),             \
	    FIELD(partner_data, domain, "Domain", FIELD_OPTIONAL,            \
		.help = "the web site's when empty"),                        \
	    FIELD(partner_data, tax_id, "Tax id", FIELD_SECRET)

#define ENROLLMENT_FIELDS                                  \
	FIELD(partner_data, program, "Program", FIELD_ID,  \
	    .help = "id of a loaded program"),             \
	    FIELD(partner_data, level, "Level", FIELD_ID,  \
		.help = "the program's first when empty"), \
	    FIELD(partner_data, status, "Status", FIELD_ID, .choices = STATES)

#define SINCE_FIELD FIELD(partner_data, since, "Partner since", FIELD_OPTIONAL)

#define BUSINESS_FIELDS                                                     \
	FIELD(partner_data, coverage, "Coverage", FIELD_ID,                 \
	    .choices = "national|worldwide"),                               \
	    FIELD(partner_data, territory, "Territory", FIELD_OPTIONAL),    \
	    FIELD(partner_data, manager, "Partner manager", FIELD_OPTIONAL, \
		.help = "who looks after it"),                              \
	    FIELD(partner_data, email, "Mail", FIELD_EMAIL),                \
	    FIELD(partner_data, phone, "Phone", FIELD_OPTIONAL),            \
	    FIELD(partner_data, currency, "Currency", FIELD_CURRENCY)

#define CONTACT_FIELDS                                                       \
	FIELD(partner_data, contact_name, "Main contact", FIELD_SECRET,      \
	    .max = 400),                                                     \
	    FIELD(partner_data, contact_email, "Main contact's mail",        \
		FIELD_EMAIL | FIELD_SECRET),                                 \
	    FIELD(partner_data, contact_phone, "Main contact's phone",       \
		FIELD_SECRET),                                               \
	    FIELD(partner_data, technical_name, "Technical contact",         \
		FIELD_SECRET, .max = 400),                                   \
	    FIELD(partner_data, technical_email, "Technical contact's mail", \
		FIELD_EMAIL | FIELD_SECRET)

#define MORE_FIELDS                                                       \
	FIELD(partner_data, employees, "Employees", FIELD_POSITIVE),      \
	    FIELD(partner_data, partner_page, "Page about the vendor",    \
		FIELD_URL),                                               \
	    FIELD(partner_data, description, "Description", FIELD_NOTE),  \
	    FIELD(partner_data, parent, "Parent company", FIELD_OPTIONAL, \
		.help = "P-12")

#define TAGS_FIELD                                        \
	FIELD(partner_data, tags, "Tags", FIELD_OPTIONAL, \
	    .help = "with commas between")

#define NOTE_FIELD FIELD(partner_data, note, "Note", FIELD_NOTE)

#define DATA(table, title)                                               \
	{                                                                \
		.name = (title), .list = (table), .n = ARRAY_LEN(table), \
		.size = sizeof(struct partner_data)                      \
	}

static const struct field data_fields[] = {
	ID_FIELD,
	COMPANY_FIELDS,
	ENROLLMENT_FIELDS,
	SINCE_FIELD,
	BUSINESS_FIELDS,
	CONTACT_FIELDS,
	MORE_FIELDS,
	TAGS_FIELD,
	FIELD(partner_data, visible, "In the public directory", FIELD_OPTIONAL),
	NOTE_FIELD,
};

const struct fields partner_fields = DATA(data_fields, "partner");

static const struct field add_fields[] = {
	COMPANY_FIELDS,
	BUSINESS_FIELDS,
	CONTACT_FIELDS,
	MORE_FIELDS,
	TAGS_FIELD,
	NOTE_FIELD,
	ID_FIELD,
	FIELD(partner_data, duplicate, "Duplicate is meant", FIELD_OPTIONAL,
	    .help = "yes when it only looks like one that is here"),
};

const struct fields partner_add_fields = DATA(add_fields, "partner_add");

/* What has operations of its own is not in the form: contacts, tags. */
static const struct field edit_fields[] = {
	COMPANY_FIELDS,
	SINCE_FIELD,
	BUSINESS_FIELDS,
	MORE_FIELDS,
	NOTE_FIELD,
	ID_FIELD,
};

const struct fields partner_edit_fields = DATA(edit_fields, "partner_edit");

static const struct field note_fields[] = {
	FIELD(partner_name_params, note, "Note", FIELD_REQUIRED | FIELD_NOTE),
};

const struct fields partner_note_fields =
    FIELDS(partner_name_params, note_fields);

static const struct field activity_fields[] = {
	FIELD(partner_activity_params, kind, "Kind", FIELD_REQUIRED | FIELD_ID,
	    .choices = "call|mail|meeting"),
	FIELD(partner_activity_params, on, "On", FIELD_OPTIONAL,
	    .help = "today when empty"),
	FIELD(partner_activity_params, text, "What was said",
	    FIELD_REQUIRED | FIELD_NOTE),
};

const struct fields partner_activity_fields =
    FIELDS(partner_activity_params, activity_fields);

#define CONTACT_FIELD                                                     \
	FIELD(partner_contact_params, contact, "Contact", FIELD_REQUIRED, \
	    .max = 400, .help = "number, name or mail address")

static const struct field contact_fields[] = {
	FIELD(partner_contact_params, name, "Name",
	    FIELD_REQUIRED | FIELD_SECRET, .max = 400),
	FIELD(partner_contact_params, kind, "Kind", FIELD_ID, .choices = KINDS,
	    .help = "the first one is the main contact"),
	FIELD(
	    partner_contact_params, email, "Mail", FIELD_EMAIL | FIELD_SECRET),
	FIELD(partner_contact_params, phone, "Phone", FIELD_SECRET),
};

const struct fields partner_contact_fields =
    FIELDS(partner_contact_params, contact_fields);

static const struct field contact_edit_fields[] = {
	CONTACT_FIELD,
	FIELD(partner_contact_params, kind, "Kind", FIELD_ID, .choices = KINDS),
	FIELD(partner_contact_params, name, "Name", FIELD_SECRET, .max = 400),
	FIELD(partner_contact_params, email, "Mail", FIELD_SECRET,
	    .help = "- empties it"),
	FIELD(partner_contact_params, phone, "Phone", FIELD_SECRET,
	    .help = "- empties it"),
};

const struct fields partner_contact_edit_fields =
    FIELDS(partner_contact_params, contact_edit_fields);

static const struct field contact_name_fields[] = {
	CONTACT_FIELD,
};

const struct fields partner_contact_name_fields =
    FIELDS(partner_contact_params, contact_name_fields);

#define CERTIFICATE_FIELD                                             \
	FIELD(partner_certificate_params, certificate, "Certificate", \
	    FIELD_REQUIRED | FIELD_POSITIVE, .help = "its number")
#define ISSUED_FIELD(what)                                        \
	FIELD(partner_certificate_params, issued_on, "Issued on", \
	    FIELD_OPTIONAL, .help = (what))
#define EXPIRES_FIELD                                             \
	FIELD(partner_certificate_params, expires_on, "Last day", \
	    FIELD_OPTIONAL, .help = "empty when it does not expire")

static const struct field certificate_fields[] = {
	FIELD(partner_certificate_params, person, "Person",
	    FIELD_REQUIRED | FIELD_SECRET, .max = 400),
	FIELD(partner_certificate_params, name, "Certificate", FIELD_REQUIRED),
	ISSUED_FIELD("2026-01-31"),
	EXPIRES_FIELD,
};

const struct fields partner_certificate_fields =
    FIELDS(partner_certificate_params, certificate_fields);

static const struct field renew_fields[] = {
	CERTIFICATE_FIELD,
	ISSUED_FIELD("today when empty"),
	EXPIRES_FIELD,
};

const struct fields partner_certificate_renew_fields =
    FIELDS(partner_certificate_params, renew_fields);

static const struct field certificate_name_fields[] = {
	CERTIFICATE_FIELD,
};

const struct fields partner_certificate_name_fields =
    FIELDS(partner_certificate_params, certificate_name_fields);

static const struct field tag_fields[] = {
	FIELD(partner_name_params, tags, "Tags", FIELD_REQUIRED,
	    .help = "with commas between"),
};

const struct fields partner_tag_fields =
    FIELDS(partner_name_params, tag_fields);

static const struct field manager_fields[] = {
	FIELD(partner_name_params, person, "Partner manager", FIELD_OPTIONAL,
	    .help = "a user; empty for nobody"),
};

const struct fields partner_manager_fields =
    FIELDS(partner_name_params, manager_fields);

static const struct field parent_fields[] = {
	FIELD(partner_name_params, parent, "Parent company", FIELD_OPTIONAL,
	    .help = "P-12; empty for none"),
};

const struct fields partner_parent_fields =
    FIELDS(partner_name_params, parent_fields);

static const struct field customer_fields_of[] = {
	FIELD(partner_name_params, customer, "Customer", FIELD_REQUIRED,
	    .help = "U-12"),
};

const struct fields partner_customer_fields =
    FIELDS(partner_name_params, customer_fields_of);
