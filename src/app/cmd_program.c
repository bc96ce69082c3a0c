/* app/cmd_program.c - "program check|load|list|show". */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "app/app.h"

int cmd_program(struct app *app, int argc, char **argv)
{
	const struct subcommand *c = subcommand_find("program");
	struct option_value values[] = { { "format", false, NULL } };
	const char *const *files = (const char *const *)argv + 1;
	enum list_format format;
	size_t n;
	int status;

	if (!options_read(c, &argc, argv, values, ARRAY_LEN(values)) ||
	    !format_read(c, values[0].value, &format))
		return STATUS_USAGE;
	if (argc == 0)
		return usage(c, "Say what to do with programs.");
	n = (size_t)argc - 1;
	if (strcmp(argv[0], "check") == 0 && n > 0)
		return program_check_files(files, n, stdout, stderr);
	if (strcmp(argv[0], "check") == 0 || strcmp(argv[0], "load") == 0) {
		if (n == 0)
			return usage(c, "Say which files.");
		return app_open(app, &status)
		    ? program_load_files(app->session, files, n, stdout, stderr)
		    : status;
	}
	if (strcmp(argv[0], "list") == 0 && n == 0)
		return app_open(app, &status)
		    ? program_list(app->session, format, stdout, stderr)
		    : status;
	if (strcmp(argv[0], "show") == 0 && n == 1)
		return app_open(app, &status)
		    ? program_show(app->session, argv[1], stdout, stderr)
		    : status;
	return usage(c, "\"program %s\" goes otherwise.", argv[0]);
}
