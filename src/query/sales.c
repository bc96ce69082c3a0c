/* query/sales.c - orders and invoice lines, and what refunds them. */

#include "config.h"

#include "query/list.h"

/* No join, so that an engine can count by the small indexes. */
#define PARTNER                                                \
	"(SELECT coalesce(p.ref, 'P-' || p.id) FROM partner p" \
	" WHERE p.id = s.partner)"
#define PARTNER_NAME "(SELECT p.name FROM partner p WHERE p.id = s.partner)"
#define OF_PARTNER \
	"EXISTS (SELECT 1 FROM partner p WHERE p.id = s.partner AND %s)"
#define LEAD                                                \
	"(SELECT coalesce(l.ref, 'L-' || l.id) FROM lead l" \
	" WHERE l.id = s.lead)"
#define CUSTOMER                                                \
	"(SELECT coalesce(u.ref, 'U-' || u.id) FROM customer u" \
	" WHERE u.id = s.customer)"
#define CUSTOMER_NAME "(SELECT u.name FROM customer u WHERE u.id = s.customer)"
#define OF_CUSTOMER \
	"EXISTS (SELECT 1 FROM customer u WHERE u.id = s.customer AND %s)"
#define REFUND_OF                                           \
	"(SELECT coalesce(r.ref, 'S-' || r.id) FROM sale r" \
	" WHERE r.id = s.refund_of)"

/* The last payment's day, once nothing is owed any more. */
#define PAID_ON                                                          \
	"CASE WHEN s.paid >= s.base - s.refunded THEN (SELECT"           \
	" max(y.paid_on) FROM payment y WHERE y.sale = s.id AND y.void " \
	"= 0) END"

#define STATUSES "unpaid|part|paid|refunded|refund"
#define STATUS                                                      \
	"CASE WHEN s.refund_of IS NOT NULL THEN 'refund'"           \
	" WHEN s.base > 0 AND s.refunded >= s.base THEN 'refunded'" \
	" WHEN s.paid >= s.base - s.refunded THEN 'paid'"           \
	" WHEN s.paid > 0 THEN 'part' ELSE 'unpaid' END"

static const struct column columns[] = {
	{ "id", "Sale", "s.id", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_KEEP,
	    .key = 'i', .label = "Id" },
	{ "ref", "Ref", "s.ref", .type = VALUE_TEXT, .width = 12, .min = 8,
	    .flags = COLUMN_EXPORT | COLUMN_EXACT,
	    .label = "Other system's id" },
	{ "partner", "Partner", PARTNER, .sort = "s.partner",
	    .type = VALUE_TEXT, .sort_type = VALUE_INT, .width = 8, .min = 6,
	    .drop = 5,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_FOLDED,
	    .match = "p.sort_name", .refers = "s.partner", .within = OF_PARTNER,
	    .letter = 'P', .key = 'p' },
	{ "lead", "Lead", LEAD, .type = VALUE_TEXT, .width = 8, .min = 6,
	    .flags = COLUMN_EXPORT | COLUMN_EXACT, .refers = "s.lead",
	    .letter = 'L' },
	{ "customer", "Customer", CUSTOMER, .type = VALUE_TEXT, .width = 8,
	    .min = 6, .flags = COLUMN_EXPORT | COLUMN_FOLDED,
	    .match = "u.sort_name", .refers = "s.customer",
	    .within = OF_CUSTOMER, .letter = 'U' },
	{ "product", "Product", "s.product", .type = VALUE_TEXT, .width = 20,
	    .min = 12, .drop = 7, .flags = COLUMN_EXPORT | COLUMN_SHOWN },
	{ "amount", "Amount", "s.base", .type = VALUE_MONEY,
	    .currency = "s.currency", .width = 12, .min = 11,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_RIGHT | COLUMN_KEEP,
	    .label = "Net amount" },
	{ "currency", "Cur", "s.currency", .type = VALUE_TEXT, .width = 3,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_EXACT | COLUMN_KEEP,
	    .label = "Currency" },
	{ "date", "Date", "s.sale_on", .type = VALUE_DATE, .width = 10,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN, .key = 'd' },
	{ "paid_on", "Paid on", PAID_ON, .type = VALUE_DATE, .width = 10,
	    .flags = COLUMN_EXPORT, .label = "Paid in full on" },
	{ "quantity", "Qty", "s.quantity", .type = VALUE_INT, .width = 5,
	    .flags = COLUMN_EXPORT | COLUMN_RIGHT, .label = "Quantity" },
	{ "kind", "Kind", "s.kind", .type = VALUE_TEXT, .width = 7,
	    .flags = COLUMN_EXPORT, .choices = "first|renewal",
	    .label = "First year or renewal, as told" },
	{ "invoice", "Invoice", "s.invoice", .type = VALUE_TEXT, .width = 12,
	    .min = 6, .flags = COLUMN_EXPORT },
	{ "refund_of", "Refund of", REFUND_OF, .type = VALUE_TEXT, .width = 9,
	    .flags = COLUMN_EXPORT | COLUMN_EXACT, .refers = "s.refund_of",
	    .letter = 'S' },
	{ "program", "Program", "s.program", .type = VALUE_TEXT, .width = 10,
	    .min = 6, .flags = COLUMN_EXPORT | COLUMN_EXACT },
	{ "split", "Split", "s.split", .type = VALUE_TEXT, .width = 16,
	    .min = 6, .flags = COLUMN_EXPORT },
	{ "customer_name", "Customer", CUSTOMER_NAME, .type = VALUE_TEXT,
	    .width = 22, .min = 18,
	    .flags = COLUMN_SHOWN | COLUMN_KEEP | COLUMN_GROW | COLUMN_FOLDED,
	    .match = "u.sort_name", .within = OF_CUSTOMER,
	    .label = "Customer's name" },
	{ "partner_name", "Partner's name", PARTNER_NAME, .type = VALUE_TEXT,
	    .width = 18, .min = 8, .flags = COLUMN_FOLDED,
	    .match = "p.sort_name", .within = OF_PARTNER },
	{ "paid", "Paid", "s.paid", .type = VALUE_MONEY,
	    .currency = "s.currency", .width = 12, .min = 10, .drop = 9,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_RIGHT,
	    .label = "Paid by the customer" },
	{ "refunded", "Refunded", "s.refunded", .type = VALUE_MONEY,
	    .currency = "s.currency", .width = 11, .min = 8,
	    .flags = COLUMN_EXPORT | COLUMN_RIGHT },
	{ "commission", "Commission", "s.commission", .type = VALUE_MONEY,
	    .currency = "s.currency", .width = 11, .min = 10, .drop = 2,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_RIGHT,
	    .label = "Commission, of all partners" },
	{ "rate", "Rate", "s.rate", .type = VALUE_TEXT, .width = 7, .min = 5,
	    .drop = 8,
	    .flags =
		COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_EXACT | COLUMN_RIGHT },
	{ "rule", "Rule", "s.rule", .type = VALUE_TEXT, .width = 14, .min = 6,
	    .flags = COLUMN_EXPORT | COLUMN_EXACT },
	{ "why_none", "Why none", "s.why_none", .type = VALUE_TEXT, .width = 24,
	    .min = 8, .flags = 0, .label = "Why it earns nothing" },
	{ "enrollment", "Enrollment", "'E-' || s.enrollment",
	    .type = VALUE_TEXT, .width = 7, .flags = COLUMN_EXACT,
	    .refers = "s.enrollment", .letter = 'E' },
	{ "level", "Level", "s.level", .type = VALUE_TEXT, .width = 8,
	    .flags = COLUMN_EXACT },
	{ "rate_on", "Rate of", "s.rate_on", .type = VALUE_DATE, .width = 10,
	    .flags = 0, .label = "Rate of the day" },
	{ "renewal", "Renewal", "s.renewal", .type = VALUE_BOOL, .width = 7,
	    .flags = 0, .label = "Counts as a renewal" },
	{ "status", "Status", STATUS, .type = VALUE_TEXT, .width = 8, .drop = 1,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN, .choices = STATUSES },
	{ "recorded_by", "Recorded by", "s.recorded_by", .type = VALUE_TEXT,
	    .width = 11, .min = 6, .flags = COLUMN_EXPORT | COLUMN_PERSON },
	{ "note", "Note", "s.note", .type = VALUE_TEXT, .width = 24, .min = 8,
	    .flags = 0 },
	{ "batch", "Batch", "'B-' || s.batch", .type = VALUE_TEXT, .width = 6,
	    .flags = COLUMN_EXACT, .refers = "s.batch", .letter = 'B' },
	{ "version", "Version", "s.version", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_EXPORT | COLUMN_RIGHT },
	{ "created", "Created", "s.created_at", .type = VALUE_TIME, .width = 16,
	    .flags = COLUMN_SORT | COLUMN_EXPORT, .key = 'r' },
	{ "updated", "Updated", "s.updated_at", .type = VALUE_TIME, .width = 16,
	    .flags = COLUMN_SORT | COLUMN_EXPORT, .key = 'u' },
};

/* What the customer still owes. */
static const struct filter_alias aliases[] = {
	{ "status", "open", "unpaid|part" },
};

const struct list list_sales = {
	.name = "sales",
	.noun = "sale",
	.letter = 'S',
	.from = "sale s",
	.where = "s.void = 0",
	.id = "s.id",
	.search = "s.search",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.order = "date",
	.descending = true,
	.aliases = aliases,
	.n_aliases = ARRAY_LEN(aliases),
};
