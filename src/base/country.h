/* base/country.h - countries of ISO 3166-1; made at build from iso-codes. */

#ifndef BASE_COUNTRY_H
#define BASE_COUNTRY_H

#include "base/base.h"

struct country {
	char alpha2[3];
	char alpha3[4];
	const char *name;   /* English short name */
	const char *common; /* "Bolivia", or NULL */
};

/*
 * Finds by alpha-2, alpha-3, the English name or the common name, in any
 * case. "ZZ" (unknown) is found too and is named "Unknown".
 */
const struct country *country_find(const char *text);

/* By alpha-2 exactly, or NULL. */
const struct country *country_of(const char *alpha2);

/*
 * The country whose name is within two edits of the text, for "did you
 * mean"; or NULL.
 */
const struct country *country_nearest(const char *text);

/* All of them, "ZZ" last, ordered as in iso-codes. */
extern const struct country country_list[];
extern const size_t country_count;

#endif
