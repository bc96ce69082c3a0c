/* domain/commission_operations.c - what can be done with a commission. */

#include "config.h"

#include "domain/commission_row.h"

static const struct field reason_fields[] = {
	FIELD(commission_reason_params, reason, "Reason", FIELD_REQUIRED),
};

static const struct fields reason_params =
    FIELDS(commission_reason_params, reason_fields);

static const struct field note_fields[] = {
	FIELD(
	    commission_note_params, note, "Note", FIELD_REQUIRED | FIELD_NOTE),
};

static const struct fields note_params =
    FIELDS(commission_note_params, note_fields);

#define FOR_WHOM                                                            \
	FIELD(commission_adjust_params, partner, "Partner", FIELD_OPTIONAL, \
	    .help = "P-12 or the other system's id")

#define HOW_MUCH                                                               \
	FIELD(commission_adjust_params, amount, "Amount", FIELD_REQUIRED),     \
	    FIELD(commission_adjust_params, currency, "Currency",              \
		FIELD_CURRENCY),                                               \
	    FIELD(commission_adjust_params, reason, "Reason", FIELD_REQUIRED), \
	    FIELD(commission_adjust_params, on, "On", FIELD_OPTIONAL,          \
		.help = "today when empty"),                                   \
	    FIELD(commission_adjust_params, program, "Program", FIELD_ID,      \
		.help = "the partner's only one when empty"),                  \
	    FIELD(                                                             \
		commission_adjust_params, product, "Product line", FIELD_ID),  \
	    FIELD(commission_adjust_params, note, "Note", FIELD_NOTE)

static const struct field adjust_fields[] = {
	FIELD(commission_adjust_params, corrects, "Corrects", FIELD_OPTIONAL,
	    .help = "C-12: partner and currency are that one's"),
	FOR_WHOM,
	HOW_MUCH,
};

static const struct fields adjust_params =
    FIELDS(commission_adjust_params, adjust_fields);

static const struct field bonus_fields[] = { FOR_WHOM, HOW_MUCH };

static const struct fields bonus_params =
    FIELDS(commission_adjust_params, bonus_fields);

/* Some of it may be approved or held although not all is earned. */
#define ACCRUED STATE_BIT(COMMISSION_ACCRUED)
#define EARNED STATE_BIT(COMMISSION_EARNED)
#define HELD STATE_BIT(COMMISSION_HELD)
#define APPROVED STATE_BIT(COMMISSION_APPROVED)

const struct operation commission_operations[] = {
	{ "commission", "approve", "A", "Approve",
	    "approve what is earned; by somebody who did not record it",
	    RIGHT_FINANCE, NULL, ACCRUED | EARNED | HELD,
	    OPERATION_BULK | OPERATION_DECIDES, commission_approve, NULL,
	    REASONS },
	{ "commission", "unapprove", "", "Take approval back",
	    "back to earned, while it is on no statement", RIGHT_FINANCE,
	    &reason_params, ACCRUED | HELD | EARNED | APPROVED, OPERATION_BULK,
	    commission_unapprove, NULL, REASONS },
	{ "commission", "hold", "H", "Hold",
	    "keep what is earned from being paid, with a reason", RIGHT_FINANCE,
	    &reason_params, ACCRUED | EARNED | HELD | APPROVED,
	    OPERATION_BULK | OPERATION_DECIDES, commission_hold, NULL,
	    REASONS },
	{ "commission", "release", "R", "Release",
	    "end a hold; what was approved is approved again", RIGHT_FINANCE,
	    NULL, HELD, OPERATION_BULK | OPERATION_DECIDES, commission_release,
	    NULL, REASONS },
	{ "commission", "adjust", "a", "Adjust",
	    "add an amount, or take one back, with a reason", RIGHT_FINANCE,
	    &adjust_params, 0, OPERATION_MAKES, commission_adjustment, NULL,
	    REASONS },
	{ "commission", "bonus", "b", "Bonus",
	    "give a partner an amount that no sale brings", RIGHT_FINANCE,
	    &bonus_params, 0, OPERATION_MAKES, commission_bonus, NULL,
	    REASONS },
	{ "commission", "note", "e", "Note", "add a note for colleagues",
	    RIGHT_FINANCE, &note_params, 0, OPERATION_BULK, commission_note,
	    NULL, REASONS },
	{ "commission", "undo", "", "Undo",
	    "take back the last operation on it", RIGHT_FINANCE, NULL, 0,
	    OPERATION_FINAL | OPERATION_COMMAND, commission_undo, NULL,
	    REASONS },
};

const size_t n_commission_operations = ARRAY_LEN(commission_operations);

static bool note_body(
    struct commission_edit *e, struct call *call, struct err *err)
{
	const struct commission_note_params *p = call->params;

	call->ret_text = arena_fmt(e->arena, "%s has a new note.", e->label);
	return commission_remark(e, "note", p->note, err);
}

bool commission_note(struct session *s, struct call *call, struct err *err)
{
	return commission_do(s, call, "note", note_body, err);
}

bool commission_undo(struct session *s, struct call *call, struct err *err)
{
	return record_undo(s, call, "commission", err);
}
