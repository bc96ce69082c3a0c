/* term/term.c - calls the kind of terminal that was opened. */

#include "config.h"

#include "term/term_ops.h"

void term_close(struct term *t)
{
	if (t == NULL)
		return;
	surface_done(&t->surface);
	t->ops->close(t);
}

struct surface *term_surface(struct term *t)
{
	return &t->surface;
}

void term_show(struct term *t)
{
	t->ops->show(t);
}

void term_repaint(struct term *t)
{
	t->ops->repaint(t);
}

int term_key(struct term *t, int timeout_ms)
{
	return t->ops->key(t, timeout_ms);
}

bool term_pending(struct term *t)
{
	return t->ops->pending(t);
}

const char *term_pasted(const struct term *t, size_t *ret_len)
{
	return t->ops->pasted(t, ret_len);
}

bool term_suspend(struct term *t)
{
	return t->ops->suspend(t);
}

bool term_copy(struct term *t, const char *text)
{
	return t->ops->copy(t, text);
}

int term_signal(const struct term *t)
{
	return t->ops->signal(t);
}
