/* domain/enrollment_benefit.c - benefits, and what has to be done for them. */

#include "config.h"

#include <string.h>

#include "domain/enrollment_operation.h"

#include "base/text.h"

static const char SELECT_BENEFITS[] =
    "SELECT item, id, done_at, done_by, note FROM enrollment_benefit"
    " WHERE enrollment = ?1 ORDER BY id";

static struct enrollment_benefit *find(
    const struct enrollment_benefits *b, const char *id)
{
	for (size_t i = 0; i < b->n; i++)
		if (strcmp(b->list[i].id, id) == 0)
			return &b->list[i];
	return NULL;
}

static struct enrollment_benefits benefits_of(
    const struct program *p, struct arena *a)
{
	struct enrollment_benefits b = {
		.list = arena_alloc(a, (p->n_benefits + 1) * sizeof(*b.list)),
		.n = p->n_benefits,
	};

	for (size_t i = 0; i < b.n; i++)
		b.list[i] = (struct enrollment_benefit){
			.id = p->benefits[i].id,
			.name = p->benefits[i].name,
			.task = p->benefits[i].task,
			.done_by = "",
			.note = "",
		};
	return b;
}

static bool read_benefits(struct session *s, int64_t id,
    const struct program *p, struct arena *a, struct enrollment_benefits *ret,
    struct err *err)
{
	struct enrollment_benefits b = benefits_of(p, a);
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, SELECT_BENEFITS, VALUES(val_int(id)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		struct enrollment_benefit *to =
		    find(&b, db_column(st, 0, VALUE_TEXT).s);

		if (to == NULL)
			continue;
		to->row = db_int(st, 1);
		to->done_at = db_int(st, 2);
		to->done_by = db_text(st, 3, a);
		to->note = db_text(st, 4, a);
	}
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	*ret = b;
	return true;
}

bool enrollment_benefits(struct session *s, int64_t id, struct arena *a,
    struct enrollment_benefits *ret, struct err *err)
{
	struct enrollment_edit e = { .arena = a };

	return enrollment_open(s, id, session_now(s), &e, err) &&
	    read_benefits(s, id, e.program.program, a, ret, err);
}

bool enrollment_requirements(struct session *s, int64_t id, struct arena *a,
    struct enrollment_requirements *ret, struct err *err)
{
	struct enrollment_edit e = { .arena = a };

	if (!enrollment_open(s, id, session_now(s), &e, err))
		return false;
	*ret = e.requirements;
	return true;
}

static bool may_tick(struct enrollment_edit *e,
    const struct enrollment_benefits *b, const struct enrollment_benefit *to,
    const char *id, struct err *err)
{
	const char *known = "";

	if (to != NULL && to->task)
		return true;
	if (to != NULL)
		return err_invalid(err, "benefit",
		    "\"%s\" is nobody's task; it comes with the program.",
		    to->name);
	for (size_t i = 0; i < b->n; i++)
		if (b->list[i].task)
			known = arena_fmt(e->arena, "%s%s%s", known,
			    known[0] != '\0' ? ", " : "", b->list[i].id);
	return err_invalid(err, "benefit",
	    "The program %s has no benefit \"%s\"; its tasks are %s.",
	    e->program.program->id, id, known[0] != '\0' ? known : "none");
}

static bool benefit_body(
    struct enrollment_edit *e, struct call *call, struct err *err)
{
	const struct enrollment_benefit_params *p = call->params;
	bool done = p->done != TRI_NO;
	struct enrollment_benefits b;
	struct enrollment_benefit *to;

	if (!read_benefits(e->change.session, e->row.id, e->program.program,
		e->arena, &b, err))
		return false;
	to = find(&b, p->benefit);
	if (!may_tick(e, &b, to, p->benefit, err))
		return false;
	if (done && to->done_at != 0)
		return err_set(err, ERR_REFUSED, "\"%s\" was done by %s.",
		    to->name, to->done_by);
	if (!enrollment_item_write(e, "enrollment_benefit", to->row, to->id,
		SETS({ "done_at", done ? val_time(e->change.now) : val_null() },
		    { "done_by",
			val_text(done ? e->change.session->user : "") },
		    { "note", val_text(or_empty(p->note)) }),
		err) ||
	    !change_touch(&e->change, "enrollment", e->row.id, err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s: \"%s\" is %s.",
	    enrollment_label(e), to->name, done ? "done" : "to be done");
	return true;
}

bool enrollment_benefit_tick(
    struct session *s, struct call *call, struct err *err)
{
	return enrollment_do(s, call, "benefit", benefit_body, err);
}
