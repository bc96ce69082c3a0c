/* domain/batch.c - one import as a whole. */

#include "config.h"

#include "domain/batch.h"

#include <inttypes.h>
#include <string.h>

static const char SELECT_BATCH[] =
    "SELECT kind, status FROM batch WHERE id = ?1";

static const char SELECT_IMPORT[] =
    "SELECT id FROM audit WHERE kind = 'batch' AND record = ?1"
    " AND operation = 'batch import'";

/*
 * Anything that somebody did with one of them and that stands, and what a
 * later import changed. Having opened it is not enough.
 */
static const char COUNT_APPLICATIONS_USED[] =
    "SELECT count(*) FROM application a WHERE batch = ?1 AND void = 0"
    " AND (status NOT IN ('submitted', 'in_review') OR items_done > 0"
    " OR partner IS NOT NULL OR EXISTS (SELECT 1 FROM audit w"
    " WHERE w.kind = 'application' AND w.record = a.id AND w.undoes IS NULL"
    " AND w.operation NOT IN ('application claim', 'application release')"
    " AND NOT EXISTS (SELECT 1 FROM audit u WHERE u.undoes = w.id))"
    " OR EXISTS (SELECT 1 FROM audit_change h JOIN audit w"
    " ON w.id = h.audit WHERE h.entity = 'application' AND h.record = a.id"
    " AND w.operation = 'batch import' AND w.record <> ?1"
    " AND NOT EXISTS (SELECT 1 FROM audit u WHERE u.undoes = w.id)))";

static const char VOID_APPLICATIONS[] =
    "UPDATE application SET void = 1, version = version + 1,"
    " updated_at = ?2 WHERE batch = ?1 AND void = 0";

/* What each kind of import makes, and how to see that it is in use. */
static const struct {
	const char *kind;
	const char *table;
	const char *count_used;
	const char *void_all;
} kinds[] = {
	{ "applications", "application", COUNT_APPLICATIONS_USED,
	    VOID_APPLICATIONS },
};

bool batch_begin(struct session *s, const char *kind, const char *file,
    const char *map, struct change *ret_change, int64_t *ret_batch,
    struct err *err)
{
	struct change c;
	int64_t id;

	if (!change_begin(
		s, "batch import", RIGHT_REVIEW, "batch", 0, NULL, "", &c, err))
		return false;
	if (!change_insert(&c, "batch",
		SETS({ "kind", val_text(kind) }, { "file", val_text(file) },
		    { "map", val_text(map) }, { "created_at", val_time(c.now) },
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

static bool read_batch(struct change *c, int64_t batch, struct arena *a,
    size_t *ret_kind, struct err *err)
{
	const char *kind = "", *status = "";
	enum db_step step;
	struct stmt *st;
	size_t i;

	if (!db_query(
		c->session->db, SELECT_BATCH, VALUES(val_int(batch)), &st, err))
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
	for (i = 0; i < ARRAY_LEN(kinds); i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			break;
	if (i == ARRAY_LEN(kinds))
		return err_set(err, ERR_REFUSED,
		    "A batch of %s cannot be taken back.", kind);
	*ret_kind = i;
	return true;
}

static bool check_unused(struct change *c, int64_t batch, size_t kind,
    struct arena *a, struct err *err)
{
	struct value used;
	bool found;

	if (!db_value(c->session->db, kinds[kind].count_used,
		VALUES(val_int(batch)), VALUE_INT, a, &found, &used, err))
		return false;
	if (used.i > 0)
		return err_set(err, ERR_REFUSED,
		    "Batch B-%" PRId64 " stays: %" PRId64
		    " of its %s were worked on or imported again since.",
		    batch, used.i, kinds[kind].kind);
	return true;
}

/* What it made becomes void; what it changed is as it was before. */
static bool take_back(struct change *c, int64_t batch, size_t kind,
    struct arena *a, size_t *ret_n, struct err *err)
{
	struct value audit = val_int(0);
	bool found = false;
	size_t restored = 0;
	int made = 0;

	if (!db_value(c->session->db, SELECT_IMPORT, VALUES(val_int(batch)),
		VALUE_INT, a, &found, &audit, err) ||
	    !check_unused(c, batch, kind, a, err) ||
	    !db_exec(c->session->db, kinds[kind].void_all,
		VALUES(val_int(batch), val_time(c->now)), &made, err))
		return false;
	if (found) {
		c->undoes = audit.i;
		if (!change_restore(
			c, audit.i, kinds[kind].table, &restored, err))
			return err_in(err, "Batch B-%" PRId64 " stays", batch);
	}
	*ret_n = (size_t)made + restored;
	return change_update(
	    c, "batch", batch, 0, SETS({ "status", val_text("undone") }), err);
}

bool batch_undo(
    struct session *s, int64_t batch, size_t *ret_n, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct change c;
	size_t kind, n = 0;
	bool ok;

	if (!change_begin(s, "batch undo", RIGHT_REVIEW, "batch", batch, NULL,
		"", &c, err))
		return false;
	ok = read_batch(&c, batch, &a, &kind, err) &&
	    take_back(&c, batch, kind, &a, &n, err) &&
	    change_commit(&c, err, "Took back %zu %s of the import.", n,
		kinds[kind].kind);
	if (!ok)
		change_abandon(&c);
	arena_done(&a);
	if (ok)
		*ret_n = n;
	return ok;
}
