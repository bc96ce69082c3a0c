/*
 * tests/unit/store_fixture.h - a small schema in a folder of its own.
 *
 * The store's tests bring their own schema, so that they say something
 * about the store and not about the tables of the program.
 */

#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/engine.h"
#include "tests/tap.h"

#define STEP_1                                                           \
	"CREATE TABLE thing (id INTEGER PRIMARY KEY,"                    \
	" name TEXT NOT NULL UNIQUE, note TEXT,"                         \
	" n INTEGER NOT NULL DEFAULT 0 CHECK (n >= 0)) STRICT;"          \
	"CREATE TABLE part (id INTEGER PRIMARY KEY, thing INTEGER NOT"   \
	" NULL REFERENCES thing DEFERRABLE INITIALLY DEFERRED) STRICT;"  \
	"CREATE TABLE audit (id INTEGER PRIMARY KEY, what TEXT) STRICT;" \
	"CREATE TABLE op (id TEXT PRIMARY KEY) STRICT;"                  \
	"CREATE TRIGGER thing_word BEFORE INSERT ON thing"               \
	" WHEN NEW.name = 'forbidden' BEGIN"                             \
	" SELECT RAISE(ABORT, 'That name is not allowed.'); END;"        \
	"CREATE TRIGGER thing_end BEFORE INSERT ON thing"                \
	" WHEN NEW.name = 'end' BEGIN"                                   \
	" SELECT RAISE(ROLLBACK, 'The end.'); END;"

#define STEP_2 "ALTER TABLE thing ADD COLUMN shade TEXT;"

static const char *const steps_1[] = { STEP_1, NULL };
static const char *const steps_2[] = { STEP_1, STEP_2, NULL };

struct fixture {
	char dir[64];
	char file[96];
	struct db *db;
};

static struct err err;

/* The path of another file in the folder, in the caller's buffer. */
UNUSED static const char *beside(
    const struct fixture *f, const char *name, char buf[static 160])
{
	snprintf(buf, 160, "%s/%s", f->dir, name);
	return buf;
}

UNUSED static struct fixture fixture_empty(void)
{
	const char *tmp = getenv("TMPDIR");
	struct fixture f = { .db = NULL };

	snprintf(f.dir, sizeof(f.dir), "%s/accord-store-XXXXXX",
	    tmp != NULL && strlen(tmp) < 30 ? tmp : "/tmp");
	if (mkdtemp(f.dir) == NULL) {
		printf("Bail out! no temporary folder\n");
		exit(EXIT_FAILURE);
	}
	snprintf(f.file, sizeof(f.file), "%s/a.db", f.dir);
	return f;
}

UNUSED static struct fixture fixture_new(void)
{
	struct fixture f = fixture_empty();

	if (!db_open_steps(f.file, DB_CREATE, steps_1, &f.db, &err)) {
		printf("Bail out! %s\n", err.text);
		exit(EXIT_FAILURE);
	}
	return f;
}

UNUSED static void fixture_done(struct fixture *f)
{
	char command[96];

	db_close(f->db);
	f->db = NULL;
	snprintf(command, sizeof(command), "rm -rf '%s'", f->dir);
	if (system(command) != 0)
		printf("# %s is left\n", f->dir);
}

/* One row in a transaction of its own. */
UNUSED static bool add_thing(struct db *db, const char *name)
{
	if (!db_begin(db, &err))
		return false;
	if (!db_exec(db, "INSERT INTO thing (name) VALUES (?1)",
		VALUES(val_text(name)), NULL, &err)) {
		db_rollback(db);
		return false;
	}
	return db_commit(db, &err);
}

/* The answer of a query of one number; -1 when there is none. */
UNUSED static int64_t number(struct db *db, const char *sql)
{
	struct arena a = ARENA_INIT;
	struct value v = val_null();
	bool found = false;

	if (!db_value(db, sql, NO_VALUES, VALUE_INT, &a, &found, &v, &err))
		printf("# %s\n", err.text);
	arena_done(&a);
	return found ? v.i : -1;
}

UNUSED static int64_t things(struct db *db)
{
	return number(db, "SELECT count(*) FROM thing");
}

UNUSED static int64_t file_size(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? st.st_size : -1;
}

#endif
