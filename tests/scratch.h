/*
 * tests/scratch.h - files that a test writes, and the real ones it reads.
 */

#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char scratch_folder[] = "/tmp/accord-test-XXXXXX";
static char real_folder[4096]; /* "" when there is none */

/*
 * Moves into a new, empty folder, so that messages name files shortly. Real
 * data of other systems may stand beside the source tree.
 */
static inline void scratch_enter(void)
{
	const char *top = getenv("srcdir");
	char path[4096];

	snprintf(
	    path, sizeof(path), "%s/../shared/data", top != NULL ? top : ".");
	if (realpath(path, real_folder) == NULL)
		real_folder[0] = '\0';
	if (mkdtemp(scratch_folder) == NULL || chdir(scratch_folder) != 0)
		abort();
}

/* The folder must be empty again. */
static inline void scratch_leave(void)
{
	if (chdir("/") != 0 || rmdir(scratch_folder) != 0) {
		perror(scratch_folder);
		abort();
	}
}

static inline void scratch_write(const char *name, const char *bytes, size_t n)
{
	FILE *file = fopen(name, "wb");

	if (file == NULL || fwrite(bytes, 1, n, file) != n || fclose(file) != 0)
		abort();
}

static inline void scratch_text(const char *name, const char *text)
{
	scratch_write(name, text, strlen(text));
}

/* The path of a real file, or false when it is not there. */
static inline bool real_file(char path[static 4200], const char *name)
{
	snprintf(path, 4200, "%s/%s", real_folder, name);
	return real_folder[0] != '\0' && access(path, R_OK) == 0;
}

#define REAL_FILE(path, name)                                               \
	do {                                                                \
		if (!real_file((path), (name)))                             \
			SKIP("no ../shared/data/" name " beside the tree"); \
	} while (0)

#endif
