/* ui/lead_figures.c - the stages by name, with their sums and bars. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/lifecycle.h"
#include "domain/program_store.h"
#include "ui/lead_view.h"
#include "ui/show.h"

/* ---- names --------------------------------------------------------------- */

/* Those that programs name; the others are the life cycle's. */
static const enum program_stage_of program_stages[] = {
	[BOARD_SUBMITTED] = STAGE_SUBMITTED,
	[BOARD_ACCEPTED] = STAGE_ACCEPTED,
	[BOARD_QUALIFIED] = STAGE_QUALIFIED,
	[BOARD_PROPOSAL] = STAGE_PROPOSAL,
};

void lead_stages_read(struct ui *ui, struct arena *a, struct lead_stages *ret)
{
	struct program_version *versions;
	struct program_ref ref;
	struct err err;
	size_t n;

	*ret = (struct lead_stages){ .n = 0 };
	if (!program_versions(ui->session, a, &versions, &n, &err))
		return;
	ret->list = arena_alloc(a, (n + 1) * sizeof(*ret->list));
	for (size_t i = 0; i < n; i++) {
		struct lead_stage_names *names = &ret->list[ret->n];

		if (!versions[i].current ||
		    !program_by_row(ui->session, versions[i].row, &ref, &err))
			continue;
		names->program = versions[i].id;
		names->names[BOARD_WON] = NULL;
		for (size_t s = 0; s < ARRAY_LEN(program_stages); s++)
			names->names[s] =
			    ref.program->leads.stages[program_stages[s]].name;
		ret->n++;
	}
}

/* As programs would name them by default. */
static const char *title_of(const char *stage)
{
	static const char *const titles[] = { "Submitted", "Queued", "Accepted",
		"Qualified", "Proposal", "Won", "Lost", "Declined", "Withdrawn",
		"Expired" };
	size_t state = lifecycle_find(&lead_lifecycle, stage);

	return state < ARRAY_LEN(titles) ? titles[state] : stage;
}

const char *lead_stage_name(
    const struct lead_stages *stages, const char *program, const char *stage)
{
	const char *plain = title_of(stage);
	enum board_stage at = board_stage_find(stage);
	const char *name = NULL;

	if (stages == NULL || at >= BOARD_WON)
		return plain;
	for (size_t i = 0; i < stages->n; i++) {
		const char *called = stages->list[i].names[at];

		if (program != NULL &&
		    strcmp(stages->list[i].program, program) == 0)
			return called;
		if (name != NULL && strcmp(name, called) != 0)
			return plain;
		name = called;
	}
	return name != NULL ? name : plain;
}

/* ---- sums ---------------------------------------------------------------- */

static struct money sum_money(const struct board_sum *s, bool weighted)
{
	struct money m = { .minor = weighted ? s->weighted : s->value };

	snprintf(m.currency, sizeof(m.currency), "%s", s->currency);
	return m;
}

/* Those that are in a currency. */
static size_t currencies(const struct board_sums *sums)
{
	size_t n = sums->n;

	return n > 0 && sums->list[n - 1].currency[0] == '\0' ? n - 1 : n;
}

const char *lead_sums_text(
    const struct board_sums *sums, bool weighted, struct arena *a)
{
	size_t n = currencies(sums);
	const char *text;

	if (n == 0)
		return "";
	text = show_short(sum_money(&sums->list[0], weighted), a);
	if (weighted)
		return text;
	text = arena_fmt(a, "%s %s", sums->list[0].currency, text);
	return n > 1 ? arena_fmt(a, "%s +%zu", text, n - 1) : text;
}

const char *lead_board_figures(
    const struct lead_board *b, int width, struct arena *a)
{
	const char *sum = lead_sums_text(&b->open, false, a);
	const char *open = arena_fmt(a, "%" PRId64 " open", b->open.count);
	const char *more, *most;

	if (sum[0] == '\0')
		return open;
	more = arena_fmt(a, "%s   %s", open, sum);
	most = arena_fmt(
	    a, "%s   weighted %s", more, lead_sums_text(&b->open, true, a));
	return text_width(most) <= width ? most
	    : text_width(more) <= width  ? more
					 : open;
}

/* ---- heads --------------------------------------------------------------- */

/* What bars are of: the currency of most open leads; "" for the number. */
static const char *bar_currency(const struct lead_board *b)
{
	return currencies(&b->open) > 0 ? b->open.list[0].currency
	    : currencies(&b->stages[BOARD_WON]) > 0
	    ? b->stages[BOARD_WON].list[0].currency
	    : "";
}

static int64_t bar_value(const struct lead_board *b, enum board_stage stage)
{
	const struct board_sums *sums = &b->stages[stage];
	const char *currency = bar_currency(b);

	if (currency[0] == '\0')
		return sums->count;
	for (size_t i = 0; i < sums->n; i++)
		if (strcmp(sums->list[i].currency, currency) == 0)
			return sums->list[i].value;
	return 0;
}

static const char *stage_title(
    const struct lead_stages *stages, enum board_stage stage, struct arena *a)
{
	if (stage == BOARD_WON)
		return arena_fmt(a, "Won %dd", BOARD_WON_DAYS);
	return lead_stage_name(stages, NULL, board_stage_name(stage));
}

/* "41   EUR 310k": in a narrow column the currency alone gives way. */
static void draw_sums(struct ui *ui, const struct board_sums *sums,
    struct surface *s, int x, int y, int width)
{
	const char *n = arena_fmt(&ui->frame, "%" PRId64, sums->count);
	const char *sum = lead_sums_text(sums, false, &ui->frame);
	int room = width - text_width(n) - 1;

	surface_put(s, x, y, width, ROLE_TEXT, n);
	if (room > 3)
		surface_text_right(
		    s, x + text_width(n) + 1, y, room, ROLE_TEXT, sum);
}

/* The chances of a stage; of those won, how long it took and how many. */
static const char *last_line(
    const struct lead_board *b, enum board_stage stage, struct arena *a)
{
	int64_t decided = b->won + b->lost;

	if (stage == BOARD_WON && b->win_days >= 0 && decided > 0)
		return arena_fmt(a, "median %" PRId64 "d, %" PRId64 "%% won",
		    b->win_days, (200 * b->won + decided) / (2 * decided));
	if (stage == BOARD_WON)
		return "";
	if (stage == BOARD_SUBMITTED && b->queued > 0)
		return arena_fmt(a, "%" PRId64 " more queue", b->queued);
	return currencies(&b->stages[stage]) == 0
	    ? ""
	    : arena_fmt(
		  a, "weighted %s", lead_sums_text(&b->stages[stage], true, a));
}

void board_heads_draw(struct ui *ui, const struct lead_board *b,
    const struct lead_stages *stages, const struct board_heads *h,
    struct surface *s)
{
	int width = s->width / h->n;
	int64_t most = 1;

	for (enum board_stage i = 0; i < BOARD_STAGES; i++)
		if (bar_value(b, i) > most)
			most = bar_value(b, i);
	for (int i = 0; i < h->n; i++) {
		enum board_stage stage = h->first + (enum board_stage)i;
		int x = i * width + 1, room = width - 2;

		surface_put(s, x, h->y, room, ROLE_HEAD,
		    stage_title(stages, stage, &ui->frame));
		draw_sums(ui, &b->stages[stage], s, x, h->y + 1, room);
		if (h->lines > 2)
			surface_bar(
			    s, x, h->y + 2, room, bar_value(b, stage), most);
		if (h->lines > 3)
			surface_put(s, x, h->y + 3, room, ROLE_MUTED,
			    last_line(b, stage, &ui->frame));
	}
}
