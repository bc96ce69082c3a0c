/* ui/review_view.c - the review workspace: keys and what they do. */

#include "config.h"

#include "ui/review_view.h"

#include <stdlib.h>
#include <string.h>

#include "domain/lifecycle.h"
#include "ui/list_view.h"
#include "ui/show.h"

enum { HISTORY_MOST = 100, CLAIM_RENEW = CLAIM_SECONDS / 2 };

static struct review_view *review_of(struct view *v)
{
	return (struct review_view *)v;
}

static struct review_item *item_of(struct review_view *r)
{
	return r->at < r->review.n_items ? &r->review.items[r->at] : NULL;
}

static const char *value_of(const struct review_view *r, const char *name)
{
	struct value v = detail_value(&r->detail, name);

	return v.type == VALUE_TEXT ? v.s : "";
}

static unsigned state_bit(const struct review_view *r)
{
	return STATE_BIT(
	    lifecycle_find(&application_lifecycle, r->review.status));
}

size_t review_decisions(
    const struct review_view *r, const struct operation *ret[DECISIONS_MOST])
{
	const struct operation *op;
	size_t n = 0;

	for (op = operation_next(NULL); op != NULL; op = operation_next(op))
		if (n < DECISIONS_MOST &&
		    strcmp(op->noun, "application") == 0 &&
		    (op->flags & OPERATION_DECIDES) != 0 &&
		    (op->from & state_bit(r)) != 0)
			ret[n++] = op;
	return n;
}

/* ---- reading ----------------------------------------------------------- */

static bool read_all(struct ui *ui, struct review_view *r, struct err *err)
{
	struct session *s = ui->session;

	return review_read(s, r->id, &r->arena, &r->review, err) &&
	    detail_read(
		s->db, "application", r->id, &r->arena, &r->detail, err) &&
	    application_duplicates(
		s, r->id, &r->arena, &r->duplicates, &r->n_duplicates, err) &&
	    remarks_read(
		s->db, r->id, &r->arena, &r->remarks, &r->n_remarks, err) &&
	    history_read(s->db, "application", r->id, HISTORY_MOST, &r->arena,
		&r->history, &r->n_history, err);
}

static void review_reload(struct ui *ui, struct view *v)
{
	struct review_view *r = review_of(v);
	struct err err;

	arena_reset(&r->arena);
	r->read = read_all(ui, r, &err);
	if (!r->read) {
		r->review = (struct review){ .status = "" };
		r->detail = (struct detail){ .n = 0 };
		r->n_duplicates = r->n_remarks = r->n_history = 0;
		if (err.kind != ERR_BUSY)
			ui_failed(ui, &err);
	}
	if (r->at > r->review.n_items)
		r->at = r->review.n_items;
}

static bool is_open(const struct review_item *item)
{
	return item->is_check
	    ? strcmp(item->result, "open") == 0 || item->overdue
	    : item->step < 0;
}

/* The next open item behind the cursor, around the end; else the decision,
 * with what is recommended chosen. */
static void next_open(struct review_view *r)
{
	const struct operation *decisions[DECISIONS_MOST];
	size_t n = r->review.n_items;
	size_t n_decisions = review_decisions(r, decisions);

	r->focus = FOCUS_ITEMS;
	for (size_t i = 1; i <= n; i++) {
		size_t at = (r->at + i) % n;

		if (is_open(&r->review.items[at])) {
			r->at = at;
			r->top[FOCUS_SIDE] = 0;
			return;
		}
	}
	r->at = n;
	r->choice = 0;
	for (size_t i = 0; i < n_decisions; i++)
		if (strcmp(decisions[i]->verb, r->review.recommendation) == 0)
			r->choice = i;
}

/* ---- moving from one application to the next --------------------------- */

/* Shows another application in this workspace. */
static void turn_to(struct ui *ui, struct review_view *r, int64_t id)
{
	r->id = id;
	r->at = 0;
	r->focus = FOCUS_ITEMS;
	r->unmasked = false;
	memset(r->top, 0, sizeof(r->top));
	review_reload(ui, &r->view);
}

/*
 * Opening claims, as a courtesy that others see. A claim that is mine and
 * young is not renewed, so that looking twice leaves one trace.
 */
static void claim(struct ui *ui, struct review_view *r)
{
	const struct operation *op = operation_find("application", "claim");
	struct value at = detail_value(&r->detail, "claimed_at");
	const char *by = value_of(r, "claimed_by");
	int64_t now = session_now(ui->session);
	struct call call = { .id = r->id, .arena = &ui->frame };
	struct err err;

	if (!r->read || (state_bit(r) & op->from) == 0)
		return;
	if (at.type != VALUE_NULL && by[0] != '\0') {
		bool mine = strcmp(by, ui->session->user) == 0;

		if (mine && now - at.i < CLAIM_RENEW)
			return;
		if (!mine && now - at.i < CLAIM_SECONDS)
			ui_warn(ui, "%s has this open since %s.", by,
			    show_time(at.i, &ui->frame));
	}
	/* Who may only look, looks. */
	if (!operation_run(ui->session, op, &call, &err)) {
		if (err.kind != ERR_FORBIDDEN)
			ui_failed(ui, &err);
		return;
	}
	review_reload(ui, &r->view);
}

static struct list_view *queue_of(struct review_view *r)
{
	struct view *v = r->view.below;

	while (v != NULL && v->kind != &list_kind)
		v = v->below;
	return (struct list_view *)v;
}

/* The queue goes along, so that "next" means the one behind this. */
static void find_in_queue(struct ui *ui, struct review_view *r)
{
	struct list_view *l = queue_of(r);
	const struct row *row = l != NULL ? rows_current(&l->rows) : NULL;
	bool found;
	struct err err;

	if (row != NULL && row->id != r->id &&
	    strcmp(l->screen->list->noun, "application") == 0 &&
	    !rows_find(&l->rows, r->id, list_height(l, term_surface(ui->term)),
		&found, &err))
		ui_failed(ui, &err);
}

static void start(struct ui *ui, struct review_view *r, int64_t id)
{
	turn_to(ui, r, id);
	find_in_queue(ui, r);
	claim(ui, r);
	/* So that the first open one is the next. */
	r->at = r->review.n_items > 0 ? r->review.n_items - 1 : 0;
	next_open(r);
}

void review_open(struct ui *ui, int64_t id)
{
	struct review_view *r = calloc(1, sizeof(*r));

	if (r == NULL)
		abort();
	r->view.kind = &review_kind;
	ui_push(ui, &r->view);
	start(ui, r, id);
	if (!r->read)
		ui_pop(ui);
	else
		ui_reload(ui);
}

static void neighbor(struct ui *ui, struct review_view *r, int by)
{
	struct list_view *l = queue_of(r);
	const struct row *row = l != NULL ? rows_current(&l->rows) : NULL;

	if (row == NULL || strcmp(l->screen->list->noun, "application") != 0) {
		ui_say(ui, "There is no queue behind this.");
		return;
	}
	/* A decided one has left the queue: its place has the next one. */
	if (row->id != r->id && by > 0) {
		start(ui, r, row->id);
	} else if (!list_step(ui, l, by)) {
		ui_say(ui,
		    by > 0 ? "This is the last of the queue."
			   : "This is the first of the queue.");
	} else {
		start(ui, r, rows_current(&l->rows)->id);
	}
}

static void next_application(struct ui *ui, struct view *v)
{
	neighbor(ui, review_of(v), 1);
}

static void previous_application(struct ui *ui, struct view *v)
{
	neighbor(ui, review_of(v), -1);
}

/* What the item under the cursor is now, in a few words. */
static void say_item(struct ui *ui, struct review_view *r)
{
	const struct review_item *item = item_of(r);

	if (item == NULL)
		return;
	if (item->is_check && strcmp(item->result, "open") == 0)
		ui_say(ui, "%s: evidence is on file.  u takes it back.",
		    item->name);
	else if (item->is_check)
		ui_say(
		    ui, "%s: %s.  u takes it back.", item->name, item->result);
	else
		ui_say(ui, "%s: %d of %d.  u takes it back.", item->name,
		    (item->quarters + 2) / 4, item->weight);
}

void review_after(struct ui *ui, const struct task *t)
{
	struct view *v = ui_screen(ui);
	struct review_view *r = review_of(v);
	char said[sizeof(ui->message)];
	struct list_view *l;

	if (v->kind != &review_kind || t->n != 1 || t->ids[0] != r->id)
		return;
	r->saved_at = session_now(ui->session);
	if ((t->op->flags & OPERATION_ITEM) != 0) {
		say_item(ui, r);
		if (strcmp(t->op->verb, "evidence") != 0)
			next_open(r);
	}
	if ((t->op->flags & OPERATION_DECIDES) == 0 ||
	    (state_bit(r) & t->op->from) != 0)
		return;
	/* Decided: the next of the queue, and what became of this one. */
	snprintf(said, sizeof(said), "%s", ui->message);
	l = queue_of(r);
	if (l != NULL && rows_current(&l->rows) != NULL &&
	    rows_current(&l->rows)->id != r->id &&
	    strcmp(l->screen->list->noun, "application") == 0)
		start(ui, r, rows_current(&l->rows)->id);
	if (ui->message[0] == '\0' || strcmp(ui->message, said) != 0)
		ui_say(ui, "%s", said);
}

/* ---- items ------------------------------------------------------------- */

static void run_item(struct ui *ui, struct review_view *r, const char *verb,
    const char *const *preset)
{
	task_do(ui,
	    task_new(ui, operation_find("application", verb), r->id, preset));
}

static void score(struct ui *ui, struct view *v, const char *step)
{
	struct review_view *r = review_of(v);
	const struct review_item *item = item_of(r);

	if (item == NULL || item->is_check) {
		ui_say(ui,
		    "0 to 4 score a criterion; a check takes + - and "
		    "the point.");
		return;
	}
	run_item(ui, r, "score",
	    (const char *const[]){ "criterion", item->id, "step", step, NULL });
}

#define SCORE(name, step)                               \
	static void name(struct ui *ui, struct view *v) \
	{                                               \
		score(ui, v, step);                     \
	}
SCORE(score_0, "0")
SCORE(score_1, "1")
SCORE(score_2, "2")
SCORE(score_3, "3")
SCORE(score_4, "4")

/* The check under the cursor, or NULL after saying so. */
static const struct review_item *check_of(struct ui *ui, struct review_view *r)
{
	const struct review_item *item = item_of(r);

	if (item != NULL && item->is_check)
		return item;
	ui_say(ui,
	    "+ - and the point judge a check; a criterion takes 0 to "
	    "4.");
	return NULL;
}

static void pass(struct ui *ui, struct view *v)
{
	struct review_view *r = review_of(v);
	const struct review_item *item = check_of(ui, r);

	if (item != NULL)
		run_item(ui, r, "check",
		    (const char *const[]){
			"check", item->id, "result", "passed", NULL });
}

/* Fails or waives it; a digit says why. */
static void judge(
    struct ui *ui, struct view *v, const char *result, const char *title)
{
	struct review_view *r = review_of(v);
	const struct review_item *item = check_of(ui, r);
	bool waive = strcmp(result, "waived") == 0;
	struct task *t;

	if (item == NULL)
		return;
	t = task_new(ui, operation_find("application", "check"), r->id,
	    (const char *const[]){ "check", item->id, "result", result, NULL });
	t->title = title;
	t->names = arena_str(&t->arena, item->name);
	t->need_reason = waive;
	t->at_once = true;
	if (!waive && t->program.program != NULL)
		t->reasons = &t->program.program->reasons[REASON_DECLINE];
	decide_show(ui, t);
}

static void fail(struct ui *ui, struct view *v)
{
	judge(ui, v, "failed", "Fail:");
}

static void waive(struct ui *ui, struct view *v)
{
	judge(ui, v, "waived", "Waive:");
}

static void evidence(struct ui *ui, struct view *v)
{
	struct review_view *r = review_of(v);
	const struct review_item *item = item_of(r);
	const char *preset[3] = { "check", NULL, NULL };

	if (r->focus == FOCUS_FACTS) {
		r->unmasked = !r->unmasked;
		ui_say(ui,
		    r->unmasked ? "Personal data is shown."
				: "Personal data is masked.");
	} else if ((state_bit(r) & APPLICATION_PENDING) == 0) {
		documents_show(ui, "application", r->id);
	} else if (item == NULL || !item->is_check) {
		ui_say(ui, "Evidence belongs to a check.");
	} else {
		preset[1] = item->id;
		task_begin_on(ui, operation_find("application", "evidence"),
		    r->id, preset);
	}
}

static void documents(struct ui *ui, struct view *v)
{
	documents_show(ui, "application", review_of(v)->id);
}

static void reveal(struct ui *ui, struct view *v)
{
	review_of(v)->unmasked = !review_of(v)->unmasked;
	(void)ui;
}

/* ---- moving ------------------------------------------------------------ */

static void move(struct review_view *r, int by)
{
	if (r->focus != FOCUS_ITEMS) {
		r->top[r->focus] += by;
		if (r->top[r->focus] < 0)
			r->top[r->focus] = 0;
		return;
	}
	if (by > 0 && r->at < r->review.n_items)
		r->at++;
	else if (by < 0 && r->at > 0)
		r->at--;
	r->top[FOCUS_SIDE] = 0;
}

static void down(struct ui *ui UNUSED, struct view *v)
{
	move(review_of(v), 1);
}

static void up(struct ui *ui UNUSED, struct view *v)
{
	move(review_of(v), -1);
}

/* Pages turn the text at the right, whatever has the focus. */
static void turn_page(struct ui *ui, struct review_view *r, int by)
{
	enum review_focus f = r->focus == FOCUS_ITEMS ? FOCUS_SIDE : r->focus;
	int page = term_surface(ui->term)->height / 2;

	r->top[f] += by * page;
	if (r->top[f] < 0)
		r->top[f] = 0;
}

static void page_down(struct ui *ui, struct view *v)
{
	turn_page(ui, review_of(v), 1);
}

static void page_up(struct ui *ui, struct view *v)
{
	turn_page(ui, review_of(v), -1);
}

static void choose(struct review_view *r, int by)
{
	const struct operation *decisions[DECISIONS_MOST];
	size_t n = review_decisions(r, decisions);

	if (r->at == r->review.n_items && n > 0)
		r->choice = (r->choice + n + (size_t)(by + (int)n)) % n;
}

static void left(struct ui *ui UNUSED, struct view *v)
{
	choose(review_of(v), -1);
}

static void right(struct ui *ui UNUSED, struct view *v)
{
	choose(review_of(v), 1);
}

static void enter(struct ui *ui, struct view *v)
{
	const struct operation *decisions[DECISIONS_MOST];
	struct review_view *r = review_of(v);
	size_t n = review_decisions(r, decisions);

	if (r->at < r->review.n_items)
		next_open(r);
	else if (r->choice < n)
		task_begin(ui, decisions[r->choice]);
	else
		ui_say(ui, "It is %s; there is nothing to decide.",
		    lifecycle_label(&application_lifecycle, r->review.status));
}

static void next_pane(struct ui *ui UNUSED, struct view *v)
{
	struct review_view *r = review_of(v);

	r->focus = (r->focus + 1) % FOCUSES;
}

static void previous_pane(struct ui *ui UNUSED, struct view *v)
{
	struct review_view *r = review_of(v);

	r->focus = (r->focus + FOCUSES - 1) % FOCUSES;
}

static void leave(struct ui *ui, struct view *v)
{
	struct review_view *r = review_of(v);

	if (r->focus != FOCUS_ITEMS) {
		r->focus = FOCUS_ITEMS;
	} else {
		ui_pop(ui);
		ui_reload(ui); /* what was claimed shows in the list */
	}
}

static const struct command review_rows[] = {
	{ "next open", "enter", "next open",
	    "the next open item; then the decision", 0, enter },
	{ "pass", "+ space", "pass", "the check is passed", 0, pass },
	{ "fail", "-", "fail", "the check failed; a digit says why", 0, fail },
	{ "waive", ".", "waive", "the check is waived; a digit says why", 0,
	    waive },
	{ "score 4", "4", "=0-4 score", "full points for the criterion",
	    COMMAND_TERSE, score_4 },
	{ "score 3", "3", NULL, "three quarters of the points", COMMAND_TERSE,
	    score_3 },
	{ "score 2", "2", NULL, "half of the points", COMMAND_TERSE, score_2 },
	{ "score 1", "1", NULL, "a quarter of the points", COMMAND_TERSE,
	    score_1 },
	{ "score 0", "0", NULL, "no points", COMMAND_TERSE, score_0 },
	{ "evidence", "o", "evidence",
	    "evidence of a check; on the company: shows personal data", 0,
	    evidence },
	{ "next application", "]", "next app", "the next in the queue", 0,
	    next_application },
	{ "previous application", "[", NULL, "the one before in the queue", 0,
	    previous_application },
	{ "next pane", "tab f6", "pane", "company, then the text, to scroll",
	    COMMAND_WIDE, next_pane },
	{ "previous pane", "backtab", NULL, "back a pane", COMMAND_TERSE,
	    previous_pane },
	{ "why", "w", "why", "how the score came about", COMMAND_WIDE,
	    why_show },
	{ "undo", "u f8", "undo", "take back the last operation", COMMAND_WIDE,
	    undo_last },
	{ "documents", "v", NULL, "its order form, agreement and others", 0,
	    documents },
	{ "reveal", "t", NULL, "show or mask personal data", 0, reveal },
	{ "down", "j down", NULL, "next item or line", COMMAND_TERSE, down },
	{ "up", "k up", NULL, "previous item or line", COMMAND_TERSE, up },
	{ "left", "h left", NULL, "the decision at the left", COMMAND_TERSE,
	    left },
	{ "right", "l right", NULL, "the decision at the right", COMMAND_TERSE,
	    right },
	{ "page down", "pgdn }", NULL, "turn the text at the right",
	    COMMAND_TERSE, page_down },
	{ "page up", "pgup {", NULL, "turn it back", COMMAND_TERSE, page_up },
	{ "back", "esc q f12 f10", NULL, "back to the list", COMMAND_TERSE,
	    leave },
};

static const char *review_record(const struct view *v, int64_t *ret_id)
{
	*ret_id = ((const struct review_view *)v)->id;
	return "application";
}

static void review_close(struct view *v)
{
	arena_done(&review_of(v)->arena);
	free(v);
}

const struct view_kind review_kind = {
	.name = "Review",
	.common = true,
	.commands = COMMANDS(review_rows),
	.draw = review_draw,
	.reload = review_reload,
	.close = review_close,
	.record = review_record,
};
