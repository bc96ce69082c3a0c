/* domain/partner_entry.c - partners typed, edited, noted and met. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/partner_operation.h"

/* A second record of one company splits its history; it takes a word. */
static bool refuse_twins(struct change *c, const struct partner_data *d,
    struct arena *a, struct err *err)
{
	struct partner_twin *twins;
	size_t n;

	if (d->duplicate == TRI_YES)
		return true;
	if (!partner_duplicates(c->session, d, 0, a, &twins, &n, err))
		return false;
	if (n == 0)
		return true;
	err_fill(err, ERR_REFUSED, "duplicate",
	    "%s may be here already: %s. Say that a duplicate is meant "
	    "(--duplicate yes) if it is another company.",
	    d->name, partner_twins_text(twins, n, a));
	return false;
}

static bool make(struct change *c, struct call *call, struct err *err)
{
	const struct partner_data *d = call->params;

	if (or_empty(d->country)[0] == '\0')
		return err_invalid(
		    err, "country", "Say which country it is in, or ZZ.");
	if (!partner_may_manage(c->session, d->manager, call->arena, err) ||
	    !refuse_twins(c, d, call->arena, err) ||
	    !partner_insert(c, d, 0, call->arena, &call->ret_id, err))
		return false;
	c->record = call->ret_id;
	call->ret_text = arena_fmt(
	    call->arena, "P-%" PRId64 " %s is added.", call->ret_id, d->name);
	return true;
}

bool partner_add(struct session *s, struct call *call, struct err *err)
{
	struct change c;
	bool again;

	if (!record_begin(
		s, call, operation_find("partner", "add"), &c, &again, err) ||
	    again)
		return again;
	return record_end(&c, call, make(&c, call, err), err);
}

static bool edit_body(
    struct partner_edit *e, struct call *call, struct err *err)
{
	const struct partner_data *d = call->params;
	bool changed;

	if (strcmp(or_empty(d->manager), e->row.data.manager) != 0 &&
	    !partner_may_manage(e->change.session, d->manager, e->arena, err))
		return false;
	if (d->since != DATE_NONE && d->since > e->today)
		return err_invalid(err, "since",
		    "Nobody has been a partner since a day to come.");
	if (!partner_update(
		&e->change, e->row.id, d, e->arena, &changed, err) ||
	    !partner_set(e, SETS({ "since", val_date(d->since) }), err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s is changed.", e->record.label);
	return true;
}

bool partner_edit_run(struct session *s, struct call *call, struct err *err)
{
	return partner_do(s, call, "edit", edit_body, err);
}

static bool note_body(
    struct partner_edit *e, struct call *call, struct err *err)
{
	const struct partner_name_params *p = call->params;
	const struct remark remark = { .noun = "partner",
		.record = e->row.id,
		.kind = "note",
		.inside = p->note,
		.on_date = e->today };

	if (!remark_add(&e->change, &remark, err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s has a note.", e->record.label);
	return true;
}

bool partner_note(struct session *s, struct call *call, struct err *err)
{
	return partner_do(s, call, "note", note_body, err);
}

/* An older call that is noted late does not make the partner quieter. */
static bool activity_body(
    struct partner_edit *e, struct call *call, struct err *err)
{
	const struct partner_activity_params *p = call->params;
	date_days on = p->on != DATE_NONE ? p->on : e->today;
	const struct remark remark = { .noun = "partner",
		.record = e->row.id,
		.kind = p->kind,
		.inside = p->text,
		.on_date = on };
	char text[11];

	if (on > e->today + 1)
		return err_invalid(
		    err, "on", "What is noted has happened: today or before.");
	if (!remark_add(&e->change, &remark, err) || !partner_touch(e, err))
		return false;
	if ((e->row.activity_on == DATE_NONE || on > e->row.activity_on) &&
	    !partner_set(e, SETS({ "activity_on", val_date(on) }), err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s: a %s of %s is noted.",
	    e->record.label, p->kind, date_text(on, text));
	return true;
}

bool partner_activity(struct session *s, struct call *call, struct err *err)
{
	return partner_do(s, call, "activity", activity_body, err);
}

bool partner_undo(struct session *s, struct call *call, struct err *err)
{
	return record_undo(s, call, "partner", err);
}
