/* query/partners.c - the directory of partners. */

#include "config.h"

#include "query/list.h"

#define STATUSES "prospective|onboarding|active|suspended|terminated|lapsed"

/* A partner may be in several programs; the newest active enrollment is
 * shown, else the newest, and filters look in all of them. A plus keeps an
 * engine from walking through the enrollments of all other partners. */
#define NEWEST(column)                                             \
	"coalesce((SELECT e." column                               \
	" FROM enrollment e WHERE e.partner = p.id AND e.void = 0" \
	" AND +e.status = 'active' ORDER BY e.id DESC LIMIT 1),"   \
	" (SELECT e." column                                       \
	" FROM enrollment e WHERE e.partner = p.id AND e.void = 0" \
	" ORDER BY e.id DESC LIMIT 1))"
#define WITHIN                                                      \
	"EXISTS (SELECT 1 FROM enrollment e WHERE e.partner = p.id" \
	" AND e.void = 0 AND %s)"
#define WITHIN_DATED(column)                                        \
	"EXISTS (SELECT 1 FROM enrollment e WHERE e.partner = p.id" \
	" AND e.void = 0 AND e." column " IS NOT NULL AND %s)"
#define CONTACT(kind, column)                                        \
	"(SELECT c." column " FROM contact c WHERE c.partner = p.id" \
	" AND c.kind = '" kind "' AND c.void = 0 ORDER BY c.id LIMIT 1)"

/* The nearest day on which one of its running enrollments needs somebody. */
#define DUE                                                           \
	"(SELECT min(e.due) FROM enrollment e WHERE e.partner = p.id" \
	" AND e.void = 0 AND e.status NOT IN ('terminated', 'lapsed'))"

#define TAGS                                                  \
	"(SELECT group_concat(t.tag, ', ') FROM (SELECT tag"  \
	" FROM partner_tag WHERE partner = p.id AND void = 0" \
	" ORDER BY tag) t)"
#define WITHIN_TAGS                                                  \
	"EXISTS (SELECT 1 FROM partner_tag t WHERE t.partner = p.id" \
	" AND t.void = 0 AND %s)"

#define COUNT(column)                                              \
	"coalesce((SELECT n." column " FROM partner_count n WHERE" \
	" n.partner = p.id), 0)"

/* Another partner of that domain, tax number, or name in that country; each
 * by its own index. A country that is not known matches any. */
#define SAME_DOMAIN "d.domain = p.domain AND d.domain <> ''"
#define SAME_TAX "d.tax_key = p.tax_key AND d.tax_key <> ''"
#define SAME_NAME                                            \
	"d.name_key = p.name_key AND (d.country = p.country" \
	" OR d.country = 'ZZ' OR p.country = 'ZZ')"
#define TWIN "SELECT d.id FROM partner d WHERE d.void = 0 AND d.id <> p.id AND "
#define DUPLICATE                                                  \
	"(EXISTS (" TWIN SAME_DOMAIN ") OR EXISTS (" TWIN SAME_TAX \
	") OR EXISTS (" TWIN SAME_NAME "))"

/* Which ones they are, each once. */
#define TWINS                                                           \
	"(SELECT group_concat('P-' || id, ' ') FROM (" TWIN SAME_DOMAIN \
	" UNION ALL " TWIN SAME_TAX " AND NOT (" SAME_DOMAIN ")"        \
	" UNION ALL " TWIN SAME_NAME " AND NOT (" SAME_DOMAIN ")"       \
	" AND NOT (" SAME_TAX ")))"

#define CERTIFICATES                                                     \
	"(SELECT count(*) FROM certificate c WHERE c.partner = p.id AND" \
	" c.void = 0)"
#define CERTIFIED_UNTIL                                                \
	"(SELECT min(c.expires_on) FROM certificate c WHERE c.partner" \
	" = p.id AND c.void = 0)"
#define WITHIN_CERTIFICATES                                          \
	"EXISTS (SELECT 1 FROM certificate c WHERE c.partner = p.id" \
	" AND c.void = 0 AND c.expires_on IS NOT NULL AND %s)"

#define PARENT                                                 \
	"(SELECT coalesce(q.ref, 'P-' || q.id) FROM partner q" \
	" WHERE q.id = p.parent)"
#define OF_PARENT \
	"EXISTS (SELECT 1 FROM partner q WHERE q.id = p.parent AND %s)"
#define CUSTOMER                                                \
	"(SELECT coalesce(u.ref, 'U-' || u.id) FROM customer u" \
	" WHERE u.id = p.customer)"
#define OF_CUSTOMER \
	"EXISTS (SELECT 1 FROM customer u WHERE u.id = p.customer AND %s)"

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
	{ "domain", "Domain", "p.domain", .type = VALUE_TEXT, .width = 18,
	    .min = 8, .flags = COLUMN_EXPORT },
	{ "tax_id", "Tax id", "p.tax_id", .type = VALUE_TEXT, .width = 14,
	    .flags = COLUMN_EXPORT },
	{ "program", "Program", NEWEST("program"), .type = VALUE_TEXT,
	    .width = 10, .drop = 2,
	    .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_EXACT,
	    .match = "+e.program", .within = WITHIN },
	{ "level", "Level", NEWEST("level"), .type = VALUE_TEXT, .width = 10,
	    .drop = 4, .flags = COLUMN_EXPORT | COLUMN_SHOWN | COLUMN_EXACT,
	    .match = "e.level", .within = WITHIN },
	{ "since", "Since", "p.since", .type = VALUE_DATE, .width = 10,
	    .flags = COLUMN_EXPORT, .label = "Partner since" },
	{ "coverage", "Coverage", "p.coverage", .type = VALUE_TEXT, .width = 14,
	    .min = 6, .flags = COLUMN_EXPORT },
	{ "territory", "Territory", "p.territory", .type = VALUE_TEXT,
	    .width = 14, .min = 6, .flags = COLUMN_EXPORT },
	{ "manager", "Manager", "p.manager", .type = VALUE_TEXT, .width = 8,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_PERSON, .key = 'm' },
	{ "email", "Mail", "p.email", .type = VALUE_TEXT, .width = 24, .min = 8,
	    .flags = COLUMN_EXPORT },
	{ "phone", "Phone", "p.phone", .type = VALUE_TEXT, .width = 16,
	    .min = 8, .flags = COLUMN_EXPORT },
	{ "currency", "Cur", "p.currency", .type = VALUE_TEXT, .width = 3,
	    .flags = COLUMN_EXPORT | COLUMN_EXACT, .label = "Currency" },
	{ "contact_name", "Contact", CONTACT("main", "name"),
	    .type = VALUE_TEXT, .width = 18, .min = 8, .flags = COLUMN_EXPORT,
	    .label = "Main contact" },
	{ "contact_email", "Contact mail", CONTACT("main", "email"),
	    .type = VALUE_TEXT, .width = 24, .min = 8, .flags = COLUMN_EXPORT,
	    .label = "Main contact's mail" },
	{ "contact_phone", "Contact phone", CONTACT("main", "phone"),
	    .type = VALUE_TEXT, .width = 16, .min = 8, .flags = COLUMN_EXPORT,
	    .label = "Main contact's phone" },
	{ "technical_name", "Technical", CONTACT("technical", "name"),
	    .type = VALUE_TEXT, .width = 18, .min = 8, .flags = COLUMN_EXPORT,
	    .label = "Technical contact" },
	{ "technical_email", "Technical mail", CONTACT("technical", "email"),
	    .type = VALUE_TEXT, .width = 24, .min = 8, .flags = COLUMN_EXPORT,
	    .label = "Technical contact's mail" },
	{ "employees", "Employees", "p.employees", .type = VALUE_INT,
	    .width = 9, .flags = COLUMN_EXPORT | COLUMN_RIGHT },
	{ "partner_page", "Page", "p.partner_page", .type = VALUE_TEXT,
	    .width = 20, .min = 8, .flags = COLUMN_EXPORT,
	    .label = "Page about the vendor" },
	{ "description", "Description", "p.description", .type = VALUE_TEXT,
	    .width = 24, .min = 8, .flags = COLUMN_EXPORT },
	{ "parent", "Parent", PARENT, .type = VALUE_TEXT, .width = 8,
	    .flags = COLUMN_EXPORT | COLUMN_FOLDED, .match = "q.sort_name",
	    .within = OF_PARENT, .refers = "p.parent", .letter = 'P',
	    .label = "Parent company" },
	{ "tags", "Tags", TAGS, .type = VALUE_TEXT, .width = 14, .min = 6,
	    .flags = COLUMN_EXPORT | COLUMN_EXACT, .match = "t.tag",
	    .within = WITHIN_TAGS },
	{ "visible", "Visible", "p.visible", .type = VALUE_BOOL, .width = 7,
	    .flags = COLUMN_EXPORT, .label = "In the public directory" },
	{ "note", "Note", "p.note", .type = VALUE_TEXT, .width = 24, .min = 8,
	    .flags = COLUMN_EXPORT },
	{ "status", "Status", "p.status", .type = VALUE_TEXT, .width = 11,
	    .min = 9, .drop = 1,
	    .flags = COLUMN_SORT | COLUMN_EXPORT | COLUMN_SHOWN,
	    .choices = STATUSES, .key = 's' },
	{ "leads", "Leads", COUNT("leads_open"), .type = VALUE_INT, .width = 5,
	    .drop = 5, .flags = COLUMN_SHOWN | COLUMN_RIGHT,
	    .label = "Open leads" },
	{ "leads_won", "Won", COUNT("leads_won"), .type = VALUE_INT, .width = 5,
	    .flags = COLUMN_RIGHT, .label = "Leads won" },
	{ "leads_lost", "Lost", COUNT("leads_lost"), .type = VALUE_INT,
	    .width = 5, .flags = COLUMN_RIGHT, .label = "Leads lost" },
	{ "due", "Due", DUE, .type = VALUE_DATE, .width = 5, .drop = 6,
	    .flags = COLUMN_SHOWN | COLUMN_RIGHT,
	    .label = "Next date to act on" },
	{ "standing", "Standing", NEWEST("standing"), .type = VALUE_TEXT,
	    .width = 8, .flags = 0, .choices = "good|warned|lost",
	    .match = "e.standing", .within = WITHIN },
	{ "renewal", "Renewal", NEWEST("term_to"), .type = VALUE_DATE,
	    .width = 10, .flags = 0, .match = "+e.term_to",
	    .within = WITHIN_DATED("term_to"), .label = "Term ends on" },
	{ "review_on", "Review", NEWEST("review_on"), .type = VALUE_DATE,
	    .width = 10, .flags = 0, .match = "+e.review_on",
	    .within = WITHIN_DATED("review_on"), .label = "Level reviewed on" },
	{ "certificates", "Certs", CERTIFICATES, .type = VALUE_INT, .width = 5,
	    .flags = COLUMN_RIGHT, .label = "Certificates" },
	{ "certified_until", "Certified", CERTIFIED_UNTIL, .type = VALUE_DATE,
	    .width = 10, .flags = 0, .match = "+c.expires_on",
	    .within = WITHIN_CERTIFICATES,
	    .label = "First certificate expires on" },
	{ "activity_on", "Activity", "p.activity_on", .type = VALUE_DATE,
	    .width = 10, .flags = 0, .label = "Last activity" },
	{ "customer", "Customer", CUSTOMER, .type = VALUE_TEXT, .width = 8,
	    .flags = COLUMN_FOLDED, .match = "u.sort_name",
	    .within = OF_CUSTOMER, .refers = "p.customer", .letter = 'U',
	    .label = "Also a customer" },
	{ "duplicate", "Twin", DUPLICATE, .type = VALUE_BOOL, .width = 4,
	    .flags = 0, .label = "Possible duplicate" },
	{ "twins", "Twins", TWINS, .type = VALUE_TEXT, .width = 12, .min = 6,
	    .flags = 0, .label = "Which ones may be the same" },
	{ "tag", "Tag", "NULL", .type = VALUE_TEXT, .width = 14,
	    .flags = COLUMN_HIDDEN | COLUMN_EXACT, .match = "t.tag",
	    .within = WITHIN_TAGS },
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
