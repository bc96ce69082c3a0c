/* domain/change.c - transactions that keep what they change. */

#include "config.h"

#include "domain/change.h"

#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/date.h"
#include "base/text.h"
#include "domain/change_table.h"

#define MAX_SETS 64

static const char SELECT_OP[] = "SELECT 1 FROM op WHERE op_id = ?1";

static const char SELECT_OP_RECORD[] =
    "SELECT record FROM audit WHERE op_id = ?1";

static const char INSERT_OP[] = "INSERT INTO op (op_id, at) VALUES (?1, ?2)";

static const char NEXT_AUDIT[] = "SELECT coalesce(max(id), 0) + 1 FROM audit";

static const char INSERT_AUDIT[] =
    "INSERT INTO audit (id, at, actor, op_id, bulk, operation, kind, record,"
    " summary, undoes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

static const char INSERT_CHANGE[] =
    "INSERT INTO audit_change (audit, entity, record, field, type,"
    " old_value, new_value) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

static const char SELECT_CHANGER[] =
    "SELECT a.actor, a.at FROM audit_change h JOIN audit a ON a.id = h.audit"
    " WHERE h.entity = ?1 AND h.record = ?2 ORDER BY h.id DESC LIMIT 1";

/* What undo makes of a row that should not be: void, or empty. */
#define VOID_ROW \
	.unmade = { { "void", { VALUE_INT, "", { .i = 1 } } } }, .n_unmade = 1
#define TO(column, text)                  \
	{                                 \
		column,                   \
		{                         \
			VALUE_TEXT, "",   \
			{                 \
				.s = text \
			}                 \
		}                         \
	}
#define NONE(column)                    \
	{                               \
		column,                 \
		{                       \
			VALUE_NULL, "", \
			{               \
				0       \
			}               \
		}                       \
	}

static const struct change_table tables[] = {
	{ .name = "application",
	    .updated = true,
	    VOID_ROW,
	    .in_use = "SELECT count(*) FROM application"
		      " WHERE earlier = ?1 AND void = 0" },
	{ .name = "application_approval", VOID_ROW },
	{ .name = "application_check",
	    .unmade = { TO("result", "open"), TO("evidence", ""),
		TO("reason", ""), TO("note", ""), TO("checked_by", ""),
		NONE("checked_at"), NONE("recheck_on") },
	    .n_unmade = 7 },
	{ .name = "application_reason", VOID_ROW },
	{ .name = "application_score",
	    .unmade = { NONE("step"), TO("note", "") },
	    .n_unmade = 2 },
	{ .name = "batch",
	    .unmade = { TO("status", "undone") },
	    .n_unmade = 1 },
	{ .name = "certificate", VOID_ROW },
	{ .name = "claim_key", VOID_ROW },
	{ .name = "closing",
	    VOID_ROW,
	    .stays = "SELECT 'A later period is closed by now; take that'"
		     " || ' closing back first.' FROM closing c"
		     " WHERE c.id = ?1 AND EXISTS (SELECT 1 FROM closing"
		     " WHERE void = 0 AND to_on > c.to_on)" },
	{ .name = "commission",
	    .updated = true,
	    VOID_ROW,
	    .in_use = "SELECT (SELECT count(*) FROM tranche"
		      " WHERE commission = ?1 AND void = 0)"
		      " + (SELECT count(*) FROM commission"
		      " WHERE corrects = ?1 AND void = 0)" },
	{ .name = "conflict", .updated = true, VOID_ROW },
	{ .name = "contact", VOID_ROW },
	{ .name = "customer",
	    .updated = true,
	    VOID_ROW,
	    .in_use = "SELECT (SELECT count(*) FROM lead"
		      " WHERE customer_id = ?1 AND void = 0)"
		      " + (SELECT count(*) FROM partner"
		      " WHERE customer = ?1 AND void = 0)"
		      " + (SELECT count(*) FROM conflict"
		      " WHERE customer = ?1 AND void = 0)"
		      " + (SELECT count(*) FROM sale"
		      " WHERE customer = ?1 AND void = 0)" },
	{ .name = "document", VOID_ROW },
	{ .name = "enrollment",
	    .updated = true,
	    VOID_ROW,
	    .in_use = "SELECT (SELECT count(*) FROM lead"
		      " WHERE enrollment = ?1 AND void = 0)"
		      " + (SELECT count(*) FROM sale"
		      " WHERE enrollment = ?1 AND void = 0)" },
	{ .name = "enrollment_benefit",
	    .unmade = { NONE("done_at"), TO("done_by", ""), TO("note", "") },
	    .n_unmade = 3 },
	{ .name = "enrollment_requirement",
	    .unmade = { TO("state", "unknown"), TO("evidence", ""),
		TO("reason", ""), TO("note", ""), NONE("due_on"),
		NONE("recheck_on"), NONE("grace_to") },
	    .n_unmade = 7 },
	{ .name = "enrollment_term", VOID_ROW },
	{ .name = "lead",
	    .updated = true,
	    VOID_ROW,
	    .in_use = "SELECT (SELECT count(*) FROM lead"
		      " WHERE behind = ?1 AND void = 0)"
		      " + (SELECT count(*) FROM sale"
		      " WHERE lead = ?1 AND void = 0)" },
	/* What was said to somebody stands. */
	{ .name = "message",
	    .updated = true,
	    VOID_ROW,
	    .stays = "SELECT 'Letter M-' || id || ' to ' || to_address ||"
		     " CASE status WHEN 'sent' THEN ' was sent'"
		     " WHEN 'sending' THEN ' is being sent'"
		     " ELSE ' may have been sent' END ||"
		     " '; what it says stands, so this stays, too. Correct it"
		     " by what can be done now, and write to them.'"
		     " FROM message WHERE id = ?1"
		     " AND status IN ('sending', 'sent', 'unknown')" },
	{ .name = "message_attachment", VOID_ROW },
	{ .name = "message_attempt" },
	{ .name = "partner",
	    .updated = true,
	    VOID_ROW,
	    .in_use = "SELECT (SELECT count(*) FROM enrollment"
		      " WHERE partner = ?1 AND void = 0)"
		      " + (SELECT count(*) FROM application"
		      " WHERE partner = ?1 AND void = 0)"
		      " + (SELECT count(*) FROM lead"
		      " WHERE partner = ?1 AND void = 0)"
		      " + (SELECT count(*) FROM customer"
		      " WHERE partner = ?1 AND void = 0)"
		      " + (SELECT count(*) FROM partner"
		      " WHERE parent = ?1 AND void = 0)"
		      " + (SELECT count(*) FROM sale"
		      " WHERE partner = ?1 AND void = 0)"
		      " + (SELECT count(*) FROM commission"
		      " WHERE partner = ?1 AND void = 0)" },
	{ .name = "partner_tag", VOID_ROW },
	{ .name = "payment",
	    VOID_ROW,
	    .in_use = "SELECT count(*) FROM tranche"
		      " WHERE payment = ?1 AND void = 0" },
	{ .name = "payment_detail",
	    VOID_ROW,
	    .in_use = "SELECT count(*) FROM payout_line"
		      " WHERE detail = ?1 AND void = 0" },
	{ .name = "payout", .updated = true, VOID_ROW },
	{ .name = "payout_account", VOID_ROW },
	{ .name = "payout_line", VOID_ROW },
	{ .name = "person" },
	{ .name = "remark", VOID_ROW },
	{ .name = "sale",
	    .updated = true,
	    VOID_ROW,
	    .in_use = "SELECT (SELECT count(*) FROM sale"
		      " WHERE refund_of = ?1 AND void = 0)"
		      " + (SELECT count(*) FROM payment"
		      " WHERE sale = ?1 AND void = 0)"
		      " + (SELECT count(*) FROM commission"
		      " WHERE sale = ?1 AND void = 0)" },
	{ .name = "statement",
	    .updated = true,
	    VOID_ROW,
	    .in_use = "SELECT count(*) FROM payout_line"
		      " WHERE statement = ?1 AND void = 0" },
	{ .name = "tranche", .updated = true, VOID_ROW },
};

const struct change_table *change_table_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(tables); i++)
		if (strcmp(tables[i].name, name) == 0)
			return &tables[i];
	return NULL;
}

void set_put(struct set_list *sets, const char *column, struct value v)
{
	assert(sets->n < ARRAY_LEN(sets->list));
	sets->list[sets->n++] = (struct set){ column, v };
}

void set_put_text(struct set_list *sets, const char *column, const char *text)
{
	set_put(sets, column, val_text(or_empty(text)));
}

void op_id_new(char op_id[static OP_ID_SIZE])
{
	unsigned char bytes[(OP_ID_SIZE - 1) / 2];

	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
		abort();
	for (size_t i = 0; i < sizeof(bytes); i++)
		snprintf(op_id + 2 * i, 3, "%02x", bytes[i]);
}

bool op_happened(
    struct session *s, const char *op_id, bool *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct value v;
	bool ok;

	ok = db_value(s->db, SELECT_OP, VALUES(val_text(op_id)), VALUE_INT, &a,
	    ret, &v, err);
	arena_done(&a);
	return ok;
}

/* What comes first in every transaction. */
static bool start(struct change *c, enum right right, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct value next;
	bool found, ok;

	ok = op_happened(c->session, c->op_id, &c->done_before, err);
	if (ok && c->done_before) {
		ok = db_value(c->session->db, SELECT_OP_RECORD,
		    VALUES(val_text(c->op_id)), VALUE_INT, &a, &found, &next,
		    err);
		if (ok && found)
			c->record = next.i;
		arena_done(&a);
	}
	if (!ok || c->done_before)
		return ok;
	ok = session_check(c->session, right, err) &&
	    db_exec(c->session->db, INSERT_OP,
		VALUES(val_text(c->op_id), val_time(c->now)), NULL, err) &&
	    db_value(c->session->db, NEXT_AUDIT, NO_VALUES, VALUE_INT, &a,
		&found, &next, err);
	if (ok)
		c->audit = next.i;
	arena_done(&a);
	return ok;
}

bool change_begin(struct session *s, const char *operation, enum right right,
    const char *kind, int64_t record, const char *op_id, const char *bulk,
    struct change *ret, struct err *err)
{
	struct change c = { .session = s,
		.operation = operation,
		.kind = kind,
		.record = record,
		.now = session_now(s),
		.actor = s->user,
		.bulk = bulk != NULL ? bulk : "" };

	if (op_id != NULL)
		snprintf(c.op_id, sizeof(c.op_id), "%s", op_id);
	else
		op_id_new(c.op_id);
	if (!db_begin(s->db, err))
		return false;
	if (!start(&c, right, err)) {
		db_rollback(s->db);
		return false;
	}
	*ret = c;
	return true;
}

/* Every nullable text column; the others that may be NULL are numbers. */
static bool is_text(const struct set *set)
{
	return set->value.type == VALUE_TEXT ||
	    (set->value.type == VALUE_NULL && strcmp(set->column, "ref") == 0);
}

/* The value as it is kept: its text, whatever the type. */
static struct value kept(struct value v, char buf[static 24])
{
	if (v.type == VALUE_NULL || v.type == VALUE_TEXT)
		return v;
	snprintf(buf, 24, "%" PRId64, v.i);
	return val_text(buf);
}

static bool keep(struct change *c, const char *table, int64_t id,
    const char *field, bool text, struct value was, struct value is,
    struct err *err)
{
	char a[24], b[24];

	return db_exec(c->session->db, INSERT_CHANGE,
	    VALUES(val_int(c->audit), val_text(table), val_int(id),
		val_text(field), val_text(text ? "text" : "integer"),
		kept(was, a), kept(is, b)),
	    NULL, err);
}

/* Reads the columns as they are; the last one is the version. */
static bool read_columns(struct change *c, const char *table, int64_t id,
    const struct set *sets, size_t n, struct arena *a, struct value *ret,
    struct err *err)
{
	struct buf sql = BUF_INIT;
	enum db_step step;
	struct stmt *st;
	bool ok;

	buf_add(&sql, "SELECT ");
	for (size_t i = 0; i < n; i++)
		buf_fmt(&sql, "%s, ", sets[i].column);
	buf_fmt(&sql, "version FROM %s WHERE id = ?1", table);
	ok = db_query(
	    c->session->db, buf_text(&sql), VALUES(val_int(id)), &st, err);
	buf_done(&sql);
	if (!ok)
		return false;
	step = db_step(st, err);
	for (size_t i = 0; step == DB_ROW && i <= n; i++) {
		bool text = i < n && is_text(&sets[i]);

		ret[i] = db_column(st, (int)i, text ? VALUE_TEXT : VALUE_INT);
		if (ret[i].type == VALUE_TEXT)
			ret[i].s = arena_str(a, ret[i].s);
	}
	db_reset(st);
	if (step == DB_DONE)
		return err_set(err, ERR_NOT_FOUND,
		    "There is no %s %" PRId64 ".", table, id);
	return step == DB_ROW;
}

bool change_conflict(
    struct change *c, const char *table, int64_t id, struct err *err)
{
	char actor[80] = "somebody", at[21] = "", now[21];
	struct stmt *st;

	if (db_query(c->session->db, SELECT_CHANGER,
		VALUES(val_text(table), val_int(id)), &st, err)) {
		if (db_step(st, err) == DB_ROW) {
			snprintf(actor, sizeof(actor), "%s",
			    db_column(st, 0, VALUE_TEXT).s);
			moment_text(db_column(st, 1, VALUE_INT).i, at);
		}
		db_reset(st);
	}
	moment_text(c->now, now);
	return err_set(err, ERR_CONFLICT,
	    "Changed by %s%s%.10s at %.5s UTC meanwhile; look again before "
	    "you decide.",
	    actor, strncmp(at, now, 10) == 0 ? "" : " on ",
	    strncmp(at, now, 10) == 0 ? "" : at, at[0] != '\0' ? at + 11 : "-");
}

static bool same(struct value was, struct value is)
{
	if (was.type == VALUE_NULL || is.type == VALUE_NULL)
		return was.type == is.type;
	if (is.type == VALUE_TEXT)
		return strcmp(was.s, is.s) == 0;
	return was.i == is.i;
}

/* The row counts as changed, whatever its columns say. */
static bool write_version(struct change *c, const struct change_table *t,
    int64_t id, struct value was, struct err *err)
{
	struct value values[] = { val_int(id), val_time(c->now) };
	struct buf sql = BUF_INIT;
	bool ok;

	buf_fmt(&sql, "UPDATE %s SET version = version + 1%s WHERE id = ?1",
	    t->name, t->updated ? ", updated_at = ?2" : "");
	ok = db_exec(c->session->db, buf_text(&sql), values, 1 + t->updated,
		 NULL, err) &&
	    keep(
		c, t->name, id, "version", false, was, val_int(was.i + 1), err);
	buf_done(&sql);
	return ok;
}

/* Writes those columns that differ; keeps them, then the version. */
static bool write_columns(struct change *c, const struct change_table *t,
    int64_t id, const struct set *sets, size_t n, const struct value *was,
    struct err *err)
{
	struct value values[MAX_SETS + 3];
	struct buf sql = BUF_INIT;
	size_t used = 0;
	bool ok = true;

	buf_fmt(&sql, "UPDATE %s SET version = version + 1", t->name);
	for (size_t i = 0; i < n && ok; i++) {
		if (same(was[i], sets[i].value))
			continue;
		values[used++] = sets[i].value;
		buf_fmt(&sql, ", %s = ?%zu", sets[i].column, used);
		ok = keep(c, t->name, id, sets[i].column, is_text(&sets[i]),
		    was[i], sets[i].value, err);
	}
	if (used > 0 && t->updated) {
		values[used++] = val_time(c->now);
		buf_fmt(&sql, ", updated_at = ?%zu", used);
	}
	values[used] = val_int(id);
	buf_fmt(&sql, " WHERE id = ?%zu", used + 1);
	if (ok && used > 0)
		ok = db_exec(c->session->db, buf_text(&sql), values, used + 1,
			 NULL, err) &&
		    keep(c, t->name, id, "version", false, was[n],
			val_int(was[n].i + 1), err);
	buf_done(&sql);
	return ok;
}

bool change_update(struct change *c, const char *table, int64_t id,
    int64_t version, const struct set *sets, size_t n, struct err *err)
{
	const struct change_table *t = change_table_find(table);
	struct value was[MAX_SETS + 1];
	struct arena a = ARENA_INIT;
	bool ok;

	assert(t != NULL && n <= MAX_SETS);
	ok = read_columns(c, table, id, sets, n, &a, was, err);
	if (ok && version != 0 && was[n].i != version)
		ok = change_conflict(c, table, id, err);
	ok = ok && write_columns(c, t, id, sets, n, was, err);
	arena_done(&a);
	return ok;
}

bool change_touch(
    struct change *c, const char *table, int64_t id, struct err *err)
{
	const struct change_table *t = change_table_find(table);
	struct arena a = ARENA_INIT;
	struct value was;
	bool ok;

	assert(t != NULL);
	ok = read_columns(c, table, id, NULL, 0, &a, &was, err) &&
	    write_version(c, t, id, was, err);
	arena_done(&a);
	return ok;
}

bool change_differs(struct change *c, const char *table, int64_t id,
    const struct set *sets, size_t n, bool *ret, struct err *err)
{
	struct value was[MAX_SETS + 1];
	struct arena a = ARENA_INIT;
	bool ok, differs = false;

	assert(n <= MAX_SETS);
	ok = read_columns(c, table, id, sets, n, &a, was, err);
	for (size_t i = 0; ok && i < n; i++)
		differs = differs || !same(was[i], sets[i].value);
	arena_done(&a);
	if (ok)
		*ret = differs;
	return ok;
}

bool change_insert(struct change *c, const char *table, const struct set *sets,
    size_t n, int64_t *ret_id, struct err *err)
{
	struct value values[MAX_SETS];
	struct buf sql = BUF_INIT;
	int64_t id;
	bool ok;

	assert(n <= MAX_SETS);
	buf_fmt(&sql, "INSERT INTO %s (", table);
	for (size_t i = 0; i < n; i++) {
		values[i] = sets[i].value;
		buf_fmt(&sql, "%s%s", i > 0 ? ", " : "", sets[i].column);
	}
	buf_add(&sql, ") VALUES (");
	for (size_t i = 0; i < n; i++)
		buf_fmt(&sql, "%s?%zu", i > 0 ? ", " : "", i + 1);
	buf_add(&sql, ")");
	ok = db_exec(c->session->db, buf_text(&sql), values, n, NULL, err);
	buf_done(&sql);
	if (!ok)
		return false;
	id = db_last_id(c->session->db);
	if (!c->by_batch &&
	    !keep(c, table, id, "", false, val_null(), val_null(), err))
		return false;
	if (ret_id != NULL)
		*ret_id = id;
	return true;
}

bool change_delete(struct change *c, const char *table, int64_t id,
    const struct set *sets, size_t n, struct err *err)
{
	struct buf sql = BUF_INIT;
	bool ok = true;

	for (size_t i = 0; ok && i < n; i++)
		ok = keep(c, table, id, sets[i].column, is_text(&sets[i]),
		    sets[i].value, val_null(), err);
	buf_fmt(&sql, "DELETE FROM %s WHERE id = ?1", table);
	ok = ok &&
	    db_exec(
		c->session->db, buf_text(&sql), VALUES(val_int(id)), NULL, err);
	buf_done(&sql);
	return ok;
}

/* The commit's outcome is unclear: the op_id tells. */
static bool resolve(struct change *c, struct err *err)
{
	struct err second;
	bool happened;

	if (err->kind != ERR_UNKNOWN ||
	    !op_happened(c->session, c->op_id, &happened, &second))
		return false;
	if (!happened)
		return err_set(err, ERR_IO,
		    "The database could not be written; nothing was saved.");
	return true;
}

bool change_commit(struct change *c, struct err *err, const char *summary, ...)
{
	struct db *db = c->session->db;
	char text[400];
	va_list ap;

	va_start(ap, summary);
	vsnprintf(text, sizeof(text), summary, ap);
	va_end(ap);
	text[text_valid_until(text, strlen(text))] = '\0'; /* if cut */
	if (!db_exec(db, INSERT_AUDIT,
		VALUES(val_int(c->audit), val_time(c->now), val_text(c->actor),
		    val_text(c->op_id), val_text(c->bulk),
		    val_text(c->operation), val_text(c->kind),
		    val_int(c->record), val_text(text),
		    c->undoes != 0 ? val_int(c->undoes) : val_null()),
		NULL, err)) {
		db_rollback(db);
		return false;
	}
	return db_commit(db, err) || resolve(c, err);
}

void change_abandon(struct change *c)
{
	db_rollback(c->session->db);
}
