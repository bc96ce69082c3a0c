/* domain/statement_letter.c - a partner told what its statement comes to. */

#include "config.h"

#include <inttypes.h>

#include "domain/letter.h"
#include "domain/statement_operation.h"
#include "domain/statement_row.h"
#include "domain/statement_terms.h"

/* The main contact; a partner without one has a mail address of its own. */
static const char SELECT_CONTACT[] =
    "SELECT coalesce(c.name, p.name),"
    " coalesce(nullif(c.email, ''), p.email), p.country FROM partner p"
    " LEFT JOIN contact c ON c.partner = p.id AND c.void = 0"
    " AND c.kind = 'main' WHERE p.id = ?1";

static bool read_contact(struct statement_edit *e, struct letter *l,
    const char **ret_country, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(e->change.session->db, SELECT_CONTACT,
		VALUES(val_int(e->row.partner)), &st, err))
		return false;
	step = db_step(st, err);
	l->to_name = l->to_address = *ret_country = "";
	if (step == DB_ROW) {
		l->to_name = db_text(st, 0, e->arena);
		l->to_address = db_text(st, 1, e->arena);
		*ret_country = db_text(st, 2, e->arena);
	}
	db_reset(st);
	return step != DB_FAILED;
}

static const char *sum_text(const struct statement_row *r, struct arena *a)
{
	int64_t minor = r->state == STATEMENT_CARRIED
	    ? r->carried
	    : r->payable - r->withheld;

	return arena_fmt(a, "%s %s", r->currency,
	    money_text_grouped(statement_money(r, minor), a));
}

/* What becomes of it. */
static const char *outlook_text(const struct statement_row *r, struct arena *a)
{
	char day[11];

	if (r->state == STATEMENT_CARRIED)
		return arena_fmt(a,
		    "It is carried forward to the next one: %s.",
		    r->why_carried);
	if (r->pay_by == DATE_NONE)
		return "";
	return arena_fmt(
	    a, "It is to be paid by %s.", date_text(r->pay_by, day));
}

static bool write_letter(struct statement_edit *e, struct letter *l,
    int64_t *ret_message, struct err *err)
{
	char period[PERIOD_TEXT], until[11];
	const struct letter_field fields[] = {
		{ "id", arena_fmt(e->arena, "T-%" PRId64, e->row.id) },
		{ "partner_id",
		    arena_fmt(e->arena, "P-%" PRId64, e->row.partner) },
		{ "company", e->row.partner_name },
		{ "period", period_text(e->row.period, period) },
		{ "amount", sum_text(&e->row, e->arena) },
		{ "text", outlook_text(&e->row, e->arena) },
		{ "until", date_text(e->row.dispute_until, until) },
	};

	l->fields = fields;
	l->n_fields = ARRAY_LEN(fields);
	return letter_write(&e->change, l, ret_message, err);
}

static bool send_body(
    struct statement_edit *e, struct call *call, struct err *err)
{
	struct payout_terms terms = { .n = 0 };
	struct letter letter = { .template = "letter-statement",
		.noun = "statement",
		.record = e->row.id,
		.partner = e->row.partner };
	const char *country;
	int64_t message;

	if (!read_contact(e, &letter, &country, err) ||
	    !payout_terms_add_chain(e->change.session, &terms, e->row.id, err))
		return false;
	if (terms.n > 0) {
		letter.program = &terms.program;
		letter.entity = program_entity(terms.program.program, country);
	}
	if (!write_letter(e, &letter, &message, err))
		return false;
	/* The letter is all that this does. */
	if (message == 0)
		return err_set(err, ERR_REFUSED, "%s is not sent.%s",
		    e->record.label, letter_said(&letter, 0, e->arena));
	call->ret_text = arena_fmt(e->arena, "%s goes to its partner.%s",
	    e->record.label, letter_said(&letter, message, e->arena));
	return true;
}

bool statement_send(struct session *s, struct call *call, struct err *err)
{
	return statement_do(s, call, "send", send_body, err);
}
