/* tests/unit/test_keys.c - what terminals send, and what must not run. */

#include "config.h"

#include <locale.h>

#include "base/buf.h"
#include "tests/tap.h"
#include "term/keys.h"

/* Adds a key in readable form. */
static void add_key(struct buf *out, const struct keys *k, int key)
{
	if (out->len > 0)
		buf_addc(out, ' ');
	if (key == TERM_KEY_PASTE)
		buf_fmt(out, "<%s>", buf_text(&k->pasted));
	else if (key >= TERM_KEY_RESIZED)
		buf_fmt(out, "+%d", key - TERM_KEY_RESIZED);
	else if (key > 0x20 && key < 0x7f)
		buf_fmt(out, "%c", key);
	else
		buf_fmt(out, "%d", key);
}

/* Feeds the bytes; every '|' begins a new burst. Ends with a timeout. */
static const char *decode(struct keys *k, const char *bytes, struct buf *out)
{
	int key;

	buf_clear(out);
	while (*bytes != '\0') {
		size_t len = strcspn(bytes, "|");

		keys_feed(k, bytes, len);
		while ((key = keys_next(k)) != TERM_KEY_NONE)
			add_key(out, k, key);
		bytes += len + (bytes[len] == '|');
	}
	if (keys_wait_ms(k) >= 0 && (key = keys_timeout(k)) != TERM_KEY_NONE)
		add_key(out, k, key);
	return buf_text(out);
}

struct key_case {
	const char *bytes, *want; /* +N: TERM_KEY_RESIZED + N */
};

static void check(const struct key_case *cases, size_t n, bool utf8)
{
	struct buf out = BUF_INIT;
	struct keys k;

	for (size_t i = 0; i < n; i++) {
		keys_init(&k, utf8, 50);
		keys_define(&k, "\033[@", TERM_KEY_INSERT);
		keys_define(&k, "\033Ok", TERM_KEY_F1); /* '+' stays */
		keys_define(&k, "\033B", TERM_KEY_DOWN);
		CHECK_STR(decode(&k, cases[i].bytes, &out), cases[i].want);
		keys_done(&k);
	}
	buf_done(&out);
}

static void test_characters(void)
{
	static const struct key_case cases[] = {
		{ "jk\r\t", "j k 13 9" },
		{ "\b", "127" },
		{ "\177", "127" },
		{ "\x1a\x03", "26 3" },
		{ "\xc3\xa9", "233" },
		{ "\xc3|\xa9", "233" },
		{ "\xe6\x9d\xb1", "26481" },
		{ "\xf0\x9f\x91\x8d", "128077" },
		{ "\xc0\xafj", "j" },         /* overlong */
		{ "\xe0\x80\xafj", "j" },     /* overlong */
		{ "\xf0\x80\x80\xafj", "j" }, /* overlong */
		{ "\xed\xa0\x80j", "j" },     /* a surrogate */
		{ "\xc2\x9b"
		  "1mj",
		    "1 m j" }, /* a C1 is no introducer */
		{ "\xff\x80j", "j" },
		{ "\xc3j", "j" },
		{ "\xe6\x9d", "" },
	};

	check(cases, ARRAY_LEN(cases), true);
}

static void test_eight_bit_locales(void)
{
	static const struct key_case cases[] = {
		{ "\xe9j", "j" }, /* ASCII has no such letter */
		{ "\033[200~a\xe9z\033[201~", "<az>" },
	};

	setlocale(LC_CTYPE, "C");
	check(cases, ARRAY_LEN(cases), false);
	setlocale(LC_CTYPE, "C.UTF-8");
}

static void test_known_sequences(void)
{
	static const struct key_case cases[] = {
		{ "\033[A\033OB", "+1 +2" },
		{ "\033[B\033[B\033[Bx", "+2 +2 +2 x" },
		{ "\033[1~\033[7~\033OH\033[H", "+7 +7 +7 +7" },
		{ "\033[4~\033[8~\033OF\033[F", "+8 +8 +8 +8" },
		{ "\033[5~\033[6~", "+5 +6" },
		{ "\033[11~\033OP\033[[A", "+14 +14 +14" },
		{ "\033[24~", "+25" },
		{ "\033[Z", "+11" },
		{ "\033Oq\033Ok\033On\033OM", "1 + . 13" },
		{ "\033[@", "+9" },
		{ "\033B", "+2" },
		{ "\033|[|A", "+1" },
		{ "\033[|1|1|~", "+14" },
	};

	check(cases, ARRAY_LEN(cases), true);
}

static void test_unknown_sequences(void)
{
	static const struct key_case cases[] = {
		{ "\033", "27" },
		{ "\033\033", "27 27" },
		{ "\033|j", "27 j" },     /* a person */
		{ "\033j", "27" },        /* Alt-j */
		{ "\033jkDA", "27" },     /* noise */
		{ "\033jkDAxy", "27 y" }, /* no more than six bytes */
		{ "\033\033[A", "27 +1" },
		{ "\033x\033[1;5Aj", "27 j" }, /* not cut in the middle */
		{ "\033[", "27" },
		{ "\033O", "27" },
		{ "\033[99;99;99xj", "j" },
		{ "\033[?1;2cj", "j" },
		{ "\033[1;5A", "" },
		{ "\033[1;2;3;4;5;6;7;8;9;10;11;12;13Aj", "j" },
		{ "\033[9A", "" },
		{ "\033[9Axy", "" },
		{ "\033[M !!j", "j" }, /* an old mouse report */
		{ "\033[<0;12;3Mj", "j" },
		{ "\033O2P", "" },
		{ "\033]52;c;QUQ=\007j", "j" },
		{ "\033]52;c;QUQ=\033\\j", "j" },
		{ "\033]0;A|D\033|\\j", "j" },
		{ "\033P1$r0m\033\\j", "j" },
		{ "\033]0;A", "" },
		{ "\033]0;A\033[Bj", "+2 j" },
		{ "\033[201~", "" },
		{ "\033[I\033[O", "+13" },
		{ "\033[1|2", "" },
	};

	check(cases, ARRAY_LEN(cases), true);
}

static void test_pastes(void)
{
	static const struct key_case cases[] = {
		{ "\033[200~AD\rq\033[201~j", "<AD\rq> j" },
		{ "\033[200~\033[201~", "<>" },
		{ "\033[200~a|b|\033[2|01~j", "<ab> j" },
		{ "\033[200~a\033[20b\033[201~", "<a\033[20b>" },
		{ "\033[200~a\033\033[201~", "<a\033>" },
		{ "\033[200~a\033[200~b\033[201~", "<a\033[200~b>" },
		{ "\033[200~one\033[201~\033[200~two\033[201~", "<one> <two>" },
		{ "\033[200~cut", "<cut>" },
	};

	check(cases, ARRAY_LEN(cases), true);
}

/* After its end was lost a paste goes on, until Escape alone. */
static void test_lost_end_of_paste(void)
{
	struct buf out = BUF_INIT;
	struct keys k;

	keys_init(&k, true, 50);
	CHECK_STR(decode(&k, "\033[200~a", &out), "<a>");
	CHECK(keys_wait_ms(&k) == -1);
	CHECK_STR(decode(&k, "D", &out), "<D>");
	CHECK_STR(decode(&k, "\033", &out), "");
	CHECK_STR(decode(&k, "j", &out), "j");
	keys_done(&k);
	buf_done(&out);
}

static void test_a_paste_is_bounded(void)
{
	static char block[KEYS_BURST];
	struct keys k;

	memset(block, 'a', sizeof(block));
	keys_init(&k, true, 50);
	keys_feed(&k, "\033[200~", 6);
	CHECK(keys_next(&k) == TERM_KEY_NONE);
	for (int i = 0; i < 2 * KEYS_PASTE / KEYS_BURST; i++) {
		keys_feed(&k, block, sizeof(block));
		CHECK(keys_next(&k) == TERM_KEY_NONE);
	}
	keys_feed(&k, "\033[201~", 6);
	CHECK(keys_next(&k) == TERM_KEY_PASTE);
	CHECK(k.pasted.len == KEYS_PASTE);
	keys_done(&k);
}

/*
 * Every burst of Escape and up to five bytes, one of each class: nothing
 * runs but Escape, named keys, the keypad's '*' (ESC O j), and what follows
 * one of those.
 */
static void test_every_short_sequence(void)
{
	static const char bytes[] = "\033[O]PAjD1;~ \r\177\xc3";
	const size_t n = sizeof(bytes) - 1;
	size_t total = n * n * n * n * n;
	struct keys k;
	int key;

	for (size_t i = 0; i < total; i++) {
		char burst[6] = { 27 };
		size_t len = 1;

		for (size_t j = i; len < 6; j /= n)
			burst[len++] = bytes[j % n];
		for (len = 2; len <= 6; len++) {
			keys_init(&k, true, 50);
			keys_feed(&k, burst, len);
			while ((key = keys_next(&k)) == 27)
				;
			if (key == TERM_KEY_NONE)
				key = keys_timeout(&k);
			if (key != TERM_KEY_NONE && key != 27 && key != '*' &&
			    key < TERM_KEY_UP)
				break;
			keys_done(&k);
		}
		if (len <= 6)
			printf(
			    "# %.*s gave %d\n", (int)len - 1, burst + 1, key);
		CHECK(len > 6);
	}
}

int main(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	RUN(test_characters);
	RUN(test_eight_bit_locales);
	RUN(test_known_sequences);
	RUN(test_unknown_sequences);
	RUN(test_pastes);
	RUN(test_lost_end_of_paste);
	RUN(test_a_paste_is_bounded);
	RUN(test_every_short_sequence);
	return tap_done();
}
