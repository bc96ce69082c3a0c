/* query/payouts.c - batches of money to partners, one currency each. */

#include "config.h"

#include "query/list.h"
#include "query/money_sql.h"

/* The period that most of it is of: its statements say where that began. */
#define FROM                                                            \
	"coalesce((SELECT max(t.from_on) FROM payout_line n"            \
	" JOIN statement t ON t.id = n.statement WHERE n.payout = o.id" \
	" AND n.void = 0 AND t.to_on = o.to_on), o.to_on - 27)"
#define RETURNED                                                    \
	"(SELECT count(*) FROM payout_line n WHERE n.payout = o.id" \
	" AND n.void = 0 AND n.status = 'returned')"

static const struct column columns[] = {
	{ "id", "Id", "o.id", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_KEEP,
	    .key = 'i' },
	{ "period", "Period", SQL_PERIOD(FROM, "o.to_on"), .type = VALUE_TEXT,
	    .width = 9, .min = 7, .drop = 2,
	    .flags =
		COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_EXACT | COLUMN_GROW },
	{ "to", "To", "o.to_on", .type = VALUE_DATE, .width = 10,
	    .flags = COLUMN_SORT | COLUMN_EXPORT, .key = 't',
	    .label = "Period to" },
	{ "currency", "Cur", "o.currency", .type = VALUE_TEXT, .width = 3,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_EXACT | COLUMN_KEEP,
	    .label = "Currency" },
	{ "total", "Total", "o.total", .type = VALUE_MONEY,
	    .currency = "o.currency", .width = 14, .min = 12,
	    .flags =
		COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_RIGHT | COLUMN_KEEP },
	{ "partners", "Partners", "o.partners", .type = VALUE_INT, .width = 8,
	    .drop = 4, .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_RIGHT },
	{ "returned", "Returned", RETURNED, .type = VALUE_INT, .width = 8,
	    .flags = COLUMN_EXPORT | COLUMN_RIGHT,
	    .label = "Returned by the bank" },
	{ "status", "Status", "o.status", .type = VALUE_TEXT, .width = 9,
	    .drop = 1, .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN,
	    .choices = "proposed|approved|paid|cancelled",
	    .match = "coalesce(o.status, '')", .key = 's' },
	{ "created_by", "By", "o.created_by", .type = VALUE_TEXT, .width = 8,
	    .min = 6, .drop = 6,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_PERSON,
	    .label = "Proposed by" },
	{ "approved_by", "Approved by", "o.approved_by", .type = VALUE_TEXT,
	    .width = 11, .min = 6, .drop = 5,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_PERSON },
	{ "approved", "Approved", "o.approved_at", .type = VALUE_TIME,
	    .width = 16, .flags = COLUMN_EXPORT, .label = "Approved at" },
	{ "pay_on", "Pay on", "o.pay_on", .type = VALUE_DATE, .width = 10,
	    .drop = 3, .flags = COLUMN_EXPORT | COLUMN_SHOWN,
	    .label = "Asked for on" },
	{ "paid_on", "Paid on", "o.paid_on", .type = VALUE_DATE, .width = 10,
	    .drop = 7, .flags = COLUMN_EXPORT | COLUMN_SHOWN },
	{ "note", "Note", "o.note", .type = VALUE_TEXT, .width = 24, .min = 8,
	    .flags = COLUMN_EXPORT },
	{ "version", "Version", "o.version", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_EXPORT | COLUMN_RIGHT },
	{ "created", "Created", "o.created_at", .type = VALUE_TIME, .width = 16,
	    .flags = COLUMN_SORT | COLUMN_EXPORT, .key = 'r' },
	{ "updated", "Updated", "o.updated_at", .type = VALUE_TIME, .width = 16,
	    .flags = COLUMN_EXPORT },
};

/* Not at its end. */
static const struct filter_alias aliases[] = {
	{ "status", "open", "proposed|approved" },
};

const struct list list_payouts = {
	.name = "payouts",
	.noun = "payout",
	.letter = 'O',
	.from = "payout o",
	.where = "o.void = 0",
	.id = "o.id",
	.words = "o.currency || ' ' || o.note",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.order = "to",
	.descending = true,
	.aliases = aliases,
	.n_aliases = ARRAY_LEN(aliases),
};
