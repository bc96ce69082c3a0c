/* query/commissions.c - what partners get of sales, and where it stands. */

#include "config.h"

#include "query/list.h"
#include "query/money_sql.h"

/* No join, so that an engine can count by the small indexes. */
#define PARTNER                                                \
	"(SELECT coalesce(p.ref, 'P-' || p.id) FROM partner p" \
	" WHERE p.id = c.partner)"
#define PARTNER_NAME "(SELECT p.name FROM partner p WHERE p.id = c.partner)"
#define OF_PARTNER \
	"EXISTS (SELECT 1 FROM partner p WHERE p.id = c.partner AND %s)"
#define SALE                                                \
	"(SELECT coalesce(s.ref, 'S-' || s.id) FROM sale s" \
	" WHERE s.id = c.sale)"
#define OF_SALE(column) "(SELECT " column " FROM sale s WHERE s.id = c.sale)"
#define CUSTOMER                                            \
	"(SELECT coalesce(u.ref, 'U-' || u.id) FROM sale s" \
	" JOIN customer u ON u.id = s.customer WHERE s.id = c.sale)"
#define CUSTOMER_NAME                                \
	"(SELECT u.name FROM sale s JOIN customer u" \
	" ON u.id = s.customer WHERE s.id = c.sale)"
#define OF_CUSTOMER                                                         \
	"EXISTS (SELECT 1 FROM sale s JOIN customer u ON u.id = s.customer" \
	" WHERE s.id = c.sale AND %s)"

#define TRANCHES SQL_TRANCHES
#define HELD SQL_HELD
#define STANDS(state) SQL_STANDS(state)
#define OF_TRANCHE(condition) \
	"EXISTS (SELECT 1" TRANCHES " AND " condition " AND %s)"
#define BALANCE(condition) "(SELECT " SQL_SUM(condition) TRANCHES ")"
#define ACCRUED "c.amount - (SELECT coalesce(sum(t.amount), 0)" TRANCHES ")"

#define STATUSES "accrued|earned|held|approved|paid"

/* Several of them are rare: the least and the greatest name them. */
#define LEAST_AND_GREATEST(sql)                              \
	"min(" sql ") || CASE WHEN min(" sql ") <> max(" sql \
	") THEN ',' || max(" sql ") ELSE '' END"
#define HOLD "CASE WHEN t.state = 'held' THEN t.hold ELSE 'window' END"
#define HOLDS "(SELECT " LEAST_AND_GREATEST(HOLD) TRANCHES " AND " HELD ")"
#define HELD_UNTIL \
	"(SELECT max(t.release_on)" TRANCHES " AND t.release_on > today())"
#define APPROVERS                                               \
	"(SELECT " LEAST_AND_GREATEST("t.approved_by") TRANCHES \
	    " AND t.approved_by <> '')"
#define STATEMENTS                                                    \
	"(SELECT " LEAST_AND_GREATEST("'T-' || t.statement") TRANCHES \
	    " AND t.statement IS NOT NULL)"

/* Approving is allowed within the window, too. */
#define TO_APPROVE "EXISTS (SELECT 1" TRANCHES " AND t.state = 'earned')"

#define MONEY(name, title, sql, order, more)                       \
	{                                                          \
		name, title, sql,                                  \
		    .type = VALUE_MONEY, .currency = "c.currency", \
		    .width = 11, .min = 10, .drop = (order),       \
		    .flags = COLUMN_EXPORT | COLUMN_RIGHT | (more) \
	}

static const struct column columns[] = {
	{ "id", "Id", "c.id", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_KEEP,
	    .key = 'i' },
	{ "sale", "Sale", SALE, .type = VALUE_TEXT, .width = 8, .min = 6,
	    .drop = 9, .flags = COLUMN_EXPORT | COLUMN_EXACT,
	    .refers = "c.sale", .letter = 'S' },
	{ "partner", "Partner", PARTNER, .type = VALUE_TEXT, .width = 8,
	    .min = 6, .drop = 10,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_FOLDED,
	    .match = "p.sort_name", .refers = "c.partner", .within = OF_PARTNER,
	    .letter = 'P' },
	{ "partner_name", "Name", PARTNER_NAME, .type = VALUE_TEXT, .width = 22,
	    .min = 18,
	    .flags = COLUMN_SHOWN | COLUMN_KEEP | COLUMN_GROW | COLUMN_FOLDED,
	    .match = "p.sort_name", .within = OF_PARTNER,
	    .label = "Partner's name" },
	{ "customer", "Customer", CUSTOMER, .type = VALUE_TEXT, .width = 8,
	    .min = 6, .flags = COLUMN_EXPORT | COLUMN_FOLDED,
	    .match = "u.sort_name", .refers = "s.customer",
	    .within = OF_CUSTOMER, .letter = 'U' },
	{ "program", "Program", "c.program", .type = VALUE_TEXT, .width = 10,
	    .min = 6, .flags = COLUMN_EXPORT | COLUMN_EXACT },
	{ "product", "Product", "c.product", .type = VALUE_TEXT, .width = 20,
	    .min = 14, .drop = 16, .flags = COLUMN_EXPORT | COLUMN_SHOWN },
	{ "date", "Date", "c.on_date", .type = VALUE_DATE, .width = 10,
	    .drop = 3, .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN,
	    .key = 'd' },
	MONEY("base", "Base", "c.base", 7, 0),
	{ "currency", "Cur", "c.currency", .type = VALUE_TEXT, .width = 3,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_EXACT | COLUMN_KEEP,
	    .label = "Currency" },
	{ "rate", "Rate", OF_SALE("s.rate"), .type = VALUE_TEXT, .width = 7,
	    .min = 5, .drop = 9,
	    .flags =
		COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_EXACT | COLUMN_RIGHT },
	{ "rule", "Rule", OF_SALE("s.rule"), .type = VALUE_TEXT, .width = 12,
	    .min = 6, .flags = COLUMN_EXPORT | COLUMN_EXACT },
	{ "amount", "Amount", "c.amount", .type = VALUE_MONEY,
	    .currency = "c.currency", .width = 12, .min = 10,
	    .flags =
		COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_RIGHT | COLUMN_KEEP },
	MONEY("accrued", "Accrued", ACCRUED, 15, 0),
	MONEY("earned", "Earned", BALANCE(STANDS("earned")), 12, COLUMN_SHOWN),
	MONEY("held", "Held", BALANCE(HELD), 13, COLUMN_SHOWN),
	MONEY("approved", "Approved", BALANCE(STANDS("approved")), 11,
	    COLUMN_SHOWN),
	MONEY("paid", "Paid", BALANCE(STANDS("paid")), 14, 0),
	{ "status", "Status", SQL_COMMISSION_STATUS, .type = VALUE_TEXT,
	    .width = 8, .drop = 1, .flags = COLUMN_EXPORT | COLUMN_SHOWN,
	    .choices = STATUSES },
	{ "hold", "Hold", HOLDS, .type = VALUE_TEXT, .width = 9, .min = 6,
	    .flags = COLUMN_EXPORT, .choices = "window|hand|suspended|dispute",
	    .match = HOLD, .within = OF_TRANCHE(HELD), .label = "Held by" },
	{ "held_until", "Until", HELD_UNTIL, .type = VALUE_DATE, .width = 10,
	    .flags = COLUMN_EXPORT, .label = "Window until" },
	{ "kind", "Kind", "c.kind", .type = VALUE_TEXT, .width = 10, .min = 6,
	    .flags = COLUMN_EXPORT,
	    .choices = "sale|refund|step|adjustment|bonus" },
	{ "corrects", "Corrects", "'C-' || c.corrects", .type = VALUE_TEXT,
	    .width = 8, .flags = COLUMN_EXPORT | COLUMN_EXACT,
	    .refers = "c.corrects", .letter = 'C' },
	{ "share", "Share", "c.share", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_RIGHT, .label = "Share of the sale, millionths" },
	{ "customer_name", "Customer", CUSTOMER_NAME, .type = VALUE_TEXT,
	    .width = 18, .min = 8, .flags = COLUMN_FOLDED,
	    .match = "u.sort_name", .within = OF_CUSTOMER,
	    .label = "Customer's name" },
	{ "recorded_by", "Recorded by", "c.recorded_by", .type = VALUE_TEXT,
	    .width = 11, .min = 6, .flags = COLUMN_EXPORT | COLUMN_PERSON },
	{ "approved_by", "Approved by", APPROVERS, .type = VALUE_TEXT,
	    .width = 11, .min = 6, .flags = COLUMN_EXPORT | COLUMN_PERSON,
	    .match = "t.approved_by",
	    .within = OF_TRANCHE("t.approved_by <> ''") },
	{ "statement", "Statement", STATEMENTS, .type = VALUE_TEXT, .width = 9,
	    .flags = COLUMN_EXPORT | COLUMN_EXACT, .refers = "t.statement",
	    .within = OF_TRANCHE("t.statement IS NOT NULL"), .letter = 'T' },
	{ "sale_id", "Sale", "c.sale", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_HIDDEN, .label = "Number of the sale" },
	{ "to_approve", "To approve", TO_APPROVE, .type = VALUE_BOOL,
	    .width = 10, .flags = COLUMN_HIDDEN,
	    .label = "Some of it is to be approved" },
	{ "reason", "Reason", "c.reason", .type = VALUE_TEXT, .width = 14,
	    .min = 6, .flags = COLUMN_EXPORT | COLUMN_EXACT },
	{ "note", "Note", "c.note", .type = VALUE_TEXT, .width = 24, .min = 8,
	    .flags = COLUMN_EXPORT },
	{ "batch", "Batch", "'B-' || c.batch", .type = VALUE_TEXT, .width = 6,
	    .flags = COLUMN_EXACT, .refers = "c.batch", .letter = 'B' },
	{ "version", "Version", "c.version", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_EXPORT | COLUMN_RIGHT },
	{ "created", "Created", "c.created_at", .type = VALUE_TIME, .width = 16,
	    .flags = COLUMN_SORT | COLUMN_EXPORT, .key = 'r' },
	{ "updated", "Updated", "c.updated_at", .type = VALUE_TIME, .width = 16,
	    .flags = COLUMN_SORT | COLUMN_EXPORT, .key = 'u' },
};

/* What has not been paid out. */
static const struct filter_alias aliases[] = {
	{ "status", "open", "accrued|earned|held|approved" },
};

const struct list list_commissions = {
	.name = "commissions",
	.noun = "commission",
	.letter = 'C',
	.from = "commission c",
	.where = "c.void = 0",
	.id = "c.id",
	.search = "(SELECT p.search FROM partner p WHERE p.id = c.partner)"
		  " || ' ' || coalesce(" OF_SALE("s.search") ", '')",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.order = "date",
	.descending = true,
	.aliases = aliases,
	.n_aliases = ARRAY_LEN(aliases),
};
