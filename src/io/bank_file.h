/*
 * io/bank_file.h - a payout as a bank reads it.
 *
 * CSV is for any currency; pain.001.001.09 is the credit transfer of
 * ISO 20022, as SEPA has it, for EUR. What was returned is in neither.
 */

#ifndef IO_BANK_FILE_H
#define IO_BANK_FILE_H

#include "base/buf.h"
#include "domain/payout.h"

/* Appends a header and a row for each payment. */
void bank_csv(const struct payout *p, struct buf *out);

/*
 * Appends the XML. The file's ids follow from the payout and its digest, so
 * that a bank which gets it twice can tell. Refused: another currency, no
 * account to pay from, a partner without an IBAN.
 */
NODISCARD bool bank_pain001(
    const struct payout *p, int64_t now, struct buf *out, struct err *err);

#endif
