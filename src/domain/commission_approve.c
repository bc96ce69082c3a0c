/* domain/commission_approve.c - by somebody who did not record it. */

#include "config.h"

#include <string.h>

#include "base/text.h"
#include "domain/commission_row.h"

/* What this user recorded of where a tranche comes from; NULL: nothing. */
static const char *recorded_what(const struct commission_row *row,
    const struct tranche_row *t, const char *user)
{
	if (strcmp(row->sale_by, user) == 0)
		return "the sale";
	if (strcmp(t->payment_by, user) == 0)
		return "the customer's payment";
	if (strcmp(row->recorded_by, user) == 0)
		return row->sale != 0 ? "the sale" : "it";
	return NULL;
}

/* Nothing is earned: says what there is instead. */
static bool nothing_to_approve(struct commission_edit *e, struct err *err)
{
	const struct commission_row *row = &e->row;
	const char *why = "the customer has not paid yet";

	for (size_t i = 0; i < row->n_tranches; i++)
		why = row->tranches[i].state == COMMISSION_HELD
		    ? "it is held; release it first"
		    : "it is approved already";
	if (row->n_tranches == 0 && row->amount.minor == 0)
		why = "it is nothing";
	return err_set(err, ERR_REFUSED,
	    "There is nothing to approve of %s: "
	    "%s.",
	    e->label, why);
}

static bool own_work(
    struct commission_edit *e, const char *what, struct err *err)
{
	return err_set(err, ERR_REFUSED,
	    "%s recorded %s, so somebody else has to approve %s.",
	    e->change.session->user, what, e->label);
}

/* What approving came to. */
struct approval {
	int64_t sum, left; /* approved; left for somebody else */
	const char *own;   /* what the user recorded of the latter, or NULL */
	date_days last;    /* when its last window is over */
	size_t n;
};

static bool approve_one(struct commission_edit *e, const struct tranche_row *t,
    struct approval *did, struct err *err)
{
	const char *user = e->change.session->user;
	const char *what = recorded_what(&e->row, t, user);

	if (what != NULL) {
		did->own = what;
		did->left += t->amount;
		return true;
	}
	did->sum += t->amount;
	did->last = t->release_on > did->last ? t->release_on : did->last;
	did->n++;
	return tranche_move(&e->change, t->id, COMMISSION_APPROVED, e->today,
	    "", "", user, err);
}

static const char *approval_text(
    const struct commission_edit *e, const struct approval *did)
{
	const char *text = arena_fmt(
	    e->arena, "%s: %s approved", e->label, commission_sum(e, did->sum));
	char day[11];

	if (did->last > e->today)
		text = arena_fmt(e->arena, "%s; the hold window ends on %s",
		    text, date_text(did->last, day));
	if (did->own != NULL)
		text = arena_fmt(e->arena,
		    "%s; %s of it waits for somebody else, as you recorded %s",
		    text, commission_sum(e, did->left), did->own);
	return arena_fmt(e->arena, "%s.", text);
}

static bool approve_body(
    struct commission_edit *e, struct call *call, struct err *err)
{
	struct approval did = { .last = e->today };

	for (size_t i = 0; i < e->row.n_tranches; i++)
		if (e->row.tranches[i].state == COMMISSION_EARNED &&
		    !approve_one(e, &e->row.tranches[i], &did, err))
			return false;
	if (did.n == 0)
		return did.own != NULL ? own_work(e, did.own, err)
				       : nothing_to_approve(e, err);
	call->ret_text = approval_text(e, &did);
	return change_touch(&e->change, "commission", e->row.id, err);
}

bool commission_approve(struct session *s, struct call *call, struct err *err)
{
	return commission_do(s, call, "approve", approve_body, err);
}

/* Not once a statement says so to the partner. */
static bool unapprove_body(
    struct commission_edit *e, struct call *call, struct err *err)
{
	const struct commission_reason_params *p = call->params;
	int64_t stated = 0, sum = 0;
	size_t n = 0;

	for (size_t i = 0; i < e->row.n_tranches; i++) {
		const struct tranche_row *t = &e->row.tranches[i];

		stated = t->statement != 0 ? t->statement : stated;
		if (t->state != COMMISSION_APPROVED || t->statement != 0)
			continue;
		sum += t->amount;
		n++;
		if (!tranche_move(&e->change, t->id, COMMISSION_EARNED,
			e->today, "", "", "", err))
			return false;
	}
	if (n == 0 && stated != 0)
		return commission_is_stated(e, stated, err);
	if (n == 0)
		return err_set(
		    err, ERR_REFUSED, "Nothing of %s is approved.", e->label);
	call->ret_text =
	    arena_fmt(e->arena, "%s: %s is not approved any more: %s", e->label,
		commission_sum(e, sum), p->reason);
	return commission_remark(e, "unapprove", p->reason, err) &&
	    change_touch(&e->change, "commission", e->row.id, err);
}

bool commission_unapprove(struct session *s, struct call *call, struct err *err)
{
	return commission_do(s, call, "unapprove", unapprove_body, err);
}
