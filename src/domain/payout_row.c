/* domain/payout_row.c - a payout read with its lines, and checked. */

#include "config.h"

#include "domain/payout_row.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/sha256.h"

static const char SELECT_ROW[] =
    "SELECT o.version, o.currency, o.to_on, o.status, o.total, o.partners,"
    " o.digest, o.pay_on, o.paid_on, o.approved_by, o.created_by, o.note,"
    " v.name, v.iban, v.bic FROM payout o LEFT JOIN payout_account v"
    " ON v.currency = o.currency AND v.void = 0"
    " WHERE o.id = ?1 AND o.void = 0";

static const char SELECT_LINES[] =
    "SELECT n.id, n.statement, n.partner, p.name, t.from_on, t.to_on,"
    " n.detail, n.amount, n.withheld, n.status, n.reason FROM payout_line n"
    " JOIN statement t ON t.id = n.statement JOIN partner p"
    " ON p.id = n.partner WHERE n.payout = ?1 AND n.void = 0 ORDER BY n.id";

/* NULL for NULL, unlike db_text(). */
static const char *text_or_null(struct stmt *st, int column, struct arena *a)
{
	struct value v = db_column(st, column, VALUE_TEXT);

	return v.type == VALUE_NULL ? NULL : arena_str(a, v.s);
}

static void read_row(struct stmt *st, struct arena *a, void *record)
{
	struct payout *p = record;
	const char *currency = db_text(st, 1, a);

	p->version = db_int(st, 0);
	memcpy(p->currency, currency, sizeof(p->currency));
	p->to = db_date(st, 2);
	p->state = (enum payout_state)lifecycle_find(
	    &payout_lifecycle, db_text(st, 3, a));
	p->total = db_int(st, 4);
	p->partners = (size_t)db_int(st, 5);
	p->digest = db_text(st, 6, a);
	p->pay_on = db_date(st, 7);
	p->paid_on = db_date(st, 8);
	p->approved_by = db_text(st, 9, a);
	p->created_by = db_text(st, 10, a);
	p->note = db_text(st, 11, a);
	p->from_name = text_or_null(st, 12, a);
	p->from_iban = text_or_null(st, 13, a);
	p->from_bic = text_or_null(st, 14, a);
}

static struct payout_line read_line(struct stmt *st, struct arena *a)
{
	return (struct payout_line){ .id = db_int(st, 0),
		.statement = db_int(st, 1),
		.partner = db_int(st, 2),
		.partner_name = db_text(st, 3, a),
		.period = { db_date(st, 4), db_date(st, 5) },
		.to = { .id = db_int(st, 6) },
		.amount = db_int(st, 7),
		.withheld = db_int(st, 8),
		.status = db_text(st, 9, a),
		.reason = db_text(st, 10, a) };
}

static bool read_lines(
    struct session *s, struct payout *p, struct arena *a, struct err *err)
{
	enum db_step step;
	struct stmt *st;
	size_t size = 0;

	if (!db_query(s->db, SELECT_LINES, VALUES(val_int(p->id)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		p->lines =
		    arena_grow(a, p->lines, p->n, &size, sizeof(*p->lines));
		p->lines[p->n++] = read_line(st, a);
	}
	db_reset(st);
	return step == DB_DONE;
}

bool payout_read(struct session *s, int64_t id, struct arena *a,
    struct payout *ret, struct err *err)
{
	struct payout p = { .id = id };

	if (!record_row(s, "payout", SELECT_ROW, id, read_row, &p, a, err) ||
	    !read_lines(s, &p, a, err))
		return false;
	for (size_t i = 0; i < p.n; i++)
		if (p.lines[i].to.id != 0 &&
		    !payment_detail_read(
			s, p.lines[i].to.id, a, &p.lines[i].to, err))
			return false;
	*ret = p;
	return true;
}

const char *payout_digest(const struct payout *p, struct arena *a)
{
	char *text = arena_alloc(a, SHA256_TEXT);
	struct buf b = BUF_INIT;

	buf_fmt(&b, "%s\n", p->currency);
	for (size_t i = 0; i < p->n; i++) {
		const struct payout_line *l = &p->lines[i];

		buf_fmt(&b, "%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " ",
		    l->statement, l->partner, l->amount, l->withheld);
		buf_fmt(&b, "%" PRId64 " %s\n", l->to.id,
		    l->to.id != 0 ? payment_detail_digest(&l->to, a) : "");
	}
	sha256_text(buf_text(&b), b.len, text);
	buf_done(&b);
	return text;
}

struct money payout_money(const char *currency, int64_t minor)
{
	struct money m = { .minor = minor };

	memcpy(m.currency, currency, sizeof(m.currency));
	return m;
}

const char *payout_sum(const char *currency, int64_t minor, struct arena *a)
{
	return arena_fmt(a, "%s %s", currency,
	    money_text_grouped(payout_money(currency, minor), a));
}

/* ---- checks -------------------------------------------------------------- */

bool payout_check_digest(
    const struct payout *p, struct arena *a, struct err *err)
{
	return strcmp(p->digest, payout_digest(p, a)) == 0 ||
	    err_set(err, ERR_REFUSED,
		"The lines of O-%" PRId64
		" are not those that %s approved; approve it again.",
		p->id, p->approved_by);
}

static bool check_line(struct session *s, const struct payout *p,
    const struct payout_line *l, date_days on, struct arena *a, struct err *err)
{
	struct payout_reasons why;
	const char *reason = NULL;

	if (!payout_reasons(s, l->statement, on, a, &why, err))
		return false;
	if (why.n > 0)
		reason = why.list[0];
	else if (l->to.id != 0 && strcmp(l->to.status, "in_force") != 0)
		reason = "the bank details were replaced since it was run";
	if (reason == NULL)
		return true;
	return err_set(err, ERR_REFUSED,
	    "O-%" PRId64 " cannot go as it is: P-%" PRId64
	    " %s: %s. Drop that partner from it, or cancel it and run it again.",
	    p->id, l->partner, l->partner_name, reason);
}

bool payout_check_lines(struct session *s, const struct payout *p, date_days on,
    struct arena *a, struct err *err)
{
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->lines[i].status, "open") == 0 &&
		    !check_line(s, p, &p->lines[i], on, a, err))
			return false;
	return true;
}

bool payout_read_approved(struct session *s, int64_t id, struct arena *a,
    struct payout *ret, struct err *err)
{
	date_days today = (date_days)(session_now(s) / 86400);
	struct payout p;

	if (!payout_read(s, id, a, &p, err))
		return false;
	if (p.state != PAYOUT_APPROVED && p.state != PAYOUT_PAID)
		return err_set(err, ERR_REFUSED,
		    "O-%" PRId64 " is %s; a file is made of what is approved.",
		    id, payout_lifecycle.states[p.state].label);
	if (!payout_check_digest(&p, a, err) ||
	    !payout_check_lines(s, &p, today, a, err))
		return false;
	*ret = p;
	return true;
}

/* ---- under an operation -------------------------------------------------- */

static bool open_row(struct payout_edit *e, int64_t id, struct err *err)
{
	if (!payout_read(e->change.session, id, e->arena, &e->payout, err))
		return false;
	e->today = (date_days)(e->change.now / 86400);
	e->record = (struct record_state){ .noun = "payout",
		.lifecycle = &payout_lifecycle,
		.status = "status",
		.id = id,
		.version = e->payout.version,
		.state = e->payout.state,
		.label = arena_fmt(
		    e->arena, "O-%" PRId64 " %s", id, e->payout.currency) };
	return true;
}

bool payout_do(struct session *s, struct call *call, const char *verb,
    payout_body *body, struct err *err)
{
	const struct operation *op = operation_find("payout", verb);
	struct payout_edit e = { .arena = call->arena };
	bool again, ok;

	if (!record_begin(s, call, op, &e.change, &again, err) || again)
		return again;
	ok = open_row(&e, call->id, err) &&
	    record_check(&e.change, call, op, &e.record, err) &&
	    body(&e, call, err);
	return record_end(&e.change, call, ok, err);
}

bool payout_remark(struct payout_edit *e, const char *kind, const char *reason,
    const char *inside, struct err *err)
{
	return remark_add(&e->change,
	    &(struct remark){ .noun = "payout",
		.record = e->payout.id,
		.kind = kind,
		.reason = reason,
		.inside = inside,
		.on_date = e->today },
	    err);
}
