/* domain/lead_operations.c - the rows of what leads allow. */

#include "config.h"

#include "domain/lead_fields.h"
#include "domain/lead_operation.h"

const struct operation lead_operations[] = {
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
};

const size_t n_lead_operations = ARRAY_LEN(lead_operations);
