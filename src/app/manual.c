/* app/manual.c - the tables of the manual, printed from those that run. */

#include "config.h"

#include "app/manual.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "domain/import.h"
#include "domain/operation.h"
#include "query/list.h"
#include "ui/desk_view.h"
#include "ui/keys.h"
#include "ui/lead_view.h"
#include "ui/money_views.h"
#include "ui/summary_view.h"
#include "ui/view.h"

/* Text as roff has it. */
static void put(const char *s)
{
	for (; *s != '\0'; s++)
		switch (*s) {
		case '\\':
			fputs("\\e", stdout);
			break;
		case '"':
			fputs("\\(dq", stdout);
			break;
		case '\'':
			fputs("\\(aq", stdout);
			break;
		case '`':
			fputs("\\(ga", stdout);
			break;
		case '^':
			fputs("\\(ha", stdout);
			break;
		case '~':
			fputs("\\(ti", stdout);
			break;
		case '-':
			fputs("\\-", stdout);
			break;
		default:
			putchar(*s);
		}
}

/* A sentence of a help text: a capital in front, unless it is a key; a
 * period behind. */
static void put_sentence(const char *s)
{
	bool key = s[1] == ' ' && s[0] != 'a';
	char first[2] = { key ? s[0] : (char)toupper((unsigned char)s[0]),
		'\0' };

	put(first);
	put(s + 1);
	puts(".");
}

/* ---- commands and operations -------------------------------------------- */

static void print_commands(void)
{
	puts(".Bl -tag -width Ds");
	for (size_t i = 0; subcommands[i].name != NULL; i++) {
		printf(".It Cm %s\n.Ql \"accord %s", subcommands[i].name,
		    subcommands[i].name);
		if (subcommands[i].synopsis[0] != '\0')
			putchar(' ');
		put(subcommands[i].synopsis);
		puts("\"");
		puts(".Pp");
		put_sentence(subcommands[i].help);
	}
	puts(".El");
}

static void put_params(const struct fields *params)
{
	fputs("Options:", stdout);
	for (size_t i = 0; i < params->n; i++) {
		printf("%s\n.Fl \\-", i > 0 ? " ," : "");
		put(params->list[i].name);
	}
	puts(" .");
}

static void print_operations(void)
{
	const struct operation *op;

	puts(".Bl -tag -width Ds");
	for (op = operation_next(NULL); op != NULL; op = operation_next(op)) {
		if ((op->flags & OPERATION_SWEEP) != 0)
			continue;
		printf(".It Cm %s %s%s\n", op->noun, op->verb,
		    (op->flags & OPERATION_MAKES) != 0 ? "" : " Ar ID ...");
		put_sentence(op->help);
		printf("Needs the role\n.Sy %s .\n", right_role(op->right));
		if (op->params != NULL)
			put_params(op->params);
	}
	puts(".El");
}

/* ---- fields of the filter language -------------------------------------- */

static void print_fields(void)
{
	puts(".Bl -tag -width Ds");
	for (size_t i = 0; lists[i] != NULL; i++) {
		printf(".It Cm %s\n", lists[i]->name);
		for (size_t c = 0; c < lists[i]->n_columns; c++)
			printf(".Ic %s%s\n", lists[i]->columns[c].name,
			    c + 1 < lists[i]->n_columns ? " ," : " .");
	}
	puts(".El");
}

/* ---- what is imported --------------------------------------------------- */

static void print_import_field(
    const struct import_kind *kind, const struct field *f)
{
	bool needed = (f->flags & FIELD_REQUIRED) != 0 ||
	    (kind->needs_id && strcmp(f->name, "id") == 0);

	/* In quotes, since words may be macros. */
	printf(".It Li %s Ta %sTa \"", f->name, needed ? "* " : "");
	put(f->title);
	for (const char *c = f->choices, *blank = ": "; c != NULL;
	     blank = " ") {
		const char *end = strchr(c, '|');
		size_t len = end != NULL ? (size_t)(end - c) : strlen(c);

		printf("%s%.*s", blank, (int)len, c);
		c = end != NULL ? end + 1 : NULL;
	}
	puts("\"");
}

static void print_imports(void)
{
	const struct import_kind *kind;

	for (kind = import_kind_next(NULL); kind != NULL;
	     kind = import_kind_next(kind)) {
		printf(".Pp\nOf\n.Ic %s :\n", kind->kind);
		puts(
		    ".Bl -column \"registry_number\" \"*\" \"Title\" -compact");
		for (size_t i = 0; i < kind->fields->n; i++)
			print_import_field(kind, &kind->fields->list[i]);
		puts(".El");
	}
}

/* ---- keys --------------------------------------------------------------- */

static void put_key(const char *key)
{
	fputs(".It Ic ", stdout);
	put(key);
	putchar('\n');
}

/* "j Down": the words of a command's keys. */
static void put_keys(const char *keys)
{
	const char *blank = "";

	fputs(".It Ic \"", stdout);
	while (*keys != '\0') {
		char title[KEY_WORD];

		keys_title(keys, title);
		fputs(blank, stdout);
		put(title);
		blank = " ";
		keys += strcspn(keys, " ");
		keys += strspn(keys, " ");
	}
	puts("\"");
}

static void print_key_table(const char *title, const struct commands *table)
{
	printf(".Ss %s\n.Bl -tag -width Backspace -compact\n", title);
	for (size_t i = 0; i < table->n; i++) {
		put_keys(table->rows[i].keys);
		put_sentence(table->rows[i].help);
	}
	puts(".El");
}

/* The keys of a noun's operations, under a title of their own. */
static void print_operation_keys(const char *noun)
{
	const struct operation *op;

	printf(".Ss On %s %s\n", strchr("aeiou", noun[0]) != NULL ? "an" : "a",
	    noun);
	puts(".Bl -tag -width Backspace -compact");
	for (op = operation_next(NULL); op != NULL; op = operation_next(op))
		if (op->key[0] != '\0' && strcmp(op->noun, noun) == 0) {
			put_key(op->key);
			put_sentence(op->help);
		}
	puts(".El");
}

/* Operations are in the order of their nouns. */
static void print_keys_of_records(void)
{
	const struct operation *op;
	const char *noun = "";

	for (op = operation_next(NULL); op != NULL; op = operation_next(op))
		if (op->key[0] != '\0' && strcmp(op->noun, noun) != 0) {
			noun = op->noun;
			print_operation_keys(noun);
		}
}

static void print_keys(void)
{
	print_key_table("On a list", &list_kind.commands);
	print_keys_of_records();
	print_key_table(
	    "On the list of leads, besides", &lead_list_kind.commands);
	print_key_table("On the board of leads", &board_kind.commands);
	print_key_table("On the summary", &summary_kind.commands);
	print_key_table("On the lines behind it, as on a list, and",
	    &summary_lines_kind.commands);
	print_key_table(
	    "On the trend and the top partners", &summary_chart_kind.commands);
	print_key_table(
	    "On the list of sales, besides", &sale_list_kind.commands);
	print_key_table("On the list of commissions, besides",
	    &commission_list_kind.commands);
	print_key_table("On the list of statements, besides",
	    &statement_list_kind.commands);
	print_key_table(
	    "On the list of payouts, besides", &payout_list_kind.commands);
	print_key_table("On the radar", &radar_kind.commands);
	print_key_table("On a conflict", &conflict_kind.commands);
	print_key_table("In the review", &review_kind.commands);
	print_key_table("With a partner", &partner_kind.commands);
	print_key_table("In a text", &text_kind.commands);
	print_key_table("In a menu", &menu_kind.commands);
	print_key_table("Everywhere", &common_commands);
}

bool manual_print(const char *part)
{
	static const struct {
		const char *name;
		void (*print)(void);
	} parts[] = {
		{ "commands", print_commands },
		{ "operations", print_operations },
		{ "fields", print_fields },
		{ "keys", print_keys },
		{ "imports", print_imports },
	};

	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		if (strcmp(parts[i].name, part) == 0) {
			parts[i].print();
			return true;
		}
	return false;
}
