/* ui/lead_move.c - a lead to the next stage, and back. */

#include "config.h"

#include <string.h>

#include "query/detail.h"
#include "ui/lead_view.h"
#include "ui/show.h"

static const char *stage_of(struct ui *ui)
{
	struct detail d;
	struct value v;
	struct err err;
	int64_t id;

	if (ui_record(ui, &id) == NULL ||
	    !detail_read(ui->session->db, "lead", id, &ui->frame, &d, &err))
		return "";
	v = detail_value(&d, "stage");
	return v.type == VALUE_TEXT ? v.s : "";
}

/* What brings a lead from its stage to the next one. */
static const char *verb_from(const char *stage)
{
	if (strcmp(stage, "submitted") == 0)
		return "accept";
	return strcmp(stage, "proposal") == 0 ? "win" : "advance";
}

/* Decisions ask before; a move along the stages is undone as easily. */
static void move(struct ui *ui, const char *verb)
{
	const struct operation *op = operation_find("lead", verb);
	struct task *t;

	if (op == NULL) {
		ui_say(ui, "Leads are not moved in this version.");
		return;
	}
	if ((op->flags & OPERATION_DECIDES) != 0) {
		task_begin(ui, op);
		return;
	}
	t = task_new(ui, op, 0, NULL);
	if (t->n > 0) {
		task_do(ui, t);
		return;
	}
	ui_say(ui, "There is no lead here to move.");
	task_free(t);
}

void lead_forward(struct ui *ui, struct view *v UNUSED)
{
	const struct list_view *l = list_view_of(ui);
	bool marked = l != NULL && l->n_marks > 0 && ui_screen(ui)->kind->marks;

	move(ui, marked ? "advance" : verb_from(stage_of(ui)));
}

void lead_backward(struct ui *ui, struct view *v UNUSED)
{
	move(ui, "back");
}

void lead_sale(struct ui *ui, struct view *v UNUSED)
{
	const struct operation *op = operation_find("sale", "add");
	const char *preset[] = { "lead", NULL, NULL };
	int64_t id = 0;

	if (op == NULL || ui_record(ui, &id) == NULL || id == 0)
		return;
	preset[1] = show_id("lead", id, &ui->frame);
	task_begin_on(ui, op, 0, preset);
}
