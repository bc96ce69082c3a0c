/* domain/payout_settle.c - a payout approved, paid, and what came back. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "domain/commission.h"
#include "domain/commission_write.h"
#include "domain/partner.h"
#include "domain/payout_row.h"
#include "domain/statement_row.h"

static const char SELECT_CHAIN[] = STATEMENT_CHAIN "SELECT id FROM chain";

static const char SELECT_TRANCHES[] = STATEMENT_CHAIN
    "SELECT r.id FROM tranche r JOIN chain ON chain.id = r.statement"
    " WHERE r.void = 0 ORDER BY r.id";

static const char SELECT_STRAY[] = STATEMENT_CHAIN
    "SELECT r.commission FROM tranche r JOIN chain ON chain.id = r.statement"
    " WHERE r.void = 0 AND r.state <> 'approved' LIMIT 1";

/* ---- approved ------------------------------------------------------------ */

static bool approve_body(
    struct payout_edit *e, struct call *call, struct err *err)
{
	struct payout *p = &e->payout;
	const char *digest = payout_digest(p, e->arena);
	const char *user = e->change.session->user;

	if (strcmp(p->created_by, user) == 0)
		return err_set(err, ERR_FORBIDDEN,
		    "You ran O-%" PRId64 "; another person approves it.",
		    p->id);
	if (p->state == PAYOUT_APPROVED && strcmp(p->digest, digest) == 0)
		return err_set(err, ERR_REFUSED,
		    "%s approved O-%" PRId64 " already.", p->approved_by,
		    p->id);
	if (!payout_check_lines(
		e->change.session, p, e->today, e->arena, err) ||
	    !change_update(&e->change, "payout", p->id, 0,
		SETS({ "status", val_text("approved") },
		    { "digest", val_text(digest) },
		    { "approved_by", val_text(user) },
		    { "approved_at", val_int(e->change.now) }),
		err))
		return false;
	call->ret_text = arena_fmt(e->arena,
	    "O-%" PRId64 " is approved: %s to %zu partner%s.", p->id,
	    payout_sum(p->currency, p->total, e->arena), p->partners,
	    p->partners == 1 ? "" : "s");
	return true;
}

bool payout_approve(struct session *s, struct call *call, struct err *err)
{
	return payout_do(s, call, "approve", approve_body, err);
}

/* ---- less of it ---------------------------------------------------------- */

static bool void_line(
    struct payout_edit *e, const struct payout_line *l, struct err *err)
{
	return change_update(&e->change, "payout_line", l->id, 0,
	    SETS({ "void", val_int(1) }), err);
}

/* Finds the partner; *ret_n is how many lines of it have that status. */
static bool find_partner(struct payout_edit *e, const char *text,
    const char *status, int64_t *ret, size_t *ret_n, struct err *err)
{
	size_t n = 0;

	if (!partner_find(e->change.session, text, true, e->arena, ret, err))
		return false;
	for (size_t i = 0; i < e->payout.n; i++)
		n += e->payout.lines[i].partner == *ret &&
		    strcmp(e->payout.lines[i].status, status) == 0;
	if (n == 0)
		return err_invalid(err, "partner",
		    "P-%" PRId64 " has nothing in O-%" PRId64 " that is %s.",
		    *ret, e->payout.id, status);
	*ret_n = n;
	return true;
}

static bool drop_body(struct payout_edit *e, struct call *call, struct err *err)
{
	const struct payout_partner_params *params = call->params;
	struct payout *p = &e->payout;
	int64_t partner, dropped = 0;
	size_t n;

	if (!find_partner(e, params->partner, "open", &partner, &n, err))
		return false;
	if (p->partners == 1)
		return err_set(err, ERR_REFUSED,
		    "O-%" PRId64 " pays nobody else; cancel it instead.",
		    p->id);
	for (size_t i = 0; i < p->n; i++) {
		if (p->lines[i].partner != partner)
			continue;
		if (!void_line(e, &p->lines[i], err))
			return false;
		dropped += p->lines[i].amount;
	}
	/* Whoever approved it approved something else. */
	if (!change_update(&e->change, "payout", p->id, 0,
		SETS({ "total", val_int(p->total - dropped) },
		    { "partners", val_int((int64_t)p->partners - 1) },
		    { "status", val_text("proposed") },
		    { "digest", val_text("") }, { "approved_by", val_text("") },
		    { "approved_at", val_null() }),
		err) ||
	    !payout_remark(e, "drop", params->reason, NULL, err))
		return false;
	call->ret_text = arena_fmt(e->arena,
	    "P-%" PRId64 " is dropped from O-%" PRId64
	    ", which is now %s and waits for approval.",
	    partner, p->id,
	    payout_sum(p->currency, p->total - dropped, e->arena));
	return true;
}

bool payout_drop(struct session *s, struct call *call, struct err *err)
{
	return payout_do(s, call, "drop", drop_body, err);
}

static bool cancel_body(
    struct payout_edit *e, struct call *call, struct err *err)
{
	const struct payout_reason_params *params = call->params;

	if (!record_move(&e->change, &e->record, PAYOUT_CANCELLED, err))
		return false;
	for (size_t i = 0; i < e->payout.n; i++)
		if (!void_line(e, &e->payout.lines[i], err))
			return false;
	if (!payout_remark(e, "cancel", params->reason, NULL, err))
		return false;
	call->ret_text = arena_fmt(e->arena,
	    "%s is cancelled; what was in it is to pay again.",
	    e->record.label);
	return true;
}

bool payout_cancel(struct session *s, struct call *call, struct err *err)
{
	return payout_do(s, call, "cancel", cancel_body, err);
}

/* ---- paid, and returned -------------------------------------------------- */

static bool move_tranches(struct payout_edit *e, int64_t statement,
    enum commission_state to, date_days on, struct err *err)
{
	int64_t *ids;
	size_t n;

	if (!db_ids(e->change.session->db, SELECT_TRANCHES,
		VALUES(val_int(statement)), e->arena, &ids, &n, err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!tranche_move(
			&e->change, ids[i], to, on, "", "", NULL, err))
			return false;
	return true;
}

/* The statement itself becomes `own`, those carried to it `chained`. */
static bool move_chain(struct payout_edit *e, int64_t statement,
    enum statement_state own, enum statement_state chained, struct err *err)
{
	const struct state *states = statement_lifecycle.states;
	int64_t *ids;
	size_t n;

	if (!db_ids(e->change.session->db, SELECT_CHAIN,
		VALUES(val_int(statement)), e->arena, &ids, &n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		enum statement_state to = ids[i] == statement ? own : chained;

		if (!change_update(&e->change, "statement", ids[i], 0,
			SETS({ "status", val_text(states[to].name) }), err))
			return false;
	}
	return true;
}

static bool pay_line(struct payout_edit *e, const struct payout_line *l,
    date_days on, struct err *err)
{
	struct value stray = val_int(0);
	bool found;

	if (!db_value(e->change.session->db, SELECT_STRAY,
		VALUES(val_int(l->statement)), VALUE_INT, e->arena, &found,
		&stray, err))
		return false;
	if (found)
		return err_set(err, ERR_REFUSED,
		    "C-%" PRId64 " of T-%" PRId64
		    " is not approved any more; release or approve it first.",
		    stray.i, l->statement);
	return move_tranches(e, l->statement, COMMISSION_PAID, on, err) &&
	    move_chain(e, l->statement, STATEMENT_PAID, STATEMENT_PAID, err) &&
	    change_update(&e->change, "payout_line", l->id, 0,
		SETS({ "status", val_text("paid") }), err);
}

static bool check_paid(struct payout_edit *e, date_days on, struct err *err)
{
	char day[11];

	if (on > e->today)
		return err_invalid(err, "on",
		    "%s is still to come; say it when it was paid.",
		    date_text(on, day));
	if (on < e->today && on <= e->payout.to)
		return err_invalid(err, "on",
		    "O-%" PRId64
		    " pays what is due until %s; no bank paid it before.",
		    e->payout.id, date_text(e->payout.to, day));
	return payout_check_digest(&e->payout, e->arena, err);
}

static bool paid_body(struct payout_edit *e, struct call *call, struct err *err)
{
	const struct payout_paid_params *params = call->params;
	date_days on = params->on != DATE_NONE ? params->on : e->today;
	struct payout *p = &e->payout;
	char day[11];

	if (!check_paid(e, on, err) ||
	    !record_move(&e->change, &e->record, PAYOUT_PAID, err) ||
	    !change_update(&e->change, "payout", p->id, 0,
		SETS({ "paid_on", val_date(on) }), err))
		return false;
	for (size_t i = 0; i < p->n; i++)
		if (!pay_line(e, &p->lines[i], on, err))
			return false;
	call->ret_text = arena_fmt(e->arena,
	    "O-%" PRId64 " is paid on %s: %s to %zu partner%s.", p->id,
	    date_text(on, day), payout_sum(p->currency, p->total, e->arena),
	    p->partners, p->partners == 1 ? "" : "s");
	return true;
}

bool payout_paid(struct session *s, struct call *call, struct err *err)
{
	return payout_do(s, call, "paid", paid_body, err);
}

/* A partner who is suspended by now has it back as held, like the rest. */
static bool hold_returned(
    struct payout_edit *e, int64_t statement, struct err *err)
{
	int64_t *ids;
	size_t n;

	if (!db_ids(e->change.session->db, SELECT_TRANCHES,
		VALUES(val_int(statement)), e->arena, &ids, &n, err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!commission_follow_one(&e->change, ids[i], e->today, err))
			return false;
	return true;
}

static bool return_line(struct payout_edit *e, const struct payout_line *l,
    const char *reason, struct err *err)
{
	return move_tranches(
		   e, l->statement, COMMISSION_APPROVED, e->today, err) &&
	    hold_returned(e, l->statement, err) &&
	    move_chain(
		e, l->statement, STATEMENT_CLOSED, STATEMENT_CARRIED, err) &&
	    change_update(&e->change, "payout_line", l->id, 0,
		SETS({ "status", val_text("returned") },
		    { "reason", val_text(reason) }),
		err);
}

static bool return_body(
    struct payout_edit *e, struct call *call, struct err *err)
{
	const struct payout_partner_params *params = call->params;
	struct payout *p = &e->payout;
	int64_t partner, back = 0;
	size_t n;

	if (!find_partner(e, params->partner, "paid", &partner, &n, err))
		return false;
	for (size_t i = 0; i < p->n; i++) {
		const struct payout_line *l = &p->lines[i];

		if (l->partner != partner || strcmp(l->status, "paid") != 0)
			continue;
		if (!return_line(e, l, params->reason, err))
			return false;
		back += l->amount;
	}
	if (!change_touch(&e->change, "payout", p->id, err) ||
	    !payout_remark(e, "return", params->reason, NULL, err))
		return false;
	call->ret_text = arena_fmt(e->arena,
	    "%s of P-%" PRId64 " came back from O-%" PRId64
	    " and is to pay again.",
	    payout_sum(p->currency, back, e->arena), partner, p->id);
	return true;
}

bool payout_return(struct session *s, struct call *call, struct err *err)
{
	return payout_do(s, call, "return", return_body, err);
}

/* ---- about it ------------------------------------------------------------ */

static bool note_body(struct payout_edit *e, struct call *call, struct err *err)
{
	const struct payout_note_params *params = call->params;

	if (!payout_remark(e, "note", NULL, params->note, err) ||
	    !change_update(&e->change, "payout", e->payout.id, 0,
		SETS({ "note", val_text(params->note) }), err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s has a new note.", e->record.label);
	return true;
}

bool payout_note(struct session *s, struct call *call, struct err *err)
{
	return payout_do(s, call, "note", note_body, err);
}

bool payout_undo(struct session *s, struct call *call, struct err *err)
{
	return record_undo(s, call, "payout", err);
}
