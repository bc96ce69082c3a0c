/*
 * domain/outbox.h - letters on their way out, each at most once.
 *
 * Before the server hears of a message, a transaction of its own says that
 * it is being sent, and the sender holds its number (db_hold()) until the
 * outcome is written. So of two senders one takes it, and what a sender that
 * died has left is seen: nobody knows whether the server has it, it becomes
 * `unknown`, and only a person says what is to be done.
 *
 *	outbox_recover(s, &n, err);
 *	while (outbox_take(s, a, &o, &found, err) && found) {
 *		... send it ...
 *		outbox_settle(s, &o, OUTBOX_SENT, answer, err);
 *	}
 */

#ifndef DOMAIN_OUTBOX_H
#define DOMAIN_OUTBOX_H

#include "domain/session.h"

enum outbox_outcome {
	OUTBOX_SENT,
	OUTBOX_REFUSED,   /* for good */
	OUTBOX_DEFERRED,  /* tried again later; after 6 tries it failed */
	OUTBOX_UNKNOWN,   /* handed over, but no answer came */
	OUTBOX_NOT_TRIED, /* the server takes none now: it does not count */
};

struct outbox_file {
	const char *name; /* "Order Form.txt" */
	const char *text;
};

struct outgoing {
	int64_t message, attempt;
	const char *message_id; /* left of the @ */
	const char *to_name, *to_address;
	const char *subject, *text, *html;
	struct outbox_file *files;
	size_t n_files;
	int64_t tries; /* this one counts */
};

/* Marks what senders that are gone have left; *ret_n counts them. */
NODISCARD bool outbox_recover(
    struct session *s, size_t *ret_n, struct err *err);

/* Takes the message that is due first, and says in the database that it is
 * being sent. *ret_found is false when none is due. */
NODISCARD bool outbox_take(struct session *s, struct arena *a,
    struct outgoing *ret, bool *ret_found, struct err *err);

/* Writes down what became of it, in the history too. `answer` is what the
 * server said, one line. */
NODISCARD bool outbox_settle(struct session *s, const struct outgoing *o,
    enum outbox_outcome outcome, const char *answer, struct err *err);

/* The ids of those that are due now; nothing is changed. */
NODISCARD bool outbox_due(struct session *s, struct arena *a, int64_t **ret,
    size_t *ret_n, struct err *err);

/* A message as it would go out; attempt is 0. */
NODISCARD bool outbox_read(struct session *s, int64_t message, struct arena *a,
    struct outgoing *ret, struct err *err);

/* How many are waiting or deferred, due or not. */
NODISCARD bool outbox_waiting(struct session *s, int64_t *ret, struct err *err);

#endif
