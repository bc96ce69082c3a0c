/* domain/commission_book.c - sales one after the other, kept in memory. */

#include "config.h"

#include "domain/commission_book.h"

#include <inttypes.h>
#include <string.h>

#include "base/table.h"
#include "domain/commission_dates.h"
#include "domain/commission_share.h"

#define NOWHERE SIZE_MAX

/* A sum that is found by its key. */
struct sums {
	struct table table;
	int64_t *list;
	size_t size;
};

/* A sale that is refunded: what it was, and what went back so far. */
struct refunded {
	bool counted, written;
	const char *partner;
	struct money base;
	const struct program_rule *rule;
	size_t group, cap; /* in the sums; or NOWHERE */
	struct money amount;
	int64_t back_counted; /* minor units of the base, in the first pass */
	int64_t back, taken;  /* in the second */
};

struct commission_book {
	const struct program *program;
	const struct program_commission *terms;
	struct arena *arena;
	struct sums first;       /* partner, customer: their first sale's day */
	struct sums total;       /* counted: base of a step's group */
	struct sums accumulated; /* written: the same, so far */
	struct sums given;       /* written: commission under a cap */
	struct table refunds;
	struct refunded *refunded;
	size_t refunded_size;
};

struct commission_book *book_open(const struct program *p, struct arena *a)
{
	struct commission_book *b = arena_alloc(a, sizeof(*b));
	struct table empty = TABLE_INIT(a);

	b->program = p;
	b->terms = p->commission;
	b->arena = a;
	b->first.table = b->total.table = empty;
	b->accumulated.table = b->given.table = b->refunds = empty;
	return b;
}

/* The sum's number; a new one starts from `start`. */
static size_t sum_at(
    struct commission_book *b, struct sums *s, const char *key, int64_t start)
{
	size_t n = s->table.n, at = table_add(&s->table, key);

	if (at == n) {
		s->list = arena_grow(
		    b->arena, s->list, n, &s->size, sizeof(*s->list));
		s->list[at] = start;
	}
	return at;
}

void book_expect_refund(struct commission_book *b, const char *sale)
{
	size_t n = b->refunds.n, at = table_add(&b->refunds, sale);

	if (at != n)
		return;
	b->refunded = arena_grow(
	    b->arena, b->refunded, n, &b->refunded_size, sizeof(*b->refunded));
	b->refunded[at] = (struct refunded){ .group = NOWHERE, .cap = NOWHERE };
}

/* ---- where a sale counts ------------------------------------------------ */

/* First year or renewal, and the rule; NULL with a reason. */
static const struct program_rule *find_rule(struct commission_book *b,
    struct book_sale *s, struct arena *a, const char **ret_why)
{
	const char *key = arena_fmt(a, "%s\x1f%s", s->partner, s->customer);
	size_t at = sum_at(b, &b->first, key, s->on);
	date_days first = (date_days)b->first.list[at];

	s->sale.renewal = commission_is_renewal(first, s->on);
	if (s->kind != NULL && s->kind[0] != '\0')
		s->sale.renewal = strcmp(s->kind, "renewal") == 0;
	if (!commission_in_duration(b->terms->duration_months, first, s->on)) {
		*ret_why = arena_fmt(a,
		    "The %d months from the customer's first sale are over.",
		    b->terms->duration_months);
		return NULL;
	}
	*ret_why = NULL;
	return commission_rule(
	    b->terms, s->sale.product, s->sale.level, s->sale.renewal);
}

static const char *group_key(
    const struct book_sale *s, const struct program_rule *rule, struct arena *a)
{
	struct date_span span;

	if (rule->pays != PAYS_TIERS || rule->tiers->per == TIER_SALE)
		return NULL;
	span = commission_tier_period(rule->tiers->per, s->on);
	return arena_fmt(a, "%s\x1f%s\x1f%s\x1f%" PRId32, s->partner,
	    s->sale.base.currency, rule->id, span.from);
}

static const char *cap_key(const struct commission_book *b,
    const struct book_sale *s, const struct program_rule *rule, struct arena *a)
{
	struct date_span span;

	if (rule->cap == NULL || rule->cap->per == CAP_SALE)
		return NULL;
	if (rule->cap->per == CAP_CUSTOMER)
		return arena_fmt(a, "%s\x1f%s\x1f%s\x1f%s", s->partner,
		    s->sale.base.currency, rule->id, s->customer);
	span = commission_payout_period(b->program->payout.every, s->on);
	return arena_fmt(a, "%s\x1f%s\x1f%s\x1f%" PRId32, s->partner,
	    s->sale.base.currency, rule->id, span.from);
}

static bool add(int64_t *sum, int64_t n, struct err *err)
{
	if (__builtin_add_overflow(*sum, n, sum) || *sum > MONEY_MAX)
		return err_set(err, ERR_INVALID,
		    "What accumulates over these sales is too large.");
	return true;
}

static bool is_refund(const struct book_sale *s)
{
	return s->refund_of != NULL && s->refund_of[0] != '\0';
}

static struct refunded *find_refunded(
    const struct commission_book *b, const char *sale)
{
	size_t at = table_find(&b->refunds, sale);

	return at != SIZE_MAX ? &b->refunded[at] : NULL;
}

/* ---- first pass --------------------------------------------------------- */

static bool count_refund(
    struct commission_book *b, const struct book_sale *s, struct err *err)
{
	struct refunded *r = find_refunded(b, s->refund_of);
	int64_t back = -s->sale.base.minor;

	if (r == NULL || !r->counted)
		return err_set(err, ERR_REFUSED,
		    "The sale %s that is refunded did not come before.",
		    s->refund_of);
	if (strcmp(r->partner, s->partner) != 0 ||
	    strcmp(r->base.currency, s->sale.base.currency) != 0)
		return err_set(err, ERR_REFUSED,
		    "The sale %s that is refunded is of another partner or "
		    "currency.",
		    s->refund_of);
	if (back < 0 || r->back_counted + back > r->base.minor)
		return err_set(err, ERR_REFUSED,
		    "More is refunded than the sale %s still has.",
		    s->refund_of);
	r->back_counted += back;
	if (r->group != NOWHERE)
		b->total.list[r->group] -= back;
	return true;
}

bool book_count(
    struct commission_book *b, const struct book_sale *sale, struct err *err)
{
	struct book_sale s = *sale;
	struct arena a = ARENA_INIT;
	const struct program_rule *rule;
	const char *why, *key = NULL;
	struct refunded *r;
	size_t group = NOWHERE;
	bool ok = true;

	if (is_refund(&s))
		return count_refund(b, &s, err);
	if (s.sale.base.minor < 0)
		return err_invalid(err, "amount",
		    "A negative amount names the sale it refunds.");
	rule = find_rule(b, &s, &a, &why);
	if (rule != NULL)
		key = group_key(&s, rule, &a);
	if (key != NULL) {
		group = sum_at(b, &b->total, key, 0);
		ok = add(&b->total.list[group], s.sale.base.minor, err);
	}
	r = s.id != NULL ? find_refunded(b, s.id) : NULL;
	if (ok && r != NULL) {
		r->counted = true;
		r->partner = arena_str(b->arena, s.partner);
		r->base = s.sale.base;
		r->group = group;
	}
	arena_done(&a);
	return ok;
}

/* ---- second pass -------------------------------------------------------- */

/* Retroactive steps are asked at the period's end, others as it goes. */
static struct commission_before before_of(struct commission_book *b,
    const struct book_sale *s, const struct program_rule *rule, struct arena *a,
    size_t *ret_group, size_t *ret_cap)
{
	const char *group = group_key(s, rule, a);
	const char *cap = cap_key(b, s, rule, a);
	struct commission_before before = { 0, 0 };

	*ret_group = *ret_cap = NOWHERE;
	if (group != NULL) {
		size_t at = sum_at(b, &b->accumulated, group, 0);
		size_t total = table_find(&b->total.table, group);

		*ret_group = at;
		before.accumulated = b->accumulated.list[at];
		if (rule->tiers->kind == TIER_RETROACTIVE && total != SIZE_MAX)
			before.accumulated =
			    b->total.list[total] - s->sale.base.minor;
	}
	if (cap != NULL) {
		*ret_cap = sum_at(b, &b->given, cap, 0);
		before.given = b->given.list[*ret_cap];
	}
	return before;
}

static void keep_refunded(struct commission_book *b, const struct book_sale *s,
    const struct commission_line *line, size_t group, size_t cap)
{
	struct refunded *r = s->id != NULL ? find_refunded(b, s->id) : NULL;

	if (r == NULL)
		return;
	r->written = true;
	r->rule = line->rule;
	r->amount = line->amount;
	r->group = group;
	r->cap = cap;
}

/* Pro rata of what the sale really got; never rated again. */
static bool refund_line(struct commission_book *b, const struct book_sale *s,
    struct commission_line *ret, struct err *err)
{
	struct refunded *r = find_refunded(b, s->refund_of);
	struct money taken;

	if (r == NULL || !r->written)
		return err_set(err, ERR_REFUSED,
		    "The sale %s that is refunded was not written.",
		    s->refund_of);
	r->back -= s->sale.base.minor;
	if (!commission_refund(r->amount, r->base.minor, r->back, r->taken,
		b->terms->rounding, &taken, err))
		return false;
	r->taken += taken.minor;
	if (r->group != NOWHERE)
		b->accumulated.list[r->group] += s->sale.base.minor;
	if (r->cap != NOWHERE)
		b->given.list[r->cap] -= taken.minor;
	*ret = (struct commission_line){ .rule = r->rule,
		.why_none = r->rule == NULL ? "The sale earned nothing." : NULL,
		.base = s->sale.base,
		.computed = taken,
		.amount = taken,
		.rounding = b->terms->rounding };
	ret->computed.minor = ret->amount.minor = -taken.minor;
	return true;
}

static void no_line(const struct commission_book *b, const struct book_sale *s,
    const char *why, struct commission_line *ret)
{
	*ret = (struct commission_line){ .why_none = why,
		.base = s->sale.base,
		.computed = s->sale.base,
		.amount = s->sale.base,
		.rounding = b->terms->rounding };
	ret->computed.minor = ret->amount.minor = 0;
}

bool book_line(struct commission_book *b, const struct book_sale *sale,
    struct arena *a, struct commission_line *ret, struct err *err)
{
	struct book_sale s = *sale;
	struct commission_before before = { 0, 0 };
	const struct program_rule *rule;
	size_t group = NOWHERE, cap = NOWHERE;
	struct commission_line line;
	const char *why;

	if (is_refund(&s))
		return refund_line(b, &s, ret, err);
	rule = find_rule(b, &s, a, &why);
	if (why != NULL) {
		no_line(b, &s, why, &line);
	} else {
		if (rule != NULL)
			before = before_of(b, &s, rule, a, &group, &cap);
		if (!commission_line(b->terms, &s.sale, &before, a, &line, err))
			return false;
	}
	if (group != NOWHERE &&
	    !add(&b->accumulated.list[group], s.sale.base.minor, err))
		return false;
	if (cap != NOWHERE && !add(&b->given.list[cap], line.amount.minor, err))
		return false;
	keep_refunded(b, &s, &line, group, cap);
	*ret = line;
	return true;
}
