/* domain/payment_detail.c - bank details and tax forms as they are kept. */

#include "config.h"

#include "domain/payment_detail.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/iban.h"
#include "base/money.h"
#include "base/sha256.h"
#include "base/text.h"

#define SELECT                                                           \
	"SELECT id, partner, kind, status, currency, holder, iban, bic," \
	" account, routing, bank, country, form, tax_id, withholding,"   \
	" valid_to, ref, digest, proposed_by, decided_by, note,"         \
	" proposed_at, decided_at FROM payment_detail WHERE void = 0"

static const char SELECT_ONE[] = SELECT " AND id = ?1";

/* Those of the currency before those of any. */
static const char SELECT_IN_FORCE[] =
    SELECT " AND partner = ?1 AND kind = ?2 AND status = 'in_force'"
	   " AND currency IN (?3, '') ORDER BY currency DESC LIMIT 1";

static const char SELECT_PROPOSED[] =
    SELECT " AND partner = ?1 AND kind = ?2 AND status = 'proposed'"
	   " AND currency IN (?3, '') ORDER BY currency DESC, id DESC LIMIT 1";

static const char SELECT_ALL[] =
    SELECT " AND partner = ?1 ORDER BY CASE status WHEN 'proposed' THEN 0"
	   " WHEN 'in_force' THEN 1 ELSE 2 END,"
	   " CASE WHEN status IN ('proposed', 'in_force') THEN id ELSE -id END"
	   " LIMIT 200";

static const char
    *const kinds[] = { [PAYMENT_BANK] = "bank", [PAYMENT_TAX] = "tax" };

const char *payment_kind_name(enum payment_kind kind)
{
	return kind == PAYMENT_TAX ? "tax form" : "bank details";
}

/* ---- reading ----------------------------------------------------------- */

static void read_row(struct stmt *st, struct arena *a, struct payment_detail *d)
{
	const char **texts[] = { &d->status, &d->currency, &d->holder, &d->iban,
		&d->bic, &d->account, &d->routing, &d->bank, &d->country,
		&d->form, &d->tax_id };

	d->id = db_int(st, 0);
	d->partner = db_int(st, 1);
	d->kind = strcmp(db_column(st, 2, VALUE_TEXT).s, "tax") == 0
	    ? PAYMENT_TAX
	    : PAYMENT_BANK;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		*texts[i] = db_text(st, 3 + (int)i, a);
	d->withholding = db_int(st, 14);
	d->valid_to = db_date(st, 15);
	d->ref = db_text(st, 16, a);
	d->digest = db_text(st, 17, a);
	d->proposed_by = db_text(st, 18, a);
	d->decided_by = db_text(st, 19, a);
	d->note = db_text(st, 20, a);
	d->proposed_at = db_int(st, 21);
	d->decided_at = db_int_or(st, 22, 0);
}

/* The first row, or one whose id is 0. */
static bool read_first(struct session *s, const char *sql,
    const struct value *values, size_t n, struct arena *a,
    struct payment_detail *ret, struct err *err)
{
	struct payment_detail d = { .id = 0 };
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, sql, values, n, &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW)
		read_row(st, a, &d);
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	*ret = d;
	return true;
}

bool payment_detail_read(struct session *s, int64_t id, struct arena *a,
    struct payment_detail *ret, struct err *err)
{
	struct payment_detail d;

	if (!read_first(s, SELECT_ONE, VALUES(val_int(id)), a, &d, err))
		return false;
	if (d.id == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "There are no payment details %" PRId64 ".", id);
	*ret = d;
	return true;
}

bool payment_details_read(struct session *s, int64_t partner, struct arena *a,
    struct payment_details *ret, struct err *err)
{
	struct payment_details all = { .n = 0 };
	enum db_step step;
	size_t size = 0;
	struct stmt *st;

	if (!db_query(s->db, SELECT_ALL, VALUES(val_int(partner)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		all.list =
		    arena_grow(a, all.list, all.n, &size, sizeof(*all.list));
		read_row(st, a, &all.list[all.n++]);
	}
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	*ret = all;
	return true;
}

/* ---- in force ---------------------------------------------------------- */

/* A tax form serves every currency. */
static bool find(struct session *s, const char *sql, int64_t partner,
    enum payment_kind kind, const char *currency, struct arena *a,
    struct payment_detail *ret, struct err *err)
{
	return read_first(s, sql,
	    VALUES(val_int(partner), val_text(kinds[kind]),
		val_text(kind == PAYMENT_TAX ? "" : or_empty(currency))),
	    a, ret, err);
}

static bool has_expired(const struct payment_detail *d, date_days on)
{
	return d->kind == PAYMENT_TAX && d->valid_to != DATE_NONE &&
	    d->valid_to < on;
}

bool payment_detail_in_force(struct session *s, int64_t partner,
    enum payment_kind kind, const char *currency, date_days on, struct arena *a,
    struct payment_detail *ret, struct err *err)
{
	struct payment_detail d;

	if (!find(s, SELECT_IN_FORCE, partner, kind, currency, a, &d, err))
		return false;
	if (d.id != 0 && has_expired(&d, on))
		d = (struct payment_detail){ .id = 0 };
	*ret = d;
	return true;
}

bool payment_detail_lacking(struct session *s, int64_t partner,
    enum payment_kind kind, const char *currency, date_days on, struct arena *a,
    const char **ret, struct err *err)
{
	struct payment_detail now, next;
	const char *what = kind == PAYMENT_TAX
	    ? "the tax form"
	    : arena_fmt(a, "the bank details for %s", or_empty(currency));
	char until[11];

	if (!find(s, SELECT_IN_FORCE, partner, kind, currency, a, &now, err) ||
	    !find(s, SELECT_PROPOSED, partner, kind, currency, a, &next, err))
		return false;
	if (now.id != 0 && !has_expired(&now, on))
		*ret = NULL;
	else if (next.id != 0)
		*ret = arena_fmt(a, "%s %s to be accepted", what,
		    kind == PAYMENT_TAX ? "waits" : "wait");
	else if (now.id != 0)
		*ret = arena_fmt(a, "the tax form %s expired on %s", now.form,
		    date_text(now.valid_to, until));
	else
		*ret = arena_fmt(a, "%s %s missing", what,
		    kind == PAYMENT_TAX ? "is" : "are");
	return true;
}

/* ---- as text ----------------------------------------------------------- */

/* Every column that says something, with its length before it, so that no
 * two different ones read alike. */
const char *payment_detail_digest(
    const struct payment_detail *d, struct arena *a)
{
	const char *const texts[] = { kinds[d->kind], d->currency, d->holder,
		d->iban, d->bic, d->account, d->routing, d->bank, d->country,
		d->form, d->tax_id, d->ref };
	char text[SHA256_TEXT];
	struct buf b = BUF_INIT;

	buf_fmt(&b, "%" PRId64 " %" PRId64 " %d", d->partner, d->withholding,
	    (int)d->valid_to);
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		buf_fmt(&b, " %zu:%s", strlen(or_empty(texts[i])),
		    or_empty(texts[i]));
	(void)sha256_text(buf_text(&b), b.len, text);
	buf_done(&b);
	return arena_strn(a, text, 16);
}

const char *payment_masked(const char *text, struct arena *a)
{
	size_t len = strlen(text);

	if (len == 0)
		return "";
	return len > 4 ? arena_fmt(a, "**** %s", text + len - 4) : "****";
}

const char *payment_detail_text(const struct payment_detail *d, struct arena *a)
{
	if (d->kind == PAYMENT_TAX)
		return arena_fmt(a, "%s%s%s, withholding %s", d->form,
		    d->tax_id[0] != '\0' ? ", tax id " : "",
		    payment_masked(d->tax_id, a),
		    rate_text((struct rate){ d->withholding }, a));
	return arena_fmt(a, "%s, %s, %s",
	    d->currency[0] != '\0' ? d->currency : "any currency",
	    d->iban[0] != '\0' ? iban_masked(d->iban, a)
			       : payment_masked(d->account, a),
	    d->holder);
}

static void put(struct buf *b, const char *title, const char *text)
{
	if (or_empty(text)[0] != '\0')
		buf_fmt(b, "%-14s%s\n", title, text);
}

static void put_bank(
    struct buf *b, const struct payment_detail *d, struct arena *a)
{
	put(b, "Currency", d->currency[0] != '\0' ? d->currency : "any");
	put(b, "Holder", d->holder);
	put(b, "IBAN", iban_text(d->iban, a));
	put(b, "BIC", d->bic);
	put(b, "Account", d->account);
	put(b, "Routing", d->routing);
	put(b, "Bank", d->bank);
	put(b, "Country", d->country);
}

static void put_tax(
    struct buf *b, const struct payment_detail *d, struct arena *a)
{
	char until[11];

	put(b, "Form", d->form);
	put(b, "Tax id", d->tax_id);
	put(b, "Withholding", rate_text((struct rate){ d->withholding }, a));
	if (d->valid_to != DATE_NONE)
		put(b, "Valid until", date_text(d->valid_to, until));
}

/* "petra, 2026-03-02 09:00" */
static const char *who(const char *name, int64_t at, struct arena *a)
{
	char text[21];

	moment_text(at, text);
	return arena_fmt(a, "%s, %.10s %.5s", name, text, text + 11);
}

static void put_whole(
    struct buf *b, const struct payment_detail *d, struct arena *a)
{
	if (d->kind == PAYMENT_TAX)
		put_tax(b, d, a);
	else
		put_bank(b, d, a);
	put(b, "Kept in", d->ref);
	put(b, "Status",
	    strcmp(d->status, "in_force") == 0 ? "in force" : d->status);
	put(b, "Proposed by", who(d->proposed_by, d->proposed_at, a));
	if (d->decided_at != 0)
		put(b, "Decided by", who(d->decided_by, d->decided_at, a));
	put(b, "Note", d->note);
	put(b, "Digest", d->digest);
}

/* Whoever keeps partners or pays may see it. */
static bool may_see(struct session *s, struct err *err)
{
	struct err first;

	return session_check(s, RIGHT_PARTNER, &first) ||
	    session_check(s, RIGHT_FINANCE, err);
}

bool payment_detail_whole(struct session *s, int64_t id, struct arena *a,
    const char **ret, struct err *err)
{
	struct payment_detail d;
	struct buf b = BUF_INIT;

	if (!may_see(s, err) || !payment_detail_read(s, id, a, &d, err))
		return false;
	put_whole(&b, &d, a);
	*ret = buf_take(&b, a);
	return true;
}
