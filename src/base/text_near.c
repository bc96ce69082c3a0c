/* base/text_near.c - how far two words are apart: "did you mean". */

#include "config.h"

#include "base/text.h"

#include <string.h>

#include "base/text_unicode.h"

/* Names of keys and choices; longer texts are equal or far apart. */
#define WORD_MAX 63

static int smaller(int a, int b)
{
	return a < b ? a : b;
}

/* Returns the code points of s, or -1 when there are too many. */
static int word_of(const char *s, int32_t word[WORD_MAX])
{
	int n = 0;

	while (*s != '\0') {
		int32_t cp;
		size_t len = cp_next(s, &cp);

		if (n == WORD_MAX)
			return -1;
		if (len == 0) {
			cp = (unsigned char)*s;
			len = 1;
		}
		word[n++] = cp;
		s += len;
	}
	return n;
}

/*
 * Insertions, deletions, replacements and swaps of neighbors, row by row;
 * a swap ("raet") looks back two rows.
 */
static int edits(const int32_t *a, int na, const int32_t *b, int nb)
{
	int rows[3][WORD_MAX + 1];
	int *two = rows[0], *one = rows[1], *row = rows[2];

	for (int j = 0; j <= nb; j++)
		one[j] = j;
	for (int i = 1; i <= na; i++) {
		int *spare = two;

		row[0] = i;
		for (int j = 1; j <= nb; j++) {
			int best = one[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);

			best = smaller(best, one[j] + 1);
			best = smaller(best, row[j - 1] + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				best = smaller(best, two[j - 2] + 1);
			row[j] = best;
		}
		two = one;
		one = row;
		row = spare;
	}
	return one[nb];
}

int text_distance(const char *a, const char *b, int max)
{
	int32_t word_a[WORD_MAX], word_b[WORD_MAX];
	int na, nb;

	if (strcmp(a, b) == 0)
		return 0;
	na = word_of(a, word_a);
	nb = word_of(b, word_b);
	if (na < 0 || nb < 0 || na - nb > max || nb - na > max)
		return max + 1;
	return smaller(edits(word_a, na, word_b, nb), max + 1);
}

const char *text_nearest(const char *s, const char *const *names, size_t n)
{
	const char *nearest = NULL;
	int best = 3;

	for (size_t i = 0; i < n; i++) {
		int reach = strlen(names[i]) < 4 ? 1 : 2;
		int distance = text_distance(s, names[i], reach);

		if (distance <= reach && distance < best) {
			best = distance;
			nearest = names[i];
		}
	}
	return nearest;
}
