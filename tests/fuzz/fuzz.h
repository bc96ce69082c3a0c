/*
 * tests/fuzz/fuzz.h - what the fuzzers share.
 *
 * A fuzzer is given bytes, does with them what the program does with bytes
 * of others, and checks what must hold of any of them. Run one for a minute:
 *
 *	../configure --enable-fuzzing CC=clang && make
 *	mkdir found
 *	tests/fuzz/fuzz_yaml -max_total_time=60 found ../tests/fuzz/seeds/yaml
 */

#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Ends the run, and libFuzzer keeps the bytes. */
#define FUZZ_CHECK(cond)                                                       \
	do {                                                                   \
		if (!(cond)) {                                                 \
			fprintf(                                               \
			    stderr, "%s:%d: %s\n", __FILE__, __LINE__, #cond); \
			abort();                                               \
		}                                                              \
	} while (0)

/* The engine's entry. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A copy with a NUL behind it, of its very size: reading on is noticed. */
static inline char *fuzz_text(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);

	if (text == NULL)
		abort();
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	return text;
}

#endif
