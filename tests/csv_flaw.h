/* tests/csv_flaw.h - what must hold for every row that is read. */

#ifndef TESTS_CSV_FLAW_H
#define TESTS_CSV_FLAW_H

#include <string.h>

#include "base/text.h"
#include "io/csv.h"

/* A sentence about what is wrong with a row that follows one on `line`. */
static inline const char *csv_row_flaw(
    const struct csv_row *row, uint32_t line, size_t width)
{
	if (row->line <= line)
		return "a row that does not come later";
	if (row->problem != NULL)
		return row->problem[0] != '\0' ? NULL : "an empty problem";
	if (row->n != width)
		return "a row of another width";
	for (size_t i = 0; i < row->n; i++) {
		size_t len = strlen(row->cells[i]);

		if (text_valid_until(row->cells[i], len) != len)
			return "a cell that is not UTF-8";
	}
	return NULL;
}

/*
 * Reads the file to its end, or to where it is refused. Returns a sentence
 * about the first flaw, or NULL. *ret_ok tells the verdict.
 */
static inline const char *csv_flaw(const char *path, bool *ret_ok)
{
	const char *flaw = NULL;
	struct csv_row row;
	struct csv *c = NULL;
	struct err err = { .text = "" };
	uint32_t line;
	size_t width;
	bool ok, more = true;

	ok = csv_open(path, ',', 0, &c, &err) && csv_header(c, &row, &err);
	line = ok ? row.line : 0;
	width = ok ? row.n : 0;
	while (ok && flaw == NULL && (ok = csv_next(c, &row, &more, &err)) &&
	    more) {
		flaw = csv_row_flaw(&row, line, width);
		line = row.line;
	}
	csv_close(c);
	if (!ok && flaw == NULL && err.text[0] == '\0')
		flaw = "a refusal without a reason";
	*ret_ok = ok;
	return flaw;
}

#endif
