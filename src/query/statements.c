/* query/statements.c - what partners are told of a period, by currency. */

#include "config.h"

#include "query/list.h"
#include "query/money_sql.h"

/* No join, so that an engine can count by the small indexes. */
#define PARTNER                                                \
	"(SELECT coalesce(p.ref, 'P-' || p.id) FROM partner p" \
	" WHERE p.id = t.partner)"
#define PARTNER_NAME "(SELECT p.name FROM partner p WHERE p.id = t.partner)"
#define OF_PARTNER \
	"EXISTS (SELECT 1 FROM partner p WHERE p.id = t.partner AND %s)"
#define TRANCHES                                                   \
	"(SELECT count(*) FROM tranche r WHERE r.statement = t.id" \
	" AND r.void = 0)"
#define LINES " FROM payout_line o WHERE o.statement = t.id AND o.void = 0"
#define PAYOUT "(SELECT 'O-' || max(o.payout)" LINES ")"
#define OF_PAYOUT "EXISTS (SELECT 1" LINES " AND %s)"

#define MONEY(name, title, sql, order, more)                       \
	{                                                          \
		name, title, sql,                                  \
		    .type = VALUE_MONEY, .currency = "t.currency", \
		    .width = 12, .min = 10, .drop = (order),       \
		    .flags = COLUMN_EXPORT | COLUMN_RIGHT | (more) \
	}

static const struct column columns[] = {
	{ "id", "Id", "t.id", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_KEEP,
	    .key = 'i' },
	{ "partner", "Partner", PARTNER, .sort = "t.partner",
	    .type = VALUE_TEXT, .sort_type = VALUE_INT, .width = 8, .min = 6,
	    .drop = 6,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_FOLDED,
	    .match = "p.sort_name", .refers = "t.partner", .within = OF_PARTNER,
	    .letter = 'P', .key = 'p' },
	{ "partner_name", "Name", PARTNER_NAME, .type = VALUE_TEXT, .width = 22,
	    .min = 18,
	    .flags = COLUMN_SHOWN | COLUMN_KEEP | COLUMN_GROW | COLUMN_FOLDED,
	    .match = "p.sort_name", .within = OF_PARTNER,
	    .label = "Partner's name" },
	{ "period", "Period", SQL_PERIOD("t.from_on", "t.to_on"),
	    .type = VALUE_TEXT, .width = 8, .min = 7, .drop = 3,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_EXACT },
	{ "from", "From", "t.from_on", .type = VALUE_DATE, .width = 10,
	    .flags = COLUMN_EXPORT },
	{ "to", "To", "t.to_on", .type = VALUE_DATE, .width = 10,
	    .flags = COLUMN_SORT | COLUMN_EXPORT, .key = 't' },
	MONEY("opening", "Opening", "t.opening", 9, COLUMN_SHOWN),
	MONEY("earned", "Earned", "t.earned", 8, COLUMN_SHOWN),
	MONEY("withheld", "Withheld", "t.withheld", 10, 0),
	{ "payable", "Payable", "t.payable", .type = VALUE_MONEY,
	    .currency = "t.currency", .width = 12, .min = 10,
	    .flags =
		COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_RIGHT | COLUMN_KEEP },
	MONEY("carried", "Carried", "t.carried", 4, COLUMN_SHOWN),
	{ "currency", "Cur", "t.currency", .type = VALUE_TEXT, .width = 3,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_EXACT | COLUMN_KEEP,
	    .label = "Currency" },
	{ "status", "Status", "t.status", .type = VALUE_TEXT, .width = 8,
	    .drop = 1, .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN,
	    .choices = "closed|disputed|paid|carried",
	    .match = "coalesce(t.status, '')", .key = 's' },
	{ "dispute_until", "Dispute", "t.dispute_until", .type = VALUE_DATE,
	    .width = 10, .flags = COLUMN_EXPORT, .label = "Dispute until" },
	{ "pay_by", "Pay by", "t.pay_by", .type = VALUE_DATE, .width = 10,
	    .drop = 7, .flags = COLUMN_EXPORT | COLUMN_SHOWN },
	{ "lines", "Lines", TRANCHES, .type = VALUE_INT, .width = 5,
	    .flags = COLUMN_EXPORT | COLUMN_RIGHT },
	{ "payout", "Payout", PAYOUT, .type = VALUE_TEXT, .width = 6,
	    .flags = COLUMN_EXPORT | COLUMN_EXACT, .refers = "o.payout",
	    .within = OF_PAYOUT, .letter = 'O' },
	{ "why_carried", "Why", "t.why_carried", .type = VALUE_TEXT,
	    .width = 14, .min = 6, .flags = COLUMN_EXPORT,
	    .label = "Why it is carried" },
	{ "carried_to", "To", "'T-' || t.carried_to", .type = VALUE_TEXT,
	    .width = 7, .flags = COLUMN_EXPORT | COLUMN_EXACT,
	    .refers = "t.carried_to", .letter = 'T', .label = "Carried to" },
	{ "reason", "Reason", "t.reason", .type = VALUE_TEXT, .width = 18,
	    .min = 6, .flags = COLUMN_EXPORT, .label = "Reason of a dispute" },
	{ "created_by", "By", "t.created_by", .type = VALUE_TEXT, .width = 8,
	    .flags = COLUMN_PERSON, .label = "Closed by" },
	{ "version", "Version", "t.version", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_EXPORT | COLUMN_RIGHT },
	{ "created", "Created", "t.created_at", .type = VALUE_TIME, .width = 16,
	    .flags = COLUMN_SORT | COLUMN_EXPORT, .key = 'r' },
	{ "updated", "Updated", "t.updated_at", .type = VALUE_TIME, .width = 16,
	    .flags = COLUMN_SORT | COLUMN_EXPORT, .key = 'u' },
};

/* Neither paid nor carried on. */
static const struct filter_alias aliases[] = {
	{ "status", "open", "closed|disputed" },
};

const struct list list_statements = {
	.name = "statements",
	.noun = "statement",
	.letter = 'T',
	.from = "statement t",
	.where = "t.void = 0",
	.id = "t.id",
	.search = "(SELECT p.search FROM partner p WHERE p.id = t.partner)",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.order = "to",
	.descending = true,
	.aliases = aliases,
	.n_aliases = ARRAY_LEN(aliases),
};
