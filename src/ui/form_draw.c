/* ui/form_draw.c - how a form looks, and what fits its fields. */

#include "config.h"

#include <string.h>
#include <strings.h>

#include "base/country.h"
#include "base/text.h"
#include "ui/form.h"
#include "ui/show.h"

enum { NOTE_LINES = 4, PICKS = 40, TOP = 2 };

/* ---- what fits a field ------------------------------------------------- */

struct picks {
	struct pick list[PICKS + 1];
	size_t n;
	const char *typed; /* folded */
	struct arena *arena;
};

/* Takes it when it, or its name, begins as was typed. */
static void offer(struct picks *p, const char *id, const char *name)
{
	size_t len = strlen(p->typed);
	bool fits = strncmp(text_fold(id, p->arena), p->typed, len) == 0 ||
	    (name != NULL &&
		strncmp(text_fold(name, p->arena), p->typed, len) == 0);

	if (fits && p->n < PICKS)
		p->list[p->n++] = (struct pick){ id, name };
}

static void offer_choices(struct picks *p, const char *choices)
{
	while (*choices != '\0') {
		size_t len = strcspn(choices, "|");

		offer(p, arena_strn(p->arena, choices, len), NULL);
		choices += len;
		choices += *choices == '|';
	}
}

static void offer_countries(struct picks *p)
{
	for (size_t i = 0; i < country_count; i++)
		offer(p, country_list[i].alpha2,
		    country_list[i].common != NULL ? country_list[i].common
						   : country_list[i].name);
}

static void offer_reasons(struct picks *p, const struct task *t)
{
	const struct program_reasons *r;

	if (t->program.program == NULL || t->op->reasons >= REASONS)
		return;
	r = &t->program.program->reasons[t->op->reasons];
	for (size_t i = 0; i < r->n; i++)
		offer(p, r->list[i].id, r->list[i].name);
}

static void offer_programs(struct ui *ui, struct picks *p)
{
	struct program_version *list;
	struct err err;
	size_t n;

	if (!program_versions(ui->session, p->arena, &list, &n, &err))
		return;
	for (size_t i = 0; i < n; i++)
		if (i == 0 || strcmp(list[i].id, list[i - 1].id) != 0)
			offer(p, list[i].id, list[i].name);
}

static void offer_levels(struct ui *ui, struct picks *p, const struct form *f)
{
	struct program_ref ref;
	struct err err;

	if (!program_by_name(ui->session, form_text(f, "program"), &ref, &err))
		return;
	for (size_t i = 0; i < ref.program->n_levels; i++)
		offer(
		    p, ref.program->levels[i].id, ref.program->levels[i].name);
}

static void offer_all(struct ui *ui, struct picks *p, const struct form *f,
    const struct field *field)
{
	if (field->choices != NULL)
		offer_choices(p, field->choices);
	else if ((field->flags & FIELD_REASON) != 0)
		offer_reasons(p, f->task);
	else if ((field->flags & FIELD_COUNTRY) != 0 && p->typed[0] != '\0')
		offer_countries(p);
	else if (field->storage == STORE_BOOL)
		offer_choices(p, "yes|no");
	else if (strcmp(field->name, "program") == 0)
		offer_programs(ui, p);
	else if (strcmp(field->name, "level") == 0)
		offer_levels(ui, p, f);
	else if (strcmp(field->name, "person") == 0)
		offer(p, ui->session->user, NULL);
}

void form_pick(struct ui *ui, struct form *f)
{
	struct picks p = { .arena = &f->picks_arena };
	struct pick *kept;

	arena_reset(&f->picks_arena);
	f->picks = NULL;
	if (f->at >= f->n)
		return;
	p.typed = text_fold(edit_get(&f->fields[f->at].edit), &f->picks_arena);
	offer_all(ui, &p, f, f->fields[f->at].field);
	if (p.n == 0)
		return;
	kept = arena_alloc(&f->picks_arena, (p.n + 1) * sizeof(*kept));
	memcpy(kept, p.list, p.n * sizeof(*kept));
	f->picks = kept;
}

void form_pick_step(struct ui *ui UNUSED, struct form *f, int by)
{
	size_t n = 0;

	while (f->picks[n].id != NULL)
		n++;
	if (by > 0)
		f->pick = f->pick % n + 1;
	else
		f->pick = f->pick > 1 ? f->pick - 1 : n;
	edit_set(&f->fields[f->at].edit, f->picks[f->pick - 1].id);
	f->changed = true;
	f->touched = true;
}

/* ---- drawing ----------------------------------------------------------- */

static int field_height(const struct form_field *f, int width)
{
	int lines = f->edit.note ? edit_height(&f->edit, width) : 1;

	return lines > NOTE_LINES ? NOTE_LINES : lines;
}

static int label_width(const struct surface *s)
{
	return s->width >= 76 ? 26 : s->width / 3;
}

/* Line on which a field begins, before scrolling. */
static int line_of(const struct form *f, size_t field, int width)
{
	int y = 0;

	for (size_t i = 0; i < field && i < f->n; i++)
		y += field_height(&f->fields[i], width);
	return field >= f->n ? y + 1 : y;
}

static void draw_field(struct ui *ui, struct form *f, size_t i,
    struct surface *s, int y, int bottom)
{
	struct form_field *ff = &f->fields[i];
	int label = label_width(s);
	int width = s->width - label - 2;
	int height = field_height(ff, width);
	bool focus = f->at == i;
	bool required = (ff->field->flags & FIELD_REQUIRED) != 0;

	if (y + height > bottom)
		height = bottom - y;
	if (height <= 0)
		return;
	if (focus)
		surface_put(s, 0, y, 1, ROLE_KEY, ">");
	surface_put(s, 1, y, label - 1, focus ? ROLE_KEY : ROLE_TEXT,
	    arena_fmt(
		&ui->frame, "%s%s", ff->field->title, required ? " *" : ""));
	edit_draw(&ff->edit, s, label + 1, y, width, height, focus);
}

/* What is possible in this field, or what it means. */
static void draw_help(struct ui *ui, struct form *f, struct surface *s)
{
	const struct form_field *ff = f->at < f->n ? &f->fields[f->at] : NULL;
	struct buf b = BUF_INIT;

	for (size_t i = 0; f->picks != NULL && f->picks[i].id != NULL; i++) {
		const struct pick *p = &f->picks[i];
		bool same = p->name == NULL || strcasecmp(p->name, p->id) == 0;

		buf_fmt(&b, f->pick == i + 1 ? " [%s%s%s]" : "  %s%s%s", p->id,
		    same ? "" : " ", same ? "" : p->name);
	}
	if (b.len == 0 && ff != NULL && ff->field->help != NULL)
		buf_fmt(&b, " %s", ff->field->help);
	surface_put(s, 0, s->height - 3, s->width, ROLE_MUTED,
	    buf_take(&b, &ui->frame));
}

static void draw_keys(struct form *f, struct surface *s)
{
	const char *keys =
	    " Enter next  PgDn save  Esc keep a draft  = as before";

	if (f->at == f->n)
		keys = " Enter save  Shift-Tab back  Esc keep a draft";
	else if (f->picks != NULL)
		keys = " Up Down choose  Enter next  PgDn save  Esc draft";
	else if (f->fields[f->at].edit.note)
		keys = " Enter next  ^J new line  PgDn save  Esc draft";
	surface_put(s, 0, s->height - 1, s->width, ROLE_MUTED, keys);
}

void form_draw(struct ui *ui, struct view *v, struct surface *s)
{
	struct form *f = (struct form *)v;
	const struct operation *op = f->task->op;
	int width = s->width - label_width(s) - 2;
	int bottom = s->height - 3;
	int first = line_of(f, f->at, width);
	int last = f->at < f->n ? first + field_height(&f->fields[f->at], width)
				: first + 1;
	int y;

	if (first < f->top)
		f->top = first;
	if (last - f->top > bottom - TOP)
		f->top = last - (bottom - TOP);
	ui_line(s, 0, ROLE_HEAD,
	    arena_fmt(&ui->frame, " %s  %s", op->title, f->task->names),
	    f->kept_at == 0 ? NULL
			    : arena_fmt(&ui->frame, "draft kept %s",
				  show_time(f->kept_at, &ui->frame)));
	surface_rule(s, 0, 1, s->width);
	for (size_t i = 0; i < f->n; i++) {
		y = TOP + line_of(f, i, width) - f->top;
		if (y >= TOP)
			draw_field(ui, f, i, s, y, bottom);
	}
	y = TOP + line_of(f, f->n, width) - f->top;
	if (y < bottom) {
		surface_put(
		    s, 1, y, 4, f->at == f->n ? ROLE_CURSOR : ROLE_KEY, "Save");
		if (f->at == f->n) {
			surface_put(s, 0, y, 1, ROLE_KEY, ">");
			surface_cursor(s, 1, y, false);
		}
	}
	draw_help(ui, f, s);
	draw_keys(f, s);
}
