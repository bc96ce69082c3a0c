/* tests/unit/test_commission_book.c - sales one after the other. */

#include "config.h"

#include <inttypes.h>

#include "base/table.h"
#include "base/text.h"
#include "domain/commission_book.h"
#include "tests/program_sample.h"
#include "tests/tap.h"

static const char yaml[] =
    "accord: 1\n"
    "program: p\n"
    "version: 1\n"
    "valid_from: 2026-01-01\n"
    "name: P\n"
    "type: referral\n"
    "vendor: V\n"
    "entities:\n"
    "  - {id: e, name: E, currency: EUR, countries: [default],"
    " timezone: UTC}\n"
    "products: [{id: year, name: Y}, {id: retro, name: R}, {id: band, name: B},"
    " {id: cap, name: C}, {id: season, name: S}]\n"
    "levels: [{id: l, name: L}]\n"
    "commission:\n"
    "  duration_months: 24\n"
    "  rules:\n"
    "    - {id: first, product: year, when: first_year, rate: 10%}\n"
    "    - {id: later, product: year, when: renewal, rate: 5%}\n"
    "    - id: retro\n"
    "      product: retro\n"
    "      tiers: {kind: retroactive, per: month, steps: [{from: \"0\", rate:"
    " 1%}, {from: \"100.00\", rate: 2%}]}\n"
    "    - id: band\n"
    "      product: band\n"
    "      tiers: {kind: marginal, per: quarter, steps: [{from: \"0\", rate:"
    " 1%}, {from: \"100.00\", rate: 2%}]}\n"
    "    - {id: cap, product: cap, rate: 50%, cap: {per: customer, amount:"
    " {EUR: \"10.00\"}}}\n"
    "    - {id: season, product: season, rate: 50%, cap: {per: period, amount:"
    " {EUR: \"10.00\"}}}\n"
    "payout: {every: quarter}\n"
    "...\n";

struct row {
	const char *id, *partner, *customer, *product, *on;
	int64_t base;
	const char *refund_of, *kind;
	const char *rule; /* NULL: none */
	int64_t amount;
};

static struct sample sample;

static struct book_sale sale_of(const struct row *r)
{
	struct book_sale s = { .id = r->id,
		.partner = r->partner,
		.customer = r->customer,
		.refund_of = r->refund_of,
		.kind = r->kind,
		.sale = { .product = r->product,
		    .level = "l",
		    .base = { r->base, "EUR" },
		    .quantity = 1 } };
	struct err err;

	if (!date_parse(r->on, &s.on, &err))
		abort();
	return s;
}

/* Whether every row gets its line. */
static bool book_gives(const struct row *rows, size_t n)
{
	struct arena a = ARENA_INIT;
	struct commission_book *b = book_open(sample.program, &a);
	size_t bad = 0;
	struct err err;

	for (size_t i = 0; i < n; i++)
		if (rows[i].refund_of != NULL)
			book_expect_refund(b, rows[i].refund_of);
	for (size_t i = 0; i < n; i++) {
		struct book_sale s = sale_of(&rows[i]);

		if (!book_count(b, &s, &err)) {
			printf("# %s: %s\n", rows[i].id, err.text);
			bad++;
		}
	}
	for (size_t i = 0; i < n; i++) {
		struct book_sale s = sale_of(&rows[i]);
		const char *want = rows[i].rule != NULL ? rows[i].rule : "-";
		struct commission_line l;
		const char *rule;

		if (!book_line(b, &s, &a, &l, &err)) {
			printf("# %s: %s\n", rows[i].id, err.text);
			bad++;
			continue;
		}
		rule = l.rule != NULL ? l.rule->id : "-";
		if (strcmp(rule, want) == 0 && l.amount.minor == rows[i].amount)
			continue;
		printf("# %s: %s %" PRId64 ", want %s %" PRId64 "\n",
		    rows[i].id, rule, l.amount.minor, want, rows[i].amount);
		bad++;
	}
	arena_done(&a);
	return bad == 0;
}

static void years(void)
{
	static const struct row rows[] = {
		{ "1", "P", "C", "year", "2024-01-31", 1000, NULL, NULL,
		    "first", 100 },
		{ "2", "P", "C", "year", "2025-01-30", 1000, NULL, NULL,
		    "first", 100 },
		{ "3", "P", "C", "year", "2025-01-31", 1000, NULL, NULL,
		    "later", 50 },
		/* Of another partner it is a first year of its own. */
		{ "4", "Q", "C", "year", "2025-01-31", 1000, NULL, NULL,
		    "first", 100 },
		{ "5", "P", "C", "year", "2025-02-01", 1000, NULL, "first",
		    "first", 100 },
		{ "6", "P", "C", "year", "2026-01-30", 1000, NULL, NULL,
		    "later", 50 },
		{ "7", "P", "C", "year", "2026-01-31", 1000, NULL, NULL, NULL,
		    0 },
	};

	CHECK(book_gives(rows, ARRAY_LEN(rows)));
}

static void steps(void)
{
	static const struct row rows[] = {
		/* All of May ends at the step that May reaches. */
		{ "1", "P", "C", "retro", "2024-05-01", 5000, NULL, NULL,
		    "retro", 100 },
		{ "2", "P", "D", "band", "2024-05-02", 9000, NULL, NULL, "band",
		    90 },
		{ "3", "P", "D", "band", "2024-05-03", 2000, NULL, NULL, "band",
		    30 },
		{ "4", "P", "C", "retro", "2024-05-31", 5000, NULL, NULL,
		    "retro", 100 },
		{ "5", "P", "C", "retro", "2024-06-01", 5000, NULL, NULL,
		    "retro", 50 },
		/* Another partner counts apart. */
		{ "6", "Q", "C", "retro", "2024-05-31", 5000, NULL, NULL,
		    "retro", 50 },
		{ "7", "P", "D", "band", "2024-07-01", 1000, NULL, NULL, "band",
		    10 },
	};

	CHECK(book_gives(rows, ARRAY_LEN(rows)));
}

static void caps(void)
{
	static const struct row rows[] = {
		{ "1", "P", "C", "cap", "2024-05-01", 1500, NULL, NULL, "cap",
		    750 },
		{ "2", "P", "C", "cap", "2025-05-01", 1500, NULL, NULL, "cap",
		    250 },
		{ "3", "P", "D", "cap", "2025-05-02", 1500, NULL, NULL, "cap",
		    750 },
		{ "4", "P", "C", "season", "2025-05-02", 3000, NULL, NULL,
		    "season", 1000 },
		{ "5", "P", "D", "season", "2025-06-30", 3000, NULL, NULL,
		    "season", 0 },
		{ "6", "P", "D", "season", "2025-07-01", 3000, NULL, NULL,
		    "season", 1000 },
	};

	CHECK(book_gives(rows, ARRAY_LEN(rows)));
}

static void refunds(void)
{
	static const struct row rows[] = {
		{ "1", "P", "C", "cap", "2024-05-01", 4000, NULL, NULL, "cap",
		    1000 },
		/* Pro rata of what it got, which the cap had cut. */
		{ "2", "P", "C", "cap", "2024-05-02", -1000, "1", NULL, "cap",
		    -250 },
		/* The room is there for later sales. */
		{ "3", "P", "C", "cap", "2024-05-03", 4000, NULL, NULL, "cap",
		    250 },
		{ "4", "P", "C", "cap", "2024-05-04", -3000, "1", NULL, "cap",
		    -750 },
		/* A refund loses the step: the other sale of May, too. */
		{ "5", "P", "C", "retro", "2024-05-05", 5000, NULL, NULL,
		    "retro", 50 },
		{ "6", "P", "C", "retro", "2024-05-06", 5000, NULL, NULL,
		    "retro", 50 },
		{ "7", "P", "C", "retro", "2024-06-07", -1, "6", NULL, "retro",
		    0 },
		{ "8", "P", "C", "retro", "2024-06-08", -4999, "6", NULL,
		    "retro", -50 },
		/* What earned nothing gives nothing back. */
		{ "9", "P", "C", "none", "2024-06-09", 100, NULL, NULL, NULL,
		    0 },
		{ "10", "P", "C", "none", "2024-06-09", -100, "9", NULL, NULL,
		    0 },
	};

	CHECK(book_gives(rows, ARRAY_LEN(rows)));
}

static void what_cannot_be_refunded(void)
{
	static const struct row sale = { "1", "P", "C", "cap", "2024-05-01",
		4000, NULL, NULL, NULL, 0 };
	static const struct row bad[] = {
		{ "2", "P", "C", "cap", "2024-05-01", -1, "9", NULL, NULL, 0 },
		{ "3", "Q", "C", "cap", "2024-05-01", -1, "1", NULL, NULL, 0 },
		{ "4", "P", "C", "cap", "2024-05-01", -4001, "1", NULL, NULL,
		    0 },
		{ "5", "P", "C", "cap", "2024-05-01", 1, "1", NULL, NULL, 0 },
		{ "6", "P", "C", "cap", "2024-05-01", -1, NULL, NULL, NULL, 0 },
	};
	struct arena a = ARENA_INIT;
	struct commission_book *b = book_open(sample.program, &a);
	struct book_sale s = sale_of(&sale);
	struct err err;

	book_expect_refund(b, "1");
	book_expect_refund(b, "9");
	CHECK(book_count(b, &s, &err));
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		s = sale_of(&bad[i]);
		CHECK(!book_count(b, &s, &err));
	}
	arena_done(&a);
}

static void a_table_finds_what_it_has(void)
{
	struct arena a = ARENA_INIT;
	struct table t = TABLE_INIT(&a);

	CHECK(table_find(&t, "0") == SIZE_MAX);
	for (size_t i = 0; i < 10000; i++)
		CHECK(table_add(&t, arena_fmt(&a, "%zu", i)) == i);
	for (size_t i = 0; i < 10000; i++)
		CHECK(table_add(&t, arena_fmt(&a, "%zu", i)) == i);
	CHECK(table_find(&t, "77") == 77);
	CHECK(table_find(&t, "") == SIZE_MAX);
	arena_done(&a);
}

int main(void)
{
	sample_read_text(&sample, yaml);
	if (sample.program == NULL) {
		printf("# %s", buf_text(&sample.printed));
		return EXIT_FAILURE;
	}
	RUN(years);
	RUN(steps);
	RUN(caps);
	RUN(refunds);
	RUN(what_cannot_be_refunded);
	RUN(a_table_finds_what_it_has);
	sample_done(&sample);
	return tap_done();
}
