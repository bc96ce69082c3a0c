/* domain/application_data.c - what was told, as columns with their keys. */

#include "config.h"

#include "domain/application_data.h"

#include <inttypes.h>
#include <string.h>

#include "base/country.h"
#include "base/text.h"

static const char SELECT_EARLIER[] =
    "SELECT max(id) FROM application WHERE void = 0 AND id <> ?1"
    " AND program = ?2 AND ((domain <> '' AND domain = ?3)"
    " OR (tax_key <> '' AND tax_key = ?4)"
    " OR (company_key = ?5 AND country = ?6))";

static const char SELECT_DECLINED[] =
    "SELECT decided_at FROM application WHERE id = ?1"
    " AND status = 'declined'";

static void put(
    struct application_sets *sets, const char *column, struct value v)
{
	sets->list[sets->n++] = (struct set){ column, v };
}

static void put_text(
    struct application_sets *sets, const char *column, const char *text)
{
	put(sets, column, val_text(text != NULL ? text : ""));
}

static void put_number(
    struct application_sets *sets, const char *column, int64_t n)
{
	put(sets, column, n == FIELD_UNSET ? val_null() : val_int(n));
}

static const char *or_empty(const char *s)
{
	return s != NULL ? s : "";
}

/* Which host tells one company from another; mail providers' do not. */
static const char *own_domain(const struct application_data *d, struct arena *a)
{
	const char *host = text_host(or_empty(d->website), a);

	if (host[0] == '\0')
		host = text_host(or_empty(d->contact_email), a);
	return text_is_free_mail(host) ? "" : host;
}

static const char *search_text(
    const struct application_data *d, const char *domain, struct arena *a)
{
	return text_fold(
	    arena_fmt(a, "%s %s %s %s %s %s %s %s", or_empty(d->company),
		domain, or_empty(d->city), or_empty(d->contact_name),
		or_empty(d->contact_email), or_empty(d->technical_name),
		or_empty(d->id), or_empty(d->note)),
	    a);
}

static bool put_revenue(struct application_sets *sets,
    const struct application_data *d, struct err *err)
{
	struct money money;

	if (!d->expected_revenue.set) {
		put(sets, "revenue", val_null());
	} else if (or_empty(d->currency)[0] == '\0') {
		return err_invalid(
		    err, "currency", "An expected revenue needs its currency.");
	} else {
		if (!decimal_to_money(
			d->expected_revenue, d->currency, false, &money, err))
			return err_in(err, "Expected revenue");
		put(sets, "revenue", val_int(money.minor));
	}
	put_text(sets, "currency", d->currency);
	return true;
}

static void put_contacts(
    struct application_sets *sets, const struct application_data *d)
{
	put_text(sets, "contact_name", d->contact_name);
	put_text(sets, "contact_email", d->contact_email);
	put_text(sets, "contact_phone", d->contact_phone);
	put_text(sets, "technical_name", d->technical_name);
	put_text(sets, "technical_email", d->technical_email);
}

static void put_company(struct application_sets *sets,
    const struct application_data *d, struct arena *a)
{
	const char *domain = own_domain(d, a);

	put_text(sets, "company", d->company);
	put_text(sets, "company_key", text_company_key(d->company, a));
	put_text(sets, "sort_name", text_fold(d->company, a));
	put_text(sets, "country", d->country);
	put_text(sets, "state", d->state);
	put_text(sets, "city", d->city);
	put_text(sets, "website", d->website);
	put_text(sets, "domain", domain);
	put_text(sets, "registry_number", d->registry_number);
	put_text(sets, "tax_id", d->tax_id);
	put_text(sets, "tax_key", text_id_key(or_empty(d->tax_id), a));
	put_text(sets, "search", search_text(d, domain, a));
}

static void put_business(
    struct application_sets *sets, const struct application_data *d)
{
	put_number(sets, "founded", d->founded);
	put_number(sets, "employees", d->employees);
	put_number(sets, "certified_people", d->certified_people);
	put_text(sets, "territories", d->territories);
	put_text(sets, "languages", d->languages);
	put_text(sets, "business_model", d->business_model);
	put_text(sets, "partner_page", d->partner_page);
	put_text(sets, "customers", d->references);
	put_text(sets, "description", d->description);
	put(sets, "consent",
	    d->consent == TRI_UNSET ? val_null()
				    : val_bool(d->consent == TRI_YES));
	put_text(sets, "note", d->note);
}

bool application_put_data(struct application_sets *sets,
    const struct application_data *d, struct arena *a, struct err *err)
{
	put_company(sets, d, a);
	put_contacts(sets, d);
	put_business(sets, d);
	return put_revenue(sets, d, err);
}

bool application_find_level(const struct program *p, const char *id,
    struct application_terms *ret, struct err *err)
{
	struct buf known = BUF_INIT;

	if (or_empty(id)[0] == '\0') {
		ret->level = &p->levels[0];
		return true;
	}
	ret->level = program_level(p, id);
	if (ret->level != NULL)
		return true;
	for (size_t i = 0; i < p->n_levels; i++)
		buf_fmt(&known, "%s%s", i > 0 ? ", " : "", p->levels[i].id);
	err_fill(err, ERR_INVALID, "level",
	    "The program %s has no level \"%s\"; it has %s.", p->id, id,
	    buf_text(&known));
	buf_done(&known);
	return false;
}

bool application_find_terms(struct session *s, const struct application_data *d,
    int64_t now, struct application_terms *ret, struct err *err)
{
	date_days today = (date_days)(now / 86400);
	date_days on = d->submitted_on != DATE_NONE ? d->submitted_on : today;

	if (!program_current(s, d->program, on, &ret->ref, err)) {
		/* An import may be older than the oldest version. */
		struct err none;

		if (on == today ||
		    !program_current(s, d->program, today, &ret->ref, &none)) {
			err->field = "program";
			return false;
		}
	}
	ret->entity = program_entity(ret->ref.program, d->country);
	if (ret->entity == NULL)
		return err_invalid(err, "country",
		    "The program %s has no entity for the country %s.",
		    d->program, d->country);
	if (!program_calendar(s, ret->entity, &ret->calendar, err) ||
	    !application_find_level(ret->ref.program, d->level, ret, err))
		return false;
	ret->submitted_on = d->submitted_on != DATE_NONE
	    ? d->submitted_on
	    : calendar_day(&ret->calendar, now);
	return true;
}

static void put_terms(
    struct application_sets *sets, const struct application_terms *t)
{
	const struct program *p = t->ref.program;

	put_text(sets, "program", p->id);
	put(sets, "program_version", val_int(t->ref.id));
	put_text(sets, "level", t->level->id);
	put_text(sets, "entity", t->entity->id);
	put(sets, "items",
	    val_int((int64_t)(program_checks_at_application(p) +
		p->application.n_criteria)));
}

void application_put_clock(const struct calendar *calendar,
    const struct program *p, date_days submitted_on, struct set sets[static 4])
{
	const struct program_application *a = &p->application;

	sets[0] = (struct set){ "status", val_text("submitted") };
	sets[1] = (struct set){ "submitted_on", val_date(submitted_on) };
	sets[2] = (struct set){ "touch_due",
		val_date(calendar_add(
		    calendar, submitted_on, a->first_touch_days)) };
	sets[3] = (struct set){ "due",
		val_date(
		    calendar_add(calendar, submitted_on, a->decision_days)) };
}

/* The latest earlier application of the same company to this program. */
bool application_find_earlier(struct session *s, int64_t id,
    const struct application_data *d, struct arena *a, int64_t *ret,
    struct err *err)
{
	struct value v = val_null();
	bool found;

	if (!db_value(s->db, SELECT_EARLIER,
		VALUES(val_int(id), val_text(d->program),
		    val_text(own_domain(d, a)),
		    val_text(text_id_key(or_empty(d->tax_id), a)),
		    val_text(text_company_key(d->company, a)),
		    val_text(d->country)),
		VALUE_INT, a, &found, &v, err))
		return false;
	*ret = found && v.type != VALUE_NULL ? v.i : 0;
	return true;
}

/* Whether a declined application asks the company to wait; DATE_NONE: no. */
bool application_may_apply_from(struct session *s, int64_t earlier,
    const struct application_terms *t, struct arena *a, date_days *ret,
    struct err *err)
{
	struct value v = val_null();
	bool found = false;

	*ret = DATE_NONE;
	if (earlier == 0)
		return true;
	if (!db_value(s->db, SELECT_DECLINED, VALUES(val_int(earlier)),
		VALUE_INT, a, &found, &v, err))
		return false;
	if (found && v.type != VALUE_NULL) {
		date_days from = calendar_day(&t->calendar, v.i) +
		    t->ref.program->application.reapply_days;

		if (from > t->submitted_on)
			*ret = from;
	}
	return true;
}

const char *application_missing(
    const struct program *p, const struct application_data *d)
{
	for (size_t i = 0; i < p->application.n_required; i++) {
		const struct field *f = fields_find(
		    &application_fields, p->application.required[i]);

		if (f != NULL && field_is_empty(f, d))
			return f->name;
	}
	return NULL;
}

/* Inserts one application; submitted unless it is to stay a draft. */
bool application_insert(struct change *c, const struct application_data *d,
    const struct application_terms *t, int64_t earlier, int64_t batch,
    bool draft, struct arena *a, int64_t *ret_id, struct err *err)
{
	struct application_sets sets = { .n = 0 };
	struct set clock[4];

	if (!application_put_data(&sets, d, a, err))
		return false;
	put_terms(&sets, t);
	if (draft) {
		put_text(&sets, "status", "draft");
	} else {
		struct calendar calendar = t->calendar;

		application_put_clock(
		    &calendar, t->ref.program, t->submitted_on, clock);
		for (size_t i = 0; i < ARRAY_LEN(clock); i++)
			sets.list[sets.n++] = clock[i];
	}
	if (or_empty(d->id)[0] != '\0')
		put_text(&sets, "ref", d->id);
	if (batch != 0)
		put(&sets, "batch", val_int(batch));
	else
		put_text(&sets, "submitted_by", c->session->user);
	if (earlier != 0)
		put(&sets, "earlier", val_int(earlier));
	put(&sets, "created_at", val_time(c->now));
	put_text(&sets, "created_by", c->session->user);
	put(&sets, "updated_at", val_time(c->now));
	return change_insert(c, "application", sets.list, sets.n, ret_id, err);
}
