/*
 * io/yaml.h - YAML files as trees with places; the only place that knows
 * libyaml.
 *
 * Read from libyaml's events under limits that libyaml does not have itself.
 * Scalars stay text: what they mean is decided by their key. An empty plain
 * scalar and "~" are NODE_NULL.
 */

#ifndef IO_YAML_H
#define IO_YAML_H

#include "base/node.h"
#include "base/problem.h"

struct yaml_limits {
	size_t bytes;
	size_t events;
	size_t scalar; /* bytes of one scalar */
	unsigned depth;
	bool ends;  /* must end with an explicit "..." */
	bool clean; /* no control, bidi or invisible characters */
};

/* Program files and import maps: 256 kB, depth 16, ends with "...". */
extern const struct yaml_limits yaml_program_limits;

/* Data of others: 64 MB, depth 32. */
extern const struct yaml_limits yaml_data_limits;

/*
 * Reads one document. Adds every problem it finds, with line and column from
 * 1, and returns false when there is any: what is not YAML, more than one
 * document or none, duplicate keys, aliases, anchors, tags, directives, text
 * that is not UTF-8, a limit. The tree lives in the arena. A file that could
 * be read to its end gives its tree even when it has problems, so that all of
 * them can be told at once; otherwise *ret is NULL.
 */
NODISCARD bool yaml_read(const char *bytes, size_t len,
    const struct yaml_limits *limits, struct arena *a,
    struct problems *problems, struct node **ret);

#endif
