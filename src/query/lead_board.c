/* query/lead_board.c - the pipeline by stage: sums, and the cards' pages. */

#include "config.h"

#include "query/lead_board.h"

#include <stdlib.h>
#include <string.h>

static const char *const stages[BOARD_STAGES] = { "submitted", "accepted",
	"qualified", "proposal", "won" };

const char *board_stage_name(enum board_stage stage)
{
	return stages[stage];
}

enum board_stage board_stage_find(const char *name)
{
	enum board_stage s = BOARD_SUBMITTED;

	while (s < BOARD_STAGES && strcmp(stages[s], name) != 0)
		s++;
	return s;
}

static bool is_empty(const struct filter *f)
{
	return f == NULL || f->where[0] == '\0';
}

/* ---- statements ---------------------------------------------------------- */

/* Kept with every lead, so that nothing is counted. */
static const char SELECT_KEPT[] =
    "SELECT stage, currency, n, value, weighted FROM lead_total WHERE n > 0"
    " AND stage IN ('submitted', 'queued', 'accepted', 'qualified',"
    " 'proposal')";

#define SELECT_SUMS                                                        \
	"SELECT l.stage, l.currency, count(*), sum(coalesce(l.value, 0))," \
	" sum(l.weighted) FROM lead l WHERE l.void = 0"
#define OPEN                                                               \
	" AND l.stage IN ('submitted', 'queued', 'accepted', 'qualified'," \
	" 'proposal')"
#define GROUPED " GROUP BY l.stage, l.currency"
#define CLOSED_SINCE " AND l.stage = %s AND l.closed_on >= ?1"

/* A filter's statement: its condition stands at the end, and its values
 * from FILTER_FIRST on; ?1 is the day, unless that is DATE_NONE. */
static bool query(struct db *db, const char *sql, const char *tail,
    const struct filter *f, date_days day, struct arena *a, struct stmt **ret,
    struct err *err)
{
	size_t of_filter = is_empty(f) ? 0 : f->n;
	size_t n = of_filter > 0 ? FILTER_FIRST - 1 + of_filter
				 : (size_t)(day != DATE_NONE);
	struct value *values = arena_alloc(a, (n + 1) * sizeof(*values));

	values[0] = val_int(day);
	if (is_empty(f))
		return db_query(
		    db, arena_fmt(a, "%s%s", sql, tail), values, n, ret, err);
	if (of_filter > 0)
		memcpy(values + FILTER_FIRST - 1, f->values,
		    of_filter * sizeof(*values));
	return db_query(db, arena_fmt(a, "%s AND (%s)%s", sql, f->where, tail),
	    values, n, ret, err);
}

/* ---- sums ---------------------------------------------------------------- */

/* Adds to the sum of its currency. */
static void add_sum(struct board_sums *s, struct arena *a, const char *currency,
    int64_t n, int64_t value, int64_t weighted)
{
	size_t i = 0, size = s->n;

	while (i < s->n && strcmp(s->list[i].currency, currency) != 0)
		i++;
	if (i == s->n) {
		s->list = arena_grow(a, s->list, s->n, &size, sizeof(*s->list));
		s->list[s->n++] = (struct board_sum){ .currency = currency };
	}
	s->list[i].n += n;
	s->list[i].value += value;
	s->list[i].weighted += weighted;
	s->count += n;
}

static int compare(const void *left, const void *right)
{
	const struct board_sum *a = left, *b = right;
	bool a_none = a->currency[0] == '\0', b_none = b->currency[0] == '\0';

	if (a_none != b_none)
		return a_none - b_none;
	if (a->n != b->n)
		return a->n < b->n ? 1 : -1;
	return strcmp(a->currency, b->currency);
}

static void sort_sums(struct board_sums *s)
{
	if (s->n > 1)
		qsort(s->list, s->n, sizeof(*s->list), compare);
}

static bool take_sums(
    struct lead_board *b, struct stmt *st, struct arena *a, struct err *err)
{
	enum db_step step;

	while ((step = db_step(st, err)) == DB_ROW) {
		enum board_stage at = board_stage_find(db_text(st, 0, a));
		const char *currency = db_text(st, 1, a);
		int64_t n = db_int(st, 2), value = db_int(st, 3);
		int64_t weighted = db_int(st, 4);

		if (at < BOARD_STAGES)
			add_sum(
			    &b->stages[at], a, currency, n, value, weighted);
		else
			b->queued += n;
		if (at != BOARD_WON)
			add_sum(&b->open, a, currency, n, value, weighted);
	}
	db_reset(st);
	return step == DB_DONE;
}

static bool read_sums(struct db *db, const struct filter *f, date_days today,
    struct arena *a, struct lead_board *b, struct err *err)
{
	const char *won = arena_fmt(a, SELECT_SUMS CLOSED_SINCE, "'won'");
	struct stmt *st;

	if (!(is_empty(f) ? db_query(db, SELECT_KEPT, NO_VALUES, &st, err)
			  : query(db, SELECT_SUMS OPEN, GROUPED, f, DATE_NONE,
				a, &st, err)) ||
	    !take_sums(b, st, a, err) ||
	    !query(
		db, won, GROUPED, f, today - BOARD_WON_DAYS + 1, a, &st, err) ||
	    !take_sums(b, st, a, err))
		return false;
	for (size_t i = 0; i < BOARD_STAGES; i++)
		sort_sums(&b->stages[i]);
	sort_sums(&b->open);
	return true;
}

/* ---- what became of them ------------------------------------------------- */

static bool read_number(struct db *db, const char *sql, const char *tail,
    const struct filter *f, date_days day, struct arena *a, int64_t *ret,
    struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!query(db, sql, tail, f, day, a, &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW)
		*ret = db_int(st, 0);
	db_reset(st);
	return step != DB_FAILED;
}

static bool read_rates(struct db *db, const struct filter *f, date_days today,
    struct arena *a, struct lead_board *b, struct err *err)
{
	static const char COUNT[] =
	    "SELECT count(*) FROM lead l WHERE l.void = 0" CLOSED_SINCE;
	static const char DAYS[] =
	    "SELECT l.closed_on - l.submitted_on FROM lead l"
	    " WHERE l.void = 0" CLOSED_SINCE;
	date_days since = today - BOARD_RATE_DAYS + 1;
	date_days lately = today - BOARD_WON_DAYS + 1;
	int64_t n = b->stages[BOARD_WON].count;

	b->win_days = -1;
	if (!read_number(db, arena_fmt(a, COUNT, "'won'"), "", f, since, a,
		&b->won, err) ||
	    !read_number(db, arena_fmt(a, COUNT, "'lost'"), "", f, since, a,
		&b->lost, err))
		return false;
	return n == 0 ||
	    read_number(db, arena_fmt(a, DAYS, "'won'"),
		arena_fmt(a, " ORDER BY 1 LIMIT 1 OFFSET %d", (int)(n / 2)), f,
		lately, a, &b->win_days, err);
}

bool lead_board_read(struct db *db, const struct filter *filter,
    date_days today, struct arena *a, struct lead_board *ret, struct err *err)
{
	struct lead_board b = { .queued = 0 };

	if (!read_sums(db, filter, today, a, &b, err) ||
	    !read_rates(db, filter, today, a, &b, err))
		return false;
	*ret = b;
	return true;
}

/* ---- cards --------------------------------------------------------------- */

const struct filter *lead_board_cards(const struct filter *filter,
    enum board_stage stage, date_days today, struct arena *a)
{
	size_t n = is_empty(filter) ? 0 : filter->n;
	struct value *values = arena_alloc(a, (n + 1) * sizeof(*values));
	struct filter *f = arena_alloc(a, sizeof(*f));
	enum filter_reach *reach = arena_alloc(a, sizeof(*reach));

	if (n > 0)
		memcpy(values, filter->values, n * sizeof(*values));
	f->text = "";
	f->where = arena_fmt(a, "l.stage = '%s'", stages[stage]);
	if (stage == BOARD_WON) {
		values[n] = val_int(today - BOARD_WON_DAYS + 1);
		f->where = arena_fmt(a, "%s AND l.closed_on >= ?%zu", f->where,
		    FILTER_FIRST + n++);
	}
	if (!is_empty(filter))
		f->where = arena_fmt(a, "%s AND (%s)", f->where, filter->where);
	f->values = values;
	f->n = n;
	/* The stage has an index in each order: one walks down that. */
	*reach = is_empty(filter) ? REACH_MANY : REACH_UNKNOWN;
	f->reach = reach;
	return f;
}

void lead_board_order(enum board_stage stage, enum board_order order,
    size_t *ret_sort, bool *ret_descending)
{
	*ret_descending = true;
	if (stage == BOARD_WON)
		*ret_sort = list_column(&list_leads, "closed_on");
	else if (order == BOARD_BY_AGE)
		*ret_sort = list_column(&list_leads, "in");
	else
		*ret_sort = list_column(&list_leads, "value");
}
