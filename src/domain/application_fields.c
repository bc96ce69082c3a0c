/* domain/application_fields.c - what an application and its operations ask. */

#include "config.h"

#include "domain/application_fields.h"

static const struct field data_fields[] = {
	FIELD(application_data, id, "Other system's id", FIELD_OPTIONAL,
	    .max = 200),
	FIELD(application_data, company, "Company", FIELD_REQUIRED, .max = 400),
	FIELD(application_data, country, "Country",
	    FIELD_REQUIRED | FIELD_COUNTRY, .help = "code or English name"),
	FIELD(application_data, state, "State or province", FIELD_OPTIONAL),
	FIELD(application_data, city, "City", FIELD_OPTIONAL),
	FIELD(application_data, website, "Web site", FIELD_URL),
	FIELD(application_data, program, "Program", FIELD_REQUIRED | FIELD_ID,
	    .help = "id of a loaded program"),
	FIELD(application_data, level, "Level", FIELD_ID,
	    .help = "the program's first when empty"),
	FIELD(application_data, contact_name, "Main contact", FIELD_SECRET),
	FIELD(application_data, contact_email, "Main contact's mail",
	    FIELD_EMAIL | FIELD_SECRET),
	FIELD(application_data, contact_phone, "Main contact's phone",
	    FIELD_SECRET),
	FIELD(application_data, technical_name, "Technical contact",
	    FIELD_SECRET),
	FIELD(application_data, technical_email, "Technical contact's mail",
	    FIELD_EMAIL | FIELD_SECRET),
	FIELD(application_data, registry_number, "Registry number",
	    FIELD_OPTIONAL),
	FIELD(application_data, tax_id, "Tax id", FIELD_SECRET),
	FIELD(application_data, founded, "Founded", FIELD_POSITIVE,
	    .help = "year"),
	FIELD(application_data, employees, "Employees", FIELD_POSITIVE),
	FIELD(application_data, certified_people, "Certified people",
	    FIELD_POSITIVE),
	FIELD(application_data, territories, "Territories", FIELD_OPTIONAL),
	FIELD(application_data, languages, "Languages", FIELD_OPTIONAL),
	FIELD(application_data, business_model, "Business model", FIELD_NOTE),
	FIELD(
	    application_data, partner_page, "Page about the vendor", FIELD_URL),
	FIELD(application_data, references, "References", FIELD_NOTE),
	FIELD(application_data, description, "Description", FIELD_NOTE),
	FIELD(application_data, expected_revenue, "Expected revenue",
	    FIELD_POSITIVE),
	FIELD(application_data, currency, "Currency", FIELD_CURRENCY),
	FIELD(application_data, submitted_on, "Submitted on", FIELD_OPTIONAL,
	    .help = "today when empty"),
	FIELD(application_data, consent, "Consent to be contacted",
	    FIELD_OPTIONAL),
	FIELD(application_data, note, "Note", FIELD_NOTE),
};

const struct fields application_fields = {
	.name = "application",
	.list = data_fields,
	.n = ARRAY_LEN(data_fields),
	.size = sizeof(struct application_data),
};

static const struct field check_fields[] = {
	FIELD(application_check_params, check, "Check",
	    FIELD_REQUIRED | FIELD_ID, .help = "id of the program's check"),
	FIELD(application_check_params, result, "Result",
	    FIELD_REQUIRED | FIELD_ID, .choices = "passed|failed|waived|open"),
	FIELD(application_check_params, evidence, "Evidence", FIELD_NOTE,
	    .help = "text or address"),
	FIELD(application_check_params, reason, "Reason",
	    FIELD_ID | FIELD_REASON, .help = "when it is waived"),
	FIELD(application_check_params, note, "Note", FIELD_NOTE),
};

const struct fields application_check_fields =
    FIELDS(application_check_params, check_fields);

static const struct field evidence_fields[] = {
	FIELD(application_check_params, check, "Check",
	    FIELD_REQUIRED | FIELD_ID, .help = "id of the program's check"),
	FIELD(application_check_params, evidence, "Evidence",
	    FIELD_REQUIRED | FIELD_NOTE, .help = "text or address"),
};

const struct fields application_evidence_fields =
    FIELDS(application_check_params, evidence_fields);

static const struct field score_fields[] = {
	FIELD(application_score_params, criterion, "Criterion",
	    FIELD_REQUIRED | FIELD_ID, .help = "id of the program's criterion"),
	FIELD(application_score_params, step, "Step", FIELD_POSITIVE,
	    .help = "0 to 4; empty takes the score back"),
	FIELD(application_score_params, note, "Note", FIELD_NOTE),
};

const struct fields application_score_fields =
    FIELDS(application_score_params, score_fields);

#define REASON_FIELD                                       \
	FIELD(application_reason_params, reason, "Reason", \
	    FIELD_REQUIRED | FIELD_ID | FIELD_REASON)
#define OUTSIDE_FIELD                                                       \
	FIELD(application_reason_params, outside, "Text for the applicant", \
	    FIELD_NOTE, .help = "the reason's own text when empty")
#define INSIDE_FIELD \
	FIELD(application_reason_params, inside, "Text for inside", FIELD_NOTE)

static const struct field decline_fields[] = {
	REASON_FIELD,
	OUTSIDE_FIELD,
	INSIDE_FIELD,
};

const struct fields application_decline_fields =
    FIELDS(application_reason_params, decline_fields);

static const struct field hold_fields[] = {
	REASON_FIELD,
	FIELD(application_reason_params, until, "Wake up on", FIELD_REQUIRED,
	    .help = "2026-01-31, +7, fri"),
	OUTSIDE_FIELD,
	INSIDE_FIELD,
};

const struct fields application_hold_fields =
    FIELDS(application_reason_params, hold_fields);

static const struct field request_fields[] = {
	REASON_FIELD,
	OUTSIDE_FIELD,
	INSIDE_FIELD,
	FIELD(application_reason_params, until, "Answer by", FIELD_OPTIONAL,
	    .help = "the program's information_days when empty"),
};

const struct fields application_request_fields =
    FIELDS(application_reason_params, request_fields);

static const struct field note_fields[] = {
	FIELD(application_reason_params, inside, "Note",
	    FIELD_REQUIRED | FIELD_NOTE),
};

const struct fields application_note_fields =
    FIELDS(application_reason_params, note_fields);

static const struct field answer_fields[] = {
	FIELD(
	    application_reason_params, inside, "What was answered", FIELD_NOTE),
};

const struct fields application_answer_fields =
    FIELDS(application_reason_params, answer_fields);

static const struct field approve_fields[] = {
	FIELD(application_approve_params, reason, "Override reason",
	    FIELD_ID | FIELD_REASON, .help = "when it goes against the score"),
	FIELD(application_approve_params, note, "Note", FIELD_NOTE,
	    .help = "why, when it goes against the score"),
	FIELD(application_approve_params, partner, "Existing partner",
	    FIELD_OPTIONAL, .help = "P-12: enrolls it, makes no new one"),
};

const struct fields application_approve_fields =
    FIELDS(application_approve_params, approve_fields);

static const struct field owner_fields[] = {
	FIELD(application_owner_params, person, "Owner", FIELD_OPTIONAL,
	    .help = "a user; empty for nobody"),
};

const struct fields application_owner_fields =
    FIELDS(application_owner_params, owner_fields);
