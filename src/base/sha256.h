/* base/sha256.h - the SHA-256 of bytes (FIPS 180-4). */

#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include <stddef.h>

enum { SHA256_TEXT = 65 }; /* in hexadecimal, with the NUL */

/* Writes it as 64 small hexadecimal digits, and returns them. */
const char *sha256_text(
    const char *bytes, size_t len, char buf[static SHA256_TEXT]);

#endif
