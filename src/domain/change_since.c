/* domain/change_since.c - what was done with a row after an operation. */

#include "config.h"

#include <string.h>

#include "base/date.h"
#include "domain/change_table.h"

/* From the newest; what is about the record counts as well if ?4 says so. */
static const char SELECT_SINCE[] =
    "SELECT a.id, a.undoes, a.actor, a.at, a.operation, a.summary,"
    " CASE WHEN EXISTS (SELECT 1 FROM audit_change m WHERE m.audit = a.id"
    " AND m.entity = ?1 AND m.record = ?2 AND m.field = 'status')"
    " THEN 1 ELSE 0 END FROM audit a WHERE a.id > ?3"
    " AND (a.id IN (SELECT h.audit FROM audit_change h"
    " WHERE h.entity = ?1 AND h.record = ?2)"
    " OR (?4 = 1 AND a.kind = ?1 AND a.record = ?2)) ORDER BY a.id DESC";

/* Audit rows that were taken back, so far as they are still to come. */
struct cancelled {
	int64_t *ids;
	size_t n, size;
};

static void cancel(struct cancelled *c, int64_t id, struct arena *a)
{
	if (c->n == c->size) {
		int64_t *more;

		c->size = c->size > 0 ? 2 * c->size : 16;
		more = arena_alloc(a, c->size * sizeof(*more));
		if (c->n > 0)
			memcpy(more, c->ids, c->n * sizeof(*more));
		c->ids = more;
	}
	c->ids[c->n++] = id;
}

static bool is_cancelled(const struct cancelled *c, int64_t id)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->ids[i] == id)
			return true;
	return false;
}

static bool is_courtesy(struct stmt *st)
{
	const struct operation *op =
	    change_operation(db_column(st, 4, VALUE_TEXT).s);

	return op != NULL && (op->flags & OPERATION_COURTESY) != 0 &&
	    db_int(st, 6) == 0;
}

/* Whether what this row tells still stands, seen from `audit`. */
static bool stands(
    struct stmt *st, int64_t audit, struct cancelled *c, struct arena *a)
{
	int64_t undoes = db_int(st, 1);

	if (is_cancelled(c, db_int(st, 0)))
		return false;
	if (undoes > audit) {
		cancel(c, undoes, a);
		return false;
	}
	return !is_courtesy(st);
}

static void refuse(struct stmt *st, struct err *err)
{
	char at[21];

	moment_text(db_column(st, 3, VALUE_INT).i, at);
	err_fill(err, ERR_CONFLICT, NULL,
	    "%s went on from there on %.10s at %.5s UTC: %s%s",
	    db_column(st, 2, VALUE_TEXT).s, at, at + 11,
	    db_column(st, 5, VALUE_TEXT).s,
	    change_can_undo(db_column(st, 4, VALUE_TEXT).s)
		? " Take that back first."
		: " So this stays.");
}

bool change_is_newest(struct change *c, int64_t audit, const char *entity,
    int64_t record, bool made, struct err *err)
{
	struct cancelled cancelled = { .n = 0 };
	struct arena a = ARENA_INIT;
	enum db_step step;
	struct stmt *st;
	bool ok;

	if (!db_query(c->session->db, SELECT_SINCE,
		VALUES(val_text(entity), val_int(record), val_int(audit),
		    val_int(made)),
		&st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW)
		if (stands(st, audit, &cancelled, &a)) {
			refuse(st, err);
			break;
		}
	ok = step == DB_DONE;
	db_reset(st);
	arena_done(&a);
	return ok;
}
