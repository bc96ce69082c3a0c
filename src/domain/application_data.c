/* domain/application_data.c - what was told, as columns with their keys. */

#include "config.h"

#include "domain/application_data.h"

#include <inttypes.h>
#include <string.h>

#include "base/country.h"
#include "base/text.h"
#include "domain/record.h"

/* The same company: by domain, tax id, or name in a known country. */
#define SAME_COMPANY                                                 \
	" WHERE void = 0 AND id <> ?1 AND program = ?2"              \
	" AND status <> 'draft' AND ((domain <> '' AND domain = ?3)" \
	" OR (tax_key <> '' AND tax_key = ?4)"                       \
	" OR (company_key = ?5 AND country = ?6 AND country <> 'ZZ'))"

static const char SELECT_EARLIER[] =
    "SELECT id FROM application" SAME_COMPANY " AND submitted_on <= ?7"
    " ORDER BY submitted_on DESC, id DESC"
    " LIMIT 1";

static const char SELECT_DECLINED[] =
    "SELECT id, decided_at FROM application" SAME_COMPANY
    " AND status = 'declined' ORDER BY decided_at DESC, id DESC LIMIT 1";

static void put_number(struct set_list *sets, const char *column, int64_t n)
{
	set_put(sets, column, n == FIELD_UNSET ? val_null() : val_int(n));
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

static bool put_revenue(
    struct set_list *sets, const struct application_data *d, struct err *err)
{
	struct money money;

	if (!d->expected_revenue.set) {
		set_put(sets, "revenue", val_null());
	} else if (or_empty(d->currency)[0] == '\0') {
		return err_invalid(
		    err, "currency", "An expected revenue needs its currency.");
	} else {
		if (!decimal_to_money(
			d->expected_revenue, d->currency, false, &money, err))
			return err_in(err, "Expected revenue");
		set_put(sets, "revenue", val_int(money.minor));
	}
	set_put_text(sets, "currency", d->currency);
	return true;
}

static void put_contacts(
    struct set_list *sets, const struct application_data *d)
{
	set_put_text(sets, "contact_name", d->contact_name);
	set_put_text(sets, "contact_email", d->contact_email);
	set_put_text(sets, "contact_phone", d->contact_phone);
	set_put_text(sets, "technical_name", d->technical_name);
	set_put_text(sets, "technical_email", d->technical_email);
}

static void put_company(
    struct set_list *sets, const struct application_data *d, struct arena *a)
{
	const char *domain = own_domain(d, a);

	set_put_text(sets, "company", d->company);
	set_put_text(sets, "company_key", text_company_key(d->company, a));
	set_put_text(sets, "sort_name", text_fold(d->company, a));
	set_put_text(sets, "country", d->country);
	set_put_text(sets, "state", d->state);
	set_put_text(sets, "city", d->city);
	set_put_text(sets, "website", d->website);
	set_put_text(sets, "domain", domain);
	set_put_text(sets, "registry_number", d->registry_number);
	set_put_text(sets, "tax_id", d->tax_id);
	set_put_text(sets, "tax_key", text_id_key(or_empty(d->tax_id), a));
	set_put_text(sets, "search", search_text(d, domain, a));
}

static void put_business(
    struct set_list *sets, const struct application_data *d)
{
	put_number(sets, "founded", d->founded);
	put_number(sets, "employees", d->employees);
	put_number(sets, "certified_people", d->certified_people);
	set_put_text(sets, "territories", d->territories);
	set_put_text(sets, "languages", d->languages);
	set_put_text(sets, "business_model", d->business_model);
	set_put_text(sets, "partner_page", d->partner_page);
	set_put_text(sets, "customers", d->references);
	set_put_text(sets, "description", d->description);
	set_put(sets, "consent",
	    d->consent == TRI_UNSET ? val_null()
				    : val_bool(d->consent == TRI_YES));
	set_put_text(sets, "note", d->note);
}

bool application_put_data(struct set_list *sets,
    const struct application_data *d, struct arena *a, struct err *err)
{
	if (d->founded != FIELD_UNSET &&
	    (d->founded < 1000 || d->founded > 9999))
		return err_invalid(
		    err, "founded", "A year has four digits, like 1998.");
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

static bool refuse_country(
    const struct program *p, const char *country, struct err *err)
{
	return err_invalid(err, "country",
	    "The program %s has no entity for the country %s.", p->id, country);
}

/* Days are told in many zones: tomorrow may be today elsewhere. */
static bool check_day(date_days on, date_days today, struct err *err)
{
	if (on <= today + 1)
		return true;
	return err_invalid(err, "submitted_on",
	    "An application is submitted today or before, not in days to "
	    "come.");
}

bool application_find_terms(struct session *s, const struct application_data *d,
    int64_t now, struct application_terms *ret, struct err *err)
{
	date_days today = (date_days)(now / 86400);
	date_days on = d->submitted_on != DATE_NONE ? d->submitted_on : today;

	if (!check_day(on, today, err))
		return false;
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
		return refuse_country(ret->ref.program, d->country, err);
	if (!program_calendar(s, ret->entity, &ret->calendar, err) ||
	    !application_find_level(ret->ref.program, d->level, ret, err))
		return false;
	ret->submitted_on = d->submitted_on != DATE_NONE
	    ? d->submitted_on
	    : calendar_day(&ret->calendar, now);
	return true;
}

void application_put_terms(
    struct set_list *sets, const struct application_terms *t)
{
	const struct program *p = t->ref.program;

	set_put_text(sets, "program", p->id);
	set_put(sets, "program_version", val_int(t->ref.id));
	set_put_text(sets, "level", t->level->id);
	set_put_text(sets, "entity", t->entity->id);
	set_put(sets, "items",
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

/* The parameters of SAME_COMPANY, and the day of submission. */
static void same_company(int64_t id, const struct application_data *d,
    date_days on, struct arena *a, struct value values[static 7])
{
	values[0] = val_int(id);
	values[1] = val_text(d->program);
	values[2] = val_text(own_domain(d, a));
	values[3] = val_text(text_id_key(or_empty(d->tax_id), a));
	values[4] = val_text(text_company_key(d->company, a));
	values[5] = val_text(d->country);
	values[6] = val_date(on);
}

bool application_find_earlier(struct session *s, int64_t id,
    const struct application_data *d, const struct application_terms *t,
    struct arena *a, int64_t *ret, struct err *err)
{
	struct value v = val_null(), values[7];
	bool found = false;

	same_company(id, d, t->submitted_on, a, values);
	if (!db_value(s->db, SELECT_EARLIER, values, 7, VALUE_INT, a, &found,
		&v, err))
		return false;
	*ret = found && v.type != VALUE_NULL ? v.i : 0;
	return true;
}

bool application_may_apply(struct session *s, int64_t id,
    const struct application_data *d, const struct application_terms *t,
    struct arena *a, const char **ret, struct err *err)
{
	struct value values[7];
	date_days from = DATE_NONE;
	int64_t declined = 0;
	enum db_step step;
	struct stmt *st;
	char text[11];

	same_company(id, d, t->submitted_on, a, values);
	if (!db_query(s->db, SELECT_DECLINED, values, 6, &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW) {
		declined = db_int(st, 0);
		from = calendar_day(&t->calendar, db_int(st, 1)) +
		    t->ref.program->application.reapply_days;
	}
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	*ret = from != DATE_NONE && from > t->submitted_on
	    ? arena_fmt(a,
		  "A-%" PRId64 " of this company was declined; it may apply "
		  "again from %s.",
		  declined, date_text(from, text))
	    : NULL;
	return true;
}

bool application_put_corrections(struct set_list *sets, const struct program *p,
    const char *program, const struct application_data *d, struct err *err)
{
	const struct program_entity *entity = program_entity(p, d->country);
	struct application_terms t;

	if (strcmp(d->program, program) != 0)
		return err_invalid(err, "program",
		    "An application stays with its program; withdraw it and "
		    "add another.");
	if (entity == NULL)
		return refuse_country(p, d->country, err);
	set_put_text(sets, "entity", entity->id);
	if (or_empty(d->level)[0] == '\0')
		return true;
	if (!application_find_level(p, d->level, &t, err))
		return false;
	set_put_text(sets, "level", d->level);
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
	struct set_list sets = { .n = 0 };
	struct set clock[4];

	if (!application_put_data(&sets, d, a, err) ||
	    !record_put_ref(&sets, c->session, "application", 0, d->id, a, err))
		return false;
	application_put_terms(&sets, t);
	if (draft) {
		set_put_text(&sets, "status", "draft");
	} else {
		struct calendar calendar = t->calendar;

		application_put_clock(
		    &calendar, t->ref.program, t->submitted_on, clock);
		for (size_t i = 0; i < ARRAY_LEN(clock); i++)
			sets.list[sets.n++] = clock[i];
	}
	if (batch != 0)
		set_put(&sets, "batch", val_int(batch));
	else
		set_put_text(&sets, "submitted_by", c->session->user);
	if (earlier != 0)
		set_put(&sets, "earlier", val_int(earlier));
	set_put(&sets, "created_at", val_time(c->now));
	set_put_text(&sets, "created_by", c->session->user);
	set_put(&sets, "updated_at", val_time(c->now));
	return change_insert(c, "application", sets.list, sets.n, ret_id, err);
}
