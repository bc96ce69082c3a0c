/*
 * io/stream.h - a text file read block by block, in constant memory.
 *
 * What comes out is UTF-8 without a byte order mark and without NULs; line
 * ends are as they are in the file.
 */

#ifndef IO_STREAM_H
#define IO_STREAM_H

#include "base/err.h"

struct stream;

/* ERR_NOT_FOUND; ERR_IO for a folder or a file that may not be read. */
NODISCARD bool stream_open(
    const char *path, struct stream **ret, struct err *err);

/*
 * The next block, of whole characters; *ret_len is 0 at the end. It is valid
 * until the next call. ERR_INVALID when it is not UTF-8, ERR_IO.
 */
NODISCARD bool stream_next(
    struct stream *s, const char **ret, size_t *ret_len, struct err *err);

/* Takes NULL. */
void stream_close(struct stream *s);

#endif
