/* app/cmd_init.c - "init", and the database of a first start. */

#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "app/app.h"
#include "ui/demo.h"

/* Makes the folders on the way to a file, for this user alone. */
static bool make_folders(const char *path, struct arena *a, struct err *err)
{
	for (const char *p = path; (p = strchr(p + 1, '/')) != NULL;) {
		const char *folder = arena_strn(a, path, (size_t)(p - path));

		if (mkdir(folder, 0700) != 0 && errno != EEXIST)
			return err_set(err, ERR_IO,
			    "The folder %s cannot be made: %s.", folder,
			    strerror(errno));
	}
	return true;
}

bool app_create(struct app *app, bool demo, struct err *err)
{
	if (!make_folders(app->db_path, &app->arena, err) ||
	    !db_open(app->db_path, DB_CREATE, &app->db, err) ||
	    !session_open(
		app->db, app->login, NULL, app->fixed_now, &app->session, err))
		return false;
	if (program_load_shipped(app->session, NULL, stderr) != STATUS_DONE)
		return err_set(err, ERR_IO,
		    "The database is made, but the shipped programs could "
		    "not be loaded; \"accord program load FILE\" does it.");
	return !demo || demo_fill(app->session, err);
}

int cmd_init(struct app *app, int argc, char **argv)
{
	const struct subcommand *c = subcommand_find("init");
	struct option_value values[] = { { "demo", true, NULL } };
	struct err err;

	if (!options_read(c, &argc, argv, values, ARRAY_LEN(values)))
		return STATUS_USAGE;
	if (argc > 0)
		return usage(
		    c, "\"init\" takes no words; --db names the file.");
	if (!app_create(app, values[0].value != NULL, &err)) {
		(void)fail(&err);
		return err.kind == ERR_REFUSED ? STATUS_CANNOT_CREATE
					       : STATUS_IO;
	}
	printf("Made %s%s.\n", app->db_path,
	    values[0].value != NULL ? " with a sample year of business" : "");
	return STATUS_DONE;
}
