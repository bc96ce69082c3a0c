/* domain/record.c - a record under an operation, whatever its kind. */

#include "config.h"

#include "domain/record.h"

#include <inttypes.h>

#include "base/text.h"

/* An operation that makes several records is kept with the first of them. */
static const char SELECT_MAKER[] =
    "SELECT a.id FROM audit_change h JOIN audit a ON a.id = h.audit"
    " WHERE h.entity = ?1 AND h.record = ?2 AND h.field = ''"
    " AND a.kind = ?1 AND a.undoes IS NULL AND NOT EXISTS"
    " (SELECT 1 FROM audit u WHERE u.undoes = a.id)"
    " ORDER BY a.id DESC LIMIT 1";

bool record_begin(struct session *s, struct call *call,
    const struct operation *op, struct change *ret, bool *ret_again,
    struct err *err)
{
	struct change c;

	*ret_again = false;
	if (!change_begin(s,
		arena_fmt(call->arena, "%s %s", op->noun, op->verb), op->right,
		op->noun, call->id, call->op_id, call->bulk, &c, err))
		return false;
	*ret_again = c.done_before;
	if (c.done_before) {
		change_abandon(&c);
		call->ret_id = c.record;
		call->ret_text = "This was saved before.";
		return true;
	}
	*ret = c;
	return true;
}

bool record_check(struct change *c, const struct call *call,
    const struct operation *op, const struct record_state *r, struct err *err)
{
	if (call->version != 0 && call->version != r->version)
		return change_conflict(c, r->noun, r->id, err);
	if (r->lifecycle == NULL || op->from == 0 ||
	    (op->from & STATE_BIT(r->state)) != 0)
		return true;
	return err_set(err, ERR_REFUSED,
	    "%s is in state \"%s\"; \"%s\" is not possible there.", r->label,
	    r->lifecycle->states[r->state].label, op->verb);
}

bool record_row(struct session *s, const char *noun, const char *sql,
    int64_t id, record_reader *read, void *row, struct arena *a,
    struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, sql, VALUES(val_int(id)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW)
		read(st, a, row);
	db_reset(st);
	if (step == DB_DONE)
		return err_set(err, ERR_NOT_FOUND,
		    "There is no %s %c-%" PRId64 ".", noun, noun_letter(noun),
		    id);
	return step == DB_ROW;
}

bool record_put_ref(struct set_list *sets, struct session *s, const char *noun,
    int64_t id, const char *ref, struct arena *a, struct err *err)
{
	const char *sql = arena_fmt(a,
	    "SELECT id FROM %s WHERE ref = ?1 AND void = 0 AND id <> ?2", noun);
	struct value other = val_null();
	bool found = false;

	if (or_empty(ref)[0] == '\0') {
		set_put(sets, "ref", val_null());
		return true;
	}
	if (!db_value(s->db, sql, VALUES(val_text(ref), val_int(id)), VALUE_INT,
		a, &found, &other, err))
		return false;
	if (found)
		return err_invalid(err, "id",
		    "%c-%" PRId64 " has the id \"%.200s\" already.",
		    noun_letter(noun), other.i, ref);
	set_put_text(sets, "ref", ref);
	return true;
}

bool record_move(
    struct change *c, struct record_state *r, size_t to, struct err *err)
{
	const struct lifecycle *lc = r->lifecycle;

	if (!lifecycle_move(lc, r->state, to, err) ||
	    !change_update(c, r->noun, r->id, 0,
		SETS({ r->status, val_text(lc->states[to].name) }), err))
		return false;
	r->state = to;
	return true;
}

bool record_end(struct change *c, struct call *call, bool ok, struct err *err)
{
	ok = ok && change_commit(c, err, "%s", call->ret_text);
	if (!ok)
		change_abandon(c);
	else
		call->ret_id = c->record;
	return ok;
}

/* What made it, together with others of its noun. */
static bool find_maker(struct session *s, const struct call *call,
    const char *noun, int64_t *ret, struct err *err)
{
	struct value audit = val_int(0);
	bool found;

	if (!db_value(s->db, SELECT_MAKER,
		VALUES(val_text(noun), val_int(call->id)), VALUE_INT,
		call->arena, &found, &audit, err))
		return false;
	*ret = audit.i;
	return true;
}

bool record_undo(
    struct session *s, struct call *call, const char *noun, struct err *err)
{
	const char *what;
	int64_t audit;
	size_t n;

	if (!change_last_of(s, noun, call->id, &audit, err) ||
	    (audit == 0 && !find_maker(s, call, noun, &audit, err)))
		return false;
	if (audit == 0)
		return err_set(err, ERR_REFUSED,
		    "Nothing was done with %c-%" PRId64
		    " that could be taken back.",
		    noun_letter(noun), call->id);
	if (!change_summary(s, audit, call->arena, &what, err) ||
	    !change_undo(s, audit, call->op_id, &n, err))
		return false;
	call->ret_id = call->id;
	call->ret_text = n > 1
	    ? arena_fmt(call->arena, "Taken back, with the %zu of its bulk: %s",
		  n, what)
	    : arena_fmt(call->arena, "Taken back: %s", what);
	return true;
}

bool remark_add(struct change *c, const struct remark *remark, struct err *err)
{
	return change_insert(c, "remark",
	    SETS({ "noun", val_text(remark->noun) },
		{ "record", val_int(remark->record) },
		{ "kind", val_text(remark->kind) },
		{ "reason", val_text(or_empty(remark->reason)) },
		{ "outside", val_text(or_empty(remark->outside)) },
		{ "inside", val_text(or_empty(remark->inside)) },
		{ "on_date", val_date(remark->on_date) },
		{ "at", val_time(c->now) }, { "actor", val_text(c->actor) }),
	    NULL, err);
}
