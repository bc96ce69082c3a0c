/*
 * query/directory.h - partners that the public may see.
 *
 * Only what a public page may say is read here at all: no people, no notes,
 * no ids of the database.
 */

#ifndef QUERY_DIRECTORY_H
#define QUERY_DIRECTORY_H

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

/* One program of one partner; rows of the same partner follow one another. */
struct directory_row {
	int64_t partner; /* tells partners apart; not to be shown */
	int64_t program_version;
	const char *name, *country, *city, *website, *coverage, *description;
	const char *program, *program_name, *level;
};

/*
 * Active partners that are to be listed, by country and name, with their
 * active programs; of one program or country unless that is NULL.
 */
NODISCARD bool directory_read(struct db *db, const char *program,
    const char *country, struct arena *a, struct directory_row **ret,
    size_t *ret_n, struct err *err);

#endif
