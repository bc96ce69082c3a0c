/* tests/unit/test_edit.c - a line and a note being typed. */

#include "config.h"

#include "tests/tap.h"
#include "ui/edit.h"

enum { CELLS = 40, LINES = 5 };

/* What a test types: a text of one byte keys, or a list of key codes. */
static void type(struct edit_text *e, const char *s)
{
	for (; *s != '\0'; s++)
		edit_key(e, (unsigned char)*s);
}

static const struct {
	const char *start;
	int keys[8]; /* 0 ends */
	const char *want;
	size_t at;
} cases[] = {
	{ "", { 'a', 'b' }, "ab", 2 },
	{ "ab", { TERM_KEY_LEFT, 'x' }, "axb", 2 },
	{ "ab", { TERM_KEY_HOME, TERM_KEY_DELETE }, "b", 0 },
	{ "ab", { 127 }, "a", 1 },
	{ "", { 127, TERM_KEY_DELETE, TERM_KEY_LEFT, TERM_KEY_RIGHT }, "", 0 },
	{ "one two", { 23 }, "one ", 4 },
	{ "one two  ", { 23 }, "one ", 4 },
	{ "one two", { 1, 'x', 5, 'y' }, "xone twoy", 9 },
	{ "one", { 21, 'z' }, "z", 1 },
	{ "one", { TERM_KEY_HOME, TERM_KEY_RIGHT, 11 }, "o", 1 },
	/* A letter and its accent are one. */
	{ "Jose", { 0x301, TERM_KEY_LEFT, TERM_KEY_LEFT, 'X' }, "JoXse\xcc\x81",
	    3 },
	{ "Jose\xcc\x81", { 127 }, "Jos", 3 },
	{ "日本", { TERM_KEY_LEFT, 127 }, "本", 0 },
	{ "日", { 0x672c }, "日本", 6 },
	/* What cleaning would refuse is not typed. */
	{ "a", { 0x202e, 0x200b, 0x9b, 7, 'b' }, "ab", 2 },
	/* A line has no second line. */
	{ "a", { 10, 'b' }, "ab", 2 },
};

static void keys_do_what_they_say(void)
{
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct edit_text e = { .at = 0 };

		edit_set(&e, cases[i].start);
		for (size_t k = 0; cases[i].keys[k] != 0; k++)
			edit_key(&e, cases[i].keys[k]);
		if (e.at != cases[i].at)
			printf("# case %zu: at %zu\n", i, e.at);
		CHECK_STR(edit_get(&e), cases[i].want);
		CHECK(e.at == cases[i].at);
		edit_done(&e);
	}
}

static void unknown_keys_are_left_to_others(void)
{
	struct edit_text e = { .at = 0 };

	edit_set(&e, "a");
	CHECK(!edit_key(&e, TERM_KEY_PAGE_DOWN));
	CHECK(!edit_key(&e, 27));
	CHECK(!edit_key(&e, TERM_KEY_UP));
	CHECK(!edit_key(&e, TERM_KEY_F1));
	CHECK_STR(edit_get(&e), "a");
	edit_done(&e);
}

static void notes_have_lines(void)
{
	struct edit_text e = { .note = true };

	edit_set(&e, "");
	type(&e, "one\ntwo\nx");
	CHECK_STR(edit_get(&e), "one\ntwo\nx");
	CHECK(edit_key(&e, TERM_KEY_UP));
	CHECK(e.at == 5); /* behind the t of two */
	CHECK(edit_key(&e, TERM_KEY_UP));
	CHECK(e.at == 1);
	CHECK(!edit_key(&e, TERM_KEY_UP));
	CHECK(edit_key(&e, TERM_KEY_DOWN));
	CHECK(e.at == 5);
	CHECK(edit_height(&e, 40) == 3);
	edit_done(&e);
}

static void a_default_gives_way(void)
{
	struct edit_text e = { .fresh = true };

	edit_set(&e, "EUR");
	e.fresh = true;
	type(&e, "USD");
	CHECK_STR(edit_get(&e), "USD");
	edit_set(&e, "EUR");
	e.fresh = true;
	edit_key(&e, TERM_KEY_LEFT);
	type(&e, "x");
	CHECK_STR(edit_get(&e), "EUxR");
	edit_done(&e);
}

static void pasted_text_is_scrubbed(void)
{
	static const char paste[] = "a\033[31mb\r\nc\xe2\x80\xae\x01";
	struct edit_text e = { .at = 0 };

	edit_set(&e, "x");
	edit_paste(&e, paste, sizeof(paste) - 1);
	CHECK_STR(edit_get(&e), "xa[31mb c");
	e.note = true;
	edit_set(&e, "");
	edit_paste(&e, paste, sizeof(paste) - 1);
	CHECK_STR(edit_get(&e), "a[31mb\nc");
	edit_done(&e);
}

static void texts_have_an_end(void)
{
	struct edit_text e = { .max = 4 };

	edit_set(&e, "");
	type(&e, "abcdef");
	CHECK_STR(edit_get(&e), "abcd");
	edit_set(&e, "ab");
	edit_paste(&e, "日本", 6);
	CHECK_STR(edit_get(&e), "ab");
	edit_done(&e);
}

/* Draws on a surface of its own. */
struct canvas {
	struct cell cells[CELLS * LINES];
	struct surface s;
};

static void canvas_init(struct canvas *c)
{
	c->s = (struct surface){
		.width = CELLS, .height = LINES, .cells = c->cells
	};
	surface_clear(&c->s);
}

static void the_cursor_is_always_in_the_box(void)
{
	static struct canvas c;
	struct edit_text e = { .at = 0 };

	edit_set(&e, "");
	for (int i = 0; i < 60; i++) {
		edit_key(&e, i % 3 == 0 ? 0x65e5 : 'a' + i % 26);
		canvas_init(&c);
		edit_draw(&e, &c.s, 5, 1, 10, 1, true);
		CHECK(c.s.cursor_shown && c.s.cursor_y == 1);
		CHECK(c.s.cursor_x >= 5 && c.s.cursor_x < 15);
		CHECK(strcmp(c.cells[CELLS + 15].text, " ") == 0);
	}
	for (int i = 0; i < 70; i++) {
		edit_key(&e, TERM_KEY_LEFT);
		canvas_init(&c);
		edit_draw(&e, &c.s, 5, 1, 10, 1, true);
		CHECK(c.s.cursor_x >= 5 && c.s.cursor_x < 15);
	}
	CHECK(c.s.cursor_x == 5);
	edit_done(&e);
}

static void notes_scroll_to_the_cursor(void)
{
	static struct canvas c;
	struct edit_text e = { .note = true };

	edit_set(&e, "one two three four five six seven eight nine ten");
	canvas_init(&c);
	edit_draw(&e, &c.s, 0, 0, 12, 3, true);
	CHECK(c.s.cursor_y == 2);
	CHECK(edit_height(&e, 12) > 3);
	for (int i = 0; i < 60; i++)
		edit_key(&e, TERM_KEY_LEFT);
	canvas_init(&c);
	edit_draw(&e, &c.s, 0, 0, 12, 3, true);
	CHECK(c.s.cursor_y == 0 && c.s.cursor_x == 0);
	CHECK_STR(c.cells[0].text, "o");
	edit_done(&e);
}

int main(void)
{
	RUN(keys_do_what_they_say);
	RUN(unknown_keys_are_left_to_others);
	RUN(notes_have_lines);
	RUN(a_default_gives_way);
	RUN(pasted_text_is_scrubbed);
	RUN(texts_have_an_end);
	RUN(the_cursor_is_always_in_the_box);
	RUN(notes_scroll_to_the_cursor);
	return tap_done();
}
