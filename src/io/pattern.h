/*
 * io/pattern.h - text with references to a record's columns.
 *
 *	"{SalesOrderNumber}-{ProductKey}"
 *
 * Text around braces is kept; a pattern whose references are all empty is
 * empty as a whole. In trees (JSON, YAML) a reference is a path: {a.b} is
 * nested, {a.*} joins what a list or map holds by newlines, {@2} is the key
 * or the number (from 1) of the part that the 2nd * of the records' path
 * stands for, and {^2.name} a field of that part.
 */

#ifndef IO_PATTERN_H
#define IO_PATTERN_H

#include "base/arena.h"
#include "base/err.h"

enum ref_kind {
	REF_NAME, /* a column, or a path in the record */
	REF_KEY,  /* {@N} */
	REF_UP,   /* {^N.path} */
};

struct ref {
	enum ref_kind kind;
	size_t star;              /* N, from 1; 0 for REF_NAME */
	size_t index;             /* among all of its map, from 0 */
	const char *text;         /* as it stands between the braces */
	const char *join;         /* between the texts of {a.*} */
	const char *const *steps; /* of a path; "*" is each part */
	size_t n_steps;
};

struct pattern_part {
	const char *text; /* to be kept, or NULL */
	struct ref ref;   /* when text is NULL */
};

struct pattern {
	const char *text; /* as it is written */
	const struct pattern_part *parts;
	size_t n;
	bool constant; /* without references */
};

/*
 * Parts a pattern; with `paths` its references are those of trees.
 * *n_refs goes on counting them. ERR_INVALID.
 */
NODISCARD bool pattern_parse(const char *text, bool paths, struct arena *a,
    size_t *n_refs, struct pattern *ret, struct err *err);

/* Joins what its references hold by that text, instead of newlines. */
void pattern_join(struct pattern *p, const char *join, struct arena *a);

/* Parts "a.*.b" at its dots; ERR_INVALID for an empty step. */
NODISCARD bool path_parse(const char *text, struct arena *a,
    const char *const **ret, size_t *ret_n, struct err *err);

/* Whoever knows the value of a reference: "" when it is empty. */
struct record {
	bool (*get)(const struct record *r, const struct ref *ref,
	    struct arena *a, const char **ret, struct err *err);
};

/*
 * Fills in a pattern. The values are trimmed, and those among the n_nulls
 * texts that stand for nothing are empty.
 */
NODISCARD bool pattern_expand(const struct pattern *p, const struct record *r,
    const char *const *nulls, size_t n_nulls, struct arena *a, const char **ret,
    struct err *err);

#endif
