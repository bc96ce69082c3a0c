/* ui/columns.c - which columns of a list are shown, and how wide. */

#include "config.h"

#include "ui/columns.h"

#include <string.h>

#include "base/buf.h"

void columns_default(const struct list *list, struct columns *ret)
{
	ret->n = 0;
	for (size_t i = 0; i < list->n_columns && ret->n < COLUMNS_MAX; i++)
		if (list->columns[i].flags & COLUMN_SHOWN)
			ret->order[ret->n++] = i;
}

void columns_parse(
    const struct list *list, const char *text, struct columns *ret)
{
	ret->n = 0;
	while (*text != '\0' && ret->n < COLUMNS_MAX) {
		size_t len = strcspn(text, ",");
		struct arena a = ARENA_INIT;
		size_t i = list_column(list, arena_strn(&a, text, len));

		arena_done(&a);
		if (i < list->n_columns &&
		    (list->columns[i].flags & COLUMN_HIDDEN) == 0)
			ret->order[ret->n++] = i;
		text += len;
		text += *text == ',';
	}
	if (ret->n == 0)
		columns_default(list, ret);
}

const char *columns_text(
    const struct list *list, const struct columns *c, struct arena *a)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < c->n; i++)
		buf_fmt(&b, "%s%s", i > 0 ? "," : "",
		    list->columns[c->order[i]].name);
	return buf_take(&b, a);
}

static int least(const struct column *c)
{
	return c->min > 0 ? c->min : c->width;
}

static int total(const struct fitted *f)
{
	int sum = f->n > 0 ? (int)f->n - 1 : 0;

	for (size_t i = 0; i < f->n; i++)
		sum += f->list[i].width;
	return sum;
}

/* Takes cells from the columns with most to give; returns what is missing. */
static int shrink(struct fitted *f, int missing)
{
	while (missing > 0) {
		size_t widest = f->n;
		int most = 0;

		for (size_t i = 0; i < f->n; i++) {
			int slack = f->list[i].width - least(f->list[i].column);

			if (slack > most) {
				most = slack;
				widest = i;
			}
		}
		if (widest == f->n)
			break;
		f->list[widest].width--;
		missing--;
	}
	return missing;
}

/* Removes the column that leaves first; false when none may. */
static bool drop(struct fitted *f)
{
	size_t out = f->n;

	for (size_t i = 0; i < f->n; i++)
		if ((f->list[i].column->flags & COLUMN_KEEP) == 0 &&
		    (out == f->n ||
			f->list[i].column->drop >= f->list[out].column->drop))
			out = i;
	if (out == f->n)
		return false;
	f->n--;
	memmove(&f->list[out], &f->list[out + 1],
	    (f->n - out) * sizeof(f->list[0]));
	return true;
}

static void grow(struct fitted *f, int spare)
{
	int growers = 0;

	for (size_t i = 0; i < f->n; i++)
		growers += (f->list[i].column->flags & COLUMN_GROW) != 0;
	for (size_t i = 0; i < f->n && growers > 0; i++) {
		int share = spare / growers;

		if ((f->list[i].column->flags & COLUMN_GROW) == 0)
			continue;
		f->list[i].width += share;
		spare -= share;
		growers--;
	}
}

void columns_fit(const struct list *list, const struct columns *c, int width,
    struct fitted *ret)
{
	int x = 0, missing;

	ret->n = 0;
	for (size_t i = 0; i < c->n; i++) {
		const struct column *column = &list->columns[c->order[i]];

		ret->list[ret->n].column = column;
		ret->list[ret->n].index = c->order[i];
		ret->list[ret->n++].width = column->width;
	}
	while ((missing = total(ret) - width) > 0) {
		if (shrink(ret, missing) == 0 || !drop(ret))
			break;
		for (size_t i = 0; i < ret->n; i++)
			ret->list[i].width = ret->list[i].column->width;
	}
	grow(ret, width - total(ret));
	for (size_t i = 0; i < ret->n; i++) {
		if (i + 1 == ret->n && x + ret->list[i].width > width)
			ret->list[i].width = width > x ? width - x : 1;
		ret->list[i].x = x;
		x += ret->list[i].width + 1;
	}
}
