/* query/customers.c - who buys from the vendor. */

#include "config.h"

#include "query/list.h"

/* No join, so that an engine can count by the small indexes. */
#define PARTNER                                                \
	"(SELECT coalesce(p.ref, 'P-' || p.id) FROM partner p" \
	" WHERE p.id = c.partner)"
#define PARTNER_NAME "(SELECT p.name FROM partner p WHERE p.id = c.partner)"
#define OF_PARTNER \
	"EXISTS (SELECT 1 FROM partner p WHERE p.id = c.partner AND %s)"

/* Those that were linked to it: won ones, and those of an import. */
#define LEADS(condition)                                          \
	"(SELECT count(*) FROM lead l WHERE l.customer_id = c.id" \
	" AND l.void = 0" condition ")"

/* The partner that this company also is. */
#define ALSO                                                          \
	"(SELECT 'P-' || a.id FROM partner a WHERE a.customer = c.id" \
	" AND a.void = 0 ORDER BY a.id LIMIT 1)"

static const struct column columns[] = {
	{ "id", "Id", "c.id", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_KEEP,
	    .key = 'i' },
	{ "ref", "Ref", "c.ref", .type = VALUE_TEXT, .width = 10,
	    .flags = COLUMN_EXPORT | COLUMN_EXACT,
	    .label = "Other system's id" },
	{ "name", "Customer", "c.name", .sort = "c.sort_name",
	    .type = VALUE_TEXT, .width = 22, .min = 12,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_KEEP |
		COLUMN_GROW | COLUMN_FOLDED,
	    .key = 'n', .label = "Name" },
	{ "country", "CC", "c.country", .type = VALUE_TEXT, .width = 2,
	    .drop = 3,
	    .flags =
		COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_COUNTRY,
	    .key = 'c', .label = "Country" },
	{ "state", "State", "c.state", .type = VALUE_TEXT, .width = 12,
	    .min = 4, .flags = COLUMN_EXPORT, .label = "State or province" },
	{ "city", "City", "c.city", .type = VALUE_TEXT, .width = 14, .min = 6,
	    .drop = 6, .flags = COLUMN_EXPORT | COLUMN_SHOWN },
	{ "website", "Web site", "c.website", .type = VALUE_TEXT, .width = 20,
	    .min = 8, .flags = COLUMN_EXPORT },
	{ "domain", "Domain", "c.domain", .type = VALUE_TEXT, .width = 18,
	    .min = 8, .drop = 5, .flags = COLUMN_EXPORT | COLUMN_SHOWN },
	{ "tax_id", "Tax id", "c.tax_id", .type = VALUE_TEXT, .width = 14,
	    .flags = COLUMN_EXPORT },
	{ "partner", "Partner", PARTNER, .type = VALUE_TEXT, .width = 8,
	    .min = 6, .drop = 2,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_FOLDED,
	    .match = "p.sort_name", .refers = "c.partner", .within = OF_PARTNER,
	    .letter = 'P', .label = "Incumbent partner" },
	{ "house", "House", "c.house", .type = VALUE_BOOL, .width = 5,
	    .drop = 1, .flags = COLUMN_EXPORT | COLUMN_SHOWN,
	    .label = "House account" },
	{ "note", "Note", "c.note", .type = VALUE_TEXT, .width = 24, .min = 8,
	    .flags = COLUMN_EXPORT },
	{ "partner_name", "Incumbent", PARTNER_NAME, .type = VALUE_TEXT,
	    .width = 18, .min = 8, .flags = COLUMN_FOLDED,
	    .match = "p.sort_name", .within = OF_PARTNER,
	    .label = "Incumbent's name" },
	{ "partner_on", "Since", "c.partner_on", .type = VALUE_DATE,
	    .width = 10, .flags = 0, .label = "Incumbent since" },
	{ "first_on", "First", "c.first_on", .type = VALUE_DATE, .width = 10,
	    .drop = 4, .flags = COLUMN_SHOWN, .label = "Bought first on" },
	{ "leads", "Leads", LEADS(""), .type = VALUE_INT, .width = 5, .drop = 7,
	    .flags = COLUMN_SHOWN | COLUMN_RIGHT,
	    .label = "Leads linked to it" },
	{ "won", "Won", LEADS(" AND l.stage = 'won'"), .type = VALUE_INT,
	    .width = 4, .flags = COLUMN_RIGHT, .label = "Of them won" },
	{ "also", "Also", ALSO, .type = VALUE_TEXT, .width = 7,
	    .flags = COLUMN_EXACT, .label = "Is the partner, too" },
	{ "batch", "Batch", "'B-' || c.batch", .type = VALUE_TEXT, .width = 6,
	    .flags = COLUMN_EXACT, .refers = "c.batch", .letter = 'B' },
	{ "version", "Version", "c.version", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_EXPORT | COLUMN_RIGHT },
	{ "created", "Created", "c.created_at", .type = VALUE_TIME, .width = 16,
	    .flags = COLUMN_SORT | COLUMN_EXPORT, .key = 'r' },
	{ "created_by", "Created by", "c.created_by", .type = VALUE_TEXT,
	    .width = 10, .flags = COLUMN_PERSON },
	{ "updated", "Updated", "c.updated_at", .type = VALUE_TIME, .width = 16,
	    .flags = COLUMN_SORT | COLUMN_EXPORT, .key = 'u' },
};

const struct list list_customers = {
	.name = "customers",
	.noun = "customer",
	.letter = 'U',
	.from = "customer c",
	.where = "c.void = 0",
	.id = "c.id",
	.search = "c.search",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.order = "name",
};
