/* base/base64.c - bytes as letters and digits. */

#include "config.h"

#include "base/base64.h"

void base64_add(struct buf *out, const char *bytes, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < len; i += 3) {
		unsigned bits = 0;

		for (size_t j = i; j < i + 3; j++)
			bits =
			    bits << 8 | (j < len ? (unsigned char)bytes[j] : 0);
		buf_addc(out, digits[bits >> 18]);
		buf_addc(out, digits[bits >> 12 & 63]);
		buf_addc(out, i + 1 < len ? digits[bits >> 6 & 63] : '=');
		buf_addc(out, i + 2 < len ? digits[bits & 63] : '=');
	}
}
