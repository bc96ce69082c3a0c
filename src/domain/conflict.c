/* domain/conflict.c - claims that meet, made conflicts and written about. */

#include "config.h"

#include "domain/conflict.h"

#include <inttypes.h>
#include <string.h>

#include "domain/conflict_row.h"
#include "domain/lead_match.h"

/* Of two leads there is one at most; which of them challenged. */
static const char SELECT_OPEN[] =
    "SELECT id, lead FROM conflict WHERE void = 0 AND status = 'open'"
    " AND lead IN (?1, ?2) AND other IN (?1, ?2)";

static const char SELECT_BLOCK[] =
    "SELECT k.id, coalesce('L-' || o.id || ' ' || o.customer || ' of P-' ||"
    " p.id || ' ' || p.name, 'U-' || u.id || ' ' || u.name) FROM conflict k"
    " LEFT JOIN lead o ON o.id = k.other"
    " LEFT JOIN partner p ON p.id = o.partner"
    " LEFT JOIN customer u ON u.id = k.customer"
    " WHERE k.lead = ?1 AND k.void = 0 AND k.status = 'open'"
    " AND ((o.void = 0 AND o.stage IN ('submitted', 'queued', 'accepted',"
    " 'qualified', 'proposal')) OR u.void = 0) ORDER BY k.id LIMIT 1";

static const char *why_of(const struct match *m)
{
	static const char *const by[] = {
		[MATCH_BY_TAX] = "tax",
		[MATCH_BY_DOMAIN] = "domain",
		[MATCH_BY_NAME] = "name",
		[MATCH_BY_SITE] = "similar",
		[MATCH_BY_ALIKE] = "similar",
	};

	switch (m->with) {
	case MATCH_HOUSE:
		return "house";
	case MATCH_INCUMBENT:
		return "incumbent";
	case MATCH_CUSTOMER:
		return "customer";
	case MATCH_PARTNER:
	case MATCH_LEAD:
		break;
	}
	return by[m->by];
}

/*
 * Who claims what is for certain a customer is refused at once, and who
 * waits is no rival yet: it meets the holder like the others.
 */
static bool is_rival(const struct match *m, const struct lead_claim *claim)
{
	if (m->with == MATCH_PARTNER)
		return false;
	if (m->with != MATCH_LEAD)
		return !match_is_exact(m);
	return m->partner != claim->partner &&
	    !(match_is_exact(m) && strcmp(m->stage, "queued") == 0);
}

bool conflict_make(struct change *c, int64_t lead, struct arena *a,
    const char **ret_said, struct err *err)
{
	const char *said = "";
	struct lead_claim claim;
	struct match *list;
	int64_t id;
	bool met;
	size_t n;

	if (!lead_claim_read(c->session, lead, a, &claim, err) ||
	    !lead_match(c->session, &claim, a, &list, &n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		bool is_customer = list[i].with != MATCH_LEAD;

		if (!is_rival(&list[i], &claim))
			continue;
		if (!conflict_have_met(
			c->session, lead, list[i].id, is_customer, &met, err))
			return false;
		if (met)
			continue;
		if (!conflict_insert(c, lead, list[i].id, is_customer,
			why_of(&list[i]), list[i].similarity, &id, err))
			return false;
		said = arena_fmt(a, "%s K-%" PRId64 ": %s", said, id,
		    match_text(&list[i], a));
	}
	*ret_said = said;
	return true;
}

bool conflict_chosen(struct change *c, int64_t chosen, int64_t other,
    const char *evidence, struct err *err)
{
	int64_t id = 0, lead = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(c->session->db, SELECT_OPEN,
		VALUES(val_int(chosen), val_int(other)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW) {
		id = db_int(st, 0);
		lead = db_int(st, 1);
	}
	db_reset(st);
	if (step != DB_ROW)
		return step == DB_DONE;
	return change_update(c, "conflict", id, 0,
	    SETS({ "status", val_text("decided") },
		{ "verdict",
		    val_text(lead == chosen ? "challenger" : "holder") },
		{ "evidence", val_text(evidence) },
		{ "decided_at", val_time(c->now) },
		{ "decided_by", val_text(c->actor) }),
	    err);
}

bool conflict_blocks(struct session *s, int64_t lead, struct arena *a,
    const char **ret_why, struct err *err)
{
	const char *why = NULL;
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, SELECT_BLOCK, VALUES(val_int(lead)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW)
		why = arena_fmt(a,
		    "L-%" PRId64 " may claim the same customer as %s; decide "
		    "K-%" PRId64 " first.",
		    lead, db_text(st, 1, a), db_int(st, 0));
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	*ret_why = why;
	return true;
}

static bool note_body(
    struct conflict_edit *e, struct call *call, struct err *err)
{
	const struct conflict_note_params *p = call->params;

	if (!remark_add(&e->change,
		&(struct remark){ .noun = "conflict",
		    .record = e->row.id,
		    .kind = "note",
		    .inside = p->note,
		    .on_date = (date_days)(e->change.now / 86400) },
		err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s has a new note.", e->label);
	return true;
}

bool conflict_note(struct session *s, struct call *call, struct err *err)
{
	return conflict_do(s, call, "note", note_body, err);
}

bool conflict_undo(struct session *s, struct call *call, struct err *err)
{
	return record_undo(s, call, "conflict", err);
}
