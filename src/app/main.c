/* app/main.c - the command line; puts the layers together. */

#include "config.h"

#include <locale.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app.h"
#include "base/date.h"
#include "base/text.h"
#include "domain/operation.h"

const struct subcommand subcommands[] = {
	{ "init", "[--demo]",
	    "creates the database and loads the shipped programs", false,
	    cmd_init },
	{ "program", "check|load FILE... | list | show ID[@VERSION]",
	    "lints, loads and shows program files", false, cmd_program },
	{ "import",
	    "KIND FILE [--map MAP] [--set FIELD=VALUE]... [--dry-run] "
	    "[--strict] [--verbose] | --undo BATCH",
	    "brings records or rates in from a file, or takes a batch back",
	    true, cmd_import },
	{ "list",
	    "KIND [--filter EXPR] [--sort [-]FIELD] [--columns A,B] "
	    "[--limit N] [--format table|csv|json] [--raw]",
	    "prints a list", true, cmd_list },
	{ "show",
	    "KIND ID [--document KIND] [--payment N] "
	    "[--format table|csv|json]",
	    "prints one record with its history, one of its documents, or a "
	    "partner's payment details N in full",
	    true, cmd_show },
	{ "directory",
	    "[--format csv|json|html] [--program ID] [--country CC] [--raw]",
	    "prints the partners that the public may see", true,
	    cmd_directory },
	{ "explain",
	    "C-12 | S-12 | application|enrollment|lead|conflict|sale|commission ID",
	    "says how every cent of a commission or a score came about, or why "
	    "a record stands as it does",
	    true, cmd_explain },
	{ "simulate",
	    "--program FILE [--sales FILE [--map MAP] [--set FIELD=VALUE]...] "
	    "[--by partner] [--format table|csv|json] [--raw]",
	    "says what a program file would pay for the sales of a file, or "
	    "for the recorded ones beside what they accrued",
	    false, cmd_simulate },
	{ "summary",
	    "[--by partner,period,product,program,state] [--from DATE] "
	    "[--to DATE] [--period 2026-Q3] [--as-of DATE] "
	    "[--currency EUR] [--format table|csv|json] [--raw]",
	    "sums up commissions, by quarter or by month or year where a "
	    "period is asked for",
	    true, cmd_summary },
	{ "radar", "[--days N] [--owner USER] [--format FORMAT]",
	    "shows what lapses or is due soon", true, cmd_radar },
	{ "statement",
	    "print ID... [--format text|html] | print --period PERIOD --to "
	    "FOLDER [--format text|html]",
	    "prints what a partner is told of a period", true, cmd_statement },
	{ "payout", "file ID --format csv|pain.001 | why PARTNER",
	    "makes the bank's file, or says why a partner is not paid", true,
	    cmd_payout },
	{ "check", "", "checks the database and every invariant", true,
	    cmd_check },
	{ "deliver", "[--dry-run FOLDER]",
	    "sends the letters that are due in the outbox", true, cmd_deliver },
	{ "backup", "FILE", "writes a verified copy while others work", true,
	    cmd_backup },
	{ "user",
	    "add NAME --role ROLE | role NAME --role ROLE [--remove] | "
	    "disable NAME | enable NAME | list",
	    "says who may do what", true, cmd_user },
	{ "help", "[COMMAND]", "says how commands go", false, cmd_help },
	{ NULL, NULL, NULL, false, NULL },
};

/* What a version to come will do; known, so that the answer is clear. */
static const char *const not_yet[] = { "keys", "seal", "service-check" };

static const char *login_name(void)
{
	const struct passwd *pw = getpwuid(getuid());

	return pw != NULL ? pw->pw_name : "owner";
}

/* --db, $ACCORD_DB, $XDG_DATA_HOME, ~/.local/share; in that order. */
static const char *default_path(struct arena *a)
{
	const char *db = getenv("ACCORD_DB");
	const char *data = getenv("XDG_DATA_HOME");
	const char *home = getenv("HOME");

	if (db != NULL && db[0] != '\0')
		return db;
	if (data != NULL && data[0] == '/')
		return arena_fmt(a, "%s/accord/accord.db", data);
	return arena_fmt(
	    a, "%s/.local/share/accord/accord.db", home != NULL ? home : ".");
}

/* The tests' clock: "2026-03-31T14:02:00Z". */
static bool read_clock(int64_t *ret)
{
	const char *text = getenv("ACCORD_NOW");
	struct err err;
	date_days day;
	char buf[11];
	int h, m, s;

	*ret = 0;
	if (text == NULL || text[0] == '\0')
		return true;
	if (strlen(text) != 20)
		return false;
	memcpy(buf, text, 10);
	buf[10] = '\0';
	if (!date_parse(buf, &day, &err) ||
	    sscanf(text + 10, "T%2d:%2d:%2dZ", &h, &m, &s) != 3)
		return false;
	*ret = (int64_t)day * 86400 + h * 3600 + m * 60 + s;
	return true;
}

bool app_open(struct app *app, int *ret_status)
{
	struct err err;

	if (!db_open(app->db_path, DB_OPEN, &app->db, &err)) {
		*ret_status = fail(&err);
		if (err.kind == ERR_NOT_FOUND)
			say("\"accord init\" makes it; \"accord init --demo\" "
			    "with examples in it.");
		return false;
	}
	if (!session_open(app->db, app->login, app->as, app->fixed_now,
		&app->session, &err)) {
		*ret_status = fail(&err);
		return false;
	}
	return true;
}

static void app_close(struct app *app)
{
	session_close(app->session);
	db_close(app->db);
	arena_done(&app->arena);
}

static bool is_noun(const char *name)
{
	const struct operation *op;

	for (op = operation_next(NULL); op != NULL; op = operation_next(op))
		if (strcmp(op->noun, noun_singular(name)) == 0)
			return true;
	return false;
}

static int unknown(const char *name)
{
	const char *names[ARRAY_LEN(subcommands)];
	const char *nearest;
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_LEN(not_yet); i++)
		if (strcmp(not_yet[i], name) == 0) {
			say("\"%s\" is not available in this version.", name);
			return STATUS_UNAVAILABLE;
		}
	for (; subcommands[n].name != NULL; n++)
		names[n] = subcommands[n].name;
	nearest = text_nearest(name, names, n);
	if (nearest != NULL)
		say("There is no command \"%s\"; did you mean \"%s\"?", name,
		    nearest);
	else
		say("There is no command \"%s\"; \"accord help\" lists them.",
		    name);
	return STATUS_USAGE;
}

/* Runs what the words after the global options say. */
static int dispatch(struct app *app, int argc, char **argv)
{
	const struct subcommand *c = subcommand_find(argv[0]);
	int status = STATUS_IO;

	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--help") == 0)
			return cmd_help(app, argc, argv);
	if (c != NULL) {
		if (c->session && !app_open(app, &status))
			return status;
		return c->run(app, argc, argv);
	}
	if (!is_noun(argv[0]))
		return unknown(argv[0]);
	if (!app_open(app, &status))
		return status;
	return cmd_operation(app, argc, argv);
}

/* Takes one global option from the front; false when there is none. */
static bool global_option(
    const char *name, int *at, int argc, char **argv, const char **ret)
{
	size_t len = strlen(name);

	if (*at >= argc || strncmp(argv[*at], name, len) != 0)
		return false;
	if (argv[*at][len] == '=') {
		*ret = argv[(*at)++] + len + 1;
		return true;
	}
	if (argv[*at][len] != '\0' || *at + 1 >= argc)
		return false;
	*ret = argv[*at + 1];
	*at += 2;
	return true;
}

static int run(struct app *app, int argc, char **argv)
{
	const char *script = NULL;
	int at = 1;

	while (at < argc && argv[at][0] == '-') {
		if (strcmp(argv[at], "--help") == 0 ||
		    strcmp(argv[at], "-h") == 0)
			return cmd_help(app, 0, NULL);
		if (strcmp(argv[at], "--version") == 0) {
			puts(PACKAGE_STRING);
			return STATUS_DONE;
		}
		if (!global_option("--db", &at, argc, argv, &app->db_path) &&
		    !global_option("--as", &at, argc, argv, &app->as) &&
		    !global_option("--script", &at, argc, argv, &script)) {
			say("\"%s\" is not an option, or lacks its value; "
			    "\"accord help\" shows how commands go.",
			    argv[at]);
			return STATUS_USAGE;
		}
	}
	if (at == argc)
		return cmd_screens(app, script);
	return dispatch(app, argc - at, argv + at);
}

int main(int argc, char **argv)
{
	struct app app = { .arena = ARENA_INIT };
	int status;

	umask(077);
	setlocale(LC_ALL, "");
	app.login = arena_str(&app.arena, login_name());
	app.db_path = default_path(&app.arena);
	if (!read_clock(&app.fixed_now)) {
		say("ACCORD_NOW must be like 2026-03-31T14:02:00Z.");
		status = STATUS_CONFIG;
	} else {
		status = run(&app, argc, argv);
	}
	app_close(&app);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		say("Standard output cannot be written.");
		return STATUS_IO;
	}
	return status;
}
