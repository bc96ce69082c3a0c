/*
 * io/mail_header.h - the lines at the head of a mail, safe from what data
 * may hold.
 *
 * Whatever a company calls itself, a header stays one header: control
 * characters become blanks, what is not ASCII becomes encoded words
 * (RFC 2047), a name is quoted. An address is written as it is, so it must
 * have passed mail_address_check().
 */

#ifndef IO_MAIL_HEADER_H
#define IO_MAIL_HEADER_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

/* Refuses whatever is not local@domain in plain ASCII letters. */
NODISCARD bool mail_address_check(const char *address, struct err *err);

/* "partners.example" of an address that has passed the check. */
const char *mail_address_domain(const char *address);

/* A text such as a subject, folded into lines where it is long. */
const char *mail_header_text(const char *text, struct arena *a);

/* `"Acme, Inc." <ann@acme.example>`; the name may be NULL or "". */
const char *mail_header_person(
    const char *name, const char *address, struct arena *a);

/* "Tue, 31 Mar 2026 14:02:00 +0000". */
const char *mail_header_date(int64_t utc, struct arena *a);

#endif
