/* app/cmd_screens.c - no command: the screens. */

#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "term/term.h"
#include "ui/ui.h"

/* "80x24"; the terminal of the tests types from standard input. */
static bool open_script(const char *size, struct term **ret, struct err *err)
{
	int width, height;

	if (sscanf(size, "%3dx%3d", &width, &height) != 2 || width < 1 ||
	    height < 1)
		return err_set(
		    err, ERR_INVALID, "A size is like 80x24, not %s.", size);
	return term_open_script(stdin, stdout, width, height, ret, err);
}

static bool make(void *arg, bool demo, struct err *err)
{
	return app_create(arg, demo, err);
}

/* Opens the database, or offers to make it when there is none. */
static bool open_or_make(
    struct app *app, struct term *term, bool *ret_open, struct err *err)
{
	struct ui_maker maker = { app->db_path, make, app };

	*ret_open = true;
	if (db_open(app->db_path, DB_OPEN, &app->db, err))
		return session_open(app->db, app->login, app->as,
		    app->fixed_now, &app->session, err);
	if (err->kind != ERR_NOT_FOUND)
		return false;
	return ui_welcome(term, &maker, ret_open, err);
}

static int end(struct term *term, bool ok, const struct err *err)
{
	int signal_number = term_signal(term);

	term_close(term);
	if (!ok)
		return fail(err);
	return signal_number != 0 ? 128 + signal_number : STATUS_DONE;
}

int cmd_screens(struct app *app, const char *script)
{
	struct ui_options options = { .notice = "" };
	struct term_options how = { .ascii = false };
	struct term *term;
	struct err err;
	bool opened, ok;

	/* A terminal that is gone is noticed by its end, not by a signal. */
	(void)signal(SIGPIPE, SIG_IGN);
	ok = script != NULL
	    ? open_script(script, &term, &err)
	    : term_open_curses(&how, &term, &options.notice, &err);
	if (!ok) {
		(void)fail(&err);
		return STATUS_UNAVAILABLE;
	}
	ok = open_or_make(app, term, &opened, &err);
	if (ok && opened)
		ok = ui_run(app->session, term, &options, &err);
	return end(term, ok, &err);
}
