/* io/mail.c - one mail given to a server over SMTP. */

#include "config.h"

#include "io/mail.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "io/mail_message.h"

#define GO_AHEAD 354 /* the server waits for the message's text */

/* The talk with the server so far. */
struct talk {
	char command[5]; /* the last one sent, its first four letters */
	bool go_ahead;   /* the server asked for the text */
	int answer;      /* its verdict on the text; 0: none came */
	bool over;       /* we said goodbye: what follows is manners */
	int code;        /* of its last line */
	char line[300];
};

static int reply_code(const char *line, size_t len)
{
	int code = 0;

	for (size_t i = 0; i < 3; i++) {
		if (i >= len || line[i] < '0' || line[i] > '9')
			return 0;
		code = code * 10 + (line[i] - '0');
	}
	return code;
}

/* libcurl hands over the server's lines one by one. After the verdict only
 * goodbyes follow. */
static size_t hear(char *line, size_t size, size_t n, void *arg)
{
	struct talk *t = arg;
	size_t len = size * n, kept = len;
	int code = reply_code(line, len);

	if (t->over || t->answer != 0 || code == 0)
		return len;
	if (code == GO_AHEAD)
		t->go_ahead = true;
	else if (t->go_ahead)
		t->answer = code;
	t->code = code;
	if (kept >= sizeof(t->line))
		kept = sizeof(t->line) - 1;
	memcpy(t->line, line, kept);
	t->line[kept] = '\0';
	return len;
}

/* Every command that libcurl sends passes here. */
static int notice(
    CURL *curl UNUSED, curl_infotype type, char *data, size_t len, void *arg)
{
	struct talk *t = arg;

	if (type != CURLINFO_HEADER_OUT || len < 4)
		return 0;
	if (strncmp(data, "QUIT", 4) == 0) {
		t->over = true;
	} else {
		memcpy(t->command, data, 4);
		t->command[4] = '\0';
	}
	return 0;
}

/* ---- what it means ------------------------------------------------------ */

static bool is_setup(CURLcode code)
{
	return code == CURLE_LOGIN_DENIED || code == CURLE_USE_SSL_FAILED ||
	    code == CURLE_SSL_CONNECT_ERROR ||
	    code == CURLE_PEER_FAILED_VERIFICATION ||
	    code == CURLE_SSL_CACERT_BADFILE;
}

/* Whether the talk came to this mail. */
static bool is_about_mail(const struct talk *t)
{
	return strcmp(t->command, "MAIL") == 0 ||
	    strcmp(t->command, "RCPT") == 0 || strcmp(t->command, "DATA") == 0;
}

/*
 * What is refused for good for this mail and what for every mail: a sender
 * that is not allowed, or a login that is wanted, would meet the next one,
 * too. 552 is about its size.
 */
static bool is_for_all(const struct talk *t)
{
	return !is_about_mail(t) || t->code == 530 ||
	    (strcmp(t->command, "MAIL") == 0 && t->code != 552);
}

static enum mail_outcome judge_verdict(const struct talk *t, bool is_out)
{
	switch (t->answer / 100) {
	case 0:
		/* The final dot was surely not sent before the rest. */
		return is_out ? MAIL_UNKNOWN : MAIL_DEFERRED;
	case 2:
		return MAIL_SENT;
	case 4:
		return MAIL_DEFERRED;
	case 5:
		return MAIL_REFUSED;
	default:
		return MAIL_UNKNOWN;
	}
}

static enum mail_outcome judge(CURLcode code, const struct talk *t, bool is_out)
{
	if (code == CURLE_OK)
		return MAIL_SENT;
	if (t->go_ahead)
		return judge_verdict(t, is_out);
	if (is_setup(code))
		return MAIL_UNUSABLE;
	if (t->code < 500)
		return MAIL_DEFERRED;
	return is_for_all(t) ? MAIL_UNUSABLE : MAIL_REFUSED;
}

/* The server's own words where it spoke, else what libcurl says. */
static void explain(CURLcode code, const struct talk *t, const char *detail,
    struct mail_result *ret)
{
	bool said = code == CURLE_OK || t->code >= 400;
	const char *text = said ? t->line
	    : *detail != '\0'   ? detail
				: curl_easy_strerror(code);
	struct arena a = ARENA_INIT;
	struct buf out = BUF_INIT;

	buf_add(&out,
	    text_scrub(
		text, strlen(text), TEXT_LINE, sizeof(ret->text) - 1, &a));
	memcpy(ret->text, buf_text(&out), out.len);
	ret->text[out.len] = '\0';
	buf_done(&out);
	arena_done(&a);
}

static void transfer(struct mail_message *message, struct mail_result *ret)
{
	char detail[CURL_ERROR_SIZE] = "";
	struct talk talk = { .code = 0 };
	CURL *c = message->curl;
	CURLcode code;

	/* These cannot fail; without them nothing would be heard. */
	if (curl_easy_setopt(c, CURLOPT_ERRORBUFFER, detail) != CURLE_OK ||
	    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, hear) != CURLE_OK ||
	    curl_easy_setopt(c, CURLOPT_HEADERDATA, &talk) != CURLE_OK ||
	    curl_easy_setopt(c, CURLOPT_DEBUGFUNCTION, notice) != CURLE_OK ||
	    curl_easy_setopt(c, CURLOPT_DEBUGDATA, &talk) != CURLE_OK ||
	    curl_easy_setopt(c, CURLOPT_VERBOSE, 1L) != CURLE_OK)
		code = CURLE_FAILED_INIT;
	else
		code = curl_easy_perform(c);
	*ret = (struct mail_result){
		.outcome = judge(code, &talk, mail_message_is_out(message)),
		.reached = is_about_mail(&talk),
	};
	explain(code, &talk, detail, ret);
}

void mail_send(const struct mail_settings *s, const struct mail *m,
    struct mail_result *ret)
{
	struct mail_message message;
	struct err err;

	if (mail_message_init(&message, s, m, &err)) {
		transfer(&message, ret);
	} else {
		*ret = (struct mail_result){ .outcome = MAIL_REFUSED,
			.reached = true };
		snprintf(ret->text, sizeof(ret->text), "%.*s",
		    (int)sizeof(ret->text) - 1, err.text);
		ret->text[text_valid_until(ret->text, strlen(ret->text))] =
		    '\0';
	}
	mail_message_done(&message);
}
