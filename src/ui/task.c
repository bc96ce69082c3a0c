/* ui/task.c - an operation on its way, and taken back. */

#include "config.h"

#include "ui/task.h"

#include <stdlib.h>
#include <string.h>

#include "domain/application.h"
#include "domain/draft.h"
#include "query/detail.h"
#include "ui/list_view.h"
#include "ui/review_view.h"
#include "ui/show.h"

enum { PRESETS = 24, NAMES_SHOWN = 3 };

void task_free(struct task *t)
{
	arena_done(&t->arena);
	free(t);
}

/* ---- what the params start with ---------------------------------------- */

const char *task_preset(const struct task *t, const char *name)
{
	for (size_t i = 0; t->preset[i] != NULL; i += 2)
		if (strcmp(t->preset[i], name) == 0)
			return t->preset[i + 1];
	return NULL;
}

void task_put(struct task *t, const char *name, const char *text)
{
	size_t i = 0;

	while (t->preset[i] != NULL && strcmp(t->preset[i], name) != 0)
		i += 2;
	if (i + 2 >= PRESETS * 2)
		return;
	t->preset[i] = arena_str(&t->arena, name);
	t->preset[i + 1] = arena_str(&t->arena, text);
}

bool task_params(
    struct ui *ui, struct task *t, struct arena *a, void **ret, struct err *err)
{
	const struct fields *f = t->op->params;
	void *params;

	if (f == NULL) {
		*ret = NULL;
		return true;
	}
	params = arena_alloc(a, f->size);
	fields_init(f, params);
	for (size_t i = 0; i < f->n; i++) {
		const char *text = task_preset(t, f->list[i].name);

		if (text != NULL &&
		    !field_set(&f->list[i], params, text, ui->today, a, err))
			return false;
	}
	*ret = params;
	return true;
}

/* ---- making ------------------------------------------------------------ */

/* Who or what a record is about, for the title of a form. */
static const char *name_of(const struct detail *d, const char *noun)
{
	static const struct {
		const char *noun, *field; /* NULL: of any */
	} names[] = {
		{ "sale", "customer_name" },
		{ "commission", "partner_name" },
		{ "statement", "partner_name" },
		{ "payout", "period" },
		{ NULL, "company" },
		{ NULL, "name" },
		{ NULL, "customer" },
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		struct value v = detail_value(d, names[i].field);

		if (v.type == VALUE_TEXT &&
		    (names[i].noun == NULL || strcmp(names[i].noun, noun) == 0))
			return v.s;
	}
	return "";
}

/* The version that is seen now, and a name. */
static void look_up(struct ui *ui, struct task *t, size_t i, const char **name)
{
	struct detail d;
	struct err err;

	*name = "";
	if (!detail_read(
		ui->session->db, t->op->noun, t->ids[i], &t->arena, &d, &err))
		return;
	t->versions[i] = d.version;
	*name = name_of(&d, t->op->noun);
}

static const char *name_records(struct ui *ui, struct task *t)
{
	struct buf b = BUF_INIT;
	const char *name;

	if (t->n > 1)
		buf_fmt(&b, "%zu: ", t->n);
	for (size_t i = 0; i < t->n; i++) {
		look_up(ui, t, i, &name);
		if (i >= NAMES_SHOWN)
			continue;
		buf_fmt(&b, "%s%s%s%s", i > 0 ? ", " : "",
		    show_id(t->op->noun, t->ids[i], &t->arena),
		    t->n == 1 ? " " : "", t->n == 1 ? name : "");
	}
	if (t->n > NAMES_SHOWN)
		buf_fmt(&b, " and %zu more", t->n - NAMES_SHOWN);
	return buf_take(&b, &t->arena);
}

static void take_ids(struct task *t, const int64_t *ids, size_t n)
{
	t->n = n;
	t->ids = arena_alloc(&t->arena, (n + 1) * sizeof(*t->ids));
	t->versions = arena_alloc(&t->arena, (n + 1) * sizeof(*t->versions));
	if (n > 0)
		memcpy(t->ids, ids, n * sizeof(*t->ids));
}

static void take_records(struct ui *ui, struct task *t, int64_t id)
{
	const struct list_view *l = list_view_of(ui);
	bool marked = id == 0 && l != NULL && l->n_marks > 0 &&
	    ui_screen(ui)->kind->marks &&
	    strcmp(l->screen->list->noun, t->op->noun) == 0 &&
	    (t->op->flags & OPERATION_BULK) != 0;

	if ((t->op->flags & OPERATION_MAKES) != 0)
		return;
	if (id == 0 && !marked && ui_record(ui, &id) == NULL)
		return;
	if (marked)
		take_ids(t, l->marks, l->n_marks);
	else
		take_ids(t, &id, id != 0);
}

/* The rules of the first record: its reasons are offered. */
static void read_program(struct ui *ui, struct task *t)
{
	struct detail d;
	struct review r;
	struct value row;
	struct err err;

	if (t->n == 0)
		return;
	if (strcmp(t->op->noun, "application") == 0) {
		if (review_read(ui->session, t->ids[0], &t->arena, &r, &err))
			t->program = r.program;
		return;
	}
	if (!detail_read(
		ui->session->db, t->op->noun, t->ids[0], &t->arena, &d, &err))
		return;
	row = detail_value(&d, "program_version");
	if (row.type == VALUE_INT &&
	    !program_by_row(ui->session, row.i, &t->program, &err))
		t->program = (struct program_ref){ .program = NULL };
}

static struct task *make(const struct operation *op, const char *const *preset)
{
	struct task *t = calloc(1, sizeof(*t));

	if (t == NULL)
		abort();
	t->op = op;
	t->preset =
	    arena_alloc(&t->arena, (PRESETS * 2 + 1) * sizeof(*t->preset));
	for (size_t i = 0; preset != NULL && preset[i] != NULL; i += 2)
		task_put(t, preset[i], preset[i + 1]);
	op_id_new(t->op_id);
	t->title = op->title;
	return t;
}

static void know_records(struct ui *ui, struct task *t)
{
	t->names = name_records(ui, t);
	read_program(ui, t);
}

struct task *task_new(struct ui *ui, const struct operation *op, int64_t id,
    const char *const *preset)
{
	struct task *t = make(op, preset);

	take_records(ui, t, id);
	know_records(ui, t);
	return t;
}

/* ---- beginning --------------------------------------------------------- */

static bool has_open_params(const struct task *t)
{
	const struct fields *f = t->op->params;

	for (size_t i = 0; f != NULL && i < f->n; i++)
		if (task_preset(t, f->list[i].name) == NULL)
			return true;
	return false;
}

static void begin(struct ui *ui, struct task *t)
{
	if (t->n == 0 && (t->op->flags & OPERATION_MAKES) == 0) {
		ui_say(ui, "There is no record here to act on.");
		task_free(t);
	} else if ((t->op->flags & OPERATION_DECIDES) != 0) {
		decide_show(ui, t);
	} else if (has_open_params(t)) {
		form_show(ui, t, NULL, NULL);
	} else {
		task_do(ui, t);
	}
}

void task_begin(struct ui *ui, const struct operation *op)
{
	struct view *v = ui_screen(ui);
	int64_t id;
	const char *noun = ui_record(ui, &id);

	if (noun != NULL && strcmp(noun, op->noun) != 0 &&
	    v->kind->other != NULL)
		v->kind->other(ui, v, op);
	else
		begin(ui, task_new(ui, op, 0, NULL));
}

void task_begin_all(
    struct ui *ui, const struct operation *op, const int64_t *ids, size_t n)
{
	struct task *t = make(op, NULL);

	take_ids(t, ids, n);
	know_records(ui, t);
	begin(ui, t);
}

void task_begin_on(struct ui *ui, const struct operation *op, int64_t id,
    const char *const *preset)
{
	begin(ui, task_new(ui, op, id, preset));
}

/* ---- running ----------------------------------------------------------- */

/* One record; an outcome that is not known is looked up. */
static bool run_one(struct ui *ui, const struct task *t, size_t i,
    const char *op_id, const char *bulk, const void *params, struct arena *a,
    const char **ret_text, struct err *err)
{
	struct call call = { .id = t->n > 0 ? t->ids[i] : 0,
		.version = t->n > 0 ? t->versions[i] : 0,
		.params = params,
		.op_id = op_id,
		.bulk = bulk,
		.arena = a };
	bool happened = false;
	struct err ignored;

	if (operation_run(ui->session, t->op, &call, err)) {
		*ret_text = call.ret_text != NULL ? call.ret_text : "Done.";
		return true;
	}
	if (err->kind != ERR_UNKNOWN || op_id == NULL ||
	    !op_happened(ui->session, op_id, &happened, &ignored) || !happened)
		return false;
	*ret_text = "It is saved, although the answer was lost.";
	return true;
}

/* An answer of several lines says what would be done: nothing was. */
static bool is_preview(const char *text)
{
	return strchr(text, '\n') != NULL;
}

/* What became of one of many. */
static void tell_one(const struct task *t, size_t i, bool ok, const char *text,
    struct lines *lines)
{
	lines_add(lines, ok ? ROLE_GOOD : ROLE_WARN, "%s %s", ok ? "+" : "!",
	    show_id(t->op->noun, t->ids[i], lines->arena));
	while (text[0] != '\0') {
		size_t len = strcspn(text, "\n");

		lines_wrap(lines, ROLE_TEXT, "    ",
		    arena_strn(lines->arena, text, len));
		text += len + (text[len] == '\n');
	}
}

static void run_many(struct ui *ui, struct task *t, const void *params)
{
	struct list_view *l = list_view_of(ui);
	struct text_view *view = text_view_open(
	    ui, arena_fmt(&ui->frame, "%s: what became of each", t->title));
	struct lines *lines = text_view_lines(view);
	char bulk[OP_ID_SIZE];
	size_t done = 0, previews = 0;

	op_id_new(bulk);
	for (size_t i = 0; i < t->n; i++) {
		const char *text = "";
		struct err err;
		bool ok = run_one(
		    ui, t, i, NULL, bulk, params, lines->arena, &text, &err);

		tell_one(t, i, ok, ok ? text : err.text, lines);
		if (ok && is_preview(text)) {
			previews++;
			continue;
		}
		done += ok;
		if (ok && l != NULL)
			list_mark(l, t->ids[i], false);
	}
	if (previews > 0)
		ui_say(ui, "%s: a preview; nothing was changed.", t->title);
	else if (done > 0)
		ui_say(ui, "%s: %zu of %zu. u takes them back.", t->title, done,
		    t->n);
	else
		ui_warn(ui, "%s: none of %zu.", t->title, t->n);
	if (done < t->n)
		text_view_show(ui, view);
	else
		text_view_drop(view);
}

bool task_run(
    struct ui *ui, struct task *t, const void *params, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *text = "";
	struct err ignored;
	bool ok = true;

	if (t->n > 1) {
		run_many(ui, t, params);
	} else {
		ok = run_one(ui, t, 0, t->op_id, NULL, params, &a, &text, err);
		if (ok && is_preview(text))
			text_show(ui, t->title, text);
		else if (ok && (t->op->flags & OPERATION_ITEM) == 0)
			ui_say(ui, "%s%s", text,
			    t->op->flags & OPERATION_FINAL
				? ""
				: "  u takes it back.");
	}
	if (ok && t->op->params != NULL &&
	    !draft_drop(
		ui->session, task_form(t, &a), task_record(t), &ignored))
		ui_failed(ui, &ignored);
	arena_done(&a);
	if (ok) {
		ui_reload(ui);
		review_after(ui, t);
	}
	return ok;
}

void task_do(struct ui *ui, struct task *t)
{
	struct arena a = ARENA_INIT;
	struct err err;
	void *params;

	if (task_params(ui, t, &a, &params, &err) &&
	    task_run(ui, t, params, &err)) {
		task_free(t);
	} else if (err.kind == ERR_INVALID && err.field != NULL) {
		form_show(ui, t, err.field, err.text);
	} else {
		ui_failed(ui, &err);
		ui_reload(ui);
		task_free(t);
	}
	arena_done(&a);
}

/* ---- taking back ------------------------------------------------------- */

static void say_undone(struct ui *ui, bool redo, size_t n, const char *what)
{
	static const char was[] = "Taken back: ";
	const char *did = redo ? "Done again:" : "Taken back:";

	if (strncmp(what, was, strlen(was)) == 0)
		what += strlen(was);
	if (n > 1)
		ui_say(ui, "%s %zu, the last: %s", did, n, what);
	else
		ui_say(ui, "%s %s%s", did, what,
		    redo ? "" : "  gu does it again.");
}

void task_undo(struct ui *ui, bool redo)
{
	struct session *s = ui->session;
	struct arena a = ARENA_INIT;
	const char *what;
	int64_t audit = 0;
	struct err err;
	size_t n = 0;

	if (!(redo ? change_last_undo(s, &audit, &err)
		   : change_last(s, &audit, &err))) {
		ui_failed(ui, &err);
	} else if (audit == 0) {
		ui_say(ui,
		    redo ? "Nothing was taken back just now."
			 : "There is nothing of yours to take back.");
	} else if (!change_summary(s, audit, &a, &what, &err) ||
	    !change_undo(s, audit, NULL, &n, &err)) {
		ui_failed(ui, &err);
	} else {
		say_undone(ui, redo, n, what);
		ui_reload(ui);
	}
	arena_done(&a);
}

/* ---- drafts ------------------------------------------------------------ */

const char *task_form(const struct task *t, struct arena *a)
{
	return arena_fmt(a, "%s %s", t->op->noun, t->op->verb);
}

int64_t task_record(const struct task *t)
{
	return t->n > 0 ? t->ids[0] : 0;
}
