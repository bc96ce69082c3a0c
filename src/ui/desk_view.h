/*
 * ui/desk_view.h - the desks beside the tabs: conflicts and the outbox.
 *
 * A list over the screen it was opened from, and its records as text.
 */

#ifndef UI_DESK_VIEW_H
#define UI_DESK_VIEW_H

#include "ui/list_view.h"

/* One conflict, side by side; one letter. */
void conflict_show(struct ui *ui, int64_t id);
void letter_show(struct ui *ui, int64_t id);

/* The lists themselves, unless they are on top already. */
void conflicts_show(struct ui *ui, struct view *v);
void outbox_show(struct ui *ui, struct view *v);

/* Of a list that lies over another screen: its title, and how it closes. */
void desk_draw(struct ui *ui, struct view *v, struct surface *s);
void desk_escape(struct ui *ui, struct view *v);
void desk_open(struct ui *ui, const struct list_screen *screen);

extern const struct view_kind conflicts_kind, conflict_kind, outbox_kind,
    letter_kind;

#endif
