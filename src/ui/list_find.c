/* ui/list_find.c - filtering and searching a list. */

#include "config.h"

#include <string.h>

#include "base/text.h"
#include "ui/list_view.h"
#include "ui/prompt.h"
#include "ui/show.h"

/* A list's filter while another is being typed. */
static const char *old_filter(const struct prompt *p)
{
	return p->data;
}

/* ---- the filter line --------------------------------------------------- */

/* Where the word that is being typed begins. */
static size_t last_word(const char *text)
{
	size_t at = strlen(text);

	while (at > 0 && strchr(" :,<>=-", text[at - 1]) == NULL)
		at--;
	return at;
}

static const char *with_option(struct prompt *p, const char *option)
{
	const char *text = edit_get(&p->edit);

	return arena_fmt(
	    &p->arena, "%.*s%s", (int)last_word(text), text, option);
}

static void filter_changed(struct ui *ui, struct prompt *p)
{
	struct list_view *l = list_view_of(ui);
	const char *text = edit_get(&p->edit);
	const char *const *options =
	    filter_complete(l->screen->list, text, &p->arena);
	struct err err;
	size_t n = 0;

	p->options =
	    arena_alloc(&p->arena, (PROMPT_OPTIONS + 1) * sizeof(*p->options));
	while (options != NULL && n < PROMPT_OPTIONS && options[n] != NULL) {
		p->options[n] = options[n];
		n++;
	}
	if (strcmp(text, l->filter_text) == 0)
		return;
	if (!list_set_filter(ui, l, text, &err)) {
		p->again = err.kind == ERR_BUSY;
		if (!p->again)
			snprintf(p->note, sizeof(p->note), "%s", err.text);
	}
}

static bool filter_done(struct ui *ui, struct prompt *p, const char *text)
{
	struct list_view *l = list_view_of(ui);
	struct err err;

	if (strcmp(text, l->filter_text) == 0 ||
	    list_set_filter(ui, l, text, &err))
		return true;
	snprintf(p->note, sizeof(p->note), "%s", err.text);
	return false;
}

static void filter_cancel(struct ui *ui, struct prompt *p)
{
	struct list_view *l = list_view_of(ui);
	struct err err;

	if (strcmp(old_filter(p), l->filter_text) != 0 &&
	    !list_set_filter(ui, l, old_filter(p), &err))
		ui_failed(ui, &err);
}

void list_filter(struct ui *ui, struct view *v)
{
	struct list_view *l = (struct list_view *)v;
	const char *text = l->filter_text;
	struct prompt *p = prompt_open("", text);

	/* A space goes on with the next term. */
	if (text[0] != '\0')
		edit_set(&p->edit, arena_fmt(&ui->frame, "%s ", text));
	snprintf(l->filter_before, sizeof(l->filter_before), "%s", text);
	p->data = l->filter_before;
	p->on_top = true;
	p->change = filter_changed;
	p->done = filter_done;
	p->cancel = filter_cancel;
	p->complete = with_option;
	prompt_show(ui, p);
}

void list_filter_clear(struct ui *ui, struct view *v)
{
	struct err err;

	if (!list_set_filter(ui, (struct list_view *)v, "", &err))
		ui_failed(ui, &err);
}

/* The cell under the cursor as a value of the filter language. */
static const char *filter_word(
    const struct list_view *l, const struct row *row, struct arena *a)
{
	size_t at = l->columns.order[l->column];
	const struct column *c = &l->screen->list->columns[at];
	const char *text = value_text(row->cells[at], a);

	if (text[0] == '\0')
		text = "-";
	else if (strpbrk(text, " ,:\"") != NULL)
		text = arena_fmt(a, "\"%.*s\"", (int)strcspn(text, "\""), text);
	return arena_fmt(a, "%s%s%s:%s", l->filter_text,
	    l->filter_text[0] != '\0' ? " " : "", c->name, text);
}

void list_filter_value(struct ui *ui, struct view *v)
{
	struct list_view *l = (struct list_view *)v;
	const char *text = filter_word(l, rows_current(&l->rows), &ui->frame);
	struct err err;

	if (!list_set_filter(ui, l, text, &err))
		ui_failed(ui, &err);
	else if (l->column == 0)
		ui_say(ui, "h and l choose the column that \" looks at.");
}

/* ---- searching --------------------------------------------------------- */

/* The filter of the list and the words that are looked for. */
static bool search_filter(struct ui *ui, const struct list_view *l,
    struct arena *a, const struct filter **ret, struct err *err)
{
	struct filter_context context = { .user = ui->session->user,
		.today = ui->today };
	struct buf b = BUF_INIT;
	const char *s;

	buf_fmt(&b, "%s \"", l->filter_text);
	for (s = l->search; *s != '\0'; s++)
		if (*s != '"')
			buf_addc(&b, *s);
	buf_addc(&b, '"');
	return filter_parse(
	    l->screen->list, buf_take(&b, a), &context, a, ret, err);
}

/*
 * Goes to the next match from `from` on, around the end if need be.
 * *ret_found is 0 for none, 2 when it went around.
 */
static bool find(struct ui *ui, struct list_view *l, const struct row *from,
    bool inclusive, bool backwards, int *ret_found, struct err *err)
{
	struct list_at at = { .sort = l->rows.sort,
		.descending = l->rows.descending,
		.after = from,
		.inclusive = inclusive,
		.backwards = backwards };
	struct arena a = ARENA_INIT;
	struct page page = { .n = 0 };
	int height = list_height(l, term_surface(ui->term));
	int turn = 0;
	bool ok = search_filter(ui, l, &a, &at.filter, err);

	while (ok && page.n == 0 && turn++ < 2) {
		ok = list_read(
		    ui->session->db, l->screen->list, &at, 1, &a, &page, err);
		at.after = NULL;
	}
	*ret_found = page.n > 0 ? turn : 0;
	if (ok && page.n > 0)
		ok = rows_go(&l->rows, &page.rows[0], height, err);
	arena_done(&a);
	return ok;
}

static void say_found(struct ui *ui, const struct list_view *l, int found)
{
	if (found == 0)
		ui_say(ui, "\"%s\" is not in this list.", l->search);
	else if (found == 2)
		ui_say(ui, "Went on at the other end.");
}

static void search_changed(struct ui *ui, struct prompt *p)
{
	struct list_view *l = list_view_of(ui);
	const struct row *origin = p->data;
	int found = 1;
	struct err err;

	snprintf(l->search, sizeof(l->search), "%s", edit_get(&p->edit));
	if (l->search[0] == '\0')
		return;
	if (!find(ui, l, origin, true, false, &found, &err)) {
		p->again = err.kind == ERR_BUSY;
		if (!p->again)
			snprintf(p->note, sizeof(p->note), "%s", err.text);
	} else if (found == 0) {
		snprintf(p->note, sizeof(p->note), "not in this list");
	}
}

static bool search_done(
    struct ui *ui UNUSED, struct prompt *p UNUSED, const char *text UNUSED)
{
	return true;
}

static void search_cancel(struct ui *ui, struct prompt *p)
{
	struct list_view *l = list_view_of(ui);
	struct err err;

	if (!rows_go(&l->rows, p->data, list_height(l, term_surface(ui->term)),
		&err))
		ui_failed(ui, &err);
}

/* Where the search began, kept until the next one. */
static const struct row *keep_origin(struct list_view *l)
{
	const struct row *row = rows_current(&l->rows);
	struct row *kept;

	arena_reset(&l->origin_arena);
	kept = arena_alloc(&l->origin_arena, sizeof(*kept));
	kept->id = row->id;
	kept->sort = row->sort;
	if (row->sort.type == VALUE_TEXT)
		kept->sort.s = arena_str(&l->origin_arena, row->sort.s);
	return kept;
}

void list_search(struct ui *ui, struct view *v)
{
	struct list_view *l = (struct list_view *)v;
	struct prompt *p;

	if (rows_current(&l->rows) == NULL) {
		ui_say(ui, "There is nothing to search.");
		return;
	}
	p = prompt_open("/", "");
	p->data = keep_origin(l);
	p->change = search_changed;
	p->done = search_done;
	p->cancel = search_cancel;
	prompt_show(ui, p);
}

static void search_on(struct ui *ui, struct list_view *l, bool backwards)
{
	const struct row *row = rows_current(&l->rows);
	struct err err;
	int found;

	if (l->search[0] == '\0' || row == NULL)
		ui_say(ui, "Nothing is looked for; / begins.");
	else if (!find(ui, l, keep_origin(l), false, backwards, &found, &err))
		ui_failed(ui, &err);
	else
		say_found(ui, l, found);
}

void list_search_next(struct ui *ui, struct view *v)
{
	search_on(ui, (struct list_view *)v, false);
}

void list_search_previous(struct ui *ui, struct view *v)
{
	search_on(ui, (struct list_view *)v, true);
}
