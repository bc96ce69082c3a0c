/* base/country.c - finding countries by what people write. */

#include "config.h"

#include "base/country.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

static bool is_ascii(const char *s)
{
	while (*s != '\0') {
		if ((unsigned char)*s++ >= 0x80)
			return false;
	}
	return true;
}

/* Compares with folded text; few names have accents to fold. */
static bool name_is(const char *name, const char *folded)
{
	struct arena a = ARENA_INIT;
	bool same;

	if (name == NULL)
		return false;
	if (is_ascii(name))
		return strcasecmp(name, folded) == 0;
	same = strcmp(text_fold(name, &a), folded) == 0;
	arena_done(&a);
	return same;
}

static bool country_is(const struct country *c, const char *folded)
{
	switch (strlen(folded)) {
	case 0:
	case 1:
		return false;
	case 2:
		return strcasecmp(c->alpha2, folded) == 0;
	case 3:
		return strcasecmp(c->alpha3, folded) == 0;
	default:
		return name_is(c->name, folded) || name_is(c->common, folded);
	}
}

const struct country *country_find(const char *text)
{
	const struct country *found = NULL;
	struct arena a = ARENA_INIT;
	const char *folded = text_fold(text, &a);

	for (size_t i = 0; i < country_count && found == NULL; i++) {
		if (country_is(&country_list[i], folded))
			found = &country_list[i];
	}
	arena_done(&a);
	return found;
}

const struct country *country_of(const char *alpha2)
{
	for (size_t i = 0; i < country_count; i++) {
		if (strcmp(country_list[i].alpha2, alpha2) == 0)
			return &country_list[i];
	}
	return NULL;
}

const struct country *country_nearest(const char *text)
{
	const struct country *nearest = NULL;
	int best = 3;

	for (size_t i = 0; i < country_count; i++) {
		const struct country *c = &country_list[i];
		const char *name = c->common == NULL ? c->name : c->common;
		int distance = text_distance(text, name, 2);

		if (distance < best) {
			best = distance;
			nearest = c;
		}
	}
	return nearest;
}
