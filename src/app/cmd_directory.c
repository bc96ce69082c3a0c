/* app/cmd_directory.c - "directory": the partners the public may see. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "ui/directory.h"

static bool read_format(
    const struct subcommand *c, const char *text, enum directory_format *ret)
{
	static const char *const names[] = { [DIRECTORY_CSV] = "csv",
		[DIRECTORY_JSON] = "json",
		[DIRECTORY_HTML] = "html" };

	*ret = DIRECTORY_CSV;
	if (text == NULL)
		return true;
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(text, names[i]) == 0) {
			*ret = (enum directory_format)i;
			return true;
		}
	(void)usage(c, "The format is csv, json or html, not \"%.40s\".", text);
	return false;
}

int cmd_directory(struct app *app, int argc, char **argv)
{
	const struct subcommand *c = subcommand_find("directory");
	struct option_value values[] = { { "format", false, NULL },
		{ "program", false, NULL }, { "country", false, NULL },
		{ "raw", true, NULL } };
	struct directory_options o = { .program = NULL };
	struct err err;
	int status;

	if (!options_read(c, &argc, argv, values, ARRAY_LEN(values)) ||
	    !read_format(c, values[0].value, &o.format))
		return STATUS_USAGE;
	if (argc != 0)
		return usage(c, "The directory takes options only.");
	o.program = values[1].value;
	o.country = values[2].value;
	o.raw = values[3].value != NULL;
	if (directory_print(app->session, &o, stdout, NULL, &err))
		return STATUS_DONE;
	status = fail(&err);
	return err.kind == ERR_INVALID ? STATUS_USAGE : status;
}
