/* domain/enrollment_activate.c - into a program, and active in it. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/commission.h"
#include "domain/enrollment_follow.h"
#include "domain/enrollment_operation.h"
#include "domain/partner.h"

static const char SELECT_COUNTRY[] =
    "SELECT country FROM partner WHERE id = ?1 AND void = 0";

static const char SELECT_TERM[] =
    "SELECT 1 FROM enrollment_term WHERE enrollment = ?1 AND void = 0"
    " AND from_on <= ?2 LIMIT 1";

bool enrollment_begin_term(
    struct enrollment_edit *e, struct enrollment_term term, struct err *err)
{
	const struct program *p = e->program.program;
	date_days by = p->auto_renew
	    ? term_notice_by(term.to, p->notice_days, e->today)
	    : DATE_NONE;

	return enrollment_set(e,
	    SETS({ "term_from", val_date(term.from) },
		{ "term_to", val_date(term.to) },
		{ "renewal", val_text(p->auto_renew ? "auto" : "ask") },
		{ "notice_by", val_date(by) },
		{ "remind_on",
		    val_date(term_remind_on(term, p->notice_days, e->today)) }),
	    err);
}

/* ---- another program ----------------------------------------------------- */

static bool make(
    struct session *s, struct change *c, struct call *call, struct err *err)
{
	const struct enrollment_add_params *p = call->params;
	struct enrollment_edit e = { .arena = call->arena };
	struct enrollment_new new = { .level = p->level,
		.status = ENROLLMENT_PROSPECTIVE,
		.since = DATE_NONE,
		.waived = p->reason };
	struct value country;
	bool found;
	int64_t id;

	if (!partner_find(
		s, p->partner, true, call->arena, &new.partner, err) ||
	    !program_by_name(s, p->program, &new.program, err) ||
	    !db_value(s->db, SELECT_COUNTRY, VALUES(val_int(new.partner)),
		VALUE_TEXT, call->arena, &found, &country, err))
		return false;
	new.country = found ? country.s : "ZZ";
	e.program = new.program;
	if ((or_empty(p->reason)[0] != '\0' &&
		!program_need_reason(
		    e.program.program, REASON_WAIVE, p->reason, err)) ||
	    !enrollment_insert(c, &new, call->arena, &id, err))
		return false;
	e.change = *c;
	if (!enrollment_open(s, id, c->now, &e, err) ||
	    !enrollment_documents_make(&e, "approval", err) ||
	    (or_empty(p->note)[0] != '\0' &&
		!enrollment_remark(&e, "note", "", "", p->note, err)))
		return false;
	c->record = id;
	call->ret_text = arena_fmt(call->arena,
	    "%s is prospective at the level %s.", enrollment_label(&e),
	    level_name(e.program.program, e.row.level));
	return true;
}

bool enrollment_add(struct session *s, struct call *call, struct err *err)
{
	const struct operation *op = operation_find("enrollment", "add");
	struct change c;
	bool again;

	if (!record_begin(s, call, op, &c, &again, err) || again)
		return again;
	return record_end(&c, call, make(s, &c, call, err), err);
}

/* ---- active -------------------------------------------------------------- */

/* Everything that keeps it from being active, named. */
static bool check_requirements(struct enrollment_edit *e, struct err *err)
{
	struct buf missing = BUF_INIT;
	size_t n = 0;

	for (size_t i = 0; i < e->requirements.n; i++) {
		const struct enrollment_requirement *q =
		    &e->requirements.list[i];

		if (q->state != REQUIREMENT_MET &&
		    q->state != REQUIREMENT_WAIVED)
			buf_fmt(&missing, "%s%s is %s", n++ > 0 ? ", " : "",
			    q->id, requirement_states[q->state]);
	}
	if (n > 0)
		err_fill(err, ERR_REFUSED, NULL,
		    "%s cannot be active: %s. Each must be met or waived "
		    "first.",
		    enrollment_label(e), buf_text(&missing));
	buf_done(&missing);
	return n == 0;
}

/* Documents first, where there are any to sign. */
static bool pass_onboarding(struct enrollment_edit *e, struct err *err)
{
	const char *names;

	if (e->row.state != ENROLLMENT_PROSPECTIVE)
		return true;
	if (!enrollment_unsigned(e, &names, err))
		return false;
	if (names[0] != '\0')
		return err_set(err, ERR_REFUSED,
		    "%s cannot be active: not signed yet: %s.",
		    enrollment_label(e), names);
	return enrollment_move_to(e, ENROLLMENT_ONBOARDING, err);
}

/* A fee that was paid before lasts for a period from the first day on. */
static bool start_fees(struct enrollment_edit *e, date_days on, struct err *err)
{
	int months = fee_months(e->program.program);

	for (size_t i = 0; months > 0 && i < e->requirements.n; i++) {
		const struct enrollment_requirement *q =
		    &e->requirements.list[i];

		if (strcmp(q->kind, "fee") == 0 &&
		    q->state == REQUIREMENT_MET &&
		    !change_update(&e->change, "enrollment_requirement", q->row,
			0,
			SETS({ "due_on",
			    val_date(date_add_months(on, months)) }),
			err))
			return false;
	}
	return true;
}

/* Its history of levels reaches back to its first day. */
static bool cover(struct enrollment_edit *e, date_days on, struct err *err)
{
	struct value v;
	bool found;

	if (!db_value(e->change.session->db, SELECT_TERM,
		VALUES(val_int(e->row.id), val_date(on)), VALUE_INT, e->arena,
		&found, &v, err))
		return false;
	return found ||
	    enrollment_term_add(e, on, e->program.id, e->row.level, err);
}

static const char *open_tasks(const struct program *p, struct arena *a)
{
	const char *tasks = "";

	for (size_t i = 0; i < p->n_benefits; i++)
		if (p->benefits[i].task)
			tasks = arena_fmt(a, "%s%s%s", tasks,
			    tasks[0] != '\0' ? "\n" : "", p->benefits[i].name);
	return tasks;
}

static bool welcome(struct enrollment_edit *e, date_days on, date_days until,
    const char **ret_said, struct err *err)
{
	const struct enrollment_words words = {
		.tasks = open_tasks(e->program.program, e->arena),
		.from = on,
		.until = until,
	};

	return enrollment_letter(e, "letter-welcome", &words, ret_said, err);
}

static bool activate_body(
    struct enrollment_edit *e, struct call *call, struct err *err)
{
	const struct enrollment_activate_params *p = call->params;
	const struct program *program = e->program.program;
	struct enrollment_term term;
	const char *said;
	date_days on;

	if (!enrollment_day(e, p->on, &on, err) || !pass_onboarding(e, err) ||
	    !check_requirements(e, err))
		return false;
	term = term_covering(on, program->term_months, e->today);
	if (!enrollment_move_to(e, ENROLLMENT_ACTIVE, err) ||
	    !enrollment_begin_term(e, term, err) ||
	    !enrollment_set(e,
		SETS({ "active_on", val_date(on) },
		    { "review_on",
			level_is_measured(program)
			    ? val_date(date_add_months(
				  e->today, program->review_months))
			    : val_null() }),
		err) ||
	    !cover(e, on, err) || !start_fees(e, on, err) ||
	    !enrollment_documents_make(e, "activation", err) ||
	    (or_empty(p->note)[0] != '\0' &&
		!enrollment_remark(e, "activate", "", "", p->note, err)) ||
	    !welcome(e, on, term.to, &said, err))
		return false;
	call->ret_text = arena_fmt(e->arena,
	    "%s is active from %s; its term ends on %s.%s", enrollment_label(e),
	    date_words(on, e->arena), date_words(term.to, e->arena), said);
	return true;
}

bool enrollment_activate(struct session *s, struct call *call, struct err *err)
{
	return enrollment_do(s, call, "activate", activate_body, err);
}

bool enrollment_stop(
    struct enrollment_edit *e, const char *reason, struct err *err)
{
	return enrollment_move_to(e, ENROLLMENT_SUSPENDED, err) &&
	    enrollment_set(e,
		SETS({ "suspended_on", val_date(e->today) },
		    { "reason", val_text(reason) }),
		err) &&
	    commission_suspend(&e->change, e->row.id, e->today,
		arena_fmt(e->arena, "E-%" PRId64 ": %s", e->row.id, reason),
		NULL, err);
}

static bool suspend_body(
    struct enrollment_edit *e, struct call *call, struct err *err)
{
	const struct enrollment_reason_params *p = call->params;
	struct enrollment_words words = {
		.requirement = "", .from = e->today, .until = DATE_NONE
	};
	const struct program_reason *reason;
	const char *said;

	if (!program_need_reason(
		e->program.program, REASON_SUSPEND, p->reason, err))
		return false;
	reason = program_reason(e->program.program, REASON_SUSPEND, p->reason);
	words.reason = reason->name;
	words.text =
	    enrollment_outside(e, REASON_SUSPEND, p->reason, p->outside);
	if (!enrollment_stop(e, p->reason, err) ||
	    !enrollment_remark(
		e, "suspend", p->reason, words.text, p->inside, err) ||
	    !enrollment_letter(e, "letter-suspension", &words, &said, err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s is suspended: %s.%s",
	    enrollment_label(e), reason->name, said);
	return true;
}

bool enrollment_suspend(struct session *s, struct call *call, struct err *err)
{
	return enrollment_do(s, call, "suspend", suspend_body, err);
}

/* A requirement that is lost is put right first, or waived. */
static bool reinstate_body(
    struct enrollment_edit *e, struct call *call, struct err *err)
{
	const struct enrollment_activate_params *p = call->params;

	for (size_t i = 0; i < e->requirements.n; i++)
		if (e->requirements.list[i].state == REQUIREMENT_LOST)
			return err_set(err, ERR_REFUSED,
			    "%s has lost \"%s\"; it must be met or waived "
			    "first.",
			    enrollment_label(e), e->requirements.list[i].name);
	if (!enrollment_move_to(e, ENROLLMENT_ACTIVE, err) ||
	    !enrollment_set(e,
		SETS(
		    { "suspended_on", val_null() }, { "reason", val_text("") }),
		err) ||
	    !commission_reinstate(&e->change, e->row.id, e->today, NULL, err) ||
	    (or_empty(p->note)[0] != '\0' &&
		!enrollment_remark(e, "reinstate", "", "", p->note, err)))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s is active again.", enrollment_label(e));
	return true;
}

bool enrollment_reinstate(struct session *s, struct call *call, struct err *err)
{
	return enrollment_do(s, call, "reinstate", reinstate_body, err);
}
