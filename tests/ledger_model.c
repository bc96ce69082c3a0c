/* tests/ledger_model.c - what should stand in the ledger, from the rules. */

#include "config.h"

#include "tests/ledger_model.h"

#include <string.h>

#define RATE 73500 /* millionths */
enum { HOLD_DAYS = 30, CLAWBACK_DAYS = 60 };

static const int64_t minimum[MODEL_CURRENCIES] = { 5000, 5000 };

int64_t model_share(int64_t amount, int64_t part, int64_t whole)
{
	int64_t n = amount * part, twice;
	bool below = n < 0;

	if (below)
		n = -n;
	twice = (2 * n + whole) / (2 * whole);
	return (int64_t)(below ? -twice : twice);
}

struct model_line *model_line(struct model *m, int64_t id)
{
	for (size_t i = 0; i < m->n_lines; i++)
		if (m->lines[i].id == id)
			return &m->lines[i];
	return NULL;
}

struct model_sale *model_sale(struct model *m, int64_t row)
{
	for (size_t i = 0; i < m->n_sales; i++)
		if (m->sales[i].row == row)
			return &m->sales[i];
	return NULL;
}

static void wrong(struct model *m, const char *what)
{
	if (m->wrong == NULL)
		m->wrong = what;
}

/* ---- sales --------------------------------------------------------------- */

static struct model_line *add_line(struct model *m, int64_t id, int partner,
    enum model_currency currency, int64_t amount, int recorder)
{
	struct model_line *line = &m->lines[m->n_lines++];

	*line = (struct model_line){ .id = id,
		.partner = partner,
		.currency = currency,
		.amount = amount,
		.recorder = recorder,
		.sale = -1 };
	return line;
}

static void add_tranche(struct model *m, struct model_line *line,
    int64_t amount, int32_t release_on, int32_t paid_on, int payer)
{
	bool held = m->suspended[line->partner];

	if (amount == 0)
		return;
	if (line->n == MODEL_TRANCHES) {
		wrong(m, "too many tranches for the model");
		return;
	}
	line->tranches[line->n++] = (struct model_tranche){ .amount = amount,
		.release_on = release_on,
		.paid_on = paid_on,
		.in = held ? IN_HELD : IN_EARNED,
		.hold = held ? HOLD_SUSPENDED : HOLD_NONE,
		.payer = payer,
		.statement = -1 };
}

/* Two parts: each its floor, and what is left to the larger remainder, to
 * the lower partner where both are equal. */
static void split(int64_t whole, const struct model_sale *s, int64_t part[2])
{
	int64_t a = whole * s->ppm[0];
	int64_t b = whole * s->ppm[1];
	int64_t left, rest[2];

	part[0] = (int64_t)(a / 1000000);
	part[1] = (int64_t)(b / 1000000);
	rest[0] = (int64_t)(a % 1000000);
	rest[1] = (int64_t)(b % 1000000);
	left = whole - part[0] - part[1];
	if (left == 0)
		return;
	if (rest[0] != rest[1])
		part[rest[0] > rest[1] ? 0 : 1] += left;
	else
		part[s->partner[0] < s->partner[1] ? 0 : 1] += left;
}

static void do_sale(struct model *m, const struct model_event *e)
{
	struct model_sale *s = &m->sales[m->n_sales++];
	int64_t part[2] = { 0, 0 };

	*s = (struct model_sale){ .row = e->row,
		.base = e->amount,
		.currency = e->currency,
		.recorder = e->user,
		.partner = { e->partner, e->other },
		.ppm = { 1000000 - e->ppm, e->ppm },
		.parts = e->other >= 0 ? 2 : 1 };
	split(model_share(e->amount, RATE, 1000000), s, part);
	for (int i = 0; i < s->parts; i++)
		add_line(
		    m, e->part[i], s->partner[i], s->currency, part[i], e->user)
		    ->sale = (int)(m->n_sales - 1);
}

static int64_t earned_of(const struct model_line *line)
{
	int64_t sum = 0;

	for (size_t i = 0; i < line->n; i++)
		sum += line->tranches[i].amount;
	return sum;
}

/* Where a line stands, given what the customer paid. */
static int64_t stands_at(const struct model_sale *s, int64_t amount)
{
	int64_t base = s->base - s->refunded;

	if (!s->any_payment)
		return 0;
	return s->paid >= base ? amount : model_share(amount, s->paid, base);
}

static bool is_of(const struct model *m, const struct model_line *line,
    const struct model_sale *s)
{
	return line->sale >= 0 && &m->sales[line->sale] == s;
}

static void do_pay(struct model *m, const struct model_event *e)
{
	struct model_sale *s = model_sale(m, e->sale);

	if (s == NULL) {
		wrong(m, "a sale was paid that there is not");
		return;
	}
	if (e->amount > s->base - s->paid)
		wrong(m, "more was paid than the sale costs");
	s->paid += e->amount;
	s->any_payment = true;
	for (size_t i = 0; i < m->n_lines; i++) {
		struct model_line *line = &m->lines[i];

		if (is_of(m, line, s))
			add_tranche(m, line,
			    stands_at(s, line->amount) - earned_of(line),
			    e->day + HOLD_DAYS, e->day, e->user);
	}
}

/* ---- refunds ------------------------------------------------------------- */

/* What was paid out to a partner too long ago to be had again; what went
 * back of it already came first from what still could be had. */
static int64_t guarded(
    const struct model *m, const struct model_sale *s, int partner, int32_t day)
{
	int64_t outside = 0, inside = 0, back = 0;

	for (size_t i = 0; i < m->n_lines; i++) {
		const struct model_line *line = &m->lines[i];

		if (!is_of(m, line, s) || line->partner != partner)
			continue;
		for (size_t k = 0; k < line->n; k++) {
			const struct model_tranche *t = &line->tranches[k];

			if (t->in != IN_PAID)
				continue;
			if (t->amount < 0)
				back -= t->amount;
			else if (t->paid_on + CLAWBACK_DAYS < day)
				outside += t->amount;
			else
				inside += t->amount;
		}
	}
	if (back > inside)
		outside -= back - inside;
	return outside > 0 ? outside : 0;
}

static int64_t to_take(
    const struct model *m, struct model_sale *s, int partner, int32_t day)
{
	int64_t got = 0, taken = 0, take, most;

	for (size_t i = 0; i < m->n_lines; i++) {
		const struct model_line *line = &m->lines[i];

		if (!is_of(m, line, s) || line->partner != partner)
			continue;
		if (line->back)
			taken -= line->amount;
		else
			got += line->amount;
	}
	take = model_share(got, s->refunded, s->base) - taken;
	most = got - taken - guarded(m, s, partner, day);
	if (most < 0)
		most = 0;
	s->spared = s->spared || take > most;
	return take < most ? take : most;
}

static int32_t latest_release(
    const struct model *m, const struct model_sale *s, int partner, int32_t day)
{
	int32_t latest = day;

	for (size_t i = 0; i < m->n_lines; i++) {
		const struct model_line *line = &m->lines[i];

		if (!is_of(m, line, s) || line->partner != partner)
			continue;
		for (size_t k = 0; k < line->n; k++)
			if (line->tranches[k].release_on > latest)
				latest = line->tranches[k].release_on;
	}
	return latest;
}

static void do_refund(struct model *m, const struct model_event *e)
{
	struct model_sale *s = model_sale(m, e->sale);
	int64_t take[2] = { 0, 0 };

	if (s == NULL) {
		wrong(m, "a sale was refunded that there is not");
		return;
	}
	if (e->amount > s->base - s->refunded)
		wrong(m, "more was refunded than there was");
	s->refunded += e->amount;
	for (int i = 0; i < s->parts; i++)
		take[i] = to_take(m, s, s->partner[i], e->day);
	for (int i = 0; i < s->parts; i++) {
		struct model_line *line = add_line(m, e->part[i], s->partner[i],
		    s->currency, -take[i], e->user);

		line->sale = (int)(s - m->sales);
		line->back = true;
	}
	if (s->paid < s->base - s->refunded)
		return;
	for (size_t i = 0; i < m->n_lines; i++) {
		struct model_line *line = &m->lines[i];

		if (is_of(m, line, s))
			add_tranche(m, line,
			    stands_at(s, line->amount) - earned_of(line),
			    latest_release(m, s, line->partner, e->day), e->day,
			    -1);
	}
}

/* ---- decisions ------------------------------------------------------------
 */

static bool may_approve(const struct model *m, const struct model_line *line,
    const struct model_tranche *t, int user)
{
	return line->recorder != user && t->payer != user &&
	    (line->sale < 0 || line->back ||
		m->sales[line->sale].recorder != user);
}

static void end_hold(
    struct model *m, const struct model_line *line, struct model_tranche *t)
{
	if (m->suspended[line->partner]) {
		t->hold = HOLD_SUSPENDED;
		return;
	}
	t->hold = HOLD_NONE;
	t->in = t->approved ? IN_APPROVED : IN_EARNED;
}

static void decide_one(struct model *m, const struct model_event *e,
    struct model_line *line, struct model_tranche *t, size_t *n)
{
	bool free = t->in == IN_EARNED || t->in == IN_APPROVED;

	if (e->kind == DO_HOLD && free && t->statement < 0) {
		t->in = IN_HELD;
		t->hold = HOLD_HAND;
	} else if (e->kind == DO_RELEASE && t->hold == HOLD_HAND) {
		end_hold(m, line, t);
	} else if (e->kind == DO_APPROVE && t->in == IN_EARNED &&
	    may_approve(m, line, t, e->user)) {
		t->in = IN_APPROVED;
		t->approved = true;
	} else if (e->kind == DO_UNAPPROVE && t->in == IN_APPROVED &&
	    t->statement < 0) {
		t->in = IN_EARNED;
		t->approved = false;
	} else {
		return;
	}
	(*n)++;
}

static void do_decide(struct model *m, const struct model_event *e)
{
	struct model_line *line = model_line(m, e->line);
	size_t n = 0;

	for (size_t i = 0; line != NULL && i < line->n; i++)
		decide_one(m, e, line, &line->tranches[i], &n);
	if (n == 0)
		wrong(m, "there was nothing to decide");
}

static void do_suspension(struct model *m, const struct model_event *e)
{
	m->suspended[e->partner] = e->kind == DO_SUSPEND;
	for (size_t i = 0; i < m->n_lines; i++) {
		struct model_line *line = &m->lines[i];

		if (line->partner != e->partner)
			continue;
		for (size_t k = 0; k < line->n; k++) {
			struct model_tranche *t = &line->tranches[k];

			if (e->kind == DO_REINSTATE &&
			    t->hold == HOLD_SUSPENDED) {
				end_hold(m, line, t);
			} else if (e->kind == DO_SUSPEND &&
			    (t->in == IN_EARNED || t->in == IN_APPROVED)) {
				t->in = IN_HELD;
				t->hold = HOLD_SUSPENDED;
			}
		}
	}
}

/* Earned at once, without a window. */
static void do_adjust(struct model *m, const struct model_event *e)
{
	struct model_line *line =
	    add_line(m, e->row, e->partner, e->currency, e->amount, e->user);

	add_tranche(m, line, e->amount, e->day, e->day, -1);
}

/* ---- statements and payouts -----------------------------------------------
 */

static void state(
    struct model *m, int partner, enum model_currency currency, int32_t to)
{
	struct model_statement st = {
		.partner = partner, .currency = currency, .to = to, .next = -1
	};
	int here = (int)m->n_statements, before = -1;
	size_t n = 0;

	for (size_t i = 0; i < m->n_lines; i++)
		for (size_t k = 0; k < m->lines[i].n; k++) {
			struct model_tranche *t = &m->lines[i].tranches[k];

			if (m->lines[i].partner != partner ||
			    m->lines[i].currency != currency ||
			    t->in != IN_APPROVED || t->statement >= 0 ||
			    t->release_on > to)
				continue;
			t->statement = here;
			st.earned += t->amount;
			n++;
		}
	for (int i = 0; i < here; i++)
		if (m->statements[i].partner == partner &&
		    m->statements[i].currency == currency &&
		    m->statements[i].payable == 0 && m->statements[i].next < 0)
			before = i;
	if (before >= 0)
		st.opening = m->statements[before].carried;
	if (n == 0 && st.opening == 0)
		return;
	if (before >= 0)
		m->statements[before].next = here;
	if (st.opening + st.earned > 0 &&
	    st.opening + st.earned >= minimum[currency])
		st.payable = st.opening + st.earned;
	else
		st.carried = st.opening + st.earned;
	m->statements[m->n_statements++] = st;
}

static void do_close(struct model *m, const struct model_event *e)
{
	for (int p = 0; p < MODEL_PARTNERS; p++)
		for (int c = 0; c < MODEL_CURRENCIES; c++)
			state(m, p, (enum model_currency)c, e->day);
}

static void do_run(struct model *m, const struct model_event *e)
{
	for (size_t i = 0; i < m->n_statements; i++) {
		struct model_statement *st = &m->statements[i];

		if (st->payable > 0 && st->payout == 0 &&
		    !m->suspended[st->partner])
			st->payout = e->part[st->currency];
	}
}

/* Those of the whole chain that was carried to it. */
static void move_chain(struct model *m, int statement, bool paid)
{
	m->statements[statement].paid = paid;
	for (size_t i = 0; i < m->n_lines; i++)
		for (size_t k = 0; k < m->lines[i].n; k++) {
			struct model_tranche *t = &m->lines[i].tranches[k];

			if (t->statement != statement)
				continue;
			t->in = paid ? IN_PAID : IN_APPROVED;
			if (!paid && m->suspended[m->lines[i].partner]) {
				t->in = IN_HELD;
				t->hold = HOLD_SUSPENDED;
			}
		}
	for (int i = 0; i < statement; i++)
		if (m->statements[i].next == statement)
			move_chain(m, i, paid);
}

static void do_settle(struct model *m, const struct model_event *e)
{
	for (size_t i = 0; i < m->n_statements; i++) {
		struct model_statement *st = &m->statements[i];

		if (st->payout != e->row ||
		    (e->kind == DO_RETURN && st->partner != e->partner))
			continue;
		if (e->kind == DO_RETURN)
			st->payout = 0;
		move_chain(m, (int)i, e->kind == DO_SETTLE);
	}
}

/* ---- all ------------------------------------------------------------------
 */

void model_replay(struct model *m, const struct model_event *events, size_t n)
{
	static void (*const rules[EVENT_KINDS])(
	    struct model * m, const struct model_event *e) = {
		[DO_SALE] = do_sale,
		[DO_PAY] = do_pay,
		[DO_REFUND] = do_refund,
		[DO_HOLD] = do_decide,
		[DO_RELEASE] = do_decide,
		[DO_APPROVE] = do_decide,
		[DO_UNAPPROVE] = do_decide,
		[DO_SUSPEND] = do_suspension,
		[DO_REINSTATE] = do_suspension,
		[DO_ADJUST] = do_adjust,
		[DO_CLOSE] = do_close,
		[DO_RUN] = do_run,
		[DO_SETTLE] = do_settle,
		[DO_RETURN] = do_settle,
	};

	m->n_sales = m->n_lines = m->n_statements = 0;
	memset(m->suspended, 0, sizeof(m->suspended));
	m->wrong = NULL;
	for (size_t i = 0; i < n; i++)
		if (!events[i].undone)
			rules[events[i].kind](m, &events[i]);
}

static enum model_account account_of(const struct model_tranche *t, int32_t day)
{
	return t->release_on > day ? IN_HELD : t->in;
}

int64_t model_sum(const struct model *m, int partner,
    enum model_currency currency, enum model_account account, int32_t day)
{
	int64_t sum = 0;

	for (size_t i = 0; i < m->n_lines; i++) {
		const struct model_line *line = &m->lines[i];

		if (line->partner != partner || line->currency != currency)
			continue;
		if (account == IN_ACCRUED)
			sum += line->amount - earned_of(line);
		for (size_t k = 0; k < line->n; k++)
			if (account_of(&line->tranches[k], day) == account)
				sum += line->tranches[k].amount;
	}
	return sum;
}

int64_t model_left(const struct model *m, const struct model_sale *s)
{
	int64_t sum = 0;

	for (size_t i = 0; i < m->n_lines; i++) {
		const struct model_line *line = &m->lines[i];

		if (is_of(m, line, s))
			sum += line->amount;
	}
	return s->spared ? 0 : sum;
}
