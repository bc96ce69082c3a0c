/* domain/import.c - the table of what can be imported. */

#include "config.h"

#include "domain/import.h"

#include <string.h>

#include "domain/application.h"
#include "domain/operation.h"

/*
 * Anything that somebody did with one of them and that stands, and what a
 * later import changed. Having opened it is not enough.
 */
static const char COUNT_APPLICATIONS_USED[] =
    "SELECT count(*) FROM application a WHERE batch = ?1 AND void = 0"
    " AND (status NOT IN ('submitted', 'in_review') OR items_done > 0"
    " OR partner IS NOT NULL OR EXISTS (SELECT 1 FROM audit w"
    " WHERE w.kind = 'application' AND w.record = a.id AND w.undoes IS NULL"
    " AND w.operation NOT IN ('application claim', 'application release')"
    " AND NOT EXISTS (SELECT 1 FROM audit u WHERE u.undoes = w.id))"
    " OR EXISTS (SELECT 1 FROM audit_change h JOIN audit w"
    " ON w.id = h.audit WHERE h.entity = 'application' AND h.record = a.id"
    " AND w.operation = 'batch import' AND w.record <> ?1"
    " AND NOT EXISTS (SELECT 1 FROM audit u WHERE u.undoes = w.id)))";

static const char *const void_applications[] = {
	"UPDATE application SET void = 1, version = version + 1,"
	" updated_at = ?2 WHERE batch = ?1 AND void = 0",
};

/* Those without an import are for versions to come. */
static const struct import_kind kinds[] = {
	{ .kind = "applications",
	    .right = RIGHT_REVIEW,
	    .fields = &application_fields,
	    .import = application_import,
	    .count_used = COUNT_APPLICATIONS_USED,
	    .void_made = void_applications,
	    .n_void_made = ARRAY_LEN(void_applications) },
	{ .kind = "partners" },
	{ .kind = "leads" },
	{ .kind = "customers" },
	{ .kind = "sales" },
	{ .kind = "payments" },
	{ .kind = "rates" },
};

const struct import_kind *import_kind_find(const char *kind, bool *ret_known)
{
	*ret_known = false;
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (strcmp(kinds[i].kind, kind) == 0 ||
		    strcmp(noun_singular(kinds[i].kind), kind) == 0) {
			*ret_known = true;
			return kinds[i].import != NULL ? &kinds[i] : NULL;
		}
	return NULL;
}
