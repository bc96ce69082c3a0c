/*
 * io/print.h - records printed as a table, as CSV or as JSON.
 *
 * A table is for people: blanks part its columns, and what a terminal must
 * not see is made safe. CSV and JSON are for programs: names for titles,
 * ISO dates, decimal points; UTF-8 with LF.
 */

#ifndef IO_PRINT_H
#define IO_PRINT_H

#include <stdio.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/value.h"

enum list_format { FORMAT_TABLE, FORMAT_CSV, FORMAT_JSON };

struct print_column {
	const char *name;  /* in CSV and JSON */
	const char *title; /* over the column of a table */
	bool right;        /* a table aligns it right */
};

struct print;

/*
 * Begins the output. The columns must stay where they are. `raw` leaves
 * cells as they are that a spreadsheet would run as formulas.
 */
struct print *print_open(FILE *out, enum list_format format, bool raw,
    const struct print_column *columns, size_t n);

/* Prints a row of as many cells as there are columns. */
void print_row(struct print *p, const struct value *cells);

/* Ends the output, and frees. ERR_IO when it could not be written whole. */
NODISCARD bool print_close(struct print *p, struct err *err);

/* Appends the text as a JSON string, and a value as JSON. */
void print_json_text(struct buf *out, const char *text);
void print_json_value(struct buf *out, struct value v);

/* Appends a cell of CSV: with a ' before what would run as a formula. */
void print_csv_text(struct buf *out, const char *text, bool raw);

/* Flushes; ERR_IO when what was written so far is not whole. */
NODISCARD bool print_flush(FILE *out, struct err *err);

#endif
