/* query/partners.c - the directory of partners. */

#include "config.h"

#include "query/list.h"

#define STATUSES "prospective|onboarding|active|suspended|terminated|lapsed"

/* A partner may be in several programs; the newest enrollment is shown, and
 * filters look in all of them. */
#define NEWEST(column)                                                  \
	"(SELECT e." column " FROM enrollment e WHERE e.partner = p.id" \
	" AND e.void = 0 ORDER BY e.id DESC LIMIT 1)"
#define WITHIN                                                      \
	"EXISTS (SELECT 1 FROM enrollment e WHERE e.partner = p.id" \
	" AND e.void = 0 AND %s)"
#define CONTACT(column)                                              \
	"(SELECT c." column " FROM contact c WHERE c.partner = p.id" \
	" AND c.kind = 'main' AND c.void = 0)"

static const struct column columns[] = {
	{ "id", "Id", "p.id", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_KEEP,
	    .key = 'i' },
	{ "ref", "Ref", "p.ref", .type = VALUE_TEXT, .width = 10,
	    .flags = COLUMN_EXPORT | COLUMN_EXACT,
	    .label = "Other system's id" },
	{ "name", "Partner", "p.name", .sort = "p.sort_name",
	    .type = VALUE_TEXT, .width = 22, .min = 12,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_KEEP |
		COLUMN_GROW | COLUMN_FOLDED,
	    .key = 'n', .label = "Name" },
	{ "country", "CC", "p.country", .type = VALUE_TEXT, .width = 2,
	    .drop = 3,
	    .flags =
		COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_COUNTRY,
	    .key = 'c', .label = "Country" },
	{ "state", "State", "p.state", .type = VALUE_TEXT, .width = 12,
	    .min = 4, .flags = COLUMN_EXPORT, .label = "State or province" },
	{ "city", "City", "p.city", .type = VALUE_TEXT, .width = 14, .min = 6,
	    .flags = COLUMN_EXPORT },
	{ "website", "Web site", "p.website", .type = VALUE_TEXT, .width = 20,
	    .min = 8, .flags = COLUMN_EXPORT },
	{ "level", "Level", NEWEST("level"), .type = VALUE_TEXT, .width = 8,
	    .drop = 4, .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_EXACT,
	    .match = "e.level", .within = WITHIN },
	{ "program", "Program", NEWEST("program"), .type = VALUE_TEXT,
	    .width = 10, .drop = 2,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_EXACT,
	    .match = "e.program", .within = WITHIN },
	{ "contact_name", "Contact", CONTACT("name"), .type = VALUE_TEXT,
	    .width = 18, .min = 8, .flags = COLUMN_EXPORT,
	    .label = "Main contact" },
	{ "email", "Mail", "p.email", .type = VALUE_TEXT, .width = 24, .min = 8,
	    .flags = COLUMN_EXPORT },
	{ "phone", "Phone", "p.phone", .type = VALUE_TEXT, .width = 16,
	    .min = 8, .flags = COLUMN_EXPORT },
	{ "tax_id", "Tax id", "p.tax_id", .type = VALUE_TEXT, .width = 14,
	    .flags = COLUMN_EXPORT },
	{ "currency", "Cur", "p.currency", .type = VALUE_TEXT, .width = 3,
	    .flags = COLUMN_EXPORT | COLUMN_EXACT, .label = "Currency" },
	{ "coverage", "Coverage", "p.coverage", .type = VALUE_TEXT, .width = 14,
	    .min = 6, .flags = COLUMN_EXPORT },
	{ "manager", "Manager", "p.manager", .type = VALUE_TEXT, .width = 8,
	    .flags = COLUMN_EXPORT | COLUMN_PERSON },
	{ "visible", "Visible", "p.visible", .type = VALUE_BOOL, .width = 7,
	    .flags = COLUMN_EXPORT, .label = "In the public directory" },
	{ "note", "Note", "p.note", .type = VALUE_TEXT, .width = 24, .min = 8,
	    .flags = COLUMN_EXPORT },
	{ "status", "Status", "p.status", .type = VALUE_TEXT, .width = 11,
	    .min = 9, .drop = 1,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN,
	    .choices = STATUSES, .key = 's' },
	{ "domain", "Domain", "p.domain", .type = VALUE_TEXT, .width = 18,
	    .min = 8, .flags = 0 },
	{ "batch", "Batch", "'B-' || p.batch", .type = VALUE_TEXT, .width = 6,
	    .flags = COLUMN_EXACT, .refers = "p.batch", .letter = 'B' },
	{ "version", "Version", "p.version", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_EXPORT | COLUMN_RIGHT },
	{ "created", "Created", "p.created_at", .type = VALUE_TIME, .width = 16,
	    .flags = COLUMN_SORT | COLUMN_EXPORT, .key = 'r' },
	{ "created_by", "Created by", "p.created_by", .type = VALUE_TEXT,
	    .width = 10, .flags = COLUMN_PERSON },
	{ "updated", "Updated", "p.updated_at", .type = VALUE_TIME, .width = 16,
	    .flags = COLUMN_SORT | COLUMN_EXPORT, .key = 'u' },
};

const struct list list_partners = {
	.name = "partners",
	.noun = "partner",
	.letter = 'P',
	.from = "partner p",
	.where = "p.void = 0",
	.id = "p.id",
	.search = "p.search",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.order = "name",
};
