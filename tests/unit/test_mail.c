/* tests/unit/test_mail.c - mails and the settings they are sent by. */

#include "config.h"

#include <sys/stat.h>

#include "io/mail.h"
#include "io/mail_header.h"
#include "io/mail_settings.h"
#include "tests/scratch.h"
#include "tests/tap.h"

static struct arena arena;

static const struct mail_settings settings = {
	.host = "localhost",
	.port = 25,
	.security = "none",
	.from = "partners@vendor.example",
	.from_name = "Vendor Partner Team",
	.timeout_seconds = 5,
};

/* ---- headers ------------------------------------------------------------ */

static void addresses(void)
{
	static const struct {
		const char *text;
		bool good;
	} cases[] = {
		{ "ann@example.com", true },
		{ "a.b+c_d=e@sub.example.co.uk", true },
		{ "o'neill@example.com", true },
		{ "x@localhost", true },
		{ "", false },
		{ "ann", false },
		{ "@example.com", false },
		{ "ann@", false },
		{ "ann@example..com", false },
		{ ".ann@example.com", false },
		{ "ann.@example.com", false },
		{ "ann@example.com\r\nRCPT TO:<x@y>", false },
		{ "ann@example.com>\r\n", false },
		{ "ann smith@example.com", false },
		{ "<ann@example.com>", false },
		{ "ann@example.com,bob@example.com", false },
		{ "ann@bob@example.com", false },
		{ "j\xc3\xb6rg@example.com", false },
		{ "ann@m\xc3\xbcller.example", false },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct err err;

		if (mail_address_check(cases[i].text, &err) != cases[i].good)
			printf("# %s\n", cases[i].text);
		CHECK(mail_address_check(cases[i].text, &err) == cases[i].good);
	}
	CHECK_STR(mail_address_domain("ann@example.com"), "example.com");
}

static void header_texts(void)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "Your application", "Your application" },
		{ "", "" },
		{ "Evil\r\nBcc: x@y", "Evil Bcc: x@y" },
		{ "Evil\nBcc: x@y", "Evil Bcc: x@y" },
		{ "Evil\r\n\r\nbody", "Evil  body" },
		{ "Soci\xc3\xa9t\xc3\xa9", "=?UTF-8?B?U29jacOpdMOp?=" },
		{ "=?UTF-8?B?eA==?=", "=?UTF-8?B?PT9VVEYtOD9CP2VBPT0/PQ==?=" },
		{ "\xe6\xa0\xaa\xe5\xbc\x8f\xe4\xbc\x9a\xe7\xa4\xbe"
		  "\xe6\xa0\xaa\xe5\xbc\x8f\xe4\xbc\x9a\xe7\xa4\xbe"
		  "\xe6\xa0\xaa\xe5\xbc\x8f\xe4\xbc\x9a\xe7\xa4\xbe"
		  "\xe6\xa0\xaa\xe5\xbc\x8f\xe4\xbc\x9a\xe7\xa4\xbe",
		    "=?UTF-8?B?5qCq5byP5Lya56S+5qCq5byP5Lya56S+5qCq5byP5Lya"
		    "56S+5qCq5byP?=\r\n =?UTF-8?B?5Lya56S+?=" },
		{ "A subject of so many words that it is longer than one "
		  "line of a header is folded at a blank",
		    "A subject of so many words that it is longer than one "
		    "line of a header\r\n is folded at a blank" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		CHECK_STR(
		    mail_header_text(cases[i].text, &arena), cases[i].want);
}

static void header_persons(void)
{
	CHECK_STR(
	    mail_header_person(NULL, "a@b.example", &arena), "a@b.example");
	CHECK_STR(
	    mail_header_person("Acme, Inc. \"East\"", "a@b.example", &arena),
	    "\"Acme, Inc. \\\"East\\\"\" <a@b.example>");
	CHECK_STR(mail_header_person("Evil\r\nBcc: x@y", "a@b.example", &arena),
	    "\"Evil Bcc: x@y\" <a@b.example>");
	CHECK_STR(mail_header_person("J\xc3\xb6rg", "a@b.example", &arena),
	    "=?UTF-8?B?SsO2cmc=?= <a@b.example>");
}

static void header_dates(void)
{
	CHECK_STR(
	    mail_header_date(0, &arena), "Thu, 1 Jan 1970 00:00:00 +0000");
	CHECK_STR(mail_header_date(1709164799, &arena),
	    "Wed, 28 Feb 2024 23:59:59 +0000");
	CHECK_STR(
	    mail_header_date(-1, &arena), "Wed, 31 Dec 1969 23:59:59 +0000");
}

/* ---- whole mails -------------------------------------------------------- */

static void prints(void)
{
	static const char form[] = "Order form\n.\nof Acme\n";
	const struct mail_attachment file = { .name = "order/form.txt",
		.type = "text/plain; charset=utf-8",
		.bytes = form,
		.len = sizeof(form) - 1 };
	const struct mail m = { .id = "0123abcd.1",
		.date = 0,
		.to = "ann@example.com",
		.to_name = "Evil\r\nBcc: x@y",
		.subject = "Willkommen, M\xc3\xbcller",
		.text = "Dear Ann,\n.\n.hidden\nlast",
		.html = "<p>Dear Ann,</p>\n",
		.attachments = &file,
		.n_attachments = 1 };
	struct buf out = BUF_INIT;
	struct err err;
	const char *s;

	CHECK(mail_print(&settings, &m, &out, &err));
	s = buf_text(&out);
	CHECK(strstr(s, "\r\nMessage-ID: <0123abcd.1@vendor.example>\r\n"));
	CHECK(strstr(s, "Date: Thu, 1 Jan 1970 00:00:00 +0000\r\n"));
	CHECK(strstr(s,
	    "\r\nFrom: \"Vendor Partner Team\" "
	    "<partners@vendor.example>\r\n"));
	CHECK(strstr(s, "\r\nTo: \"Evil Bcc: x@y\" <ann@example.com>\r\n"));
	CHECK(strstr(s, "\nBcc") == NULL);
	CHECK(strstr(s, "\r\nSubject: =?UTF-8?B?"));
	CHECK(strstr(s, "multipart/alternative"));
	CHECK(strstr(s, "text/plain; charset=utf-8"));
	CHECK(strstr(s, "text/html; charset=utf-8"));
	CHECK(strstr(s, "\r\nDear Ann,\r\n.\r\n.hidden\r\nlast\r\n"));
	CHECK(strstr(s, "filename=\"order_form.txt\""));
	CHECK(strstr(s, "\r\nT3JkZXIgZm9ybQouCm9mIEFjbWUK\r\n"));
	CHECK(strstr(s, "attachment"));
	buf_done(&out);
}

static void refuses_to_print(void)
{
	struct mail m = { .id = "1",
		.to = "ann@example.com\r\nBcc: x@y",
		.subject = "",
		.text = "" };
	struct buf out = BUF_INIT;
	struct mail_result result;
	struct err err;

	CHECK(!mail_print(&settings, &m, &out, &err));
	CHECK(err.kind == ERR_INVALID);
	mail_send(&settings, &m, &result);
	CHECK(result.outcome == MAIL_REFUSED);
	m.to = "ann@example.com";
	m.id = "1\r\nBcc: x";
	CHECK(!mail_print(&settings, &m, &out, &err));
	buf_done(&out);
}

/* Nobody listens at port 1 here. */
static void no_server(void)
{
	struct mail_settings s = settings;
	const struct mail m = {
		.id = "1", .to = "ann@example.com", .subject = "x", .text = "x"
	};
	struct mail_result result;

	s.host = "127.0.0.1";
	s.port = 1;
	mail_send(&s, &m, &result);
	CHECK(result.outcome == MAIL_DEFERRED);
	CHECK(!result.reached);
	CHECK(*result.text != '\0');
}

/* ---- settings ----------------------------------------------------------- */

static bool read_text(
    const char *text, struct mail_settings *s, struct err *err)
{
	bool ok;

	scratch_text("mail.yaml", text);
	if (chmod("mail.yaml", 0600) != 0)
		abort();
	ok = mail_settings_read("mail.yaml", &arena, s, err);
	unlink("mail.yaml");
	return ok;
}

static void good_settings(void)
{
	struct mail_settings s;
	struct err err;

	CHECK(read_text(
	    "host: mail.example.com\nfrom: p@example.com\n", &s, &err));
	CHECK_STR(s.security, "starttls");
	CHECK(s.port == 587 && s.timeout_seconds == 60);
	CHECK(read_text("host: mail.example.com\nfrom: p@example.com\n"
			"security: tls\nuser: u\npassword: \" s p \"\n",
	    &s, &err));
	CHECK(s.port == 465);
	CHECK_STR(s.user, "u");
	CHECK(read_text("host: 127.0.0.1\nfrom: p@example.com\n"
			"security: none\nport: 2525\n",
	    &s, &err));
	CHECK(s.port == 2525);
	CHECK(read_text("host: mail.example.com\nfrom: p@example.com\n"
			"security: none\ninsecure: yes\n",
	    &s, &err));
	CHECK(s.port == 25);
}

static void bad_settings(void)
{
	static const struct {
		const char *text, *says;
	} cases[] = {
		{ "from: p@example.com\n", "Server" },
		{ "host: h.example\n", "From" },
		{ "host: h.example\nfrom: nobody\n", "mail.yaml:2:7" },
		{ "host: h.example\nfrom: p@e.example\nhots: x\n",
		    "mail.yaml:3:1: unknown key `hots`; did you mean `host`?" },
		{ "host: h.example\nfrom: p@e.example\nsecurity: ssl\n",
		    "mail.yaml:3:11" },
		{ "host: h.example\nfrom: p@e.example\nport: 70000\n",
		    "`port` is from 1" },
		{ "host: h.example\nfrom: p@e.example\nuser: u\n",
		    "both, `user` and `password`" },
		{ "host: h.example\nfrom: p@e.example\nsecurity: none\n",
		    "insecure: yes" },
		{ "host: 127.evil.example\nfrom: p@e.example\n"
		  "security: none\n",
		    "insecure: yes" },
		{ "host: \"h.example/x\"\nfrom: p@e.example\n",
		    "`host` is a server's name" },
		{ "host: h.example\nfrom: p@e.example\n"
		  "timeout_seconds: 0\n",
		    "`timeout_seconds`" },
		{ "host: [a]\nfrom: p@e.example\n", "`host` is one text" },
		{ "- a\n", "has no keys" },
		{ "host: {\n", "mail.yaml:" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct mail_settings s;
		struct err err;

		CHECK(!read_text(cases[i].text, &s, &err));
		if (strstr(err.text, cases[i].says) == NULL)
			printf("# %s\n", err.text);
		CHECK(strstr(err.text, cases[i].says) != NULL);
	}
}

static void settings_are_private(void)
{
	struct mail_settings s;
	struct err err;

	CHECK(!mail_settings_read("none.yaml", &arena, &s, &err));
	CHECK(err.kind == ERR_NOT_FOUND);
	scratch_text("open.yaml", "host: localhost\nfrom: p@example.com\n");
	for (mode_t bit = 1; bit < 0100; bit <<= 1) {
		CHECK(chmod("open.yaml", 0600 | bit) == 0);
		CHECK(!mail_settings_read("open.yaml", &arena, &s, &err));
		CHECK(err.kind == ERR_FORBIDDEN);
		CHECK(strstr(err.text, "chmod 600") != NULL);
	}
	CHECK(chmod("open.yaml", 0600) == 0);
	CHECK(mail_settings_read("open.yaml", &arena, &s, &err));
	unlink("open.yaml");
}

static void settings_of_others(void)
{
	struct mail_settings s;
	struct err err;

	if (geteuid() != 0)
		SKIP("only root can make a file of somebody else");
	scratch_text("other.yaml", "host: localhost\nfrom: p@example.com\n");
	CHECK(chmod("other.yaml", 0600) == 0);
	CHECK(chown("other.yaml", 12345, 12345) == 0);
	CHECK(!mail_settings_read("other.yaml", &arena, &s, &err));
	CHECK(err.kind == ERR_FORBIDDEN);
	CHECK(strstr(err.text, "somebody else") != NULL);
	unlink("other.yaml");
}

int main(void)
{
	scratch_enter();
	RUN(addresses);
	RUN(header_texts);
	RUN(header_persons);
	RUN(header_dates);
	RUN(prints);
	RUN(refuses_to_print);
	RUN(no_server);
	RUN(good_settings);
	RUN(bad_settings);
	RUN(settings_are_private);
	RUN(settings_of_others);
	scratch_leave();
	arena_done(&arena);
	return tap_done();
}
