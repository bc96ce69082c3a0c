/*
 * ui/board_view.h - the pipeline as a board: a column for each stage.
 *
 * A column is the list of leads under a filter for its stage, so that it
 * pages, and keeps its record when data changes, like any list. The board
 * lies over the list of leads and has its filter and its marks.
 */

#ifndef UI_BOARD_VIEW_H
#define UI_BOARD_VIEW_H

#include "ui/lead_view.h"

struct board_view {
	struct view view;
	struct list_view *list;
	struct arena arena; /* of what was read */
	char filter_text[400];
	struct lead_board board;
	struct lead_stages stages;
	struct rows columns[BOARD_STAGES];
	enum board_stage at;
	enum board_order order;
	bool wanted; /* it has not been read since data changed */
	struct arena detail_arena;
	int64_t detail_id; /* 0: none */
	const char *detail[2];
};

/* Cards that a column shows; at least 1. */
int board_height(const struct surface *s);

/* Columns that there is room for. */
int board_width(const struct surface *s);

/* The card under the cursor, or NULL. */
const struct row *board_current(const struct board_view *b);

void board_draw(struct ui *ui, struct view *v, struct surface *s);

#endif
