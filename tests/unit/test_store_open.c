/* tests/unit/test_store_open.c - opening, creating, migrating, copying. */
#include "config.h"

#include "tests/unit/store_fixture.h"

#include <dirent.h>

#include "store/place.h"

/* A file's bytes in one number, to see whether any of them changed. */
static uint64_t bytes_of(const char *path)
{
	FILE *in = fopen(path, "rb");
	uint64_t hash = 14695981039346656037u;
	int c;

	if (in == NULL)
		return 0;
	while ((c = getc(in)) != EOF)
		hash = (hash ^ (unsigned)c) * 1099511628211u;
	fclose(in);
	return hash;
}

static int files_in(const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *entry;
	int n = 0;

	if (d == NULL)
		return -1;
	while ((entry = readdir(d)) != NULL)
		n += entry->d_name[0] != '.';
	closedir(d);
	return n;
}

/* Runs a script on a file past the store, and leaves it open. */
static sqlite3 *raw_script(const char *path, const char *sql)
{
	sqlite3 *handle;

	if (sqlite3_open(path, &handle) != SQLITE_OK ||
	    sqlite3_exec(handle, sql, NULL, NULL, NULL) != SQLITE_OK) {
		sqlite3_close(handle);
		return NULL;
	}
	return handle;
}

static void a_new_file_is_private_and_complete(void)
{
	struct fixture f = fixture_new();
	struct stat st;

	CHECK(stat(f.file, &st) == 0);
	CHECK((st.st_mode & 0777) == 0600);
	CHECK_STR(db_path(f.db), f.file);
	CHECK(add_thing(f.db, "one"));
	db_close(f.db);
	/* The file and the lock beside it. */
	CHECK(files_in(f.dir) == 2);
	CHECK(db_open_steps(f.file, DB_OPEN, steps_1, &f.db, &err));
	CHECK(things(f.db) == 1);
	fixture_done(&f);
}

static void creating_refuses_what_exists(void)
{
	struct fixture f = fixture_new();
	uint64_t before;
	struct db *db;
	char link_name[160];

	db_close(f.db);
	f.db = NULL;
	before = bytes_of(f.file);
	CHECK(!db_open_steps(f.file, DB_CREATE, steps_1, &db, &err));
	CHECK(err.kind == ERR_REFUSED);
	CHECK(bytes_of(f.file) == before);
	CHECK(symlink("nowhere", beside(&f, "link", link_name)) == 0);
	CHECK(!db_open_steps(link_name, DB_CREATE, steps_1, &db, &err));
	CHECK(err.kind == ERR_REFUSED);
	fixture_done(&f);
}

static void what_is_no_plain_file_is_not_opened(void)
{
	struct fixture f = fixture_new();
	struct db *db;
	char name[160];

	CHECK(!db_open_steps(
	    beside(&f, "none", name), DB_OPEN, steps_1, &db, &err));
	CHECK(err.kind == ERR_NOT_FOUND);
	CHECK(!db_open_steps(
	    beside(&f, "no/dir", name), DB_OPEN, steps_1, &db, &err));
	CHECK(err.kind == ERR_NOT_FOUND);
	CHECK(symlink(f.file, beside(&f, "link", name)) == 0);
	CHECK(!db_open_steps(name, DB_OPEN, steps_1, &db, &err));
	CHECK(err.kind == ERR_IO);
	CHECK(strstr(err.text, "is a link") != NULL);
	CHECK(!db_open_steps(f.dir, DB_OPEN, steps_1, &db, &err));
	CHECK(err.kind == ERR_INVALID);
	CHECK(mkfifo(beside(&f, "pipe", name), 0600) == 0);
	CHECK(!db_open_steps(name, DB_OPEN, steps_1, &db, &err));
	CHECK(err.kind == ERR_INVALID);
	fixture_done(&f);
}

static void a_link_on_the_way_is_followed(void)
{
	struct fixture f = fixture_new();
	struct db *db;
	char dir[160], file[200];

	CHECK(symlink(".", beside(&f, "here", dir)) == 0);
	snprintf(file, sizeof(file), "%s/a.db", dir);
	CHECK(db_open_steps(file, DB_OPEN, steps_1, &db, &err));
	CHECK(add_thing(db, "one"));
	db_close(db);
	fixture_done(&f);
}

static void network_file_systems_have_names(void)
{
	CHECK_STR(place_network_name(0x6969), "NFS");
	CHECK_STR(place_network_name(0xff534d42), "CIFS");
	CHECK(place_network_name(0xef53) == NULL);     /* ext4 */
	CHECK(place_network_name(0x01021994) == NULL); /* tmpfs */
	CHECK(place_network_name(0x794c7630) == NULL); /* overlay */
}

static void foreign_files_stay_untouched(void)
{
	static const char *const contents[] = { "", "x",
		("this is a letter to my aunt, and rather longer than the "
		 "hundred bytes that the header of a database file takes") };
	struct fixture f = fixture_empty();

	for (size_t i = 0; i < ARRAY_LEN(contents); i++) {
		FILE *out = fopen(f.file, "w");
		uint64_t before;

		CHECK(out != NULL);
		fputs(contents[i], out);
		CHECK(fclose(out) == 0);
		before = bytes_of(f.file);
		CHECK(!db_open_steps(f.file, DB_OPEN, steps_1, &f.db, &err));
		CHECK(err.kind == ERR_INVALID);
		CHECK(bytes_of(f.file) == before);
	}
	fixture_done(&f);
}

/* Whether its owner is at work or has closed it. */
static void databases_of_others_stay_untouched(void)
{
	static const char *const modes[] = {
		"CREATE TABLE t (a); BEGIN; INSERT INTO t VALUES (1);",
		"PRAGMA journal_mode = wal; CREATE TABLE t (a);",
	};

	for (size_t i = 0; i < ARRAY_LEN(modes); i++) {
		struct fixture f = fixture_empty();
		sqlite3 *owner = raw_script(f.file, modes[i]);
		int files = files_in(f.dir);
		uint64_t before = bytes_of(f.file);

		CHECK(owner != NULL);
		CHECK(!db_open_steps(f.file, DB_OPEN, steps_1, &f.db, &err));
		CHECK(err.kind == ERR_INVALID);
		CHECK(bytes_of(f.file) == before);
		CHECK(files_in(f.dir) == files);
		sqlite3_close(owner);
		before = bytes_of(f.file);
		CHECK(!db_open_steps(f.file, DB_OPEN, steps_1, &f.db, &err));
		CHECK(err.kind == ERR_INVALID);
		CHECK(bytes_of(f.file) == before);
		CHECK(files_in(f.dir) == 1);
		fixture_done(&f);
	}
}

static void a_newer_schema_stays_untouched(void)
{
	struct fixture f = fixture_empty();
	uint64_t before;

	CHECK(db_open_steps(f.file, DB_CREATE, steps_2, &f.db, &err));
	CHECK(add_thing(f.db, "one"));
	db_close(f.db);
	before = bytes_of(f.file);
	CHECK(!db_open_steps(f.file, DB_OPEN, steps_1, &f.db, &err));
	f.db = NULL;
	CHECK(err.kind == ERR_INVALID);
	CHECK(strstr(err.text, "schema 2") != NULL);
	CHECK(bytes_of(f.file) == before);
	fixture_done(&f);
}

/* The header still says 1: that it is 2 stands only in the log. */
static void a_newer_schema_in_the_log_stays_untouched(void)
{
	struct fixture f = fixture_new();
	struct db *new, *old;
	char log[160];
	uint64_t file_before, log_before;

	CHECK(add_thing(f.db, "one"));
	db_checkpoint(f.db, true);
	CHECK(db_open_steps(f.file, DB_OPEN, steps_2, &new, &err));
	beside(&f, "a.db-wal", log);
	CHECK(file_size(log) > 0);
	file_before = bytes_of(f.file);
	log_before = bytes_of(log);
	CHECK(!db_open_steps(f.file, DB_OPEN, steps_1, &old, &err));
	CHECK(err.kind == ERR_INVALID);
	CHECK(bytes_of(f.file) == file_before);
	CHECK(bytes_of(log) == log_before);
	/* And who has it open of old may not write any more. */
	CHECK(!db_begin(f.db, &err));
	CHECK(err.kind == ERR_INVALID);
	CHECK(!db_in_transaction(f.db));
	CHECK(add_thing(new, "two"));
	db_close(new);
	fixture_done(&f);
}

static void an_older_schema_is_brought_up_to_date(void)
{
	struct fixture f = fixture_new();
	struct db *copy;
	char name[160];

	CHECK(add_thing(f.db, "one"));
	db_close(f.db);
	CHECK(db_open_steps(f.file, DB_OPEN, steps_2, &f.db, &err));
	CHECK(things(f.db) == 1);
	CHECK(number(f.db, "SELECT count(*) FROM thing WHERE shade IS NULL") ==
	    1);
	/* The copy has the rows, and the schema, of before. */
	CHECK(db_open_steps(
	    beside(&f, "a.db.schema-1", name), DB_OPEN, steps_1, &copy, &err));
	CHECK(things(copy) == 1);
	db_close(copy);
	fixture_done(&f);
}

static void a_step_that_fails_changes_nothing(void)
{
	static const char *const broken[] = { STEP_1, STEP_2,
		"CREATE TABLE fine (id INTEGER); SELECT * FROM nothing;",
		NULL };
	static const char *const orphans[] = { STEP_1,
		"INSERT INTO part (thing) VALUES (77);", NULL };
	struct fixture f = fixture_new();
	struct db *db;

	CHECK(add_thing(f.db, "one"));
	db_close(f.db);
	f.db = NULL;
	CHECK(!db_open_steps(f.file, DB_OPEN, broken, &db, &err));
	CHECK(strstr(err.text, "Schema 3") != NULL);
	CHECK(!db_open_steps(f.file, DB_OPEN, orphans, &db, &err));
	CHECK(err.kind == ERR_INVALID);
	CHECK(db_open_steps(f.file, DB_OPEN, steps_1, &f.db, &err));
	CHECK(things(f.db) == 1);
	CHECK(number(f.db, "SELECT count(*) FROM part") == 0);
	fixture_done(&f);
}

static void a_failed_creation_leaves_no_file(void)
{
	static const char *const broken[] = { "CREATE TABEL t (a);", NULL };
	struct fixture f = fixture_empty();

	CHECK(!db_open_steps(f.file, DB_CREATE, broken, &f.db, &err));
	CHECK(files_in(f.dir) == 0);
	fixture_done(&f);
}

static void a_backup_opens_and_holds_the_rows(void)
{
	struct fixture f = fixture_new();
	struct stat st;
	struct db *copy;
	char name[160];

	CHECK(add_thing(f.db, "one"));
	CHECK(db_backup(f.db, beside(&f, "copy", name), &err));
	CHECK(stat(name, &st) == 0);
	CHECK((st.st_mode & 0777) == 0600);
	CHECK(db_open_steps(name, DB_OPEN, steps_1, &copy, &err));
	CHECK(things(copy) == 1);
	/* It has become a database like any other. */
	CHECK(add_thing(copy, "two"));
	CHECK(things(f.db) == 1);
	db_close(copy);
	fixture_done(&f);
}

static void a_backup_is_taken_while_another_writes(void)
{
	struct fixture f = fixture_new();
	struct db *copy;
	char name[160];

	CHECK(add_thing(f.db, "one"));
	CHECK(db_begin(f.db, &err));
	CHECK(db_exec(f.db, "INSERT INTO thing (name) VALUES ('two')",
	    NO_VALUES, NULL, &err));
	CHECK(db_backup(f.db, beside(&f, "copy", name), &err));
	CHECK(db_commit(f.db, &err));
	CHECK(db_open_steps(name, DB_OPEN, steps_1, &copy, &err));
	CHECK(things(copy) == 1);
	db_close(copy);
	fixture_done(&f);
}

static void a_backup_replaces_nothing(void)
{
	struct fixture f = fixture_new();
	uint64_t before;
	char name[160];

	CHECK(db_backup(f.db, beside(&f, "copy", name), &err));
	before = bytes_of(name);
	CHECK(add_thing(f.db, "one"));
	CHECK(!db_backup(f.db, name, &err));
	CHECK(err.kind == ERR_REFUSED);
	CHECK(bytes_of(name) == before);
	CHECK(!db_backup(f.db, beside(&f, "no/dir", name), &err));
	CHECK(err.kind == ERR_NOT_FOUND);
	fixture_done(&f);
}

/* Overwrites the second half of a page in the middle of the file. */
static bool damage(const char *path)
{
	FILE *out = fopen(path, "r+b");
	char junk[2048];
	bool ok;

	if (out == NULL)
		return false;
	memset(junk, 0x5a, sizeof(junk));
	ok = fseek(out, 4096, SEEK_SET) == 0 &&
	    fwrite(junk, sizeof(junk), 1, out) == 1;
	return fclose(out) == 0 && ok;
}

static void note(void *arg, const char *what)
{
	printf("# %s\n", what);
	++*(int *)arg;
}

static void damage_is_found_and_not_backed_up(void)
{
	struct fixture f = fixture_new();
	char name[160];
	int count = 0;

	CHECK(add_thing(f.db, "one"));
	CHECK(db_verify(f.db, note, &count, &err));
	CHECK(count == 0);
	db_close(f.db);
	CHECK(damage(f.file));
	CHECK(db_open_steps(f.file, DB_OPEN, steps_1, &f.db, &err));
	CHECK(!db_verify(f.db, note, &count, &err) || count > 0);
	CHECK(!db_backup(f.db, beside(&f, "copy", name), &err));
	CHECK(file_size(name) == -1);
	CHECK(files_in(f.dir) <= 4);
	fixture_done(&f);
}

static void orphans_are_found(void)
{
	struct fixture f = fixture_new();
	sqlite3 *raw;
	char name[160];
	int count = 0;

	db_close(f.db);
	raw = raw_script(f.file, "INSERT INTO part (thing) VALUES (77)");
	CHECK(raw != NULL);
	sqlite3_close(raw);
	CHECK(db_open_steps(f.file, DB_OPEN, steps_1, &f.db, &err));
	CHECK(db_verify(f.db, note, &count, &err));
	CHECK(count == 1);
	CHECK(!db_backup(f.db, beside(&f, "copy", name), &err));
	CHECK(strstr(err.text, "missing") != NULL);
	fixture_done(&f);
}

static void a_changed_schema_is_found(void)
{
	struct fixture f = fixture_new();
	sqlite3 *raw;
	int count = 0;

	db_close(f.db);
	raw = raw_script(f.file,
	    "CREATE TABLE extra (id INTEGER); DROP TRIGGER thing_word;"
	    "DROP TRIGGER thing_end; CREATE TRIGGER thing_end"
	    " AFTER INSERT ON thing BEGIN SELECT 1; END;");
	CHECK(raw != NULL);
	sqlite3_close(raw);
	CHECK(db_open_steps(f.file, DB_OPEN, steps_1, &f.db, &err));
	CHECK(db_verify(f.db, note, &count, &err));
	CHECK(count == 3);
	fixture_done(&f);
}

static void the_files_beside_are_private_too(void)
{
	static const char *const names[] = { "a.db-wal", "a.db-shm",
		"a.db-fence" };
	struct fixture f = fixture_new();
	struct stat st;
	char name[160];

	CHECK(add_thing(f.db, "one"));
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		CHECK(stat(beside(&f, names[i], name), &st) == 0);
		CHECK((st.st_mode & 0777) == 0600);
	}
	fixture_done(&f);
}

static void the_schema_of_the_program_opens(void)
{
	struct fixture f = fixture_empty();
	int count = 0;

	CHECK(db_open(f.file, DB_CREATE, &f.db, &err));
	CHECK(db_verify(f.db, note, &count, &err));
	CHECK(count == 0);
	fixture_done(&f);
}

int main(void)
{
	RUN(a_new_file_is_private_and_complete);
	RUN(creating_refuses_what_exists);
	RUN(what_is_no_plain_file_is_not_opened);
	RUN(a_link_on_the_way_is_followed);
	RUN(network_file_systems_have_names);
	RUN(foreign_files_stay_untouched);
	RUN(databases_of_others_stay_untouched);
	RUN(a_newer_schema_stays_untouched);
	RUN(a_newer_schema_in_the_log_stays_untouched);
	RUN(an_older_schema_is_brought_up_to_date);
	RUN(a_step_that_fails_changes_nothing);
	RUN(a_failed_creation_leaves_no_file);
	RUN(a_backup_opens_and_holds_the_rows);
	RUN(a_backup_is_taken_while_another_writes);
	RUN(a_backup_replaces_nothing);
	RUN(damage_is_found_and_not_backed_up);
	RUN(orphans_are_found);
	RUN(a_changed_schema_is_found);
	RUN(the_files_beside_are_private_too);
	RUN(the_schema_of_the_program_opens);
	return tap_done();
}
