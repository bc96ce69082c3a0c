/* query/detail_customer.c - a customer's leads, conflicts and remarks. */

#include "config.h"

#include "query/detail_customer.h"

#include <inttypes.h>

#include "base/date.h"

/* Most of a kind that one record shows. */
#define SHOWN "50"
#define NOTES 50

static const char SELECT_LEADS[] =
    "SELECT l.id, l.stage, p.id, p.name, l.stage_on FROM lead l"
    " JOIN partner p ON p.id = l.partner WHERE l.customer_id = ?1"
    " AND l.void = 0 ORDER BY l.id LIMIT " SHOWN;

static const char SELECT_CONFLICTS[] =
    "SELECT k.id, k.lead, k.why, k.status, k.verdict FROM conflict k"
    " WHERE k.customer = ?1 AND k.void = 0 ORDER BY k.id LIMIT " SHOWN;

static void add_lead(struct stmt *st, struct detail_lines *lines)
{
	struct arena *a = lines->arena;
	int64_t id = db_int(st, 0);
	char on[11];

	detail_add(lines, arena_fmt(a, "lead.%" PRId64, id),
	    arena_fmt(a, "Lead L-%" PRId64, id),
	    val_text(arena_fmt(a, "%s since %s, of P-%" PRId64 " %s",
		db_text(st, 1, a), date_text((date_days)db_int(st, 4), on),
		db_int(st, 2), db_text(st, 3, a))));
}

static void add_conflict(struct stmt *st, struct detail_lines *lines)
{
	struct arena *a = lines->arena;
	int64_t id = db_int(st, 0);
	const char *verdict = db_text(st, 4, a);

	detail_add(lines, arena_fmt(a, "conflict.%" PRId64, id),
	    arena_fmt(a, "Conflict K-%" PRId64, id),
	    val_text(arena_fmt(a, "with L-%" PRId64 " by %s, %s%s%s",
		db_int(st, 1), db_text(st, 2, a), db_text(st, 3, a),
		verdict[0] != '\0' ? ": " : "", verdict)));
}

static const char *note_text(const struct record_note *note, struct arena *a)
{
	char on[11];

	return arena_fmt(a, "%s %s: %s%s%s",
	    date_text((date_days)note->on_date, on), note->actor, note->reason,
	    note->reason[0] != '\0' && note->inside[0] != '\0' ? "; " : "",
	    note->inside);
}

bool detail_remarks(struct db *db, const char *noun, int64_t id,
    struct detail_lines *lines, struct err *err)
{
	struct arena *a = lines->arena;
	struct record_note *list;
	size_t n;

	if (!record_notes_read(db, noun, id, NOTES, a, &list, &n, err))
		return false;
	for (size_t i = 0; i < n; i++)
		detail_add(lines, arena_fmt(a, "remark.%zu", i + 1),
		    arena_fmt(a, "Remark (%s)", list[i].kind),
		    val_text(note_text(&list[i], a)));
	return true;
}

bool detail_customer(
    struct db *db, int64_t id, struct detail_lines *lines, struct err *err)
{
	return detail_add_rows(db, SELECT_LEADS, id, add_lead, lines, err) &&
	    detail_add_rows(
		db, SELECT_CONFLICTS, id, add_conflict, lines, err) &&
	    detail_remarks(db, "customer", id, lines, err);
}

bool detail_conflict(
    struct db *db, int64_t id, struct detail_lines *lines, struct err *err)
{
	return detail_remarks(db, "conflict", id, lines, err);
}
