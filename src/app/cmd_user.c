/* app/cmd_user.c - "user add|role|disable|enable|list". */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "domain/user.h"

static int add(struct app *app, const struct subcommand *c, const char *name,
    const char *role)
{
	struct err err;

	if (role == NULL)
		return usage(c, "Say the role: " USER_ROLES ".");
	if (!user_add(app->session, name, role, &err))
		return fail(&err);
	printf("%s may sign in as %s.\n", name, role);
	return STATUS_DONE;
}

static int role(struct app *app, const struct subcommand *c, const char *name,
    const char *role_name, bool give)
{
	struct err err;

	if (role_name == NULL)
		return usage(c, "Say the role: " USER_ROLES ".");
	if (!user_role(app->session, name, role_name, give, &err))
		return fail(&err);
	printf("%s %s the role %s.\n", name, give ? "has" : "lost", role_name);
	return STATUS_DONE;
}

static int enable(struct app *app, const char *name, bool on)
{
	struct err err;

	if (!user_enable(app->session, name, on, &err))
		return fail(&err);
	printf("%s is %s.\n", name, on ? "active" : "disabled");
	return STATUS_DONE;
}

int cmd_user(struct app *app, int argc, char **argv)
{
	const struct subcommand *c = subcommand_find("user");
	struct option_value values[] = { { "role", false, NULL },
		{ "remove", true, NULL } };
	char users[] = "users";
	const char *verb;

	if (argc >= 2 && strcmp(argv[1], "list") == 0) {
		argv[1] = users;
		return cmd_list(app, argc, argv);
	}
	if (!options_read(c, &argc, argv, values, ARRAY_LEN(values)))
		return STATUS_USAGE;
	if (argc != 2)
		return usage(c, "Say what to do, and with whom.");
	verb = argv[0];
	if (strcmp(verb, "add") == 0)
		return add(app, c, argv[1], values[0].value);
	if (strcmp(verb, "role") == 0)
		return role(
		    app, c, argv[1], values[0].value, values[1].value == NULL);
	if (strcmp(verb, "disable") == 0 || strcmp(verb, "enable") == 0)
		return enable(app, argv[1], verb[0] == 'e');
	return usage(
	    c, "\"%s\" is nothing that can be done with a user.", verb);
}
