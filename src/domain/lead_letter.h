/*
 * domain/lead_letter.h - what the partner of a lead is told; private to
 * domain/lead*.c.
 */

#ifndef DOMAIN_LEAD_LETTER_H
#define DOMAIN_LEAD_LETTER_H

#include "domain/lead_row.h"

struct lead_letter {
	const char *template; /* "letter-lead-accepted" */
	const char *reason;   /* its id, or NULL */
	enum reason_for why;  /* of which decision */
	const char *text;     /* for outside, or NULL */
	date_days until;
};

/*
 * Writes it to the partner's main contact, as a part of the change.
 * *ret_said tells what became of it, to go behind the operation's sentence.
 * The other partner is never named.
 */
NODISCARD bool lead_tell(struct lead_edit *e, const struct lead_letter *what,
    const char **ret_said, struct err *err);

#endif
