/*
 * base/err.h - why something did not happen.
 *
 * A function that can fail returns bool and takes a struct err last. It
 * writes *err only when it returns false, and never touches its ret_
 * parameters then. The kind says what the caller does next; the text is a
 * whole sentence for the person at the keyboard.
 */

#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

#include "base/base.h"

enum err_kind {
	ERR_INVALID,   /* a value is malformed: let the person edit it */
	ERR_REFUSED,   /* a rule says no: show the reason */
	ERR_FORBIDDEN, /* the role is missing: say which is needed */
	ERR_NOT_FOUND, /* no such record or file */
	ERR_CONFLICT,  /* someone else changed it: reload */
	ERR_BUSY,      /* the database is locked: try again */
	ERR_UNKNOWN,   /* the commit may have happened: look the op_id up */
	ERR_IO,        /* a file, the terminal or the database failed */
};

struct err {
	enum err_kind kind;
	const char *field; /* a constant: the offending field, or NULL */
	char text[800];
};

/*
 * Fills *err and is false, so that "return err_set(...)" fails at once.
 * These are macros so that the compiler, too, knows they are false.
 */
#define err_set(err, kind, ...) \
	(err_fill((err), (kind), NULL, __VA_ARGS__), false)

/* The same for a malformed value, naming the field it belongs to. */
#define err_invalid(err, field, ...) \
	(err_fill((err), ERR_INVALID, (field), __VA_ARGS__), false)

/* Puts where it happened in front of the text, and is false. */
#define err_in(err, ...) (err_prefix((err), __VA_ARGS__), false)

void err_fill(struct err *err, enum err_kind kind, const char *field,
    const char *fmt, ...) PRINTF_LIKE(4, 5);
void err_prefix(struct err *err, const char *fmt, ...) PRINTF_LIKE(2, 3);

#endif
