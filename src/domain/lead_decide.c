/* domain/lead_decide.c - leads accepted, declined and withdrawn. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "domain/lead_letter.h"
#include "domain/conflict.h"
#include "domain/lead_operation.h"
#include "domain/lead_queue.h"
#include "domain/lead_valid.h"
#include "domain/lead_window.h"

/* An imported one holds nothing until somebody decides that it may. */
static bool take_keys(struct lead_edit *e, struct err *err)
{
	const char *who;
	int64_t holder;

	if (e->row.registered)
		return true;
	if (!lead_register(e, &holder, err))
		return false;
	if (holder == 0)
		return true;
	return lead_who(e->c->session, holder, e->arena, &who, err) &&
	    err_set(err, ERR_REFUSED,
		"%s holds the customer of %s; decline it, or decide between "
		"the two.",
		who, lead_label(e));
}

static bool check_accept(
    struct lead_edit *e, const char **ret_warning, struct err *err)
{
	const char *why;

	if (!lead_partner_may(e->c->session, &e->terms, e->arena, &why, err))
		return false;
	if (why == NULL &&
	    !conflict_blocks(e->c->session, e->row.id, e->arena, &why, err))
		return false;
	if (why != NULL)
		return err_set(err, ERR_REFUSED, "%s", why);
	return lead_check_customer(e->c->session,
	    &(const struct lead_customer){
		e->row.id, e->row.partner, e->row.customer_id },
	    &e->row.data, e->arena, ret_warning, err);
}

static bool put_window(
    struct lead_edit *e, struct lead_window w, struct err *err)
{
	if (!lead_set(e,
		SETS({ "protected_until", val_date(w.until) },
		    { "stop_on",
			w.stop == DATE_NONE ? val_null() : val_date(w.stop) }),
		err))
		return false;
	e->row.protected_until = w.until;
	e->row.stop_on = w.stop;
	return true;
}

static bool accept_body(struct lead_edit *e, struct call *call, struct err *err)
{
	const struct lead_row *row = &e->row;
	const char *warning = NULL, *told;
	struct lead_window w;
	char text[11];

	if (!check_accept(e, &warning, err) || !take_keys(e, err) ||
	    !lead_move(e, LEAD_ACCEPTED, err))
		return false;
	w = lead_window_of(&e->terms.ref.program->leads, row->data.submitted_on,
	    e->terms.today);
	/* What another system granted holds here, too, up to the stop. */
	if (row->protected_until != DATE_NONE && row->protected_until > w.until)
		w.until = w.stop != DATE_NONE && w.stop < row->protected_until
		    ? w.stop
		    : row->protected_until;
	if (!put_window(e, w, err) ||
	    !lead_set(e,
		SETS({ "accepted_on", val_date(e->terms.today) },
		    { "decision_due", val_null() },
		    { "decided_by", val_text(e->c->actor) }),
		err) ||
	    !lead_tell(e,
		&(const struct lead_letter){
		    .template = "letter-lead-accepted", .until = w.until },
		&told, err))
		return false;
	call->ret_text = arena_fmt(e->arena,
	    "%s is accepted, protected until %s.%s%s%s", lead_label(e),
	    date_text(w.until, text), warning != NULL ? " " : "",
	    warning != NULL ? warning : "", told);
	return true;
}

bool lead_accept(struct session *s, struct call *call, struct err *err)
{
	return lead_do(s, call, "accept", accept_body, err);
}

bool lead_close(struct lead_edit *e, enum lead_state to, const char *reason,
    date_days on, const char **ret_said, struct err *err)
{
	if (!lead_give_up(e, ret_said, err) || !lead_move(e, to, err))
		return false;
	return lead_set(e,
	    SETS({ "behind", val_null() }, { "reason", val_text(reason) },
		{ "closed_on", val_date(on) }, { "decision_due", val_null() },
		{ "decided_by", val_text(e->c->actor) }),
	    err);
}

static bool decline_body(
    struct lead_edit *e, struct call *call, struct err *err)
{
	const struct lead_reason_params *p = call->params;
	const char *said, *told, *text;

	if (!lead_need_reason(e, REASON_LEAD_DECLINE, p->reason, err))
		return false;
	text = lead_outside_text(e, REASON_LEAD_DECLINE, p->reason, p->outside);
	if (!lead_close(
		e, LEAD_DECLINED, p->reason, e->terms.today, &said, err) ||
	    !lead_remark(e, "decline", p->reason, text, p->inside, err) ||
	    !lead_tell(e,
		&(const struct lead_letter){ .template = "letter-lead-declined",
		    .reason = p->reason,
		    .why = REASON_LEAD_DECLINE,
		    .text = text,
		    .until = DATE_NONE },
		&told, err))
		return false;
	call->ret_text = arena_fmt(
	    e->arena, "%s is declined.%s%s", lead_label(e), said, told);
	return true;
}

bool lead_decline(struct session *s, struct call *call, struct err *err)
{
	return lead_do(s, call, "decline", decline_body, err);
}

/* The partner takes it back; it says why, or does not. */
static bool withdraw_body(
    struct lead_edit *e, struct call *call, struct err *err)
{
	const struct lead_reason_params *p = call->params;
	const char *said;

	if (!lead_close(e, LEAD_WITHDRAWN, "", e->terms.today, &said, err) ||
	    !lead_remark(e, "withdraw", "", "", p->inside, err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s is withdrawn.%s", lead_label(e), said);
	return true;
}

bool lead_withdraw(struct session *s, struct call *call, struct err *err)
{
	return lead_do(s, call, "withdraw", withdraw_body, err);
}

static void refuse_extension(
    struct lead_edit *e, enum lead_extension why, struct err *err)
{
	const struct program *p = e->terms.ref.program;
	char text[11];

	switch (why) {
	case EXTENSION_NONE:
		err_fill(err, ERR_REFUSED, NULL,
		    "The program %s extends no registration.", p->id);
		break;
	case EXTENSION_USED_UP:
		err_fill(err, ERR_REFUSED, NULL,
		    "%s was extended as often as the program %s allows: %d "
		    "time%s.",
		    lead_label(e), p->id, p->leads.extensions,
		    p->leads.extensions == 1 ? "" : "s");
		break;
	case EXTENSION_STOPPED:
		err_fill(err, ERR_REFUSED, NULL,
		    "%s ends on %s whatever happens; there is nothing to "
		    "extend.",
		    lead_label(e), date_text(e->row.stop_on, text));
		break;
	case EXTENSION_LATE:
	case EXTENSION_GIVEN:
		err_fill(err, ERR_REFUSED, NULL,
		    "The protection of %s is over; reopen it once it has "
		    "expired.",
		    lead_label(e));
	}
}

static bool extend_body(struct lead_edit *e, struct call *call, struct err *err)
{
	const struct lead_extend_params *p = call->params;
	struct lead_window w = { e->row.protected_until, e->row.stop_on };
	enum lead_extension how;
	char text[11];

	if (!e->row.registered || w.until == DATE_NONE ||
	    e->terms.ref.program == NULL)
		return err_set(err, ERR_REFUSED,
		    "%s holds no registration that could be extended.",
		    lead_label(e));
	how = lead_window_extend(&e->terms.ref.program->leads, w,
	    e->row.extensions, e->terms.today, &w);
	if (how != EXTENSION_GIVEN) {
		refuse_extension(e, how, err);
		return false;
	}
	if (!put_window(e, w, err) ||
	    !lead_set(e, SETS({ "extensions", val_int(e->row.extensions + 1) }),
		err) ||
	    !lead_remark(e, "extend", "", "", p->proof, err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s is protected until %s.",
	    lead_label(e), date_text(w.until, text));
	return true;
}

bool lead_extend(struct session *s, struct call *call, struct err *err)
{
	return lead_do(s, call, "extend", extend_body, err);
}

/* No choice makes a partner hold what it may not. */
static bool check_choose(struct lead_edit *e,
    const struct lead_choose_params *p, bool declined, struct err *err)
{
	const char *why;

	if (declined &&
	    !lead_need_reason(e, REASON_LEAD_DECLINE, p->reason, err))
		return false;
	return lead_partner_may(
		   e->c->session, &e->terms, e->arena, &why, err) &&
	    (why == NULL || err_set(err, ERR_REFUSED, "%s", why));
}

static bool choose_body(struct lead_edit *e, struct call *call, struct err *err)
{
	const struct lead_choose_params *p = call->params;
	bool declined = strcmp(p->holder, "declined") == 0;
	const char *who;
	int64_t holder;

	if (!check_choose(e, p, declined, err) ||
	    !lead_swap(e, declined ? LEAD_DECLINED : LEAD_QUEUED,
		p->reason != NULL ? p->reason : "", &holder, err) ||
	    !conflict_chosen(e->c, e->row.id, holder, p->evidence, err) ||
	    !lead_who(e->c->session, holder, e->arena, &who, err) ||
	    !lead_remark(e, "choose", "", "",
		arena_fmt(e->arena, "%s%s%s", p->evidence,
		    p->inside != NULL && p->inside[0] != '\0' ? "\n" : "",
		    p->inside != NULL ? p->inside : ""),
		err))
		return false;
	call->ret_text = arena_fmt(e->arena,
	    "%s holds the customer by its choice; %s is %s.", lead_label(e),
	    who, declined ? "declined" : "queued behind it");
	return true;
}

bool lead_choose(struct session *s, struct call *call, struct err *err)
{
	return lead_do(s, call, "choose", choose_body, err);
}
