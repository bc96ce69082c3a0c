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
	size_t place; /* of its partner, by name */
	const struct summary_ask *ask;
};

struct groups {
	const struct summary_ask *ask;
	struct arena *arena;
	struct group *list;
	size_t n, size, last;
	uint32_t *slots;  /* a hash table of their numbers + 1, or 0 */
	size_t n_slots;   /* a power of 2 */
	date_days origin; /* that `period` was made of */
	struct period period;
};

/* Parts of one month mostly come one after the other. */
static struct period period_at(struct groups *g, date_days origin)
{
	const struct summary_ask *ask = g->ask;

	if (origin != g->origin && summary_has_key(ask, SUMMARY_PERIOD)) {
		g->origin = origin;
		g->period = period_of(
		    origin, ask->every != 0 ? ask->every : PERIOD_QUARTER);
	}
	return g->period;
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
	size_t i = find_group(g, p, period_at(g, p->origin));

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

/* ---- partners ------------------------------------------------------------ */

struct partner {
	int64_t id;
	const char *ref, *name, *sort_name;
	size_t place; /* by name */
};

/* Those of the rows, by id. */
struct partners {
	struct partner *list;
	size_t n;
};

static int by_id(const void *left, const void *right)
{
	const struct partner *a = left, *b = right;

	return (a->id > b->id) - (a->id < b->id);
}

static int by_name(const void *left, const void *right)
{
	const struct partner *const *a = left, *const *b = right;
	int order = strcmp((*a)->sort_name, (*b)->sort_name);

	return order != 0 ? order : by_id(*a, *b);
}

static struct partners partners_of(
    const struct group *list, size_t n, struct arena *a)
{
	struct partners p = { arena_alloc(a, (n + 1) * sizeof(*p.list)), 0 };

	for (size_t i = 0; i < n; i++)
		p.list[i] = (struct partner){ .id = list[i].row.partner,
			.ref = "",
			.name = "",
			.sort_name = "" };
	if (n > 1)
		qsort(p.list, n, sizeof(*p.list), by_id);
	for (size_t i = 0; i < n; i++)
		if (p.n == 0 || p.list[p.n - 1].id != p.list[i].id)
			p.list[p.n++] = p.list[i];
	return p;
}

/* All of that range: most partners have sales, and one walk is much faster
 * than to look each one up. */
static bool read_names(
    struct db *db, struct partners *p, struct arena *a, struct err *err)
{
	enum db_step step;
	struct stmt *st;
	size_t i = 0;

	if (p->n == 0)
		return true;
	if (!db_query(db,
		"SELECT id, ref, name, sort_name FROM partner WHERE id BETWEEN"
		" ?1 AND ?2 ORDER BY id",
		VALUES(val_int(p->list[0].id), val_int(p->list[p->n - 1].id)),
		&st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		int64_t id = db_int(st, 0);

		while (p->list[i].id < id)
			i++;
		if (p->list[i].id != id)
			continue;
		p->list[i].ref = db_text(st, 1, a);
		p->list[i].name = db_text(st, 2, a);
		p->list[i].sort_name = db_text(st, 3, a);
	}
	db_reset(st);
	return step == DB_DONE;
}

static void set_places(struct partners *p, struct arena *a)
{
	struct partner **sorted = arena_alloc(a, (p->n + 1) * sizeof(*sorted));

	for (size_t i = 0; i < p->n; i++)
		sorted[i] = &p->list[i];
	if (p->n > 1)
		qsort(sorted, p->n, sizeof(*sorted), by_name);
	for (size_t i = 0; i < p->n; i++)
		sorted[i]->place = i;
}

/* Gives each row its partner's names and its place among them. */
static bool set_partners(struct db *db, struct group *list, size_t n,
    struct arena *a, struct err *err)
{
	struct partners p = partners_of(list, n, a);

	if (!read_names(db, &p, a, err))
		return false;
	set_places(&p, a);
	for (size_t i = 0; i < n; i++) {
		struct partner key = { .id = list[i].row.partner };
		const struct partner *found =
		    bsearch(&key, p.list, p.n, sizeof(*p.list), by_id);

		if (found == NULL)
			continue;
		list[i].row.partner_ref = found->ref;
		list[i].row.partner_name = found->name;
		list[i].place = found->place;
	}
	return true;
}

/* ---- order --------------------------------------------------------------- */

static int compare_key(
    enum summary_key key, const struct group *a, const struct group *b)
{
	switch (key) {
	case SUMMARY_PARTNER:
		return (a->place > b->place) - (a->place < b->place);
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
	const struct group *a = *(const struct group *const *)left;
	const struct group *b = *(const struct group *const *)right;
	int order = 0;

	for (size_t i = 0; order == 0 && i < a->ask->n_keys; i++)
		order = compare_key(a->ask->keys[i], a, b);
	return order != 0 ? order : strcmp(a->row.currency, b->row.currency);
}

static struct summary in_order(
    const struct group *list, size_t n, struct arena *a)
{
	const struct group **sorted = arena_alloc(a, (n + 1) * sizeof(*sorted));
	struct summary s = { arena_alloc(a, (n + 1) * sizeof(*s.rows)), n };

	for (size_t i = 0; i < n; i++)
		sorted[i] = &list[i];
	if (n > 1)
		qsort(sorted, n, sizeof(*sorted), compare);
	for (size_t i = 0; i < n; i++)
		s.rows[i] = sorted[i]->row;
	return s;
}

bool summary_read(struct db *db, const struct summary_ask *ask, struct arena *a,
    struct summary *ret, struct err *err)
{
	struct groups g = { .ask = ask, .arena = a, .origin = DATE_NONE };
	size_t n;

	if (!summary_parts(db, ask, a, take_part, &g, err))
		return false;
	n = drop_empty(g.list, g.n);
	if (summary_has_key(ask, SUMMARY_STATE))
		g.list = by_state(&g, &n);
	if (summary_has_key(ask, SUMMARY_PARTNER) &&
	    !set_partners(db, g.list, n, a, err))
		return false;
	*ret = in_order(g.list, n, a);
	return true;
}
