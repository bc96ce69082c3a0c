/* query/conflict_desk.c - two claims side by side. */

#include "config.h"

#include "query/conflict_desk.h"

#include <inttypes.h>
#include <string.h>

#define NOTES 50 /* of each side */

static const char SELECT_CONFLICT[] =
    "SELECT version, why, similarity, status, verdict, reason, evidence,"
    " decided_by, decided_at, created_at, lead, other, customer"
    " FROM conflict WHERE id = ?1 AND void = 0";

/* Both sides in the order of facts[], then four keys, then the rest. */
static const char SELECT_LEAD[] =
    "SELECT 'P-' || p.id || ' ' || p.name, l.customer, l.country, l.domain,"
    " l.tax_id, l.contact_name, l.contact_email, l.product, l.value,"
    " l.received_at, l.stage, l.stage_on, l.activity_on, l.registered,"
    " l.protected_until, NULL, l.stop_on, l.extensions, l.expected_close,"
    " l.owner, l.next_step, NULL, NULL, l.note,"
    " l.name_key, l.country, l.domain, l.tax_key, l.currency, l.partner,"
    " l.void = 0 AND l.stage IN ('submitted', 'queued', 'accepted',"
    " 'qualified', 'proposal') FROM lead l JOIN partner p ON p.id = l.partner"
    " WHERE l.id = ?1";

static const char SELECT_CUSTOMER[] =
    "SELECT 'P-' || p.id || ' ' || p.name, c.name, c.country, c.domain,"
    " c.tax_id, NULL, NULL, NULL, NULL, c.created_at, NULL, NULL, NULL, NULL,"
    " NULL, NULL, NULL, NULL, NULL, NULL, NULL, c.house, c.first_on, c.note,"
    " c.name_key, c.country, c.domain, c.tax_key, '', c.partner, c.void = 0"
    " FROM customer c LEFT JOIN partner p ON p.id = c.partner"
    " WHERE c.id = ?1";

/* Which of the keys says that a line is the same on both sides. */
enum { NO_KEY, KEY_NAME, KEY_COUNTRY, KEY_DOMAIN, KEY_TAX, N_KEYS };

static const struct fact {
	const char *name, *title;
	enum value_type type;
	int key;
} facts[] = {
	{ "partner", "Partner", VALUE_TEXT, NO_KEY },
	{ "customer", "Customer", VALUE_TEXT, KEY_NAME },
	{ "country", "Country", VALUE_TEXT, KEY_COUNTRY },
	{ "domain", "Domain", VALUE_TEXT, KEY_DOMAIN },
	{ "tax_id", "Tax id", VALUE_TEXT, KEY_TAX },
	{ "contact_name", "Contact", VALUE_TEXT, NO_KEY },
	{ "contact_email", "Contact's mail", VALUE_TEXT, NO_KEY },
	{ "product", "Product", VALUE_TEXT, NO_KEY },
	{ "value", "Value", VALUE_MONEY, NO_KEY },
	{ "received", "Received", VALUE_TIME, NO_KEY },
	{ "stage", "Stage", VALUE_TEXT, NO_KEY },
	{ "stage_on", "In it since", VALUE_DATE, NO_KEY },
	{ "activity_on", "Last activity", VALUE_DATE, NO_KEY },
	{ "registered", "Holds the customer", VALUE_BOOL, NO_KEY },
	{ "protected", "Protected until", VALUE_DATE, NO_KEY },
	{ "left", "Days left", VALUE_INT, NO_KEY },
	{ "stop_on", "No extension beyond", VALUE_DATE, NO_KEY },
	{ "extensions", "Extensions", VALUE_INT, NO_KEY },
	{ "expected_close", "Expected close", VALUE_DATE, NO_KEY },
	{ "owner", "Owner", VALUE_TEXT, NO_KEY },
	{ "next_step", "Next step", VALUE_TEXT, NO_KEY },
	{ "house", "House account", VALUE_BOOL, NO_KEY },
	{ "first_on", "Bought first on", VALUE_DATE, NO_KEY },
	{ "note", "Note", VALUE_TEXT, NO_KEY },
};

#define N_FACTS ARRAY_LEN(facts)

/* One side as it is read. */
struct side {
	struct value values[ARRAY_LEN(facts)];
	const char *keys[N_KEYS];
	int64_t received_at;
};

static size_t fact_at(const char *name)
{
	size_t i;

	for (i = 0; i < N_FACTS; i++)
		if (strcmp(facts[i].name, name) == 0)
			break;
	return i;
}

/* Empty text says as little as NULL. */
static struct value read_value(
    struct stmt *st, int column, enum value_type type, struct arena *a)
{
	struct value v =
	    db_column(st, column, type == VALUE_MONEY ? VALUE_INT : type);

	if (v.type == VALUE_TEXT)
		v = v.s[0] != '\0' ? val_text(arena_str(a, v.s)) : val_null();
	return v;
}

static void read_side(struct stmt *st, date_days today, struct arena *a,
    struct side *side, struct desk_claim *claim)
{
	struct value *until = &side->values[fact_at("protected")];
	struct value *money = &side->values[fact_at("value")];
	int at = (int)N_FACTS;

	for (size_t i = 0; i < N_FACTS; i++)
		side->values[i] = read_value(st, (int)i, facts[i].type, a);
	for (int k = KEY_NAME; k < N_KEYS; k++)
		side->keys[k] = db_text(st, at++, a);
	if (money->type == VALUE_INT) {
		money->type = VALUE_MONEY;
		strncpy(money->currency, db_text(st, at, a), 3);
	}
	claim->partner = db_int(st, at + 1);
	claim->open = db_int(st, at + 2) != 0;
	side->received_at = side->values[fact_at("received")].i;
	if (until->type == VALUE_DATE)
		side->values[fact_at("left")] = val_int(until->i - today);
	if (!claim->is_customer)
		claim->stage = side->values[fact_at("stage")].s;
}

/* What was said, the newest first. */
static bool read_notes(struct db *db, const char *noun, int64_t id,
    struct arena *a, struct record_note **ret, size_t *ret_n, struct err *err)
{
	struct record_note *list;
	size_t n;

	if (!record_notes_read(db, noun, id, NOTES, a, &list, &n, err))
		return false;
	for (size_t i = 0; i < n / 2; i++) {
		struct record_note last = list[n - 1 - i];

		list[n - 1 - i] = list[i];
		list[i] = last;
	}
	*ret = list;
	*ret_n = n;
	return true;
}

static bool read_claim(struct db *db, int64_t id, bool is_customer,
    date_days today, struct arena *a, struct side *side,
    struct desk_claim *claim, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	*claim = (struct desk_claim){ .is_customer = is_customer,
		.id = id,
		.label =
		    arena_fmt(a, "%c-%" PRId64, is_customer ? 'U' : 'L', id),
		.stage = "" };
	if (!db_query(db, is_customer ? SELECT_CUSTOMER : SELECT_LEAD,
		VALUES(val_int(id)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW)
		read_side(st, today, a, side, claim);
	db_reset(st);
	if (step == DB_DONE)
		return err_set(
		    err, ERR_NOT_FOUND, "There is no %s.", claim->label);
	return step == DB_ROW &&
	    read_notes(db, is_customer ? "customer" : "lead", id, a,
		&claim->notes, &claim->n_notes, err);
}

static bool is_same(const struct side sides[DESK_SIDES], int key)
{
	const char *one = sides[DESK_CHALLENGER].keys[key];

	return key != NO_KEY && one[0] != '\0' &&
	    strcmp(one, sides[DESK_HOLDER].keys[key]) == 0 &&
	    (key != KEY_COUNTRY || strcmp(one, "ZZ") != 0);
}

static void compare(
    struct conflict_desk *desk, struct side sides[DESK_SIDES], struct arena *a)
{
	desk->facts = arena_alloc(a, N_FACTS * sizeof(*desk->facts));
	desk->n_facts = N_FACTS;
	for (size_t i = 0; i < N_FACTS; i++)
		desk->facts[i] = (struct desk_fact){ .name = facts[i].name,
			.title = facts[i].title,
			.value = { sides[DESK_CHALLENGER].values[i],
			    sides[DESK_HOLDER].values[i] },
			.same = is_same(sides, facts[i].key) };
	desk->claim[DESK_HOLDER].first = sides[DESK_HOLDER].received_at <=
	    sides[DESK_CHALLENGER].received_at;
	desk->claim[DESK_CHALLENGER].first = !desk->claim[DESK_HOLDER].first;
}

static bool read_conflict(struct db *db, int64_t id, struct arena *a,
    struct conflict_desk *desk, int64_t ids[static 3], struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(db, SELECT_CONFLICT, VALUES(val_int(id)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW) {
		*desk = (struct conflict_desk){ .id = id,
			.version = db_int(st, 0),
			.why = db_text(st, 1, a),
			.similarity = db_int(st, 2),
			.status = db_text(st, 3, a),
			.verdict = db_text(st, 4, a),
			.reason = db_text(st, 5, a),
			.evidence = db_text(st, 6, a),
			.decided_by = db_text(st, 7, a),
			.decided_at = db_int(st, 8),
			.created_at = db_int(st, 9) };
		for (int i = 0; i < 3; i++)
			ids[i] = db_int(st, 10 + i);
	}
	db_reset(st);
	if (step == DB_DONE)
		return err_set(err, ERR_NOT_FOUND,
		    "There is no conflict K-%" PRId64 ".", id);
	return step == DB_ROW;
}

bool conflict_desk_read(struct db *db, int64_t id, date_days today,
    struct arena *a, struct conflict_desk *ret, struct err *err)
{
	struct conflict_desk desk;
	struct side sides[DESK_SIDES];
	int64_t ids[3]; /* lead, other, customer */

	if (!read_conflict(db, id, a, &desk, ids, err) ||
	    !read_claim(db, ids[0], false, today, a, &sides[DESK_CHALLENGER],
		&desk.claim[DESK_CHALLENGER], err) ||
	    !read_claim(db, ids[1] != 0 ? ids[1] : ids[2], ids[1] == 0, today,
		a, &sides[DESK_HOLDER], &desk.claim[DESK_HOLDER], err) ||
	    !read_notes(db, "conflict", id, a, &desk.notes, &desk.n_notes, err))
		return false;
	compare(&desk, sides, a);
	*ret = desk;
	return true;
}
