/* io/statement_html.c - a statement as a page to print. */

#include "config.h"

#include <inttypes.h>

#include "io/markup.h"
#include "io/statement_page.h"

static const char STYLE[] =
    "body{font:15px/1.4 sans-serif;color:#111;max-width:52em;margin:2em auto;"
    "padding:0 1em}\n"
    "table{border-collapse:collapse;width:100%;margin:.5em 0 1.5em}\n"
    "th,td{padding:.2em .5em;text-align:left;vertical-align:top;"
    "border-bottom:1px solid #ccc}\n"
    ".n{text-align:right;white-space:nowrap;font-variant-numeric:"
    "tabular-nums}\n"
    ".t td{font-weight:bold;border-top:2px solid #111}\n"
    "@media print{body{margin:0;max-width:none;font-size:10pt}"
    "tr{break-inside:avoid}thead{display:table-header-group}"
    "@page{margin:18mm}}\n";

static void td(struct buf *out, const char *text, bool number)
{
	buf_add(out, number ? "<td class=\"n\">" : "<td>");
	markup_text(out, text);
	buf_add(out, "</td>");
}

static void head(
    const struct statement_content *c, struct arena *a, struct buf *out)
{
	char period[PERIOD_TEXT], from[11], to[11];
	const char *title =
	    arena_fmt(a, "Commission statement T-%" PRId64, c->id);

	buf_add(out,
	    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n");
	markup_element(
	    out, "title", arena_fmt(a, "%s, %s", title, c->partner_name));
	buf_fmt(out, "\n<style>\n%s</style>\n</head>\n<body>\n", STYLE);
	if (c->entity[0] != '\0') {
		markup_element(out, "p", c->entity);
		buf_addc(out, '\n');
	}
	markup_element(out, "h1", title);
	buf_add(out, "\n<p>");
	markup_text(out,
	    arena_fmt(a, "P-%" PRId64 " %s, %s", c->partner, c->partner_name,
		c->country));
	buf_fmt(out, "<br>\n%s, %s to %s, in %s<br>\n",
	    period_text(c->period, period), date_text(c->period.from, from),
	    date_text(c->period.to, to), c->currency);
	buf_fmt(out, "Status: %s</p>\n", c->status);
}

static void deals(
    const struct statement_content *c, struct arena *a, struct buf *out)
{
	if (c->deals.n == 0)
		return;
	buf_add(out,
	    "<h2>Deals</h2>\n<table>\n<thead><tr><th>Date</th><th>Sale</th>"
	    "<th>Customer</th><th>Product</th><th class=\"n\">Base</th>"
	    "<th class=\"n\">Rate</th><th class=\"n\">Amount</th></tr>"
	    "</thead>\n<tbody>\n");
	for (size_t i = 0; i < c->deals.n; i++) {
		const struct statement_line *l = &c->deals.list[i];
		char day[11];

		buf_add(out, "<tr>");
		td(out, date_text(l->on, day), false);
		td(out, arena_fmt(a, "S-%" PRId64, l->sale), false);
		td(out, l->customer, false);
		td(out, l->product, false);
		td(out, statement_amount(c, l->base, a), true);
		td(out, l->rate, true);
		td(out, statement_amount(c, l->amount, a), true);
		buf_add(out, "</tr>\n");
	}
	buf_add(out, "</tbody>\n</table>\n");
}

static void plain_table(const struct statement_content *c,
    const struct statement_lines *lines, const char *title, bool held,
    struct arena *a, struct buf *out)
{
	if (lines->n == 0)
		return;
	markup_element(out, "h2", title);
	buf_add(out, "\n<table>\n<tbody>\n");
	for (size_t i = 0; i < lines->n; i++) {
		const struct statement_line *l = &lines->list[i];
		const char *text = held    ? l->customer
		    : l->reason[0] != '\0' ? l->reason
					   : l->kind;
		char day[11];

		buf_add(out, "<tr>");
		td(out, date_text(l->on, day), false);
		td(out, arena_fmt(a, "C-%" PRId64, l->commission), false);
		td(out, text, false);
		if (held)
			td(out, statement_held(l, a), false);
		td(out, statement_amount(c, l->amount, a), true);
		buf_add(out, "</tr>\n");
	}
	buf_add(out, "</tbody>\n</table>\n");
}

static void sums(
    const struct statement_content *c, struct arena *a, struct buf *out)
{
	struct statement_sum list[STATEMENT_SUMS];
	size_t n = statement_sums(c, a, list);

	buf_add(out, "<h2>Balance</h2>\n<table>\n<tbody>\n");
	for (size_t i = 0; i < n; i++) {
		buf_add(out, list[i].total ? "<tr class=\"t\">" : "<tr>");
		td(out, list[i].title, false);
		td(out, arena_fmt(a, "%s %s", c->currency, list[i].amount),
		    true);
		buf_add(out, "</tr>\n");
	}
	buf_add(out, "</tbody>\n</table>\n");
}

void statement_html(const struct statement_content *c, struct buf *out)
{
	struct arena a = ARENA_INIT;
	const char *notes[STATEMENT_NOTES];
	size_t n;

	head(c, &a, out);
	deals(c, &a, out);
	plain_table(c, &c->adjustments, "Adjustments", false, &a, out);
	plain_table(c, &c->held, "Held, and not in the balance", true, &a, out);
	sums(c, &a, out);
	n = statement_notes(c, &a, notes);
	for (size_t i = 0; i < n; i++) {
		markup_element(out, "p", notes[i]);
		buf_addc(out, '\n');
	}
	buf_add(out, "</body>\n</html>\n");
	arena_done(&a);
}
