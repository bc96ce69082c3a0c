/* term/surface.c - drawing text, lines and bars on a grid of cells. */

#include "config.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "term/term_ops.h"

/* ---- cells ------------------------------------------------------------- */

static struct cell *cell_at(struct surface *s, int x, int y)
{
	return &s->cells[(size_t)y * (size_t)s->width + (size_t)x];
}

static void cell_set(
    struct cell *c, enum role role, const char *text, size_t len)
{
	memset(c->text, 0, sizeof(c->text));
	memcpy(c->text, text, len);
	c->role = role;
}

/*
 * Writes one cluster of one or two cells at x, which must have the room.
 * A wide cluster that loses a half loses the other one, too.
 */
static void cluster_set(struct surface *s, int x, int y, enum role role,
    const char *text, size_t len, int cells)
{
	int end = x + cells;

	assert(x >= 0 && end <= s->width && y >= 0 && y < s->height);
	if (cell_at(s, x, y)->text[0] == '\0' && x > 0)
		cell_set(
		    cell_at(s, x - 1, y), cell_at(s, x - 1, y)->role, " ", 1);
	if (end < s->width && cell_at(s, end, y)->text[0] == '\0')
		cell_set(cell_at(s, end, y), cell_at(s, end, y)->role, " ", 1);
	cell_set(cell_at(s, x, y), role, text, len);
	if (cells == 2)
		cell_set(cell_at(s, x + 1, y), role, "", 0);
}

/* Returns width cut to what the row has from x on; 0 when outside. */
static int room(const struct surface *s, int x, int y, int width)
{
	if (y < 0 || y >= s->height || x < 0 || x >= s->width || width < 0)
		return 0;
	return width < s->width - x ? width : s->width - x;
}

static void fill(struct surface *s, int x, int y, int width, enum role role,
    const char *glyph)
{
	for (int i = 0; i < width; i++)
		cluster_set(s, x + i, y, role, glyph, strlen(glyph), 1);
}

/* ---- text -------------------------------------------------------------- */

static bool is_printable_ascii(const char *text)
{
	for (; *text != '\0'; text++)
		if (*text < 0x20 || *text > 0x7e)
			return false;
	return true;
}

/* What the surface can show of any bytes, no wider than width. */
static const char *presentable(
    const struct surface *s, const char *text, int width, struct arena *a)
{
	if (!is_printable_ascii(text)) {
		text = text_safe(text, a);
		if (s->ascii_text)
			text = text_ascii(text, a);
	}
	return text_clip(text, width, a);
}

/* Draws text that is presentable and fits; returns the cells used. */
static int draw(
    struct surface *s, int x, int y, enum role role, const char *text)
{
	int used = 0;

	while (*text != '\0') {
		struct cluster c = text_cluster(text);

		text += c.len;
		if (c.width < 1) /* a mark with no letter to sit on */
			continue;
		if (c.len < CELL_BYTES && c.width <= 2)
			cluster_set(s, x + used, y, role, c.s, c.len, c.width);
		else
			fill(s, x + used, y, c.width, role, "?");
		used += c.width;
	}
	return used;
}

int surface_put(struct surface *s, int x, int y, int width, enum role role,
    const char *text)
{
	struct arena a = ARENA_INIT;
	int used = 0;

	width = room(s, x, y, width);
	if (width > 0)
		used = draw(s, x, y, role, presentable(s, text, width, &a));
	arena_done(&a);
	return used;
}

void surface_text(struct surface *s, int x, int y, int width, enum role role,
    const char *text)
{
	int used = surface_put(s, x, y, width, role, text);

	fill(s, x + used, y, room(s, x, y, width) - used, role, " ");
}

void surface_text_right(struct surface *s, int x, int y, int width,
    enum role role, const char *text)
{
	struct arena a = ARENA_INIT;
	int blank;

	width = room(s, x, y, width);
	if (width > 0) {
		text = presentable(s, text, width, &a);
		blank = width - text_width(text);
		fill(s, x, y, blank, role, " ");
		draw(s, x + blank, y, role, text);
	}
	arena_done(&a);
}

/* ---- lines and bars ---------------------------------------------------- */

static const char *glyph_text(const struct surface *s, enum glyph glyph)
{
	static const char *const glyphs[][2] = {
		[GLYPH_RULE] = { "\u2500", "-" },
		[GLYPH_SPLIT] = { "\u2502", "|" },
	};

	return glyphs[glyph][s->ascii ? 1 : 0];
}

void surface_rule(struct surface *s, int x, int y, int width)
{
	fill(s, x, y, room(s, x, y, width), ROLE_MUTED,
	    glyph_text(s, GLYPH_RULE));
}

void surface_split(struct surface *s, int x, int y, int height)
{
	for (int i = 0; i < height; i++)
		fill(s, x, y + i, room(s, x, y + i, 1), ROLE_MUTED,
		    glyph_text(s, GLYPH_SPLIT));
}

/* value/max of width * steps, to the nearest; at least 1 of anything. */
static int bar_steps(int64_t value, int64_t max, int width, int steps)
{
	int64_t n;

	if (value <= 0 || max <= 0 || width == 0)
		return 0;
	if (value >= max)
		return width * steps;
	while (max > INT32_MAX) { /* leaves room for the product */
		max /= 2;
		value /= 2;
	}
	n = (value * width * steps * 2 + max) / (max * 2);
	return n > 0 ? (int)n : 1;
}

void surface_bar(
    struct surface *s, int x, int y, int width, int64_t value, int64_t max)
{
	static const char *const eighths[] = { "", "\u258f", "\u258e", "\u258d",
		"\u258c", "\u258b", "\u258a", "\u2589" };
	int steps = s->ascii ? 1 : 8;
	int n, full;

	width = room(s, x, y, width);
	n = bar_steps(value, max, width, steps);
	full = n / steps;
	fill(s, x, y, full, ROLE_BAR, s->ascii ? "#" : "\u2588");
	if (n % steps != 0) {
		fill(s, x + full, y, 1, ROLE_BAR, eighths[n % steps]);
		full++;
	}
	fill(s, x + full, y, width - full, ROLE_TEXT, " ");
}

void surface_role(struct surface *s, int x, int y, int width, enum role role)
{
	width = room(s, x, y, width);
	for (int i = 0; i < width; i++)
		cell_at(s, x + i, y)->role = role;
}

/* ---- the whole ----------------------------------------------------------*/

void surface_clear(struct surface *s)
{
	for (int y = 0; y < s->height; y++)
		for (int x = 0; x < s->width; x++)
			cell_set(cell_at(s, x, y), ROLE_TEXT, " ", 1);
	s->cursor_x = s->cursor_y = 0;
	s->cursor_shown = false;
}

void surface_cursor(struct surface *s, int x, int y, bool shown)
{
	s->cursor_x = x < 0 ? 0 : x >= s->width ? s->width - 1 : x;
	s->cursor_y = y < 0 ? 0 : y >= s->height ? s->height - 1 : y;
	s->cursor_shown = shown;
}

void surface_resize(struct surface *s, int width, int height)
{
	free(s->cells);
	s->width = width > 0 ? width : 1;
	s->height = height > 0 ? height : 1;
	s->cells =
	    calloc((size_t)s->width * (size_t)s->height, sizeof(*s->cells));
	if (s->cells == NULL)
		abort();
	surface_clear(s);
}

void surface_copy(struct surface *to, const struct surface *from)
{
	struct cell *cells;

	if (to->width != from->width || to->height != from->height)
		surface_resize(to, from->width, from->height);
	cells = to->cells;
	memcpy(cells, from->cells,
	    (size_t)from->width * (size_t)from->height * sizeof(*cells));
	*to = *from;
	to->cells = cells;
}

void surface_done(struct surface *s)
{
	free(s->cells);
	s->cells = NULL;
}
