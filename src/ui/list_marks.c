/* ui/list_marks.c - the marked records of a list. */

#include "config.h"

#include <inttypes.h>
#include <stdlib.h>

#include "ui/list_view.h"

bool list_marked(const struct list_view *l, int64_t id)
{
	for (size_t i = 0; i < l->n_marks; i++)
		if (l->marks[i] == id)
			return true;
	return false;
}

void list_mark(struct list_view *l, int64_t id, bool on)
{
	for (size_t i = 0; i < l->n_marks; i++)
		if (l->marks[i] == id) {
			if (!on)
				l->marks[i] = l->marks[--l->n_marks];
			return;
		}
	if (!on)
		return;
	if (l->n_marks == l->marks_size) {
		l->marks_size = l->marks_size > 0 ? 2 * l->marks_size : 64;
		l->marks = realloc(l->marks, l->marks_size * sizeof(*l->marks));
		if (l->marks == NULL)
			abort();
	}
	l->marks[l->n_marks++] = id;
}

void list_marks_clear(struct list_view *l)
{
	l->n_marks = 0;
	l->mark_from = 0;
}

void list_toggle_mark(struct ui *ui, struct view *v)
{
	struct list_view *l = (struct list_view *)v;
	const struct row *row = rows_current(&l->rows);

	if (!l->screen->bulk) {
		ui_say(ui, "Nothing here acts on several records at once.");
		return;
	}
	list_mark(l, row->id, !list_marked(l, row->id));
	list_step(ui, l, 1);
}

/* From where V was pressed first to here. */
void list_mark_range(struct ui *ui, struct view *v)
{
	struct list_view *l = (struct list_view *)v;
	const struct row *row = rows_current(&l->rows);
	size_t from = l->rows.n, to = l->rows.at;

	if (l->mark_from == 0) {
		l->mark_from = row->id;
		ui_say(ui, "The range begins here; V again ends it.");
		return;
	}
	for (size_t i = 0; i < l->rows.n; i++)
		if (l->rows.rows[i].id == l->mark_from)
			from = i;
	l->mark_from = 0;
	if (from == l->rows.n) {
		ui_say(ui, "The range is too long; * marks all of a filter.");
		return;
	}
	for (size_t i = from < to ? from : to; i <= (from < to ? to : from);
	     i++)
		list_mark(l, l->rows.rows[i].id, true);
}

enum { MARKS_MOST = 1000 };

void list_mark_all(struct ui *ui, struct view *v)
{
	struct list_view *l = (struct list_view *)v;
	struct list_at at = { .sort = l->rows.sort,
		.descending = l->rows.descending,
		.filter = l->filter };
	struct arena a = ARENA_INIT;
	struct err err;
	int64_t *ids;
	size_t n;

	if (!list_ids(ui->session->db, l->rows.list, &at, MARKS_MOST + 1, &a,
		&ids, &n, &err)) {
		ui_failed(ui, &err);
	} else if (n > MARKS_MOST) {
		ui_say(ui, "More than %d match; narrow the filter first.",
		    MARKS_MOST);
	} else {
		for (size_t i = 0; i < n; i++)
			list_mark(l, ids[i], true);
		ui_say(ui, "%zu marked.", n);
	}
	arena_done(&a);
}
