/* query/messages.c - the outbox: letters that wait, went, or did not. */

#include "config.h"

#include "query/list.h"

#define STATES "waiting|sending|sent|deferred|failed|unknown|cancelled"

/* Nearly all rows may have one value; see query/applications.c. */
#define ANY(column) "coalesce(" column ", '')"

/* The other record by its id and letter, as lists name records. */
#define ABOUT                                                             \
	"CASE m.noun WHEN 'application' THEN 'A' WHEN 'partner' THEN 'P'" \
	" WHEN 'enrollment' THEN 'E' WHEN 'lead' THEN 'L'"                \
	" WHEN 'customer' THEN 'U' WHEN 'statement' THEN 'T' ELSE m.noun" \
	" END || '-' || m.record"

static const struct column columns[] = {
	{ "id", "Id", "m.id", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_KEEP,
	    .key = 'i', .label = "Id" },
	{ "to", "To", "m.to_address", .type = VALUE_TEXT, .width = 24,
	    .min = 12,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_KEEP | COLUMN_GROW },
	{ "to_name", "Name", "m.to_name", .type = VALUE_TEXT, .width = 18,
	    .min = 8, .flags = COLUMN_EXPORT, .label = "Recipient's name" },
	{ "subject", "Subject", "m.subject", .type = VALUE_TEXT, .width = 28,
	    .min = 10, .drop = 2,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_GROW },
	{ "about", "About", ABOUT, .type = VALUE_TEXT, .width = 6, .min = 5,
	    .drop = 3, .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_EXACT },
	{ "partner", "Partner", "'P-' || m.partner", .type = VALUE_TEXT,
	    .width = 7, .flags = COLUMN_EXPORT | COLUMN_EXACT },
	{ "letter", "Letter", "m.template", .type = VALUE_TEXT, .width = 16,
	    .min = 8, .flags = COLUMN_EXPORT | COLUMN_EXACT,
	    .label = "Template" },
	{ "status", "Status", "m.status", .type = VALUE_TEXT, .width = 9,
	    .min = 7, .drop = 1,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN,
	    .choices = STATES, .match = ANY("m.status"), .key = 's' },
	{ "due", "Due", "m.due_at", .type = VALUE_TIME, .width = 16, .drop = 4,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN, .key = 'd' },
	{ "tries", "Tries", "m.tries", .type = VALUE_INT, .width = 5, .drop = 5,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_RIGHT },
	{ "sent", "Sent", "m.sent_at", .type = VALUE_TIME, .width = 16,
	    .drop = 6, .flags = COLUMN_EXPORT },
	{ "error", "Answer", "m.error", .type = VALUE_TEXT, .width = 24,
	    .min = 8, .drop = 7, .flags = COLUMN_EXPORT,
	    .label = "What the server said" },
	{ "version", "Ver", "m.version", .type = VALUE_INT, .width = 4,
	    .flags = COLUMN_EXPORT | COLUMN_RIGHT, .label = "Version" },
	{ "created", "Written", "m.created_at", .type = VALUE_TIME, .width = 16,
	    .flags = COLUMN_SORT | COLUMN_EXPORT, .key = 'w' },
	{ "by", "By", "m.created_by", .type = VALUE_TEXT, .width = 8,
	    .flags = COLUMN_EXPORT | COLUMN_PERSON, .label = "Written by" },
	{ "updated", "Changed", "m.updated_at", .type = VALUE_TIME, .width = 16,
	    .flags = COLUMN_EXPORT },
};

/* What still wants something: time, or a person. */
static const struct filter_alias aliases[] = {
	{ "status", "open", "waiting|sending|deferred|failed|unknown" },
};

const struct list list_messages = {
	.name = "messages",
	.noun = "message",
	.letter = 'M',
	.from = "message m",
	.id = "m.id",
	.where = "m.void = 0",
	.words = "m.subject || ' ' || m.to_address || ' ' || m.to_name",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.order = "id",
	.descending = true,
	.aliases = aliases,
	.n_aliases = ARRAY_LEN(aliases),
};
