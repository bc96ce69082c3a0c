/* domain/program_lists.c - lists and pairs of a program file. */

#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/country.h"
#include "base/text.h"
#include "domain/program_key.h"

static const char WEEKDAYS[] = "mon|tue|wed|thu|fri|sat|sun";

/* What a partner's level can be made to depend on. */
static const char MEASURES[] =
    "certified_people|employees|customers|won_leads_12m";

static bool is_list(struct program_reader *r, const struct program_key *key,
    const struct node *n)
{
	if (n->type != NODE_LIST) {
		PROBLEM(r, n, "`%s` takes a list, not a %s", key->name,
		    n->type == NODE_MAP ? "map" : "single value");
		return false;
	}
	if (n->n < (size_t)key->min ||
	    (key->max > 0 && n->n > (size_t)key->max)) {
		PROBLEM(r, n, "`%s` has %zu entries; it takes %s %" PRId64,
		    key->name, n->n,
		    n->n < (size_t)key->min ? "at least" : "at most",
		    n->n < (size_t)key->min ? key->min : key->max);
		return false;
	}
	return true;
}

static bool is_map(struct program_reader *r, const struct program_key *key,
    const struct node *n)
{
	if (n->type == NODE_MAP)
		return true;
	PROBLEM(r, n, "`%s` takes a map, not a %s", key->name,
	    n->type == NODE_LIST ? "list" : "single value");
	return false;
}

static void put_list(
    const struct program_key *key, void *record, const void *list, size_t n)
{
	memcpy((char *)record + key->offset, &list, sizeof(list));
	memcpy((char *)record + key->n_offset, &n, sizeof(n));
}

/* ---- lists of texts ---------------------------------------------------- */

/* A list of scalars, each read by `type`, and each once if `once`. */
static void read_texts(struct program_reader *r, const struct program_key *key,
    const struct node *n, void *record, const struct key_type *type, bool once)
{
	struct program_key one = *key;
	const char **texts;
	size_t used = 0;

	if (!is_list(r, key, n))
		return;
	texts = arena_alloc(r->arena, (n->n + 1) * sizeof(*texts));
	one.type = type;
	one.offset = 0;
	one.max = 0;
	one.required = true;
	for (const struct node *c = n->child; c != NULL; c = c->next) {
		texts[used] = NULL;
		type->read(r, &one, c, &texts[used]);
		for (size_t i = 0; once && i < used && texts[used] != NULL; i++)
			if (strcmp(texts[i], texts[used]) == 0)
				PROBLEM(
				    r, c, "`%s` is listed twice", texts[used]);
		used += texts[used] != NULL;
	}
	put_list(key, record, texts, used);
}

static void read_ids(struct program_reader *r, const struct program_key *key,
    const struct node *n, void *record)
{
	read_texts(r, key, n, record, &key_id, true);
}

static void read_words(struct program_reader *r, const struct program_key *key,
    const struct node *n, void *record)
{
	read_texts(r, key, n, record, &key_word, true);
}

static void read_country(struct program_reader *r,
    const struct program_key *key, const struct node *n, void *record)
{
	const struct country *c;
	const char *text;

	if (n->type != NODE_SCALAR) {
		PROBLEM(r, n, "each of `%s` is a country's code", key->name);
		return;
	}
	c = country_find(n->text);
	text = n->text;
	if (strcmp(text, "default") != 0 &&
	    (c == NULL || strcmp(c->alpha2, text) != 0 ||
		strcmp(text, "ZZ") == 0)) {
		PROBLEM(r, n,
		    "`%s` is not a country; write its code of ISO 3166 like "
		    "%s, or default",
		    program_quote(r, text),
		    c != NULL && strcmp(c->alpha2, "ZZ") != 0 ? c->alpha2
							      : "ES");
		return;
	}
	memcpy((char *)record + key->offset, &text, sizeof(text));
}

static const struct key_type key_country = { "country", SHAPE_SCALAR,
	read_country };

static void read_countries(struct program_reader *r,
    const struct program_key *key, const struct node *n, void *record)
{
	read_texts(r, key, n, record, &key_country, true);
}

static void read_steps(struct program_reader *r, const struct program_key *key,
    const struct node *n, void *record)
{
	const char *const *texts;
	struct {
		const char *const *list;
		size_t n;
	} read = { NULL, 0 };
	struct program_key one = *key;

	if (n->type == NODE_LIST && n->n != SCORE_STEPS) {
		PROBLEM(r, n,
		    "`%s` has %zu entries; it takes %d, the "
		    "worst first",
		    key->name, n->n, SCORE_STEPS);
		return;
	}
	one.offset = 0;
	one.n_offset = sizeof(read.list);
	read_texts(r, &one, n, &read, &key_text, false);
	texts = read.list;
	if (read.n == SCORE_STEPS)
		memcpy((char *)record + key->offset, texts,
		    SCORE_STEPS * sizeof(*texts));
}

/* ---- days and dates ---------------------------------------------------- */

static void read_days(struct program_reader *r, const struct program_key *key,
    const struct node *n, void *record)
{
	struct {
		const char *const *list;
		size_t n;
	} read = { NULL, 0 };
	struct program_key one = *key;
	const char *const *names;
	unsigned bits = 0;
	size_t n_names;

	one.offset = 0;
	one.n_offset = sizeof(read.list);
	one.choices = WEEKDAYS;
	one.noun = "weekday";
	one.max = 6; /* a week without business days has no deadline */
	read_texts(r, &one, n, &read, &key_word, true);
	names = program_words(WEEKDAYS, r->arena, &n_names);
	for (size_t i = 0; i < read.n; i++)
		for (size_t k = 0; k < n_names; k++)
			if (strcmp(read.list[i], names[k]) == 0)
				bits |= 1u << k;
	memcpy((char *)record + key->offset, &bits, sizeof(bits));
}

static int date_compare(const void *left, const void *right)
{
	date_days a = *(const date_days *)left, b = *(const date_days *)right;

	return (a > b) - (a < b);
}

static void read_dates(struct program_reader *r, const struct program_key *key,
    const struct node *n, void *record)
{
	struct program_key one = *key;
	date_days *dates;
	size_t used = 0;

	if (!is_list(r, key, n))
		return;
	dates = arena_alloc(r->arena, (n->n + 1) * sizeof(*dates));
	one.offset = 0;
	for (const struct node *c = n->child; c != NULL; c = c->next) {
		date_days day = DATE_NONE;

		key_date.read(r, &one, c, &day);
		for (size_t i = 0; i < used; i++)
			if (dates[i] == day)
				PROBLEM(r, c, "`%s` is listed twice", c->text);
		if (day != DATE_NONE)
			dates[used++] = day;
	}
	qsort(dates, used, sizeof(*dates), date_compare);
	put_list(key, record, dates, used);
}

/* ---- amounts ----------------------------------------------------------- */

const char *const *program_currencies(
    const struct program *p, struct arena *a, size_t *ret_n)
{
	const char **list = arena_alloc(a, (p->n_entities + 1) * sizeof(*list));
	size_t n = 0;

	for (size_t i = 0; i < p->n_entities; i++) {
		const char *currency = p->entities[i].currency;
		bool there = currency == NULL;

		for (size_t k = 0; k < n && !there; k++)
			there = strcmp(list[k], currency) == 0;
		if (!there)
			list[n++] = currency;
	}
	*ret_n = n;
	return list;
}

/* One amount in a currency; complains at the node and returns false. */
static bool read_amount(struct program_reader *r, const struct node *n,
    const char *currency, struct money *ret)
{
	struct decimal d;
	struct err err;

	if (n->type != NODE_SCALAR) {
		PROBLEM(r, n, "write an amount here, like \"100.00\"");
		return false;
	}
	if (!decimal_parse(n->text, '.', '\0', false, &d, &err) ||
	    !decimal_to_money(d, currency, false, ret, &err)) {
		program_problem_err(r, n, &err);
		return false;
	}
	if (ret->minor < 0) {
		PROBLEM(r, n, "the amount is below zero");
		return false;
	}
	return true;
}

/* "USD and EUR" */
static const char *list_words(
    struct program_reader *r, const char *const *list, size_t n)
{
	const char *text = n > 0 ? list[0] : "";

	for (size_t i = 1; i < n; i++)
		text = arena_fmt(r->arena, "%s%s%s", text,
		    i + 1 < n ? ", " : " and ", list[i]);
	return text;
}

/* A plain figure serves all currencies only where it means the same. */
static size_t read_plain(struct program_reader *r, const struct node *n,
    const char *const *currencies, size_t n_currencies, struct money *list)
{
	for (size_t i = 0; i < n_currencies; i++) {
		if (!read_amount(r, n, currencies[i], &list[i]))
			return 0;
		if (list[i].minor != 0 && n_currencies > 1) {
			PROBLEM(r, n,
			    "a plain figure says nothing about %s; write one "
			    "for each currency, like {%s: \"%s\", ...}",
			    list_words(r, currencies, n_currencies),
			    currencies[0], program_quote(r, n->text));
			return 0;
		}
	}
	return n_currencies;
}

static size_t read_each(struct program_reader *r, const struct node *n,
    const char *const *currencies, size_t n_currencies, struct money *list)
{
	size_t used = 0;

	for (const struct node *c = n->child; c != NULL; c = c->next) {
		const struct currency *currency = currency_find(c->key);

		if (currency == NULL || strcmp(currency->code, c->key) != 0)
			PROBLEM_KEY(r, c,
			    "`%s` is not a currency; write its code of ISO "
			    "4217, like EUR",
			    program_quote(r, c->key));
		else if (read_amount(r, c, currency->code, &list[used]))
			used++;
	}
	for (size_t i = 0; i < n_currencies; i++)
		if (node_get(n, currencies[i]) == NULL)
			PROBLEM(r, n,
			    "%s is missing; the entities' currencies are %s",
			    currencies[i],
			    list_words(r, currencies, n_currencies));
	return used;
}

static void read_amounts(struct program_reader *r,
    const struct program_key *key, const struct node *n, void *record)
{
	struct program_amounts amounts;
	const char *const *currencies;
	struct money *list;
	size_t n_currencies;

	currencies = program_currencies(r->program, r->arena, &n_currencies);
	list = arena_alloc(r->arena, (n->n + n_currencies + 1) * sizeof(*list));
	if (n->type == NODE_LIST) {
		PROBLEM(r, n,
		    "`%s` takes an amount or one for each currency, not a "
		    "list",
		    key->name);
		return;
	}
	amounts.list = list;
	amounts.n = n->type == NODE_MAP
	    ? read_each(r, n, currencies, n_currencies, list)
	    : read_plain(r, n, currencies, n_currencies, list);
	memcpy((char *)record + key->offset, &amounts, sizeof(amounts));
}

/* ---- pairs ------------------------------------------------------------- */

static void read_discounts(struct program_reader *r,
    const struct program_key *key, const struct node *n, void *record)
{
	const struct program *p = r->program;
	struct names products =
	    program_ids(r, p->products, p->n_products, sizeof(*p->products));
	struct program_discount *list;
	size_t used = 0;

	if (!is_map(r, key, n))
		return;
	list = arena_alloc(r->arena, (n->n + 1) * sizeof(*list));
	for (const struct node *c = n->child; c != NULL; c = c->next) {
		const struct program_key rate = { c->key, &key_rate,
			AT(program_discount, ppm, int64_t), .help = "" };
		struct node name = { .type = NODE_SCALAR,
			.text = c->key,
			.line = c->key_line,
			.column = c->key_column };

		program_refer(r, &name, "product", products);
		list[used].product = c->key;
		key_rate.read(r, &rate, c, &list[used++]);
	}
	put_list(key, record, list, used);
}

static void read_thresholds(struct program_reader *r,
    const struct program_key *key, const struct node *n, void *record)
{
	struct program_threshold *list;
	struct names measures;
	size_t used = 0;

	if (!is_map(r, key, n))
		return;
	measures.list = program_words(MEASURES, r->arena, &measures.n);
	list = arena_alloc(r->arena, (n->n + 1) * sizeof(*list));
	for (const struct node *c = n->child; c != NULL; c = c->next) {
		const struct program_key number = { c->key, &key_number,
			NOWHERE, .min = 1, .max = 1000000, .help = "" };
		struct node name = { .type = NODE_SCALAR,
			.text = c->key,
			.line = c->key_line,
			.column = c->key_column };
		int at_least = 0;

		program_refer(r, &name, "measure", measures);
		key_number.read(r, &number, c, &at_least);
		list[used++] = (struct program_threshold){ c->key, at_least };
	}
	put_list(key, record, list, used);
}

const struct key_type key_ids = { "list of ids", SHAPE_SCALARS, read_ids };
const struct key_type key_words = { "list of words", SHAPE_SCALARS,
	read_words };
const struct key_type key_countries = { "list of countries", SHAPE_SCALARS,
	read_countries };
const struct key_type key_days = { "list of weekdays", SHAPE_SCALARS,
	read_days };
const struct key_type key_dates = { "list of dates", SHAPE_SCALARS,
	read_dates };
const struct key_type key_steps = { "list of texts", SHAPE_SCALARS,
	read_steps };
const struct key_type key_amounts = { "amount for each currency", SHAPE_AMOUNTS,
	read_amounts };
const struct key_type key_discounts = { "rate for each product", SHAPE_PAIRS,
	read_discounts };
const struct key_type key_thresholds = { "number for each measure", SHAPE_PAIRS,
	read_thresholds };
