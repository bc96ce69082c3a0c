/* query/notes.c - what was said and done about a record. */

#include "config.h"

#include "query/detail.h"

static const char SELECT_NOTES[] =
    "SELECT kind, reason, outside, inside, actor, on_date, at FROM"
    " (SELECT * FROM remark WHERE noun = ?1 AND record = ?2 AND void = 0"
    " ORDER BY id DESC LIMIT ?3) ORDER BY id";

static struct record_note read_note(struct stmt *st, struct arena *a)
{
	return (struct record_note){
		.kind = db_text(st, 0, a),
		.reason = db_text(st, 1, a),
		.outside = db_text(st, 2, a),
		.inside = db_text(st, 3, a),
		.actor = db_text(st, 4, a),
		.on_date = db_int(st, 5),
		.at = db_int(st, 6),
	};
}

bool record_notes_read(struct db *db, const char *noun, int64_t id,
    size_t limit, struct arena *a, struct record_note **ret, size_t *ret_n,
    struct err *err)
{
	struct record_note *list = NULL;
	size_t n = 0, size = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(db, SELECT_NOTES,
		VALUES(val_text(noun), val_int(id), val_int((int64_t)limit)),
		&st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		list = arena_grow(a, list, n, &size, sizeof(*list));
		list[n++] = read_note(st, a);
	}
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	*ret = list;
	*ret_n = n;
	return true;
}
