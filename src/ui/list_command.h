/*
 * ui/list_command.h - accord list: a list printed, filtered and sorted.
 *
 * The screens' export is the same function.
 */

#ifndef UI_LIST_COMMAND_H
#define UI_LIST_COMMAND_H

#include "domain/session.h"
#include "io/print.h"
#include "query/list.h"

struct list_options {
	const struct list *list;
	const char *filter;  /* NULL or "": all */
	const char *sort;    /* "-age"; NULL: as on the screen */
	const char *columns; /* "id,company"; NULL: those of the format */
	int64_t limit;       /* rows; 0 is all */
	enum list_format format;
	bool raw; /* formulas stay formulas */
};

/*
 * Prints to `out`. ERR_INVALID for what is wrong with the options, naming
 * what there is; *ret_rows, if not NULL, counts what was printed.
 */
NODISCARD bool list_print(struct session *s, const struct list_options *o,
    FILE *out, int64_t *ret_rows, struct err *err);

/* "A-12": the id of a record of that list. */
const char *list_id_text(
    const struct list *list, int64_t id, struct arena *arena);

#endif
