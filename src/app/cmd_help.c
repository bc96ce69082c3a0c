/* app/cmd_help.c - how commands go, from the tables that run them. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/manual.h"
#include "domain/operation.h"

static void print_commands(void)
{
	puts("usage: accord [--db FILE] [--as USER] [COMMAND [ARGUMENTS]]\n\n"
	     "Without a command the screens open.\n");
	for (size_t i = 0; subcommands[i].name != NULL; i++)
		printf(
		    "  %-10s %s\n", subcommands[i].name, subcommands[i].help);
	puts("  NOUN VERB  does what the screens do; for example "
	     "\"accord application help\"\n\n"
	     "\"accord help COMMAND\" says more, accord(1) says all.");
}

static void print_operation(const struct operation *op)
{
	printf("  %s %s%s\n      %s\n", op->noun, op->verb,
	    (op->flags & OPERATION_MAKES) != 0 ? "" : " ID...", op->help);
	for (size_t i = 0; op->params != NULL && i < op->params->n; i++) {
		const struct field *f = &op->params->list[i];

		const char *more = f->choices != NULL ? f->choices : f->help;

		printf("      --%-16s %s%s%s%s\n", f->name, f->title,
		    (f->flags & FIELD_REQUIRED) != 0 ? " (needed)" : "",
		    more != NULL ? ": " : "", more != NULL ? more : "");
	}
}

static bool print_noun(const char *noun, const char *verb)
{
	const char *singular = noun_singular(noun);
	const struct operation *op;
	bool found = false;

	for (op = operation_next(NULL); op != NULL; op = operation_next(op)) {
		if (strcmp(op->noun, singular) != 0 ||
		    (op->flags & OPERATION_SWEEP) != 0 ||
		    (verb != NULL && strcmp(op->verb, verb) != 0))
			continue;
		print_operation(op);
		found = true;
	}
	return found;
}

int cmd_help(struct app *app UNUSED, int argc, char **argv)
{
	/* "help NAME" and "NAME --help" alike. */
	bool asked = argc > 0 && strcmp(argv[0], "help") == 0;
	const char *name = asked ? argv[1] : argc > 0 ? argv[0] : NULL;
	const char *verb = argc < 2 || asked ? NULL : argv[1];
	const struct subcommand *c;

	if (name == NULL) {
		print_commands();
		return STATUS_DONE;
	}
	/* For the test that compares the manual with them. */
	if (asked && strcmp(name, "--tables") == 0 && argc > 2)
		return manual_print(argv[2]) ? STATUS_DONE : STATUS_USAGE;
	c = subcommand_find(name);
	if (c != NULL)
		printf("usage: accord %s %s\n\n%s %s.\n", c->name, c->synopsis,
		    c->name, c->help);
	if (verb != NULL && (verb[0] == '-' || strcmp(verb, "help") == 0))
		verb = NULL;
	/* Some words are a noun's, besides its operations. */
	if (print_noun(name, verb) || c != NULL)
		return STATUS_DONE;
	say("There is no command \"%s\"; \"accord help\" lists them.", name);
	return STATUS_USAGE;
}
