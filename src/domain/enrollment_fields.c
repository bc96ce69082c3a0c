/* domain/enrollment_fields.c - what the operations on enrollments ask. */

#include "config.h"

#include "domain/enrollment_operation.h"

static const struct field add_fields[] = {
	FIELD(enrollment_add_params, partner, "Partner", FIELD_REQUIRED,
	    .max = 200, .help = "P-12, or the other system's id"),
	FIELD(enrollment_add_params, program, "Program",
	    FIELD_REQUIRED | FIELD_ID, .help = "id of a loaded program"),
	FIELD(enrollment_add_params, level, "Level", FIELD_ID,
	    .help = "the program's first when empty"),
	FIELD(enrollment_add_params, reason, "Reason", FIELD_ID | FIELD_REASON,
	    .help = "why it needs no application"),
	FIELD(enrollment_add_params, note, "Note", FIELD_NOTE),
};

const struct fields enrollment_add_fields =
    FIELDS(enrollment_add_params, add_fields);

#define DOCUMENT                                                          \
	FIELD(enrollment_document_params, document, "Document", FIELD_ID, \
	    .help = "id of the program's document, or all")

static const struct field send_fields[] = {
	DOCUMENT,
	FIELD(enrollment_document_params, on, "Sent on", FIELD_OPTIONAL,
	    .help = "today when empty"),
};

const struct fields enrollment_send_fields =
    FIELDS(enrollment_document_params, send_fields);

static const struct field sign_fields[] = {
	DOCUMENT,
	FIELD(enrollment_document_params, on, "Signed on", FIELD_OPTIONAL,
	    .help = "today when empty"),
	FIELD(enrollment_document_params, by, "Signed by", FIELD_REQUIRED,
	    .help = "a person at the partner"),
	FIELD(enrollment_document_params, ref, "Where it is", FIELD_OPTIONAL,
	    .help = "a file, an address, a text"),
};

const struct fields enrollment_sign_fields =
    FIELDS(enrollment_document_params, sign_fields);

static const struct field requirement_fields[] = {
	FIELD(enrollment_requirement_params, requirement, "Requirement",
	    FIELD_REQUIRED | FIELD_ID,
	    .help = "id of the program's requirement"),
	FIELD(enrollment_requirement_params, state, "State",
	    FIELD_REQUIRED | FIELD_ID, .choices = "met|waived|open|lost"),
	FIELD(enrollment_requirement_params, evidence, "Evidence", FIELD_NOTE,
	    .help = "text or address"),
	FIELD(enrollment_requirement_params, reason, "Reason",
	    FIELD_ID | FIELD_REASON, .help = "when it is waived"),
	FIELD(enrollment_requirement_params, note, "Note", FIELD_NOTE),
	FIELD(enrollment_requirement_params, due, "Due on", FIELD_OPTIONAL,
	    .help = "to be met by; a fee's next day"),
	FIELD(enrollment_requirement_params, recheck, "Look again on",
	    FIELD_OPTIONAL, .help = "as the check says when empty"),
};

const struct fields enrollment_requirement_fields =
    FIELDS(enrollment_requirement_params, requirement_fields);

static const struct field activate_fields[] = {
	FIELD(enrollment_activate_params, on, "Active from", FIELD_OPTIONAL,
	    .help = "today when empty"),
	FIELD(enrollment_activate_params, note, "Note", FIELD_NOTE),
};

const struct fields enrollment_activate_fields =
    FIELDS(enrollment_activate_params, activate_fields);

static const struct field reinstate_fields[] = {
	FIELD(enrollment_activate_params, note, "Note", FIELD_NOTE),
};

const struct fields enrollment_reinstate_fields =
    FIELDS(enrollment_activate_params, reinstate_fields);

#define REASON                                            \
	FIELD(enrollment_reason_params, reason, "Reason", \
	    FIELD_REQUIRED | FIELD_ID | FIELD_REASON)
#define TEXTS                                                            \
	FIELD(enrollment_reason_params, outside, "Text for the partner", \
	    FIELD_NOTE, .help = "the reason's own text when empty"),     \
	    FIELD(enrollment_reason_params, inside, "Text for inside",   \
		FIELD_NOTE)

static const struct field reason_fields[] = {
	REASON,
	TEXTS,
};

const struct fields enrollment_reason_fields =
    FIELDS(enrollment_reason_params, reason_fields);

static const struct field notice_fields[] = {
	FIELD(enrollment_reason_params, by, "Given by",
	    FIELD_REQUIRED | FIELD_ID, .choices = "partner|vendor"),
	FIELD(enrollment_reason_params, on, "Received on", FIELD_OPTIONAL,
	    .help = "today when empty"),
	REASON,
	TEXTS,
};

const struct fields enrollment_notice_fields =
    FIELDS(enrollment_reason_params, notice_fields);

static const struct field note_fields[] = {
	FIELD(enrollment_reason_params, inside, "Note",
	    FIELD_REQUIRED | FIELD_NOTE),
};

const struct fields enrollment_note_fields =
    FIELDS(enrollment_reason_params, note_fields);

static const struct field level_fields[] = {
	FIELD(enrollment_level_params, level, "Level", FIELD_ID,
	    .help = "the proposed one when empty"),
	FIELD(enrollment_level_params, reason, "Reason",
	    FIELD_ID | FIELD_REASON, .help = "when it is another one"),
	FIELD(enrollment_level_params, note, "Note", FIELD_NOTE),
};

const struct fields enrollment_level_fields =
    FIELDS(enrollment_level_params, level_fields);

static const struct field move_fields[] = {
	FIELD(enrollment_move_params, to, "To version", FIELD_REQUIRED,
	    .help = "of the same program"),
	FIELD(enrollment_move_params, level, "Level there", FIELD_ID,
	    .help = "the one of the same id when empty"),
	FIELD(enrollment_move_params, preview, "Preview only", FIELD_OPTIONAL,
	    .help = "only say what would change"),
	FIELD(enrollment_move_params, note, "Note", FIELD_NOTE),
};

const struct fields enrollment_move_fields =
    FIELDS(enrollment_move_params, move_fields);

static const struct field benefit_fields[] = {
	FIELD(enrollment_benefit_params, benefit, "Benefit",
	    FIELD_REQUIRED | FIELD_ID, .help = "id of the program's benefit"),
	FIELD(enrollment_benefit_params, done, "Done", FIELD_OPTIONAL,
	    .help = "yes when empty"),
	FIELD(enrollment_benefit_params, note, "Note", FIELD_NOTE),
};

const struct fields enrollment_benefit_fields =
    FIELDS(enrollment_benefit_params, benefit_fields);
