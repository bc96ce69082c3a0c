/*
 * base/text.h - text from people and other systems, and its width.
 *
 * One function cleans text at every entry, one makes it safe at every exit
 * to a terminal. All text inside the program is valid UTF-8 in NFC. Widths
 * are in terminal cells of whole grapheme clusters.
 */

#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

/* What stands for a text that nobody gave is NULL or "": as the latter. */
static inline const char *or_empty(const char *s)
{
	return s != NULL ? s : "";
}

enum text_kind {
	TEXT_LINE, /* newlines and tabs become one blank each */
	TEXT_NOTE, /* newlines stay, CRLF becomes LF */
};

/*
 * Cleans text that enters the program: NFC, surrounding blanks trimmed.
 * Refuses (naming what and at which byte): invalid UTF-8, C0 (except
 * newline in notes), DEL, C1, bidi controls, zero-width and other invisible
 * code points, more than 4 combining marks on a base, unassigned or private
 * code points, more than max bytes. The selectors that keyboards put behind
 * emoji (U+FE0E, U+FE0F) are dropped. Empty text is fine and gives "".
 */
NODISCARD bool text_clean(const char *s, size_t len, enum text_kind kind,
    size_t max, struct arena *a, const char **ret, struct err *err);

/*
 * The same for pasted or foreign text that must not be refused as a whole:
 * drops what text_clean() would refuse and clips at max bytes at a cluster
 * boundary.
 */
const char *text_scrub(const char *s, size_t len, enum text_kind kind,
    size_t max, struct arena *a);

/*
 * Makes any bytes harmless for a terminal: invalid bytes, control (line ends
 * too: show notes by their lines), bidi and invisible characters become '?',
 * and so does what libc, and with it the terminal's library, cannot show.
 * Returns s itself when nothing changes.
 */
const char *text_safe(const char *s, struct arena *a);

/* Returns the byte offset of the first invalid UTF-8 byte, or len. */
size_t text_valid_until(const char *s, size_t len);

/* ---- grapheme clusters ------------------------------------------------ */

struct cluster {
	const char *s;
	size_t len; /* bytes */
	int width;  /* cells: 0, 1 or 2 */
};

/* The cluster at s, which must not be empty. *next = s + len. */
struct cluster text_cluster(const char *s);

/* Cells of the whole text. */
int text_width(const char *s);

/*
 * Returns text no wider than cells; cut text ends in '~'. Returns s itself
 * when it fits.
 */
const char *text_clip(const char *s, int cells, struct arena *a);

/* Breaks text into lines no wider than cells, at blanks where possible and
 * at newlines; returns their number and an arena array in ret_lines. */
size_t text_wrap(
    const char *s, int cells, struct arena *a, const char ***ret_lines);

/* Replaces what has no ASCII form: e.g. Société -> Societe, else '?'. */
const char *text_ascii(const char *s, struct arena *a);

/* ---- keys for comparing ------------------------------------------------ */

/* Lower case, letter by letter; nothing else changes. */
const char *text_lower(const char *s, struct arena *a);

/* NFKC, case-folded, accents stripped, blanks squeezed: the search key. */
const char *text_fold(const char *s, struct arena *a);

/*
 * text_fold(), punctuation removed, legal forms (GmbH, S.L., Inc., Ltd,
 * 株式会社 ...) dropped from the ends: the key two spellings of one company
 * share. Falls back to the folded name when nothing else is left.
 */
const char *text_company_key(const char *s, struct arena *a);

/*
 * The host of a web address or mail address, lower case, without scheme,
 * user, port, path, a final dot and a leading "www."; "" when there is none.
 */
const char *text_host(const char *s, struct arena *a);

/* Mail providers' domains (gmail.com ...) say nothing about a company. */
bool text_is_free_mail(const char *host);

/* Letters and digits only, upper case: the key of a tax id. */
const char *text_id_key(const char *s, struct arena *a);

/*
 * How many single edits (a swap of neighbors is one) turn a into b, up to
 * max+1; for "did you mean". Texts of more than 63 characters are equal or
 * far apart.
 */
int text_distance(const char *a, const char *b, int max);

/* The nearest of n names within 2 edits (1 for names under 4), or NULL. */
const char *text_nearest(const char *s, const char *const *names, size_t n);

#endif
