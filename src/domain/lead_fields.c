/* domain/lead_fields.c - what a lead and its operations ask. */

#include "config.h"

#include "domain/lead_fields.h"

#define PARTNER(help_)                                                   \
	FIELD(lead_data, partner, "Partner", FIELD_REQUIRED, .max = 200, \
	    .help = (help_))
#define CUSTOMER \
	FIELD(lead_data, customer, "Customer", FIELD_REQUIRED, .max = 400)
#define REST_OF_CUSTOMER                                             \
	FIELD(lead_data, domain, "Customer's domain", FIELD_URL),    \
	    FIELD(lead_data, tax_id, "Tax id", FIELD_SECRET),        \
	    FIELD(lead_data, contact_name, "Contact", FIELD_SECRET), \
	    FIELD(lead_data, contact_email, "Contact's mail",        \
		FIELD_EMAIL | FIELD_SECRET)
#define DEAL                                                               \
	FIELD(lead_data, product, "Product line", FIELD_OPTIONAL,          \
	    .help = "id of the program's product"),                        \
	    FIELD(lead_data, value, "Value", FIELD_POSITIVE),              \
	    FIELD(lead_data, currency, "Currency", FIELD_CURRENCY),        \
	    FIELD(lead_data, submitted_on, "Submitted on", FIELD_OPTIONAL, \
		.help = "today when empty"),                               \
	    FIELD(lead_data, expected_close, "Expected close", FIELD_OPTIONAL)
#define REST                                                                  \
	FIELD(lead_data, consent, "Consent to be contacted", FIELD_OPTIONAL), \
	    FIELD(lead_data, note, "Note", FIELD_NOTE),                       \
	    FIELD(lead_data, program, "Program", FIELD_ID,                    \
		.help = "when the partner has several"),                      \
	    FIELD(lead_data, split, "Split", FIELD_OPTIONAL,                  \
		.help = "P-1:600000,P-2:400000"),                             \
	    FIELD(                                                            \
		lead_data, owner, "Owner", FIELD_OPTIONAL, .help = "a user"), \
	    FIELD(lead_data, next_step, "Next step", FIELD_OPTIONAL),         \
	    FIELD(lead_data, next_on, "Next step on", FIELD_OPTIONAL)

static const struct field data_fields[] = {
	FIELD(lead_data, id, "Other system's id", FIELD_OPTIONAL, .max = 200),
	PARTNER("P-12, or the other system's id"),
	CUSTOMER,
	FIELD(lead_data, country, "Country", FIELD_COUNTRY,
	    .help = "code or English name"),
	REST_OF_CUSTOMER,
	DEAL,
	FIELD(lead_data, stage, "Stage", FIELD_ID,
	    .choices = "submitted|queued|accepted|qualified|proposal|won|lost|"
		       "declined|withdrawn|expired"),
	FIELD(lead_data, closed_on, "Closed on", FIELD_OPTIONAL),
	FIELD(lead_data, reason, "Reason", FIELD_ID),
	FIELD(lead_data, protected_until, "Protected until", FIELD_OPTIONAL),
	REST,
};

const struct fields lead_fields = {
	.name = "lead",
	.list = data_fields,
	.n = ARRAY_LEN(data_fields),
	.size = sizeof(struct lead_data),
};

/* Stage and windows are what operations make of it. */
static const struct field form_fields[] = {
	PARTNER("P-12"),
	CUSTOMER,
	FIELD(lead_data, country, "Country", FIELD_REQUIRED | FIELD_COUNTRY,
	    .help = "code or English name"),
	REST_OF_CUSTOMER,
	DEAL,
	REST,
};

const struct fields lead_form_fields = {
	.name = "lead",
	.list = form_fields,
	.n = ARRAY_LEN(form_fields),
	.size = sizeof(struct lead_data),
};

static const struct field decline_fields[] = {
	FIELD(lead_reason_params, reason, "Reason",
	    FIELD_REQUIRED | FIELD_ID | FIELD_REASON),
	FIELD(lead_reason_params, outside, "Text for the partner", FIELD_NOTE,
	    .help = "the reason's own text when empty"),
	FIELD(lead_reason_params, inside, "Text for inside", FIELD_NOTE),
};

const struct fields lead_decline_fields =
    FIELDS(lead_reason_params, decline_fields);

static const struct field lose_fields[] = {
	FIELD(lead_reason_params, reason, "Reason",
	    FIELD_REQUIRED | FIELD_ID | FIELD_REASON),
	FIELD(lead_reason_params, inside, "Text for inside", FIELD_NOTE),
};

const struct fields lead_lose_fields = FIELDS(lead_reason_params, lose_fields);

static const struct field withdraw_fields[] = {
	FIELD(lead_reason_params, inside, "Text for inside", FIELD_NOTE),
};

const struct fields lead_withdraw_fields =
    FIELDS(lead_reason_params, withdraw_fields);

static const struct field note_fields[] = {
	FIELD(lead_reason_params, inside, "Note", FIELD_REQUIRED | FIELD_NOTE),
};

const struct fields lead_note_fields = FIELDS(lead_reason_params, note_fields);

static const struct field advance_fields[] = {
	FIELD(lead_advance_params, to, "To", FIELD_ID,
	    .choices = "accepted|qualified|proposal|won",
	    .help = "the next stage when empty"),
	FIELD(lead_advance_params, note, "Note", FIELD_NOTE),
};

const struct fields lead_advance_fields =
    FIELDS(lead_advance_params, advance_fields);

#define WON                                                         \
	FIELD(lead_win_params, closed_on, "Won on", FIELD_OPTIONAL, \
	    .help = "today when empty"),                            \
	    FIELD(lead_win_params, value, "Value", FIELD_POSITIVE), \
	    FIELD(lead_win_params, currency, "Currency", FIELD_CURRENCY)

static const struct field win_fields[] = {
	WON,
	FIELD(lead_win_params, customer, "Existing customer", FIELD_OPTIONAL,
	    .help = "U-12: links that one, makes no new one"),
};

const struct fields lead_win_fields = FIELDS(lead_win_params, win_fields);

static const struct field correct_fields[] = {
	WON,
	FIELD(lead_win_params, reason, "Why", FIELD_REQUIRED | FIELD_NOTE),
};

const struct fields lead_correct_fields =
    FIELDS(lead_win_params, correct_fields);

static const struct field extend_fields[] = {
	FIELD(lead_extend_params, proof, "Proof", FIELD_REQUIRED | FIELD_NOTE,
	    .help = "what shows that the partner works on it"),
};

const struct fields lead_extend_fields =
    FIELDS(lead_extend_params, extend_fields);

static const struct field reopen_fields[] = {
	FIELD(lead_reopen_params, reason, "Why", FIELD_REQUIRED | FIELD_NOTE),
	FIELD(lead_reopen_params, to, "To", FIELD_ID,
	    .choices = "accepted|qualified|proposal",
	    .help = "accepted when empty"),
};

const struct fields lead_reopen_fields =
    FIELDS(lead_reopen_params, reopen_fields);

static const struct field activity_fields[] = {
	FIELD(lead_activity_params, kind, "Kind", FIELD_REQUIRED | FIELD_ID,
	    .choices = "call|mail|meeting"),
	FIELD(lead_activity_params, on, "On", FIELD_OPTIONAL,
	    .help = "today when empty"),
	FIELD(lead_activity_params, note, "Note", FIELD_NOTE),
};

const struct fields lead_activity_fields =
    FIELDS(lead_activity_params, activity_fields);

static const struct field next_fields[] = {
	FIELD(lead_next_params, step, "Next step", FIELD_OPTIONAL,
	    .help = "empty: none"),
	FIELD(lead_next_params, on, "On", FIELD_OPTIONAL,
	    .help = "2026-01-31, +7, fri"),
};

const struct fields lead_next_fields = FIELDS(lead_next_params, next_fields);

static const struct field owner_fields[] = {
	FIELD(lead_owner_params, person, "Owner", FIELD_OPTIONAL,
	    .help = "a user; empty for nobody"),
};

const struct fields lead_owner_fields = FIELDS(lead_owner_params, owner_fields);

static const struct field choose_fields[] = {
	FIELD(lead_choose_params, evidence, "The customer's written choice",
	    FIELD_REQUIRED | FIELD_NOTE, .help = "text or address"),
	FIELD(lead_choose_params, holder, "The holder becomes",
	    FIELD_REQUIRED | FIELD_ID, .choices = "queued|declined"),
	FIELD(lead_choose_params, reason, "Reason", FIELD_ID | FIELD_REASON,
	    .help = "when the holder is declined"),
	FIELD(lead_choose_params, inside, "Text for inside", FIELD_NOTE),
};

const struct fields lead_choose_fields =
    FIELDS(lead_choose_params, choose_fields);
