/*
 * tests/unit/test_ledger_random.c - sales, payments, refunds, decisions,
 * statements, payouts and undo at random, against a model in memory.
 *
 * LEDGER_SEED=N walks one seed, LEDGER_STEPS=N that many steps of it, with
 * every step told: so a fault is replayed and shrunk.
 */

#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "domain/check.h"
#include "domain/operation.h"
#include "tests/desk.h"
#include "tests/ledger_books.h"
#include "tests/tap.h"

enum { SEEDS = 3, STEPS = 260, CHECK_EVERY = 130, FAR = 4000 };

static const char PROGRAM[] =
    "accord: 1\nprogram: walk\nversion: 2026-01\nvalid_from: 2025-01-01\n"
    "name: Walk\ntype: reseller\nvendor: V\n"
    "entities: [{id: eu, name: E, currency: EUR, countries: [default],"
    " timezone: UTC}]\n"
    "products: [{id: subscription, name: S}]\n"
    "levels: [{id: registered, name: R}]\n"
    "commission:\n  hold_days: 30\n  clawback_days: 60\n"
    "  rules: [{id: all, product: subscription, rate: 7.35%}]\n"
    "payout:\n  every: month\n  minimum: {EUR: \"50.00\", JPY: \"5000\"}\n"
    "...\n";

#define currencies books_currencies
static const char *const names[EVENT_KINDS] = { "sale", "pay", "refund", "hold",
	"release", "approve", "unapprove", "suspend", "reinstate", "adjust",
	"close", "run", "settle", "return" };

static struct desk d;
static struct session *users[MODEL_USERS];
static int64_t partners[MODEL_PARTNERS], enrollments[MODEL_PARTNERS];
static struct model_event events[MODEL_EVENTS];
static size_t n_events, done[EVENT_KINDS], undone;
static struct model model;
static struct books books = { &d, &model, partners };
static date_days today, closed_until;
static struct err err;
static uint64_t random_state;
static bool told; /* every step */

static unsigned roll(unsigned n)
{
	random_state =
	    random_state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(random_state >> 33) % n;
}

static int64_t number(const char *sql, int64_t of)
{
	return desk_int(&d, sql, of);
}

#define TEXT(...) arena_fmt(&d.arena, __VA_ARGS__)

static const char *day_text(date_days day)
{
	char text[11];

	return arena_str(&d.arena, date_text(day, text));
}

/* ---- the desk --------------------------------------------------------------
 */

static void set_clock(date_days day)
{
	const char *text = day_text(day);

	today = day;
	desk_at(&d, d.owner, text);
	for (int i = 0; i < MODEL_USERS; i++)
		desk_at(&d, users[i], text);
}

static bool open_partner(int i)
{
	partners[i] = DESK_OP(&d, d.owner, "partner", "add", 0,
	    TEXT("name=Partner %c", 'A' + i), "country=DE");
	enrollments[i] = DESK_OP(&d, d.owner, "enrollment", "add", 0,
	    TEXT("partner=P-%" PRId64, partners[i]), "program=walk",
	    "reason=known_partner");
	if (number("SELECT status <> 'active' FROM enrollment WHERE id = ?1",
		enrollments[i]) == 0)
		return true;
	return DESK_OP(&d, d.owner, "enrollment", "activate", enrollments[i],
		   NULL) != 0;
}

static bool open_all(void)
{
	static const char *const people[] = { "fay", "finn", "gus" };

	if (!desk_open(&d, ":memory:") || !desk_load(&d, PROGRAM))
		return false;
	for (int i = 0; i < MODEL_USERS; i++)
		users[i] = desk_login(&d, people[i], "finance");
	set_clock(date_of(2026, 3, 2));
	n_events = 0;
	closed_until = DATE_NONE;
	for (int i = 0; i < MODEL_PARTNERS; i++)
		if (!open_partner(i)) {
			printf("# %s\n", err.text);
			return false;
		}
	model_replay(&model, events, 0);
	return true;
}

static void close_all(void)
{
	for (int i = 0; i < MODEL_USERS; i++)
		session_close(users[i]);
	desk_close(&d);
}

/* ---- steps -----------------------------------------------------------------
 */

/* An operation; 0 when it was refused. */
static int64_t act(const struct model_event *e, const char *noun,
    const char *verb, int64_t id, const char *const *params)
{
	struct session *s =
	    strcmp(noun, "enrollment") == 0 ? d.owner : users[e->user];

	err.text[0] = '\0';
	return desk_op(&d, s, noun, verb, id, params, &err);
}
#define ACT(e, noun, verb, id, ...)    \
	act((e), (noun), (verb), (id), \
	    (const char *const[]){ __VA_ARGS__, NULL })

static const char *amount(enum model_currency currency, int64_t minor)
{
	struct money m = { .minor = minor };

	memcpy(m.currency, currencies[currency], 3);
	return TEXT("amount=%s", money_text(m, &d.arena));
}

static int64_t line_of(int64_t sale, int partner)
{
	return partner < 0
	    ? 0
	    : number(TEXT("SELECT coalesce(max(id), 0) FROM commission WHERE"
			  " sale = ?1 AND void = 0 AND partner = %" PRId64,
			 partners[partner]),
		  sale);
}

static bool step_sale(struct model_event *e)
{
	const char *split = "split=";

	if (model.n_sales == MODEL_SALES)
		return false;
	e->amount = e->currency == MODEL_EUR ? 100 + roll(90000000)
					     : 1000 + roll(9000000);
	e->other = -1;
	if (roll(3) == 0) {
		e->other = (e->partner + 1) % MODEL_PARTNERS;
		e->ppm = 1 + roll(999998);
		split = TEXT("split=P-%" PRId64 ":%" PRId64 ",P-%" PRId64
			     ":%" PRId64,
		    partners[e->partner], 1000000 - e->ppm, partners[e->other],
		    e->ppm);
	}
	e->day -= (int)roll(12);
	e->row = ACT(e, "sale", "add", 0,
	    TEXT("partner=P-%" PRId64, partners[e->partner]),
	    TEXT("customer=Customer %d", e->partner), "product=subscription",
	    amount(e->currency, e->amount),
	    TEXT("currency=%s", currencies[e->currency]),
	    TEXT("date=%s", day_text(e->day)), split);
	e->part[0] = line_of(e->row, e->partner);
	e->part[1] = line_of(e->row, e->other);
	return e->row != 0;
}

/* Some of what is left, or all of it. */
static int64_t some(int64_t left)
{
	return roll(3) == 0 ? left : 1 + (int64_t)roll((unsigned)left);
}

static struct model_sale *any_sale(struct model_event *e)
{
	struct model_sale *s;

	if (model.n_sales == 0)
		return NULL;
	/* The late ones more often: there is more to do with them. */
	s = &model.sales[model.n_sales - 1 -
	    roll((unsigned)model.n_sales) %
		(1 + roll((unsigned)model.n_sales))];
	e->sale = s->row;
	e->currency = s->currency;
	return s;
}

static bool step_pay(struct model_event *e)
{
	const struct model_sale *s = any_sale(e);

	if (s == NULL || s->base - s->refunded - s->paid <= 0)
		return false;
	e->amount = some(s->base - s->refunded - s->paid);
	e->day -= (int)roll(5);
	return ACT(e, "sale", "pay", e->sale, amount(e->currency, e->amount),
		   TEXT("on=%s", day_text(e->day))) != 0;
}

static bool refund(struct model_event *e, const struct model_sale *s)
{
	if (ACT(e, "sale", "refund", e->sale, amount(e->currency, e->amount),
		"reason=x") == 0)
		return false;
	e->row = number("SELECT max(id) FROM sale WHERE refund_of = ?1"
			" AND void = 0",
	    e->sale);
	e->part[0] = line_of(e->row, s->partner[0]);
	e->part[1] = s->parts > 1 ? line_of(e->row, s->partner[1]) : 0;
	return true;
}

static bool step_refund(struct model_event *e)
{
	const struct model_sale *s = any_sale(e);

	if (s == NULL || s->base == s->refunded)
		return false;
	e->amount = some(s->base - s->refunded);
	return refund(e, s);
}

/* One that has something for it, mostly; any, now and then. */
static int64_t line_to_decide(enum event_kind kind)
{
	enum model_account in = kind == DO_RELEASE ? IN_HELD
	    : kind == DO_UNAPPROVE                 ? IN_APPROVED
						   : IN_EARNED;
	size_t from = roll((unsigned)model.n_lines);

	for (size_t i = 0; i < model.n_lines && roll(10) > 0; i++) {
		const struct model_line *line =
		    &model.lines[(from + i) % model.n_lines];

		for (size_t k = 0; k < line->n; k++)
			if (line->tranches[k].in == in)
				return line->id;
	}
	return model.lines[from].id;
}

static bool step_decide(struct model_event *e)
{
	bool reasoned = e->kind == DO_HOLD || e->kind == DO_UNAPPROVE;

	if (model.n_lines == 0)
		return false;
	e->line = line_to_decide(e->kind);
	if (e->line == 0)
		return false;
	return reasoned
	    ? ACT(e, "commission", names[e->kind], e->line, "reason=x") != 0
	    : ACT(e, "commission", names[e->kind], e->line, NULL) != 0;
}

static bool step_suspension(struct model_event *e)
{
	return e->kind == DO_SUSPEND
	    ? ACT(e, "enrollment", "suspend", enrollments[e->partner],
		  "reason=conduct") != 0
	    : ACT(e, "enrollment", "reinstate", enrollments[e->partner],
		  NULL) != 0;
}

static bool step_adjust(struct model_event *e)
{
	bool bonus = roll(2) == 0;

	e->amount = 1 + roll(90000);
	if (!bonus && roll(2) == 0)
		e->amount = -e->amount;
	e->row = ACT(e, "commission", bonus ? "bonus" : "adjust", 0,
	    TEXT("partner=P-%" PRId64, partners[e->partner]),
	    amount(e->currency, e->amount),
	    TEXT("currency=%s", currencies[e->currency]), "reason=x");
	return e->row != 0;
}

/* The next month that is over. */
static bool step_close(struct model_event *e)
{
	date_days from =
	    closed_until == DATE_NONE ? date_of(2026, 3, 1) : closed_until + 1;
	date_days to = date_add_months(from, 1) - 1;

	if (to >= today || model.n_statements + 6 > MODEL_STATEMENTS)
		return false;
	e->day = to;
	(void)ACT(
	    e, "statement", "close", 0, TEXT("period=%.7s", day_text(from)));
	if (err.text[0] != '\0')
		return false;
	closed_until = to;
	return true;
}

static bool step_run(struct model_event *e)
{
	int64_t last = number("SELECT coalesce(max(id), ?1) FROM payout", 0);

	if (closed_until == DATE_NONE ||
	    operation_find("payout", "run") == NULL)
		return false;
	(void)ACT(
	    e, "payout", "run", 0, TEXT("period=%.7s", day_text(closed_until)));
	for (int c = 0; c < MODEL_CURRENCIES; c++)
		e->part[c] =
		    number(TEXT("SELECT coalesce(max(id), 0) FROM payout WHERE"
				" id > ?1 AND void = 0 AND currency = '%s'",
			       currencies[c]),
			last);
	return e->part[0] + e->part[1] != 0;
}

static bool step_settle(struct model_event *e)
{
	e->row = number("SELECT coalesce(min(id), ?1) FROM payout WHERE"
			" status IN ('proposed', 'approved') AND void = 0",
	    0);
	if (e->row == 0)
		return false;
	(void)ACT(e, "payout", "approve", e->row, NULL);
	return ACT(e, "payout", "paid", e->row, NULL) != 0;
}

static bool step_return(struct model_event *e)
{
	e->row = number("SELECT coalesce(max(id), ?1) FROM payout WHERE"
			" status = 'paid' AND void = 0",
	    0);
	return e->row != 0 &&
	    ACT(e, "payout", "return", e->row,
		TEXT("partner=P-%" PRId64, partners[e->partner]),
		"reason=x") != 0;
}

/* ---- what must hold --------------------------------------------------------
 */

static void look(void *arg, const char *what, bool ok)
{
	if (ok)
		return;
	(*(size_t *)arg)++;
	printf("# %s\n", what);
}

static bool is_sound(void)
{
	size_t faults = 0;

	return check_all(d.owner, look, &faults, &err) && faults == 0;
}

static bool agrees(void)
{
	model_replay(&model, events, n_events);
	if (model.wrong != NULL) {
		printf("# it let through: %s\n", model.wrong);
		return false;
	}
	if (!books_agree(&books, today))
		return false;
	return n_events % 5 != 0 ||
	    (books_agree(&books, today + FAR) && books_hold(&books));
}

/* ---- the walk --------------------------------------------------------------
 */

/* Whether it goes by what is held, approved or stated at the time. */
static bool is_hold(const struct model_event *e)
{
	return e->kind == DO_HOLD || e->kind == DO_RELEASE ||
	    e->kind == DO_UNAPPROVE || e->kind == DO_SUSPEND ||
	    e->kind == DO_REINSTATE;
}

/*
 * What a closing did not see because it was held stays off its statements
 * when the hold is taken back, and a hold that passed by what was stated
 * does not take it when that is no more; a replay would do both.
 */
static bool is_replayed(const struct model_event *e)
{
	for (const struct model_event *k = e + 1; k < events + n_events; k++) {
		bool states = k->kind == DO_CLOSE || k->kind == DO_RUN;

		if (!k->undone &&
		    ((is_hold(e) && states) ||
			(e->kind == DO_CLOSE && is_hold(k))))
			return false;
	}
	return true;
}

/* One that stands; the last ones more often. */
static bool step_undo(void)
{
	size_t back = n_events > 0 ? roll(1 + roll(1 + roll(12))) : 0;
	struct model_event *e;
	size_t n;

	if (back >= n_events)
		return true;
	e = &events[n_events - 1 - back];
	if (e->undone || !is_replayed(e) ||
	    !change_undo(d.owner, e->audit, NULL, &n, &err))
		return true;
	e->undone = true;
	undone++;
	if (e->kind == DO_CLOSE) {
		int64_t until =
		    number("SELECT coalesce(max(to_on), -1) FROM closing WHERE"
			   " void = ?1",
			0);

		closed_until = until < 0 ? DATE_NONE : (date_days)until;
	}
	if (told)
		printf("# undo %s of audit %" PRId64 "\n", names[e->kind],
		    e->audit);
	return agrees();
}

static bool step(void)
{
	static bool (*const steps[EVENT_KINDS])(struct model_event * e) = {
		[DO_SALE] = step_sale,
		[DO_PAY] = step_pay,
		[DO_REFUND] = step_refund,
		[DO_HOLD] = step_decide,
		[DO_RELEASE] = step_decide,
		[DO_APPROVE] = step_decide,
		[DO_UNAPPROVE] = step_decide,
		[DO_SUSPEND] = step_suspension,
		[DO_REINSTATE] = step_suspension,
		[DO_ADJUST] = step_adjust,
		[DO_CLOSE] = step_close,
		[DO_RUN] = step_run,
		[DO_SETTLE] = step_settle,
		[DO_RETURN] = step_return,
	};
	/* How often each is tried. */
	static const unsigned char often[] = { DO_SALE, DO_SALE, DO_SALE,
		DO_PAY, DO_PAY, DO_PAY, DO_PAY, DO_PAY, DO_REFUND, DO_REFUND,
		DO_HOLD, DO_RELEASE, DO_RELEASE, DO_APPROVE, DO_APPROVE,
		DO_APPROVE, DO_APPROVE, DO_APPROVE, DO_APPROVE, DO_UNAPPROVE,
		DO_SUSPEND, DO_REINSTATE, DO_REINSTATE, DO_ADJUST, DO_CLOSE,
		DO_RUN, DO_SETTLE, DO_RETURN };
	struct model_event e = {
		.kind = (enum event_kind)often[roll(sizeof(often))],
		.user = (int)roll(MODEL_USERS),
		.day = today,
		.partner = (int)roll(MODEL_PARTNERS),
		.currency = (enum model_currency)roll(MODEL_CURRENCIES)
	};

	if (roll(9) == 0)
		return step_undo();
	if (n_events == MODEL_EVENTS || !steps[e.kind](&e))
		return true;
	e.audit = number("SELECT max(id) FROM audit WHERE id > ?1", 0);
	if (told)
		printf("# %zu %s %s: user %d, partner %d, sale %" PRId64
		       ", line %" PRId64 ", row %" PRId64 ", %" PRId64 " %s\n",
		    n_events, day_text(today), names[e.kind], e.user, e.partner,
		    e.sale, e.line, e.row, e.amount, currencies[e.currency]);
	events[n_events++] = e;
	done[e.kind]++;
	return agrees();
}

/* The refund of everything nets to nothing, to the cent. */
static bool refund_all(void)
{
	for (size_t i = 0; i < model.n_sales; i++) {
		const struct model_sale *s = &model.sales[i];
		struct model_event e = { .kind = DO_REFUND,
			.day = today,
			.sale = s->row,
			.currency = s->currency,
			.amount = s->base - s->refunded };

		if (e.amount == 0 || n_events == MODEL_EVENTS)
			continue;
		if (!refund(&e, s)) {
			printf("# S-%" PRId64 ": %s\n", s->row, err.text);
			return false;
		}
		events[n_events++] = e;
	}
	if (!agrees())
		return false;
	for (size_t i = 0; i < model.n_sales; i++)
		if (model.sales[i].refunded == model.sales[i].base &&
		    model_left(&model, &model.sales[i]) != 0)
			return false;
	return true;
}

static bool walk(uint64_t seed, int steps)
{
	bool ok = open_all();

	printf("# seed %" PRIu64 ": LEDGER_SEED=%" PRIu64
	       " LEDGER_STEPS=%d walks it\n",
	    seed, seed, steps);
	random_state = seed;
	for (int i = 1; ok && i <= steps; i++) {
		if (roll(4) == 0)
			set_clock(today + (int)roll(9));
		ok = step() && (i % CHECK_EVERY != 0 || is_sound());
		if (!ok)
			printf("# seed %" PRIu64 ", step %d\n", seed, i);
	}
	ok = ok && refund_all() && is_sound();
	close_all();
	return ok;
}

static const char *setting(const char *name)
{
	const char *text = getenv(name);

	return text != NULL && text[0] != '\0' ? text : NULL;
}

static void whatever_happens_the_ledger_is_what_the_rules_say(void)
{
	const char *seed = setting("LEDGER_SEED");
	const char *steps = setting("LEDGER_STEPS");
	int n = steps != NULL ? (int)strtol(steps, NULL, 10) : STEPS;

	told = seed != NULL;
	if (seed != NULL) {
		CHECK(walk(strtoull(seed, NULL, 10), n));
		return;
	}
	for (uint64_t i = 1; i <= SEEDS; i++)
		CHECK(walk(i, n));
}

/* A walk that never gets anywhere would agree, too. */
static void everything_happened(void)
{
	for (int i = 0; i < EVENT_KINDS; i++) {
		printf("# %s: %zu\n", names[i], done[i]);
		if (i < DO_RUN || operation_find("payout", "run") != NULL)
			CHECK(done[i] > 0);
	}
	CHECK(undone > 0);
}

int main(void)
{
	RUN(whatever_happens_the_ledger_is_what_the_rules_say);
	if (setting("LEDGER_SEED") == NULL)
		RUN(everything_happened);
	return tap_done();
}
