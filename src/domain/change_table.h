/*
 * domain/change_table.h - the tables that changes may write; private to
 * domain/change*.c and to batches, which make many rows at once.
 */

#ifndef DOMAIN_CHANGE_TABLE_H
#define DOMAIN_CHANGE_TABLE_H

#include "domain/change.h"
#include "domain/operation.h"

struct change_table {
	const char *name;
	bool updated;         /* has updated_at */
	struct set unmade[7]; /* what undo writes to a row made by mistake */
	size_t n_unmade;
	const char *in_use; /* counts what keeps such a row; NULL: nothing */
	/*
	 * Set for rows that go with what made them, whatever was done with
	 * them since, unless this gives the sentence that says why not.
	 */
	const char *stays;
};

/* The table of that name, or NULL. */
const struct change_table *change_table_find(const char *name);

/* "application approve" to its operation, or NULL. */
const struct operation *change_operation(const char *name);

/* Whether undo takes such an operation back. */
bool change_can_undo(const char *operation);

/*
 * Refuses (ERR_CONFLICT, with who, when and what) if anything that counts
 * was done with the row after that audit row. What was taken back does not
 * count, nor do claims that moved nothing. For a row that was made by it,
 * everything recorded about it counts, a note on it too.
 */
NODISCARD bool change_is_newest(struct change *c, int64_t audit,
    const char *entity, int64_t record, bool made, struct err *err);

#endif
