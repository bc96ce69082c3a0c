/* query/history.c - what happened to a record. */

#include "config.h"

#include <string.h>

#include "query/detail.h"
#include "query/list.h"

/*
 * Operations on the record itself, those on others that changed it too (an
 * approval makes a partner), what became of the letters about it, and the
 * import that brought it.
 */
#define SELECT_HISTORY                                              \
	"SELECT a.id, a.at, a.actor, a.operation, a.summary,"       \
	" EXISTS (SELECT 1 FROM audit u WHERE u.undoes = a.id),"    \
	" a.kind = ?1 AND a.record = ?2 FROM audit a WHERE a.id IN" \
	" (SELECT id FROM audit WHERE kind = ?1 AND record = ?2"    \
	" UNION SELECT audit FROM audit_change"                     \
	" WHERE entity = ?3 AND record = ?2"                        \
	" UNION SELECT id FROM audit WHERE kind = 'message'"        \
	" AND operation <> 'message take' AND record IN"            \
	" (SELECT id FROM message WHERE noun = ?1 AND record = ?2)"
#define SELECT_IMPORT(table)                                            \
	" UNION SELECT id FROM audit WHERE kind = 'batch' AND record =" \
	" (SELECT batch FROM " table " WHERE id = ?2)"
#define NEWEST ") ORDER BY a.id DESC LIMIT ?4"

static const char SELECT_PLAIN[] = SELECT_HISTORY NEWEST;
static const char SELECT_APPLICATION[] =
    SELECT_HISTORY SELECT_IMPORT("application") NEWEST;
static const char SELECT_PARTNER[] =
    SELECT_HISTORY SELECT_IMPORT("partner") NEWEST;
static const char SELECT_LEAD[] = SELECT_HISTORY SELECT_IMPORT("lead") NEWEST;
static const char SELECT_SALE[] = SELECT_HISTORY SELECT_IMPORT("sale") NEWEST;

/* Of the whole operation, or of what it changed in this record; columns that
 * follow from others are left out. */
static const char SELECT_CHANGES[] =
    "SELECT entity, field, old_value, new_value, record FROM audit_change"
    " WHERE audit = ?1 AND (?2 = '' OR (entity = ?2 AND record = ?3))"
    " AND field NOT IN ('version', 'updated_at', 'search', 'sort_name',"
    " 'company_key', 'name_key', 'tax_key') ORDER BY id LIMIT 500";

static const struct {
	const char *noun;
	const char *table;
	const char *sql;
} kinds[] = {
	{ "application", "application", SELECT_APPLICATION },
	{ "partner", "partner", SELECT_PARTNER },
	{ "lead", "lead", SELECT_LEAD },
	{ "enrollment", "enrollment", SELECT_PLAIN },
	{ "sale", "sale", SELECT_SALE },
	{ "commission", "commission", SELECT_PLAIN },
	{ "statement", "statement", SELECT_PLAIN },
	{ "payout", "payout", SELECT_PLAIN },
	{ "batch", "batch", SELECT_PLAIN },
	{ "message", "message", SELECT_PLAIN },
	{ "user", "person", SELECT_PLAIN },
};

struct history {
	struct db *db;
	struct arena *arena;
	struct history_entry *list;
	bool *whole; /* the operation was about this record */
	size_t n, list_size, whole_size;
};

static void add_entry(struct history *h, struct stmt *st)
{
	h->list = arena_grow(
	    h->arena, h->list, h->n, &h->list_size, sizeof(*h->list));
	h->whole = arena_grow(
	    h->arena, h->whole, h->n, &h->whole_size, sizeof(*h->whole));
	h->whole[h->n] = db_int(st, 6) != 0;
	h->list[h->n++] = (struct history_entry){
		.audit = db_int(st, 0),
		.at = db_int(st, 1),
		.actor = db_text(st, 2, h->arena),
		.operation = db_text(st, 3, h->arena),
		.summary = db_text(st, 4, h->arena),
		.undone = db_int(st, 5) != 0,
	};
}

/* NULL for NULL: it was not there, or was empty. */
static const char *text_or_null(struct stmt *st, int column, struct arena *a)
{
	struct value v = db_column(st, column, VALUE_TEXT);

	return v.type == VALUE_NULL ? NULL : arena_str(a, v.s);
}

static bool read_changes(struct history *h, struct history_entry *e,
    const char *table, int64_t id, struct err *err)
{
	struct history_change *list = NULL;
	size_t n = 0, size = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(h->db, SELECT_CHANGES,
		VALUES(val_int(e->audit), val_text(table), val_int(id)), &st,
		err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		list = arena_grow(h->arena, list, n, &size, sizeof(*list));
		list[n++] = (struct history_change){
			.entity = db_text(st, 0, h->arena),
			.field = db_text(st, 1, h->arena),
			.old_value = text_or_null(st, 2, h->arena),
			.new_value = text_or_null(st, 3, h->arena),
			.record = db_int(st, 4),
		};
	}
	db_reset(st);
	e->changes = list;
	e->n_changes = n;
	return step == DB_DONE;
}

/* From the newest `limit` to the oldest first. */
static void turn_around(struct history *h)
{
	for (size_t i = 0; i < h->n / 2; i++) {
		struct history_entry entry = h->list[i];
		bool whole = h->whole[i];

		h->list[i] = h->list[h->n - 1 - i];
		h->whole[i] = h->whole[h->n - 1 - i];
		h->list[h->n - 1 - i] = entry;
		h->whole[h->n - 1 - i] = whole;
	}
}

static bool read_all(
    struct history *h, size_t kind, int64_t id, size_t limit, struct err *err)
{
	const char *table = kinds[kind].table;
	enum db_step step;
	struct stmt *st;

	if (!db_query(h->db, kinds[kind].sql,
		VALUES(val_text(kinds[kind].noun), val_int(id), val_text(table),
		    val_int((int64_t)limit)),
		&st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW)
		add_entry(h, st);
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	turn_around(h);
	for (size_t i = 0; i < h->n; i++)
		if (!read_changes(
			h, &h->list[i], h->whole[i] ? "" : table, id, err))
			return false;
	return true;
}

bool history_read(struct db *db, const char *noun, int64_t id, size_t limit,
    struct arena *a, struct history_entry **ret, size_t *ret_n, struct err *err)
{
	const struct list *list = list_find(noun);
	struct history h = { .db = db, .arena = a };

	for (size_t i = 0; list != NULL && i < ARRAY_LEN(kinds); i++)
		if (strcmp(kinds[i].noun, list->noun) == 0 &&
		    !read_all(&h, i, id, limit, err))
			return false;
	*ret = h.list;
	*ret_n = h.n;
	return true;
}
