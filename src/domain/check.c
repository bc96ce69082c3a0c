/* domain/check.c - the invariants, looked at from the rows. */

#include "config.h"

#include "domain/check.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/application.h"
#include "domain/check_rules.h"
#include "domain/enrollment.h"
#include "domain/lead_data.h"
#include "domain/lifecycle.h"
#include "domain/partner_data.h"

#define MAX_FAULTS 20 /* of one check; the rest are counted */

struct checker {
	struct session *session;
	void (*found)(void *arg, const char *what, bool ok);
	void *arg;
	struct arena arena;
	size_t faults; /* of the present check */
};

static const struct check_rule rules[] = {
	{ "audit rows follow one another without gaps", "audit row ",
	    "SELECT max(id), 'rows are missing' FROM audit"
	    " HAVING max(id) <> count(*)" },
	{ "every operation id has its audit row", "audit row ",
	    "SELECT 0, op_id FROM op WHERE op_id NOT IN"
	    " (SELECT op_id FROM audit)" },
	{ "what was taken back came before", "audit row ",
	    "SELECT id, 'undoes a later row' FROM audit WHERE undoes >= id" },
	{ "an approved application has its partner", "A-",
	    "SELECT id, 'no partner' FROM application WHERE void = 0"
	    " AND status = 'approved' AND partner IS NULL" },
	{ "a partner of an application is not void", "A-",
	    "SELECT a.id, 'void partner' FROM application a"
	    " JOIN partner p ON p.id = a.partner WHERE a.void = 0"
	    " AND a.status = 'approved' AND p.void = 1" },
	{ "an approved application has its enrollment", "A-",
	    "SELECT id, 'no enrollment' FROM application a WHERE void = 0"
	    " AND status = 'approved' AND NOT EXISTS (SELECT 1 FROM enrollment"
	    " e WHERE e.application = a.id AND e.void = 0)" },
	{ "the decision clock runs or stands, never both", "A-",
	    "SELECT id, status FROM application WHERE void = 0"
	    " AND ((status IN ('submitted', 'in_review') AND (due IS NULL OR"
	    " days_left IS NOT NULL)) OR (status IN ('info_requested',"
	    " 'on_hold') AND (due IS NOT NULL OR days_left IS NULL)))" },
	{ "a hold has its wake-up day", "A-",
	    "SELECT id, 'no wake_on' FROM application WHERE void = 0"
	    " AND status = 'on_hold' AND wake_on IS NULL" },
	{ "a request has the day it expires", "A-",
	    "SELECT id, 'no expires_on' FROM application WHERE void = 0"
	    " AND status = 'info_requested' AND expires_on IS NULL" },
	{ "nobody approved what they submitted", "A-",
	    "SELECT id, decided_by FROM application WHERE void = 0"
	    " AND status = 'approved' AND submitted_by <> ''"
	    " AND submitted_by = decided_by" },
	{ "no approval is the submitter's own", "A-",
	    "SELECT a.id, p.actor FROM application a JOIN application_approval"
	    " p ON p.application = a.id WHERE a.void = 0 AND p.void = 0"
	    " AND p.actor = a.submitted_by" },
	{ "the state is the one the history ends with", "A-",
	    "SELECT a.id, a.status FROM application a JOIN audit_change h"
	    " ON h.entity = 'application' AND h.record = a.id"
	    " AND h.field = 'status' WHERE h.id = (SELECT max(l.id)"
	    " FROM audit_change l WHERE l.entity = 'application'"
	    " AND l.record = a.id AND l.field = 'status')"
	    " AND h.new_value <> a.status" },
	{ "a partner with contacts has one main contact", "P-",
	    "SELECT partner, sum(kind = 'main') FROM contact WHERE void = 0"
	    " GROUP BY partner HAVING sum(kind = 'main') <> 1" },
	{ "a partner's status is the best of its enrollments", "P-",
	    "SELECT p.id, p.status FROM partner p LEFT JOIN (SELECT partner,"
	    " min(CASE status WHEN 'active' THEN 1 WHEN 'suspended' THEN 2"
	    " WHEN 'onboarding' THEN 3 WHEN 'prospective' THEN 4"
	    " WHEN 'lapsed' THEN 5 ELSE 6 END) AS best FROM enrollment"
	    " WHERE void = 0 GROUP BY partner) e ON e.partner = p.id"
	    " WHERE p.void = 0 AND p.status <> CASE coalesce(e.best, 4)"
	    " WHEN 1 THEN 'active' WHEN 2 THEN 'suspended'"
	    " WHEN 3 THEN 'onboarding' WHEN 4 THEN 'prospective'"
	    " WHEN 5 THEN 'lapsed' ELSE 'terminated' END" },
	{ "who is in the public directory is active", "P-",
	    "SELECT id, status FROM partner WHERE void = 0 AND visible = 1"
	    " AND status <> 'active'" },
	{ "a parent company is there, and no circle", "P-",
	    "WITH RECURSIVE above (id, top) AS (SELECT id, parent FROM partner"
	    " WHERE parent IS NOT NULL AND void = 0 UNION SELECT a.id,"
	    " p.parent FROM above a JOIN partner p ON p.id = a.top"
	    " WHERE p.parent IS NOT NULL) SELECT a.id, 'P-' || a.top"
	    " FROM above a JOIN partner p ON p.id = a.top WHERE a.id = a.top"
	    " OR p.void = 1" },
	{ "a customer is one partner at most", "U-",
	    "SELECT customer, count(*) FROM partner WHERE void = 0"
	    " AND customer IS NOT NULL GROUP BY customer"
	    " HAVING count(*) > 1" },
	{ "the last activity is the latest that was noted", "P-",
	    "SELECT p.id, coalesce(p.activity_on, 'none') FROM partner p"
	    " WHERE p.void = 0 AND p.activity_on IS NOT (SELECT max(r.on_date)"
	    " FROM remark r WHERE r.noun = 'partner' AND r.record = p.id"
	    " AND r.void = 0 AND r.kind IN ('call', 'mail', 'meeting'))" },
	{ "a partner counts its leads", "P-",
	    "SELECT p.id, n.leads_open || '/' || n.leads_won || '/' ||"
	    " n.leads_lost FROM partner p LEFT JOIN partner_count n"
	    " ON n.partner = p.id LEFT JOIN (SELECT partner, sum(stage IN"
	    " ('submitted', 'queued', 'accepted', 'qualified', 'proposal'))"
	    " AS open, sum(stage = 'won') AS won, sum(stage = 'lost') AS lost"
	    " FROM lead WHERE void = 0 GROUP BY partner) l"
	    " ON l.partner = p.id"
	    " WHERE coalesce(n.leads_open, 0) <> coalesce(l.open, 0)"
	    " OR coalesce(n.leads_won, 0) <> coalesce(l.won, 0)"
	    " OR coalesce(n.leads_lost, 0) <> coalesce(l.lost, 0)" },
	{ "an enrollment is of its own program's version", "E-",
	    "SELECT e.id, e.program FROM enrollment e JOIN program_version v"
	    " ON v.id = e.program_version WHERE v.program <> e.program" },
	{ "an enrollment's state is the one its history ends with", "E-",
	    "SELECT e.id, e.status FROM enrollment e JOIN audit_change h"
	    " ON h.entity = 'enrollment' AND h.record = e.id"
	    " AND h.field = 'status' WHERE h.id = (SELECT max(l.id)"
	    " FROM audit_change l WHERE l.entity = 'enrollment'"
	    " AND l.record = e.id AND l.field = 'status')"
	    " AND h.new_value <> e.status" },
	{ "an enrollment that runs is within a term", "E-",
	    "SELECT id, status FROM enrollment WHERE void = 0"
	    " AND status IN ('active', 'suspended') AND (active_on IS NULL"
	    " OR term_from IS NULL OR term_to IS NULL OR term_to < term_from"
	    " OR term_from < active_on)" },
	{ "an enrollment that has ended has its day", "E-",
	    "SELECT id, status FROM enrollment WHERE void = 0"
	    " AND (status IN ('terminated', 'lapsed')) <>"
	    " (ended_on IS NOT NULL)" },
	{ "a suspended enrollment has its day", "E-",
	    "SELECT id, status FROM enrollment WHERE void = 0"
	    " AND status = 'suspended' AND suspended_on IS NULL" },
	{ "no notice is due once it was given", "E-",
	    "SELECT id, renewal FROM enrollment WHERE void = 0"
	    " AND notice_by IS NOT NULL AND (renewal <> 'auto'"
	    " OR notice_by > term_to)" },
	{ "an enrollment has the level and version of its last term", "E-",
	    "SELECT e.id, e.level FROM enrollment e WHERE e.void = 0"
	    " AND e.level || '/' || e.program_version IS NOT"
	    " (SELECT t.level || '/' || t.program_version"
	    " FROM enrollment_term t WHERE t.enrollment = e.id"
	    " AND t.void = 0 ORDER BY t.from_on DESC, t.id DESC LIMIT 1)" },
	{ "whoever is onboarding has signed", "E-",
	    "SELECT e.id, d.name FROM enrollment e JOIN document d"
	    " ON d.enrollment = e.id WHERE e.void = 0 AND d.void = 0"
	    " AND e.status = 'onboarding' AND d.needs_sign = 1"
	    " AND d.signed_on IS NULL" },
	{ "a signature has its person and who recorded it", "document ",
	    "SELECT id, name FROM document WHERE void = 0"
	    " AND (signed_on IS NOT NULL) <>"
	    " (signed_by <> '' AND recorded_by <> '')" },
	{ "a warning has its last day", "E-",
	    "SELECT enrollment, item FROM enrollment_requirement"
	    " WHERE (state = 'warned') <> (grace_to IS NOT NULL)" },
	{ "a house account has no incumbent", "U-",
	    "SELECT id, 'P-' || partner FROM customer WHERE void = 0"
	    " AND house = 1 AND partner IS NOT NULL" },
	{ "an incumbent is a partner, since a day", "U-",
	    "SELECT c.id, 'P-' || c.partner FROM customer c JOIN partner p"
	    " ON p.id = c.partner WHERE c.void = 0"
	    " AND (p.void = 1 OR c.partner_on IS NULL)" },
	{ "a conflict is with a lead or with a customer", "K-",
	    "SELECT id, 'neither or both' FROM conflict WHERE void = 0"
	    " AND (other IS NULL) = (customer IS NULL)" },
	{ "a decided conflict says what, when and by whom", "K-",
	    "SELECT id, verdict FROM conflict WHERE void = 0"
	    " AND ((status = 'decided' AND (verdict = '' OR decided_by = ''"
	    " OR decided_at IS NULL)) OR (status = 'open' AND verdict <> ''))" },
	{ "a batch counts what it made", "B-",
	    "SELECT b.id, b.imported FROM batch b WHERE b.status = 'done'"
	    " AND b.kind = 'applications' AND b.imported <>"
	    " (SELECT count(*) FROM application a WHERE a.batch = b.id)" },
};

static void fault(struct checker *c, const char *text)
{
	if (++c->faults <= MAX_FAULTS)
		c->found(c->arg, text, false);
}

static void finish(struct checker *c, const char *rule)
{
	if (c->faults == 0)
		c->found(c->arg, rule, true);
	else if (c->faults > MAX_FAULTS)
		c->found(c->arg,
		    arena_fmt(
			&c->arena, "%s: %zu faults in all", rule, c->faults),
		    false);
	c->faults = 0;
}

static void engine_fault(void *arg, const char *what)
{
	fault(arg, what);
}

static bool check_rule(
    struct checker *c, const struct check_rule *rule, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(c->session->db, rule->sql, NO_VALUES, &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW)
		check_rule_fault(rule, st, false, engine_fault, c);
	db_reset(st);
	finish(c, rule->rule);
	return step == DB_DONE;
}

/* The keys that duplicates are found by, made again from the names. */
static bool check_keys(struct checker *c, const char *rule, const char *sql,
    char letter, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(c->session->db, sql, NO_VALUES, &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		struct arena a = ARENA_INIT;
		const char *name = db_text(st, 1, &a);

		if (strcmp(text_company_key(name, &a), db_text(st, 2, &a)) !=
			0 ||
		    strcmp(text_fold(name, &a), db_text(st, 3, &a)) != 0 ||
		    strcmp(text_id_key(db_text(st, 4, &a), &a),
			db_text(st, 5, &a)) != 0)
			fault(c,
			    arena_fmt(&c->arena, "%s: %c-%" PRId64, rule,
				letter, db_int(st, 0)));
		arena_done(&a);
	}
	db_reset(st);
	finish(c, rule);
	return step == DB_DONE;
}

/* What partners are found by, made again from all their rows. */
static bool check_search(struct checker *c, struct err *err)
{
	static const char SELECT_SEARCH[] =
	    "SELECT id, search FROM partner WHERE void = 0";
	enum db_step step;
	struct stmt *st;

	if (!db_query(c->session->db, SELECT_SEARCH, NO_VALUES, &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		struct arena a = ARENA_INIT;
		const char *text;
		bool ok = partner_search_text(
		    c->session, db_int(st, 0), &a, &text, err);

		if (ok && strcmp(text, db_column(st, 1, VALUE_TEXT).s) != 0)
			fault(c,
			    arena_fmt(&c->arena,
				"a partner is found by all its rows: "
				"P-%" PRId64,
				db_int(st, 0)));
		arena_done(&a);
		if (!ok) {
			step = DB_FAILED;
			break;
		}
	}
	db_reset(st);
	finish(c, "a partner is found by all its rows");
	return step == DB_DONE;
}

static bool read_ids(struct checker *c, const char *sql, int64_t after,
    int64_t *ids, size_t size, size_t *ret_n, struct err *err)
{
	enum db_step step;
	struct stmt *st;
	size_t n = 0;

	if (!db_query(c->session->db, sql,
		VALUES(val_int(after), val_int((int64_t)size)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW && n < size)
		ids[n++] = db_int(st, 0);
	db_reset(st);
	*ret_n = n;
	return step != DB_FAILED;
}

/* A score is there as soon as one criterion has a step. */
static bool same_score(const struct review *r, struct value score)
{
	bool scored = false;

	for (size_t i = 0; i < r->n_items; i++)
		scored = scored || r->items[i].step >= 0;
	return scored ? score.type != VALUE_NULL && score.i == r->score
		      : score.type == VALUE_NULL;
}

/* Every move that was not an undo is one that the life cycle has; a file
 * may bring another stage. */
static bool check_moves_of(struct checker *c, const struct lifecycle *lc,
    const char *field, struct err *err)
{
	static const char SELECT_MOVES[] =
	    "SELECT h.record, h.old_value, h.new_value FROM audit_change h"
	    " JOIN audit a ON a.id = h.audit WHERE h.entity = ?1"
	    " AND h.field = ?2 AND a.undoes IS NULL AND a.kind <> 'batch'"
	    " ORDER BY h.id";
	enum db_step step;
	struct stmt *st;
	struct err why;

	if (!db_query(c->session->db, SELECT_MOVES,
		VALUES(val_text(lc->noun), val_text(field)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		size_t from =
		    lifecycle_find(lc, db_column(st, 1, VALUE_TEXT).s);
		size_t to = lifecycle_find(lc, db_column(st, 2, VALUE_TEXT).s);

		if (!lifecycle_move(lc, from, to, &why))
			fault(c,
			    arena_fmt(&c->arena,
				"every move is one of the life cycle: "
				"%c-%" PRId64 ", %s",
				noun_letter(lc->noun), db_int(st, 0),
				why.text));
	}
	db_reset(st);
	return step == DB_DONE;
}

static bool check_moves(struct checker *c, struct err *err)
{
	if (!check_moves_of(c, &application_lifecycle, "status", err) ||
	    !check_moves_of(c, &enrollment_lifecycle, "status", err) ||
	    !check_moves_of(c, &lead_lifecycle, "stage", err))
		return false;
	finish(c, "every move is one of the life cycle");
	return true;
}

/* Value x probability, in 128 bits: no query can. */
static bool check_weights(struct checker *c, struct err *err)
{
	static const char SELECT_WEIGHTS[] =
	    "SELECT id, value, currency, probability, weighted FROM lead"
	    " WHERE void = 0";
	static const char RULE[] = "a lead weighs its value by its probability";
	enum db_step step;
	struct stmt *st;

	if (!db_query(c->session->db, SELECT_WEIGHTS, NO_VALUES, &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		struct value v = db_column(st, 1, VALUE_INT);
		int64_t weighted = 0;
		struct err why;

		if (!lead_weigh(v.type == VALUE_NULL ? FIELD_UNSET : v.i,
			db_column(st, 2, VALUE_TEXT).s, db_int(st, 3),
			&weighted, &why) ||
		    weighted != db_int(st, 4))
			fault(c,
			    arena_fmt(&c->arena,
				"%s: L-%" PRId64 ", %" PRId64
				" is not %" PRId64,
				RULE, db_int(st, 0), db_int(st, 4), weighted));
	}
	db_reset(st);
	finish(c, RULE);
	return step == DB_DONE;
}

/* The counters on an application against its checks and scores. */
static bool check_counters(struct checker *c, int64_t id, struct err *err)
{
	static const char SELECT_COUNTERS[] =
	    "SELECT items, items_done, checks_failed, score FROM application"
	    " WHERE id = ?1";
	struct arena a = ARENA_INIT;
	struct review r;
	struct stmt *st;
	bool ok = review_read(c->session, id, &a, &r, err) &&
	    db_query(
		c->session->db, SELECT_COUNTERS, VALUES(val_int(id)), &st, err);

	if (ok) {
		ok = db_step(st, err) == DB_ROW;
		if (ok &&
		    (db_int(st, 0) != (int64_t)r.n_items ||
			db_int(st, 1) != (int64_t)r.n_done ||
			db_int(st, 2) != (int64_t)r.n_failed ||
			!same_score(&r, db_column(st, 3, VALUE_INT))))
			fault(c,
			    arena_fmt(&c->arena,
				"an application counts its checks and its "
				"score: A-%" PRId64,
				id));
		db_reset(st);
	}
	arena_done(&a);
	return ok;
}

/* Looks at every record that a statement finds, a few at a time. */
static bool check_each(struct checker *c, const char *sql,
    bool (*look)(struct checker *c, int64_t id, struct err *err),
    const char *rule, struct err *err)
{
	int64_t ids[256], last = 0;
	size_t n;

	do {
		if (!read_ids(c, sql, last, ids, ARRAY_LEN(ids), &n, err))
			return false;
		for (size_t i = 0; i < n; i++)
			if (!look(c, ids[i], err))
				return false;
		last = n > 0 ? ids[n - 1] : 0;
	} while (n == ARRAY_LEN(ids));
	finish(c, rule);
	return true;
}

static bool check_reviews(struct checker *c, struct err *err)
{
	return check_each(c,
	    "SELECT id FROM application WHERE void = 0 AND id > ?1"
	    " ORDER BY id LIMIT ?2",
	    check_counters, "an application counts its checks and its score",
	    err);
}

static bool check_enrollment(struct checker *c, int64_t id, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *wrong;
	bool ok = enrollment_verify(c->session, id, &a, &wrong, err);

	if (ok && wrong[0] != '\0')
		fault(c,
		    arena_fmt(&c->arena,
			"an enrollment stands as its requirements and dates "
			"say: E-%" PRId64 ", %s",
			id, wrong));
	arena_done(&a);
	return ok;
}

static bool check_enrollments(struct checker *c, struct err *err)
{
	return check_each(c,
	    "SELECT id FROM enrollment WHERE void = 0 AND id > ?1"
	    " ORDER BY id LIMIT ?2",
	    check_enrollment,
	    "an enrollment stands as its requirements and dates say", err);
}

static bool check_lines(struct checker *c, struct err *err)
{
	if (!check_ledger_lines(c->session, engine_fault, c, err))
		return false;
	finish(c, CHECK_LINES_RULE);
	return true;
}

static bool check_approved(struct checker *c, struct err *err)
{
	if (!check_payouts(c->session, engine_fault, c, err))
		return false;
	finish(c, CHECK_PAYOUTS_RULE);
	return true;
}

/* Those that a query looks for. */
static const struct {
	const struct check_rule *rules;
	const size_t *n;
} tables[] = {
	{ check_message_rules, &n_check_message_rules },
	{ check_lead_rules, &n_check_lead_rules },
	{ check_ledger_rules, &n_check_ledger_rules },
	{ check_payout_rules, &n_check_payout_rules },
};

static bool check_tables(struct checker *c, struct err *err)
{
	for (size_t t = 0; t < ARRAY_LEN(tables); t++)
		for (size_t i = 0; i < *tables[t].n; i++)
			if (!check_rule(c, &tables[t].rules[i], err))
				return false;
	for (size_t i = 0; i < n_check_sums; i++) {
		if (!check_sum(
			c->session, &check_sums[i], engine_fault, c, err))
			return false;
		finish(c, check_sums[i].rule.rule);
	}
	return true;
}

static bool check_rest(struct checker *c, struct err *err)
{
	for (size_t i = 0; i < ARRAY_LEN(rules); i++)
		if (!check_rule(c, &rules[i], err))
			return false;
	if (!check_tables(c, err))
		return false;
	return check_keys(c, "an application's keys follow from its names",
		   "SELECT id, company, company_key, sort_name, tax_id,"
		   " tax_key FROM application",
		   'A', err) &&
	    check_keys(c, "a partner's keys follow from its names",
		"SELECT id, name, name_key, sort_name, tax_id, tax_key"
		" FROM partner",
		'P', err) &&
	    check_keys(c, "a customer's keys follow from its names",
		"SELECT id, name, name_key, sort_name, tax_id, tax_key"
		" FROM customer",
		'U', err) &&
	    check_keys(c, "a lead's keys follow from its customer",
		"SELECT id, customer, name_key, sort_name, tax_id, tax_key"
		" FROM lead",
		'L', err) &&
	    check_weights(c, err) && check_search(c, err) &&
	    check_moves(c, err) && check_reviews(c, err) &&
	    check_enrollments(c, err) && check_lines(c, err) &&
	    check_approved(c, err);
}

bool check_all(struct session *s,
    void (*found)(void *arg, const char *what, bool ok), void *arg,
    struct err *err)
{
	struct checker c = { .session = s, .found = found, .arg = arg };
	bool ok;

	ok = db_verify(s->db, engine_fault, &c, err);
	if (ok) {
		finish(&c, "the file is whole and its schema as expected");
		ok = check_rest(&c, err);
	}
	arena_done(&c.arena);
	return ok;
}
