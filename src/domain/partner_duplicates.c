/* domain/partner_duplicates.c - which partners may be one company. */

#include "config.h"

#include <inttypes.h>

#include "base/text.h"
#include "domain/partner_data.h"

#define MAX_TWINS 20

/* An unknown country (ZZ) matches nothing. */
static const char SELECT_TWINS[] =
    "SELECT id, name, country, status,"
    " CASE WHEN tax_key <> '' AND tax_key = ?3 THEN 'same tax id'"
    " WHEN domain <> '' AND domain = ?2 THEN 'same domain'"
    " ELSE 'same name' END"
    " FROM partner WHERE void = 0 AND id <> ?1"
    " AND ((domain <> '' AND domain = ?2)"
    " OR (tax_key <> '' AND tax_key = ?3)"
    " OR (name_key = ?4 AND country = ?5 AND country <> 'ZZ'))"
    " ORDER BY id DESC LIMIT 20";

bool partner_duplicates(struct session *s, const struct partner_data *d,
    int64_t self, struct arena *a, struct partner_twin **ret, size_t *ret_n,
    struct err *err)
{
	struct partner_twin *list = arena_alloc(a, MAX_TWINS * sizeof(*list));
	const char *tax = d->tax_id != NULL ? d->tax_id : "";
	const char *country = d->country != NULL ? d->country : "";
	enum db_step step;
	struct stmt *st;
	size_t n = 0;

	if (!db_query(s->db, SELECT_TWINS,
		VALUES(val_int(self), val_text(partner_own_domain(d, a)),
		    val_text(text_id_key(tax, a)),
		    val_text(text_company_key(d->name, a)), val_text(country)),
		&st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW && n < MAX_TWINS)
		list[n++] = (struct partner_twin){ .id = db_int(st, 0),
			.name = db_text(st, 1, a),
			.country = db_text(st, 2, a),
			.status = db_text(st, 3, a),
			.why = db_text(st, 4, a) };
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	*ret = list;
	*ret_n = n;
	return true;
}

const char *partner_twins_text(
    const struct partner_twin *twins, size_t n, struct arena *a)
{
	struct buf text = BUF_INIT;
	const char *kept;

	for (size_t i = 0; i < n && i < 3; i++)
		buf_fmt(&text, "%sP-%" PRId64 " %s (%s)", i > 0 ? ", " : "",
		    twins[i].id, twins[i].name, twins[i].why);
	if (n > 3)
		buf_fmt(&text, " and %zu more", n - 3);
	kept = arena_str(a, buf_text(&text));
	buf_done(&text);
	return kept;
}
