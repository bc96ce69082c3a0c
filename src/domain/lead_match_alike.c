/* domain/lead_match_alike.c - names that are spelled alike. */

#include "config.h"

#include "domain/lead_match_alike.h"

#include <string.h>

/*
 * Both are read from an index alone, in which a country's names stand
 * together. Comparing all of them finds what any choice of candidates might
 * miss; tests/bench/match says what it takes.
 */
static const char SELECT_CUSTOMERS[] =
    "SELECT id, name_key, domain FROM customer WHERE country = ?1"
    " AND void = 0";

static const char SELECT_LEADS[] =
    "SELECT id, name_key, domain FROM lead WHERE country = ?1 AND void = 0"
    " AND stage IN ('submitted', 'queued', 'accepted', 'qualified',"
    " 'proposal')";

/* Second labels under which whoever likes has a domain of their own. */
static const char *const shared[] = { "ac", "co", "com", "edu", "gob", "gov",
	"gouv", "mil", "ne", "net", "nom", "or", "org" };

static bool is_shared(const char *domain)
{
	const char *dot = strchr(domain, '.');

	if (dot == NULL)
		return true;
	if (strlen(dot + 1) != 2)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(shared); i++)
		if (strlen(shared[i]) == (size_t)(dot - domain) &&
		    strncmp(domain, shared[i], (size_t)(dot - domain)) == 0)
			return true;
	return false;
}

static bool is_part(const char *part, const char *whole)
{
	size_t len = strlen(part), n = strlen(whole);

	return len > n + 1 && part[len - n - 1] == '.' &&
	    strcmp(part + len - n, whole) == 0 && !is_shared(whole);
}

bool domain_is_within(const char *a, const char *b)
{
	return is_part(a, b) || is_part(b, a);
}

/* Trigrams that a key has at most: one more than letters, for each word. */
static size_t most_grams(const char *key)
{
	size_t n = 1;

	for (; *key != '\0'; key++)
		n += ((unsigned char)*key & 0xc0) != 0x80;
	return n;
}

/* What it is to the claim, if anything. */
static bool is_alike(const struct lead_claim *claim,
    const struct text_grams *grams, const char *key, const char *domain,
    struct alike *ret)
{
	struct text_grams other;

	ret->similarity = 0;
	/* Most are too short, which costs less to see than their trigrams. */
	if (most_grams(key) * SIMILAR_ALL >= grams->n * MATCH_ALIKE) {
		text_grams(key, &other);
		ret->similarity = text_grams_similar(grams, &other);
	}
	ret->by = MATCH_BY_ALIKE;
	if (domain_is_within(claim->domain, domain))
		ret->by = MATCH_BY_SITE;
	return ret->by == MATCH_BY_SITE || ret->similarity >= MATCH_ALIKE;
}

static bool is_before(const struct alike *a, const struct alike *b)
{
	if (a->by != b->by)
		return a->by < b->by;
	if (a->similarity != b->similarity)
		return a->similarity > b->similarity;
	return a->id < b->id;
}

/* Keeps the likest, in order. */
static void keep(struct alike *list, size_t *n, const struct alike *one)
{
	size_t at = *n;

	while (at > 0 && is_before(one, &list[at - 1]))
		at--;
	if (at == MAX_ALIKE)
		return;
	if (*n < MAX_ALIKE)
		(*n)++;
	memmove(&list[at + 1], &list[at], (*n - 1 - at) * sizeof(*list));
	list[at] = *one;
}

bool match_alike(struct session *s, bool leads, const struct lead_claim *claim,
    struct alike list[static MAX_ALIKE], size_t *ret_n, struct err *err)
{
	struct text_grams grams;
	enum db_step step;
	struct alike one;
	struct stmt *st;
	size_t n = 0;

	*ret_n = 0;
	if (strcmp(claim->country, "ZZ") == 0 || claim->country[0] == '\0')
		return true;
	text_grams(claim->name_key, &grams);
	if (!db_query(s->db, leads ? SELECT_LEADS : SELECT_CUSTOMERS,
		VALUES(val_text(claim->country)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		one.id = db_int(st, 0);
		if (is_alike(claim, &grams, db_column(st, 1, VALUE_TEXT).s,
			db_column(st, 2, VALUE_TEXT).s, &one))
			keep(list, &n, &one);
	}
	db_reset(st);
	*ret_n = n;
	return step == DB_DONE;
}
