/* domain/lead_sweep.c - what time and the end of a partnership do to leads. */

#include "config.h"

#include <inttypes.h>

#include "domain/lead_letter.h"
#include "domain/lead_operation.h"
#include "domain/lead_window.h"

/* East of Greenwich a day is over before it is there; both limits count,
 * the hard stop of a window that another system gave as well. */
static const char SELECT_DUE[] =
    "SELECT id FROM lead WHERE registered = 1 AND void = 0"
    " AND protected_until <= ?1 ORDER BY protected_until, id LIMIT ?2";

static const char SELECT_OPEN[] =
    "SELECT id FROM lead WHERE partner = ?1 AND void = 0"
    " AND (?2 = 0 OR enrollment = ?2)"
    " AND stage IN ('submitted', 'queued', 'accepted', 'qualified',"
    " 'proposal') ORDER BY stage = 'queued' DESC, id";

static bool is_over(const struct lead_edit *e)
{
	struct lead_window w = { e->row.protected_until, e->row.stop_on };

	return e->row.registered && lead_window_over(w, e->terms.today);
}

static bool expire_body(struct lead_edit *e, struct call *call, struct err *err)
{
	const char *said, *told;
	char text[11];

	if (!is_over(e))
		return err_set(err, ERR_REFUSED,
		    "The protection of %s is not over.", lead_label(e));
	e->c->actor = ACTOR_TIME;
	if (!lead_close(e, LEAD_EXPIRED, "", e->terms.today, &said, err) ||
	    !lead_tell(e,
		&(const struct lead_letter){ .template = "letter-lead-expired",
		    .until = e->row.protected_until },
		&told, err))
		return false;
	call->ret_text = arena_fmt(e->arena,
	    "%s expired: it was protected until %s.%s%s", lead_label(e),
	    date_text(e->row.protected_until, text), said, told);
	return true;
}

bool lead_expire(struct session *s, struct call *call, struct err *err)
{
	return lead_do(s, call, "expire", expire_body, err);
}

/*
 * Looks before it writes, since the day may not be over everywhere; the
 * operation looks again. Somebody else may be first: then nothing is to do.
 */
static bool sweep_one(
    struct session *s, int64_t id, struct arena *a, size_t *n, struct err *err)
{
	struct call call = { .id = id, .arena = a };
	struct lead_edit e = { .arena = a };
	bool ok;

	ok = lead_read(s, id, a, &e.row, err) &&
	    lead_row_terms(s, &e.row, session_now(s), &e.terms, err);
	if (!ok || !is_over(&e))
		return ok || err->kind == ERR_NOT_FOUND;
	ok = lead_expire(s, &call, err);
	*n += ok;
	return ok || err->kind == ERR_REFUSED || err->kind == ERR_CONFLICT;
}

bool lead_sweep(struct session *s, size_t limit, size_t *ret_n, struct err *err)
{
	const struct value values[] = { val_int(session_now(s) / 86400),
		val_int((int64_t)limit) };
	struct arena a = ARENA_INIT;
	size_t n, done = 0;
	int64_t *ids;
	bool ok;

	ok = db_ids(
	    s->db, SELECT_DUE, values, ARRAY_LEN(values), &a, &ids, &n, err);
	for (size_t i = 0; ok && i < n; i++)
		ok = sweep_one(s, ids[i], &a, &done, err);
	arena_done(&a);
	if (ok)
		*ret_n = done;
	return ok;
}

/* Those in the queue first, so that none of them is next. */
bool lead_close_all(struct change *c, int64_t partner, int64_t enrollment,
    const char *inside, struct arena *a, size_t *ret_n, struct err *err)
{
	const struct value values[] = { val_int(partner), val_int(enrollment) };
	struct lead_edit e;
	const char *said;
	int64_t *ids;
	size_t n;

	if (!db_ids(c->session->db, SELECT_OPEN, values, ARRAY_LEN(values), a,
		&ids, &n, err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!lead_open(c, ids[i], a, &e, err) ||
		    !lead_close(
			&e, LEAD_WITHDRAWN, "", e.terms.today, &said, err) ||
		    !lead_remark(&e, "withdraw", "", "", inside, err))
			return false;
	*ret_n = n;
	return true;
}
