/* domain/commission_explain.c - how a commission came about, every cent. */

#include "config.h"

#include "domain/commission_explain.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"

static const char SELECT_CORRECTIONS[] =
    "SELECT id, kind, amount, on_date, coalesce(ppm, 0), reason"
    " FROM commission WHERE corrects = ?1 AND void = 0 ORDER BY id";

static const char SELECT_PAYMENT[] =
    "SELECT amount, paid_on, recorded_by FROM payment WHERE id = ?1";

static const char SELECT_APPROVED[] =
    "SELECT a.at FROM audit_change h JOIN audit a ON a.id = h.audit"
    " WHERE h.entity = 'tranche' AND h.record = ?1"
    " AND h.field = 'approved_by' ORDER BY h.id DESC LIMIT 1";

/* The chain that a carried balance goes along ends where it is paid. */
static const char SELECT_STATEMENT[] =
    "WITH RECURSIVE chain (id, next) AS (SELECT id, carried_to FROM statement"
    " WHERE id = ?1 UNION SELECT n.id, n.carried_to FROM chain c"
    " JOIN statement n ON n.id = c.next)"
    " SELECT n.id, n.to_on, n.status, n.why_carried, coalesce(o.id, 0),"
    " o.status, o.paid_on FROM chain c JOIN statement n ON n.id = c.id"
    " LEFT JOIN payout_line l ON l.statement = n.id AND l.void = 0"
    " AND l.status <> 'returned' LEFT JOIN payout o ON o.id = l.payout"
    " ORDER BY n.id";

static const char SELECT_ENTRIES[] =
    "SELECT e.id, e.on_date, e.kind, p.account, p.amount FROM entry e"
    " JOIN posting p ON p.entry = e.id WHERE e.commission = ?1"
    " ORDER BY e.id, p.id";

static const char SELECT_NOTES[] =
    "SELECT kind, on_date, actor, inside FROM remark WHERE noun = 'commission'"
    " AND record = ?1 AND void = 0 ORDER BY id";

/* ---- what it is ---------------------------------------------------------- */

static const char *protected_text(const char *reason)
{
	return strcmp(reason, "clawback_over") == 0
	    ? "; the rest was paid out too long ago to be taken back"
	    : "";
}

static void tell_step(struct telling *t, const struct commission_row *row)
{
	tell(t, 2,
	    "The sales of the period now reach the rate of %s, which holds for "
	    "all of them: this is what the sale lacked, or had too much, of "
	    "its base x %s%s.",
	    rate_text((struct rate){ row->ppm }, t->arena),
	    rate_text((struct rate){ row->ppm }, t->arena),
	    protected_text(row->reason));
}

static void tell_kind(struct telling *t, const struct commission_row *row)
{
	tell_title(t,
	    arena_fmt(t->arena, "C-%" PRId64 " of P-%" PRId64 " %s: %s",
		row->id, row->partner, row->partner_name,
		tell_sum(t, row->amount.minor)));
	if (strcmp(row->kind, "step") == 0)
		tell_step(t, row);
	else if (strcmp(row->kind, "refund") == 0)
		tell(t, 2,
		    "What the refund S-%" PRId64 " takes back of C-%" PRId64
		    "%s.",
		    row->sale, row->corrects, protected_text(row->reason));
	else if (strcmp(row->kind, "sale") == 0)
		tell(t, 2, "Its share of S-%" PRId64 ": %s%s.", row->sale,
		    rate_text((struct rate){ row->share }, t->arena),
		    row->share == PPM ? ", the whole" : "");
	else
		tell(t, 2, "%s by hand%s%s: %s",
		    strcmp(row->kind, "bonus") == 0 ? "A bonus"
						    : "An adjustment",
		    row->program[0] != '\0' ? ", in the program " : "",
		    row->program, row->reason);
	if (row->sale == 0 && row->corrects != 0)
		tell(t, 2, "It corrects C-%" PRId64 ".", row->corrects);
	tell(t, 2, "Of %s, recorded by %s.", tell_day(t, row->on),
	    row->recorded_by);
}

static bool tell_corrections(
    struct telling *t, const struct commission_row *row, struct err *err)
{
	int64_t sum = row->amount.minor;
	enum db_step step;
	struct stmt *st;
	size_t n = 0;

	if (!db_query(t->session->db, SELECT_CORRECTIONS,
		VALUES(val_int(row->id)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		if (n++ == 0)
			tell(t, 2, "Corrected since:");
		sum += db_int(st, 2);
		tell(t, 4, "C-%" PRId64 " of %s, %s%s%s: %s", db_int(st, 0),
		    tell_day(t, db_date(st, 3)), db_text(st, 1, t->arena),
		    db_int(st, 4) != 0 ? " to " : "",
		    db_int(st, 4) != 0
			? rate_text((struct rate){ db_int(st, 4) }, t->arena)
			: "",
		    tell_sum(t, db_int(st, 2)));
	}
	db_reset(st);
	if (n > 0)
		tell(t, 2, "All together: %s.", tell_sum(t, sum));
	return step != DB_FAILED;
}

/* ---- where it stands ----------------------------------------------------- */

static bool tell_earned(
    struct telling *t, const struct tranche_row *q, struct err *err)
{
	const char *by = "";
	enum db_step step;
	struct stmt *st;

	if (q->payment != 0) {
		if (!db_query(t->session->db, SELECT_PAYMENT,
			VALUES(val_int(q->payment)), &st, err))
			return false;
		step = db_step(st, err);
		if (step == DB_ROW)
			by = arena_fmt(t->arena,
			    ", by the customer's payment of %s on %s, recorded "
			    "by %s",
			    tell_sum(t, db_int(st, 0)),
			    tell_day(t, db_date(st, 1)),
			    db_text(st, 2, t->arena));
		db_reset(st);
		if (step == DB_FAILED)
			return false;
	}
	tell(t, 2, "%s earned on %s%s.", tell_sum(t, q->amount),
	    tell_day(t, q->earned_on), by);
	if (q->release_on > q->earned_on)
		tell(t, 4, "Held for %d days, until %s.",
		    (int)(q->release_on - q->earned_on),
		    tell_day(t, q->release_on));
	return true;
}

static bool tell_approved(
    struct telling *t, const struct tranche_row *q, struct err *err)
{
	struct value at = val_null();
	bool found = false;
	char text[21];

	if (q->approved_by[0] == '\0')
		return true;
	if (!db_value(t->session->db, SELECT_APPROVED, VALUES(val_int(q->id)),
		VALUE_TIME, t->arena, &found, &at, err))
		return false;
	tell(t, 4, "Approved by %s%s%.10s.", q->approved_by,
	    found ? " on " : "", found ? moment_text(at.i, text) : "");
	return true;
}

static void tell_hold(struct telling *t, const struct tranche_row *q)
{
	static const struct {
		const char *hold, *text;
	} words[] = {
		{ "hand", "by hand" },
		{ "suspended", "while the partner is suspended" },
		{ "dispute", "while its statement is disputed" },
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (strcmp(q->hold, words[i].hold) == 0)
			tell(t, 4, "Held since %s %s%s%s.",
			    tell_day(t, q->state_on), words[i].text,
			    q->reason[0] != '\0' ? ": " : "", q->reason);
}

static void tell_payout(struct telling *t, struct stmt *st)
{
	const char *status = db_text(st, 5, t->arena);
	date_days on = db_date(st, 6);

	if (db_int(st, 4) == 0)
		return;
	if (strcmp(status, "paid") == 0)
		tell(t, 6, "Paid out by O-%" PRId64 "%s%s.", db_int(st, 4),
		    on != DATE_NONE ? " on " : "",
		    on != DATE_NONE ? tell_day(t, on) : "");
	else
		tell(t, 6, "In the payout O-%" PRId64 ", %s.", db_int(st, 4),
		    status);
}

static bool tell_statement(
    struct telling *t, const struct tranche_row *q, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (q->statement == 0)
		return true;
	if (!db_query(t->session->db, SELECT_STATEMENT,
		VALUES(val_int(q->statement)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		const char *status = db_text(st, 2, t->arena);
		const char *why = db_text(st, 3, t->arena);

		tell(t, 4, "%s the statement T-%" PRId64 " to %s, %s%s%s.",
		    db_int(st, 0) == q->statement ? "On" : "Carried on to",
		    db_int(st, 0), tell_day(t, db_date(st, 1)),
		    lifecycle_label(&statement_lifecycle, status),
		    why[0] != '\0' ? ": " : "", why);
		tell_payout(t, st);
	}
	db_reset(st);
	return step != DB_FAILED;
}

static bool tell_tranches(
    struct telling *t, const struct commission_row *row, struct err *err)
{
	int64_t left = row->amount.minor;

	for (size_t i = 0; i < row->n_tranches; i++) {
		const struct tranche_row *q = &row->tranches[i];

		left -= q->amount;
		if (!tell_earned(t, q, err) || !tell_approved(t, q, err) ||
		    !tell_statement(t, q, err))
			return false;
		tell_hold(t, q);
		if (q->state == COMMISSION_EARNED)
			tell(t, 4, "Not approved yet.");
	}
	if (left != 0)
		tell(t, 2, "%s accrued: earned as the customer pays, pro rata.",
		    tell_sum(t, left));
	return true;
}

static bool tell_notes(
    struct telling *t, const struct commission_row *row, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(t->session->db, SELECT_NOTES, VALUES(val_int(row->id)),
		&st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW)
		tell(t, 2, "%s of %s by %s: %s", db_text(st, 0, t->arena),
		    tell_day(t, db_date(st, 1)), db_text(st, 2, t->arena),
		    db_text(st, 3, t->arena));
	db_reset(st);
	return step != DB_FAILED;
}

/* ---- the ledger ---------------------------------------------------------- */

/* An entry's first posting is where the money came from, the second where it
 * went. */
static bool tell_ledger(
    struct telling *t, const struct commission_row *row, struct err *err)
{
	const char *from = "";
	int64_t entry = 0;
	enum db_step step;
	struct stmt *st;

	tell(t, 2, "In the ledger:");
	if (!db_query(t->session->db, SELECT_ENTRIES, VALUES(val_int(row->id)),
		&st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		const char *account = db_text(st, 3, t->arena);

		if (db_int(st, 0) == entry)
			buf_fmt(t->out, "    %s  %-8s %-8s -> %-8s %18s\n",
			    tell_day(t, db_date(st, 1)),
			    db_text(st, 2, t->arena), from, account,
			    tell_sum(t, db_int(st, 4)));
		entry = db_int(st, 0);
		from = account;
	}
	db_reset(st);
	return step != DB_FAILED;
}

bool tell_commission(
    struct telling *t, const struct commission_row *row, struct err *err)
{
	tell_kind(t, row);
	return tell_corrections(t, row, err) && tell_tranches(t, row, err) &&
	    tell_notes(t, row, err) && tell_ledger(t, row, err);
}

bool commission_explain(
    struct session *s, int64_t id, struct buf *out, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct telling t = { .session = s, .arena = &a, .out = out };
	struct commission_row row;
	struct sale_row sale;
	date_days today;
	bool ok;

	ok = commission_read(s, id, &a, &row, err) &&
	    commission_today(s, row.partner, row.enrollment, row.program,
		session_now(s), &today, err);
	if (ok) {
		t.currency = row.amount.currency;
		tell(&t, 0,
		    "C-%" PRId64 ", %s for P-%" PRId64 " %s, is %s as of %s.",
		    id, tell_sum(&t, row.amount.minor), row.partner,
		    row.partner_name,
		    commission_lifecycle
			.states[commission_row_state(&row, today)]
			.label,
		    tell_day(&t, today));
	}
	if (ok && row.sale != 0)
		ok = sale_read(s, row.sale, &a, &sale, err) &&
		    tell_sale(&t, &sale, err);
	ok = ok && tell_commission(&t, &row, err);
	arena_done(&a);
	return ok;
}
