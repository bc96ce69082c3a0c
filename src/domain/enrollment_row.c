/* domain/enrollment_row.c - an enrollment read, moved and written. */

#include "config.h"

#include "domain/enrollment_row.h"

#include <inttypes.h>
#include <string.h>

#include "domain/enrollment_follow.h"
#include "domain/record.h"

static const char SELECT_ROW[] =
    "SELECT e.version, e.partner, e.program_version, e.application, e.status,"
    " e.program, e.level, e.entity, e.renewal, e.standing, e.reason,"
    " e.proposed, e.active_on, e.term_from, e.term_to, e.notice_by,"
    " e.remind_on, e.review_on, e.suspended_on, e.ended_on, e.due, e.wake_on,"
    " p.name, p.country FROM enrollment e JOIN partner p ON p.id = e.partner"
    " WHERE e.id = ?1 AND e.void = 0";

static void read_row(struct stmt *st, struct arena *a, void *record)
{
	struct enrollment_row *row = record;
	const char **texts[] = { &row->program, &row->level, &row->entity,
		&row->renewal, &row->standing, &row->reason, &row->proposed };
	date_days *days[] = { &row->active_on, &row->term_from, &row->term_to,
		&row->notice_by, &row->remind_on, &row->review_on,
		&row->suspended_on, &row->ended_on, &row->due, &row->wake_on };
	int at = 5;

	row->version = db_int(st, 0);
	row->partner = db_int(st, 1);
	row->program_version = db_int(st, 2);
	row->application = db_int(st, 3);
	row->state = (enum enrollment_state)lifecycle_find(
	    &enrollment_lifecycle, db_text(st, 4, a));
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		*texts[i] = db_text(st, at++, a);
	for (size_t i = 0; i < ARRAY_LEN(days); i++)
		*days[i] = db_date(st, at++);
	row->partner_name = db_text(st, at++, a);
	row->country = db_text(st, at, a);
}

bool enrollment_read(struct session *s, int64_t id, struct arena *a,
    struct enrollment_row *ret, struct err *err)
{
	struct enrollment_row row = { .id = id };

	if (!record_row(
		s, "enrollment", SELECT_ROW, id, read_row, &row, a, err))
		return false;
	*ret = row;
	return true;
}

bool enrollment_open(struct session *s, int64_t id, int64_t now,
    struct enrollment_edit *ret, struct err *err)
{
	if (!enrollment_read(s, id, ret->arena, &ret->row, err) ||
	    !program_by_row(s, ret->row.program_version, &ret->program, err))
		return false;
	ret->entity =
	    program_entity_by_id(ret->program.program, ret->row.entity);
	if (ret->entity == NULL)
		return err_set(err, ERR_IO,
		    "The program %s has no entity \"%s\".",
		    ret->program.program->id, ret->row.entity);
	if (!program_calendar(s, ret->entity, &ret->calendar, err) ||
	    !requirements_read(s, id, ret->program.program, ret->row.level,
		ret->arena, &ret->requirements, err))
		return false;
	ret->today = calendar_day(&ret->calendar, now);
	ret->record = (struct record_state){ .noun = "enrollment",
		.lifecycle = &enrollment_lifecycle,
		.status = "status",
		.id = id,
		.version = ret->row.version,
		.state = ret->row.state,
		.label = enrollment_label(ret) };
	return true;
}

bool enrollment_do(struct session *s, struct call *call, const char *verb,
    enrollment_body *body, struct err *err)
{
	const struct operation *op = operation_find("enrollment", verb);
	struct enrollment_edit e = { .arena = call->arena };
	bool again, ok;

	if (!record_begin(s, call, op, &e.change, &again, err) || again)
		return again;
	ok = enrollment_open(s, call->id, e.change.now, &e, err) &&
	    record_check(&e.change, call, op, &e.record, err) &&
	    body(&e, call, err) && enrollment_settle(&e, err);
	return record_end(&e.change, call, ok, err);
}

bool enrollment_set(struct enrollment_edit *e, const struct set *sets, size_t n,
    struct err *err)
{
	return change_update(
	    &e->change, "enrollment", e->row.id, 0, sets, n, err);
}

bool enrollment_move_to(
    struct enrollment_edit *e, enum enrollment_state to, struct err *err)
{
	if (!record_move(&e->change, &e->record, to, err))
		return false;
	e->row.state = to;
	return true;
}

bool enrollment_item_write(struct enrollment_edit *e, const char *table,
    int64_t row, const char *item, const struct set *sets, size_t n,
    struct err *err)
{
	struct set all[16] = { { "enrollment", val_int(e->row.id) },
		{ "item", val_text(item) } };

	if (row != 0)
		return change_update(&e->change, table, row, 0, sets, n, err);
	memcpy(all + 2, sets, n * sizeof(*sets));
	return change_insert(&e->change, table, all, n + 2, NULL, err);
}

bool enrollment_remark(struct enrollment_edit *e, const char *kind,
    const char *reason, const char *outside, const char *inside,
    struct err *err)
{
	const struct remark remark = { .noun = "enrollment",
		.record = e->row.id,
		.kind = kind,
		.reason = reason,
		.outside = outside,
		.inside = inside,
		.on_date = e->today };

	return remark_add(&e->change, &remark, err);
}

bool enrollment_term_add(struct enrollment_edit *e, date_days from,
    int64_t version, const char *level, struct err *err)
{
	return change_insert(&e->change, "enrollment_term",
	    SETS({ "enrollment", val_int(e->row.id) },
		{ "from_on", val_date(from) },
		{ "program_version", val_int(version) },
		{ "level", val_text(level) }, { "at", val_time(e->change.now) },
		{ "actor", val_text(e->change.actor) }),
	    NULL, err);
}

const char *enrollment_label(const struct enrollment_edit *e)
{
	return arena_fmt(e->arena, "E-%" PRId64 " %s (%s)", e->row.id,
	    e->row.partner_name, e->row.program);
}

const char *level_name(const struct program *p, const char *id)
{
	const struct program_level *level = program_level(p, id);

	return level != NULL ? level->name : id;
}

bool level_is_measured(const struct program *p)
{
	for (size_t i = 0; i < p->n_levels; i++)
		if (p->levels[i].n_requires > 0)
			return p->review_months > 0;
	return false;
}

int fee_months(const struct program *p)
{
	if (p->fee_minor == 0 || strcmp(p->fee_every, "once") == 0)
		return 0;
	return strcmp(p->fee_every, "month") == 0 ? 1 : 12;
}
