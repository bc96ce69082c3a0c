/* base/text_similar.c - how alike two names are, by their trigrams. */

#include "config.h"

#include "base/text_similar.h"

#include <stdbool.h>
#include <string.h>

#include "base/text_unicode.h"

#define CP_BITS 21 /* of a code point */

/* Puts one where it belongs; keys are short, so moving the rest is cheap. */
static void add(struct text_grams *g, uint64_t gram)
{
	size_t at = g->n;

	while (at > 0 && g->list[at - 1] > gram)
		at--;
	if ((at > 0 && g->list[at - 1] == gram) || g->n == TEXT_GRAMS)
		return;
	memmove(
	    &g->list[at + 1], &g->list[at], (g->n - at) * sizeof(g->list[0]));
	g->list[at] = gram;
	g->n++;
}

/* The last three code points, as they pass by. */
static uint64_t push(uint64_t gram, int32_t cp)
{
	const uint64_t mask = (UINT64_C(1) << 3 * CP_BITS) - 1;

	return ((gram << CP_BITS) | (uint64_t)cp) & mask;
}

static const uint64_t word_start = ((uint64_t)' ' << CP_BITS) | ' ';

void text_grams(const char *key, struct text_grams *ret)
{
	uint64_t gram = word_start;
	bool in_word = false;
	size_t len;

	ret->n = 0;
	for (; *key != '\0'; key += len) {
		int32_t cp;

		len = cp_next(key, &cp);
		if (len == 0) {
			len = 1;
			cp = (unsigned char)*key;
		}
		if (cp != ' ') {
			gram = push(gram, cp);
			add(ret, gram);
			in_word = true;
		} else if (in_word) {
			add(ret, push(gram, ' '));
			gram = word_start;
			in_word = false;
		}
	}
	if (in_word)
		add(ret, push(gram, ' '));
}

int64_t text_grams_similar(
    const struct text_grams *a, const struct text_grams *b)
{
	size_t both = 0;

	for (size_t i = 0, k = 0; i < a->n && k < b->n;) {
		if (a->list[i] == b->list[k])
			both++;
		if (a->list[i] < b->list[k])
			i++;
		else if (a->list[i] > b->list[k])
			k++;
		else
			i++, k++;
	}
	if (both == 0)
		return 0;
	return (int64_t)(both * SIMILAR_ALL / (a->n + b->n - both));
}

int64_t text_similar(const char *a, const char *b)
{
	struct text_grams of_a, of_b;

	text_grams(a, &of_a);
	text_grams(b, &of_b);
	return text_grams_similar(&of_a, &of_b);
}
