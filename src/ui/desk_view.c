/* ui/desk_view.c - a list over the screen it was opened from. */

#include "config.h"

#include "ui/desk_view.h"

void desk_draw(struct ui *ui, struct view *v, struct surface *s)
{
	const struct list_view *l = (const struct list_view *)v;

	list_draw(ui, v, s);
	surface_text(s, 0, 0, s->width, ROLE_HEAD,
	    arena_fmt(&ui->frame, " %s", l->screen->title));
}

void desk_escape(struct ui *ui, struct view *v)
{
	if (!list_escape((struct list_view *)v))
		ui_pop(ui);
}

void desk_open(struct ui *ui, const struct list_screen *screen)
{
	struct list_view *top = list_view_of(ui);

	if (ui->top != &top->view || top->screen != screen)
		ui_push(ui, list_view_open(ui, screen));
}
