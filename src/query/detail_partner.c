/* query/detail_partner.c - what a partner has beside it. */

#include "config.h"

#include "query/detail_partner.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/money.h"

static const char SELECT_CONTACTS[] =
    "SELECT kind, name, email, phone FROM contact"
    " WHERE partner = ?1 AND void = 0 ORDER BY id";

static const char SELECT_ENROLLMENTS[] =
    "SELECT e.id, e.program, e.level, e.status, e.created_at"
    " FROM enrollment e WHERE e.partner = ?1 AND e.void = 0 ORDER BY e.id";

/* Accounts and tax ids by their last four only. */
#define LAST_FOUR(column)                                           \
	"CASE WHEN length(" column ") > 4 THEN '**** ' ||"          \
	" substr(" column ", -4) WHEN " column " <> '' THEN '****'" \
	" ELSE '' END"

static const char SELECT_PAYMENT[] =
    "SELECT id, kind, status, currency, holder, " LAST_FOUR("iban || account") ", form, " LAST_FOUR(
	"tax_id") ", withholding, valid_to, proposed_by,"
		  " decided_by FROM payment_detail WHERE partner = ?1 AND void = 0"
		  " AND status IN ('proposed', 'in_force') ORDER BY kind, currency, id";

static const char *contact_text(struct stmt *st, struct arena *a)
{
	const char *email = db_text(st, 2, a), *phone = db_text(st, 3, a);
	struct buf b = BUF_INIT;

	buf_add(&b, db_text(st, 1, a));
	if (email[0] != '\0')
		buf_fmt(&b, " <%s>", email);
	if (phone[0] != '\0')
		buf_fmt(&b, " %s", phone);
	return buf_take(&b, a);
}

static void add_contact(struct stmt *st, struct detail_lines *lines)
{
	const char *kind = db_text(st, 0, lines->arena);

	detail_add(lines, arena_fmt(lines->arena, "contact.%s", kind),
	    arena_fmt(lines->arena, "Contact (%s)", kind),
	    val_text(contact_text(st, lines->arena)));
}

static void add_enrollment(struct stmt *st, struct detail_lines *lines)
{
	struct arena *a = lines->arena;
	const char *program = db_text(st, 1, a);
	char since[21];

	(void)moment_text(db_int(st, 4), since);
	detail_add(lines, arena_fmt(a, "enrollment.%s", program),
	    arena_fmt(a, "Enrolled in %s", program),
	    val_text(arena_fmt(a, "E-%" PRId64 ", %s, %s since %.10s",
		db_int(st, 0), db_text(st, 2, a), db_text(st, 3, a), since)));
}

static const char *bank_text(struct stmt *st, struct arena *a)
{
	return arena_fmt(a, "%s, %s", db_text(st, 5, a), db_text(st, 4, a));
}

static const char *tax_text(struct stmt *st, struct arena *a)
{
	const char *tax_id = db_text(st, 7, a);
	struct value until = db_column(st, 9, VALUE_DATE);

	return arena_fmt(a, "%s%s%s, withholding %s%s%s", db_text(st, 6, a),
	    tax_id[0] != '\0' ? ", tax id " : "", tax_id,
	    rate_text((struct rate){ db_int(st, 8) }, a),
	    until.type != VALUE_NULL ? ", until " : "",
	    until.type != VALUE_NULL ? value_text(until, a) : "");
}

/* "Bank details EUR: 3, **** 3000, Acme GmbH; in force, by petra and fin" */
static void add_payment(struct stmt *st, struct detail_lines *lines)
{
	struct arena *a = lines->arena;
	bool tax = strcmp(db_text(st, 1, a), "tax") == 0;
	bool stands = strcmp(db_text(st, 2, a), "in_force") == 0;
	const char *currency = db_text(st, 3, a);

	detail_add(lines,
	    arena_fmt(a, "payment.%s%s%s", tax ? "tax" : "bank",
		currency[0] != '\0' ? "." : "", currency),
	    tax ? "Tax form"
		: arena_fmt(a, "Bank details %s",
		      currency[0] != '\0' ? currency : "(any currency)"),
	    val_text(arena_fmt(a, "%" PRId64 ", %s; %s by %s%s%s",
		db_int(st, 0), tax ? tax_text(st, a) : bank_text(st, a),
		stands ? "in force," : "proposed", db_text(st, 10, a),
		stands ? " and " : "", stands ? db_text(st, 11, a) : "")));
}

bool detail_add_rows(struct db *db, const char *sql, int64_t id,
    void (*add)(struct stmt *st, struct detail_lines *lines),
    struct detail_lines *lines, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(db, sql, VALUES(val_int(id)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW)
		add(st, lines);
	db_reset(st);
	return step == DB_DONE;
}

bool detail_partner(
    struct db *db, int64_t id, struct detail_lines *lines, struct err *err)
{
	return detail_add_rows(
		   db, SELECT_CONTACTS, id, add_contact, lines, err) &&
	    detail_add_rows(
		db, SELECT_ENROLLMENTS, id, add_enrollment, lines, err) &&
	    detail_add_rows(db, SELECT_PAYMENT, id, add_payment, lines, err);
}
