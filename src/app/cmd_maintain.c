/* app/cmd_maintain.c - "check" and "backup". */

#include "config.h"

#include <stdio.h>

#include "app/app.h"
#include "base/text.h"
#include "domain/check.h"

static void print_finding(void *arg, const char *what, bool ok)
{
	struct arena a = ARENA_INIT;
	int *failed = arg;

	printf("%s %s\n", ok ? "ok    " : "FAILED", text_safe(what, &a));
	*failed += !ok;
	arena_done(&a);
}

int cmd_check(struct app *app, int argc, char **argv)
{
	const struct subcommand *c = subcommand_find("check");
	struct err err;
	int failed = 0;

	if (!options_read(c, &argc, argv, NULL, 0))
		return STATUS_USAGE;
	if (argc > 0)
		return usage(c, "\"check\" takes no words.");
	if (!check_all(app->session, print_finding, &failed, &err))
		return fail(&err);
	return failed > 0 ? STATUS_PART : STATUS_DONE;
}

int cmd_backup(struct app *app, int argc, char **argv)
{
	const struct subcommand *c = subcommand_find("backup");
	struct err err;

	if (!options_read(c, &argc, argv, NULL, 0))
		return STATUS_USAGE;
	if (argc != 1)
		return usage(c, "Say the file to write.");
	if (!db_backup(app->db, argv[0], &err)) {
		(void)fail(&err);
		return err.kind == ERR_REFUSED ? STATUS_CANNOT_CREATE
					       : STATUS_IO;
	}
	printf("Wrote and verified %s.\n", argv[0]);
	return STATUS_DONE;
}
