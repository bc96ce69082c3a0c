/*
 * ui/simulate_command.h - what a program file would pay for given sales.
 *
 * Over a file no database is opened: partners and customers are plain text,
 * everybody is on the program's first level, a registration is of the sale's
 * day, and what is not paid yet counts as paid. Over the database each
 * partner has the level it had, and what was really accrued stands beside.
 * The rules are those that real sales go through. Nothing is written.
 */

#ifndef UI_SIMULATE_COMMAND_H
#define UI_SIMULATE_COMMAND_H

#include <stdio.h>

#include "base/date.h"
#include "domain/session.h"
#include "io/print.h"

struct simulate_options {
	const char *program; /* a file */
	const char *sales;   /* a file; NULL: those of the database */
	const char *map;     /* NULL: the header bears the field names */
	const char *const *sets;
	size_t n_sets;
	bool by_partner; /* sums, not sales */
	enum list_format format;
	bool raw;
	date_days today;
};

/*
 * Prints partner, sale, product, date, base, currency, rule, rate and
 * commission of each sale, by date and line of the file; a sale that earns
 * nothing has no rule and 0. Totals and what is wrong go to `messages`.
 * Returns the exit status: 0, 1 when rows were refused, 65, 66.
 */
int simulate_run(
    const struct simulate_options *options, FILE *out, FILE *messages);

/*
 * The same over the sales in the database, in the order of recording, each
 * with `accrued` and `difference` behind: those under the program's terms,
 * or all when it has none. Adjustments and bonuses are left out and told.
 */
int simulate_database(struct session *s, const struct simulate_options *options,
    FILE *out, FILE *messages);

#endif
