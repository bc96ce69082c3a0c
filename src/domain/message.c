/* domain/message.c - what people may do with letters in the outbox. */

#include "config.h"

#include "domain/message.h"

#include <inttypes.h>
#include <string.h>

#include "domain/enrollment.h"
#include "domain/letter.h"
#include "domain/lifecycle.h"
#include "domain/record.h"

#define UNSENT                                                      \
	(STATE_BIT(MESSAGE_WAITING) | STATE_BIT(MESSAGE_DEFERRED) | \
	    STATE_BIT(MESSAGE_FAILED) | STATE_BIT(MESSAGE_CANCELLED))

static const char SELECT_ROW[] =
    "SELECT version, status, noun, record, to_name, to_address, subject, body,"
    " html, due_at, tries, message_id FROM message WHERE id = ?1 AND void = 0";

static const char SELECT_LAST_TRY[] =
    "SELECT at FROM message_attempt WHERE message = ?1"
    " ORDER BY id DESC LIMIT 1";

static const struct field fields[] = {
	FIELD(message_params, to_name, "To", FIELD_OPTIONAL, .max = 200),
	FIELD(message_params, to_address, "Address",
	    FIELD_REQUIRED | FIELD_EMAIL),
	FIELD(message_params, subject, "Subject", FIELD_REQUIRED,
	    .max = LETTER_SUBJECT_MAX),
	FIELD(message_params, text, "Text", FIELD_REQUIRED | FIELD_NOTE,
	    .max = LETTER_MAX_BYTES),
};

const struct fields message_fields = FIELDS(message_params, fields);

static void read_row(struct stmt *st, struct arena *a, void *record)
{
	struct message_row *row = record;

	row->version = db_int(st, 0);
	row->state = lifecycle_find(&message_lifecycle, db_text(st, 1, a));
	row->noun = db_text(st, 2, a);
	row->record = db_int(st, 3);
	row->to_name = db_text(st, 4, a);
	row->to_address = db_text(st, 5, a);
	row->subject = db_text(st, 6, a);
	row->body = db_text(st, 7, a);
	row->html = db_text(st, 8, a);
	row->due_at = db_int(st, 9);
	row->tries = db_int(st, 10);
	row->message_id = db_text(st, 11, a);
	row->label = arena_fmt(a, "M-%" PRId64, row->id);
}

bool message_read(struct session *s, int64_t id, struct arena *a,
    struct message_row *ret, struct err *err)
{
	struct message_row row = { .id = id };

	if (!record_row(s, "message", SELECT_ROW, id, read_row, &row, a, err))
		return false;
	*ret = row;
	return true;
}

static bool load(struct session *s, int64_t id, void *params, struct arena *a,
    struct err *err)
{
	struct message_row row;

	if (!message_read(s, id, a, &row, err))
		return false;
	*(struct message_params *)params = (struct message_params){
		.to_name = row.to_name,
		.to_address = row.to_address,
		.subject = row.subject,
		.text = row.body,
	};
	return true;
}

/* ---- the operations ----------------------------------------------------- */

/* A message under an operation. */
struct edit {
	struct change *c;
	struct record_state *record;
	const struct message_row *row;
	struct arena *arena;
};

typedef bool message_body(struct edit *e, struct call *call, struct err *err);

static bool run(struct edit *e, const struct operation *op, struct call *call,
    message_body *body, struct err *err)
{
	struct message_row row;
	struct record_state record;

	if (!message_read(e->c->session, call->id, e->arena, &row, err))
		return false;
	record = (struct record_state){ .noun = "message",
		.lifecycle = &message_lifecycle,
		.status = "status",
		.id = row.id,
		.version = row.version,
		.state = row.state,
		.label = row.label };
	e->row = &row;
	e->record = &record;
	return record_check(e->c, call, op, &record, err) && body(e, call, err);
}

static bool message_do(struct session *s, struct call *call, const char *verb,
    message_body *body, struct err *err)
{
	const struct operation *op = operation_find("message", verb);
	struct change c;
	struct edit e = { .c = &c, .arena = call->arena };
	bool again;

	if (!record_begin(s, call, op, &c, &again, err) || again)
		return again;
	return record_end(&c, call, run(&e, op, call, body, err), err);
}

static bool set_due_now(struct edit *e, struct err *err)
{
	return change_update(e->c, "message", e->row->id, 0,
	    SETS({ "due_at", val_time(e->c->now) }), err);
}

static bool edit_body(struct edit *e, struct call *call, struct err *err)
{
	const struct message_params *p = call->params;
	const struct message_row *row = e->row;
	/* HTML of its own no longer says what the text says. */
	bool same = strcmp(p->text, row->body) == 0;

	if (!change_update(e->c, "message", row->id, 0,
		SETS({ "to_name",
			 val_text(p->to_name != NULL ? p->to_name : "") },
		    { "to_address", val_text(p->to_address) },
		    { "subject", val_text(p->subject) },
		    { "body", val_text(p->text) },
		    { "html", val_text(same ? row->html : "") }),
		err))
		return false;
	call->ret_text = arena_fmt(
	    e->arena, "%s to %s is edited.", row->label, p->to_address);
	return true;
}

static bool message_edit(struct session *s, struct call *call, struct err *err)
{
	return message_do(s, call, "edit", edit_body, err);
}

static bool send_body(struct edit *e, struct call *call, struct err *err)
{
	if (!set_due_now(e, err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s to %s goes with the next delivery.",
		e->row->label, e->row->to_address);
	return true;
}

static bool message_send(struct session *s, struct call *call, struct err *err)
{
	return message_do(s, call, "send", send_body, err);
}

static bool cancel_body(struct edit *e, struct call *call, struct err *err)
{
	if (!record_move(e->c, e->record, MESSAGE_CANCELLED, err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s to %s is held back.",
	    e->row->label, e->row->to_address);
	return true;
}

static bool message_cancel(
    struct session *s, struct call *call, struct err *err)
{
	return message_do(s, call, "cancel", cancel_body, err);
}

/* The Message-ID stays: a mailbox that has it already can tell. */
static bool retry_body(struct edit *e, struct call *call, struct err *err)
{
	if (!record_move(e->c, e->record, MESSAGE_WAITING, err) ||
	    !change_update(e->c, "message", e->row->id, 0,
		SETS({ "tries", val_int(0) }, { "error", val_text("") }),
		err) ||
	    !set_due_now(e, err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s to %s is tried again.",
	    e->row->label, e->row->to_address);
	return true;
}

static bool message_retry(struct session *s, struct call *call, struct err *err)
{
	return message_do(s, call, "retry", retry_body, err);
}

static bool sent_body(struct edit *e, struct call *call, struct err *err)
{
	struct value at = val_time(e->c->now);
	bool found;

	if (!db_value(e->c->session->db, SELECT_LAST_TRY,
		VALUES(val_int(e->row->id)), VALUE_TIME, e->arena, &found, &at,
		err) ||
	    !record_move(e->c, e->record, MESSAGE_SENT, err) ||
	    !change_update(e->c, "message", e->row->id, 0,
		SETS({ "sent_at", val_time(at.i) }, { "error", val_text("") }),
		err) ||
	    !enrollment_message_sent(e->c, e->row->id, at.i, err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s to %s counts as sent.",
	    e->row->label, e->row->to_address);
	return true;
}

static bool message_sent(struct session *s, struct call *call, struct err *err)
{
	return message_do(s, call, "sent", sent_body, err);
}

static bool message_undo(struct session *s, struct call *call, struct err *err)
{
	return record_undo(s, call, "message", err);
}

const struct operation message_operations[] = {
	{ "message", "edit", "e", "Edit",
	    "change the text, the subject or the recipient", RIGHT_PARTNER,
	    &message_fields, UNSENT, 0, message_edit, load, REASONS },
	{ "message", "send", "S", "Send now",
	    "end the grace time: it goes with the next delivery", RIGHT_PARTNER,
	    NULL, STATE_BIT(MESSAGE_WAITING) | STATE_BIT(MESSAGE_DEFERRED),
	    OPERATION_BULK | OPERATION_DECIDES, message_send, NULL, REASONS },
	{ "message", "cancel", "C", "Hold back", "do not send it",
	    RIGHT_PARTNER, NULL,
	    STATE_BIT(MESSAGE_WAITING) | STATE_BIT(MESSAGE_DEFERRED) |
		STATE_BIT(MESSAGE_FAILED) | STATE_BIT(MESSAGE_UNKNOWN),
	    OPERATION_BULK | OPERATION_DECIDES, message_cancel, NULL, REASONS },
	{ "message", "retry", "T", "Try again",
	    "send it after all, or once more", RIGHT_PARTNER, NULL,
	    STATE_BIT(MESSAGE_DEFERRED) | STATE_BIT(MESSAGE_FAILED) |
		STATE_BIT(MESSAGE_UNKNOWN) | STATE_BIT(MESSAGE_CANCELLED),
	    OPERATION_BULK | OPERATION_DECIDES, message_retry, NULL, REASONS },
	{ "message", "sent", "", "It was sent",
	    "an unclear one did arrive: do not send it again", RIGHT_PARTNER,
	    NULL, STATE_BIT(MESSAGE_UNKNOWN), OPERATION_BULK, message_sent,
	    NULL, REASONS },
	{ "message", "undo", "", "Undo", "take back the last operation on it",
	    RIGHT_PARTNER, NULL, 0, OPERATION_FINAL | OPERATION_COMMAND,
	    message_undo, NULL, REASONS },
};

const size_t n_message_operations = ARRAY_LEN(message_operations);
