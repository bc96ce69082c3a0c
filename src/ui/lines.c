/* ui/lines.c - text laid out as lines. */

#include "config.h"

#include "ui/lines.h"

#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"

static struct line *push(struct lines *l, struct line line)
{
	if (l->n == l->size) {
		struct line *more;

		l->size = l->size > 0 ? 2 * l->size : 32;
		more = arena_alloc(l->arena, l->size * sizeof(*more));
		if (l->n > 0)
			memcpy(more, l->list, l->n * sizeof(*more));
		l->list = more;
	}
	l->list[l->n] = line;
	return &l->list[l->n++];
}

struct line *lines_add(struct lines *l, enum role role, const char *fmt, ...)
{
	char small[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(small, sizeof(small), fmt, ap);
	va_end(ap);
	return push(l,
	    (struct line){ .text = arena_str(l->arena, small), .role = role });
}

struct line *lines_pair(
    struct lines *l, enum role role, const char *left, const char *right)
{
	return push(l,
	    (struct line){ .text = arena_str(l->arena, left),
		.right = arena_str(l->arena, right),
		.role = role,
		.right_role = role == ROLE_HEAD ? ROLE_TEXT : role });
}

void lines_gap(struct lines *l)
{
	if (l->n > 0 && l->list[l->n - 1].text[0] != '\0')
		push(l, (struct line){ .text = "" });
}

void lines_wrap(
    struct lines *l, enum role role, const char *indent, const char *text)
{
	int hang = text_width(indent);
	int width = l->width - hang;
	const char **broken;
	size_t n = text_wrap(text, width > 8 ? width : 8, l->arena, &broken);

	for (size_t i = 0; i < n; i++)
		push(l,
		    (struct line){
			.text = arena_fmt(l->arena, "%*s%s%s", i > 0 ? hang : 0,
			    "", i > 0 ? "" : indent, broken[i]),
			.role = role });
}

static void draw_line(
    const struct line *line, struct surface *s, int x, int y, int width)
{
	int right = line->right != NULL ? text_width(line->right) : 0;
	int room = right > 0 ? width - right - 1 : width;

	surface_put(s, x, y, room, line->role, line->text);
	if (line->bar_at > 0 && room - line->bar_at > 4)
		surface_bar(s, x + line->bar_at, y, room - line->bar_at - 1,
		    line->bar, line->bar_max);
	if (right > 0)
		surface_put(s, x + width - right, y, right, line->right_role,
		    line->right);
}

void lines_draw(const struct lines *l, size_t top, struct surface *s, int x,
    int y, int width, int height)
{
	for (int i = 0; i < height && top + (size_t)i < l->n; i++)
		draw_line(&l->list[top + (size_t)i], s, x, y + i, width);
}
