/* io/statement_sums.c - what stands below the lines of a statement. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "io/statement_page.h"

const char *statement_amount(
    const struct statement_content *c, int64_t minor, struct arena *a)
{
	struct money m = { .minor = minor };

	memcpy(m.currency, c->currency, sizeof(m.currency));
	return money_text_grouped(m, a);
}

const char *statement_held(const struct statement_line *l, struct arena *a)
{
	char day[11];

	if (strcmp(l->hold, "suspended") == 0)
		return "suspended";
	if (strcmp(l->hold, "dispute") == 0)
		return "disputed";
	if (l->hold[0] != '\0')
		return "on hold";
	return arena_fmt(a, "until %s", date_text(l->release_on, day));
}

static int64_t sum(const struct statement_lines *lines)
{
	int64_t total = 0;

	for (size_t i = 0; i < lines->n; i++)
		total += lines->list[i].amount;
	return total;
}

size_t statement_sums(const struct statement_content *c, struct arena *a,
    struct statement_sum ret[static STATEMENT_SUMS])
{
	int64_t before = c->opening + c->earned;
	size_t n = 0;

#define SUM(text, minor, line)                   \
	ret[n++] = (struct statement_sum){ text, \
		statement_amount(c, (minor), a), line }
	SUM("Opening balance", c->opening, false);
	SUM("Deals", sum(&c->deals), false);
	if (c->adjustments.n > 0)
		SUM("Adjustments", sum(&c->adjustments), false);
	SUM("Balance", before, true);
	if (c->withheld != 0)
		SUM("Withheld tax", -c->withheld, false);
	SUM("Net payable", c->payable - c->withheld, true);
	SUM("Carried forward", c->carried, false);
#undef SUM
	return n;
}

static const char *dispute_note(
    const struct statement_content *c, struct arena *a)
{
	char day[11];

	date_text(c->dispute_until, day);
	if (c->days_to_dispute < 0)
		return arena_fmt(a, "It could be disputed until %s.", day);
	return arena_fmt(a, "It can be disputed until %s: %d day%s left.", day,
	    c->days_to_dispute, c->days_to_dispute == 1 ? " is" : "s are");
}

static const char *reasons_note(
    const struct statement_content *c, struct arena *a)
{
	const char *text = "Not paid yet:";

	for (size_t i = 0; i < c->why_not.n; i++)
		text = arena_fmt(
		    a, "%s%s %s", text, i > 0 ? ";" : "", c->why_not.list[i]);
	return arena_fmt(a, "%s.", text);
}

size_t statement_notes(const struct statement_content *c, struct arena *a,
    const char *ret[static STATEMENT_NOTES])
{
	char day[11];
	size_t n = 0;

	if (c->pay_by != DATE_NONE)
		ret[n++] = arena_fmt(
		    a, "It is to be paid by %s.", date_text(c->pay_by, day));
	if (c->why_not.n > 0)
		ret[n++] = reasons_note(c, a);
	if (c->dispute_until != DATE_NONE)
		ret[n++] = dispute_note(c, a);
	ret[n++] = arena_fmt(a, "Earned in %" PRId64 " so far: %s %s.", c->year,
	    c->currency, statement_amount(c, c->year_earned, a));
	return n;
}
