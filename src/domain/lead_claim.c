/* domain/lead_claim.c - the keys of a customer that a registration holds. */

#include "config.h"

#include "domain/lead_claim.h"

#include <string.h>

#include "base/text.h"

#define MAX_HELD 16

static const char SELECT_HOLDER[] =
    "SELECT lead FROM claim_key WHERE kind = ?1 AND value = ?2 AND void = 0"
    " AND lead <> ?3";

static const char SELECT_HELD[] =
    "SELECT id, kind, value FROM claim_key WHERE lead = ?1 AND void = 0"
    " ORDER BY id";

/* A key that a lead holds, by its row. */
struct held {
	int64_t id;
	struct claim_key key;
};

static void add(struct claim_keys *keys, const char *kind, const char *value)
{
	if (value[0] != '\0')
		keys->list[keys->n++] = (struct claim_key){ kind, value };
}

struct claim_keys claim_keys_of(const char *domain, const char *tax_key,
    const char *name_key, const char *country, struct arena *a)
{
	struct claim_keys keys = { .n = 0 };

	if (!text_is_free_mail(domain))
		add(&keys, "domain", domain);
	add(&keys, "tax", tax_key);
	if (name_key[0] != '\0' && strcmp(country, "ZZ") != 0)
		add(&keys, "name", arena_fmt(a, "%s/%s", name_key, country));
	return keys;
}

bool claim_holder(struct session *s, int64_t lead,
    const struct claim_keys *keys, int64_t *ret, struct claim_key *ret_key,
    struct err *err)
{
	struct claim_key key = { NULL, NULL };
	struct arena a = ARENA_INIT;
	int64_t holder = 0;
	bool ok = true;

	for (size_t i = 0; ok && i < keys->n; i++) {
		struct value v = val_null();
		bool found = false;

		ok = db_value(s->db, SELECT_HOLDER,
		    VALUES(val_text(keys->list[i].kind),
			val_text(keys->list[i].value), val_int(lead)),
		    VALUE_INT, &a, &found, &v, err);
		if (ok && found && (holder == 0 || v.i < holder)) {
			holder = v.i;
			key = keys->list[i];
		}
	}
	arena_done(&a);
	if (!ok)
		return false;
	*ret = holder;
	if (ret_key != NULL)
		*ret_key = key;
	return true;
}

static bool read_held(struct session *s, int64_t lead, struct arena *a,
    struct held held[static MAX_HELD], size_t *ret_n, struct err *err)
{
	enum db_step step;
	struct stmt *st;
	size_t n = 0;

	if (!db_query(s->db, SELECT_HELD, VALUES(val_int(lead)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW && n < MAX_HELD)
		held[n++] = (struct held){ db_int(st, 0),
			{ db_text(st, 1, a), db_text(st, 2, a) } };
	db_reset(st);
	*ret_n = n;
	return step != DB_FAILED;
}

static bool same(const struct claim_key *a, const struct claim_key *b)
{
	return strcmp(a->kind, b->kind) == 0 && strcmp(a->value, b->value) == 0;
}

static bool give_back(struct change *c, int64_t id, struct err *err)
{
	return change_update(
	    c, "claim_key", id, 0, SETS({ "void", val_int(1) }), err);
}

/* Gives back those that are not asked for any more. */
static bool drop_others(struct change *c, const struct held *held, size_t n,
    const struct claim_keys *keys, struct err *err)
{
	for (size_t i = 0; i < n; i++) {
		bool wanted = false;

		for (size_t k = 0; k < keys->n; k++)
			wanted = wanted || same(&held[i].key, &keys->list[k]);
		if (!wanted && !give_back(c, held[i].id, err))
			return false;
	}
	return true;
}

static bool take_missing(struct change *c, int64_t lead,
    const struct held *held, size_t n, const struct claim_keys *keys,
    struct err *err)
{
	for (size_t k = 0; k < keys->n; k++) {
		const struct claim_key *key = &keys->list[k];
		bool has = false;

		for (size_t i = 0; i < n; i++)
			has = has || same(&held[i].key, key);
		if (!has &&
		    !change_insert(c, "claim_key",
			SETS({ "kind", val_text(key->kind) },
			    { "value", val_text(key->value) },
			    { "lead", val_int(lead) }),
			NULL, err))
			return false;
	}
	return true;
}

bool claim_take(struct change *c, int64_t lead, const struct claim_keys *keys,
    int64_t *ret_holder, struct err *err)
{
	struct held held[MAX_HELD];
	struct arena a = ARENA_INIT;
	int64_t holder;
	size_t n;
	bool ok;

	if (!claim_holder(c->session, lead, keys, &holder, NULL, err))
		return false;
	*ret_holder = holder;
	if (holder != 0)
		return true;
	ok = read_held(c->session, lead, &a, held, &n, err) &&
	    drop_others(c, held, n, keys, err) &&
	    take_missing(c, lead, held, n, keys, err);
	arena_done(&a);
	return ok;
}

bool claim_drop(struct change *c, int64_t lead, struct err *err)
{
	static const struct claim_keys none = { .n = 0 };
	int64_t holder;

	return claim_take(c, lead, &none, &holder, err);
}
