/* domain/import.c - the table of what can be imported. */

#include "config.h"

#include "domain/import.h"

#include <string.h>

#include "domain/application.h"
#include "domain/customer.h"
#include "domain/lead.h"
#include "domain/operation.h"
#include "domain/partner.h"
#include "domain/payment_data.h"
#include "domain/sale_data.h"

/* Anything that somebody did with row `r` itself, and that stands. */
#define WORKED_ON(noun)                                            \
	" EXISTS (SELECT 1 FROM audit w WHERE w.kind = '" noun "'" \
	" AND w.record = r.id AND w.undoes IS NULL AND NOT EXISTS" \
	" (SELECT 1 FROM audit u WHERE u.undoes = w.id))"

/* What a later import changed. */
#define IMPORTED_AGAIN(noun)                                    \
	" EXISTS (SELECT 1 FROM audit_change h JOIN audit w"    \
	" ON w.id = h.audit WHERE h.entity = '" noun "'"        \
	" AND h.record = r.id AND w.operation = 'batch import'" \
	" AND w.record <> ?1 AND NOT EXISTS"                    \
	" (SELECT 1 FROM audit u WHERE u.undoes = w.id))"

/* Having opened one is not enough. */
static const char COUNT_APPLICATIONS_USED[] =
    "SELECT count(*) FROM application r WHERE batch = ?1 AND void = 0"
    " AND (status NOT IN ('submitted', 'in_review') OR items_done > 0"
    " OR partner IS NOT NULL OR EXISTS (SELECT 1 FROM audit w"
    " WHERE w.kind = 'application' AND w.record = r.id AND w.undoes IS NULL"
    " AND w.operation NOT IN ('application claim', 'application release')"
    " AND NOT EXISTS (SELECT 1 FROM audit u WHERE u.undoes = w.id))"
    " OR" IMPORTED_AGAIN("application") ")";

static const char COUNT_PARTNERS_USED[] =
    "SELECT count(*) FROM partner r WHERE batch = ?1 AND void = 0"
    " AND (" WORKED_ON("partner") " OR" IMPORTED_AGAIN(
	"partner") " OR EXISTS (SELECT 1 FROM lead l WHERE l.partner = r.id AND l.void = 0)"
		   " OR EXISTS (SELECT 1 FROM application p WHERE p.partner = r.id"
		   " AND p.void = 0)"
		   " OR EXISTS (SELECT 1 FROM commission k WHERE k.partner = r.id"
		   " AND k.void = 0)"
		   " OR EXISTS (SELECT 1 FROM customer k WHERE k.partner = r.id"
		   " AND k.void = 0)"
		   " OR EXISTS (SELECT 1 FROM partner k WHERE k.parent = r.id"
		   " AND k.void = 0 AND k.batch IS NOT ?1)"
		   " OR EXISTS (SELECT 1 FROM enrollment e WHERE e.partner = r.id"
		   " AND e.void = 0 AND (e.batch IS NOT ?1 OR EXISTS (SELECT 1 FROM audit w"
		   " WHERE w.kind = 'enrollment' AND w.record = e.id AND w.undoes IS NULL"
		   " AND NOT EXISTS (SELECT 1 FROM audit u WHERE u.undoes = w.id)))))";

static const char COUNT_LEADS_USED[] =
    "SELECT count(*) FROM lead r WHERE batch = ?1 AND void = 0"
    " AND (" WORKED_ON("lead") " OR" IMPORTED_AGAIN(
	"lead") " OR EXISTS (SELECT 1 FROM lead l WHERE l.behind = r.id AND l.void = 0"
		" AND l.batch IS NOT ?1)"
		" OR EXISTS (SELECT 1 FROM sale s WHERE s.lead = r.id AND s.void = 0)"
		" OR EXISTS (SELECT 1 FROM conflict f WHERE (f.lead = r.id"
		" OR f.other = r.id) AND f.void = 0))";

#define CUSTOMER_USED                                                  \
	WORKED_ON("customer")                                          \
	" OR EXISTS (SELECT 1 FROM lead l WHERE l.customer_id = r.id"  \
	" AND l.void = 0)"                                             \
	" OR EXISTS (SELECT 1 FROM partner p WHERE p.customer = r.id"  \
	" AND p.void = 0)"                                             \
	" OR EXISTS (SELECT 1 FROM sale s WHERE s.customer = r.id"     \
	" AND s.void = 0)"                                             \
	" OR EXISTS (SELECT 1 FROM conflict f WHERE f.customer = r.id" \
	" AND f.void = 0)"

static const char COUNT_CUSTOMERS_USED[] =
    "SELECT count(*) FROM customer r WHERE batch = ?1 AND void = 0"
    " AND (" CUSTOMER_USED " OR" IMPORTED_AGAIN("customer") ")";

/* Lines that somebody approved, or stated, or moved some other way. */
#define LINE_USED                                                     \
	"(t.state IN ('approved', 'paid') OR t.statement IS NOT NULL" \
	" OR t.hold NOT IN ('', 'suspended'))"

#define MONEY_USED \
	"approved, held, stated, paid, refunded, corrected or worked on"

/* The second: lines of sales of before that these sales moved a step. */
static const char COUNT_SALES_USED[] =
    "SELECT (SELECT count(*) FROM sale r WHERE batch = ?1 AND void = 0"
    " AND (" WORKED_ON("sale") " OR EXISTS (SELECT 1 FROM sale f"
			       " WHERE f.refund_of = r.id AND f.void = 0"
			       " AND f.batch IS NOT ?1)"
			       " OR EXISTS (SELECT 1 FROM payment p"
			       " WHERE p.sale = r.id AND p.void = 0"
			       " AND p.batch IS NOT ?1)"
			       " OR EXISTS (SELECT 1 FROM commission c"
			       " JOIN tranche t ON t.commission = c.id"
			       " WHERE c.sale = r.id AND t.void = 0"
			       " AND " LINE_USED ")"
			       " OR EXISTS (SELECT 1 FROM commission c"
			       " JOIN commission k ON k.corrects = c.id"
			       " WHERE c.sale = r.id AND k.void = 0"
			       " AND k.batch IS NOT ?1)))"
			       " + (SELECT count(*) FROM tranche t"
			       " JOIN commission c ON c.id = t.commission"
			       " JOIN sale s ON s.id = c.sale"
			       " WHERE t.batch = ?1 AND t.void = 0"
			       " AND s.batch IS NOT ?1 AND " LINE_USED ")";

static const char COUNT_PAYMENTS_USED[] =
    "SELECT (SELECT count(DISTINCT t.payment) FROM tranche t"
    " WHERE t.batch = ?1 AND t.void = 0 AND " LINE_USED ")"
    " + (SELECT count(*) FROM payment r WHERE r.batch = ?1 AND r.void = 0"
    " AND EXISTS (SELECT 1 FROM payment p WHERE p.sale = r.sale"
    " AND p.id > r.id AND p.void = 0 AND p.batch IS NOT ?1))";

static const struct import_made made_applications[] = {
	{ "application", "batch = ?1" },
};

/* An enrollment may have been added to a partner of before. */
#define OF_PARTNERS "partner IN (SELECT id FROM partner WHERE batch = ?1)"
static const struct import_made made_partners[] = {
	{ "partner", "batch = ?1" },
	{ "contact", OF_PARTNERS },
	{ "partner_tag", OF_PARTNERS },
	{ "document", OF_PARTNERS },
	{ "enrollment_term",
	    "enrollment IN (SELECT id FROM enrollment WHERE batch = ?1)" },
	{ "enrollment", "batch = ?1" },
};

/* A customer that others found meanwhile stays. */
static const struct import_made made_leads[] = {
	{ "lead", "batch = ?1" },
	{ "claim_key", "lead IN (SELECT id FROM lead WHERE batch = ?1)" },
	{ "customer",
	    "id IN (SELECT id FROM customer r WHERE batch = ?1"
	    " AND void = 0 AND NOT (" CUSTOMER_USED "))" },
};

static const struct import_made made_customers[] = {
	{ "customer", "batch = ?1" },
};

static const struct import_made made_sales[] = {
	{ "sale", "batch = ?1" },
	{ "tranche", "batch = ?1" },
	{ "commission", "batch = ?1" },
	{ "payment", "batch = ?1" },
	{ "customer",
	    "id IN (SELECT id FROM customer r WHERE batch = ?1"
	    " AND void = 0 AND NOT (" CUSTOMER_USED "))" },
};

static const struct import_made made_payments[] = {
	{ "payment", "batch = ?1" },
	{ "tranche", "batch = ?1" },
};

#define MADE(list) .made = (list), .n_made = ARRAY_LEN(list)

static const struct import_kind kinds[] = {
	{ .kind = "applications",
	    .right = RIGHT_REVIEW,
	    .fields = &application_fields,
	    .import = application_import,
	    .count_used = COUNT_APPLICATIONS_USED,
	    MADE(made_applications) },
	{ .kind = "partners",
	    .right = RIGHT_PARTNER,
	    .fields = &partner_fields,
	    .needs_id = true,
	    .import = partner_import,
	    .count_used = COUNT_PARTNERS_USED,
	    MADE(made_partners) },
	{ .kind = "leads",
	    .right = RIGHT_PARTNER,
	    .fields = &lead_fields,
	    .import = lead_import,
	    .count_used = COUNT_LEADS_USED,
	    MADE(made_leads) },
	{ .kind = "customers",
	    .right = RIGHT_PARTNER,
	    .fields = &customer_fields,
	    .needs_id = true,
	    .import = customer_import,
	    .count_used = COUNT_CUSTOMERS_USED,
	    MADE(made_customers) },
	{ .kind = "sales",
	    .right = RIGHT_FINANCE,
	    .fields = &sale_fields,
	    .needs_id = true,
	    .day = sale_day,
	    .import = sale_import,
	    .count_used = COUNT_SALES_USED,
	    .used = MONEY_USED,
	    MADE(made_sales) },
	{ .kind = "payments",
	    .right = RIGHT_FINANCE,
	    .fields = &payment_fields,
	    .day = payment_day,
	    .import = payment_import,
	    .count_used = COUNT_PAYMENTS_USED,
	    .used = MONEY_USED,
	    MADE(made_payments) },
	{ .kind = "rates", .right = RIGHT_FINANCE },
};

const struct import_kind *import_kind_find(const char *kind)
{
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (strcmp(kinds[i].kind, kind) == 0 ||
		    strcmp(noun_singular(kinds[i].kind), kind) == 0)
			return &kinds[i];
	return NULL;
}

const struct import_kind *import_kind_next(const struct import_kind *kind)
{
	size_t i = kind == NULL ? 0 : (size_t)(kind - kinds) + 1;

	while (i < ARRAY_LEN(kinds) && kinds[i].import == NULL)
		i++;
	return i < ARRAY_LEN(kinds) ? &kinds[i] : NULL;
}

static bool find_row(struct session *s, const char *sql, struct value key,
    struct arena *a, int64_t *ret, const char **ret_ref, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, sql, &key, 1, &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW) {
		*ret = db_int(st, 0);
		*ret_ref = db_text(st, 1, a);
	}
	db_reset(st);
	return step != DB_FAILED;
}

bool import_find(struct session *s, const char *noun, const char **id,
    struct arena *a, int64_t *ret, struct err *err)
{
	const char *text = *id != NULL ? *id : "";
	struct err no_id;
	int64_t own;

	*ret = 0;
	if (text[0] == '\0')
		return true;
	if (!find_row(s,
		arena_fmt(a,
		    "SELECT id, ref FROM %s WHERE ref = ?1 AND void = 0", noun),
		val_text(text), a, ret, id, err))
		return false;
	/* Bare digits are another system's. */
	if (*ret != 0 || text[1] != '-' || !noun_id(noun, text, &own, &no_id))
		return true;
	return find_row(s,
	    arena_fmt(
		a, "SELECT id, ref FROM %s WHERE id = ?1 AND void = 0", noun),
	    val_int(own), a, ret, id, err);
}
