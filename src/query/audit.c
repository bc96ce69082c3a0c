/* query/audit.c - what was done, by whom. */

#include "config.h"

#include "query/list.h"

static const struct column columns[] = {
	{ "id", "No", "a.id", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_KEEP |
		COLUMN_RIGHT,
	    .key = 'i', .label = "Number" },
	{ "at", "At", "a.at", .type = VALUE_TIME, .width = 16, .drop = 1,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN, .label = "At" },
	{ "actor", "Who", "a.actor", .type = VALUE_TEXT, .width = 8, .drop = 2,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_PERSON,
	    .key = 'w' },
	{ "operation", "Operation", "a.operation", .type = VALUE_TEXT,
	    .width = 20, .min = 10, .drop = 3,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN },
	{ "kind", "Kind", "a.kind", .type = VALUE_TEXT, .width = 12,
	    .flags = COLUMN_EXPORT | COLUMN_EXACT },
	{ "record", "Record", "a.record", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_EXPORT | COLUMN_RIGHT },
	{ "summary", "What", "a.summary", .type = VALUE_TEXT, .width = 30,
	    .min = 10,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_KEEP | COLUMN_GROW,
	    .label = "Summary" },
	{ "undoes", "Undoes", "a.undoes", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_EXPORT | COLUMN_RIGHT },
	{ "undone", "Undone",
	    "EXISTS (SELECT 1 FROM audit u WHERE u.undoes = a.id)",
	    .type = VALUE_BOOL, .width = 6, .flags = COLUMN_EXPORT },
	{ "bulk", "Bulk", "a.bulk", .type = VALUE_TEXT, .width = 10,
	    .flags = COLUMN_HIDDEN | COLUMN_EXACT, .label = "Bulk" },
	{ "op_id", "Op", "a.op_id", .type = VALUE_TEXT, .width = 32,
	    .flags = COLUMN_HIDDEN | COLUMN_EXACT, .label = "Operation id" },
};

const struct list list_audit = {
	.name = "audit",
	.noun = "audit",
	.from = "audit a",
	.id = "a.id",
	.words = "a.summary",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.order = "id", /* as it happened */
	.descending = true,
};
