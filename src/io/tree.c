/* io/tree.c - what the readers of trees (JSON, YAML) share. */

#include "config.h"

#include "io/tree.h"

#include <stdlib.h>
#include <string.h>

static int by_key(const void *a, const void *b)
{
	const struct node *x = *(const struct node *const *)a;
	const struct node *y = *(const struct node *const *)b;
	int way = strcmp(x->key, y->key);

	if (way != 0)
		return way;
	if (x->key_line != y->key_line)
		return x->key_line < y->key_line ? -1 : 1;
	return (x->key_column > y->key_column) -
	    (x->key_column < y->key_column);
}

/* Sorted, so that a map of a million keys takes no million times a million. */
void tree_refuse_duplicates(const struct node *map, struct problems *problems)
{
	const struct node **all;
	size_t n = 0;

	all = calloc(map->n + 1, sizeof(*all));
	if (all == NULL)
		abort();
	for (const struct node *c = map->child; c != NULL; c = c->next)
		all[n++] = c;
	qsort(all, n, sizeof(*all), by_key);
	for (size_t i = 1; i < n; i++)
		if (strcmp(all[i - 1]->key, all[i]->key) == 0)
			problem_add(problems, all[i]->key_line,
			    all[i]->key_column,
			    "duplicate key `%s`; it is on line %u already",
			    all[i]->key, (unsigned)all[i - 1]->key_line);
	free(all);
}
