/* app/cmd_import.c - "import KIND FILE" and "import --undo BATCH". */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "ui/import_command.h"

int cmd_import(struct app *app, int argc, char **argv)
{
	const struct subcommand *c = subcommand_find("import");
	const char **sets =
	    arena_alloc(&app->arena, ((size_t)argc + 1) * sizeof(*sets));
	struct option_value values[] = { { "map", false, NULL },
		{ "dry-run", true, NULL }, { "strict", true, NULL },
		{ "verbose", true, NULL }, { "undo", false, NULL } };
	struct import_options options = { .sets = sets };
	bool ok;

	options.n_sets = options_take_sets(&argc, argv, sets, &ok);
	if (!ok)
		return usage(c, "--set goes like --set program=reseller.");
	if (!options_read(c, &argc, argv, values, ARRAY_LEN(values)))
		return STATUS_USAGE;
	if (values[4].value != NULL && argc == 0)
		return import_undo(
		    app->session, values[4].value, stdout, stderr);
	if (values[4].value != NULL || argc != 2)
		return usage(c, "Say the kind of records and the file.");
	options.kind = argv[0];
	options.file = argv[1];
	options.map = values[0].value;
	options.dry_run = values[1].value != NULL;
	options.strict = values[2].value != NULL;
	options.verbose = values[3].value != NULL;
	return import_run(app->session, &options, stdout, stderr);
}
