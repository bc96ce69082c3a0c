/* domain/conflict_operations.c - what a conflict's operations ask. */

#include "config.h"

#include "domain/conflict_row.h"

static const struct field decide_fields[] = {
	FIELD(conflict_decide_params, verdict, "Verdict",
	    FIELD_REQUIRED | FIELD_ID,
	    .choices = "holder|challenger|different|split",
	    .help = "different: two customers; split: both earn"),
	FIELD(conflict_decide_params, reason, "Reason", FIELD_NOTE,
	    .help = "in your own words"),
	FIELD(conflict_decide_params, evidence, "Customer's choice", FIELD_NOTE,
	    .help = "written: its text or where it is; for the challenger"),
	FIELD(conflict_decide_params, split, "Split", FIELD_OPTIONAL,
	    .help = "P-1:600000,P-2:400000; halves when empty"),
};

const struct fields conflict_decide_fields =
    FIELDS(conflict_decide_params, decide_fields);

static const struct field raise_fields[] = {
	FIELD(conflict_raise_params, lead, "Lead", FIELD_REQUIRED,
	    .help = "L-12: the challenger"),
	FIELD(conflict_raise_params, other, "Against", FIELD_OPTIONAL,
	    .help = "L-3 or U-4; empty compares it with all"),
};

const struct fields conflict_raise_fields =
    FIELDS(conflict_raise_params, raise_fields);

static const struct field note_fields[] = {
	FIELD(conflict_note_params, note, "Note", FIELD_REQUIRED | FIELD_NOTE),
};

const struct fields conflict_note_fields =
    FIELDS(conflict_note_params, note_fields);

const struct operation conflict_operations[] = {
	{ "conflict", "decide", "D", "Decide",
	    "decide between the two claims, with a reason", RIGHT_PARTNER,
	    &conflict_decide_fields, STATE_BIT(CONFLICT_OPEN),
	    OPERATION_DECIDES, conflict_decide, NULL, REASONS },
	{ "conflict", "raise", "a", "Raise",
	    "see two claims as one, or compare a lead with all", RIGHT_PARTNER,
	    &conflict_raise_fields, 0, OPERATION_MAKES, conflict_raise, NULL,
	    REASONS },
	{ "conflict", "note", "e", "Note", "add a note for colleagues",
	    RIGHT_PARTNER, &conflict_note_fields, 0, OPERATION_BULK,
	    conflict_note, NULL, REASONS },
	{ "conflict", "undo", "", "Undo", "take back the last operation on it",
	    RIGHT_PARTNER, NULL, 0, OPERATION_FINAL | OPERATION_COMMAND,
	    conflict_undo, NULL, REASONS },
};

const size_t n_conflict_operations = ARRAY_LEN(conflict_operations);
