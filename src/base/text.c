/* base/text.c - grapheme clusters and their width on a terminal. */

#include "config.h"

#include "base/text.h"

#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "base/text_unicode.h"

static bool is_regional(int32_t cp)
{
	return cp >= 0x1f1e6 && cp <= 0x1f1ff;
}

/* Whether text is no wider than that; looks no further than it must. */
static bool fits(const char *s, int cells)
{
	int used = 0;

	while (*s != '\0') {
		struct cluster c = text_cluster(s);

		used += c.width;
		if (used > cells)
			return false;
		s += c.len;
	}
	return true;
}

static bool is_printable_ascii(char c)
{
	return c >= 0x20 && c <= 0x7e;
}

struct cluster text_cluster(const char *s)
{
	struct cluster c = { .s = s };
	utf8proc_int32_t state = 0;
	int32_t cp, next;
	int regionals;
	size_t n;

	/* Nothing joins two ASCII characters. */
	if (is_printable_ascii(s[0]) && (unsigned char)s[1] < 0x80)
		return (struct cluster){ .s = s, .len = 1, .width = 1 };
	n = cp_next(s, &cp);
	if (n == 0)
		return (struct cluster){ .s = s, .len = 1, .width = 1 };
	c.len = n;
	c.width = cp_width(cp);
	regionals = is_regional(cp) ? 1 : 0;
	while (s[c.len] != '\0') {
		int width;

		n = cp_next(s + c.len, &next);
		/* What text_safe() makes visible stands for itself. */
		if (n == 0 || (!cp_is_safe(next) && !cp_is_selector(next)))
			break;
		if (utf8proc_grapheme_break_stateful(cp, next, &state))
			break;
		regionals += is_regional(next) ? 1 : 0;
		width = next == 0xfe0f || regionals == 2 ? 2 : cp_width(next);
		if (width > c.width)
			c.width = width;
		c.len += n;
		cp = next;
	}
	return c;
}

int text_width(const char *s)
{
	int width = 0;

	while (*s != '\0') {
		struct cluster c = text_cluster(s);

		width += c.width;
		s += c.len;
	}
	return width;
}

const char *text_clip(const char *s, int cells, struct arena *a)
{
	int used = 0;
	size_t at = 0;
	char *cut;

	if (cells <= 0)
		return "";
	if (fits(s, cells))
		return s;
	while (s[at] != '\0') {
		struct cluster c = text_cluster(s + at);

		if (used + c.width > cells - 1)
			break;
		used += c.width;
		at += c.len;
	}
	cut = arena_alloc(a, at + 2);
	memcpy(cut, s, at);
	cut[at] = '~';
	return cut;
}

/* The lines of a text while it is wrapped. */
struct lines {
	struct arena *arena;
	const char **list;
	size_t n, size;
};

static void lines_add(struct lines *l, const char *s, size_t len)
{
	if (l->n == l->size) {
		size_t size = l->size == 0 ? 8 : l->size * 2;
		const char **list = arena_alloc(l->arena, size * sizeof(*list));

		if (l->n > 0)
			memcpy(list, l->list, l->n * sizeof(*list));
		l->list = list;
		l->size = size;
	}
	while (len > 0 && s[len - 1] == ' ')
		len--;
	l->list[l->n++] = arena_strn(l->arena, s, len);
}

/* How many bytes go on one line; at least one cluster. */
static size_t line_bytes(const char *s, size_t len, int cells)
{
	size_t at = 0, blank = 0;
	int used = 0;

	while (at < len) {
		struct cluster c = text_cluster(s + at);

		if (s[at] == ' ' && c.len == 1)
			blank = at + 1;
		/* A blank may hang over the edge: it is not drawn. */
		else if (used + c.width > cells)
			return blank > 0 ? blank : at > 0 ? at : c.len;
		used += c.width;
		at += c.len;
	}
	return len;
}

size_t text_wrap(
    const char *s, int cells, struct arena *a, const char ***ret_lines)
{
	struct lines l = { .arena = a };

	cells = cells < 1 ? 1 : cells;
	for (;;) {
		size_t len = strcspn(s, "\n"), at = 0;

		do {
			size_t n = line_bytes(s + at, len - at, cells);

			lines_add(&l, s + at, n);
			at += n;
		} while (at < len);
		if (s[len] == '\0')
			break;
		s += len + 1;
	}
	*ret_lines = l.list;
	return l.n;
}
