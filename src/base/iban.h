/*
 * base/iban.h - account numbers of banks: IBAN (ISO 13616) and BIC (ISO 9362).
 *
 * Both are kept without blanks and in capitals.
 */

#ifndef BASE_IBAN_H
#define BASE_IBAN_H

#include "base/arena.h"
#include "base/err.h"

enum { IBAN_SIZE = 35, BIC_SIZE = 12 }; /* with the NUL */

/*
 * Reads "DE89 3704 0044 0532 0130 00". ERR_INVALID, with the field "iban",
 * for a wrong length for its country, a sign that cannot be in one, and
 * check digits that do not fit, which is how a typing mistake shows.
 */
NODISCARD bool iban_read(
    const char *text, char ret[static IBAN_SIZE], struct err *err);

/* "DE89 3704 0044 0532 0130 00", for people. */
const char *iban_text(const char *iban, struct arena *a);

/* Only its country and its last four: "DE** **** 3000". */
const char *iban_masked(const char *iban, struct arena *a);

/* Reads "COBADEFF" or "COBADEFFXXX"; ERR_INVALID with the field "bic". */
NODISCARD bool bic_read(
    const char *text, char ret[static BIC_SIZE], struct err *err);

#endif
