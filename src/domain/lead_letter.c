/* domain/lead_letter.c - what the partner of a lead is told. */

#include "config.h"

#include "domain/lead_letter.h"

#include <inttypes.h>

#include "domain/letter.h"

/* The main contact; a partner without one has a mail address of its own. */
static const char SELECT_CONTACT[] =
    "SELECT coalesce(c.name, p.name),"
    " coalesce(nullif(c.email, ''), p.email) FROM partner p"
    " LEFT JOIN contact c ON c.partner = p.id AND c.void = 0"
    " AND c.kind = 'main' WHERE p.id = ?1";

static const char COUNT_BEFORE[] =
    "SELECT count(*) FROM lead q JOIN lead me ON me.id = ?1"
    " WHERE q.behind = me.behind AND q.void = 0 AND q.stage = 'queued'"
    " AND (q.received_at, q.id) <= (me.received_at, me.id)";

static bool read_contact(struct lead_edit *e, const char **ret_name,
    const char **ret_address, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(e->c->session->db, SELECT_CONTACT,
		VALUES(val_int(e->row.partner)), &st, err))
		return false;
	step = db_step(st, err);
	*ret_name = *ret_address = "";
	if (step == DB_ROW) {
		*ret_name = db_text(st, 0, e->arena);
		*ret_address = db_text(st, 1, e->arena);
	}
	db_reset(st);
	return step != DB_FAILED;
}

static bool find_place(struct lead_edit *e, const char **ret, struct err *err)
{
	struct value n = val_int(0);
	bool found;

	if (!db_value(e->c->session->db, COUNT_BEFORE,
		VALUES(val_int(e->row.id)), VALUE_INT, e->arena, &found, &n,
		err))
		return false;
	*ret = arena_fmt(e->arena, "%" PRId64, n.i);
	return true;
}

static const char *reason_name(
    const struct lead_edit *e, const struct lead_letter *what)
{
	const struct program_reason *r = NULL;

	if (what->reason != NULL && e->terms.ref.program != NULL)
		r = program_reason(
		    e->terms.ref.program, what->why, what->reason);
	return r != NULL ? r->name : what->reason;
}

bool lead_tell(struct lead_edit *e, const struct lead_letter *what,
    const char **ret_said, struct err *err)
{
	const char *name, *address, *place;
	char until[11];
	int64_t message;
	struct letter letter;

	if (!read_contact(e, &name, &address, err) ||
	    !find_place(e, &place, err))
		return false;
	letter = (struct letter){ .template = what->template,
		.noun = "lead",
		.record = e->row.id,
		.partner = e->row.partner,
		.to_name = name,
		.to_address = address,
		.program = e->terms.ref.program != NULL ? &e->terms.ref : NULL,
		.entity = e->terms.entity,
		LETTER_FIELDS(
		    { "id", arena_fmt(e->arena, "L-%" PRId64, e->row.id) },
		    { "partner_id",
			arena_fmt(e->arena, "P-%" PRId64, e->row.partner) },
		    { "company", e->row.partner_name },
		    { "customer", e->row.data.customer },
		    { "reason", reason_name(e, what) }, { "text", what->text },
		    { "place", place },
		    { "until", date_text(what->until, until) }) };
	if (!letter_write(e->c, &letter, &message, err))
		return false;
	*ret_said = letter_said(&letter, message, e->arena);
	return true;
}
