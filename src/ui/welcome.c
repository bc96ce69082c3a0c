/* ui/welcome.c - the first start, when there is no database yet. */

#include "config.h"

#include "ui/ui.h"

#include "ui/lines.h"

struct welcome {
	struct term *term;
	const struct ui_maker *maker;
	struct arena arena;
	size_t at; /* of the choices */
};

enum { EMPTY, DEMO, LEAVE, CHOICES };

static const struct {
	char key;
	const char *text;
} choices[CHOICES] = {
	[EMPTY] = { 'c', "create the database, with the shipped programs" },
	[DEMO] = { 'd', "create it with examples in it, to look around" },
	[LEAVE] = { 'q', "leave; nothing was changed" },
};

/* Draws what fits above the choices; returns the line below it. */
static int draw_text(const struct lines *l, struct surface *s)
{
	int room = s->height - 4 - CHOICES;
	int n = (int)l->n < room ? (int)l->n : room;

	lines_draw(l, 0, s, 2, 1, l->width, n);
	return 1 + (n > 0 ? n : 0);
}

static void draw_choices(struct welcome *w, struct surface *s, int y)
{
	for (size_t i = 0; i < CHOICES; i++, y++) {
		bool here = i == w->at;

		surface_put(s, 2, y, s->width - 2,
		    here ? ROLE_CURSOR : ROLE_TEXT,
		    arena_fmt(
			&w->arena, "%c  %s", choices[i].key, choices[i].text));
		if (here) {
			surface_put(s, 0, y, 1, ROLE_TEXT, ">");
			surface_cursor(s, 0, y, false);
		}
	}
}

static void draw(struct welcome *w)
{
	struct surface *s = term_surface(w->term);
	struct lines l = { .arena = &w->arena, .width = s->width - 4 };

	arena_reset(&w->arena);
	surface_clear(s);
	if (l.width > 72)
		l.width = 72;
	lines_add(&l, ROLE_HEAD, "Accord");
	lines_wrap(&l, ROLE_TEXT, "",
	    "Runs a vendor's partner program: applications are reviewed "
	    "here, partners enrolled, their leads and commissions kept. The "
	    "rules of each program are files you can read and change; the "
	    "data is one file of yours.");
	lines_gap(&l);
	lines_wrap(&l, ROLE_TEXT, "",
	    arena_fmt(
		&w->arena, "There is no database yet at %s", w->maker->path));
	draw_choices(w, s, draw_text(&l, s) + 1);
	surface_put(s, 1, s->height - 1, s->width - 1, ROLE_MUTED,
	    "c create  d with examples  q leave  j k Enter choose");
	term_show(w->term);
}

/* The choice a key takes, or CHOICES. */
static size_t take(struct welcome *w, int key)
{
	for (size_t i = 0; i < CHOICES; i++)
		if (key == choices[i].key)
			return i;
	switch (key) {
	case '\r':
		return w->at;
	case 'j':
	case TERM_KEY_DOWN:
		w->at = (w->at + 1) % CHOICES;
		break;
	case 'k':
	case TERM_KEY_UP:
		w->at = (w->at + CHOICES - 1) % CHOICES;
		break;
	case 27:
	case 'Q':
		return LEAVE;
	case 12: /* ^L */
		term_repaint(w->term);
		break;
	default:
		break;
	}
	return CHOICES;
}

bool ui_welcome(struct term *term, const struct ui_maker *maker, bool *ret_made,
    struct err *err)
{
	struct welcome w = { .term = term, .maker = maker };
	bool ok = true, done = false;

	*ret_made = false;
	while (!done) {
		size_t choice;
		int key;

		draw(&w);
		key = term_key(term, -1);
		choice = key == TERM_KEY_END ? LEAVE : take(&w, key);
		done = choice != CHOICES;
		if (choice == EMPTY || choice == DEMO) {
			ok = maker->make(maker->arg, choice == DEMO, err);
			*ret_made = ok;
		}
	}
	arena_done(&w.arena);
	return ok;
}
