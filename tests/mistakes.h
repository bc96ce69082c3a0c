/*
 * tests/mistakes.h - variations of the sample program and what is said of
 * them.
 */

#ifndef TESTS_MISTAKES_H
#define TESTS_MISTAKES_H

#include <stdio.h>
#include <string.h>

#include "tests/program_sample.h"

struct mistake {
	const char *old, *new; /* what is replaced by what in the sample */
	const char *want;      /* the problems, one a line */
};

/* Reads all variations; prints those of which something else is said. */
static inline bool all_found(const struct mistake *list, size_t n)
{
	bool good = true;

	for (size_t i = 0; i < n; i++) {
		struct sample s;

		sample_read(&s, list[i].old, list[i].new);
		if (strcmp(buf_text(&s.printed), list[i].want) != 0 ||
		    (s.program != NULL) != (list[i].want[0] == '\0')) {
			printf("# with %s\n# got  %s# want %s", list[i].new,
			    buf_text(&s.printed), list[i].want);
			good = false;
		}
		sample_done(&s);
	}
	return good;
}

#endif
