/* domain/application_approve.c - the approval and what it makes. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "domain/application_decide.h"
#include "domain/document.h"
#include "domain/enrollment.h"
#include "domain/partner_data.h"
#include "domain/record.h"

static const char SELECT_APPROVERS[] =
    "SELECT actor FROM application_approval WHERE application = ?1"
    " AND void = 0 ORDER BY id";

/* Who approved so far, and whether this user is one of them. */
static bool read_approvers(
    struct edit *e, size_t *ret_n, bool *ret_mine, struct err *err)
{
	const char *user = e->change.session->user;
	enum db_step step;
	struct stmt *st;

	*ret_n = 0;
	*ret_mine = false;
	if (!db_query(e->change.session->db, SELECT_APPROVERS,
		VALUES(val_int(e->row.id)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		(*ret_n)++;
		if (strcmp(db_column(st, 0, VALUE_TEXT).s, user) == 0)
			*ret_mine = true;
	}
	db_reset(st);
	return step == DB_DONE;
}

/* Everything that keeps this user from approving this application now. */
static bool may_approve(
    struct edit *e, const struct application_approve_params *p, struct err *err)
{
	bool note = p->note != NULL && p->note[0] != '\0';
	struct review r;

	if (strcmp(e->row.submitted_by, e->change.session->user) == 0)
		return err_set(err, ERR_REFUSED,
		    "You submitted %s; somebody else must approve it.",
		    application_label(e));
	if (!application_review(e, &r, err))
		return false;
	if (r.blocker[0] != '\0')
		return err_set(err, ERR_REFUSED, "%s cannot be approved: %s",
		    application_label(e), r.blocker);
	if (strcmp(r.recommendation, "approve") == 0)
		return p->reason == NULL || p->reason[0] == '\0' ||
		    program_need_reason(
			e->program.program, REASON_OVERRIDE, p->reason, err);
	if (!note)
		return err_invalid(err, "note",
		    "%s Approving against it needs a reason and a note.",
		    r.explanation);
	return program_need_reason(
	    e->program.program, REASON_OVERRIDE, p->reason, err);
}

/* The partner that an application describes. */
static bool insert_partner(struct edit *e, int64_t *ret, struct err *err)
{
	const struct application_data *d = &e->row.data;
	struct partner_data p;

	fields_init(&partner_fields, &p);
	p.name = d->company;
	p.country = d->country;
	p.state = d->state;
	p.city = d->city;
	p.website = d->website;
	p.domain = e->row.domain;
	p.tax_id = d->tax_id;
	p.territory = d->territories;
	p.manager = e->row.owner;
	p.email = d->contact_email;
	p.phone = d->contact_phone;
	p.currency = e->entity->currency;
	p.contact_name = d->contact_name;
	p.contact_email = d->contact_email;
	p.contact_phone = d->contact_phone;
	p.technical_name = d->technical_name;
	p.technical_email = d->technical_email;
	p.employees = d->employees;
	p.partner_page = d->partner_page;
	p.description = d->description;
	return partner_insert(&e->change, &p, 0, e->arena, ret, err);
}

/* The partner to enroll: the one named, else a new one. */
static bool find_partner(
    struct edit *e, const char *text, int64_t *ret, struct err *err)
{
	if (text == NULL || text[0] == '\0')
		return insert_partner(e, ret, err);
	return partner_find(e->change.session, text, true, e->arena, ret, err);
}

static bool insert_enrollment(
    struct edit *e, int64_t partner, int64_t *ret, struct err *err)
{
	const struct enrollment_new new = { .partner = partner,
		.program = e->program,
		.level = e->row.data.level,
		.country = e->row.data.country,
		.status = ENROLLMENT_PROSPECTIVE,
		.since = DATE_NONE,
		.application = e->row.id };

	return enrollment_insert(&e->change, &new, e->arena, ret, err);
}

static bool insert_document(struct edit *e, const struct program_document *d,
    int64_t partner, int64_t enrollment, int64_t *ret, struct err *err)
{
	const struct program *p = e->program.program;
	struct document_facts facts = {
		.program = p,
		.entity = e->entity,
		.level = program_level(p, e->row.data.level),
		.data = &e->row.data,
		.application = e->row.id,
		.partner = partner,
		.date = e->today,
	};

	return program_terms(
		   e->change.session, p, e->today, &facts.terms, err) &&
	    document_make(
		&e->change, e->program.id, d, &facts, enrollment, ret, err);
}

/* What an approval makes. */
struct made {
	int64_t partner;
	int64_t *documents;
	size_t n_documents;
	struct buf names; /* of the documents, one a line */
};

/* The partner, the enrollment and the documents of an approved one. */
static bool make_partner(
    struct edit *e, const char *existing, struct made *made, struct err *err)
{
	const struct program *p = e->program.program;
	int64_t enrollment;

	made->documents = arena_alloc(
	    e->arena, (p->n_documents + 1) * sizeof(*made->documents));
	if (!find_partner(e, existing, &made->partner, err) ||
	    !insert_enrollment(e, made->partner, &enrollment, err))
		return false;
	for (size_t i = 0; i < p->n_documents; i++) {
		if (strcmp(p->documents[i].on, "approval") != 0)
			continue;
		if (!insert_document(e, &p->documents[i], made->partner,
			enrollment, &made->documents[made->n_documents], err))
			return false;
		made->n_documents++;
		buf_fmt(&made->names, "%s%s", made->names.len > 0 ? "\n" : "",
		    p->documents[i].name);
	}
	return true;
}

static bool tell(
    struct edit *e, struct call *call, const struct made *made, struct err *err)
{
	call->ret_text = arena_fmt(e->arena,
	    "%s is approved; P-%" PRId64 " is prospective, its documents are "
	    "made.",
	    application_label(e), made->partner);
	return application_letter(e, call,
	    &(const struct application_letter){ .template = "letter-approval",
		.until = DATE_NONE,
		.partner = made->partner,
		.documents = made->documents,
		.n_documents = made->n_documents,
		.document_names = buf_text(&made->names) },
	    err);
}

static bool decide(struct edit *e, const struct application_approve_params *p,
    struct call *call, struct err *err)
{
	struct made made = { .partner = 0 };
	bool ok;

	ok = application_move(e, APPLICATION_APPROVED, err) &&
	    make_partner(e, p->partner, &made, err) &&
	    application_set(e,
		SETS({ "decided_at", val_time(e->change.now) },
		    { "decided_by", val_text(e->change.session->user) },
		    { "reason", val_text(p->reason != NULL ? p->reason : "") },
		    { "partner", val_int(made.partner) }, { "due", val_null() },
		    { "claimed_by", val_text("") },
		    { "claimed_at", val_null() }),
		err) &&
	    tell(e, call, &made, err);
	buf_done(&made.names);
	return ok;
}

static bool approve_body(struct edit *e, struct call *call, struct err *err)
{
	const struct application_approve_params *p = call->params;
	int needed = e->program.program->application.approvals;
	bool mine;
	size_t n;

	if (!may_approve(e, p, err) || !read_approvers(e, &n, &mine, err))
		return false;
	if (mine)
		return err_set(err, ERR_REFUSED,
		    "You approved %s already; it needs somebody else's "
		    "approval too.",
		    application_label(e));
	if (!application_touch(e, err) ||
	    !change_insert(&e->change, "application_approval",
		SETS({ "application", val_int(e->row.id) },
		    { "actor", val_text(e->change.session->user) },
		    { "at", val_time(e->change.now) }),
		NULL, err))
		return false;
	if (p->note != NULL && p->note[0] != '\0' &&
	    !application_remark(e, "approve", p->reason, "", p->note, err))
		return false;
	if ((int)n + 1 >= needed)
		return decide(e, p, call, err);
	/* The row itself must change, so that two cannot both be second. */
	if ((e->row.state == APPLICATION_SUBMITTED &&
		!application_move(e, APPLICATION_IN_REVIEW, err)) ||
	    !change_touch(&e->change, "application", e->row.id, err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s has %zu of %d approvals.",
	    application_label(e), n + 1, needed);
	return true;
}

bool application_approve(struct session *s, struct call *call, struct err *err)
{
	return application_do(s, call, "approve", approve_body, err);
}

bool application_undo(struct session *s, struct call *call, struct err *err)
{
	return record_undo(s, call, "application", err);
}
