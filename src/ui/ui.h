/*
 * ui/ui.h - the screens of Accord.
 *
 * A stack of views is drawn on a terminal and gets its keys. Everything
 * that changes data is an operation (domain/operation.h), everything shown
 * is a query; a view holds neither rules nor SQL.
 */

#ifndef UI_UI_H
#define UI_UI_H

#include "domain/session.h"
#include "term/term.h"

/* What the program knows that screens cannot. */
struct ui_options {
	const char *notice; /* said first: "TERM ... is not known; ..." */
	bool service;       /* no files: an export names the command */
};

/*
 * Runs the screens until the person leaves or the terminal goes; what was
 * being typed is then kept as a draft. `options` may be NULL.
 */
NODISCARD bool ui_run(struct session *s, struct term *term,
    const struct ui_options *options, struct err *err);

/* Makes the database, with examples in it or without. */
struct ui_maker {
	const char *path; /* where it will be */
	bool (*make)(void *arg, bool demo, struct err *err);
	void *arg;
};

/*
 * The screen of a first start, when there is no database yet: says what
 * Accord is and offers to make one. *ret_made says whether there is one now;
 * false when the person left.
 */
NODISCARD bool ui_welcome(struct term *term, const struct ui_maker *maker,
    bool *ret_made, struct err *err);

#endif
