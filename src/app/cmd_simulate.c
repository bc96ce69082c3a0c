/* app/cmd_simulate.c - "simulate --program FILE [--sales FILE]". */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "ui/simulate_command.h"

int cmd_simulate(struct app *app, int argc, char **argv)
{
	const struct subcommand *c = subcommand_find("simulate");
	const char **sets =
	    arena_alloc(&app->arena, ((size_t)argc + 1) * sizeof(*sets));
	struct option_value values[] = { { "program", false, NULL },
		{ "sales", false, NULL }, { "map", false, NULL },
		{ "by", false, NULL }, { "format", false, NULL },
		{ "raw", true, NULL } };
	struct simulate_options o = { .sets = sets };
	int64_t now = app->fixed_now != 0 ? app->fixed_now : clock_now();
	int status;
	bool ok;

	o.n_sets = options_take_sets(&argc, argv, sets, &ok);
	if (!ok)
		return usage(c, "--set goes like --set product=services.");
	if (!options_read(c, &argc, argv, values, ARRAY_LEN(values)) ||
	    !format_read(c, values[4].value, &o.format))
		return STATUS_USAGE;
	if (argc != 0 || values[0].value == NULL)
		return usage(c, "Say the program's file with --program.");
	if (values[3].value != NULL && strcmp(values[3].value, "partner") != 0)
		return usage(c, "A simulation sums --by partner.");
	o.program = values[0].value;
	o.sales = values[1].value;
	o.map = values[2].value;
	o.by_partner = values[3].value != NULL;
	o.raw = values[5].value != NULL;
	o.today = (date_days)(now / 86400);
	if (o.sales != NULL)
		return simulate_run(&o, stdout, stderr);
	if (o.map != NULL || o.n_sets > 0)
		return usage(c, "--map and --set go with --sales.");
	if (!app_open(app, &status))
		return status;
	return simulate_database(app->session, &o, stdout, stderr);
}
