/*
 * io/csv.h - rows of comma-separated files.
 *
 * Read as RFC 4180 has it, in constant memory: cells in quotes may hold the
 * delimiter, line ends and doubled quotes; lines end in LF or CRLF; blank
 * lines are skipped. Nothing is guessed or shifted: a row that does not fit
 * is handed over as a problem, and the next one is read as if nothing had
 * been. A file that is not UTF-8, or has a quote that is never closed, is
 * refused as a whole.
 */

#ifndef IO_CSV_H
#define IO_CSV_H

#include <stdint.h>

#include "base/err.h"

#define CSV_CELL_MAX ((size_t)1 << 20)
#define CSV_ROW_MAX ((size_t)4 << 20)
#define CSV_COLUMNS_MAX ((size_t)4096)

struct csv;

struct csv_row {
	uint32_t line;       /* its first; from 1 */
	const char *problem; /* a sentence why it cannot be used, or NULL */
	size_t n;            /* cells */
	const char *const *cells;
};

/*
 * Opens a file whose cells are parted by `delimiter` and skips so many
 * lines. ERR_NOT_FOUND, ERR_IO, and as csv_next().
 */
NODISCARD bool csv_open(const char *path, char delimiter, size_t skip_lines,
    struct csv **ret, struct err *err);

/*
 * Reads the header and keeps its width for all rows. Blanks around names
 * are dropped. ERR_INVALID for an empty file, a column without a name, two
 * of one name. The cells live as long as the csv.
 */
NODISCARD bool csv_header(struct csv *c, struct csv_row *ret, struct err *err);

/*
 * The next row; *ret_more is false at the end, and *ret is then untouched.
 * The row is valid until the next call. ERR_INVALID when the file cannot be
 * read any further (its text begins with FILE:LINE:), ERR_IO.
 */
NODISCARD bool csv_next(
    struct csv *c, struct csv_row *ret, bool *ret_more, struct err *err);

/* Takes NULL. */
void csv_close(struct csv *c);

#endif
