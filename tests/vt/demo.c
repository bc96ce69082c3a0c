/*
 * tests/vt/demo.c - a list of 500 rows on the terminal layer alone, for the
 * tests of the layer.
 *
 *	demo [--ascii] [--mono]
 *
 * j k or the arrows move, Space marks, PgDn PgUp page, g G go to the ends,
 * y copies the id, ^L repaints, ^Z suspends, ! crashes, q quits; what else
 * comes is named in the message line. Exits 128 + the signal that ended it.
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "term/term.h"

#define ROWS 500

struct demo {
	struct term *t;
	int current, top;
	bool marked[ROWS];
	char message[200];
};

static const char *const companies[] = { "Fennec Cloud Ltd",
	"Meridian Cloud Partners International", "H\u014dkai Systems KK",
	"Aldora Systems GmbH", "Blue Fjord Hosting AS",
	"\u6771\u4eac\u30af\u30e9\u30a6\u30c9\u682a\u5f0f\u4f1a\u793e",
	"Soci\u00e9t\u00e9 G\u00e9n\u00e9rale de Services" };
static const char *const programs[] = { "reseller", "referral", "technology",
	"service" };

/* Rows of the list itself, between three lines above and three below. */
static int page_of(const struct demo *d)
{
	int rows = term_surface(d->t)->height - 6;

	return rows > 1 ? rows : 1;
}

static void draw_row(struct demo *d, int y, int i)
{
	struct surface *s = term_surface(d->t);
	bool current = i == d->current;
	char text[40];

	surface_text(s, 0, y, 1, ROLE_TEXT, current ? ">" : " ");
	surface_text(s, 1, y, 1, ROLE_MARK, d->marked[i] ? "*" : " ");
	snprintf(text, sizeof(text), "A-%d", 10188 + i);
	surface_put(s, 3, y, 7, current ? ROLE_CURSOR : ROLE_TEXT, text);
	surface_text(s, 12, y, 22, ROLE_TEXT, companies[i % 7]);
	surface_text(s, 35, y, 10, ROLE_TEXT, programs[i % 4]);
	snprintf(text, sizeof(text), "%d/9", i * 7 % 10);
	surface_text_right(s, 46, y, 5, ROLE_TEXT, text);
	surface_text(s, 52, y, 3, i % 5 == 0 ? ROLE_WARN : ROLE_TEXT,
	    i % 5 == 0 ? "!1d" : "ok");
	surface_bar(s, 56, y, 12, i * 37 % 100, 100);
	if (current)
		surface_cursor(s, 3, y, false);
}

static void draw(struct demo *d)
{
	struct surface *s = term_surface(d->t);
	int page = page_of(d);
	char text[40];

	if (d->current < d->top)
		d->top = d->current;
	if (d->current >= d->top + page)
		d->top = d->current - page + 1;
	surface_clear(s);
	surface_text(s, 1, 0, s->width - 1, ROLE_HEAD,
	    "1 Queue  2 Partners  3 Leads  4 Commission");
	surface_text(s, 3, 1, s->width - 3, ROLE_HEAD,
	    "Id       Company                Program      Chk");
	surface_rule(s, 0, 2, s->width);
	for (int i = 0; i < page && d->top + i < ROWS; i++)
		draw_row(d, 3 + i, d->top + i);
	surface_rule(s, 0, s->height - 3, s->width);
	surface_text(s, 1, s->height - 2, s->width - 12, ROLE_TEXT, d->message);
	snprintf(text, sizeof(text), "%d/%d ", d->current + 1, ROWS);
	surface_text_right(
	    s, s->width - 10, s->height - 2, 10, ROLE_TEXT, text);
	surface_text(s, 1, s->height - 1, s->width - 1, ROLE_MUTED,
	    "Space mark  y copy  ^Z suspend  q quit");
	term_show(d->t);
}

static void move_by(struct demo *d, int by)
{
	d->current += by;
	if (d->current < 0)
		d->current = 0;
	if (d->current >= ROWS)
		d->current = ROWS - 1;
}

/* A page keeps the cursor's place on the screen. */
static void page_by(struct demo *d, int by)
{
	d->top += by;
	if (d->top > ROWS - page_of(d))
		d->top = ROWS - page_of(d);
	if (d->top < 0)
		d->top = 0;
	move_by(d, by);
}

static void name_key(struct demo *d, int key)
{
	if (key >= TERM_KEY_RESIZED)
		snprintf(d->message, sizeof(d->message), "key +%d",
		    key - TERM_KEY_RESIZED);
	else
		snprintf(d->message, sizeof(d->message), "key %d", key);
}

static void act(struct demo *d, int key)
{
	char id[20];
	size_t len;

	switch (key) {
	case ' ':
		d->marked[d->current] ^= true;
		break;
	case 'y':
		snprintf(id, sizeof(id), "A-%d", 10188 + d->current);
		snprintf(d->message, sizeof(d->message), "%s",
		    term_copy(d->t, id) ? "copied" : "no clipboard here");
		break;
	case 12:
		term_repaint(d->t);
		break;
	case 26:
		snprintf(d->message, sizeof(d->message), "%s",
		    term_suspend(d->t) ? "back" : "nobody could resume this");
		break;
	case TERM_KEY_PASTE:
		term_pasted(d->t, &len);
		snprintf(d->message, sizeof(d->message),
		    "pasted text ignored here: %zu bytes", len);
		break;
	case TERM_KEY_RESIZED:
		break;
	case '!':
		abort();
	default:
		name_key(d, key);
		break;
	}
}

static bool move(struct demo *d, int key)
{
	switch (key) {
	case 'j':
	case TERM_KEY_DOWN:
		move_by(d, 1);
		return true;
	case 'k':
	case TERM_KEY_UP:
		move_by(d, -1);
		return true;
	case TERM_KEY_PAGE_DOWN:
		page_by(d, page_of(d));
		return true;
	case TERM_KEY_PAGE_UP:
		page_by(d, -page_of(d));
		return true;
	case 'g':
		move_by(d, -ROWS);
		return true;
	case 'G':
		move_by(d, ROWS);
		return true;
	default:
		return false;
	}
}

static void run(struct demo *d)
{
	int key = TERM_KEY_NONE;

	while (key != TERM_KEY_END && key != 'q') {
		if (!term_pending(d->t))
			draw(d);
		key = term_key(d->t, -1);
		if (key != TERM_KEY_END && key != 'q' && !move(d, key))
			act(d, key);
	}
}

int main(int argc, char **argv)
{
	struct term_options options = { .colors = COLORS_AUTO };
	struct demo d = { .t = NULL };
	const char *notice;
	struct err err;
	int sig;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--ascii") == 0)
			options.ascii = true;
		if (strcmp(argv[i], "--mono") == 0)
			options.colors = COLORS_MONO;
	}
	if (!term_open_curses(&options, &d.t, &notice, &err)) {
		fprintf(stderr, "demo: %s\n", err.text);
		return 69;
	}
	snprintf(d.message, sizeof(d.message), "%s", notice);
	run(&d);
	sig = term_signal(d.t);
	term_close(d.t);
	return sig != 0 ? 128 + sig : 0;
}
