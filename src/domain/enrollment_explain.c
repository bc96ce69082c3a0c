/* domain/enrollment_explain.c - how an enrollment stands, and why. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "domain/enrollment_operation.h"

static void put_day(struct buf *out, const char *title, date_days d)
{
	char text[11];

	if (d != DATE_NONE)
		buf_fmt(out, "  %-22s %s\n", title, date_text(d, text));
}

static void put_dates(const struct enrollment_row *row, struct buf *out)
{
	static const struct {
		const char *word, *says;
	} renewals[] = {
		{ "auto", "it goes on" },
		{ "ask", "it lapses unless it is renewed" },
		{ "end", "it ends: notice was given" },
	};

	put_day(out, "Active since", row->active_on);
	put_day(out, "Term from", row->term_from);
	put_day(out, "Term to", row->term_to);
	for (size_t i = 0; i < ARRAY_LEN(renewals); i++)
		if (row->term_to != DATE_NONE &&
		    row->state < ENROLLMENT_TERMINATED &&
		    strcmp(row->renewal, renewals[i].word) == 0)
			buf_fmt(out, "  %-22s %s\n", "Then", renewals[i].says);
	put_day(out, "Last day for notice", row->notice_by);
	put_day(out, "Partner is told on", row->remind_on);
	put_day(out, "Level reviewed on", row->review_on);
	put_day(out, "Suspended on", row->suspended_on);
	put_day(out, "Ended on", row->ended_on);
}

/* What comes next for a requirement. */
static const char *outlook(
    const struct enrollment_requirement *q, struct arena *a)
{
	if (q->state == REQUIREMENT_UNKNOWN)
		return "nobody has looked; there is no warning";
	if (q->state == REQUIREMENT_WARNED)
		return arena_fmt(a, "to be mended until %s, then %s",
		    date_words(q->grace_to, a), q->then);
	if (q->state == REQUIREMENT_LOST)
		return arena_fmt(
		    a, "its grace is over; it brought: %s", q->then);
	if (q->due_on != DATE_NONE)
		return arena_fmt(a, "due on %s", date_words(q->due_on, a));
	if (q->recheck_on != DATE_NONE)
		return arena_fmt(a, "to be looked at again on %s",
		    date_words(q->recheck_on, a));
	return "";
}

static void put_requirements(const struct enrollment_edit *e, struct buf *out)
{
	buf_add(out, "\nRequirements\n");
	if (e->requirements.n == 0)
		buf_add(out, "  none\n");
	for (size_t i = 0; i < e->requirements.n; i++) {
		const struct enrollment_requirement *q =
		    &e->requirements.list[i];
		const char *next = outlook(q, e->arena);

		buf_fmt(out, "  %-8s %s%s%s%s%s\n",
		    requirement_states[q->state], q->name,
		    q->checked_by[0] != '\0' ? ", by " : "", q->checked_by,
		    next[0] != '\0' ? "; " : "", next);
		if (q->evidence[0] != '\0')
			buf_fmt(out, "           %s\n", q->evidence);
		if (q->reason[0] != '\0')
			buf_fmt(out, "           reason: %s\n", q->reason);
	}
	buf_fmt(
	    out, "  Standing: %s\n", requirements_standing(&e->requirements));
}

static void put_level(const struct enrollment_edit *e,
    const struct program_level *level, const struct enrollment_measure *m,
    struct buf *out)
{
	bool here = strcmp(level->id, e->row.level) == 0;

	buf_fmt(out, "  %s%s\n", level->name, here ? "  (now)" : "");
	for (size_t i = 0; i < level->n_requires; i++)
		for (size_t k = 0; k < MEASURES; k++) {
			const struct program_threshold *t = &level->requires[i];

			if (strcmp(m[k].name, t->measure) != 0)
				continue;
			buf_fmt(out, "    %-24s %" PRId64 " of %" PRId64 "%s\n",
			    m[k].title, m[k].value, t->at_least,
			    !m[k].known                     ? "  unknown"
				: m[k].value >= t->at_least ? "  met"
							    : "  missing");
		}
}

static bool put_levels(struct enrollment_edit *e, struct session *s,
    struct buf *out, struct err *err)
{
	const struct program *p = e->program.program;
	struct enrollment_measure m[MEASURES];

	if (!enrollment_measures(s, e->row.partner, e->today, m, err))
		return false;
	buf_add(out, "\nLevels\n");
	for (size_t i = 0; i < p->n_levels; i++)
		put_level(e, &p->levels[i], m, out);
	buf_fmt(out, "  By these figures: %s\n", level_for(p, m)->name);
	if (e->row.proposed[0] != '\0')
		buf_fmt(out, "  Proposed: %s; a person decides.\n",
		    level_name(p, e->row.proposed));
	return true;
}

static bool explain(struct session *s, struct enrollment_edit *e, int64_t id,
    struct buf *out, struct err *err)
{
	const struct program *p;

	if (!enrollment_open(s, id, session_now(s), e, err))
		return false;
	p = e->program.program;
	buf_fmt(out, "%s\n  %-22s %s, version %s\n  %-22s %s\n",
	    enrollment_label(e), "Program", p->name, p->label, "State",
	    enrollment_lifecycle.states[e->row.state].label);
	if (e->row.reason[0] != '\0')
		buf_fmt(out, "  %-22s %s\n", "Reason", e->row.reason);
	put_dates(&e->row, out);
	put_requirements(e, out);
	return put_levels(e, s, out, err);
}

bool enrollment_explain(
    struct session *s, int64_t id, struct buf *out, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct enrollment_edit e = { .arena = &a };
	bool ok = explain(s, &e, id, out, err);

	arena_done(&a);
	return ok;
}
