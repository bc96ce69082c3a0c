/* io/file.h - whole files, in and out. */

#ifndef IO_FILE_H
#define IO_FILE_H

#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"

/* Opens a file to read; ERR_NOT_FOUND, ERR_IO (also for a folder). */
NODISCARD bool file_open(const char *path, FILE **ret, struct err *err);

/*
 * Reads a whole file of at most `max` bytes. The bytes end in a NUL that
 * *ret_len does not count. ERR_NOT_FOUND, ERR_INVALID when it is larger,
 * ERR_IO.
 */
NODISCARD bool file_read(const char *path, size_t max, struct arena *a,
    const char **ret, size_t *ret_len, struct err *err);

/*
 * The same for text: refuses what is not UTF-8, with its place and how to
 * convert it, and drops a byte order mark.
 */
NODISCARD bool file_read_text(const char *path, size_t max, struct arena *a,
    const char **ret, size_t *ret_len, struct err *err);

/*
 * Writes a whole file, replacing one that is there: readers see the old or
 * the new one, also after a power cut. A path that is no regular file (a
 * pipe, a terminal) is written to. ERR_IO; the old file is then untouched.
 */
NODISCARD bool file_write(
    const char *path, const char *bytes, size_t len, struct err *err);

/* True if there is such a regular file. */
bool file_exists(const char *path);

#endif
