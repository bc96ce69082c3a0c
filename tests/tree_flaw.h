/* tests/tree_flaw.h - what must hold for every tree that a reader makes. */

#ifndef TESTS_TREE_FLAW_H
#define TESTS_TREE_FLAW_H

#include <string.h>

#include "base/node.h"
#include "base/text.h"

static inline const char *tree_flaw_of_map(const struct node *map)
{
	for (const struct node *c = map->child; c != NULL; c = c->next) {
		if (c->key == NULL || c->key_line == 0 || c->key_column == 0)
			return "a member without a key or its place";
		if (node_get(map, c->key) != c)
			return "a key that is there twice";
	}
	return NULL;
}

/* A sentence about the first flaw, or NULL. */
static inline const char *tree_flaw(const struct node *n, unsigned depth)
{
	size_t children = 0;
	const char *flaw = NULL;

	if (depth == 0)
		return "deeper than the limit";
	if (n->line == 0 || n->column == 0)
		return "a node without a place";
	if ((n->type == NODE_SCALAR) != (n->text != NULL))
		return "only scalars have a text";
	if (n->text != NULL &&
	    text_valid_until(n->text, strlen(n->text)) != strlen(n->text))
		return "a text that is not UTF-8";
	if (n->child != NULL && n->type != NODE_LIST && n->type != NODE_MAP)
		return "children of what is no list and no map";
	if (n->type == NODE_MAP)
		flaw = tree_flaw_of_map(n);
	for (const struct node *c = n->child; c != NULL && flaw == NULL;
	     c = c->next) {
		flaw = tree_flaw(c,
		    c->child == NULL && c->type != NODE_LIST &&
			    c->type != NODE_MAP
			? depth
			: depth - 1);
		children++;
	}
	if (flaw == NULL && children != n->n)
		flaw = "a wrong number of children";
	return flaw;
}

#endif
