/* io/file.h - whole files in memory. */

#ifndef IO_FILE_H
#define IO_FILE_H

#include "base/arena.h"
#include "base/err.h"

/*
 * Reads a whole file of at most `max` bytes. The bytes end in a NUL that
 * *ret_len does not count. ERR_NOT_FOUND, ERR_INVALID when it is larger,
 * ERR_IO.
 */
NODISCARD bool file_read(const char *path, size_t max, struct arena *a,
    const char **ret, size_t *ret_len, struct err *err);

/* True if there is such a regular file. */
bool file_exists(const char *path);

#endif
