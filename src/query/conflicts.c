/* query/conflicts.c - claims that meet, for a person to decide. */

#include "config.h"

#include "query/list.h"

#define WHYS "domain|tax|name|similar|house|customer|incumbent"

#define OPEN " IN ('submitted', 'queued', 'accepted', 'qualified', 'proposal')"

/* One that nobody decided and whose one side is gone is moot: nothing is
 * left to decide, and nothing is held up by it. */
#define STATUS                                                           \
	"CASE WHEN k.status = 'decided' THEN 'decided'"                  \
	" WHEN l.void = 1 OR NOT l.stage" OPEN " THEN 'moot'"            \
	" WHEN o.id IS NOT NULL AND (o.void = 1 OR NOT o.stage" OPEN ")" \
	" THEN 'moot' WHEN u.void = 1 THEN 'moot' ELSE 'open' END"

static const struct column columns[] = {
	{ "id", "Id", "k.id", .type = VALUE_INT, .width = 6,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_KEEP,
	    .key = 'i' },
	{ "lead", "Lead", "coalesce(l.ref, 'L-' || l.id)", .type = VALUE_TEXT,
	    .width = 7, .drop = 6, .flags = COLUMN_EXPORT | COLUMN_EXACT,
	    .refers = "k.lead", .letter = 'L', .label = "Challenger" },
	{ "customer", "Challenger", "l.customer", .type = VALUE_TEXT,
	    .width = 18, .min = 10,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_KEEP | COLUMN_GROW |
		COLUMN_FOLDED,
	    .match = "l.sort_name",
	    .label = "Customer, as the challenger says" },
	{ "partner", "of", "coalesce(p.ref, 'P-' || p.id)", .type = VALUE_TEXT,
	    .width = 8, .flags = COLUMN_EXPORT | COLUMN_EXACT,
	    .refers = "l.partner", .letter = 'P',
	    .label = "Challenger's partner" },
	{ "partner_name", "of", "p.name", .type = VALUE_TEXT, .width = 14,
	    .min = 8, .drop = 3, .flags = COLUMN_SHOWN | COLUMN_FOLDED,
	    .match = "p.sort_name", .label = "Challenger's partner's name" },
	{ "other", "Holder's", "coalesce('L-' || o.id, 'U-' || u.id)",
	    .type = VALUE_TEXT, .width = 7, .drop = 7,
	    .flags = COLUMN_EXPORT | COLUMN_EXACT,
	    .label = "Holder's lead, or customer" },
	{ "other_customer", "Holder", "coalesce(o.customer, u.name)",
	    .type = VALUE_TEXT, .width = 18, .min = 10,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_KEEP | COLUMN_FOLDED,
	    .match = "coalesce(o.sort_name, u.sort_name)",
	    .label = "Customer, as the holder says" },
	{ "other_partner", "of", "coalesce(q.ref, 'P-' || q.id)",
	    .type = VALUE_TEXT, .width = 8,
	    .flags = COLUMN_EXPORT | COLUMN_EXACT, .refers = "q.id",
	    .letter = 'P', .label = "Holder's partner" },
	{ "other_partner_name", "of", "q.name", .type = VALUE_TEXT, .width = 14,
	    .min = 8, .drop = 4, .flags = COLUMN_SHOWN | COLUMN_FOLDED,
	    .match = "q.sort_name", .label = "Holder's partner's name" },
	{ "why", "Why", "k.why", .type = VALUE_TEXT, .width = 9, .min = 7,
	    .drop = 1, .flags = COLUMN_EXPORT | COLUMN_SHOWN, .choices = WHYS },
	{ "similarity", "Alike", "k.similarity / 10000", .type = VALUE_INT,
	    .width = 5, .drop = 2,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_RIGHT,
	    .label = "Alike, percent" },
	{ "status", "Status", STATUS, .type = VALUE_TEXT, .width = 7,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN,
	    .choices = "open|decided|moot" },
	{ "age", "Age", "k.created_at / 86400", .type = VALUE_DATE, .width = 4,
	    .drop = 5, .flags = COLUMN_SHOWN | COLUMN_RIGHT | COLUMN_AGE },
	{ "verdict", "Verdict", "k.verdict", .type = VALUE_TEXT, .width = 10,
	    .flags = COLUMN_EXPORT,
	    .choices = "holder|challenger|different|split" },
	{ "reason", "Reason", "k.reason", .type = VALUE_TEXT, .width = 24,
	    .min = 8, .flags = COLUMN_EXPORT },
	{ "evidence", "Evidence", "k.evidence", .type = VALUE_TEXT, .width = 24,
	    .min = 8, .flags = COLUMN_EXPORT,
	    .label = "Customer's written choice" },
	{ "decided_at", "Decided", "k.decided_at", .type = VALUE_TIME,
	    .width = 16, .flags = COLUMN_EXPORT, .label = "Decided at" },
	{ "decided_by", "By", "k.decided_by", .type = VALUE_TEXT, .width = 8,
	    .flags = COLUMN_EXPORT | COLUMN_PERSON, .label = "Decided by" },
	{ "version", "Version", "k.version", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_EXPORT | COLUMN_RIGHT },
	{ "created", "Created", "k.created_at", .type = VALUE_TIME, .width = 16,
	    .flags = COLUMN_SORT | COLUMN_EXPORT, .key = 'r' },
	{ "created_by", "Created by", "k.created_by", .type = VALUE_TEXT,
	    .width = 10, .flags = COLUMN_PERSON },
	{ "updated", "Updated", "k.updated_at", .type = VALUE_TIME, .width = 16,
	    .flags = COLUMN_EXPORT },
};

/* The holder's partner is a lead's, or whose customer it is. */
const struct list list_conflicts = {
	.name = "conflicts",
	.noun = "conflict",
	.letter = 'K',
	.from = "conflict k JOIN lead l ON l.id = k.lead"
		" JOIN partner p ON p.id = l.partner"
		" LEFT JOIN lead o ON o.id = k.other"
		" LEFT JOIN customer u ON u.id = k.customer"
		" LEFT JOIN partner q ON q.id = coalesce(o.partner, u.partner)",
	.where = "k.void = 0",
	.id = "k.id",
	.search = "l.sort_name || ' ' || coalesce(o.sort_name, u.sort_name)",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.order = "created",
};
