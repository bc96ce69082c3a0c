/* domain/payout_run.c - a batch for each currency of what is to pay. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "domain/commission_write.h"
#include "domain/payout_row.h"
#include "domain/statement_balance.h"
#include "domain/statement_row.h"

static const char SELECT_UNPAID[] =
    "SELECT id FROM statement t WHERE to_on <= ?1 AND void = 0"
    " AND (status IN ('closed', 'disputed') OR (status = 'carried'"
    " AND carried_to IS NULL AND carried <> 0))"
    " AND NOT EXISTS (SELECT 1 FROM payout_line n WHERE n.statement = t.id"
    " AND n.status <> 'returned' AND n.void = 0) ORDER BY currency, id";

/* A statement that is to be looked at. */
struct candidate {
	struct statement_row row;
	struct payout_reasons why; /* none: it is in */
	int64_t detail;            /* where it goes, or 0 */
	int64_t amount, withheld;
};

struct run {
	struct change *c;
	struct arena *arena;
	const char *period;
	date_days to, today, pay_on;
	bool pay_on_said;
	struct candidate *list;
	size_t n;
	int64_t first; /* payout */
	struct buf made, left;
	size_t n_left;
};

static bool weigh(struct run *r, struct candidate *k, struct err *err)
{
	static const char *const all_withheld[] = {
		"nothing remains after what is withheld"
	};
	const struct statement_row *row = &k->row;
	struct payment_detail bank, tax;
	struct money payable = statement_money(row, row->payable), withheld;
	struct rate rate = { 0 };

	if (!payment_detail_in_force(r->c->session, row->partner, PAYMENT_BANK,
		row->currency, r->pay_on, r->arena, &bank, err) ||
	    !payment_detail_in_force(r->c->session, row->partner, PAYMENT_TAX,
		row->currency, r->pay_on, r->arena, &tax, err))
		return false;
	if (tax.id != 0)
		rate.ppm = tax.withholding;
	if (!money_rate(payable, rate, ROUND_HALF_UP, &withheld, err))
		return false;
	k->detail = bank.id;
	k->withheld = withheld.minor;
	k->amount = payable.minor - withheld.minor;
	if (k->amount <= 0)
		k->why = (struct payout_reasons){ all_withheld, 1 };
	return true;
}

static bool look(
    struct run *r, int64_t statement, struct candidate *ret, struct err *err)
{
	struct candidate k = { .amount = 0 };

	if (!statement_read(r->c->session, statement, r->arena, &k.row, err) ||
	    !payout_reasons(
		r->c->session, statement, r->pay_on, r->arena, &k.why, err))
		return false;
	if (k.why.n == 0 && !weigh(r, &k, err))
		return false;
	*ret = k;
	return true;
}

/* The earliest day that a statement is to be paid by, but not before today. */
static bool find_day(
    struct run *r, const int64_t *ids, size_t n, struct err *err)
{
	date_days earliest = DATE_NONE;

	for (size_t i = 0; i < n; i++) {
		struct statement_row row;

		if (!statement_read(r->c->session, ids[i], r->arena, &row, err))
			return false;
		if (row.pay_by != DATE_NONE &&
		    (earliest == DATE_NONE || row.pay_by < earliest))
			earliest = row.pay_by;
	}
	r->pay_on = earliest > r->today ? earliest : r->today;
	return true;
}

static bool look_all(struct run *r, struct err *err)
{
	int64_t *ids;

	if (!db_ids(r->c->session->db, SELECT_UNPAID, VALUES(val_date(r->to)),
		r->arena, &ids, &r->n, err) ||
	    (!r->pay_on_said && !find_day(r, ids, r->n, err)))
		return false;
	r->list = arena_alloc(r->arena, (r->n + 1) * sizeof(*r->list));
	for (size_t i = 0; i < r->n; i++)
		if (!look(r, ids[i], &r->list[i], err))
			return false;
	return true;
}

/* ---- writing ------------------------------------------------------------- */

static bool put_line(
    struct run *r, const struct candidate *k, int64_t payout, struct err *err)
{
	int64_t id;

	/* What is withheld is what the form says on the day of the payment. */
	return change_insert(r->c, "payout_line",
		   SETS({ "payout", val_int(payout) },
		       { "statement", val_int(k->row.id) },
		       { "partner", val_int(k->row.partner) },
		       { "detail", id_or_none(k->detail) },
		       { "amount", val_int(k->amount) },
		       { "withheld", val_int(k->withheld) }),
		   &id, err) &&
	    change_update(r->c, "statement", k->row.id, 0,
		SETS({ "withheld", val_int(k->withheld) }), err);
}

/* Sums the ones of the currency that begins there; *ret_end is behind them. */
static bool sum(const struct run *r, size_t at, int64_t *ret_total,
    size_t *ret_partners, size_t *ret_end, struct err *err)
{
	const char *currency = r->list[at].row.currency;
	struct money total = payout_money(currency, 0);

	*ret_partners = 0;
	for (; at < r->n && strcmp(r->list[at].row.currency, currency) == 0;
	     at++) {
		bool seen = false;

		if (r->list[at].why.n > 0)
			continue;
		if (!money_add(total,
			payout_money(currency, r->list[at].amount), &total,
			err))
			return false;
		for (size_t i = at; i-- > 0 && !seen;)
			seen = r->list[i].why.n == 0 &&
			    r->list[i].row.partner == r->list[at].row.partner &&
			    strcmp(r->list[i].row.currency, currency) == 0;
		*ret_partners += !seen;
	}
	*ret_total = total.minor;
	*ret_end = at;
	return true;
}

static bool insert_payout(struct run *r, const char *currency, int64_t total,
    size_t partners, int64_t *ret, struct err *err)
{
	return change_insert(r->c, "payout",
	    SETS({ "currency", val_text(currency) },
		{ "to_on", val_date(r->to) }, { "total", val_int(total) },
		{ "partners", val_int((int64_t)partners) },
		{ "pay_on", val_date(r->pay_on) },
		{ "created_at", val_int(r->c->now) },
		{ "created_by", val_text(r->c->session->user) },
		{ "updated_at", val_int(r->c->now) }),
	    ret, err);
}

static bool make_batch(
    struct run *r, size_t at, size_t *ret_end, struct err *err)
{
	const char *currency = r->list[at].row.currency;
	int64_t total, payout;
	size_t partners;
	char day[11];

	if (!sum(r, at, &total, &partners, ret_end, err))
		return false;
	if (partners == 0)
		return true;
	if (!insert_payout(r, currency, total, partners, &payout, err))
		return false;
	for (; at < *ret_end; at++)
		if (r->list[at].why.n == 0 &&
		    !put_line(r, &r->list[at], payout, err))
			return false;
	if (r->first == 0)
		r->first = payout;
	buf_fmt(&r->made, "%sO-%" PRId64 ": %s to %zu partner%s on %s",
	    r->made.len > 0 ? "; " : "", payout,
	    payout_sum(currency, total, r->arena), partners,
	    partners == 1 ? "" : "s", date_text(r->pay_on, day));
	return true;
}

static void say_left(struct run *r, const struct candidate *k)
{
	const struct statement_row *row = &k->row;
	int64_t amount =
	    row->state == STATEMENT_CARRIED ? row->carried : row->payable;

	r->n_left++;
	buf_fmt(&r->left, "\nNot paid: %s, %s", statement_label(row, r->arena),
	    money_text_grouped(statement_money(row, amount), r->arena));
	for (size_t i = 0; i < k->why.n; i++)
		buf_fmt(&r->left, "%s %s", i > 0 ? ";" : ":", k->why.list[i]);
	buf_addc(&r->left, '.');
}

static bool make_all(struct run *r, struct err *err)
{
	for (size_t at = 0, end; at < r->n; at = end)
		if (!make_batch(r, at, &end, err))
			return false;
	for (size_t i = 0; i < r->n; i++)
		if (r->list[i].why.n > 0)
			say_left(r, &r->list[i]);
	return true;
}

/* ---- the operation ------------------------------------------------------- */

static bool read_params(
    struct run *r, const struct payout_run_params *p, struct err *err)
{
	struct period period;
	char day[11];

	if (!period_parse(p->period, &period, err))
		return false;
	r->period = p->period;
	r->to = period.to;
	r->pay_on = p->pay_on;
	r->pay_on_said = p->pay_on != DATE_NONE;
	if (r->pay_on_said && r->pay_on < r->today)
		return err_invalid(err, "pay_on",
		    "%s is over; a bank pays from today on.",
		    date_text(r->pay_on, day));
	return true;
}

static bool run_body(struct run *r, struct call *call, struct err *err)
{
	if (!read_params(r, call->params, err) || !look_all(r, err) ||
	    !make_all(r, err))
		return false;
	if (r->first == 0)
		return err_set(err, ERR_REFUSED,
		    "There is nothing to pay until the end of %s.%s", r->period,
		    buf_text(&r->left));
	r->c->record = r->first;
	/* The history keeps how many were left out, the answer says why. */
	return change_commit(
	    r->c, err, "%s; %zu not paid", buf_text(&r->made), r->n_left);
}

bool payout_run(struct session *s, struct call *call, struct err *err)
{
	struct run r = { .arena = call->arena };
	struct change c;
	bool again, ok;

	if (!record_begin(
		s, call, operation_find("payout", "run"), &c, &again, err) ||
	    again)
		return again;
	r.c = &c;
	r.today = (date_days)(c.now / 86400);
	ok = run_body(&r, call, err);
	if (!ok)
		change_abandon(&c);
	else
		call->ret_text =
		    arena_fmt(call->arena, "%s. Another person approves.%s",
			buf_text(&r.made), buf_text(&r.left));
	call->ret_id = ok ? r.first : call->ret_id;
	buf_done(&r.made);
	buf_done(&r.left);
	return ok;
}
