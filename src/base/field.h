/*
 * base/field.h - a record is a plain struct plus a constant table.
 *
 * One row of the table serves the form, the command line's options, CSV and
 * map columns, checks, history and export. FIELD() takes the offset and the
 * storage from the member itself, so that a table cannot disagree with its
 * struct:
 *
 *	struct note { const char *text; date_days until; };
 *	static const struct field fields[] = {
 *		FIELD(note, text, "Note", FIELD_REQUIRED | FIELD_NOTE),
 *		FIELD(note, until, "Until", FIELD_DATE),
 *	};
 *
 * Storage by member type: const char * text ("" or NULL when empty),
 * int64_t number (FIELD_UNSET when empty), date_days date (DATE_NONE when
 * empty), struct decimal, enum tribool (empty, no, yes).
 */

#ifndef BASE_FIELD_H
#define BASE_FIELD_H

#include "base/date.h"
#include "base/money.h"
#include "base/value.h"

enum tribool { TRI_UNSET, TRI_NO, TRI_YES };

#define FIELD_UNSET INT64_MIN

enum field_storage {
	STORE_TEXT,
	STORE_INT,
	STORE_DATE,
	STORE_DECIMAL,
	STORE_BOOL,
};

enum field_flag {
	FIELD_OPTIONAL = 0,
	FIELD_REQUIRED = 1 << 0,
	FIELD_NOTE = 1 << 1,    /* several lines */
	FIELD_COUNTRY = 1 << 2, /* kept as alpha-2 */
	FIELD_EMAIL = 1 << 3,
	FIELD_URL = 1 << 4,
	FIELD_CURRENCY = 1 << 5, /* kept as ISO 4217 code */
	FIELD_ID = 1 << 6,       /* one of choices(), or a short id */
	FIELD_POSITIVE = 1 << 7, /* numbers: not below zero */
	FIELD_SECRET = 1 << 8,   /* personal: masked until asked for */
	FIELD_REASON = 1 << 9,   /* an id of the program's reasons for the
				  * operation; screens offer digits */
};

struct field {
	const char *name; /* as in files and options */
	enum field_storage storage;
	size_t offset;
	const char *title; /* as in forms; FIELD() goes on from here */
	unsigned flags;
	const char *choices; /* "high|low", or NULL */
	const char *help;    /* a few words, or NULL */
	size_t max;          /* bytes of text; 0 is the default of its kind */
};

struct fields {
	const char *name; /* of the record: "application" */
	const struct field *list;
	size_t n;
	size_t size; /* of the struct */
};

#define FIELD_STORAGE_OF(rec, member) \
	_Generic(((struct rec *)0)->member, const char *: STORE_TEXT, \
	    int64_t: STORE_INT, date_days: STORE_DATE,        \
	    struct decimal: STORE_DECIMAL, enum tribool: STORE_BOOL)

/* The arguments go on with title and flags, then any member by name. */
#define FIELD(rec, member, ...)                                            \
	{                                                                  \
		.name = #member, .storage = FIELD_STORAGE_OF(rec, member), \
		.offset = offsetof(struct rec, member), __VA_ARGS__        \
	}

#define FIELDS(rec, table)                                            \
	{                                                             \
		.name = #rec, .list = (table), .n = ARRAY_LEN(table), \
		.size = sizeof(struct rec)                            \
	}

/* The field of that name, or NULL. */
const struct field *fields_find(const struct fields *f, const char *name);

/* Sets every member to its empty value. */
void fields_init(const struct fields *f, void *record);

/*
 * Cleans and reads text into the member; empty text empties it. Texts live
 * in the arena. `today` serves typed dates ("+7"). Fails naming the field.
 */
NODISCARD bool field_set(const struct field *f, void *record, const char *text,
    date_days today, struct arena *a, struct err *err);

/* The member as text that field_set() reads back; "" when empty. */
const char *field_get(
    const struct field *f, const void *record, struct arena *a);

/* The member as a value for SQL: decimals as their text, empty as NULL. */
struct value field_value(
    const struct field *f, const void *record, struct arena *a);

bool field_is_empty(const struct field *f, const void *record);

/* Refuses the first required field that is empty. */
NODISCARD bool fields_check(
    const struct fields *f, const void *record, struct err *err);

#endif
