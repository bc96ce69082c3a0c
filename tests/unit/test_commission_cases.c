/*
 * tests/unit/test_commission_cases.c - cases that others published, through
 * our arithmetic: each is put into a program file of its own.
 */

#include "config.h"

#include <inttypes.h>

#include "base/text.h"
#include "domain/commission_line.h"
#include "domain/commission_share.h"
#include "tests/program_sample.h"
#include "tests/scratch.h"
#include "tests/tap.h"

#define MAX_CELLS 8

/* What differs in ours, and why; the answer is checked all the same. */
static const struct {
	const char *id, *ours, *why;
} differing[] = {
	{ "C22", "4",
	    "steps begin at 0: a rule has no amount below which nothing is "
	    "paid and above which all of it counts" },
};

/* ---- inputs ------------------------------------------------------------- */

/* "sale=1000 pct=20": the text behind a name, up to the next blank. */
static const char *input(const char *inputs, const char *name, struct arena *a)
{
	size_t len = strlen(name);

	for (const char *s = inputs; s != NULL; s = strchr(s, ' ')) {
		while (*s == ' ')
			s++;
		if (strncmp(s, name, len) == 0 && s[len] == '=')
			return arena_strn(
			    a, s + len + 1, strcspn(s + len + 1, " "));
	}
	return "";
}

static int64_t number(const char *inputs, const char *name, struct arena *a)
{
	return strtoll(input(inputs, name, a), NULL, 10);
}

static const char *amount(int64_t minor, struct arena *a)
{
	return money_text((struct money){ minor, "EUR" }, a);
}

/* ---- programs ----------------------------------------------------------- */

static const char head[] =
    "accord: 1\n"
    "program: p\n"
    "version: 1\n"
    "valid_from: 2026-01-01\n"
    "name: P\n"
    "type: referral\n"
    "vendor: V\n"
    "entities: [{id: e, name: E, currency: EUR, countries: [default],"
    " timezone: UTC}]\n"
    "products: [{id: a, name: A}, {id: b, name: B}, {id: c, name: C}]\n"
    "levels: [{id: l, name: L}]\n"
    "commission:\n";

/* The line of one sale under commission terms written as YAML. */
static int64_t pays(const char *terms, const char *product, int64_t base,
    int64_t quantity, int64_t before)
{
	struct commission_sale sale = { product, "l", { base, "EUR" }, quantity,
		false };
	struct commission_before b = { before, 0 };
	struct commission_line line;
	struct buf yaml = BUF_INIT;
	int64_t minor = INT64_MIN;
	struct sample s;
	struct err err;

	buf_fmt(&yaml, "%s%s...\n", head, terms);
	sample_read_text(&s, buf_text(&yaml));
	if (s.program == NULL)
		printf("# %s", buf_text(&s.printed));
	else if (!commission_line(
		     s.program->commission, &sale, &b, &s.arena, &line, &err))
		printf("# %s\n", err.text);
	else
		minor = line.amount.minor;
	sample_done(&s);
	buf_done(&yaml);
	return minor;
}

static int64_t pays_rate(
    const char *pct, const char *rounding, int64_t base, struct arena *a)
{
	return pays(arena_fmt(a,
			"  rounding: %s\n"
			"  rules: [{id: r, rate: %s%%}]\n",
			rounding, pct),
	    "a", base, 1, 0);
}

/* ---- what the cases ask for --------------------------------------------- */

typedef const char *answer(const char *inputs, struct arena *a);

static const char *text_of(int64_t n, struct arena *a)
{
	return arena_fmt(a, "%" PRId64, n);
}

static const char *half_up(const char *in, struct arena *a)
{
	return text_of(
	    pays_rate(input(in, "pct", a), "half_up", number(in, "sale", a), a),
	    a);
}

static const char *half_even(const char *in, struct arena *a)
{
	return text_of(pays_rate(input(in, "pct", a), "half_even",
			   number(in, "sale", a), a),
	    a);
}

static const char *flat_quantity(const char *in, struct arena *a)
{
	const char *terms =
	    arena_fmt(a, "  rules: [{id: r, flat: {EUR: \"%s\"}}]\n",
		amount(number(in, "flat", a), a));

	return text_of(pays(terms, "a", 1000, number(in, "qty", a), 0), a);
}

/* "0-10000:5,10001-50000:10": steps by their lower bounds. */
static const char *cliff(const char *in, struct arena *a)
{
	const char *s = input(in, "tiers", a), *steps = "";

	for (; s != NULL;
	     s = strchr(s, ',') != NULL ? strchr(s, ',') + 1 : NULL) {
		int64_t from = strtoll(s, NULL, 10);
		const char *rate = strchr(s, ':') + 1;

		steps = arena_fmt(a, "%s%s{from: \"%s\", rate: %.*s%%}", steps,
		    steps[0] != '\0' ? ", " : "", amount(from, a),
		    (int)strcspn(rate, ","), rate);
	}
	return text_of(pays(arena_fmt(a,
				"  rules: [{id: r, tiers: {kind: retroactive, "
				"per: sale, steps: [%s]}}]\n",
				steps),
			   "a", number(in, "base", a), 1, 0),
	    a);
}

static const char *marginal(const char *in, struct arena *a)
{
	static const char terms[] =
	    "  rules: [{id: r, tiers: {kind: marginal, per: quarter, steps: ["
	    "{from: \"0\", rate: 0%}, {from: \"2000.00\", rate: 25%},"
	    " {from: \"5000.00\", rate: 20%}, {from: \"10000.00\", rate: 15%},"
	    " {from: \"20000.00\", rate: 10%}]}}]\n";

	return text_of(
	    pays(terms, "a", number(in, "base", a), 1, number(in, "prior", a)),
	    a);
}

static const char *marginal_500(const char *in, struct arena *a)
{
	const char *rates = input(in, "rates", a);
	int first = (int)strcspn(rates, ",");

	return text_of(pays(arena_fmt(a,
				"  rules: [{id: r, tiers: {kind: marginal, "
				"per: sale, steps: [{from: \"0\", rate: "
				"%.*s%%}, {from: \"5.00\", rate: %s%%}]}}]\n",
				first, rates, rates + first + 1),
			   "a", number(in, "base", a), 1, 0),
	    a);
}

static const char *sum(const char *in UNUSED, struct arena *a)
{
	static const char terms[] =
	    "  rules: [{id: a, product: a, rate: 1%},"
	    " {id: b, product: b, rate: 2%}, {id: c, product: c, rate: 3%}]\n";

	return text_of(pays(terms, "a", 10000, 1, 0) +
		pays(terms, "b", 10000, 1, 0) + pays(terms, "c", 10000, 1, 0),
	    a);
}

/* A sale that stays, and one whose commission was paid out and refunded. */
static const char *owed(const char *in, struct arena *a)
{
	const char *split = input(in, "split", a);
	int64_t refunded = number(in, "refunded", a);
	struct money gave = { pays_rate(split, "half_up", refunded, a), "EUR" };
	struct money taken;
	struct err err;

	if (gave.minor != number(in, "paid", a) ||
	    !commission_refund(
		gave, refunded, refunded, 0, ROUND_HALF_UP, &taken, &err))
		return "?";
	return text_of(
	    pays_rate(split, "half_up", number(in, "ok", a), a) - taken.minor,
	    a);
}

static const char *prorate(const char *in, struct arena *a)
{
	struct money whole = { number(in, "amount", a), "EUR" }, taken;
	struct err err;

	if (!commission_refund(whole, number(in, "total", a),
		number(in, "refund", a), 0, ROUND_HALF_UP, &taken, &err))
		return "?";
	return text_of(taken.minor, a);
}

/* Each level on what the levels before left; a negative base is a refund. */
static const char *levels(const char *in, struct arena *a)
{
	int64_t base = number(in, "base", a), sign = base < 0 ? -1 : 1;
	const char *pct = input(in, "pct", a), *text = "";

	base *= sign;
	for (; pct[0] != '\0';
	     pct += strcspn(pct, ",") + (strchr(pct, ',') != NULL)) {
		const char *rate = arena_strn(a, pct, strcspn(pct, ","));
		int64_t got = pays_rate(rate, "half_up", base, a);

		text = arena_fmt(a, "%s%s%" PRId64, text,
		    text[0] != '\0' ? " " : "", got * sign);
		base -= got;
	}
	return text;
}

/* Parts in hundredths of a per cent make up the whole. */
static const char *hundredths(const char *in, struct arena *a)
{
	struct commission_part parts[MAX_CELLS];
	int64_t total = 0;
	size_t n = 0;
	struct err err;
	char *end;

	for (const char *s = in; n < MAX_CELLS; s = end) {
		int64_t part = strtoll(s, &end, 10);

		if (end == s)
			break;
		parts[n++] =
		    (struct commission_part){ (int64_t)n, part * 100, 0 };
	}
	if (!commission_split((struct money){ 10000, "EUR" }, parts, n, &err))
		return err.text[0] != '\0' ? arena_str(a, err.text) : "?";
	for (size_t i = 0; i < n; i++)
		total += parts[i].minor;
	return text_of(total, a);
}

static const struct {
	const char *op;
	answer *answer;
} ops[] = {
	{ "pct_half_up", half_up },
	{ "pct_half_even", half_even },
	{ "flat_qty", flat_quantity },
	{ "cliff", cliff },
	{ "marginal_floor", marginal },
	{ "min300_marginal500", marginal_500 },
	{ "sum", sum },
	{ "owed", owed },
	{ "prorate", prorate },
	{ "hier_sub", levels },
	{ "sum_hundredths", hundredths },
};

/* ---- the file ----------------------------------------------------------- */

/* Cuts a line at its tabs. */
static size_t cut(char *line, char *cells[static MAX_CELLS])
{
	size_t n = 0;

	for (char *s = line; s != NULL && n < MAX_CELLS;) {
		cells[n++] = s;
		s = strchr(s, '\t');
		if (s != NULL)
			*s++ = '\0';
	}
	return n;
}

static const char *expected(const char *id, const char *theirs)
{
	for (size_t i = 0; i < ARRAY_LEN(differing); i++)
		if (strcmp(differing[i].id, id) == 0) {
			printf("# %s: ours is %s, theirs %s: %s\n", id,
			    differing[i].ours, theirs, differing[i].why);
			return differing[i].ours;
		}
	return theirs;
}

static bool run_case(char *const *cells, struct arena *a)
{
	const char *want = expected(cells[0], cells[4]), *got = "(unknown)";

	for (size_t i = 0; i < ARRAY_LEN(ops); i++)
		if (strcmp(ops[i].op, cells[2]) == 0)
			got = ops[i].answer(cells[3], a);
	if (strcmp(got, want) != 0)
		printf("# %s %s %s: got %s, want %s\n", cells[0], cells[2],
		    cells[3], got, want);
	return strcmp(got, want) == 0;
}

static void published_cases(void)
{
	char path[4200], line[1024];
	struct arena a = ARENA_INIT;
	size_t n = 0, bad = 0;
	FILE *f;

	REAL_FILE(path, "commission-cases.tsv");
	f = fopen(path, "r");
	CHECK(f != NULL);
	while (fgets(line, sizeof(line), f) != NULL) {
		char *cells[MAX_CELLS];

		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#' || strncmp(line, "id\t", 3) == 0 ||
		    cut(line, cells) < 5)
			continue;
		n++;
		bad += !run_case(cells, &a);
	}
	fclose(f);
	arena_done(&a);
	printf("# %zu cases\n", n);
	CHECK(n == 46);
	CHECK(bad == 0);
}

int main(void)
{
	scratch_enter();
	RUN(published_cases);
	scratch_leave();
	return tap_done();
}
