/* tests/unit/test_csv_cut.c - a CSV file cut short makes nothing up. */

#include "config.h"

#include "base/buf.h"
#include "base/text.h"
#include "io/csv.h"
#include "tests/scratch.h"
#include "tests/tap.h"

static const char CSV[] = "id,name,note\r\n"
			  "1,\"Caf\xc3\xa9, \"\"Bar\"\"\",\r\n"
			  "2,Plain,\"two\nlines\"\n"
			  "\n"
			  "\"3\",\"\",x\n"
			  "4,\xe6\xa0\xaa\xe5\xbc\x8f,last\n";

/* The good rows of a file, "line:[cell][cell]", and how it ended. */
struct reading {
	struct buf rows;
	size_t n_good, n_bad;
	bool refused; /* as a whole */
	const char *wrong;
};

static void reading_add(struct reading *r, const struct csv_row *row)
{
	if (row->problem != NULL) {
		r->n_bad++;
		return;
	}
	r->n_good++;
	buf_fmt(&r->rows, "%u:", row->line);
	for (size_t i = 0; i < row->n; i++) {
		size_t len = strlen(row->cells[i]);

		if (text_valid_until(row->cells[i], len) != len)
			r->wrong = "a cell that is not UTF-8";
		buf_fmt(&r->rows, "[%s]", row->cells[i]);
	}
	buf_addc(&r->rows, '\n');
}

static void read_rows(struct csv *c, struct reading *r)
{
	struct csv_row header, row;
	uint32_t line;
	bool more;
	struct err err;

	r->refused = !csv_header(c, &header, &err);
	line = r->refused ? 0 : header.line;
	while (!r->refused) {
		r->refused = !csv_next(c, &row, &more, &err);
		if (r->refused || !more)
			break;
		if (row.line <= line)
			r->wrong = "a row on the line of another";
		if (row.problem == NULL && row.n != header.n)
			r->wrong = "a good row of another width";
		line = row.line;
		reading_add(r, &row);
	}
}

static void read_csv(const char *bytes, size_t len, struct reading *r)
{
	struct csv *c;
	struct err err;

	buf_clear(&r->rows);
	r->n_good = r->n_bad = 0;
	r->wrong = NULL;
	scratch_write("f.csv", bytes, len);
	r->refused = !csv_open("f.csv", ',', 0, &c, &err);
	if (!r->refused) {
		read_rows(c, r);
		csv_close(c);
	}
	unlink("f.csv");
}

static bool in_quotes(const char *s, size_t len)
{
	bool in = false;

	for (size_t i = 0; i < len; i++)
		in ^= s[i] == '"';
	return in;
}

/* All rows but the last are as they were: nothing is made up or shifted. */
static void a_cut_csv_gives_the_first_of_its_rows(void)
{
	struct reading whole = { .n_good = 0 }, cut = { .n_good = 0 };

	read_csv(CSV, sizeof(CSV) - 1, &whole);
	CHECK(!whole.refused && whole.n_bad == 0);
	CHECK_STR(buf_text(&whole.rows),
	    "2:[1][Caf\xc3\xa9, \"Bar\"][]\n3:[2][Plain][two\nlines]\n"
	    "6:[3][][x]\n7:[4][\xe6\xa0\xaa\xe5\xbc\x8f][last]\n");
	for (size_t len = strlen("id,name,note\r\n"); len < sizeof(CSV) - 1;
	     len++) {
		const char *all = buf_text(&whole.rows), *some;
		size_t same = 0;

		read_csv(CSV, len, &cut);
		CHECK(cut.wrong == NULL);
		CHECK(cut.n_good + cut.n_bad <= 4);
		CHECK(cut.refused || !in_quotes(CSV, len));
		some = buf_text(&cut.rows);
		while (some[same] != '\0' && some[same] == all[same])
			same++;
		/* Only the last row's last cell may be shorter. */
		CHECK(cut.rows.len - same <= 2);
	}
	buf_done(&whole.rows);
	buf_done(&cut.rows);
}

int main(void)
{
	scratch_enter();
	RUN(a_cut_csv_gives_the_first_of_its_rows);
	scratch_leave();
	return tap_done();
}
