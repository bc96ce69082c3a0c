/* domain/enrollment_end.c - the end of a term: renewed, left or lapsed. */

#include "config.h"

#include <string.h>

#include "base/text.h"
#include "domain/enrollment_follow.h"
#include "domain/enrollment_operation.h"
#include "domain/lead.h"

static bool is_renewed(const struct enrollment_row *row)
{
	return strcmp(row->renewal, "auto") == 0;
}

static bool is_over(const struct enrollment_edit *e)
{
	return e->row.term_to != DATE_NONE && e->row.term_to < e->today;
}

/* Open leads close with it; who waits behind them moves up. */
static bool close_leads(struct enrollment_edit *e, struct err *err)
{
	size_t n;

	return lead_close_all(&e->change, e->row.partner, e->row.id,
	    arena_fmt(e->arena, "%s has ended.", enrollment_label(e)), e->arena,
	    &n, err);
}

bool enrollment_end(struct enrollment_edit *e, enum enrollment_state to,
    date_days on, const char *reason, struct err *err)
{
	return enrollment_move_to(e, to, err) &&
	    enrollment_set(e,
		SETS({ "ended_on", val_date(on) },
		    { "reason", val_text(reason) }, { "notice_by", val_null() },
		    { "remind_on", val_null() }, { "review_on", val_null() },
		    { "proposed", val_text("") }),
		err) &&
	    close_leads(e, err);
}

/* What the partner reads about the end. */
static bool tell_end(struct enrollment_edit *e, const char *reason,
    const char *text, date_days last, const char **ret_said, struct err *err)
{
	const struct enrollment_words words = {
		.reason = reason, .text = text, .from = last, .until = last
	};

	return enrollment_letter(
	    e, "letter-termination", &words, ret_said, err);
}

/* ---- by a person --------------------------------------------------------- */

static bool terminate_body(
    struct enrollment_edit *e, struct call *call, struct err *err)
{
	const struct enrollment_reason_params *p = call->params;
	const struct program_reason *reason;
	const char *text, *said = "";

	if (!program_need_reason(
		e->program.program, REASON_TERMINATE, p->reason, err))
		return false;
	reason =
	    program_reason(e->program.program, REASON_TERMINATE, p->reason);
	text = enrollment_outside(e, REASON_TERMINATE, p->reason, p->outside);
	if (!enrollment_end(
		e, ENROLLMENT_TERMINATED, e->today, p->reason, err) ||
	    !enrollment_remark(
		e, "terminate", p->reason, text, p->inside, err) ||
	    !tell_end(e, reason->name, text, e->today, &said, err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s is terminated: %s.%s",
	    enrollment_label(e), reason->name, said);
	return true;
}

bool enrollment_terminate(struct session *s, struct call *call, struct err *err)
{
	return enrollment_do(s, call, "terminate", terminate_body, err);
}

/* Where it goes on by itself, notice has its last day. */
static bool in_time(struct enrollment_edit *e, date_days on, struct err *err)
{
	date_days last = e->row.term_to - e->program.program->notice_days;

	if (strcmp(e->row.renewal, "end") == 0)
		return err_set(err, ERR_REFUSED,
		    "Notice was given before; %s ends on %s.",
		    enrollment_label(e), date_words(e->row.term_to, e->arena));
	if (e->row.term_to == DATE_NONE || !e->program.program->auto_renew ||
	    on <= last)
		return true;
	return err_set(err, ERR_REFUSED,
	    "Notice had to be given by %s; %s goes on after %s. \"terminate\" "
	    "ends it at once.",
	    date_words(last, e->arena), enrollment_label(e),
	    date_words(e->row.term_to, e->arena));
}

static bool notice_body(
    struct enrollment_edit *e, struct call *call, struct err *err)
{
	const struct enrollment_reason_params *p = call->params;
	const struct program_reason *reason;
	const char *text, *said = "";
	date_days on;

	if (!enrollment_day(e, p->on, &on, err) || !in_time(e, on, err) ||
	    !program_need_reason(
		e->program.program, REASON_TERMINATE, p->reason, err))
		return false;
	reason =
	    program_reason(e->program.program, REASON_TERMINATE, p->reason);
	text = enrollment_outside(e, REASON_TERMINATE, p->reason, p->outside);
	if (!enrollment_set(e,
		SETS({ "renewal", val_text("end") },
		    { "notice_by", val_null() }, { "remind_on", val_null() },
		    { "reason", val_text(p->reason) }),
		err) ||
	    !enrollment_remark(e, "notice", p->reason, text,
		arena_fmt(e->arena, "By the %s, received on %s.%s%s", p->by,
		    date_words(on, e->arena),
		    or_empty(p->inside)[0] != '\0' ? " " : "",
		    or_empty(p->inside)),
		err) ||
	    !tell_end(e, reason->name, text, e->row.term_to, &said, err))
		return false;
	call->ret_text = arena_fmt(e->arena,
	    "%s: notice by the %s; it ends on %s.%s", enrollment_label(e),
	    p->by, date_words(e->row.term_to, e->arena), said);
	return true;
}

bool enrollment_notice(struct session *s, struct call *call, struct err *err)
{
	return enrollment_do(s, call, "notice", notice_body, err);
}

/* The term that holds today, or the present one if it still does. */
static bool roll(struct enrollment_edit *e, struct err *err)
{
	int months = e->program.program->term_months;
	struct enrollment_term term = { e->row.term_from, e->row.term_to };

	while (term.to < e->today)
		term = term_after(e->row.active_on, months, term.to);
	return enrollment_begin_term(e, term, err);
}

static bool renew_body(
    struct enrollment_edit *e, struct call *call, struct err *err)
{
	const struct program *p = e->program.program;
	date_days by;

	if (is_over(e)) {
		if (!roll(e, err))
			return false;
		call->ret_text = arena_fmt(
		    e->arena, "%s is in its next term.", enrollment_label(e));
		return true;
	}
	if (is_renewed(&e->row))
		return err_set(err, ERR_REFUSED,
		    "%s goes on after %s as it is.", enrollment_label(e),
		    date_words(e->row.term_to, e->arena));
	by = p->auto_renew
	    ? term_notice_by(e->row.term_to, p->notice_days, e->today)
	    : DATE_NONE;
	if (!enrollment_set(e,
		SETS({ "renewal", val_text("auto") },
		    { "notice_by", val_date(by) }, { "remind_on", val_null() },
		    { "reason",
			val_text(e->row.state == ENROLLMENT_SUSPENDED
				? e->row.reason
				: "") }),
		err))
		return false;
	call->ret_text = arena_fmt(e->arena,
	    "%s goes on after %s for %d months.", enrollment_label(e),
	    date_words(e->row.term_to, e->arena), p->term_months);
	return true;
}

bool enrollment_renew(struct session *s, struct call *call, struct err *err)
{
	return enrollment_do(s, call, "renew", renew_body, err);
}

static bool note_body(
    struct enrollment_edit *e, struct call *call, struct err *err)
{
	const struct enrollment_reason_params *p = call->params;

	if (!enrollment_remark(e, "note", "", "", p->inside, err) ||
	    !change_touch(&e->change, "enrollment", e->row.id, err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s: note added.", enrollment_label(e));
	return true;
}

bool enrollment_note(struct session *s, struct call *call, struct err *err)
{
	return enrollment_do(s, call, "note", note_body, err);
}

bool enrollment_undo(struct session *s, struct call *call, struct err *err)
{
	return record_undo(s, call, "enrollment", err);
}

/* ---- by time ------------------------------------------------------------- */

static bool not_over(struct enrollment_edit *e, struct err *err)
{
	return err_set(err, ERR_REFUSED, "The term of %s is not over.",
	    enrollment_label(e));
}

static bool lapse_body(
    struct enrollment_edit *e, struct call *call, struct err *err)
{
	bool noticed = strcmp(e->row.renewal, "end") == 0;
	date_days last = e->row.term_to;
	const char *said = "";

	if (!is_over(e) || is_renewed(&e->row))
		return not_over(e, err);
	e->change.actor = ACTOR_TIME;
	if (!enrollment_end(e, ENROLLMENT_LAPSED, last,
		noticed ? e->row.reason : "", err) ||
	    (!noticed && !tell_end(e, "", "", last, &said, err)))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s lapsed with its term on %s.%s",
	    enrollment_label(e), date_words(last, e->arena), said);
	return true;
}

bool enrollment_lapse(struct session *s, struct call *call, struct err *err)
{
	return enrollment_do(s, call, "lapse", lapse_body, err);
}

static bool roll_body(
    struct enrollment_edit *e, struct call *call, struct err *err)
{
	if (!is_over(e) || !is_renewed(&e->row))
		return not_over(e, err);
	e->change.actor = ACTOR_TIME;
	if (!roll(e, err) ||
	    !enrollment_read(
		e->change.session, e->row.id, e->arena, &e->row, err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s is renewed: its term ends on %s.",
		enrollment_label(e), date_words(e->row.term_to, e->arena));
	return true;
}

bool enrollment_roll(struct session *s, struct call *call, struct err *err)
{
	return enrollment_do(s, call, "roll", roll_body, err);
}

static bool remind_body(
    struct enrollment_edit *e, struct call *call, struct err *err)
{
	const struct program *p = e->program.program;
	struct enrollment_words words = { .from = DATE_NONE,
		.until = e->row.term_to };
	const char *said;

	if (e->row.remind_on == DATE_NONE || e->row.remind_on > e->today)
		return err_set(err, ERR_REFUSED,
		    "The partner of %s is not to be told yet.",
		    enrollment_label(e));
	e->change.actor = ACTOR_TIME;
	words.text = is_renewed(&e->row)
	    ? arena_fmt(e->arena,
		  "It is then renewed for %d months, unless one of us gives "
		  "notice by %s.",
		  p->term_months, date_words(e->row.notice_by, e->arena))
	    : "It is not renewed by itself. Please tell us if you would like "
	      "to go on.";
	if (!enrollment_set(e, SETS({ "remind_on", val_null() }), err) ||
	    !enrollment_letter(e, "letter-renewal", &words, &said, err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s: its term ends on %s.%s",
	    enrollment_label(e), date_words(e->row.term_to, e->arena), said);
	return true;
}

bool enrollment_remind(struct session *s, struct call *call, struct err *err)
{
	return enrollment_do(s, call, "remind", remind_body, err);
}

static bool notice_over_body(
    struct enrollment_edit *e, struct call *call, struct err *err)
{
	if (e->row.notice_by == DATE_NONE || e->row.notice_by >= e->today)
		return err_set(err, ERR_REFUSED,
		    "The day for notice of %s has not passed.",
		    enrollment_label(e));
	e->change.actor = ACTOR_TIME;
	if (!enrollment_set(e,
		SETS({ "notice_by", val_null() }, { "remind_on", val_null() }),
		err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s: nobody gave notice; it goes on after %s.",
		enrollment_label(e), date_words(e->row.term_to, e->arena));
	return true;
}

bool enrollment_notice_over(
    struct session *s, struct call *call, struct err *err)
{
	return enrollment_do(s, call, "pass", notice_over_body, err);
}
