/* query/detail_lead.c - a lead's enrollment, queue and conflicts. */

#include "config.h"

#include "query/detail_lead.h"

#include <inttypes.h>

#include "base/date.h"

/* Most of a queue, or of conflicts, that one record shows. */
#define SHOWN "50"

static const char SELECT_TERMS[] =
    "SELECT e.program, e.level, e.status FROM lead l"
    " JOIN enrollment e ON e.id = l.enrollment WHERE l.id = ?1";

static const char SELECT_QUEUE[] =
    "SELECT l.id, l.customer, p.name, l.received_at FROM lead l"
    " JOIN partner p ON p.id = l.partner"
    " WHERE l.behind = ?1 AND l.void = 0 AND l.stage = 'queued'"
    " ORDER BY l.received_at, l.id LIMIT " SHOWN;

/* The other side of each: another lead, or a customer. */
static const char SELECT_CONFLICTS[] =
    "SELECT c.id, c.why, c.status, c.verdict, CASE WHEN c.other IS NOT NULL"
    " THEN 'L-' || CASE c.lead WHEN ?1 THEN c.other ELSE c.lead END"
    " ELSE 'U-' || c.customer END FROM conflict c WHERE c.void = 0"
    " AND c.id IN (SELECT id FROM conflict WHERE lead = ?1 UNION"
    " SELECT id FROM conflict WHERE other = ?1) ORDER BY c.id LIMIT " SHOWN;

static void add_terms(struct stmt *st, struct detail_lines *lines)
{
	struct arena *a = lines->arena;

	detail_add(lines, "terms", "Enrolled in",
	    val_text(arena_fmt(a, "%s/%s, %s", db_text(st, 0, a),
		db_text(st, 1, a), db_text(st, 2, a))));
}

static void add_queued(struct stmt *st, struct detail_lines *lines)
{
	struct arena *a = lines->arena;
	int64_t id = db_int(st, 0);
	char since[21];

	(void)moment_text(db_int(st, 3), since);
	detail_add(lines, arena_fmt(a, "queue.%" PRId64, id),
	    arena_fmt(a, "Behind it L-%" PRId64, id),
	    val_text(arena_fmt(a, "%s of %s, since %.10s", db_text(st, 1, a),
		db_text(st, 2, a), since)));
}

static void add_conflict(struct stmt *st, struct detail_lines *lines)
{
	struct arena *a = lines->arena;
	int64_t id = db_int(st, 0);
	const char *verdict = db_text(st, 3, a);

	detail_add(lines, arena_fmt(a, "conflict.%" PRId64, id),
	    arena_fmt(a, "Conflict K-%" PRId64, id),
	    val_text(arena_fmt(a, "with %s by %s, %s%s%s", db_text(st, 4, a),
		db_text(st, 1, a), db_text(st, 2, a),
		verdict[0] != '\0' ? " for the " : "", verdict)));
}

bool detail_lead(
    struct db *db, int64_t id, struct detail_lines *lines, struct err *err)
{
	return detail_add_rows(db, SELECT_TERMS, id, add_terms, lines, err) &&
	    detail_add_rows(db, SELECT_QUEUE, id, add_queued, lines, err) &&
	    detail_add_rows(db, SELECT_CONFLICTS, id, add_conflict, lines, err);
}
