/*
 * ui/form.h - the form that asks for an operation's params.
 *
 * One line for each row of the operation's field table. What is typed is
 * kept as a draft (domain/draft.h) under the operation id it will be saved
 * with, so that neither a lost connection nor a lost answer costs a word or
 * saves it twice.
 */

#ifndef UI_FORM_H
#define UI_FORM_H

#include "ui/edit.h"
#include "ui/task.h"

struct form_field {
	const struct field *field;
	struct edit_text edit;
};

struct pick {
	const char *id, *name; /* the name may be NULL */
};

struct form {
	struct view view;
	struct task *task;
	struct form_field *fields; /* those that are asked for */
	size_t n;
	size_t at;       /* n is the line Save */
	int top;         /* lines scrolled off */
	bool changed;    /* since the draft was kept */
	bool touched;    /* at all */
	int64_t kept_at; /* when the draft was kept, or 0 */
	struct arena picks_arena;
	const struct pick *picks; /* what fits here; a NULL id ends them */
	size_t pick;              /* the one taken, from 1 */
};

void form_draw(struct ui *ui, struct view *v, struct surface *s);

/* What fits the field under the cursor and begins as was typed. */
void form_pick(struct ui *ui, struct form *f);

/* The next or previous of them. */
void form_pick_step(struct ui *ui, struct form *f, int by);

/* The text of a field by name, "" if it is not asked for. */
const char *form_text(const struct form *f, const char *name);

#endif
