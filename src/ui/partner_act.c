/* ui/partner_act.c - operations of enrollments, begun from their partner. */

#include "config.h"

#include <string.h>

#include "domain/lifecycle.h"
#include "ui/list_view.h"
#include "ui/partner_view.h"
#include "ui/show.h"

const char *const partner_also[] = { "partner", "enrollment", NULL };

/* Partners whose enrollments one operation may act on. */
enum { MOST = 1000 };

static bool is_offered(
    const struct operation *op, const struct partner_enrollment *e)
{
	size_t state = lifecycle_find(&enrollment_lifecycle, e->status);

	return op->from == 0 || (op->from & STATE_BIT(state)) != 0;
}

static bool read_enrollments(
    struct ui *ui, int64_t partner, struct arena *a, struct partner_record *ret)
{
	struct err err;

	if (partner_record_brief(
		ui->session->db, partner, ui->today, a, ret, &err))
		return true;
	ui_failed(ui, &err);
	return false;
}

static void enrollment_taken(struct ui *ui, const struct menu_row *row)
{
	task_begin_on(ui, row->data, row->number, NULL);
}

static void ask_which(
    struct ui *ui, const struct operation *op, const struct partner_record *r)
{
	struct menu *m =
	    menu_open(arena_fmt(&ui->frame, "%s: in which program?", op->title),
		r->n_enrollments);

	for (size_t i = 0; i < r->n_enrollments; i++) {
		const struct partner_enrollment *e = &r->enrollments[i];
		struct menu_row *row;

		if (!is_offered(op, e))
			continue;
		row = menu_add(m, show_id("enrollment", e->id, &m->arena),
		    arena_fmt(&m->arena, "%s/%s, %s", e->program, e->level,
			lifecycle_label(&enrollment_lifecycle, e->status)));
		row->data = op;
		row->number = e->id;
	}
	m->done = enrollment_taken;
	ui_push(ui, &m->view);
}

static void begin_on_one(
    struct ui *ui, const struct operation *op, int64_t partner)
{
	struct arena a = ARENA_INIT;
	struct partner_record r;
	size_t offered = 0, last = 0;

	if (!read_enrollments(ui, partner, &a, &r)) {
		arena_done(&a);
		return;
	}
	for (size_t i = 0; i < r.n_enrollments; i++)
		if (is_offered(op, &r.enrollments[i])) {
			offered++;
			last = i;
		}
	if (offered == 1)
		task_begin_on(ui, op, r.enrollments[last].id, NULL);
	else if (offered > 1)
		ask_which(ui, op, &r);
	else if (r.n_enrollments == 0)
		ui_say(ui, "%s is in no program yet.",
		    show_id("partner", partner, &ui->frame));
	else
		ui_say(ui,
		    "%s: its enrollment is %s; that is not offered "
		    "then.",
		    op->title,
		    lifecycle_label(
			&enrollment_lifecycle, r.enrollments[0].status));
	arena_done(&a);
}

/* Every enrollment of the marked partners that it is offered for. */
static void begin_on_marked(
    struct ui *ui, const struct operation *op, const struct list_view *l)
{
	struct arena a = ARENA_INIT;
	int64_t ids[MOST];
	size_t n = 0;

	for (size_t i = 0; i < l->n_marks && n < MOST; i++) {
		struct partner_record r;

		if (!read_enrollments(ui, l->marks[i], &a, &r))
			break;
		for (size_t k = 0; k < r.n_enrollments && n < MOST; k++)
			if (is_offered(op, &r.enrollments[k]))
				ids[n++] = r.enrollments[k].id;
	}
	arena_done(&a);
	if (n == 0)
		ui_say(ui, "%s is not offered for any enrollment of these.",
		    op->title);
	else
		task_begin_all(ui, op, ids, n);
}

void partner_begin(struct ui *ui, const struct operation *op, int64_t partner)
{
	const struct list_view *l = list_view_of(ui);

	if ((op->flags & OPERATION_MAKES) != 0) {
		const char *preset[] = { "partner",
			show_id("partner", partner, &ui->frame), NULL };

		task_begin_on(ui, op, 0,
		    strcmp(op->noun, "partner") != 0 ? preset : NULL);
	} else if (strcmp(op->noun, "partner") == 0) {
		task_begin_on(ui, op, partner, NULL);
	} else if (l != NULL && ui_screen(ui) == &l->view && l->n_marks > 0 &&
	    (op->flags & OPERATION_BULK) != 0) {
		begin_on_marked(ui, op, l);
	} else {
		begin_on_one(ui, op, partner);
	}
}
