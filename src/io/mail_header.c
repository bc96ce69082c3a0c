/* io/mail_header.c - the lines at the head of a mail. */

#include "config.h"

#include "io/mail_header.h"

#include <string.h>

#include "base/base64.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/text.h"

#define LOCAL_MAX 64
#define DOMAIN_MAX 253
#define LABEL_MAX 63
#define NAME_MAX_BYTES 300
#define SUBJECT_MAX_BYTES 900
#define LINE_WIDTH 72 /* of a header, before it is folded */
#define WORD_BYTES 42 /* of text in one encoded word: 56 characters */
#define SECONDS_PER_DAY 86400

/* ---- addresses ---------------------------------------------------------- */

static bool is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9');
}

/* The characters of RFC 5322 that need no quotes. */
static bool is_atom(char c)
{
	return is_alnum(c) || (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c));
}

static bool is_domain_char(char c)
{
	return is_alnum(c) || c == '-';
}

/* Parts of 1 to `most` characters that pass `is`, with single dots between. */
static bool is_dotted(
    const char *s, size_t len, size_t most, bool (*is)(char c))
{
	size_t part = 0;

	for (size_t i = 0; i < len; i++) {
		if (s[i] == '.' && part == 0)
			return false;
		part = s[i] == '.' ? 0 : part + 1;
		if (part > most || (s[i] != '.' && !is(s[i])))
			return false;
	}
	return part > 0;
}

static bool is_address(const char *s)
{
	const char *at = strchr(s, '@');
	size_t local, domain;

	if (at == NULL)
		return false;
	local = (size_t)(at - s);
	domain = strlen(at + 1);
	return local <= LOCAL_MAX && domain <= DOMAIN_MAX &&
	    is_dotted(s, local, LOCAL_MAX, is_atom) &&
	    is_dotted(at + 1, domain, LABEL_MAX, is_domain_char);
}

bool mail_address_check(const char *address, struct err *err)
{
	const char *shown = address == NULL ? "" : address;

	if (is_address(shown))
		return true;
	return err_set(err, ERR_INVALID,
	    "`%.100s` is no address that mail can be sent to; it is written "
	    "like ann@example.com, in ASCII letters.",
	    shown);
}

const char *mail_address_domain(const char *address)
{
	return strchr(address, '@') + 1;
}

/* ---- encoded words ------------------------------------------------------ */

/* Bytes of the next word: as many as fit, up to the end of a character. */
static size_t word_length(const char *s, size_t len)
{
	size_t n = len < WORD_BYTES ? len : WORD_BYTES;

	while (n > 0 && n < len && ((unsigned char)s[n] & 0xc0) == 0x80)
		n--;
	return n;
}

/* A blank between two encoded words is not part of the text. */
static void add_encoded(struct buf *out, const char *s)
{
	size_t len = strlen(s);
	bool first = true;

	while (len > 0) {
		size_t n = word_length(s, len);

		buf_add(out, first ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?");
		base64_add(out, s, n);
		buf_add(out, "?=");
		s += n;
		len -= n;
		first = false;
	}
}

static bool is_plain(const char *s)
{
	for (const char *c = s; *c != '\0'; c++) {
		if ((unsigned char)*c >= 0x7f)
			return false;
	}
	return strstr(s, "=?") == NULL;
}

/* Breaks at blanks; a header without any stays one line. */
static void add_folded(struct buf *out, const char *s)
{
	size_t column = 0;

	while (*s != '\0') {
		size_t word = strcspn(s + 1, " ") + 1;

		if (*s == ' ' && column > 0 && column + word > LINE_WIDTH) {
			buf_add(out, "\r\n");
			column = 0;
		}
		buf_addn(out, s, word);
		column += word;
		s += word;
	}
}

const char *mail_header_text(const char *text, struct arena *a)
{
	const char *clean =
	    text_scrub(text, strlen(text), TEXT_LINE, SUBJECT_MAX_BYTES, a);
	struct buf out = BUF_INIT;

	if (is_plain(clean))
		add_folded(&out, clean);
	else
		add_encoded(&out, clean);
	return buf_take(&out, a);
}

static void add_quoted(struct buf *out, const char *s)
{
	buf_addc(out, '"');
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			buf_addc(out, '\\');
		buf_addc(out, *s);
	}
	buf_addc(out, '"');
}

const char *mail_header_person(
    const char *name, const char *address, struct arena *a)
{
	const char *clean = name == NULL
	    ? ""
	    : text_scrub(name, strlen(name), TEXT_LINE, NAME_MAX_BYTES, a);
	struct buf out = BUF_INIT;

	if (*clean == '\0')
		return arena_str(a, address);
	if (is_plain(clean))
		add_quoted(&out, clean);
	else
		add_encoded(&out, clean);
	buf_fmt(&out, "%s<%s>", out.len > LINE_WIDTH ? "\r\n " : " ", address);
	return buf_take(&out, a);
}

/* ---- the date ----------------------------------------------------------- */

const char *mail_header_date(int64_t utc, struct arena *a)
{
	static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri",
		"Sat", "Sun" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	int64_t second = utc % SECONDS_PER_DAY;
	date_days day;
	int y, m, d;

	if (second < 0)
		second += SECONDS_PER_DAY;
	day = (date_days)((utc - second) / SECONDS_PER_DAY);
	date_split(day, &y, &m, &d);
	return arena_fmt(a, "%s, %d %s %d %02d:%02d:%02d +0000",
	    days[date_weekday(day)], d, months[m - 1], y, (int)(second / 3600),
	    (int)(second / 60 % 60), (int)(second % 60));
}
