/* domain/commission_hold.c - what keeps a tranche from being paid. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/commission_row.h"
#include "domain/program_store.h"
#include "domain/sale.h"

/* Whose own enrollment rated the sale: then that one says whether it is
 * held; else (a share of another's sale, an adjustment) the program. */
#define OWN "(s.partner = c.partner AND s.enrollment IS NOT NULL)"

#define FROM_TRANCHES                                              \
	" FROM commission c JOIN tranche t ON t.commission = c.id" \
	" LEFT JOIN sale s ON s.id = c.sale"

#define UNDER_ENROLLMENT \
	" WHERE c.partner = ?1 AND s.partner = ?1 AND s.enrollment = ?2"
#define UNDER_PROGRAM \
	" WHERE c.partner = ?1 AND c.program = ?2 AND " OWN " IS NOT 1"

#define TO_HOLD "t.state IN ('earned', 'approved') AND t.void = 0"

/* What lifting a hold must know. */
#define LIFT                                                               \
	"SELECT t.id, t.approved_by <> '', coalesce(n.status, '') ="       \
	" 'disputed', c.partner, CASE WHEN " OWN " THEN s.enrollment END," \
	" c.program" FROM_TRANCHES                                         \
	" LEFT JOIN statement n ON n.id = t.statement"

#define HELD_BY(hold) \
	" AND t.void = 0 AND t.state = 'held' AND t.hold = '" hold "'"

static const char SUSPEND_OWN[] =
    "SELECT t.id" FROM_TRANCHES UNDER_ENROLLMENT " AND " TO_HOLD;
static const char SUSPEND_PROGRAM[] =
    "SELECT t.id" FROM_TRANCHES UNDER_PROGRAM " AND " TO_HOLD;
static const char REINSTATE_OWN[] = LIFT UNDER_ENROLLMENT HELD_BY("suspended");
static const char REINSTATE_PROGRAM[] = LIFT UNDER_PROGRAM HELD_BY("suspended");

static const char DISPUTE[] =
    "SELECT t.id FROM tranche t WHERE t.statement = ?1 AND " TO_HOLD;
static const char RESOLVE[] = LIFT " WHERE t.statement = ?1" HELD_BY("dispute");

static const char SELECT_ENROLLMENT[] =
    "SELECT partner, program_version FROM enrollment WHERE id = ?1";

static const char SELECT_IS_SUSPENDED[] =
    "SELECT 1 FROM enrollment WHERE id = ?1 AND void = 0"
    " AND status = 'suspended'";

/* What is held by hand, or is paid, is neither. */
static const char FOLLOW_FREE[] = LIFT " WHERE t.id = ?1 AND " TO_HOLD;
static const char FOLLOW_HELD[] = LIFT " WHERE t.id = ?1" HELD_BY("suspended");

static const char SELECT_STATUS[] =
    "SELECT CASE status WHEN 'suspended' THEN 'E-' || id || ': ' || reason"
    " END FROM enrollment WHERE id = ?1";

bool commission_hold_for(struct session *s, int64_t partner, int64_t enrollment,
    const char *program, const char **ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	bool suspended = false, ok;
	struct value v;

	if (enrollment != 0)
		ok = db_value(s->db, SELECT_IS_SUSPENDED,
		    VALUES(val_int(enrollment)), VALUE_INT, &a, &suspended, &v,
		    err);
	else
		ok = sale_partner_suspended(
		    s, partner, program, &suspended, err);
	arena_done(&a);
	if (ok)
		*ret = suspended ? "suspended" : "";
	return ok;
}

/* ---- many at once, by what happened elsewhere ---------------------------- */

/* Ids first: a tranche is not moved while they are being read. */
static bool hold_all(struct change *c, const char *sql,
    const struct value *values, size_t n_values, const char *hold, date_days on,
    const char *reason, size_t *count, struct err *err)
{
	struct arena a = ARENA_INIT;
	int64_t *ids;
	size_t n = 0;
	bool ok;

	ok = db_ids(c->session->db, sql, values, n_values, &a, &ids, &n, err);
	for (size_t i = 0; ok && i < n; i++)
		ok = tranche_move(
		    c, ids[i], COMMISSION_HELD, on, hold, reason, NULL, err);
	arena_done(&a);
	*count += n;
	return ok;
}

/* A tranche whose hold ends. */
struct lift {
	int64_t tranche;
	bool approved; /* before it was held */
	bool disputed; /* its statement is */
	int64_t partner, enrollment;
	const char *program;
};

/* The next reason that still counts, or "". */
static bool next_hold(
    struct session *s, const struct lift *l, const char **ret, struct err *err)
{
	if (!commission_hold_for(
		s, l->partner, l->enrollment, l->program, ret, err))
		return false;
	if ((*ret)[0] == '\0' && l->disputed)
		*ret = "dispute";
	return true;
}

/* What is still held stays where it is, for another reason. */
static bool lift_one(struct change *c, const struct lift *l, date_days on,
    const char **ret_hold, struct err *err)
{
	if (!next_hold(c->session, l, ret_hold, err))
		return false;
	if ((*ret_hold)[0] != '\0')
		return change_update(c, "tranche", l->tranche, 0,
		    SETS({ "hold", val_text(*ret_hold) },
			{ "reason", val_text("") }),
		    err);
	return tranche_move(c, l->tranche,
	    l->approved ? COMMISSION_APPROVED : COMMISSION_EARNED, on, "", "",
	    NULL, err);
}

static bool read_lifts(struct session *s, const char *sql,
    const struct value *values, size_t n_values, struct arena *a,
    struct lift **ret, size_t *ret_n, struct err *err)
{
	struct lift *list = NULL;
	size_t n = 0, size = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, sql, values, n_values, &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		list = arena_grow(a, list, n, &size, sizeof(*list));
		list[n++] = (struct lift){ .tranche = db_int(st, 0),
			.approved = db_int(st, 1) != 0,
			.disputed = db_int(st, 2) != 0,
			.partner = db_int(st, 3),
			.enrollment = db_int(st, 4),
			.program = db_text(st, 5, a) };
	}
	db_reset(st);
	*ret = list;
	*ret_n = n;
	return step == DB_DONE;
}

static bool lift_all(struct change *c, const char *sql,
    const struct value *values, size_t n_values, date_days on, size_t *count,
    struct err *err)
{
	struct arena a = ARENA_INIT;
	struct lift *list;
	const char *hold;
	size_t n = 0;
	bool ok =
	    read_lifts(c->session, sql, values, n_values, &a, &list, &n, err);

	for (size_t i = 0; ok && i < n; i++) {
		list[i].disputed = list[i].disputed && sql != RESOLVE;
		ok = lift_one(c, &list[i], on, &hold, err);
	}
	arena_done(&a);
	*count += n;
	return ok;
}

/* An enrollment's partner, and the programs that it brings. */
struct agreement {
	int64_t partner;
	struct program_ref ref;
};

static bool read_agreement(struct session *s, int64_t enrollment,
    struct agreement *ret, struct err *err)
{
	int64_t version = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, SELECT_ENROLLMENT, VALUES(val_int(enrollment)),
		&st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW) {
		ret->partner = db_int(st, 0);
		version = db_int(st, 1);
	}
	db_reset(st);
	return step != DB_FAILED && program_by_row(s, version, &ret->ref, err);
}

/* The i-th program, its own first; NULL behind the last. */
static const char *program_at(const struct agreement *g, size_t i)
{
	const struct program *p = g->ref.program;

	if (i == 0)
		return p->id;
	return i <= p->n_includes ? p->includes[i - 1] : NULL;
}

bool commission_suspend(struct change *c, int64_t enrollment, date_days on,
    const char *reason, size_t *ret_n, struct err *err)
{
	struct agreement g;
	const char *hold;
	size_t n = 0;

	if (!read_agreement(c->session, enrollment, &g, err) ||
	    !hold_all(c, SUSPEND_OWN,
		VALUES(val_int(g.partner), val_int(enrollment)), "suspended",
		on, reason, &n, err))
		return false;
	for (size_t i = 0; program_at(&g, i) != NULL; i++) {
		const char *program = program_at(&g, i);

		if (!commission_hold_for(
			c->session, g.partner, 0, program, &hold, err) ||
		    (hold[0] != '\0' &&
			!hold_all(c, SUSPEND_PROGRAM,
			    VALUES(val_int(g.partner), val_text(program)), hold,
			    on, reason, &n, err)))
			return false;
	}
	if (ret_n != NULL)
		*ret_n = n;
	return true;
}

bool commission_reinstate(struct change *c, int64_t enrollment, date_days on,
    size_t *ret_n, struct err *err)
{
	struct agreement g;
	size_t n = 0;

	if (!read_agreement(c->session, enrollment, &g, err) ||
	    !lift_all(c, REINSTATE_OWN,
		VALUES(val_int(g.partner), val_int(enrollment)), on, &n, err))
		return false;
	for (size_t i = 0; program_at(&g, i) != NULL; i++)
		if (!lift_all(c, REINSTATE_PROGRAM,
			VALUES(val_int(g.partner), val_text(program_at(&g, i))),
			on, &n, err))
			return false;
	if (ret_n != NULL)
		*ret_n = n;
	return true;
}

bool commission_follow(
    struct change *c, int64_t enrollment, date_days on, struct err *err)
{
	struct value reason = val_null();
	struct arena a = ARENA_INIT;
	bool found = false, ok;

	ok = db_value(c->session->db, SELECT_STATUS,
	    VALUES(val_int(enrollment)), VALUE_TEXT, &a, &found, &reason, err);
	if (ok && reason.type != VALUE_NULL)
		ok = commission_suspend(c, enrollment, on, reason.s, NULL, err);
	else if (ok)
		ok = commission_reinstate(c, enrollment, on, NULL, err);
	arena_done(&a);
	return ok;
}

bool commission_follow_one(
    struct change *c, int64_t tranche, date_days on, struct err *err)
{
	const struct value id = val_int(tranche);
	struct arena a = ARENA_INIT;
	struct lift *list;
	const char *hold = "";
	size_t n = 0, lifted = 0;
	bool ok =
	    read_lifts(c->session, FOLLOW_FREE, &id, 1, &a, &list, &n, err) &&
	    (n == 0 ||
		commission_hold_for(c->session, list[0].partner,
		    list[0].enrollment, list[0].program, &hold, err));

	if (ok && hold[0] != '\0')
		ok = tranche_move(
		    c, tranche, COMMISSION_HELD, on, hold, "", NULL, err);
	else if (ok && n == 0)
		ok = lift_all(c, FOLLOW_HELD, &id, 1, on, &lifted, err);
	arena_done(&a);
	return ok;
}

bool commission_dispute_hold(struct change *c, int64_t statement, date_days on,
    const char *reason, size_t *ret_n, struct err *err)
{
	size_t n = 0;

	if (!hold_all(c, DISPUTE, VALUES(val_int(statement)), "dispute", on,
		reason, &n, err))
		return false;
	if (ret_n != NULL)
		*ret_n = n;
	return true;
}

bool commission_dispute_release(struct change *c, int64_t statement,
    date_days on, size_t *ret_n, struct err *err)
{
	size_t n = 0;

	if (!lift_all(c, RESOLVE, VALUES(val_int(statement)), on, &n, err))
		return false;
	if (ret_n != NULL)
		*ret_n = n;
	return true;
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

/* Ends a hold by hand; one that still has another reason to be stays, and
 * *ret_hold is that. */
static bool release_one(struct commission_edit *e, const struct tranche_row *t,
    const char **ret_hold, bool *ret_moved, struct err *err)
{
	const struct lift l = { .tranche = t->id,
		.approved = t->approved_by[0] != '\0',
		.disputed = t->disputed,
		.partner = e->row.partner,
		.enrollment = e->row.enrollment,
		.program = e->row.program };
	const char *hold;

	if (!next_hold(e->change.session, &l, &hold, err))
		return false;
	*ret_hold = hold[0] != '\0' ? hold : *ret_hold;
	*ret_moved = strcmp(hold, t->hold) != 0;
	return !*ret_moved || lift_one(&e->change, &l, e->today, &hold, err);
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
