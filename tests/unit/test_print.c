/* tests/unit/test_print.c - tables, CSV and JSON. */

#include "config.h"

#include "io/print.h"
#include "tests/tap.h"

static const struct print_column columns[] = {
	{ "name", "Name", false },
	{ "n", "Number", true },
	{ "note", "Note", false },
};

static struct arena arena;

/* What a few rows look like. */
static const char *printed(
    enum list_format format, bool raw, const struct value (*rows)[3], size_t n)
{
	FILE *f = tmpfile();
	struct print *p;
	struct err err;
	size_t len;
	char *text;

	if (f == NULL)
		return "no temporary file";
	p = print_open(f, format, raw, columns, ARRAY_LEN(columns));
	for (size_t i = 0; i < n; i++)
		print_row(p, rows[i]);
	if (!print_close(p, &err))
		return err.text[0] != '\0' ? "failed" : "";
	len = (size_t)ftell(f);
	text = arena_alloc(&arena, len + 1);
	rewind(f);
	len = fread(text, 1, len, f);
	fclose(f);
	return text;
}

static struct value text(const char *s)
{
	return val_text(s);
}

static void csv_quotes_what_needs_it(void)
{
	const struct value rows[][3] = {
		{ text("plain"), val_int(-5), text("") },
		{ text("a,b"), val_null(), text("say \"x\"") },
		{ text("two\nlines"), val_bool(true), text(" blank ") },
		{ text("Ärger"), val_date(0), text(",") },
	};

	CHECK_STR(printed(FORMAT_CSV, false, rows, 4),
	    "name,n,note\n"
	    "plain,-5,\n"
	    "\"a,b\",,\"say \"\"x\"\"\"\n"
	    "\"two\nlines\",yes,\" blank \"\n"
	    "Ärger,1970-01-01,\",\"\n");
}

static void formulas_are_neutral_unless_raw(void)
{
	static const char *const formulas[] = { "=1+1", "+1", "-1", "@sum",
		"\tx", "\rx", "\uff1d1", "=\"a\",b" };
	static const char *const neutral[] = { "'=1+1", "'+1", "'-1", "'@sum",
		"'\tx", "\"'\rx\"", "'\uff1d1", "\"'=\"\"a\"\",b\"" };

	for (size_t i = 0; i < ARRAY_LEN(formulas); i++) {
		struct buf b = BUF_INIT;

		print_csv_text(&b, formulas[i], false);
		CHECK_STR(buf_text(&b), neutral[i]);
		buf_clear(&b);
		print_csv_text(&b, formulas[i], true);
		CHECK(strchr(buf_text(&b), '\'') == NULL);
		buf_done(&b);
	}
}

static void json_has_types_and_escapes(void)
{
	struct value euros = { .type = VALUE_MONEY, .currency = "EUR", .i = 5 };
	const struct value rows[][3] = {
		{ text("a\"b\\c\nd\x01"), val_int(7), val_null() },
		{ val_date(1), euros, val_bool(false) },
	};

	CHECK_STR(printed(FORMAT_JSON, false, rows, 2),
	    "[\n {\"name\": \"a\\\"b\\\\c\\nd\\u0001\", \"n\": 7, \"note\": "
	    "null},\n"
	    " {\"name\": \"1970-01-02\", \"n\": 0.05, \"note\": false}\n]\n");
	CHECK_STR(printed(FORMAT_JSON, false, rows, 0), "[]\n");
}

static void tables_align_cells(void)
{
	const struct value rows[][3] = {
		{ text("東京"), val_int(7), text("x") },
		{ text("a"), val_int(1234567), text("two\nlines") },
		{ text("\x1b[31m"), val_null(), text("") },
	};

	CHECK_STR(printed(FORMAT_TABLE, false, rows, 3),
	    "Name    Number  Note\n"
	    "東京         7  x\n"
	    "a      1234567  two lines\n"
	    "?[31m        -  -\n");
	CHECK_STR(printed(FORMAT_TABLE, false, rows, 0), "");
}

/* The rows behind those that set the widths are printed, too. */
static void long_tables_are_whole(void)
{
	static struct value rows[1300][3];
	const char *all;
	size_t lines = 0;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		rows[i][0] = text("n");
		rows[i][1] = val_int((int64_t)i);
		rows[i][2] = text("note");
	}
	all = printed(FORMAT_TABLE, false, (const struct value(*)[3])rows,
	    ARRAY_LEN(rows));
	for (const char *s = all; (s = strchr(s, '\n')) != NULL; s++)
		lines++;
	CHECK(lines == ARRAY_LEN(rows) + 1);
	CHECK(strstr(all, "n       1299  note\n") != NULL);
}

static void a_full_disk_is_an_error(void)
{
	FILE *f = fopen("/dev/full", "w");
	struct err err;
	struct print *p;

	if (f == NULL)
		return;
	p = print_open(f, FORMAT_CSV, false, columns, ARRAY_LEN(columns));
	CHECK(!print_close(p, &err));
	CHECK(err.kind == ERR_IO);
	fclose(f);
}

int main(void)
{
	RUN(csv_quotes_what_needs_it);
	RUN(formulas_are_neutral_unless_raw);
	RUN(json_has_types_and_escapes);
	RUN(tables_align_cells);
	RUN(long_tables_are_whole);
	RUN(a_full_disk_is_an_error);
	arena_done(&arena);
	return tap_done();
}
