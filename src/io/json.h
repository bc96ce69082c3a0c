/*
 * io/json.h - JSON files as trees with places (RFC 8259).
 *
 * Read into the same trees as YAML: strings, numbers and booleans keep their
 * text, null is NODE_NULL. Refused: duplicate keys, lone surrogates, NULs,
 * more than 32 levels, more than 64 MB, anything behind the value.
 */

#ifndef IO_JSON_H
#define IO_JSON_H

#include "base/node.h"
#include "base/problem.h"

/*
 * Reads one value; the text is to be valid UTF-8 (file_read_text()). Adds
 * each problem with its line and column in characters, from 1, and returns
 * false when there is any. The tree lives in the arena.
 */
NODISCARD bool json_read(const char *bytes, size_t len, struct arena *a,
    struct problems *problems, struct node **ret);

#endif
