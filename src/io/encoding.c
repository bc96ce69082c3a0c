/* io/encoding.c - whether bytes of others are UTF-8. */

#include "config.h"

#include "io/encoding.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"

static bool refuse(const struct encoding *e, uint64_t byte, uint32_t line,
    const char *what, const char *from, struct err *err)
{
	return err_set(err, ERR_INVALID,
	    "%.120s: byte %" PRIu64 " (line %u) is %s; convert the file first: "
	    "iconv -f %s -t UTF-8 %.80s >NEW",
	    e->file, byte, line, what, from, e->file);
}

static uint32_t lines_in(const char *bytes, size_t len)
{
	uint32_t n = 0;

	for (const char *p = bytes, *end = bytes + len;
	     (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
		n++;
	return n;
}

/* Marks that other encodings begin with. */
static bool check_mark(
    const struct encoding *e, const char *bytes, size_t len, struct err *err)
{
	if (e->offset > 0 || len < 2)
		return true;
	if (len >= 4 && memcmp(bytes, "\xff\xfe\0\0", 4) == 0)
		return refuse(
		    e, 1, 1, "a mark of UTF-32, not UTF-8", "UTF-32", err);
	if (memcmp(bytes, "\xff\xfe", 2) == 0 ||
	    memcmp(bytes, "\xfe\xff", 2) == 0)
		return refuse(
		    e, 1, 1, "a mark of UTF-16, not UTF-8", "UTF-16", err);
	return true;
}

/* In UTF-16 every second byte of plain letters is a NUL. */
static bool refuse_nul(
    const struct encoding *e, uint64_t at, uint32_t line, struct err *err)
{
	return refuse(e, at + 1, line, "a NUL, as in UTF-16",
	    at % 2 == 1 ? "UTF-16LE" : "UTF-16BE", err);
}

/* Of the encodings with a byte for each letter, Windows' uses 80 to 9F. */
static bool refuse_byte(const struct encoding *e, uint64_t at, uint32_t line,
    unsigned char byte, struct err *err)
{
	return refuse(e, at + 1, line, "not UTF-8",
	    byte >= 0x80 && byte < 0xa0 ? "WINDOWS-1252" : "LATIN1", err);
}

/* Do these up to three bytes begin a character of which more may come? */
static bool is_cut(const char *bytes, size_t len)
{
	unsigned char lead = (unsigned char)bytes[0];
	size_t need = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;

	if (lead < 0xc2 || lead > 0xf4 || len >= need)
		return false;
	for (size_t i = 1; i < len; i++) {
		if (((unsigned char)bytes[i] & 0xc0) != 0x80)
			return false;
	}
	return true;
}

size_t encoding_mark(const char *bytes, size_t len)
{
	return len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

bool encoding_check(struct encoding *e, const char *bytes, size_t len,
    bool more, size_t *ret_len, struct err *err)
{
	size_t valid = text_valid_until(bytes, len);
	const char *nul = memchr(bytes, '\0', valid);
	uint32_t line;

	if (!check_mark(e, bytes, len, err))
		return false;
	if (nul != NULL)
		valid = (size_t)(nul - bytes);
	line = e->line + lines_in(bytes, valid);
	if (nul != NULL)
		return refuse_nul(e, e->offset + valid, line + 1, err);
	if (valid < len && !(more && is_cut(bytes + valid, len - valid)))
		return refuse_byte(e, e->offset + valid, line + 1,
		    (unsigned char)bytes[valid], err);
	e->offset += valid;
	e->line = line;
	*ret_len = valid;
	return true;
}
