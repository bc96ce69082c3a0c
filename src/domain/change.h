/*
 * domain/change.h - the one way in which data changes.
 *
 * An operation opens a change, reads what its rules need, updates and
 * inserts rows through it, and commits. The change writes the op_id first,
 * checks the right inside the transaction, raises each row's version, keeps
 * old and new value of every field, and ends with one audit row. Undo works
 * from what it kept.
 */

#ifndef DOMAIN_CHANGE_H
#define DOMAIN_CHANGE_H

#include "base/buf.h"
#include "domain/session.h"

#define OP_ID_SIZE 33

/* Who did what happened by itself; no person can have that name. */
#define ACTOR_TIME "(time)"

/* One column and its new value. */
struct set {
	const char *column; /* a constant */
	struct value value;
};

/* Sets as one argument pair, like VALUES(). */
#define SETS(...)                            \
	(const struct set[]){ __VA_ARGS__ }, \
	    sizeof((const struct set[]){ __VA_ARGS__ }) / sizeof(struct set)

/* Columns collected for one insert or update. */
struct set_list {
	struct set list[64];
	size_t n;
};

void set_put(struct set_list *sets, const char *column, struct value v);
/* NULL is "". */
void set_put_text(struct set_list *sets, const char *column, const char *text);

struct change {
	struct session *session;
	const char *operation; /* "application approve" */
	const char *kind;
	int64_t record;
	int64_t audit; /* the audit row's id */
	int64_t now;
	int64_t undoes; /* 0, or the audit row taken back */
	const char *bulk;
	const char *actor; /* the session's user, unless it is ACTOR_TIME */
	char op_id[OP_ID_SIZE];
	bool done_before; /* the op_id is known: it happened already */
	bool by_batch;    /* rows made are found by their batch; not kept */
};

/* Writes a random operation id. */
void op_id_new(char op_id[static OP_ID_SIZE]);

/*
 * Begins the transaction. `op_id` NULL makes one; `bulk` is "" or groups
 * the operations of one bulk. After true, change_commit() or
 * change_abandon() must follow. If the op_id was used before,
 * c->done_before is set, c->record is what it was about, and the caller
 * abandons and reports success.
 */
NODISCARD bool change_begin(struct session *s, const char *operation,
    enum right right, const char *kind, int64_t record, const char *op_id,
    const char *bulk, struct change *ret, struct err *err);

/*
 * Sets columns of one row and raises its version. version 0 takes any,
 * otherwise a different one is ERR_CONFLICT with who changed it and when.
 * Columns that keep their value are left out; nothing to change is success.
 */
NODISCARD bool change_update(struct change *c, const char *table, int64_t id,
    int64_t version, const struct set *sets, size_t n, struct err *err);

/* Always false: ERR_CONFLICT, with who changed the row last and when. */
NODISCARD bool change_conflict(
    struct change *c, const char *table, int64_t id, struct err *err);

/*
 * Raises the version of a row whose meaning changed by rows beside it, so
 * that whoever saw it before is told.
 */
NODISCARD bool change_touch(
    struct change *c, const char *table, int64_t id, struct err *err);

/* Whether the row's columns are other than those. */
NODISCARD bool change_differs(struct change *c, const char *table, int64_t id,
    const struct set *sets, size_t n, bool *ret, struct err *err);

NODISCARD bool change_insert(struct change *c, const char *table,
    const struct set *sets, size_t n, int64_t *ret_id, struct err *err);

/* Deletes a row that is no record, like a role of a person; keeps the
 * columns' values, which the sets repeat. */
NODISCARD bool change_delete(struct change *c, const char *table, int64_t id,
    const struct set *sets, size_t n, struct err *err);

/* Writes the audit row with that summary and commits. */
NODISCARD bool change_commit(struct change *c, struct err *err,
    const char *summary, ...) PRINTF_LIKE(3, 4);

/* Rolls back; does nothing after a commit. */
void change_abandon(struct change *c);

/*
 * Takes back the operation of that audit row, or of its whole bulk, as an
 * operation of its own: every changed row gets its old values, every row
 * made becomes void. Refused when it was taken back before, when something
 * was done with a row since that still stands, when other records depend on
 * a row it made, and by somebody without the right of the operation itself.
 * An undo is taken back only by who made it. *ret_n counts records.
 */
NODISCARD bool change_undo(struct session *s, int64_t audit, const char *op_id,
    size_t *ret_n, struct err *err);

/*
 * Takes back what the operation of that audit row kept, as a part of an open
 * change of the same kind, whose own record is left alone; refused like
 * change_undo().
 */
NODISCARD bool change_restore(struct change *c, int64_t audit, struct err *err);

/* The newest operation of this user that can be taken back, or 0. */
NODISCARD bool change_last(
    struct session *s, int64_t *ret_audit, struct err *err);

/* The newest operation on that record that can be taken back, or 0. */
NODISCARD bool change_last_of(struct session *s, const char *kind,
    int64_t record, int64_t *ret_audit, struct err *err);

/* What this user took back last, if that was the last thing they did: the
 * audit row of the undo, which can be taken back in turn; else 0. */
NODISCARD bool change_last_undo(
    struct session *s, int64_t *ret_audit, struct err *err);

/* The sentence of an audit row. */
NODISCARD bool change_summary(struct session *s, int64_t audit, struct arena *a,
    const char **ret, struct err *err);

/* True if the op_id is in the database: the operation happened. */
NODISCARD bool op_happened(
    struct session *s, const char *op_id, bool *ret, struct err *err);

#endif
