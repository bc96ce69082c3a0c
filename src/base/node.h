/*
 * base/node.h - a parsed document (YAML or JSON) as a tree with places.
 *
 * Readers in io/ make it, rules in domain/ read it, and node_pack() keeps it
 * in the database, so that a program file is parsed once. Scalars are text;
 * the reader's user decides by the key what they mean.
 */

#ifndef BASE_NODE_H
#define BASE_NODE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum node_type { NODE_NULL, NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
	enum node_type type;
	uint32_t line, column; /* from 1; 0 when unknown */
	const char *text;      /* NODE_SCALAR */
	const char *key;       /* when it is the value in a map, or NULL */
	uint32_t key_line, key_column;
	struct node *child; /* first of a list or map */
	struct node *next;  /* sibling */
	size_t n;           /* children */
};

/* The value under a key, or NULL (also for NULL and non-maps). */
const struct node *node_get(const struct node *map, const char *key);

/* The scalar text under a key, or NULL. */
const char *node_text(const struct node *map, const char *key);

/* Appends a compact text form; node_unpack() gives the same tree back. */
void node_pack(const struct node *n, struct buf *out);
NODISCARD bool node_unpack(
    const char *text, struct arena *a, struct node **ret, struct err *err);

#endif
