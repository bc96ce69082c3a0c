/* term/term_type.c - which terminal descriptions to try for a TERM. */

#include "config.h"

#include "term/term_type.h"

#include <string.h>

/* Terminals whose own description is seldom installed on a server. */
static const struct family {
	const char *prefix;
	const char *like;
} families[] = {
	{ "xterm", "xterm-256color" },
	{ "alacritty", "xterm-256color" },
	{ "foot", "xterm-256color" },
	{ "ghostty", "xterm-256color" },
	{ "kitty", "xterm-256color" },
	{ "wezterm", "xterm-256color" },
	{ "contour", "xterm-256color" },
	{ "rio", "xterm-256color" },
	{ "putty", "xterm-256color" },
	{ "tmux", "screen-256color" },
	{ "screen", "screen" },
};

/* Names are paths for terminfo: only what names are made of is looked up. */
static bool is_name(const char *term)
{
	size_t len = strlen(term);

	return len <= 64 && term[0] != '.' &&
	    strspn(term,
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"0123456789+-._") == len;
}

/* The name without "-direct" and "+..."; NULL when it has neither. */
static const char *stripped(const char *term, struct arena *a)
{
	const char *plus = strchr(term, '+');
	size_t len = plus != NULL ? (size_t)(plus - term) : strlen(term);
	const char direct[] = "-direct";
	size_t tail = sizeof(direct) - 1;

	if (len > tail && memcmp(term + len - tail, direct, tail) == 0)
		len -= tail;
	return len > 0 && term[len] != '\0' ? arena_strn(a, term, len) : NULL;
}

bool term_type_is_refused(const char *term)
{
	return term == NULL || term[0] == '\0' || strcmp(term, "dumb") == 0 ||
	    strcmp(term, "unknown") == 0;
}

size_t term_type_candidates(
    const char *term, struct arena *a, const char *ret_types[TERM_TYPES])
{
	size_t n = 0;
	const char *plain;

	if (is_name(term)) {
		ret_types[n++] = term;
		plain = stripped(term, a);
		if (plain != NULL)
			ret_types[n++] = plain;
	}
	for (size_t i = 0; i < ARRAY_LEN(families); i++)
		if (strncmp(term, families[i].prefix,
			strlen(families[i].prefix)) == 0) {
			ret_types[n++] = families[i].like;
			break;
		}
	ret_types[n++] = "vt220";
	return n;
}
