/* query/batches.c - the imports. */

#include "config.h"

#include "query/list.h"

#define KINDS "applications|partners|leads|customers|sales|payments|rates"

static const struct column columns[] = {
	{ "id", "Id", "b.id", .type = VALUE_INT, .width = 6,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_KEEP,
	    .key = 'i' },
	{ "kind", "Kind", "b.kind", .type = VALUE_TEXT, .width = 12,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_KEEP,
	    .choices = KINDS },
	{ "file", "File", "b.file", .type = VALUE_TEXT, .width = 24, .min = 10,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_GROW },
	{ "map", "Map", "b.map", .type = VALUE_TEXT, .width = 20, .min = 8,
	    .flags = COLUMN_EXPORT },
	{ "imported", "New", "b.imported", .type = VALUE_INT, .width = 6,
	    .drop = 2, .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_RIGHT,
	    .label = "Imported" },
	{ "updated_rows", "Changed", "b.updated", .type = VALUE_INT, .width = 7,
	    .drop = 4, .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_RIGHT,
	    .label = "Updated" },
	{ "unchanged", "Same", "b.unchanged", .type = VALUE_INT, .width = 6,
	    .drop = 5, .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_RIGHT,
	    .label = "Unchanged" },
	{ "refused", "Refused", "b.refused", .type = VALUE_INT, .width = 7,
	    .drop = 3, .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_RIGHT },
	{ "skipped", "Skipped", "b.skipped", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_EXPORT | COLUMN_RIGHT },
	{ "status", "Status", "b.status", .type = VALUE_TEXT, .width = 6,
	    .drop = 1, .flags = COLUMN_EXPORT | COLUMN_SHOWN,
	    .choices = "done|undone" },
	{ "version", "Version", "b.version", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_EXPORT | COLUMN_RIGHT },
	{ "created", "Created", "b.created_at", .type = VALUE_TIME, .width = 16,
	    .drop = 6, .flags = COLUMN_EXPORT | COLUMN_SHOWN },
	{ "created_by", "By", "b.created_by", .type = VALUE_TEXT, .width = 8,
	    .drop = 7, .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_PERSON,
	    .label = "Created by" },
};

const struct list list_batches = {
	.name = "batches",
	.noun = "batch",
	.letter = 'B',
	.from = "batch b",
	.id = "b.id",
	.words = "(b.file || ' ' || b.map)",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.order = "id",
	.descending = true,
};
