/* app/app.c - messages, statuses and options of the subcommands. */

#include "config.h"

#include "app/app.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/text.h"

/* A message may have several lines; whatever else could steer a terminal is
 * taken out of each. */
static void say_text(const char *text)
{
	struct arena a = ARENA_INIT;
	size_t len = strcspn(text, "\n");

	fprintf(
	    stderr, "accord: %s\n", text_safe(arena_strn(&a, text, len), &a));
	for (text += len; *text != '\0'; text += len) {
		text++;
		len = strcspn(text, "\n");
		fprintf(
		    stderr, "%s\n", text_safe(arena_strn(&a, text, len), &a));
	}
	arena_done(&a);
}

void say(const char *fmt, ...)
{
	char text[1000];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	text[text_valid_until(text, strlen(text))] = '\0';
	say_text(text);
}

int fail(const struct err *err)
{
	say_text(err->text);
	return status_of(err);
}

int usage(const struct subcommand *c, const char *fmt, ...)
{
	char text[400];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	text[text_valid_until(text, strlen(text))] = '\0';
	say_text(text);
	fprintf(stderr, "usage: accord %s %s\n", c->name, c->synopsis);
	return STATUS_USAGE;
}

const struct subcommand *subcommand_find(const char *name)
{
	for (size_t i = 0; subcommands[i].name != NULL; i++)
		if (strcmp(subcommands[i].name, name) == 0)
			return &subcommands[i];
	return NULL;
}

static bool read_one(const struct subcommand *c, int found, int index,
    char **argv, struct option_value *values)
{
	if (found == 0) {
		values[index].value = optarg != NULL ? optarg
		    : values[index].flag             ? ""
						     : NULL;
		return true;
	}
	if (found == ':')
		(void)usage(c, "%s needs a value.", argv[optind - 1]);
	else
		(void)usage(c, "%s is not an option of \"%s\".",
		    argv[optind - 1], c->name);
	return false;
}

bool options_read(const struct subcommand *c, int *argc, char **argv,
    struct option_value *values, size_t n)
{
	struct option *list = calloc(n + 1, sizeof(*list));
	int found, index = 0, left = 0;
	bool ok = true;

	if (list == NULL)
		abort();
	for (size_t i = 0; i < n; i++)
		list[i] = (struct option){ values[i].name,
			values[i].flag ? no_argument : required_argument, NULL,
			0 };
	opterr = 0;
	optind = 0;
	while (
	    ok && (found = getopt_long(*argc, argv, ":", list, &index)) != -1)
		ok = read_one(c, found, index, argv, values);
	free(list);
	if (!ok)
		return false;
	for (int i = optind; i < *argc; i++)
		argv[left++] = argv[i];
	*argc = left;
	return true;
}

bool format_read(
    const struct subcommand *c, const char *text, enum list_format *ret)
{
	static const char *const names[] = { [FORMAT_TABLE] = "table",
		[FORMAT_CSV] = "csv",
		[FORMAT_JSON] = "json" };

	if (text == NULL) {
		*ret = isatty(STDOUT_FILENO) ? FORMAT_TABLE : FORMAT_CSV;
		return true;
	}
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(names[i], text) == 0) {
			*ret = (enum list_format)i;
			return true;
		}
	(void)usage(c, "A format is table, csv or json, not \"%s\".", text);
	return false;
}

size_t options_take_sets(
    int *argc, char **argv, const char **sets, bool *ret_ok)
{
	size_t n = 0;
	int left = 0;

	*ret_ok = true;
	for (int i = 0; i < *argc; i++) {
		const char *value = NULL;

		if (strcmp(argv[i], "--set") == 0 && i + 1 < *argc)
			value = argv[++i];
		else if (strncmp(argv[i], "--set=", 6) == 0)
			value = argv[i] + 6;
		if (value == NULL) {
			argv[left++] = argv[i];
			continue;
		}
		*ret_ok = *ret_ok && strchr(value, '=') != NULL;
		sets[n++] = value;
	}
	*argc = left;
	return n;
}
