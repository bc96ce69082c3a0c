/* domain/change_undo.c - operations taken back from what they kept. */

#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain/change.h"
#include "domain/change_table.h"
#include "domain/commission.h"
#include "domain/operation.h"

#define MAX_UNDO_SETS 64

static const char SELECT_AUDIT[] =
    "SELECT operation, kind, record, bulk, summary,"
    " (SELECT u.id FROM audit u WHERE u.undoes = a.id), actor, undoes"
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
    " ORDER BY id DESC LIMIT 1000";

static const char SELECT_LAST_OF[] =
    "SELECT id, operation FROM audit a WHERE kind = ?1 AND record = ?2"
    " AND undoes IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM audit u WHERE u.undoes = a.id)"
    " ORDER BY id DESC LIMIT 1000";

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
	int64_t undone_by, undoes; /* 0: none */
};

/* One change that it made. */
struct step {
	const char *entity, *field;
	int64_t record;
	bool text;
	const char *was, *is;
	bool first; /* the newest step on its row */
	bool made;  /* on the first step: the row was made here, too */
};

const struct operation *change_operation(const char *name)
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

bool change_can_undo(const char *operation)
{
	const struct operation *op = change_operation(operation);

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
			.actor = db_text(st, 6, a),
			.undoes = db_int(st, 7) };
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

static bool same_row(const struct step *a, const struct step *b)
{
	return a->record == b->record && strcmp(a->entity, b->entity) == 0;
}

static int by_row(const void *a, const void *b)
{
	const struct step *x = *(const struct step *const *)a;
	const struct step *y = *(const struct step *const *)b;
	int way = strcmp(x->entity, y->entity);

	if (way != 0)
		return way;
	if (x->record != y->record)
		return x->record < y->record ? -1 : 1;
	return (x > y) - (x < y);
}

/* Sorted, since an import may have changed thousands of rows. */
static void mark_rows(struct step *steps, size_t n, struct arena *a)
{
	struct step **all = arena_alloc(a, (n + 1) * sizeof(*all));
	struct step *first = NULL;

	for (size_t i = 0; i < n; i++)
		all[i] = &steps[i];
	qsort(all, n, sizeof(*all), by_row);
	for (size_t i = 0; i < n; i++) {
		if (first == NULL || !same_row(first, all[i])) {
			first = all[i];
			first->first = true;
		}
		first->made = first->made || all[i]->field[0] == '\0';
	}
}

static struct value old_value(const struct step *step)
{
	if (step->was == NULL)
		return val_null();
	return step->text ? val_text(step->was)
			  : val_int(strtoll(step->was, NULL, 10));
}

static bool is_in_use(struct change *c, const struct change_table *t,
    int64_t record, bool *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct value n = val_int(0);
	bool found = false, ok;

	*ret = false;
	if (t->in_use == NULL)
		return true;
	ok = db_value(c->session->db, t->in_use, VALUES(val_int(record)),
	    VALUE_INT, &a, &found, &n, err);
	arena_done(&a);
	*ret = ok && found && n.i > 0;
	return ok;
}

/* Rows of a record, like a payment, have numbers without a letter. */
static bool refuse_used(const struct step *step, struct err *err)
{
	char letter = noun_letter(step->entity), name[80];

	if (letter != '\0')
		snprintf(
		    name, sizeof(name), "%c-%" PRId64, letter, step->record);
	else
		snprintf(name, sizeof(name), "The %.40s %" PRId64, step->entity,
		    step->record);
	return err_set(err, ERR_REFUSED,
	    "%s was made by this, and other records depend on it by now; take "
	    "those back first.",
	    name);
}

/* A row that was made: it cannot go, so it is marked as never made. */
static bool unmake(struct change *c, const struct step *step, struct err *err)
{
	const struct change_table *t = change_table_find(step->entity);
	bool used;

	if (t == NULL || t->n_unmade == 0)
		return err_set(err, ERR_REFUSED,
		    "What made %s %" PRId64 " cannot be taken back.",
		    step->entity, step->record);
	if (!is_in_use(c, t, step->record, &used, err))
		return false;
	if (used)
		return refuse_used(step, err);
	return change_update(
	    c, step->entity, step->record, 0, t->unmade, t->n_unmade, err);
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
	struct set sets[MAX_UNDO_SETS];
	size_t used = 0;

	(*at)++;
	if (first->field[0] == '\0')
		return unmake(c, first, err);
	while (*at < n && used < MAX_UNDO_SETS && is_column(&steps[*at]) &&
	    same_row(first, &steps[*at])) {
		sets[used++] =
		    (struct set){ steps[*at].field, old_value(&steps[*at]) };
		(*at)++;
	}
	if (used == 0)
		return change_touch(c, first->entity, first->record, err);
	return change_update(
	    c, first->entity, first->record, 0, sets, used, err);
}

/* A row that goes with what made it, unless it cannot be unsaid. */
static bool may_go(struct change *c, const struct change_table *t,
    int64_t record, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct value why = val_null();
	bool found = false, ok;

	ok = db_value(c->session->db, t->stays, VALUES(val_int(record)),
	    VALUE_TEXT, &a, &found, &why, err);
	if (ok && found)
		ok = err_set(err, ERR_REFUSED, "%s", why.s);
	arena_done(&a);
	return ok;
}

static bool check_row(
    struct change *c, int64_t audit, const struct step *step, struct err *err)
{
	const struct change_table *t = change_table_find(step->entity);

	if (step->made && t != NULL && t->stays != NULL)
		return may_go(c, t, step->record, err);
	return change_is_newest(
	    c, audit, step->entity, step->record, step->made, err);
}

/* Nothing that stands came after, on any row that it wrote. */
static bool check_newest(struct change *c, int64_t audit,
    const struct step *steps, size_t n, struct err *err)
{
	for (size_t i = 0; i < n; i++)
		if (steps[i].first && !check_row(c, audit, &steps[i], err))
			return false;
	return true;
}

static bool revert_all(struct change *c, int64_t audit, struct step *steps,
    size_t n, struct arena *a, struct err *err)
{
	mark_rows(steps, n, a);
	if (!check_newest(c, audit, steps, n, err))
		return false;
	for (size_t at = 0; at < n;)
		if (!revert_row(c, steps, n, &at, err))
			return false;
	return true;
}

static bool is_suspended(const char *status)
{
	return status != NULL && strcmp(status, "suspended") == 0;
}

/*
 * Holds follow from whether a partner is suspended now: for money that was
 * earned under a suspension that is no more, or the other way round, which
 * the operation never saw; and for holds that end now.
 */
static bool follow_one(
    struct change *c, const struct step *step, struct err *err)
{
	date_days on = (date_days)(c->now / 86400);

	if (strcmp(step->entity, "tranche") == 0 &&
	    strcmp(step->field, "state") == 0)
		return commission_follow_one(c, step->record, on, err);
	if (strcmp(step->entity, "enrollment") == 0 &&
	    strcmp(step->field, "status") == 0 &&
	    is_suspended(step->was) != is_suspended(step->is))
		return commission_follow(c, step->record, on, err);
	return true;
}

static bool follow(
    struct change *c, const struct step *steps, size_t n, struct err *err)
{
	for (size_t i = 0; i < n; i++)
		if (!follow_one(c, &steps[i], err))
			return false;
	return true;
}

static bool revert(
    struct change *c, const struct target *t, struct arena *a, struct err *err)
{
	struct step *steps;
	size_t n;

	return read_steps(c->session, t->audit, a, &steps, &n, err) &&
	    revert_all(c, t->audit, steps, n, a, err) &&
	    follow(c, steps, n, err);
}

bool change_restore(struct change *c, int64_t audit, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct step *steps;
	size_t n, used = 0;
	bool ok = read_steps(c->session, audit, &a, &steps, &n, err);

	for (size_t i = 0; ok && i < n; i++)
		if (strcmp(steps[i].entity, c->kind) != 0)
			steps[used++] = steps[i];
	ok = ok && revert_all(c, audit, steps, used, &a, err);
	arena_done(&a);
	return ok;
}

static bool check_target(const struct target *t, struct err *err)
{
	if (t->undone_by != 0)
		return err_set(err, ERR_REFUSED, "This was taken back before.");
	if (!change_can_undo(t->operation) && strcmp(t->operation, "undo") != 0)
		return err_set(err, ERR_REFUSED, "\"%s\" cannot be taken back.",
		    t->operation);
	return true;
}

/*
 * Taking back an undo does the operation again, so it takes the right of
 * that, and the person who took it back: anybody else does it anew, by the
 * rules that hold for them.
 */
static bool find_right(struct session *s, const struct target *target,
    struct arena *a, enum right *ret, struct err *err)
{
	const struct operation *op;
	struct target t = *target;
	enum right right;

	while (t.undoes != 0)
		if (!read_target(s, t.undoes, a, &t, err))
			return false;
	op = change_operation(t.operation);
	right = op != NULL ? op->right : RIGHT_ADMIN;
	if (target->undoes != 0 && strcmp(target->actor, s->user) != 0)
		return session_check(s, right, err) &&
		    err_set(err, ERR_REFUSED,
			"%s took this back and alone may restore it; do it "
			"anew instead.",
			target->actor);
	*ret = right;
	return true;
}

static bool begin_undo(struct session *s, const struct target *t,
    const char *op_id, const char *bulk, struct arena *a, struct change *c,
    struct err *err)
{
	enum right right;

	return find_right(s, t, a, &right, err) &&
	    change_begin(
		s, "undo", right, t->kind, t->record, op_id, bulk, c, err);
}

static bool undo_one(struct session *s, int64_t audit, const char *op_id,
    const char *bulk, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct change c = { 0 };
	struct target t;
	bool ok, done = false;

	/* Asked for again after an unclear answer. */
	if (op_id != NULL && !op_happened(s, op_id, &done, err))
		return false;
	if (done)
		return true;
	ok = read_target(s, audit, &a, &t, err) && check_target(&t, err) &&
	    begin_undo(s, &t, op_id, bulk, &a, &c, err);
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
	return db_ids(
	    s->db, SELECT_BULK, VALUES(val_text(bulk)), a, ret, ret_n, err);
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

/* The first of the rows whose operation can be taken back. */
static bool find_last(struct session *s, const char *sql,
    const struct value *values, size_t n, int64_t *ret, struct err *err)
{
	int64_t found = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, sql, values, n, &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW && found == 0)
		if (change_can_undo(db_column(st, 1, VALUE_TEXT).s))
			found = db_int(st, 0);
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	*ret = found;
	return true;
}

bool change_last(struct session *s, int64_t *ret_audit, struct err *err)
{
	return find_last(
	    s, SELECT_LAST, VALUES(val_text(s->user)), ret_audit, err);
}

bool change_last_of(struct session *s, const char *kind, int64_t record,
    int64_t *ret_audit, struct err *err)
{
	return find_last(s, SELECT_LAST_OF,
	    VALUES(val_text(kind), val_int(record)), ret_audit, err);
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
