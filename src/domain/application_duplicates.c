/* domain/application_duplicates.c - who else may be the same company. */

#include "config.h"

#include <string.h>

#include "domain/application_row.h"

#define MAX_DUPLICATES 50

/* An unknown country (ZZ) matches nothing. */
#define MATCHES                                               \
	" CASE WHEN domain <> '' AND domain = ?2 THEN 1 END," \
	" CASE WHEN tax_key <> '' AND tax_key = ?3 THEN 1 END"

static const char SELECT_APPLICATIONS[] =
    "SELECT id, company, country, status, submitted_on," MATCHES
    " FROM application WHERE void = 0 AND id <> ?1"
    " AND ((domain <> '' AND domain = ?2)"
    " OR (tax_key <> '' AND tax_key = ?3)"
    " OR (company_key = ?4 AND country = ?5 AND country <> 'ZZ'))"
    " ORDER BY id DESC LIMIT 50";

/* The partner an approval made of this very application is no duplicate. */
static const char SELECT_PARTNERS[] =
    "SELECT id, name, country, status, created_at / 86400," MATCHES
    " FROM partner WHERE void = 0 AND id <> ?1"
    " AND ((domain <> '' AND domain = ?2)"
    " OR (tax_key <> '' AND tax_key = ?3)"
    " OR (name_key = ?4 AND country = ?5 AND country <> 'ZZ'))"
    " ORDER BY id DESC LIMIT 50";

static bool read_matches(struct session *s, const char *sql, bool is_partner,
    const struct application_row *row, struct arena *a, struct duplicate *list,
    size_t *n, struct err *err)
{
	int64_t self = is_partner ? row->partner : row->id;
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, sql,
		VALUES(val_int(self), val_text(row->domain),
		    val_text(row->tax_key), val_text(row->company_key),
		    val_text(row->data.country)),
		&st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		struct value on = db_column(st, 4, VALUE_INT);

		list[(*n)++] = (struct duplicate){ .is_partner = is_partner,
			.id = db_int(st, 0),
			.name = db_text(st, 1, a),
			.country = db_text(st, 2, a),
			.status = db_text(st, 3, a),
			.on =
			    on.type == VALUE_NULL ? DATE_NONE : (date_days)on.i,
			.why = db_int(st, 6) != 0 ? "same tax id"
			    : db_int(st, 5) != 0  ? "same domain"
						  : "same name" };
	}
	db_reset(st);
	return step == DB_DONE;
}

bool application_duplicates(struct session *s, int64_t id, struct arena *a,
    struct duplicate **ret, size_t *ret_n, struct err *err)
{
	struct duplicate *list =
	    arena_alloc(a, 2 * MAX_DUPLICATES * sizeof(*list));
	struct application_row row;
	size_t n = 0;

	if (!application_read(s, id, a, &row, err) ||
	    !read_matches(s, SELECT_PARTNERS, true, &row, a, list, &n, err) ||
	    !read_matches(
		s, SELECT_APPLICATIONS, false, &row, a, list, &n, err))
		return false;
	*ret = list;
	*ret_n = n;
	return true;
}
