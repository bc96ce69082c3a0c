/* domain/statement_operations.c - what the operations of statements ask. */

#include "config.h"

#include "domain/lifecycle.h"
#include "domain/statement_operation.h"

static const struct field close_fields[] = {
	FIELD(statement_close_params, period, "Period", FIELD_REQUIRED,
	    .help = "2026-Q3, 2026-07, 2026-H1; it must have ended"),
};

static const struct fields statement_close_fields =
    FIELDS(statement_close_params, close_fields);

static const struct field note_fields[] = {
	FIELD(statement_note_params, note, "Note", FIELD_REQUIRED | FIELD_NOTE),
};

static const struct fields statement_note_fields =
    FIELDS(statement_note_params, note_fields);

static const struct field dispute_fields[] = {
	FIELD(statement_reason_params, reason, "Reason", FIELD_REQUIRED),
};

static const struct fields statement_dispute_fields =
    FIELDS(statement_reason_params, dispute_fields);

const struct operation statement_operations[] = {
	{ "statement", "close", "a", "Close a period",
	    "make a period's statements and close its books", RIGHT_FINANCE,
	    &statement_close_fields, 0, OPERATION_MAKES, statement_close, NULL,
	    REASONS },
	{ "statement", "dispute", "D", "Dispute",
	    "the partner objects: its lines are held", RIGHT_FINANCE,
	    &statement_dispute_fields, STATE_BIT(STATEMENT_CLOSED),
	    OPERATION_DECIDES, statement_dispute, NULL, REASONS },
	{ "statement", "resolve", "R", "Resolve",
	    "a dispute is over: it is to pay again", RIGHT_FINANCE,
	    &statement_note_fields, STATE_BIT(STATEMENT_DISPUTED),
	    OPERATION_DECIDES, statement_resolve, NULL, REASONS },
	{ "statement", "send", "S", "Send",
	    "write to the partner what it comes to", RIGHT_FINANCE, NULL, 0,
	    OPERATION_BULK | OPERATION_DECIDES, statement_send, NULL, REASONS },
	{ "statement", "note", "e", "Note", "add a note for colleagues",
	    RIGHT_FINANCE, &statement_note_fields, 0, OPERATION_BULK,
	    statement_note, NULL, REASONS },
	{ "statement", "undo", "", "Undo", "take back the last operation on it",
	    RIGHT_FINANCE, NULL, 0, OPERATION_FINAL | OPERATION_COMMAND,
	    statement_undo, NULL, REASONS },
};

const size_t n_statement_operations = ARRAY_LEN(statement_operations);
