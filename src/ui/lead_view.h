/*
 * ui/lead_view.h - leads on the screen: list, board and one lead.
 */

#ifndef UI_LEAD_VIEW_H
#define UI_LEAD_VIEW_H

#include "query/lead_board.h"
#include "ui/list_view.h"

/* An open lead nobody heard of for so many days is flagged. */
enum { LEAD_IDLE_DAYS = 21 };

/* The names that the programs in force give to the stages. */
struct lead_stages {
	struct lead_stage_names {
		const char *program;
		const char *names[BOARD_STAGES];
	} * list;
	size_t n;
};

void lead_stages_read(struct ui *ui, struct arena *a, struct lead_stages *ret);

/*
 * What a stage is called: by that program, or, when it is NULL, by all
 * programs alike; else, and for the stages that have no other name, as the
 * life cycle has it.
 */
const char *lead_stage_name(
    const struct lead_stages *stages, const char *program, const char *stage);

/* What stands above the list, read when the keys rest. */
struct lead_figures {
	struct arena arena;
	struct lead_board board;
	struct lead_stages stages;
	bool read, stale;
};

/* A filter without what it says of stages: the board has them all. */
const char *lead_filter_base(const char *text, struct arena *a);

/* "EUR 1.66M +2": the currency most leads have, and how many others;
 * weighted, "612k", in that currency. */
const char *lead_sums_text(
    const struct board_sums *sums, bool weighted, struct arena *a);

/* "117 open   EUR 1.66M   weighted 612k", in that many cells. */
const char *lead_board_figures(
    const struct lead_board *b, int width, struct arena *a);

/* The heads of `n` stages from `first` on: four lines, or less. */
struct board_heads {
	int y, lines;
	enum board_stage first;
	int n;
};
void board_heads_draw(struct ui *ui, const struct lead_board *b,
    const struct lead_stages *stages, const struct board_heads *h,
    struct surface *s);

/* Cells of lead rows, as the list and the board show them. */
const struct value *lead_value(const struct row *row, const char *name);
const char *lead_text(const struct row *row, const char *name);
bool lead_is_open(const struct row *row);
bool lead_is_idle(const struct ui *ui, const struct row *row);

/* The two lines about a lead at the foot of list and board. */
const char *lead_brief(struct ui *ui, const struct row *row, struct arena *a);
const char *lead_terms_line(
    struct ui *ui, const struct row *row, struct arena *a);

/* The preview, and one lead whole. */
void lead_preview(struct ui *ui, int64_t id, struct lines *out);
void lead_show(struct ui *ui, int64_t id);

/* Commands of everything that shows leads. */
void lead_forward(struct ui *ui, struct view *v);
void lead_backward(struct ui *ui, struct view *v);
void lead_why(struct ui *ui, struct view *v);
void lead_sale(struct ui *ui, struct view *v);

/* The board over its list. */
void board_open(struct ui *ui, struct list_view *l);

extern const struct view_kind lead_list_kind, board_kind, lead_kind;

#endif
