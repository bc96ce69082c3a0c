/*
 * tests/mutate.h - spoiled copies of good files, the same in every run.
 *
 * A replay for make check of what a fuzzer does: bytes are changed, dropped,
 * repeated and put in, many of them the format's own signs; files are cut.
 */

#ifndef TESTS_MUTATE_H
#define TESTS_MUTATE_H

#include <stdint.h>
#include <string.h>

#include "base/buf.h"

struct mutate {
	const char *good;
	size_t len;
	const char *signs; /* bytes that mean something in the format */
	uint32_t state;    /* not 0; a seed gives one sequence */
};

static inline size_t mutate_random(struct mutate *m, size_t below)
{
	m->state ^= m->state << 13;
	m->state ^= m->state >> 17;
	m->state ^= m->state << 5;
	return m->state % (below > 0 ? below : 1);
}

/* Puts in a sign of the format, or any byte. */
static inline void mutate_put(struct mutate *m, struct buf *out)
{
	size_t n = strlen(m->signs);

	if (mutate_random(m, 4) > 0)
		buf_addc(out, m->signs[mutate_random(m, n)]);
	else
		buf_addc(out, (char)mutate_random(m, 256));
}

/* One to four changes to the good file. */
static inline void mutate_next(struct mutate *m, struct buf *out)
{
	size_t at = 0, changes = 1 + mutate_random(m, 4);

	buf_clear(out);
	for (size_t i = 0; i < changes; i++) {
		size_t to = at + mutate_random(m, m->len - at + 1);
		size_t few = mutate_random(m, 12);

		buf_addn(out, m->good + at, to - at);
		if (few > m->len - to)
			few = m->len - to;
		switch (mutate_random(m, 6)) {
		case 0: /* dropped */
			to += few;
			break;
		case 1: /* repeated */
			buf_addn(out, m->good + to, few);
			break;
		case 2: /* replaced */
			mutate_put(m, out);
			to += to < m->len;
			break;
		case 3: /* cut */
			return;
		default:
			mutate_put(m, out);
			break;
		}
		at = to;
	}
	buf_addn(out, m->good + at, m->len - at);
}

#endif
