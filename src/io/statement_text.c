/* io/statement_text.c - a statement as plain text. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "io/statement_page.h"

enum { WIDTH = 80 };

/* Appends a text in so many cells, on their left or right. */
static void cell(
    struct buf *out, const char *text, int cells, bool right, struct arena *a)
{
	const char *s = text_clip(text_safe(text, a), cells, a);
	int blanks = cells - text_width(s);

	if (right)
		buf_fmt(out, "%*s", blanks, "");
	buf_add(out, s);
	if (!right)
		buf_fmt(out, "%*s", blanks, "");
}

/* The end of a line, without the blanks of its last cells. */
static void end_line(struct buf *out)
{
	while (out->len > 0 && out->s[out->len - 1] == ' ')
		out->s[--out->len] = '\0';
	buf_addc(out, '\n');
}

static void rule(struct buf *out)
{
	for (int i = 0; i < WIDTH; i++)
		buf_addc(out, '-');
	buf_addc(out, '\n');
}

static void wrapped(struct buf *out, const char *text, struct arena *a)
{
	const char **lines;
	size_t n = text_wrap(text_safe(text, a), WIDTH, a, &lines);

	for (size_t i = 0; i < n; i++)
		buf_fmt(out, "%s\n", lines[i]);
}

static void head(
    const struct statement_content *c, struct arena *a, struct buf *out)
{
	char period[PERIOD_TEXT], from[11], to[11];

	if (c->entity[0] != '\0')
		wrapped(out, c->entity, a);
	buf_fmt(out, "Commission statement T-%" PRId64 "\n\n", c->id);
	wrapped(out,
	    arena_fmt(a, "Partner:  P-%" PRId64 " %s, %s", c->partner,
		c->partner_name, c->country),
	    a);
	buf_fmt(out, "Period:   %s, %s to %s\n", period_text(c->period, period),
	    date_text(c->period.from, from), date_text(c->period.to, to));
	buf_fmt(out, "Currency: %s\nStatus:   %s\n", c->currency, c->status);
}

static void deal_row(
    struct buf *out, struct arena *a, const char *const cells[static 7])
{
	static const struct {
		int cells;
		bool right;
	} columns[] = { { 10, false }, { 7, false }, { 14, false },
		{ 13, false }, { 12, true }, { 6, true }, { 12, true } };

	for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
		if (i > 0)
			buf_addc(out, ' ');
		cell(out, cells[i], columns[i].cells, columns[i].right, a);
	}
	end_line(out);
}

static void deals(
    const struct statement_content *c, struct arena *a, struct buf *out)
{
	static const char *const titles[] = { "Date", "Sale", "Customer",
		"Product", "Base", "Rate", "Amount" };

	if (c->deals.n == 0)
		return;
	buf_add(out, "\nDeals\n");
	deal_row(out, a, titles);
	rule(out);
	for (size_t i = 0; i < c->deals.n; i++) {
		const struct statement_line *l = &c->deals.list[i];
		char day[11];
		const char *cells[] = { date_text(l->on, day),
			arena_fmt(a, "S-%" PRId64, l->sale), l->customer,
			l->product, statement_amount(c, l->base, a), l->rate,
			statement_amount(c, l->amount, a) };

		deal_row(out, a, cells);
	}
}

/* Lines with a text instead of a deal: date, id, text, amount. */
static void plain_row(const struct statement_content *c,
    const struct statement_line *l, const char *text, struct arena *a,
    struct buf *out)
{
	char day[11];

	cell(out, date_text(l->on, day), 11, false, a);
	cell(out, arena_fmt(a, "C-%" PRId64, l->commission), 8, false, a);
	cell(out, text, WIDTH - 11 - 8 - 13, false, a);
	cell(out, statement_amount(c, l->amount, a), 13, true, a);
	end_line(out);
}

static void adjustments(
    const struct statement_content *c, struct arena *a, struct buf *out)
{
	if (c->adjustments.n == 0)
		return;
	buf_add(out, "\nAdjustments\n");
	rule(out);
	for (size_t i = 0; i < c->adjustments.n; i++) {
		const struct statement_line *l = &c->adjustments.list[i];

		plain_row(
		    c, l, l->reason[0] != '\0' ? l->reason : l->kind, a, out);
	}
}

static void held(
    const struct statement_content *c, struct arena *a, struct buf *out)
{
	if (c->held.n == 0)
		return;
	buf_add(out, "\nHeld, and not in the balance\n");
	rule(out);
	for (size_t i = 0; i < c->held.n; i++) {
		const struct statement_line *l = &c->held.list[i];

		plain_row(c, l,
		    arena_fmt(a, "%s  %s", statement_held(l, a), l->customer),
		    a, out);
	}
}

static void sums(
    const struct statement_content *c, struct arena *a, struct buf *out)
{
	struct statement_sum list[STATEMENT_SUMS];
	size_t n = statement_sums(c, a, list);

	buf_addc(out, '\n');
	rule(out);
	for (size_t i = 0; i < n; i++) {
		cell(out,
		    list[i].total ? arena_fmt(a, "= %s", list[i].title)
				  : arena_fmt(a, "  %s", list[i].title),
		    WIDTH - 24, false, a);
		cell(out, arena_fmt(a, "%s %s", c->currency, list[i].amount),
		    24, true, a);
		end_line(out);
	}
}

void statement_text(const struct statement_content *c, struct buf *out)
{
	struct arena a = ARENA_INIT;
	const char *notes[STATEMENT_NOTES];
	size_t n;

	head(c, &a, out);
	deals(c, &a, out);
	adjustments(c, &a, out);
	held(c, &a, out);
	sums(c, &a, out);
	buf_addc(out, '\n');
	n = statement_notes(c, &a, notes);
	for (size_t i = 0; i < n; i++)
		wrapped(out, notes[i], &a);
	arena_done(&a);
}
