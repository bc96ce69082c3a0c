/* domain/check_ledger.c - sales, what they earn, and where it is stated. */

#include "config.h"

#include "base/base.h"
#include "domain/check_rules.h"

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
	{ "no entry was dated into closed books", "entry ",
	    "SELECT e.id, 'closed before' FROM entry e WHERE e.on_date <="
	    " (SELECT max(k.to_on) FROM closing k WHERE k.void = 0"
	    " AND k.created_at < e.recorded_at)" },
	{ "a sale is paid what its payments say", "S-",
	    "SELECT s.id, s.paid FROM sale s WHERE s.void = 0 AND s.paid <>"
	    " (SELECT coalesce(sum(p.amount), 0) FROM payment p"
	    " WHERE p.sale = s.id AND p.void = 0)" },
	/* Pieces where the base is 0. */
	{ "a sale is refunded what its refunds say", "S-",
	    "SELECT s.id, s.refunded FROM sale s WHERE s.void = 0"
	    " AND s.refunded <> (SELECT coalesce(-sum(CASE s.base WHEN 0"
	    " THEN r.quantity ELSE r.base END), 0) FROM sale r"
	    " WHERE r.refund_of = s.id AND r.void = 0)" },
	{ "a sale's commission is the sum of its partners' parts", "S-",
	    "SELECT s.id, s.commission || ' is not '"
	    " || coalesce(sum(c.amount), 0) FROM sale s LEFT JOIN"
	    " commission c ON c.sale = s.id AND c.void = 0"
	    " AND c.kind IN ('sale', 'refund') WHERE s.void = 0 GROUP BY s.id"
	    " HAVING s.commission <> coalesce(sum(c.amount), 0)"
	    " OR s.base <> coalesce(sum(c.base), s.base)" },
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
	    "SELECT c.id, sum(t.amount) || ' of ' || c.amount"
	    " FROM commission c CROSS JOIN tranche t ON t.commission = c.id"
	    " AND t.void = 0 WHERE c.void = 0 GROUP BY c.id"
	    " HAVING NOT sum(t.amount) BETWEEN min(c.amount, 0)"
	    " AND max(c.amount, 0)" },
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
	    "SELECT n.id, n.earned || ' is not ' || coalesce(sum(t.amount), 0)"
	    " FROM statement n LEFT JOIN tranche t ON t.statement = n.id"
	    " AND t.void = 0 WHERE n.void = 0 GROUP BY n.id"
	    " HAVING n.earned <> coalesce(sum(t.amount), 0)" },
	{ "a statement goes on with what was carried", "T-",
	    "SELECT n.id, n.opening || ' is not ' || coalesce(b.sum, 0)"
	    " FROM statement n LEFT JOIN (SELECT carried_to, sum(carried)"
	    " AS sum FROM statement WHERE void = 0 AND carried_to IS NOT NULL"
	    " GROUP BY carried_to) b ON b.carried_to = n.id WHERE n.void = 0"
	    " AND (n.opening <> coalesce(b.sum, 0)"
	    " OR n.opening + n.earned <> n.payable + n.carried)" },
};

const size_t n_check_ledger_rules = ARRAY_LEN(check_ledger_rules);
