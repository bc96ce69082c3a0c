/* domain/draft.c - what was being typed, kept aside. */

#include "config.h"

#include "domain/draft.h"

#include <string.h>

static const char DELETE_DRAFT[] =
    "DELETE FROM draft WHERE person = ?1 AND form = ?2 AND record = ?3";

static const char INSERT_DRAFT[] =
    "INSERT INTO draft (person, form, record, op_id, body, updated_at)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

static const char SELECT_DRAFT[] =
    "SELECT id, form, record, op_id, updated_at, body FROM draft d"
    " WHERE person = ?1 AND form = ?2 AND record = ?3"
    " AND NOT EXISTS (SELECT 1 FROM op WHERE op.op_id = d.op_id)";

/* One whose operation happened is over, whatever became of the answer. */
static const char SELECT_DRAFTS[] =
    "SELECT id, form, record, op_id, updated_at, body FROM draft d"
    " WHERE person = ?1"
    " AND NOT EXISTS (SELECT 1 FROM op WHERE op.op_id = d.op_id)"
    " ORDER BY updated_at DESC, id DESC LIMIT 100";

static bool remove_draft(
    struct session *s, const char *form, int64_t record, struct err *err)
{
	return db_exec(s->db, DELETE_DRAFT,
	    VALUES(val_text(s->user), val_text(form), val_int(record)), NULL,
	    err);
}

bool draft_save(struct session *s, const char *form, int64_t record,
    const char *op_id, const struct node *body, struct err *err)
{
	struct buf text = BUF_INIT;
	bool ok;

	node_pack(body, &text);
	ok = db_begin(s->db, err);
	if (ok) {
		ok = remove_draft(s, form, record, err) &&
		    db_exec(s->db, INSERT_DRAFT,
			VALUES(val_text(s->user), val_text(form),
			    val_int(record), val_text(op_id),
			    val_text(buf_text(&text)),
			    val_time(session_now(s))),
			NULL, err) &&
		    db_commit(s->db, err);
		if (!ok)
			db_rollback(s->db);
	}
	buf_done(&text);
	return ok;
}

bool draft_drop(
    struct session *s, const char *form, int64_t record, struct err *err)
{
	bool ok = db_begin(s->db, err);

	if (ok) {
		ok =
		    remove_draft(s, form, record, err) && db_commit(s->db, err);
		if (!ok)
			db_rollback(s->db);
	}
	return ok;
}

static bool read_draft(
    struct stmt *st, struct arena *a, struct draft *ret, struct err *err)
{
	struct node *body;

	if (!node_unpack(db_text(st, 5, a), a, &body, err))
		return false;
	*ret = (struct draft){ .id = db_int(st, 0),
		.form = db_text(st, 1, a),
		.record = db_int(st, 2),
		.op_id = db_text(st, 3, a),
		.updated_at = db_int(st, 4),
		.body = body };
	return true;
}

bool draft_find(struct session *s, const char *form, int64_t record,
    struct arena *a, bool *ret_found, struct draft *ret, struct err *err)
{
	enum db_step step;
	struct stmt *st;
	bool ok = true;

	if (!db_query(s->db, SELECT_DRAFT,
		VALUES(val_text(s->user), val_text(form), val_int(record)), &st,
		err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW)
		ok = read_draft(st, a, ret, err);
	db_reset(st);
	if (step == DB_FAILED || !ok)
		return false;
	*ret_found = step == DB_ROW;
	return true;
}

bool draft_list(struct session *s, struct arena *a, struct draft **ret,
    size_t *ret_n, struct err *err)
{
	struct draft *list = arena_alloc(a, 100 * sizeof(*list));
	enum db_step step;
	struct stmt *st;
	size_t n = 0;
	bool ok = true;

	if (!db_query(
		s->db, SELECT_DRAFTS, VALUES(val_text(s->user)), &st, err))
		return false;
	while (ok && (step = db_step(st, err)) == DB_ROW)
		ok = read_draft(st, a, &list[n++], err);
	db_reset(st);
	if (!ok || step == DB_FAILED)
		return false;
	*ret = list;
	*ret_n = n;
	return true;
}
