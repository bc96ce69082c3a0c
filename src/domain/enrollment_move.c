/* domain/enrollment_move.c - to another version of its program. */

#include "config.h"

#include <string.h>

#include "base/text.h"
#include "domain/enrollment_follow.h"
#include "domain/enrollment_operation.h"
#include "domain/enrollment_preview.h"

/* The version of its program with that label, and the level there. */
static bool find_target(struct enrollment_edit *e, struct session *s,
    const char *version, const char *level, struct program_ref *ret,
    const char **ret_level, struct err *err)
{
	const char *name =
	    arena_fmt(e->arena, "%s@%s", e->program.program->id, version);
	struct program_ref to;

	if (!program_by_name(s, name, &to, err))
		return false;
	if (level[0] == '\0')
		level = e->row.level;
	if (program_level(to.program, level) == NULL)
		return err_invalid(err, "level",
		    "The version %s has no level \"%s\"; say which one it is "
		    "to have there.",
		    version, level);
	if (program_entity_by_id(to.program, e->row.entity) == NULL)
		return err_set(err, ERR_REFUSED,
		    "The version %s has no entity \"%s\", with which %s has "
		    "its agreement.",
		    version, e->row.entity, enrollment_label(e));
	*ret = to;
	*ret_level = level;
	return true;
}

/* Notice that was given stands, and so does a renewal that a person made. */
static const char *renewal_after(
    const struct enrollment_edit *e, const struct program *to)
{
	bool noticed = strcmp(e->row.renewal, "end") == 0;
	bool by_hand = strcmp(e->row.renewal, "auto") == 0 &&
	    !e->program.program->auto_renew;

	return noticed ? "end" : to->auto_renew || by_hand ? "auto" : "ask";
}

/* The dates of the term stay, what is counted back from its end moves. */
static bool move_dates(
    struct enrollment_edit *e, const struct program *to, struct err *err)
{
	const struct enrollment_row *row = &e->row;
	const char *renewal = renewal_after(e, to);
	bool notice = strcmp(renewal, "auto") == 0 && to->auto_renew;
	struct enrollment_term term = { row->term_from, row->term_to };

	if (row->term_to == DATE_NONE)
		return true;
	return enrollment_set(e,
	    SETS({ "renewal", val_text(renewal) },
		{ "notice_by",
		    notice ? val_date(term_notice_by(
				 term.to, to->notice_days, e->today))
			   : val_null() },
		{ "remind_on",
		    strcmp(renewal, "end") == 0 || row->remind_on == DATE_NONE
			? val_null()
			: val_date(term_remind_on(
			      term, to->notice_days, e->today)) },
		{ "proposed", val_text("") }),
	    err);
}

static bool open_added(struct enrollment_edit *e, const struct program *to,
    const char *level, struct err *err)
{
	struct enrollment_requirements had;

	if (!requirements_read(
		e->change.session, e->row.id, to, level, e->arena, &had, err))
		return false;
	for (size_t i = 0; i < had.n; i++)
		if (requirement_find(&e->requirements, had.list[i].id) ==
			NULL &&
		    had.list[i].row == 0 &&
		    !requirement_open(e, &had.list[i], err))
			return false;
	return true;
}

static bool move_body(
    struct enrollment_edit *e, struct call *call, struct err *err)
{
	const struct enrollment_move_params *p = call->params;
	const char *was = e->program.program->label;
	struct program_ref to;
	const char *level;

	if (!find_target(e, e->change.session, p->to, or_empty(p->level), &to,
		&level, err))
		return false;
	if (to.id == e->program.id)
		return err_set(err, ERR_REFUSED, "%s is on the version %s.",
		    enrollment_label(e), p->to);
	if (!open_added(e, to.program, level, err) ||
	    !move_dates(e, to.program, err) ||
	    !enrollment_set(e,
		SETS({ "program_version", val_int(to.id) },
		    { "level", val_text(level) }),
		err) ||
	    !enrollment_term_add(e, e->today, to.id, level, err) ||
	    (or_empty(p->note)[0] != '\0' &&
		!enrollment_remark(e, "move", "", "", p->note, err)))
		return false;
	call->ret_text = arena_fmt(e->arena,
	    "%s is on the version %s at the level %s; it was on %s.",
	    enrollment_label(e), p->to, level_name(to.program, level), was);
	return true;
}

bool enrollment_move_preview(struct session *s, int64_t id, const char *version,
    const char *level, struct buf *out, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct enrollment_edit e = { .arena = &a };
	struct program_ref to;
	bool ok;

	ok = enrollment_open(s, id, session_now(s), &e, err) &&
	    find_target(&e, s, version, or_empty(level), &to, &level, err);
	if (ok) {
		buf_fmt(out, "%s: version %s to %s\n", enrollment_label(&e),
		    e.program.program->label, to.program->label);
		program_differences(
		    e.program.program, e.row.level, to.program, level, &a, out);
	}
	arena_done(&a);
	return ok;
}

bool enrollment_move(struct session *s, struct call *call, struct err *err)
{
	const struct enrollment_move_params *p = call->params;
	struct buf out = BUF_INIT;

	if (p->preview != TRI_YES)
		return enrollment_do(s, call, "move", move_body, err);
	if (!enrollment_move_preview(s, call->id, p->to, p->level, &out, err)) {
		buf_done(&out);
		return false;
	}
	call->ret_id = call->id;
	call->ret_text = buf_take(&out, call->arena);
	return true;
}
