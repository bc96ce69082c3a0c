/* query/message_record.c - a letter of the outbox, whole. */

#include "config.h"

#include "query/message_record.h"

#include <inttypes.h>

static const char SELECT_MESSAGE[] =
    "SELECT to_name, to_address, subject, body, html <> '' FROM message"
    " WHERE id = ?1 AND void = 0";

static const char SELECT_FILES[] =
    "SELECT d.id, d.kind, d.name FROM message_attachment f"
    " JOIN document d ON d.id = f.document"
    " WHERE f.message = ?1 AND f.void = 0 ORDER BY f.id LIMIT 50";

static const char SELECT_TRIES[] =
    "SELECT at, coalesce(ended_at, 0), outcome, answer FROM message_attempt"
    " WHERE message = ?1 ORDER BY id LIMIT 200";

static bool read_message(struct db *db, int64_t id, struct arena *a,
    struct message_record *r, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(db, SELECT_MESSAGE, VALUES(val_int(id)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW) {
		r->to_name = db_text(st, 0, a);
		r->to_address = db_text(st, 1, a);
		r->subject = db_text(st, 2, a);
		r->body = db_text(st, 3, a);
		r->html = db_int(st, 4) != 0;
	}
	db_reset(st);
	if (step == DB_DONE)
		return err_set(err, ERR_NOT_FOUND,
		    "There is no letter M-%" PRId64 ".", id);
	return step == DB_ROW;
}

static bool read_files(struct db *db, int64_t id, struct arena *a,
    struct message_record *r, struct err *err)
{
	enum db_step step;
	struct stmt *st;
	size_t size = 0;

	if (!db_query(db, SELECT_FILES, VALUES(val_int(id)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		r->files = arena_grow(
		    a, r->files, r->n_files, &size, sizeof(*r->files));
		r->files[r->n_files++] = (struct message_file){
			.document = db_int(st, 0),
			.kind = db_text(st, 1, a),
			.name = db_text(st, 2, a),
		};
	}
	db_reset(st);
	return step == DB_DONE;
}

static bool read_tries(struct db *db, int64_t id, struct arena *a,
    struct message_record *r, struct err *err)
{
	enum db_step step;
	struct stmt *st;
	size_t size = 0;

	if (!db_query(db, SELECT_TRIES, VALUES(val_int(id)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		r->tries = arena_grow(
		    a, r->tries, r->n_tries, &size, sizeof(*r->tries));
		r->tries[r->n_tries++] = (struct message_try){
			.at = db_int(st, 0),
			.ended_at = db_int(st, 1),
			.outcome = db_text(st, 2, a),
			.answer = db_text(st, 3, a),
		};
	}
	db_reset(st);
	return step == DB_DONE;
}

bool message_record_read(struct db *db, int64_t id, struct arena *a,
    struct message_record *ret, struct err *err)
{
	struct message_record r = { .n_files = 0 };

	if (!read_message(db, id, a, &r, err) ||
	    !read_files(db, id, a, &r, err) || !read_tries(db, id, a, &r, err))
		return false;
	*ret = r;
	return true;
}
