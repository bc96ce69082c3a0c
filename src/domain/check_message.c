/* domain/check_message.c - what of a letter follows from its tries. */

#include "config.h"

#include "base/base.h"
#include "domain/check_rules.h"

#define TRIED(what)                                                      \
	"(SELECT count(*) FROM message_attempt t WHERE t.message = m.id" \
	" AND " what ")"

const struct check_rule check_message_rules[] = {
	{ "a letter was sent at most once", "M-",
	    "SELECT id, to_address FROM message m"
	    " WHERE " TRIED("t.outcome = 'sent'") " > 1" },
	{ "a letter that was sent has its day", "M-",
	    "SELECT id, status FROM message m WHERE"
	    " (status = 'sent') <> (sent_at IS NOT NULL)" },
	{ "a letter that is being sent has one open try", "M-",
	    "SELECT id, status FROM message m WHERE (status = 'sending') <>"
	    " (" TRIED("t.outcome = ''") " = 1)" },
	{ "a letter has the documents of its own record", "M-",
	    "SELECT m.id, 'D-' || d.id FROM message_attachment t"
	    " JOIN message m ON m.id = t.message"
	    " JOIN document d ON d.id = t.document WHERE t.void = 0"
	    " AND m.void = 0 AND m.noun = 'application'"
	    " AND d.application <> m.record" },
};

const size_t n_check_message_rules = ARRAY_LEN(check_message_rules);
