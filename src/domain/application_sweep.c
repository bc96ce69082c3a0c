/* domain/application_sweep.c - what time does to applications by itself. */

#include "config.h"

#include "domain/application_decide.h"

static const char SELECT_DUE[] =
    "SELECT id, status FROM application WHERE void = 0"
    " AND ((status = 'info_requested' AND expires_on < ?1)"
    " OR (status = 'on_hold' AND wake_on <= ?1)) ORDER BY id LIMIT ?2";

static bool expire_body(struct edit *e, struct call *call, struct err *err)
{
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

/* Somebody else may have been here first: then there is nothing to do. */
static bool sweep_one(struct session *s, int64_t id, bool expires,
    struct arena *a, size_t *n, struct err *err)
{
	struct call call = { .id = id, .arena = a };
	bool ok = expires ? application_expire(s, &call, err)
			  : application_wake(s, &call, err);

	if (ok)
		(*n)++;
	return ok || err->kind == ERR_REFUSED || err->kind == ERR_CONFLICT;
}

static bool find_due(struct session *s, date_days today, size_t limit,
    struct arena *a, int64_t **ret_ids, bool **ret_expires, size_t *ret_n,
    struct err *err)
{
	int64_t *ids = arena_alloc(a, (limit + 1) * sizeof(*ids));
	bool *expires = arena_alloc(a, (limit + 1) * sizeof(*expires));
	size_t n = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, SELECT_DUE,
		VALUES(val_int(today), val_int((int64_t)limit)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW && n < limit) {
		ids[n] = db_int(st, 0);
		expires[n] = db_column(st, 1, VALUE_TEXT).s[0] == 'i';
		n++;
	}
	db_reset(st);
	*ret_ids = ids;
	*ret_expires = expires;
	*ret_n = n;
	return step != DB_FAILED;
}

bool application_sweep(
    struct session *s, size_t limit, size_t *ret_n, struct err *err)
{
	struct arena a = ARENA_INIT;
	date_days today = (date_days)(session_now(s) / 86400);
	size_t n, done = 0;
	int64_t *ids;
	bool *expires;
	bool ok;

	ok = find_due(s, today, limit, &a, &ids, &expires, &n, err);
	for (size_t i = 0; ok && i < n; i++)
		ok = sweep_one(s, ids[i], expires[i], &a, &done, err);
	arena_done(&a);
	if (ok)
		*ret_n = done;
	return ok;
}
