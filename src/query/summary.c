/* query/summary.c - what partners earned, by what is asked. */

#include "config.h"

#include "query/summary.h"

#include <stdlib.h>
#include <string.h>

#include "query/summary_source.h"

static const char *const keys[SUMMARY_KEYS] = { "partner", "period", "product",
	"program", "state" };
static const char *const states[SUMMARY_STATES] = { "accrued", "earned", "held",
	"approved", "paid" };

static size_t find(const char *const *names, size_t n, const char *name)
{
	size_t i = 0;

	while (i < n && strcmp(names[i], name) != 0)
		i++;
	return i;
}

const char *summary_key_name(enum summary_key key)
{
	return keys[key];
}

enum summary_key summary_key_find(const char *name)
{
	return (enum summary_key)find(keys, SUMMARY_KEYS, name);
}

const char *summary_state_name(enum summary_state state)
{
	return states[state];
}

enum summary_state summary_state_find(const char *name)
{
	return (enum summary_state)find(states, SUMMARY_STATES, name);
}

int64_t summary_commission(const struct summary_sums *s)
{
	int64_t sum = 0;

	for (size_t i = 0; i < SUMMARY_STATES; i++)
		sum += s->balance[i];
	return sum;
}

void summary_add(struct summary_sums *to, const struct summary_sums *s)
{
	to->sales += s->sales;
	to->base += s->base;
	for (size_t i = 0; i < SUMMARY_STATES; i++)
		to->balance[i] += s->balance[i];
}

/* ---- groups -------------------------------------------------------------- */

/* A row on its way, with what it is sorted by. */
struct group {
	struct summary_row row;
	const char *name_key; /* of its partner */
	const struct summary_ask *ask;
};

struct groups {
	const struct summary_ask *ask;
	struct arena *arena;
	struct group *list;
	size_t n, size, last;
	uint32_t *slots; /* a hash table of their numbers + 1, or 0 */
	size_t n_slots;  /* a power of 2 */
};

static struct period period_at(const struct summary_ask *ask, date_days origin)
{
	if (!summary_has_key(ask, SUMMARY_PERIOD))
		return (struct period){ 0, 0 };
	return period_of(origin, ask->every != 0 ? ask->every : PERIOD_QUARTER);
}

static bool is_group(
    const struct group *g, const struct summary_part *p, struct period period)
{
	const struct summary_row *r = &g->row;

	return r->partner == p->partner && r->period.from == period.from &&
	    strcmp(r->product, p->product) == 0 &&
	    strcmp(r->program, p->program) == 0 &&
	    strcmp(r->currency, p->currency) == 0;
}

static void add_group(
    struct groups *g, const struct summary_part *p, struct period period)
{
	g->list =
	    arena_grow(g->arena, g->list, g->n, &g->size, sizeof(*g->list));
	g->list[g->n++] = (struct group){
		.ask = g->ask,
		.name_key = "",
		.row = {
			.partner = p->partner,
			.partner_ref = "",
			.partner_name = "",
			.period = period,
			.product = arena_str(g->arena, p->product),
			.program = arena_str(g->arena, p->program),
			.state = SUMMARY_STATES,
			.currency = arena_str(g->arena, p->currency),
		},
	};
}

/* FNV-1a over the key's parts. */
static uint64_t mix(uint64_t hash, const void *bytes, size_t n)
{
	const unsigned char *b = bytes;

	for (size_t i = 0; i < n; i++)
		hash = (hash ^ b[i]) * UINT64_C(0x100000001B3);
	return hash;
}

static uint64_t hash_of(int64_t partner, date_days from, const char *product,
    const char *program, const char *currency)
{
	uint64_t hash = UINT64_C(0xCBF29CE484222325);

	hash = mix(hash, &partner, sizeof(partner));
	hash = mix(hash, &from, sizeof(from));
	hash = mix(hash, product, strlen(product) + 1);
	hash = mix(hash, program, strlen(program) + 1);
	return mix(hash, currency, strlen(currency));
}

/* Slots for twice the groups there are; each is put in again. */
static void more_slots(struct groups *g)
{
	g->n_slots = g->n_slots == 0 ? 256 : g->n_slots * 2;
	g->slots = arena_alloc(g->arena, g->n_slots * sizeof(*g->slots));
	for (size_t i = 0; i < g->n; i++) {
		const struct summary_row *r = &g->list[i].row;
		size_t slot = hash_of(r->partner, r->period.from, r->product,
		    r->program, r->currency);

		for (slot &= g->n_slots - 1; g->slots[slot] != 0;)
			slot = (slot + 1) & (g->n_slots - 1);
		g->slots[slot] = (uint32_t)i + 1;
	}
}

/* The number of the part's group. */
static size_t find_group(
    struct groups *g, const struct summary_part *p, struct period period)
{
	size_t slot;

	/* Parts of one group often come one after the other. */
	if (g->last < g->n && is_group(&g->list[g->last], p, period))
		return g->last;
	if (g->n * 2 >= g->n_slots)
		more_slots(g);
	slot = hash_of(
	    p->partner, period.from, p->product, p->program, p->currency);
	for (slot &= g->n_slots - 1; g->slots[slot] != 0;
	     slot = (slot + 1) & (g->n_slots - 1)) {
		g->last = g->slots[slot] - 1;
		if (is_group(&g->list[g->last], p, period))
			return g->last;
	}
	g->last = g->n;
	g->slots[slot] = (uint32_t)g->n + 1;
	add_group(g, p, period);
	return g->last;
}

static void take_part(void *arg, const struct summary_part *p)
{
	struct groups *g = arg;
	size_t i = find_group(g, p, period_at(g->ask, p->origin));

	summary_add(&g->list[i].row.sums, &p->sums);
}

static bool is_nothing(const struct summary_sums *s)
{
	static const struct summary_sums nothing = { .sales = 0 };

	return memcmp(s, &nothing, sizeof(nothing)) == 0;
}

/* Keeps the groups that there is something in. */
static size_t drop_empty(struct group *list, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (!is_nothing(&list[i].row.sums))
			list[kept++] = list[i];
	return kept;
}

/* One group for each state that there is money in. */
static struct group *by_state(struct groups *g, size_t *n)
{
	struct group *list =
	    arena_alloc(g->arena, (*n * SUMMARY_STATES + 1) * sizeof(*list));
	size_t made = 0;

	for (size_t i = 0; i < *n; i++)
		for (size_t s = 0; s < SUMMARY_STATES; s++) {
			int64_t balance = g->list[i].row.sums.balance[s];

			if (balance == 0)
				continue;
			list[made] = g->list[i];
			list[made].row.state = (enum summary_state)s;
			list[made].row.sums = (struct summary_sums){ 0 };
			list[made++].row.sums.balance[s] = balance;
		}
	*n = made;
	return list;
}

/* ---- names and order ----------------------------------------------------- */

static bool read_name(
    struct db *db, struct group *g, struct arena *a, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(db,
		"SELECT ref, name, sort_name FROM partner WHERE id = ?1",
		VALUES(val_int(g->row.partner)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW) {
		g->row.partner_ref = db_text(st, 0, a);
		g->row.partner_name = db_text(st, 1, a);
		g->name_key = db_text(st, 2, a);
	}
	db_reset(st);
	return step != DB_FAILED;
}

static int by_partner(const void *left, const void *right)
{
	const struct group *a = left, *b = right;

	return (a->row.partner > b->row.partner) -
	    (a->row.partner < b->row.partner);
}

/* Each name is read once. */
static bool read_names(struct db *db, struct group *list, size_t n,
    struct arena *a, struct err *err)
{
	if (n > 1)
		qsort(list, n, sizeof(*list), by_partner);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && list[i].row.partner == list[i - 1].row.partner) {
			const struct group *same = &list[i - 1];

			list[i].row.partner_ref = same->row.partner_ref;
			list[i].row.partner_name = same->row.partner_name;
			list[i].name_key = same->name_key;
		} else if (!read_name(db, &list[i], a, err)) {
			return false;
		}
	}
	return true;
}

static int compare_key(
    enum summary_key key, const struct group *a, const struct group *b)
{
	int by_name;

	switch (key) {
	case SUMMARY_PARTNER:
		by_name = strcmp(a->name_key, b->name_key);
		return by_name != 0 ? by_name : by_partner(a, b);
	case SUMMARY_PERIOD:
		return (a->row.period.from > b->row.period.from) -
		    (a->row.period.from < b->row.period.from);
	case SUMMARY_PRODUCT:
		return strcmp(a->row.product, b->row.product);
	case SUMMARY_PROGRAM:
		return strcmp(a->row.program, b->row.program);
	case SUMMARY_STATE:
	case SUMMARY_KEYS:
		break;
	}
	return (int)a->row.state - (int)b->row.state;
}

static int compare(const void *left, const void *right)
{
	const struct group *a = left, *b = right;
	int order = 0;

	for (size_t i = 0; order == 0 && i < a->ask->n_keys; i++)
		order = compare_key(a->ask->keys[i], a, b);
	return order != 0 ? order : strcmp(a->row.currency, b->row.currency);
}

bool summary_read(struct db *db, const struct summary_ask *ask, struct arena *a,
    struct summary *ret, struct err *err)
{
	struct groups g = { .ask = ask, .arena = a };
	struct summary s = { .n = 0 };

	if (!summary_parts(db, ask, a, take_part, &g, err))
		return false;
	s.n = drop_empty(g.list, g.n);
	if (summary_has_key(ask, SUMMARY_STATE))
		g.list = by_state(&g, &s.n);
	if (summary_has_key(ask, SUMMARY_PARTNER) &&
	    !read_names(db, g.list, s.n, a, err))
		return false;
	if (s.n > 1)
		qsort(g.list, s.n, sizeof(*g.list), compare);
	s.rows = arena_alloc(a, (s.n + 1) * sizeof(*s.rows));
	for (size_t i = 0; i < s.n; i++)
		s.rows[i] = g.list[i].row;
	*ret = s;
	return true;
}
