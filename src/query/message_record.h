/*
 * query/message_record.h - a letter of the outbox, whole.
 */

#ifndef QUERY_MESSAGE_RECORD_H
#define QUERY_MESSAGE_RECORD_H

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

struct message_file {
	int64_t document;
	const char *kind, *name;
};

/* One try to send it, the oldest first. */
struct message_try {
	int64_t at, ended_at; /* ended_at 0: it is under way */
	const char *outcome;  /* "" while under way */
	const char *answer;
};

struct message_record {
	const char *to_name, *to_address, *subject, *body;
	bool html; /* it has a form of its own for mail programs that show it */
	struct message_file *files;
	struct message_try *tries;
	size_t n_files, n_tries;
};

/* ERR_NOT_FOUND. */
NODISCARD bool message_record_read(struct db *db, int64_t id, struct arena *a,
    struct message_record *ret, struct err *err);

#endif
