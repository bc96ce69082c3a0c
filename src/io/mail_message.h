/* io/mail_message.h - a mail as libcurl sends it; private to io/mail*.c. */

#ifndef IO_MAIL_MESSAGE_H
#define IO_MAIL_MESSAGE_H

#include <curl/curl.h>

#include "io/mail.h"

/* Bytes that libcurl asks for piece by piece. */
struct mail_source {
	const char *bytes;
	size_t len, at;
};

struct mail_message {
	CURL *curl;
	struct arena arena;
	struct curl_slist *headers;
	struct curl_slist *recipients;
	curl_mime *mime;
	struct mail_source *last; /* what stands last in the message */
};

/*
 * Readies the transfer: message, sender, recipient and server. After it,
 * whatever it returns, mail_message_done() must follow.
 */
NODISCARD bool mail_message_init(struct mail_message *message,
    const struct mail_settings *s, const struct mail *m, struct err *err);

void mail_message_done(struct mail_message *message);

/* Whether libcurl has taken the message to its end: all of it may then be
 * with the server, the final dot too. */
bool mail_message_is_out(const struct mail_message *message);

#endif
