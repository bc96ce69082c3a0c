/*
 * query/list.h - lists as tables of columns, read a page at a time.
 *
 * A list is a constant: where its rows come from, and one line for every
 * column. That one line is all there is to a column: the screen, the sort
 * menu, the filter language, the export and the test that every sort has an
 * index all read it.
 *
 * Pages are found by the last row seen (its sort value and id), never by
 * OFFSET, so that a page costs the same anywhere in the list.
 */

#ifndef QUERY_LIST_H
#define QUERY_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "query/filter.h"
#include "store/db.h"

enum column_flag {
	COLUMN_SORT = 1 << 0,   /* an index on (sort expression, id) exists */
	COLUMN_GROW = 1 << 1,   /* takes the width that is left over */
	COLUMN_RIGHT = 1 << 2,  /* aligned right */
	COLUMN_SHOWN = 1 << 3,  /* on the screen at first */
	COLUMN_EXPORT = 1 << 4, /* in exports unless --columns says otherwise */
	COLUMN_HIDDEN = 1 << 5, /* never a column; a field to filter by */
	COLUMN_KEEP = 1 << 6,   /* never dropped for want of width */
	COLUMN_FOLDED = 1 << 7, /* `match`, else `sort`, is folded text */
	COLUMN_EXACT = 1 << 8,  /* its filter compares the whole text */
	COLUMN_PERSON = 1 << 9, /* likewise; "me" is the user */
	COLUMN_COUNTRY = 1 << 10, /* likewise, with any name of a country */
	/*
	 * Days since the date in the row, which the reader counts: filters
	 * take days, and the longest ago is the largest.
	 */
	COLUMN_AGE = 1 << 11,
};

struct column {
	const char *name;  /* in filters, settings and exports */
	const char *title; /* over the column */
	const char *expr;  /* SQL */
	const char *sort;  /* SQL to sort by, never NULL-valued; NULL: expr */
	enum value_type type;
	enum value_type sort_type; /* of `sort`; VALUE_NULL: as `type` */
	const char *currency;      /* SQL of a money column's currency */
	int width;                 /* ideal cells */
	int min;                   /* least cells; 0 is width */
	int drop; /* order of leaving when narrow; higher first */
	unsigned flags;
	const char *choices; /* "draft|submitted|...": exact filter values */
	char key;            /* its letter in the sort menu, or 0 */
	const char *match;   /* SQL that its filter compares; NULL: expr */
	const char *within;  /* "EXISTS (SELECT ... AND %s)": filters look in
			      * rows of another table, where `match` is */
	const char *refers;  /* SQL of the id of the record it names; filters
			      * take that id, too */
	char letter;         /* of that record's ids */
	const char *label;   /* its title where there is room; NULL: title */
};

struct list {
	const char *name;   /* "applications" */
	const char *noun;   /* "application" */
	char letter;        /* before its ids */
	const char *from;   /* FROM and its joins */
	const char *where;  /* a condition that always holds, or NULL */
	const char *id;     /* unique integer, breaks ties in the order */
	const char *search; /* SQL of the folded text bare words look in */
	const char *words;  /* or, where none is kept folded, of the text */
	const struct column *columns;
	size_t n_columns;
	const char *order; /* the column it is sorted by at first */
	bool descending;
	const struct filter_alias *aliases; /* status:pending ... */
	size_t n_aliases;
};

struct row {
	int64_t id;
	struct value *cells; /* one for each column */
	struct value sort;   /* of the present order */
};

/* Where a page starts: the order, the filter, and the row before it. */
struct list_at {
	size_t sort;
	bool descending;
	const struct filter *filter; /* NULL is all */
	const struct row *after;     /* NULL starts at an end */
	bool backwards; /* the page before `after`, or the last page */
	bool inclusive; /* starts with `after` itself */
};

struct page {
	struct row *rows; /* in the list's order also when read backwards */
	size_t n;
	bool more; /* rows follow in the direction of reading */
};

/* Reads up to limit rows. The page lives in the arena. */
NODISCARD bool list_read(struct db *db, const struct list *list,
    const struct list_at *at, size_t limit, struct arena *arena,
    struct page *ret, struct err *err);

/* One row by id, with the sort value of that order; whether or not the
 * filter matches. */
NODISCARD bool list_row(struct db *db, const struct list *list,
    const struct list_at *at, int64_t id, struct arena *arena, bool *ret_found,
    struct row *ret, struct err *err);

/* Rows that match; and of them, those before `at->after` in the order. */
NODISCARD bool list_count(struct db *db, const struct list *list,
    const struct list_at *at, int64_t *ret, struct err *err);
NODISCARD bool list_rank(struct db *db, const struct list *list,
    const struct list_at *at, int64_t *ret, struct err *err);

/* Up to `limit` ids that match, in order; for acting on all of a filter. */
NODISCARD bool list_ids(struct db *db, const struct list *list,
    const struct list_at *at, size_t limit, struct arena *arena, int64_t **ret,
    size_t *ret_n, struct err *err);

/* The SQL that list_read() would run, for the test of the indexes. */
const char *list_sql(
    const struct list *list, const struct list_at *at, struct arena *arena);

/* The column of that name, or n_columns. */
size_t list_column(const struct list *list, const char *name);

/* Where a list starts before anybody sorts or filters it. */
struct list_at list_start(const struct list *list);

/* Every list; list_NAME is defined in query/NAME.c. */
#define LISTS(_)        \
	_(applications) \
	_(partners)     \
	_(enrollments)  \
	_(leads)        \
	_(customers)    \
	_(sales)        \
	_(commissions)  \
	_(statements)   \
	_(payouts) _(conflicts) _(batches) _(messages) _(audit) _(users)

#define LIST_EXTERN(name) extern const struct list list_##name;
LISTS(LIST_EXTERN)
#undef LIST_EXTERN

/* The lists in that order; NULL ends them. */
extern const struct list *const lists[];

/* By name or noun, singular or plural; NULL when there is none. */
const struct list *list_find(const char *name);

#endif
