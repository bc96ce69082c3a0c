/* tests/bench/lists.c - a page, a count and a place of 100,000 rows. */

#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "query/list.h"

static const char FILL_VERSION[] =
    "INSERT INTO program_version (program, label, name, type, valid_from,"
    " source, compiled, loaded_at, loaded_by) VALUES ('p', '1', 'p',"
    " 'reseller', 0, '', '', 0, 'x')";

/* The newest 2,000 are pending, as after years of work. */
static const char FILL[] =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE"
    " i < 100000) INSERT INTO application (company, company_key, sort_name,"
    " country, program, program_version, level, entity, status, submitted_on,"
    " due, search, created_at, created_by, updated_at) SELECT 'Company ' ||"
    " (i * 7919 % 100003), 'k' || i, 'company ' || (i * 7919 % 100003), 'ES',"
    " 'p', 1, 'gold', 'eu', CASE WHEN i > 98000 THEN 'submitted' ELSE"
    " 'approved' END, 20000 + i / 250, 20400 + i * 17 % 90, 'company ' ||"
    " (i * 7919 % 100003) || ' example.org a few words', i, 'x', i FROM n";

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static bool measure(
    struct db *db, const char *text, const char *sort, struct err *err)
{
	static const struct filter_context context = { "x", 20700 };
	struct arena a = ARENA_INIT;
	struct list_at at = { .sort = list_column(&list_applications, sort),
		.descending = true };
	double start, first, again, counted;
	struct page page;
	int64_t count;
	bool ok;

	start = now_ms();
	ok = filter_parse(
		 &list_applications, text, &context, &a, &at.filter, err) &&
	    list_read(db, &list_applications, &at, 100, &a, &page, err);
	first = now_ms();
	ok = ok && list_read(db, &list_applications, &at, 100, &a, &page, err);
	again = now_ms();
	ok = ok && list_count(db, &list_applications, &at, &count, err);
	counted = now_ms();
	if (ok)
		printf("%-22s %-8s first %6.1f ms  next %6.1f ms  "
		       "count %6.1f ms of %" PRId64 "\n",
		    text, sort, first - start, again - first, counted - again,
		    count);
	arena_done(&a);
	return ok;
}

int main(void)
{
	static const char *const filters[] = { "", "status:pending", "99",
		"nowhere", "company:99 status:pending", "country:FR" };
	static const char *const sorts[] = { "age", "company" };
	struct err err;
	struct db *db;
	bool ok;

	ok = db_open(":memory:", DB_CREATE, &db, &err) && db_begin(db, &err) &&
	    db_exec(db, FILL_VERSION, NO_VALUES, NULL, &err) &&
	    db_exec(db, FILL, NO_VALUES, NULL, &err) && db_commit(db, &err);
	for (size_t i = 0; ok && i < ARRAY_LEN(filters) * 2; i++)
		ok = measure(db, filters[i / 2], sorts[i % 2], &err);
	if (!ok)
		printf("%s\n", err.text);
	else
		db_close(db);
	return ok ? 0 : 1;
}
