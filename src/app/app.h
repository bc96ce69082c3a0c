/*
 * app/app.h - the command line: what every subcommand shares.
 *
 * A subcommand is one row of a table: its name, its synopsis, its help and
 * its function, which returns the exit status. Results go to standard
 * output, messages to standard error, made safe for a terminal.
 */

#ifndef APP_APP_H
#define APP_APP_H

#include "domain/session.h"
#include "ui/program_command.h"
#include "ui/status.h"

struct app {
	const char *db_path;
	const char *as;    /* --as, or NULL */
	const char *login; /* the login name */
	int64_t fixed_now; /* 0: the real clock */
	struct arena arena;
	struct db *db;
	struct session *session;
};

struct subcommand {
	const char *name;
	const char *synopsis; /* "KIND [--filter EXPR] ..." */
	const char *help;     /* one sentence */
	bool session;         /* wants an open database */
	int (*run)(struct app *app, int argc, char **argv);
};

/* Every subcommand, in the order of help; a NULL name ends them. */
extern const struct subcommand subcommands[];

/* "accord: TEXT" on standard error. */
void say(const char *fmt, ...) PRINTF_LIKE(1, 2);

/* Says the error and returns the status that its kind has. */
int fail(const struct err *err);

/* Says what was wrong with the words of a command and how they go. */
int usage(const struct subcommand *c, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* The row of subcommands[] by that name, or NULL. */
const struct subcommand *subcommand_find(const char *name);

/* Opens the database and the session; false with the status to exit with. */
bool app_open(struct app *app, int *ret_status);

/*
 * Makes the database with the shipped programs, and examples if `demo`;
 * ERR_REFUSED when the file is there already.
 */
NODISCARD bool app_create(struct app *app, bool demo, struct err *err);

/* ---- options of one command, by getopt_long() --------------------------- */

struct option_value {
	const char *name;  /* without the dashes */
	bool flag;         /* takes no value */
	const char *value; /* set by options_read(); "" for a flag */
};

/*
 * Reads the options of a command; what is left, in order, is argv[0] up to
 * *argc. argv[0] is the command's name on entry. Says what is wrong and
 * returns false.
 */
bool options_read(const struct subcommand *c, int *argc, char **argv,
    struct option_value *values, size_t n);

/* Takes every "--set FIELD=VALUE" out of argv, before options_read(), which
 * keeps only the last of an option; *ret_ok: each has a "=". Room for *argc
 * of them. Returns how many there were. */
size_t options_take_sets(
    int *argc, char **argv, const char **sets, bool *ret_ok);

/* The output format: --format, else table on a terminal and csv in a pipe. */
bool format_read(
    const struct subcommand *c, const char *text, enum list_format *ret);

/* ---- the functions behind the rows -------------------------------------- */

int cmd_init(struct app *app, int argc, char **argv);
int cmd_radar(struct app *app, int argc, char **argv);
int cmd_program(struct app *app, int argc, char **argv);
int cmd_import(struct app *app, int argc, char **argv);
int cmd_list(struct app *app, int argc, char **argv);
int cmd_show(struct app *app, int argc, char **argv);
int cmd_directory(struct app *app, int argc, char **argv);
int cmd_explain(struct app *app, int argc, char **argv);
int cmd_simulate(struct app *app, int argc, char **argv);
int cmd_summary(struct app *app, int argc, char **argv);
int cmd_check(struct app *app, int argc, char **argv);
int cmd_deliver(struct app *app, int argc, char **argv);
int cmd_backup(struct app *app, int argc, char **argv);
int cmd_user(struct app *app, int argc, char **argv);
int cmd_help(struct app *app, int argc, char **argv);
int cmd_statement(struct app *app, int argc, char **argv);
int cmd_payout(struct app *app, int argc, char **argv);
int cmd_operation(struct app *app, int argc, char **argv);
int cmd_screens(struct app *app, const char *script);

#endif
