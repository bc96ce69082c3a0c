/* domain/application_entry.c - applications typed, edited and submitted. */

#include "config.h"

#include "domain/application_data.h"

#include <inttypes.h>
#include <string.h>

#include "domain/record.h"

static bool refuse_missing(
    const struct program *p, const struct application_data *d, struct err *err)
{
	const char *name = application_missing(p, d);

	if (name == NULL)
		return true;
	return err_invalid(err, name, "%s is needed by the program %s.",
	    fields_find(&application_fields, name)->title, p->id);
}

static bool refuse_early(struct session *s, int64_t id,
    const struct application_data *d, const struct application_terms *t,
    struct arena *a, struct err *err)
{
	const char *why;

	return application_may_apply(s, id, d, t, a, &why, err) &&
	    (why == NULL || err_set(err, ERR_REFUSED, "%s", why));
}

/* Checks and inserts what was typed into a form. */
static bool make(
    struct change *c, struct call *call, bool draft, struct err *err)
{
	const struct application_data *d = call->params;
	struct application_terms t;
	int64_t earlier;

	if (!application_find_terms(c->session, d, c->now, &t, err) ||
	    !application_find_earlier(
		c->session, 0, d, &t, call->arena, &earlier, err))
		return false;
	if (!draft &&
	    (!refuse_missing(t.ref.program, d, err) ||
		!refuse_early(c->session, 0, d, &t, call->arena, err)))
		return false;
	if (!application_insert(
		c, d, &t, earlier, 0, draft, call->arena, &call->ret_id, err))
		return false;
	c->record = call->ret_id;
	call->ret_text = arena_fmt(call->arena, "A-%" PRId64 " %s is %s.",
	    call->ret_id, d->company, draft ? "kept as a draft" : "submitted");
	return true;
}

static bool add(struct session *s, struct call *call, const char *verb,
    bool draft, struct err *err)
{
	struct change c;
	bool again;

	if (!record_begin(s, call, operation_find("application", verb), &c,
		&again, err) ||
	    again)
		return again;
	return record_end(&c, call, make(&c, call, draft, err), err);
}

bool application_add(struct session *s, struct call *call, struct err *err)
{
	return add(s, call, "add", false, err);
}

bool application_draft(struct session *s, struct call *call, struct err *err)
{
	return add(s, call, "draft", true, err);
}

/* A draft is no application yet: it comes in today, on today's terms. */
static bool submit_body(struct edit *e, struct call *call, struct err *err)
{
	struct application_data d = e->row.data;
	struct session *s = e->change.session;
	struct set_list sets = { .n = 0 };
	struct application_terms t;
	struct set clock[4];
	int64_t earlier;

	d.submitted_on = DATE_NONE;
	if (!lifecycle_move(&application_lifecycle, e->row.state,
		APPLICATION_SUBMITTED, err) ||
	    !application_find_terms(s, &d, e->change.now, &t, err) ||
	    !refuse_missing(t.ref.program, &d, err) ||
	    !application_find_earlier(
		s, e->row.id, &d, &t, e->arena, &earlier, err) ||
	    !refuse_early(s, e->row.id, &d, &t, e->arena, err))
		return false;
	application_put_terms(&sets, &t);
	application_put_clock(
	    &t.calendar, t.ref.program, t.submitted_on, clock);
	if (!application_set(e, sets.list, sets.n, err) ||
	    !application_set(e, clock, ARRAY_LEN(clock), err) ||
	    !application_set(e,
		SETS({ "earlier",
		    earlier != 0 ? val_int(earlier) : val_null() }),
		err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s is submitted.", application_label(e));
	return true;
}

bool application_submit(struct session *s, struct call *call, struct err *err)
{
	return application_do(s, call, "submit", submit_body, err);
}

static bool differ(const char *a, const char *b)
{
	return strcmp(a != NULL ? a : "", b != NULL ? b : "") != 0;
}

/* Checks that expire spoke of the company as it was: they are due again. */
static bool checks_are_stale(struct edit *e, struct err *err)
{
	struct review r;

	if (!application_review(e, &r, err))
		return false;
	for (size_t i = 0; i < r.n_items; i++) {
		const struct review_item *item = &r.items[i];

		if (item->is_check && item->recheck_on != DATE_NONE &&
		    !application_recheck(e, item->id, e->today - 1, err))
			return false;
	}
	return true;
}

static bool check_edit(
    struct edit *e, const struct application_data *d, struct err *err)
{
	if (e->row.state == APPLICATION_DRAFT)
		return true;
	if (d->submitted_on != e->row.data.submitted_on)
		return err_invalid(err, "submitted_on",
		    "The day of submission stays: the clocks run from it.");
	return refuse_missing(e->program.program, d, err);
}

static bool edit_body(struct edit *e, struct call *call, struct err *err)
{
	const struct application_data *d = call->params, *was = &e->row.data;
	struct set_list sets = { .n = 0 };

	if (!check_edit(e, d, err) ||
	    !application_put_data(&sets, d, e->arena, err) ||
	    !record_put_ref(&sets, e->change.session, "application", e->row.id,
		d->id, e->arena, err) ||
	    !application_put_corrections(
		&sets, e->program.program, was->program, d, err) ||
	    !application_set(e, sets.list, sets.n, err) ||
	    !application_void_approvals(e, err))
		return false;
	if ((differ(d->company, was->company) ||
		differ(d->country, was->country) ||
		differ(d->tax_id, was->tax_id) ||
		differ(d->registry_number, was->registry_number)) &&
	    !checks_are_stale(e, err))
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
