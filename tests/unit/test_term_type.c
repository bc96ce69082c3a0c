/* tests/unit/test_term_type.c - unknown terminals, OSC 52, wide text. */

#include "config.h"

#include <locale.h>

#include "tests/tap.h"
#include "term/clipboard.h"
#include "term/letters.h"
#include "term/term_type.h"
#include "term/wide.h"

static void test_candidates(void)
{
	static const struct {
		const char *term;
		const char *want;
	} cases[] = {
		{ "xterm-256color", "xterm-256color xterm-256color vt220" },
		{ "xterm-kitty", "xterm-kitty xterm-256color vt220" },
		{ "alacritty-direct",
		    "alacritty-direct alacritty xterm-256color vt220" },
		{ "foot+base", "foot+base foot xterm-256color vt220" },
		{ "xterm-direct+x",
		    "xterm-direct+x xterm xterm-256color vt220" },
		{ "ghostty", "ghostty xterm-256color vt220" },
		{ "putty-sco", "putty-sco xterm-256color vt220" },
		{ "tmux-256color", "tmux-256color screen-256color vt220" },
		{ "wyse60", "wyse60 vt220" },
		{ "-direct", "-direct vt220" },
		{ "+", "+ vt220" },
		{ "../../etc/passwd", "vt220" },
		{ ".hidden", "vt220" },
		{ "a b", "vt220" },
		{ "xterm\033[2J", "xterm-256color vt220" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct arena a = ARENA_INIT;
		const char *types[TERM_TYPES];
		size_t n = term_type_candidates(cases[i].term, &a, types);
		char got[200] = "";

		for (size_t j = 0; j < n; j++)
			snprintf(got + strlen(got), sizeof(got) - strlen(got),
			    "%s%s", j > 0 ? " " : "", types[j]);
		CHECK_STR(got, cases[i].want);
		arena_done(&a);
	}
}

static void test_refused(void)
{
	CHECK(term_type_is_refused(NULL));
	CHECK(term_type_is_refused(""));
	CHECK(term_type_is_refused("dumb"));
	CHECK(term_type_is_refused("unknown"));
	CHECK(!term_type_is_refused("vt220"));
	CHECK(!term_type_is_refused("dumber"));
}

static void test_clipboard(void)
{
	static const char *const cases[][2] = {
		{ "", "\033]52;c;\007" },
		{ "A", "\033]52;c;QQ==\007" },
		{ "A-", "\033]52;c;QS0=\007" },
		{ "A-1", "\033]52;c;QS0x\007" },
		{ "\xc3\xbf\xc3\xbf", "\033]52;c;w7/Dvw==\007" },
	};
	struct buf b = BUF_INIT;
	char *much = malloc(75000);

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		buf_clear(&b);
		CHECK(clipboard_sequence("xterm", cases[i][0], &b));
		CHECK_STR(buf_text(&b), cases[i][1]);
	}
	buf_clear(&b);
	CHECK(!clipboard_sequence("linux", "A", &b) && b.len == 0);
	CHECK(!clipboard_sequence("vt220", "A", &b) && b.len == 0);
	memset(much, 'a', 75000);
	much[74995] = '\0';
	CHECK(!clipboard_sequence("xterm", much, &b) && b.len == 0);
	much[74994] = '\0';
	CHECK(clipboard_sequence("xterm", much, &b));
	CHECK(b.len == 7 + 74994 / 3 * 4 + 1);
	free(much);
	buf_done(&b);
}

static void test_wide(void)
{
	static const struct {
		const char *text;
		int width;
		const wchar_t *want;
	} cases[] = {
		{ "a", 1, L"a" },
		{ "e\u0301", 1, L"e\u0301" },
		{ "\u6771", 2, L"\u6771" },
		{ "\u6771", 1, L"?" },            /* would shift the row */
		{ "\u2764\ufe0f", 2, L"\u2764" }, /* narrower; padded */
		{ "\U0001f44d\U0001f3fd", 2, L"\U0001f44d" },
		{ "\033", 1, L"?" },
		{ "\xff", 1, L"?" },
		{ "a\u0301\u0301\u0301\u0301\u0301\u0301", 1,
		    L"a\u0301\u0301\u0301\u0301" },
	};
	wchar_t got[WIDE_MAX + 1];

	setlocale(LC_CTYPE, "C.UTF-8");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		wide_text(cases[i].text, cases[i].width, got);
		CHECK(wcscmp(got, cases[i].want) == 0);
	}
}

static void test_wide_lines(void)
{
	CHECK(letters_wide_lines("ja_JP.UTF-8"));
	CHECK(letters_wide_lines("ko"));
	CHECK(letters_wide_lines("zh.UTF-8"));
	CHECK(!letters_wide_lines("C"));
	CHECK(!letters_wide_lines("de_DE.UTF-8"));
	CHECK(!letters_wide_lines("jam_JM"));
	CHECK(!letters_wide_lines(""));
}

int main(void)
{
	RUN(test_wide_lines);
	RUN(test_wide);
	RUN(test_candidates);
	RUN(test_refused);
	RUN(test_clipboard);
	return tap_done();
}
