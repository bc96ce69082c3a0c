/* domain/statement_terms.c - the terms of payout that hold for a partner. */

#include "config.h"

#include "domain/statement_terms.h"

#include <string.h>

#include "domain/statement_row.h"

/* A program's own, where it says nothing. */
#define DISPUTE_DAYS 15
#define PAY_WITHIN_DAYS 45

static const char SELECT_ENROLLED[] =
    "SELECT DISTINCT program_version FROM enrollment WHERE partner = ?1"
    " AND void = 0 AND status IN ('active', 'suspended') ORDER BY 1";

static const char SELECT_CHAIN_LINES[] = STATEMENT_CHAIN
    "SELECT DISTINCT coalesce(s.program_version, 0), c.program, c.partner,"
    " c.currency, t.to_on FROM chain"
    " JOIN tranche r ON r.statement = chain.id AND r.void = 0"
    " JOIN commission c ON c.id = r.commission"
    " LEFT JOIN sale s ON s.id = c.sale JOIN statement t ON t.id = ?1"
    " ORDER BY 1, 2";

static int larger(int a, int b)
{
	return a > b ? a : b;
}

void payout_terms_add(
    struct payout_terms *t, const struct program_ref *ref, const char *currency)
{
	const struct program_payout *p = &ref->program->payout;
	const struct money *minimum = program_amount(&p->minimum, currency);
	bool first = t->n++ == 0;

	if (first)
		t->program = *ref;
	if (minimum != NULL && minimum->minor > t->minimum)
		t->minimum = minimum->minor;
	for (size_t i = 0; i < p->n_needs; i++) {
		t->bank = t->bank || strcmp(p->needs[i], "bank_details") == 0;
		t->tax = t->tax || strcmp(p->needs[i], "tax_form") == 0;
	}
	t->dispute_days = larger(t->dispute_days, p->dispute_days);
	if (first || p->pay_within_days < t->pay_within_days)
		t->pay_within_days = p->pay_within_days;
	if (first)
		t->forfeit_months = p->forfeit_months;
	else if (p->forfeit_months == 0 || t->forfeit_months == 0)
		t->forfeit_months = 0;
	else
		t->forfeit_months =
		    larger(t->forfeit_months, p->forfeit_months);
}

static bool add_version(struct session *s, struct payout_terms *t,
    int64_t version, const char *currency, struct err *err)
{
	struct program_ref ref;

	if (!program_by_row(s, version, &ref, err))
		return false;
	payout_terms_add(t, &ref, currency);
	return true;
}

static bool add_enrolled(struct session *s, struct payout_terms *t,
    int64_t partner, const char *currency, struct err *err)
{
	struct arena a = ARENA_INIT;
	int64_t *versions;
	size_t n = 0;
	bool ok = db_ids(s->db, SELECT_ENROLLED, VALUES(val_int(partner)), &a,
	    &versions, &n, err);

	for (size_t i = 0; ok && i < n; i++)
		ok = add_version(s, t, versions[i], currency, err);
	arena_done(&a);
	return ok;
}

bool payout_terms_add_line(struct session *s, struct payout_terms *t,
    int64_t version, const char *program, int64_t partner, const char *currency,
    date_days on, struct err *err)
{
	struct program_ref ref;

	if (version != 0)
		return add_version(s, t, version, currency, err);
	if (program[0] == '\0' || !program_is_loaded(s, program))
		return add_enrolled(s, t, partner, currency, err);
	/* Out of force, it says nothing any more; its partners have others. */
	if (!program_current(s, program, on, &ref, err))
		return err->kind == ERR_NOT_FOUND &&
		    add_enrolled(s, t, partner, currency, err);
	payout_terms_add(t, &ref, currency);
	return true;
}

struct chain_line {
	int64_t version, partner;
	const char *program, *currency;
	date_days on;
};

static bool read_chain(struct session *s, int64_t statement, struct arena *a,
    struct chain_line **ret, size_t *ret_n, struct err *err)
{
	struct chain_line *list = NULL;
	size_t n = 0, size = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, SELECT_CHAIN_LINES, VALUES(val_int(statement)),
		&st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		list = arena_grow(a, list, n, &size, sizeof(*list));
		list[n++] = (struct chain_line){ .version = db_int(st, 0),
			.program = db_text(st, 1, a),
			.partner = db_int(st, 2),
			.currency = db_text(st, 3, a),
			.on = db_date(st, 4) };
	}
	db_reset(st);
	*ret = list;
	*ret_n = n;
	return step == DB_DONE;
}

bool payout_terms_add_chain(struct session *s, struct payout_terms *t,
    int64_t statement, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct chain_line *list;
	size_t n = 0;
	bool ok = read_chain(s, statement, &a, &list, &n, err);

	for (size_t i = 0; ok && i < n; i++)
		ok = payout_terms_add_line(s, t, list[i].version,
		    list[i].program, list[i].partner, list[i].currency,
		    list[i].on, err);
	arena_done(&a);
	return ok;
}

void payout_terms_end(struct payout_terms *t)
{
	if (t->n > 0)
		return;
	t->dispute_days = DISPUTE_DAYS;
	t->pay_within_days = PAY_WITHIN_DAYS;
}
