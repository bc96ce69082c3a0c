/* domain/customer_data.c - what is told of a customer, as columns. */

#include "config.h"

#include "domain/customer_data.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/partner.h"
#include "domain/record.h"

/* One company by each of its keys, the oldest of several. */
static const char SELECT_BY_TAX[] =
    "SELECT min(id) FROM customer WHERE tax_key = ?1 AND tax_key <> ''"
    " AND void = 0";

static const char SELECT_BY_DOMAIN[] =
    "SELECT min(id) FROM customer WHERE domain = ?1 AND domain <> ''"
    " AND void = 0";

static const char SELECT_BY_NAME[] =
    "SELECT min(id) FROM customer WHERE name_key = ?1 AND country = ?2"
    " AND country <> 'ZZ' AND void = 0";

static const char SELECT_BY_REF[] =
    "SELECT min(id) FROM customer WHERE ref = ?1 AND void = 0";

bool customer_domain(const struct customer_data *d, struct arena *a,
    const char **ret, struct err *err)
{
	const char *told = or_empty(d->domain), *host;

	host = text_host(told[0] != '\0' ? told : or_empty(d->website), a);
	if (told[0] != '\0' && host[0] == '\0')
		return err_invalid(err, "domain",
		    "`%.100s` is not a web domain; one is like acme.example.",
		    told);
	*ret = text_is_free_mail(host) ? "" : host;
	return true;
}

static const char *search_text(
    const struct customer_data *d, const char *domain, struct arena *a)
{
	return text_fold(
	    arena_fmt(a, "%s %s %s %s %s", d->name, domain, or_empty(d->city),
		or_empty(d->id), or_empty(d->note)),
	    a);
}

bool customer_put_data(struct set_list *sets, const struct customer_data *d,
    struct arena *a, struct err *err)
{
	const char *domain;

	if (!customer_domain(d, a, &domain, err))
		return false;
	set_put_text(sets, "name", d->name);
	set_put_text(sets, "name_key", text_company_key(d->name, a));
	set_put_text(sets, "sort_name", text_fold(d->name, a));
	set_put_text(sets, "country", d->country);
	set_put_text(sets, "state", d->state);
	set_put_text(sets, "city", d->city);
	set_put_text(sets, "website", d->website);
	set_put_text(sets, "domain", domain);
	set_put_text(sets, "tax_id", d->tax_id);
	set_put_text(sets, "tax_key", text_id_key(or_empty(d->tax_id), a));
	set_put_text(sets, "note", d->note);
	set_put_text(sets, "search", search_text(d, domain, a));
	return true;
}

/* One id by one value; 0 when there is none. */
static bool find_one(struct session *s, const char *sql,
    const struct value *values, size_t n, int64_t *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct value v = val_null();
	bool found = false, ok;

	ok = db_value(s->db, sql, values, n, VALUE_INT, &a, &found, &v, err);
	arena_done(&a);
	if (ok)
		*ret = found && v.type != VALUE_NULL ? v.i : 0;
	return ok;
}

bool customer_find_partner(struct session *s, const char *text, bool digits,
    struct arena *a, int64_t *ret, struct err *err)
{
	if (or_empty(text)[0] != '\0')
		return partner_find(s, text, digits, a, ret, err);
	*ret = 0;
	return true;
}

/* Who has it, and whether the vendor keeps it: one or the other. */
static bool put_owner(struct set_list *sets, struct change *c,
    const struct customer_data *d, struct arena *a, struct err *err)
{
	bool typed = !c->by_batch;
	int64_t partner;

	if (!customer_find_partner(
		c->session, d->partner, typed, a, &partner, err))
		return false;
	if (partner != 0 && d->house == TRI_YES)
		return err_invalid(
		    err, "house", "A house account has no incumbent partner.");
	set_put(sets, "house", val_bool(d->house == TRI_YES));
	set_put(sets, "partner", partner != 0 ? val_int(partner) : val_null());
	return true;
}

static bool insert(struct change *c, const struct customer_data *d,
    int64_t batch, struct arena *a, int64_t *ret_id, struct err *err)
{
	struct set_list sets = { .n = 0 };

	if (!customer_put_data(&sets, d, a, err) ||
	    !record_put_ref(&sets, c->session, "customer", 0, d->id, a, err) ||
	    !put_owner(&sets, c, d, a, err))
		return false;
	if (or_empty(d->partner)[0] != '\0')
		set_put(
		    &sets, "partner_on", val_date((date_days)(c->now / 86400)));
	if (batch != 0)
		set_put(&sets, "batch", val_int(batch));
	set_put(&sets, "created_at", val_time(c->now));
	set_put_text(&sets, "created_by", c->actor);
	set_put(&sets, "updated_at", val_time(c->now));
	return change_insert(c, "customer", sets.list, sets.n, ret_id, err);
}

bool customer_insert(struct change *c, const struct customer_data *d,
    int64_t batch, int64_t *ret_id, struct err *err)
{
	struct arena a = ARENA_INIT;
	bool ok = fields_check(&customer_fields, d, err) &&
	    insert(c, d, batch, &a, ret_id, err);

	arena_done(&a);
	return ok;
}

/* The day of a new incumbent is today; an old one keeps its own. */
static bool put_since(struct set_list *sets, struct change *c, int64_t id,
    struct arena *a, struct err *err)
{
	struct customer_row row;
	struct value partner = sets->list[sets->n - 1].value;
	int64_t is = partner.type == VALUE_NULL ? 0 : partner.i;

	if (!customer_read(c->session, id, a, &row, err))
		return false;
	if (is != row.partner)
		set_put(sets, "partner_on",
		    is != 0 ? val_date((date_days)(c->now / 86400))
			    : val_null());
	return true;
}

bool customer_put(struct change *c, int64_t id, const struct customer_data *d,
    bool *ret_differs, struct err *err)
{
	struct set_list sets = { .n = 0 };
	struct arena a = ARENA_INIT;
	bool differs = false, ok;

	ok = fields_check(&customer_fields, d, err) &&
	    customer_put_data(&sets, d, &a, err) &&
	    record_put_ref(&sets, c->session, "customer", id, d->id, &a, err) &&
	    put_owner(&sets, c, d, &a, err) &&
	    put_since(&sets, c, id, &a, err) &&
	    change_differs(
		c, "customer", id, sets.list, sets.n, &differs, err) &&
	    (!differs ||
		change_update(c, "customer", id, 0, sets.list, sets.n, err));
	arena_done(&a);
	if (ok)
		*ret_differs = differs;
	return ok;
}

bool customer_match(struct session *s, const struct customer_data *d,
    int64_t *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *domain;
	int64_t id = 0;
	bool ok;

	ok = customer_domain(d, &a, &domain, err) &&
	    (or_empty(d->id)[0] == '\0' ||
		find_one(
		    s, SELECT_BY_REF, VALUES(val_text(d->id)), &id, err)) &&
	    (id != 0 ||
		find_one(s, SELECT_BY_TAX,
		    VALUES(val_text(text_id_key(or_empty(d->tax_id), &a))), &id,
		    err)) &&
	    (id != 0 ||
		find_one(
		    s, SELECT_BY_DOMAIN, VALUES(val_text(domain)), &id, err)) &&
	    (id != 0 ||
		find_one(s, SELECT_BY_NAME,
		    VALUES(val_text(text_company_key(or_empty(d->name), &a)),
			val_text(or_empty(d->country))),
		    &id, err));
	arena_done(&a);
	if (ok)
		*ret = id;
	return ok;
}

bool customer_find_or_make(struct change *c, const struct customer_data *d,
    int64_t batch, int64_t *ret, bool *ret_made, struct err *err)
{
	int64_t id;
	bool made;

	if (!customer_match(c->session, d, &id, err))
		return false;
	made = id == 0;
	if (made && !customer_insert(c, d, batch, &id, err))
		return false;
	*ret = id;
	*ret_made = made;
	return true;
}
