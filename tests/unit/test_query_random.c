/* tests/unit/test_query_random.c - lists and filters under what nobody
 * thought of: random rows, random filters, the same on every run. */

#include "config.h"

#include "base/text.h"
#include "query/detail.h"
#include "query/list.h"
#include "tests/desk.h"
#include "tests/tap.h"

enum { ROWS = 120, PAGE = 7, FILTERS = 1000, NOISE = 10000, LONG = 3990 };

static struct desk d;
static struct err err;
static const struct filter_context context = { "rita", 20514 };
static uint32_t seed;

static unsigned below(unsigned n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

/* ---- random rows --------------------------------------------------------- */

static const char INSERT_PARTNERS[] =
    "INSERT INTO partner (void, ref, name, name_key, sort_name, country,"
    " status, search, created_at, created_by, updated_at) VALUES (?1, ?2, ?3,"
    " ?3, ?4, ?5, ?6, ?4, ?7, 'rita', ?8)";

static const char INSERT_APPLICATIONS[] =
    "INSERT INTO application (void, ref, company, company_key, sort_name,"
    " country, program, program_version, level, entity, status,"
    " submitted_on, due, claimed_by, items, items_done, score, revenue,"
    " currency, partner, search, created_at, created_by, updated_at)"
    " VALUES (?1, ?2, ?3, ?3, ?4, ?5, 'plain', 1, 'gold', 'eu', ?6, ?9, ?10,"
    " ?11, 9, ?12, ?13, ?14, ?15, ?16, ?4, ?7, 'rita', ?8)";

static const char *const names[] = { "Société Générale", "ACME GmbH",
	"東京クラウド", "50% Off_Shop", "back\\slash", "acme ag" };

static struct value maybe(struct value v)
{
	return below(3) == 0 ? val_null() : v;
}

static bool insert_rows(void)
{
	static const char *const countries[] = { "ES", "PT", "DE" };
	static const char *const states[] = { "submitted", "in_review",
		"on_hold", "declined" };
	static const char *const statuses[] = { "active", "suspended" };
	static const char *const people[] = { "", "rita", "owner" };
	static const char *const currencies[] = { "EUR", "JPY", "KWD", "" };

	for (int i = 0; i < ROWS; i++) {
		const char *name = names[below(ARRAY_LEN(names))];
		struct value v[16] = { val_int(below(8) == 0),
			maybe(val_text(arena_fmt(&d.arena, "R%d", i))),
			val_text(name), val_text(text_fold(name, &d.arena)),
			val_text(countries[below(3)]),
			val_text(statuses[below(2)]), val_int(below(4)),
			val_int(below(4)), maybe(val_int(20400 + below(5))),
			maybe(val_int(20500 + below(5))),
			val_text(people[below(3)]), val_int(below(4)),
			maybe(val_int(below(3) * 50)),
			maybe(val_int((int64_t)below(5) * 1000 - 1000)),
			val_text(currencies[below(4)]),
			maybe(
			    val_int(1 + below(i < 5 ? (unsigned)i + 1 : 5))) };

		if (!db_exec(d.db, INSERT_PARTNERS, v, 8, NULL, &err))
			return false;
		v[5] = val_text(states[below(4)]);
		if (!db_exec(d.db, INSERT_APPLICATIONS, v, 16, NULL, &err))
			return false;
	}
	return true;
}

static bool insert_rest(void)
{
	return db_exec(d.db,
		   "INSERT INTO enrollment (partner, program, program_version,"
		   " level, entity, status, created_at, created_by, updated_at)"
		   " SELECT id, CASE id % 3 WHEN 0 THEN 'plain' ELSE 'careful'"
		   " END, 1, 'gold', 'eu', 'active', id % 4, 'rita', 0"
		   " FROM partner WHERE id % 2 = 0",
		   NO_VALUES, NULL, &err) &&
	    db_exec(d.db,
		"INSERT INTO batch (kind, file, created_at, created_by)"
		" SELECT 'applications', name || '.csv', id, 'rita'"
		" FROM partner WHERE id < 30",
		NO_VALUES, NULL, &err) &&
	    db_exec(d.db,
		"INSERT INTO person (name, created_at)"
		" SELECT 'user ' || id, 0 FROM partner WHERE id < 30",
		NO_VALUES, NULL, &err);
}

static bool fill(void)
{
	if (!db_begin(d.db, &err))
		return false;
	if (insert_rows() && insert_rest())
		return db_commit(d.db, &err);
	db_rollback(d.db);
	return false;
}

/* ---- walks --------------------------------------------------------------- */

/* Reads page after page and compares with the ids in order. */
static bool walk(const struct list *l, struct list_at at, const int64_t *ids,
    size_t n, struct arena *a)
{
	bool back = at.backwards;
	size_t seen = 0;
	struct page page;

	do {
		if (!list_read(d.db, l, &at, PAGE, a, &page, &err))
			return false;
		for (size_t i = 0; i < page.n; i++) {
			size_t k = back ? n - seen - page.n + i : seen + i;

			if (k >= n || page.rows[i].id != ids[k])
				return false;
		}
		seen += page.n;
		if (page.n > 0)
			at.after = &page.rows[back ? 0 : page.n - 1];
	} while (page.more);
	return seen == n;
}

/* Where each row stands, and the page that begins with it. */
static bool ranks(const struct list *l, struct list_at at, const int64_t *ids,
    size_t n, struct arena *a)
{
	for (size_t i = 0; i < n; i += 3) {
		struct page page;
		struct row row;
		int64_t rank;
		bool found;

		if (!list_row(d.db, l, &at, ids[i], a, &found, &row, &err) ||
		    !found)
			return false;
		at.after = &row;
		at.inclusive = true;
		if (!list_rank(d.db, l, &at, &rank, &err) ||
		    rank != (int64_t)i ||
		    !list_read(d.db, l, &at, 2, a, &page, &err) || page.n < 1 ||
		    page.rows[0].id != ids[i] || page.more != (i + 2 < n))
			return false;
		at.backwards = true;
		if (!list_read(d.db, l, &at, 2, a, &page, &err) ||
		    page.rows[page.n - 1].id != ids[i] || page.more != (i >= 2))
			return false;
		at = (struct list_at){ at.sort, at.descending, at.filter, NULL,
			false, false };
	}
	return true;
}

static bool all_ways(const struct list *l, const struct list_at *start)
{
	struct arena a = ARENA_INIT;
	struct list_at back = *start;
	int64_t *ids, total;
	size_t n;
	bool ok;

	back.backwards = true;
	ok = list_ids(d.db, l, start, 10000, &a, &ids, &n, &err) &&
	    list_count(d.db, l, start, &total, &err) && total == (int64_t)n &&
	    walk(l, *start, ids, n, &a) && walk(l, back, ids, n, &a) &&
	    ranks(l, *start, ids, n, &a);
	arena_done(&a);
	if (!ok)
		printf("# %s by %s%s, filter \"%s\"\n", l->name,
		    start->descending ? "-" : "", l->columns[start->sort].name,
		    start->filter != NULL ? start->filter->where : "");
	return ok;
}

static void every_order_is_walked_over_ties(void)
{
	for (size_t i = 0; lists[i] != NULL; i++)
		for (size_t c = 0; c < lists[i]->n_columns; c++) {
			struct list_at at = { .sort = c };

			if ((lists[i]->columns[c].flags & COLUMN_SORT) == 0)
				continue;
			CHECK(all_ways(lists[i], &at));
			at.descending = true;
			CHECK(all_ways(lists[i], &at));
		}
}

/* ---- random filters ------------------------------------------------------ */

static const char *const values[] = { "1", "A-3", "P-2", "me", "-", "ES",
	"Spain", "pending", "submitted", "active", "yes", "acme", "\"acme g\"",
	"%", "_", "\\", "'", "2026", "2026-Q1", "2026-02-28", "today", "+7",
	"1..5", "..2026-03", "10.005", "-1", "1k", "R3", "société", "東京",
	"\"\"", "gold", "plain", "0", "9223372036854775807",
	"-9223372036854775808", "eur", "..", "1..", "x..y" };

static void add_term(struct buf *b, const struct list *l)
{
	static const char *const ops[] = { ":", "=", "<", ">", "<=", ">=" };

	if (below(4) == 0) {
		buf_add(b, values[below(ARRAY_LEN(values))]);
		return;
	}
	buf_fmt(b, "%s%s%s", l->columns[below((unsigned)l->n_columns)].name,
	    ops[below(ARRAY_LEN(ops))], values[below(ARRAY_LEN(values))]);
	while (below(4) == 0)
		buf_fmt(b, ",%s", values[below(ARRAY_LEN(values))]);
}

static bool count_of(
    const struct list *l, const char *text, struct arena *a, int64_t *ret)
{
	struct list_at at = { .sort = list_start(l).sort };

	if (!filter_parse(l, text, &context, a, &at.filter, &err))
		return false;
	if (list_count(d.db, l, &at, ret, &err))
		return true;
	printf("# %s: %s: %s\n", l->name, text, err.text);
	*ret = -1;
	return true;
}

/* What is read can be run; a term and its negation share out all rows. */
static bool term_and_negation(const struct list *l)
{
	struct arena a = ARENA_INIT;
	struct buf b = BUF_INIT;
	int64_t with, without, all;
	const char *text;
	bool ok = true;

	add_term(&b, l);
	text = buf_take(&b, &a);
	if (text[0] != '-' && count_of(l, text, &a, &with))
		ok = with >= 0 &&
		    count_of(l, arena_fmt(&a, "-%s", text), &a, &without) &&
		    count_of(l, "", &a, &all) && with + without == all;
	if (!ok)
		printf("# %s: %s\n", l->name, text);
	arena_done(&a);
	return ok;
}

static void a_term_and_its_negation_share_out_all_rows(void)
{
	for (size_t i = 0; lists[i] != NULL; i++)
		for (int k = 0; k < FILTERS; k++)
			CHECK(term_and_negation(lists[i]));
}

static void filtered_lists_are_walked_too(void)
{
	for (size_t i = 0; lists[i] != NULL; i++)
		for (int k = 0; k < 60; k++) {
			const struct list *l = lists[i];
			struct arena a = ARENA_INIT;
			struct buf b = BUF_INIT;
			struct list_at at = { .sort = list_start(l).sort,
				.descending = below(2) };
			bool ok = true;

			add_term(&b, l);
			if (filter_parse(l, buf_text(&b), &context, &a,
				&at.filter, &err))
				ok = all_ways(l, &at);
			buf_done(&b);
			arena_done(&a);
			CHECK(ok);
		}
}

/* Whatever is typed is answered, and what is accepted runs. */
static void noise_is_answered(void)
{
	static const char alphabet[] = "ab:-,\"<>=. %_\\'0129\xc3\xa9(){};?";

	for (int k = 0; k < NOISE; k++) {
		const struct list *l = lists[below(6)];
		struct arena a = ARENA_INIT;
		char text[40];
		size_t len = below(sizeof(text));
		int64_t n = 0;

		for (size_t i = 0; i < len; i++)
			text[i] = alphabet[below(sizeof(alphabet) - 1)];
		text[len] = '\0';
		if (below(2) == 0 && len > 8)
			memcpy(text, "id:", 3);
		if (!count_of(l, text, &a, &n) && err.kind != ERR_INVALID)
			n = -1;
		(void)filter_complete(l, text, &a);
		if (n < 0)
			printf("# %s\n", text);
		arena_done(&a);
		CHECK(n >= 0);
	}
}

static void a_long_filter_runs_or_is_refused(void)
{
	static const char *const terms[] = { "a ", "ref:- ", "-a ", "-ref:- ",
		"a:b,c,d ", "company:x ", "status:pending ", "due<+1 " };
	static const char *const starts[] = { "ref:-", "ref:x",
		"expected_revenue>1", "status:pending" };

	for (size_t i = 0; i < ARRAY_LEN(terms) + ARRAY_LEN(starts); i++) {
		struct arena a = ARENA_INIT;
		struct buf b = BUF_INIT;
		bool is_term = i < ARRAY_LEN(terms);
		const char *word =
		    is_term ? terms[i] : starts[i - ARRAY_LEN(terms)];
		const char *more = is_term ? word : strpbrk(word, ":>") + 1;
		int64_t n = 0;

		buf_add(&b, word);
		while (b.len + strlen(more) < LONG)
			buf_fmt(&b, "%s%s", is_term ? "" : ",", more);
		if (!count_of(&list_applications, buf_text(&b), &a, &n) &&
		    err.kind != ERR_INVALID)
			n = -1;
		buf_done(&b);
		arena_done(&a);
		CHECK(n >= 0);
	}
}

/* Where names are kept folded, accents don't matter; elsewhere, only case. */
static void words_are_found_in_every_list(void)
{
	static const struct {
		const struct list *list;
		const char *words;
		int64_t n;
	} cases[] = {
		{ &list_applications, "café", 1 },
		{ &list_applications, "CAFE", 1 },
		{ &list_audit, "café", 1 },
		{ &list_audit, "CAFÉ du Nord", 1 },
		{ &list_users, "USER", 29 },
	};

	CHECK(desk_add(&d, d.owner, "plain", "Le Café du Nord") > 0);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct arena a = ARENA_INIT;
		int64_t n = -1;
		bool ok = count_of(cases[i].list, cases[i].words, &a, &n);

		arena_done(&a);
		if (n != cases[i].n)
			printf("# %s: %d\n", cases[i].words, (int)n);
		CHECK(ok && n == cases[i].n);
	}
}

int main(void)
{
	if (!desk_open(&d, ":memory:") || !fill()) {
		printf("Bail out! %s\n", err.text);
		return EXIT_FAILURE;
	}
	RUN(every_order_is_walked_over_ties);
	RUN(a_term_and_its_negation_share_out_all_rows);
	RUN(filtered_lists_are_walked_too);
	RUN(noise_is_answered);
	RUN(a_long_filter_runs_or_is_refused);
	RUN(words_are_found_in_every_list);
	desk_close(&d);
	return tap_done();
}
