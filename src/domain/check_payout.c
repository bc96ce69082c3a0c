/* domain/check_payout.c - statements in their order, and what was paid. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/base.h"
#include "domain/check_rules.h"
#include "domain/payout_row.h"

/* Whatever a payout still counts on: it is no more when it came back. */
#define STANDING " n.void = 0 AND n.status <> 'returned'"

const struct check_rule check_payout_rules[] = {
	{ "what is carried goes to the partner's next statement", "T-",
	    "SELECT n.id, 'T-' || x.id FROM statement n JOIN statement x"
	    " ON x.id = n.carried_to WHERE n.void = 0 AND (x.void = 1"
	    " OR x.partner <> n.partner OR x.currency <> n.currency"
	    " OR x.to_on <= n.to_on OR n.status NOT IN ('carried', 'paid'))"
	    " UNION ALL SELECT carried_to, count(*) || ' before it'"
	    " FROM statement WHERE void = 0 AND carried_to IS NOT NULL"
	    " GROUP BY carried_to HAVING count(*) > 1" },
	{ "nothing that is carried is left behind", "T-",
	    "SELECT n.id, n.carried FROM statement n WHERE n.void = 0"
	    " AND n.status = 'carried' AND n.carried_to IS NULL AND EXISTS"
	    " (SELECT 1 FROM statement x WHERE x.partner = n.partner"
	    " AND x.currency = n.currency AND x.to_on > n.to_on"
	    " AND x.void = 0)" },
	/* What came back was sent, and the total is what was sent. */
	{ "a payout is the sum of its lines", "O-",
	    "SELECT o.id, o.total || ' to ' || o.partners || ' is not '"
	    " || coalesce(sum(n.amount), 0) || ' to '"
	    " || count(DISTINCT n.partner) FROM payout o LEFT JOIN"
	    " payout_line n ON n.payout = o.id AND n.void = 0"
	    " WHERE o.void = 0 AND o.status <> 'cancelled' GROUP BY o.id"
	    " HAVING o.total <> coalesce(sum(n.amount), 0)"
	    " OR o.partners <> count(DISTINCT n.partner)" },
	{ "a payout's lines go the way that it goes", "O-",
	    "SELECT o.id, 'line ' || n.id || ' is ' || n.status"
	    " FROM payout_line n JOIN payout o ON o.id = n.payout"
	    " WHERE n.void = 0 AND (o.void = 1 OR CASE o.status"
	    " WHEN 'paid' THEN n.status = 'open' WHEN 'cancelled' THEN 1"
	    " ELSE n.status <> 'open' END)" },
	{ "a payout pays what its statements say", "O-",
	    "SELECT n.payout, 'T-' || t.id || ': ' || n.amount || ' and '"
	    " || n.withheld || ' withheld of ' || t.payable"
	    " FROM payout_line n JOIN statement t ON t.id = n.statement"
	    " JOIN payout o ON o.id = n.payout WHERE n.void = 0"
	    " AND (n.amount + n.withheld <> t.payable OR t.void = 1"
	    " OR t.partner <> n.partner OR t.currency <> o.currency"
	    " OR (n.status <> 'returned' AND n.withheld <> t.withheld))" },
	{ "a statement is in one payout", "T-",
	    "SELECT n.statement, count(*) || ' times' FROM payout_line n"
	    " WHERE" STANDING " GROUP BY n.statement HAVING count(*) > 1"
	    " UNION ALL SELECT t.id, 'and carried to T-' || t.carried_to"
	    " FROM payout_line n JOIN statement t ON t.id = n.statement"
	    " WHERE" STANDING " AND t.carried_to IS NOT NULL" },
	/* By itself, or with the statement that it was carried to. */
	{ "a statement is paid when a payout paid it", "T-",
	    "SELECT t.id, t.status FROM statement t LEFT JOIN statement x"
	    " ON x.id = t.carried_to AND x.void = 0 WHERE t.void = 0"
	    " AND (t.status = 'paid') <> (coalesce(x.status, '') = 'paid'"
	    " OR EXISTS (SELECT 1 FROM payout_line n"
	    " WHERE n.statement = t.id AND n.void = 0"
	    " AND n.status = 'paid'))" },
	{ "a line is paid when its statement is", "C-",
	    "SELECT r.commission, r.state || ', and T-' || t.id || ' '"
	    " || t.status FROM statement t JOIN tranche r"
	    " ON r.statement = t.id WHERE t.void = 0 AND r.void = 0"
	    " AND (r.state = 'paid') <> (t.status = 'paid')" },
	{ "a payout was approved by another than who ran it", "O-",
	    "SELECT id, approved_by FROM payout WHERE void = 0"
	    " AND status <> 'cancelled' AND ((approved_by = '') <>"
	    " (status = 'proposed') OR approved_by = created_by)" },
	{ "a paid payout has its day", "O-",
	    "SELECT id, status FROM payout WHERE void = 0"
	    " AND (status = 'paid') <> (paid_on IS NOT NULL)" },
};

const size_t n_check_payout_rules = ARRAY_LEN(check_payout_rules);

/* ---- what was approved --------------------------------------------------- */

static const char SELECT_APPROVED[] =
    "SELECT id FROM payout WHERE void = 0"
    " AND status IN ('approved', 'paid') ORDER BY id";

static bool check_digest(struct session *s, int64_t id,
    void (*fault)(void *arg, const char *what), void *arg, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct payout p;
	bool ok = payout_read(s, id, &a, &p, err);

	if (ok && strcmp(p.digest, payout_digest(&p, &a)) != 0)
		fault(arg,
		    arena_fmt(&a, "%s: O-%" PRId64 ", not what %s approved",
			CHECK_PAYOUTS_RULE, id, p.approved_by));
	arena_done(&a);
	return ok;
}

bool check_payouts(struct session *s,
    void (*fault)(void *arg, const char *what), void *arg, struct err *err)
{
	struct arena a = ARENA_INIT;
	int64_t *ids;
	size_t n = 0;
	bool ok = db_ids(s->db, SELECT_APPROVED, NO_VALUES, &a, &ids, &n, err);

	for (size_t i = 0; ok && i < n; i++)
		ok = check_digest(s, ids[i], fault, arg, err);
	arena_done(&a);
	return ok;
}
