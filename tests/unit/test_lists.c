/* tests/unit/test_lists.c - every order of every list, page by page. */

#include "config.h"

#include <inttypes.h>

#include "query/list.h"
#include "tests/desk.h"
#include "tests/tap.h"
#include "tests/unit/list_rows.h"

enum { ROWS = 60, PAGE = 7, MAX_ROWS = 200 };

static struct desk desk;
static struct err err;

/* Numbers that repeat, so that every order has ties. */
static bool put(const char *sql, int i)
{
	size_t n = 0;
	struct value values[3] = { val_int(i), val_int(i % 5),
		val_text(i % 3 == 0  ? "aa"
			: i % 3 == 1 ? "bb"
				     : "cc") };

	for (const char *s = sql; *s != '\0'; s++)
		if (*s == '?' && (size_t)(s[1] - '0') > n)
			n = (size_t)(s[1] - '0');
	if (db_exec(desk.db, sql, values, n, NULL, &err))
		return true;
	printf("# %s\n", err.text);
	return false;
}

static bool fill(void)
{
	if (!db_begin(desk.db, &err))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		for (int k = 1; k <= ROWS; k++)
			if (!put(rows[i], k))
				return false;
	for (int k = 1; k <= ROWS; k++)
		if (!put(AUDIT, k))
			return false;
	return db_commit(desk.db, &err);
}

/* ---- one order --------------------------------------------------------- */

struct walk {
	const struct list *list;
	struct list_at at;
	int64_t ids[MAX_ROWS];
	size_t n;
};

static struct page page;

static bool read_page(const struct walk *w, const struct list_at *at)
{
	if (list_read(desk.db, w->list, at, PAGE, &desk.arena, &page, &err))
		return true;
	printf("# %s: %s\n", w->list->name, err.text);
	return false;
}

/* Forwards, page after page. */
static bool walk_down(struct walk *w)
{
	struct list_at at = w->at;

	do {
		if (!read_page(w, &at))
			return false;
		for (size_t i = 0; i < page.n && w->n < MAX_ROWS; i++)
			w->ids[w->n++] = page.rows[i].id;
		at.after = page.n > 0 ? &page.rows[page.n - 1] : NULL;
	} while (page.more && w->n < MAX_ROWS);
	return true;
}

/* Backwards from the end gives the same rows, each page in order. */
static bool walks_up_the_same(const struct walk *w)
{
	struct list_at at = w->at;
	size_t left = w->n;

	at.backwards = true;
	do {
		if (!read_page(w, &at) || page.n > left)
			return false;
		left -= page.n;
		for (size_t i = 0; i < page.n; i++)
			if (page.rows[i].id != w->ids[left + i])
				return false;
		at.after = &page.rows[0];
	} while (page.more);
	return left == 0;
}

/* From any row on, that row included or not, and how many are before it. */
static bool starts_anywhere(const struct walk *w)
{
	for (size_t i = 0; i < w->n; i++) {
		struct list_at at = w->at;
		struct row row;
		int64_t rank;
		bool found;

		if (!list_row(desk.db, w->list, &at, w->ids[i], &desk.arena,
			&found, &row, &err) ||
		    !found)
			return false;
		at.after = &row;
		if (!list_rank(desk.db, w->list, &at, &rank, &err) ||
		    rank != (int64_t)i)
			return false;
		if (!read_page(w, &at) ||
		    (page.n > 0 && page.rows[0].id != w->ids[i + 1]))
			return false;
		at.inclusive = true;
		if (!read_page(w, &at) || page.rows[0].id != w->ids[i])
			return false;
		at.backwards = true;
		if (!read_page(w, &at) || page.rows[page.n - 1].id != w->ids[i])
			return false;
	}
	return true;
}

/* No order is made at the time of asking, and no page is found by walking. */
static bool plan_is(const struct walk *w, const struct list_at *at,
    const char *want, size_t n_values)
{
	const char *sql = arena_fmt(&desk.arena, "EXPLAIN QUERY PLAN %s",
	    list_sql(w->list, at, &desk.arena));
	struct value values[3] = { val_int(1), val_int(1), val_int(1) };
	bool ok = true, seen = false;
	enum db_step step;
	struct stmt *st;

	if (!db_query(desk.db, sql, values, n_values, &st, &err))
		return false;
	while ((step = db_step(st, &err)) == DB_ROW) {
		const char *line = db_text(st, 3, &desk.arena);

		if (strstr(line, "TEMP B-TREE") != NULL) {
			printf("# %s: %s\n", sql, line);
			ok = false;
		}
		/* The first line is the table that drives the list. */
		if (!seen && strncmp(line, want, strlen(want)) != 0) {
			printf("# %s: %s\n", sql, line);
			ok = false;
		}
		seen = true;
	}
	db_reset(st);
	return ok && step == DB_DONE;
}

static bool is_searched(const struct walk *w)
{
	struct row row = { .id = 1, .sort = val_int(1) };
	struct list_at at = w->at;

	if (!plan_is(w, &at, "SCAN", 3))
		return false;
	at.after = &row;
	if (!plan_is(w, &at, "SEARCH", 3))
		return false;
	at.backwards = true;
	return plan_is(w, &at, "SEARCH", 3);
}

/* Below 0 when the first row comes first in a rising order. */
static int compare(const struct row *a, const struct row *b)
{
	int by_sort = a->sort.type == VALUE_TEXT
	    ? strcmp(a->sort.s, b->sort.s)
	    : (a->sort.i > b->sort.i) - (a->sort.i < b->sort.i);

	return by_sort != 0 ? by_sort : (a->id > b->id) - (a->id < b->id);
}

static bool is_in_order(const struct walk *w)
{
	bool age = (w->list->columns[w->at.sort].flags & COLUMN_AGE) != 0;
	struct row before = { .id = 0 }, row;
	bool found;

	for (size_t i = 0; i < w->n; i++) {
		if (!list_row(desk.db, w->list, &w->at, w->ids[i], &desk.arena,
			&found, &row, &err) ||
		    row.sort.type == VALUE_NULL)
			return false;
		if (i > 0 &&
		    (compare(&before, &row) < 0) == (w->at.descending != age))
			return false;
		before = row;
	}
	return true;
}

static bool check_order(const struct list *list, size_t sort, bool descending)
{
	struct walk w = { .list = list,
		.at = { .sort = sort, .descending = descending } };
	int64_t *ids, count;
	size_t n;

	if (!walk_down(&w) || !list_count(desk.db, list, &w.at, &count, &err) ||
	    !list_ids(
		desk.db, list, &w.at, MAX_ROWS, &desk.arena, &ids, &n, &err))
		return false;
	if ((int64_t)w.n != count || n != w.n || w.n < 50 ||
	    memcmp(ids, w.ids, n * sizeof(*ids)) != 0) {
		printf("# %s: %zu rows walked, %" PRId64 " counted\n",
		    list->name, w.n, count);
		return false;
	}
	return is_in_order(&w) && walks_up_the_same(&w) &&
	    starts_anywhere(&w) && is_searched(&w);
}

static void every_order_of_every_list(void)
{
	for (size_t i = 0; lists[i] != NULL; i++) {
		size_t orders = 0;

		for (size_t c = 0; c < lists[i]->n_columns; c++) {
			const struct column *column = &lists[i]->columns[c];

			if ((column->flags & COLUMN_SORT) == 0)
				continue;
			orders++;
			if (!check_order(lists[i], c, false) ||
			    !check_order(lists[i], c, true)) {
				printf("# by %s\n", column->name);
				CHECK(false);
			}
			arena_reset(&desk.arena);
		}
		CHECK(orders > 0);
		CHECK(lists[i]->columns[list_start(lists[i]).sort].flags &
		    COLUMN_SORT);
	}
}

/* ---- what is read -------------------------------------------------------- */

static bool filtered(const struct list *list, const char *text, int64_t want)
{
	static const struct filter_context context = { "bb", 100 };
	struct list_at at = list_start(list);
	int64_t count, *ids;
	size_t n;

	if (!filter_parse(
		list, text, &context, &desk.arena, &at.filter, &err) ||
	    !list_count(desk.db, list, &at, &count, &err) ||
	    !list_ids(
		desk.db, list, &at, MAX_ROWS, &desk.arena, &ids, &n, &err) ||
	    !list_read(
		desk.db, list, &at, MAX_ROWS, &desk.arena, &page, &err)) {
		printf("# %s: %s\n", text, err.text);
		return false;
	}
	if (count != want || page.n != (size_t)want || n != page.n)
		printf("# %s: %" PRId64 "\n", text, count);
	return count == want && page.n == (size_t)want && n == page.n;
}

static void filters_find_rows(void)
{
	/* 60 rows, every eleventh void: 55 are left. */
	CHECK(filtered(&list_applications, "", 55));
	CHECK(filtered(&list_applications, "status:draft", 11));
	CHECK(filtered(&list_applications, "-status:draft", 44));
	CHECK(filtered(&list_applications, "status:pending", 44));
	CHECK(filtered(&list_applications, "status:draft,submitted", 55));
	CHECK(filtered(&list_applications, "company:B", 18));
	CHECK(filtered(&list_applications, "company:b status:draft", 3));
	CHECK(filtered(&list_applications, "claimed_by:-", 11));
	CHECK(filtered(&list_applications, "claimed_by:me", 15));
	CHECK(filtered(&list_applications, "score:-", 11));
	CHECK(filtered(&list_applications, "-score>20", 33));
	CHECK(filtered(&list_applications, "score>20", 22));
	CHECK(filtered(&list_applications, "id:A-1,A-2,3", 3));
	CHECK(filtered(&list_applications, "partner:P-2", 1));
	CHECK(filtered(&list_applications, "-partner:-", 11));
	CHECK(filtered(&list_applications, "partner:bb", 3));
	/* 1000 yen, 20.00 30.00 40.00 euros */
	CHECK(filtered(&list_applications, "expected_revenue>=1000", 11));
	CHECK(filtered(&list_applications, "expected_revenue:20..30", 22));
	CHECK(filtered(&list_applications, "age>98", 11));
	CHECK(filtered(&list_applications, "submitted_on:-", 11));
	CHECK(filtered(&list_applications, "%", 0));
	CHECK(filtered(&list_partners, "program:aa", 19));
	CHECK(filtered(&list_partners, "-program:aa", 36));
	CHECK(filtered(&list_partners, "program:-", 0));
	CHECK(filtered(&list_partners, "tag:gold", 11));
	CHECK(filtered(&list_partners, "tags:gold", 11));
	CHECK(filtered(&list_partners, "tag:-", 44));
	CHECK(filtered(&list_partners, "tag:gol", 0));
	CHECK(filtered(&list_partners, "duplicate:yes", 55));
	CHECK(filtered(&list_partners, "duplicate:no", 0));
	CHECK(filtered(&list_partners, "leads>0", 11));
	CHECK(filtered(&list_partners, "leads_won:0 leads:2", 11));
	CHECK(filtered(&list_partners, "standing:warned", 11));
	CHECK(filtered(&list_partners, "renewal<1970-01-05", 33));
	CHECK(filtered(&list_partners, "renewal:-", 11));
	CHECK(filtered(&list_partners, "due:1970-01-03", 11));
	CHECK(filtered(&list_partners, "certified_until<1970-02-01", 11));
	CHECK(filtered(&list_partners, "certificates:-", 0));
	CHECK(filtered(&list_partners, "parent:P-1", 11));
	CHECK(filtered(&list_partners, "parent:-", 44));
	CHECK(filtered(&list_partners, "customer:bb", 0));
	CHECK(filtered(&list_enrollments, "partner:P-3", 1));
	CHECK(filtered(&list_enrollments, "standing:warned", 12));
	CHECK(filtered(&list_enrollments, "due<1970-01-03 renewal:ask", 24));
	CHECK(filtered(&list_users, "status:active aa", 20));
	CHECK(filtered(&list_audit, "operation:\"a b\" actor:me", 20));
	CHECK(filtered(&list_batches, "kind:applications status:done", 60));
}

static void filters_find_leads(void)
{
	CHECK(filtered(&list_leads, "", 55));
	CHECK(filtered(&list_leads, "stage:open", 33));
	CHECK(filtered(&list_leads, "stage:won,lost", 22));
	CHECK(filtered(&list_leads, "stage:closed", 22));
	CHECK(filtered(&list_leads, "owner:me", 15));
	CHECK(filtered(&list_leads, "partner:P-11", 11));
	/* 1000 yen, 20.00 30.00 euros */
	CHECK(filtered(&list_leads, "value>=1000", 11));
	CHECK(filtered(&list_leads, "value>=20 currency:EUR", 22));
	CHECK(filtered(&list_leads, "protected_until<=1970-02-10", 11));
	CHECK(filtered(&list_leads, "activity>98", 22));
	CHECK(filtered(&list_leads, "expected_close:-", 11));
}

/* The filter's today is day 100, as the statements' is. */
static void filters_find_commissions(void)
{
	CHECK(filtered(&list_sales, "status:open partner:P-22", 11));
	db_set_today(desk.db, 100);
	CHECK(filtered(&list_commissions, "status:held", 22));
	CHECK(filtered(&list_commissions, "status:open", 44));
	CHECK(filtered(&list_commissions, "hold:window", 11));
	CHECK(filtered(&list_commissions, "approved_by:-", 44));
	db_set_today(desk.db, 101);
	CHECK(filtered(&list_commissions, "status:earned", 11));
	CHECK(filtered(&list_commissions, "hold:window", 0));
}

static void cells_have_their_types(void)
{
	struct list_at at = { .sort = 0 };
	struct value v;
	struct row row;
	bool found;

	CHECK(list_row(desk.db, &list_applications, &at, 2, &desk.arena, &found,
	    &row, &err));
	CHECK(found && row.id == 2);
	v = row.cells[list_column(&list_applications, "expected_revenue")];
	CHECK(v.type == VALUE_MONEY && v.i == 2000);
	CHECK_STR(v.currency, "EUR");
	v = row.cells[list_column(&list_applications, "checks")];
	CHECK_STR(v.s, "2/9");
	v = row.cells[list_column(&list_applications, "partner")];
	CHECK_STR(v.s, "P-2");
	v = row.cells[list_column(&list_applications, "submitted_on")];
	CHECK(v.type == VALUE_DATE && v.i == 2);
	v = row.cells[list_column(&list_applications, "age")];
	CHECK(v.type == VALUE_DATE && v.i == 2);
	v = row.cells[list_column(&list_applications, "ref")];
	CHECK(v.type == VALUE_NULL);
	v = row.cells[list_column(&list_applications, "updated")];
	CHECK(v.type == VALUE_TIME && v.i == 2);
}

/* What an undo un-made is not shown; nor is what never was. */
static void void_rows_are_not_there(void)
{
	struct list_at at = { .sort = 0 };
	bool found = true;
	struct row row;

	CHECK(list_row(desk.db, &list_applications, &at, 11, &desk.arena,
	    &found, &row, &err));
	CHECK(!found);
	CHECK(list_row(desk.db, &list_applications, &at, 999, &desk.arena,
	    &found, &row, &err));
	CHECK(!found);
}

/* The longest ago comes first when ages fall, and ties by the lower id. */
static void ages_fall_from_the_oldest(void)
{
	struct list_at at = { .sort = list_start(&list_applications).sort,
		.descending = list_applications.descending };

	CHECK(list_read(
	    desk.db, &list_applications, &at, 3, &desk.arena, &page, &err));
	CHECK(page.more && page.n == 3);
	CHECK(page.rows[0].id == 1);
	CHECK(page.rows[1].id == 6);
	CHECK(page.rows[2].id == 16); /* 11 is void */
	at.descending = false;
	CHECK(list_read(
	    desk.db, &list_applications, &at, 1, &desk.arena, &page, &err));
	CHECK(page.rows[0].id == 60); /* never submitted */
}

/* ---- few and many ------------------------------------------------------- */

static bool same_either_way(
    const struct list *list, const struct filter *f, size_t sort, bool down)
{
	struct list_at at = { .sort = sort, .descending = down, .filter = f };
	int64_t *few, *many, few_rank, many_rank;
	size_t n_few, n_many;
	struct row row;
	bool found;

	*f->reach = REACH_FEW;
	if (!list_ids(desk.db, list, &at, MAX_ROWS, &desk.arena, &few, &n_few,
		&err) ||
	    n_few == 0 ||
	    !list_row(desk.db, list, &at, few[n_few / 2], &desk.arena, &found,
		&row, &err))
		return false;
	at.after = &row;
	if (!list_rank(desk.db, list, &at, &few_rank, &err))
		return false;
	*f->reach = REACH_MANY;
	return list_rank(desk.db, list, &at, &many_rank, &err) &&
	    list_ids(desk.db, list, &at, MAX_ROWS, &desk.arena, &many, &n_many,
		&err) &&
	    n_few == n_many && few_rank == many_rank &&
	    few_rank == (int64_t)(n_few / 2) &&
	    memcmp(few, many, n_few * sizeof(*few)) == 0;
}

static void both_ways_of_reading_agree(void)
{
	static const struct filter_context context = { "bb", 100 };
	static const struct {
		const struct list *list;
		const char *text;
	} cases[] = {
		{ &list_applications, "status:pending" },
		{ &list_applications, "-country:ES aa" },
		{ &list_applications, "partner:-" },
		{ &list_partners, "program:aa" },
		{ &list_partners, "tag:gold" },
		{ &list_partners, "duplicate:yes leads>0" },
		{ &list_enrollments, "partner:bb" },
		{ &list_leads, "stage:open" },
		{ &list_leads, "partner:aa" },
		{ &list_audit, "actor:me" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct list *list = cases[i].list;
		const struct filter *f;

		CHECK(filter_parse(
		    list, cases[i].text, &context, &desk.arena, &f, &err));
		for (size_t c = 0; c < list->n_columns; c++)
			if (list->columns[c].flags & COLUMN_SORT) {
				CHECK(same_either_way(list, f, c, false));
				CHECK(same_either_way(list, f, c, true));
			}
	}
}

/* Few are looked for in an index that has all the filter asks for. */
static void few_are_found_without_their_rows(void)
{
	static const struct filter_context context = { "bb", 100 };
	static const char *const texts[] = { "status:pending", "aa",
		"-status:draft company:a", "status:draft bb" };
	static const struct value nulls[FILTER_FIRST + 20];

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		struct list_at at = { .sort =
					  list_start(&list_applications).sort };
		bool covered = false;
		enum db_step step;
		struct stmt *st;

		CHECK(filter_parse(&list_applications, texts[i], &context,
		    &desk.arena, &at.filter, &err));
		*at.filter->reach = REACH_FEW;
		CHECK(db_query(desk.db,
		    arena_fmt(&desk.arena, "EXPLAIN QUERY PLAN %s",
			list_sql(&list_applications, &at, &desk.arena)),
		    nulls, FILTER_FIRST - 1 + at.filter->n, &st, &err));
		while ((step = db_step(st, &err)) == DB_ROW)
			covered = covered ||
			    strstr(db_text(st, 3, &desk.arena),
				"SCAN a USING COVERING INDEX") != NULL;
		db_reset(st);
		CHECK(step == DB_DONE);
		CHECK(covered);
	}
}

/* However many enrollments others have, a partner's are found by partner. */
static void a_partner_looks_at_its_own_enrollments(void)
{
	static const struct filter_context context = { "bb", 100 };
	static const char *const texts[] = { "", "program:aa", "level:gold",
		"standing:warned", "renewal<1980-01-01" };
	static const struct value nulls[FILTER_FIRST + 9];

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		struct list_at at = list_start(&list_partners);
		enum db_step step;
		struct stmt *st;

		CHECK(filter_parse(&list_partners, texts[i], &context,
		    &desk.arena, &at.filter, &err));
		*at.filter->reach = REACH_MANY;
		CHECK(db_query(desk.db,
		    arena_fmt(&desk.arena, "EXPLAIN QUERY PLAN %s",
			list_sql(&list_partners, &at, &desk.arena)),
		    nulls,
		    at.filter->n > 0 ? FILTER_FIRST - 1 + at.filter->n : 3, &st,
		    &err));
		while ((step = db_step(st, &err)) == DB_ROW) {
			const char *line = db_text(st, 3, &desk.arena);

			CHECK(strncmp(line, "SEARCH e ", 9) != 0 ||
			    strstr(line, "enrollment_by_partner") != NULL);
			CHECK(strncmp(line, "SCAN e", 6) != 0);
		}
		db_reset(st);
		CHECK(step == DB_DONE);
	}
}

static void few_and_many_are_told_apart(void)
{
	static const struct filter_context context = { "bb", 100 };
	struct list_at at = { .sort = list_start(&list_batches).sort };

	CHECK(db_begin(desk.db, &err));
	CHECK(db_exec(desk.db,
	    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
	    " WHERE i < 6000) INSERT INTO batch (kind, file, created_at,"
	    " created_by) SELECT 'leads', 'many', i, 'x' FROM n",
	    NO_VALUES, NULL, &err));
	CHECK(db_commit(desk.db, &err));
	CHECK(filter_parse(&list_batches, "kind:leads", &context, &desk.arena,
	    &at.filter, &err));
	CHECK(*at.filter->reach == REACH_UNKNOWN);
	CHECK(list_read(
	    desk.db, &list_batches, &at, 10, &desk.arena, &page, &err));
	CHECK(*at.filter->reach == REACH_MANY && page.n == 10 && page.more);
	CHECK(filter_parse(&list_batches, "kind:applications", &context,
	    &desk.arena, &at.filter, &err));
	CHECK(list_read(
	    desk.db, &list_batches, &at, 10, &desk.arena, &page, &err));
	CHECK(*at.filter->reach == REACH_FEW && page.n == 10 && page.more);
}

int main(void)
{
	if (!desk_open(&desk, ":memory:") || !fill()) {
		printf("Bail out! %s\n", err.text);
		return EXIT_FAILURE;
	}
	RUN(every_order_of_every_list);
	RUN(filters_find_rows);
	RUN(filters_find_leads);
	RUN(filters_find_commissions);
	RUN(cells_have_their_types);
	RUN(void_rows_are_not_there);
	RUN(ages_fall_from_the_oldest);
	RUN(both_ways_of_reading_agree);
	RUN(few_are_found_without_their_rows);
	RUN(a_partner_looks_at_its_own_enrollments);
	RUN(few_and_many_are_told_apart);
	desk_close(&desk);
	return tap_done();
}
