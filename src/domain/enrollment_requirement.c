/* domain/enrollment_requirement.c - what is required, and how it stands. */

#include "config.h"

#include <string.h>

#include "base/text.h"
#include "domain/enrollment_follow.h"
#include "domain/enrollment_operation.h"

static bool is_state(
    const struct enrollment_requirement_params *p, enum requirement_state state)
{
	return strcmp(p->state, requirement_states[state]) == 0;
}

static struct enrollment_requirement *find(
    struct enrollment_edit *e, const char *id, struct err *err)
{
	struct enrollment_requirement *q =
	    requirement_find(&e->requirements, id);
	struct buf known = BUF_INIT;

	if (q != NULL)
		return q;
	for (size_t i = 0; i < e->requirements.n; i++)
		buf_fmt(&known, "%s%s", i > 0 ? ", " : "",
		    e->requirements.list[i].id);
	err_fill(err, ERR_INVALID, "requirement",
	    "The program %s has no requirement \"%s\" at this level; it has "
	    "%s.",
	    e->program.program->id, id,
	    known.len > 0 ? buf_text(&known) : "none");
	buf_done(&known);
	return NULL;
}

/* The fee's next day: a period after the one it was due on, or after the
 * enrollment began. One that is paid already stays where it is. */
static date_days next_fee(
    const struct enrollment_edit *e, const struct enrollment_requirement *q)
{
	int months = fee_months(e->program.program);
	date_days from = q->due_on;

	if (months == 0)
		return DATE_NONE;
	if (q->state == REQUIREMENT_MET && from != DATE_NONE && from > e->today)
		return from;
	if (from == DATE_NONE)
		from =
		    e->row.term_from != DATE_NONE ? e->row.term_from : e->today;
	return term_step(e->row.active_on, from, months);
}

/* What is put into a requirement's row. */
static void decide(struct enrollment_edit *e,
    const struct enrollment_requirement_params *p,
    struct enrollment_requirement *q)
{
	bool met = is_state(p, REQUIREMENT_MET);
	date_days due = p->due, recheck = p->recheck;

	if (met && strcmp(q->kind, "fee") == 0 && due == DATE_NONE)
		due = next_fee(e, q);
	if (met && q->check != NULL && recheck == DATE_NONE &&
	    q->check->recheck_days > 0)
		recheck = e->today + q->check->recheck_days;
	q->due_on = due;
	q->recheck_on = recheck;
	q->grace_to = DATE_NONE;
	q->state = met                        ? REQUIREMENT_MET
	    : is_state(p, REQUIREMENT_WAIVED) ? REQUIREMENT_WAIVED
	    : is_state(p, REQUIREMENT_OPEN)   ? REQUIREMENT_OPEN
					      : REQUIREMENT_WARNED;
	if (q->state == REQUIREMENT_WARNED)
		q->grace_to = e->today + q->grace_days;
	if (or_empty(p->evidence)[0] != '\0')
		q->evidence = p->evidence;
	q->reason = or_empty(p->reason);
	q->note = or_empty(p->note);
}

static bool may_set(struct enrollment_edit *e,
    const struct enrollment_requirement_params *p,
    const struct enrollment_requirement *q, struct err *err)
{
	bool runs = e->row.state == ENROLLMENT_ACTIVE ||
	    e->row.state == ENROLLMENT_SUSPENDED;

	if (is_state(p, REQUIREMENT_WAIVED))
		return program_need_reason(
		    e->program.program, REASON_WAIVE, p->reason, err);
	if (is_state(p, REQUIREMENT_LOST) && !runs)
		return err_set(err, ERR_REFUSED,
		    "%s is not active yet: what it lacks is open, not lost.",
		    enrollment_label(e));
	if (is_state(p, REQUIREMENT_MET) && q->check != NULL &&
	    q->check->evidence && q->evidence[0] == '\0' &&
	    or_empty(p->evidence)[0] == '\0')
		return err_invalid(err, "evidence",
		    "\"%s\" is met only with evidence: a text or an address.",
		    q->name);
	return true;
}

static bool write(struct enrollment_edit *e,
    const struct enrollment_requirement *q, const char *by, struct err *err)
{
	bool open = q->state == REQUIREMENT_OPEN;

	return enrollment_item_write(e, "enrollment_requirement", q->row, q->id,
	    SETS({ "state", val_text(requirement_states[q->state]) },
		{ "evidence", val_text(q->evidence) },
		{ "reason", val_text(q->reason) },
		{ "note", val_text(q->note) },
		{ "checked_at", open ? val_null() : val_time(e->change.now) },
		{ "checked_by", val_text(open ? "" : by) },
		{ "due_on", val_date(q->due_on) },
		{ "recheck_on", val_date(q->recheck_on) },
		{ "grace_to", val_date(q->grace_to) }),
	    err);
}

bool requirement_meet(struct enrollment_edit *e,
    const struct enrollment_requirement *q, const char *evidence,
    struct err *err)
{
	struct enrollment_requirement met = *q;

	met.state = REQUIREMENT_MET;
	met.evidence = evidence;
	met.grace_to = DATE_NONE;
	return write(e, &met, e->change.actor, err);
}

bool requirement_open(struct enrollment_edit *e,
    const struct enrollment_requirement *q, struct err *err)
{
	struct enrollment_requirement open = *q;
	bool runs = e->row.state == ENROLLMENT_ACTIVE ||
	    e->row.state == ENROLLMENT_SUSPENDED;

	open.state = REQUIREMENT_OPEN;
	open.due_on = runs ? e->today + q->grace_days : DATE_NONE;
	return write(e, &open, "", err);
}

/* One that is lost while it is active: the partner is told until when it can
 * be mended. */
static bool tell_warned(struct enrollment_edit *e,
    const struct enrollment_requirement *q, const char *text,
    const char **ret_said, struct err *err)
{
	const struct enrollment_words words = { .requirement = q->name,
		.text = text,
		.from = DATE_NONE,
		.until = q->grace_to };

	*ret_said = "";
	return e->row.state != ENROLLMENT_ACTIVE ||
	    enrollment_letter(e, "letter-warning", &words, ret_said, err);
}

static bool requirement_body(
    struct enrollment_edit *e, struct call *call, struct err *err)
{
	const struct enrollment_requirement_params *p = call->params;
	struct enrollment_requirement *q = find(e, p->requirement, err);
	const char *said = "";

	if (q == NULL || !may_set(e, p, q, err))
		return false;
	decide(e, p, q);
	if (!write(e, q, e->change.session->user, err) ||
	    !change_touch(&e->change, "enrollment", e->row.id, err) ||
	    (q->state == REQUIREMENT_WARNED &&
		!tell_warned(e, q, "", &said, err)))
		return false;
	if (q->state == REQUIREMENT_WARNED)
		call->ret_text = arena_fmt(e->arena,
		    "%s: \"%s\" is lost; it can be mended until %s.%s",
		    enrollment_label(e), q->name,
		    date_words(q->grace_to, e->arena), said);
	else
		call->ret_text = arena_fmt(e->arena, "%s: \"%s\" is %s.",
		    enrollment_label(e), q->name, p->state);
	return true;
}

bool enrollment_requirement_set(
    struct session *s, struct call *call, struct err *err)
{
	return enrollment_do(s, call, "requirement", requirement_body, err);
}

/* ---- by time ------------------------------------------------------------- */

bool requirement_is_late(
    const struct enrollment_requirement *q, date_days today)
{
	date_days on = q->state == REQUIREMENT_OPEN ? q->due_on
	    : q->state == REQUIREMENT_MET || q->state == REQUIREMENT_WAIVED
	    ? date_first(q->due_on, q->recheck_on)
	    : DATE_NONE;

	return on != DATE_NONE && on < today;
}

bool requirement_is_beyond(
    const struct enrollment_requirement *q, date_days today)
{
	return q->state == REQUIREMENT_WARNED && q->grace_to != DATE_NONE &&
	    q->grace_to < today;
}

static struct enrollment_requirement *first_that(struct enrollment_edit *e,
    bool (*is)(const struct enrollment_requirement *q, date_days today))
{
	for (size_t i = 0; i < e->requirements.n; i++)
		if (is(&e->requirements.list[i], e->today))
			return &e->requirements.list[i];
	return NULL;
}

static bool nothing_due(struct enrollment_edit *e, struct err *err)
{
	return err_set(err, ERR_REFUSED,
	    "No requirement of %s has come to its day.", enrollment_label(e));
}

static bool warn_body(
    struct enrollment_edit *e, struct call *call, struct err *err)
{
	struct enrollment_requirement *q = first_that(e, requirement_is_late);
	const char *said;

	if (q == NULL)
		return nothing_due(e, err);
	e->change.actor = ACTOR_TIME;
	q->state = REQUIREMENT_WARNED;
	q->grace_to = e->today + q->grace_days;
	if (!enrollment_item_write(e, "enrollment_requirement", q->row, q->id,
		SETS({ "state", val_text("warned") },
		    { "grace_to", val_date(q->grace_to) }),
		err) ||
	    !tell_warned(e, q, "", &said, err))
		return false;
	call->ret_text = arena_fmt(e->arena,
	    "%s: the day of \"%s\" has passed; it can be mended until %s.%s",
	    enrollment_label(e), q->name, date_words(q->grace_to, e->arena),
	    said);
	return true;
}

bool enrollment_warn(struct session *s, struct call *call, struct err *err)
{
	return enrollment_do(s, call, "warn", warn_body, err);
}

/* The level below, or NULL on the lowest. */
static const char *level_below(const struct enrollment_edit *e)
{
	const struct program *p = e->program.program;

	for (size_t i = 1; i < p->n_levels; i++)
		if (strcmp(p->levels[i].id, e->row.level) == 0)
			return p->levels[i - 1].id;
	return NULL;
}

/* What the loss brings, as the program says. */
static bool bring(struct enrollment_edit *e,
    const struct enrollment_requirement *q, const char **ret_what,
    struct err *err)
{
	const char *below = level_below(e), *said = "";
	const struct enrollment_words words = { .requirement = q->name,
		.text = "",
		.from = e->today,
		.until = DATE_NONE };

	*ret_what = "it stays active";
	if (strcmp(q->then, "warn") == 0)
		return true;
	if (strcmp(q->then, "downgrade") == 0 && below != NULL) {
		*ret_what = arena_fmt(e->arena, "its level is %s now",
		    level_name(e->program.program, below));
		return enrollment_set_level(e, below, err);
	}
	if (!enrollment_stop(e, "requirement", err) ||
	    !enrollment_letter(e, "letter-suspension", &words, &said, err))
		return false;
	*ret_what = arena_fmt(e->arena, "it is suspended.%s", said);
	return true;
}

static bool lose_body(
    struct enrollment_edit *e, struct call *call, struct err *err)
{
	struct enrollment_requirement *q = first_that(e, requirement_is_beyond);
	const char *what;
	size_t len;

	if (q == NULL)
		return nothing_due(e, err);
	e->change.actor = ACTOR_TIME;
	if (!enrollment_item_write(e, "enrollment_requirement", q->row, q->id,
		SETS({ "state", val_text("lost") }, { "grace_to", val_null() }),
		err) ||
	    !bring(e, q, &what, err))
		return false;
	len = strlen(what);
	call->ret_text = arena_fmt(e->arena,
	    "%s: the grace for \"%s\" is over; %s%s", enrollment_label(e),
	    q->name, what, what[len - 1] == '.' ? "" : ".");
	return true;
}

bool enrollment_lose(struct session *s, struct call *call, struct err *err)
{
	return enrollment_do(s, call, "lose", lose_body, err);
}
