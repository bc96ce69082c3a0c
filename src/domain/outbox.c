/* domain/outbox.c - letters on their way out, each at most once. */

#include "config.h"

#include "domain/outbox.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "domain/enrollment.h"
#include "domain/letter.h"
#include "domain/lifecycle.h"
#include "domain/message.h"
#include "domain/record.h"

#define MINUTE 60
#define HOUR 3600

/* The pause after each try that was deferred; after the last it failed. */
static const int64_t pauses[] = { 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR,
	24 * HOUR };

static const char SELECT_DUE[] =
    "SELECT id FROM message WHERE status IN ('waiting', 'deferred')"
    " AND void = 0 AND due_at <= ?1 ORDER BY due_at, id LIMIT ?2";

static const char SELECT_FILES[] =
    "SELECT d.name, d.body FROM message_attachment m"
    " JOIN document d ON d.id = m.document"
    " WHERE m.message = ?1 AND m.void = 0 ORDER BY m.id";

static const char SELECT_SENDING[] =
    "SELECT m.id, (SELECT max(t.id) FROM message_attempt t"
    " WHERE t.message = m.id) FROM message m"
    " WHERE m.status = 'sending' AND m.void = 0 ORDER BY m.id LIMIT 1000";

static const char COUNT_WAITING[] =
    "SELECT count(*) FROM message"
    " WHERE status IN ('waiting', 'deferred') AND void = 0";

#define DUE_MAX 100000

/* ---- reading ------------------------------------------------------------ */

static bool read_files(
    struct session *s, struct arena *a, struct outgoing *o, struct err *err)
{
	size_t size = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(
		s->db, SELECT_FILES, VALUES(val_int(o->message)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		o->files = arena_grow(
		    a, o->files, o->n_files, &size, sizeof(*o->files));
		o->files[o->n_files++] = (struct outbox_file){
			.name = arena_fmt(a, "%s.txt", db_text(st, 0, a)),
			.text = db_text(st, 1, a),
		};
	}
	db_reset(st);
	return step == DB_DONE;
}

static bool fill(struct session *s, const struct message_row *row,
    struct arena *a, struct outgoing *ret, struct err *err)
{
	struct outgoing o = {
		.message = row->id,
		.message_id = row->message_id,
		.to_name = row->to_name,
		.to_address = row->to_address,
		.subject = row->subject,
		.text = row->body,
		.html = row->html[0] != '\0' ? row->html
					     : letter_html(row->body, a),
		.tries = row->tries + 1,
	};

	if (!read_files(s, a, &o, err))
		return false;
	*ret = o;
	return true;
}

bool outbox_read(struct session *s, int64_t message, struct arena *a,
    struct outgoing *ret, struct err *err)
{
	struct message_row row;

	return message_read(s, message, a, &row, err) &&
	    fill(s, &row, a, ret, err);
}

static bool find_due(struct session *s, int64_t limit, struct arena *a,
    int64_t **ret, size_t *ret_n, struct err *err)
{
	return db_ids(s->db, SELECT_DUE,
	    VALUES(val_time(session_now(s)), val_int(limit)), a, ret, ret_n,
	    err);
}

bool outbox_due(struct session *s, struct arena *a, int64_t **ret,
    size_t *ret_n, struct err *err)
{
	return find_due(s, DUE_MAX, a, ret, ret_n, err);
}

bool outbox_waiting(struct session *s, int64_t *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct value v = val_int(0);
	bool found;
	bool ok = db_value(
	    s->db, COUNT_WAITING, NO_VALUES, VALUE_INT, &a, &found, &v, err);

	arena_done(&a);
	if (ok)
		*ret = v.i;
	return ok;
}

/* ---- under a change ----------------------------------------------------- */

/* One message whose state time moves. */
struct passage {
	struct change change;
	struct message_row row;
	struct record_state record;
};

/* Begins it; abandoned again on failure. */
static bool begin(struct session *s, const char *operation, int64_t message,
    struct arena *a, struct passage *ret, struct err *err)
{
	struct passage p;

	if (!change_begin(s, operation, RIGHT_VIEW, "message", message, NULL,
		"", &p.change, err))
		return false;
	p.change.actor = ACTOR_TIME;
	if (!message_read(s, message, a, &p.row, err)) {
		change_abandon(&p.change);
		return false;
	}
	p.record = (struct record_state){ .noun = "message",
		.lifecycle = &message_lifecycle,
		.status = "status",
		.id = message,
		.version = p.row.version,
		.state = p.row.state,
		.label = p.row.label };
	*ret = p;
	return true;
}

static bool end(struct passage *p, bool ok, const char *text, struct err *err)
{
	ok = ok && change_commit(&p->change, err, "%s", text);
	if (!ok)
		change_abandon(&p->change);
	return ok;
}

/* ---- taking ------------------------------------------------------------- */

static bool is_due(const struct passage *p)
{
	return (p->row.state == MESSAGE_WAITING ||
		   p->row.state == MESSAGE_DEFERRED) &&
	    p->row.due_at <= p->change.now;
}

/* The number is held before anybody can see that it is being sent. */
static bool claim(
    struct passage *p, struct arena *a, struct outgoing *o, struct err *err)
{
	struct change *c = &p->change;

	if (!fill(c->session, &p->row, a, o, err) ||
	    !record_move(c, &p->record, MESSAGE_SENDING, err) ||
	    !change_update(c, "message", p->row.id, 0,
		SETS({ "tries", val_int(o->tries) }), err) ||
	    !change_insert(c, "message_attempt",
		SETS({ "message", val_int(p->row.id) },
		    { "at", val_time(c->now) }),
		&o->attempt, err))
		return false;
	return db_hold(c->session->db, o->attempt) ||
	    err_set(err, ERR_IO,
		"The database's lock file does not hold locks; nothing was "
		"sent.");
}

/* *ret_taken is false when somebody else was first. */
static bool take_one(struct session *s, int64_t message, struct arena *a,
    struct outgoing *ret, bool *ret_taken, struct err *err)
{
	struct outgoing o = { .attempt = 0 };
	struct passage p;

	*ret_taken = false;
	if (!begin(s, "message take", message, a, &p, err))
		return err->kind == ERR_NOT_FOUND;
	if (!is_due(&p)) {
		change_abandon(&p.change);
		return true;
	}
	if (!end(&p, claim(&p, a, &o, err),
		arena_fmt(a, "%s is being sent to %s.", p.row.label,
		    p.row.to_address),
		err)) {
		if (o.attempt != 0)
			db_let_go(s->db, o.attempt);
		return false;
	}
	*ret = o;
	*ret_taken = true;
	return true;
}

bool outbox_take(struct session *s, struct arena *a, struct outgoing *ret,
    bool *ret_found, struct err *err)
{
	bool taken = false;
	int64_t *ids;
	size_t n;

	do {
		if (!find_due(s, 1, a, &ids, &n, err))
			return false;
		if (n > 0 && !take_one(s, ids[0], a, ret, &taken, err))
			return false;
	} while (n > 0 && !taken);
	*ret_found = taken;
	return true;
}

/* ---- settling ----------------------------------------------------------- */

/* What an outcome makes of a message. */
struct settlement {
	enum message_state state;
	const char *attempt; /* its outcome, as kept */
	int64_t tries;
	struct value due_at, sent_at;
	const char *text; /* the history's sentence */
};

static const char *moment(int64_t at, struct arena *a)
{
	char text[21];

	moment_text(at, text);
	return arena_fmt(a, "%.10s at %.5s UTC", text, text + 11);
}

static struct settlement settle_deferred(
    const struct passage *p, const char *answer, struct arena *a)
{
	const struct message_row *row = &p->row;
	size_t tries = (size_t)row->tries;
	int64_t next = p->change.now;

	if (tries > ARRAY_LEN(pauses))
		return (struct settlement){ .state = MESSAGE_FAILED,
			.attempt = "deferred",
			.tries = row->tries,
			.text = arena_fmt(a,
			    "%s to %s was not sent after %zu tries: %s",
			    row->label, row->to_address, tries, answer) };
	next += pauses[tries > 0 ? tries - 1 : 0];
	return (struct settlement){ .state = MESSAGE_DEFERRED,
		.attempt = "deferred",
		.tries = row->tries,
		.due_at = val_time(next),
		.text = arena_fmt(a, "%s to %s is tried again on %s: %s",
		    row->label, row->to_address, moment(next, a), answer) };
}

static struct settlement settle_as(const struct passage *p,
    enum outbox_outcome outcome, const char *answer, struct arena *a)
{
	const struct message_row *row = &p->row;

	switch (outcome) {
	case OUTBOX_SENT:
		return (struct settlement){ .state = MESSAGE_SENT,
			.attempt = "sent",
			.tries = row->tries,
			.sent_at = val_time(p->change.now),
			.text = arena_fmt(a, "%s was sent to %s: %s",
			    row->label, row->to_address, answer) };
	case OUTBOX_REFUSED:
		return (struct settlement){ .state = MESSAGE_FAILED,
			.attempt = "refused",
			.tries = row->tries,
			.text = arena_fmt(a, "%s to %s was refused: %s",
			    row->label, row->to_address, answer) };
	case OUTBOX_DEFERRED:
		return settle_deferred(p, answer, a);
	case OUTBOX_NOT_TRIED:
		return (struct settlement){ .state = MESSAGE_DEFERRED,
			.attempt = "deferred",
			.tries = row->tries - 1,
			.due_at = val_time(p->change.now),
			.text = arena_fmt(a, "%s could not be tried: %s",
			    row->label, answer) };
	case OUTBOX_UNKNOWN:
	default:
		return (struct settlement){ .state = MESSAGE_UNKNOWN,
			.attempt = "unknown",
			.tries = row->tries,
			.text = arena_fmt(a,
			    "%s to %s may have been sent; it is not known: %s",
			    row->label, row->to_address, answer) };
	}
}

static bool write_settlement(struct passage *p, int64_t attempt,
    const struct settlement *what, const char *answer, struct err *err)
{
	struct change *c = &p->change;
	struct set sets[4];
	size_t n = 0;

	sets[n++] = (struct set){ "tries", val_int(what->tries) };
	sets[n++] = (struct set){ "error",
		val_text(what->state == MESSAGE_SENT ? "" : answer) };
	if (what->due_at.type != VALUE_NULL)
		sets[n++] = (struct set){ "due_at", what->due_at };
	if (what->sent_at.type != VALUE_NULL)
		sets[n++] = (struct set){ "sent_at", what->sent_at };
	return record_move(c, &p->record, what->state, err) &&
	    change_update(c, "message", p->row.id, 0, sets, n, err) &&
	    change_update(c, "message_attempt", attempt, 0,
		SETS({ "ended_at", val_time(c->now) },
		    { "outcome", val_text(what->attempt) },
		    { "answer", val_text(answer) }),
		err) &&
	    (what->state != MESSAGE_SENT ||
		enrollment_message_sent(c, p->row.id, c->now, err));
}

/* Somebody may have taken the sender for dead and marked it unknown: that it
 * was sent is news then, all else is not. */
static bool is_settled(const struct passage *p, enum outbox_outcome outcome)
{
	return p->row.state != MESSAGE_SENDING &&
	    !(p->row.state == MESSAGE_UNKNOWN && outcome == OUTBOX_SENT);
}

static bool settle(struct session *s, const struct outgoing *o,
    enum outbox_outcome outcome, const char *answer, struct arena *a,
    struct err *err)
{
	struct settlement what;
	struct passage p;

	if (!begin(s, "message settle", o->message, a, &p, err))
		return false;
	if (is_settled(&p, outcome)) {
		change_abandon(&p.change);
		return true;
	}
	what = settle_as(&p, outcome, answer, a);
	return end(&p, write_settlement(&p, o->attempt, &what, answer, err),
	    what.text, err);
}

bool outbox_settle(struct session *s, const struct outgoing *o,
    enum outbox_outcome outcome, const char *answer, struct err *err)
{
	struct arena a = ARENA_INIT;
	bool ok = settle(s, o, outcome, answer, &a, err);

	arena_done(&a);
	/* On failure too: it is then seen as left behind, as it should be. */
	db_let_go(s->db, o->attempt);
	return ok;
}

/* ---- what was left behind ----------------------------------------------- */

/* Looks again inside the transaction: its sender may just have settled it. */
static bool recover_one(struct session *s, const struct outgoing *o,
    bool *ret_done, struct err *err)
{
	static const char why[] =
	    "the program that sent it ended before it had an answer.";
	struct arena a = ARENA_INIT;
	struct settlement what;
	struct passage p;
	bool ok = true, left;

	*ret_done = false;
	if (!begin(s, "message lose", o->message, &a, &p, err)) {
		arena_done(&a);
		return err->kind == ERR_NOT_FOUND;
	}
	left = p.row.state == MESSAGE_SENDING && !db_is_held(s->db, o->attempt);
	if (left) {
		what = settle_as(&p, OUTBOX_UNKNOWN, why, &a);
		ok = end(&p, write_settlement(&p, o->attempt, &what, why, err),
		    what.text, err);
	} else {
		change_abandon(&p.change);
	}
	arena_done(&a);
	*ret_done = ok && left;
	return ok;
}

static bool find_sending(struct session *s, struct arena *a,
    struct outgoing **ret, size_t *ret_n, struct err *err)
{
	struct outgoing *list = NULL;
	size_t n = 0, size = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, SELECT_SENDING, NO_VALUES, &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		list = arena_grow(a, list, n, &size, sizeof(*list));
		list[n++] = (struct outgoing){ .message = db_int(st, 0),
			.attempt = db_int(st, 1) };
	}
	db_reset(st);
	*ret = list;
	*ret_n = n;
	return step == DB_DONE;
}

bool outbox_recover(struct session *s, size_t *ret_n, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct outgoing *list;
	size_t n, lost = 0;
	bool ok = find_sending(s, &a, &list, &n, err);

	for (size_t i = 0; ok && i < n; i++) {
		bool done = false;

		if (!db_is_held(s->db, list[i].attempt))
			ok = recover_one(s, &list[i], &done, err);
		lost += done;
	}
	arena_done(&a);
	if (ok)
		*ret_n = lost;
	return ok;
}
