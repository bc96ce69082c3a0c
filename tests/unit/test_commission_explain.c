/* tests/unit/test_commission_explain.c - every cent is accounted for. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/commission.h"
#include "tests/lead_desk.h"
#include "tests/tap.h"

static const char EARNING[] =
    "accord: 1\nprogram: earning\nversion: 2026-01\nvalid_from: 2025-01-01\n"
    "name: Earning\ntype: reseller\nvendor: Example Vendor\n"
    "entities:\n  - {id: eu, name: Example Europe, currency: EUR,"
    " countries: [default], timezone: Europe/Madrid}\n"
    "products:\n  - {id: support, name: Support}\n"
    "  - {id: training, name: Training}\n  - {id: books, name: Books}\n"
    "levels:\n  - {id: registered, name: Registered}\n"
    "commission:\n  rate_from: invoice\n  renewal_rate_from: lifetime\n"
    "  hold_days: 10\n  clawback_days: 90\n  rules:\n"
    "    - id: support\n      product: support\n"
    "      tiers:\n        kind: retroactive\n        per: quarter\n"
    "        steps:\n"
    "          - {from: {EUR: \"0\"}, rate: 10%}\n"
    "          - {from: {EUR: \"1500.00\"}, rate: 20%}\n"
    "    - id: training\n      product: training\n      rate: 10%\n"
    "      cap: {per: period, amount: {EUR: \"100.00\"}}\n...\n";

static struct desk d;
static struct session *rita, *paul;
static struct err err;
static int64_t alpha, beta;

static bool did(int64_t id)
{
	if (id == 0)
		printf("# %s\n", err.text);
	return id != 0;
}

static bool sell(const char *product, const char *amount, const char *date,
    const char *paid_on, const char *split)
{
	return did(DESK_OP(&d, rita, "sale", "add", 0,
	    arena_fmt(&d.arena, "partner=P-%" PRId64, alpha), "customer=U-1",
	    arena_fmt(&d.arena, "product=%s", product),
	    arena_fmt(&d.arena, "amount=%s", amount), "currency=EUR",
	    arena_fmt(&d.arena, "date=%s", date),
	    arena_fmt(&d.arena, "paid_on=%s", paid_on),
	    arena_fmt(&d.arena, "split=%s", split)));
}

/* The text with line ends and indents as one blank; NULL on failure, and
 * when a line is too wide. */
static const char *told(char letter, int64_t id)
{
	struct buf out = BUF_INIT, flat = BUF_INIT;
	bool ok = (letter == 'S' ? sale_explain : commission_explain)(
	    d.owner, id, &out, &err);

	if (!ok)
		printf("# %s\n", err.text);
	for (const char *at = buf_text(&out); ok && *at != '\0';) {
		size_t len = strcspn(at, "\n");
		const char *line = arena_strn(&d.arena, at, len);

		if (text_width(line) > 80) {
			printf("# too wide: %s\n", line);
			ok = false;
		}
		buf_fmt(&flat, "%s%s", flat.len > 0 ? " " : "",
		    line + strspn(line, " "));
		at += len + (at[len] == '\n');
	}
	buf_done(&out);
	if (!ok) {
		buf_done(&flat);
		return NULL;
	}
	return buf_take(&flat, &d.arena);
}

static const struct {
	char letter;
	int64_t id;
	const char *says;
} cases[] = {
	/* Under whose terms, and why those. */
	{ 'C', 1, "C-1, 100.00 EUR for P-1 Alpha, is" },
	{ 'C', 1, "S-1 of 2026-01-05: support to U-1 Cust GmbH, 1 000.00 EUR" },
	{ 'C', 1, "by the program earning (Earning), version 2026-01, valid" },
	{ 'C', 1, "sales are rated by the day of the invoice" },
	{ 'C', 1, "Level on that day: registered, " },
	{ 'C', 1,
	    "of the first year: the customer first bought through this "
	    "partner on 2026-01-05, and the first year goes until "
	    "2027-01-04." },
	/* The arithmetic. */
	{ 'C', 1, "Its steps: from 0.00 EUR 10%, from 1 500.00 EUR 20%." },
	{ 'C', 1, "1 000.00 x 10% = 100.00 EUR, rounded half away from zero." },
	{ 'C', 1,
	    "Steps per quarter, all at the rate of the step reached; "
	    "0.00 EUR of the quarter came before." },
	{ 'S', 3,
	    "Cap 100.00 per period leaves 100.00: the commission is "
	    "100.00 EUR." },
	{ 'S', 4,
	    "Cap 100.00 per period leaves 0.00: the commission is "
	    "0.00 EUR." },
	{ 'S', 3, "C-4: P-1 Alpha has 33.3333%: 33.33 EUR" },
	{ 'S', 3, "C-5: P-2 Beta has 66.6667%: 66.67 EUR" },
	/* What corrected it. */
	{ 'C', 1, "C-3 of 2026-02-02, step to 20%: 100.00 EUR" },
	{ 'C', 1, "All together: 180.00 EUR." },
	{ 'C', 3, "now reach the rate of 20%, which holds for all of them" },
	{ 'S', 6,
	    "With what went back before, that is 100.00 EUR of 1 000.00 "
	    "EUR." },
	{ 'S', 6, "less the 0.00 EUR that was taken before: -20.00 EUR." },
	/* Where it stands. */
	{ 'C', 1,
	    "100.00 EUR earned on 2026-01-10, by the customer's payment "
	    "of 1 000.00 EUR on 2026-01-10, recorded by rita." },
	{ 'C', 1, "Held for 10 days, until 2026-01-20." },
	{ 'C', 1, "Approved by paul on 2026-03-02." },
	{ 'C', 1, "2026-01-05 accrue expense -> accrued 100.00 EUR" },
	{ 'C', 2, "300.00 EUR accrued: earned as the customer pays" },
	{ 'C', 4, "Held since 2026-03-02 by hand: proof is missing." },
	{ 'C', 4, "note of 2026-03-02 by paul: asked them" },
	/* Nothing, and by hand. */
	{ 'S', 5, "Nothing is earned." },
	{ 'C', 8, "A bonus by hand, in the program earning: fair" },
	{ 'C', 8, "Not approved yet." },
};

/* Several blanks in the ledger's columns count as one. */
static const char *squeeze(const char *text)
{
	char *out = arena_str(&d.arena, text), *to = out;

	for (const char *at = text; *at != '\0'; at++)
		if (*at != ' ' || (to > out && to[-1] != ' '))
			*to++ = *at;
	*to = '\0';
	return out;
}

static void everything_is_said(void)
{
	size_t bad = 0;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *text = told(cases[i].letter, cases[i].id);
		bool found;

		CHECK(text != NULL);
		found = strstr(squeeze(text), cases[i].says) != NULL;
		if (!found)
			printf("# %c-%" PRId64 " does not say: %s\n# %s\n",
			    cases[i].letter, cases[i].id, cases[i].says,
			    squeeze(text));
		bad += !found;
	}
	CHECK(bad == 0);
}

static void what_is_not_there(void)
{
	struct buf out = BUF_INIT;

	CHECK(!commission_explain(d.owner, 99, &out, &err));
	CHECK_STR(err.text, "There is no commission C-99.");
	CHECK(!sale_explain(d.owner, 99, &out, &err));
	CHECK_STR(err.text, "There is no sale S-99.");
	buf_done(&out);
}

static bool set_up(void)
{
	if (!lead_desk_open(&d, ":memory:") || !desk_load(&d, EARNING))
		return false;
	rita = desk_login(&d, "rita", "finance");
	paul = desk_login(&d, "paul", "finance");
	alpha = lead_desk_partner(&d, "earning", "Alpha");
	beta = lead_desk_partner(&d, "earning", "Beta");
	return rita != NULL && paul != NULL && alpha == 1 && beta == 2 &&
	    did(DESK_OP(&d, d.owner, "customer", "add", 0, "name=Cust GmbH",
		"country=DE"));
}

static void a_life(void)
{
	CHECK(sell("support", "1000", "2026-01-05", "2026-01-10", ""));
	CHECK(did(DESK_OP(&d, paul, "commission", "approve", 1, NULL)));
	CHECK(sell("support", "1500", "2026-02-02", "", ""));
	CHECK(sell("training", "3000", "2026-02-03", "2026-02-03",
	    "P-1:333333,P-2:666667"));
	CHECK(sell("training", "10", "2026-02-03", "", ""));
	CHECK(sell("books", "10", "2026-02-03", "", ""));
	CHECK(did(DESK_OP(&d, rita, "sale", "refund", 1, "amount=100",
	    "on=2026-02-20", "reason=broken")));
	CHECK(did(DESK_OP(&d, rita, "commission", "bonus", 0, "partner=P-2",
	    "amount=5", "currency=EUR", "reason=fair")));
	CHECK(did(DESK_OP(
	    &d, paul, "commission", "hold", 4, "reason=proof is missing")));
	CHECK(
	    did(DESK_OP(&d, paul, "commission", "note", 4, "note=asked them")));
}

int main(void)
{
	if (!set_up())
		return EXIT_FAILURE;
	RUN(a_life);
	RUN(everything_is_said);
	RUN(what_is_not_there);
	session_close(rita);
	session_close(paul);
	desk_close(&d);
	return tap_done();
}
