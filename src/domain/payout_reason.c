/* domain/payout_reason.c - why a statement is not paid. */

#include "config.h"

#include "domain/payout.h"

#include <inttypes.h>
#include <string.h>

#include "domain/statement_balance.h"
#include "domain/statement_row.h"
#include "domain/statement_terms.h"

/* Lines that nobody may pay now, of it and of those carried to it. */
static const char SELECT_HELD[] = STATEMENT_CHAIN
    "SELECT CASE r.state WHEN 'held' THEN r.hold ELSE r.state END, count(*)"
    " FROM chain JOIN tranche r ON r.statement = chain.id AND r.void = 0"
    " WHERE r.state <> 'approved' GROUP BY 1 ORDER BY 1";

struct reasons {
	struct session *s;
	const struct statement_row *row;
	struct arena *arena;
	const char **list;
	size_t n, size;
};

static void add(struct reasons *r, const char *text)
{
	r->list =
	    arena_grow(r->arena, r->list, r->n, &r->size, sizeof(*r->list));
	r->list[r->n++] = text;
}

/* In the middle of "2 lines are ...". */
static const char *held_text(const char *why)
{
	static const struct {
		const char *why, *text;
	} texts[] = {
		{ "hand", "on hold" },
		{ "suspended", "on hold: the partner is suspended" },
		{ "dispute", "on hold: disputed" },
		{ "earned", "not approved any more" },
	};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		if (strcmp(texts[i].why, why) == 0)
			return texts[i].text;
	return why;
}

static bool add_held(struct reasons *r, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(
		r->s->db, SELECT_HELD, VALUES(val_int(r->row->id)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		const char *why = held_text(db_text(st, 0, r->arena));
		int64_t n = db_int(st, 1);

		add(r,
		    arena_fmt(r->arena, "%" PRId64 " line%s %s", n,
			n == 1 ? " is" : "s are", why));
	}
	db_reset(st);
	return step == DB_DONE;
}

static bool add_lacking(
    struct reasons *r, enum payment_kind kind, date_days on, struct err *err)
{
	const char *why;

	if (!payment_detail_lacking(r->s, r->row->partner, kind,
		r->row->currency, on, r->arena, &why, err))
		return false;
	if (why != NULL)
		add(r, why);
	return true;
}

static bool add_needs(struct reasons *r, date_days on, struct err *err)
{
	struct payout_terms terms = { .n = 0 };

	if (!payout_terms_add_chain(r->s, &terms, r->row->id, err))
		return false;
	payout_terms_end(&terms);
	return (!terms.bank || add_lacking(r, PAYMENT_BANK, on, err)) &&
	    (!terms.tax || add_lacking(r, PAYMENT_TAX, on, err));
}

bool payout_reasons(struct session *s, int64_t statement, date_days on,
    struct arena *a, struct payout_reasons *ret, struct err *err)
{
	struct statement_row row;
	struct reasons r = { .s = s, .row = &row, .arena = a };

	if (!statement_read(s, statement, a, &row, err))
		return false;
	if (row.state == STATEMENT_CARRIED)
		add(&r,
		    arena_fmt(a, "it is carried forward: %s", row.why_carried));
	if (row.state == STATEMENT_DISPUTED)
		add(&r, arena_fmt(a, "it is disputed: %s", row.reason));
	if (row.state == STATEMENT_CLOSED &&
	    (!add_held(&r, err) || !add_needs(&r, on, err)))
		return false;
	*ret = (struct payout_reasons){ r.list, r.n };
	return true;
}
