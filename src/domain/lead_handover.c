/* domain/lead_handover.c - a customer that goes from one lead to another. */

#include "config.h"

#include "domain/lead_handover.h"

#include <inttypes.h>

#include "domain/lead_letter.h"
#include "domain/lead_operation.h"
#include "domain/lead_queue.h"
#include "domain/lead_valid.h"
#include "domain/lead_window.h"

static const char SELECT_KEYS[] =
    "SELECT id FROM claim_key WHERE lead = ?1 AND void = 0 ORDER BY id";

static bool refuse(
    const struct lead_edit *e, const char *why, int64_t id, struct err *err)
{
	return err_set(
	    err, ERR_REFUSED, "%s %s L-%" PRId64 ".", lead_label(e), why, id);
}

static bool check_open(const struct lead_edit *e, struct err *err)
{
	if ((STATE_BIT(e->row.state) & LEAD_OPEN) != 0)
		return true;
	return err_set(err, ERR_REFUSED,
	    "%s is %s; there is nothing to decide.", lead_label(e),
	    e->row.stage);
}

static bool check_both(
    const struct lead_edit *from, const struct lead_edit *to, struct err *err)
{
	if (!check_open(from, err) || !check_open(to, err))
		return false;
	if (from->row.partner == to->row.partner)
		return refuse(
		    to, "is of the same partner as", from->row.id, err);
	if (to->row.behind != 0 && to->row.behind != from->row.id)
		return refuse(to, "waits behind", to->row.behind, err);
	return true;
}

/* Nobody but the one who gives keeps the other one out. */
static bool check_free(
    const struct lead_edit *from, const struct lead_edit *to, struct err *err)
{
	const struct claim_keys keys = lead_keys(to);
	int64_t holder;

	for (size_t i = 0; i < keys.n; i++) {
		const struct claim_keys one = { .list = { keys.list[i] },
			.n = 1 };

		if (!claim_holder(
			to->c->session, to->row.id, &one, &holder, NULL, err))
			return false;
		if (holder != 0 && holder != from->row.id)
			return refuse(to, "is kept out by", holder, err);
	}
	return true;
}

/* Both spellings are the holder's: nobody comes in by the other one. */
static bool move_keys(struct lead_edit *from, int64_t to, struct err *err)
{
	int64_t *ids;
	size_t n;

	if (!db_ids(from->c->session->db, SELECT_KEYS,
		VALUES(val_int(from->row.id)), from->arena, &ids, &n, err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!change_update(from->c, "claim_key", ids[i], 0,
			SETS({ "lead", val_int(to) }), err))
			return false;
	return true;
}

/* Takes those of its own keys that nobody has, beside what it holds. */
static bool take_free_keys(struct lead_edit *e, struct err *err)
{
	const struct claim_keys keys = lead_keys(e);

	for (size_t i = 0; i < keys.n; i++) {
		const struct claim_keys one = { .list = { keys.list[i] },
			.n = 1 };
		int64_t holder;

		/* 0 asks for anybody, itself included. */
		if (!claim_holder(e->c->session, 0, &one, &holder, NULL, err))
			return false;
		if (holder == 0 &&
		    !change_insert(e->c, "claim_key",
			SETS({ "kind", val_text(one.list[0].kind) },
			    { "value", val_text(one.list[0].value) },
			    { "lead", val_int(e->row.id) }),
			NULL, err))
			return false;
	}
	return true;
}

/* One that waited: registered, with a clock and a letter of its own. */
static bool promote(struct lead_edit *e, struct err *err)
{
	const struct program *p = e->terms.ref.program;
	date_days due = p != NULL
	    ? lead_decision_due(&p->leads, &e->terms.calendar, e->terms.today)
	    : DATE_NONE;
	struct set_list sets = { .n = 0 };
	const char *told;

	if (!lifecycle_move(
		&lead_lifecycle, e->row.state, LEAD_SUBMITTED, err) ||
	    !lead_put_stage(&sets, p, LEAD_SUBMITTED, e->terms.today,
		e->row.minor, e->row.data.currency, err))
		return false;
	set_put(&sets, "behind", val_null());
	set_put(&sets, "registered", val_bool(true));
	set_put(&sets, "decision_due", val_date(due));
	if (!lead_set(e, sets.list, sets.n, err))
		return false;
	e->row.state = LEAD_SUBMITTED;
	e->row.behind = 0;
	e->row.registered = true;
	return lead_tell(e,
	    &(const struct lead_letter){
		.template = "letter-lead-next", .until = due },
	    &told, err);
}

/* It holds the customer from here on. */
static bool enthrone(struct lead_edit *to, struct err *err)
{
	if (!take_free_keys(to, err))
		return false;
	if (to->row.state == LEAD_QUEUED)
		return promote(to, err);
	/* What it was before is not taken back under the keys it was given. */
	if (to->row.registered)
		return change_touch(to->c, "lead", to->row.id, err);
	return lead_set(to, SETS({ "registered", val_bool(true) }), err);
}

bool lead_inherit(struct lead_edit *from, struct lead_edit *to, struct err *err)
{
	return check_free(from, to, err) && move_keys(from, to->row.id, err) &&
	    enthrone(to, err);
}

/* Behind the one who has it now, as its partner is told. */
static bool step_back(struct lead_edit *from, int64_t behind, struct err *err)
{
	const char *told;

	return lead_wait(from, behind, err) &&
	    lead_tell(from,
		&(const struct lead_letter){
		    .template = "letter-lead-queued", .until = DATE_NONE },
		&told, err);
}

/* The order matters: whoever waits does so behind one that holds the
 * customer, at any moment and when it is taken back. */
static bool move(struct lead_edit *from, struct lead_edit *to,
    const char **ret_said, struct err *err)
{
	return lead_inherit(from, to, err) &&
	    lead_look_again(from, ret_said, err) &&
	    step_back(from, to->row.id, err);
}

bool lead_hand_over(struct change *c, int64_t from, int64_t to, struct arena *a,
    const char **ret_said, struct err *err)
{
	struct lead_edit giver, taker;

	*ret_said = "";
	if (!lead_open(c, from, a, &giver, err) ||
	    !lead_open(c, to, a, &taker, err) ||
	    !check_both(&giver, &taker, err))
		return false;
	if (giver.row.behind == to)
		return true;
	if (giver.row.behind != 0)
		return refuse(&giver, "waits behind", giver.row.behind, err);
	return move(&giver, &taker, ret_said, err);
}

bool lead_tell_apart(
    struct change *c, int64_t lead, struct arena *a, struct err *err)
{
	struct lead_edit e;

	return lead_open(c, lead, a, &e, err) &&
	    (e.row.state != LEAD_QUEUED || enthrone(&e, err));
}

bool lead_turn_down(struct change *c, int64_t lead, const char *reason,
    const char *inside, struct arena *a, const char **ret_said, struct err *err)
{
	struct lead_edit e;
	const char *told;

	return lead_open(c, lead, a, &e, err) && check_open(&e, err) &&
	    lead_close(
		&e, LEAD_DECLINED, reason, e.terms.today, ret_said, err) &&
	    lead_remark(&e, "decline", reason,
		lead_outside_text(&e, REASON_LEAD_DECLINE, reason, NULL),
		inside, err) &&
	    lead_tell(&e,
		&(const struct lead_letter){ .template = "letter-lead-declined",
		    .reason = reason,
		    .why = REASON_LEAD_DECLINE,
		    .until = DATE_NONE },
		&told, err);
}

bool lead_share(struct change *c, int64_t lead, const char *split,
    struct arena *a, struct err *err)
{
	return lead_check_split(c->session, split, a, err) &&
	    change_update(
		c, "lead", lead, 0, SETS({ "split", val_text(split) }), err);
}
