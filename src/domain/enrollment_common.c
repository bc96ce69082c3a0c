/* domain/enrollment_common.c - what the operations on enrollments share. */

#include "config.h"

#include <string.h>

#include "base/text.h"
#include "domain/enrollment_operation.h"
#include "domain/letter.h"

static const char SELECT_CONTACT[] =
    "SELECT name, email FROM contact WHERE partner = ?1 AND kind = 'main'"
    " AND void = 0";

static const char SELECT_ADDRESS[] = "SELECT email FROM partner WHERE id = ?1";

const char *date_words(date_days d, struct arena *a)
{
	char text[11];

	return arena_str(a, date_text(d, text));
}

const char *enrollment_outside(struct enrollment_edit *e, enum reason_for why,
    const char *reason, const char *typed)
{
	const struct program_reason *r;

	if (or_empty(typed)[0] != '\0')
		return typed;
	r = program_reason(e->program.program, why, or_empty(reason));
	return r != NULL ? or_empty(r->text) : "";
}

bool enrollment_day(
    struct enrollment_edit *e, date_days on, date_days *ret, struct err *err)
{
	if (on != DATE_NONE && on > e->today)
		return err_invalid(err, "on",
		    "%s is yet to come; today is %s where %s is.",
		    date_words(on, e->arena), date_words(e->today, e->arena),
		    e->entity->name);
	*ret = on != DATE_NONE ? on : e->today;
	return true;
}

static bool read_contact(struct enrollment_edit *e, const char **ret_name,
    const char **ret_address, struct err *err)
{
	struct session *s = e->change.session;
	struct value v = val_null();
	bool found = false;
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, SELECT_CONTACT, VALUES(val_int(e->row.partner)),
		&st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW) {
		*ret_name = db_text(st, 0, e->arena);
		*ret_address = db_text(st, 1, e->arena);
	}
	db_reset(st);
	if (step == DB_FAILED || (*ret_address)[0] != '\0')
		return step != DB_FAILED;
	if (!db_value(s->db, SELECT_ADDRESS, VALUES(val_int(e->row.partner)),
		VALUE_TEXT, e->arena, &found, &v, err))
		return false;
	if (found && v.type == VALUE_TEXT)
		*ret_address = v.s;
	return true;
}

bool enrollment_letter(struct enrollment_edit *e, const char *template,
    const struct enrollment_words *w, const char **ret_said, struct err *err)
{
	const char *name = e->row.partner_name, *address = "";
	struct letter letter = { .template = template,
		.noun = "enrollment",
		.record = e->row.id,
		.partner = e->row.partner,
		.program = &e->program,
		.entity = e->entity,
		LETTER_FIELDS({ "company", e->row.partner_name },
		    { "id",
			arena_fmt(e->arena, "E-%lld", (long long)e->row.id) },
		    { "partner_id",
			arena_fmt(
			    e->arena, "P-%lld", (long long)e->row.partner) },
		    { "level", level_name(e->program.program, e->row.level) },
		    { "reason", w->reason }, { "text", w->text },
		    { "requirement", w->requirement }, { "tasks", w->tasks },
		    { "from", date_words(w->from, e->arena) },
		    { "until", date_words(w->until, e->arena) }) };
	int64_t message;

	if (!read_contact(e, &name, &address, err))
		return false;
	letter.to_name = name;
	letter.to_address = address;
	if (!letter_write(&e->change, &letter, &message, err))
		return false;
	*ret_said = letter_said(&letter, message, e->arena);
	return true;
}
