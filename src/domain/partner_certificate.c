/* domain/partner_certificate.c - certified people at a partner. */

#include "config.h"

#include <inttypes.h>

#include "domain/partner_operation.h"

static const char SELECT_CERTIFICATE[] =
    "SELECT person, name, issued_on FROM certificate WHERE id = ?1"
    " AND partner = ?2 AND void = 0";

struct certificate {
	const char *person, *name;
	date_days issued_on; /* DATE_NONE */
};

static bool find_certificate(struct partner_edit *e, int64_t id,
    struct certificate *ret, struct err *err)
{
	struct certificate c = { .issued_on = DATE_NONE };
	enum db_step step;
	struct stmt *st;

	if (!db_query(e->change.session->db, SELECT_CERTIFICATE,
		VALUES(val_int(id), val_int(e->row.id)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW) {
		struct value on = db_column(st, 2, VALUE_INT);

		c.person = db_text(st, 0, e->arena);
		c.name = db_text(st, 1, e->arena);
		if (on.type != VALUE_NULL)
			c.issued_on = (date_days)on.i;
	}
	db_reset(st);
	if (step == DB_DONE)
		return err_invalid(err, "certificate",
		    "%s has no certificate %" PRId64 ".", e->record.label, id);
	if (step == DB_ROW)
		*ret = c;
	return step == DB_ROW;
}

/* Nobody is certified by a day to come, or by one that never was. */
static bool check_days(struct partner_edit *e, date_days issued,
    date_days expires, struct err *err)
{
	if (issued != DATE_NONE && issued > e->today + 1)
		return err_invalid(err, "issued_on",
		    "A certificate is issued today or before.");
	if (issued != DATE_NONE && expires != DATE_NONE && expires < issued)
		return err_invalid(err, "expires_on",
		    "A certificate expires on or after the day of its issue.");
	return true;
}

static const char *until(struct arena *a, date_days expires)
{
	char text[11];

	if (expires == DATE_NONE)
		return "without end";
	return arena_fmt(a, "until %s", date_text(expires, text));
}

static bool add_body(struct partner_edit *e, struct call *call, struct err *err)
{
	const struct partner_certificate_params *p = call->params;
	int64_t id;

	if (!check_days(e, p->issued_on, p->expires_on, err) ||
	    !change_insert(&e->change, "certificate",
		SETS({ "partner", val_int(e->row.id) },
		    { "person", val_text(p->person) },
		    { "name", val_text(p->name) },
		    { "issued_on", val_date(p->issued_on) },
		    { "expires_on", val_date(p->expires_on) },
		    { "created_at", val_time(e->change.now) },
		    { "created_by", val_text(e->change.actor) }),
		&id, err) ||
	    !partner_touch(e, err))
		return false;
	call->ret_text = arena_fmt(e->arena,
	    "%s: %s has the certificate \"%s\" %s, number %" PRId64 ".",
	    e->record.label, p->person, p->name, until(e->arena, p->expires_on),
	    id);
	return true;
}

bool partner_certificate_add(
    struct session *s, struct call *call, struct err *err)
{
	return partner_do(s, call, "certificate-add", add_body, err);
}

static bool renew_body(
    struct partner_edit *e, struct call *call, struct err *err)
{
	const struct partner_certificate_params *p = call->params;
	date_days issued = p->issued_on;
	struct certificate c;

	if (!find_certificate(e, p->certificate, &c, err))
		return false;
	if (issued == DATE_NONE)
		issued = e->today;
	if (!check_days(e, issued, p->expires_on, err) ||
	    !change_update(&e->change, "certificate", p->certificate, 0,
		SETS({ "issued_on", val_date(issued) },
		    { "expires_on", val_date(p->expires_on) }),
		err) ||
	    !partner_touch(e, err))
		return false;
	call->ret_text = arena_fmt(e->arena,
	    "%s: the certificate \"%s\" of %s is renewed, %s.", e->record.label,
	    c.name, c.person, until(e->arena, p->expires_on));
	return true;
}

bool partner_certificate_renew(
    struct session *s, struct call *call, struct err *err)
{
	return partner_do(s, call, "certificate-renew", renew_body, err);
}

static bool remove_body(
    struct partner_edit *e, struct call *call, struct err *err)
{
	const struct partner_certificate_params *p = call->params;
	struct certificate c;

	if (!find_certificate(e, p->certificate, &c, err) ||
	    !change_update(&e->change, "certificate", p->certificate, 0,
		SETS({ "void", val_int(1) }), err) ||
	    !partner_touch(e, err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s: the certificate \"%s\" of %s is removed.",
		e->record.label, c.name, c.person);
	return true;
}

bool partner_certificate_remove(
    struct session *s, struct call *call, struct err *err)
{
	return partner_do(s, call, "certificate-remove", remove_body, err);
}
