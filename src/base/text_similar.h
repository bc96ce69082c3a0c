/*
 * base/text_similar.h - how alike two names are, by their trigrams.
 *
 * The trigrams of a key (text_company_key()) are those of its words, each
 * with two blanks before and one behind: "cat" has "  c", " ca", "cat" and
 * "at ". The similarity of two keys is the number of trigrams that both
 * have, divided by the number that either has, each counted once. Order of
 * the words does not matter, and a slip of one letter costs few trigrams.
 */

#ifndef BASE_TEXT_SIMILAR_H
#define BASE_TEXT_SIMILAR_H

#include <stdint.h>

#include "base/base.h"

#define SIMILAR_ALL 1000000 /* parts per million: the same trigrams */

/* Keys with more are compared by their first ones. */
#define TEXT_GRAMS 512

/* Each is three code points in one number; ascending, none twice. */
struct text_grams {
	size_t n;
	uint64_t list[TEXT_GRAMS];
};

void text_grams(const char *key, struct text_grams *ret);

/* Parts per million, rounded down; 0 when either has no trigrams. */
int64_t text_grams_similar(
    const struct text_grams *a, const struct text_grams *b);

/* The same of two keys. */
int64_t text_similar(const char *a, const char *b);

#endif
