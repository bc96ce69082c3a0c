/* domain/application_sweep.c - what time does to applications by itself. */

#include "config.h"

#include "domain/application_decide.h"

/* East of Greenwich a day begins before it does there. */
static const char SELECT_DUE[] =
    "SELECT id FROM application WHERE void = 0"
    " AND ((status = 'info_requested' AND expires_on <= ?1)"
    " OR (status = 'on_hold' AND wake_on <= ?1 + 1))"
    " ORDER BY coalesce(expires_on, wake_on), id LIMIT ?2";

/* An answer may come until the end of its day; a hold ends with its morning,
 * each where the entity is. */
static bool has_expired(const struct edit *e)
{
	return e->row.state == APPLICATION_INFO_REQUESTED &&
	    e->row.expires_on != DATE_NONE && e->row.expires_on < e->today;
}

static bool has_woken(const struct edit *e)
{
	return e->row.state == APPLICATION_ON_HOLD &&
	    e->row.wake_on != DATE_NONE && e->row.wake_on <= e->today;
}

static bool expire_body(struct edit *e, struct call *call, struct err *err)
{
	if (!has_expired(e))
		return err_set(err, ERR_REFUSED,
		    "The day by which %s is to be answered is not over.",
		    application_label(e));
	e->change.actor = ACTOR_TIME;
	if (!application_move(e, APPLICATION_EXPIRED, err) ||
	    !application_set(e,
		SETS({ "decided_at", val_time(e->change.now) },
		    { "expires_on", val_null() },
		    { "claimed_by", val_text("") },
		    { "claimed_at", val_null() }),
		err))
		return false;
	call->ret_text = arena_fmt(e->arena,
	    "%s expired: nobody answered the request for information.",
	    application_label(e));
	return true;
}

static bool wake_body(struct edit *e, struct call *call, struct err *err)
{
	if (!has_woken(e))
		return err_set(err, ERR_REFUSED,
		    "The day on which %s wakes up has not come.",
		    application_label(e));
	e->change.actor = ACTOR_TIME;
	if (!application_move(e, APPLICATION_IN_REVIEW, err))
		return false;
	call->ret_text = arena_fmt(
	    e->arena, "%s woke up: its hold is over.", application_label(e));
	return true;
}

bool application_expire(struct session *s, struct call *call, struct err *err)
{
	return application_do(s, call, "expire", expire_body, err);
}

bool application_wake(struct session *s, struct call *call, struct err *err)
{
	return application_do(s, call, "wake", wake_body, err);
}

/*
 * Looks before it writes, since the day may not have come everywhere; the
 * operation looks again. Somebody else may be first: then nothing is to do.
 */
static bool sweep_one(
    struct session *s, int64_t id, struct arena *a, size_t *n, struct err *err)
{
	struct call call = { .id = id, .arena = a };
	struct edit e = { .arena = a };
	bool ok;

	ok = application_read(s, id, a, &e.row, err) &&
	    application_terms(s, &e.row, session_now(s), &e, err);
	if (!ok || (!has_expired(&e) && !has_woken(&e)))
		return ok || err->kind == ERR_NOT_FOUND;
	ok = has_expired(&e) ? application_expire(s, &call, err)
			     : application_wake(s, &call, err);
	*n += ok;
	return ok || err->kind == ERR_REFUSED || err->kind == ERR_CONFLICT;
}

static bool find_due(struct session *s, size_t limit, struct arena *a,
    int64_t **ret_ids, size_t *ret_n, struct err *err)
{
	return db_ids(s->db, SELECT_DUE,
	    VALUES(val_int(session_now(s) / 86400), val_int((int64_t)limit)), a,
	    ret_ids, ret_n, err);
}

bool application_sweep(
    struct session *s, size_t limit, size_t *ret_n, struct err *err)
{
	struct arena a = ARENA_INIT;
	size_t n, done = 0;
	int64_t *ids;
	bool ok;

	ok = find_due(s, limit, &a, &ids, &n, err);
	for (size_t i = 0; ok && i < n; i++)
		ok = sweep_one(s, ids[i], &a, &done, err);
	arena_done(&a);
	if (ok)
		*ret_n = done;
	return ok;
}
