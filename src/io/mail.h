/*
 * io/mail.h - one mail, made as MIME and given to a server over SMTP.
 *
 * What counts is what the sender knows afterwards. A mail is refused or
 * deferred only when the server cannot have taken it; once its last byte is
 * on the way and no answer comes, the outcome is unknown, and nobody may
 * send it again without asking.
 */

#ifndef IO_MAIL_H
#define IO_MAIL_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "io/mail_settings.h"

struct mail_attachment {
	const char *name; /* "order-form.txt" */
	const char *type; /* "text/plain; charset=utf-8" */
	const char *bytes;
	size_t len;
};

struct mail {
	const char *id; /* left of the @ in Message-ID: letters, digits, dots */
	int64_t date;   /* seconds UTC */
	const char *to; /* an address */
	const char *to_name; /* or NULL */
	const char *subject;
	const char *text;
	const char *html; /* NULL: only the text */
	const struct mail_attachment *attachments;
	size_t n_attachments;
};

enum mail_outcome {
	MAIL_SENT,
	MAIL_REFUSED,  /* for good: the server does not want this one */
	MAIL_DEFERRED, /* not now: the server says so, or is not there */
	MAIL_UNUSABLE, /* no mail can be sent: the login, the certificate */
	MAIL_UNKNOWN,  /* handed over, but the answer did not come */
};

struct mail_result {
	enum mail_outcome outcome;
	bool reached; /* it came to this mail; if not, the next will not either
		       */
	char text[400]; /* the server's answer, or what went wrong; one line */
};

/* Sends it, waiting at most the settings' timeout. */
void mail_send(const struct mail_settings *s, const struct mail *m,
    struct mail_result *ret);

/* Appends the mail as it would go over the wire: an .eml file. */
NODISCARD bool mail_print(const struct mail_settings *s, const struct mail *m,
    struct buf *out, struct err *err);

#endif
