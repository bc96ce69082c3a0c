/* ui/prompt.c - one line that is asked for over a screen. */

#include "config.h"

#include "ui/prompt.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static struct prompt *prompt_of(struct view *v)
{
	return (struct prompt *)v;
}

static size_t n_options(const struct prompt *p)
{
	size_t n = 0;

	while (
	    p->options != NULL && n < PROMPT_OPTIONS && p->options[n] != NULL)
		n++;
	return n;
}

static void changed(struct ui *ui, struct prompt *p)
{
	arena_reset(&p->arena);
	p->options = NULL;
	p->chosen = 0;
	p->note[0] = '\0';
	if (p->change != NULL)
		p->change(ui, p);
}

/* Steps through the options; the text is completed when one is taken. */
static void choose(struct prompt *p, int step)
{
	size_t n = n_options(p);

	if (n == 0)
		return;
	if (step > 0)
		p->chosen = p->chosen % n + 1;
	else
		p->chosen = p->chosen > 1 ? p->chosen - 1 : n;
}

static void complete(struct ui *ui, struct prompt *p)
{
	size_t at = p->chosen > 0 ? p->chosen - 1 : 0;
	const char *text;

	if (n_options(p) == 0)
		return;
	text = p->complete != NULL ? p->complete(p, p->options[at])
				   : p->options[at];
	edit_set(&p->edit, arena_str(&p->arena, text));
	changed(ui, p);
}

/* Off the stack while it acts, for that may open something else. */
static void accept(struct ui *ui, struct prompt *p)
{
	struct arena a = ARENA_INIT;
	const char *text;

	if (p->chosen > 0)
		complete(ui, p);
	text = arena_str(&a, edit_get(&p->edit));
	ui->top = p->view.below;
	if (p->done(ui, p, text))
		p->view.kind->close(&p->view);
	else
		ui_push(ui, &p->view);
	arena_done(&a);
}

static bool prompt_key(struct ui *ui, struct view *v, int key)
{
	struct prompt *p = prompt_of(v);
	size_t len;
	const char *pasted;

	switch (key) {
	case '\r':
		accept(ui, p);
		return true;
	case 27:
	case 3:
	case TERM_KEY_F12:
		if (p->cancel != NULL)
			p->cancel(ui, p);
		ui_pop(ui);
		return true;
	case '\t':
		complete(ui, p);
		return true;
	case TERM_KEY_DOWN:
	case TERM_KEY_UP:
		choose(p, key == TERM_KEY_DOWN ? 1 : -1);
		return true;
	case TERM_KEY_PASTE:
		pasted = term_pasted(ui->term, &len);
		edit_paste(&p->edit, pasted, len);
		changed(ui, p);
		return true;
	case 127:
		if (p->edit.text.len == 0) {
			if (p->cancel != NULL)
				p->cancel(ui, p);
			ui_pop(ui);
			return true;
		}
		break;
	default:
		break;
	}
	if (edit_key(&p->edit, key))
		changed(ui, p);
	return true;
}

/* The options on lines of their own, above the prompt. */
static void draw_options(struct prompt *p, struct surface *s)
{
	size_t n = n_options(p);
	int y = s->height - 2 - (int)n;

	for (size_t i = 0; i < n; i++) {
		bool chosen = p->chosen == i + 1;

		surface_text(
		    s, 0, y + (int)i, s->width, ROLE_TEXT, chosen ? ">" : "");
		surface_put(s, 2, y + (int)i, s->width - 2,
		    chosen ? ROLE_CURSOR : ROLE_TEXT, p->options[i]);
	}
}

static void draw_words(
    struct ui *ui, struct prompt *p, struct surface *s, int y)
{
	struct buf b = BUF_INIT;
	size_t n = n_options(p);

	for (size_t i = 0; i < n; i++)
		buf_fmt(
		    &b, p->chosen == i + 1 ? " [%s]" : " %s", p->options[i]);
	surface_text(s, 0, y, s->width, ROLE_MUTED, buf_take(&b, &ui->frame));
}

/* Behind the text where it fits, else on the line above. */
static void draw_note_beside(
    struct ui *ui, struct prompt *p, struct surface *s, int y)
{
	int used = text_width(p->label) + text_width(edit_get(&p->edit)) + 4;
	int width = text_width(p->note);

	if (used + width < s->width)
		surface_put(
		    s, s->width - width - 1, y, width, ROLE_WARN, p->note);
	else
		surface_text(s, 0, y - 1, s->width, ROLE_WARN,
		    arena_fmt(&ui->frame, " %s", p->note));
}

static void prompt_draw(struct ui *ui, struct view *v, struct surface *s)
{
	struct prompt *p = prompt_of(v);
	int label = text_width(p->label);
	int y = p->on_top ? 1 : s->height - 2;

	if (p->on_top && p->note[0] != '\0')
		ui_note(ui, s, ROLE_WARN, p->note);
	else if (p->on_top)
		draw_words(ui, p, s, s->height - 2);
	else
		draw_options(p, s);
	surface_text(s, 0, s->height - 1, s->width, ROLE_MUTED,
	    " Enter do it  Esc back  Tab complete  ^U clear");
	surface_text(s, 0, y, s->width, ROLE_KEY, "");
	surface_put(s, 1, y, label, ROLE_KEY, p->label);
	edit_draw(&p->edit, s, label + 1, y, s->width - label - 2, 1, true);
	if (!p->on_top && p->note[0] != '\0')
		draw_note_beside(ui, p, s, y);
}

static int prompt_due(const struct view *v)
{
	return ((const struct prompt *)v)->again ? REST_PREVIEW : -1;
}

static void prompt_rest(struct ui *ui, struct view *v)
{
	prompt_of(v)->again = false;
	changed(ui, prompt_of(v));
}

static void prompt_close(struct view *v)
{
	struct prompt *p = prompt_of(v);

	edit_done(&p->edit);
	arena_done(&p->arena);
	free(p);
}

static const struct view_kind prompt_kind = {
	.name = "Prompt",
	.over = true,
	.key = prompt_key,
	.draw = prompt_draw,
	.due = prompt_due,
	.rest = prompt_rest,
	.close = prompt_close,
};

struct prompt *prompt_open(const char *label, const char *text)
{
	struct prompt *p = calloc(1, sizeof(*p));

	if (p == NULL)
		abort();
	p->view.kind = &prompt_kind;
	p->label = label;
	edit_set(&p->edit, text);
	return p;
}

void prompt_show(struct ui *ui, struct prompt *p)
{
	ui_push(ui, &p->view);
	changed(ui, p);
}
