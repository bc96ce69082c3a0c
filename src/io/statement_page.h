/*
 * io/statement_page.h - a statement to read and to print.
 *
 * As plain text it is 80 columns wide; as HTML it is one page that needs
 * nothing else.
 */

#ifndef IO_STATEMENT_PAGE_H
#define IO_STATEMENT_PAGE_H

#include "base/buf.h"
#include "domain/statement_content.h"

void statement_text(const struct statement_content *c, struct buf *out);
void statement_html(const struct statement_content *c, struct buf *out);

/* A line below the lines: "Opening balance" and its amount. */
struct statement_sum {
	const char *title, *amount;
	bool total; /* a line is drawn above it */
};

enum { STATEMENT_SUMS = 8 };

/* Those of a statement, in their order; private to io/statement_*.c. */
size_t statement_sums(const struct statement_content *c, struct arena *a,
    struct statement_sum ret[static STATEMENT_SUMS]);

/* What is to know besides, a sentence each; returns how many. */
enum { STATEMENT_NOTES = 8 };
size_t statement_notes(const struct statement_content *c, struct arena *a,
    const char *ret[static STATEMENT_NOTES]);

const char *statement_amount(
    const struct statement_content *c, int64_t minor, struct arena *a);

/* Why a line is held: "until 2026-04-30", "suspended". */
const char *statement_held(const struct statement_line *l, struct arena *a);

#endif
