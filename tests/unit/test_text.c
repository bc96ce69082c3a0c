/* tests/unit/test_text.c - cleaning, safety, width, clipping, wrapping. */

#include "config.h"

#include "base/text.h"

#include <locale.h>

#include "base/buf.h"
#include "tests/tap.h"

static struct arena arena;
static struct err err;

static void clean_text_passes(void)
{
	static const struct {
		const char *text;
		enum text_kind kind;
		const char *want;
	} cases[] = {
		{ "", TEXT_LINE, "" },
		{ "   ", TEXT_LINE, "" },
		{ "Acme", TEXT_LINE, "Acme" },
		{ "  Acme Inc \t", TEXT_LINE, "Acme Inc" },
		{ "a\tb", TEXT_LINE, "a b" },
		{ "a\nb\r\nc", TEXT_LINE, "a b c" },
		{ "a\nb\r\nc\n", TEXT_NOTE, "a\nb\nc" },
		{ "\xc2\xa0x\xe3\x80\x80", TEXT_LINE, "x" },
		{ "Socie\xcc\x81te\xcc\x81", TEXT_LINE, "Société" },
		{ "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", TEXT_LINE, "한" },
		{ "日本語", TEXT_LINE, "日本語" },
		{ "a\xcc\x81\xcc\x82\xcc\x83\xcc\x84", TEXT_LINE,
		    "\xc3\xa1\xcc\x82\xcc\x83\xcc\x84" },
		{ "😀 ok", TEXT_LINE, "😀 ok" },
		/* ❤ with the selector that keyboards add */
		{ "\xe2\x9d\xa4\xef\xb8\x8f", TEXT_LINE, "\xe2\x9d\xa4" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *got;

		CHECK(text_clean(cases[i].text, strlen(cases[i].text),
		    cases[i].kind, 100, &arena, &got, &err));
		CHECK_STR(got, cases[i].want);
		/* What is clean stays as it is. */
		CHECK(text_clean(
		    got, strlen(got), cases[i].kind, 100, &arena, &got, &err));
		CHECK_STR(got, cases[i].want);
	}
}

static const struct {
	const char *text;
	const char *says; /* in the refusal */
	const char *scrubbed, *safe;
} hostile[] = {
	{ "x\x1b[31mred", "U+001B", "x[31mred", "x?[31mred" },
	{ "a\x07", "U+0007", "a", "a?" },
	{ "a\rb", "U+000D", "ab", "a?b" },
	{ "a\x7f"
	  "b",
	    "U+007F", "ab", "a?b" },
	{ "a\xc2\x9b"
	  "31m", /* CSI as one character */
	    "U+009B", "a31m", "a?31m" },
	{ "a\xc2\x85", "U+0085", "a", "a?" },
	{ "a\xe2\x80\xae"
	  "b", /* right-to-left override */
	    "U+202E", "ab", "a?b" },
	{ "a\xe2\x81\xa6"
	  "b", /* isolate */
	    "U+2066", "ab", "a?b" },
	{ "a\xe2\x80\x8f", "U+200F", "a", "a?" },
	{ "pay\xe2\x80\x8bpal", "U+200B", "paypal", "pay?pal" },
	{ "pay\xe2\x80\x8dpal", "U+200D", "paypal", "pay?pal" },
	{ "pay\xe2\x80\x8cpal", "U+200C", "paypal", "pay?pal" },
	{ "a\xc2\xad"
	  "b",
	    "U+00AD", "ab", "a?b" },
	{ "\xef\xbb\xbf"
	  "a",
	    "U+FEFF", "a", "?a" },
	{ "a\xe3\x85\xa4", "U+3164", "a", "a?" },      /* Hangul filler */
	{ "a\xf3\xa0\x81\x81", "U+E0041", "a", "a?" }, /* tag */
	{ "a\xe2\x80\xa8"
	  "b",
	    "U+2028", "a b", "a?b" },
	{ "a\xee\x80\x80", "U+E000", "a", "a?" }, /* private use */
	{ "a\xef\xbf\xbe", "U+FFFE", "a", "a?" }, /* no character */
	{ "a\xcd\xb8", "U+0378", "a", "a?" },     /* unassigned */
	{ "a\xc0\xaf", "Byte 2", "a", "a??" },    /* overlong / */
	{ "a\xe0\x80\xaf", "Byte 2", "a", "a???" },
	{ "a\xed\xa0\x80", "Byte 2", "a", "a???" }, /* surrogate */
	{ "a\xf4\x90\x80\x80", "Byte 2", "a", "a????" },
	{ "a\xff", "Byte 2", "a", "a?" },
	{ "a\xe2\x82", "Byte 2", "a", "a??" }, /* cut in half */
	{ "a\x80", "Byte 2", "a", "a?" },
};

static void hostile_text_is_refused(void)
{
	for (size_t i = 0; i < ARRAY_LEN(hostile); i++) {
		const char *s = hostile[i].text, *got = NULL;

		printf("# case %zu\n", i);
		CHECK(!text_clean(
		    s, strlen(s), TEXT_LINE, 100, &arena, &got, &err));
		CHECK(got == NULL && err.kind == ERR_INVALID);
		CHECK(strstr(err.text, hostile[i].says) != NULL);
	}
}

static void the_byte_is_named(void)
{
	const char *got;

	CHECK(!text_clean(
	    "ab\xc3\xa9\x1b", 5, TEXT_LINE, 100, &arena, &got, &err));
	CHECK(strstr(err.text, "byte 5") != NULL);
	CHECK(!text_clean("a\0b", 3, TEXT_NOTE, 100, &arena, &got, &err));
	CHECK(strstr(err.text, "U+0000") != NULL);
	CHECK(strstr(err.text, "byte 2") != NULL);
}

static void hostile_text_is_scrubbed(void)
{
	for (size_t i = 0; i < ARRAY_LEN(hostile); i++) {
		const char *s = hostile[i].text, *got, *again;

		printf("# case %zu\n", i);
		got = text_scrub(s, strlen(s), TEXT_LINE, 100, &arena);
		CHECK_STR(got, hostile[i].scrubbed);
		CHECK(text_clean(
		    got, strlen(got), TEXT_LINE, 100, &arena, &again, &err));
		CHECK_STR(again, got);
	}
}

static void hostile_text_is_made_safe(void)
{
	const char *plain = "Société 日本 😀";

	for (size_t i = 0; i < ARRAY_LEN(hostile); i++) {
		const char *got = text_safe(hostile[i].text, &arena);

		printf("# case %zu\n", i);
		CHECK_STR(got, hostile[i].safe);
		CHECK(text_safe(got, &arena) == got);
		/* A column measured before is right after. */
		CHECK(text_width(hostile[i].text) == text_width(got));
	}
	CHECK(text_safe(plain, &arena) == plain);
	CHECK_STR(text_safe("a\nb\tc", &arena), "a?b?c");
	/* Another charset is text_ascii()'s business. */
	CHECK(setlocale(LC_ALL, "C") != NULL);
	CHECK(text_safe(plain, &arena) == plain);
	CHECK(setlocale(LC_ALL, "C.UTF-8") != NULL);
}

static void marks_do_not_pile_up(void)
{
	struct buf tower = BUF_INIT;
	const char *got;
	struct cluster c;

	buf_add(&tower, "a");
	for (int i = 0; i < 10000; i++)
		buf_add(&tower, i % 2 == 0 ? "\xcc\x81" : "\xcc\xa3");
	CHECK(!text_clean(
	    tower.s, tower.len, TEXT_NOTE, 1000000, &arena, &got, &err));
	CHECK(strstr(err.text, "byte 10;") != NULL);
	got = text_scrub(tower.s, tower.len, TEXT_NOTE, 1000000, &arena);
	CHECK(strlen(got) <= 9);
	c = text_cluster(tower.s);
	CHECK(c.len == tower.len && c.width == 1);
	CHECK(text_width(tower.s) == 1);
	CHECK_STR(text_fold(tower.s, &arena), "a");
	/* Two of these marks decompose into four, three into six. */
	CHECK(!text_clean("q\xcd\x84\xcd\x84\xcd\x84", 7, TEXT_LINE, 100,
	    &arena, &got, &err));
	got =
	    text_scrub("q\xcd\x84\xcd\x84\xcd\x84", 7, TEXT_LINE, 100, &arena);
	CHECK(text_clean(got, strlen(got), TEXT_LINE, 100, &arena, &got, &err));
	buf_done(&tower);
}

static void length_is_limited(void)
{
	const char *got = NULL;

	CHECK(text_clean("12345", 5, TEXT_LINE, 5, &arena, &got, &err));
	CHECK(!text_clean("123456", 6, TEXT_LINE, 5, &arena, &got, &err));
	CHECK_STR(got, "12345");
	CHECK(text_clean(" 12345 ", 7, TEXT_LINE, 5, &arena, &got, &err));
	CHECK_STR(text_scrub("123456", 6, TEXT_LINE, 5, &arena), "12345");
	/* No cluster is cut: e and its mark go together. */
	CHECK_STR(text_scrub("abq\xcc\x81", 5, TEXT_LINE, 4, &arena), "ab");
	CHECK_STR(text_scrub("ab日", 5, TEXT_LINE, 4, &arena), "ab");
	CHECK_STR(text_scrub("ab cd", 5, TEXT_LINE, 3, &arena), "ab");
	CHECK_STR(text_scrub("ab", 2, TEXT_LINE, 0, &arena), "");
}

static void invalid_bytes_are_located(void)
{
	CHECK(text_valid_until("abc", 3) == 3);
	CHECK(text_valid_until("", 0) == 0);
	CHECK(text_valid_until("a\xc3\xa9", 3) == 3);
	CHECK(text_valid_until("a\xc3\xa9", 2) == 1);
	CHECK(text_valid_until("ab\xff", 3) == 2);
	CHECK(text_valid_until("a\0b", 3) == 3);
}

static void widths_are_of_clusters(void)
{
	static const struct {
		const char *text;
		int want;
	} cases[] = {
		{ "", 0 },
		{ "abc", 3 },
		{ "Société", 7 },
		{ "e\xcc\x81", 1 },
		{ "日本", 4 },
		{ "ＡＢ", 4 },
		{ "한글", 4 },
		{ "ｱｲ", 2 },
		{ "😀", 2 },
		{ "\xe2\x9d\xa4\xef\xb8\x8f", 2 }, /* ❤ as a picture */
		{ "👍🏽", 2 },                 /* with a skin tone */
		{ "🇪🇸", 2 },                       /* a flag */
		{ "क्षि", 2 }, /* two clusters, the vowel sign on the second */
		{ "\xff\xfe", 2 },
		{ "\x1b[0m", 4 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		printf("# %s is %d\n", text_safe(cases[i].text, &arena),
		    text_width(cases[i].text));
		CHECK(text_width(cases[i].text) == cases[i].want);
	}
}

static void long_text_is_clipped(void)
{
	static const struct {
		const char *text;
		int cells;
		const char *want;
	} cases[] = {
		{ "abcdef", 6, "abcdef" },
		{ "abcdef", 5, "abcd~" },
		{ "abcdef", 1, "~" },
		{ "abcdef", 0, "" },
		{ "abcdef", -1, "" },
		{ "", 0, "" },
		{ "日本語", 6, "日本語" },
		{ "日本語", 5, "日本~" },
		{ "日本語", 4, "日~" },
		{ "日本語", 2, "~" },
		{ "ee\xcc\x81"
		  "ee",
		    3, "ee\xcc\x81~" },
	};
	const char *same = "abc";

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *got =
		    text_clip(cases[i].text, cases[i].cells, &arena);

		CHECK_STR(got, cases[i].want);
		CHECK(cases[i].cells < 0 || text_width(got) <= cases[i].cells);
	}
	CHECK(text_clip(same, 3, &arena) == same);
}

static void text_is_wrapped(void)
{
	static const struct {
		const char *text;
		int cells;
		const char *want; /* lines ended by | */
	} cases[] = {
		{ "", 5, "|" },
		{ "abc", 5, "abc|" },
		{ "the quick fox", 9, "the quick|fox|" },
		{ "the quick fox", 8, "the|quick|fox|" },
		{ "abcdefgh", 3, "abc|def|gh|" },
		{ "a abcdefgh", 4, "a|abcd|efgh|" },
		{ "one\ntwo", 9, "one|two|" },
		{ "one\n\ntwo\n", 9, "one||two||" },
		{ "日本語日本", 5, "日本|語日|本|" },
		{ "日本", 1, "日|本|" },
		{ "ab", 0, "a|b|" },
		{ "ab   cd", 3, "ab|cd|" },
		/* A blank that carries a mark is drawn. */
		{ "abc \xcc\xa3", 3, "abc| \xcc\xa3|" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf got = BUF_INIT;
		const char **lines;
		size_t n =
		    text_wrap(cases[i].text, cases[i].cells, &arena, &lines);

		for (size_t j = 0; j < n; j++)
			buf_fmt(&got, "%s|", lines[j]);
		CHECK_STR(buf_take(&got, &arena), cases[i].want);
	}
}

int main(void)
{
	if (setlocale(LC_ALL, "C.UTF-8") == NULL) {
		printf("1..0 # SKIP no C.UTF-8 locale\n");
		return 0;
	}
	RUN(clean_text_passes);
	RUN(hostile_text_is_refused);
	RUN(the_byte_is_named);
	RUN(hostile_text_is_scrubbed);
	RUN(hostile_text_is_made_safe);
	RUN(marks_do_not_pile_up);
	RUN(length_is_limited);
	RUN(invalid_bytes_are_located);
	RUN(widths_are_of_clusters);
	RUN(long_text_is_clipped);
	RUN(text_is_wrapped);
	arena_done(&arena);
	return tap_done();
}
