/* io/bank_file.c - a payout as a bank reads it. */

#include "config.h"

#include "io/bank_file.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "io/markup.h"
#include "io/print.h"

/* The lengths that the format gives names and ids. */
#define NAME_MAX_LEN 70
#define ID_MAX_LEN 35

/* What every bank of the SEPA accepts, besides letters and digits. */
static const char SEPA_SIGNS[] = "/-?:().,'+ ";

static bool is_sent(const struct payout_line *l)
{
	return strcmp(l->status, "returned") != 0;
}

static const char *amount_text(
    const struct payout *p, int64_t minor, struct arena *a)
{
	struct money m = { .minor = minor };

	memcpy(m.currency, p->currency, sizeof(m.currency));
	return money_text(m, a);
}

/* "T-3-O-1": names the payment from the vendor's to the partner's bank. */
static const char *end_to_end(
    const struct payout *p, const struct payout_line *l, struct arena *a)
{
	return arena_fmt(a, "T-%" PRId64 "-O-%" PRId64, l->statement, p->id);
}

static const char *remittance(const struct payout_line *l, struct arena *a)
{
	char period[PERIOD_TEXT];

	return arena_fmt(a, "Commission %s statement T-%" PRId64,
	    period_text(l->period, period), l->statement);
}

/* ---- CSV ----------------------------------------------------------------- */

static void csv_row(const struct payout *p, const struct payout_line *l,
    struct arena *a, struct buf *out)
{
	char day[11];
	const char *cells[] = { end_to_end(p, l, a),
		arena_fmt(a, "P-%" PRId64, l->partner), l->partner_name,
		or_empty(l->to.holder), or_empty(l->to.iban),
		or_empty(l->to.bic), or_empty(l->to.account),
		or_empty(l->to.routing), or_empty(l->to.bank),
		or_empty(l->to.country), amount_text(p, l->amount, a),
		p->currency, date_text(p->pay_on, day), remittance(l, a) };

	for (size_t i = 0; i < ARRAY_LEN(cells); i++) {
		if (i > 0)
			buf_addc(out, ',');
		print_csv_text(out, cells[i], false);
	}
	buf_addc(out, '\n');
}

void bank_csv(const struct payout *p, struct buf *out)
{
	struct arena a = ARENA_INIT;

	buf_add(out,
	    "id,partner,partner_name,holder,iban,bic,account,routing,bank,"
	    "country,amount,currency,pay_on,reference\n");
	for (size_t i = 0; i < p->n; i++)
		if (is_sent(&p->lines[i]))
			csv_row(p, &p->lines[i], &a, out);
	arena_done(&a);
}

/* ---- pain.001 ------------------------------------------------------------ */

/* Letters without accents and a few signs, at most so many. */
static const char *sepa_text(const char *text, size_t max, struct arena *a)
{
	char *s = arena_str(a, text_ascii(text, a));

	for (char *p = s; *p != '\0'; p++) {
		bool word = (*p >= 'a' && *p <= 'z') ||
		    (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9');

		if (*p == '&')
			*p = '+';
		else if (!word && strchr(SEPA_SIGNS, *p) == NULL)
			*p = '.';
	}
	if (strlen(s) > max)
		s[max] = '\0';
	for (size_t n = strlen(s); n > 0 && s[n - 1] == ' '; n--)
		s[n - 1] = '\0';
	return s;
}

static void agent(struct buf *out, const char *name, const char *bic)
{
	buf_fmt(out, "<%s><FinInstnId>", name);
	if (or_empty(bic)[0] != '\0')
		markup_element(out, "BICFI", bic);
	else
		buf_add(out, "<Othr><Id>NOTPROVIDED</Id></Othr>");
	buf_fmt(out, "</FinInstnId></%s>\n", name);
}

static void account(struct buf *out, const char *name, const char *iban)
{
	buf_fmt(out, "<%s><Id>", name);
	markup_element(out, "IBAN", iban);
	buf_fmt(out, "</Id></%s>\n", name);
}

static void party(
    struct buf *out, const char *name, const char *text, struct arena *a)
{
	buf_fmt(out, "<%s>", name);
	markup_element(out, "Nm", sepa_text(text, NAME_MAX_LEN, a));
	buf_fmt(out, "</%s>\n", name);
}

static void transfer(const struct payout *p, const struct payout_line *l,
    struct arena *a, struct buf *out)
{
	const char *id = end_to_end(p, l, a);

	buf_add(out, "<CdtTrfTxInf>\n<PmtId>");
	markup_element(out, "InstrId", sepa_text(id, ID_MAX_LEN, a));
	markup_element(out, "EndToEndId", sepa_text(id, ID_MAX_LEN, a));
	buf_fmt(out,
	    "</PmtId>\n<Amt><InstdAmt Ccy=\"%s\">%s</InstdAmt></Amt>\n",
	    p->currency, amount_text(p, l->amount, a));
	agent(out, "CdtrAgt", l->to.bic);
	party(out, "Cdtr",
	    or_empty(l->to.holder)[0] != '\0' ? l->to.holder : l->partner_name,
	    a);
	account(out, "CdtrAcct", l->to.iban);
	buf_add(out, "<RmtInf>");
	markup_element(out, "Ustrd", remittance(l, a));
	buf_add(out, "</RmtInf>\n</CdtTrfTxInf>\n");
}

/* How many payments, and what they come to: twice in a file. */
static void totals(const struct payout *p, struct arena *a, struct buf *out)
{
	int64_t sum = 0;
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++) {
		if (!is_sent(&p->lines[i]))
			continue;
		sum += p->lines[i].amount;
		n++;
	}
	buf_fmt(out, "<NbOfTxs>%zu</NbOfTxs>\n", n);
	markup_element(out, "CtrlSum", amount_text(p, sum, a));
	buf_addc(out, '\n');
}

static void group_header(
    const struct payout *p, int64_t now, struct arena *a, struct buf *out)
{
	char moment[21];

	buf_add(out, "<GrpHdr>\n");
	markup_element(out, "MsgId",
	    sepa_text(arena_fmt(a, "O-%" PRId64 "-%.16s", p->id, p->digest),
		ID_MAX_LEN, a));
	buf_addc(out, '\n');
	markup_element(out, "CreDtTm", moment_text(now, moment));
	buf_addc(out, '\n');
	totals(p, a, out);
	party(out, "InitgPty", p->from_name, a);
	buf_add(out, "</GrpHdr>\n");
}

static void payment(const struct payout *p, struct arena *a, struct buf *out)
{
	char day[11];

	buf_fmt(out, "<PmtInf>\n<PmtInfId>O-%" PRId64 "</PmtInfId>\n", p->id);
	buf_add(out, "<PmtMtd>TRF</PmtMtd>\n");
	totals(p, a, out);
	buf_fmt(out,
	    "<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf>\n"
	    "<ReqdExctnDt><Dt>%s</Dt></ReqdExctnDt>\n",
	    date_text(p->pay_on, day));
	party(out, "Dbtr", p->from_name, a);
	account(out, "DbtrAcct", p->from_iban);
	agent(out, "DbtrAgt", p->from_bic);
	buf_add(out, "<ChrgBr>SLEV</ChrgBr>\n");
	for (size_t i = 0; i < p->n; i++)
		if (is_sent(&p->lines[i]))
			transfer(p, &p->lines[i], a, out);
	buf_add(out, "</PmtInf>\n");
}

static bool check(const struct payout *p, struct err *err)
{
	if (strcmp(p->currency, "EUR") != 0)
		return err_set(err, ERR_REFUSED,
		    "O-%" PRId64 " is in %s; pain.001 is for EUR. Take "
		    "--format csv.",
		    p->id, p->currency);
	if (p->from_iban == NULL)
		return err_set(err, ERR_REFUSED,
		    "Nothing is known of the account that pays; say it with "
		    "\"accord payout account --currency EUR --name NAME --iban "
		    "IBAN\".");
	for (size_t i = 0; i < p->n; i++)
		if (is_sent(&p->lines[i]) &&
		    or_empty(p->lines[i].to.iban)[0] == '\0')
			return err_set(err, ERR_REFUSED,
			    "P-%" PRId64 " %s has no IBAN; drop that partner "
			    "from O-%" PRId64 ", or take --format csv.",
			    p->lines[i].partner, p->lines[i].partner_name,
			    p->id);
	return true;
}

bool bank_pain001(
    const struct payout *p, int64_t now, struct buf *out, struct err *err)
{
	struct arena a = ARENA_INIT;

	if (!check(p, err))
		return false;
	buf_add(out,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:"
	    "pain.001.001.09\">\n<CstmrCdtTrfInitn>\n");
	group_header(p, now, &a, out);
	payment(p, &a, out);
	buf_add(out, "</CstmrCdtTrfInitn>\n</Document>\n");
	arena_done(&a);
	return true;
}
