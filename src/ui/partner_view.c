/* ui/partner_view.c - a partner's workspace: keys and what they do. */

#include "config.h"

#include "ui/partner_view.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "domain/payment_detail.h"
#include "ui/list_view.h"
#include "ui/show.h"

static struct partner_view *partner_of(struct view *v)
{
	return (struct partner_view *)v;
}

const struct partner_item *partner_item(const struct partner_view *v)
{
	return v->at < v->items.n ? &v->items.list[v->at] : NULL;
}

/* ---- reading ----------------------------------------------------------- */

static bool can_stand(const struct partner_view *v, size_t i)
{
	return i < v->items.n && v->items.list[i].kind != ITEM_TITLE;
}

/* Keeps the cursor on an item. */
static void settle(struct partner_view *v)
{
	if (v->at >= v->items.n)
		v->at = v->items.n > 0 ? v->items.n - 1 : 0;
	if (!can_stand(v, v->at) && can_stand(v, v->at + 1))
		v->at++;
	v->about = v->at;
}

static void partner_reload(struct ui *ui, struct view *view)
{
	struct partner_view *v = partner_of(view);
	struct err err;

	arena_reset(&v->arena);
	v->read =
	    partner_facts_read(ui, v->id, false, &v->arena, &v->facts, &err) &&
	    partner_items_read(ui, v, &err);
	if (!v->read) {
		v->facts = (struct partner_facts){ .id = v->id };
		v->items.n = 0;
		if (err.kind != ERR_BUSY)
			ui_failed(ui, &err);
	}
	settle(v);
}

void partner_open(struct ui *ui, int64_t id)
{
	struct partner_view *v = calloc(1, sizeof(*v));

	if (v == NULL)
		abort();
	v->view.kind = &partner_kind;
	v->id = id;
	ui_push(ui, &v->view);
	partner_reload(ui, &v->view);
	if (!v->read)
		ui_pop(ui);
}

static void show_tab(struct ui *ui, struct partner_view *v, size_t tab)
{
	struct err err;

	v->kept[v->tab] = v->at;
	v->tab = (enum partner_tab)tab;
	v->at = v->kept[tab];
	v->top = v->about_top = 0;
	if (!partner_items_read(ui, v, &err)) {
		v->items.n = 0;
		ui_failed(ui, &err);
	}
	settle(v);
}

/* ---- rest -------------------------------------------------------------- */

/* What the item is about follows when the cursor rests, not at every key. */
static int partner_due(const struct view *view)
{
	const struct partner_view *v = (const struct partner_view *)view;

	return v->about != v->at ? REST_PREVIEW : -1;
}

static void partner_rest(struct ui *ui UNUSED, struct view *view)
{
	struct partner_view *v = partner_of(view);

	v->about = v->at;
	v->about_top = 0;
}

/* ---- moving ------------------------------------------------------------ */

static void move(struct partner_view *v, int by)
{
	size_t n = v->items.n, i = v->at;

	while (by > 0 ? i + 1 < n : i > 0) {
		i += by > 0 ? 1 : (size_t)-1;
		if (can_stand(v, i)) {
			v->at = i;
			return;
		}
	}
}

static void down(struct ui *ui UNUSED, struct view *v)
{
	move(partner_of(v), 1);
}

static void up(struct ui *ui UNUSED, struct view *v)
{
	move(partner_of(v), -1);
}

/* Pages move in the list; where it is short, in what the item is about. */
static void page(struct ui *ui, struct partner_view *v, int by)
{
	int height = term_surface(ui->term)->height / 2;
	size_t before = v->at;

	for (int i = 0; i < height; i++)
		move(v, by);
	if (v->at == before)
		v->about_top += by * height / 2;
	if (v->about_top < 0)
		v->about_top = 0;
}

static void page_down(struct ui *ui, struct view *v)
{
	page(ui, partner_of(v), 1);
}

static void page_up(struct ui *ui, struct view *v)
{
	page(ui, partner_of(v), -1);
}

static void first(struct ui *ui UNUSED, struct view *view)
{
	struct partner_view *v = partner_of(view);

	v->at = 0;
	if (!can_stand(v, 0))
		move(v, 1);
}

static void last(struct ui *ui UNUSED, struct view *view)
{
	struct partner_view *v = partner_of(view);

	if (v->items.n > 0)
		v->at = v->items.n - 1;
}

static void next_tab(struct ui *ui, struct view *view)
{
	struct partner_view *v = partner_of(view);

	show_tab(ui, v, (v->tab + 1) % PARTNER_TABS);
}

static void previous_tab(struct ui *ui, struct view *view)
{
	struct partner_view *v = partner_of(view);

	show_tab(ui, v, (v->tab + PARTNER_TABS - 1) % PARTNER_TABS);
}

#define TAB(name, tab)                                  \
	static void name(struct ui *ui, struct view *v) \
	{                                               \
		show_tab(ui, partner_of(v), tab);       \
	}
TAB(tab_programs, PARTNER_ENROLLMENTS)
TAB(tab_requirements, PARTNER_REQUIREMENTS)
TAB(tab_benefits, PARTNER_BENEFITS)
TAB(tab_contacts, PARTNER_CONTACTS)
TAB(tab_leads, PARTNER_LEADS)
TAB(tab_documents, PARTNER_DOCUMENTS)
TAB(tab_payment, PARTNER_PAYMENT)
TAB(tab_history, PARTNER_HISTORY)

/* The directory goes along, so that "next" means the one behind this. */
static void neighbor(struct ui *ui, struct partner_view *v, int by)
{
	struct list_view *l = list_view_of(ui);

	if (l == NULL || l->screen->list != &list_partners ||
	    rows_current(&l->rows) == NULL) {
		ui_say(ui, "There is no list of partners behind this.");
	} else if (rows_current(&l->rows)->id == v->id &&
	    !list_step(ui, l, by)) {
		ui_say(ui,
		    by > 0 ? "This is the last of the list."
			   : "This is the first of the list.");
	} else {
		v->id = rows_current(&l->rows)->id;
		memset(v->kept, 0, sizeof(v->kept));
		v->at = 0;
		v->top = v->about_top = 0;
		partner_reload(ui, &v->view);
	}
}

static void next_partner(struct ui *ui, struct view *v)
{
	neighbor(ui, partner_of(v), 1);
}

static void previous_partner(struct ui *ui, struct view *v)
{
	neighbor(ui, partner_of(v), -1);
}

/* ---- items ------------------------------------------------------------- */

/* An operation of an item and what one of its params is set to. */
struct act {
	const char *verb, *name, *value;
};

/* What the keys of items do with each kind; without a verb: nothing. */
static const struct item_keys {
	const char *noun;  /* of its operations */
	const char *param; /* that names the item */
	struct act done, open, waive, edit;
} keys_of[ITEM_KINDS] = {
	[ITEM_ENROLLMENT] = { "enrollment", NULL, .edit = { "note" } },
	[ITEM_REQUIREMENT] = { "enrollment", "requirement",
	    .done = { "requirement", "state", "met" },
	    .open = { "requirement", "state", "open" },
	    .waive = { "requirement", "state", "waived" },
	    .edit = { "requirement" } },
	[ITEM_BENEFIT] = { "enrollment", "benefit",
	    .done = { "benefit", "done", "yes" },
	    .open = { "benefit", "done", "no" }, .edit = { "benefit" } },
	[ITEM_CONTACT] = { "partner", "contact", .done = { "contact-main" },
	    .open = { "contact-remove" }, .edit = { "contact-edit" } },
	[ITEM_CERTIFICATE] = { "partner", "certificate",
	    .open = { "certificate-remove" }, .edit = { "certificate-renew" } },
	[ITEM_LEAD] = { "lead", NULL, .edit = { "edit" } },
	[ITEM_DOCUMENT] = { "enrollment", "document", .done = { "sign" },
	    .edit = { "send" } },
	[ITEM_LETTER] = { "message", NULL, .edit = { "edit" } },
	[ITEM_BANK] = { "partner", "detail", .done = { "detail-accept" },
	    .open = { "detail-refuse" }, .edit = { "bank" } },
	[ITEM_TAX] = { "partner", "detail", .done = { "detail-accept" },
	    .open = { "detail-refuse" }, .edit = { "tax" } },
};

/* The operation that the item's key stands for, told which item it is. */
static struct task *item_task(struct ui *ui, const struct partner_item *item,
    const struct act *act, const char *param)
{
	const struct operation *op = act->verb == NULL
	    ? NULL
	    : operation_find(keys_of[item->kind].noun, act->verb);
	const char *preset[7] = { NULL };
	size_t n = 0;

	if (op == NULL || item->record == 0) {
		ui_say(ui,
		    "That key does nothing with this one; ? shows the "
		    "keys.");
		return NULL;
	}
	if (param != NULL) {
		preset[n++] = param;
		preset[n++] = item->name;
	}
	if (act->name != NULL) {
		preset[n++] = act->name;
		preset[n++] = act->value;
	}
	if (item->shown != NULL) {
		preset[n++] = "digest";
		preset[n++] = item->shown;
	}
	return task_new(ui, op, item->record, preset);
}

static const struct partner_item *item_here(struct ui *ui, struct view *v)
{
	const struct partner_item *item = partner_item(partner_of(v));

	if (item == NULL)
		ui_say(ui, "There is nothing here.");
	return item;
}

/* At once; what it lacks is asked for. */
static void do_act(struct ui *ui, struct view *v, bool done)
{
	const struct partner_item *item = item_here(ui, v);
	const struct item_keys *k = item != NULL ? &keys_of[item->kind] : NULL;
	struct task *t = k == NULL
	    ? NULL
	    : item_task(ui, item, done ? &k->done : &k->open, k->param);

	if (t != NULL)
		task_do(ui, t);
}

static void item_done(struct ui *ui, struct view *v)
{
	do_act(ui, v, true);
}

static void item_open(struct ui *ui, struct view *v)
{
	do_act(ui, v, false);
}

/* A digit says why. */
static void item_waive(struct ui *ui, struct view *v)
{
	const struct partner_item *item = item_here(ui, v);
	const struct item_keys *k = item != NULL ? &keys_of[item->kind] : NULL;
	struct task *t =
	    k == NULL ? NULL : item_task(ui, item, &k->waive, k->param);

	if (t == NULL)
		return;
	t->title = "Waive:";
	t->names = arena_str(&t->arena, item->text);
	t->need_reason = true;
	t->at_once = true;
	decide_show(ui, t);
}

static void item_edit(struct ui *ui, struct view *v)
{
	const struct partner_item *item = partner_item(partner_of(v));
	const struct item_keys *k = item != NULL ? &keys_of[item->kind] : NULL;
	const struct operation *note = operation_find("partner", "note");
	struct task *t;

	if (k == NULL || k->edit.verb == NULL || item->record == 0) {
		if (note != NULL)
			task_begin_on(ui, note, partner_of(v)->id, NULL);
		return;
	}
	t = item_task(ui, item, &k->edit, k->param);
	if (t == NULL)
		return;
	t->start = item->now; /* read before anything is read again */
	form_show(ui, t, NULL, NULL);
}

/* What each tab adds, and the param that names the partner. */
static void tab_add(struct ui *ui, struct view *view)
{
	static const struct {
		const char *noun, *verb, *param;
	} adds[PARTNER_TABS] = {
		[PARTNER_ENROLLMENTS] = { "enrollment", "add", "partner" },
		[PARTNER_CONTACTS] = { "partner", "contact-add", NULL },
		[PARTNER_LEADS] = { "lead", "add", "partner" },
		[PARTNER_PAYMENT] = { "partner", "bank", NULL },
		[PARTNER_HISTORY] = { "partner", "activity", NULL },
	};
	struct partner_view *v = partner_of(view);
	const struct partner_item *item = partner_item(v);
	const char *preset[3] = { adds[v->tab].param,
		show_id("partner", v->id, &ui->frame), NULL };
	const char *verb = adds[v->tab].verb;
	const struct operation *op;

	if (item != NULL && item->kind == ITEM_CERTIFICATE)
		verb = "certificate-add";
	if (item != NULL && item->kind == ITEM_TAX)
		verb = "tax";
	op = verb != NULL ? operation_find(adds[v->tab].noun, verb) : NULL;
	if (op == NULL)
		ui_say(ui,
		    "Nothing is added here: the program says what "
		    "there is.");
	else
		task_begin_on(ui, op, v->id, preset);
}

/* ---- reading items ----------------------------------------------------- */

static void show_text(struct ui *ui, const struct partner_item *item)
{
	struct arena a = ARENA_INIT;
	const char *text;
	struct err err;
	bool ok;

	if (item->kind == ITEM_BANK || item->kind == ITEM_TAX)
		ok = payment_detail_whole(
		    ui->session, item->row, &a, &text, &err);
	else if (item->kind == ITEM_LETTER)
		ok = letter_text(ui->session->db, item->row, &a, &text, &err);
	else
		ok = document_text(ui->session->db, item->row, &a, &text, &err);
	if (ok)
		text_show(ui, item->text, text);
	else
		ui_failed(ui, &err);
	arena_done(&a);
}

/* Documents and letters to read, records, else all that is told about it. */
static void enter(struct ui *ui, struct view *v)
{
	const struct partner_item *item = item_here(ui, v);

	if (item == NULL)
		return;
	if (item->row != 0)
		show_text(ui, item);
	else if (item->kind == ITEM_LEAD)
		record_open(ui, "lead", item->record);
	else if (item->about[0] != '\0')
		text_show(ui, item->text, item->about);
}

static void leave(struct ui *ui, struct view *v UNUSED)
{
	ui_pop(ui);
}

static const struct command partner_rows[] = {
	{ "open", "enter", "open",
	    "read a document, letter or payment details, open a lead", 0,
	    enter },
	{ "next tab", "tab l right f6", "tab", "the next tab", COMMAND_TERSE,
	    next_tab },
	{ "previous tab", "backtab h left", NULL, "the tab before",
	    COMMAND_TERSE, previous_tab },
	{ "done", "+", "done",
	    "met, done, signed, in force; of contacts: the main one", 0,
	    item_done },
	{ "open again", "-", "not",
	    "not met, not done; removes people, refuses a proposal", 0,
	    item_open },
	{ "waive", ".", "waive", "waive a requirement; a digit says why", 0,
	    item_waive },
	{ "edit", "e", "edit",
	    "change the item; where it cannot be changed, add a note",
	    COMMAND_ITEM, item_edit },
	{ "add", "a", "add",
	    "add a program, contact, certificate, lead, activity; propose "
	    "payment details",
	    COMMAND_ITEM, tab_add },
	{ "why", "w", "why", "how it stands, and what comes next", COMMAND_WIDE,
	    why_show },
	{ "undo", "u f8", "undo", "take back the last operation", COMMAND_WIDE,
	    undo_last },
	{ "next partner", "]", "next", "the next in the list", COMMAND_WIDE,
	    next_partner },
	{ "previous partner", "[", NULL, "the one before in the list", 0,
	    previous_partner },
	{ "programs", "1", NULL, "its programs", COMMAND_TERSE, tab_programs },
	{ "requirements", "2", NULL, "what they require", COMMAND_TERSE,
	    tab_requirements },
	{ "benefits", "3", NULL, "what they bring", COMMAND_TERSE,
	    tab_benefits },
	{ "contacts", "4", NULL, "people and certificates", COMMAND_TERSE,
	    tab_contacts },
	{ "its leads", "5", NULL, "its leads", COMMAND_TERSE, tab_leads },
	{ "its documents", "6", NULL, "documents and letters", COMMAND_TERSE,
	    tab_documents },
	{ "payment", "7", NULL, "bank details and tax form", COMMAND_TERSE,
	    tab_payment },
	{ "history", "8", NULL, "what was said and done", COMMAND_TERSE,
	    tab_history },
	{ "down", "j down", NULL, "next item", COMMAND_TERSE, down },
	{ "up", "k up", NULL, "previous item", COMMAND_TERSE, up },
	{ "page down", "pgdn }", NULL, "a page down", COMMAND_TERSE,
	    page_down },
	{ "page up", "pgup {", NULL, "a page up", COMMAND_TERSE, page_up },
	{ "first", "gg home", NULL, "first item", COMMAND_TERSE, first },
	{ "last item", "G end", NULL, "last item", COMMAND_TERSE, last },
	{ "back", "esc q f12 f10", NULL, "back to the list", COMMAND_TERSE,
	    leave },
};

/* Of an item, the record behind it; else the partner. */
static const char *partner_record(const struct view *view, int64_t *ret_id)
{
	const struct partner_view *v = (const struct partner_view *)view;
	const struct partner_item *item = partner_item(v);

	if (item != NULL && item->record != 0 &&
	    keys_of[item->kind].noun != NULL) {
		*ret_id = item->record;
		return keys_of[item->kind].noun;
	}
	*ret_id = v->id;
	return "partner";
}

static const char *const *also(const struct view *v UNUSED)
{
	return partner_also;
}

static void partner_other(
    struct ui *ui, struct view *v, const struct operation *op)
{
	partner_begin(ui, op, partner_of(v)->id);
}

static const char *partner_position(const struct view *view, struct arena *a)
{
	const struct partner_view *v = (const struct partner_view *)view;

	if (v->items.n == 0)
		return "";
	return arena_fmt(a, "%zu/%zu", v->at + 1, v->items.n);
}

static void partner_close(struct view *v)
{
	arena_done(&partner_of(v)->arena);
	arena_done(&partner_of(v)->items_arena);
	free(v);
}

const struct view_kind partner_kind = {
	.name = "Partner",
	.common = true,
	.commands = COMMANDS(partner_rows),
	.draw = partner_draw,
	.due = partner_due,
	.rest = partner_rest,
	.reload = partner_reload,
	.close = partner_close,
	.record = partner_record,
	.also = also,
	.other = partner_other,
	.position = partner_position,
};
