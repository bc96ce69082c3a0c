/* domain/commission_hold.c - what keeps a tranche from being paid. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/commission_row.h"

/* The partner's agreement that a commission comes under: of its sale, or by
 * its program. */
#define UNDER_E                                                    \
	"e.void = 0 AND e.partner = c.partner AND CASE"            \
	" WHEN s.partner = c.partner AND s.enrollment IS NOT NULL" \
	" THEN e.id = s.enrollment ELSE e.program = c.program END"

#define FROM_TRANCHES                                              \
	" FROM tranche t JOIN commission c ON c.id = t.commission" \
	" LEFT JOIN sale s ON s.id = c.sale"

/* The commissions of the enrollment's partner are few beside all. */
static const char SELECT_TO_SUSPEND[] =
    "SELECT t.id FROM enrollment e JOIN commission c ON c.partner = e.partner"
    " LEFT JOIN sale s ON s.id = c.sale"
    " JOIN tranche t ON t.commission = c.id WHERE e.id = ?1 AND " UNDER_E
    " AND c.void = 0 AND t.void = 0 AND t.state IN ('earned', 'approved')"
    " ORDER BY t.id";

static const char SELECT_SUSPENDED[] =
    "SELECT t.id, t.approved_by <> '', CASE n.status WHEN 'disputed'"
    " THEN 'dispute' ELSE '' END, n.reason"
    " FROM enrollment e JOIN commission c ON c.partner = e.partner"
    " LEFT JOIN sale s ON s.id = c.sale"
    " JOIN tranche t ON t.commission = c.id"
    " LEFT JOIN statement n ON n.id = t.statement"
    " WHERE e.id = ?1 AND " UNDER_E " AND t.void = 0 AND t.state = 'held'"
    " AND t.hold = 'suspended' ORDER BY t.id";

static const char SELECT_TO_DISPUTE[] =
    "SELECT id FROM tranche WHERE statement = ?1 AND void = 0"
    " AND state IN ('earned', 'approved') ORDER BY id";

static const char SELECT_DISPUTED[] =
    "SELECT t.id, t.approved_by <> '', CASE WHEN EXISTS (SELECT 1"
    " FROM enrollment e WHERE e.status = 'suspended' AND " UNDER_E
    ") THEN 'suspended' ELSE '' END, ''" FROM_TRANCHES
    " WHERE t.statement = ?1 AND t.void = 0 AND t.state = 'held'"
    " AND t.hold = 'dispute' ORDER BY t.id";

static const char SELECT_IS_SUSPENDED[] =
    "SELECT count(*) FROM enrollment WHERE partner = ?1 AND void = 0"
    " AND status = 'suspended' AND CASE ?2 WHEN 0 THEN program = ?3"
    " ELSE id = ?2 END";

bool commission_hold_for(struct session *s, int64_t partner, int64_t enrollment,
    const char *program, const char **ret, struct err *err)
{
	struct value n = val_int(0);
	struct arena a = ARENA_INIT;
	bool found = false, ok;

	ok = db_value(s->db, SELECT_IS_SUSPENDED,
	    VALUES(val_int(partner), val_int(enrollment), val_text(program)),
	    VALUE_INT, &a, &found, &n, err);
	arena_done(&a);
	if (ok)
		*ret = found && n.i > 0 ? "suspended" : "";
	return ok;
}

/* ---- many at once, by what happened elsewhere ---------------------------- */

/* Ids first: a tranche is not moved while they are being read. */
static bool hold_all(struct change *c, const char *sql, int64_t of,
    const char *hold, date_days on, const char *reason, size_t *ret_n,
    struct err *err)
{
	struct arena a = ARENA_INIT;
	int64_t *ids;
	size_t n = 0;
	bool ok;

	ok =
	    db_ids(c->session->db, sql, VALUES(val_int(of)), &a, &ids, &n, err);
	for (size_t i = 0; ok && i < n; i++)
		ok = tranche_move(
		    c, ids[i], COMMISSION_HELD, on, hold, reason, NULL, err);
	arena_done(&a);
	if (ok && ret_n != NULL)
		*ret_n = n;
	return ok;
}

/* A hold that ends, and the one that is left, or "". */
struct lift {
	int64_t tranche;
	bool approved; /* before it was held */
	const char *hold, *reason;
};

/* What is still held stays where it is, for another reason. */
static bool lift_one(
    struct change *c, const struct lift *l, date_days on, struct err *err)
{
	if (l->hold[0] != '\0')
		return change_update(c, "tranche", l->tranche, 0,
		    SETS({ "hold", val_text(l->hold) },
			{ "reason", val_text(or_empty(l->reason)) }),
		    err);
	return tranche_move(c, l->tranche,
	    l->approved ? COMMISSION_APPROVED : COMMISSION_EARNED, on, "", "",
	    NULL, err);
}

static bool read_lifts(struct session *s, const char *sql, int64_t of,
    struct arena *a, struct lift **ret, size_t *ret_n, struct err *err)
{
	struct lift *list = NULL;
	size_t n = 0, size = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, sql, VALUES(val_int(of)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		list = arena_grow(a, list, n, &size, sizeof(*list));
		list[n++] = (struct lift){ .tranche = db_int(st, 0),
			.approved = db_int(st, 1) != 0,
			.hold = db_text(st, 2, a),
			.reason = db_text(st, 3, a) };
	}
	db_reset(st);
	*ret = list;
	*ret_n = n;
	return step == DB_DONE;
}

static bool lift_all(struct change *c, const char *sql, int64_t of,
    date_days on, size_t *ret_n, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct lift *list;
	size_t n = 0;
	bool ok = read_lifts(c->session, sql, of, &a, &list, &n, err);

	for (size_t i = 0; ok && i < n; i++)
		ok = lift_one(c, &list[i], on, err);
	arena_done(&a);
	if (ok && ret_n != NULL)
		*ret_n = n;
	return ok;
}

bool commission_suspend(struct change *c, int64_t enrollment, date_days on,
    const char *reason, size_t *ret_n, struct err *err)
{
	return hold_all(c, SELECT_TO_SUSPEND, enrollment, "suspended", on,
	    reason, ret_n, err);
}

bool commission_reinstate(struct change *c, int64_t enrollment, date_days on,
    size_t *ret_n, struct err *err)
{
	return lift_all(c, SELECT_SUSPENDED, enrollment, on, ret_n, err);
}

bool commission_dispute_hold(struct change *c, int64_t statement, date_days on,
    const char *reason, size_t *ret_n, struct err *err)
{
	return hold_all(
	    c, SELECT_TO_DISPUTE, statement, "dispute", on, reason, ret_n, err);
}

bool commission_dispute_release(struct change *c, int64_t statement,
    date_days on, size_t *ret_n, struct err *err)
{
	return lift_all(c, SELECT_DISPUTED, statement, on, ret_n, err);
}

/* ---- by a person --------------------------------------------------------- */

/* What was not held, and why. */
static bool nothing_to_hold(
    struct commission_edit *e, int64_t stated, struct err *err)
{
	if (stated != 0)
		return commission_is_stated(e, stated, err);
	if (e->row.n_tranches == 0)
		return err_set(err, ERR_REFUSED,
		    "Nothing of %s is earned yet, so nothing of it would be "
		    "paid.",
		    e->label);
	return err_set(err, ERR_REFUSED, "All of %s is %s already.", e->label,
	    e->row.tranches[0].state == COMMISSION_PAID ? "paid" : "held");
}

static bool hold_body(
    struct commission_edit *e, struct call *call, struct err *err)
{
	const struct commission_reason_params *p = call->params;
	int64_t sum = 0, stated = 0;
	size_t n = 0;

	for (size_t i = 0; i < e->row.n_tranches; i++) {
		const struct tranche_row *t = &e->row.tranches[i];

		if (t->state != COMMISSION_EARNED &&
		    t->state != COMMISSION_APPROVED)
			continue;
		if (t->statement != 0) {
			stated = t->statement;
			continue;
		}
		if (!tranche_move(&e->change, t->id, COMMISSION_HELD, e->today,
			"hand", p->reason, NULL, err))
			return false;
		sum += t->amount;
		n++;
	}
	if (n == 0)
		return nothing_to_hold(e, stated, err);
	call->ret_text = arena_fmt(e->arena, "%s: %s is held: %s", e->label,
	    commission_sum(e, sum), p->reason);
	return commission_remark(e, "hold", p->reason, err) &&
	    change_touch(&e->change, "commission", e->row.id, err);
}

bool commission_hold(struct session *s, struct call *call, struct err *err)
{
	return commission_do(s, call, "hold", hold_body, err);
}

/* Why a hold is not a person's to end, or that there is none. */
static bool nothing_to_release(
    struct commission_edit *e, const char *hold, struct err *err)
{
	char day[11];

	if (strcmp(hold, "suspended") == 0)
		return err_set(err, ERR_REFUSED,
		    "%s is held while the partner is suspended; \"enrollment "
		    "reinstate\" ends that.",
		    e->label);
	if (strcmp(hold, "dispute") == 0)
		return err_set(err, ERR_REFUSED,
		    "%s is held while its statement is disputed; \"statement "
		    "resolve\" ends that.",
		    e->label);
	for (size_t i = 0; i < e->row.n_tranches; i++)
		if (e->row.tranches[i].release_on > e->today)
			return err_set(err, ERR_REFUSED,
			    "%s waits for the end of its hold window on %s, "
			    "which comes by itself.",
			    e->label,
			    date_text(e->row.tranches[i].release_on, day));
	return err_set(err, ERR_REFUSED, "Nothing of %s is held.", e->label);
}

/* Whether this hold is over, or a person may end it; else *ret_hold says
 * what goes on. */
static bool release_one(struct commission_edit *e, const struct tranche_row *t,
    const char **ret_hold, bool *ret_moved, struct err *err)
{
	struct lift l = { .tranche = t->id,
		.approved = t->approved_by[0] != '\0',
		.hold = "" };

	*ret_moved = false;
	if (!commission_hold_for(e->change.session, e->row.partner,
		e->row.enrollment, e->row.program, &l.hold, err))
		return false;
	if (l.hold[0] == '\0' && t->disputed)
		l.hold = "dispute";
	if (l.hold[0] != '\0')
		*ret_hold = l.hold;
	if (strcmp(l.hold, t->hold) == 0)
		return true;
	*ret_moved = true;
	return lift_one(&e->change, &l, e->today, err);
}

static bool release_body(
    struct commission_edit *e, struct call *call, struct err *err)
{
	int64_t sum = 0;
	const char *hold = "";
	size_t n = 0;

	for (size_t i = 0; i < e->row.n_tranches; i++) {
		const struct tranche_row *t = &e->row.tranches[i];
		bool moved;

		if (t->state != COMMISSION_HELD)
			continue;
		if (!release_one(e, t, &hold, &moved, err))
			return false;
		if (moved) {
			sum += t->amount;
			n++;
		}
	}
	if (n == 0)
		return nothing_to_release(e, hold, err);
	call->ret_text = arena_fmt(e->arena, "%s: %s is released%s.", e->label,
	    commission_sum(e, sum),
	    strcmp(hold, "suspended") == 0
		? ", and held on while the partner is suspended"
		: strcmp(hold, "dispute") == 0
		? ", and held on while its statement is disputed"
		: "");
	return change_touch(&e->change, "commission", e->row.id, err);
}

bool commission_release(struct session *s, struct call *call, struct err *err)
{
	return commission_do(s, call, "release", release_body, err);
}
