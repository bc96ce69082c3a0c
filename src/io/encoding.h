/*
 * io/encoding.h - whether bytes of others are UTF-8.
 *
 * UTF-16 and Latin-1 are refused with the byte where it shows, counted from
 * 1, and the command that converts the file: a guess would spoil names.
 */

#ifndef IO_ENCODING_H
#define IO_ENCODING_H

#include <stdint.h>

#include "base/err.h"

struct encoding {
	const char *file; /* as the person named it */
	uint64_t offset;  /* bytes that were checked before */
	uint32_t line;    /* line ends among them */
};

/* The bytes of a byte order mark at the start of a file: 3 or 0. */
size_t encoding_mark(const char *bytes, size_t len);

/*
 * Checks the next bytes of a file. *ret_len is how many of them are whole
 * characters: all, or up to three fewer when more are to come. ERR_INVALID.
 */
NODISCARD bool encoding_check(struct encoding *e, const char *bytes, size_t len,
    bool more, size_t *ret_len, struct err *err);

#endif
