/* domain/enrollment_sweep.c - what time does to enrollments by itself. */

#include "config.h"

#include <string.h>

#include "domain/enrollment_operation.h"

/* East of Greenwich a day begins before it does there. */
static const char SELECT_DUE[] =
    "SELECT id FROM enrollment WHERE void = 0 AND wake_on IS NOT NULL"
    " AND wake_on <= ?1 + 1 ORDER BY wake_on, id LIMIT ?2";

/* More things than this do not happen to one on one day. */
enum { EVENTS_MAX = 32 };

static const struct {
	enrollment_operation *run;
} events[EVENTS] = {
	[EVENT_LAPSE] = { enrollment_lapse },
	[EVENT_ROLL] = { enrollment_roll },
	[EVENT_LOSE] = { enrollment_lose },
	[EVENT_WARN] = { enrollment_warn },
	[EVENT_NOTICE_OVER] = { enrollment_notice_over },
	[EVENT_REMIND] = { enrollment_remind },
	[EVENT_REVIEW] = { enrollment_propose },
};

static bool has_passed(date_days on, date_days today)
{
	return on != DATE_NONE && on < today;
}

static bool has_come(date_days on, date_days today)
{
	return on != DATE_NONE && on <= today;
}

static bool any(const struct enrollment_requirements *r, date_days today,
    bool (*is)(const struct enrollment_requirement *q, date_days today))
{
	for (size_t i = 0; i < r->n; i++)
		if (is(&r->list[i], today))
			return true;
	return false;
}

enum enrollment_event enrollment_next_event(const struct enrollment_row *row,
    const struct enrollment_requirements *r, date_days today)
{
	bool active = row->state == ENROLLMENT_ACTIVE;

	if (!active && row->state != ENROLLMENT_SUSPENDED)
		return EVENT_NONE;
	if (has_passed(row->term_to, today))
		return strcmp(row->renewal, "auto") == 0 ? EVENT_ROLL
							 : EVENT_LAPSE;
	if (active && any(r, today, requirement_is_beyond))
		return EVENT_LOSE;
	if (active && any(r, today, requirement_is_late))
		return EVENT_WARN;
	if (has_passed(row->notice_by, today))
		return EVENT_NOTICE_OVER;
	if (has_come(row->remind_on, today))
		return EVENT_REMIND;
	if (active && row->proposed[0] == '\0' &&
	    has_come(row->review_on, today))
		return EVENT_REVIEW;
	return EVENT_NONE;
}

/*
 * Looks before it writes, since the day may not have come everywhere; the
 * operation looks again. Somebody else may be first: then nothing is to do.
 */
static bool sweep_one(
    struct session *s, int64_t id, struct arena *a, size_t *n, struct err *err)
{
	for (int i = 0; i < EVENTS_MAX; i++) {
		struct call call = { .id = id, .arena = a };
		struct enrollment_edit e = { .arena = a };
		enum enrollment_event event;

		if (!enrollment_open(s, id, session_now(s), &e, err))
			return err->kind == ERR_NOT_FOUND;
		event = enrollment_next_event(&e.row, &e.requirements, e.today);
		if (event == EVENT_NONE)
			return true;
		if (!events[event].run(s, &call, err))
			return err->kind == ERR_REFUSED ||
			    err->kind == ERR_CONFLICT;
		(*n)++;
	}
	return true;
}

static bool find_due(struct session *s, size_t limit, struct arena *a,
    int64_t **ret_ids, size_t *ret_n, struct err *err)
{
	return db_ids(s->db, SELECT_DUE,
	    VALUES(val_int(session_now(s) / 86400), val_int((int64_t)limit)), a,
	    ret_ids, ret_n, err);
}

bool enrollment_sweep(
    struct session *s, size_t limit, size_t *ret_n, struct err *err)
{
	struct arena ids_arena = ARENA_INIT, a = ARENA_INIT;
	size_t n, done = 0;
	int64_t *ids;
	bool ok;

	ok = find_due(s, limit, &ids_arena, &ids, &n, err);
	for (size_t i = 0; ok && i < n; i++) {
		ok = sweep_one(s, ids[i], &a, &done, err);
		arena_reset(&a);
	}
	arena_done(&ids_arena);
	arena_done(&a);
	if (ok)
		*ret_n = done;
	return ok;
}
