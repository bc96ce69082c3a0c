/* domain/check_ledger_lines.c - every line, computed again. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "domain/check_rules.h"
#include "domain/commission_share.h"
#include "domain/sale_rate.h"
#include "domain/program_store.h"

enum { SALES_AT_ONCE = 256 };

static const char SELECT_SALES[] =
    "SELECT id FROM sale WHERE void = 0 AND id > ?1 ORDER BY id LIMIT ?2";

static const char SELECT_PARTS[] =
    "SELECT partner, share, amount FROM commission WHERE sale = ?1"
    " AND kind = 'sale' AND void = 0 ORDER BY partner";

/* A refund that could not take everything says so in its line. */
static const char SELECT_PROTECTED[] =
    "SELECT count(*) FROM commission WHERE sale = ?1 AND void = 0"
    " AND kind = 'refund' AND reason <> ''";

/* A refund's lines are earned as the sale's own. */
static const char SELECT_EARNED[] =
    "SELECT c.id, c.kind, c.amount, c.currency, (SELECT coalesce(sum("
    "t.amount), 0) FROM tranche t WHERE t.commission = c.id AND t.void = 0),"
    " o.base, o.refunded, o.paid, o.program_version, EXISTS (SELECT 1"
    " FROM payment p WHERE p.sale = o.id AND p.void = 0)"
    " FROM commission c JOIN sale s ON s.id = c.sale"
    " JOIN sale o ON o.id = coalesce(s.refund_of, s.id)"
    " WHERE c.void = 0 AND o.program_version IS NOT NULL ORDER BY c.id";

struct look {
	struct session *session;
	void (*fault)(void *arg, const char *what);
	void *arg;
	struct arena arena; /* of one row */
};

/* ---- what a sale brings -------------------------------------------------- */

static bool is_protected(
    struct look *k, int64_t sale, bool *ret, struct err *err)
{
	struct value n = val_int(0);
	bool found = false;

	if (!db_value(k->session->db, SELECT_PROTECTED, VALUES(val_int(sale)),
		VALUE_INT, &k->arena, &found, &n, err))
		return false;
	*ret = found && n.i > 0;
	return true;
}

/* What a refund took may be less than pro rata, never more. */
static bool same_line(struct look *k, const struct sale_row *row,
    int64_t computed, bool *ret, struct err *err)
{
	*ret = row->commission == computed;
	if (*ret || row->refund_of == 0)
		return true;
	if (!is_protected(k, row->id, ret, err))
		return false;
	*ret = *ret && row->commission > computed && row->commission <= 0;
	return true;
}

static bool read_parts(struct look *k, int64_t sale,
    struct commission_part **ret, int64_t **ret_kept, size_t *ret_n,
    struct err *err)
{
	struct commission_part *parts = NULL;
	int64_t *kept = NULL;
	size_t n = 0, size = 0, size_kept = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(
		k->session->db, SELECT_PARTS, VALUES(val_int(sale)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		parts = arena_grow(&k->arena, parts, n, &size, sizeof(*parts));
		kept =
		    arena_grow(&k->arena, kept, n, &size_kept, sizeof(*kept));
		parts[n] = (struct commission_part){ .partner = db_int(st, 0),
			.ppm = db_int(st, 1) };
		kept[n++] = db_int(st, 2);
	}
	db_reset(st);
	*ret = parts;
	*ret_kept = kept;
	*ret_n = n;
	return step == DB_DONE;
}

static bool check_split(
    struct look *k, const struct sale_row *row, struct err *err)
{
	struct money whole = row->base;
	struct commission_part *parts;
	int64_t *kept;
	struct err why;
	size_t n;

	if (row->split[0] == '\0' || row->refund_of != 0)
		return true;
	if (!read_parts(k, row->id, &parts, &kept, &n, err))
		return false;
	whole.minor = row->commission;
	if (n > 0 && !commission_split(whole, parts, n, &why))
		k->fault(k->arg,
		    arena_fmt(&k->arena, "%s: S-%" PRId64 ", %s",
			CHECK_LINES_RULE, row->id, why.text));
	for (size_t i = 0; i < n; i++)
		if (parts[i].minor != kept[i])
			k->fault(k->arg,
			    arena_fmt(&k->arena,
				"%s: S-%" PRId64 ", the part of P-%" PRId64
				" is %" PRId64 ", not %" PRId64,
				CHECK_LINES_RULE, row->id, parts[i].partner,
				parts[i].minor, kept[i]));
	return true;
}

static bool check_sale(struct look *k, int64_t id, struct err *err)
{
	struct sale_again again;
	struct sale_row row;
	struct err why;
	bool same;

	if (!sale_read(k->session, id, &k->arena, &row, err))
		return false;
	if (!sale_recompute(k->session, &row, &k->arena, &again, &why)) {
		k->fault(k->arg,
		    arena_fmt(&k->arena, "%s: S-%" PRId64 ", %s",
			CHECK_LINES_RULE, id, why.text));
		return true;
	}
	if (!same_line(k, &row, again.line.amount.minor, &same, err))
		return false;
	if (!same)
		k->fault(k->arg,
		    arena_fmt(&k->arena,
			"%s: S-%" PRId64 ", its inputs give %" PRId64
			", not %" PRId64,
			CHECK_LINES_RULE, id, again.line.amount.minor,
			row.commission));
	return check_split(k, &row, err);
}

static bool check_sales(struct look *k, struct err *err)
{
	struct arena list = ARENA_INIT;
	int64_t *ids, last = 0;
	bool ok = true;
	size_t n;

	do {
		ok = db_ids(k->session->db, SELECT_SALES,
		    VALUES(val_int(last), val_int(SALES_AT_ONCE)), &list, &ids,
		    &n, err);
		for (size_t i = 0; ok && i < n; i++) {
			ok = check_sale(k, ids[i], err);
			last = ids[i];
			arena_reset(&k->arena);
		}
		arena_reset(&list);
	} while (ok && n == SALES_AT_ONCE);
	arena_done(&list);
	return ok;
}

/* ---- what was earned of it ----------------------------------------------- */

/* A commission, and the sale whose payments earn it. */
struct earned {
	int64_t id;
	bool later; /* a step or a refund */
	struct money amount;
	int64_t sum; /* of its tranches */
	int64_t base, refunded, paid;
	int64_t version;
	bool any_payment;
};

static struct earned read_earned(struct stmt *st)
{
	struct earned e = { .id = db_int(st, 0),
		.amount.minor = db_int(st, 2),
		.sum = db_int(st, 4),
		.base = db_int(st, 5),
		.refunded = db_int(st, 6),
		.paid = db_int(st, 7),
		.version = db_int(st, 8),
		.any_payment = db_int(st, 9) != 0 };

	e.later = strcmp(db_column(st, 1, VALUE_TEXT).s, "sale") != 0;
	memcpy(e.amount.currency, db_column(st, 3, VALUE_TEXT).s,
	    sizeof(e.amount.currency));
	return e;
}

/*
 * What comes with a refund or a step while the customer owes something is
 * earned by the next payment: only then does it stand where that says.
 */
static bool check_earned(struct look *k, const struct earned *e,
    const struct program_commission *c, struct err *err)
{
	int64_t base = e->base != 0 ? e->base - e->refunded : 0;
	struct money amount = e->amount, due;

	if (c->earned_on == EARNED_INVOICE)
		base = 0;
	else if (e->paid < base && (e->refunded != 0 || e->later))
		return true;
	else if (base == 0 && !e->any_payment)
		amount.minor = 0;
	if (!commission_earned(
		amount, base, e->paid, 0, c->rounding, &due, err))
		return false;
	if (due.minor != e->sum)
		k->fault(k->arg,
		    arena_fmt(&k->arena,
			"%s: C-%" PRId64 ", the payments give %" PRId64
			", its tranches %" PRId64,
			CHECK_LINES_RULE, e->id, due.minor, e->sum));
	arena_reset(&k->arena);
	return true;
}

static bool check_tranches(struct look *k, struct err *err)
{
	struct program_ref ref = { .id = 0 };
	enum db_step step;
	struct stmt *st;
	bool ok = true;

	if (!db_query(k->session->db, SELECT_EARNED, NO_VALUES, &st, err))
		return false;
	while (ok && (step = db_step(st, err)) == DB_ROW) {
		struct earned e = read_earned(st);

		ok = e.version == ref.id ||
		    program_by_row(k->session, e.version, &ref, err);
		if (ok && ref.program->commission != NULL)
			ok = check_earned(k, &e, ref.program->commission, err);
	}
	db_reset(st);
	return ok && step == DB_DONE;
}

bool check_ledger_lines(struct session *s,
    void (*fault)(void *arg, const char *what), void *arg, struct err *err)
{
	struct look k = { .session = s, .fault = fault, .arg = arg };
	bool ok = check_sales(&k, err) && check_tranches(&k, err);

	arena_done(&k.arena);
	return ok;
}
