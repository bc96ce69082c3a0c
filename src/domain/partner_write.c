/* domain/partner_write.c - a partner with its contacts and tags, as rows. */

#include "config.h"

#include <string.h>

#include "base/text.h"
#include "domain/partner_data.h"
#include "domain/record.h"

#define MAX_TAG 40 /* bytes */

static const char SELECT_CONTACT[] =
    "SELECT id FROM contact WHERE partner = ?1 AND kind = ?2 AND void = 0"
    " ORDER BY id LIMIT 1";

static const char SELECT_TAG[] = "SELECT id FROM partner_tag"
				 " WHERE partner = ?1 AND tag = ?2"
				 " AND void = 0";

struct contact {
	const char *kind, *name, *email, *phone;
};

/* The contacts that the data names; the first one is the main one. */
static size_t told_contacts(
    const struct partner_data *d, struct contact ret[static 2])
{
	const struct contact told[] = {
		{ "main", or_empty(d->contact_name), or_empty(d->contact_email),
		    or_empty(d->contact_phone) },
		{ "technical", or_empty(d->technical_name),
		    or_empty(d->technical_email), "" },
	};
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_LEN(told); i++) {
		if (told[i].name[0] == '\0' && told[i].email[0] == '\0')
			continue;
		ret[n] = told[i];
		if (ret[n].name[0] == '\0')
			ret[n].name = ret[n].email;
		n++;
	}
	return n;
}

static bool insert_contact(
    struct change *c, int64_t partner, const struct contact *k, struct err *err)
{
	return change_insert(c, "contact",
	    SETS({ "partner", val_int(partner) }, { "kind", val_text(k->kind) },
		{ "name", val_text(k->name) }, { "email", val_text(k->email) },
		{ "phone", val_text(k->phone) }),
	    NULL, err);
}

static bool insert_contacts(struct change *c, int64_t partner,
    const struct partner_data *d, struct err *err)
{
	struct contact list[2];
	size_t n = told_contacts(d, list);

	/* Somebody must be the one to talk to. */
	if (n > 0)
		list[0].kind = "main";
	for (size_t i = 0; i < n; i++)
		if (!insert_contact(c, partner, &list[i], err))
			return false;
	return true;
}

bool partner_clean_tag(
    const char *tag, struct arena *a, const char **ret, struct err *err)
{
	const char *clean;

	if (!text_clean(tag, strlen(tag), TEXT_LINE, MAX_TAG, a, &clean, err))
		return false;
	if (clean[0] == '\0' || strchr(clean, ',') != NULL)
		return err_invalid(
		    err, "tag", "A tag is a word or two without a comma.");
	*ret = text_lower(clean, a);
	return true;
}

static bool has_tag(struct change *c, int64_t partner, const char *tag,
    struct arena *a, bool *ret, struct err *err)
{
	struct value v;

	return db_value(c->session->db, SELECT_TAG,
	    VALUES(val_int(partner), val_text(tag)), VALUE_INT, a, ret, &v,
	    err);
}

bool partner_add_tag(struct change *c, int64_t partner, const char *tag,
    struct arena *a, bool *ret_added, struct err *err)
{
	bool there = false;

	if (!partner_clean_tag(tag, a, &tag, err) ||
	    !has_tag(c, partner, tag, a, &there, err) ||
	    (!there &&
		!change_insert(c, "partner_tag",
		    SETS({ "partner", val_int(partner) },
			{ "tag", val_text(tag) }),
		    NULL, err)))
		return false;
	*ret_added = !there;
	return true;
}

/* "training, cloud": each of them. *changed: one was not there before. */
static bool add_tags(struct change *c, int64_t partner, const char *tags,
    struct arena *a, bool *changed, struct err *err)
{
	const char *rest = or_empty(tags);

	while (rest[0] != '\0') {
		size_t len = strcspn(rest, ",");
		const char *tag = arena_strn(a, rest, len);
		bool added = false;

		rest += len + (rest[len] == ',');
		if (tag[strspn(tag, " ")] == '\0')
			continue;
		if (!partner_add_tag(c, partner, tag, a, &added, err)) {
			if (err->kind == ERR_INVALID)
				err->field = "tags";
			return false;
		}
		*changed = *changed || added;
	}
	return true;
}

static void put(struct set_list *sets, const char *column, struct value v)
{
	sets->list[sets->n++] = (struct set){ column, v };
}

/* What a list finds it by, before its rows are there. */
static const char *first_search(const struct partner_data *d, struct arena *a)
{
	struct contact list[2];
	size_t n = told_contacts(d, list);
	struct buf text = BUF_INIT;
	const char *folded;

	buf_fmt(&text, "%s %s %s %s %s", d->name, partner_own_domain(d, a),
	    or_empty(d->city), or_empty(d->id), or_empty(d->note));
	for (size_t i = 0; i < n; i++)
		buf_fmt(&text, " %s %s", list[i].name, list[i].email);
	folded = text_fold(buf_text(&text), a);
	buf_done(&text);
	return folded;
}

static void put_start(struct set_list *sets, const struct change *c,
    const struct partner_data *d, int64_t batch, struct arena *a)
{
	bool shown =
	    d->visible == TRI_YES && strcmp(or_empty(d->status), "active") == 0;

	put(sets, "since", val_date(d->since));
	put(sets, "visible", val_bool(shown));
	put(sets, "search", val_text(first_search(d, a)));
	if (batch != 0)
		put(sets, "batch", val_int(batch));
	put(sets, "created_at", val_time(c->now));
	put(sets, "created_by", val_text(c->session->user));
	put(sets, "updated_at", val_time(c->now));
}

bool partner_insert(struct change *c, const struct partner_data *d,
    int64_t batch, struct arena *a, int64_t *ret_id, struct err *err)
{
	struct set_list sets = { .n = 0 };
	bool tagged = false;
	int64_t id;

	if (!partner_put_data(&sets, d, a, err) ||
	    !record_put_ref(&sets, c->session, "partner", 0, d->id, a, err) ||
	    !partner_put_parent(&sets, c, 0, d->parent, a, err))
		return false;
	put_start(&sets, c, d, batch, a);
	if (!change_insert(c, "partner", sets.list, sets.n, &id, err) ||
	    !insert_contacts(c, id, d, err) ||
	    !add_tags(c, id, d->tags, a, &tagged, err) ||
	    (tagged && !partner_search_follow(c, id, err)))
		return false;
	*ret_id = id;
	return true;
}

/* Writes one told contact over the one of its kind, or adds it. */
static bool update_contact(struct change *c, int64_t partner,
    const struct contact *k, struct arena *a, bool *changed, struct err *err)
{
	const struct set sets[] = { { "name", val_text(k->name) },
		{ "email", val_text(k->email) },
		{ "phone", val_text(k->phone) } };
	/* A technical contact has no phone in the data: it keeps its own. */
	size_t n = strcmp(k->kind, "main") == 0 ? 3 : 2;
	struct value v = val_int(0);
	bool found = false, differs = true;

	if (!db_value(c->session->db, SELECT_CONTACT,
		VALUES(val_int(partner), val_text(k->kind)), VALUE_INT, a,
		&found, &v, err))
		return false;
	if (!found) {
		*changed = true;
		return insert_contact(c, partner, k, err);
	}
	if (!change_differs(c, "contact", v.i, sets, n, &differs, err))
		return false;
	*changed = *changed || differs;
	return !differs || change_update(c, "contact", v.i, 0, sets, n, err);
}

static bool has_main(struct change *c, int64_t partner, struct arena *a,
    bool *ret, struct err *err)
{
	struct value v;

	return db_value(c->session->db, SELECT_CONTACT,
	    VALUES(val_int(partner), val_text("main")), VALUE_INT, a, ret, &v,
	    err);
}

static bool update_contacts(struct change *c, int64_t id,
    const struct partner_data *d, struct arena *a, bool *changed,
    struct err *err)
{
	struct contact list[2];
	size_t n = told_contacts(d, list);
	bool main = false;

	if (n > 0 && !has_main(c, id, a, &main, err))
		return false;
	if (n > 0 && !main)
		list[0].kind = "main";
	for (size_t i = 0; i < n; i++)
		if (!update_contact(c, id, &list[i], a, changed, err))
			return false;
	return true;
}

bool partner_update(struct change *c, int64_t id, const struct partner_data *d,
    struct arena *a, bool *ret_changed, struct err *err)
{
	struct set_list sets = { .n = 0 };
	bool changed = false, beside = false;

	if (!partner_put_data(&sets, d, a, err) ||
	    !record_put_ref(&sets, c->session, "partner", id, d->id, a, err) ||
	    !partner_put_parent(&sets, c, id, d->parent, a, err) ||
	    !change_differs(
		c, "partner", id, sets.list, sets.n, &changed, err) ||
	    (changed &&
		!change_update(c, "partner", id, 0, sets.list, sets.n, err)) ||
	    !update_contacts(c, id, d, a, &beside, err) ||
	    !add_tags(c, id, d->tags, a, &beside, err))
		return false;
	*ret_changed = changed || beside;
	return !*ret_changed || partner_search_follow(c, id, err);
}
