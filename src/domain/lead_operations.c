/* domain/lead_operations.c - the rows of what leads allow. */

#include "config.h"

#include "domain/lead_fields.h"
#include "domain/lead_operation.h"

#define SUBMITTED STATE_BIT(LEAD_SUBMITTED)
#define QUEUED STATE_BIT(LEAD_QUEUED)
#define WON STATE_BIT(LEAD_WON)
#define LOST (STATE_BIT(LEAD_LOST) | STATE_BIT(LEAD_EXPIRED))

/* The stages that have one before them. */
#define ADVANCED (STATE_BIT(LEAD_QUALIFIED) | STATE_BIT(LEAD_PROPOSAL))

const struct operation lead_operations[] = {
	{ "lead", "add", "a", "Register", "register a lead, with the form",
	    RIGHT_PARTNER, &lead_form_fields, 0, OPERATION_MAKES, lead_add,
	    NULL, REASONS },
	{ "lead", "edit", "", "Edit",
	    "correct what the lead says; the customer's keys follow",
	    RIGHT_PARTNER, &lead_form_fields, LEAD_OPEN, 0, lead_edit_operation,
	    lead_load, REASONS },
	{ "lead", "accept", "A", "Accept", "accept: its protection starts",
	    RIGHT_PARTNER, NULL, SUBMITTED, OPERATION_BULK | OPERATION_DECIDES,
	    lead_accept, NULL, REASONS },
	{ "lead", "decline", "D", "Decline", "decline, with a reason",
	    RIGHT_PARTNER, &lead_decline_fields, SUBMITTED | QUEUED,
	    OPERATION_BULK | OPERATION_DECIDES, lead_decline, NULL,
	    REASON_LEAD_DECLINE },
	{ "lead", "advance", ">", "Move on",
	    "to the next stage, or to the one that is said", RIGHT_PARTNER,
	    &lead_advance_fields, LEAD_WORKED, OPERATION_BULK, lead_advance,
	    NULL, REASONS },
	{ "lead", "back", "<", "Move back", "to the stage before",
	    RIGHT_PARTNER, NULL, ADVANCED, OPERATION_BULK, lead_back, NULL,
	    REASONS },
	{ "lead", "win", "W", "Won",
	    "won: makes or links the customer, fixes the rate's day",
	    RIGHT_PARTNER, &lead_win_fields, LEAD_WORKED, OPERATION_DECIDES,
	    lead_win, NULL, REASONS },
	{ "lead", "lose", "L", "Lost", "lost, with a reason", RIGHT_PARTNER,
	    &lead_lose_fields, LEAD_WORKED, OPERATION_BULK | OPERATION_DECIDES,
	    lead_lose, NULL, REASON_LEAD_LOST },
	{ "lead", "extend", "X", "Extend", "extend the protection, with proof",
	    RIGHT_PARTNER, &lead_extend_fields, LEAD_WORKED, OPERATION_DECIDES,
	    lead_extend, NULL, REASONS },
	{ "lead", "note", "e", "Note", "add a note for colleagues",
	    RIGHT_PARTNER, &lead_note_fields, 0, OPERATION_BULK, lead_note,
	    NULL, REASONS },
	{ "lead", "activity", "", "Activity",
	    "note a call, a mail or a meeting", RIGHT_PARTNER,
	    &lead_activity_fields, 0, 0, lead_activity, NULL, REASONS },
	{ "lead", "next", "", "Next step",
	    "say what is to be done next, and when", RIGHT_PARTNER,
	    &lead_next_fields, LEAD_OPEN, 0, lead_next, NULL, REASONS },
	{ "lead", "owner", "O", "Owner", "say who looks after it",
	    RIGHT_PARTNER, &lead_owner_fields, LEAD_OPEN,
	    OPERATION_BULK | OPERATION_DECIDES, lead_owner, NULL, REASONS },
	{ "lead", "choose", "", "The customer's choice",
	    "give it the customer, who chose so in writing", RIGHT_PARTNER,
	    &lead_choose_fields, QUEUED, OPERATION_DECIDES, lead_choose, NULL,
	    REASON_LEAD_DECLINE },
	{ "lead", "withdraw", "", "Withdraw", "the partner withdrew it",
	    RIGHT_PARTNER, &lead_withdraw_fields, LEAD_OPEN, OPERATION_BULK,
	    lead_withdraw, NULL, REASONS },
	{ "lead", "reopen", "R", "Open again",
	    "open one that was won, lost or expired", RIGHT_PARTNER,
	    &lead_reopen_fields, WON | LOST, OPERATION_DECIDES, lead_reopen,
	    NULL, REASONS },
	{ "lead", "correct", "", "Correct",
	    "correct value, currency or day of one that was won", RIGHT_PARTNER,
	    &lead_correct_fields, WON, 0, lead_correct, NULL, REASONS },
	{ "lead", "undo", "", "Undo", "take back the last operation on it",
	    RIGHT_PARTNER, NULL, 0, OPERATION_FINAL | OPERATION_COMMAND,
	    lead_undo, NULL, REASONS },
	{ "lead", "expire", "", "Expire",
	    "end a registration that is over; happens by itself", RIGHT_VIEW,
	    NULL, SUBMITTED | LEAD_WORKED, OPERATION_SWEEP | OPERATION_FINAL,
	    lead_expire, NULL, REASONS },
};

const size_t n_lead_operations = ARRAY_LEN(lead_operations);
