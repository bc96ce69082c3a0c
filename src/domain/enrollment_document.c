/* domain/enrollment_document.c - its documents: made, sent, signed. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/document.h"
#include "domain/enrollment_operation.h"

static const char SELECT_DOCUMENTS[] =
    "SELECT id, kind, name, needs_sign, sent_on, sent_by, signed_on,"
    " signed_by, created_at FROM document WHERE enrollment = ?1 AND void = 0"
    " ORDER BY id";

static const char SELECT_PARTNER[] =
    "SELECT name, country, state, city, website, tax_id, territory,"
    " description, partner_page, currency, employees FROM partner"
    " WHERE id = ?1";

static const char SELECT_CONTACTS[] =
    "SELECT kind, name, email, phone FROM contact WHERE partner = ?1"
    " AND void = 0 AND kind IN ('main', 'technical') ORDER BY id";

static const char SELECT_UNSENT[] =
    "SELECT d.id, d.enrollment FROM message_attachment m"
    " JOIN document d ON d.id = m.document JOIN enrollment e"
    " ON e.id = d.enrollment WHERE m.message = ?1 AND m.void = 0"
    " AND d.void = 0 AND e.void = 0 AND d.sent_on IS NULL ORDER BY d.id";

struct papers {
	struct paper {
		int64_t id, enrollment, created_at;
		const char *kind, *name, *sent_by, *signed_by;
		bool needs_sign;
		date_days sent_on, signed_on; /* DATE_NONE */
	} * list;
	size_t n, size;
};

static bool read_papers(
    struct enrollment_edit *e, struct papers *ret, struct err *err)
{
	struct papers p = { .n = 0 };
	enum db_step step;
	struct stmt *st;

	if (!db_query(e->change.session->db, SELECT_DOCUMENTS,
		VALUES(val_int(e->row.id)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		p.list =
		    arena_grow(e->arena, p.list, p.n, &p.size, sizeof(*p.list));
		p.list[p.n++] = (struct paper){ .id = db_int(st, 0),
			.enrollment = e->row.id,
			.kind = db_text(st, 1, e->arena),
			.name = db_text(st, 2, e->arena),
			.needs_sign = db_int(st, 3) != 0,
			.sent_on = db_date(st, 4),
			.sent_by = db_text(st, 5, e->arena),
			.signed_on = db_date(st, 6),
			.signed_by = db_text(st, 7, e->arena),
			.created_at = db_int(st, 8) };
	}
	db_reset(st);
	*ret = p;
	return step == DB_DONE;
}

/* ---- made ---------------------------------------------------------------- */

static bool read_company(
    struct enrollment_edit *e, struct application_data *d, struct err *err)
{
	const char **texts[] = { &d->company, &d->country, &d->state, &d->city,
		&d->website, &d->tax_id, &d->territories, &d->description,
		&d->partner_page, &d->currency };
	enum db_step step;
	struct stmt *st;

	if (!db_query(e->change.session->db, SELECT_PARTNER,
		VALUES(val_int(e->row.partner)), &st, err))
		return false;
	step = db_step(st, err);
	for (size_t i = 0; step == DB_ROW && i < ARRAY_LEN(texts); i++)
		*texts[i] = db_text(st, (int)i, e->arena);
	if (step == DB_ROW &&
	    db_column(st, ARRAY_LEN(texts), VALUE_INT).type != VALUE_NULL)
		d->employees = db_int(st, ARRAY_LEN(texts));
	db_reset(st);
	return step == DB_ROW;
}

static bool read_contacts(
    struct enrollment_edit *e, struct application_data *d, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(e->change.session->db, SELECT_CONTACTS,
		VALUES(val_int(e->row.partner)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		bool main = strcmp(db_column(st, 0, VALUE_TEXT).s, "main") == 0;

		*(main ? &d->contact_name : &d->technical_name) =
		    db_text(st, 1, e->arena);
		*(main ? &d->contact_email : &d->technical_email) =
		    db_text(st, 2, e->arena);
		if (main)
			d->contact_phone = db_text(st, 3, e->arena);
	}
	db_reset(st);
	return step == DB_DONE;
}

bool enrollment_documents_make(
    struct enrollment_edit *e, const char *on, struct err *err)
{
	const struct program *p = e->program.program;
	struct application_data data;
	struct document_facts facts = { .program = p,
		.entity = e->entity,
		.level = program_level(p, e->row.level),
		.data = &data,
		.application = e->row.application,
		.partner = e->row.partner,
		.date = e->today };

	fields_init(&application_fields, &data);
	data.program = p->id;
	data.level = e->row.level;
	if (!program_terms(e->change.session, p, e->today, &facts.terms, err) ||
	    !read_company(e, &data, err) || !read_contacts(e, &data, err))
		return false;
	for (size_t i = 0; i < p->n_documents; i++)
		if (strcmp(p->documents[i].on, on) == 0 &&
		    !document_make(&e->change, e->program.id, &p->documents[i],
			&facts, e->row.id, NULL, err))
			return false;
	return true;
}

/* ---- sent ---------------------------------------------------------------- */

static bool is_meant(const struct paper *p, const char *which)
{
	return or_empty(which)[0] == '\0' || strcmp(which, "all") == 0 ||
	    strcmp(which, p->kind) == 0;
}

static bool none_such(
    struct enrollment_edit *e, const char *which, struct err *err)
{
	if (or_empty(which)[0] == '\0' || strcmp(which, "all") == 0)
		return err_set(err, ERR_REFUSED, "%s has no documents.",
		    enrollment_label(e));
	return err_invalid(err, "document", "%s has no document \"%s\".",
	    enrollment_label(e), which);
}

static bool send_body(
    struct enrollment_edit *e, struct call *call, struct err *err)
{
	const struct enrollment_document_params *p = call->params;
	const char *names = "", *before = NULL;
	struct papers papers;
	size_t n = 0;
	date_days on;

	if (!enrollment_day(e, p->on, &on, err) ||
	    !read_papers(e, &papers, err))
		return false;
	for (size_t i = 0; i < papers.n; i++) {
		const struct paper *paper = &papers.list[i];

		if (!is_meant(paper, p->document))
			continue;
		if (paper->sent_on != DATE_NONE) {
			before = arena_fmt(e->arena, "%s was sent on %s",
			    paper->name, date_words(paper->sent_on, e->arena));
			continue;
		}
		if (!change_update(&e->change, "document", paper->id, 0,
			SETS({ "sent_on", val_date(on) },
			    { "sent_by", val_text(e->change.session->user) }),
			err))
			return false;
		names = arena_fmt(e->arena, "%s%s%s", names,
		    n++ > 0 ? ", " : "", paper->name);
	}
	if (n == 0 && before != NULL)
		return err_set(err, ERR_REFUSED, "%s: %s already.",
		    enrollment_label(e), before);
	if (n == 0)
		return none_such(e, p->document, err);
	call->ret_text = arena_fmt(e->arena, "%s: %s sent on %s.",
	    enrollment_label(e), names, date_words(on, e->arena));
	return true;
}

bool enrollment_send(struct session *s, struct call *call, struct err *err)
{
	return enrollment_do(s, call, "send", send_body, err);
}

/* A document's day is that of the entity it is from. */
static bool mark_sent(struct change *c, int64_t document, int64_t enrollment,
    int64_t at, struct arena *a, struct err *err)
{
	struct enrollment_edit e = { .arena = a };

	return enrollment_open(c->session, enrollment, at, &e, err) &&
	    change_update(c, "document", document, 0,
		SETS({ "sent_on", val_date(e.today) },
		    { "sent_by", val_text(c->actor) }),
		err);
}

static bool find_unsent(struct change *c, int64_t message, struct arena *a,
    struct papers *ret, struct err *err)
{
	struct papers p = { .n = 0 };
	enum db_step step;
	struct stmt *st;

	if (!db_query(c->session->db, SELECT_UNSENT, VALUES(val_int(message)),
		&st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		p.list = arena_grow(a, p.list, p.n, &p.size, sizeof(*p.list));
		p.list[p.n++] = (struct paper){ .id = db_int(st, 0),
			.enrollment = db_int(st, 1) };
	}
	db_reset(st);
	*ret = p;
	return step == DB_DONE;
}

bool enrollment_message_sent(
    struct change *c, int64_t message, int64_t at, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct papers p;
	bool ok = find_unsent(c, message, &a, &p, err);

	for (size_t i = 0; ok && i < p.n; i++)
		ok = mark_sent(
		    c, p.list[i].id, p.list[i].enrollment, at, &a, err);
	arena_done(&a);
	return ok;
}

/* ---- signed -------------------------------------------------------------- */

static bool may_sign(struct enrollment_edit *e, const struct paper *p,
    date_days on, struct err *err)
{
	date_days made = calendar_day(&e->calendar, p->created_at);

	if (!p->needs_sign)
		return err_set(
		    err, ERR_REFUSED, "%s needs no signature.", p->name);
	if (p->signed_on != DATE_NONE)
		return err_set(err, ERR_REFUSED,
		    "%s was signed on %s by %s already.", p->name,
		    date_words(p->signed_on, e->arena), p->signed_by);
	if (on < made)
		return err_invalid(err, "on",
		    "%s was made on %s; it cannot be signed before.", p->name,
		    date_words(made, e->arena));
	return true;
}

static bool sign_one(struct enrollment_edit *e,
    const struct enrollment_document_params *p, const struct paper *paper,
    date_days on, struct err *err)
{
	return may_sign(e, paper, on, err) &&
	    change_update(&e->change, "document", paper->id, 0,
		SETS({ "signed_on", val_date(on) },
		    { "signed_by", val_text(p->by) },
		    { "signed_ref", val_text(or_empty(p->ref)) },
		    { "recorded_by", val_text(e->change.session->user) }),
		err);
}

bool enrollment_unsigned(
    struct enrollment_edit *e, const char **ret, struct err *err)
{
	struct papers papers;
	const char *names = "";

	if (!read_papers(e, &papers, err))
		return false;
	for (size_t i = 0; i < papers.n; i++) {
		const struct paper *p = &papers.list[i];

		if (p->needs_sign && p->signed_on == DATE_NONE)
			names = arena_fmt(e->arena, "%s%s%s", names,
			    names[0] != '\0' ? ", " : "", p->name);
	}
	*ret = names;
	return true;
}

/* The last signature opens the way to the next state. */
static bool all_signed(
    struct enrollment_edit *e, const char *by, struct err *err)
{
	for (size_t i = 0; i < e->requirements.n; i++) {
		const struct enrollment_requirement *q =
		    &e->requirements.list[i];

		if (strcmp(q->kind, "document") == 0 &&
		    q->state != REQUIREMENT_MET &&
		    !requirement_meet(
			e, q, arena_fmt(e->arena, "signed by %s", by), err))
			return false;
	}
	return e->row.state != ENROLLMENT_PROSPECTIVE ||
	    enrollment_move_to(e, ENROLLMENT_ONBOARDING, err);
}

static bool sign_body(
    struct enrollment_edit *e, struct call *call, struct err *err)
{
	const struct enrollment_document_params *p = call->params;
	bool all =
	    or_empty(p->document)[0] == '\0' || strcmp(p->document, "all") == 0;
	bool was_prospective = e->row.state == ENROLLMENT_PROSPECTIVE;
	struct papers papers;
	const char *names = "", *left;
	size_t n = 0;
	date_days on;

	if (!enrollment_day(e, p->on, &on, err) ||
	    !read_papers(e, &papers, err))
		return false;
	for (size_t i = 0; i < papers.n; i++) {
		const struct paper *paper = &papers.list[i];

		if (!is_meant(paper, p->document) ||
		    (all &&
			(!paper->needs_sign || paper->signed_on != DATE_NONE)))
			continue;
		if (!sign_one(e, p, paper, on, err))
			return false;
		names = arena_fmt(e->arena, "%s%s%s", names,
		    n++ > 0 ? ", " : "", paper->name);
	}
	if (n == 0 && all)
		return err_set(err, ERR_REFUSED,
		    "%s has no document that is yet to be signed.",
		    enrollment_label(e));
	if (n == 0)
		return none_such(e, p->document, err);
	if (!enrollment_unsigned(e, &left, err) ||
	    (left[0] == '\0' && !all_signed(e, p->by, err)))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s: %s signed by %s on %s%s%s.",
	    enrollment_label(e), names, p->by, date_words(on, e->arena),
	    left[0] != '\0'       ? "; not yet "
		: was_prospective ? "; it is onboarding now"
				  : "",
	    left);
	return true;
}

bool enrollment_sign(struct session *s, struct call *call, struct err *err)
{
	return enrollment_do(s, call, "sign", sign_body, err);
}
