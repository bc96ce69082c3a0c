/* base/text_clean.c - text that enters the program. */

#include "config.h"

#include "base/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/text_unicode.h"

static const char *flaw_name(enum flaw flaw)
{
	switch (flaw) {
	case FLAW_NONE:
		break;
	case FLAW_CONTROL:
		return "a control character";
	case FLAW_BIDI:
		return "a character that turns the writing direction";
	case FLAW_INVISIBLE:
		return "an invisible character";
	case FLAW_SEPARATOR:
		return "a line separator";
	case FLAW_PRIVATE:
		return "a private-use character";
	case FLAW_UNASSIGNED:
		return "a character that Unicode does not know";
	}
	return "a character";
}

/*
 * Takes what both kinds of text rewrite rather than refuse: line ends, and
 * selectors, which are dropped. Returns the bytes taken, 0 for none.
 */
static size_t take_rewritten(
    const char *s, size_t len, enum text_kind kind, struct buf *out)
{
	size_t n = len > 1 && s[0] == '\r' && s[1] == '\n' ? 2 : 1;

	if (n == 2 || *s == '\n') {
		buf_addc(out, kind == TEXT_NOTE ? '\n' : ' ');
		return n;
	}
	if (*s == '\t') {
		buf_addc(out, ' ');
		return 1;
	}
	if (len > 2 &&
	    (memcmp(s, "\xef\xb8\x8e", 3) == 0 ||
		memcmp(s, "\xef\xb8\x8f", 3) == 0))
		return 3;
	return 0;
}

static bool refuse_flaw(enum flaw flaw, int32_t cp, size_t at, struct err *err)
{
	return err_set(err, ERR_INVALID,
	    "There is %s (U+%04" PRIX32 ") at byte %zu; remove it.",
	    flaw_name(flaw), (uint32_t)cp, at + 1);
}

static bool refuse_marks(size_t at, struct err *err)
{
	return err_set(err, ERR_INVALID,
	    "There are more than %d accents on one letter at byte %zu; "
	    "remove some.",
	    MARKS_MAX, at + 1);
}

/* Copies text to out, or refuses it. */
static bool copy_strict(const char *s, size_t len, enum text_kind kind,
    struct buf *out, struct err *err)
{
	int marks = 0;
	size_t n;

	for (size_t at = 0; at < len; at += n) {
		enum flaw flaw;
		int32_t cp;

		n = take_rewritten(s + at, len - at, kind, out);
		if (n > 0) {
			marks = 0;
			continue;
		}
		n = cp_read(s + at, len - at, &cp);
		if (n == 0)
			return err_set(err, ERR_INVALID,
			    "Byte %zu is not valid UTF-8; save the text as "
			    "UTF-8 first.",
			    at + 1);
		flaw = cp_flaw(cp);
		if (flaw != FLAW_NONE)
			return refuse_flaw(flaw, cp, at, err);
		marks = cp_is_mark(cp) ? marks + 1 : 0;
		if (marks > MARKS_MAX)
			return refuse_marks(at, err);
		buf_addn(out, s + at, n);
	}
	return true;
}

/* Copies what copy_strict() would take, and leaves the rest out. */
static void copy_good(
    const char *s, size_t len, enum text_kind kind, struct buf *out)
{
	int marks = 0;
	size_t n;

	for (size_t at = 0; at < len; at += n) {
		enum flaw flaw;
		int32_t cp;

		n = take_rewritten(s + at, len - at, kind, out);
		if (n > 0) {
			marks = 0;
			continue;
		}
		n = cp_read(s + at, len - at, &cp);
		if (n == 0) {
			n = 1;
			continue;
		}
		flaw = cp_flaw(cp);
		if (flaw == FLAW_SEPARATOR)
			buf_addc(out, ' ');
		if (flaw != FLAW_NONE)
			continue;
		marks = cp_is_mark(cp) ? marks + 1 : 0;
		if (marks <= MARKS_MAX)
			buf_addn(out, s + at, n);
	}
}

static bool is_plain(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)s[i] >= 0x80)
			return false;
	}
	return true;
}

/* Replaces the valid UTF-8 in b by its NFC. */
static void compose(struct buf *b)
{
	utf8proc_uint8_t *nfc = NULL;
	utf8proc_ssize_t len;

	if (is_plain(buf_text(b), b->len))
		return;
	len = utf8proc_map((const utf8proc_uint8_t *)b->s,
	    (utf8proc_ssize_t)b->len, &nfc, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (len < 0)
		abort(); /* valid text: only memory can be missing */
	buf_clear(b);
	buf_addn(b, (const char *)nfc, (size_t)len);
	free(nfc);
}

static bool is_edge(int32_t cp)
{
	return cp == '\n' || cp_is_blank(cp);
}

/* The text without blanks and line ends around it. */
static const char *trim(const char *s, size_t len, size_t *ret_len)
{
	size_t first = 0, end = 0, n;
	bool inside = false;

	for (size_t at = 0; at < len; at += n) {
		int32_t cp;

		n = cp_read(s + at, len - at, &cp);
		if (n == 0)
			n = 1;
		else if (is_edge(cp))
			continue;
		if (!inside)
			first = at;
		inside = true;
		end = at + n;
	}
	*ret_len = end - first;
	return s + first;
}

/* The longest start of whole clusters that has at most max bytes. */
static size_t whole_clusters(const char *s, size_t len, size_t max)
{
	size_t at = 0;

	if (len <= max)
		return len;
	while (at < len) {
		struct cluster c = text_cluster(s + at);

		if (at + c.len > max)
			break;
		at += c.len;
	}
	return at;
}

/* Whether there is nothing to look at twice, as in most of all texts. */
static bool is_printable_ascii(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (s[i] < 0x20 || s[i] > 0x7e)
			return false;
	}
	return true;
}

/* Keeps the text without the blanks around it, if it is not too long. */
static bool keep(const char *s, size_t len, size_t max, struct arena *a,
    const char **ret, struct err *err)
{
	size_t size;
	const char *start = trim(s, len, &size);

	if (size > max)
		return err_set(err, ERR_INVALID,
		    "The text has %zu bytes, but there is room for %zu; "
		    "shorten it.",
		    size, max);
	*ret = arena_strn(a, start, size);
	return true;
}

bool text_clean(const char *s, size_t len, enum text_kind kind, size_t max,
    struct arena *a, const char **ret, struct err *err)
{
	struct buf text = BUF_INIT, again = BUF_INIT;
	bool good;

	if (is_printable_ascii(s, len))
		return keep(s, len, max, a, ret, err);
	good = copy_strict(s, len, kind, &text, err);
	if (good && !is_plain(buf_text(&text), text.len)) {
		/* A few marks decompose into two, hence the second look. */
		compose(&text);
		good = copy_strict(text.s, text.len, kind, &again, err);
	}
	if (good)
		good = keep(buf_text(&text), text.len, max, a, ret, err);
	buf_done(&text);
	buf_done(&again);
	return good;
}

const char *text_scrub(
    const char *s, size_t len, enum text_kind kind, size_t max, struct arena *a)
{
	struct buf text = BUF_INIT, again = BUF_INIT;
	const char *start;
	char *ret;
	size_t size;

	copy_good(s, len, kind, &text);
	compose(&text);
	copy_good(buf_text(&text), text.len, kind, &again);
	start = trim(buf_text(&again), again.len, &size);
	size = whole_clusters(start, size, max);
	start = trim(start, size, &size);
	ret = arena_strn(a, start, size);
	buf_done(&text);
	buf_done(&again);
	return ret;
}

size_t text_valid_until(const char *s, size_t len)
{
	size_t at = 0;

	while (at < len) {
		int32_t cp;
		size_t n = cp_read(s + at, len - at, &cp);

		if (n == 0)
			break;
		at += n;
	}
	return at;
}

const char *text_safe(const char *s, struct arena *a)
{
	struct buf out = BUF_INIT;
	bool changed = false;
	size_t n;

	for (const char *p = s; *p != '\0'; p += n) {
		int32_t cp;

		n = cp_next(p, &cp);
		if (n > 0 && cp_is_safe(cp)) {
			if (changed)
				buf_addn(&out, p, n);
			continue;
		}
		if (!changed)
			buf_addn(&out, s, (size_t)(p - s));
		changed = true;
		buf_addc(&out, '?');
		n = n == 0 ? 1 : n;
	}
	return changed ? buf_take(&out, a) : s;
}
