/* tests/sold.c - partners enrolled in a program, who sell. */

#include "config.h"

#include "tests/sold.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "domain/commission_write.h"
#include "domain/operation.h"

static const char INSERT_PARTNER[] =
    "INSERT INTO partner (id, name, name_key, sort_name, country, search,"
    " created_at, created_by, updated_at)"
    " VALUES (?1, ?2, lower(?2), lower(?2), 'DE', lower(?2), 1, 'x', 1)";

static const char INSERT_ENROLLMENT[] =
    "INSERT INTO enrollment (partner, program, program_version, level,"
    " entity, status, active_on, ended_on, term_from, term_to, created_at,"
    " created_by, updated_at)"
    " SELECT ?1, program, id, ?3, 'eu', ?4, ?5, ?6, ?5, ?5 + 36500, 1,"
    " 'x', 1"
    " FROM program_version WHERE program || '@' || label = ?2";

/* The best of them; here the first is. */
static const char UPDATE_STATUS[] =
    "UPDATE partner SET status = ?2 WHERE id = ?1 AND status <> 'active'";

static const char INSERT_TERM[] =
    "INSERT INTO enrollment_term (enrollment, from_on, program_version,"
    " level, at, actor) SELECT ?1, ?4, id, ?3, 1, 'x'"
    " FROM program_version WHERE program || '@' || label = ?2";

static const char INSERT_LEAD[] =
    "INSERT INTO lead (partner, enrollment, program_version, customer,"
    " name_key, sort_name, country, stage, stage_on, received_at,"
    " submitted_on, accepted_on, closed_on, activity_on, search, created_at,"
    " created_by, updated_at) SELECT ?1, ?2, program_version, 'Wing', 'wing',"
    " 'wing', 'DE', CASE WHEN ?4 IS NULL THEN 'qualified' ELSE 'won' END,"
    " coalesce(?4, ?3), 1, ?3, ?3, ?4, ?3, 'wing', 1, 'x', 1"
    " FROM enrollment WHERE id = ?2";

static date_days day_of(const char *text)
{
	date_days day = DATE_NONE;
	struct err err;

	return text != NULL && date_parse(text, &day, &err) ? day : DATE_NONE;
}

static int64_t run(
    struct sold *w, const char *sql, const struct value *values, size_t n)
{
	int changed = 0;
	int64_t id = 0;

	if (!db_begin(w->desk.db, &w->err))
		return 0;
	if (db_exec(w->desk.db, sql, values, n, &changed, &w->err)) {
		id = db_last_id(w->desk.db);
		if (db_commit(w->desk.db, &w->err))
			return changed > 0 ? id : 0;
	}
	db_rollback(w->desk.db);
	printf("# %s\n", w->err.text);
	return 0;
}

bool sold_open(struct sold *w, const char *const *programs, size_t n)
{
	static const char *const names[] = { "Acme", "Bolt", "Cord" };

	*w = (struct sold){ .fay = NULL };
	if (!desk_open(&w->desk, ":memory:"))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!desk_load(&w->desk, programs[i]))
			return false;
	w->fay = desk_login(&w->desk, "fay", "finance");
	w->finn = desk_login(&w->desk, "finn", "finance");
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (run(w, INSERT_PARTNER,
			VALUES(val_int((int64_t)i + 1), val_text(names[i]))) ==
		    0)
			return false;
	if (w->fay == NULL || w->finn == NULL)
		return false;
	sold_at(w, "2026-06-30");
	return true;
}

void sold_close(struct sold *w)
{
	session_close(w->fay);
	session_close(w->finn);
	desk_close(&w->desk);
}

void sold_at(struct sold *w, const char *day)
{
	desk_at(&w->desk, w->fay, day);
	desk_at(&w->desk, w->finn, day);
	desk_at(&w->desk, w->desk.owner, day);
}

int64_t sold_enroll(struct sold *w, int64_t partner, const char *version,
    const char *level, const char *status, const char *from, const char *ended)
{
	int64_t id = run(w, INSERT_ENROLLMENT,
	    VALUES(val_int(partner), val_text(version), val_text(level),
		val_text(status), val_date(day_of(from)),
		val_date(day_of(ended))));

	(void)run(w, UPDATE_STATUS, VALUES(val_int(partner), val_text(status)));
	return id != 0 && sold_term(w, id, version, level, from) ? id : 0;
}

bool sold_term(struct sold *w, int64_t enrollment, const char *version,
    const char *level, const char *from)
{
	return run(w, INSERT_TERM,
		   VALUES(val_int(enrollment), val_text(version),
		       val_text(level), val_date(day_of(from)))) != 0;
}

int64_t sold_lead(struct sold *w, int64_t partner, int64_t enrollment,
    const char *accepted, const char *won)
{
	return run(w, INSERT_LEAD,
	    VALUES(val_int(partner), val_int(enrollment),
		val_date(day_of(accepted)), val_date(day_of(won))));
}

int64_t sold_op(
    struct sold *w, const char *verb, int64_t id, const char *const *params)
{
	return desk_op(&w->desk, w->fay, "sale", verb, id, params, &w->err);
}

int64_t sold(struct sold *w, const char *amount, const char *day)
{
	struct arena *a = &w->desk.arena;

	return SOLD(w, "add", 0, "partner=P-1", "customer=Wing", "product=a",
	    "currency=EUR", arena_fmt(a, "amount=%s", amount),
	    arena_fmt(a, "date=%s", day));
}

#define FAMILY                                           \
	" c.void = 0 AND c.sale IN (SELECT ?1 UNION ALL" \
	" SELECT id FROM sale WHERE refund_of = ?1 AND void = 0)"

int64_t sold_sum(struct sold *w, int64_t sale, const char *account)
{
	int64_t all = desk_int(&w->desk,
	    "SELECT coalesce(sum(c.amount), 0) FROM commission c"
	    " WHERE" FAMILY,
	    sale);
	bool accrued = strcmp(account, "accrued") == 0;
	const char *sql = arena_fmt(&w->desk.arena,
	    "SELECT coalesce(sum(t.amount), 0) FROM commission c JOIN tranche t"
	    " ON t.commission = c.id WHERE t.void = 0%s%s%s AND" FAMILY,
	    accrued ? "" : " AND t.state = '", accrued ? "" : account,
	    accrued ? "" : "'");

	if (account[0] == '\0')
		return all;
	return accrued ? all - desk_int(&w->desk, sql, sale)
		       : desk_int(&w->desk, sql, sale);
}

const char *sold_lines(struct sold *w, int64_t sale)
{
	return desk_text(&w->desk,
	    "SELECT coalesce(group_concat(t, ' '), '') FROM (SELECT"
	    " c.partner || ':' || c.amount AS t FROM commission c WHERE" FAMILY
	    " ORDER BY c.id)",
	    sale);
}

const char *sold_tranches(struct sold *w, int64_t sale)
{
	return desk_text(&w->desk,
	    "SELECT coalesce(group_concat(x, ', '), '') FROM (SELECT t.amount"
	    " || ' ' || t.state || ' ' || date(t.earned_on * 86400,"
	    " 'unixepoch') || '..' || date(t.release_on * 86400, 'unixepoch')"
	    " AS x FROM commission c JOIN tranche t ON t.commission = c.id"
	    " WHERE t.void = 0 AND" FAMILY " ORDER BY t.id)",
	    sale);
}

static bool move_all(
    struct change *c, const int64_t *ids, size_t n, date_days on, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		if (!tranche_move(c, ids[i], COMMISSION_APPROVED, on, "", "",
			"finn", e) ||
		    !tranche_move(
			c, ids[i], COMMISSION_PAID, on, "", "", NULL, e))
			return false;
	return change_commit(c, e, "Paid out.");
}

bool sold_pay_out(struct sold *w, const char *day)
{
	struct change c;
	int64_t *ids;
	size_t n;

	if (!db_ids(w->desk.db,
		"SELECT id FROM tranche WHERE state = 'earned' AND void = 0",
		NO_VALUES, &w->desk.arena, &ids, &n, &w->err) ||
	    !change_begin(w->finn, "payout paid", RIGHT_FINANCE, "payout", 1,
		NULL, "", &c, &w->err))
		return false;
	if (move_all(&c, ids, n, day_of(day), &w->err))
		return true;
	change_abandon(&c);
	return false;
}

const char *sold_get(struct sold *w, int64_t sale, const char *column)
{
	return desk_text(&w->desk,
	    arena_fmt(&w->desk.arena,
		"SELECT CAST(coalesce(%s, '-') AS TEXT) FROM sale"
		" WHERE id = ?1",
		column),
	    sale);
}

/* ---- flaws --------------------------------------------------------------- */

/* Each gives one row where something is wrong; ?1 is not used. */
static const struct {
	const char *what, *sql;
} rules[] = {
	{ "an account that does not sum to nothing",
	    "SELECT count(*) FROM (SELECT currency FROM ledger_month"
	    " GROUP BY currency, partner HAVING sum(amount) <> 0) WHERE ?1" },
	{ "ledger_month is not the sum of the postings",
	    "SELECT count(*) FROM (SELECT * FROM (SELECT p.partner, p.program,"
	    " p.product, p.currency, p.account, p.origin, e.on_month AS m,"
	    " sum(p.amount) AS n FROM posting p JOIN entry e ON e.id = p.entry"
	    " GROUP BY 1, 2, 3, 4, 5, 6, 7 EXCEPT SELECT partner, program,"
	    " product, currency, account, origin, entry_month, amount"
	    " FROM ledger_month)) WHERE ?1" },
	{ "expense is not what the commissions sum to",
	    "SELECT (SELECT coalesce(sum(amount), 0) FROM ledger_month"
	    " WHERE account = 'expense') <> -(SELECT coalesce(sum(amount), 0)"
	    " FROM commission WHERE void = 0) WHERE ?1" },
	{ "accrued is not what no tranche has",
	    "SELECT (SELECT coalesce(sum(amount), 0) FROM ledger_month"
	    " WHERE account = 'accrued') <> (SELECT coalesce(sum(amount), 0)"
	    " FROM commission WHERE void = 0) - (SELECT"
	    " coalesce(sum(amount), 0) FROM tranche WHERE void = 0)"
	    " WHERE ?1" },
	{ "a state is not what its tranches sum to",
	    "SELECT count(*) FROM (SELECT account FROM ledger_month WHERE"
	    " account IN ('earned', 'held', 'approved', 'paid')"
	    " GROUP BY account HAVING sum(amount) <> (SELECT"
	    " coalesce(sum(amount), 0) FROM tranche WHERE void = 0"
	    " AND state = account)) WHERE ?1" },
	{ "steps are not the base that was sold",
	    "SELECT count(*) FROM (SELECT a.rule FROM accrual a WHERE"
	    " a.kind = 'steps' AND a.amount <> (SELECT coalesce(sum(base), 0)"
	    " FROM sale s WHERE s.void = 0 AND s.partner = a.partner"
	    " AND s.rule = a.rule AND s.period_on = a.period"
	    " AND s.program = a.program AND s.currency = a.currency))"
	    " WHERE ?1" },
	{ "a cap is not what was given under it",
	    "SELECT count(*) FROM (SELECT a.rule FROM accrual a WHERE"
	    " a.kind = 'cap' AND a.amount <> (SELECT"
	    " coalesce(sum(c.amount), 0) FROM sale s JOIN commission c"
	    " ON c.sale = s.id AND c.void = 0 WHERE s.void = 0"
	    " AND s.partner = a.partner AND s.rule = a.rule"
	    " AND s.cap_on = a.period AND s.cap_customer = a.customer"
	    " AND s.currency = a.currency)) WHERE ?1" },
	{ "paid is not what the payments sum to",
	    "SELECT count(*) FROM sale s WHERE ?1 AND s.void = 0"
	    " AND s.paid <> (SELECT coalesce(sum(amount), 0) FROM payment"
	    " WHERE sale = s.id AND void = 0)" },
	{ "refunded is not what went back",
	    "SELECT count(*) FROM sale s WHERE ?1 AND s.void = 0"
	    " AND s.refund_of IS NULL AND s.refunded <> (SELECT"
	    " coalesce(-sum(CASE s.base WHEN 0 THEN r.quantity ELSE r.base"
	    " END), 0) FROM sale r WHERE r.refund_of = s.id AND r.void = 0)" },
	{ "the parts' bases are not the sale's",
	    "SELECT count(*) FROM sale s WHERE ?1 AND s.void = 0"
	    " AND s.rule <> '' AND s.base <> (SELECT sum(base)"
	    " FROM commission WHERE sale = s.id AND void = 0)" },
	{ "a sale's lines are not its commission",
	    "SELECT count(*) FROM sale s WHERE ?1 AND s.void = 0"
	    " AND s.commission <> (SELECT coalesce(sum(amount), 0)"
	    " FROM commission WHERE sale = s.id AND void = 0"
	    " AND kind <> 'step')" },
};

/* Every sale that took all it asked for, from its row alone. */
static const char *recompute_flaw(struct sold *w)
{
	struct arena *a = &w->desk.arena;
	struct sale_again again;
	struct sale_row row;
	int64_t *ids;
	size_t n;

	if (!db_ids(w->desk.db,
		"SELECT id FROM sale s WHERE void = 0 AND NOT EXISTS"
		" (SELECT 1 FROM commission WHERE sale = s.id"
		" AND reason = 'clawback_over')",
		NO_VALUES, a, &ids, &n, &w->err))
		return w->err.text;
	for (size_t i = 0; i < n; i++) {
		if (!sale_read(w->fay, ids[i], a, &row, &w->err) ||
		    !sale_recompute(w->fay, &row, a, &again, &w->err))
			return w->err.text;
		if (again.line.amount.minor != row.commission)
			return arena_fmt(a,
			    "S-%" PRId64 " has %" PRId64
			    ", computed again %" PRId64,
			    ids[i], row.commission, again.line.amount.minor);
	}
	return NULL;
}

const char *sold_flaw(struct sold *w)
{
	for (size_t i = 0; i < ARRAY_LEN(rules); i++)
		if (desk_int(&w->desk, rules[i].sql, 1) != 0)
			return rules[i].what;
	return recompute_flaw(w);
}
