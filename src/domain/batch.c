/* domain/batch.c - one import as a whole. */

#include "config.h"

#include "domain/batch.h"

#include <inttypes.h>
#include <string.h>

#include "domain/change_table.h"
#include "domain/operation.h"

static const char SELECT_BATCH[] =
    "SELECT kind, status FROM batch WHERE id = ?1";

static const char SELECT_IMPORT[] =
    "SELECT id FROM audit WHERE kind = 'batch' AND record = ?1"
    " AND operation = 'batch import'";

/* Others who want to write meanwhile are told why they wait. */
static void announce(struct session *s)
{
	struct arena a = ARENA_INIT;

	db_announce(s->db, arena_fmt(&a, "an import by %s", s->user));
	arena_done(&a);
}

bool batch_begin(struct session *s, const char *name, const char *file,
    const char *map, struct change *ret_change, int64_t *ret_batch,
    struct err *err)
{
	const struct import_kind *kind = import_kind_find(name);
	struct change c;
	int64_t id;

	if (kind == NULL)
		return err_set(err, ERR_INVALID,
		    "Records of the kind \"%s\" are not imported.", name);
	if (!change_begin(
		s, "batch import", kind->right, "batch", 0, NULL, "", &c, err))
		return false;
	announce(s);
	if (!change_insert(&c, "batch",
		SETS({ "kind", val_text(kind->kind) },
		    { "file", val_text(file) }, { "map", val_text(map) },
		    { "created_at", val_time(c.now) },
		    { "created_by", val_text(s->user) }),
		&id, err)) {
		change_abandon(&c);
		return false;
	}
	c.record = id;
	c.by_batch = true;
	*ret_change = c;
	*ret_batch = id;
	return true;
}

static bool check_id(
    const struct import_kind *kind, const void *record, struct err *err)
{
	if (!kind->needs_id ||
	    !field_is_empty(fields_find(kind->fields, "id"), record))
		return true;
	return err_invalid(err, "id",
	    "It needs the other system's id, by which it is known again.");
}

/* The later of two rows with one id counts; somebody should know. */
static bool warn_twice(struct change *c, int64_t batch,
    const struct import_kind *kind, const void *record, struct arena *a,
    void (*warn)(void *arg, const char *field, const char *text), void *arg,
    struct err *err)
{
	const struct field *id = fields_find(kind->fields, "id");
	struct value made = val_int(0);
	struct buf sql = BUF_INIT;
	bool found = false, ok;

	buf_fmt(&sql,
	    "SELECT coalesce(batch, 0) FROM %s WHERE ref = ?1"
	    " AND void = 0",
	    kind->made[0].table);
	ok = db_value(c->session->db, buf_text(&sql),
	    VALUES(val_text(field_get(id, record, a))), VALUE_INT, a, &found,
	    &made, err);
	buf_done(&sql);
	if (ok && found && made.i == batch && warn != NULL)
		warn(arg, "id",
		    "The file has this id twice, with other values; the later "
		    "row counts.");
	return ok;
}

bool batch_record(struct change *c, int64_t batch,
    const struct import_kind *kind, const void *record, struct arena *a,
    void (*warn)(void *arg, const char *field, const char *text), void *arg,
    enum import_result *ret, struct err *err)
{
	struct db *db = c->session->db;
	struct err worse;

	if (!check_id(kind, record, err) || !db_mark(db, err))
		return false;
	if (kind->import(c, batch, record, a, warn, arg, ret, err) &&
	    (*ret != IMPORT_UPDATED ||
		warn_twice(c, batch, kind, record, a, warn, arg, err)))
		return db_keep(db, err);
	if (!db_drop(db, &worse))
		*err = worse;
	return false;
}

bool batch_commit(struct change *c, int64_t batch, const struct batch_counts *n,
    struct err *err)
{
	return change_update(c, "batch", batch, 0,
		   SETS({ "imported", val_int(n->imported) },
		       { "updated", val_int(n->updated) },
		       { "unchanged", val_int(n->unchanged) },
		       { "refused", val_int(n->refused) },
		       { "skipped", val_int(n->skipped) }),
		   err) &&
	    change_commit(c, err,
		"Imported %" PRId64 ", updated %" PRId64 ", unchanged %" PRId64
		", refused %" PRId64 ".",
		n->imported, n->updated, n->unchanged, n->refused);
}

static bool read_batch(struct session *s, int64_t batch, struct arena *a,
    const struct import_kind **ret, struct err *err)
{
	const char *kind = "", *status = "";
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, SELECT_BATCH, VALUES(val_int(batch)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW) {
		kind = db_text(st, 0, a);
		status = db_text(st, 1, a);
	}
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	if (step == DB_DONE)
		return err_set(err, ERR_NOT_FOUND,
		    "There is no batch B-%" PRId64 ".", batch);
	if (strcmp(status, "done") != 0)
		return err_set(err, ERR_REFUSED,
		    "Batch B-%" PRId64 " was taken back before.", batch);
	*ret = import_kind_find(kind);
	if (*ret == NULL || (*ret)->import == NULL)
		return err_set(err, ERR_REFUSED,
		    "A batch of %s cannot be taken back; import a file that "
		    "has them right.",
		    kind);
	return true;
}

static bool check_unused(struct change *c, int64_t batch,
    const struct import_kind *kind, struct arena *a, struct err *err)
{
	struct value used;
	bool found;

	if (!db_value(c->session->db, kind->count_used, VALUES(val_int(batch)),
		VALUE_INT, a, &found, &used, err))
		return false;
	if (used.i > 0)
		return err_set(err, ERR_REFUSED,
		    "Batch B-%" PRId64 " stays: %" PRId64
		    " of its %s were %s since.",
		    batch, used.i, kind->kind,
		    kind->used != NULL ? kind->used
				       : "worked on or imported again");
	return true;
}

static bool void_rows(struct change *c, int64_t batch,
    const struct import_made *made, int *ret, struct err *err)
{
	bool updated = change_table_find(made->table)->updated;
	const struct value values[] = { val_int(batch), val_time(c->now) };
	struct buf sql = BUF_INIT;
	bool ok;

	buf_fmt(&sql,
	    "UPDATE %s SET void = 1, version = version + 1%s"
	    " WHERE void = 0 AND %s",
	    made->table, updated ? ", updated_at = ?2" : "", made->condition);
	ok = db_exec(
	    c->session->db, buf_text(&sql), values, updated ? 2 : 1, ret, err);
	buf_done(&sql);
	return ok;
}

/* *ret counts the records, not what hangs on them. */
static bool void_made(struct change *c, int64_t batch,
    const struct import_kind *kind, size_t *ret, struct err *err)
{
	for (size_t i = 0; i < kind->n_made; i++) {
		int n;

		if (!void_rows(c, batch, &kind->made[i], &n, err))
			return false;
		if (i == 0)
			*ret = (size_t)n;
	}
	return true;
}

/* How many records of before it changed. */
static bool count_changed(struct change *c, int64_t audit, int64_t batch,
    const char *table, struct arena *a, size_t *ret, struct err *err)
{
	struct value n = val_int(0);
	struct buf sql = BUF_INIT;
	bool found, ok;

	buf_fmt(&sql,
	    "SELECT count(DISTINCT h.record) FROM audit_change h JOIN %s r"
	    " ON r.id = h.record WHERE h.audit = ?1 AND h.entity = '%s'"
	    " AND r.batch IS NOT ?2",
	    table, table);
	ok = db_value(c->session->db, buf_text(&sql),
	    VALUES(val_int(audit), val_int(batch)), VALUE_INT, a, &found, &n,
	    err);
	buf_done(&sql);
	*ret = (size_t)n.i;
	return ok;
}

/* What it made becomes void; what it changed is as it was before. */
static bool take_back(struct change *c, int64_t batch,
    const struct import_kind *kind, struct arena *a, size_t *ret_n,
    struct err *err)
{
	struct value audit = val_int(0);
	size_t changed = 0, made = 0;
	bool found = false;

	if (!db_value(c->session->db, SELECT_IMPORT, VALUES(val_int(batch)),
		VALUE_INT, a, &found, &audit, err) ||
	    !check_unused(c, batch, kind, a, err) ||
	    !void_made(c, batch, kind, &made, err) ||
	    !count_changed(
		c, audit.i, batch, kind->made[0].table, a, &changed, err))
		return false;
	c->undoes = audit.i;
	if (!change_restore(c, audit.i, err))
		return err_in(err, "Batch B-%" PRId64 " stays", batch);
	*ret_n = made + changed;
	return change_update(
	    c, "batch", batch, 0, SETS({ "status", val_text("undone") }), err);
}

bool batch_undo(
    struct session *s, int64_t batch, size_t *ret_n, struct err *err)
{
	const struct import_kind *kind;
	struct arena a = ARENA_INIT;
	struct change c;
	size_t n = 0;
	bool ok;

	/* Its kind never changes; whether it stands is asked once more. */
	ok = read_batch(s, batch, &a, &kind, err) &&
	    change_begin(s, "batch undo", kind->right, "batch", batch, NULL, "",
		&c, err);
	if (ok) {
		ok = read_batch(s, batch, &a, &kind, err) &&
		    take_back(&c, batch, kind, &a, &n, err) &&
		    change_commit(&c, err, "Took back %zu %s of the import.", n,
			kind->kind);
		if (!ok)
			change_abandon(&c);
	}
	arena_done(&a);
	if (ok)
		*ret_n = n;
	return ok;
}
