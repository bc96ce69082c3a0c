/* domain/lead_import.c - leads that came in a file. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/customer.h"
#include "domain/import.h"
#include "domain/lead_claim.h"
#include "domain/lead_row.h"
#include "domain/partner.h"

static const char SELECT_WORKER[] =
    "SELECT actor FROM audit a WHERE kind = 'lead' AND record = ?1"
    " AND undoes IS NULL AND NOT EXISTS"
    " (SELECT 1 FROM audit u WHERE u.undoes = a.id) ORDER BY id DESC LIMIT 1";

/* One of an unknown country is the same one within a file only. */
static const char SELECT_OF_FILE[] =
    "SELECT id FROM customer WHERE name_key = ?1 AND country = 'ZZ'"
    " AND batch = ?2 AND void = 0 ORDER BY id LIMIT 1";

static const char SELECT_CUSTOMER[] =
    "SELECT name, country, partner, house FROM customer WHERE id = ?1";

/* The customer of a lead, as it is here. */
struct owner {
	int64_t id;
	const char *name, *country;
	int64_t partner; /* the incumbent, or 0 */
	bool house;
};

struct import {
	struct change *c;
	int64_t batch;
	struct arena *arena;
	void (*warn)(void *arg, const char *field, const char *text);
	void *arg;
	struct lead_data data; /* with what follows from others */
	struct lead_terms terms;
	struct lead_start start;
	struct owner customer;
	int64_t again;       /* the lead that it is already, or 0 */
	struct lead_row row; /* that one */
};

static bool is_empty(const char *s)
{
	return s == NULL || s[0] == '\0';
}

static void tell(const struct import *im, const char *field, const char *text)
{
	if (im->warn != NULL)
		im->warn(im->arg, field, text);
}

static date_days today(const struct import *im)
{
	return (date_days)(im->c->now / 86400);
}

static bool is_open(const struct lead_data *d)
{
	size_t state = is_empty(d->stage)
	    ? LEAD_SUBMITTED
	    : lifecycle_find(&lead_lifecycle, d->stage);

	return state < lead_lifecycle.n_states &&
	    (STATE_BIT(state) & LEAD_OPEN) != 0;
}

/* ---- its customer ------------------------------------------------------- */

/* By the other system's key, or by the own id with its letter. */
static bool find_named(struct import *im, int64_t *ret, struct err *err)
{
	struct err none;

	*ret = 0;
	if (customer_find(im->c->session, im->data.customer, false, ret, &none))
		return true;
	if (none.kind == ERR_NOT_FOUND || none.kind == ERR_INVALID)
		return true;
	*err = none;
	return false;
}

static bool find_of_file(struct import *im, int64_t *ret, struct err *err)
{
	struct value v = val_null();
	bool found = false;

	if (*ret == 0 && im->again != 0 &&
	    strcmp(im->data.customer, im->row.data.customer) == 0)
		*ret = im->row.customer_id;
	if (*ret != 0 || strcmp(im->data.country, "ZZ") != 0)
		return true;
	if (!db_value(im->c->session->db, SELECT_OF_FILE,
		VALUES(val_text(text_company_key(im->data.customer, im->arena)),
		    val_int(im->batch)),
		VALUE_INT, im->arena, &found, &v, err))
		return false;
	*ret = found ? v.i : 0;
	return true;
}

static bool read_customer(struct import *im, int64_t id, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(im->c->session->db, SELECT_CUSTOMER, VALUES(val_int(id)),
		&st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW)
		im->customer = (struct owner){ .id = id,
			.name = db_text(st, 0, im->arena),
			.country = db_text(st, 1, im->arena),
			.partner = db_int(st, 2),
			.house = db_int(st, 3) != 0 };
	db_reset(st);
	if (step == DB_DONE)
		return err_set(err, ERR_NOT_FOUND,
		    "There is no customer U-%" PRId64 ".", id);
	return step == DB_ROW;
}

/* A lead that was typed here has no customer's record until it is won. */
static bool needs_none(const struct import *im)
{
	return im->again != 0 && im->row.customer_id == 0 &&
	    strcmp(im->data.customer, im->row.data.customer) == 0 &&
	    strcmp(im->data.stage, "won") != 0;
}

/*
 * A file may name the customer by its key alone, and may not know the
 * country: then they are the customer's own.
 */
static bool find_customer(struct import *im, struct err *err)
{
	struct lead_data *d = &im->data;
	const struct customer_data as = { .name = d->customer,
		.country = d->country,
		.domain = lead_domain(d, im->arena),
		.tax_id = d->tax_id };
	int64_t named, id;
	bool made;

	if (needs_none(im))
		return true;
	if (!find_named(im, &named, err))
		return false;
	id = named;
	if (!find_of_file(im, &id, err) ||
	    (id == 0 &&
		!customer_find_or_make(
		    im->c, &as, im->batch, &id, &made, err)) ||
	    !read_customer(im, id, err))
		return false;
	if (named != 0)
		d->customer = im->customer.name;
	if (strcmp(d->country, "ZZ") == 0)
		d->country = im->customer.country;
	if (im->customer.house && is_open(d))
		tell(im, "customer", "It is a house account of the vendor.");
	return true;
}

/* What a won lead makes of its customer. */
static bool follow_customer(struct import *im, struct err *err)
{
	if (im->start.stage != LEAD_WON)
		return true;
	if (im->customer.partner != 0 &&
	    im->customer.partner != im->terms.partner)
		tell(im, "partner",
		    "The customer has another incumbent partner, who stays.");
	else if (!im->customer.house && im->customer.partner == 0 &&
	    !customer_set_incumbent(im->c, im->customer.id, im->terms.partner,
		im->start.closed_on, err))
		return false;
	return customer_bought(
	    im->c, im->customer.id, im->start.closed_on, err);
}

/* ---- its terms and its start -------------------------------------------- */

/* What a form would refuse is only worth a word when it happened elsewhere. */
static void warn_rules(const struct import *im)
{
	const struct program *p = im->terms.ref.program;
	const char *product = im->data.product;
	bool known = is_empty(product);

	if (p == NULL) {
		tell(im, "partner", im->terms.problem);
		return;
	}
	/* Of one that is over, nobody asks for more. */
	for (size_t i = 0; is_open(&im->data) && i < p->leads.n_required; i++) {
		const struct field *f =
		    fields_find(&lead_fields, p->leads.required[i]);

		if (f != NULL && field_is_empty(f, &im->data))
			tell(im, f->name,
			    arena_fmt(im->arena,
				"%s is needed by the program %s.", f->title,
				p->id));
	}
	for (size_t i = 0; !known && i < p->n_products; i++)
		known = strcmp(p->products[i].id, product) == 0;
	if (!known)
		tell(im, "product",
		    arena_fmt(im->arena,
			"The program %s has no product \"%s\".", p->id,
			product));
}

/* A lead that is known stays under the terms that it has. */
static bool find_terms(struct import *im, struct err *err)
{
	struct session *s = im->c->session;
	struct lead_row row;
	int64_t partner;

	if (!partner_find(s, im->data.partner, false, im->arena, &partner, err))
		return false;
	if (im->again == 0 || im->row.partner != partner)
		return lead_find_terms(s, &im->data, partner, im->c->now,
		    im->arena, &im->terms, err);
	row = im->row;
	row.data.submitted_on = im->data.submitted_on;
	return lead_row_terms(s, &row, im->c->now, &im->terms, err);
}

/* What a file leaves out of a lead that is here stays as it is. */
static void keep_row(struct import *im)
{
	const struct lead_data *row = &im->row.data;
	struct lead_data *d = &im->data;

	if (is_empty(d->stage))
		d->stage = im->row.stage;
	if (strcmp(d->stage, im->row.stage) == 0) {
		if (d->closed_on == DATE_NONE)
			d->closed_on = row->closed_on;
		if (is_empty(d->reason))
			d->reason = row->reason;
	}
	if (d->submitted_on == DATE_NONE)
		d->submitted_on = row->submitted_on;
	if (is_empty(d->split))
		d->split = row->split;
	if (is_empty(d->owner))
		d->owner = row->owner;
	if (is_empty(d->next_step) && d->next_on == DATE_NONE) {
		d->next_step = row->next_step;
		d->next_on = row->next_on;
	}
}

static bool find_again(struct import *im, struct err *err)
{
	struct session *s = im->c->session;

	if (!import_find(s, "lead", &im->data.id, im->arena, &im->again, err))
		return false;
	if (im->again == 0)
		return true;
	if (!lead_read(s, im->again, im->arena, &im->row, err))
		return false;
	keep_row(im);
	return true;
}

/* Days that the file leaves out, where others tell them. */
static void fill_days(struct import *im)
{
	struct lead_data *d = &im->data;

	if (is_open(d))
		d->closed_on = DATE_NONE;
	else if (d->closed_on == DATE_NONE && d->expected_close <= today(im))
		d->closed_on = d->expected_close;
}

static bool check_data(struct import *im, struct err *err)
{
	struct lead_data *d = &im->data;

	if (is_empty(d->country))
		d->country = "ZZ";
	if (d->submitted_on != DATE_NONE && d->submitted_on > today(im) + 1)
		return err_invalid(err, "submitted_on",
		    "A lead is submitted today or before, not in days to "
		    "come.");
	fill_days(im);
	if (d->closed_on != DATE_NONE && d->closed_on > today(im) + 1)
		return err_invalid(err, "closed_on",
		    "A lead was won or lost today or before, not in days to "
		    "come.");
	return true;
}

/* A registration that another one holds already is not taken from it. */
static bool check_claim(
    struct import *im, const struct claim_keys *keys, struct err *err)
{
	struct claim_key key;
	int64_t holder = 0;

	if (!im->start.registered)
		return true;
	if (!claim_holder(im->c->session, im->again, keys, &holder, &key, err))
		return false;
	if (holder == 0)
		return true;
	im->start.registered = false;
	im->start.protected_until = DATE_NONE;
	tell(im, "protected_until",
	    "Another lead holds the registration of this customer.");
	return true;
}

/* Registration and windows of a lead that is here, as far as they go on. */
static void keep_start(struct import *im)
{
	const struct lead_row *row = &im->row;
	struct lead_start *start = &im->start;

	if (start->stage == row->state) {
		if (is_open(&im->data))
			start->stage_on = row->stage_on;
		if (im->data.submitted_on == row->data.submitted_on)
			start->rate_on = row->rate_on;
		start->decision_due = row->decision_due;
		start->behind = row->behind;
	}
	start->accepted_on = row->accepted_on;
	start->stop_on = row->stop_on;
	if (is_open(&im->data) && im->data.protected_until != DATE_NONE)
		return;
	start->protected_until = row->protected_until;
	start->registered = row->registered && is_open(&im->data);
}

/* One that waits here goes on to wait; a file puts none behind another. */
static bool is_waiting(const struct import *im)
{
	return im->again != 0 && im->row.state == LEAD_QUEUED &&
	    strcmp(im->data.stage, im->row.stage) == 0;
}

static bool find_start(
    struct import *im, struct claim_keys *ret_keys, struct err *err)
{
	const struct lead_data *d = &im->data;

	if (is_waiting(im)) {
		im->start = lead_start_of(&im->terms);
		im->start.stage = LEAD_QUEUED;
	} else if (!lead_start_imported(d, &im->terms, &im->start, err)) {
		return false;
	}
	if (im->again != 0)
		keep_start(im);
	im->start.customer_id = im->customer.id;
	if (im->start.stage == LEAD_LOST && is_empty(d->reason))
		tell(im, "reason", "It was lost and no reason is given.");
	*ret_keys = claim_keys_of(lead_domain(d, im->arena),
	    text_id_key(is_empty(d->tax_id) ? "" : d->tax_id, im->arena),
	    text_company_key(d->customer, im->arena), d->country, im->arena);
	return check_claim(im, ret_keys, err);
}

/* ---- the row ------------------------------------------------------------ */

static bool claim(struct import *im, int64_t id, const struct claim_keys *keys,
    struct err *err)
{
	int64_t holder;

	if (im->start.registered)
		return claim_take(im->c, id, keys, &holder, err);
	return im->again == 0 || claim_drop(im->c, id, err);
}

/* A file does not change what somebody here has worked on. */
static bool may_update(const struct import *im, struct err *err)
{
	struct value who = val_null();
	bool found = false;

	if (!db_value(im->c->session->db, SELECT_WORKER,
		VALUES(val_int(im->again)), VALUE_TEXT, im->arena, &found, &who,
		err))
		return false;
	if (found)
		return err_set(err, ERR_REFUSED,
		    "L-%" PRId64 " was worked on by %s; an import does not "
		    "change it any more.",
		    im->again, who.s);
	return true;
}

static bool import_again(struct import *im, const struct claim_keys *keys,
    enum import_result *ret, struct err *err)
{
	struct set_list sets = { .n = 0 };
	bool differs;

	if (!lead_check_split(im->c->session, im->data.split, im->arena, err) ||
	    !lead_put_data(&sets, &im->data, im->terms.ref.program,
		im->start.stage, im->arena, err))
		return false;
	lead_put_terms(&sets, &im->terms);
	lead_put_start(&sets, &im->start);
	if (!change_differs(
		im->c, "lead", im->again, sets.list, sets.n, &differs, err))
		return false;
	*ret = differs ? IMPORT_UPDATED : IMPORT_UNCHANGED;
	return !differs ||
	    (may_update(im, err) &&
		change_update(
		    im->c, "lead", im->again, 0, sets.list, sets.n, err) &&
		claim(im, im->again, keys, err) && follow_customer(im, err));
}

static bool import_new(
    struct import *im, const struct claim_keys *keys, struct err *err)
{
	int64_t id;

	warn_rules(im);
	return lead_insert(im->c, &im->data, &im->terms, &im->start, im->batch,
		   im->arena, &id, err) &&
	    claim(im, id, keys, err) && follow_customer(im, err);
}

bool lead_import(struct change *c, int64_t batch, const void *record,
    struct arena *a,
    void (*warn)(void *arg, const char *field, const char *text), void *arg,
    enum import_result *ret, struct err *err)
{
	struct import im = { .c = c,
		.batch = batch,
		.arena = a,
		.warn = warn,
		.arg = arg,
		.data = *(const struct lead_data *)record };
	struct claim_keys keys;

	if (!fields_check(&lead_fields, &im.data, err) ||
	    !find_again(&im, err) || !check_data(&im, err) ||
	    !find_terms(&im, err) || !find_customer(&im, err) ||
	    !find_start(&im, &keys, err))
		return false;
	if (im.again != 0)
		return import_again(&im, &keys, ret, err);
	*ret = IMPORT_NEW;
	return import_new(&im, &keys, err);
}
