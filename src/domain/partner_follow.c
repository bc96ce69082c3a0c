/* domain/partner_follow.c - what of a partner follows from other rows. */

#include "config.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "domain/partner_data.h"

static const char SELECT_OWN[] =
    "SELECT name, domain, city, coalesce(ref, ''), note FROM partner"
    " WHERE id = ?1";

/* By id, so that the text does not depend on how it came about. */
static const char SELECT_CONTACTS[] =
    "SELECT name, email FROM contact WHERE partner = ?1 AND void = 0"
    " ORDER BY id";

static const char SELECT_TAGS[] = "SELECT tag, '' FROM partner_tag"
				  " WHERE partner = ?1 AND void = 0"
				  " ORDER BY id";

/* The best state comes first. */
static const char SELECT_STANDING[] =
    "SELECT status, active_on FROM enrollment WHERE partner = ?1"
    " AND void = 0 ORDER BY CASE status WHEN 'active' THEN 1"
    " WHEN 'suspended' THEN 2 WHEN 'onboarding' THEN 3"
    " WHEN 'prospective' THEN 4 WHEN 'lapsed' THEN 5 ELSE 6 END,"
    " active_on IS NULL, active_on LIMIT 1";

static const char SELECT_SINCE[] = "SELECT since FROM partner WHERE id = ?1";

/* Adds the columns of each row, blanks between. */
static bool add_rows(struct session *s, const char *sql, int64_t id,
    int n_columns, struct buf *out, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, sql, VALUES(val_int(id)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW)
		for (int i = 0; i < n_columns; i++)
			buf_fmt(out, "%s ", db_column(st, i, VALUE_TEXT).s);
	db_reset(st);
	return step == DB_DONE;
}

bool partner_search_text(struct session *s, int64_t id, struct arena *a,
    const char **ret, struct err *err)
{
	struct buf text = BUF_INIT;
	bool ok = add_rows(s, SELECT_OWN, id, 5, &text, err) &&
	    add_rows(s, SELECT_CONTACTS, id, 2, &text, err) &&
	    add_rows(s, SELECT_TAGS, id, 1, &text, err);

	if (ok)
		*ret = text_fold(buf_text(&text), a);
	buf_done(&text);
	return ok;
}

bool partner_search_follow(struct change *c, int64_t id, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *text;
	bool ok = partner_search_text(c->session, id, &a, &text, err) &&
	    change_update(
		c, "partner", id, 0, SETS({ "search", val_text(text) }), err);

	arena_done(&a);
	return ok;
}

/* The best of its enrollments, and the first day that one was active. */
static bool read_standing(struct change *c, int64_t partner, struct arena *a,
    const char **ret_status, date_days *ret_active, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	*ret_status = "prospective";
	*ret_active = DATE_NONE;
	if (!db_query(c->session->db, SELECT_STANDING, VALUES(val_int(partner)),
		&st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW) {
		struct value on = db_column(st, 1, VALUE_INT);

		*ret_status = db_text(st, 0, a);
		if (on.type != VALUE_NULL)
			*ret_active = (date_days)on.i;
	}
	db_reset(st);
	return step != DB_FAILED;
}

static bool set_since(struct change *c, int64_t partner, date_days active,
    struct arena *a, struct err *err)
{
	date_days today = (date_days)(c->now / 86400);
	struct value since = val_null();
	bool found = false;

	if (!db_value(c->session->db, SELECT_SINCE, VALUES(val_int(partner)),
		VALUE_INT, a, &found, &since, err))
		return false;
	if (since.type != VALUE_NULL)
		return true;
	return change_update(c, "partner", partner, 0,
	    SETS({ "since", val_date(active != DATE_NONE ? active : today) }),
	    err);
}

/*
 * The status may stay because several enrollments give it: then none of
 * their steps is taken back alone, as if the others were not there.
 */
static bool set_status(
    struct change *c, int64_t partner, const char *status, struct err *err)
{
	bool active = strcmp(status, "active") == 0, differs;
	const struct set sets[] = { { "status", val_text(status) },
		{ "visible", val_int(0) } };
	size_t n = active ? 1 : 2;

	if (!change_differs(c, "partner", partner, sets, n, &differs, err))
		return false;
	if (!differs)
		return c->by_batch || change_touch(c, "partner", partner, err);
	return change_update(c, "partner", partner, 0, sets, n, err);
}

bool partner_status_follow(struct change *c, int64_t partner, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *status;
	date_days active;
	bool ok = read_standing(c, partner, &a, &status, &active, err) &&
	    set_status(c, partner, status, err);

	if (ok && strcmp(status, "active") == 0)
		ok = set_since(c, partner, active, &a, err);
	arena_done(&a);
	return ok;
}
