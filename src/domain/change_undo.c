/* domain/change_undo.c - operations taken back from what they kept. */

#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "domain/change.h"
#include "domain/change_table.h"
#include "domain/operation.h"

#define MAX_UNDO_SETS 64

static const char SELECT_AUDIT[] =
    "SELECT operation, kind, record, bulk, summary,"
    " (SELECT u.id FROM audit u WHERE u.undoes = a.id), actor"
    " FROM audit a WHERE id = ?1";

static const char SELECT_BULK[] =
    "SELECT id FROM audit a WHERE bulk = ?1 AND NOT EXISTS"
    " (SELECT 1 FROM audit u WHERE u.undoes = a.id) ORDER BY id DESC";

static const char SELECT_CHANGES[] =
    "SELECT entity, record, field, type, old_value, new_value"
    " FROM audit_change WHERE audit = ?1 ORDER BY id DESC";

static const char SELECT_LAST[] =
    "SELECT id, operation FROM audit a WHERE actor = ?1 AND undoes IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM audit u WHERE u.undoes = a.id)"
    " ORDER BY id DESC LIMIT 50";

static const char SELECT_LAST_UNDO[] =
    "SELECT CASE WHEN operation = 'undo' THEN id ELSE 0 END FROM audit a"
    " WHERE actor = ?1 AND NOT EXISTS"
    " (SELECT 1 FROM audit u WHERE u.undoes = a.id)"
    " ORDER BY id DESC LIMIT 1";

static const char SELECT_SUMMARY[] = "SELECT summary FROM audit WHERE id = ?1";

/* An audit row that is to be taken back. */
struct target {
	int64_t audit;
	const char *operation, *kind, *bulk, *summary, *actor;
	int64_t record;
	int64_t undone_by;
};

/* One change that it made. */
struct step {
	const char *entity, *field;
	int64_t record;
	bool text;
	const char *was, *is;
};

/* "application approve" to its row, or NULL. */
static const struct operation *operation_of(const char *name)
{
	const struct operation *op;

	for (op = operation_next(NULL); op != NULL; op = operation_next(op)) {
		size_t len = strlen(op->noun);

		if (strncmp(name, op->noun, len) == 0 && name[len] == ' ' &&
		    strcmp(name + len + 1, op->verb) == 0)
			break;
	}
	return op;
}

static bool can_undo(const char *operation)
{
	const struct operation *op = operation_of(operation);

	return op != NULL && (op->flags & OPERATION_FINAL) == 0;
}

static bool read_target(struct session *s, int64_t audit, struct arena *a,
    struct target *ret, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, SELECT_AUDIT, VALUES(val_int(audit)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW)
		*ret = (struct target){ .audit = audit,
			.operation = db_text(st, 0, a),
			.kind = db_text(st, 1, a),
			.record = db_int(st, 2),
			.bulk = db_text(st, 3, a),
			.summary = db_text(st, 4, a),
			.undone_by = db_int(st, 5),
			.actor = db_text(st, 6, a) };
	db_reset(st);
	if (step == DB_DONE)
		return err_set(err, ERR_NOT_FOUND,
		    "There is no operation %" PRId64 " in the history.", audit);
	return step == DB_ROW;
}

static bool read_steps(struct session *s, int64_t audit, struct arena *a,
    struct step **ret, size_t *ret_n, struct err *err)
{
	struct step *steps = NULL;
	size_t n = 0, size = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, SELECT_CHANGES, VALUES(val_int(audit)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		struct value was = db_column(st, 4, VALUE_TEXT);
		struct value is = db_column(st, 5, VALUE_TEXT);

		if (n == size) {
			struct step *more;

			size = size > 0 ? 2 * size : 16;
			more = arena_alloc(a, size * sizeof(*more));
			if (n > 0)
				memcpy(more, steps, n * sizeof(*more));
			steps = more;
		}
		steps[n++] = (struct step){ .entity = db_text(st, 0, a),
			.record = db_int(st, 1),
			.field = db_text(st, 2, a),
			.text = strcmp(db_text(st, 3, a), "text") == 0,
			.was =
			    was.type == VALUE_NULL ? NULL : arena_str(a, was.s),
			.is =
			    is.type == VALUE_NULL ? NULL : arena_str(a, is.s) };
	}
	db_reset(st);
	*ret = steps;
	*ret_n = n;
	return step == DB_DONE;
}

/* The version a row had after the operation: its newest step tells. */
static int64_t version_after(const struct step *step)
{
	if (strcmp(step->field, "version") == 0 && step->is != NULL)
		return strtoll(step->is, NULL, 10);
	return 1;
}

static bool same_row(const struct step *a, const struct step *b)
{
	return a->record == b->record && strcmp(a->entity, b->entity) == 0;
}

static bool first_of_row(const struct step *steps, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (same_row(&steps[k], &steps[i]))
			return false;
	return true;
}

static struct value old_value(const struct step *step)
{
	if (step->was == NULL)
		return val_null();
	return step->text ? val_text(step->was)
			  : val_int(strtoll(step->was, NULL, 10));
}

/* A row that was made: it cannot go, so it is marked as never made. */
static bool unmake(
    struct change *c, const struct step *step, int64_t version, struct err *err)
{
	const struct change_table *t = change_table_find(step->entity);

	if (t == NULL || t->n_unmade == 0)
		return err_set(err, ERR_REFUSED,
		    "What made %s %" PRId64 " cannot be taken back.",
		    step->entity, step->record);
	return change_update(c, step->entity, step->record, version, t->unmade,
	    t->n_unmade, err);
}

static bool is_column(const struct step *step)
{
	return step->field[0] != '\0' && strcmp(step->field, "version") != 0;
}

/*
 * Takes back one update or insert of a row. An update's newest step is its
 * version; its columns come behind it. *at moves past them.
 */
static bool revert_row(struct change *c, const struct step *steps, size_t n,
    size_t *at, struct err *err)
{
	const struct step *first = &steps[*at];
	int64_t version = first_of_row(steps, *at) ? version_after(first) : 0;
	struct set sets[MAX_UNDO_SETS];
	size_t used = 0;

	(*at)++;
	if (first->field[0] == '\0')
		return unmake(c, first, version, err);
	while (*at < n && used < MAX_UNDO_SETS && is_column(&steps[*at]) &&
	    same_row(first, &steps[*at])) {
		sets[used++] =
		    (struct set){ steps[*at].field, old_value(&steps[*at]) };
		(*at)++;
	}
	return change_update(
	    c, first->entity, first->record, version, sets, used, err);
}

static bool revert(
    struct change *c, const struct target *t, struct arena *a, struct err *err)
{
	struct step *steps;
	size_t n;

	if (!read_steps(c->session, t->audit, a, &steps, &n, err))
		return false;
	for (size_t at = 0; at < n;)
		if (!revert_row(c, steps, n, &at, err))
			return false;
	return true;
}

static bool check_target(const struct target *t, struct err *err)
{
	if (t->undone_by != 0)
		return err_set(err, ERR_REFUSED, "This was taken back before.");
	if (!can_undo(t->operation) && strcmp(t->operation, "undo") != 0)
		return err_set(err, ERR_REFUSED, "\"%s\" cannot be taken back.",
		    t->operation);
	return true;
}

static bool undo_one(struct session *s, int64_t audit, const char *op_id,
    const char *bulk, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct change c = { 0 };
	struct target t;
	bool ok;

	ok = read_target(s, audit, &a, &t, err) && check_target(&t, err);
	if (ok) {
		const struct operation *op = operation_of(t.operation);

		ok =
		    change_begin(s, "undo", op != NULL ? op->right : RIGHT_VIEW,
			t.kind, t.record, op_id, bulk, &c, err);
	}
	if (ok && c.done_before) {
		change_abandon(&c);
	} else if (ok) {
		c.undoes = audit;
		/* Again, now that nobody else can write. */
		ok = read_target(s, audit, &a, &t, err) &&
		    check_target(&t, err) && revert(&c, &t, &a, err) &&
		    change_commit(&c, err, "Taken back: %s", t.summary);
		if (!ok)
			change_abandon(&c);
	}
	arena_done(&a);
	return ok;
}

static bool read_bulk(struct session *s, const char *bulk, struct arena *a,
    int64_t **ret, size_t *ret_n, struct err *err)
{
	int64_t *ids = NULL;
	size_t n = 0, size = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, SELECT_BULK, VALUES(val_text(bulk)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		if (n == size) {
			int64_t *more;

			size = size > 0 ? 2 * size : 64;
			more = arena_alloc(a, size * sizeof(*more));
			if (n > 0)
				memcpy(more, ids, n * sizeof(*more));
			ids = more;
		}
		ids[n++] = db_int(st, 0);
	}
	db_reset(st);
	*ret = ids;
	*ret_n = n;
	return step == DB_DONE;
}

bool change_undo(struct session *s, int64_t audit, const char *op_id,
    size_t *ret_n, struct err *err)
{
	struct arena a = ARENA_INIT;
	char bulk[OP_ID_SIZE];
	struct target t;
	int64_t *ids = &audit;
	size_t n = 1, done = 0;
	bool ok;

	ok = read_target(s, audit, &a, &t, err);
	if (ok && t.bulk[0] != '\0')
		ok = read_bulk(s, t.bulk, &a, &ids, &n, err);
	op_id_new(bulk);
	for (size_t i = 0; ok && i < n; i++) {
		ok = undo_one(
		    s, ids[i], n == 1 ? op_id : NULL, n == 1 ? "" : bulk, err);
		done += ok;
	}
	if (!ok && done > 0)
		err_prefix(err, "%zu of %zu taken back, then", done, n);
	arena_done(&a);
	if (ok)
		*ret_n = done;
	return ok;
}

bool change_last(struct session *s, int64_t *ret_audit, struct err *err)
{
	int64_t found = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, SELECT_LAST, VALUES(val_text(s->user)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW && found == 0)
		if (can_undo(db_column(st, 1, VALUE_TEXT).s))
			found = db_int(st, 0);
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	*ret_audit = found;
	return true;
}

bool change_last_undo(struct session *s, int64_t *ret_audit, struct err *err)
{
	struct value v = val_int(0);
	struct arena a = ARENA_INIT;
	bool found = false, ok;

	ok = db_value(s->db, SELECT_LAST_UNDO, VALUES(val_text(s->user)),
	    VALUE_INT, &a, &found, &v, err);
	arena_done(&a);
	if (ok)
		*ret_audit = found ? v.i : 0;
	return ok;
}

bool change_summary(struct session *s, int64_t audit, struct arena *a,
    const char **ret, struct err *err)
{
	struct value v = val_text("");
	bool found = false;

	if (!db_value(s->db, SELECT_SUMMARY, VALUES(val_int(audit)), VALUE_TEXT,
		a, &found, &v, err))
		return false;
	*ret = found && v.type == VALUE_TEXT ? v.s : "";
	return true;
}
