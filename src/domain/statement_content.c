/* domain/statement_content.c - what a statement tells its partner. */

#include "config.h"

#include "domain/statement_content.h"

#include <string.h>

#include "domain/statement_balance.h"
#include "domain/statement_row.h"
#include "domain/statement_terms.h"

#define SELECT                                                              \
	"SELECT c.id, coalesce(c.sale, 0), c.on_date, c.kind,"              \
	" coalesce(u.name, ''), c.product, coalesce(s.rate, ''), c.reason," \
	" c.base, r.amount, r.release_on, r.hold FROM tranche r"            \
	" JOIN commission c ON c.id = r.commission"                         \
	" LEFT JOIN sale s ON s.id = c.sale"                                \
	" LEFT JOIN customer u ON u.id = s.customer WHERE r.void = 0"

static const char SELECT_DEALS[] =
    SELECT " AND r.statement = ?1 AND c.kind IN ('sale', 'refund', 'step')"
	   " ORDER BY c.on_date, c.id, r.id";

static const char SELECT_ADJUSTMENTS[] =
    SELECT " AND r.statement = ?1 AND c.kind IN ('adjustment', 'bonus')"
	   " ORDER BY c.on_date, c.id, r.id";

/* Earned until the period's end, and held then or by now. */
static const char SELECT_HELD[] =
    SELECT " AND c.partner = ?1 AND c.currency = ?2 AND r.earned_on <= ?3"
	   " AND r.statement IS NULL"
	   " AND (r.state = 'held' OR r.release_on > ?3)"
	   " ORDER BY r.release_on, c.id, r.id";

static const char SELECT_YEAR[] =
    "SELECT coalesce(sum(earned), 0) FROM statement WHERE partner = ?1"
    " AND currency = ?2 AND to_on BETWEEN ?3 AND ?4 AND void = 0";

static const char SELECT_COUNTRY[] =
    "SELECT country FROM partner WHERE id = ?1";

static const char SELECT_IDS[] =
    "SELECT id FROM statement WHERE to_on = ?1 AND void = 0 ORDER BY id";

static const char SELECT_UNPAID[] =
    "SELECT id FROM statement WHERE partner = ?1 AND void = 0"
    " AND (status IN ('closed', 'disputed') OR (status = 'carried'"
    " AND carried_to IS NULL)) ORDER BY id";

static struct statement_line read_line(struct stmt *st, struct arena *a)
{
	return (struct statement_line){ .commission = db_int(st, 0),
		.sale = db_int(st, 1),
		.on = db_date(st, 2),
		.kind = db_text(st, 3, a),
		.customer = db_text(st, 4, a),
		.product = db_text(st, 5, a),
		.rate = db_text(st, 6, a),
		.reason = db_text(st, 7, a),
		.base = db_int(st, 8),
		.amount = db_int(st, 9),
		.release_on = db_date(st, 10),
		.hold = db_text(st, 11, a) };
}

static bool read_lines(struct session *s, const char *sql,
    const struct value *values, size_t n, struct arena *a,
    struct statement_lines *ret, struct err *err)
{
	struct statement_lines lines = { .n = 0 };
	enum db_step step;
	struct stmt *st;
	size_t size = 0;

	if (!db_query(s->db, sql, values, n, &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		lines.list = arena_grow(
		    a, lines.list, lines.n, &size, sizeof(*lines.list));
		lines.list[lines.n++] = read_line(st, a);
	}
	db_reset(st);
	*ret = lines;
	return step == DB_DONE;
}

static bool read_all_lines(struct session *s, struct arena *a,
    struct statement_content *c, struct err *err)
{
	return read_lines(s, SELECT_DEALS, VALUES(val_int(c->id)), a, &c->deals,
		   err) &&
	    read_lines(s, SELECT_ADJUSTMENTS, VALUES(val_int(c->id)), a,
		&c->adjustments, err) &&
	    read_lines(s, SELECT_HELD,
		VALUES(val_int(c->partner), val_text(c->currency),
		    val_date(c->period.to)),
		a, &c->held, err);
}

static bool read_year(struct session *s, struct arena *a,
    struct statement_content *c, struct err *err)
{
	struct value sum = val_int(0);
	int year, month, day;
	bool found;

	date_split(c->period.to, &year, &month, &day);
	c->year = year;
	if (!db_value(s->db, SELECT_YEAR,
		VALUES(val_int(c->partner), val_text(c->currency),
		    val_date(date_of(year, 1, 1)), val_date(c->period.to)),
		VALUE_INT, a, &found, &sum, err))
		return false;
	c->year_earned = sum.i;
	return true;
}

/* Who it comes from: the entity that contracts for the partner's country. */
static bool read_vendor(struct session *s, struct arena *a,
    struct statement_content *c, struct err *err)
{
	struct payout_terms terms = { .n = 0 };
	const struct program_entity *entity;
	struct value country = val_text("");
	bool found;

	if (!db_value(s->db, SELECT_COUNTRY, VALUES(val_int(c->partner)),
		VALUE_TEXT, a, &found, &country, err) ||
	    !payout_terms_add_chain(s, &terms, c->id, err))
		return false;
	c->country = country.s;
	c->vendor = c->entity = "";
	if (terms.n == 0)
		return true;
	c->vendor = terms.program.program->vendor;
	entity = program_entity(terms.program.program, c->country);
	if (entity != NULL)
		c->entity = entity->name;
	return true;
}

static struct statement_content content_of(const struct statement_row *row)
{
	struct statement_content c = { .id = row->id,
		.partner = row->partner,
		.partner_name = row->partner_name,
		.period = row->period,
		.status = statement_lifecycle.states[row->state].label,
		.opening = row->opening,
		.earned = row->earned,
		.payable = row->payable,
		.withheld = row->withheld,
		.carried = row->carried,
		.why_carried = row->why_carried,
		.dispute_until = row->dispute_until,
		.pay_by = row->pay_by };

	memcpy(c.currency, row->currency, sizeof(c.currency));
	return c;
}

bool statement_content(struct session *s, int64_t id, struct arena *a,
    struct statement_content *ret, struct err *err)
{
	date_days today = (date_days)(session_now(s) / 86400);
	struct statement_content c;
	struct statement_row row;

	if (!statement_read(s, id, a, &row, err))
		return false;
	c = content_of(&row);
	if (c.dispute_until != DATE_NONE)
		c.days_to_dispute = c.dispute_until - today;
	if (!read_vendor(s, a, &c, err) || !read_all_lines(s, a, &c, err) ||
	    !read_year(s, a, &c, err) ||
	    !payout_reasons(s, id, today, a, &c.why_not, err))
		return false;
	*ret = c;
	return true;
}

bool statement_ids(struct session *s, date_days to, struct arena *a,
    int64_t **ret, size_t *ret_n, struct err *err)
{
	return db_ids(
	    s->db, SELECT_IDS, VALUES(val_date(to)), a, ret, ret_n, err);
}

bool statement_unpaid(struct session *s, int64_t partner, struct arena *a,
    int64_t **ret, size_t *ret_n, struct err *err)
{
	return db_ids(
	    s->db, SELECT_UNPAID, VALUES(val_int(partner)), a, ret, ret_n, err);
}
