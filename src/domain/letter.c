/* domain/letter.c - letters into the outbox. */

#include "config.h"

#include "domain/letter.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "domain/letter_text.h"
#include "domain/setting.h"

#define GRACE_MAX_MINUTES 10080 /* a week */

/* For versions that were loaded before there were letters. */
static const char SELECT_NEWEST[] =
    "SELECT body FROM program_template WHERE name = ?1"
    " ORDER BY program_version DESC LIMIT 1";

static const char COUNT_MINE[] =
    "SELECT count(*) FROM message WHERE message_id >= ?1 || '.'"
    " AND message_id < ?1 || '/'";

static bool is_empty(const char *s)
{
	return s == NULL || *s == '\0';
}

/* The version's own template, else the newest one there is. */
static bool find_template(struct change *c, const struct letter *l,
    const char *name, struct arena *a, const char **ret, struct err *err)
{
	struct session *s = c->session;
	struct value v = val_null();
	bool found = false;

	*ret = NULL;
	if (l->program != NULL &&
	    !program_template(s, l->program->id, name, a, &found, ret, err))
		return false;
	if (found)
		return true;
	if (!db_value(s->db, SELECT_NEWEST, VALUES(val_text(name)), VALUE_TEXT,
		a, &found, &v, err))
		return false;
	*ret = found ? v.s : NULL;
	return true;
}

/* HTML of the same place as the text, so that the two fit. */
static bool find_html(struct change *c, const struct letter *l, struct arena *a,
    const char **ret, struct err *err)
{
	const char *name = arena_fmt(a, "%s.html", l->template);
	bool found = false;

	*ret = NULL;
	if (l->program == NULL)
		return find_template(c, l, name, a, ret, err);
	if (!program_template(
		c->session, l->program->id, name, a, &found, ret, err))
		return false;
	if (!found)
		*ret = NULL;
	return true;
}

static bool read_grace(struct session *s, int64_t *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *text;
	char *end;
	long minutes;
	bool ok = setting_get(s, LETTER_GRACE_SETTING, &a, &text, err);

	if (ok) {
		minutes = strtol(text, &end, 10);
		if (*text == '\0' || *end != '\0' || minutes < 0 ||
		    minutes > GRACE_MAX_MINUTES)
			minutes = LETTER_GRACE_MINUTES;
		*ret = (int64_t)minutes * 60;
	}
	arena_done(&a);
	return ok;
}

/* The operation's id, and which of its letters this is. */
static bool make_id(
    struct change *c, struct arena *a, const char **ret, struct err *err)
{
	struct value n = val_int(0);
	bool found;

	if (!db_value(c->session->db, COUNT_MINE, VALUES(val_text(c->op_id)),
		VALUE_INT, a, &found, &n, err))
		return false;
	*ret = arena_fmt(a, "%s.%" PRId64, c->op_id, n.i + 1);
	return true;
}

static date_days local_day(struct change *c, const struct letter *l)
{
	struct calendar calendar = { .zone = NULL };
	struct err err;

	if (l->entity == NULL ||
	    !program_calendar(c->session, l->entity, &calendar, &err))
		calendar = (struct calendar){ .zone = NULL };
	return calendar_day(&calendar, c->now);
}

static bool insert(struct change *c, const struct letter *l,
    const struct letter_text *text, struct arena *a, int64_t *ret,
    struct err *err)
{
	const char *id;
	int64_t grace;

	return make_id(c, a, &id, err) && read_grace(c->session, &grace, err) &&
	    change_insert(c, "message",
		SETS({ "template", val_text(l->template) },
		    { "noun", val_text(l->noun) },
		    { "record", val_int(l->record) },
		    { "partner",
			l->partner != 0 ? val_int(l->partner) : val_null() },
		    { "to_name",
			val_text(l->to_name != NULL ? l->to_name : "") },
		    { "to_address", val_text(l->to_address) },
		    { "subject", val_text(text->subject) },
		    { "body", val_text(text->body) },
		    { "html", val_text(text->html) },
		    { "status", val_text("waiting") },
		    { "due_at", val_time(c->now + grace) },
		    { "message_id", val_text(id) },
		    { "created_at", val_time(c->now) },
		    { "created_by", val_text(c->actor) },
		    { "updated_at", val_time(c->now) }),
		ret, err);
}

static bool attach(
    struct change *c, const struct letter *l, int64_t message, struct err *err)
{
	for (size_t i = 0; i < l->n_documents; i++)
		if (!change_insert(c, "message_attachment",
			SETS({ "message", val_int(message) },
			    { "document", val_int(l->documents[i]) }),
			NULL, err))
			return false;
	return true;
}

static bool write_with(struct change *c, const struct letter *l,
    const char *body, struct arena *a, int64_t *ret, struct err *err)
{
	struct letter_text text;
	const char *html;

	return find_html(c, l, a, &html, err) &&
	    letter_expand(l, body, html, local_day(c, l), a, &text, err) &&
	    insert(c, l, &text, a, ret, err) && attach(c, l, *ret, err);
}

bool letter_write(struct change *c, const struct letter *l,
    int64_t *ret_message, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *body = NULL;
	int64_t message = 0;
	bool ok = true;

	if (!is_empty(l->to_address))
		ok = find_template(c, l, l->template, &a, &body, err);
	if (ok && body != NULL)
		ok = write_with(c, l, body, &a, &message, err);
	arena_done(&a);
	if (ok)
		*ret_message = message;
	return ok;
}

const char *letter_said(
    const struct letter *l, int64_t message, struct arena *a)
{
	if (message != 0)
		return arena_fmt(
		    a, " Letter M-%" PRId64 " waits in the outbox.", message);
	if (is_empty(l->to_address))
		return " No letter: there is no address.";
	return arena_fmt(
	    a, " No letter: there is no template %s.", l->template);
}
