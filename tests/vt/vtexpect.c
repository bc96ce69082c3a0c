/* tests/vt/vtexpect.c - the words of vtrun for what is expected. */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/vt/vtrun.h"

/* A point named after the word and its argument. */
static bool expect(struct run *r, bool ok, const char *word, const char *rest)
{
	struct buf b = BUF_INIT;

	buf_fmt(&b, "%s%s%s", word, rest[0] != '\0' ? " " : "", rest);
	ok = point(r, ok, buf_text(&b));
	buf_done(&b);
	return ok;
}

/* ---- whole screens ----------------------------------------------------- */

static bool read_file(const char *path, struct buf *b)
{
	FILE *f = fopen(path, "r");
	int c;

	if (f == NULL)
		return false;
	while ((c = fgetc(f)) != EOF)
		buf_addc(b, (char)c);
	fclose(f);
	return true;
}

static void write_file(struct run *r, const char *path, const struct buf *b)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || fwrite(b->s, 1, b->len, f) != b->len || fclose(f) != 0)
		misplay(r, "the golden file can't be written");
}

/* Shows the lines that differ, and what was expected as a whole. */
static void show_difference(const char *want, const char *got)
{
	struct buf b = BUF_INIT;
	const char *w = want;

	buf_add(&b, "expected was:\n");
	buf_add(&b, want);
	buf_add(&b, "lines that differ (expected, shown):\n");
	while (*w != '\0' || *got != '\0') {
		size_t wl = strcspn(w, "\n"), gl = strcspn(got, "\n");

		if (wl != gl || memcmp(w, got, wl) != 0)
			buf_fmt(&b, "-%.*s\n+%.*s\n", (int)wl, w, (int)gl, got);
		w += wl + (w[wl] == '\n');
		got += gl + (got[gl] == '\n');
	}
	comment(buf_text(&b));
	buf_done(&b);
}

static void do_expect(struct run *r, char *rest)
{
	struct buf path = BUF_INIT, want = BUF_INIT, got = BUF_INIT;
	const char *update = getenv("VT_UPDATE");

	buf_fmt(&path, "%s/%s", r->golden, rest);
	vt_grid(&r->v, &got);
	if (update != NULL && strcmp(update, "1") == 0)
		write_file(r, buf_text(&path), &got);
	if (!read_file(buf_text(&path), &want))
		buf_add(&want, "(no such file; VT_UPDATE=1 writes it)\n");
	if (!expect(r, strcmp(buf_text(&want), buf_text(&got)) == 0, "expect",
		rest))
		show_difference(buf_text(&want), buf_text(&got));
	buf_done(&path);
	buf_done(&want);
	buf_done(&got);
}

/* ---- text -------------------------------------------------------------- */

static void do_expect_row(struct run *r, char *rest)
{
	struct buf b = BUF_INIT;
	char *text;
	long row = strtol(rest, &text, 10);
	size_t len;

	text += *text == ' ';
	vt_row(&r->v, (int)row, &b);
	len = strlen(text);
	while (len > 0 && text[len - 1] == ' ')
		len--;
	expect(r, len == b.len && memcmp(text, buf_text(&b), len) == 0,
	    "expect-row", rest);
	buf_done(&b);
}

static void do_expect_text(struct run *r, char *rest)
{
	expect(r, vt_has_text(&r->v, rest), "expect-text", rest);
}

static void do_no_text(struct run *r, char *rest)
{
	expect(r, !vt_has_text(&r->v, rest), "no-text", rest);
}

static void do_wait_text(struct run *r, char *rest)
{
	for (int i = 0; i < VT_TIMEOUT_MS / 20; i++) {
		if (vt_has_text(&r->v, rest))
			break;
		vt_pump(&r->v, 20);
	}
	expect(r, vt_has_text(&r->v, rest), "wait-text", rest);
}

/* ---- the cursor and attributes ------------------------------------------ */

static void do_cursor(struct run *r, char *rest)
{
	int row, col, want_row, want_col;

	if (sscanf(rest, "%d %d", &want_row, &want_col) != 2)
		misplay(r, "cursor is ROW COL");
	vt_cursor(&r->v, &row, &col);
	expect(r, row == want_row && col == want_col, "cursor", rest);
}

static void do_cursor_row_text(struct run *r, char *rest)
{
	struct buf b = BUF_INIT;
	int row, col;

	vt_cursor(&r->v, &row, &col);
	vt_row(&r->v, row, &b);
	expect(r, strstr(buf_text(&b), rest) != NULL, "cursor-row-text", rest);
	buf_done(&b);
}

static void do_cursor_shown(struct run *r, char *rest)
{
	expect(r, r->v.cursor_visible == (strcmp(rest, "yes") == 0),
	    "cursor-shown", rest);
}

static void do_attr(struct run *r, char *rest)
{
	struct buf b = BUF_INIT;
	int row, from, to, used = 0;
	bool ok = true;

	if (sscanf(rest, "%d %d-%d %n", &row, &from, &to, &used) < 3 ||
	    used == 0)
		misplay(r, "attr is ROW COL-COL NAMES");
	for (int col = from; col <= to && ok; col++) {
		buf_clear(&b);
		vt_attributes(&r->v, row, col, &b);
		ok = strcmp(buf_text(&b), rest + used) == 0;
	}
	if (!expect(r, ok, "attr", rest))
		comment(buf_text(&b));
	buf_done(&b);
}

/* ---- bytes ------------------------------------------------------------- */

/* Compares with "<= N" or "= N". */
static bool holds(struct run *r, size_t got, const char *what)
{
	char op[4];
	unsigned long n;

	if (sscanf(what, "%3s %lu", op, &n) != 2)
		misplay(r, "a comparison is \"<= N\" or \"= N\"");
	return strcmp(op, "=") == 0 ? got == n : got <= n;
}

static void do_bytes(struct run *r, char *rest)
{
	char text[60];

	if (expect(r, holds(r, r->v.bytes, rest), "bytes", rest))
		return;
	snprintf(text, sizeof(text), "it was %zu bytes", r->v.bytes);
	comment(text);
}

static void do_idle_bytes(struct run *r, char *rest)
{
	char *what;
	long ms = strtol(rest, &what, 10);

	vt_mark(&r->v);
	vt_pump(&r->v, (int)ms);
	expect(r, holds(r, r->v.bytes, what), "idle-bytes", rest);
}

static void do_clipboard(struct run *r, char *rest)
{
	if (!expect(r, strcmp(buf_text(&r->v.clipboard), rest) == 0,
		"clipboard", rest))
		comment(buf_text(&r->v.clipboard));
}

/* ---- the end ----------------------------------------------------------- */

static void do_exit(struct run *r, char *rest)
{
	int status, ms = VT_TIMEOUT_MS;
	char text[60];

	if (sscanf(rest, "%d %d", &status, &ms) < 1)
		misplay(r, "exit is STATUS [MS]");
	if (!vt_wait_exit(&r->v, ms))
		snprintf(text, sizeof(text), "it has not ended");
	else
		snprintf(text, sizeof(text), "it ended with %d", r->v.status);
	if (!expect(r, r->v.exited && r->v.status == status, "exit", rest))
		comment(text);
}

static void do_termios_restored(struct run *r, char *rest)
{
	expect(r, vt_termios_restored(&r->v), "termios-restored", rest);
}

static void do_modes_restored(struct run *r, char *rest)
{
	struct buf b = BUF_INIT;

	vt_left_on(&r->v, &b);
	if (!expect(r, b.len == 0, "modes-restored", rest))
		comment(buf_text(&b));
	buf_done(&b);
}

const struct word expectations[] = {
	{ "expect", do_expect },
	{ "expect-row", do_expect_row },
	{ "expect-text", do_expect_text },
	{ "no-text", do_no_text },
	{ "wait-text", do_wait_text },
	{ "cursor", do_cursor },
	{ "cursor-row-text", do_cursor_row_text },
	{ "cursor-shown", do_cursor_shown },
	{ "attr", do_attr },
	{ "bytes", do_bytes },
	{ "idle-bytes", do_idle_bytes },
	{ "clipboard", do_clipboard },
	{ "exit", do_exit },
	{ "termios-restored", do_termios_restored },
	{ "modes-restored", do_modes_restored },
	{ NULL, NULL },
};
