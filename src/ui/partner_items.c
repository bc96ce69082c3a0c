/* ui/partner_items.c - what the tabs of a partner's workspace list. */

#include "config.h"

#include "ui/partner_items.h"

#include <inttypes.h>
#include <string.h>

#include "base/country.h"
#include "domain/enrollment.h"
#include "ui/show.h"

const char *const partner_tabs[PARTNER_TABS] = { "Programs", "Required",
	"Benefits", "People", "Leads", "Papers", "Payment", "History" };

struct partner_item *item_add(
    struct listing *l, enum partner_kind kind, const char *text)
{
	struct partner_items *items = l->items;

	items->list = arena_grow(l->arena, items->list, items->n, &items->size,
	    sizeof(*items->list));
	items->list[items->n] = (struct partner_item){ .kind = kind,
		.role = kind == ITEM_TITLE ? ROLE_HEAD : ROLE_TEXT,
		.text = text,
		.about = "" };
	return &items->list[items->n++];
}

/* "Title       value", unless there is none. */
void item_tell(struct buf *b, const char *title, const char *value)
{
	if (value[0] != '\0')
		buf_fmt(b, "%-12s%s\n", title, value);
}

const char *item_day(const struct listing *l, date_days d)
{
	return partner_day(l->ui, d, l->arena);
}

const char *item_moment(const struct listing *l, int64_t at)
{
	return at != 0 ? show_value(val_time(at), l->arena) : "";
}

/* "by ana, 2026-03-01 10:20" */
const char *item_by(const struct listing *l, const char *who, const char *when)
{
	if (who[0] == '\0')
		return when;
	return arena_fmt(
	    l->arena, "%s%s%s", who, when[0] != '\0' ? ", " : "", when);
}

/* With one enrollment its name would say nothing. */
static void title_of(struct listing *l, const struct partner_enrollment *e)
{
	if (l->facts->record.n_enrollments > 1)
		item_add(l, ITEM_TITLE,
		    arena_fmt(l->arena, "%s/%s", e->program, e->level));
}

static bool has_ended(const struct partner_enrollment *e)
{
	return strcmp(e->status, "terminated") == 0 ||
	    strcmp(e->status, "lapsed") == 0;
}

const char *const *item_pairs(
    const struct listing *l, const char *const *pairs, size_t n)
{
	const char **kept = arena_alloc(l->arena, n * sizeof(*kept));

	memcpy(kept, pairs, n * sizeof(*kept));
	return kept;
}

static const char *iso_day(const struct listing *l, date_days d)
{
	return d != DATE_NONE ? value_text(val_date(d), l->arena) : "";
}

/* ---- enrollments ------------------------------------------------------- */

static bool count_tasks(struct listing *l, const struct partner_enrollment *e,
    struct buf *b, struct err *err)
{
	struct enrollment_requirements q;
	struct enrollment_benefits t;
	size_t met = 0, done = 0, tasks = 0;

	if (!enrollment_requirements(
		l->ui->session, e->id, l->arena, &q, err) ||
	    !enrollment_benefits(l->ui->session, e->id, l->arena, &t, err))
		return false;
	for (size_t i = 0; i < q.n; i++)
		met += q.list[i].state == REQUIREMENT_MET ||
		    q.list[i].state == REQUIREMENT_WAIVED;
	for (size_t i = 0; i < t.n; i++) {
		tasks += t.list[i].task;
		done += t.list[i].task && t.list[i].done_at != 0;
	}
	buf_fmt(b, "%-12s%zu of %zu met\n", "Required", met, q.n);
	if (tasks > 0)
		buf_fmt(b, "%-12s%zu of %zu done\n", "Tasks", done, tasks);
	return true;
}

static const char *renewal_words(const char *renewal)
{
	return strcmp(renewal, "auto") == 0 ? "by itself"
	    : strcmp(renewal, "end") == 0   ? "none: it ends"
					    : "when somebody says so";
}

static void tell_enrollment(
    struct listing *l, const struct partner_enrollment *e, struct buf *b)
{
	item_tell(
	    b, "Terms", arena_fmt(l->arena, "%s %s", e->program, e->terms));
	item_tell(b, "Entity", e->entity);
	item_tell(b, "Standing", e->standing);
	item_tell(b, "Active", item_day(l, e->active_on));
	item_tell(b, "Suspended", item_day(l, e->suspended_on));
	item_tell(b, "Ended", item_day(l, e->ended_on));
	item_tell(b, "Reason", e->reason);
	item_tell(b, "Term from", item_day(l, e->term_from));
	item_tell(b, "Term until", item_day(l, e->term_to));
	if (e->term_to != DATE_NONE)
		item_tell(b, "Renewal", renewal_words(e->renewal));
	item_tell(b, "Notice by", item_day(l, e->notice_by));
	item_tell(b, "Review", item_day(l, e->review_on));
	item_tell(b, "Proposed", e->proposed);
	if (e->application != 0)
		item_tell(b, "From",
		    show_id("application", e->application, l->arena));
}

static bool list_enrollments_of(struct listing *l, struct err *err)
{
	const struct partner_record *r = &l->facts->record;
	struct lines warnings = { .arena = l->arena, .width = 1000 };

	for (size_t i = 0; i < r->n_enrollments; i++) {
		const struct partner_enrollment *e = &r->enrollments[i];
		struct partner_item *item = item_add(l, ITEM_ENROLLMENT,
		    arena_fmt(l->arena, "%s %s/%s",
			show_id("enrollment", e->id, l->arena), e->program,
			e->level));
		struct buf b = BUF_INIT;

		item->record = e->id;
		item->right = lifecycle_label(&enrollment_lifecycle, e->status);
		if (strcmp(e->standing, "good") != 0)
			item->role = ROLE_WARN;
		if (has_ended(e))
			item->role = ROLE_MUTED;
		if (!count_tasks(l, e, &b, err)) {
			buf_done(&b);
			return false;
		}
		tell_enrollment(l, e, &b);
		item->about = buf_take(&b, l->arena);
	}
	if (r->n_enrollments == 0)
		item_add(l, ITEM_FACT, "In no program yet; a adds one.");
	partner_warnings(l->ui, l->facts, &warnings);
	for (size_t i = 0; i < warnings.n; i++)
		item_add(l, ITEM_FACT, warnings.list[i].text)->role = ROLE_WARN;
	return true;
}

/* ---- requirements and benefits ----------------------------------------- */

static const char requirement_marks[REQUIREMENT_STATES] = {
	[REQUIREMENT_UNKNOWN] = '?',
	[REQUIREMENT_OPEN] = ' ',
	[REQUIREMENT_MET] = 'x',
	[REQUIREMENT_WAIVED] = '.',
	[REQUIREMENT_WARNED] = '!',
	[REQUIREMENT_LOST] = '!',
};

/* The day that matters: to mend it, to meet it, to look again. */
static date_days requirement_day(const struct enrollment_requirement *q)
{
	if (q->grace_to != DATE_NONE)
		return q->grace_to;
	return q->due_on != DATE_NONE ? q->due_on : q->recheck_on;
}

static void list_requirement(struct listing *l, int64_t enrollment,
    const struct enrollment_requirement *q)
{
	struct partner_item *item = item_add(l, ITEM_REQUIREMENT, q->name);
	date_days on = requirement_day(q);
	struct buf b = BUF_INIT;

	item->record = enrollment;
	item->name = q->id;
	item->mark = requirement_marks[q->state];
	item->role = item->mark == '!' ||
		(on != DATE_NONE && on < l->ui->today &&
		    q->state != REQUIREMENT_WAIVED)
	    ? ROLE_WARN
	    : ROLE_TEXT;
	item->right = on == DATE_NONE
	    ? requirement_states[q->state]
	    : arena_fmt(l->arena, "%s  %s", requirement_states[q->state],
		  show_days(on, l->ui->today, l->arena));
	item_tell(&b, "Kind", q->kind);
	item_tell(&b, "State", requirement_states[q->state]);
	item_tell(&b, "Evidence", q->evidence);
	item_tell(&b, "Reason", q->reason);
	item_tell(&b, "Note", q->note);
	item_tell(&b, "Checked",
	    item_by(l, q->checked_by, item_moment(l, q->checked_at)));
	item_tell(&b, "Due", item_day(l, q->due_on));
	item_tell(&b, "Look again", item_day(l, q->recheck_on));
	item_tell(&b, "Grace until", item_day(l, q->grace_to));
	item_tell(&b, "When lost", q->then);
	item->now = PAIRS(l, "state",
	    q->state == REQUIREMENT_UNKNOWN || q->state == REQUIREMENT_WARNED
		? ""
		: requirement_states[q->state],
	    "evidence", q->evidence, "note", q->note, "due",
	    iso_day(l, q->due_on), "recheck", iso_day(l, q->recheck_on));
	item->about = buf_take(&b, l->arena);
}

static bool list_requirements(struct listing *l, struct err *err)
{
	const struct partner_record *r = &l->facts->record;

	for (size_t i = 0; i < r->n_enrollments; i++) {
		struct enrollment_requirements q;

		if (has_ended(&r->enrollments[i]))
			continue;
		if (!enrollment_requirements(l->ui->session,
			r->enrollments[i].id, l->arena, &q, err))
			return false;
		title_of(l, &r->enrollments[i]);
		for (size_t k = 0; k < q.n; k++)
			list_requirement(l, r->enrollments[i].id, &q.list[k]);
	}
	if (l->items->n == 0)
		item_add(l, ITEM_FACT, "Nothing is required.");
	return true;
}

static void list_benefit(
    struct listing *l, int64_t enrollment, const struct enrollment_benefit *t)
{
	struct partner_item *item =
	    item_add(l, t->task ? ITEM_BENEFIT : ITEM_FACT,
		t->task ? t->name : arena_fmt(l->arena, "    %s", t->name));
	struct buf b = BUF_INIT;

	item->record = enrollment;
	item->name = t->id;
	if (t->task)
		item->mark = t->done_at != 0 ? 'x' : ' ';
	item->right = !t->task ? ""
	    : t->done_at != 0  ? item_by(l, t->done_by,
				     show_day((date_days)(t->done_at / 86400),
					 l->ui->today, l->arena))
			       : "to do";
	item_tell(
	    &b, "Done", item_by(l, t->done_by, item_moment(l, t->done_at)));
	item_tell(&b, "Note", t->note);
	if (t->task && t->done_at == 0)
		buf_add(&b, "Somebody has to do this: + ticks it.\n");
	item->about = buf_take(&b, l->arena);
}

/* What the program takes off for its partners. */
static bool list_discounts(
    struct listing *l, const struct partner_enrollment *e, struct err *err)
{
	struct program_ref ref;

	if (!program_by_row(l->ui->session, e->program_version, &ref, err))
		return false;
	for (size_t i = 0; i < ref.program->n_discounts; i++) {
		const struct program_discount *d = &ref.program->discounts[i];

		item_add(l, ITEM_FACT,
		    arena_fmt(l->arena, "      %s: %s off", d->product,
			rate_text((struct rate){ .ppm = d->ppm }, l->arena)));
	}
	return true;
}

static bool list_benefits(struct listing *l, struct err *err)
{
	const struct partner_record *r = &l->facts->record;

	for (size_t i = 0; i < r->n_enrollments; i++) {
		const struct partner_enrollment *e = &r->enrollments[i];
		struct enrollment_benefits t;

		if (has_ended(e))
			continue;
		if (!enrollment_benefits(
			l->ui->session, e->id, l->arena, &t, err))
			return false;
		title_of(l, e);
		for (size_t k = 0; k < t.n; k++)
			list_benefit(l, e->id, &t.list[k]);
		if (!list_discounts(l, e, err))
			return false;
	}
	if (l->items->n == 0)
		item_add(l, ITEM_FACT, "No program, no benefits.");
	return true;
}

/* ---- contacts ---------------------------------------------------------- */

static void list_contact(struct listing *l, const struct partner_contact *c)
{
	struct partner_item *item = item_add(l, ITEM_CONTACT, c->name);
	struct buf b = BUF_INIT;

	item->record = l->facts->id;
	item->name = arena_fmt(l->arena, "%" PRId64, c->id);
	item->right = c->kind;
	item->now = PAIRS(l, "kind", c->kind, "name", c->name, "email",
	    c->email, "phone", c->phone);
	item_tell(&b, "Kind", c->kind);
	item_tell(&b, "Mail", c->email);
	item_tell(&b, "Phone", c->phone);
	item->about = buf_take(&b, l->arena);
}

static void list_certificate(
    struct listing *l, const struct partner_certificate *c)
{
	struct partner_item *item = item_add(l, ITEM_CERTIFICATE,
	    arena_fmt(l->arena, "%s, %s", c->person, c->name));
	bool expired =
	    c->expires_on != DATE_NONE && c->expires_on < l->ui->today;
	struct buf b = BUF_INIT;

	item->record = l->facts->id;
	item->name = arena_fmt(l->arena, "%" PRId64, c->id);
	item->mark = expired ? '!' : 'x';
	item->role = expired ? ROLE_WARN : ROLE_TEXT;
	item->right = expired ? "expired"
	    : c->expires_on == DATE_NONE
	    ? ""
	    : show_days(c->expires_on, l->ui->today, l->arena);
	item_tell(&b, "Person", c->person);
	item_tell(&b, "Certificate", c->name);
	item_tell(&b, "Issued", item_day(l, c->issued_on));
	item_tell(&b, "Last day", item_day(l, c->expires_on));
	item->about = buf_take(&b, l->arena);
}

/* Where the company is, for whoever writes or calls. */
static void list_company(struct listing *l)
{
	static const char *const fields[][2] = { { "Web site", "website" },
		{ "Mail", "email" }, { "Phone", "phone" }, { "City", "city" },
		{ "State", "state" }, { "Territory", "territory" },
		{ "Coverage", "coverage" }, { "Tax id", "tax_id" },
		{ "Manager", "manager" }, { "Tags", "tags" },
		{ "Parent", "parent" }, { "Customer", "customer" },
		{ "Page", "partner_page" }, { "Description", "description" },
		{ "Note", "note" } };
	struct partner_item *item = item_add(l, ITEM_FACT, "The company");
	const struct country *c = country_of(partner_text(l->facts, "country"));
	struct buf b = BUF_INIT;

	item->right = partner_text(l->facts, "website");
	item_tell(&b, "Country", c != NULL ? c->name : "");
	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		item_tell(
		    &b, fields[i][0], partner_text(l->facts, fields[i][1]));
	item->about = buf_take(&b, l->arena);
}

static bool list_contacts(struct listing *l, struct err *err UNUSED)
{
	const struct partner_record *r = &l->facts->record;

	for (size_t i = 0; i < r->n_contacts; i++)
		list_contact(l, &r->contacts[i]);
	if (r->n_contacts == 0)
		item_add(l, ITEM_FACT, "Nobody yet; a adds a contact.");
	list_company(l);
	if (r->n_certificates > 0)
		item_add(l, ITEM_TITLE, "Certified people");
	for (size_t i = 0; i < r->n_certificates; i++)
		list_certificate(l, &r->certificates[i]);
	return true;
}

/* ---- leads ------------------------------------------------------------- */

static void list_lead(struct listing *l, const struct partner_lead *lead)
{
	struct partner_item *item = item_add(l, ITEM_LEAD,
	    arena_fmt(l->arena, "%s %s", show_id("lead", lead->id, l->arena),
		lead->customer));
	const char *label = lifecycle_label(&lead_lifecycle, lead->stage);
	struct buf b = BUF_INIT;

	item->record = lead->id;
	item->right = label;
	if (lead->value.type == VALUE_MONEY) {
		struct money m = { .minor = lead->value.i };

		memcpy(m.currency, lead->value.currency, 3);
		item->right = arena_fmt(
		    l->arena, "%s  %-9s", show_whole(m, l->arena), label);
		item_tell(&b, "Value",
		    arena_fmt(l->arena, "%s %s", m.currency,
			show_value(lead->value, l->arena)));
	}
	if (!lead_stage_is_open(lead->stage))
		item->role = ROLE_MUTED;
	item_tell(&b, "Stage", label);
	item_tell(&b, "Since", item_day(l, lead->stage_on));
	item_tell(&b, "Country", lead->country);
	item_tell(&b, "Protected", item_day(l, lead->protected_until));
	item_tell(&b, "Next step", lead->next_step);
	item_tell(&b, "Next on", item_day(l, lead->next_on));
	item->about = buf_take(&b, l->arena);
}

static bool list_leads_of(struct listing *l, struct err *err UNUSED)
{
	const struct partner_record *r = &l->facts->record;

	for (size_t i = 0; i < r->n_leads; i++)
		list_lead(l, &r->leads[i]);
	if (r->n_leads == 0)
		item_add(l, ITEM_FACT, "No leads yet; a registers one.");
	return true;
}

/* ---- any --------------------------------------------------------------- */

bool partner_items_read(struct ui *ui, struct partner_view *v, struct err *err)
{
	static bool (*const tabs[PARTNER_TABS])(
	    struct listing * l, struct err * err) = {
		[PARTNER_ENROLLMENTS] = list_enrollments_of,
		[PARTNER_REQUIREMENTS] = list_requirements,
		[PARTNER_BENEFITS] = list_benefits,
		[PARTNER_CONTACTS] = list_contacts,
		[PARTNER_LEADS] = list_leads_of,
		[PARTNER_DOCUMENTS] = list_documents,
		[PARTNER_PAYMENT] = list_payment,
		[PARTNER_HISTORY] = list_history,
	};
	struct partner_items items = { .n = 0 };
	struct listing l = { ui, &v->items_arena, &v->facts, &items };
	bool ok;

	arena_reset(&v->items_arena);
	v->items = items;
	ok = tabs[v->tab](&l, err);
	if (ok)
		v->items = items;
	return ok;
}
