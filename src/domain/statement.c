/* domain/statement.c - statements written about, and taken back. */

#include "config.h"

#include "domain/statement.h"

#include <inttypes.h>

#include "domain/statement_operation.h"
#include "domain/statement_row.h"

/* What closed the period that it is of. */
static const char SELECT_CLOSE[] =
    "SELECT a.id FROM audit_change h JOIN audit a ON a.id = h.audit"
    " WHERE h.entity = 'statement' AND h.record = ?1"
    " AND a.operation = 'statement close' AND NOT EXISTS"
    " (SELECT 1 FROM audit u WHERE u.undoes = a.id) ORDER BY a.id LIMIT 1";

static bool note_body(
    struct statement_edit *e, struct call *call, struct err *err)
{
	const struct statement_note_params *p = call->params;

	if (!statement_remark(e, "note", NULL, p->note, err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s has a new note.", e->record.label);
	return true;
}

bool statement_note(struct session *s, struct call *call, struct err *err)
{
	return statement_do(s, call, "note", note_body, err);
}

/* A period is closed in one operation, which is kept with one of its
 * statements; each of the others can take it back, too. */
bool statement_undo(struct session *s, struct call *call, struct err *err)
{
	struct value close = val_int(0);
	const char *what;
	int64_t audit;
	bool found;
	size_t n;

	if (!change_last_of(s, "statement", call->id, &audit, err))
		return false;
	if (audit == 0 &&
	    !db_value(s->db, SELECT_CLOSE, VALUES(val_int(call->id)), VALUE_INT,
		call->arena, &found, &close, err))
		return false;
	if (audit == 0 && !found)
		return err_set(err, ERR_REFUSED,
		    "Nothing was done with T-%" PRId64
		    " that could be taken back.",
		    call->id);
	audit = audit != 0 ? audit : close.i;
	if (!change_summary(s, audit, call->arena, &what, err) ||
	    !change_undo(s, audit, call->op_id, &n, err))
		return false;
	call->ret_id = call->id;
	call->ret_text = arena_fmt(call->arena, "Taken back: %s", what);
	return true;
}
