/*
 * query/filter_term.h - one term of a filter, as SQL; for query/filter*.c.
 */

#ifndef QUERY_FILTER_TERM_H
#define QUERY_FILTER_TERM_H

#include "base/buf.h"
#include "query/list.h"

enum filter_op { OP_IS, OP_EQ, OP_LT, OP_LE, OP_GT, OP_GE };

/* A filter while it is read. */
struct filter_parser {
	const struct list *list;
	const struct filter_context *context;
	struct arena *arena;
	const char *text; /* from its start, for the places in errors */
	struct buf where;
	struct value *values;
	size_t n, size;
	size_t parts; /* words and values so far */
};

/* One value of a term: field OP value. */
struct filter_word {
	const char *text;
	bool quoted;
	size_t at; /* bytes from the start of the filter */
};

/* Appends the condition that the column compares so with the value. */
NODISCARD bool filter_compare(struct filter_parser *p, const struct column *c,
    enum filter_op op, const struct filter_word *word, struct err *err);

/* The same for numbers, dates, moments and amounts. */
NODISCARD bool filter_compare_number(struct filter_parser *p,
    const struct column *c, enum filter_op op, const struct filter_word *word,
    struct err *err);

/* Appends the condition that the SQL contains the folded text. */
void filter_contains(
    struct filter_parser *p, const char *sql, const char *folded);

/* The same for text that is not kept folded: in any case, as typed. */
void filter_contains_any_case(
    struct filter_parser *p, const char *sql, const char *text);

/* Keeps a value; returns its parameter's number. */
int filter_value(struct filter_parser *p, struct value v);

/* The SQL that the filter of a column compares. */
const char *filter_sql(const struct column *c);

/* Refuses a value: "... (character 12)" goes in front of the reason. */
#define filter_refuse(p, c, word, err, ...)                                    \
	(err_fill(                                                             \
	     (err), ERR_INVALID, (c) != NULL ? (c)->name : NULL, __VA_ARGS__), \
	    err_in((err), "Character %zu", filter_place((p), (word)->at)))

/* Counts characters from 1. */
size_t filter_place(const struct filter_parser *p, size_t at);

#endif
