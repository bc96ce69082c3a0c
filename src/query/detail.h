/*
 * query/detail.h - one record, whole, for previews, screens and `show`.
 *
 * A detail is sections of lines: the same for a preview pane, a command's
 * table and JSON.
 */

#ifndef QUERY_DETAIL_H
#define QUERY_DETAIL_H

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "store/db.h"

struct detail_line {
	const char *name;  /* "contact_email" */
	const char *title; /* "Main contact's mail" */
	struct value value;
};

struct detail {
	int64_t id;
	int64_t version;
	const struct detail_line *lines; /* empty ones included */
	size_t n;
};

/* The record of a noun ("application", "partner" ...); ERR_NOT_FOUND. */
NODISCARD bool detail_read(struct db *db, const char *noun, int64_t id,
    struct arena *a, struct detail *ret, struct err *err);

/* The value of a line by name; VALUE_NULL when there is none. */
struct value detail_value(const struct detail *d, const char *name);

/* What happened to it, oldest first. */
struct history_entry {
	int64_t audit;
	int64_t at;
	const char *actor, *operation, *summary;
	bool undone;
	const struct history_change {
		const char *entity, *field, *old_value, *new_value;
		int64_t record;
	} * changes;
	size_t n_changes;
};

NODISCARD bool history_read(struct db *db, const char *noun, int64_t id,
    size_t limit, struct arena *a, struct history_entry **ret, size_t *ret_n,
    struct err *err);

/* Documents of an application or partner, without their bodies. */
struct document_entry {
	int64_t id;
	const char *kind, *name;
	int64_t created_at;
};

NODISCARD bool documents_read(struct db *db, const char *noun, int64_t id,
    struct arena *a, struct document_entry **ret, size_t *ret_n,
    struct err *err);

/* The newest document of that kind; ERR_NOT_FOUND names the kinds it has. */
NODISCARD bool document_body(struct db *db, const char *noun, int64_t id,
    const char *kind, struct arena *a, const char **ret, struct err *err);

/* Reasons, notes and answers of an application, oldest first. */
struct remark {
	const char *decision, *reason, *outside, *inside, *actor;
	int64_t at;
};

NODISCARD bool remarks_read(struct db *db, int64_t application, struct arena *a,
    struct remark **ret, size_t *ret_n, struct err *err);

/* What was said and done about any other record: notes, calls, reasons. */
struct record_note {
	const char *kind; /* "note", "call", or an operation's verb */
	const char *reason, *outside, *inside, *actor;
	int64_t on_date, at;
};

/* The newest `limit` of them, oldest first. */
NODISCARD bool record_notes_read(struct db *db, const char *noun, int64_t id,
    size_t limit, struct arena *a, struct record_note **ret, size_t *ret_n,
    struct err *err);

#endif
