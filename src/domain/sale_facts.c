/* domain/sale_facts.c - the records that a sale names, and its figures. */

#include "config.h"

#include "domain/sale_facts.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/customer.h"
#include "domain/import.h"
#include "domain/partner.h"

static const char SELECT_LEAD[] =
    "SELECT l.partner, l.enrollment, l.customer_id,"
    " CASE WHEN l.program <> '' THEN l.program"
    " ELSE coalesce(v.program, '') END, l.split, l.customer, l.country,"
    " coalesce(l.accepted_on, l.submitted_on), l.stage,"
    " coalesce(l.closed_on, l.stage_on) FROM lead l"
    " LEFT JOIN program_version v ON v.id = l.program_version"
    " WHERE l.id = ?1 AND l.void = 0";

static const char SELECT_PARTNER[] =
    "SELECT country FROM partner WHERE id = ?1 AND void = 0";

/* The partner's own customer of that name goes before the country's; one of
 * an unknown country is nobody else's. Only the name is worth an index. */
static const char SELECT_NAMED[] =
    "SELECT id, partner IS ?3 FROM customer WHERE name_key = ?1 AND void = 0"
    " AND (+partner = ?3 OR (+country = ?2 AND country <> 'ZZ'))";

static const char SELECT_CUSTOMER[] =
    "SELECT name, partner, house, first_on FROM customer"
    " WHERE id = ?1 AND void = 0";

void sale_tell(const struct sale_facts *f, const char *field, const char *text)
{
	if (f->warn != NULL)
		f->warn(f->arg, field, text);
}

static bool typed(const struct sale_facts *f)
{
	return !f->c->by_batch;
}

/* ---- figures ------------------------------------------------------------- */

bool sale_money(const struct sale_data *d, struct money *ret, struct err *err)
{
	if (!d->amount.set)
		return err_invalid(err, "amount", "Say the net amount.");
	if (!decimal_to_money(d->amount, d->currency, false, ret, err)) {
		err->field = "amount";
		return false;
	}
	return true;
}

static bool read_figures(struct sale_facts *f, struct err *err)
{
	const struct sale_data *d = f->data;

	if (!sale_money(d, &f->base, err))
		return false;
	if (f->base.minor < 0)
		return err_invalid(err, "refund_of",
		    "A negative amount is a refund; say which sale it is of.");
	f->quantity = d->quantity != FIELD_UNSET ? d->quantity : 1;
	return sale_check_day(f->c, "date", d->date, err) &&
	    (d->paid_on == DATE_NONE ||
		sale_check_day(f->c, "paid_on", d->paid_on, err));
}

/* ---- lead and partner ---------------------------------------------------- */

static void read_lead_row(
    struct sale_facts *f, struct stmt *st, const char **ret_stage)
{
	f->partner = db_int(st, 0);
	f->lead_enrollment = db_int(st, 1);
	f->lead_customer = db_int(st, 2);
	f->lead_program = db_text(st, 3, f->arena);
	f->lead_split = db_text(st, 4, f->arena);
	f->lead_customer_name = db_text(st, 5, f->arena);
	f->lead_country = db_text(st, 6, f->arena);
	f->accepted_on = db_date(st, 7);
	*ret_stage = db_text(st, 8, f->arena);
	f->won_on = strcmp(*ret_stage, "won") == 0 ? db_date(st, 9) : DATE_NONE;
}

/* What happened elsewhere is taken as it was. */
static bool check_won(
    const struct sale_facts *f, const char *stage, struct err *err)
{
	const char *text;

	if (strcmp(stage, "won") == 0)
		return true;
	text = arena_fmt(f->arena,
	    "L-%" PRId64 " %s is not won but %s; a sale needs it won.", f->lead,
	    f->lead_customer_name, stage);
	if (typed(f))
		return err_invalid(err, "lead", "%s", text);
	sale_tell(f, "lead", text);
	return true;
}

static bool find_lead_id(struct sale_facts *f, struct err *err)
{
	const char *text = or_empty(f->data->lead);
	struct err no_id;

	if (!import_find(f->c->session, "lead", &text, f->arena, &f->lead, err))
		return false;
	if (f->lead == 0 && typed(f) &&
	    !noun_id("lead", text, &f->lead, &no_id))
		f->lead = 0;
	if (f->lead == 0)
		return err_invalid(err, "lead",
		    "There is no lead \"%.80s\"; name one by its id, like "
		    "L-12, or by its id in the other system.",
		    or_empty(f->data->lead));
	return true;
}

static bool read_lead(struct sale_facts *f, struct err *err)
{
	const char *stage = "";
	enum db_step step;
	struct stmt *st;

	if (or_empty(f->data->lead)[0] == '\0')
		return true;
	if (!find_lead_id(f, err) ||
	    !db_query(f->c->session->db, SELECT_LEAD, VALUES(val_int(f->lead)),
		&st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW)
		read_lead_row(f, st, &stage);
	db_reset(st);
	if (step == DB_DONE)
		return err_invalid(
		    err, "lead", "There is no lead L-%" PRId64 ".", f->lead);
	return step == DB_ROW && check_won(f, stage, err);
}

static bool read_partner(struct sale_facts *f, struct err *err)
{
	const char *text = or_empty(f->data->partner);
	struct value country = val_text("");
	int64_t named = f->partner;
	bool found = false;

	if (text[0] == '\0' && f->partner == 0)
		return err_invalid(err, "partner",
		    "Say whose sale it is: a partner, or a lead.");
	if (text[0] != '\0' &&
	    !partner_find(f->c->session, text, typed(f), f->arena, &named, err))
		return false;
	if (f->partner != 0 && named != f->partner)
		return err_invalid(err, "partner",
		    "L-%" PRId64 " is a lead of P-%" PRId64
		    ", not of P-%" PRId64 ".",
		    f->lead, f->partner, named);
	f->partner = named;
	if (!db_value(f->c->session->db, SELECT_PARTNER, VALUES(val_int(named)),
		VALUE_TEXT, f->arena, &found, &country, err))
		return false;
	f->partner_country = found && country.s[0] != '\0' ? country.s : "ZZ";
	return true;
}

/* The sale's own split, else the lead's. */
static bool read_split(struct sale_facts *f, struct err *err)
{
	const char *told = or_empty(f->data->split);
	bool own = told[0] != '\0';

	return sale_split_parse(f->c->session,
	    own ? told : or_empty(f->lead_split), own ? typed(f) : true,
	    f->partner, f->arena, &f->split, err);
}

/* ---- the customer -------------------------------------------------------- */

static bool find_by_id(
    struct sale_facts *f, const char *text, int64_t *ret, struct err *err)
{
	struct err none;

	if (customer_find(f->c->session, text, typed(f), ret, &none))
		return true;
	*ret = 0;
	if (none.kind == ERR_NOT_FOUND || none.kind == ERR_INVALID)
		return true;
	*err = none;
	return false;
}

/* The oldest of the partner's own, else the oldest. */
static bool find_by_name(struct sale_facts *f, const char *name,
    const char *country, int64_t *ret, struct err *err)
{
	int64_t id, own = 0, any = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(f->c->session->db, SELECT_NAMED,
		VALUES(val_text(text_company_key(name, f->arena)),
		    val_text(country), val_int(f->partner)),
		&st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		id = db_int(st, 0);
		any = any == 0 || id < any ? id : any;
		if (db_int(st, 1) != 0 && (own == 0 || id < own))
			own = id;
	}
	db_reset(st);
	*ret = own != 0 ? own : any;
	return step != DB_FAILED;
}

static bool make_customer(struct sale_facts *f, const char *name,
    const char *country, int64_t *ret, struct err *err)
{
	const struct customer_data d = { .name = name, .country = country };

	return customer_insert(f->c, &d, f->batch, ret, err);
}

/* By id, by name among the partner's own, by name in the country. */
static bool find_customer(struct sale_facts *f, struct err *err)
{
	const char *name = or_empty(f->data->customer);
	const char *country = f->partner_country;
	int64_t id = 0;

	if (f->lead != 0 && or_empty(f->lead_country)[0] != '\0')
		country = f->lead_country;
	if (name[0] == '\0' && f->lead != 0) {
		id = f->lead_customer;
		name = f->lead_customer_name;
	}
	if (name[0] == '\0')
		return err_invalid(err, "customer", "Say who bought it.");
	if (id == 0 && f->lead_customer != 0 &&
	    strcmp(text_company_key(name, f->arena),
		text_company_key(f->lead_customer_name, f->arena)) == 0)
		id = f->lead_customer;
	if (id == 0 && !find_by_id(f, name, &id, err))
		return false;
	if (id == 0 && !find_by_name(f, name, country, &id, err))
		return false;
	if (id == 0 && !make_customer(f, name, country, &id, err))
		return false;
	if (f->lead_customer != 0 && id != f->lead_customer)
		return err_invalid(err, "customer",
		    "L-%" PRId64 " was won with U-%" PRId64 " %s.", f->lead,
		    f->lead_customer, f->lead_customer_name);
	f->customer = id;
	return true;
}

static bool read_customer(struct sale_facts *f, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(f->c->session->db, SELECT_CUSTOMER,
		VALUES(val_int(f->customer)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW) {
		f->customer_name = db_text(st, 0, f->arena);
		f->incumbent = db_int(st, 1);
		f->house = db_int(st, 2) != 0;
		f->first_on = db_date(st, 3);
	}
	db_reset(st);
	return step == DB_ROW ||
	    (step == DB_DONE &&
		err_invalid(err, "customer",
		    "There is no customer U-%" PRId64 ".", f->customer));
}

static bool is_in_split(const struct sale_facts *f, int64_t partner)
{
	for (size_t i = 0; i < f->split.n; i++)
		if (f->split.partner[i] == partner)
			return true;
	return false;
}

/* A lead that was won has settled whose customer it is. */
static bool check_owner(const struct sale_facts *f, struct err *err)
{
	const char *text;

	if (f->lead != 0 || f->incumbent == f->partner)
		return true;
	if (f->incumbent != 0) {
		if (is_in_split(f, f->incumbent))
			return true;
		return err_invalid(err, "partner",
		    "U-%" PRId64 " %s is a customer of P-%" PRId64
		    ", not of P-%" PRId64
		    "; name the lead or the split that says otherwise.",
		    f->customer, f->customer_name, f->incumbent, f->partner);
	}
	if (!f->house)
		return true;
	text = arena_fmt(f->arena,
	    "U-%" PRId64 " %s is a house account; only a lead that was won "
	    "brings a partner a sale there.",
	    f->customer, f->customer_name);
	if (typed(f))
		return err_invalid(err, "customer", "%s", text);
	sale_tell(f, "customer", text);
	return true;
}

bool sale_facts_find(struct sale_facts *f, struct err *err)
{
	f->lead_program = f->lead_split = f->lead_customer_name = "";
	f->accepted_on = f->won_on = DATE_NONE;
	return read_figures(f, err) && read_lead(f, err) &&
	    read_partner(f, err) && read_split(f, err) &&
	    find_customer(f, err) && read_customer(f, err) &&
	    check_owner(f, err);
}

bool sale_customer_follow(const struct sale_facts *f, struct err *err)
{
	date_days on = f->data->date;

	if (f->incumbent == 0 && !f->house &&
	    !customer_set_incumbent(f->c, f->customer, f->partner, on, err))
		return false;
	return (f->first_on != DATE_NONE && f->first_on <= on) ||
	    customer_bought(f->c, f->customer, on, err);
}
