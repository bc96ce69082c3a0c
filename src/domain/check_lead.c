/* domain/check_lead.c - what of a lead follows from other rows. */

#include "config.h"

#include "base/base.h"
#include "domain/check_rules.h"

#define OPEN "('submitted', 'queued', 'accepted', 'qualified', 'proposal')"

const struct check_rule check_lead_rules[] = {
	{ "a key is held by a registration that is open", "L-",
	    "SELECT k.lead, k.kind || ' ' || k.value FROM claim_key k"
	    " JOIN lead l ON l.id = k.lead WHERE k.void = 0"
	    " AND (l.void = 1 OR l.registered = 0)" },
	/* Or was handed over by the lead whose it was. */
	{ "a key is one of its lead's customer", "L-",
	    "SELECT k.lead, k.kind || ' ' || k.value FROM claim_key k"
	    " JOIN lead l ON l.id = k.lead WHERE k.void = 0"
	    " AND k.value <> CASE k.kind WHEN 'domain' THEN l.domain"
	    " WHEN 'tax' THEN l.tax_key"
	    " ELSE l.name_key || '/' || l.country END"
	    " AND NOT EXISTS (SELECT 1 FROM audit_change h"
	    " WHERE h.entity = 'claim_key' AND h.record = k.id"
	    " AND h.field = 'lead')" },
	/* By itself, or by who was told apart from it; when that one is gone,
	 * what both had in common says nothing of the one that is left. */
	{ "the keys of a registered customer are held", "L-",
	    "SELECT l.id, w.kind || ' ' || w.value FROM lead l JOIN ("
	    "SELECT id, 'domain' AS kind, domain AS value FROM lead"
	    " UNION ALL SELECT id, 'tax', tax_key FROM lead"
	    " UNION ALL SELECT id, 'name', name_key || '/' || country"
	    " FROM lead WHERE country <> 'ZZ' AND name_key <> '') w"
	    " ON w.id = l.id WHERE l.void = 0 AND l.registered = 1"
	    " AND w.value <> '' AND NOT EXISTS (SELECT 1 FROM claim_key k"
	    " WHERE k.kind = w.kind AND k.value = w.value AND k.void = 0)"
	    " AND NOT EXISTS (SELECT 1 FROM conflict c WHERE c.void = 0"
	    " AND c.verdict = 'different' AND l.id IN (c.lead, c.other))" },
	{ "what is registered is open and does not wait", "L-",
	    "SELECT id, stage FROM lead WHERE void = 0 AND registered = 1"
	    " AND (stage = 'queued' OR stage NOT IN " OPEN ")" },
	{ "who waits is behind an open registration", "L-",
	    "SELECT q.id, coalesce('L-' || q.behind, 'nobody') FROM lead q"
	    " WHERE q.void = 0 AND q.stage = 'queued' AND NOT EXISTS"
	    " (SELECT 1 FROM lead h WHERE h.id = q.behind AND h.void = 0"
	    " AND h.registered = 1)" },
	{ "only who waits is behind somebody", "L-",
	    "SELECT id, 'L-' || behind FROM lead WHERE void = 0"
	    " AND behind IS NOT NULL AND stage <> 'queued'" },
	{ "a registration here is decided by a day or protected until one",
	    "L-",
	    "SELECT id, stage FROM lead WHERE void = 0 AND registered = 1"
	    " AND decision_due IS NULL AND protected_until IS NULL" },
	{ "no protection goes beyond its stop", "L-",
	    "SELECT id, protected_until - stop_on FROM lead WHERE void = 0"
	    " AND protected_until > stop_on" },
	{ "what is closed has its day, what is open has none", "L-",
	    "SELECT id, stage FROM lead WHERE void = 0"
	    " AND (closed_on IS NULL) <> (stage IN " OPEN ")" },
	{ "a lost lead has its reason", "L-",
	    "SELECT id, 'no reason' FROM lead WHERE void = 0"
	    " AND stage = 'lost' AND reason = ''" },
	{ "a value has its currency, and nothing else has one", "L-",
	    "SELECT id, currency FROM lead WHERE void = 0"
	    " AND (value IS NULL) <> (currency = '')" },
	{ "the stage is the one the history ends with", "L-",
	    "SELECT l.id, l.stage FROM lead l JOIN audit_change h"
	    " ON h.entity = 'lead' AND h.record = l.id AND h.field = 'stage'"
	    " WHERE h.id = (SELECT max(m.id) FROM audit_change m"
	    " WHERE m.entity = 'lead' AND m.record = l.id"
	    " AND m.field = 'stage') AND h.new_value <> l.stage" },
	{ "the board's totals are those of the leads", "stage ",
	    "SELECT 0, stage || ' ' || currency FROM ("
	    "SELECT stage, currency, n, value, weighted FROM lead_total"
	    " WHERE n <> 0 OR value <> 0 OR weighted <> 0 EXCEPT "
	    "SELECT stage, currency, count(*), sum(coalesce(value, 0)),"
	    " sum(weighted) FROM lead WHERE void = 0 GROUP BY stage, currency)"
	    " UNION SELECT 0, stage || ' ' || currency FROM ("
	    "SELECT stage, currency, count(*), sum(coalesce(value, 0)),"
	    " sum(weighted) FROM lead WHERE void = 0 GROUP BY stage, currency"
	    " EXCEPT SELECT stage, currency, n, value, weighted"
	    " FROM lead_total)" },
};

const size_t n_check_lead_rules = ARRAY_LEN(check_lead_rules);
