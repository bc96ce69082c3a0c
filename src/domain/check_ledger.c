/* domain/check_ledger.c - the ledger against the rows that it follows. */

#include "config.h"

#include "base/base.h"
#include "domain/check_rules.h"

/* Each side of a sum with its sign: what is left over is the fault. */
#define LEDGER_MONTHS                                                    \
	"SELECT partner, program, product, currency, account, origin,"   \
	" entry_month, amount FROM ledger_month"                         \
	" UNION ALL SELECT p.partner, p.program, p.product, p.currency," \
	" p.account, p.origin, e.on_month, -p.amount"                    \
	" FROM posting p JOIN entry e ON e.id = p.entry"

#define SALES_MONTHS                                                 \
	"SELECT partner, program, product, currency, origin, sales," \
	" base FROM sales_month UNION ALL SELECT partner, program,"  \
	" product, currency, on_month, -(kind = 'sale'), -base"      \
	" FROM commission WHERE void = 0"

/* The same side by side, as the summary reads them. */
#define SUM(account) ", sum(amount * (account = '" account "')) AS " account
#define BALANCES \
	SUM("accrued") SUM("earned") SUM("held") SUM("approved") SUM("paid")
#define LESS(keys)                                                       \
	"SELECT " keys ", sales, base, accrued, earned, held, approved," \
	" paid FROM "
#define MORE(keys)                                                            \
	" UNION ALL SELECT " keys ", -sum(sales), -sum(base), -sum(accrued)," \
	" -sum(earned), -sum(held), -sum(approved), -sum(paid) FROM"          \
	" (SELECT partner, program, product, currency, origin, 0 AS sales,"   \
	" 0 AS base" BALANCES " FROM ledger_month GROUP BY 1, 2, 3, 4, 5"     \
	" UNION ALL SELECT partner, program, product, currency, origin,"      \
	" sales, base, 0, 0, 0, 0, 0 FROM sales_month) GROUP BY " keys
#define OFF                                                                   \
	"sum(sales) || ' sales, ' || sum(base) || ' base, ' || (sum(accrued)" \
	" + sum(earned) + sum(held) + sum(approved) + sum(paid))"
#define ANY_OFF(sums)                                           \
	" HAVING " sums                                         \
	"sum(accrued) <> 0 OR sum(earned) <> 0 OR sum(held) <>" \
	" 0 OR sum(approved) <> 0 OR sum(paid) <> 0"
#define SALES_OFF "sum(sales) <> 0 OR sum(base) <> 0 OR "

/* What was dated later than it was recorded. */
#define AHEAD(keys, table)                                                     \
	"SELECT " keys ", accrued, earned, held, approved, paid FROM " table   \
	" UNION ALL SELECT " keys ", -sum(accrued), -sum(earned), -sum(held)," \
	" -sum(approved), -sum(paid) FROM (SELECT e.on_date, p.partner,"       \
	" p.program, p.product, p.currency, p.origin" BALANCES                 \
	" FROM entry e JOIN posting p ON p.entry = e.id WHERE e.on_date *"     \
	" 86400 > e.recorded_at GROUP BY 1, 2, 3, 4, 5, 6) GROUP BY " keys

#define ACCRUALS                                                            \
	"SELECT kind, partner, currency, program, rule, customer, period,"  \
	" amount FROM accrual UNION ALL SELECT 'steps', partner, currency," \
	" program, rule, 0, period_on, -base FROM sale WHERE void = 0"      \
	" AND period_on IS NOT NULL UNION ALL SELECT 'cap', partner,"       \
	" currency, program, rule, cap_customer, cap_on, -commission"       \
	" FROM sale WHERE void = 0 AND cap_on IS NOT NULL"

/* What was posted, less what the rows say. */
#define STANDS                                                          \
	"SELECT e.commission AS id, p.account, p.amount FROM posting p" \
	" JOIN entry e ON e.id = p.entry"                               \
	" UNION ALL SELECT id, 'expense', amount FROM commission"       \
	" WHERE void = 0 UNION ALL SELECT id, 'accrued', -amount"       \
	" FROM commission WHERE void = 0"                               \
	" UNION ALL SELECT commission, 'accrued', amount FROM tranche"  \
	" WHERE void = 0 UNION ALL SELECT commission, state, -amount"   \
	" FROM tranche WHERE void = 0"

const struct check_rule check_ledger_rules[] = {
	{ "an entry has postings that sum to nothing", "entry ",
	    "SELECT e.id, count(p.id) || ' postings, ' || coalesce(sum("
	    "p.amount), 0) FROM entry e LEFT JOIN posting p ON p.entry = e.id"
	    " GROUP BY e.id HAVING count(p.id) < 2 OR sum(p.amount) <> 0"
	    " OR min(p.currency) <> max(p.currency)" },
	{ "a posting is of an entry", "posting ",
	    "SELECT id, 'entry ' || entry FROM posting p WHERE NOT EXISTS"
	    " (SELECT 1 FROM entry e WHERE e.id = p.entry)" },
	{ "a posting is of its commission's partner, program and month", "C-",
	    "SELECT c.id, 'posting ' || p.id FROM entry e JOIN posting p"
	    " ON p.entry = e.id JOIN commission c ON c.id = e.commission"
	    " WHERE p.partner <> c.partner OR p.program <> c.program"
	    " OR p.product <> c.product OR p.currency <> c.currency"
	    " OR p.origin <> c.on_month" },
	{ "an entry is of the month of its day", "entry ",
	    "SELECT id, on_date - on_month || ' days after its first'"
	    " FROM entry WHERE on_date - on_month NOT BETWEEN 0 AND 30" },
	/* Missing postings are found here, too. */
	{ "a commission's money stands where its tranches say", "C-",
	    "SELECT id, account || ' is off by ' || sum(amount) FROM (" STANDS
	    ") GROUP BY id, account HAVING sum(amount) <> 0" },
	{ "no entry was dated into closed books", "entry ",
	    "SELECT e.id, 'closed before' FROM entry e WHERE e.on_date <="
	    " (SELECT max(k.to_on) FROM closing k WHERE k.void = 0"
	    " AND k.created_at < e.recorded_at)" },
	{ "what accumulates is what the sales say", "P-",
	    "SELECT partner, kind || ' of ' || program || ' ' || rule ||"
	    " ' is off by ' || sum(amount) FROM (" ACCRUALS ") GROUP BY kind,"
	    " partner, currency, program, rule, customer, period"
	    " HAVING sum(amount) <> 0" },
	{ "a sale is paid what its payments say", "S-",
	    "SELECT s.id, s.paid FROM sale s LEFT JOIN (SELECT sale,"
	    " sum(amount) AS paid FROM payment WHERE void = 0 GROUP BY sale) p"
	    " ON p.sale = s.id WHERE s.void = 0"
	    " AND s.paid <> coalesce(p.paid, 0)" },
	/* Pieces where the base is 0. */
	{ "a sale is refunded what its refunds say", "S-",
	    "SELECT s.id, s.refunded FROM sale s LEFT JOIN (SELECT refund_of,"
	    " -sum(base) AS base, -sum(quantity) AS pieces FROM sale"
	    " WHERE void = 0 AND refund_of IS NOT NULL GROUP BY refund_of) r"
	    " ON r.refund_of = s.id WHERE s.void = 0 AND s.refunded <>"
	    " coalesce(CASE s.base WHEN 0 THEN r.pieces ELSE r.base END, 0)" },
	{ "a sale's commission is the sum of its partners' parts", "S-",
	    "SELECT s.id, s.commission || ' is not ' || coalesce(c.amount, 0)"
	    " FROM sale s LEFT JOIN (SELECT sale, sum(amount) AS amount,"
	    " sum(base) AS base FROM commission WHERE void = 0"
	    " AND kind IN ('sale', 'refund') GROUP BY sale) c ON c.sale = s.id"
	    " WHERE s.void = 0 AND (s.commission <> coalesce(c.amount, 0)"
	    " OR s.base <> coalesce(c.base, s.base))" },
	{ "the shares of a sale are the whole", "S-",
	    "SELECT sale, sum(share) FROM commission WHERE void = 0"
	    " AND kind = 'sale' GROUP BY sale HAVING sum(share) <> 1000000" },
	{ "a commission is of a sale that stands", "C-",
	    "SELECT c.id, 'S-' || s.id FROM commission c JOIN sale s"
	    " ON s.id = c.sale WHERE c.void = 0 AND (s.void = 1"
	    " OR s.currency <> c.currency OR s.product <> c.product)" },
	{ "what corrects a commission is of the same partner and currency",
	    "C-",
	    "SELECT c.id, 'C-' || o.id FROM commission c JOIN commission o"
	    " ON o.id = c.corrects WHERE c.void = 0 AND (o.void = 1"
	    " OR o.partner <> c.partner OR o.currency <> c.currency)" },
	{ "tranches are of a commission that stands", "C-",
	    "SELECT c.id, 'tranche ' || t.id FROM tranche t JOIN commission c"
	    " ON c.id = t.commission WHERE t.void = 0 AND c.void = 1" },
	{ "no more of a commission is earned than it is", "C-",
	    "SELECT c.id, t.sum || ' of ' || c.amount FROM commission c JOIN"
	    " (SELECT commission, sum(amount) AS sum FROM tranche"
	    " WHERE void = 0 GROUP BY commission) t ON t.commission = c.id"
	    " WHERE c.void = 0 AND NOT CASE WHEN c.amount < 0"
	    " THEN t.sum BETWEEN c.amount AND 0"
	    " ELSE t.sum BETWEEN 0 AND c.amount END" },
	{ "what is held has its reason, and nothing else has one", "C-",
	    "SELECT commission, state || ' ' || hold FROM tranche"
	    " WHERE void = 0 AND (state = 'held') <> (hold <> '')" },
	{ "what is approved was approved by somebody", "C-",
	    "SELECT commission, state FROM tranche WHERE void = 0"
	    " AND state IN ('approved', 'paid') AND approved_by = ''" },
	{ "nobody approved what they recorded", "C-",
	    "SELECT c.id, t.approved_by FROM tranche t JOIN commission c"
	    " ON c.id = t.commission LEFT JOIN sale s ON s.id = c.sale"
	    " LEFT JOIN payment m ON m.id = t.payment WHERE t.void = 0"
	    " AND t.approved_by <> '' AND t.approved_by IN (c.recorded_by,"
	    " coalesce(s.recorded_by, ''), coalesce(m.recorded_by, ''))" },
	{ "what is paid is on a statement", "C-",
	    "SELECT t.commission, coalesce('T-' || t.statement, 'none')"
	    " FROM tranche t LEFT JOIN statement n ON n.id = t.statement"
	    " WHERE t.void = 0 AND (n.void = 1"
	    " OR (t.state = 'paid' AND t.statement IS NULL))" },
	{ "a statement is of its partner's and currency's tranches", "T-",
	    "SELECT n.id, 'C-' || c.id FROM tranche t JOIN statement n"
	    " ON n.id = t.statement JOIN commission c ON c.id = t.commission"
	    " WHERE t.void = 0 AND (c.partner <> n.partner"
	    " OR c.currency <> n.currency)" },
	{ "a statement is the sum of its tranches", "T-",
	    "SELECT n.id, n.earned || ' is not ' || coalesce(t.sum, 0)"
	    " FROM statement n LEFT JOIN (SELECT statement, sum(amount) AS sum"
	    " FROM tranche WHERE void = 0 AND statement IS NOT NULL"
	    " GROUP BY statement) t ON t.statement = n.id WHERE n.void = 0"
	    " AND n.earned <> coalesce(t.sum, 0)" },
	{ "a statement goes on with what was carried", "T-",
	    "SELECT n.id, n.opening || ' is not ' || coalesce(b.sum, 0)"
	    " FROM statement n LEFT JOIN (SELECT carried_to, sum(carried)"
	    " AS sum FROM statement WHERE void = 0 AND carried_to IS NOT NULL"
	    " GROUP BY carried_to) b ON b.carried_to = n.id WHERE n.void = 0"
	    " AND (n.opening <> coalesce(b.sum, 0)"
	    " OR n.opening + n.earned <> n.payable + n.carried)" },
};

const size_t n_check_ledger_rules = ARRAY_LEN(check_ledger_rules);

const struct check_rule check_month_rules[] = {
	{ "a month's balances are those of its postings", "P-",
	    "SELECT partner, currency || ' ' || account || ' is off by '"
	    " || sum(amount), entry_month FROM (" LEDGER_MONTHS
	    ") GROUP BY partner, program, product, currency, account, origin,"
	    " entry_month HAVING sum(amount) <> 0" },
	{ "a month's sales are those of its commissions", "P-",
	    "SELECT partner, currency || ' ' || product || ' is off by ' ||"
	    " sum(sales) || ' sales, ' || sum(base), origin"
	    " FROM (" SALES_MONTHS ") GROUP BY partner, program, product,"
	    " currency, origin HAVING sum(sales) <> 0 OR sum(base) <> 0" },
	{ "a partner's sums of a month are those of its products", "P-",
	    "SELECT partner, currency || ' is off by ' || " OFF ", origin"
	    " FROM (" LESS("partner, currency, origin") "partner_month" MORE(
		"partner, currency, origin") ") GROUP BY partner, currency,"
					     " origin" ANY_OFF(SALES_OFF) },
	{ "a product's sums of a month are those of its partners", "",
	    "SELECT count(*), 'sum of ' || currency || ' ' || program || ' '"
	    " || product || ' is off by ' || " OFF
	    ", origin FROM (" LESS("currency, program, product, origin") "product_month" MORE(
		"currency, program, product, origin") ") GROUP BY currency,"
						      " program, product, origin" ANY_OFF(
							  SALES_OFF) },
	{ "what is dated ahead is what the entries say", "P-",
	    "SELECT partner, currency || ' ' || product || ' is off', on_date"
	    " FROM (" AHEAD("on_date, partner, program, product, currency,"
			    " origin",
		"ledger_ahead") ") GROUP BY on_date,"
				" partner, program, product, currency, origin" ANY_OFF(
				    "") },
	{ "what is dated ahead is by product what the entries say", "",
	    "SELECT count(*), 'sum of ' || currency || ' ' || product ||"
	    " ' is off', on_date FROM (" AHEAD("on_date, program, product,"
					       " currency, origin",
		"product_ahead") ") GROUP BY on_date,"
				 " program, product, currency, origin" ANY_OFF(
				     "") },
};

const size_t n_check_month_rules = ARRAY_LEN(check_month_rules);
