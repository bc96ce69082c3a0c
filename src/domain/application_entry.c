/* domain/application_entry.c - applications typed, edited and submitted. */

#include "config.h"

#include "domain/application_data.h"

#include <inttypes.h>
#include <string.h>

static bool refuse_missing(
    const struct program *p, const struct application_data *d, struct err *err)
{
	const char *name = application_missing(p, d);

	if (name == NULL)
		return true;
	return err_invalid(err, name, "%s is needed by the program %s.",
	    fields_find(&application_fields, name)->title, p->id);
}

static bool refuse_early(date_days from, int64_t earlier, struct err *err)
{
	char text[11];

	if (from == DATE_NONE)
		return true;
	return err_set(err, ERR_REFUSED,
	    "A-%" PRId64 " of this company was declined; it may apply again "
	    "from %s.",
	    earlier, date_text(from, text));
}

/* Checks and inserts what was typed into a form. */
static bool make(
    struct change *c, struct call *call, bool draft, struct err *err)
{
	const struct application_data *d = call->params;
	date_days from = DATE_NONE;
	int64_t earlier;
	struct application_terms t;

	if (!application_find_terms(c->session, d, c->now, &t, err) ||
	    !application_find_earlier(
		c->session, 0, d, call->arena, &earlier, err))
		return false;
	if (!draft &&
	    (!refuse_missing(t.ref.program, d, err) ||
		!application_may_apply_from(
		    c->session, earlier, &t, call->arena, &from, err) ||
		!refuse_early(from, earlier, err)))
		return false;
	if (!application_insert(
		c, d, &t, earlier, 0, draft, call->arena, &call->ret_id, err))
		return false;
	c->record = call->ret_id;
	call->ret_text = arena_fmt(call->arena, "A-%" PRId64 " %s is %s.",
	    call->ret_id, d->company, draft ? "kept as a draft" : "submitted");
	return true;
}

static bool add(struct session *s, struct call *call, const char *operation,
    bool draft, struct err *err)
{
	struct change c;

	if (!change_begin(s, operation, RIGHT_REVIEW, "application", 0,
		call->op_id, call->bulk, &c, err))
		return false;
	if (c.done_before) {
		change_abandon(&c);
		call->ret_text = "This was saved before.";
		return true;
	}
	if (make(&c, call, draft, err) &&
	    change_commit(&c, err, "%s", call->ret_text))
		return true;
	change_abandon(&c);
	return false;
}

bool application_add(struct session *s, struct call *call, struct err *err)
{
	return add(s, call, "application add", false, err);
}

bool application_draft(struct session *s, struct call *call, struct err *err)
{
	return add(s, call, "application draft", true, err);
}

static bool submit_body(struct edit *e, struct call *call, struct err *err)
{
	const struct program *p = e->program.program;
	struct application_terms t = { .ref = e->program,
		.entity = e->entity,
		.calendar = e->calendar,
		.submitted_on = e->today };
	date_days from;
	int64_t earlier;
	struct set clock[4];

	if (!lifecycle_move(&application_lifecycle, e->row.state,
		APPLICATION_SUBMITTED, err) ||
	    !refuse_missing(p, &e->row.data, err) ||
	    !application_find_earlier(e->change.session, e->row.id,
		&e->row.data, e->arena, &earlier, err) ||
	    !application_may_apply_from(
		e->change.session, earlier, &t, e->arena, &from, err) ||
	    !refuse_early(from, earlier, err))
		return false;
	application_put_clock(&e->calendar, p, e->today, clock);
	if (!application_set(e, clock, ARRAY_LEN(clock), err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s is submitted.", application_label(e));
	return true;
}

bool application_submit(struct session *s, struct call *call, struct err *err)
{
	return application_do(s, call, "submit", submit_body, err);
}

static bool edit_body(struct edit *e, struct call *call, struct err *err)
{
	const struct application_data *d = call->params;
	struct application_sets sets = { .n = 0 };

	if (strcmp(d->program, e->row.data.program) != 0)
		return err_invalid(err, "program",
		    "An application stays with its program; withdraw it and "
		    "add another.");
	if ((e->row.state != APPLICATION_DRAFT &&
		!refuse_missing(e->program.program, d, err)) ||
	    !application_put_data(&sets, d, e->arena, err))
		return false;
	if (d->level != NULL && d->level[0] != '\0') {
		struct application_terms t;

		if (!application_find_level(
			e->program.program, d->level, &t, err))
			return false;
		sets.list[sets.n++] =
		    (struct set){ "level", val_text(d->level) };
	}
	if (!application_set(e, sets.list, sets.n, err) ||
	    !application_void_approvals(e, err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s is changed.", application_label(e));
	return true;
}

bool application_edit(struct session *s, struct call *call, struct err *err)
{
	return application_do(s, call, "edit", edit_body, err);
}

bool application_load(struct session *s, int64_t id, void *params,
    struct arena *a, struct err *err)
{
	struct application_row row;

	if (!application_read(s, id, a, &row, err))
		return false;
	*(struct application_data *)params = row.data;
	return true;
}
