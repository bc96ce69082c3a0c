/* ui/decide.c - a decision asked for in one line. */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/task.h"

/*
 * First the reason, by its digit, where the operation demands one; then
 * Enter does it. What else it needs, or what it is refused for lack of, is
 * asked for in a form.
 */
struct decide {
	struct view view;
	struct task *task;
	const struct field *reason; /* NULL: it takes none */
	const struct program_reasons *reasons;
	size_t page; /* of nine reasons */
};

enum { DIGITS = 9 };

static struct decide *decide_of(struct view *v)
{
	return (struct decide *)v;
}

static const char *chosen(const struct decide *d)
{
	return d->reason != NULL ? task_preset(d->task, d->reason->name) : NULL;
}

static bool reason_open(const struct decide *d)
{
	return d->reason != NULL &&
	    ((d->reason->flags & FIELD_REQUIRED) != 0 ||
		d->task->need_reason) &&
	    chosen(d) == NULL;
}

/* Required params that only a form can ask for, or nothing but optional
 * ones that are the point of it. */
static bool needs_form(const struct decide *d)
{
	const struct fields *f = d->task->op->params;
	bool required = false;

	for (size_t i = 0; f != NULL && i < f->n; i++)
		if ((f->list[i].flags & FIELD_REQUIRED) != 0 &&
		    task_preset(d->task, f->list[i].name) == NULL)
			required = true;
	return required || (d->reason == NULL && f != NULL);
}

/* Hands the task to the form; the decision closes. */
static void to_form(struct ui *ui, struct decide *d)
{
	struct task *t = d->task;

	d->task = NULL;
	ui_pop(ui);
	form_show(ui, t, NULL, NULL);
}

/* Closed first: what it leads to may open something. */
static void do_it(struct ui *ui, struct decide *d)
{
	struct task *t = d->task;

	d->task = NULL;
	ui_pop(ui);
	task_do(ui, t);
}

static void take_digit(struct ui *ui, struct decide *d, int key)
{
	size_t i = d->page * DIGITS + (size_t)(key - '1');

	if (key == '0') {
		d->page =
		    (d->page + 1) * DIGITS < d->reasons->n ? d->page + 1 : 0;
	} else if (i < d->reasons->n) {
		task_put(d->task, d->reason->name, d->reasons->list[i].id);
		if (needs_form(d))
			to_form(ui, d);
		else if (d->task->at_once)
			do_it(ui, d);
	}
}

static bool decide_key(struct ui *ui, struct view *v, int key)
{
	struct decide *d = decide_of(v);

	if (key == 27 || key == 3 || key == TERM_KEY_F12) {
		ui_pop(ui);
		ui_say(ui, "Nothing was decided.");
	} else if (d->reasons != NULL && key >= '0' && key <= '9') {
		take_digit(ui, d, key);
	} else if (key == '\r') {
		if (reason_open(d))
			ui_say(ui, "First the digit of a reason.");
		else
			do_it(ui, d);
	} else if (key == 'e' && !reason_open(d)) {
		to_form(ui, d);
	}
	return true;
}

static void draw_reasons(struct ui *ui, struct decide *d, struct surface *s)
{
	size_t from = d->page * DIGITS;
	size_t n = d->reasons->n - from;
	bool more = d->reasons->n > DIGITS;
	int y;

	n = n < DIGITS ? n : DIGITS;
	y = s->height - 2 - (int)n - more;
	surface_rule(s, 0, y - 1, s->width);
	for (size_t i = 0; i < n; i++) {
		const struct program_reason *r = &d->reasons->list[from + i];

		surface_text(s, 0, y + (int)i, s->width, ROLE_TEXT, "");
		surface_put(s, 1, y + (int)i, 1, ROLE_KEY,
		    arena_fmt(&ui->frame, "%zu", i + 1));
		surface_put(s, 3, y + (int)i, s->width - 4, ROLE_TEXT, r->name);
	}
	if (more)
		surface_text(s, 0, y + (int)n, s->width, ROLE_MUTED, " 0 more");
}

static const char *reason_name(const struct decide *d)
{
	const char *id = chosen(d);

	for (size_t i = 0; id != NULL && i < d->reasons->n; i++)
		if (strcmp(d->reasons->list[i].id, id) == 0)
			return d->reasons->list[i].name;
	return NULL;
}

static void decide_draw(struct ui *ui, struct view *v, struct surface *s)
{
	struct decide *d = decide_of(v);
	const char *name = d->reasons != NULL ? reason_name(d) : NULL;
	const char *hint = " Enter do it   Esc no";
	struct buf b = BUF_INIT;
	int y = s->height - 2;

	buf_fmt(&b, " %s %s.", d->task->title, d->task->names);
	if (reason_open(d) || (d->task->at_once && d->reasons != NULL)) {
		draw_reasons(ui, d, s);
		buf_add(&b, "  Reason?");
		hint = reason_open(d)
		    ? " 1-9 reason   Esc no"
		    : " 1-9 reason   Enter without one   Esc no";
	} else {
		if (name != NULL)
			buf_fmt(&b, "  %s.", name);
		if (d->task->op->params != NULL)
			hint = " Enter do it   e texts   Esc no";
	}
	surface_text(s, 0, y, s->width, ROLE_KEY, buf_take(&b, &ui->frame));
	surface_text(s, 0, y + 1, s->width, ROLE_MUTED, hint);
	if (ui->message[0] != '\0')
		surface_text(s, s->width / 2, y + 1, s->width - s->width / 2,
		    ROLE_WARN, ui->message);
	surface_cursor(s, 0, y, false);
}

static void decide_close(struct view *v)
{
	struct decide *d = decide_of(v);

	if (d->task != NULL)
		task_free(d->task);
	free(d);
}

static const struct view_kind decide_kind = {
	.name = "Decision",
	.over = true,
	.key = decide_key,
	.draw = decide_draw,
	.close = decide_close,
};

void decide_show(struct ui *ui, struct task *t)
{
	const struct fields *f = t->op->params;
	struct decide *d = calloc(1, sizeof(*d));

	if (d == NULL)
		abort();
	d->view.kind = &decide_kind;
	d->task = t;
	for (size_t i = 0; f != NULL && i < f->n; i++)
		if ((f->list[i].flags & FIELD_REASON) != 0)
			d->reason = &f->list[i];
	d->reasons = t->reasons;
	if (d->reasons == NULL && d->reason != NULL &&
	    t->program.program != NULL && t->op->reasons < REASONS)
		d->reasons = &t->program.program->reasons[t->op->reasons];
	if (d->reasons != NULL && d->reasons->n == 0)
		d->reasons = NULL;
	ui_push(ui, &d->view);
	if ((reason_open(d) && d->reasons == NULL) ||
	    (!reason_open(d) && needs_form(d)))
		to_form(ui, d);
}
