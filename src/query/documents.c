/* query/documents.c - documents and remarks of a record. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "query/detail.h"
#include "query/list.h"

#define SELECT_DOCUMENTS \
	"SELECT id, kind, name, created_at FROM document WHERE "
#define SELECT_BODY \
	"SELECT body FROM document WHERE kind = ?2 AND void = 0 AND "

/* A letter's own text, and what is attached to it. */
#define ATTACHED                                         \
	"id IN (SELECT document FROM message_attachment" \
	" WHERE message = ?1 AND void = 0)"

/* Documents hang on the application they came from and on the partner. */
static const struct {
	const char *noun;
	const char *documents;
	const char *body;
} kinds[] = {
	{ "application",
	    SELECT_DOCUMENTS "application = ?1 AND void = 0 ORDER BY id",
	    SELECT_BODY "application = ?1 ORDER BY id DESC LIMIT 1" },
	{ "partner", SELECT_DOCUMENTS "partner = ?1 AND void = 0 ORDER BY id",
	    SELECT_BODY "partner = ?1 ORDER BY id DESC LIMIT 1" },
	{ "message",
	    "SELECT 0, 'text', 'Letter', created_at FROM message WHERE id = ?1"
	    " UNION ALL " SELECT_DOCUMENTS ATTACHED " ORDER BY 1",
	    "SELECT body FROM message WHERE id = ?1 AND ?2 = 'text'"
	    " UNION ALL " SELECT_BODY ATTACHED " LIMIT 1" },
};

static const char SELECT_REMARKS[] =
    "SELECT decision, reason, outside, inside, actor, at"
    " FROM application_reason WHERE application = ?1 AND void = 0"
    " ORDER BY id";

/* The row of kinds[], or ARRAY_LEN(kinds). */
static size_t find_kind(const char *noun)
{
	const struct list *list = list_find(noun);
	size_t i;

	for (i = 0; i < ARRAY_LEN(kinds); i++)
		if (list != NULL && strcmp(kinds[i].noun, list->noun) == 0)
			break;
	return i;
}

bool documents_read(struct db *db, const char *noun, int64_t id,
    struct arena *a, struct document_entry **ret, size_t *ret_n,
    struct err *err)
{
	struct document_entry *list = NULL;
	size_t kind = find_kind(noun), n = 0, size = 0;
	enum db_step step;
	struct stmt *st;

	if (kind == ARRAY_LEN(kinds)) {
		*ret = NULL;
		*ret_n = 0;
		return true;
	}
	if (!db_query(db, kinds[kind].documents, VALUES(val_int(id)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		list = arena_grow(a, list, n, &size, sizeof(*list));
		list[n++] = (struct document_entry){ .id = db_int(st, 0),
			.kind = db_text(st, 1, a),
			.name = db_text(st, 2, a),
			.created_at = db_int(st, 3) };
	}
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	*ret = list;
	*ret_n = n;
	return true;
}

static bool refuse_body(struct db *db, const char *noun, int64_t id,
    const char *kind, struct arena *a, struct err *err)
{
	struct document_entry *list;
	struct buf known = BUF_INIT;
	size_t n;

	if (!documents_read(db, noun, id, a, &list, &n, err))
		return false;
	if (n == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "There are no documents here; an approval makes them.");
	for (size_t i = 0; i < n; i++)
		buf_fmt(&known, "%s%s", i > 0 ? ", " : "", list[i].kind);
	return err_set(err, ERR_NOT_FOUND,
	    "There is no document \"%.40s\"; there are: %s.", kind,
	    buf_take(&known, a));
}

bool document_body(struct db *db, const char *noun, int64_t id,
    const char *kind, struct arena *a, const char **ret, struct err *err)
{
	size_t i = find_kind(noun);
	bool found = false;
	struct value body;

	if (i < ARRAY_LEN(kinds) &&
	    !db_value(db, kinds[i].body, VALUES(val_int(id), val_text(kind)),
		VALUE_TEXT, a, &found, &body, err))
		return false;
	if (!found)
		return refuse_body(db, noun, id, kind, a, err);
	*ret = body.s;
	return true;
}

bool remarks_read(struct db *db, int64_t application, struct arena *a,
    struct remark **ret, size_t *ret_n, struct err *err)
{
	struct remark *list = NULL;
	size_t n = 0, size = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(
		db, SELECT_REMARKS, VALUES(val_int(application)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		list = arena_grow(a, list, n, &size, sizeof(*list));
		list[n++] = (struct remark){ .decision = db_text(st, 0, a),
			.reason = db_text(st, 1, a),
			.outside = db_text(st, 2, a),
			.inside = db_text(st, 3, a),
			.actor = db_text(st, 4, a),
			.at = db_int(st, 5) };
	}
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	*ret = list;
	*ret_n = n;
	return true;
}
