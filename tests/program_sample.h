/*
 * tests/program_sample.h - a program file that uses every key, and a way to
 * read a variation of it.
 */

#ifndef TESTS_PROGRAM_SAMPLE_H
#define TESTS_PROGRAM_SAMPLE_H

#include "domain/program.h"

/* One entry for each line; NULL ends them. */
extern const char *const sample_lines[];

/* What was read of it. */
struct sample {
	struct arena arena;
	struct problems problems;
	struct buf yaml, printed; /* the text; its problems, one a line */
	struct node *root;
	const struct program *program; /* NULL when there are problems */
};

/* Reads the sample with the first `old` replaced; "" changes nothing. */
void sample_read(struct sample *s, const char *old, const char *new);
/* Reads a text. */
void sample_read_text(struct sample *s, const char *yaml);
void sample_done(struct sample *s);

/* Reads a file into the arena, or returns NULL. */
const char *sample_file(const char *path, struct arena *a);

#endif
