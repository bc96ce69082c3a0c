/* io/mail_print.c - a mail as a file, just as it would go over the wire. */

#include "config.h"

#include "io/mail.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "io/mail_message.h"

/*
 * libcurl writes messages only while it sends them. So it is given a server
 * that takes everything, at a socket in a folder of our own: what it hears is
 * the mail.
 */

struct listener {
	int door;  /* where libcurl is to knock */
	int ours;  /* -1 until it did */
	bool text; /* between DATA and the final dot */
	struct buf heard;
	size_t line; /* where the line begins that is not whole yet */
	struct buf *out;
};

static bool answer(const struct listener *l, const char *text)
{
	return send(l->ours, text, strlen(text), MSG_NOSIGNAL) > 0;
}

/*
 * libcurl waits for the answers to the final dot and to QUIT without letting
 * us speak, so they are said while it still writes.
 */
static bool answer_ahead(struct listener *l)
{
	return answer(l, "250 taken\r\n221 bye\r\n");
}

/* A line of the text that begins with a dot has one more on the wire. */
static bool hear_text(struct listener *l, const char *line, size_t len)
{
	if (len == 3 && memcmp(line, ".\r\n", 3) == 0) {
		l->text = false;
		return true;
	}
	if (l->out->len == 0 && !answer_ahead(l))
		return false;
	if (line[0] == '.') {
		line++;
		len--;
	}
	buf_addn(l->out, line, len);
	return true;
}

static bool hear_line(struct listener *l, const char *line, size_t len)
{
	if (l->text)
		return hear_text(l, line, len);
	if (len >= 4 && strncmp(line, "QUIT", 4) == 0)
		return true;
	if (len >= 4 && strncmp(line, "DATA", 4) == 0) {
		l->text = true;
		return answer(l, "354 go ahead\r\n");
	}
	return answer(l, "250 fine\r\n");
}

static bool hear_lines(struct listener *l)
{
	for (;;) {
		const char *line = l->heard.s + l->line;
		const char *end = memchr(line, '\n', l->heard.len - l->line);
		size_t len;

		if (end == NULL)
			return true;
		len = (size_t)(end - line) + 1;
		l->line += len;
		if (!hear_line(l, line, len))
			return false;
	}
}

static bool let_in(struct listener *l)
{
	l->ours = accept(l->door, NULL, NULL);
	if (l->ours >= 0)
		return answer(l, "220 here\r\n");
	return errno == EAGAIN || errno == EINTR;
}

/* All that has arrived. */
static bool hear_all(struct listener *l)
{
	char block[4096];
	ssize_t n;

	if (l->ours < 0)
		return let_in(l);
	while ((n = recv(l->ours, block, sizeof(block), MSG_DONTWAIT)) > 0)
		buf_addn(&l->heard, block, (size_t)n);
	if (n < 0 && errno != EAGAIN && errno != EINTR)
		return false;
	return l->heard.len == 0 || hear_lines(l);
}

/* The transfer's end, which is the only message of the only transfer. */
static bool is_done(CURLM *multi, CURLcode *ret)
{
	int left;
	CURLMsg *message = curl_multi_info_read(multi, &left);

	if (message == NULL || message->msg != CURLMSG_DONE)
		return false;
	*ret = message->data.result;
	return true;
}

/* One side speaks, then the other. */
static CURLcode converse(CURLM *multi, struct listener *l)
{
	CURLcode code = CURLE_RECV_ERROR;
	int running;

	while (curl_multi_perform(multi, &running) == CURLM_OK) {
		struct curl_waitfd ours = { .events = CURL_WAIT_POLLIN };

		if (is_done(multi, &code) || running == 0 || !hear_all(l))
			break;
		ours.fd = l->ours < 0 ? l->door : l->ours;
		if (curl_multi_wait(multi, &ours, 1, 1000, NULL) != CURLM_OK)
			break;
	}
	return code;
}

static bool print_with(struct mail_message *message, const char *socket_path,
    struct listener *l, struct err *err)
{
	CURLM *multi = curl_multi_init();
	CURL *c = message->curl;
	CURLcode code = CURLE_FAILED_INIT;

	if (multi != NULL &&
	    curl_easy_setopt(c, CURLOPT_UNIX_SOCKET_PATH, socket_path) ==
		CURLE_OK &&
	    curl_multi_add_handle(multi, c) == CURLM_OK) {
		code = converse(multi, l);
		curl_multi_remove_handle(multi, c);
	}
	curl_multi_cleanup(multi);
	if (code == CURLE_OK && (!hear_all(l) || l->text || l->out->len == 0))
		code = CURLE_RECV_ERROR;
	return code == CURLE_OK ||
	    err_set(err, ERR_IO, "The mail cannot be written: %s.",
		curl_easy_strerror(code));
}

static bool print_at(const struct mail_settings *s, const struct mail *m,
    const char *socket_path, struct listener *l, struct err *err)
{
	struct mail_settings here = *s;
	struct mail_message message;
	bool ok;

	here.host = "localhost";
	here.security = "none";
	here.user = here.password = here.ca_file = NULL;
	ok = mail_message_init(&message, &here, m, err) &&
	    print_with(&message, socket_path, l, err);
	mail_message_done(&message);
	return ok;
}

/* A folder of our own: nobody else can knock. */
static bool open_door(
    struct listener *l, struct sockaddr_un *ret_address, struct err *err)
{
	char folder[] = "/tmp/accord-mail-XXXXXX";

	ret_address->sun_family = AF_UNIX;
	l->door = socket(AF_UNIX, SOCK_STREAM, 0);
	if (l->door < 0 || mkdtemp(folder) == NULL)
		return err_set(err, ERR_IO, "The mail cannot be written: %s.",
		    strerror(errno));
	snprintf(ret_address->sun_path, sizeof(ret_address->sun_path),
	    "%s/socket", folder);
	if (bind(l->door, (struct sockaddr *)ret_address,
		sizeof(*ret_address)) == 0 &&
	    listen(l->door, 1) == 0 && fcntl(l->door, F_SETFL, O_NONBLOCK) == 0)
		return true;
	err_fill(err, ERR_IO, NULL, "The mail cannot be written: %s.",
	    strerror(errno));
	rmdir(folder);
	return false;
}

static void close_door(struct sockaddr_un *address)
{
	unlink(address->sun_path);
	*strrchr(address->sun_path, '/') = '\0';
	rmdir(address->sun_path);
}

bool mail_print(const struct mail_settings *s, const struct mail *m,
    struct buf *out, struct err *err)
{
	struct buf text = BUF_INIT;
	struct listener l = { .door = -1, .ours = -1, .out = &text };
	struct sockaddr_un address;
	bool ok = open_door(&l, &address, err);

	if (ok) {
		ok = print_at(s, m, address.sun_path, &l, err);
		close_door(&address);
	}
	if (ok)
		buf_addn(out, text.s, text.len);
	buf_done(&text);
	buf_done(&l.heard);
	if (l.ours >= 0)
		close(l.ours);
	if (l.door >= 0)
		close(l.door);
	return ok;
}
