/*
 * base/value.h - one cell of data, the same from file to database to screen.
 *
 * A cell parsed from YAML or CSV, bound to SQL, read from SQL and drawn on
 * the screen is always a struct value. Text is borrowed: it lives in the
 * arena, row or literal it came from.
 */

#ifndef BASE_VALUE_H
#define BASE_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum value_type {
	VALUE_NULL,
	VALUE_INT,
	VALUE_TEXT,
	VALUE_DATE,  /* days, base/date.h */
	VALUE_TIME,  /* seconds UTC, base/date.h */
	VALUE_BOOL,  /* 0 or 1 */
	VALUE_MONEY, /* minor units of currency */
};

struct value {
	enum value_type type;
	char currency[4]; /* VALUE_MONEY only */
	union {
		int64_t i;
		const char *s; /* VALUE_TEXT */
	};
};

static inline struct value val_null(void)
{
	return (struct value){ .type = VALUE_NULL };
}

static inline struct value val_int(int64_t i)
{
	return (struct value){ .type = VALUE_INT, .i = i };
}

/* NULL gives VALUE_NULL. */
static inline struct value val_text(const char *s)
{
	if (s == NULL)
		return val_null();
	return (struct value){ .type = VALUE_TEXT, .s = s };
}

/* DATE_NONE gives VALUE_NULL. */
static inline struct value val_date(int32_t days)
{
	if (days == INT32_MIN)
		return val_null();
	return (struct value){ .type = VALUE_DATE, .i = days };
}

static inline struct value val_time(int64_t utc)
{
	return (struct value){ .type = VALUE_TIME, .i = utc };
}

static inline struct value val_bool(bool b)
{
	return (struct value){ .type = VALUE_BOOL, .i = b };
}

/* True when both are of one type and equal; NULL equals NULL. */
bool value_equal(struct value a, struct value b);

/*
 * As a machine reads it: ISO dates, "2026-01-31T14:05:12Z", "yes"/"no",
 * decimals with a point, "" for NULL.
 */
const char *value_text(struct value v, struct arena *a);

#endif
