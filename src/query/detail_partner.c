/* query/detail_partner.c - a partner's contacts and enrollments. */

#include "config.h"

#include "query/detail_partner.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/date.h"

static const char SELECT_CONTACTS[] =
    "SELECT kind, name, email, phone FROM contact"
    " WHERE partner = ?1 AND void = 0 ORDER BY id";

static const char SELECT_ENROLLMENTS[] =
    "SELECT e.id, e.program, e.level, e.status, e.created_at"
    " FROM enrollment e WHERE e.partner = ?1 AND e.void = 0 ORDER BY e.id";

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
		db, SELECT_ENROLLMENTS, id, add_enrollment, lines, err);
}
