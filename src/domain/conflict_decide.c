/* domain/conflict_decide.c - which of two claims stands. */

#include "config.h"

#include "domain/conflict_row.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/lead_handover.h"

/* Two halves, the odd millionth to nobody: there is none. */
#define HALF 500000

/* The customer's written choice is a reason of its own. */
static bool check_reason(
    const struct conflict_decide_params *p, struct err *err)
{
	bool chosen = strcmp(p->verdict, "challenger") == 0 &&
	    or_empty(p->evidence)[0] != '\0';

	if (or_empty(p->reason)[0] != '\0' || chosen)
		return true;
	return err_invalid(err, "reason",
	    strcmp(p->verdict, "challenger") == 0
		? "Say why, or put the customer's written choice on file."
		: "Say why.");
}

static bool check_split(const struct conflict_row *row,
    const struct conflict_decide_params *p, struct err *err)
{
	bool split = strcmp(p->verdict, "split") == 0;

	if (!split && or_empty(p->split)[0] != '\0')
		return err_invalid(
		    err, "split", "Shares go with the verdict \"split\".");
	if (split && row->other.is_customer)
		return err_set(err, ERR_REFUSED,
		    "%s is no lead; there is nobody to split with.",
		    row->other.label);
	return true;
}

static const char *words(
    const struct conflict_decide_params *p, struct arena *a)
{
	const char *reason = or_empty(p->reason);
	const char *evidence = or_empty(p->evidence);

	if (evidence[0] == '\0')
		return reason;
	return arena_fmt(a, "%s%sThe customer's choice: %s", reason,
	    reason[0] != '\0' ? "\n" : "", evidence);
}

static bool tell_lead(struct conflict_edit *e, int64_t lead,
    const struct conflict_decide_params *p, struct err *err)
{
	return remark_add(&e->change,
	    &(struct remark){ .noun = "lead",
		.record = lead,
		.kind = "conflict",
		.reason = p->verdict,
		.inside =
		    arena_fmt(e->arena, "%s: %s", e->label, words(p, e->arena)),
		.on_date = (date_days)(e->change.now / 86400) },
	    err);
}

/* A sentence of who has the customer now, and who waits. */
static void say(struct conflict_edit *e, struct call *call,
    const struct conflict_side *stays, const char *rest)
{
	call->ret_text = arena_fmt(e->arena, "%s: %s has the customer%s",
	    e->label, stays->label, rest);
}

/* Whose claim is over or withdrawn need not be moved any more. */
static bool hand_over(struct conflict_edit *e, const struct conflict_side *from,
    const struct conflict_side *to, struct call *call, struct err *err)
{
	const char *said = "";

	if (from->open && to->open &&
	    !lead_hand_over(&e->change, from->id, to->id, e->arena, &said, err))
		return false;
	say(e, call, to,
	    from->open && to->open
		? arena_fmt(
		      e->arena, "; %s waits behind it.%s", from->label, said)
		: arena_fmt(e->arena, "; %s is %s.", from->label, from->stage));
	return true;
}

/* The claim was to a customer of the vendor's. */
static bool turn_down(struct conflict_edit *e,
    const struct conflict_decide_params *p, struct call *call, struct err *err)
{
	const char *reason = strcmp(e->row.why, "house") == 0
	    ? "house_account"
	    : "existing_customer";
	const char *said = "";

	if (e->row.lead.open &&
	    !lead_turn_down(&e->change, e->row.lead.id, reason,
		words(p, e->arena), e->arena, &said, err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s: it is %s; %s is declined.%s",
	    e->label, e->row.other.label, e->row.lead.label, said);
	return true;
}

static bool holder(struct conflict_edit *e,
    const struct conflict_decide_params *p, struct call *call, struct err *err)
{
	if (e->row.other.is_customer)
		return turn_down(e, p, call, err);
	return hand_over(e, &e->row.lead, &e->row.other, call, err);
}

static bool challenger(struct conflict_edit *e,
    const struct conflict_decide_params *p UNUSED, struct call *call,
    struct err *err)
{
	if (!e->row.lead.open)
		return err_set(err, ERR_REFUSED,
		    "%s is %s; it cannot have the customer any more.",
		    e->row.lead.label, e->row.lead.stage);
	if (!e->row.other.is_customer)
		return hand_over(e, &e->row.other, &e->row.lead, call, err);
	say(e, call, &e->row.lead, ", who is no other partner's.");
	return true;
}

/* One that waits moves up: what both have in common says nothing here. */
static bool different(struct conflict_edit *e,
    const struct conflict_decide_params *p UNUSED, struct call *call,
    struct err *err)
{
	bool waits = !e->row.other.is_customer && e->row.lead.open &&
	    e->row.lead.behind == e->row.other.id;

	if (waits &&
	    !lead_tell_apart(&e->change, e->row.lead.id, e->arena, err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s: %s and %s are different customers%s.",
		e->label, e->row.lead.label, e->row.other.label,
		waits ? "; the first waits no more" : "");
	return true;
}

/* The holder goes on for both. */
static bool split(struct conflict_edit *e,
    const struct conflict_decide_params *p, struct call *call, struct err *err)
{
	const struct conflict_side *stays = &e->row.other;
	const char *shares = or_empty(p->split);

	if (!stays->open || !e->row.lead.open)
		return err_set(err, ERR_REFUSED,
		    "%s is %s; there is nothing to split any more.",
		    stays->open ? e->row.lead.label : stays->label,
		    stays->open ? e->row.lead.stage : stays->stage);
	if (shares[0] == '\0')
		shares =
		    arena_fmt(e->arena, "P-%" PRId64 ":%d,P-%" PRId64 ":%d",
			stays->partner, HALF, e->row.lead.partner, HALF);
	if (!hand_over(e, &e->row.lead, stays, call, err) ||
	    !lead_share(&e->change, stays->id, shares, e->arena, err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s Split: %s.", call->ret_text, shares);
	return true;
}

static const struct {
	const char *verdict;
	bool (*carry_out)(struct conflict_edit *e,
	    const struct conflict_decide_params *p, struct call *call,
	    struct err *err);
} verdicts[] = {
	{ "holder", holder },
	{ "challenger", challenger },
	{ "different", different },
	{ "split", split },
};

static bool carry_out(struct conflict_edit *e,
    const struct conflict_decide_params *p, struct call *call, struct err *err)
{
	for (size_t i = 0; i < ARRAY_LEN(verdicts); i++)
		if (strcmp(verdicts[i].verdict, p->verdict) == 0)
			return verdicts[i].carry_out(e, p, call, err);
	return err_invalid(
	    err, "verdict", "\"%.40s\" is no verdict.", p->verdict);
}

static bool decide_body(
    struct conflict_edit *e, struct call *call, struct err *err)
{
	const struct conflict_decide_params *p = call->params;

	return check_reason(p, err) && check_split(&e->row, p, err) &&
	    carry_out(e, p, call, err) &&
	    change_update(&e->change, "conflict", e->row.id, 0,
		SETS({ "status", val_text("decided") },
		    { "verdict", val_text(p->verdict) },
		    { "reason", val_text(or_empty(p->reason)) },
		    { "evidence", val_text(or_empty(p->evidence)) },
		    { "decided_at", val_time(e->change.now) },
		    { "decided_by", val_text(e->change.actor) }),
		err) &&
	    tell_lead(e, e->row.lead.id, p, err) &&
	    (e->row.other.is_customer || tell_lead(e, e->row.other.id, p, err));
}

bool conflict_decide(struct session *s, struct call *call, struct err *err)
{
	return conflict_do(s, call, "decide", decide_body, err);
}
