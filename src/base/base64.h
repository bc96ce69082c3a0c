/* base/base64.h - bytes as letters and digits. */

#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include "base/buf.h"

/* Appends the bytes in base64, with padding, on one line. */
void base64_add(struct buf *out, const char *bytes, size_t len);

#endif
