/* domain/partner_link.c - tags, manager, parent, customer, directory. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/customer.h"
#include "domain/partner_operation.h"

static const char SELECT_TAG[] = "SELECT id FROM partner_tag"
				 " WHERE partner = ?1 AND tag = ?2"
				 " AND void = 0";

static const char SELECT_LINKED[] =
    "SELECT id FROM partner WHERE customer = ?1 AND void = 0 AND id <> ?2";

static const char SELECT_PERSON[] =
    "SELECT id FROM person WHERE name = ?1 AND status = 'active'";

static bool find_one(struct partner_edit *e, const char *sql,
    const struct value *values, size_t n, int64_t *ret, struct err *err)
{
	struct value v = val_int(0);
	bool found = false;

	if (!db_value(e->change.session->db, sql, values, n, VALUE_INT,
		e->arena, &found, &v, err))
		return false;
	*ret = found ? v.i : 0;
	return true;
}

/* ---- tags -------------------------------------------------------------- */

/* The next of "cloud, training", or NULL. */
static const char *next_tag(const char **rest, struct arena *a)
{
	while (**rest != '\0') {
		size_t len = strcspn(*rest, ",");
		const char *tag = arena_strn(a, *rest, len);

		*rest += len + ((*rest)[len] == ',');
		if (tag[strspn(tag, " ")] != '\0')
			return tag;
	}
	return NULL;
}

static bool remove_tag(
    struct partner_edit *e, const char *tag, bool *changed, struct err *err)
{
	int64_t id;

	if (!partner_clean_tag(tag, e->arena, &tag, err) ||
	    !find_one(e, SELECT_TAG, VALUES(val_int(e->row.id), val_text(tag)),
		&id, err))
		return false;
	*changed = id != 0;
	return id == 0 ||
	    change_update(&e->change, "partner_tag", id, 0,
		SETS({ "void", val_int(1) }), err);
}

static bool change_tags(
    struct partner_edit *e, struct call *call, bool add, struct err *err)
{
	const struct partner_name_params *p = call->params;
	const char *rest = p->tags, *tag;
	bool changed = false, one;

	if (rest[strspn(rest, " ,")] == '\0')
		return err_invalid(err, "tags", "Say which tags.");
	while ((tag = next_tag(&rest, e->arena)) != NULL) {
		if (add ? !partner_add_tag(
			      &e->change, e->row.id, tag, e->arena, &one, err)
			: !remove_tag(e, tag, &one, err))
			return false;
		changed = changed || one;
	}
	if (!changed)
		return err_set(err, ERR_REFUSED, "%s %s the tags \"%s\".",
		    e->record.label, add ? "has already" : "has none of",
		    p->tags);
	if (!partner_touch(e, err) ||
	    !partner_search_follow(&e->change, e->row.id, err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s is %s \"%s\".",
	    e->record.label, add ? "tagged" : "no more tagged", p->tags);
	return true;
}

static bool tag_body(struct partner_edit *e, struct call *call, struct err *err)
{
	return change_tags(e, call, true, err);
}

bool partner_tag(struct session *s, struct call *call, struct err *err)
{
	return partner_do(s, call, "tag", tag_body, err);
}

static bool untag_body(
    struct partner_edit *e, struct call *call, struct err *err)
{
	return change_tags(e, call, false, err);
}

bool partner_untag(struct session *s, struct call *call, struct err *err)
{
	return partner_do(s, call, "untag", untag_body, err);
}

/* ---- who looks after it, whose it is ----------------------------------- */

bool partner_may_manage(
    struct session *s, const char *person, struct arena *a, struct err *err)
{
	struct value v;
	bool found = false;

	if (or_empty(person)[0] == '\0' || strcmp(person, s->user) == 0)
		return true;
	if (!db_value(s->db, SELECT_PERSON, VALUES(val_text(person)), VALUE_INT,
		a, &found, &v, err))
		return false;
	return found ||
	    err_invalid(err, "manager", "There is no user \"%.64s\".", person);
}

static bool manager_body(
    struct partner_edit *e, struct call *call, struct err *err)
{
	const struct partner_name_params *p = call->params;
	const char *person = or_empty(p->person);

	if (!partner_may_manage(e->change.session, person, e->arena, err)) {
		err->field = "person";
		return false;
	}
	if (!partner_set(e, SETS({ "manager", val_text(person) }), err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s is looked after by %s.",
	    e->record.label, person[0] != '\0' ? person : "nobody");
	return true;
}

bool partner_manager(struct session *s, struct call *call, struct err *err)
{
	return partner_do(s, call, "manager", manager_body, err);
}

static bool parent_body(
    struct partner_edit *e, struct call *call, struct err *err)
{
	const struct partner_name_params *p = call->params;
	struct set_list sets = { .n = 0 };
	struct value parent;

	if (!partner_put_parent(
		&sets, &e->change, e->row.id, p->parent, e->arena, err) ||
	    !partner_set(e, sets.list, sets.n, err))
		return false;
	parent = sets.list[0].value;
	if (parent.type == VALUE_NULL)
		call->ret_text = arena_fmt(
		    e->arena, "%s has no parent company.", e->record.label);
	else
		call->ret_text = arena_fmt(e->arena,
		    "%s belongs to P-%" PRId64 ".", e->record.label, parent.i);
	return true;
}

bool partner_parent(struct session *s, struct call *call, struct err *err)
{
	return partner_do(s, call, "parent", parent_body, err);
}

/* ---- also a customer --------------------------------------------------- */

static bool link_body(
    struct partner_edit *e, struct call *call, struct err *err)
{
	const struct partner_name_params *p = call->params;
	int64_t customer, other;

	if (!customer_find(
		e->change.session, p->customer, true, &customer, err)) {
		err->field = "customer";
		return false;
	}
	if (!find_one(e, SELECT_LINKED,
		VALUES(val_int(customer), val_int(e->row.id)), &other, err))
		return false;
	if (other != 0)
		return err_set(err, ERR_REFUSED,
		    "U-%" PRId64 " is the customer that P-%" PRId64
		    " is, too; a customer is one company.",
		    customer, other);
	if (!partner_set(e, SETS({ "customer", val_int(customer) }), err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s is also the customer U-%" PRId64 ".",
		e->record.label, customer);
	return true;
}

bool partner_link(struct session *s, struct call *call, struct err *err)
{
	return partner_do(s, call, "link", link_body, err);
}

static bool unlink_body(
    struct partner_edit *e, struct call *call, struct err *err)
{
	if (e->row.customer == 0)
		return err_set(err, ERR_REFUSED,
		    "%s is not linked to a customer.", e->record.label);
	if (!partner_set(e, SETS({ "customer", val_null() }), err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s is no more the customer U-%" PRId64 ".",
		e->record.label, e->row.customer);
	return true;
}

bool partner_unlink(struct session *s, struct call *call, struct err *err)
{
	return partner_do(s, call, "unlink", unlink_body, err);
}

/* ---- the public directory ---------------------------------------------- */

static bool show(
    struct partner_edit *e, struct call *call, bool visible, struct err *err)
{
	if (e->row.visible == visible)
		return err_set(err, ERR_REFUSED,
		    "%s is %s in the public directory.", e->record.label,
		    visible ? "already" : "not");
	if (!partner_set(e, SETS({ "visible", val_int(visible) }), err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s is %s the public directory.",
	    e->record.label, visible ? "in" : "no more in");
	return true;
}

static bool publish_body(
    struct partner_edit *e, struct call *call, struct err *err)
{
	return show(e, call, true, err);
}

bool partner_publish(struct session *s, struct call *call, struct err *err)
{
	return partner_do(s, call, "publish", publish_body, err);
}

static bool unpublish_body(
    struct partner_edit *e, struct call *call, struct err *err)
{
	return show(e, call, false, err);
}

bool partner_unpublish(struct session *s, struct call *call, struct err *err)
{
	return partner_do(s, call, "unpublish", unpublish_body, err);
}
