/* query/list.c - pages of a list, found by the last row seen. */

#include "config.h"

#include "query/list.h"

#include <assert.h>
#include <string.h>

#include "base/buf.h"

/* ?1 and ?2 are the sort value and the id of a row, ?3 is the limit. */
enum { PARAM_SORT, PARAM_ID, PARAM_LIMIT, PARAMS };

/* Up to so many matches are found first and then put in order. */
enum { FEW = 5000 };

static const char *sort_expr(const struct column *c)
{
	return c->sort != NULL ? c->sort : c->expr;
}

static enum value_type sort_type(const struct column *c)
{
	return c->sort_type != VALUE_NULL ? c->sort_type : c->type;
}

/* Which way the sort expression runs; an age grows as its date shrinks. */
static bool runs_down(const struct list *list, const struct list_at *at)
{
	bool reversed = (list->columns[at->sort].flags & COLUMN_AGE) != 0;

	return at->descending != reversed;
}

static void add_condition(struct buf *b, size_t *n, const char *condition)
{
	if (condition == NULL || condition[0] == '\0')
		return;
	buf_fmt(b, " %s (%s)", (*n)++ == 0 ? "WHERE" : "AND", condition);
}

static void add_plain(struct buf *b, size_t *n, const struct list *list,
    const struct filter *filter)
{
	add_condition(b, n, list->where);
	if (filter != NULL)
		add_condition(b, n, filter->where);
}

/* The rows of the list that match. */
static void add_matching(
    struct buf *b, const struct list *list, const struct filter *filter)
{
	size_t n = 0;

	buf_fmt(b, " FROM %s", list->from);
	add_plain(b, &n, list, filter);
}

/*
 * Where many rows match, one walks down the order and soon has a page of
 * them; where few do, one would walk for long, and looks for all of them
 * first. Engines have no way of telling the two apart.
 */
static void add_filter(
    struct buf *b, size_t *n, const struct list *list, const struct list_at *at)
{
	const struct filter *f = at->filter;
	struct buf matching = BUF_INIT;

	if (f != NULL && *f->reach == REACH_FEW) {
		buf_fmt(&matching, "%s IN (SELECT %s", list->id, list->id);
		add_matching(&matching, list, f);
		buf_addc(&matching, ')');
		add_condition(b, n, buf_text(&matching));
		buf_done(&matching);
		return;
	}
	add_plain(b, n, list, f);
}

/*
 * The rows on one side of ?1, ?2. The first comparison alone is one that an
 * index can be searched by, whatever the expression; a pair, (e, id) > (?1,
 * ?2), would be scanned for unless both are plain columns.
 */
static void add_side(struct buf *b, size_t *n, const struct list *list,
    const struct list_at *at, bool down, bool inclusive)
{
	const char *e = sort_expr(&list->columns[at->sort]);
	const char *past = down ? "<" : ">";

	buf_fmt(b, " %s %s %s= ?1 AND (%s %s ?1 OR %s %s%s ?2)",
	    (*n)++ == 0 ? "WHERE" : "AND", e, past, e, past, list->id, past,
	    inclusive ? "=" : "");
}

static void add_order(
    struct buf *b, const struct list *list, const struct list_at *at, bool down)
{
	const char *way = down ? "DESC" : "ASC";

	buf_fmt(b, " ORDER BY %s %s, %s %s",
	    sort_expr(&list->columns[at->sort]), way, list->id, way);
}

/* The sort value, the id, and every cell; an amount is two. */
static void add_cells(
    struct buf *b, const struct list *list, const struct list_at *at)
{
	buf_fmt(
	    b, "SELECT %s, %s", sort_expr(&list->columns[at->sort]), list->id);
	for (size_t i = 0; i < list->n_columns; i++) {
		const struct column *c = &list->columns[i];

		buf_fmt(b, ", %s", c->expr);
		if (c->type == VALUE_MONEY)
			buf_fmt(b, ", %s", c->currency);
	}
	buf_fmt(b, " FROM %s", list->from);
}

const char *list_sql(
    const struct list *list, const struct list_at *at, struct arena *arena)
{
	bool down = runs_down(list, at) != at->backwards;
	struct buf b = BUF_INIT;
	size_t n = 0;

	add_cells(&b, list, at);
	add_filter(&b, &n, list, at);
	if (at->after != NULL)
		add_side(&b, &n, list, at, down, at->inclusive);
	add_order(&b, list, at, down);
	buf_add(&b, " LIMIT ?3");
	return buf_take(&b, arena);
}

/* Runs a statement with the values that its parameters go up to. */
static bool query(struct db *db, const char *sql, const struct value *params,
    size_t n, const struct list_at *at, struct arena *arena,
    struct stmt **ret_st, struct err *err)
{
	const struct filter *f = at->filter;
	struct value *values;

	if (f == NULL || f->n == 0)
		return db_query(db, sql, params, n, ret_st, err);
	values =
	    arena_alloc(arena, (FILTER_FIRST - 1 + f->n) * sizeof(*values));
	if (n > 0)
		memcpy(values, params, n * sizeof(*values));
	memcpy(values + FILTER_FIRST - 1, f->values, f->n * sizeof(*values));
	return db_query(db, sql, values, FILTER_FIRST - 1 + f->n, ret_st, err);
}

/* Finds out whether few rows match a filter or many, unless it is known. */
static bool find_reach(struct db *db, const struct list *list,
    const struct list_at *at, struct arena *arena, struct err *err)
{
	const struct filter *f = at->filter;
	struct buf b = BUF_INIT;
	enum db_step step;
	struct stmt *st;

	if (f == NULL || f->where[0] == '\0' || *f->reach != REACH_UNKNOWN)
		return true;
	buf_add(&b, "SELECT count(*) FROM (SELECT 1 AS one");
	add_matching(&b, list, f);
	buf_fmt(&b, " LIMIT %d) AS some", FEW + 1);
	if (!query(db, buf_take(&b, arena), NULL, 0, at, arena, &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW)
		*f->reach = db_int(st, 0) > FEW ? REACH_MANY : REACH_FEW;
	db_reset(st);
	return step != DB_FAILED;
}

static struct value read_cell(
    struct stmt *st, int at, enum value_type type, struct arena *arena)
{
	struct value v = db_column(st, at, type);

	if (v.type == VALUE_TEXT)
		v.s = arena_str(arena, v.s);
	return v;
}

static struct value read_money(struct stmt *st, int at)
{
	struct value v = db_column(st, at, VALUE_INT);
	struct value currency = db_column(st, at + 1, VALUE_TEXT);

	if (v.type == VALUE_NULL || currency.type == VALUE_NULL)
		return val_null();
	v.type = VALUE_MONEY;
	for (size_t i = 0; i < 3 && currency.s[i] != '\0'; i++)
		v.currency[i] = currency.s[i];
	return v;
}

static void read_row(struct stmt *st, const struct list *list,
    const struct list_at *at, struct arena *arena, struct row *row)
{
	int next = 2;

	row->sort =
	    read_cell(st, 0, sort_type(&list->columns[at->sort]), arena);
	row->id = db_int(st, 1);
	row->cells = arena_alloc(arena, list->n_columns * sizeof(*row->cells));
	for (size_t i = 0; i < list->n_columns; i++) {
		enum value_type type = list->columns[i].type;

		if (type == VALUE_MONEY) {
			row->cells[i] = read_money(st, next);
			next += 2;
		} else {
			row->cells[i] = read_cell(st, next++, type, arena);
		}
	}
}

static void fill_params(
    struct value params[static PARAMS], const struct list_at *at, size_t limit)
{
	for (size_t i = 0; i < PARAMS; i++)
		params[i] = val_null();
	if (at->after != NULL) {
		params[PARAM_SORT] = at->after->sort;
		params[PARAM_ID] = val_int(at->after->id);
	}
	params[PARAM_LIMIT] = val_int((int64_t)limit);
}

static void turn_around(struct page *page)
{
	for (size_t i = 0; i < page->n / 2; i++) {
		struct row held = page->rows[i];

		page->rows[i] = page->rows[page->n - 1 - i];
		page->rows[page->n - 1 - i] = held;
	}
}

bool list_read(struct db *db, const struct list *list, const struct list_at *at,
    size_t limit, struct arena *arena, struct page *ret, struct err *err)
{
	struct page page = { .rows = NULL };
	struct value params[PARAMS];
	enum db_step step;
	struct stmt *st;

	/* One row more than asked for tells whether any follow. */
	fill_params(params, at, limit + 1);
	if (!find_reach(db, list, at, arena, err) ||
	    !query(db, list_sql(list, at, arena), params, PARAMS, at, arena,
		&st, err))
		return false;
	page.rows = arena_alloc(arena, (limit + 1) * sizeof(*page.rows));
	while ((step = db_step(st, err)) == DB_ROW && page.n < limit)
		read_row(st, list, at, arena, &page.rows[page.n++]);
	page.more = step == DB_ROW;
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	if (at->backwards)
		turn_around(&page);
	*ret = page;
	return true;
}

bool list_row(struct db *db, const struct list *list, const struct list_at *at,
    int64_t id, struct arena *arena, bool *ret_found, struct row *ret,
    struct err *err)
{
	struct buf b = BUF_INIT;
	enum db_step step;
	struct stmt *st;
	size_t n = 0;

	add_cells(&b, list, at);
	add_condition(&b, &n, list->where);
	add_condition(&b, &n, arena_fmt(arena, "%s = ?1", list->id));
	if (!db_query(db, buf_take(&b, arena), VALUES(val_int(id)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW)
		read_row(st, list, at, arena, ret);
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	*ret_found = step == DB_ROW;
	return true;
}

static bool count(struct db *db, const struct list *list,
    const struct list_at *at, bool before, int64_t *ret, struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct value params[PARAMS];
	struct buf b = BUF_INIT;
	enum db_step step = DB_FAILED;
	struct stmt *st;
	size_t n = 0;

	fill_params(params, at, 0);
	buf_fmt(&b, "SELECT count(*) FROM %s", list->from);
	if (before) {
		add_filter(&b, &n, list, at);
		add_side(&b, &n, list, at, !runs_down(list, at), false);
	} else {
		add_plain(&b, &n, list, at->filter);
	}
	if (query(db, buf_take(&b, &arena), params, before ? 2 : 0, at, &arena,
		&st, err)) {
		step = db_step(st, err);
		if (step == DB_ROW)
			*ret = db_int(st, 0);
		db_reset(st);
	}
	arena_done(&arena);
	assert(step != DB_DONE); /* a count is always a row */
	return step == DB_ROW;
}

bool list_count(struct db *db, const struct list *list,
    const struct list_at *at, int64_t *ret, struct err *err)
{
	return count(db, list, at, false, ret, err);
}

bool list_rank(struct db *db, const struct list *list, const struct list_at *at,
    int64_t *ret, struct err *err)
{
	if (at->after != NULL)
		return count(db, list, at, true, ret, err);
	*ret = 0;
	return true;
}

bool list_ids(struct db *db, const struct list *list, const struct list_at *at,
    size_t limit, struct arena *arena, int64_t **ret, size_t *ret_n,
    struct err *err)
{
	struct list_at all = { .filter = at->filter };
	bool down = runs_down(list, at);
	struct value params[PARAMS];
	struct buf b = BUF_INIT;
	int64_t *ids = arena_alloc(arena, (limit + 1) * sizeof(*ids));
	enum db_step step;
	struct stmt *st;
	size_t n = 0;

	if (!find_reach(db, list, at, arena, err))
		return false;
	fill_params(params, &all, limit);
	buf_fmt(&b, "SELECT %s FROM %s", list->id, list->from);
	add_filter(&b, &n, list, at);
	add_order(&b, list, at, down);
	buf_add(&b, " LIMIT ?3");
	if (!query(
		db, buf_take(&b, arena), params, PARAMS, at, arena, &st, err))
		return false;
	n = 0;
	while ((step = db_step(st, err)) == DB_ROW)
		ids[n++] = db_int(st, 0);
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	*ret = ids;
	*ret_n = n;
	return true;
}

size_t list_column(const struct list *list, const char *name)
{
	size_t i;

	for (i = 0; i < list->n_columns; i++)
		if (strcmp(list->columns[i].name, name) == 0)
			break;
	return i;
}

struct list_at list_start(const struct list *list)
{
	return (struct list_at){ .sort = list_column(list, list->order),
		.descending = list->descending };
}
