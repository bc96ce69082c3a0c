/* ui/form.c - the form that asks for an operation's params. */

#include "config.h"

#include "ui/form.h"

#include <stdlib.h>
#include <string.h>

#include "domain/application.h"
#include "domain/draft.h"
#include "ui/show.h"

static struct form *form_of(struct view *v)
{
	return (struct form *)v;
}

static struct edit_text *current(struct form *f)
{
	return f->at < f->n ? &f->fields[f->at].edit : NULL;
}

const char *form_text(const struct form *f, const char *name)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->fields[i].field->name, name) == 0)
			return edit_get(&f->fields[i].edit);
	return "";
}

/* ---- drafts ------------------------------------------------------------ */

static struct node *draft_body(const struct form *f, struct arena *a)
{
	struct node *map = arena_alloc(a, sizeof(*map));
	struct node **end = &map->child;

	map->type = NODE_MAP;
	for (size_t i = 0; i < f->n; i++) {
		struct node *text = arena_alloc(a, sizeof(*text));

		text->type = NODE_SCALAR;
		text->key = f->fields[i].field->name;
		text->text = arena_str(a, edit_get(&f->fields[i].edit));
		*end = text;
		end = &text->next;
		map->n++;
	}
	return map;
}

static void keep_draft(struct ui *ui, struct form *f)
{
	struct arena a = ARENA_INIT;
	struct err err;

	if (!f->changed)
		return;
	if (!draft_save(ui->session, task_form(f->task, &a),
		task_record(f->task), f->task->op_id, draft_body(f, &a),
		&err)) {
		ui_failed(ui, &err);
	} else {
		f->changed = false;
		f->kept_at = session_now(ui->session);
	}
	arena_done(&a);
}

/* Goes on with what was typed before, under its operation id. */
static bool take_draft(struct ui *ui, struct form *f)
{
	struct arena a = ARENA_INIT;
	struct draft draft;
	bool found = false;
	struct err err;

	if (!draft_find(ui->session, task_form(f->task, &a),
		task_record(f->task), &a, &found, &draft, &err))
		ui_failed(ui, &err);
	for (size_t i = 0; found && i < f->n; i++) {
		const char *name = f->fields[i].field->name;
		const char *text = node_text(draft.body, name);

		if (text != NULL && task_preset(f->task, name) == NULL)
			edit_set(&f->fields[i].edit, text);
	}
	if (found) {
		snprintf(
		    f->task->op_id, sizeof(f->task->op_id), "%s", draft.op_id);
		f->touched = true;
		f->kept_at = draft.updated_at;
		ui_say(ui, "Your draft of %s is here again.",
		    show_value(val_time(draft.updated_at), &a));
	}
	arena_done(&a);
	return found;
}

/* ---- saving ------------------------------------------------------------ */

static void focus_field(struct form *f, const char *name)
{
	for (size_t i = 0; name != NULL && i < f->n; i++)
		if (strcmp(f->fields[i].field->name, name) == 0)
			f->at = i;
}

/* What was typed is offered by "=" in the next form of its kind. */
static void remember(struct ui *ui, const struct form *f)
{
	struct repeat *r = &ui->repeat;

	arena_reset(&r->arena);
	r->op = f->task->op;
	r->texts = arena_alloc(&r->arena, (2 * f->n + 1) * sizeof(*r->texts));
	for (size_t i = 0; i < f->n; i++) {
		r->texts[2 * i] = f->fields[i].field->name;
		r->texts[2 * i + 1] =
		    arena_str(&r->arena, edit_get(&f->fields[i].edit));
	}
}

static bool read_params(
    struct ui *ui, struct form *f, struct arena *a, void **ret, struct err *err)
{
	void *params;

	if (!task_params(ui, f->task, a, &params, err))
		return false;
	for (size_t i = 0; i < f->n; i++)
		if (!field_set(f->fields[i].field, params,
			edit_get(&f->fields[i].edit), ui->today, a, err))
			return false;
	*ret = params;
	return true;
}

static void save(struct ui *ui, struct form *f)
{
	struct arena a = ARENA_INIT;
	void *params = NULL;
	struct err err;
	bool ok;

	/* Off the stack while it runs: the list of a bulk may be shown. */
	ui->top = f->view.below;
	ok = read_params(ui, f, &a, &params, &err) &&
	    task_run(ui, f->task, params, &err);
	if (ok) {
		f->changed = false;
		remember(ui, f);
		f->view.kind->close(&f->view);
	} else {
		ui_push(ui, &f->view);
		focus_field(f, err.field);
		ui_failed(ui, &err);
		form_pick(ui, f);
	}
	arena_done(&a);
}

/* ---- keys -------------------------------------------------------------- */

/* A field is checked when it is left: the cursor stays in a wrong one. */
static bool check_field(struct ui *ui, struct form *f)
{
	struct arena a = ARENA_INIT;
	struct err err;
	bool ok = true;
	void *scratch;

	if (f->at < f->n) {
		scratch = arena_alloc(&a, f->task->op->params->size);
		fields_init(f->task->op->params, scratch);
		ok = field_set(f->fields[f->at].field, scratch,
		    edit_get(&f->fields[f->at].edit), ui->today, &a, &err);
		if (!ok)
			ui_failed(ui, &err);
	}
	arena_done(&a);
	return ok;
}

static void go(struct ui *ui, struct form *f, size_t to)
{
	if (to > f->at && !check_field(ui, f))
		return;
	f->at = to <= f->n ? to : f->n;
	f->pick = 0;
	form_pick(ui, f);
}

static void changed(struct ui *ui, struct form *f)
{
	f->changed = true;
	f->touched = true;
	f->pick = 0;
	form_pick(ui, f);
}

static bool repeat_previous(struct ui *ui, struct form *f)
{
	const struct repeat *r = &ui->repeat;
	const char *name = f->fields[f->at].field->name;

	if (r->op != f->task->op || edit_get(current(f))[0] != '\0')
		return false;
	for (size_t i = 0; r->texts[i] != NULL; i += 2)
		if (strcmp(r->texts[i], name) == 0) {
			edit_set(current(f), r->texts[i + 1]);
			changed(ui, f);
			return true;
		}
	return false;
}

static void leave(struct ui *ui, struct form *f)
{
	bool touched = f->touched;

	keep_draft(ui, f);
	ui_pop(ui);
	if (touched)
		ui_say(ui, "Not saved; the draft is kept (:drafts).");
}

static bool move_key(struct ui *ui, struct form *f, int key)
{
	switch (key) {
	case '\r':
		if (f->at == f->n)
			save(ui, f);
		else
			go(ui, f, f->at + 1);
		return true;
	case '\t':
		go(ui, f, f->at < f->n ? f->at + 1 : 0);
		return true;
	case TERM_KEY_BACK_TAB:
		go(ui, f, f->at > 0 ? f->at - 1 : 0);
		return true;
	case TERM_KEY_PAGE_DOWN:
		go(ui, f, f->n);
		return true;
	case TERM_KEY_PAGE_UP:
		go(ui, f, 0);
		return true;
	case 27:
	case TERM_KEY_F12:
		leave(ui, f);
		return true;
	default:
		return false;
	}
}

static bool up_or_down(struct ui *ui, struct form *f, int key)
{
	int by = key == TERM_KEY_DOWN ? 1 : -1;

	if (key != TERM_KEY_DOWN && key != TERM_KEY_UP)
		return false;
	if (f->at < f->n && f->picks != NULL)
		form_pick_step(ui, f, by);
	else if (f->at < f->n && f->fields[f->at].edit.note &&
	    edit_key(current(f), key))
		;
	else if (by > 0)
		go(ui, f, f->at + 1);
	else
		go(ui, f, f->at > 0 ? f->at - 1 : 0);
	return true;
}

static bool form_key(struct ui *ui, struct view *v, int key)
{
	struct form *f = form_of(v);
	const char *pasted;
	size_t len;

	if (move_key(ui, f, key) || up_or_down(ui, f, key))
		return true;
	if (f->at == f->n) {
		if (key == TERM_KEY_PASTE)
			ui_say(ui, "Pasted text is ignored on this line.");
		else
			ui_say(ui, "Enter saves; Shift-Tab goes back.");
	} else if (key == TERM_KEY_PASTE) {
		pasted = term_pasted(ui->term, &len);
		edit_paste(current(f), pasted, len);
		changed(ui, f);
	} else if (key == '=' && repeat_previous(ui, f)) {
		;
	} else if (edit_key(current(f), key)) {
		changed(ui, f);
	}
	return true;
}

/* ---- the view ---------------------------------------------------------- */

static int form_due(const struct view *v)
{
	return ((const struct form *)v)->changed ? REST_SAVE : -1;
}

static void form_rest(struct ui *ui, struct view *v)
{
	keep_draft(ui, form_of(v));
}

static void form_close(struct view *v)
{
	struct form *f = form_of(v);

	for (size_t i = 0; i < f->n; i++)
		edit_done(&f->fields[i].edit);
	arena_done(&f->picks_arena);
	task_free(f->task);
	free(f);
}

static const struct view_kind form_kind = {
	.name = "Form",
	.key = form_key,
	.draw = form_draw,
	.due = form_due,
	.rest = form_rest,
	.save = form_rest,
	.close = form_close,
};

/* ---- opening ----------------------------------------------------------- */

/* What the record has now, for operations that change some of it. */
static void load_record(struct ui *ui, struct form *f)
{
	const struct operation *op = f->task->op;
	struct arena a = ARENA_INIT;
	struct err err;
	void *params;

	if (op->load == NULL || f->task->n != 1)
		return;
	params = arena_alloc(&a, op->params->size);
	fields_init(op->params, params);
	if (!op->load(ui->session, f->task->ids[0], params, &a, &err))
		ui_failed(ui, &err);
	for (size_t i = 0; i < f->n; i++)
		edit_set(&f->fields[i].edit,
		    field_get(f->fields[i].field, params, &a));
	arena_done(&a);
}

/* Params that come with an item are not asked for again, and a record
 * that is typed has no key in another system. */
static bool is_asked(const struct task *t, const struct field *field)
{
	if (t->op->params == &application_fields &&
	    strcmp(field->name, "id") == 0)
		return false;
	return (t->op->flags & OPERATION_ITEM) == 0 ||
	    task_preset(t, field->name) == NULL;
}

/* What the field begins with: what was given, or what there is now. */
static const char *first_text(const struct task *t, const char *name)
{
	const char *text = task_preset(t, name);

	for (size_t i = 0;
	     text == NULL && t->start != NULL && t->start[i] != NULL; i += 2)
		if (strcmp(t->start[i], name) == 0)
			text = t->start[i + 1];
	return text;
}

static void add_fields(struct form *f)
{
	const struct fields *all = f->task->op->params;

	f->fields =
	    arena_alloc(&f->task->arena, (all->n + 1) * sizeof(*f->fields));
	for (size_t i = 0; i < all->n; i++) {
		const struct field *field = &all->list[i];
		const char *text = first_text(f->task, field->name);
		struct form_field *ff = &f->fields[f->n];

		if (!is_asked(f->task, field))
			continue;
		f->n++;
		ff->field = field;
		ff->edit.note = (field->flags & FIELD_NOTE) != 0;
		ff->edit.max = field->max;
		edit_set(&ff->edit, text);
		ff->edit.fresh = text != NULL;
	}
}

/* The first required field that is still empty. */
static size_t first_open(const struct form *f)
{
	for (size_t i = 0; i < f->n; i++)
		if ((f->fields[i].field->flags & FIELD_REQUIRED) != 0 &&
		    edit_get(&f->fields[i].edit)[0] == '\0')
			return i;
	for (size_t i = 0; i < f->n; i++)
		if (edit_get(&f->fields[i].edit)[0] == '\0')
			return i;
	return 0;
}

void form_show(
    struct ui *ui, struct task *t, const char *field, const char *why)
{
	struct form *f = calloc(1, sizeof(*f));
	bool again;

	if (f == NULL)
		abort();
	f->view.kind = &form_kind;
	f->task = t;
	add_fields(f);
	load_record(ui, f);
	again = take_draft(ui, f);
	f->at = again ? 0 : first_open(f);
	focus_field(f, field);
	if (why != NULL)
		ui_warn(ui, "%s", why);
	ui_push(ui, &f->view);
	form_pick(ui, f);
}
