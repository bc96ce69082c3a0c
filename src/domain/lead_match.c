/* domain/lead_match.c - whom a claim to a customer meets. */

#include "config.h"

#include "domain/lead_match.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "domain/lead_match_alike.h"
#include "domain/operation.h"

/* ?1 the claim's own record, ?2 domain, ?3 tax key, ?4 name key, ?5 country;
 * an empty key is NULL, which equals nothing. */
static const char SELECT_PARTNER[] =
    "SELECT CASE WHEN p.tax_key = ?3 THEN 0 WHEN p.domain = ?2 THEN 1"
    " ELSE 2 END, p.id, p.name, p.country, 0, '', '', 0, 0, 0"
    " FROM partner p WHERE p.id = ?1 AND (p.tax_key = ?3 OR p.domain = ?2"
    " OR (p.name_key = ?4 AND p.country = ?5))";

#define CUSTOMER                                                               \
	" c.id, c.name, c.country, c.partner, coalesce(p.name, ''), '', 0, 0," \
	" c.house FROM customer c LEFT JOIN partner p ON p.id = c.partner"
#define LEAD                                                        \
	" l.id, l.customer, l.country, l.partner, p.name, l.stage," \
	" l.registered, l.received_at, 0 FROM lead l"               \
	" JOIN partner p ON p.id = l.partner"

static const char SELECT_CUSTOMERS[] =
    "SELECT CASE WHEN c.tax_key = ?3 THEN 0 WHEN c.domain = ?2 THEN 1"
    " ELSE 2 END," CUSTOMER " WHERE c.void = 0 AND c.id <> ?1 AND c.id IN"
    " (SELECT id FROM customer WHERE tax_key = ?3 AND tax_key <> ''"
    " UNION ALL SELECT id FROM customer WHERE domain = ?2 AND domain <> ''"
    " UNION ALL SELECT id FROM customer WHERE name_key = ?4"
    " AND country = ?5) ORDER BY c.id LIMIT 20";

static const char SELECT_LEADS[] =
    "SELECT CASE WHEN l.tax_key = ?3 THEN 0 WHEN l.domain = ?2 THEN 1"
    " ELSE 2 END," LEAD " WHERE l.void = 0 AND l.id <> ?1 AND l.stage IN"
    " ('submitted', 'queued', 'accepted', 'qualified', 'proposal')"
    " AND l.id IN (SELECT id FROM lead WHERE tax_key = ?3"
    " AND tax_key <> '' UNION ALL SELECT id FROM lead WHERE domain = ?2"
    " AND domain <> '' UNION ALL SELECT id FROM lead WHERE name_key = ?4"
    " AND country = ?5) ORDER BY l.received_at, l.id LIMIT 20";

static const char SELECT_CUSTOMER[] = "SELECT ?2," CUSTOMER " WHERE c.id = ?1";

static const char SELECT_LEAD[] = "SELECT ?2," LEAD " WHERE l.id = ?1";

static const char SELECT_CLAIM[] =
    "SELECT partner, customer_id, name_key, country, domain, tax_key"
    " FROM lead WHERE id = ?1 AND void = 0";

/* What has been met so far. */
struct found {
	struct arena *arena;
	struct match *list;
	size_t n, size;
};

bool lead_claim_read(struct session *s, int64_t lead, struct arena *a,
    struct lead_claim *ret, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, SELECT_CLAIM, VALUES(val_int(lead)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW)
		*ret = (struct lead_claim){ .lead = lead,
			.partner = db_int(st, 0),
			.customer = db_int(st, 1),
			.name_key = db_text(st, 2, a),
			.country = db_text(st, 3, a),
			.domain = db_text(st, 4, a),
			.tax_key = db_text(st, 5, a) };
	db_reset(st);
	if (step == DB_DONE)
		return err_set(err, ERR_NOT_FOUND,
		    "There is no lead L-%" PRId64 ".", lead);
	return step == DB_ROW;
}

static void add(struct found *f, struct match m)
{
	f->list =
	    arena_grow(f->arena, f->list, f->n, &f->size, sizeof(*f->list));
	f->list[f->n++] = m;
}

static enum match_with customer_is(
    const struct lead_claim *claim, int64_t partner, bool house)
{
	if (house)
		return MATCH_HOUSE;
	return partner != 0 && partner != claim->partner ? MATCH_INCUMBENT
							 : MATCH_CUSTOMER;
}

/* A row of one of the selects above. */
static struct match read_match(struct stmt *st, enum match_with with,
    const struct lead_claim *claim, struct arena *a)
{
	struct match m = { .with = with,
		.by = (enum match_by)db_int(st, 0),
		.similarity = SIMILAR_ALL,
		.id = db_int(st, 1),
		.name = db_text(st, 2, a),
		.country = db_text(st, 3, a),
		.partner = db_int(st, 4),
		.partner_name = db_text(st, 5, a),
		.stage = db_text(st, 6, a),
		.registered = db_int(st, 7) != 0,
		.received_at = db_int(st, 8) };

	if (with == MATCH_CUSTOMER)
		m.with = customer_is(claim, m.partner, db_int(st, 9) != 0);
	return m;
}

/* A key that is empty, or that says nothing, meets nobody. */
static struct value key(const char *text, bool tells)
{
	return text[0] != '\0' && tells ? val_text(text) : val_null();
}

static bool find_exact(struct session *s, const char *sql, enum match_with with,
    int64_t self, const struct lead_claim *claim, struct found *f,
    struct err *err)
{
	bool placed = strcmp(claim->country, "ZZ") != 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, sql,
		VALUES(val_int(self),
		    key(claim->domain, !text_is_free_mail(claim->domain)),
		    key(claim->tax_key, true), key(claim->name_key, placed),
		    key(claim->country, placed)),
		&st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW)
		add(f, read_match(st, with, claim, f->arena));
	db_reset(st);
	return step == DB_DONE;
}

static bool is_found(const struct found *f, bool lead, int64_t id)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->list[i].id == id && f->list[i].with != MATCH_PARTNER &&
		    (f->list[i].with == MATCH_LEAD) == lead)
			return true;
	return false;
}

/* What is alike and not exact, and not the claim's own record. */
static bool find_alike(struct session *s, const char *sql, enum match_with with,
    int64_t self, const struct lead_claim *claim, struct found *f,
    struct err *err)
{
	bool lead = with == MATCH_LEAD;
	struct alike list[MAX_ALIKE];
	enum db_step step = DB_ROW;
	size_t n;

	if (!match_alike(s, lead, claim, list, &n, err))
		return false;
	for (size_t i = 0; i < n && step == DB_ROW; i++) {
		struct stmt *st;

		if (list[i].id == self || is_found(f, lead, list[i].id))
			continue;
		if (!db_query(s->db, sql,
			VALUES(val_int(list[i].id), val_int(list[i].by)), &st,
			err))
			return false;
		step = db_step(st, err);
		if (step == DB_ROW) {
			add(f, read_match(st, with, claim, f->arena));
			f->list[f->n - 1].similarity = list[i].similarity;
		}
		db_reset(st);
	}
	return step != DB_FAILED;
}

static int compare(const void *pa, const void *pb)
{
	const struct match *a = pa, *b = pb;
	bool alike = !match_is_exact(a);

	if (alike != !match_is_exact(b))
		return alike ? 1 : -1;
	if (alike && a->by != b->by)
		return a->by < b->by ? -1 : 1;
	if (alike && a->similarity != b->similarity)
		return a->similarity > b->similarity ? -1 : 1;
	if (a->with != b->with)
		return a->with < b->with ? -1 : 1;
	if (a->received_at != b->received_at)
		return a->received_at < b->received_at ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

bool lead_match(struct session *s, const struct lead_claim *claim,
    struct arena *a, struct match **ret, size_t *ret_n, struct err *err)
{
	struct found f = { .arena = a };

	if (!find_exact(s, SELECT_PARTNER, MATCH_PARTNER, claim->partner, claim,
		&f, err) ||
	    !find_exact(s, SELECT_CUSTOMERS, MATCH_CUSTOMER, claim->customer,
		claim, &f, err) ||
	    !find_exact(
		s, SELECT_LEADS, MATCH_LEAD, claim->lead, claim, &f, err) ||
	    !find_alike(s, SELECT_CUSTOMER, MATCH_CUSTOMER, claim->customer,
		claim, &f, err) ||
	    !find_alike(
		s, SELECT_LEAD, MATCH_LEAD, claim->lead, claim, &f, err))
		return false;
	if (f.n > 1)
		qsort(f.list, f.n, sizeof(*f.list), compare);
	*ret = f.list;
	*ret_n = f.n;
	return true;
}

static const char *who(const struct match *m, struct arena *a)
{
	static const char letters[] = { [MATCH_PARTNER] = 'P',
		[MATCH_HOUSE] = 'U',
		[MATCH_INCUMBENT] = 'U',
		[MATCH_CUSTOMER] = 'U',
		[MATCH_LEAD] = 'L' };
	const char *name =
	    arena_fmt(a, "%c-%" PRId64 " %s", letters[m->with], m->id, m->name);

	switch (m->with) {
	case MATCH_PARTNER:
		return arena_fmt(a, "%s, the partner itself,", name);
	case MATCH_HOUSE:
		return arena_fmt(a, "%s, a house account,", name);
	case MATCH_INCUMBENT:
		return arena_fmt(a, "%s, a customer of P-%" PRId64 " %s,", name,
		    m->partner, m->partner_name);
	case MATCH_CUSTOMER:
		return arena_fmt(a, "%s, a customer already,", name);
	case MATCH_LEAD:
		break;
	}
	return arena_fmt(
	    a, "%s of P-%" PRId64 " %s", name, m->partner, m->partner_name);
}

const char *match_text(const struct match *m, struct arena *a)
{
	static const char *const has[] = {
		[MATCH_BY_TAX] = "has the same tax id",
		[MATCH_BY_DOMAIN] = "has the same domain",
		[MATCH_BY_NAME] = "has the same name",
		[MATCH_BY_SITE] = "has a domain of the same site",
	};

	if (m->by == MATCH_BY_ALIKE)
		return arena_fmt(a,
		    "%s has a name that is alike by %" PRId64 "%%.", who(m, a),
		    m->similarity / 10000);
	return arena_fmt(a, "%s %s.", who(m, a), has[m->by]);
}
