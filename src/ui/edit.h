/*
 * ui/edit.h - a line or a note being typed.
 *
 * The cursor stands between grapheme clusters, so that a letter and its
 * accents are moved over, drawn and deleted as one. What is typed or pasted
 * is scrubbed (base/text.h); the whole is cleaned when it is saved.
 */

#ifndef UI_EDIT_H
#define UI_EDIT_H

#include <stdbool.h>

#include "base/buf.h"
#include "term/term.h"

struct edit_text {
	struct buf text;
	size_t at;  /* the cursor, in bytes */
	size_t max; /* bytes; 0 is 300 for a line, 8000 for a note */
	bool note;  /* several lines */
	bool fresh; /* a default: the first letter typed replaces it */
	int first;  /* cells scrolled off at the left, or lines at the top */
};

/* Replaces the text; the cursor goes to its end. */
void edit_set(struct edit_text *e, const char *text);
void edit_done(struct edit_text *e);

/* Never NULL. */
const char *edit_get(const struct edit_text *e);

/*
 * Does what the key says: letters, Backspace, Delete, Left, Right, Home,
 * End, ^A, ^E, ^U (clears), ^W (a word), ^K (to the end), and in notes Up,
 * Down and ^J. False when the key means nothing in a text.
 */
bool edit_key(struct edit_text *e, int key);

/* Inserts foreign text; in a line its newlines become blanks. */
void edit_paste(struct edit_text *e, const char *s, size_t len);

/*
 * Draws it into a box, scrolled to show the cursor; places the hardware
 * cursor when it has the focus.
 */
void edit_draw(struct edit_text *e, struct surface *s, int x, int y, int width,
    int height, bool focus);

/* Lines the text takes at that width; at least 1. */
int edit_height(const struct edit_text *e, int width);

#endif
