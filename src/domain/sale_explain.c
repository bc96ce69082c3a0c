/* domain/sale_explain.c - whose terms hold for a sale, and its arithmetic. */

#include "config.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "domain/commission_dates.h"
#include "domain/commission_explain.h"
#include "domain/program_store.h"
#include "domain/sale_rate.h"
#include "domain/sale_row.h"

static const char SELECT_VERSION[] =
    "SELECT label, name, valid_from, loaded_at, loaded_by"
    " FROM program_version WHERE id = ?1";

/* As of the rate's day; days before the first are as the first. */
static const char SELECT_LEVEL[] =
    "SELECT from_on, actor FROM enrollment_term WHERE enrollment = ?1"
    " AND void = 0 ORDER BY from_on <= ?2 DESC,"
    " CASE WHEN from_on <= ?2 THEN -from_on ELSE from_on END, id DESC LIMIT 1";

/* As it was known when the sale was recorded. */
static const char SELECT_FIRST[] =
    "SELECT min(sale_on) FROM sale WHERE partner = ?1 AND customer = ?2"
    " AND void = 0 AND refund_of IS NULL AND id <= ?3";

static const char SELECT_ACCEPTED[] =
    "SELECT accepted_on FROM lead WHERE id = ?1";

static const char SELECT_PARTS[] =
    "SELECT c.id, c.partner, p.name, c.share, c.amount FROM commission c"
    " JOIN partner p ON p.id = c.partner WHERE c.sale = ?1"
    " AND c.kind IN ('sale', 'refund') AND c.void = 0 ORDER BY c.partner";

/* Its own, and what its refunds and steps made of them. */
static const char SELECT_LINES[] =
    "SELECT id FROM commission WHERE void = 0 AND sale IN " SALE_AND_REFUNDS
    " ORDER BY id";

/* ---- writing ------------------------------------------------------------- */

void tell(struct telling *t, size_t indent, const char *fmt, ...)
{
	char text[2048];
	const char **lines;
	va_list args;
	size_t n;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	n = text_wrap(text, TELL_WIDTH - (int)indent, t->arena, &lines);
	for (size_t i = 0; i < n; i++)
		buf_fmt(t->out, "%*s%s\n", (int)indent, "", lines[i]);
}

void tell_title(struct telling *t, const char *title)
{
	buf_fmt(t->out, "\n%s\n", title);
}

const char *tell_sum(const struct telling *t, int64_t minor)
{
	struct money m = { .minor = minor };

	snprintf(m.currency, sizeof(m.currency), "%.3s", t->currency);
	return arena_fmt(
	    t->arena, "%s %s", money_text_grouped(m, t->arena), m.currency);
}

const char *tell_day(const struct telling *t, date_days day)
{
	return day != DATE_NONE ? date_text(day, arena_alloc(t->arena, 11))
				: "-";
}

/* ---- what was sold ------------------------------------------------------- */

static void tell_what(struct telling *t, const struct sale_row *row)
{
	tell(t, 2, "S-%" PRId64 " of %s: %s to U-%" PRId64 " %s, %s net%s%s.",
	    row->id, tell_day(t, row->sale_on), row->product, row->customer,
	    row->customer_name, tell_sum(t, row->base.minor),
	    row->invoice[0] != '\0' ? ", invoice " : "", row->invoice);
	if (row->quantity != 1)
		tell(t, 2, "%" PRId64 " pieces.", row->quantity);
	if (row->lead != 0)
		tell(t, 2, "It is the sale of the lead L-%" PRId64 ".",
		    row->lead);
	tell(t, 2, "The partner is P-%" PRId64 " %s; recorded by %s.",
	    row->partner, row->partner_name, row->recorded_by);
	if (row->refunded != 0 && row->base.minor != 0)
		tell(t, 2, "%s of it went back since.",
		    tell_sum(t, row->refunded));
}

/* ---- whose terms --------------------------------------------------------- */

static bool read_day(struct telling *t, const char *sql,
    const struct value *values, size_t n, date_days *ret, struct err *err)
{
	struct value v = val_null();
	bool found = false;

	if (!db_value(t->session->db, sql, values, n, VALUE_DATE, t->arena,
		&found, &v, err))
		return false;
	*ret = found && v.type != VALUE_NULL ? (date_days)v.i : DATE_NONE;
	return true;
}

static bool tell_version(
    struct telling *t, const struct sale_row *row, struct err *err)
{
	enum db_step step;
	struct stmt *st;
	char at[21];

	if (!db_query(t->session->db, SELECT_VERSION,
		VALUES(val_int(row->program_version)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW)
		tell(t, 2,
		    "Enrollment E-%" PRId64
		    ", by the program %s (%s), version %s, valid from %s, "
		    "loaded on %.10s by %s; \"accord program show %s@%s\" "
		    "prints the file.",
		    row->enrollment, row->program, db_text(st, 1, t->arena),
		    db_text(st, 0, t->arena), tell_day(t, db_date(st, 2)),
		    moment_text(db_int(st, 3), at), db_text(st, 4, t->arena),
		    row->program, db_text(st, 0, t->arena));
	db_reset(st);
	return step != DB_FAILED;
}

static bool tell_level(
    struct telling *t, const struct sale_row *row, struct err *err)
{
	date_days since = DATE_NONE;

	if (!read_day(t, SELECT_LEVEL,
		VALUES(val_int(row->enrollment), val_date(row->rate_on)),
		&since, err))
		return false;
	tell(t, 2, "Level on that day: %s%s%s.", row->level,
	    since == DATE_NONE         ? ""
		: since > row->rate_on ? ", as at the beginning on "
				       : ", since ",
	    since != DATE_NONE ? tell_day(t, since) : "");
	return true;
}

static bool tell_rate_day(struct telling *t, const struct sale_row *row,
    const struct program_commission *c, date_days first, struct err *err)
{
	enum rate_from from =
	    row->renewal ? c->renewal_rate_from : c->rate_from;
	const char *what = row->renewal ? "renewals" : "sales";
	date_days accepted = DATE_NONE;

	if (row->lead != 0 &&
	    !read_day(
		t, SELECT_ACCEPTED, VALUES(val_int(row->lead)), &accepted, err))
		return false;
	if (from == RATE_INVOICE)
		tell(t, 2,
		    "The rate is that of %s: %s are rated by the day of the "
		    "invoice.",
		    tell_day(t, row->rate_on), what);
	else if (from == RATE_LIFETIME)
		tell(t, 2,
		    "The rate is that of %s: %s are rated for good by the "
		    "customer's first sale (%s).",
		    tell_day(t, row->rate_on), what, tell_day(t, first));
	else if (accepted != DATE_NONE)
		tell(t, 2,
		    "The rate is that of %s: %s are rated by the day on which "
		    "the lead was accepted (%s).",
		    tell_day(t, row->rate_on), what, tell_day(t, accepted));
	else
		tell(t, 2,
		    "The rate is that of %s: %s are rated by the day on which "
		    "a lead was accepted; there is none, so the day of the "
		    "sale counts.",
		    tell_day(t, row->rate_on), what);
	return true;
}

static void tell_year(
    struct telling *t, const struct sale_row *row, date_days first)
{
	if (row->kind[0] != '\0')
		tell(t, 2, "It is a %s, as it was recorded.",
		    row->renewal ? "renewal" : "sale of the first year");
	else if (first != DATE_NONE)
		tell(t, 2,
		    "It is %s: the customer first bought through this partner "
		    "on %s, and the first year goes until %s.",
		    row->renewal ? "a renewal" : "of the first year",
		    tell_day(t, first),
		    tell_day(t, date_add_months(first, 12) - 1));
}

static bool tell_terms(struct telling *t, const struct sale_row *row,
    const struct program *terms, struct err *err)
{
	date_days first;

	tell_title(t, "Terms");
	if (row->program_version == 0 || terms == NULL) {
		tell(t, 2, "None: %s",
		    row->why_none[0] != '\0' ? row->why_none
					     : "no program pays for it.");
		return true;
	}
	if (!read_day(t, SELECT_FIRST,
		VALUES(val_int(row->partner), val_int(row->customer),
		    val_int(row->id)),
		&first, err) ||
	    !tell_version(t, row, err) ||
	    !tell_rate_day(t, row, terms->commission, first, err) ||
	    !tell_level(t, row, err))
		return false;
	tell_year(t, row, first);
	return true;
}

/* ---- the line ------------------------------------------------------------ */

static void tell_rule(struct telling *t, const struct program_rule *rule)
{
	const struct program_tiers *tiers = rule->tiers;
	struct buf steps = BUF_INIT;

	tell(t, 2, "Rule %s is for %s%s, %s%s%s.", rule->id,
	    rule->product != NULL ? "the product " : "any product",
	    rule->product != NULL ? rule->product : "",
	    rule->level != NULL ? "the level " : "any level",
	    rule->level != NULL ? rule->level : "",
	    rule->when == WHEN_FIRST_YEAR    ? ", in the first year"
		: rule->when == WHEN_RENEWAL ? ", in renewals"
					     : "");
	for (size_t i = 0; tiers != NULL && i < tiers->n_steps; i++) {
		const struct money *from =
		    program_amount(&tiers->steps[i].from, t->currency);

		if (from != NULL)
			buf_fmt(&steps, "%sfrom %s %s", i > 0 ? ", " : "",
			    tell_sum(t, from->minor),
			    rate_text((struct rate){ tiers->steps[i].ppm },
				t->arena));
	}
	if (steps.len > 0)
		tell(t, 2, "Its steps: %s.", buf_text(&steps));
	buf_done(&steps);
}

/* Each line of the engine's own words. */
static void tell_lines(struct telling *t, const char *text)
{
	while (text[0] != '\0') {
		size_t len = strcspn(text, "\n");

		tell(t, 2, "%s", arena_strn(t->arena, text, len));
		text += len + (text[len] == '\n');
	}
}

static bool tell_parts(
    struct telling *t, const struct sale_row *row, struct err *err)
{
	enum db_step step;
	struct stmt *st;
	size_t n = 0;

	if (row->split[0] == '\0')
		return true;
	if (!db_query(t->session->db, SELECT_PARTS, VALUES(val_int(row->id)),
		&st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		if (n++ == 0)
			tell(t, 2,
			    "Split by largest remainder, so that the parts add "
			    "up:");
		tell(t, 4, "C-%" PRId64 ": P-%" PRId64 " %s has %s: %s",
		    db_int(st, 0), db_int(st, 1), db_text(st, 2, t->arena),
		    rate_text((struct rate){ db_int(st, 3) }, t->arena),
		    tell_sum(t, db_int(st, 4)));
	}
	db_reset(st);
	return step != DB_FAILED;
}

static bool tell_line(struct telling *t, const struct sale_row *row,
    const struct sale_again *again, struct err *err)
{
	struct buf text = BUF_INIT;

	tell_title(t, "Line");
	if (again->terms == NULL) {
		tell(t, 2, "No rule was asked: nothing is earned.");
		return true;
	}
	if (again->line.rule != NULL)
		tell_rule(t, again->line.rule);
	commission_line_explain(&again->line, &again->sale, &text);
	tell_lines(t, buf_text(&text));
	buf_done(&text);
	if (again->line.amount.minor != row->commission)
		tell(t, 2,
		    "It was recorded as %s, which its inputs do not give any "
		    "more; \"accord check\" says what is wrong.",
		    tell_sum(t, row->commission));
	return tell_parts(t, row, err);
}

/* Pro rata of what the sale had got, from totals. */
static bool tell_refund(struct telling *t, const struct sale_row *row,
    const struct sale_row *of, struct err *err)
{
	bool pieces = of->base.minor == 0;
	int64_t back = pieces ? row->quantity : row->base.minor;

	tell_title(t, "Refund");
	tell(t, 2, "S-%" PRId64 " of %s gives %s of S-%" PRId64 " back%s%s.",
	    row->id, tell_day(t, row->sale_on),
	    pieces ? arena_fmt(t->arena, "%" PRId64 " pieces", -back)
		   : tell_sum(t, -back),
	    of->id, row->note[0] != '\0' ? ": " : "", row->note);
	tell(t, 2,
	    "With what went back before, that is %s of %s. It takes the same "
	    "part of what the sale had got, rounded once from the totals, less "
	    "the %s that was taken before: %s.",
	    pieces ? arena_fmt(t->arena, "%" PRId64, row->accumulated - back)
		   : tell_sum(t, row->accumulated - back),
	    pieces ? arena_fmt(t->arena, "%" PRId64 " pieces", of->quantity)
		   : tell_sum(t, of->base.minor),
	    tell_sum(t, row->given), tell_sum(t, row->commission));
	return tell_parts(t, row, err);
}

bool tell_sale(struct telling *t, const struct sale_row *row, struct err *err)
{
	struct sale_row of = *row;
	struct sale_again again;

	if ((row->refund_of != 0 &&
		!sale_read(t->session, row->refund_of, t->arena, &of, err)) ||
	    !sale_recompute(t->session, &of, t->arena, &again, err))
		return false;
	tell_title(t, "Sale");
	tell_what(t, &of);
	if (!tell_terms(t, &of, again.terms, err) ||
	    !tell_line(t, &of, &again, err))
		return false;
	return row->refund_of == 0 || tell_refund(t, row, &of, err);
}

bool sale_explain(
    struct session *s, int64_t id, struct buf *out, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct telling t = { .session = s, .arena = &a, .out = out };
	struct commission_row c;
	struct sale_row row;
	int64_t *ids;
	size_t n = 0;
	bool ok = sale_read(s, id, &a, &row, err);

	if (ok) {
		t.currency = row.base.currency;
		tell(&t, 0, "%s: commission of %s.", sale_label(&row, &a),
		    tell_sum(&t, row.commission));
		ok = tell_sale(&t, &row, err) &&
		    db_ids(s->db, SELECT_LINES, VALUES(val_int(id)), &a, &ids,
			&n, err);
	}
	for (size_t i = 0; ok && i < n; i++)
		ok = commission_read(s, ids[i], &a, &c, err) &&
		    tell_commission(&t, &c, err);
	arena_done(&a);
	return ok;
}
