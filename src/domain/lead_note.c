/* domain/lead_note.c - what is said about a lead, done for it, and next. */

#include "config.h"

#include <string.h>

#include "domain/lead_operation.h"

static const char SELECT_PERSON[] =
    "SELECT 1 FROM person WHERE name = ?1 AND status = 'active'";

static bool note_body(struct lead_edit *e, struct call *call, struct err *err)
{
	const struct lead_reason_params *p = call->params;

	if (!lead_remark(e, "note", "", "", p->inside, err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s has a new note.", lead_label(e));
	return true;
}

bool lead_note(struct session *s, struct call *call, struct err *err)
{
	return lead_do(s, call, "note", note_body, err);
}

/* A call of last week is no news after one of today. */
static bool activity_body(
    struct lead_edit *e, struct call *call, struct err *err)
{
	const struct lead_activity_params *p = call->params;
	date_days on = p->on != DATE_NONE ? p->on : e->terms.today;
	char text[11];

	if (on > e->terms.today)
		return err_invalid(
		    err, "on", "An activity was today or before.");
	if (!remark_add(e->c,
		&(const struct remark){ .noun = "lead",
		    .record = e->row.id,
		    .kind = p->kind,
		    .inside = p->note,
		    .on_date = on },
		err) ||
	    (on > e->row.activity_on &&
		!lead_set(e, SETS({ "activity_on", val_date(on) }), err)))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s: %s of %s is noted.",
	    lead_label(e), p->kind, date_text(on, text));
	return true;
}

bool lead_activity(struct session *s, struct call *call, struct err *err)
{
	return lead_do(s, call, "activity", activity_body, err);
}

static bool next_body(struct lead_edit *e, struct call *call, struct err *err)
{
	const struct lead_next_params *p = call->params;
	const char *step = p->step != NULL ? p->step : "";
	struct value on = p->on != DATE_NONE ? val_date(p->on) : val_null();
	char text[11];

	if (step[0] == '\0' && p->on != DATE_NONE)
		return err_invalid(
		    err, "step", "Say what is to be done on that day.");
	if (!lead_set(e,
		SETS({ "next_step", val_text(step) }, { "next_on", on }), err))
		return false;
	if (step[0] == '\0')
		call->ret_text =
		    arena_fmt(e->arena, "%s has no next step.", lead_label(e));
	else
		call->ret_text = arena_fmt(e->arena, "%s, next%s%s: %s",
		    lead_label(e), p->on != DATE_NONE ? " on " : "",
		    date_text(p->on, text), step);
	return true;
}

bool lead_next(struct session *s, struct call *call, struct err *err)
{
	return lead_do(s, call, "next", next_body, err);
}

static bool owner_body(struct lead_edit *e, struct call *call, struct err *err)
{
	const struct lead_owner_params *p = call->params;
	const char *person = p->person != NULL ? p->person : "";
	struct session *s = e->c->session;
	bool found = false;
	struct value v;

	if (person[0] != '\0' && strcmp(person, s->user) != 0) {
		if (!db_value(s->db, SELECT_PERSON, VALUES(val_text(person)),
			VALUE_INT, e->arena, &found, &v, err))
			return false;
		if (!found)
			return err_invalid(
			    err, "person", "There is no user \"%s\".", person);
	}
	if (!lead_set(e, SETS({ "owner", val_text(person) }), err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s belongs to %s.", lead_label(e),
	    person[0] != '\0' ? person : "nobody");
	return true;
}

bool lead_owner(struct session *s, struct call *call, struct err *err)
{
	return lead_do(s, call, "owner", owner_body, err);
}

bool lead_undo(struct session *s, struct call *call, struct err *err)
{
	return record_undo(s, call, "lead", err);
}
