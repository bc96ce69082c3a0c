/*
 * tests/unit/test_store_powercut.c - the power fails at every moment.
 *
 * ACCORD_ROUNDS sets the number of cuts; 150 by default.
 */
#include "config.h"

#include "tests/unit/store_fixture.h"

#include "tests/unit/store_shim.h"

enum { COMMITS = 14 };

struct outcome {
	int cuts;
	int lost;    /* cuts after which acknowledged rows were missing */
	int damaged; /* cuts after which the database was not whole */
};

static struct shim shim;
static struct fixture f;
static unsigned char *template;
static size_t template_size;

static int cuts(void)
{
	const char *text = getenv("ACCORD_ROUNDS");
	long n = text == NULL ? 0 : strtol(text, NULL, 10);

	return n > 0 && n < 1000000 ? (int)n : 150;
}

/* Each cut starts from the same new database. */
static bool read_template(void)
{
	FILE *in = fopen(f.file, "rb");

	template_size = (size_t)file_size(f.file);
	template = malloc(template_size);
	if (in == NULL || template == NULL ||
	    fread(template, template_size, 1, in) != 1)
		return false;
	return fclose(in) == 0;
}

static bool write_template(void)
{
	FILE *out;
	char name[160];

	unlink(beside(&f, "a.db-wal", name));
	unlink(beside(&f, "a.db-shm", name));
	out = fopen(f.file, "wb");
	return out != NULL && fwrite(template, template_size, 1, out) == 1 &&
	    fclose(out) == 0;
}

static bool set_synchronous(struct db *db, const char *level)
{
	struct conn *writer;
	bool ok;

	if (!db_writer(db, &writer, &err))
		return false;
	conn_guard(writer, CONN_SCHEMA);
	ok = conn_set(writer, "synchronous", level, &err);
	conn_guard(writer, CONN_WRITE);
	return ok;
}

/* Commits until the power fails; returns how many were acknowledged. */
static int work(struct db *db)
{
	char name[16];
	int done = 0;

	while (done < COMMITS) {
		snprintf(name, sizeof(name), "%d", done + 1);
		if (!add_thing(db, name))
			break;
		done++;
		if (done % 5 == 0)
			db_checkpoint(db, true);
	}
	return done;
}

static void note(void *arg, const char *what UNUSED)
{
	++*(int *)arg;
}

/* How many of the rows 1, 2, 3 ... are there; -1 if there is a gap. */
static int64_t unbroken(struct db *db)
{
	int64_t n = things(db);

	return n == 0 ||
		number(db, "SELECT max(CAST(name AS INTEGER)) FROM thing") == n
	    ? n
	    : -1;
}

static bool cut_once(int round, const char *level, struct outcome *o)
{
	struct db *db;
	int acknowledged, findings = 0;

	shim_reset(&shim);
	if (!write_template() ||
	    !db_open_steps(f.file, DB_OPEN, steps_1, &db, &err))
		return false;
	if (!set_synchronous(db, level)) {
		db_close(db);
		return false;
	}
	shim.cut_at = shim.operations + 1 + round * 7 % 97;
	acknowledged = work(db);
	shim.dead = true;
	db_close(db);
	if (!shim_cut(&shim, (uint64_t)round))
		return false;
	shim_reset(&shim);
	o->cuts++;
	if (!db_open_steps(f.file, DB_OPEN, steps_1, &db, &err)) {
		o->damaged++;
		return true;
	}
	if (!db_verify(db, note, &findings, &err) || findings > 0)
		o->damaged++;
	else if (unbroken(db) < acknowledged)
		o->lost++;
	db_close(db);
	return true;
}

static bool cut_often(const char *level, struct outcome *o)
{
	*o = (struct outcome){ .cuts = 0 };
	for (int round = 0; round < cuts(); round++)
		if (!cut_once(round, level, o)) {
			printf("# round %d: %s\n", round, err.text);
			return false;
		}
	printf("# synchronous %s: %d cuts, %d with losses, %d damaged\n", level,
	    o->cuts, o->lost, o->damaged);
	return true;
}

static void with_our_settings_nothing_acknowledged_is_lost(void)
{
	struct outcome o;

	CHECK(cut_often("2", &o));
	CHECK(o.lost == 0);
	CHECK(o.damaged == 0);
}

/* If this one loses nothing either, the test above proves nothing. */
static void with_a_weaker_setting_the_disk_does_forget(void)
{
	struct outcome o;

	CHECK(cut_often("1", &o));
	CHECK(o.lost > 0);
}

/* The bytes may be on the disk: only looking can tell. */
static void a_sync_that_fails_leaves_the_commit_unknown(void)
{
	struct db *db;

	shim_reset(&shim);
	CHECK(write_template());
	CHECK(db_open_steps(f.file, DB_OPEN, steps_1, &db, &err));
	CHECK(add_thing(db, "first"));
	shim.fail_sync = SQLITE_IOERR_FSYNC;
	CHECK(!add_thing(db, "second"));
	CHECK(err.kind == ERR_UNKNOWN);
	CHECK(!db_in_transaction(db));
	shim.fail_sync = 0;
	CHECK(db_begin(db, &err));
	if (number(db, "SELECT count(*) FROM thing WHERE name = 'second'") == 0)
		CHECK(db_exec(db, "INSERT INTO thing (name) VALUES ('second')",
		    NO_VALUES, NULL, &err));
	CHECK(db_commit(db, &err));
	CHECK(things(db) == 2);
	db_close(db);
}

static void a_full_disk_changes_nothing(void)
{
	struct db *db;

	shim_reset(&shim);
	CHECK(write_template());
	CHECK(db_open_steps(f.file, DB_OPEN, steps_1, &db, &err));
	CHECK(add_thing(db, "first"));
	shim.fail_write = SQLITE_FULL;
	CHECK(!add_thing(db, "second"));
	CHECK(err.kind == ERR_IO);
	CHECK_STR(err.text, "The disk is full; nothing was changed.");
	CHECK(!db_in_transaction(db));
	shim.fail_write = 0;
	CHECK(things(db) == 1);
	CHECK(add_thing(db, "second"));
	CHECK(things(db) == 2);
	db_close(db);
}

int main(void)
{
	f = fixture_new();
	db_close(f.db);
	f.db = NULL;
	if (!read_template()) {
		printf("Bail out! %s cannot be read\n", f.file);
		return EXIT_FAILURE;
	}
	shim_install(&shim);
	RUN(with_our_settings_nothing_acknowledged_is_lost);
	RUN(with_a_weaker_setting_the_disk_does_forget);
	RUN(a_sync_that_fails_leaves_the_commit_unknown);
	RUN(a_full_disk_changes_nothing);
	shim_remove(&shim);
	free(template);
	fixture_done(&f);
	return tap_done();
}
