/* ui/rows.c - the part of a list around the cursor. */

#include "config.h"

#include "ui/rows.h"

#include <string.h>

void rows_done(struct rows *r)
{
	arena_done(&r->arena);
}

const struct row *rows_current(const struct rows *r)
{
	return r->n > 0 ? &r->rows[r->at] : NULL;
}

static struct list_at place(const struct rows *r, const struct row *after)
{
	return (struct list_at){ .sort = r->sort,
		.descending = r->descending,
		.filter = r->filter,
		.after = after };
}

/* Keeps the cursor on the screen, moving the screen as little as needed. */
static void scroll(struct rows *r, int height)
{
	size_t h = height > 0 ? (size_t)height : 1;

	if (r->at >= r->n)
		r->at = r->n > 0 ? r->n - 1 : 0;
	if (r->top > r->at)
		r->top = r->at;
	if (r->at >= r->top + h)
		r->top = r->at - h + 1;
	if (!r->after && r->top + h > r->n)
		r->top = r->n > h ? r->n - h : 0;
}

/* The pages before and from the row on, as one; *ret_at is the second's. */
static bool read_around(struct rows *r, const struct row *row, size_t reach,
    struct arena *a, struct rows *ret, struct err *err)
{
	struct page back = { .n = 0 }, on;
	struct list_at at = place(r, row);

	at.inclusive = true;
	if (!list_read(r->db, r->list, &at, 2 * reach, a, &on, err))
		return false;
	at.inclusive = false;
	at.backwards = true;
	if (!list_read(r->db, r->list, &at, reach, a, &back, err))
		return false;
	ret->n = back.n + on.n;
	ret->rows = arena_alloc(a, (ret->n + 1) * sizeof(*ret->rows));
	if (back.n > 0)
		memcpy(ret->rows, back.rows, back.n * sizeof(*back.rows));
	if (on.n > 0)
		memcpy(ret->rows + back.n, on.rows, on.n * sizeof(*on.rows));
	ret->before = back.more;
	ret->after = on.more;
	ret->at = back.n;
	return true;
}

/* Takes over what was read; `above` rows stay above the cursor. */
static void adopt(
    struct rows *r, struct rows *read, struct arena a, size_t above)
{
	bool known = r->rank >= 0 && r->n > 0;
	int64_t rank = known ? r->rank + (int64_t)r->at : -1;

	arena_done(&r->arena);
	r->arena = a;
	r->rows = read->rows;
	r->n = read->n;
	r->before = read->before;
	r->after = read->after;
	r->at = read->at < read->n ? read->at : read->n > 0 ? read->n - 1 : 0;
	r->top = r->at > above ? r->at - above : 0;
	r->rank = !r->before ? 0 : known ? rank - (int64_t)r->at : -1;
}

static bool reload_at(struct rows *r, const struct row *row, int height,
    size_t above, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct rows read = { .n = 0 };
	size_t reach = (size_t)(height > 4 ? height : 4);

	if (!read_around(r, row, reach, &a, &read, err)) {
		arena_done(&a);
		return false;
	}
	adopt(r, &read, a, above);
	scroll(r, height);
	return true;
}

bool rows_end(struct rows *r, bool last, int height, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct list_at at = place(r, NULL);
	struct rows read = { .n = 0 };
	struct page page;
	size_t reach = (size_t)(height > 4 ? height : 4) * 3;

	at.backwards = last;
	if (!list_read(r->db, r->list, &at, reach, &a, &page, err)) {
		arena_done(&a);
		return false;
	}
	read.rows = page.rows;
	read.n = page.n;
	read.before = last && page.more;
	read.after = !last && page.more;
	r->n = 0; /* the old place says nothing about the rank */
	adopt(r, &read, a, 0);
	r->at = last && r->n > 0 ? r->n - 1 : 0;
	r->top = r->at;
	if (last && r->count >= 0)
		r->rank = r->count - (int64_t)r->n;
	scroll(r, height);
	r->above = r->at - r->top;
	return true;
}

/* The record's row as it is now, if the list still has it. */
static bool find_again(struct rows *r, const struct row *old, struct arena *a,
    bool *ret_found, struct row *ret, struct err *err)
{
	struct list_at at = place(r, NULL);
	struct page page;

	if (!list_row(r->db, r->list, &at, old->id, a, ret_found, ret, err))
		return false;
	if (!*ret_found)
		return true;
	at.after = ret;
	at.inclusive = true;
	if (!list_read(r->db, r->list, &at, 1, a, &page, err))
		return false;
	*ret_found = page.n > 0 && page.rows[0].id == old->id;
	return true;
}

bool rows_reload(struct rows *r, int height, struct err *err)
{
	struct arena a = ARENA_INIT;
	const struct row *old = rows_current(r);
	struct row now;
	bool found, ok;

	r->stale = true;
	if (old == NULL) {
		r->rank = 0;
		return rows_end(r, false, height, err);
	}
	ok = find_again(r, old, &a, &found, &now, err) &&
	    reload_at(r, found ? &now : old, height, r->above, err);
	arena_done(&a);
	return ok;
}

bool rows_find(
    struct rows *r, int64_t id, int height, bool *ret_found, struct err *err)
{
	struct row wanted = { .id = id }, now;
	struct arena a = ARENA_INIT;
	bool found = false, ok;

	ok = find_again(r, &wanted, &a, &found, &now, err) &&
	    (!found || rows_go(r, &now, height, err));
	arena_done(&a);
	if (ok)
		*ret_found = found;
	return ok;
}

bool rows_go(struct rows *r, const struct row *to, int height, struct err *err)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->rows[i].id == to->id) {
			r->at = i;
			scroll(r, height);
			r->above = r->at - r->top;
			return true;
		}
	if (!reload_at(r, to, height, (size_t)height / 2, err))
		return false;
	r->above = r->at - r->top;
	r->rank = r->before ? -1 : 0;
	return true;
}

/* Moves within what is read, after reading on where that is too little. */
static bool step_once(
    struct rows *r, int by, int height, int *ret_moved, struct err *err)
{
	int64_t want = (int64_t)r->at + by;
	int64_t last = r->n > 0 ? (int64_t)r->n - 1 : 0;
	int64_t was;

	if ((want < 0 && r->before) || (want > last && r->after)) {
		if (!reload_at(r, &r->rows[r->at], height, r->at - r->top, err))
			return false;
		want = (int64_t)r->at + by;
		last = (int64_t)r->n - 1;
	}
	want = want < 0 ? 0 : want > last ? last : want;
	was = (int64_t)r->at;
	r->at = (size_t)want;
	*ret_moved = (int)(want - was);
	scroll(r, height);
	r->above = r->at - r->top;
	return true;
}

bool rows_step(
    struct rows *r, int by, int height, int *ret_moved, struct err *err)
{
	int moved = 0, once;

	do {
		if (!step_once(r, by - moved, height, &once, err))
			return false;
		moved += once;
	} while (once != 0 && moved != by);
	*ret_moved = moved;
	return true;
}

bool rows_count(struct rows *r, struct err *err)
{
	struct list_at at = place(r, NULL);

	if (r->stale || r->count < 0) {
		int64_t count, total;

		if (!list_count(r->db, r->list, &at, &count, err))
			return false;
		total = count;
		at.filter = NULL;
		if (r->filter != NULL && r->filter->where[0] != '\0' &&
		    !list_count(r->db, r->list, &at, &total, err))
			return false;
		at.filter = r->filter;
		r->count = count;
		r->total = total;
	}
	if ((r->stale || r->rank < 0) && r->n > 0) {
		at.after = &r->rows[0];
		if (!list_rank(r->db, r->list, &at, &r->rank, err))
			return false;
	}
	r->stale = false;
	return true;
}
