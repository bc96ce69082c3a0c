/* tests/unit/test_csv.c - rows of comma-separated files. */

#include "config.h"

#include "base/buf.h"
#include "io/csv.h"
#include "tests/scratch.h"
#include "tests/tap.h"

/* Writes what was read: "line:cell|cell\n", "line! problem\n". */
static void print_row(const struct csv_row *row, struct buf *out)
{
	if (row->problem != NULL) {
		buf_fmt(out, "%u! %s\n", row->line, row->problem);
		return;
	}
	buf_fmt(out, "%u:", row->line);
	for (size_t i = 0; i < row->n; i++)
		buf_fmt(out, "%s%s", i > 0 ? "|" : "", row->cells[i]);
	buf_addc(out, '\n');
}

/* Reads a file whole; a failure is its last line. */
static void read_file(
    const char *path, char delimiter, size_t skip, struct buf *out)
{
	struct csv_row row;
	struct csv *c = NULL;
	struct err err;
	bool more, ok;

	ok = csv_open(path, delimiter, skip, &c, &err) &&
	    csv_header(c, &row, &err);
	if (ok)
		print_row(&row, out);
	while (ok && (ok = csv_next(c, &row, &more, &err)) && more)
		print_row(&row, out);
	if (!ok)
		buf_fmt(out, "%s\n", err.text);
	csv_close(c);
}

static bool reads(const char *bytes, size_t n, const char *want)
{
	struct buf got = BUF_INIT;
	bool same;

	scratch_write("f.csv", bytes, n);
	read_file("f.csv", ',', 0, &got);
	unlink("f.csv");
	same = strcmp(buf_text(&got), want) == 0;
	if (!same)
		printf(
		    "# of %s\n# got  %s# want %s", bytes, buf_text(&got), want);
	buf_done(&got);
	return same;
}

static const struct {
	const char *csv, *want;
} good[] = {
	{ "a,b\n1,2\n", "1:a|b\n2:1|2\n" },
	{ "a,b\r\n1,2\r\n", "1:a|b\n2:1|2\n" },
	{ "a,b\n1,2", "1:a|b\n2:1|2\n" },
	{ "a,b\n1,2\r", "1:a|b\n2:1|2\n" },
	{ "a,b\n1,", "1:a|b\n2:1|\n" },
	{ "a,b\n,\n", "1:a|b\n2:|\n" },
	{ "\xef\xbb\xbf"
	  "a,b\n1,2\n",
	    "1:a|b\n2:1|2\n" },
	{ "a,b\n\"1\",\"2\"\n", "1:a|b\n2:1|2\n" },
	{ "a,b\n\"x,y\",\"say \"\"hi\"\"\"\n", "1:a|b\n2:x,y|say \"hi\"\n" },
	{ "a,b\n\"x\ny\",2\n3,4\n", "1:a|b\n2:x\ny|2\n4:3|4\n" },
	{ "a,b\n\"x\r\ny\",2\r\n3,4\n", "1:a|b\n2:x\r\ny|2\n4:3|4\n" },
	{ "a,b\n\n  \n1,2\n\n\n3,4\n\n", "1:a|b\n4:1|2\n7:3|4\n" },
	{ "\n\na,b\n1,2\n", "3:a|b\n4:1|2\n" },
	{ " a , \"b\" x\n",
	    "f.csv:1: the header is refused: cell 2 has a "
	    "quote inside but does not begin with one; put "
	    "the cell in quotes and double the quotes "
	    "inside.\n" },
	{ " a ,\" b\"\n 1 ,2\n", "1:a|b\n2: 1 |2\n" },
	{ "a\n\"\"\n", "1:a\n2:\n" },
	{ "a,b\n\"\",\"\"", "1:a|b\n2:|\n" },
	{ "a,b\n\"\"\"\",x\n", "1:a|b\n2:\"|x\n" },
	{ "a;b\n1;2\n", "1:a;b\n2:1;2\n" },
	{ "naïve,b\né,2\n", "1:naïve|b\n2:é|2\n" },
};

static void good_files(void)
{
	for (size_t i = 0; i < ARRAY_LEN(good); i++)
		CHECK(reads(good[i].csv, strlen(good[i].csv), good[i].want));
}

/* A bad row is named, and the next one is read as if it had not been. */
static const struct {
	const char *csv, *want;
} bad_rows[] = {
	{ "a,b\n1\n2,3\n",
	    "1:a|b\n2! the row has 1 cell, the header has 2\n3:2|3\n" },
	{ "a,b\n1,2,3\n4,5\n",
	    "1:a|b\n2! the row has 3 cells, the header has 2\n3:4|5\n" },
	{ "a,b\n\n\"x\n\n\",2,\n4,5\n",
	    "1:a|b\n3! the row has 3 cells, the header has 2\n6:4|5\n" },
	{ "a,b\n1,5\" disk\n4,5\n",
	    "1:a|b\n2! cell 2 has a quote inside but does not begin with one; "
	    "put the cell in quotes and double the quotes inside\n3:4|5\n" },
	{ "a,b\n\"x\"y,2\n4,5\n",
	    "1:a|b\n2! cell 1 goes on behind its closing quote; double the "
	    "quotes inside a cell\n3:4|5\n" },
	{ "a,b\n\"x\" ,2\n4,5\n",
	    "1:a|b\n2! cell 1 goes on behind its closing quote; double the "
	    "quotes inside a cell\n3:4|5\n" },
	{ "a,b\n1\r2,3\n4,5\n",
	    "1:a|b\n2! cell 1 has a carriage return that ends no line\n"
	    "3:4|5\n" },
};

static void bad_rows_are_named(void)
{
	for (size_t i = 0; i < ARRAY_LEN(bad_rows); i++)
		CHECK(reads(bad_rows[i].csv, strlen(bad_rows[i].csv),
		    bad_rows[i].want));
}

#define BYTES(s) s, sizeof(s) - 1

static const struct {
	const char *bytes;
	size_t n;
	const char *want;
} bad_files[] = {
	{ BYTES(""),
	    "f.csv is empty; its first line must name the columns.\n" },
	{ BYTES("\n \n"),
	    "f.csv is empty; its first line must name the columns.\n" },
	{ BYTES("a,,c\n"),
	    "f.csv:1: the header is refused: column 2 has no name.\n" },
	{ BYTES("\na,b,\n"),
	    "f.csv:2: the header is refused: column 3 has no name.\n" },
	{ BYTES("a,b,a \n"),
	    "f.csv:1: the header is refused: column 3 is named `a`, as column "
	    "1 is.\n" },
	{ BYTES("a,b\r1,2\r"),
	    "f.csv:1: the header is refused: cell 2 has a carriage return "
	    "that ends no line.\n" },
	{ BYTES("a,b\n1,2\n3,\"x\n4,5\n"),
	    "1:a|b\n2:1|2\n"
	    "f.csv:3: the quote that opens here is never closed.\n" },
	{ BYTES("a,b\n\"x\ny\",\"z\n"),
	    "1:a|b\nf.csv:3: the quote that opens here is never closed.\n" },
	{ BYTES("\xff\xfe"
		"a\0\n\0"),
	    "f.csv: byte 1 (line 1) is a mark of UTF-16, not UTF-8; convert "
	    "the file first: iconv -f UTF-16 -t UTF-8 f.csv >NEW\n" },
	{ BYTES("\xfe\xff\0a\0\n"),
	    "f.csv: byte 1 (line 1) is a mark of UTF-16, not UTF-8; convert "
	    "the file first: iconv -f UTF-16 -t UTF-8 f.csv >NEW\n" },
	{ BYTES("a\0,\0b\0\n\0"),
	    "f.csv: byte 2 (line 1) is a NUL, as in UTF-16; convert the file "
	    "first: iconv -f UTF-16LE -t UTF-8 f.csv >NEW\n" },
	{ BYTES("\0a\0,\0b\0\n"),
	    "f.csv: byte 1 (line 1) is a NUL, as in UTF-16; convert the file "
	    "first: iconv -f UTF-16BE -t UTF-8 f.csv >NEW\n" },
	{ BYTES("a,b\n1,2\n3,Soci\xe9t\xe9\n"),
	    "f.csv: byte 15 (line 3) is not UTF-8; convert the file first: "
	    "iconv -f LATIN1 -t UTF-8 f.csv >NEW\n" },
	{ BYTES("a,b\n1,\x80\n"),
	    "f.csv: byte 7 (line 2) is not UTF-8; convert the file first: "
	    "iconv -f WINDOWS-1252 -t UTF-8 f.csv >NEW\n" },
	{ BYTES("a,b\n1,\xc3"),
	    "f.csv: byte 7 (line 2) is not UTF-8; convert the file first: "
	    "iconv -f LATIN1 -t UTF-8 f.csv >NEW\n" },
};

static void bad_files_are_refused(void)
{
	for (size_t i = 0; i < ARRAY_LEN(bad_files); i++)
		CHECK(reads(
		    bad_files[i].bytes, bad_files[i].n, bad_files[i].want));
}

static void delimiters_and_lines_above_the_header(void)
{
	struct buf got = BUF_INIT;

	scratch_text("f.csv", "Report, \"May\n\na;b\n1,5;\"2;3\"\n");
	read_file("f.csv", ';', 2, &got);
	CHECK_STR(buf_text(&got), "3:a|b\n4:1,5|2;3\n");
	buf_clear(&got);
	scratch_text("f.csv", "a\tb\n1,5\t\n");
	read_file("f.csv", '\t', 0, &got);
	CHECK_STR(buf_text(&got), "1:a|b\n2:1,5|\n");
	buf_clear(&got);
	read_file("f.csv", ',', 7, &got);
	CHECK_STR(buf_text(&got),
	    "f.csv is empty; its first line must name the columns.\n");
	buf_clear(&got);
	unlink("f.csv");
	read_file("f.csv", ',', 0, &got);
	CHECK_STR(buf_text(&got),
	    "f.csv cannot be opened: No such file or directory.\n");
	buf_clear(&got);
	read_file(".", ',', 0, &got);
	CHECK_STR(buf_text(&got), ". is a folder; name a file in it.\n");
	buf_done(&got);
}

/* Characters and quotes across the blocks that are read: 65,536 bytes. */
static void blocks_leave_no_seams(void)
{
	for (size_t shift = 0; shift < 24; shift++) {
		struct buf csv = BUF_INIT, want = BUF_INIT;

		buf_add(&csv, "a,b\r\n");
		for (size_t i = 0; i < shift; i++)
			buf_addc(&csv, ' ');
		buf_add(&csv, "\r\n");
		buf_add(&want, "1:a|b\n");
		for (size_t line = 3; csv.len < 150000; line += 2) {
			buf_add(&csv, "\"日\"\"本\"\"\r\n\",𝄞\r\n");
			buf_fmt(&want, "%zu:日\"本\"\r\n|𝄞\n", line);
		}
		CHECK(reads(csv.s, csv.len, want.s));
		buf_done(&csv);
		buf_done(&want);
	}
}

static void too_much_is_refused_by_the_row(void)
{
	struct buf csv = BUF_INIT;

	buf_add(&csv, "a,b\n\"");
	for (size_t i = 0; i <= CSV_CELL_MAX; i++)
		buf_addc(&csv, 'x');
	buf_add(&csv, "\",2\n");
	for (size_t i = 0; i < 5000; i++)
		buf_addc(&csv, ',');
	buf_add(&csv, "\n3,4\n");
	CHECK(reads(csv.s, csv.len,
	    "1:a|b\n2! cell 1 is larger than 1 MB\n"
	    "3! the row has more than 4096 cells\n4:3|4\n"));
	buf_clear(&csv);
	buf_add(&csv, "a,b\n");
	for (size_t i = 0; i < 5; i++) {
		for (size_t k = 0; k < 1000000; k++)
			buf_addc(&csv, 'x');
		buf_addc(&csv, ',');
	}
	buf_add(&csv, "\n3,4\n");
	CHECK(reads(
	    csv.s, csv.len, "1:a|b\n2! the row is larger than 4 MB\n3:3|4\n"));
	buf_done(&csv);
}

static size_t count_lines(const struct buf *b, const char *with)
{
	size_t n = 0;

	for (const char *s = buf_text(b); (s = strstr(s, with)) != NULL; s++)
		n++;
	return n;
}

static void real_exports(void)
{
	static const struct {
		const char *name;
		size_t rows;
	} files[] = {
		{ "adventureworks-resellers/Resellers.csv", 702 },
		{ "adventureworks-resellers/FactResellerSales.csv", 57852 },
		{ "salesforce-export/Account.csv", 0 },
		{ "salesforce-export/Contact.csv", 0 },
		{ "salesforce-export/Opportunity.csv", 0 },
		{ "maven-crm-sales/sales_pipeline.csv", 8801 },
	};
	char path[4200];

	REAL_FILE(path, "adventureworks-resellers/Resellers.csv");
	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		struct buf got = BUF_INIT;

		CHECK(real_file(path, files[i].name));
		read_file(path, ',', 0, &got);
		CHECK(count_lines(&got, "! ") == 0 || files[i].rows == 0);
		CHECK(files[i].rows == 0 ||
		    count_lines(&got, "\n") == files[i].rows);
		buf_done(&got);
	}
}

static void real_short_row(void)
{
	struct buf got = BUF_INIT;
	char path[4200];

	REAL_FILE(path, "suitecrm-leads/Leads.csv");
	read_file(path, ',', 0, &got);
	CHECK(strstr(got.s, "\n3! the row has 4 cells, the header has 61\n"));
	CHECK(count_lines(&got, "! ") == 1);
	buf_done(&got);
}

int main(void)
{
	scratch_enter();
	RUN(good_files);
	RUN(bad_rows_are_named);
	RUN(bad_files_are_refused);
	RUN(delimiters_and_lines_above_the_header);
	RUN(blocks_leave_no_seams);
	RUN(too_much_is_refused_by_the_row);
	RUN(real_exports);
	RUN(real_short_row);
	scratch_leave();
	return tap_done();
}
