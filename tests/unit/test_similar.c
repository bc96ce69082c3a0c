/* tests/unit/test_similar.c - how alike two names are; counted by hand. */

#include "config.h"

#include "base/text_similar.h"
#include "tests/tap.h"

static void similarity_is_what_one_counts(void)
{
	static const struct {
		const char *a, *b;
		int64_t want;
	} cases[] = {
		{ "", "", 0 },
		{ "acme", "", 0 },
		{ "   ", "acme", 0 },
		{ "acme", "acme", 1000000 },
		{ "acme", "  acme ", 1000000 },
		/* "  a" " a ", and nothing in common with "b". */
		{ "a", "b", 0 },
		/* 5 and 6 trigrams, 4 in both, 7 in either. */
		{ "word", "words", 571428 },
		/* 5 and 10, 4 in both, 11 in either. */
		{ "word", "two words", 363636 },
		/* 7 and 8, 6 in both, 9 in either. */
		{ "aldora", "aldorra", 666666 },
		/* The order of words does not matter. */
		{ "north star", "star north", 1000000 },
		/* 11 and 6: a word less, 6 of 11. */
		{ "north star", "north", 545454 },
		/* Each counts once: "aaa" is in both of four. */
		{ "aaa", "aaaaaaa", 1000000 },
		/* 6 and 6, 4 in both, 8 in either: letters, not bytes. */
		{ "чаика", "чаики", 500000 },
		{ "東京電力", "東京電力", 1000000 },
		/* 6 and 5, 3 in both, 8 in either: none goes over the blank
		 * between two words. */
		{ "ab cd", "abcd", 375000 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int64_t got = text_similar(cases[i].a, cases[i].b);

		if (got != cases[i].want)
			printf("# \"%s\" \"%s\" %d\n", cases[i].a, cases[i].b,
			    (int)got);
		CHECK(got == cases[i].want);
		CHECK(text_similar(cases[i].b, cases[i].a) == got);
	}
}

static void trigrams_are_counted_once_and_in_order(void)
{
	struct text_grams g;

	text_grams("cat cat", &g);
	CHECK(g.n == 4);
	for (size_t i = 1; i < g.n; i++)
		CHECK(g.list[i - 1] < g.list[i]);
}

static void a_text_beyond_bounds_is_compared_by_its_start(void)
{
	static char text[6 * TEXT_GRAMS];
	struct text_grams g;

	/* Counting up in base 26: hardly a trigram twice. */
	for (size_t i = 0; i + 4 < sizeof(text); i++)
		text[i] = i % 4 == 3 ? ' '
		    : i % 4 == 2     ? (char)('a' + i / 4 % 26)
		    : i % 4 == 1     ? (char)('a' + i / 104 % 26)
				     : (char)('a' + i / 2704 % 26);
	text_grams(text, &g);
	CHECK(g.n == TEXT_GRAMS);
	CHECK(text_similar(text, text) == SIMILAR_ALL);
}

int main(void)
{
	RUN(similarity_is_what_one_counts);
	RUN(trigrams_are_counted_once_and_in_order);
	RUN(a_text_beyond_bounds_is_compared_by_its_start);
	return tap_done();
}
