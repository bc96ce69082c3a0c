/* query/radar.c - what lapses or is due soon, of every kind of record. */

#include "config.h"

#include "query/radar.h"

#include <stdlib.h>
#include <string.h>

/* A partner as rows name it, and whose it is. */
#define PARTNER_OF(column)                                     \
	"(SELECT coalesce(p.ref, 'P-' || p.id) FROM partner p" \
	" WHERE p.id = " column ")"
#define MANAGER_OF(column)                                               \
	"coalesce((SELECT p.manager FROM partner p WHERE p.id = " column \
	"), '')"

/* Every statement ends so: the owner, the order, the limit. */
#define OWNED_BY(owner, day) \
	" AND (?3 = '' OR " owner " = ?3) ORDER BY " day " LIMIT ?2"

/* What rows of leads, applications and enrollments have alike. */
#define LEAD_PARTNER PARTNER_OF("l.partner")
#define APPLICANT "coalesce(" PARTNER_OF("a.partner") ", '')"
#define ENROLLED PARTNER_OF("e.partner")
#define MANAGER MANAGER_OF("e.partner")
/* Its owner looks at an application, else who has claimed it. */
#define REVIEWER "coalesce(nullif(a.owner, ''), a.claimed_by)"

#define LEAD_ROW(day, condition)                                      \
	"SELECT " day ", l.id, l.customer, " LEAD_PARTNER ", l.owner" \
	" FROM lead l WHERE " day                                     \
	" <= ?1 AND l.void = 0 AND " condition OWNED_BY("l.owner", day)

/* The plus keeps an engine from going by the status, and then sorting. */
#define PENDING \
	"+a.status IN ('submitted', 'in_review', 'info_requested', 'on_hold')"
#define APPLICATION_ROW(day, condition)                  \
	"SELECT " day ", a.id, a.company, '', " REVIEWER \
	" FROM application a WHERE " day " <= ?1"        \
	" AND a.void = 0 AND " condition                 \
	OWNED_BY(REVIEWER, day)

/* An enrollment that goes on. */
#define GOES_ON " AND e.void = 0 AND e.status NOT IN ('terminated', 'lapsed')"
#define ENROLLMENT_ROW(day)                                            \
	"SELECT " day ", e.id, e.program || '/' || e.level, " ENROLLED \
	", " MANAGER " FROM enrollment e WHERE " day " <= ?1" GOES_ON  \
	OWNED_BY(MANAGER, day)

/* CROSS JOIN: the dates come first, each with its record. */
#define REQUIREMENT_ROW(day, states)                               \
	"SELECT " day ", e.id, r.item, " ENROLLED ", " MANAGER     \
	" FROM enrollment_requirement r"                           \
	" CROSS JOIN enrollment e ON e.id = r.enrollment"          \
	" WHERE " day " <= ?1 AND r.state IN (" states ")" GOES_ON \
	OWNED_BY(MANAGER, day)
#define CHECK_ROW                                                            \
	"SELECT c.recheck_on, a.id, a.company || ': ' || c.item, " APPLICANT \
	", " REVIEWER " FROM application_check c"                            \
	" CROSS JOIN application a ON a.id = c.application"                  \
	" WHERE c.recheck_on <= ?1 AND a.void = 0"                           \
	" AND (a.status = 'approved' OR " PENDING                            \
	")" OWNED_BY(REVIEWER, "c.recheck_on")
#define CERTIFICATE_ROW                                                     \
	"SELECT c.expires_on, p.id, c.person || ': ' || c.name, "           \
	"coalesce(p.ref, 'P-' || p.id), p.manager FROM certificate c"       \
	" CROSS JOIN partner p ON p.id = c.partner"                         \
	" WHERE c.expires_on <= ?1 AND c.void = 0 AND p.void = 0" OWNED_BY( \
	    "p.manager", "c.expires_on")

static const struct source {
	const char *what, *label, *noun;
	const char *sql; /* day, id, name, partner, owner */
} sources[] = {
	{ "registration", "registration ends", "lead",
	    LEAD_ROW(
		"l.protected_until", "l.registered = 1 AND l.stage <> 'won'") },
	{ "lead", "lead to decide", "lead",
	    LEAD_ROW("l.decision_due", "+l.stage = 'submitted'") },
	{ "application", "application to decide", "application",
	    APPLICATION_ROW("coalesce(a.due, 2932896)", PENDING) },
	{ "answer", "answer expires", "application",
	    APPLICATION_ROW("a.expires_on", "+a.status = 'info_requested'") },
	{ "hold", "hold ends", "application",
	    APPLICATION_ROW("a.wake_on", "+a.status = 'on_hold'") },
	{ "check", "check again", "application", CHECK_ROW },
	{ "requirement", "requirement due", "enrollment",
	    REQUIREMENT_ROW("r.due_on", "'open', 'warned', 'lost'") },
	{ "grace", "grace ends", "enrollment",
	    REQUIREMENT_ROW("r.grace_to", "'warned'") },
	{ "recheck", "requirement again", "enrollment",
	    REQUIREMENT_ROW("r.recheck_on", "'met', 'waived'") },
	{ "certificate", "certificate expires", "partner", CERTIFICATE_ROW },
	{ "notice", "notice by", "enrollment", ENROLLMENT_ROW("e.notice_by") },
	{ "term", "term ends", "enrollment", ENROLLMENT_ROW("e.term_to") },
	{ "review", "level review", "enrollment",
	    ENROLLMENT_ROW("e.review_on") },
};

const char *radar_sql(size_t i)
{
	return i < ARRAY_LEN(sources) ? sources[i].sql : NULL;
}

const char *radar_label(const char *what)
{
	for (size_t i = 0; i < ARRAY_LEN(sources); i++)
		if (strcmp(sources[i].what, what) == 0)
			return sources[i].label;
	return what;
}

static size_t rank_of(const struct radar_row *r)
{
	size_t i = 0;

	while (i < ARRAY_LEN(sources) && strcmp(sources[i].what, r->what) != 0)
		i++;
	return i;
}

static int compare(const void *left, const void *right)
{
	const struct radar_row *a = left, *b = right;
	size_t i, k;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	i = rank_of(a);
	k = rank_of(b);
	if (i != k)
		return i < k ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

static struct radar_row read_row(
    const struct source *s, struct stmt *st, struct arena *a)
{
	return (struct radar_row){
		.day = (date_days)db_int(st, 0),
		.what = s->what,
		.noun = s->noun,
		.id = db_int(st, 1),
		.name = db_text(st, 2, a),
		.partner = db_text(st, 3, a),
		.owner = db_text(st, 4, a),
	};
}

static bool read_source(struct db *db, const struct source *s, date_days until,
    const char *owner, size_t limit, struct arena *a, struct radar *r,
    size_t *size, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(db, s->sql,
		VALUES(val_int(until), val_int((int64_t)limit),
		    val_text(owner != NULL ? owner : "")),
		&st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		r->rows = arena_grow(a, r->rows, r->n, size, sizeof(*r->rows));
		r->rows[r->n++] = read_row(s, st, a);
	}
	db_reset(st);
	return step == DB_DONE;
}

bool radar_read(struct db *db, date_days until, const char *owner, size_t limit,
    struct arena *a, struct radar *ret, struct err *err)
{
	struct radar r = { .n = 0 };
	size_t size = 0;

	/* One more than asked for tells whether there are more. */
	for (size_t i = 0; i < ARRAY_LEN(sources); i++)
		if (!read_source(db, &sources[i], until, owner, limit + 1, a,
			&r, &size, err))
			return false;
	if (r.n > 1)
		qsort(r.rows, r.n, sizeof(*r.rows), compare);
	r.more = r.n > limit;
	if (r.more)
		r.n = limit;
	*ret = r;
	return true;
}
