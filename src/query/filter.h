/*
 * query/filter.h - the filter language, one for screens and commands.
 *
 *	stage:won value>10000 country:ES,PT updated>=2026-01-01
 *	-partner:acme claimed_by:- submitted:2026-01-01..2026-03-31 text words
 *
 * Terms are joined by "and"; several values by comma are "or"; a leading
 * "-" negates; "-" as a value is empty; "me" is the user; a..b is a range;
 * "two words" are quoted. Enums, ids and countries match exactly, text by
 * folded substring; bare words search the list's names, domains and notes.
 */

#ifndef QUERY_FILTER_H
#define QUERY_FILTER_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"

struct list;

struct filter_alias {
	const char *field;  /* "status" */
	const char *value;  /* "pending" */
	const char *values; /* "submitted|in_review|..." */
};

/* How many rows match, as far as it matters for the way to read them. */
enum filter_reach { REACH_UNKNOWN, REACH_FEW, REACH_MANY };

/* A parsed filter: a condition in SQL, with parameters from ?10 on. */
struct filter {
	const char *text;  /* as typed, trimmed */
	const char *where; /* "" for an empty filter */
	struct value *values;
	size_t n;
	/* Found out by the first reading; an old answer costs only time. */
	enum filter_reach *reach;
};

/* The first parameter number a filter uses. */
#define FILTER_FIRST 10

struct filter_context {
	const char *user; /* "me" */
	int32_t today;
};

/*
 * Parses; texts live in the arena. An unknown field or value is ERR_INVALID
 * and names the known ones and the place in the text.
 */
NODISCARD bool filter_parse(const struct list *list, const char *text,
    const struct filter_context *context, struct arena *arena,
    const struct filter **ret, struct err *err);

/*
 * Words that may come next at the end of text: fields, then a field's
 * values; for completion. NULL-terminated arena array.
 */
const char *const *filter_complete(
    const struct list *list, const char *text, struct arena *arena);

#endif
