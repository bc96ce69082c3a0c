/* domain/payout_operations.c - what the operations of payouts ask. */

#include "config.h"

#include "domain/payout_row.h"

static const struct field run_fields[] = {
	FIELD(payout_run_params, period, "Period", FIELD_REQUIRED,
	    .help = "2026-Q3: all that is unpaid until its end"),
	FIELD(payout_run_params, pay_on, "Pay on", FIELD_OPTIONAL,
	    .help = "when the first is due, if empty"),
};
static const struct fields payout_run_fields =
    FIELDS(payout_run_params, run_fields);

static const struct field paid_fields[] = {
	FIELD(payout_paid_params, on, "Paid on", FIELD_OPTIONAL,
	    .help = "today if empty"),
};
static const struct fields payout_paid_fields =
    FIELDS(payout_paid_params, paid_fields);

static const struct field partner_fields[] = {
	FIELD(payout_partner_params, partner, "Partner", FIELD_REQUIRED,
	    .help = "P-12 or its id in the other system"),
	FIELD(payout_partner_params, reason, "Reason", FIELD_REQUIRED),
};
static const struct fields payout_partner_fields =
    FIELDS(payout_partner_params, partner_fields);

static const struct field reason_fields[] = {
	FIELD(payout_reason_params, reason, "Reason", FIELD_REQUIRED),
};
static const struct fields payout_reason_fields =
    FIELDS(payout_reason_params, reason_fields);

static const struct field note_fields[] = {
	FIELD(payout_note_params, note, "Note", FIELD_REQUIRED | FIELD_NOTE),
};
static const struct fields payout_note_fields =
    FIELDS(payout_note_params, note_fields);

static const struct field account_fields[] = {
	FIELD(payout_account_params, currency, "Currency",
	    FIELD_REQUIRED | FIELD_CURRENCY),
	FIELD(
	    payout_account_params, name, "Holder", FIELD_REQUIRED, .max = 140),
	FIELD(payout_account_params, iban, "IBAN", FIELD_REQUIRED),
	FIELD(payout_account_params, bic, "BIC", FIELD_OPTIONAL),
};
static const struct fields payout_account_fields =
    FIELDS(payout_account_params, account_fields);

#define OPEN (STATE_BIT(PAYOUT_PROPOSED) | STATE_BIT(PAYOUT_APPROVED))

const struct operation payout_operations[] = {
	{ "payout", "run", "a", "Run a payout",
	    "batch what is to pay, one payout for each currency", RIGHT_FINANCE,
	    &payout_run_fields, 0, OPERATION_MAKES, payout_run, NULL, REASONS },
	{ "payout", "approve", "A", "Approve", "let what another ran be paid",
	    RIGHT_FINANCE, NULL, OPEN, OPERATION_DECIDES, payout_approve, NULL,
	    REASONS },
	{ "payout", "drop", "R", "Drop a partner",
	    "take one out of it, who is to be paid later", RIGHT_FINANCE,
	    &payout_partner_fields, OPEN, OPERATION_DECIDES, payout_drop, NULL,
	    REASONS },
	{ "payout", "cancel", "C", "Cancel", "give all of it up", RIGHT_FINANCE,
	    &payout_reason_fields, OPEN, OPERATION_DECIDES, payout_cancel, NULL,
	    REASONS },
	{ "payout", "paid", "P", "Paid", "the bank has paid it", RIGHT_FINANCE,
	    &payout_paid_fields, STATE_BIT(PAYOUT_APPROVED), OPERATION_DECIDES,
	    payout_paid, NULL, REASONS },
	{ "payout", "return", "B", "Came back",
	    "the bank returned a partner's money; it is to pay again",
	    RIGHT_FINANCE, &payout_partner_fields, STATE_BIT(PAYOUT_PAID),
	    OPERATION_DECIDES, payout_return, NULL, REASONS },
	{ "payout", "note", "e", "Note", "add a note for colleagues",
	    RIGHT_FINANCE, &payout_note_fields, 0, OPERATION_BULK, payout_note,
	    NULL, REASONS },
	{ "payout", "account", "", "Account", "say where the vendor pays from",
	    RIGHT_FINANCE, &payout_account_fields, 0,
	    OPERATION_MAKES | OPERATION_COMMAND, payout_account, NULL,
	    REASONS },
	{ "payout", "undo", "", "Undo", "take back the last operation on it",
	    RIGHT_FINANCE, NULL, 0, OPERATION_FINAL | OPERATION_COMMAND,
	    payout_undo, NULL, REASONS },
};

const size_t n_payout_operations = ARRAY_LEN(payout_operations);
