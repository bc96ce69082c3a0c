/* io/mail_message.c - a mail as libcurl sends it. */

#include "config.h"

#include "io/mail_message.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "io/mail_header.h"

#define ID_MAX 100

/* ---- the parts ---------------------------------------------------------- */

static size_t read_source(char *buffer, size_t size, size_t n, void *arg)
{
	struct mail_source *source = arg;
	size_t room = size * n, left = source->len - source->at;

	if (left > room)
		left = room;
	memcpy(buffer, source->bytes + source->at, left);
	source->at += left;
	return left;
}

static int seek_source(void *arg, curl_off_t offset, int origin)
{
	struct mail_source *source = arg;

	if (origin != SEEK_SET || offset < 0 || (uint64_t)offset > source->len)
		return CURL_SEEKFUNC_CANTSEEK;
	source->at = (size_t)offset;
	return CURL_SEEKFUNC_OK;
}

static bool made(CURLcode code, struct err *err)
{
	return code == CURLE_OK ||
	    err_set(err, ERR_IO, "The mail cannot be made: %s.",
		curl_easy_strerror(code));
}

/* Lines end in CR and LF in a mail. */
static const char *line_ends(const char *text, struct arena *a)
{
	struct buf out = BUF_INIT;

	for (const char *c = text; *c != '\0'; c++) {
		if (*c == '\n' && (c == text || c[-1] != '\r'))
			buf_addc(&out, '\r');
		buf_addc(&out, *c);
	}
	if (out.len > 0 && out.s[out.len - 1] != '\n')
		buf_add(&out, "\r\n");
	return buf_take(&out, a);
}

static bool fill_part(struct mail_message *message, curl_mimepart *part,
    const char *bytes, size_t len, const char *type, const char *encoding,
    struct err *err)
{
	struct mail_source *source =
	    arena_alloc(&message->arena, sizeof(*source));

	*source = (struct mail_source){ .bytes = bytes, .len = len };
	message->last = source;
	return made(curl_mime_data_cb(part, (curl_off_t)len, read_source,
			seek_source, NULL, source),
		   err) &&
	    made(curl_mime_type(part, type), err) &&
	    made(curl_mime_encoder(part, encoding), err);
}

static bool add_text(struct mail_message *message, curl_mime *into,
    const char *text, const char *type, struct err *err)
{
	const char *lines = line_ends(text, &message->arena);

	return fill_part(message, curl_mime_addpart(into), lines, strlen(lines),
	    type, "quoted-printable", err);
}

/* The plain text first: the best form goes last. */
static bool add_body(
    struct mail_message *message, const struct mail *m, struct err *err)
{
	curl_mimepart *part;
	curl_mime *both;

	if (m->html == NULL)
		return add_text(message, message->mime, m->text,
		    "text/plain; charset=utf-8", err);
	both = curl_mime_init(message->curl);
	part = curl_mime_addpart(message->mime);
	return made(curl_mime_subparts(part, both), err) &&
	    made(curl_mime_type(part, "multipart/alternative"), err) &&
	    add_text(
		message, both, m->text, "text/plain; charset=utf-8", err) &&
	    add_text(message, both, m->html, "text/html; charset=utf-8", err);
}

/* A name that every mail program takes: ASCII, no quotes, no folders. */
static const char *file_name(const char *name, struct arena *a)
{
	char *safe = arena_str(a, text_ascii(name, a));

	for (char *c = safe; *c != '\0'; c++) {
		if (*c < ' ' || *c > '~' || strchr("\"\\/:;?*<>|", *c) != NULL)
			*c = '_';
	}
	return *safe == '\0' ? "attachment" : safe;
}

static bool add_attachment(struct mail_message *message,
    const struct mail_attachment *file, struct err *err)
{
	curl_mimepart *part = curl_mime_addpart(message->mime);

	return fill_part(message, part, file->bytes, file->len, file->type,
		   "base64", err) &&
	    made(curl_mime_filename(
		     part, file_name(file->name, &message->arena)),
		err);
}

static bool add_parts(
    struct mail_message *message, const struct mail *m, struct err *err)
{
	message->mime = curl_mime_init(message->curl);
	if (!add_body(message, m, err))
		return false;
	for (size_t i = 0; i < m->n_attachments; i++) {
		if (!add_attachment(message, &m->attachments[i], err))
			return false;
	}
	return made(
	    curl_easy_setopt(message->curl, CURLOPT_MIMEPOST, message->mime),
	    err);
}

/* ---- the headers -------------------------------------------------------- */

static void add_header(
    struct mail_message *message, const char *name, const char *value)
{
	message->headers = curl_slist_append(message->headers,
	    arena_fmt(&message->arena, "%s: %s", name, value));
}

static bool is_id(const char *id)
{
	return *id != '\0' && strlen(id) <= ID_MAX &&
	    strspn(id,
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"0123456789.") == strlen(id);
}

static bool add_headers(struct mail_message *message,
    const struct mail_settings *s, const struct mail *m, struct err *err)
{
	struct arena *a = &message->arena;

	if (!is_id(m->id))
		return err_set(err, ERR_INVALID,
		    "`%.100s` cannot be the id of a mail.", m->id);
	add_header(message, "Date", mail_header_date(m->date, a));
	add_header(
	    message, "From", mail_header_person(s->from_name, s->from, a));
	if (s->reply_to != NULL && *s->reply_to != '\0')
		add_header(message, "Reply-To", s->reply_to);
	add_header(message, "To", mail_header_person(m->to_name, m->to, a));
	add_header(message, "Subject", mail_header_text(m->subject, a));
	add_header(message, "Message-ID",
	    arena_fmt(a, "<%s@%s>", m->id, mail_address_domain(s->from)));
	return made(curl_easy_setopt(
			message->curl, CURLOPT_HTTPHEADER, message->headers),
	    err);
}

/* ---- the way ------------------------------------------------------------ */

static bool set_envelope(struct mail_message *message,
    const struct mail_settings *s, const struct mail *m, struct err *err)
{
	struct arena *a = &message->arena;
	CURL *c = message->curl;

	message->recipients =
	    curl_slist_append(NULL, arena_fmt(a, "<%s>", m->to));
	return made(curl_easy_setopt(
			c, CURLOPT_MAIL_FROM, arena_fmt(a, "<%s>", s->from)),
		   err) &&
	    made(curl_easy_setopt(c, CURLOPT_MAIL_RCPT, message->recipients),
		err);
}

/* The path of the address is the name that we greet the server with. */
static const char *server_url(const struct mail_settings *s, struct arena *a)
{
	bool six = strchr(s->host, ':') != NULL;

	return arena_fmt(a, "%s://%s%s%s:%d/%s",
	    strcmp(s->security, "tls") == 0 ? "smtps" : "smtp", six ? "[" : "",
	    s->host, six ? "]" : "", (int)s->port,
	    mail_address_domain(s->from));
}

static bool set_server(struct mail_message *message,
    const struct mail_settings *s, struct err *err)
{
	CURL *c = message->curl;
	bool none = strcmp(s->security, "none") == 0;
	const char *ca = s->ca_file;

	return made(curl_easy_setopt(
			c, CURLOPT_URL, server_url(s, &message->arena)),
		   err) &&
	    made(curl_easy_setopt(c, CURLOPT_USE_SSL,
		     (long)(none ? CURLUSESSL_NONE : CURLUSESSL_ALL)),
		err) &&
	    (ca == NULL || *ca == '\0' ||
		made(curl_easy_setopt(c, CURLOPT_CAINFO, ca), err)) &&
	    (s->user == NULL || *s->user == '\0' ||
		(made(curl_easy_setopt(c, CURLOPT_USERNAME, s->user), err) &&
		    made(curl_easy_setopt(c, CURLOPT_PASSWORD, s->password),
			err))) &&
	    made(curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)s->timeout_seconds),
		err);
}

/* One connection serves one mail: nothing is tried twice behind our back. */
static bool set_manners(struct mail_message *message, struct err *err)
{
	CURL *c = message->curl;

	return made(curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L), err) &&
	    made(curl_easy_setopt(c, CURLOPT_FRESH_CONNECT, 1L), err) &&
	    made(curl_easy_setopt(c, CURLOPT_FORBID_REUSE, 1L), err) &&
	    made(curl_easy_setopt(c, CURLOPT_PROXY, ""), err);
}

bool mail_message_init(struct mail_message *message,
    const struct mail_settings *s, const struct mail *m, struct err *err)
{
	*message = (struct mail_message){ .curl = curl_easy_init() };
	if (message->curl == NULL)
		return err_set(err, ERR_IO, "libcurl cannot be started.");
	return mail_address_check(m->to, err) && set_server(message, s, err) &&
	    set_manners(message, err) && set_envelope(message, s, m, err) &&
	    add_headers(message, s, m, err) && add_parts(message, m, err);
}

void mail_message_done(struct mail_message *message)
{
	curl_easy_cleanup(message->curl);
	curl_mime_free(message->mime);
	curl_slist_free_all(message->headers);
	curl_slist_free_all(message->recipients);
	arena_done(&message->arena);
}

bool mail_message_is_out(const struct mail_message *message)
{
	return message->last != NULL && message->last->at == message->last->len;
}
