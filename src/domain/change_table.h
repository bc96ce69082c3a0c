/*
 * domain/change_table.h - the tables that changes may write; private to
 * domain/change*.c.
 */

#ifndef DOMAIN_CHANGE_TABLE_H
#define DOMAIN_CHANGE_TABLE_H

#include "domain/change.h"

struct change_table {
	const char *name;
	bool updated;         /* has updated_at */
	struct set unmade[2]; /* what undo writes to a row made by mistake */
	size_t n_unmade;
};

/* The table of that name, or NULL. */
const struct change_table *change_table_find(const char *name);

#endif
