/*
 * ui/list_view.h - the screens that are lists.
 *
 * One view for every list: what differs is in the constant of the screen.
 */

#ifndef UI_LIST_VIEW_H
#define UI_LIST_VIEW_H

#include <stdio.h>

#include "query/list.h"
#include "ui/columns.h"
#include "ui/rows.h"
#include "ui/task.h"
#include "ui/view.h"

struct list_view;

/* What stands above the rows, and how it is read and dropped. */
struct list_head {
	int lines; /* in wide windows, with their rule; elsewhere none */
	void (*read)(struct ui *ui, struct list_view *l);
	void (*draw)(
	    struct ui *ui, struct list_view *l, struct surface *s, int y);
	/* The figures at the right of line 2. */
	const char *(*figures)(struct ui *ui, struct list_view *l, int width);
	void (*drop)(struct list_view *l);
};

struct list_screen {
	const char *title; /* of its tab */
	const struct list *list;
	const struct view_kind *kind; /* NULL: list_kind, or based on it */
	const struct list_head *head; /* NULL: none */
	const char *filter;           /* at first */
	const char *columns;          /* at first; NULL: as the list has them */
	bool below;                   /* a preview below the rows at first */
	int foot;          /* lines of a preview below them in wide windows,
			    * too; 0: it is beside them there */
	bool bulk;         /* rows can be marked */
	const char *empty; /* what fills it, and the key that does it */
	/* Nouns whose operations it offers, too, and what begins one. */
	const char *const *also;
	void (*other)(struct ui *ui, const struct operation *op, int64_t id);
	/* What a file that ends in .html is to be; NULL: there is no such. */
	NODISCARD bool (*page)(
	    struct ui *ui, FILE *out, int64_t *ret_rows, struct err *err);
	/* How it shows a cell; NULL leaves that to show_value(). */
	const char *(*cell)(struct ui *ui, const struct row *row,
	    const struct column *c, size_t i, enum role *role, struct arena *a);
	/* Fills the preview of a record. */
	void (*detail)(struct ui *ui, int64_t id, struct lines *out);
	/* The one line of it, where there is no room for more. */
	const char *(*brief)(
	    struct ui *ui, const struct row *row, struct arena *a);
};

struct list_view {
	struct view view;
	const struct list_screen *screen;
	struct rows rows;
	struct arena filter_arena;
	const struct filter *filter;
	char filter_text[400];
	struct columns columns;
	size_t column;      /* of columns.shown: where " and y c look */
	bool beside, below; /* the preview is on, in wide and other windows */
	bool focus;         /* on the preview: j k scroll it */
	struct arena detail_arena;
	struct lines detail;
	int64_t detail_id; /* 0: none read yet */
	const char *brief; /* its one line; NULL: none yet */
	size_t detail_top;
	int64_t *marks; /* ids, unordered */
	size_t n_marks, marks_size;
	int64_t mark_from; /* where V began, or 0 */
	void *figures;     /* of the screen's head */
	char search[200];
	char filter_before[400];   /* while another is being typed */
	struct arena origin_arena; /* of the row a search began at */
};

void tabs_open(struct ui *ui);
struct view *list_view_open(struct ui *ui, const struct list_screen *screen);

/* The list view that is below, or NULL. */
struct list_view *list_view_of(const struct ui *ui);

bool list_marked(const struct list_view *l, int64_t id);
void list_mark(struct list_view *l, int64_t id, bool on);
void list_marks_clear(struct list_view *l);

/* Reads the rows again around the record under the cursor. */
void list_reload(struct ui *ui, struct list_view *l);

/* Sets another filter; false leaves the old one. */
NODISCARD bool list_set_filter(
    struct ui *ui, struct list_view *l, const char *text, struct err *err);

void list_set_sort(struct ui *ui, struct list_view *l, size_t column);

/* Leaves the preview, or clears the marks; false when neither is there. */
bool list_escape(struct list_view *l);

/* Moves by rows; false at an end. */
bool list_step(struct ui *ui, struct list_view *l, int rows);

/* What a kind based on list_kind has from it, besides draw, due and rest. */
#define LIST_VIEW_BASE                                     \
	.common = true, .marks = true, .base = &list_kind, \
	.reload = list_view_reload, .close = list_close,   \
	.record = list_record, .status = list_status,      \
	.position = list_position
int list_due(const struct view *v);
void list_rest(struct ui *ui, struct view *v);
void list_view_reload(struct ui *ui, struct view *v);
void list_close(struct view *v);
const char *list_record(const struct view *v, int64_t *ret_id);
const char *list_status(const struct view *v, struct arena *a);
const char *list_position(const struct view *v, struct arena *a);

/* Drawing, list_draw.c. */
void list_draw(struct ui *ui, struct view *v, struct surface *s);
/* Rows that fit on the surface, and cells beside the preview. */
int list_height(const struct list_view *l, const struct surface *s);
bool list_beside(const struct list_view *l, const struct surface *s);
bool list_below(const struct list_view *l, const struct surface *s);
int list_preview_width(const struct list_view *l, const struct surface *s);

/* The first line of every tab. */
void list_tabs_draw(struct ui *ui, struct surface *s);

/* Commands, by file. */
void list_toggle_mark(struct ui *ui, struct view *v);
void list_mark_range(struct ui *ui, struct view *v);
void list_mark_all(struct ui *ui, struct view *v);
void list_filter(struct ui *ui, struct view *v);
void list_filter_value(struct ui *ui, struct view *v);
void list_filter_clear(struct ui *ui, struct view *v);
void list_search(struct ui *ui, struct view *v);
void list_search_next(struct ui *ui, struct view *v);
void list_search_previous(struct ui *ui, struct view *v);
void list_sort(struct ui *ui, struct view *v);
void list_columns(struct ui *ui, struct view *v);
void list_export(struct ui *ui, struct view *v);
void list_copy_cell(struct ui *ui, struct view *v);
void list_copy_row(struct ui *ui, struct view *v);
void list_copy_id(struct ui *ui, struct view *v);

extern const struct list_screen queue_screen, partners_screen, leads_screen;

#endif
