/* domain/application_decide.c - claims, requests, holds and refusals. */

#include "config.h"

#include "domain/application_decide.h"

#include <inttypes.h>
#include <string.h>

static const char SELECT_OWNER_ROLE[] =
    "SELECT 1 FROM person WHERE name = ?1 AND status = 'active'";

static const char *reason_name(
    struct edit *e, enum reason_for why, const char *id)
{
	const struct program_reason *reason =
	    program_reason(e->program.program, why, id);

	return reason != NULL ? reason->name : NULL;
}

/* The applicant's text: what was typed, else the reason's own. */
static const char *outside_text(struct edit *e, enum reason_for why,
    const struct application_reason_params *p)
{
	const struct program_reason *reason;

	if (p->outside != NULL && p->outside[0] != '\0')
		return p->outside;
	reason = program_reason(e->program.program, why, p->reason);
	return reason != NULL && reason->text != NULL ? reason->text : "";
}

static bool is_claimed_by_other(const struct edit *e)
{
	return e->row.claimed_by[0] != '\0' &&
	    strcmp(e->row.claimed_by, e->change.session->user) != 0 &&
	    e->row.claimed_at + CLAIM_SECONDS > e->change.now;
}

/*
 * Opening an application claims it. Somebody else's claim stays and is said;
 * it hinders nobody.
 */
static bool claim_body(struct edit *e, struct call *call, struct err *err)
{
	const char *user = e->change.session->user;

	if (e->row.state == APPLICATION_SUBMITTED &&
	    !application_move(e, APPLICATION_IN_REVIEW, err))
		return false;
	if (!application_touch(e, err))
		return false;
	if (is_claimed_by_other(e)) {
		call->ret_text =
		    arena_fmt(e->arena, "%s is with %s at the moment.",
			application_label(e), e->row.claimed_by);
		return true;
	}
	if (!application_set(e,
		SETS({ "claimed_by", val_text(user) },
		    { "claimed_at", val_time(e->change.now) }),
		err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s is yours.", application_label(e));
	return true;
}

bool application_claim(struct session *s, struct call *call, struct err *err)
{
	return application_do(s, call, "claim", claim_body, err);
}

/* Leaving an application gives back one's own claim, or one that ran out. */
static bool release_body(struct edit *e, struct call *call, struct err *err)
{
	if (is_claimed_by_other(e)) {
		call->ret_text = arena_fmt(e->arena, "%s stays with %s.",
		    application_label(e), e->row.claimed_by);
		return true;
	}
	if (!application_set(e,
		SETS({ "claimed_by", val_text("") },
		    { "claimed_at", val_null() }),
		err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s is free again.", application_label(e));
	return true;
}

bool application_release(struct session *s, struct call *call, struct err *err)
{
	return application_do(s, call, "release", release_body, err);
}

static bool owner_body(struct edit *e, struct call *call, struct err *err)
{
	const struct application_owner_params *p = call->params;
	const char *person = p->person != NULL ? p->person : "";
	struct session *s = e->change.session;
	struct value v;
	bool found = false;

	if (person[0] != '\0' && strcmp(person, s->user) != 0) {
		if (!db_value(s->db, SELECT_OWNER_ROLE,
			VALUES(val_text(person)), VALUE_INT, e->arena, &found,
			&v, err))
			return false;
		if (!found)
			return err_invalid(
			    err, "person", "There is no user \"%s\".", person);
	}
	if (!application_set(e, SETS({ "owner", val_text(person) }), err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s belongs to %s.",
	    application_label(e), person[0] != '\0' ? person : "nobody");
	return true;
}

bool application_owner(struct session *s, struct call *call, struct err *err)
{
	return application_do(s, call, "owner", owner_body, err);
}

static bool request_body(struct edit *e, struct call *call, struct err *err)
{
	const struct application_reason_params *p = call->params;
	int days = e->program.program->application.information_days;
	date_days until = p->until != DATE_NONE ? p->until : e->today + days;
	char text[11];

	if (!program_need_reason(
		e->program.program, REASON_REQUEST, p->reason, err))
		return false;
	if (until <= e->today)
		return err_invalid(
		    err, "until", "The answer is due on a day to come.");
	if (!application_move(e, APPLICATION_INFO_REQUESTED, err) ||
	    !application_touch(e, err) ||
	    !application_set(e,
		SETS({ "expires_on", val_date(until) },
		    { "reason", val_text(p->reason) }),
		err) ||
	    !application_remark(e, "request", p->reason,
		outside_text(e, REASON_REQUEST, p), p->inside, err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s waits for information until %s.",
		application_label(e), date_text(until, text));
	return application_letter(e, call,
	    &(const struct application_letter){ .template = "letter-request",
		.reason = reason_name(e, REASON_REQUEST, p->reason),
		.text = outside_text(e, REASON_REQUEST, p),
		.until = until },
	    err);
}

bool application_request(struct session *s, struct call *call, struct err *err)
{
	return application_do(s, call, "request", request_body, err);
}

static bool answer_body(struct edit *e, struct call *call, struct err *err)
{
	const struct application_reason_params *p = call->params;

	/* Approvals given before did not know the answer. */
	if (!application_move(e, APPLICATION_IN_REVIEW, err) ||
	    !application_void_approvals(e, err) ||
	    !application_remark(e, "answer", "", "", p->inside, err))
		return false;
	call->ret_text = arena_fmt(e->arena,
	    "%s has its answer and is in review.", application_label(e));
	return true;
}

bool application_answer(struct session *s, struct call *call, struct err *err)
{
	return application_do(s, call, "answer", answer_body, err);
}

static bool hold_body(struct edit *e, struct call *call, struct err *err)
{
	const struct application_reason_params *p = call->params;
	char text[11];

	if (!program_need_reason(
		e->program.program, REASON_HOLD, p->reason, err))
		return false;
	if (p->until <= e->today)
		return err_invalid(
		    err, "until", "A hold wakes up on a day to come.");
	if (!application_move(e, APPLICATION_ON_HOLD, err) ||
	    !application_touch(e, err) ||
	    !application_set(e,
		SETS({ "wake_on", val_date(p->until) },
		    { "reason", val_text(p->reason) }),
		err) ||
	    !application_remark(e, "hold", p->reason,
		outside_text(e, REASON_HOLD, p), p->inside, err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s is on hold until %s.",
	    application_label(e), date_text(p->until, text));
	return true;
}

bool application_hold(struct session *s, struct call *call, struct err *err)
{
	return application_do(s, call, "hold", hold_body, err);
}

static bool resume_body(struct edit *e, struct call *call, struct err *err)
{
	if (!application_move(e, APPLICATION_IN_REVIEW, err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s is in review again.", application_label(e));
	return true;
}

bool application_resume(struct session *s, struct call *call, struct err *err)
{
	return application_do(s, call, "resume", resume_body, err);
}

/* What every end has in common. */
static bool close_as(struct edit *e, enum application_state to,
    const char *reason, struct err *err)
{
	return application_move(e, to, err) &&
	    application_set(e,
		SETS({ "decided_at", val_time(e->change.now) },
		    { "decided_by", val_text(e->change.session->user) },
		    { "reason", val_text(reason != NULL ? reason : "") },
		    { "due", val_null() }, { "wake_on", val_null() },
		    { "expires_on", val_null() },
		    { "claimed_by", val_text("") },
		    { "claimed_at", val_null() }),
		err);
}

static bool decline_body(struct edit *e, struct call *call, struct err *err)
{
	const struct application_reason_params *p = call->params;
	struct review r;

	if (!program_need_reason(
		e->program.program, REASON_DECLINE, p->reason, err) ||
	    !application_review(e, &r, err))
		return false;
	if (strcmp(r.recommendation, "approve") == 0 &&
	    (p->inside == NULL || p->inside[0] == '\0'))
		return err_invalid(err, "inside",
		    "The recommendation is to approve: declining needs a note "
		    "for inside.");
	if (!application_touch(e, err) ||
	    !close_as(e, APPLICATION_DECLINED, p->reason, err) ||
	    !application_remark(e, "decline", p->reason,
		outside_text(e, REASON_DECLINE, p), p->inside, err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s is declined.", application_label(e));
	return application_letter(e, call,
	    &(const struct application_letter){ .template = "letter-decline",
		.reason = reason_name(e, REASON_DECLINE, p->reason),
		.text = outside_text(e, REASON_DECLINE, p),
		.until = DATE_NONE },
	    err);
}

bool application_decline(struct session *s, struct call *call, struct err *err)
{
	return application_do(s, call, "decline", decline_body, err);
}

static bool withdraw_body(struct edit *e, struct call *call, struct err *err)
{
	const struct application_reason_params *p = call->params;

	if (!program_need_reason(
		e->program.program, REASON_WITHDRAW, p->reason, err) ||
	    !close_as(e, APPLICATION_WITHDRAWN, p->reason, err) ||
	    !application_remark(e, "withdraw", p->reason,
		outside_text(e, REASON_WITHDRAW, p), p->inside, err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s is withdrawn.", application_label(e));
	return true;
}

bool application_withdraw(struct session *s, struct call *call, struct err *err)
{
	return application_do(s, call, "withdraw", withdraw_body, err);
}

static bool note_body(struct edit *e, struct call *call, struct err *err)
{
	const struct application_reason_params *p = call->params;

	if (!application_remark(e, "note", "", "", p->inside, err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s has a new note.", application_label(e));
	return true;
}

bool application_note(struct session *s, struct call *call, struct err *err)
{
	return application_do(s, call, "note", note_body, err);
}
