/*
 * tests/lint/print_keys.c - what the manual says of program files and of
 * letters, printed from the tables that read them.
 *
 * "print_keys keys" prints the tables of the keys, "print_keys fields" the
 * fields of templates, as they stand in doc/accord-programs.5; "letters",
 * "letter-fields" and "settings" are for doc/accord-mail.5.
 */

#include "config.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "domain/document.h"
#include "domain/letter.h"
#include "domain/program_key.h"
#include "io/mail_settings.h"

#define SECTIONS_MAX 64

struct seen {
	const struct program_section *list[SECTIONS_MAX];
	size_t n;
};

/* Text as roff has it. */
static void print_text(const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '`')
			fputs("\\(ga", stdout);
		else if (*s == '\\')
			fputs("\\e", stdout);
		else
			putchar(*s);
	}
}

/* " (month, quarter)"; a list of fields has too many. */
static void print_choices(const struct program_key *key)
{
	const char *sep = " (";

	if (key->choices == NULL || program_same(key->noun, "field"))
		return;
	for (const char *s = key->choices; *s != '\0';) {
		size_t len = strcspn(s, "|");

		printf("%s%.*s", sep, (int)len, s);
		sep = ", ";
		s += len + (s[len] == '|');
	}
	putchar(')');
}

static void print_default(const struct program_key *key)
{
	enum key_shape shape = key->type->shape;

	if (key->required)
		fputs(", required", stdout);
	else if (key->follows != NULL)
		printf(", default %s", key->follows);
	else if (key->fallback != NULL && key->fallback[0] != '\0')
		printf(", default %s", key->fallback);
	else if (shape != SHAPE_MAP)
		fputs(", optional", stdout);
}

/* "Number from 1 to 9, default 2: ..." */
static void print_key(const struct program_key *key)
{
	const char *what = key->type->what;

	printf(".It Ic %s\n%c%s", key->name, toupper((unsigned char)what[0]),
	    what + 1);
	if (strcmp(what, "number") == 0 && key->max > 0)
		printf(" from %" PRId64 " to %" PRId64, key->min, key->max);
	print_choices(key);
	print_default(key);
	fputs(": ", stdout);
	print_text(key->help);
	fputs(".\n", stdout);
}

static bool first_time(struct seen *seen, const struct program_section *s)
{
	for (size_t i = 0; i < seen->n; i++)
		if (seen->list[i] == s)
			return false;
	if (seen->n < SECTIONS_MAX)
		seen->list[seen->n++] = s;
	return true;
}

/* A section and then those inside it; one that serves many keys once. */
static void print_section(
    struct seen *seen, const struct program_section *s, const char *path)
{
	char inner[128];

	printf(".Ss %s\n.Bl -tag -width Ds\n", path);
	for (size_t i = 0; i < s->n; i++)
		print_key(&s->keys[i]);
	fputs(".El\n", stdout);
	for (size_t i = 0; i < s->n; i++) {
		const struct program_key *key = &s->keys[i];
		const struct program_section *part = key->section;

		if (part == NULL || !first_time(seen, part))
			continue;
		snprintf(inner, sizeof(inner), "%s%s%s%s",
		    s == &program_root ? "" : path,
		    s == &program_root ? "" : ".", key->name,
		    key->type->shape == SHAPE_LIST ? "[]" : "");
		print_section(seen, part, inner);
	}
}

static void print_fields(void)
{
	for (size_t i = 0; i < n_document_fields; i++) {
		printf(".It Ic %s\n", document_fields[i].name);
		print_text(document_fields[i].help);
		fputs(".\n", stdout);
	}
}

static void print_letters(void)
{
	for (size_t i = 0; i < n_letter_templates; i++)
		printf(".It\n%s\n", letter_templates[i]);
}

static void print_letter_fields(void)
{
	for (size_t i = 0; i < n_letter_field_names; i++) {
		printf(".It Ic %s\n", letter_field_names[i].name);
		print_text(letter_field_names[i].help);
		fputs(".\n", stdout);
	}
}

/* Their names only: the page says more of them. */
static void print_settings(void)
{
	for (size_t i = 0; i < mail_settings_fields.n; i++)
		printf(".It Ic %s\n", mail_settings_fields.list[i].name);
}

int main(int argc, char **argv)
{
	struct seen seen = { .n = 0 };

	if (argc == 2 && strcmp(argv[1], "keys") == 0)
		print_section(&seen, &program_root, "The whole file");
	else if (argc == 2 && strcmp(argv[1], "fields") == 0)
		print_fields();
	else if (argc == 2 && strcmp(argv[1], "letters") == 0)
		print_letters();
	else if (argc == 2 && strcmp(argv[1], "letter-fields") == 0)
		print_letter_fields();
	else if (argc == 2 && strcmp(argv[1], "settings") == 0)
		print_settings();
	else
		return 64;
	return 0;
}
