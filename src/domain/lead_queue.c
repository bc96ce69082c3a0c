/* domain/lead_queue.c - who holds a customer, and who waits. */

#include "config.h"

#include "domain/lead_queue.h"

#include <inttypes.h>
#include <string.h>

#include "domain/lead_handover.h"
#include "domain/lead_letter.h"
#include "domain/lead_valid.h"
#include "domain/lead_window.h"

static const char SELECT_QUEUE[] =
    "SELECT id FROM lead WHERE behind = ?1 AND void = 0 AND stage = 'queued'"
    " ORDER BY received_at, id";

static const char SELECT_WHO[] =
    "SELECT l.customer, p.id, p.name FROM lead l"
    " JOIN partner p ON p.id = l.partner WHERE l.id = ?1";

/* What becomes of those for whom nobody is in the way any more. */
enum queue_end { QUEUE_MOVES_UP, QUEUE_CLOSES };

struct queue {
	struct lead_edit *holder;
	enum queue_end end;
	int64_t *ids;
	size_t n;
	struct buf said;
};

struct claim_keys lead_keys(const struct lead_edit *e)
{
	return claim_keys_of(e->row.domain, e->row.tax_key, e->row.name_key,
	    e->row.data.country, e->arena);
}

bool lead_who(struct session *s, int64_t id, struct arena *a, const char **ret,
    struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, SELECT_WHO, VALUES(val_int(id)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW)
		*ret = arena_fmt(a, "L-%" PRId64 " %s of P-%" PRId64 " %s", id,
		    db_text(st, 0, a), db_int(st, 1), db_text(st, 2, a));
	db_reset(st);
	if (step == DB_DONE)
		return err_set(
		    err, ERR_NOT_FOUND, "There is no lead L-%" PRId64 ".", id);
	return step == DB_ROW;
}

static bool set_registered(
    struct lead_edit *e, bool registered, struct err *err)
{
	if (!lead_set(e, SETS({ "registered", val_bool(registered) }), err))
		return false;
	e->row.registered = registered;
	return true;
}

bool lead_register(struct lead_edit *e, int64_t *ret_holder, struct err *err)
{
	struct claim_keys keys = lead_keys(e);

	return claim_take(e->c, e->row.id, &keys, ret_holder, err) &&
	    (*ret_holder != 0 || set_registered(e, true, err));
}

bool lead_wait(struct lead_edit *e, int64_t holder, struct err *err)
{
	struct set_list sets = { .n = 0 };

	if (e->row.state != LEAD_QUEUED &&
	    !lifecycle_move(&lead_lifecycle, e->row.state, LEAD_QUEUED, err))
		return false;
	/* One write: a queued lead is behind a holder at any moment. */
	if (!lead_put_stage(&sets, e->terms.ref.program, LEAD_QUEUED,
		e->terms.today, e->row.minor, e->row.data.currency, err))
		return false;
	set_put(&sets, "behind", val_int(holder));
	set_put(&sets, "registered", val_bool(false));
	set_put(&sets, "decision_due", val_null());
	set_put(&sets, "accepted_on", val_null());
	set_put(&sets, "protected_until", val_null());
	set_put(&sets, "stop_on", val_null());
	if (!lead_set(e, sets.list, sets.n, err))
		return false;
	e->row.state = LEAD_QUEUED;
	e->row.behind = holder;
	e->row.registered = false;
	return true;
}

static bool refuse_held(struct lead_edit *e, int64_t holder, struct err *err)
{
	const char *who;

	return lead_who(e->c->session, holder, e->arena, &who, err) &&
	    err_set(err, ERR_REFUSED, "%s holds the customer of %s, too.", who,
		lead_label(e));
}

/* The next in order: submitted, with the keys and a clock of its own. */
static bool promote(struct lead_edit *q, struct err *err)
{
	const struct program *p = q->terms.ref.program;
	date_days due = p != NULL
	    ? lead_decision_due(&p->leads, &q->terms.calendar, q->terms.today)
	    : DATE_NONE;
	struct set_list sets = { .n = 0 };
	const char *said;
	int64_t holder;

	if (!lifecycle_move(
		&lead_lifecycle, q->row.state, LEAD_SUBMITTED, err) ||
	    !lead_put_stage(&sets, p, LEAD_SUBMITTED, q->terms.today,
		q->row.minor, q->row.data.currency, err))
		return false;
	set_put(&sets, "behind", val_null());
	set_put(&sets, "decision_due", val_date(due));
	if (!lead_register(q, &holder, err))
		return false;
	if (holder != 0)
		return refuse_held(q, holder, err);
	if (!lead_set(q, sets.list, sets.n, err))
		return false;
	q->row.state = LEAD_SUBMITTED;
	q->row.behind = 0;
	return lead_tell(q,
	    &(const struct lead_letter){
		.template = "letter-lead-next", .until = due },
	    &said, err);
}

/* Declined by what became of somebody else; the partner is told. */
static bool decline(struct lead_edit *q, const char *reason, const char *inside,
    struct err *err)
{
	const char *said,
	    *text = lead_outside_text(q, REASON_LEAD_DECLINE, reason, NULL);

	return lead_move(q, LEAD_DECLINED, err) &&
	    lead_set(q,
		SETS({ "behind", val_null() }, { "reason", val_text(reason) },
		    { "closed_on", val_date(q->terms.today) },
		    { "decision_due", val_null() },
		    { "decided_by", val_text(q->c->actor) }),
		err) &&
	    lead_remark(q, "decline", reason, text, inside, err) &&
	    lead_tell(q,
		&(const struct lead_letter){ .template = "letter-lead-declined",
		    .reason = reason,
		    .why = REASON_LEAD_DECLINE,
		    .text = text,
		    .until = DATE_NONE },
		&said, err);
}

static bool move_up(struct queue *queue, struct lead_edit *q, bool last,
    bool *ret_left, struct err *err)
{
	const char *why;

	*ret_left = false;
	if (queue->end == QUEUE_CLOSES)
		return decline(q, "existing_customer",
		    "Won by who held the registration.", err);
	if (!lead_partner_may(q->c->session, &q->terms, q->arena, &why, err))
		return false;
	if (why == NULL) {
		buf_fmt(&queue->said,
		    " L-%" PRId64 " of P-%" PRId64 " %s is next.", q->row.id,
		    q->row.partner, q->row.partner_name);
		return promote(q, err);
	}
	*ret_left = !last;
	return !last || decline(q, "not_eligible", why, err);
}

/*
 * One who waits: behind whoever holds a key of it, else it moves up. Whoever
 * may not move up is looked at again when the others have.
 */
static bool settle(
    struct queue *queue, int64_t id, bool last, bool *ret_left, struct err *err)
{
	struct lead_edit *h = queue->holder, q;
	struct claim_keys keys;
	int64_t holder;

	*ret_left = false;
	if (!lead_open(h->c, id, h->arena, &q, err))
		return false;
	keys = lead_keys(&q);
	if (!claim_holder(h->c->session, id, &keys, &holder, NULL, err))
		return false;
	if (holder == 0)
		return move_up(queue, &q, last, ret_left, err);
	return lead_set(&q, SETS({ "behind", val_int(holder) }), err);
}

bool lead_settle(struct lead_edit *e, const char **ret_said, struct err *err)
{
	struct queue q = {
		.holder = e, .end = QUEUE_MOVES_UP, .said = BUF_INIT
	};
	bool left, ok = settle(&q, e->row.id, true, &left, err);

	if (ok)
		*ret_said = arena_str(e->arena, buf_text(&q.said));
	buf_done(&q.said);
	return ok;
}

static bool read_queue(struct queue *q, struct err *err)
{
	return db_ids(q->holder->c->session->db, SELECT_QUEUE,
	    VALUES(val_int(q->holder->row.id)), q->holder->arena, &q->ids,
	    &q->n, err);
}

static bool settle_all(struct queue *q, struct err *err)
{
	size_t left = 0;
	bool again;

	for (size_t i = 0; i < q->n; i++) {
		if (!settle(q, q->ids[i], false, &again, err))
			return false;
		if (again)
			q->ids[left++] = q->ids[i];
	}
	for (size_t i = 0; i < left; i++)
		if (!settle(q, q->ids[i], true, &again, err))
			return false;
	return true;
}

static bool look_again(struct lead_edit *e, enum queue_end end,
    const char **ret_said, struct err *err)
{
	struct queue q = { .holder = e, .end = end, .said = BUF_INIT };
	bool ok = read_queue(&q, err) && settle_all(&q, err);

	if (ok)
		*ret_said = arena_str(e->arena, buf_text(&q.said));
	buf_done(&q.said);
	return ok;
}

bool lead_look_again(
    struct lead_edit *e, const char **ret_said, struct err *err)
{
	return look_again(e, QUEUE_MOVES_UP, ret_said, err);
}

bool lead_give_up(struct lead_edit *e, const char **ret_said, struct err *err)
{
	*ret_said = "";
	if (!e->row.registered)
		return true;
	return claim_drop(e->c, e->row.id, err) &&
	    look_again(e, QUEUE_MOVES_UP, ret_said, err) &&
	    set_registered(e, false, err);
}

bool lead_give_up_won(
    struct lead_edit *e, const char **ret_said, struct err *err)
{
	*ret_said = "";
	if (!e->row.registered)
		return true;
	return claim_drop(e->c, e->row.id, err) &&
	    look_again(e, QUEUE_CLOSES, ret_said, err) &&
	    set_registered(e, false, err);
}

/* The old holder: behind the one that the customer chose, or out. */
static bool step_down(struct lead_edit *h, int64_t chosen,
    enum lead_state becomes, const char *reason, struct err *err)
{
	const char *said;

	if (becomes == LEAD_DECLINED)
		return set_registered(h, false, err) &&
		    decline(
			h, reason, "The customer chose another partner.", err);
	return lead_wait(h, chosen, err) &&
	    lead_tell(h,
		&(const struct lead_letter){ .template = "letter-lead-queued",
		    .text = "The customer chose so in writing.",
		    .until = DATE_NONE },
		&said, err);
}

bool lead_swap(struct lead_edit *e, enum lead_state holder_becomes,
    const char *reason, int64_t *ret_holder, struct err *err)
{
	int64_t holder = e->row.behind;
	const char *said;
	struct lead_edit h;

	if (e->row.state != LEAD_QUEUED || holder == 0)
		return err_set(err, ERR_REFUSED,
		    "%s does not wait behind another lead.", lead_label(e));
	if (!lead_open(e->c, holder, e->arena, &h, err) ||
	    !lead_inherit(&h, e, err) || !lead_look_again(&h, &said, err) ||
	    !step_down(&h, e->row.id, holder_becomes, reason, err))
		return false;
	*ret_holder = holder;
	return true;
}
