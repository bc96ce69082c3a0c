/* domain/check_sums.c - sums that are kept, against what they are sums of. */

#include "config.h"

#include <inttypes.h>

#include "base/base.h"
#include "base/date.h"
#include "domain/check_rules.h"

/* ---- the parts ----------------------------------------------------------- */

#define PART_ROWS " LIMIT 1 OFFSET 4000"

static const char NEXT_COMMISSION[] =
    "SELECT id FROM commission WHERE id > ?1 ORDER BY id" PART_ROWS;

static const char NEXT_PARTNER[] =
    "SELECT partner FROM sale WHERE partner > ?1 ORDER BY partner" PART_ROWS;

static const char NEXT_DAY[] =
    "SELECT on_date FROM entry WHERE on_date > ?1 ORDER BY on_date" PART_ROWS;

/* A month that begins later than three on. */
static const char NEXT_QUARTER[] =
    "SELECT origin FROM product_month WHERE origin > ?1 + 62"
    " ORDER BY origin LIMIT 1";

/* Of a partner: months are whole. */
static const char NEXT_MONTH[] = "SELECT partner, on_month FROM commission"
				 " WHERE (partner, on_date) > (?1, ?2 + 27)"
				 " AND (partner, on_month) > (?1, ?2)"
				 " ORDER BY partner, on_date" PART_ROWS;

/* By key, of what the table calls it. */
#define ID_IN " WHERE id >= ?1 AND id < ?2"
#define COMMISSION_IN " WHERE commission >= ?1 AND commission < ?2"
#define PARTNER_IN " WHERE s.partner >= ?1 AND s.partner < ?2"
#define ORIGIN_IN " WHERE origin >= ?1 AND origin < ?2"
#define DAY_IN " WHERE on_date >= ?1 AND on_date < ?2"

/* By partner and month, or a day of it. */
#define MONTH_IN                               \
	" WHERE (partner, origin) >= (?1, ?2)" \
	" AND (partner, origin) < (?3, ?4)"
#define DATE_IN                                     \
	" WHERE (c.partner, c.on_date) >= (?1, ?2)" \
	" AND (c.partner, c.on_date) < (?3, ?4)"

/* ---- each side with its sign: what is left over is the fault ------------- */

/* What was posted, less what the rows say. */
#define STANDS                                                                       \
	"SELECT commission AS id, account, amount FROM entry e"                      \
	" CROSS JOIN posting p ON p.entry = e.id" COMMISSION_IN                      \
	" UNION ALL SELECT id, 'expense', amount FROM commission" ID_IN              \
	" AND void = 0"                                                              \
	" UNION ALL SELECT id, 'accrued', -amount FROM commission" ID_IN             \
	" AND void = 0"                                                              \
	" UNION ALL SELECT commission, 'accrued', amount FROM tranche" COMMISSION_IN \
	" AND void = 0"                                                              \
	" UNION ALL SELECT commission, state, -amount FROM tranche" COMMISSION_IN    \
	" AND void = 0"

/* A step gives under the cap of its sale's rule, too. */
#define ACCRUALS                                                           \
	"SELECT kind, partner, currency, program, rule, customer, period," \
	" amount FROM accrual s" PARTNER_IN                                \
	" UNION ALL SELECT 'steps', partner, currency, program, rule, 0,"  \
	" period_on, -base FROM sale s" PARTNER_IN                         \
	" AND void = 0 AND period_on IS NOT NULL"                          \
	" UNION ALL SELECT 'cap', partner, currency, program, rule,"       \
	" cap_customer, cap_on, -commission FROM sale s" PARTNER_IN        \
	" AND void = 0 AND cap_on IS NOT NULL"                             \
	" UNION ALL SELECT 'cap', s.partner, s.currency, s.program,"       \
	" s.rule, s.cap_customer, s.cap_on, -c.amount FROM sale s"         \
	" CROSS JOIN commission c ON c.sale = s.id AND c.kind = 'step'"    \
	" AND c.void = 0" PARTNER_IN " AND s.cap_on IS NOT NULL"

#define LEDGER_MONTHS                                                    \
	"SELECT partner, program, product, currency, account, origin,"   \
	" entry_month, amount FROM ledger_month" MONTH_IN                \
	" UNION ALL SELECT p.partner, p.program, p.product, p.currency," \
	" p.account, p.origin, e.on_month, -p.amount FROM commission c"  \
	" CROSS JOIN entry e ON e.commission = c.id"                     \
	" CROSS JOIN posting p ON p.entry = e.id" DATE_IN

#define SALES_MONTHS                                                   \
	"SELECT partner, program, product, currency, origin, sales,"   \
	" base FROM sales_month" MONTH_IN                              \
	" UNION ALL SELECT partner, program, product, currency,"       \
	" on_month, -(kind = 'sale'), -base FROM commission c" DATE_IN \
	" AND void = 0"

/* The balances side by side, as the summary reads them. */
#define SUMS "accrued, earned, held, approved, paid"
#define EACH                                 \
	"-amount * (account = 'accrued'),"   \
	" -amount * (account = 'earned'),"   \
	" -amount * (account = 'held'),"     \
	" -amount * (account = 'approved')," \
	" -amount * (account = 'paid')"

#define PARTNER_KEYS "partner, currency, origin"
#define PRODUCT_KEYS "currency, program, product, origin"
#define MONTHS(keys, table)                                            \
	"SELECT " keys ", sales, base, " SUMS " FROM " table ORIGIN_IN \
	" UNION ALL SELECT " keys ", 0, 0, " EACH                      \
	" FROM ledger_month" ORIGIN_IN " UNION ALL SELECT " keys       \
	", -sales, -base, 0, 0, 0,"                                    \
	" 0, 0 FROM sales_month" ORIGIN_IN
#define PARTNER_MONTHS MONTHS(PARTNER_KEYS, "partner_month")
#define PRODUCT_MONTHS MONTHS(PRODUCT_KEYS, "product_month")

/* What was dated later than it was recorded. */
#define AHEAD(keys, table)                                            \
	"SELECT " keys ", " SUMS " FROM " table DAY_IN                \
	" UNION ALL SELECT " keys ", " EACH                           \
	" FROM entry e CROSS JOIN posting p ON p.entry = e.id" DAY_IN \
	" AND on_date * 86400 > recorded_at"
#define AHEAD_KEYS "on_date, partner, " PRODUCT_KEYS
#define AHEAD_PRODUCT_KEYS "on_date, " PRODUCT_KEYS
#define LEDGER_AHEAD AHEAD(AHEAD_KEYS, "ledger_ahead")
#define PRODUCT_AHEAD AHEAD(AHEAD_PRODUCT_KEYS, "product_ahead")

#define BALANCES_OFF                                                 \
	"sum(accrued) <> 0 OR sum(earned) <> 0 OR sum(held) <> 0 OR" \
	" sum(approved) <> 0 OR sum(paid) <> 0"
#define SALES_OFF "sum(sales) <> 0 OR sum(base) <> 0"
#define HOW_OFF                                                    \
	"sum(sales) || ' sales, ' || sum(base) || ' base, ' ||"    \
	" (sum(accrued) + sum(earned) + sum(held) + sum(approved)" \
	" + sum(paid))"

const struct check_sum check_sums[] = {
	/* Missing postings are found here, too. */
	{ { "a commission's money stands where its tranches say", "C-",
	      "SELECT id, account || ' is off by ' || sum(amount)"
	      " FROM (" STANDS ") GROUP BY id, account"
	      " HAVING sum(amount) <> 0" },
	    NEXT_COMMISSION, PART_BY_KEY, false },
	{ { "what accumulates is what the sales say", "P-",
	      "SELECT partner, kind || ' of ' || program || ' ' || rule ||"
	      " ' is off by ' || sum(amount) FROM (" ACCRUALS ")"
	      " GROUP BY kind, partner, currency, program, rule,"
	      " customer, period HAVING sum(amount) <> 0" },
	    NEXT_PARTNER, PART_BY_KEY, false },
	{ { "a month's balances are those of its postings", "P-",
	      "SELECT partner, currency || ' ' || account || ' is off by '"
	      " || sum(amount), entry_month FROM (" LEDGER_MONTHS ")"
	      " GROUP BY partner, program, product, currency, account,"
	      " origin, entry_month HAVING sum(amount) <> 0" },
	    NEXT_MONTH, PART_BY_PAIR, true },
	{ { "a month's sales are those of its commissions", "P-",
	      "SELECT partner, currency || ' ' || product || ' is off by '"
	      " || sum(sales) || ' sales, ' || sum(base), origin"
	      " FROM (" SALES_MONTHS ") GROUP BY partner, program, product,"
	      " currency, origin HAVING " SALES_OFF },
	    NEXT_MONTH, PART_BY_PAIR, true },
	{ { "a partner's sums of a month are those of its products", "P-",
	      "SELECT partner, currency || ' is off by ' || " HOW_OFF
	      ", origin FROM (" PARTNER_MONTHS ") GROUP BY " PARTNER_KEYS
	      " HAVING " SALES_OFF " OR " BALANCES_OFF },
	    NEXT_QUARTER, PART_BY_KEY, true },
	{ { "a product's sums of a month are those of its partners", "",
	      "SELECT 1, 'sum of ' || currency || ' ' || program || ' '"
	      " || product || ' is off by ' || " HOW_OFF
	      ", origin FROM (" PRODUCT_MONTHS ") GROUP BY " PRODUCT_KEYS
	      " HAVING " SALES_OFF " OR " BALANCES_OFF },
	    NEXT_QUARTER, PART_BY_KEY, true },
	{ { "what is dated ahead is what the entries say", "P-",
	      "SELECT partner, currency || ' ' || product || ' is off',"
	      " on_date FROM (" LEDGER_AHEAD ") GROUP BY " AHEAD_KEYS
	      " HAVING " BALANCES_OFF },
	    NEXT_DAY, PART_BY_KEY, true },
	{ { "what is dated ahead is by product what the entries say", "",
	      "SELECT 1, 'sum of ' || currency || ' ' || product ||"
	      " ' is off', on_date FROM (" PRODUCT_AHEAD ")"
	      " GROUP BY " AHEAD_PRODUCT_KEYS " HAVING " BALANCES_OFF },
	    NEXT_DAY, PART_BY_KEY, true },
};

const size_t n_check_sums = ARRAY_LEN(check_sums);

/* ---- one part after the other -------------------------------------------- */

/* Where a part begins. */
struct place {
	int64_t key, day;
};

/* The last part goes on behind all that there can be. */
static bool next_place(struct session *s, const struct check_sum *sum,
    const struct place *from, struct place *ret, bool *ret_last,
    struct err *err)
{
	const struct value values[] = { val_int(from->key),
		val_int(from->day) };
	struct place to = { INT64_MAX, INT64_MAX };
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, sum->next, values, sum->part, &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW)
		to = (struct place){ db_int(st, 0),
			sum->part == PART_BY_PAIR ? db_int(st, 1) : 0 };
	db_reset(st);
	*ret = to;
	*ret_last = step == DB_DONE;
	return step != DB_FAILED;
}

static bool check_part(struct session *s, const struct check_sum *sum,
    const struct place *from, const struct place *to,
    void (*fault)(void *arg, const char *what), void *arg, struct err *err)
{
	const struct value pair[] = { val_int(from->key), val_int(from->day),
		val_int(to->key), val_int(to->day) };
	const struct value key[] = { pair[0], pair[2] };
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, sum->rule.sql,
		sum->part == PART_BY_PAIR ? pair : key, 2 * sum->part, &st,
		err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW)
		check_rule_fault(&sum->rule, st, sum->by_month, fault, arg);
	db_reset(st);
	return step == DB_DONE;
}

bool check_sum(struct session *s, const struct check_sum *sum,
    void (*fault)(void *arg, const char *what), void *arg, struct err *err)
{
	struct place from = { INT64_MIN, INT64_MIN }, to;
	bool last;

	do {
		if (!next_place(s, sum, &from, &to, &last, err) ||
		    !check_part(s, sum, &from, &to, fault, arg, err))
			return false;
		from = to;
	} while (!last);
	return true;
}

void check_rule_fault(const struct check_rule *rule, struct stmt *row,
    bool by_month, void (*fault)(void *arg, const char *what), void *arg)
{
	struct arena a = ARENA_INIT;
	char month[11] = "";

	if (by_month)
		date_text(db_date(row, 2), month);
	fault(arg,
	    arena_fmt(&a, "%s: %s%" PRId64 ", %s%s%.7s", rule->rule,
		rule->letter, db_int(row, 0), db_text(row, 1, &a),
		by_month ? " in " : "", month));
	arena_done(&a);
}
