/* query/money_lines.c - the lines behind sales, statements and the like. */

#include "config.h"

#include "query/money_lines.h"

#include <inttypes.h>
#include <string.h>

#include "query/detail_customer.h"
#include "query/money_sql.h"

#define PARTNER                                                        \
	"(SELECT coalesce(p.ref, 'P-' || p.id) || ' ' || p.name FROM " \
	"partner p WHERE p.id = c.partner)"

/* How a tranche stands, in words. */
#define STANDING                                                                              \
	"CASE WHEN t.state = 'held' AND t.hold = 'hand' THEN 'held by hand'"                  \
	" WHEN t.state = 'held' THEN 'held: ' || t.hold"                                      \
	" WHEN t.release_on > today() THEN 'held until ' || " SQL_DAY(                        \
	    "%Y-%m-%d",                                                                       \
	    "t.release_on") " ELSE t.state || ' since ' || " SQL_DAY("%Y-%m-%d",              \
	    "t.state_on") " END"                                                              \
			  " || CASE WHEN t.approved_by <> '' THEN ', approved by '"           \
			  " || t.approved_by ELSE '' END"                                     \
			  " || CASE WHEN t.statement IS NOT NULL THEN ', on T-'"              \
			  " || t.statement ELSE '' END"                                       \
			  " || CASE WHEN t.reason <> '' THEN ' (' || t.reason || ')' ELSE ''" \
			  " END"

#define UP_TO " LIMIT ?2"

/* Each: id, label, day, amount, currency, and what there is to say. */
static const char PAYMENTS_OF_SALE[] =
    "SELECT y.id, '', y.paid_on, y.amount, s.currency,"
    " 'recorded by ' || y.recorded_by FROM payment y"
    " JOIN sale s ON s.id = y.sale WHERE y.sale = ?1 AND y.void = 0"
    " ORDER BY y.paid_on, y.id" UP_TO;
static const char COMMISSIONS_OF_SALE[] =
    "SELECT c.id, 'C-' || c.id, c.on_date, c.amount, c.currency, " PARTNER
    " || CASE c.kind WHEN 'sale' THEN '' ELSE ', ' || c.kind END || ', ' || " SQL_COMMISSION_STATUS
    " FROM commission c"
    " WHERE c.sale = ?1 AND c.void = 0 ORDER BY c.on_date, c.id" UP_TO;
static const char TRANCHES_OF_SALE[] =
    "SELECT t.id, 'C-' || c.id, t.earned_on, t.amount, c.currency, " STANDING
    " FROM commission c JOIN tranche t ON t.commission = c.id"
    " WHERE c.sale = ?1 AND c.void = 0 AND t.void = 0"
    " ORDER BY t.earned_on, t.id" UP_TO;
static const char REFUNDS_OF_SALE[] =
    "SELECT s.id, 'S-' || s.id, s.sale_on, s.base, s.currency, s.invoice"
    " FROM sale s WHERE s.refund_of = ?1 AND s.void = 0"
    " ORDER BY s.sale_on, s.id" UP_TO;

static const char TRANCHES_OF_COMMISSION[] =
    "SELECT t.id, '', t.earned_on, t.amount, c.currency, " STANDING
    " FROM tranche t JOIN commission c ON c.id = t.commission"
    " WHERE t.commission = ?1 AND t.void = 0 ORDER BY t.earned_on, t.id" UP_TO;
static const char CORRECTIONS[] =
    "SELECT c.id, 'C-' || c.id, c.on_date, c.amount, c.currency, c.kind ||"
    " CASE WHEN c.reason <> '' THEN ': ' || c.reason ELSE '' END || ', ' || " SQL_COMMISSION_STATUS
    " FROM commission c"
    " WHERE c.corrects = ?1 AND c.void = 0 ORDER BY c.on_date, c.id" UP_TO;
/* The first of an entry's two postings is where its money came from. */
static const char LEDGER[] =
    "SELECT e.id, '', e.on_date, b.amount, b.currency,"
    " e.kind || ': ' || a.account || ' to ' || b.account"
    " FROM entry e JOIN posting a ON a.entry = e.id"
    " JOIN posting b ON b.entry = e.id AND b.id > a.id"
    " WHERE e.commission = ?1 ORDER BY e.id" UP_TO;

static const char LINES_OF_STATEMENT[] =
    "SELECT t.id, 'C-' || c.id, t.earned_on, t.amount, c.currency,"
    " coalesce((SELECT u.name || ', ' || c.product FROM sale s"
    " JOIN customer u ON u.id = s.customer WHERE s.id = c.sale), c.kind ||"
    " CASE WHEN c.reason <> '' THEN ': ' || c.reason ELSE '' END) ||"
    " CASE WHEN c.kind IN ('refund', 'step') THEN ', ' || c.kind ELSE '' END"
    " FROM tranche t JOIN commission c ON c.id = t.commission"
    " WHERE t.statement = ?1 AND t.void = 0 ORDER BY t.earned_on, t.id" UP_TO;
static const char CARRIED_TO_STATEMENT[] =
    "SELECT t.id, 'T-' || t.id, t.to_on, t.carried, t.currency, t.why_carried"
    " FROM statement t WHERE t.carried_to = ?1 AND t.void = 0"
    " ORDER BY t.to_on, t.id" UP_TO;
static const char PAYOUTS_OF_STATEMENT[] =
    "SELECT n.id, 'O-' || o.id, coalesce(o.paid_on, o.pay_on, o.to_on),"
    " n.amount, o.currency, CASE WHEN n.status = 'open' THEN o.status"
    " ELSE n.status END || CASE WHEN n.reason <> '' THEN ': ' || n.reason"
    " ELSE '' END FROM payout_line n JOIN payout o ON o.id = n.payout"
    " WHERE n.statement = ?1 AND n.void = 0 AND o.void = 0"
    " ORDER BY n.id" UP_TO;
static const char LINES_OF_PAYOUT[] =
    "SELECT n.id, 'T-' || n.statement, c.to_on, n.amount, o.currency, " PARTNER
    " || CASE WHEN n.withheld <> 0 THEN ', less tax' ELSE '' END"
    " || CASE WHEN n.status <> 'open' THEN ', ' || n.status ELSE '' END"
    " || CASE WHEN n.reason <> '' THEN ': ' || n.reason ELSE '' END"
    " FROM payout_line n JOIN payout o ON o.id = n.payout"
    " JOIN statement c ON c.id = n.statement"
    " WHERE n.payout = ?1 AND n.void = 0 ORDER BY n.id" UP_TO;

#define SALES                                                            \
	"SELECT s.id, 'S-' || s.id, s.sale_on, s.base, s.currency,"      \
	" s.product || CASE WHEN s.invoice <> '' THEN ', ' || s.invoice" \
	" ELSE '' END FROM sale s WHERE s.void = 0 AND "
static const char SALES_OF_LEAD[] =
    SALES "s.lead = ?1 ORDER BY s.sale_on, s.id" UP_TO;
static const char SALES_OF_CUSTOMER[] =
    SALES "s.customer = ?1 ORDER BY s.sale_on DESC, s.id DESC" UP_TO;

static const struct {
	const char *noun, *name, *title, *sql;
} sections[] = {
	{ "sale", "payment", "Paid by the customer", PAYMENTS_OF_SALE },
	{ "sale", "refund", "Refunds", REFUNDS_OF_SALE },
	{ "sale", "commission", "Commissions", COMMISSIONS_OF_SALE },
	{ "sale", "tranche", "Earned by payments", TRANCHES_OF_SALE },
	{ "commission", "tranche", "Earned by payments",
	    TRANCHES_OF_COMMISSION },
	{ "commission", "correction", "Corrected by", CORRECTIONS },
	{ "commission", "entry", "Ledger", LEDGER },
	{ "statement", "line", "Lines", LINES_OF_STATEMENT },
	{ "statement", "carried", "Carried from", CARRIED_TO_STATEMENT },
	{ "statement", "payout", "Payouts", PAYOUTS_OF_STATEMENT },
	{ "payout", "line", "Statements", LINES_OF_PAYOUT },
	{ "lead", "sale", "Sales", SALES_OF_LEAD },
	{ "customer", "sale", "Sales", SALES_OF_CUSTOMER },
};

static struct money_line line_of(struct stmt *st, struct arena *a)
{
	struct money_line line = {
		.id = db_int(st, 0),
		.label = db_text(st, 1, a),
		.on = db_date(st, 2),
		.amount = { .minor = db_int(st, 3) },
		.what = db_text(st, 5, a),
	};
	const char *currency = db_text(st, 4, a);

	for (size_t i = 0; i < 3 && currency[i] != '\0'; i++)
		line.amount.currency[i] = currency[i];
	return line;
}

static bool read_section(struct db *db, const char *sql, int64_t id,
    struct arena *a, struct money_section *s, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(db, sql,
		VALUES(val_int(id), val_int(MONEY_LINES_MOST + 1)), &st, err))
		return false;
	s->lines = arena_alloc(a, MONEY_LINES_MOST * sizeof(*s->lines));
	while ((step = db_step(st, err)) == DB_ROW && s->n < MONEY_LINES_MOST)
		s->lines[s->n++] = line_of(st, a);
	s->more = step == DB_ROW;
	db_reset(st);
	return step != DB_FAILED;
}

bool money_lines_read(struct db *db, const char *noun, int64_t id,
    struct arena *a, struct money_section **ret, size_t *ret_n, struct err *err)
{
	struct money_section *list =
	    arena_alloc(a, ARRAY_LEN(sections) * sizeof(*list));
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_LEN(sections); i++) {
		if (strcmp(sections[i].noun, noun) != 0)
			continue;
		list[n] = (struct money_section){ .name = sections[i].name,
			.title = sections[i].title };
		if (!read_section(db, sections[i].sql, id, a, &list[n], err))
			return false;
		n += list[n].n > 0;
	}
	*ret = list;
	*ret_n = n;
	return true;
}

/* "2026-03-20  600.00 EUR  recorded by ana" */
static const char *text_of(const struct money_line *l, struct arena *a)
{
	char on[11];

	return arena_fmt(a, "%s%s%s  %s %s%s%s", l->label,
	    l->label[0] != '\0' ? "  " : "", date_text(l->on, on),
	    money_text(l->amount, a), l->amount.currency,
	    l->what[0] != '\0' ? "  " : "", l->what);
}

/* Other nouns add their remarks elsewhere. */
static bool is_money(const char *noun)
{
	static const char *const nouns[] = { "sale", "commission", "statement",
		"payout" };

	for (size_t i = 0; i < ARRAY_LEN(nouns); i++)
		if (strcmp(nouns[i], noun) == 0)
			return true;
	return false;
}

bool detail_money(struct db *db, const char *noun, int64_t id,
    struct detail_lines *lines, struct err *err)
{
	struct arena *a = lines->arena;
	struct money_section *list;
	size_t n;

	if (!money_lines_read(db, noun, id, a, &list, &n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < list[i].n; k++)
			detail_add(lines,
			    arena_fmt(a, "%s.%" PRId64, list[i].name,
				list[i].lines[k].id),
			    k == 0 ? list[i].title : "",
			    val_text(text_of(&list[i].lines[k], a)));
		if (list[i].more)
			detail_add(lines, arena_fmt(a, "%s.more", list[i].name),
			    "", val_text("and more"));
	}
	return !is_money(noun) || detail_remarks(db, noun, id, lines, err);
}
