/* tests/unit/test_surface.c - drawing, and the scripted terminal. */

#include "config.h"

#include <stdint.h>

#include "base/buf.h"
#include "tests/tap.h"
#include "term/term_ops.h"

static struct surface s;

static const char *row(int y)
{
	static char text[1000];
	char *end = text;

	for (int x = 0; x < s.width; x++)
		end += snprintf(end, (size_t)(text + sizeof(text) - end), "%s",
		    s.cells[y * s.width + x].text);
	return text;
}

static void fresh(int width, int height, bool ascii)
{
	surface_resize(&s, width, height);
	s.ascii = s.ascii_text = ascii;
}

static void test_text_is_clipped_and_padded(void)
{
	static const struct {
		const char *text;
		int width;
		const char *want; /* of 10 columns, dots where untouched */
	} cases[] = {
		{ "abc", 5, "abc  ....." },
		{ "abcdef", 5, "abcd~....." },
		{ "abcde", 5, "abcde....." },
		{ "", 3, "   ......." },
		{ "\u6771\u4eac\u30af", 6, "\u6771\u4eac\u30af...." },
		{ "\u6771\u4eac\u30af", 5, "\u6771\u4eac~....." },
		{ "\u6771\u4eac\u30af", 4, "\u6771~ ......" },
		{ "e\u0301tat", 4, "e\u0301tat......" },
		{ "a\033[2Jb", 10, "a?[2Jb    " },
		{ "a\u202eb", 4, "a?b ......" },
		{ "long enough", 99, "long enou~" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		fresh(10, 1, false);
		surface_text(&s, 0, 0, 10, ROLE_TEXT, "..........");
		surface_text(
		    &s, 0, 0, cases[i].width, ROLE_TEXT, cases[i].text);
		CHECK_STR(row(0), cases[i].want);
	}
}

static void test_right(void)
{
	fresh(8, 1, false);
	surface_text(&s, 0, 0, 8, ROLE_TEXT, "........");
	surface_text_right(&s, 1, 0, 6, ROLE_KEY, "42");
	CHECK_STR(row(0), ".    42.");
	CHECK(s.cells[5].role == ROLE_KEY);
	surface_text_right(&s, 1, 0, 4, ROLE_KEY, "123456");
	CHECK_STR(row(0), ".123~42.");
}

static void test_outside_is_harmless(void)
{
	fresh(4, 2, false);
	surface_text(&s, -1, 0, 3, ROLE_TEXT, "x");
	surface_text(&s, 0, -1, 3, ROLE_TEXT, "x");
	surface_text(&s, 0, 2, 3, ROLE_TEXT, "x");
	surface_text(&s, 4, 0, 3, ROLE_TEXT, "x");
	surface_text(&s, 0, 0, -3, ROLE_TEXT, "x");
	surface_rule(&s, 9, 9, 9);
	surface_split(&s, 9, 0, 9);
	surface_bar(&s, 9, 0, 9, 1, 1);
	surface_bar(&s, 9, 9, 9, 1, 1000);
	surface_role(&s, -1, 0, 9, ROLE_BAD);
	CHECK_STR(row(0), "    ");
	CHECK_STR(row(1), "    ");
	surface_text(&s, 3, 0, 9, ROLE_TEXT, "xy");
	CHECK_STR(row(0), "   ~");
	surface_cursor(&s, 99, -4, true);
	CHECK(s.cursor_x == 3 && s.cursor_y == 0 && s.cursor_shown);
}

static void test_half_a_wide_one_goes_whole(void)
{
	fresh(6, 1, false);
	surface_text(&s, 0, 0, 6, ROLE_TEXT, "\u6771\u4eac\u30af");
	surface_put(&s, 1, 0, 2, ROLE_TEXT, "ab");
	CHECK_STR(row(0), " ab \u30af");
	surface_put(&s, 3, 0, 2, ROLE_TEXT, "\u6771");
	CHECK_STR(row(0), " ab\u6771 ");
}

static void test_ascii(void)
{
	fresh(8, 2, true);
	surface_text(&s, 0, 0, 8, ROLE_TEXT, "Soci\u00e9t\u00e9");
	CHECK_STR(row(0), "Societe ");
	surface_rule(&s, 0, 1, 4);
	surface_split(&s, 5, 0, 2);
	CHECK_STR(row(1), "---- |  ");
}

static void test_bars(void)
{
	static const struct {
		int64_t value, max;
		bool ascii;
		const char *want;
	} cases[] = {
		{ 0, 10, false, "    " },
		{ 10, 10, false, "\u2588\u2588\u2588\u2588" },
		{ 5, 10, false, "\u2588\u2588  " },
		{ 99, 10, false, "\u2588\u2588\u2588\u2588" },
		{ 1, 1000, false, "\u258f   " },
		{ 9, 32, false, "\u2588\u258f  " },
		{ -5, 10, false, "    " },
		{ 5, 0, false, "    " },
		{ 5, 8, true, "### " },
		{ INT64_MAX / 2, INT64_MAX, false, "\u2588\u2588  " },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		fresh(4, 1, cases[i].ascii);
		surface_bar(&s, 0, 0, 4, cases[i].value, cases[i].max);
		CHECK_STR(row(0), cases[i].want);
	}
}

static void test_long_cluster_is_one_mark(void)
{
	char text[64] = "a";

	for (size_t i = 0; i < 12; i++)
		memcpy(text + 1 + 2 * i, "\u0301", 3);
	fresh(3, 1, false);
	surface_text(&s, 0, 0, 3, ROLE_TEXT, text);
	CHECK(strlen(s.cells[0].text) < CELL_BYTES);
	CHECK_STR(s.cells[1].text, " ");
}

/* Plays the script to a program that draws the keys' numbers. */
static char *play(const char *script, int timeout_ms)
{
	static char out[2000];
	FILE *in = fmemopen((void *)(uintptr_t)script, strlen(script), "r");
	FILE *to = fmemopen(out, sizeof(out), "w");
	struct term *t;
	struct err err;
	char text[40];
	size_t len;
	int key;

	if (!term_open_script(in, to, 12, 2, &t, &err))
		abort();
	while ((key = term_key(t, timeout_ms)) != TERM_KEY_END) {
		snprintf(text, sizeof(text), "%d", key);
		if (key == TERM_KEY_PASTE)
			snprintf(
			    text, sizeof(text), "<%s>", term_pasted(t, &len));
		surface_text(term_surface(t), 0, 0, 12, ROLE_CURSOR, text);
		surface_cursor(term_surface(t), 2, 0, key == 'i');
		term_show(t);
	}
	fprintf(to, "signal %d\n", term_signal(t));
	term_close(t);
	fclose(in);
	fclose(to);
	return out;
}

static void test_script_keys(void)
{
	CHECK_STR(play("down\ndump\n", -1),
	    "1114114\n\n-- cursor 0 2\n"
	    "signal 0\n");
	CHECK_STR(play("# no key\n\nf12\n^L\ndump", -1),
	    "12\n\n-- cursor 0 2\nsignal 0\n");
	CHECK_STR(play("type a\u00e9\ndump\n", -1),
	    "233\n\n-- cursor 0 2\nsignal 0\n");
	CHECK_STR(play("paste b c\ndump\n", -1),
	    "<b c>\n\n-- cursor 0 2\nsignal 0\n");
	CHECK_STR(play("i\nroles\nhangup\nj\n", -1),
	    "105\n\n-- roles\ncccccccccccc\n\n-- cursor 0 2 shown\n"
	    "signal 1\n");
	CHECK_STR(play("wait\ndump\n", 5), "0\n\n-- cursor 0 2\nsignal 0\n");
	CHECK_STR(play("donw\n", -1), "line 1: no such key: donw\nsignal 0\n");
	CHECK_STR(play("j\nresize 3x1\ndump\n", -1),
	    "11~\n-- cursor 0 2\nsignal 0\n");
	CHECK_STR(play("\xff\n", -1), "line 1: not UTF-8\nsignal 0\n");
}

int main(void)
{
	RUN(test_text_is_clipped_and_padded);
	RUN(test_right);
	RUN(test_outside_is_harmless);
	RUN(test_half_a_wide_one_goes_whole);
	RUN(test_ascii);
	RUN(test_bars);
	RUN(test_long_cluster_is_one_mark);
	RUN(test_script_keys);
	surface_done(&s);
	return tap_done();
}
