/* base/text_fold.c - keys by which texts are compared. */

#include "config.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/text_unicode.h"

/* Letters that Unicode does not take apart, but people do. */
static const struct {
	int32_t cp;
	const char *plain;
} strokes[] = {
	{ 0x00e6, "ae" }, /* æ */
	{ 0x00f0, "d" },  /* ð */
	{ 0x00f8, "o" },  /* ø */
	{ 0x00fe, "th" }, /* þ */
	{ 0x0111, "d" },  /* đ */
	{ 0x0127, "h" },  /* ħ */
	{ 0x0131, "i" },  /* ı */
	{ 0x0142, "l" },  /* ł */
	{ 0x0153, "oe" }, /* œ */
	{ 0x0167, "t" },  /* ŧ */
};

/*
 * Accents are stripped where they are accents. In later scripts, marks are
 * vowels, and two names that differ in them are two names.
 */
#define FIRST_VOWEL_SCRIPT 0x0900

static bool is_plain(const char *s)
{
	while (*s != '\0') {
		if ((unsigned char)*s++ >= 0x80)
			return false;
	}
	return true;
}

static void fold_plain(const char *s, struct buf *out)
{
	for (; *s != '\0'; s++) {
		char c = *s;

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c == '\t' || c == '\n' || c == '\r')
			c = ' ';
		buf_addc(out, c);
	}
}

static const char *stroke_plain(int32_t cp)
{
	for (size_t i = 0; i < ARRAY_LEN(strokes); i++) {
		if (strokes[i].cp == cp)
			return strokes[i].plain;
	}
	return NULL;
}

/* Copies decomposed text without accents. */
static void strip_accents(const char *s, size_t len, struct buf *out)
{
	int32_t base = 0;
	size_t n;

	for (size_t at = 0; at < len; at += n) {
		const char *plain;
		int32_t cp;

		n = cp_read(s + at, len - at, &cp);
		if (n == 0) {
			n = 1; /* not text of ours; left out */
			continue;
		}
		if (!cp_is_mark(cp))
			base = cp;
		else if (base < FIRST_VOWEL_SCRIPT || !cp_is_word(base))
			continue;
		plain = stroke_plain(cp);
		if (plain != NULL)
			buf_add(out, plain);
		else
			buf_addn(out, s + at, n);
	}
}

/* Appends s mapped by utf8proc; bytes that are not UTF-8 are left out. */
static void map_text(
    const char *s, size_t len, utf8proc_option_t options, struct buf *out)
{
	while (len > 0) {
		size_t valid = text_valid_until(s, len);
		utf8proc_uint8_t *mapped = NULL;
		utf8proc_ssize_t n;

		n = utf8proc_map((const utf8proc_uint8_t *)s,
		    (utf8proc_ssize_t)valid, &mapped, options);
		if (n < 0)
			abort(); /* valid text: only memory is missing */
		buf_addn(out, (const char *)mapped, (size_t)n);
		free(mapped);
		if (valid == len)
			return;
		s += valid + 1;
		len -= valid + 1;
	}
}

/* Folds s to out, blanks as they are. */
static void fold(const char *s, struct buf *out)
{
	struct buf apart = BUF_INIT, bare = BUF_INIT;

	if (is_plain(s)) {
		fold_plain(s, out);
		return;
	}
	map_text(s, strlen(s),
	    UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
		UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_LUMP |
		UTF8PROC_NLF2LS,
	    &apart);
	strip_accents(buf_text(&apart), apart.len, &bare);
	map_text(
	    buf_text(&bare), bare.len, UTF8PROC_STABLE | UTF8PROC_COMPOSE, out);
	buf_done(&apart);
	buf_done(&bare);
}

static bool is_space(const char *s, size_t *ret_len)
{
	int32_t cp;
	size_t n = cp_next(s, &cp);

	*ret_len = n;
	return n > 0 &&
	    (cp_is_blank(cp) || cp == '\n' || cp == '\r' || cp == 0x2028 ||
		cp == 0x2029);
}

/* Copies s with single blanks, and none at the ends. */
static char *squeeze(const char *s, struct arena *a)
{
	char *ret = arena_alloc(a, strlen(s) + 1), *to = ret;
	size_t n;

	for (; *s != '\0'; s += n) {
		if (is_space(s, &n)) {
			if (to > ret && to[-1] != ' ')
				*to++ = ' ';
			continue;
		}
		n = n == 0 ? 1 : n;
		memcpy(to, s, n);
		to += n;
	}
	if (to > ret && to[-1] == ' ')
		to--;
	*to = '\0';
	return ret;
}

const char *text_lower(const char *s, struct arena *a)
{
	struct buf out = BUF_INIT;
	size_t n;

	for (; *s != '\0'; s += n) {
		utf8proc_uint8_t lower[4];
		int32_t cp;

		n = cp_next(s, &cp);
		if (n == 0) {
			buf_addc(&out, *s);
			n = 1;
			continue;
		}
		buf_addn(&out, (const char *)lower,
		    (size_t)utf8proc_encode_char(utf8proc_tolower(cp), lower));
	}
	return buf_take(&out, a);
}

const char *text_fold(const char *s, struct arena *a)
{
	struct buf folded = BUF_INIT;
	char *ret;

	fold(s, &folded);
	ret = squeeze(buf_text(&folded), a);
	buf_done(&folded);
	return ret;
}

const char *text_id_key(const char *s, struct arena *a)
{
	struct buf flat = BUF_INIT, key = BUF_INIT;
	const char *p;
	size_t n;

	map_text(s, strlen(s),
	    UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT, &flat);
	for (p = buf_text(&flat); *p != '\0'; p += n) {
		utf8proc_uint8_t upper[4];
		utf8proc_ssize_t len;
		int32_t cp;

		n = cp_next(p, &cp);
		if (n == 0 || !cp_is_word(cp)) {
			n = n == 0 ? 1 : n;
			continue;
		}
		len = utf8proc_encode_char(utf8proc_toupper(cp), upper);
		buf_addn(&key, (const char *)upper, (size_t)len);
	}
	buf_done(&flat);
	return buf_take(&key, a);
}

/* What has an ASCII look-alike but no decomposition. */
static const struct {
	int32_t cp;
	const char *plain;
} look_alikes[] = {
	{ 0x00a9, "(c)" },
	{ 0x00ab, "<<" },
	{ 0x00ad, "" },
	{ 0x00ae, "(r)" },
	{ 0x00b7, "." },
	{ 0x00bb, ">>" },
	{ 0x00c6, "AE" },
	{ 0x00d0, "D" },
	{ 0x00d7, "x" },
	{ 0x00d8, "O" },
	{ 0x00de, "Th" },
	{ 0x00df, "ss" },
	{ 0x00e6, "ae" },
	{ 0x00f0, "d" },
	{ 0x00f8, "o" },
	{ 0x00fe, "th" },
	{ 0x0110, "D" },
	{ 0x0111, "d" },
	{ 0x0126, "H" },
	{ 0x0127, "h" },
	{ 0x0131, "i" },
	{ 0x0141, "L" },
	{ 0x0142, "l" },
	{ 0x0152, "OE" },
	{ 0x0153, "oe" },
	{ 0x0166, "T" },
	{ 0x0167, "t" },
	{ 0x1e9e, "SS" },
	{ 0x2010, "-" },
	{ 0x2011, "-" },
	{ 0x2012, "-" },
	{ 0x2013, "-" },
	{ 0x2014, "-" },
	{ 0x2015, "-" },
	{ 0x2018, "'" },
	{ 0x2019, "'" },
	{ 0x201a, "," },
	{ 0x201c, "\"" },
	{ 0x201d, "\"" },
	{ 0x201e, "\"" },
	{ 0x2022, "*" },
	{ 0x2039, "<" },
	{ 0x203a, ">" },
	{ 0x2044, "/" },
	{ 0x20ac, "EUR" },
	{ 0x2212, "-" },
};

/* Appends the ASCII form of a code point; false when it has none. */
static bool add_ascii(int32_t cp, const char *s, size_t len, struct buf *out)
{
	struct buf apart = BUF_INIT;
	bool found = false;

	for (size_t i = 0; i < ARRAY_LEN(look_alikes); i++) {
		if (look_alikes[i].cp == cp) {
			buf_add(out, look_alikes[i].plain);
			return true;
		}
	}
	if (cp_is_mark(cp))
		return true;
	map_text(s, len, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT,
	    &apart);
	for (size_t i = 0; i < apart.len; i++) {
		if ((unsigned char)apart.s[i] < 0x80) {
			buf_addc(out, apart.s[i]);
			found = true;
		}
	}
	buf_done(&apart);
	return found;
}

const char *text_ascii(const char *s, struct arena *a)
{
	struct buf out = BUF_INIT;
	size_t n;

	if (is_plain(s))
		return s;
	for (; *s != '\0'; s += n) {
		int32_t cp;

		n = cp_next(s, &cp);
		if (n == 1) {
			buf_addc(&out, *s);
		} else if (n == 0 || !add_ascii(cp, s, n, &out)) {
			buf_addc(&out, '?');
			n = n == 0 ? 1 : n;
		}
	}
	return buf_take(&out, a);
}
