/* domain/partner_contact.c - the people to talk to at a partner. */

#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "domain/partner_operation.h"

#define MAX_CONTACTS 200

static const char SELECT_CONTACTS[] =
    "SELECT id, kind, name, email, phone FROM contact WHERE partner = ?1"
    " AND void = 0 ORDER BY id LIMIT 200";

struct contact {
	int64_t id;
	const char *kind, *name, *email, *phone;
};

struct contacts {
	struct contact *list;
	size_t n;
	const struct contact *main; /* NULL */
};

static bool is_main(const char *kind)
{
	return strcmp(kind, "main") == 0;
}

static bool read_contacts(
    struct partner_edit *e, struct contacts *ret, struct err *err)
{
	struct contacts c = { .list = arena_alloc(
				  e->arena, MAX_CONTACTS * sizeof(*c.list)) };
	enum db_step step;
	struct stmt *st;

	if (!db_query(e->change.session->db, SELECT_CONTACTS,
		VALUES(val_int(e->row.id)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW && c.n < MAX_CONTACTS)
		c.list[c.n++] = (struct contact){ .id = db_int(st, 0),
			.kind = db_text(st, 1, e->arena),
			.name = db_text(st, 2, e->arena),
			.email = db_text(st, 3, e->arena),
			.phone = db_text(st, 4, e->arena) };
	db_reset(st);
	for (size_t i = 0; i < c.n; i++)
		if (is_main(c.list[i].kind))
			c.main = &c.list[i];
	*ret = c;
	return step != DB_FAILED;
}

static bool names(const struct contact *k, const char *text, struct arena *a)
{
	char *end;
	long long number = strtoll(text, &end, 10);
	const char *folded = text_fold(text, a);

	if (*end == '\0' && end != text)
		return number == k->id;
	return strcmp(folded, text_fold(k->name, a)) == 0 ||
	    strcmp(folded, text_fold(k->email, a)) == 0;
}

static bool refuse_contact(struct partner_edit *e, const struct contacts *c,
    const char *text, struct err *err)
{
	struct buf known = BUF_INIT;

	for (size_t i = 0; i < c->n && i < 10; i++)
		buf_fmt(&known, "%s%" PRId64 " %s (%s)", i > 0 ? ", " : "",
		    c->list[i].id, c->list[i].name, c->list[i].kind);
	err_fill(err, ERR_INVALID, "contact",
	    "%s has no contact \"%.60s\"; it has %s.", e->record.label, text,
	    c->n > 0 ? buf_text(&known) : "none");
	buf_done(&known);
	return false;
}

/* The one contact of that number, name or address. */
static bool find_contact(struct partner_edit *e, const struct contacts *c,
    const char *text, const struct contact **ret, struct err *err)
{
	const struct contact *found = NULL;

	for (size_t i = 0; i < c->n; i++) {
		if (!names(&c->list[i], text, e->arena))
			continue;
		if (found != NULL)
			return err_invalid(err, "contact",
			    "%s has two contacts \"%.60s\", %" PRId64
			    " and %" PRId64 "; say the number.",
			    e->record.label, text, found->id, c->list[i].id);
		found = &c->list[i];
	}
	if (found == NULL)
		return refuse_contact(e, c, text, err);
	*ret = found;
	return true;
}

/* The old main contact stays, as one of the others. */
static bool step_back(
    struct partner_edit *e, const struct contacts *c, struct err *err)
{
	return c->main == NULL ||
	    change_update(&e->change, "contact", c->main->id, 0,
		SETS({ "kind", val_text("other") }), err);
}

/* Contacts are part of what a partner is and is found by. */
static bool finish(struct partner_edit *e, struct err *err)
{
	return partner_touch(e, err) &&
	    partner_search_follow(&e->change, e->row.id, err);
}

/* Somebody must be the one to talk to: the first is the main contact. */
static const char *kind_of_new(const struct contacts *c, const char *told)
{
	if (c->main == NULL)
		return "main";
	return or_empty(told)[0] != '\0' ? told : "other";
}

static bool add_body(struct partner_edit *e, struct call *call, struct err *err)
{
	const struct partner_contact_params *p = call->params;
	struct contacts c;
	const char *kind;
	int64_t id;

	if (!read_contacts(e, &c, err))
		return false;
	if (c.n == MAX_CONTACTS)
		return err_set(err, ERR_REFUSED,
		    "%s has %d contacts; remove one first.", e->record.label,
		    MAX_CONTACTS);
	kind = kind_of_new(&c, p->kind);
	if ((is_main(kind) && !step_back(e, &c, err)) ||
	    !change_insert(&e->change, "contact",
		SETS({ "partner", val_int(e->row.id) },
		    { "kind", val_text(kind) }, { "name", val_text(p->name) },
		    { "email", val_text(or_empty(p->email)) },
		    { "phone", val_text(or_empty(p->phone)) }),
		&id, err) ||
	    !finish(e, err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s: %s is a contact (%s), number %" PRId64 ".",
		e->record.label, p->name, kind, id);
	return true;
}

bool partner_contact_add(struct session *s, struct call *call, struct err *err)
{
	return partner_do(s, call, "contact-add", add_body, err);
}

/* What is told, or else what is there; "-" empties. */
static const char *told_or(const char *told, const char *was)
{
	if (or_empty(told)[0] == '\0')
		return was;
	return strcmp(told, "-") == 0 ? "" : told;
}

/* The field takes "-", too; what is an address is looked at here. */
static bool check_email(const char *email, struct arena *a, struct err *err)
{
	struct partner_contact_params unused;
	const struct field *f = fields_find(&partner_contact_fields, "email");

	return email[0] == '\0' ||
	    field_set(f, &unused, email, DATE_NONE, a, err);
}

static bool check_kind(struct partner_edit *e, const struct contact *k,
    const char *kind, struct err *err)
{
	if (!is_main(k->kind) || is_main(kind))
		return true;
	return err_invalid(err, "kind",
	    "%s is the main contact of %s; make another one the main "
	    "contact first.",
	    k->name, e->record.label);
}

static bool edit_body(
    struct partner_edit *e, struct call *call, struct err *err)
{
	const struct partner_contact_params *p = call->params;
	const struct contact *k;
	const char *kind, *name, *email;
	struct contacts c;

	if (!read_contacts(e, &c, err) ||
	    !find_contact(e, &c, p->contact, &k, err))
		return false;
	kind = told_or(p->kind, k->kind);
	name = told_or(p->name, k->name);
	if (name[0] == '\0')
		return err_invalid(err, "name", "A contact has a name.");
	email = told_or(p->email, k->email);
	if (!check_kind(e, k, kind, err) || !check_email(email, e->arena, err))
		return false;
	if (is_main(kind) && !is_main(k->kind) && !step_back(e, &c, err))
		return false;
	if (!change_update(&e->change, "contact", k->id, 0,
		SETS({ "kind", val_text(kind) }, { "name", val_text(name) },
		    { "email", val_text(email) },
		    { "phone", val_text(told_or(p->phone, k->phone)) }),
		err) ||
	    !finish(e, err))
		return false;
	call->ret_text = arena_fmt(
	    e->arena, "%s: contact %s is changed.", e->record.label, name);
	return true;
}

bool partner_contact_edit(struct session *s, struct call *call, struct err *err)
{
	return partner_do(s, call, "contact-edit", edit_body, err);
}

static bool remove_body(
    struct partner_edit *e, struct call *call, struct err *err)
{
	const struct partner_contact_params *p = call->params;
	const struct contact *k;
	struct contacts c;

	if (!read_contacts(e, &c, err) ||
	    !find_contact(e, &c, p->contact, &k, err))
		return false;
	if (is_main(k->kind) && c.n > 1)
		return err_set(err, ERR_REFUSED,
		    "%s is the main contact of %s; make another one the main "
		    "contact first.",
		    k->name, e->record.label);
	if (!change_update(&e->change, "contact", k->id, 0,
		SETS({ "void", val_int(1) }), err) ||
	    !finish(e, err))
		return false;
	call->ret_text = arena_fmt(
	    e->arena, "%s: contact %s is removed.", e->record.label, k->name);
	return true;
}

bool partner_contact_remove(
    struct session *s, struct call *call, struct err *err)
{
	return partner_do(s, call, "contact-remove", remove_body, err);
}

static bool main_body(
    struct partner_edit *e, struct call *call, struct err *err)
{
	const struct partner_contact_params *p = call->params;
	const struct contact *k;
	struct contacts c;

	if (!read_contacts(e, &c, err) ||
	    !find_contact(e, &c, p->contact, &k, err))
		return false;
	if (is_main(k->kind))
		return err_set(err, ERR_REFUSED,
		    "%s is the main contact of %s already.", k->name,
		    e->record.label);
	/* In this order: there is never a moment with two. */
	if (!step_back(e, &c, err) ||
	    !change_update(&e->change, "contact", k->id, 0,
		SETS({ "kind", val_text("main") }), err) ||
	    !finish(e, err))
		return false;
	call->ret_text = arena_fmt(
	    e->arena, "%s: %s is the main contact.", e->record.label, k->name);
	return true;
}

bool partner_contact_main(struct session *s, struct call *call, struct err *err)
{
	return partner_do(s, call, "contact-main", main_body, err);
}
