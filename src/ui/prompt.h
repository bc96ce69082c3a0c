/*
 * ui/prompt.h - one line that is asked for over a screen.
 *
 * On the message line, or on line 2 in the place of the filter. What may
 * come next is shown above it, or behind it.
 */

#ifndef UI_PROMPT_H
#define UI_PROMPT_H

#include "ui/edit.h"
#include "ui/view.h"

enum { PROMPT_OPTIONS = 8 };

struct prompt {
	struct view view;
	struct edit_text edit;
	const char *label;
	bool on_top;          /* on line 2 */
	bool again;           /* the change was interrupted by a key */
	char note[800];       /* what is wrong with it, or what it found */
	struct arena arena;   /* of the options */
	const char **options; /* what may come next; ends with NULL */
	size_t chosen;        /* one of them, from 1; 0 none */
	const void *data;

	/* The text was changed: fills note and options. */
	void (*change)(struct ui *ui, struct prompt *p);
	/* Enter; the prompt is off the stack. False: there is something
	 * wrong, told in the note, and it goes on. */
	bool (*done)(struct ui *ui, struct prompt *p, const char *text);
	void (*cancel)(struct ui *ui, struct prompt *p);
	/* The text with an option in it. */
	const char *(*complete)(struct prompt *p, const char *option);
};

/* Makes one; the caller fills what differs and pushes it. */
struct prompt *prompt_open(const char *label, const char *text);
void prompt_show(struct ui *ui, struct prompt *p);

#endif
