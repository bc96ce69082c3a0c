/* ui/partner_papers.c - documents, letters and history of a partner. */

#include "config.h"

#include "ui/partner_items.h"

#include <string.h>

#include "domain/lifecycle.h"
#include "ui/show.h"

enum { HISTORY_MOST = 100 };

/* ---- documents and letters --------------------------------------------- */

static void list_document(struct listing *l, const struct partner_document *d)
{
	struct partner_item *item = item_add(l, ITEM_DOCUMENT, d->name);
	bool is_signed = d->signed_on != DATE_NONE;
	struct buf b = BUF_INIT;

	item->record = d->enrollment;
	item->row = d->id;
	item->name = d->kind;
	item->mark = is_signed ? 'x' : ' ';
	item->right = is_signed
	    ? arena_fmt(l->arena, "signed %s",
		  show_value(val_date(d->signed_on), l->arena))
	    : d->sent_on != DATE_NONE
	    ? arena_fmt(l->arena, "sent %s",
		  show_value(val_date(d->sent_on), l->arena))
	    : d->needs_sign ? "to be sent"
			    : "";
	item_tell(&b, "Made", item_moment(l, d->created_at));
	item_tell(&b, "Sent", item_by(l, d->sent_by, item_day(l, d->sent_on)));
	item_tell(
	    &b, "Signed", item_by(l, d->signed_by, item_day(l, d->signed_on)));
	item_tell(&b, "Kept in", d->signed_ref);
	item_tell(&b, "Recorded by", d->recorded_by);
	if (d->needs_sign && !is_signed)
		buf_add(&b, "Needs a signature: + records it.\n");
	item->about = buf_take(&b, l->arena);
}

static void list_letter(struct listing *l, const struct partner_letter *m)
{
	struct partner_item *item = item_add(l, ITEM_LETTER,
	    arena_fmt(l->arena, "%s %s", show_id("message", m->id, l->arena),
		m->subject));
	struct buf b = BUF_INIT;

	item->record = m->id;
	item->row = m->id;
	item->right = lifecycle_label(&message_lifecycle, m->status);
	if (strcmp(m->status, "failed") == 0 ||
	    strcmp(m->status, "unknown") == 0)
		item->role = ROLE_WARN;
	item_tell(&b, "To", m->to_address);
	item_tell(&b, "Written", item_moment(l, m->created_at));
	item_tell(&b, m->sent_at != 0 ? "Sent" : "Goes out",
	    item_moment(l, m->sent_at != 0 ? m->sent_at : m->due_at));
	item_tell(&b, "Answer", m->error);
	item->about = buf_take(&b, l->arena);
}

bool list_documents(struct listing *l, struct err *err UNUSED)
{
	const struct partner_record *r = &l->facts->record;

	for (size_t i = 0; i < r->n_documents; i++)
		list_document(l, &r->documents[i]);
	if (r->n_documents == 0)
		item_add(l, ITEM_FACT, "No documents yet.");
	if (r->n_letters > 0)
		item_add(l, ITEM_TITLE, "Letters");
	for (size_t i = 0; i < r->n_letters; i++)
		list_letter(l, &r->letters[i]);
	return true;
}

/* ---- history ----------------------------------------------------------- */

static void list_remark(struct listing *l, const struct partner_remark *m)
{
	const char *text = m->inside[0] != '\0' ? m->inside : m->outside;
	struct partner_item *item = item_add(l, ITEM_FACT,
	    arena_fmt(l->arena, "%s %s %s%s%s",
		show_value(val_date(m->on_date), l->arena), m->actor, m->kind,
		text[0] != '\0' ? ": " : "", text));
	struct buf b = BUF_INIT;

	item_tell(&b, "By", item_by(l, m->actor, item_moment(l, m->at)));
	item_tell(&b, "About", m->noun);
	item_tell(&b, "Reason", m->reason);
	if (m->inside[0] != '\0')
		buf_fmt(&b, "%s\n", m->inside);
	if (m->outside[0] != '\0')
		buf_fmt(&b, "To the partner: %s\n", m->outside);
	item->about = buf_take(&b, l->arena);
}

/* On its own screen the partner's name says nothing: "E-1 (reseller): ..." */
static const char *without_name(const struct listing *l, const char *text)
{
	const char *name = partner_text(l->facts, "name");
	const char *at = name[0] != '\0' ? strstr(text, name) : NULL;

	if (at == NULL || at == text || at[-1] != ' ')
		return text;
	return arena_fmt(
	    l->arena, "%.*s%s", (int)(at - text - 1), text, at + strlen(name));
}

static void list_event(struct listing *l, const struct history_entry *h)
{
	struct partner_item *item = item_add(l, ITEM_FACT,
	    arena_fmt(l->arena, "%s %s: %s",
		show_value(val_date((date_days)(h->at / 86400)), l->arena),
		h->actor, without_name(l, h->summary)));
	struct buf b = BUF_INIT;

	if (h->undone) {
		item->role = ROLE_MUTED;
		item->right = "undone";
	}
	buf_fmt(&b, "%s\n", h->summary);
	item_tell(&b, "By", item_by(l, h->actor, item_moment(l, h->at)));
	item_tell(&b, "Operation", h->operation);
	for (size_t i = 0; i < h->n_changes; i++) {
		const struct history_change *c = &h->changes[i];

		if (c->field[0] != '\0')
			buf_fmt(&b, "%s: %s -> %s\n", c->field,
			    c->old_value != NULL ? c->old_value : "-",
			    c->new_value != NULL ? c->new_value : "-");
	}
	item->about = buf_take(&b, l->arena);
}

/* An operation on an enrollment that changed the partner is in both. */
static bool is_listed(
    struct history_entry *const *list, size_t n, int64_t audit)
{
	for (size_t i = 0; i < n; i++)
		if (list[i]->audit == audit)
			return true;
	return false;
}

struct events {
	struct history_entry **list;
	size_t n, size;
};

static bool read_events(struct listing *l, const char *noun, int64_t id,
    struct events *events, struct err *err)
{
	struct history_entry *list;
	size_t n;

	if (!history_read(l->ui->session->db, noun, id, HISTORY_MOST, l->arena,
		&list, &n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (is_listed(events->list, events->n, list[i].audit))
			continue;
		events->list = arena_grow(l->arena, events->list, events->n,
		    &events->size, sizeof(struct history_entry *));
		events->list[events->n++] = &list[i];
	}
	return true;
}

/* The newest of those that are left, or n. */
static size_t newest(const struct events *events)
{
	size_t best = events->n;

	for (size_t i = 0; i < events->n; i++)
		if (events->list[i] != NULL &&
		    (best == events->n ||
			events->list[i]->audit > events->list[best]->audit))
			best = i;
	return best;
}

/* Remarks and events in one order, the newest first. */
bool list_history(struct listing *l, struct err *err)
{
	const struct partner_record *r = &l->facts->record;
	struct events events = { .n = 0 };
	size_t remark = 0, event;

	if (!read_events(l, "partner", l->facts->id, &events, err))
		return false;
	for (size_t i = 0; i < r->n_enrollments; i++)
		if (!read_events(
			l, "enrollment", r->enrollments[i].id, &events, err))
			return false;
	while ((event = newest(&events)) < events.n) {
		while (remark < r->n_remarks &&
		    r->remarks[remark].at >= events.list[event]->at)
			list_remark(l, &r->remarks[remark++]);
		list_event(l, events.list[event]);
		events.list[event] = NULL;
	}
	while (remark < r->n_remarks)
		list_remark(l, &r->remarks[remark++]);
	if (l->items->n == 0)
		item_add(l, ITEM_FACT, "Nothing has happened yet.");
	return true;
}
