/* io/tree.h - what the readers of trees (JSON, YAML) share. */

#ifndef IO_TREE_H
#define IO_TREE_H

#include "base/node.h"
#include "base/problem.h"

/* Adds a problem for each key of a map that is there already. */
void tree_refuse_duplicates(const struct node *map, struct problems *problems);

#endif
