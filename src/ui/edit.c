/* ui/edit.c - a line or a note being typed. */

#include "config.h"

#include "ui/edit.h"

#include <string.h>

#include "base/text.h"

#define LINE_BYTES 300
#define NOTE_BYTES 8000

/* A note's text laid out: where each of its rows starts and ends. */
struct layout {
	struct {
		size_t from, to;
	} * rows;
	size_t n;
};

void edit_set(struct edit_text *e, const char *text)
{
	buf_clear(&e->text);
	buf_add(&e->text, text != NULL ? text : "");
	e->at = e->text.len;
	e->first = 0;
}

void edit_done(struct edit_text *e)
{
	buf_done(&e->text);
}

const char *edit_get(const struct edit_text *e)
{
	return buf_text(&e->text);
}

/* ---- clusters ---------------------------------------------------------- */

static size_t after(const struct edit_text *e, size_t at)
{
	if (at >= e->text.len)
		return e->text.len;
	return at + text_cluster(e->text.s + at).len;
}

static size_t before(const struct edit_text *e, size_t at)
{
	size_t from = 0, next;

	while (from < at && (next = after(e, from)) < at)
		from = next;
	return from;
}

static size_t line_start(const struct edit_text *e, size_t at)
{
	while (at > 0 && e->text.s[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_end(const struct edit_text *e, size_t at)
{
	while (at < e->text.len && e->text.s[at] != '\n')
		at++;
	return at;
}

/* Cells between two places on one line. */
static int cells(const struct edit_text *e, size_t from, size_t to)
{
	int width = 0;

	while (from < to) {
		struct cluster c = text_cluster(e->text.s + from);

		width += c.width;
		from += c.len;
	}
	return width;
}

/* ---- changes ----------------------------------------------------------- */

static void replace(
    struct edit_text *e, size_t from, size_t to, const char *s, size_t len)
{
	struct buf b = BUF_INIT;

	buf_addn(&b, buf_text(&e->text), from);
	buf_addn(&b, s, len);
	buf_add(&b, buf_text(&e->text) + to);
	buf_done(&e->text);
	e->text = b;
	e->at = from + len;
}

static size_t capacity(const struct edit_text *e)
{
	return e->max > 0 ? e->max : e->note ? NOTE_BYTES : LINE_BYTES;
}

/*
 * Letters come one code point at a time, a combining mark after its letter;
 * so each is judged together with what stands before it.
 */
static void insert(struct edit_text *e, const char *s, size_t len)
{
	if (e->fresh)
		edit_set(e, "");
	e->fresh = false;
	if (e->text.len + len <= capacity(e))
		replace(e, e->at, e->at, s, len);
}

static size_t encode(int key, char out[static 5])
{
	unsigned c = (unsigned)key;
	size_t n = 0;

	if (c < 0x80) {
		out[n++] = (char)c;
	} else if (c < 0x800) {
		out[n++] = (char)(0xc0 | c >> 6);
		out[n++] = (char)(0x80 | (c & 0x3f));
	} else if (c < 0x10000) {
		out[n++] = (char)(0xe0 | c >> 12);
		out[n++] = (char)(0x80 | (c >> 6 & 0x3f));
		out[n++] = (char)(0x80 | (c & 0x3f));
	} else {
		out[n++] = (char)(0xf0 | c >> 18);
		out[n++] = (char)(0x80 | (c >> 12 & 0x3f));
		out[n++] = (char)(0x80 | (c >> 6 & 0x3f));
		out[n++] = (char)(0x80 | (c & 0x3f));
	}
	out[n] = '\0';
	return n;
}

/* A letter is taken when cleaning would let it pass on its own letter. */
static bool type_letter(struct edit_text *e, int key)
{
	struct arena a = ARENA_INIT;
	char probe[8] = "a", s[5];
	size_t len = encode(key, s);
	const char *kept;
	bool ok;

	memcpy(probe + 1, s, len + 1);
	kept = text_scrub(probe, len + 1, TEXT_LINE, sizeof(probe), &a);
	ok = key == ' ' || strcmp(kept, "a") != 0;
	arena_done(&a);
	if (ok)
		insert(e, s, len);
	return ok;
}

static void kill_word(struct edit_text *e)
{
	size_t from = e->at;

	while (from > 0 && strchr(" \n", e->text.s[from - 1]) != NULL)
		from--;
	while (from > 0 && strchr(" \n", e->text.s[from - 1]) == NULL)
		from--;
	replace(e, from, e->at, "", 0);
}

void edit_paste(struct edit_text *e, const char *s, size_t len)
{
	struct arena a = ARENA_INIT;
	size_t used = e->fresh ? 0 : e->text.len;
	size_t room = capacity(e) > used ? capacity(e) - used : 0;
	const char *clean =
	    text_scrub(s, len, e->note ? TEXT_NOTE : TEXT_LINE, room, &a);

	if (clean[0] != '\0')
		insert(e, clean, strlen(clean));
	arena_done(&a);
}

/* ---- keys -------------------------------------------------------------- */

/* Up and down keep the column as well as they can. */
static bool move_line(struct edit_text *e, int step)
{
	size_t start = line_start(e, e->at);
	int want = cells(e, start, e->at);
	size_t to;

	if (step < 0 && start == 0)
		return false;
	if (step > 0 && line_end(e, e->at) == e->text.len)
		return false;
	to = step < 0 ? line_start(e, start - 1) : line_end(e, e->at) + 1;
	while (to < line_end(e, to) && want > 0) {
		want -= text_cluster(e->text.s + to).width;
		to = after(e, to);
	}
	e->at = to;
	return true;
}

static bool move_key(struct edit_text *e, int key)
{
	switch (key) {
	case TERM_KEY_LEFT:
		e->at = before(e, e->at);
		break;
	case TERM_KEY_RIGHT:
		e->at = after(e, e->at);
		break;
	case TERM_KEY_HOME:
	case 1: /* ^A */
		e->at = line_start(e, e->at);
		break;
	case TERM_KEY_END_KEY:
	case 5: /* ^E */
		e->at = line_end(e, e->at);
		break;
	case TERM_KEY_UP:
		return e->note && move_line(e, -1);
	case TERM_KEY_DOWN:
		return e->note && move_line(e, 1);
	default:
		return false;
	}
	e->fresh = false;
	return true;
}

bool edit_key(struct edit_text *e, int key)
{
	if (move_key(e, key))
		return true;
	switch (key) {
	case 127:
	case 8:
		if (e->at > 0)
			replace(e, before(e, e->at), e->at, "", 0);
		break;
	case TERM_KEY_DELETE:
		replace(e, e->at, after(e, e->at), "", 0);
		break;
	case 21: /* ^U */
		edit_set(e, "");
		break;
	case 23: /* ^W */
		kill_word(e);
		break;
	case 11: /* ^K */
		replace(e, e->at, line_end(e, e->at), "", 0);
		break;
	case 10: /* ^J */
		if (!e->note)
			return false;
		insert(e, "\n", 1);
		break;
	default:
		return key >= ' ' && key < 0x110000 && type_letter(e, key);
	}
	e->fresh = false;
	return true;
}

/* ---- drawing ----------------------------------------------------------- */

/* Where a row that starts at `from` ends: at a newline, else at a blank. */
static size_t row_end(
    const struct edit_text *e, size_t from, int width, size_t *ret_next)
{
	size_t to = from, blank = 0;
	int used = 0;

	while (to < e->text.len && e->text.s[to] != '\n') {
		struct cluster c = text_cluster(e->text.s + to);

		if (used + c.width > width) {
			*ret_next = blank > from ? blank : to;
			return *ret_next;
		}
		used += c.width;
		to += c.len;
		if (c.len == 1 && e->text.s[to - 1] == ' ')
			blank = to;
	}
	*ret_next = to < e->text.len ? to + 1 : to;
	return to;
}

static struct layout lay_out(
    const struct edit_text *e, int width, struct arena *a)
{
	struct layout l = { .n = 0 };
	size_t from = 0, next = 0;
	size_t most = e->text.len + 2;

	l.rows = arena_alloc(a, most * sizeof(*l.rows));
	do {
		size_t to = row_end(e, from, width, &next);

		l.rows[l.n].from = from;
		l.rows[l.n].to = to;
		l.n++;
		if (next == from ||
		    (next == e->text.len &&
			(to == next || e->text.s[next - 1] != '\n')))
			break;
		from = next;
	} while (l.n < most);
	return l;
}

int edit_height(const struct edit_text *e, int width)
{
	struct arena a = ARENA_INIT;
	size_t n = lay_out(e, width > 1 ? width - 1 : 1, &a).n;

	arena_done(&a);
	return (int)n;
}

static void draw_piece(const struct edit_text *e, size_t from, size_t to,
    struct surface *s, int x, int y, int width, enum role role, struct arena *a)
{
	surface_text(s, x, y, width, role,
	    arena_strn(a, buf_text(&e->text) + from, to - from));
}

static void draw_note(struct edit_text *e, struct surface *s, int x, int y,
    int width, int height, bool focus, struct arena *a)
{
	struct layout l = lay_out(e, width > 1 ? width - 1 : 1, a);
	enum role role = focus ? ROLE_INPUT : ROLE_TEXT;
	int row = 0;

	for (size_t i = 0; i < l.n; i++)
		if (e->at >= l.rows[i].from)
			row = (int)i;
	if (row < e->first)
		e->first = row;
	if (row >= e->first + height)
		e->first = row - height + 1;
	if (!focus)
		e->first = 0;
	for (int i = 0; i < height; i++) {
		size_t at = (size_t)(e->first + i);

		if (at < l.n)
			draw_piece(e, l.rows[at].from, l.rows[at].to, s, x,
			    y + i, width, role, a);
		else
			surface_text(s, x, y + i, width, role, "");
	}
	if (focus)
		surface_cursor(s, x + cells(e, l.rows[row].from, e->at),
		    y + row - e->first, true);
}

static void draw_line(struct edit_text *e, struct surface *s, int x, int y,
    int width, bool focus, struct arena *a)
{
	int at = cells(e, 0, e->at);
	size_t from = 0;
	int skipped = 0;

	if (!focus || at < e->first)
		e->first = focus ? at : 0;
	if (at >= e->first + width)
		e->first = at - width + 1;
	while (skipped < e->first && from < e->text.len) {
		skipped += text_cluster(e->text.s + from).width;
		from = after(e, from);
	}
	draw_piece(e, from, e->text.len, s, x, y, width,
	    focus ? ROLE_INPUT : ROLE_TEXT, a);
	if (focus)
		surface_cursor(s, x + at - skipped, y, true);
}

void edit_draw(struct edit_text *e, struct surface *s, int x, int y, int width,
    int height, bool focus)
{
	struct arena a = ARENA_INIT;

	if (e->text.s == NULL)
		buf_add(&e->text, "");
	if (e->note)
		draw_note(e, s, x, y, width, height, focus, &a);
	else
		draw_line(e, s, x, y, width, focus, &a);
	arena_done(&a);
}
