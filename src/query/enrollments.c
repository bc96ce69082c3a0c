/* query/enrollments.c - partners by program. */

#include "config.h"

#include "query/list.h"

#define STATUSES "prospective|onboarding|active|suspended|terminated|lapsed"

static const struct column columns[] = {
	{ "id", "Id", "e.id", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_KEEP,
	    .key = 'i' },
	{ "partner", "Partner", "coalesce(p.ref, 'P-' || p.id)",
	    .type = VALUE_TEXT, .width = 8,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_FOLDED,
	    .match = "p.sort_name", .refers = "e.partner", .letter = 'P',
	    .label = "Partner" },
	{ "name", "Name", "p.name", .type = VALUE_TEXT, .width = 22, .min = 12,
	    .flags = COLUMN_SHOWN | COLUMN_KEEP | COLUMN_GROW | COLUMN_FOLDED,
	    .match = "p.sort_name" },
	{ "country", "CC", "p.country", .type = VALUE_TEXT, .width = 2,
	    .drop = 3, .flags = COLUMN_SHOWN | COLUMN_COUNTRY,
	    .label = "Country" },
	{ "program", "Program", "e.program", .type = VALUE_TEXT, .width = 10,
	    .min = 6,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_EXACT,
	    .key = 'p' },
	{ "terms", "Terms", "v.label", .type = VALUE_TEXT, .width = 10,
	    .drop = 4, .flags = COLUMN_EXPORT | COLUMN_EXACT,
	    .label = "Terms of version" },
	{ "level", "Level", "e.level", .type = VALUE_TEXT, .width = 8,
	    .drop = 2, .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_EXACT },
	{ "entity", "Entity", "e.entity", .type = VALUE_TEXT, .width = 8,
	    .flags = COLUMN_EXPORT | COLUMN_EXACT },
	{ "status", "Status", "e.status", .type = VALUE_TEXT, .width = 11,
	    .drop = 1, .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN,
	    .choices = STATUSES, .key = 's' },
	{ "application", "Application", "'A-' || e.application",
	    .type = VALUE_TEXT, .width = 8,
	    .flags = COLUMN_EXPORT | COLUMN_EXACT, .refers = "e.application",
	    .letter = 'A' },
	{ "version", "Version", "e.version", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_EXPORT | COLUMN_RIGHT },
	{ "created", "Created", "e.created_at", .type = VALUE_TIME, .width = 16,
	    .drop = 5, .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN,
	    .key = 'r' },
	{ "created_by", "Created by", "e.created_by", .type = VALUE_TEXT,
	    .width = 10, .flags = COLUMN_PERSON },
	{ "updated", "Updated", "e.updated_at", .type = VALUE_TIME, .width = 16,
	    .flags = COLUMN_EXPORT },
};

const struct list list_enrollments = {
	.name = "enrollments",
	.noun = "enrollment",
	.letter = 'E',
	/* LEFT, so that no engine starts from the partners. */
	.from = "enrollment e LEFT JOIN partner p ON p.id = e.partner"
		" LEFT JOIN program_version v ON v.id = e.program_version",
	.where = "e.void = 0",
	.id = "e.id",
	.search = "p.search",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.order = "id",
};
