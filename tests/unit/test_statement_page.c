/*
 * tests/unit/test_statement_page.c - statements and bank files as they read.
 *
 * PAGE_UPDATE=1 writes the expected pages anew.
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "io/bank_file.h"
#include "io/file.h"
#include "io/statement_page.h"
#include "tests/tap.h"

static struct arena arena;

static struct statement_line deals[] = {
	{ .commission = 7,
	    .sale = 12,
	    .on = 20500,
	    .kind = "sale",
	    .customer = "Müller & Söhne <Großhandel> GmbH",
	    .product = "subscription",
	    .rate = "10%",
	    .base = 12345600,
	    .amount = 1234560 },
	{ .commission = 9,
	    .sale = 13,
	    .on = 20510,
	    .kind = "refund",
	    .customer = "東京商事株式会社",
	    .product = "services",
	    .rate = "3%+5%",
	    .base = -100000,
	    .amount = -5000 },
};

static struct statement_line adjustments[] = {
	{ .commission = 20,
	    .on = 20520,
	    .kind = "adjustment",
	    .reason = "agreed \"by phone\" <b>on Monday</b>",
	    .amount = -2500 },
	{ .commission = 21,
	    .on = 20521,
	    .kind = "bonus",
	    .reason = "",
	    .amount = 10000 },
};

static struct statement_line held[] = {
	{ .commission = 30,
	    .sale = 14,
	    .on = 20530,
	    .kind = "sale",
	    .customer = "Later Ltd",
	    .release_on = 20570,
	    .hold = "",
	    .amount = 4200 },
	{ .commission = 31,
	    .sale = 15,
	    .on = 20531,
	    .kind = "sale",
	    .customer = "Stopped Inc.",
	    .release_on = 20540,
	    .hold = "suspended",
	    .amount = 100 },
};

static const char *const reasons[] = { "the bank details for EUR are missing",
	"the tax form W-8BEN-E expired on 2026-03-31" };

static struct statement_content sample(void)
{
	return (struct statement_content){ .id = 3,
		.partner = 12,
		.partner_name = "Açme & Partners",
		.country = "DE",
		.vendor = "Vendor",
		.entity = "Vendor Europe S.L.",
		.currency = "EUR",
		.period = { 20454, 20543 },
		.status = "to pay",
		.deals = { deals, ARRAY_LEN(deals) },
		.adjustments = { adjustments, ARRAY_LEN(adjustments) },
		.held = { held, ARRAY_LEN(held) },
		.opening = -5060,
		.earned = 1237060,
		.payable = 1232000,
		.withheld = 184800,
		.why_carried = "",
		.year = 2026,
		.year_earned = 1237060,
		.dispute_until = 20560,
		.pay_by = 20588,
		.days_to_dispute = 12,
		.why_not = { reasons, ARRAY_LEN(reasons) } };
}

/* Compares with tests/pages/NAME, or writes that. */
static bool as_expected(const char *name, const struct buf *got)
{
	const char *top = getenv("srcdir");
	const char *path = arena_fmt(
	    &arena, "%s/tests/pages/%s", top != NULL ? top : ".", name);
	const char *want = "";
	struct err err;
	size_t len = 0;

	if (getenv("PAGE_UPDATE") != NULL)
		return file_write(path, buf_text(got), got->len, &err);
	if (!file_read(path, 1 << 20, &arena, &want, &len, &err))
		return false;
	if (len == got->len && memcmp(want, got->s, len) == 0)
		return true;
	printf("# not as in %s:\n%s", path, buf_text(got));
	return false;
}

static void as_text(void)
{
	struct statement_content c = sample();
	struct buf b = BUF_INIT;

	statement_text(&c, &b);
	CHECK(as_expected("statement.txt", &b));
	buf_done(&b);
}

static void as_a_page(void)
{
	struct statement_content c = sample();
	struct buf b = BUF_INIT;

	statement_html(&c, &b);
	CHECK(as_expected("statement.html", &b));
	/* Nothing of others is markup, and nothing comes from elsewhere. */
	CHECK(strstr(b.s, "<b>") == NULL && strstr(b.s, "src=") == NULL &&
	    strstr(b.s, "href=") == NULL && strstr(b.s, "url(") == NULL);
	buf_done(&b);
}

/* One that is carried, in a currency without a minor unit. */
static void carried_in_yen(void)
{
	struct statement_content c = { .id = 4,
		.partner = 1,
		.partner_name = "日本",
		.country = "JP",
		.vendor = "",
		.entity = "",
		.currency = "JPY",
		.period = { 20454, 20543 },
		.status = "carried",
		.opening = 1000,
		.carried = 1000,
		.why_carried = "under the minimum of 10000 JPY",
		.year = 2026,
		.dispute_until = 20540,
		.pay_by = DATE_NONE,
		.days_to_dispute = -2 };
	struct buf b = BUF_INIT;

	statement_text(&c, &b);
	CHECK(strstr(b.s, "= Net payable") != NULL);
	CHECK(strstr(b.s, "JPY 1 000\n") != NULL);
	CHECK(strstr(b.s, "could be disputed until 2026-03-28") != NULL);
	buf_done(&b);
}

/* ---- bank files ---------------------------------------------------------- */

static struct payout_line lines[] = {
	{ .statement = 3,
	    .partner = 12,
	    .partner_name = "Açme & Partners",
	    .period = { 20454, 20543 },
	    .to = { .id = 1,
		.holder = "Açme & Söhne \"Handels\" <Gesellschaft>, "
			  "Niederlassung Nord-West an der Brücke 12 in Hamburg",
		.iban = "DE89370400440532013000",
		.bic = "COBADEFFXXX" },
	    .amount = 1047200,
	    .status = "open" },
	{ .statement = 4,
	    .partner = 13,
	    .partner_name = "=Bolt",
	    .period = { 20454, 20543 },
	    .to = { .id = 2,
		.holder = "Bolt",
		.iban = "GB29NWBK60161331926819",
		.bic = "" },
	    .amount = 5,
	    .status = "open" },
	{ .statement = 5,
	    .partner = 14,
	    .partner_name = "Cord",
	    .period = { 20454, 20543 },
	    .to = { .id = 0 },
	    .amount = 77,
	    .status = "returned" },
};

static struct payout batch(void)
{
	return (struct payout){ .id = 1,
		.currency = "EUR",
		.pay_on = 20588,
		.state = PAYOUT_APPROVED,
		.total = 1047282,
		.partners = 3,
		.digest = "00112233445566778899aabbccddeeff",
		.lines = lines,
		.n = ARRAY_LEN(lines),
		.from_name = "Vendor Europe S.L.",
		.from_iban = "ES9121000418450200051332",
		.from_bic = "CAIXESBBXXX" };
}

static void a_file_of_transfers(void)
{
	struct payout p = batch();
	struct buf b = BUF_INIT;
	struct err err;

	CHECK(bank_pain001(&p, INT64_C(1775120400), &b, &err));
	CHECK(as_expected("payout.xml", &b));
	buf_clear(&b);
	bank_csv(&p, &b);
	CHECK(as_expected("payout.csv", &b));
	buf_done(&b);
}

/* What a schema would look at: ids and names are not too long. */
static void what_the_format_allows(void)
{
	static const struct {
		const char *tag;
		size_t max;
	} limits[] = { { "<MsgId>", 35 }, { "<PmtInfId>", 35 },
		{ "<EndToEndId>", 35 }, { "<InstrId>", 35 }, { "<Nm>", 70 },
		{ "<Ustrd>", 140 }, { "<IBAN>", 34 } };
	struct payout p = batch();
	struct buf b = BUF_INIT;
	struct err err;

	p.id = INT64_MAX;
	lines[0].statement = 999999999;
	CHECK(bank_pain001(&p, 0, &b, &err));
	for (size_t i = 0; i < ARRAY_LEN(limits); i++) {
		const char *at = b.s;

		while ((at = strstr(at, limits[i].tag)) != NULL) {
			at += strlen(limits[i].tag);
			CHECK(strcspn(at, "<") <= limits[i].max);
			CHECK(strcspn(at, "<") > 0);
		}
	}
	lines[0].statement = 3;
	buf_done(&b);
}

static void what_is_no_transfer(void)
{
	struct payout p = batch();
	struct buf b = BUF_INIT;
	struct err err;

	memcpy(p.currency, "USD", sizeof("USD"));
	CHECK(!bank_pain001(&p, 0, &b, &err));
	CHECK(strstr(err.text, "pain.001 is for EUR") != NULL);
	p = batch();
	p.from_iban = NULL;
	CHECK(!bank_pain001(&p, 0, &b, &err));
	CHECK(strstr(err.text, "payout account") != NULL);
	p = batch();
	lines[1].to.iban = "";
	CHECK(!bank_pain001(&p, 0, &b, &err));
	CHECK(strstr(err.text, "P-13 =Bolt has no IBAN") != NULL);
	CHECK(b.len == 0);
	buf_done(&b);
}

int main(void)
{
	RUN(as_text);
	RUN(as_a_page);
	RUN(carried_in_yen);
	RUN(a_file_of_transfers);
	RUN(what_the_format_allows);
	RUN(what_is_no_transfer);
	arena_done(&arena);
	return tap_done();
}
