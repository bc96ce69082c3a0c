/* domain/partner_data.c - what was told, as columns with their keys. */

#include "config.h"

#include "domain/partner_data.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"

#define MAX_ABOVE 100

static const char SELECT_BY_REF[] =
    "SELECT id FROM partner WHERE ref = ?1 AND void = 0";

static const char SELECT_ID[] =
    "SELECT id FROM partner WHERE id = ?1 AND void = 0";

static const char SELECT_PARENT[] =
    "SELECT coalesce(parent, 0) FROM partner WHERE id = ?1";

/* It and what is above it; a circle in the rows would end all the same. */
static const char SELECT_ABOVE[] =
    "WITH RECURSIVE above (id) AS (SELECT ?1 UNION SELECT p.parent"
    " FROM partner p JOIN above a ON p.id = a.id WHERE p.parent IS NOT NULL)"
    " SELECT id FROM above";

const char *partner_own_domain(const struct partner_data *d, struct arena *a)
{
	const char *const from[] = { d->domain, d->website, d->email,
		d->contact_email };

	for (size_t i = 0; i < ARRAY_LEN(from); i++) {
		const char *host = text_host(or_empty(from[i]), a);

		if (host[0] != '\0' && !text_is_free_mail(host))
			return host;
	}
	return "";
}

static void put_place(
    struct set_list *sets, const struct partner_data *d, struct arena *a)
{
	const char *country = or_empty(d->country);

	set_put_text(sets, "name", d->name);
	set_put_text(sets, "name_key", text_company_key(d->name, a));
	set_put_text(sets, "sort_name", text_fold(d->name, a));
	set_put_text(sets, "country", country[0] != '\0' ? country : "ZZ");
	set_put_text(sets, "state", d->state);
	set_put_text(sets, "city", d->city);
	set_put_text(sets, "website", d->website);
	set_put_text(sets, "domain", partner_own_domain(d, a));
	set_put_text(sets, "tax_id", d->tax_id);
	set_put_text(sets, "tax_key", text_id_key(or_empty(d->tax_id), a));
}

static void put_business(struct set_list *sets, const struct partner_data *d)
{
	set_put_text(sets, "coverage", d->coverage);
	set_put_text(sets, "territory", d->territory);
	set_put_text(sets, "manager", d->manager);
	set_put_text(sets, "email", d->email);
	set_put_text(sets, "phone", d->phone);
	set_put_text(sets, "currency", d->currency);
	set_put(sets, "employees",
	    d->employees == FIELD_UNSET ? val_null() : val_int(d->employees));
	set_put_text(sets, "partner_page", d->partner_page);
	set_put_text(sets, "description", d->description);
	set_put_text(sets, "note", d->note);
}

bool partner_put_data(struct set_list *sets, const struct partner_data *d,
    struct arena *a, struct err *err)
{
	const char *domain = or_empty(d->domain);

	if (domain[0] != '\0' && text_host(domain, a)[0] == '\0')
		return err_invalid(err, "domain",
		    "\"%.80s\" is not a domain; one is like example.com.",
		    domain);
	put_place(sets, d, a);
	put_business(sets, d);
	return true;
}

static bool find_one(struct session *s, const char *sql,
    const struct value *values, size_t n, struct arena *a, int64_t *ret,
    struct err *err)
{
	struct value v = val_int(0);
	bool found = false;

	if (!db_value(s->db, sql, values, n, VALUE_INT, a, &found, &v, err))
		return false;
	*ret = found ? v.i : 0;
	return true;
}

bool partner_find(struct session *s, const char *text, bool digits,
    struct arena *a, int64_t *ret, struct err *err)
{
	bool letter = text[0] != '\0' && text[1] == '-';
	int64_t id, found = 0;
	struct err no_id;

	if (!find_one(s, SELECT_BY_REF, VALUES(val_text(text)), a, &found, err))
		return false;
	if (found == 0 && (letter || digits) &&
	    noun_id("partner", text, &id, &no_id) &&
	    !find_one(s, SELECT_ID, VALUES(val_int(id)), a, &found, err))
		return false;
	if (found == 0)
		return err_invalid(err, "partner",
		    "There is no partner \"%.80s\"; name one by its id, like "
		    "P-12, or by its id in the other system.",
		    text);
	*ret = found;
	return true;
}

static bool refuse_circle(int64_t above, int64_t id, struct err *err)
{
	return err_invalid(err, "parent",
	    "P-%" PRId64 " belongs to P-%" PRId64
	    " already, directly or not; companies own no circles.",
	    above, id);
}

/*
 * The companies above get another version: nobody takes a step back that
 * would close a circle now.
 */
static bool touch_above(
    struct change *c, int64_t above, int64_t id, struct err *err)
{
	int64_t ids[MAX_ABOVE];
	enum db_step step;
	struct stmt *st;
	size_t n = 0;

	if (!db_query(
		c->session->db, SELECT_ABOVE, VALUES(val_int(above)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW && n < MAX_ABOVE)
		ids[n++] = db_int(st, 0);
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	if (n == MAX_ABOVE)
		return err_invalid(err, "parent",
		    "There are %d companies above; name one nearer the top.",
		    MAX_ABOVE);
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return refuse_circle(above, id, err);
	for (size_t i = 0; i < n; i++)
		if (!change_touch(c, "partner", ids[i], err))
			return false;
	return true;
}

static bool same_parent(struct change *c, int64_t id, int64_t above,
    struct arena *a, bool *ret, struct err *err)
{
	int64_t was = 0;

	if (id != 0 &&
	    !find_one(
		c->session, SELECT_PARENT, VALUES(val_int(id)), a, &was, err))
		return false;
	*ret = was == above;
	return true;
}

bool partner_put_parent(struct set_list *sets, struct change *c, int64_t id,
    const char *parent, struct arena *a, struct err *err)
{
	int64_t above;
	bool same;

	if (or_empty(parent)[0] == '\0') {
		set_put(sets, "parent", val_null());
		return true;
	}
	if (!partner_find(c->session, parent, true, a, &above, err)) {
		if (err->kind == ERR_INVALID)
			err->field = "parent";
		return false;
	}
	if (!same_parent(c, id, above, a, &same, err) ||
	    (!same && !touch_above(c, above, id, err)))
		return false;
	set_put(sets, "parent", val_int(above));
	return true;
}
