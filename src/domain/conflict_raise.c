/* domain/conflict_raise.c - conflicts that a person sees. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "domain/conflict_row.h"
#include "domain/lead_match.h"

/* Two that a person takes for one, however they are spelled. */
struct pair {
	struct conflict_side lead, other;
};

static bool is_customer(const char *text)
{
	return (text[0] & ~0x20) == 'U' && text[1] == '-';
}

static bool read_pair(struct session *s, const struct conflict_raise_params *p,
    int64_t lead, struct arena *a, struct pair *ret, struct err *err)
{
	bool customer = is_customer(p->other);
	int64_t other;

	return noun_id(customer ? "customer" : "lead", p->other, &other, err) &&
	    conflict_side_read(s, lead, false, a, &ret->lead, err) &&
	    conflict_side_read(s, other, customer, a, &ret->other, err);
}

static bool check_pair(
    struct session *s, const struct pair *pair, struct err *err)
{
	const struct conflict_side *l = &pair->lead, *o = &pair->other;
	bool met;

	if (!l->open || !o->open)
		return err_set(err, ERR_REFUSED,
		    "%s is not open; there is nothing to decide.",
		    l->open ? o->label : l->label);
	if (!o->is_customer && l->partner == o->partner)
		return err_set(err, ERR_REFUSED,
		    "%s and %s are of one partner; there is nothing to decide.",
		    l->label, o->label);
	if (!conflict_have_met(s, l->id, o->id, o->is_customer, &met, err))
		return false;
	return !met ||
	    err_set(err, ERR_REFUSED, "%s and %s are in a conflict already.",
		l->label, o->label);
}

static const char *why_of(struct session *s, const struct conflict_side *other,
    int64_t claimant, struct arena *a, struct err *err)
{
	static const char SELECT_HOUSE[] =
	    "SELECT house FROM customer WHERE id = ?1";
	struct value house = val_int(0);
	bool found;

	if (!other->is_customer)
		return "similar";
	if (!db_value(s->db, SELECT_HOUSE, VALUES(val_int(other->id)),
		VALUE_INT, a, &found, &house, err))
		return NULL;
	if (house.i != 0)
		return "house";
	return other->partner != 0 && other->partner != claimant ? "incumbent"
								 : "customer";
}

/* What the history is about: of several, the last. */
static bool remember(struct change *c, struct call *call, int64_t id)
{
	c->record = call->ret_id = id;
	return true;
}

static bool raise_pair(struct change *c, struct call *call,
    const struct conflict_raise_params *p, int64_t lead, struct err *err)
{
	struct arena *a = call->arena;
	struct pair pair;
	const char *why;

	if (!read_pair(c->session, p, lead, a, &pair, err) ||
	    !check_pair(c->session, &pair, err))
		return false;
	why = why_of(c->session, &pair.other, pair.lead.partner, a, err);
	if (why == NULL ||
	    !conflict_insert(c, lead, pair.other.id, pair.other.is_customer,
		why, text_similar(pair.lead.name_key, pair.other.name_key),
		&call->ret_id, err))
		return false;
	call->ret_text = arena_fmt(a, "K-%" PRId64 ": %s against %s.",
	    call->ret_id, pair.lead.label, pair.other.label);
	return remember(c, call, call->ret_id);
}

/* Imports are not compared by themselves; a person may ask for it. */
static bool compare(
    struct change *c, struct call *call, int64_t lead, struct err *err)
{
	static const char SELECT_NEWEST[] = "SELECT max(id) FROM conflict";
	struct value newest = val_int(0);
	const char *said;
	bool found;

	if (!conflict_make(c, lead, call->arena, &said, err))
		return false;
	if (said[0] == '\0')
		return err_set(err, ERR_REFUSED,
		    "L-%" PRId64 " meets nobody that it has not met before.",
		    lead);
	call->ret_text =
	    arena_fmt(call->arena, "L-%" PRId64 " is compared.%s", lead, said);
	return db_value(c->session->db, SELECT_NEWEST, NO_VALUES, VALUE_INT,
		   call->arena, &found, &newest, err) &&
	    remember(c, call, newest.i);
}

static bool make(struct change *c, struct call *call, struct err *err)
{
	const struct conflict_raise_params *p = call->params;
	int64_t lead;

	if (!noun_id("lead", p->lead, &lead, err))
		return false;
	if (p->other != NULL && p->other[0] != '\0')
		return raise_pair(c, call, p, lead, err);
	return compare(c, call, lead, err);
}

bool conflict_raise(struct session *s, struct call *call, struct err *err)
{
	struct change c;
	bool again;

	if (!record_begin(s, call, operation_find("conflict", "raise"), &c,
		&again, err) ||
	    again)
		return again;
	return record_end(&c, call, make(&c, call, err), err);
}
