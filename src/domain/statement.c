/* domain/statement.c - statements written about, and taken back. */

#include "config.h"

#include "domain/statement.h"

#include <inttypes.h>

#include "domain/commission.h"
#include "domain/statement_operation.h"
#include "domain/statement_row.h"

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

/* ---- disputes ------------------------------------------------------------ */

static bool check_dispute(struct statement_edit *e, struct err *err)
{
	char day[11];

	if (e->row.payout != 0)
		return err_set(err, ERR_REFUSED,
		    "%s is in payout O-%" PRId64
		    "; drop it there first, or cancel that.",
		    e->record.label, e->row.payout);
	if (e->row.dispute_until != DATE_NONE &&
	    e->today > e->row.dispute_until)
		return err_set(err, ERR_REFUSED,
		    "%s could be disputed until %s; correct it by an "
		    "adjustment.",
		    e->record.label, date_text(e->row.dispute_until, day));
	return true;
}

static bool dispute_body(
    struct statement_edit *e, struct call *call, struct err *err)
{
	const struct statement_reason_params *p = call->params;
	size_t n;

	if (!check_dispute(e, err) ||
	    !record_move(&e->change, &e->record, STATEMENT_DISPUTED, err) ||
	    !change_update(&e->change, "statement", e->row.id, 0,
		SETS({ "reason", val_text(p->reason) }), err) ||
	    !commission_dispute_hold(
		&e->change, e->row.id, e->today, p->reason, &n, err) ||
	    !statement_remark(e, "dispute", p->reason, NULL, err))
		return false;
	call->ret_text = arena_fmt(e->arena,
	    "%s is disputed; %zu line%s held until that is resolved.",
	    e->record.label, n, n == 1 ? " is" : "s are");
	return true;
}

bool statement_dispute(struct session *s, struct call *call, struct err *err)
{
	return statement_do(s, call, "dispute", dispute_body, err);
}

static bool resolve_body(
    struct statement_edit *e, struct call *call, struct err *err)
{
	const struct statement_note_params *p = call->params;
	size_t n;

	if (!commission_dispute_release(
		&e->change, e->row.id, e->today, &n, err) ||
	    !record_move(&e->change, &e->record, STATEMENT_CLOSED, err) ||
	    !change_update(&e->change, "statement", e->row.id, 0,
		SETS({ "reason", val_text("") }), err) ||
	    !statement_remark(e, "resolve", NULL, p->note, err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s is to pay again; %zu line%s released.",
		e->record.label, n, n == 1 ? " is" : "s are");
	return true;
}

bool statement_resolve(struct session *s, struct call *call, struct err *err)
{
	return statement_do(s, call, "resolve", resolve_body, err);
}

/* A period is closed in one operation, which each of its statements can take
 * back. */
bool statement_undo(struct session *s, struct call *call, struct err *err)
{
	return record_undo(s, call, "statement", err);
}
