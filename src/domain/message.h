/*
 * domain/message.h - letters in the outbox: what people may still do with
 * them.
 *
 * A message is made by letter_write(). Until it is sent a person may edit
 * it, send it at once, or hold it back; domain/outbox.h sends it.
 */

#ifndef DOMAIN_MESSAGE_H
#define DOMAIN_MESSAGE_H

#include "domain/operation.h"

struct message_row {
	int64_t id, version;
	size_t state; /* enum message_state */
	const char *noun;
	int64_t record;
	const char *to_name, *to_address;
	const char *subject, *body;
	const char *html; /* "": made from the body */
	int64_t due_at, tries;
	const char *message_id; /* left of the @ */
	const char *label;      /* "M-3" */
};

/* Reads a row; void ones are not found. */
NODISCARD bool message_read(struct session *s, int64_t id, struct arena *a,
    struct message_row *ret, struct err *err);

/* What a person may change. */
struct message_params {
	const char *to_name;
	const char *to_address;
	const char *subject;
	const char *text;
};

extern const struct fields message_fields;

extern const struct operation message_operations[];
extern const size_t n_message_operations;

#endif
