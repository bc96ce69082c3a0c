/* base/text_unicode.c - code points, for the text files of this folder. */

#include "config.h"

#include "base/text_unicode.h"

#include <langinfo.h>
#include <string.h>
#include <utf8proc.h>
#include <wchar.h>

static bool is_bidi(int32_t cp)
{
	return cp == 0x061c || cp == 0x200e || cp == 0x200f ||
	    (cp >= 0x202a && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x2069);
}

/* Format characters of Arabic, Syriac and Kaithi that enclose numbers. */
static bool is_visible_format(int32_t cp)
{
	return (cp >= 0x0600 && cp <= 0x0605) || cp == 0x06dd || cp == 0x070f ||
	    cp == 0x0890 || cp == 0x0891 || cp == 0x08e2 || cp == 0x110bd ||
	    cp == 0x110cd;
}

/* Whether libc, and so the terminal's library, knows the code point. */
static bool libc_can_show(int32_t cp)
{
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		return true; /* another charset asks text_ascii() */
	return wcwidth((wchar_t)cp) >= 0;
}

size_t cp_read(const char *s, size_t len, int32_t *ret)
{
	utf8proc_ssize_t n;

	if ((unsigned char)*s < 0x80) {
		*ret = (unsigned char)*s;
		return 1;
	}
	n = utf8proc_iterate((const utf8proc_uint8_t *)s,
	    (utf8proc_ssize_t)(len < 4 ? len : 4), ret);
	return n > 0 ? (size_t)n : 0;
}

size_t cp_next(const char *s, int32_t *ret)
{
	return cp_read(s, strnlen(s, 4), ret);
}

enum flaw cp_flaw(int32_t cp)
{
	const utf8proc_property_t *property;

	if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0))
		return FLAW_CONTROL;
	if (cp < 0x7f)
		return FLAW_NONE;
	if (is_bidi(cp))
		return FLAW_BIDI;
	property = utf8proc_get_property(cp);
	switch (property->category) {
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CS:
		return FLAW_UNASSIGNED;
	case UTF8PROC_CATEGORY_CO:
		return FLAW_PRIVATE;
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return FLAW_SEPARATOR;
	case UTF8PROC_CATEGORY_CF:
		return is_visible_format(cp) ? FLAW_NONE : FLAW_INVISIBLE;
	default:
		return property->ignorable ? FLAW_INVISIBLE : FLAW_NONE;
	}
}

bool cp_is_mark(int32_t cp)
{
	utf8proc_category_t category;

	if (cp < 0x300)
		return false;
	category = utf8proc_category(cp);
	return category == UTF8PROC_CATEGORY_MN ||
	    category == UTF8PROC_CATEGORY_MC ||
	    category == UTF8PROC_CATEGORY_ME;
}

bool cp_is_blank(int32_t cp)
{
	if (cp < 0x80)
		return cp == ' ' || cp == '\t';
	return utf8proc_category(cp) == UTF8PROC_CATEGORY_ZS;
}

bool cp_is_word(int32_t cp)
{
	utf8proc_category_t category = utf8proc_category(cp);

	return (category >= UTF8PROC_CATEGORY_LU &&
		   category <= UTF8PROC_CATEGORY_LO) ||
	    (category >= UTF8PROC_CATEGORY_ND &&
		category <= UTF8PROC_CATEGORY_NO);
}

bool cp_is_selector(int32_t cp)
{
	return cp == 0xfe0e || cp == 0xfe0f;
}

int cp_width(int32_t cp)
{
	if (!cp_is_safe(cp))
		return 1;
	return cp < 0x7f ? 1 : utf8proc_charwidth(cp);
}

bool cp_is_safe(int32_t cp)
{
	enum flaw flaw;

	if (cp >= 0x20 && cp < 0x7f)
		return true;
	flaw = cp_flaw(cp);
	return flaw == FLAW_NONE && libc_can_show(cp);
}
