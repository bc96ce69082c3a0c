/* query/users.c - who may do what. */

#include "config.h"

#include "query/list.h"

#define HAS(role)                                                   \
	"EXISTS (SELECT 1 FROM person_role r WHERE r.person = u.id" \
	" AND r.role = '" role "')"

static const struct column columns[] = {
	{ "id", "Id", "u.id", .type = VALUE_INT, .width = 5,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_RIGHT, .key = 'i' },
	{ "name", "Name", "u.name", .type = VALUE_TEXT, .width = 16, .min = 8,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_KEEP |
		COLUMN_GROW | COLUMN_PERSON,
	    .key = 'n' },
	{ "viewer", "Viewer", HAS("viewer"), .type = VALUE_BOOL, .width = 6,
	    .drop = 2, .flags = COLUMN_EXPORT | COLUMN_SHOWN },
	{ "reviewer", "Reviewer", HAS("reviewer"), .type = VALUE_BOOL,
	    .width = 8, .drop = 2, .flags = COLUMN_EXPORT | COLUMN_SHOWN },
	{ "partner_manager", "Partners", HAS("partner_manager"),
	    .type = VALUE_BOOL, .width = 8, .drop = 2,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN, .label = "Partner manager" },
	{ "finance", "Finance", HAS("finance"), .type = VALUE_BOOL, .width = 7,
	    .drop = 2, .flags = COLUMN_EXPORT | COLUMN_SHOWN },
	{ "administrator", "Admin", HAS("administrator"), .type = VALUE_BOOL,
	    .width = 5, .drop = 2, .flags = COLUMN_EXPORT | COLUMN_SHOWN,
	    .label = "Administrator" },
	{ "status", "Status", "u.status", .type = VALUE_TEXT, .width = 8,
	    .drop = 1, .flags = COLUMN_EXPORT | COLUMN_SHOWN,
	    .choices = "active|disabled" },
	{ "version", "Version", "u.version", .type = VALUE_INT, .width = 7,
	    .flags = COLUMN_EXPORT | COLUMN_RIGHT },
	{ "created", "Created", "u.created_at", .type = VALUE_TIME, .width = 16,
	    .flags = COLUMN_EXPORT },
};

const struct list list_users = {
	.name = "users",
	.noun = "user",
	.from = "person u",
	.id = "u.id",
	.words = "u.name",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
	.order = "name",
};
