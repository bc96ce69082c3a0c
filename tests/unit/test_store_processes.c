/*
 * tests/unit/test_store_processes.c - several processes on one database.
 *
 * ACCORD_ROUNDS sets how often a process is killed; 100 by default.
 */
#include "config.h"

#include "tests/unit/store_fixture.h"

#include <sys/resource.h>
#include <time.h>

#include "tests/child.h"

/* Opens the fixture's file in the process that calls this. */
static struct db *open_own(const char *file, const char *const *steps)
{
	struct db *db;

	return db_open_steps(file, DB_OPEN, steps, &db, &err) ? db : NULL;
}

/* Writes a row between the parent's words, so that the parent can look. */
static int write_when_told(const struct child *parent, void *arg)
{
	struct db *db = open_own(arg, steps_1);

	if (db == NULL || !db_begin(db, &err) ||
	    !db_exec(db, "INSERT INTO thing (name) VALUES ('child')", NO_VALUES,
		NULL, &err))
		return 1;
	db_announce(db, "a child's work");
	child_say(parent, 'i'); /* inside */
	child_hear(parent);
	if (!db_commit(db, &err))
		return 2;
	child_say(parent, 'c'); /* committed */
	child_hear(parent);
	db_close(db);
	return 0;
}

static void no_checkpoint_while_another_writes(void)
{
	struct fixture f = fixture_new();
	struct child c;
	char log[160];

	beside(&f, "a.db-wal", log);
	CHECK(add_thing(f.db, "parent"));
	c = child_start(write_when_told, f.file);
	CHECK(child_hear(&c) == 'i');
	db_checkpoint(f.db, true);
	CHECK(file_size(log) > 0);
	child_say(&c, 'g');
	CHECK(child_hear(&c) == 'c');
	db_checkpoint(f.db, true);
	CHECK(file_size(log) == 0);
	child_say(&c, 'g');
	CHECK(child_end(&c) == 0);
	CHECK(things(f.db) == 2);
	fixture_done(&f);
}

static void a_killed_writer_holds_nothing_up(void)
{
	struct fixture f = fixture_new();
	struct child c = child_start(write_when_told, f.file);
	char log[160];

	CHECK(child_hear(&c) == 'i');
	CHECK(child_kill(&c) == 128 + SIGKILL);
	CHECK(add_thing(f.db, "parent"));
	db_checkpoint(f.db, true);
	CHECK(file_size(beside(&f, "a.db-wal", log)) == 0);
	CHECK(things(f.db) == 1);
	fixture_done(&f);
}

static void who_waits_too_long_is_told(void)
{
	struct fixture f = fixture_new();
	struct child c = child_start(write_when_told, f.file);
	struct conn *writer;

	CHECK(child_hear(&c) == 'i');
	CHECK(db_writer(f.db, &writer, &err));
	conn_wait(writer, 20);
	CHECK(!db_begin(f.db, &err));
	CHECK(err.kind == ERR_BUSY);
	CHECK(strstr(err.text, "a child's work is running") != NULL);
	CHECK(!db_in_transaction(f.db));
	child_say(&c, 'g');
	CHECK(child_hear(&c) == 'c');
	/* The fence was left too, or this would find it shared. */
	db_checkpoint(f.db, true);
	CHECK(add_thing(f.db, "parent"));
	child_say(&c, 'g');
	CHECK(child_end(&c) == 0);
	fixture_done(&f);
}

/* What a process said goes with it. */
static void what_the_dead_said_is_forgotten(void)
{
	struct fixture f = fixture_new();
	struct child c = child_start(write_when_told, f.file);
	char word[FENCE_WORD];

	CHECK(child_hear(&c) == 'i');
	fence_word(&f.db->fence, word);
	CHECK_STR(word, "a child's work");
	kill(c.pid, SIGKILL);
	child_end(&c);
	CHECK(add_thing(f.db, "parent"));
	fence_word(&f.db->fence, word);
	CHECK_STR(word, "");
	fixture_done(&f);
}

static void who_waits_shortly_gets_a_turn(void)
{
	struct fixture f = fixture_new();
	struct child c = child_start(write_when_told, f.file);

	CHECK(child_hear(&c) == 'i');
	child_say(&c, 'g');
	CHECK(add_thing(f.db, "parent"));
	CHECK(child_hear(&c) == 'c');
	child_say(&c, 'g');
	CHECK(child_end(&c) == 0);
	CHECK(things(f.db) == 2);
	fixture_done(&f);
}

static void the_fence_keeps_writers_out_of_a_checkpoint(void)
{
	struct fixture f = fixture_new();
	struct fence alone = FENCE_NONE, writer = FENCE_NONE;

	CHECK(fence_open(f.file, &alone, &err));
	CHECK(fence_open(f.file, &writer, &err));
	CHECK(fence_try_alone(&alone));
	CHECK(!fence_share(&writer, 10, &err));
	CHECK(err.kind == ERR_BUSY);
	fence_leave(&alone);
	CHECK(fence_share(&writer, 10, &err));
	CHECK(!fence_try_alone(&alone));
	fence_leave(&writer);
	CHECK(fence_try_alone(&alone));
	fence_close(&alone);
	fence_close(&writer);
	fixture_done(&f);
}

enum { WRITERS = 3, BIG_ROWS = 400 };

/* 16 kB in each commit, without a pause. */
static int write_a_lot(const struct child *parent, void *arg)
{
	struct db *db = open_own(arg, steps_1);

	child_hear(parent);
	for (int i = 0; db != NULL && i < BIG_ROWS; i++) {
		if (!db_begin(db, &err) ||
		    !db_exec(db,
			"INSERT INTO thing (name, note)"
			" VALUES (?1, hex(zeroblob(8000)))",
			VALUES(val_int((long)getpid() * BIG_ROWS + i)), NULL,
			&err) ||
		    !db_commit(db, &err))
			return 1;
		child_say(parent, 'c');
	}
	db_close(db);
	return db == NULL;
}

static void the_log_stays_small_among_busy_writers(void)
{
	struct fixture f = fixture_new();
	struct child c[WRITERS];
	char log[160];
	int64_t largest = 0;

	beside(&f, "a.db-wal", log);
	for (size_t i = 0; i < WRITERS; i++)
		c[i] = child_start(write_a_lot, f.file);
	for (size_t i = 0; i < WRITERS; i++)
		child_say(&c[i], 'g');
	for (int row = 0; row < BIG_ROWS; row++)
		for (size_t i = 0; i < WRITERS; i++) {
			CHECK(child_hear(&c[i]) == 'c');
			if (file_size(log) > largest)
				largest = file_size(log);
		}
	for (size_t i = 0; i < WRITERS; i++)
		CHECK(child_end(&c[i]) == 0);
	printf("# the log grew to %lld bytes\n", (long long)largest);
	CHECK(largest < 2 * LOG_LIMIT);
	CHECK(things(f.db) == WRITERS * BIG_ROWS);
	fixture_done(&f);
}

static int begin_twice(struct db *db)
{
	return db_begin(db, &err) && db_begin(db, &err);
}

static int write_outside(struct db *db)
{
	return db_exec(
	    db, "INSERT INTO thing (name) VALUES ('x')", NO_VALUES, NULL, &err);
}

static int commit_with_a_row_open(struct db *db)
{
	struct stmt *st;

	return db_begin(db, &err) &&
	    db_query(db, "SELECT 1", NO_VALUES, &st, &err) &&
	    db_step(st, &err) == DB_ROW && db_commit(db, &err);
}

static int forget_a_value(struct db *db)
{
	struct stmt *st;

	return db_query(db, "SELECT ?1, ?2", VALUES(val_int(1)), &st, &err);
}

static int reset_twice(struct db *db)
{
	struct stmt *st;

	if (!db_query(db, "SELECT 1", NO_VALUES, &st, &err))
		return 1;
	db_reset(st);
	db_reset(st);
	return 0;
}

struct bug {
	const char *file;
	int (*run)(struct db *);
};

static int run_bug(const struct child *parent UNUSED, void *arg)
{
	const struct rlimit no_core = { 0, 0 };
	const struct bug *bug = arg;
	struct db *db = open_own(bug->file, steps_1);

	setrlimit(RLIMIT_CORE, &no_core);
	if (freopen("/dev/null", "w", stderr) == NULL || db == NULL)
		return 1;
	return bug->run(db);
}

/* They would go unnoticed until something is lost. */
static void bugs_of_the_caller_end_the_program(void)
{
	static int (*const bugs[])(struct db *) = { begin_twice, write_outside,
		commit_with_a_row_open, forget_a_value, reset_twice };
	struct fixture f = fixture_new();

	for (size_t i = 0; i < ARRAY_LEN(bugs); i++) {
		struct bug bug = { f.file, bugs[i] };
		struct child c = child_start(run_bug, &bug);

		CHECK(child_end(&c) == 128 + SIGABRT);
	}
	CHECK(things(f.db) == 0);
	CHECK(add_thing(f.db, "after"));
	fixture_done(&f);
}

static int open_newer(const struct child *parent, void *arg)
{
	struct db *db;

	child_hear(parent);
	db = open_own(arg, steps_2);
	if (db == NULL || number(db, "SELECT count(shade) FROM thing") != 0)
		return 1;
	db_close(db);
	return 0;
}

static void two_that_migrate_at_once_do_it_once(void)
{
	for (int round = 0; round < 10; round++) {
		struct fixture f = fixture_new();
		struct child one, two;
		char name[160];

		CHECK(add_thing(f.db, "one"));
		db_close(f.db);
		f.db = NULL;
		one = child_start(open_newer, f.file);
		two = child_start(open_newer, f.file);
		child_say(&one, 'g');
		child_say(&two, 'g');
		CHECK(child_end(&one) == 0);
		CHECK(child_end(&two) == 0);
		CHECK(file_size(beside(&f, "a.db.schema-1", name)) > 0);
		CHECK(file_size(beside(&f, "a.db.schema-1-2", name)) == -1);
		fixture_done(&f);
	}
}

static int open_and_add(const struct child *parent, void *arg)
{
	struct db *db;
	char name[32];

	child_hear(parent);
	db = open_own(arg, steps_1);
	if (db == NULL)
		return 1;
	snprintf(name, sizeof(name), "%ld", (long)getpid());
	if (!add_thing(db, name))
		return 2;
	db_close(db);
	return 0;
}

/* A copy has no log yet: both find that out, and one makes it. */
static void two_open_a_restored_backup_at_once(void)
{
	for (int round = 0; round < 10; round++) {
		struct fixture f = fixture_new();
		struct child one, two;
		char name[160];

		CHECK(db_backup(f.db, beside(&f, "copy", name), &err));
		one = child_start(open_and_add, name);
		two = child_start(open_and_add, name);
		child_say(&one, 'g');
		child_say(&two, 'g');
		CHECK(child_end(&one) == 0);
		CHECK(child_end(&two) == 0);
		fixture_done(&f);
	}
}

static int create(const struct child *parent, void *arg)
{
	struct db *db;

	child_hear(parent);
	if (!db_open_steps(arg, DB_CREATE, steps_1, &db, &err))
		return err.kind == ERR_REFUSED ? 3 : 1;
	db_close(db);
	return 0;
}

static void of_two_that_create_at_once_one_does(void)
{
	for (int round = 0; round < 10; round++) {
		struct fixture f = fixture_empty();
		struct child one = child_start(create, f.file);
		struct child two = child_start(create, f.file);

		child_say(&one, 'g');
		child_say(&two, 'g');
		CHECK(child_end(&one) + child_end(&two) == 3);
		fixture_done(&f);
	}
}

static int rounds(void)
{
	const char *text = getenv("ACCORD_ROUNDS");
	long n = text == NULL ? 0 : strtol(text, NULL, 10);

	return n > 0 && n < 1000000 ? (int)n : 100;
}

/* Different in each round and the same in each run. */
static void wait_a_little(int round)
{
	const struct timespec time = { .tv_nsec = round * 7919 % 1500 * 1000 };

	nanosleep(&time, NULL);
}

/* Kills it and counts what it had still said. */
static int kill_and_count(struct child *c)
{
	int said = 0;

	kill(c->pid, SIGKILL);
	while (child_hear(c) != CHILD_GONE)
		said++;
	child_end(c);
	return said;
}

/* Says a byte after each commit, until it is killed. */
static int commit_for_ever(const struct child *parent, void *arg)
{
	struct db *db = open_own(arg, steps_1);
	char name[64];

	for (int i = 0; db != NULL; i++) {
		snprintf(name, sizeof(name), "%ld-%d", (long)getpid(), i);
		if (!add_thing(db, name))
			return 1;
		if (i % 16 == 15)
			db_checkpoint(db, true);
		child_say(parent, 'a');
	}
	return 1;
}

static void a_kill_loses_nothing_acknowledged(void)
{
	struct fixture f = fixture_new();
	int64_t before = 0;

	db_close(f.db);
	f.db = NULL;
	for (int round = 0; round < rounds(); round++) {
		struct child c = child_start(commit_for_ever, f.file);
		int64_t said = 0, now;

		for (int i = 0; i <= round % 20; i++)
			said += child_hear(&c) == 'a';
		CHECK(said == round % 20 + 1);
		wait_a_little(round);
		said += kill_and_count(&c);
		f.db = open_own(f.file, steps_1);
		CHECK(f.db != NULL);
		now = things(f.db);
		db_close(f.db);
		f.db = NULL;
		/* One may have been committed and not yet acknowledged. */
		CHECK(now == before + said || now == before + said + 1);
		before = now;
	}
	printf("# %lld commits survived\n", (long long)before);
	fixture_done(&f);
}

#define FILL                                                           \
	"CREATE TABLE filled (id INTEGER PRIMARY KEY) STRICT;"         \
	"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM" \
	" n WHERE i < 5000) INSERT INTO filled (id) SELECT i FROM n;"

static const char *const steps_filled[] = { STEP_1, FILL, NULL };

static int migrate_and_wait(const struct child *parent, void *arg)
{
	struct db *db;

	child_say(parent, 'g');
	db = open_own(arg, steps_filled);
	child_say(parent, db == NULL ? 'x' : 'd');
	child_hear(parent);
	return 0;
}

static void a_kill_leaves_a_whole_schema(void)
{
	int old = 0;

	for (int round = 0; round < rounds() / 4; round++) {
		struct fixture f = fixture_new();
		struct child c;

		CHECK(add_thing(f.db, "one"));
		db_close(f.db);
		f.db = NULL;
		c = child_start(migrate_and_wait, f.file);
		CHECK(child_hear(&c) == 'g');
		for (int i = 0; i <= round % 25; i++)
			wait_a_little(round + i);
		kill_and_count(&c);
		f.db = open_own(f.file, steps_1);
		old += f.db != NULL;
		CHECK(f.db != NULL || err.kind == ERR_INVALID);
		db_close(f.db);
		f.db = open_own(f.file, steps_filled);
		CHECK(f.db != NULL);
		CHECK(things(f.db) == 1);
		CHECK(number(f.db, "SELECT count(*) FROM filled") == 5000);
		fixture_done(&f);
	}
	printf("# %d of %d were killed before the end\n", old, rounds() / 4);
}

int main(void)
{
	RUN(no_checkpoint_while_another_writes);
	RUN(a_killed_writer_holds_nothing_up);
	RUN(who_waits_too_long_is_told);
	RUN(what_the_dead_said_is_forgotten);
	RUN(who_waits_shortly_gets_a_turn);
	RUN(the_fence_keeps_writers_out_of_a_checkpoint);
	RUN(the_log_stays_small_among_busy_writers);
	RUN(bugs_of_the_caller_end_the_program);
	RUN(two_that_migrate_at_once_do_it_once);
	RUN(two_open_a_restored_backup_at_once);
	RUN(of_two_that_create_at_once_one_does);
	RUN(a_kill_loses_nothing_acknowledged);
	RUN(a_kill_leaves_a_whole_schema);
	return tap_done();
}
