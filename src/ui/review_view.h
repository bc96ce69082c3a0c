/*
 * ui/review_view.h - the review workspace: one application, whole.
 *
 * At the left what is to be judged, at the right how, below the decision.
 */

#ifndef UI_REVIEW_VIEW_H
#define UI_REVIEW_VIEW_H

#include "domain/application.h"
#include "query/detail.h"
#include "ui/task.h"
#include "ui/view.h"

enum review_focus { FOCUS_ITEMS, FOCUS_FACTS, FOCUS_SIDE, FOCUSES };

struct review_view {
	struct view view;
	int64_t id;
	struct arena arena; /* of all that was read */
	struct review review;
	struct detail detail;
	struct duplicate *duplicates;
	size_t n_duplicates;
	struct remark *remarks;
	size_t n_remarks;
	struct history_entry *history;
	size_t n_history;
	bool read;     /* all of the above */
	size_t at;     /* the item; n_items is the decision */
	size_t choice; /* of the decisions, on their line */
	enum review_focus focus;
	int top[FOCUSES];
	bool unmasked; /* personal data is shown */
	int64_t saved_at;
};

enum { DECISIONS_MOST = 8 };

/* The decisions that are offered now. */
size_t review_decisions(
    const struct review_view *r, const struct operation *ret[DECISIONS_MOST]);

void review_open(struct ui *ui, int64_t id);

/* After an operation: the next open item, the next application. */
void review_after(struct ui *ui, const struct task *t);

/* The pane of facts and the pane of the item, review_facts.c. */
void review_facts(
    struct ui *ui, const struct review_view *r, struct lines *out);
void review_side(struct ui *ui, const struct review_view *r, struct lines *out);
void review_score(
    struct ui *ui, const struct review_view *r, bool wide, struct lines *out);

/* The preview of an application in the queue. */
void review_preview(struct ui *ui, int64_t id, struct lines *out);

void review_draw(struct ui *ui, struct view *v, struct surface *s);

#endif
