/* domain/statement_close.c - a period closed into statements. */

#include "config.h"

#include "domain/statement_operation.h"

#include <inttypes.h>
#include <string.h>

#include "base/period.h"
#include "base/text.h"
#include "domain/commission_write.h"
#include "domain/payment_detail.h"
#include "domain/record.h"
#include "domain/statement_balance.h"
#include "domain/statement_row.h"
#include "domain/statement_terms.h"

/* Lines to state, and behind them the balances that go on, by partner and
 * currency. */
static const char SELECT_LINES[] =
    "SELECT c.partner AS p, c.currency AS cur, 0 AS opening, r.id AS id,"
    " r.amount, coalesce(s.program_version, 0), c.program"
    " FROM tranche r JOIN commission c ON c.id = r.commission"
    " LEFT JOIN sale s ON s.id = c.sale"
    " WHERE r.state = 'approved' AND r.statement IS NULL AND r.void = 0"
    " AND r.release_on <= ?1"
    " UNION ALL SELECT partner, currency, 1, id, carried, 0, ''"
    " FROM statement WHERE status = 'carried' AND carried_to IS NULL"
    " AND void = 0 ORDER BY p, cur, opening, id";

static const char SELECT_CLOSED[] =
    "SELECT max(to_on) FROM closing WHERE void = 0";

static const char COUNT_NOT_APPROVED[] =
    "SELECT count(*) FROM tranche WHERE state = 'earned' AND void = 0"
    " AND release_on <= ?1";

/* Those that were carried since a day, the oldest first. */
static const char SELECT_CARRIED[] = STATEMENT_CHAIN
    "SELECT t.carried FROM statement t JOIN chain ON chain.id = t.id"
    " WHERE t.to_on >= coalesce((SELECT max(o.to_on) FROM statement o"
    " JOIN chain ON chain.id = o.id WHERE o.to_on <= ?2), 2147483647)"
    " ORDER BY t.to_on";

struct line {
	int64_t partner, id, amount, version;
	const char *currency, *program;
	bool opening; /* a balance that goes on; id is its statement */
};

/* The lines of one partner in one currency. */
struct group {
	const struct line *lines;
	size_t n;       /* without the opening */
	int64_t before; /* the statement that it goes on with, or 0 */
	int64_t opening, earned, lapsed;
	struct payout_terms terms;
	struct statement_balance balance;
};

struct closing {
	struct change *c;
	struct arena *arena;
	struct period period;
	date_days today;
	struct money *totals; /* payable, one for each currency */
	size_t n_totals, totals_size;
	size_t statements, carried[CARRIED_MINIMUM + 1], lapsed;
	int64_t first; /* the first statement, or 0 */
};

bool statement_closed_until(struct session *s, date_days *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct value v = val_null();
	bool found,
	    ok = db_value(s->db, SELECT_CLOSED, NO_VALUES, VALUE_DATE, &a,
		&found, &v, err);

	arena_done(&a);
	if (ok)
		*ret = v.type == VALUE_NULL ? DATE_NONE : (date_days)v.i;
	return ok;
}

/* ---- what is to be stated ----------------------------------------------- */

/* A copy, unless it is like the one before, as most are. */
static const char *text_like(
    struct stmt *st, int column, const char *before, struct arena *a)
{
	struct value v = db_column(st, column, VALUE_TEXT);

	return before != NULL && strcmp(before, v.s) == 0 ? before
							  : arena_str(a, v.s);
}

static bool read_lines(
    struct closing *k, struct line **ret, size_t *ret_n, struct err *err)
{
	const char *currency = NULL, *program = NULL;
	struct line *list = NULL;
	size_t n = 0, size = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(k->c->session->db, SELECT_LINES,
		VALUES(val_date(k->period.to)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		list = arena_grow(k->arena, list, n, &size, sizeof(*list));
		currency = text_like(st, 1, currency, k->arena);
		program = text_like(st, 6, program, k->arena);
		list[n++] = (struct line){ .partner = db_int(st, 0),
			.currency = currency,
			.opening = db_int(st, 2) != 0,
			.id = db_int(st, 3),
			.amount = db_int(st, 4),
			.version = db_int(st, 5),
			.program = program };
	}
	db_reset(st);
	*ret = list;
	*ret_n = n;
	return step == DB_DONE;
}

static bool same_group(const struct line *a, const struct line *b)
{
	return a->partner == b->partner &&
	    strcmp(a->currency, b->currency) == 0;
}

static struct money money_of(const struct group *g, int64_t minor)
{
	struct money m = { .minor = minor };

	memcpy(m.currency, g->lines[0].currency, sizeof(m.currency));
	return m;
}

/* Sums the group that begins there; its balance stands last. */
static bool gather(struct closing *k, const struct line *lines, size_t n,
    struct group *ret, size_t *ret_n, struct err *err)
{
	struct group g = { .lines = lines };
	const struct line *last = NULL;
	struct money earned = money_of(&g, 0);
	size_t i;

	for (i = 0; i < n && same_group(&lines[0], &lines[i]); i++) {
		const struct line *l = &lines[i];

		if (l->opening) {
			g.before = l->id;
			g.opening = l->amount;
			continue;
		}
		g.n++;
		if (!money_add(earned, money_of(&g, l->amount), &earned, err))
			return false;
		if (last != NULL && last->version == l->version &&
		    strcmp(last->program, l->program) == 0)
			continue;
		last = l;
		if (!payout_terms_add_line(k->c->session, &g.terms, l->version,
			l->program, l->partner, l->currency, k->period.to, err))
			return false;
	}
	g.earned = earned.minor;
	*ret_n = i;
	if (g.before != 0 &&
	    !payout_terms_add_chain(k->c->session, &g.terms, g.before, err))
		return false;
	payout_terms_end(&g.terms);
	*ret = g;
	return true;
}

static bool find_withholding(
    struct closing *k, const struct group *g, int64_t *ret, struct err *err)
{
	struct payment_detail tax;

	if (!payment_detail_in_force(k->c->session, g->lines[0].partner,
		PAYMENT_TAX, g->lines[0].currency, k->today, k->arena, &tax,
		err))
		return false;
	*ret = tax.id != 0 ? tax.withholding : 0;
	return true;
}

static bool weigh(struct closing *k, struct group *g, struct err *err)
{
	int64_t withholding = 0;

	return find_withholding(k, g, &withholding, err) &&
	    statement_balance(money_of(g, g->opening), g->earned,
		g->terms.minimum, withholding, &g->balance, err);
}

/* ---- what lapses -------------------------------------------------------- */

static bool find_lapsed(struct closing *k, struct group *g, struct err *err)
{
	/* By months that end: six before September's end is March's. */
	date_days cut =
	    date_add_months(k->period.to + 1, -g->terms.forfeit_months) - 1;
	int64_t *carried, *balances;
	size_t n = 0;

	if (!db_ids(k->c->session->db, SELECT_CARRIED,
		VALUES(val_int(g->before), val_date(cut)), k->arena, &carried,
		&n, err))
		return false;
	if (n == 0)
		return true;
	balances = arena_alloc(k->arena, (n + 1) * sizeof(*balances));
	memcpy(balances, carried, n * sizeof(*balances));
	balances[n] = g->balance.carried;
	g->lapsed = forfeited(balances, n + 1);
	return true;
}

/* The rule's own line: earned and approved on the period's last day. */
static bool write_lapsed(
    struct closing *k, struct group *g, int64_t *ret_tranche, struct err *err)
{
	struct commission_new line = { .kind = "adjustment",
		.partner = g->lines[0].partner,
		.program = g->terms.n > 0 ? g->terms.program.program->id : NULL,
		.amount = money_of(g, -g->lapsed),
		.on = k->period.to,
		.reason = "forfeited",
		.note = arena_fmt(k->arena,
		    "carried for more than %d months, after which the "
		    "program lets it lapse",
		    g->terms.forfeit_months) };
	struct tranche_new tranche = { .amount = -g->lapsed,
		.on = k->period.to,
		.release_on = k->period.to,
		.hold = "" };

	return commission_insert(k->c, &line, &tranche.commission, err) &&
	    tranche_insert(k->c, &tranche, ret_tranche, err) &&
	    tranche_move(k->c, *ret_tranche, COMMISSION_APPROVED, k->period.to,
		"", "", APPROVED_BY_RULE, err);
}

static bool forfeit(
    struct closing *k, struct group *g, int64_t *ret_tranche, struct err *err)
{
	*ret_tranche = 0;
	if (g->terms.forfeit_months == 0 || g->before == 0 ||
	    g->balance.carried <= 0)
		return true;
	if (!find_lapsed(k, g, err))
		return false;
	if (g->lapsed == 0)
		return true;
	g->earned -= g->lapsed;
	k->lapsed++;
	return write_lapsed(k, g, ret_tranche, err) && weigh(k, g, err);
}

/* ---- writing ------------------------------------------------------------ */

static bool insert_statement(
    struct closing *k, const struct group *g, int64_t *ret, struct err *err)
{
	const struct statement_balance *b = &g->balance;
	struct money minimum = money_of(g, g->terms.minimum);
	struct set_list sets = { .n = 0 };

	set_put(&sets, "partner", val_int(g->lines[0].partner));
	set_put_text(&sets, "currency", g->lines[0].currency);
	set_put(&sets, "from_on", val_date(k->period.from));
	set_put(&sets, "to_on", val_date(k->period.to));
	set_put_text(
	    &sets, "status", b->why == CARRIED_NOT ? "closed" : "carried");
	set_put(&sets, "opening", val_int(g->opening));
	set_put(&sets, "earned", val_int(g->earned));
	set_put(&sets, "withheld", val_int(b->withheld));
	set_put(&sets, "payable", val_int(b->payable));
	set_put(&sets, "carried", val_int(b->carried));
	set_put_text(
	    &sets, "why_carried", why_carried_text(b->why, minimum, k->arena));
	set_put(
	    &sets, "dispute_until", val_date(k->today + g->terms.dispute_days));
	set_put(&sets, "pay_by",
	    b->why == CARRIED_NOT
		? val_date(k->period.to + g->terms.pay_within_days)
		: val_null());
	set_put(&sets, "created_at", val_int(k->c->now));
	set_put_text(&sets, "created_by", k->c->session->user);
	set_put(&sets, "updated_at", val_int(k->c->now));
	return change_insert(k->c, "statement", sets.list, sets.n, ret, err);
}

static bool link_lines(struct closing *k, const struct group *g,
    int64_t statement, int64_t lapsed, struct err *err)
{
	const struct set link = { "statement", val_int(statement) };

	for (size_t i = 0; i < g->n; i++)
		if (!change_update(
			k->c, "tranche", g->lines[i].id, 0, &link, 1, err))
			return false;
	if (lapsed != 0 &&
	    !change_update(k->c, "tranche", lapsed, 0, &link, 1, err))
		return false;
	return g->before == 0 ||
	    change_update(k->c, "statement", g->before, 0,
		SETS({ "carried_to", val_int(statement) }), err);
}

static bool count(struct closing *k, const struct group *g, struct err *err)
{
	const char *currency = g->lines[0].currency;
	size_t i = 0;

	k->statements++;
	k->carried[g->balance.why]++;
	if (g->balance.why != CARRIED_NOT)
		return true;
	while (i < k->n_totals && strcmp(k->totals[i].currency, currency) != 0)
		i++;
	if (i == k->n_totals) {
		k->totals = arena_grow(k->arena, k->totals, k->n_totals,
		    &k->totals_size, sizeof(*k->totals));
		k->totals[k->n_totals++] = money_of(g, 0);
	}
	return money_add(
	    k->totals[i], money_of(g, g->balance.payable), &k->totals[i], err);
}

static bool state(struct closing *k, struct group *g, struct err *err)
{
	int64_t statement, lapsed;

	/* Nothing came, and nothing goes on. */
	if (g->n == 0 && g->opening == 0)
		return true;
	if (!weigh(k, g, err) || !forfeit(k, g, &lapsed, err) ||
	    !insert_statement(k, g, &statement, err) ||
	    !link_lines(k, g, statement, lapsed, err))
		return false;
	if (k->first == 0)
		k->first = statement;
	return count(k, g, err);
}

static bool state_all(struct closing *k, struct err *err)
{
	struct line *lines;
	size_t n = 0, used;

	if (!read_lines(k, &lines, &n, err))
		return false;
	for (size_t at = 0; at < n; at += used) {
		struct group g;

		if (!gather(k, lines + at, n - at, &g, &used, err) ||
		    !state(k, &g, err))
			return false;
	}
	return true;
}

/* ---- the operation ------------------------------------------------------ */

/* The period asked for, less what is closed already. */
static bool check_period(struct closing *k, const char *text, struct err *err)
{
	char day[11];
	date_days until = DATE_NONE;

	if (!period_parse(text, &k->period, err) ||
	    !statement_closed_until(k->c->session, &until, err))
		return false;
	if (k->period.to >= k->today)
		return err_invalid(err, "period",
		    "%s ends on %s; it can be closed from the day after.", text,
		    date_text(k->period.to, day));
	if (until == DATE_NONE)
		return true;
	if (k->period.to <= until)
		return err_set(err, ERR_REFUSED,
		    "%s is closed already: the books are closed until %s.",
		    text, date_text(until, day));
	if (k->period.from <= until)
		k->period.from = until + 1;
	return true;
}

static void say_carried(struct closing *k, struct buf *text)
{
	static const char *const whys[] = {
		[CARRIED_NEGATIVE] = "negative",
		[CARRIED_NOTHING] = "of nothing",
		[CARRIED_MINIMUM] = "under the minimum",
	};
	size_t n = k->statements - k->carried[CARRIED_NOT];
	const char *part = "";

	if (n == 0)
		return;
	buf_fmt(text, "; %zu carried forward (", n);
	for (size_t i = CARRIED_NEGATIVE; i < ARRAY_LEN(whys); i++) {
		if (k->carried[i] == 0)
			continue;
		buf_fmt(text, "%s%zu %s", part, k->carried[i], whys[i]);
		part = ", ";
	}
	buf_addc(text, ')');
}

static void say_totals(struct closing *k, struct buf *text)
{
	const char *part = ": ";

	for (size_t i = 0; i < k->n_totals; i++) {
		struct money m = k->totals[i];

		buf_fmt(text, "%s%s %s", part, m.currency,
		    money_text_grouped(m, k->arena));
		part = ", ";
	}
	if (k->n_totals > 0)
		buf_add(text, " to pay");
}

static bool count_not_approved(struct closing *k, int64_t *ret, struct err *err)
{
	struct value n = val_int(0);
	bool found;

	if (!db_value(k->c->session->db, COUNT_NOT_APPROVED,
		VALUES(val_date(k->period.to)), VALUE_INT, k->arena, &found, &n,
		err))
		return false;
	*ret = n.i;
	return true;
}

static bool say(struct closing *k, const char **ret, struct err *err)
{
	struct buf text = BUF_INIT;
	char period[PERIOD_TEXT];
	int64_t left = 0;

	if (!count_not_approved(k, &left, err))
		return false;
	buf_fmt(&text, "%s is closed, %zu statement%s",
	    period_text(k->period, period), k->statements,
	    k->statements == 1 ? "" : "s");
	say_totals(k, &text);
	say_carried(k, &text);
	buf_addc(&text, '.');
	if (k->lapsed > 0)
		buf_fmt(&text, " %zu balance%s lapsed.", k->lapsed,
		    k->lapsed == 1 ? "" : "s");
	if (left > 0)
		buf_fmt(&text,
		    " %" PRId64 " earned line%s not approved and on none; the "
		    "next statement takes %s.",
		    left, left == 1 ? " is" : "s are",
		    left == 1 ? "it" : "them");
	*ret = buf_take(&text, k->arena);
	return true;
}

static bool close_body(struct change *c, struct call *call, struct err *err)
{
	const struct statement_close_params *p = call->params;
	struct closing k = { .c = c,
		.arena = call->arena,
		.today = (date_days)(c->now / 86400) };
	int64_t closing;

	if (!check_period(&k, p->period, err) || !state_all(&k, err))
		return false;
	/* Last, so that taking it back opens the books first. */
	if (!change_insert(c, "closing",
		SETS({ "to_on", val_date(k.period.to) },
		    { "created_at", val_int(c->now) },
		    { "created_by", val_text(c->session->user) }),
		&closing, err))
		return false;
	c->record = k.first;
	return say(&k, &call->ret_text, err);
}

bool statement_close(struct session *s, struct call *call, struct err *err)
{
	struct change c;
	bool again;

	if (!record_begin(s, call, operation_find("statement", "close"), &c,
		&again, err) ||
	    again)
		return again;
	return record_end(&c, call, close_body(&c, call, err), err);
}
