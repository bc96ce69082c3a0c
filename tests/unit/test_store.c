/* tests/unit/test_store.c - statements, transactions, settings, guards. */
#include "config.h"

#include "tests/unit/store_fixture.h"

#include "store/stmt.h"

static struct fixture f;

static void rows_come_back_as_written(void)
{
	struct arena a = ARENA_INIT;
	struct stmt *st;

	CHECK(db_begin(f.db, &err));
	CHECK(db_exec(f.db,
	    "INSERT INTO thing (name, note, n) VALUES (?1, ?2, ?3)",
	    VALUES(val_text("été"), val_null(), val_int(INT64_MAX)), NULL,
	    &err));
	CHECK(db_last_id(f.db) == 1);
	CHECK(db_commit(f.db, &err));
	CHECK(db_query(
	    f.db, "SELECT name, note, n FROM thing", NO_VALUES, &st, &err));
	CHECK(db_step(st, &err) == DB_ROW);
	CHECK_STR(db_column(st, 0, VALUE_TEXT).s, "été");
	CHECK(db_column(st, 1, VALUE_TEXT).type == VALUE_NULL);
	CHECK_STR(db_text(st, 1, &a), "");
	CHECK(db_int(st, 1) == 0);
	CHECK(db_int(st, 2) == INT64_MAX);
	CHECK(db_column(st, 2, VALUE_TIME).type == VALUE_TIME);
	CHECK(db_step(st, &err) == DB_DONE);
	db_reset(st);
	arena_done(&a);
}

static void a_value_that_is_not_there_is_not_found(void)
{
	struct arena a = ARENA_INIT;
	struct value v = val_int(7);
	bool found = true;

	CHECK(db_value(f.db, "SELECT id FROM thing WHERE name = ?1",
	    VALUES(val_text("nobody")), VALUE_INT, &a, &found, &v, &err));
	CHECK(!found);
	CHECK(v.type == VALUE_NULL);
	CHECK(db_value(f.db, "SELECT name FROM thing WHERE id = ?1",
	    VALUES(val_int(1)), VALUE_TEXT, &a, &found, &v, &err));
	CHECK(found);
	CHECK_STR(v.s, "été");
	arena_done(&a);
}

static void only_the_transaction_sees_its_rows_before_commit(void)
{
	struct db *other;

	CHECK(db_open_steps(f.file, DB_OPEN, steps_1, &other, &err));
	CHECK(db_begin(f.db, &err));
	CHECK(db_in_transaction(f.db));
	CHECK(db_exec(f.db, "INSERT INTO thing (name) VALUES ('seen')",
	    NO_VALUES, NULL, &err));
	CHECK(things(f.db) == 2);
	CHECK(things(other) == 1);
	CHECK(db_commit(f.db, &err));
	CHECK(!db_in_transaction(f.db));
	CHECK(things(other) == 2);
	db_close(other);
}

static void a_rollback_leaves_nothing(void)
{
	CHECK(db_begin(f.db, &err));
	CHECK(db_exec(f.db, "INSERT INTO thing (name) VALUES ('gone')",
	    NO_VALUES, NULL, &err));
	db_rollback(f.db);
	db_rollback(f.db);
	CHECK(!db_in_transaction(f.db));
	CHECK(things(f.db) == 2);
}

static void a_part_is_kept_or_dropped(void)
{
	CHECK(db_begin(f.db, &err));
	CHECK(db_mark(f.db, &err));
	CHECK(db_exec(f.db, "INSERT INTO thing (name) VALUES ('dropped')",
	    NO_VALUES, NULL, &err));
	CHECK(db_drop(f.db, &err));
	CHECK(things(f.db) == 2);
	CHECK(db_mark(f.db, &err));
	CHECK(db_exec(f.db, "INSERT INTO thing (name) VALUES ('kept')",
	    NO_VALUES, NULL, &err));
	CHECK(db_keep(f.db, &err));
	CHECK(things(f.db) == 3);
	db_rollback(f.db);
	CHECK(things(f.db) == 2);
}

static void changed_rows_are_counted(void)
{
	int changed = -1;

	CHECK(db_begin(f.db, &err));
	CHECK(
	    db_exec(f.db, "UPDATE thing SET n = 1", NO_VALUES, &changed, &err));
	CHECK(changed == 2);
	CHECK(db_exec(f.db, "UPDATE thing SET n = 1 WHERE id = -1", NO_VALUES,
	    &changed, &err));
	CHECK(changed == 0);
	db_rollback(f.db);
}

static void refusals_say_why(void)
{
	static const struct {
		const char *sql;
		const char *text;
	} cases[] = {
		{ "INSERT INTO thing (name) VALUES ('forbidden')",
		    "That name is not allowed." },
		{ "INSERT INTO thing (name) VALUES ('seen')",
		    "The database refused: UNIQUE constraint failed: "
		    "thing.name." },
		{ "INSERT INTO thing (name, n) VALUES ('x', -1)",
		    "The database refused: CHECK constraint failed: "
		    "n >= 0." },
		{ "INSERT INTO thing (name) VALUES (NULL)",
		    "The database refused: NOT NULL constraint failed: "
		    "thing.name." },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		CHECK(db_begin(f.db, &err));
		CHECK(!db_exec(f.db, cases[i].sql, NO_VALUES, NULL, &err));
		CHECK(err.kind == ERR_REFUSED);
		CHECK_STR(err.text, cases[i].text);
		db_rollback(f.db);
	}
}

static void a_constraint_put_off_refuses_the_commit(void)
{
	CHECK(db_begin(f.db, &err));
	CHECK(db_exec(f.db, "INSERT INTO part (thing) VALUES (999)", NO_VALUES,
	    NULL, &err));
	CHECK(!db_commit(f.db, &err));
	CHECK(err.kind == ERR_REFUSED);
	CHECK(!db_in_transaction(f.db));
	CHECK(number(f.db, "SELECT count(*) FROM part") == 0);
	CHECK(add_thing(f.db, "after"));
}

static void after_the_engine_rolled_back_nothing_more_is_written(void)
{
	int64_t before = things(f.db);

	CHECK(db_begin(f.db, &err));
	CHECK(!db_exec(f.db, "INSERT INTO thing (name) VALUES ('end')",
	    NO_VALUES, NULL, &err));
	CHECK_STR(err.text, "The end.");
	CHECK(!db_exec(f.db, "INSERT INTO thing (name) VALUES ('more')",
	    NO_VALUES, NULL, &err));
	CHECK(err.kind == ERR_IO);
	CHECK(!db_commit(f.db, &err));
	CHECK(err.kind == ERR_IO);
	CHECK(things(f.db) == before);
	CHECK(add_thing(f.db, "again"));
}

static void the_reading_connection_cannot_write(void)
{
	struct stmt *st;

	CHECK(db_query(f.db, "INSERT INTO thing (name) VALUES ('no')",
	    NO_VALUES, &st, &err));
	CHECK(db_step(st, &err) == DB_FAILED);
	CHECK(err.kind == ERR_IO);
	db_reset(st);
}

/* VACUUM is refused only when it opens its second file. */
static void a_vacuum_is_denied(void)
{
	struct stmt *st;

	CHECK(db_query(f.db, "VACUUM", NO_VALUES, &st, &err));
	CHECK(db_step(st, &err) == DB_FAILED);
	db_reset(st);
}

static void what_no_statement_may_do_is_denied(void)
{
	static const char *const statements[] = {
		"CREATE TABLE more (id INTEGER)",
		"CREATE TEMP TABLE more (id INTEGER)",
		"CREATE INDEX more ON thing (n)",
		"CREATE TRIGGER more AFTER INSERT ON audit BEGIN SELECT 1; "
		"END",
		"DROP TABLE thing",
		"DROP TRIGGER thing_word",
		"ALTER TABLE thing ADD COLUMN more TEXT",
		"ATTACH ':memory:' AS other",
		"REINDEX",
		"UPDATE audit SET what = ''",
		"DELETE FROM audit",
		"INSERT INTO op (id) VALUES ('1') ON CONFLICT (id)"
		" DO UPDATE SET id = '2'",
		"DELETE FROM op WHERE id = '1'",
		"PRAGMA foreign_keys = 0",
		"PRAGMA query_only = 0",
		"PRAGMA user_version = 9",
		"PRAGMA writable_schema = 1",
		"PRAGMA wal_checkpoint",
		"SELECT load_extension('x')",
		"SELECT \"a text, not a column\"",
	};

	for (size_t i = 0; i < ARRAY_LEN(statements); i++) {
		struct stmt *st;

		CHECK(!db_query(f.db, statements[i], NO_VALUES, &st, &err));
		CHECK(db_begin(f.db, &err));
		CHECK(!db_query(f.db, statements[i], NO_VALUES, &st, &err));
		db_rollback(f.db);
	}
	CHECK(db_begin(f.db, &err));
	CHECK(db_exec(f.db, "INSERT INTO audit (what) VALUES ('kept')",
	    NO_VALUES, NULL, &err));
	CHECK(db_commit(f.db, &err));
}

/* Asks a connection itself, past everything that guards it. */
static void pragma(struct conn *c, const char *name, char out[static 32])
{
	char sql[64];
	sqlite3_stmt *st;

	snprintf(sql, sizeof(sql), "PRAGMA %s", name);
	snprintf(out, 32, "?");
	sqlite3_set_authorizer(c->handle, NULL, NULL);
	if (sqlite3_prepare_v2(c->handle, sql, -1, &st, NULL) == SQLITE_OK &&
	    sqlite3_step(st) == SQLITE_ROW)
		snprintf(out, 32, "%s", sqlite3_column_text(st, 0));
	sqlite3_finalize(st);
	conn_guard(c, CONN_WRITE);
}

static void every_setting_is_made(void)
{
	static const struct {
		const char *name, *read, *write;
	} cases[] = {
		{ "journal_mode", "wal", "wal" },
		{ "synchronous", "2", "2" },
		{ "wal_autocheckpoint", "0", "0" },
		{ "journal_size_limit", "4194304", "4194304" },
		{ "mmap_size", "0", "0" },
		{ "temp_store", "2", "2" },
		{ "cell_size_check", "1", "1" },
		{ "trusted_schema", "0", "0" },
		{ "recursive_triggers", "1", "1" },
		{ "foreign_keys", "1", "1" },
		{ "query_only", "1", "0" },
	};
	static const int on[] = { SQLITE_DBCONFIG_DEFENSIVE };
	static const int off[] = { SQLITE_DBCONFIG_DQS_DDL,
		SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION,
		SQLITE_DBCONFIG_TRUSTED_SCHEMA };
	struct conn *writer;
	char got[32];
	int is;

	CHECK(db_writer(f.db, &writer, &err));
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		pragma(f.db->reader, cases[i].name, got);
		CHECK_STR(got, cases[i].read);
		pragma(writer, cases[i].name, got);
		CHECK_STR(got, cases[i].write);
	}
	for (size_t i = 0; i < ARRAY_LEN(on); i++) {
		sqlite3_db_config(writer->handle, on[i], -1, &is);
		CHECK(is == 1);
	}
	for (size_t i = 0; i < ARRAY_LEN(off); i++) {
		sqlite3_db_config(f.db->reader->handle, off[i], -1, &is);
		CHECK(is == 0);
	}
}

static void a_setting_that_does_not_take_is_an_error(void)
{
	/* The page size of a file that has pages cannot change. */
	conn_guard(f.db->reader, CONN_SCHEMA);
	CHECK(!conn_set(f.db->reader, "page_size", "512", &err));
	conn_guard(f.db->reader, CONN_READ);
	CHECK(err.kind == ERR_IO);
	CHECK(strstr(err.text, "page_size") != NULL);
}

static void a_statement_is_prepared_once(void)
{
	struct stmt *first, *second;

	CHECK(db_query(f.db, "SELECT 1", NO_VALUES, &first, &err));
	db_reset(first);
	CHECK(db_query(f.db, "SELECT 1", NO_VALUES, &second, &err));
	CHECK(first == second);
	db_reset(second);
}

static void a_statement_in_use_is_not_handed_out(void)
{
	struct stmt *first, *second;

	CHECK(db_query(
	    f.db, "SELECT id FROM thing ORDER BY id", NO_VALUES, &first, &err));
	CHECK(db_step(first, &err) == DB_ROW);
	CHECK(db_query(f.db, "SELECT id FROM thing ORDER BY id", NO_VALUES,
	    &second, &err));
	CHECK(first != second);
	CHECK(db_step(second, &err) == DB_ROW);
	CHECK(db_int(second, 0) == 1);
	CHECK(db_step(first, &err) == DB_ROW);
	CHECK(db_int(first, 0) == 2);
	db_reset(first);
	db_reset(second);
}

static void statements_are_bounded(void)
{
	struct stmt *kept, *st;
	char sql[64];

	CHECK(db_query(f.db, "SELECT 'kept'", NO_VALUES, &kept, &err));
	CHECK(db_step(kept, &err) == DB_ROW);
	for (int i = 0; i < 3 * STMT_BOUND; i++) {
		snprintf(sql, sizeof(sql), "SELECT %d", i);
		CHECK(db_query(f.db, sql, NO_VALUES, &st, &err));
		CHECK(db_step(st, &err) == DB_ROW);
		CHECK(db_int(st, 0) == i);
		db_reset(st);
		CHECK(f.db->reader->statements <= STMT_BOUND);
	}
	CHECK(f.db->reader->statements == STMT_BOUND);
	CHECK_STR(db_column(kept, 0, VALUE_TEXT).s, "kept");
	db_reset(kept);
}

static void a_bad_statement_is_an_error(void)
{
	struct stmt *st;

	CHECK(!db_query(f.db, "SELEC 1", NO_VALUES, &st, &err));
	CHECK(err.kind == ERR_IO);
	CHECK(
	    !db_query(f.db, "SELECT nothing FROM thing", NO_VALUES, &st, &err));
}

static void the_stamp_moves_with_commits_of_others(void)
{
	struct db *other;
	int64_t before, same, after;

	CHECK(db_open_steps(f.file, DB_OPEN, steps_1, &other, &err));
	CHECK(db_stamp(f.db, &before, &err));
	CHECK(db_stamp(f.db, &same, &err));
	CHECK(before == same);
	CHECK(add_thing(other, "by another"));
	CHECK(db_stamp(f.db, &after, &err));
	CHECK(after != before);
	db_close(other);
}

static bool stop(void *arg)
{
	return ++*(int *)arg == 3;
}

static void a_long_query_can_be_interrupted(void)
{
	static const char endless[] =
	    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
	    " SELECT count(*) FROM n";
	struct stmt *st;
	int calls = 0;

	db_on_progress(f.db, stop, &calls);
	CHECK(db_query(f.db, endless, NO_VALUES, &st, &err));
	CHECK(db_step(st, &err) == DB_FAILED);
	CHECK(err.kind == ERR_BUSY);
	CHECK_STR(err.text, "Interrupted.");
	CHECK(calls == 3);
	db_reset(st);
	db_on_progress(f.db, NULL, NULL);
	CHECK(things(f.db) > 0);
}

static void the_log_is_folded_in_when_idle_or_large(void)
{
	char log[160];

	beside(&f, "a.db-wal", log);
	CHECK(add_thing(f.db, "logged"));
	CHECK(file_size(log) > 0);
	db_checkpoint(f.db, false);
	CHECK(file_size(log) > 0);
	db_checkpoint(f.db, true);
	CHECK(file_size(log) == 0);
	CHECK(db_begin(f.db, &err));
	CHECK(db_exec(f.db,
	    "INSERT INTO thing (name, note) VALUES ('big',"
	    " hex(zeroblob(?1)))",
	    VALUES(val_int(LOG_LIMIT)), NULL, &err));
	CHECK(db_commit(f.db, &err));
	CHECK(file_size(log) == 0);
}

static void a_database_in_memory_does_the_same(void)
{
	struct db *db;
	int64_t stamp;
	struct stmt *st;

	CHECK(db_open_steps(":memory:", DB_CREATE, steps_1, &db, &err));
	CHECK(add_thing(db, "one"));
	CHECK(!add_thing(db, "one"));
	CHECK(things(db) == 1);
	CHECK(!db_query(db, "DELETE FROM audit", NO_VALUES, &st, &err));
	CHECK(!db_backup(db, "/nowhere", &err));
	CHECK(db_stamp(db, &stamp, &err));
	db_checkpoint(db, true);
	db_close(db);
	db_close(NULL);
}

int main(void)
{
	f = fixture_new();
	RUN(rows_come_back_as_written);
	RUN(a_value_that_is_not_there_is_not_found);
	RUN(only_the_transaction_sees_its_rows_before_commit);
	RUN(a_rollback_leaves_nothing);
	RUN(a_part_is_kept_or_dropped);
	RUN(changed_rows_are_counted);
	RUN(refusals_say_why);
	RUN(a_constraint_put_off_refuses_the_commit);
	RUN(after_the_engine_rolled_back_nothing_more_is_written);
	RUN(the_reading_connection_cannot_write);
	RUN(what_no_statement_may_do_is_denied);
	RUN(a_vacuum_is_denied);
	RUN(every_setting_is_made);
	RUN(a_setting_that_does_not_take_is_an_error);
	RUN(a_statement_is_prepared_once);
	RUN(a_statement_in_use_is_not_handed_out);
	RUN(statements_are_bounded);
	RUN(a_bad_statement_is_an_error);
	RUN(the_stamp_moves_with_commits_of_others);
	RUN(a_long_query_can_be_interrupted);
	RUN(the_log_is_folded_in_when_idle_or_large);
	RUN(a_database_in_memory_does_the_same);
	fixture_done(&f);
	return tap_done();
}
