/* base/iban.c - account numbers of banks. */

#include "config.h"

#include "base/iban.h"

#include <string.h>

#define DIGITS "0123456789"
#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* Lengths by country, as the registry of ISO 13616 has them. */
static const char LENGTHS[] =
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 "
    "CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 "
    "GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 "
    "KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 "
    "MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 "
    "RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 "
    "UA29 VA22 VG24 XK20 YE30 ";

/* The length in that country, 0 for one that has no IBAN. */
static size_t country_length(const char *iban)
{
	for (const char *p = LENGTHS; *p != '\0'; p += 5)
		if (strncmp(p, iban, 2) == 0)
			return (size_t)(p[2] - '0') * 10 + (size_t)(p[3] - '0');
	return 0;
}

/* Copies without blanks, in capitals; false when it is too long. */
static bool squeeze(const char *text, char *ret, size_t size)
{
	size_t n = 0;

	for (; *text != '\0'; text++) {
		char c = *text;

		if (c == ' ' || c == '\t')
			continue;
		if (n + 1 == size)
			return false;
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		ret[n++] = c;
	}
	ret[n] = '\0';
	return true;
}

/* The number, its first four signs behind the rest, letters as 10 to 35. */
static unsigned remainder_of(const char *iban, size_t len)
{
	unsigned r = 0;

	for (size_t i = 0; i < len; i++) {
		char c = iban[(i + 4) % len];

		if (c <= '9')
			r = (r * 10 + (unsigned)(c - '0')) % 97;
		else
			r = (r * 100 + (unsigned)(c - 'A') + 10) % 97;
	}
	return r;
}

bool iban_read(const char *text, char ret[static IBAN_SIZE], struct err *err)
{
	char s[IBAN_SIZE] = "";
	size_t want, len;

	if (!squeeze(text, s, sizeof(s)) || strspn(s, CAPITALS) < 2 ||
	    s[strspn(s, DIGITS CAPITALS)] != '\0')
		return err_invalid(err, "iban",
		    "\"%.60s\" is not an IBAN; one is like DE89 3704 0044 "
		    "0532 0130 00.",
		    text);
	len = strlen(s);
	want = country_length(s);
	if (want == 0)
		return err_invalid(err, "iban",
		    "\"%.2s\" has no IBAN; give account and routing number "
		    "instead.",
		    s);
	if (len != want)
		return err_invalid(err, "iban",
		    "An IBAN of %.2s has %zu signs; \"%s\" has %zu.", s, want,
		    s, len);
	if (strspn(s + 2, DIGITS) < 2 || remainder_of(s, len) != 1)
		return err_invalid(err, "iban",
		    "The check digits of \"%s\" do not fit; look for a typing "
		    "mistake.",
		    s);
	memcpy(ret, s, len + 1);
	return true;
}

const char *iban_text(const char *iban, struct arena *a)
{
	size_t len = strlen(iban), n = 0;
	char *s = arena_alloc(a, len + len / 4 + 1);

	for (size_t i = 0; i < len; i++) {
		if (i > 0 && i % 4 == 0)
			s[n++] = ' ';
		s[n++] = iban[i];
	}
	return s;
}

const char *iban_masked(const char *iban, struct arena *a)
{
	size_t len = strlen(iban);

	if (len < 8)
		return len > 0 ? "****" : "";
	return arena_fmt(a, "%.2s** **** %s", iban, iban + len - 4);
}

bool bic_read(const char *text, char ret[static BIC_SIZE], struct err *err)
{
	char s[BIC_SIZE] = "";
	size_t len;

	if (squeeze(text, s, sizeof(s))) {
		len = strlen(s);
		if ((len == 8 || len == 11) &&
		    strspn(s, DIGITS CAPITALS) == len &&
		    strspn(s + 4, CAPITALS) >= 2) {
			memcpy(ret, s, len + 1);
			return true;
		}
	}
	return err_invalid(err, "bic",
	    "\"%.40s\" is not a BIC; one has 8 or 11 signs, like COBADEFFXXX.",
	    text);
}
