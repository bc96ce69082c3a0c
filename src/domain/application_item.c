/* domain/application_item.c - one check or criterion of a review. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "domain/application_decide.h"
#include "domain/application_row.h"

static const char SELECT_CHECK[] =
    "SELECT id FROM application_check WHERE application = ?1 AND item = ?2";

static const char SELECT_EVIDENCE[] = "SELECT evidence FROM application_check"
				      " WHERE application = ?1 AND item = ?2";

static const char SELECT_SCORE[] =
    "SELECT id FROM application_score WHERE application = ?1 AND item = ?2";

/* Checks and scores are a reviewer's work on what is in review. Whoever
 * saw the application before is told, though no counter may have moved. */
static bool open_for_work(struct edit *e, struct err *err)
{
	if (e->row.state == APPLICATION_SUBMITTED &&
	    !application_move(e, APPLICATION_IN_REVIEW, err))
		return false;
	return application_touch(e, err) &&
	    application_void_approvals(e, err) &&
	    change_touch(&e->change, "application", e->row.id, err);
}

static bool find_row(struct edit *e, const char *sql, const char *item,
    int64_t *ret, struct err *err)
{
	struct value v = val_int(0);
	bool found = false;

	if (!db_value(e->change.session->db, sql,
		VALUES(val_int(e->row.id), val_text(item)), VALUE_INT, e->arena,
		&found, &v, err))
		return false;
	*ret = found ? v.i : 0;
	return true;
}

/* Updates the item's row, or makes it. */
static bool write_row(struct edit *e, const char *table, const char *sql,
    const char *item, const struct set *sets, size_t n, struct err *err)
{
	struct set all[16] = { { "application", val_int(e->row.id) },
		{ "item", val_text(item) } };
	int64_t id;

	if (!find_row(e, sql, item, &id, err))
		return false;
	if (id != 0)
		return change_update(&e->change, table, id, 0, sets, n, err);
	memcpy(all + 2, sets, n * sizeof(*sets));
	return change_insert(&e->change, table, all, n + 2, NULL, err);
}

/* Says what the program has instead. Frees the list of it. */
static void unknown_item(struct edit *e, const char *field, const char *id,
    struct buf *known, struct err *err)
{
	err_fill(err, ERR_INVALID, field,
	    "The program %s has no %s \"%s\"; it has %s.",
	    e->program.program->id, field, id,
	    known->len > 0 ? buf_text(known) : "none");
	buf_done(known);
}

static const struct program_check *find_check(
    struct edit *e, const char *id, struct err *err)
{
	const struct program_application *a = &e->program.program->application;
	const struct program_check *check =
	    program_check(e->program.program, id);
	struct buf known = BUF_INIT;

	if (check != NULL)
		return check;
	for (size_t i = 0; i < a->n_checks; i++)
		buf_fmt(&known, "%s%s", i > 0 ? ", " : "", a->checks[i].id);
	unknown_item(e, "check", id, &known, err);
	return NULL;
}

static bool evidence_on_file(
    struct edit *e, const char *item, const char **ret, struct err *err)
{
	struct value v = val_text("");
	bool found = false;

	if (!db_value(e->change.session->db, SELECT_EVIDENCE,
		VALUES(val_int(e->row.id), val_text(item)), VALUE_TEXT,
		e->arena, &found, &v, err))
		return false;
	*ret = found && v.type == VALUE_TEXT ? v.s : "";
	return true;
}

static bool result_allowed(struct edit *e, const struct program_check *check,
    const struct application_check_params *p, const char *evidence,
    struct err *err)
{
	if (strcmp(p->result, "passed") == 0 && check->evidence &&
	    evidence[0] == '\0')
		return err_invalid(err, "evidence",
		    "\"%s\" passes only with evidence: a text or an address.",
		    check->name);
	if (strcmp(p->result, "waived") == 0)
		return program_need_reason(
		    e->program.program, REASON_WAIVE, p->reason, err);
	return true;
}

static bool check_body(struct edit *e, struct call *call, struct err *err)
{
	const struct application_check_params *p = call->params;
	const struct program_check *check = find_check(e, p->check, err);
	bool passed = strcmp(p->result, "passed") == 0;
	bool open = strcmp(p->result, "open") == 0;
	const char *evidence = p->evidence;

	if (check == NULL || !open_for_work(e, err))
		return false;
	if ((evidence == NULL || evidence[0] == '\0') &&
	    !evidence_on_file(e, check->id, &evidence, err))
		return false;
	if (!result_allowed(e, check, p, evidence, err))
		return false;
	if (!write_row(e, "application_check", SELECT_CHECK, check->id,
		(const struct set[]){ { "result", val_text(p->result) },
		    { "evidence", val_text(evidence) },
		    { "reason", val_text(p->reason != NULL ? p->reason : "") },
		    { "note", val_text(p->note != NULL ? p->note : "") },
		    { "checked_at",
			open ? val_null() : val_time(e->change.now) },
		    { "checked_by",
			val_text(open ? "" : e->change.session->user) },
		    { "recheck_on",
			passed && check->recheck_days > 0
			    ? val_date(e->today + check->recheck_days)
			    : val_null() } },
		7, err) ||
	    !application_recount(e, err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s: \"%s\" is %s.",
	    application_label(e), check->name, p->result);
	return true;
}

bool application_recheck(
    struct edit *e, const char *check, date_days on, struct err *err)
{
	return write_row(e, "application_check", SELECT_CHECK, check,
	    SETS({ "recheck_on", val_date(on) }), err);
}

bool application_check(struct session *s, struct call *call, struct err *err)
{
	return application_do(s, call, "check", check_body, err);
}

static bool evidence_body(struct edit *e, struct call *call, struct err *err)
{
	const struct application_check_params *p = call->params;
	const struct program_check *check = find_check(e, p->check, err);

	if (check == NULL || !open_for_work(e, err) ||
	    !write_row(e, "application_check", SELECT_CHECK, check->id,
		(const struct set[]){ { "evidence", val_text(p->evidence) } },
		1, err) ||
	    !application_recount(e, err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s: evidence for \"%s\" is on file.",
		application_label(e), check->name);
	return true;
}

bool application_evidence(struct session *s, struct call *call, struct err *err)
{
	return application_do(s, call, "evidence", evidence_body, err);
}

static const struct program_criterion *find_criterion(
    struct edit *e, const char *id, struct err *err)
{
	const struct program_application *a = &e->program.program->application;
	const struct program_criterion *criterion =
	    program_criterion(e->program.program, id);
	struct buf known = BUF_INIT;

	if (criterion != NULL)
		return criterion;
	for (size_t i = 0; i < a->n_criteria; i++)
		buf_fmt(&known, "%s%s", i > 0 ? ", " : "", a->criteria[i].id);
	unknown_item(e, "criterion", id, &known, err);
	return NULL;
}

static bool score_body(struct edit *e, struct call *call, struct err *err)
{
	const struct application_score_params *p = call->params;
	const struct program_criterion *criterion =
	    find_criterion(e, p->criterion, err);
	bool open = p->step == FIELD_UNSET;

	if (criterion == NULL)
		return false;
	if (!open && (p->step < 0 || p->step >= SCORE_STEPS))
		return err_invalid(
		    err, "step", "A step is 0 to %d.", SCORE_STEPS - 1);
	if (!open_for_work(e, err) ||
	    !write_row(e, "application_score", SELECT_SCORE, criterion->id,
		(const struct set[]){
		    { "step", open ? val_null() : val_int(p->step) },
		    { "note", val_text(p->note != NULL ? p->note : "") },
		    { "scored_at", val_time(e->change.now) },
		    { "scored_by", val_text(e->change.session->user) } },
		4, err) ||
	    !application_recount(e, err))
		return false;
	if (open)
		call->ret_text = arena_fmt(e->arena, "%s: \"%s\" is open.",
		    application_label(e), criterion->name);
	else
		call->ret_text = arena_fmt(e->arena,
		    "%s: \"%s\" is at step %" PRId64 ", %s.",
		    application_label(e), criterion->name, p->step,
		    criterion->steps[p->step]);
	return true;
}

bool application_score(struct session *s, struct call *call, struct err *err)
{
	return application_do(s, call, "score", score_body, err);
}
