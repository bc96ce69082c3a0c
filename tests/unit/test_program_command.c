/* tests/unit/test_program_command.c - accord program check|load|list|show. */

#include "config.h"

#include "ui/program_command.h"

#include <sysexits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/program_sample.h"
#include "tests/tap.h"

#define NOW INT64_C(1772442000) /* 2026-03-02 09:00 UTC */

/* A folder of files, a database, and what a command says. */
struct bench {
	struct arena arena;
	char folder[32];
	struct db *db;
	struct session *session;
	char *out, *messages;
	size_t out_len, messages_len;
	FILE *out_file, *messages_file;
};

static bool bench_open(struct bench *b)
{
	struct err err;

	*b = (struct bench){ .folder = "/tmp/accord-XXXXXX" };
	b->out_file = open_memstream(&b->out, &b->out_len);
	b->messages_file = open_memstream(&b->messages, &b->messages_len);
	return mkdtemp(b->folder) != NULL &&
	    mkdir(arena_fmt(&b->arena, "%s/programs", b->folder), 0700) == 0 &&
	    mkdir(arena_fmt(&b->arena, "%s/templates", b->folder), 0700) == 0 &&
	    db_open(":memory:", DB_CREATE, &b->db, &err) &&
	    session_open(b->db, "tester", NULL, NOW, &b->session, &err);
}

static const char *path_of(struct bench *b, const char *name)
{
	return arena_fmt(&b->arena, "%s/%s", b->folder, name);
}

static void bench_close(struct bench *b)
{
	static const char *const names[] = { "programs/a.yaml",
		"programs/b.yaml", "templates/order-form.txt",
		"templates/mine.txt", "programs", "templates" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		(void)remove(path_of(b, names[i]));
	(void)rmdir(b->folder);
	session_close(b->session);
	db_close(b->db);
	fclose(b->out_file);
	fclose(b->messages_file);
	free(b->out);
	free(b->messages);
	arena_done(&b->arena);
}

static bool put(struct bench *b, const char *name, const char *text)
{
	FILE *file = fopen(path_of(b, name), "w");
	bool ok = file != NULL && fputs(text, file) >= 0;

	return file != NULL && fclose(file) == 0 && ok;
}

/* A program file; `more` goes before its end. */
static bool put_program(struct bench *b, const char *name, const char *id,
    const char *version, const char *more)
{
	return put(b, name,
	    arena_fmt(&b->arena,
		"accord: 1\nprogram: %s\nversion: %s\nvalid_from: 2026-01-01\n"
		"name: \"A \\\"name\\\", quoted\"\ntype: service\nvendor: V\n"
		"entities: [{id: e, name: E, currency: EUR, countries: "
		"[default]}]\nproducts: [{id: a, name: A}]\n"
		"levels: [{id: l, name: L}]\n%s...\n",
		id, version, more));
}

static const char *said(struct bench *b)
{
	fflush(b->messages_file);
	return b->messages_len > 0 ? b->messages : "";
}

static const char *result(struct bench *b)
{
	fflush(b->out_file);
	return b->out_len > 0 ? b->out : "";
}

static int check(struct bench *b, const char *name)
{
	const char *path = path_of(b, name);

	return program_check_files(&path, 1, b->out_file, b->messages_file);
}

static int load(struct bench *b, const char *first, const char *second)
{
	const char *paths[] = { path_of(b, first),
		second != NULL ? path_of(b, second) : NULL };

	return program_load_files(b->session, paths, second != NULL ? 2 : 1,
	    b->out_file, b->messages_file);
}

static void check_answers_by_its_status(void)
{
	struct bench b;

	CHECK(bench_open(&b));
	CHECK(put_program(&b, "programs/a.yaml", "a", "x", ""));
	CHECK(put_program(&b, "programs/b.yaml", "b", "x", "tpye: a\n"));
	CHECK(check(&b, "programs/a.yaml") == 0);
	CHECK_STR(result(&b),
	    arena_fmt(
		&b.arena, "%s/programs/a.yaml: a@x is clean\n", b.folder));
	CHECK_STR(said(&b), "");
	CHECK(check(&b, "programs/b.yaml") == EX_DATAERR);
	CHECK_STR(said(&b),
	    arena_fmt(&b.arena,
		"%s/programs/b.yaml:11:1: unknown key `tpye`; did you mean "
		"`type`?\n",
		b.folder));
	CHECK(check(&b, "programs/c.yaml") == EX_NOINPUT);
	bench_close(&b);
}

/* What is not clean keeps the others out too. */
static void load_takes_all_or_nothing(void)
{
	struct bench b;

	CHECK(bench_open(&b));
	CHECK(put_program(&b, "programs/a.yaml", "a", "x", "includes: [b]\n"));
	CHECK(
	    put_program(&b, "programs/b.yaml", "b", "x", "fee: {amount: a}\n"));
	CHECK(load(&b, "programs/a.yaml", "programs/b.yaml") == EX_DATAERR);
	CHECK(!program_is_loaded(b.session, "a"));
	CHECK(load(&b, "programs/a.yaml", NULL) == EX_DATAERR);
	CHECK(
	    strstr(said(&b), "a.yaml:11:12: there is no program `b`") != NULL);
	CHECK(put_program(&b, "programs/b.yaml", "b", "x", ""));
	CHECK(load(&b, "programs/a.yaml", "programs/b.yaml") == 0);
	CHECK_STR(result(&b), "a@x loaded\nb@x loaded\n");
	CHECK(load(&b, "programs/a.yaml", NULL) == 0);
	CHECK(put_program(&b, "programs/b.yaml", "b", "x", "coverage: [a]\n"));
	CHECK(load(&b, "programs/b.yaml", NULL) == EX_DATAERR);
	CHECK(strstr(said(&b), "immutable") != NULL);
	bench_close(&b);
}

/* A template beside the program goes before a shipped one of that name. */
static void templates_come_with_their_program(void)
{
	static const char documents[] =
	    "documents:\n  - {id: a, name: A, template: order-form}\n"
	    "  - {id: b, name: B, template: mine}\n";
	struct program_ref ref;
	const char *body;
	struct bench b;
	struct err err;
	bool found;

	CHECK(bench_open(&b));
	CHECK(put_program(&b, "programs/a.yaml", "a", "x", documents));
	CHECK(load(&b, "programs/a.yaml", NULL) == EX_DATAERR);
	CHECK(strstr(said(&b), "a.yaml:13:32: there is no template `mine`") !=
	    NULL);
	CHECK(put(&b, "templates/mine.txt", "For {{compny}}\n"));
	CHECK(load(&b, "programs/a.yaml", NULL) == EX_DATAERR);
	CHECK(strstr(said(&b), "mine.txt:1:5: unknown field `compny`") != NULL);
	CHECK(put(&b, "templates/mine.txt", "For {{company}}\n"));
	CHECK(put(&b, "templates/order-form.txt", "Own\n"));
	CHECK(load(&b, "programs/a.yaml", NULL) == 0);
	CHECK(program_by_name(b.session, "a", &ref, &err));
	CHECK(program_template(
	    b.session, ref.id, "order-form", &b.arena, &found, &body, &err));
	CHECK(found);
	CHECK_STR(body, "Own\n");
	bench_close(&b);
}

static void list_has_three_forms(void)
{
	struct bench b;

	CHECK(bench_open(&b));
	CHECK(program_list(
		  b.session, FORMAT_JSON, b.out_file, b.messages_file) == 0);
	CHECK_STR(result(&b), "[]\n");
	CHECK(put_program(&b, "programs/a.yaml", "a", "x", ""));
	CHECK(load(&b, "programs/a.yaml", NULL) == 0);
	CHECK(program_list(
		  b.session, FORMAT_CSV, b.out_file, b.messages_file) == 0);
	CHECK(program_list(
		  b.session, FORMAT_JSON, b.out_file, b.messages_file) == 0);
	CHECK(program_list(
		  b.session, FORMAT_TABLE, b.out_file, b.messages_file) == 0);
	CHECK_STR(result(&b),
	    "[]\na@x loaded\n"
	    "program,version,current,type,valid_from,valid_to,loaded,"
	    "loaded_by,name\n"
	    "a,x,yes,service,2026-01-01,,2026-03-02T09:00:00Z,tester,"
	    "\"A \"\"name\"\", quoted\"\n"
	    "[\n {\"program\": \"a\", \"version\": \"x\", \"current\": "
	    "\"yes\", \"type\": \"service\", \"valid_from\": \"2026-01-01\", "
	    "\"valid_to\": \"\", \"loaded\": \"2026-03-02T09:00:00Z\", "
	    "\"loaded_by\": \"tester\", \"name\": \"A \\\"name\\\", "
	    "quoted\"}\n]\n"
	    "program  version  current  type     valid_from  valid_to  loaded"
	    "                loaded_by  name\n"
	    "a        x        yes      service  2026-01-01            "
	    "2026-03-02T09:00:00Z  tester     A \"name\", quoted\n");
	bench_close(&b);
}

static void show_prints_a_file_that_is_clean(void)
{
	struct sample s;
	struct bench b;

	CHECK(bench_open(&b));
	CHECK(put_program(&b, "programs/a.yaml", "a", "x", ""));
	CHECK(load(&b, "programs/a.yaml", NULL) == 0);
	rewind(b.out_file);
	CHECK(program_show(b.session, "a@x", b.out_file, b.messages_file) == 0);
	sample_read_text(&s, result(&b));
	CHECK(s.program != NULL);
	CHECK_STR(s.program->name, "A \"name\", quoted");
	sample_done(&s);
	CHECK(program_show(b.session, "b", b.out_file, b.messages_file) ==
	    EX_NOINPUT);
	bench_close(&b);
}

static void the_shipped_programs_load(void)
{
	struct bench b;

	CHECK(bench_open(&b));
	CHECK(program_load_shipped(b.session, NULL, b.messages_file) == 0);
	CHECK_STR(said(&b), "");
	CHECK_STR(result(&b), "");
	CHECK(program_is_loaded(b.session, "technology"));
	bench_close(&b);
}

int main(void)
{
	RUN(check_answers_by_its_status);
	RUN(load_takes_all_or_nothing);
	RUN(templates_come_with_their_program);
	RUN(list_has_three_forms);
	RUN(show_prints_a_file_that_is_clean);
	RUN(the_shipped_programs_load);
	return tap_done();
}
