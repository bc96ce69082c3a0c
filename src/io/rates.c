/* io/rates.c - the European Central Bank's file of reference rates. */

#include "config.h"

#include "io/rates.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "io/csv.h"

struct reader {
	const char *path;
	date_days today;
	struct arena *arena;
	struct problems *problems;
	const char **currencies; /* by cell; the first is the day's */
	size_t width;
	struct rates rates;
};

static bool is_code(const char *s)
{
	return strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3 && s[3] == '\0';
}

static bool no_file_of_rates(const struct reader *r, struct err *err)
{
	return err_set(err, ERR_INVALID,
	    "%s:1: This is no file of reference rates: its header is `Date` "
	    "and then a currency for each column, as the European Central "
	    "Bank publishes it.",
	    r->path);
}

/* The comma at the line's end makes a last cell of nothing. */
static bool read_header(struct reader *r, struct csv *csv, struct err *err)
{
	struct csv_row row = { .n = 0 };
	bool more;

	if (!csv_next(csv, &row, &more, err))
		return false;
	if (!more || row.problem != NULL || row.n < 2 ||
	    strcmp(row.cells[0], "Date") != 0)
		return no_file_of_rates(r, err);
	r->width = row.n;
	r->currencies = arena_alloc(r->arena, row.n * sizeof(*r->currencies));
	for (size_t i = 1; i < row.n; i++) {
		if (row.cells[i][0] == '\0' && i == row.n - 1)
			break;
		if (!is_code(row.cells[i]))
			return no_file_of_rates(r, err);
		r->currencies[i] = arena_str(r->arena, row.cells[i]);
	}
	return true;
}

static bool is_none(const char *cell)
{
	return cell[0] == '\0' || strcmp(cell, "N/A") == 0;
}

static void read_cell(
    struct reader *r, const struct csv_row *row, size_t i, date_days day)
{
	struct exchange_rate rate = { .on = day };
	struct err why;

	if (is_none(row->cells[i]))
		return;
	if (r->currencies[i] == NULL) {
		problem_add(r->problems, row->line, (uint32_t)i + 1,
		    "the cell has no currency in the header");
		return;
	}
	if (!decimal_parse(
		row->cells[i], '.', '\0', false, &rate.per_euro, &why) ||
	    rate.per_euro.units <= 0) {
		problem_add(r->problems, row->line, (uint32_t)i + 1,
		    "%s: `%.60s` is not a rate; it is a number above zero, "
		    "like 1.1252",
		    r->currencies[i], text_safe(row->cells[i], r->arena));
		return;
	}
	snprintf(rate.currency, sizeof(rate.currency), "%s", r->currencies[i]);
	r->rates.list = arena_grow(r->arena, r->rates.list, r->rates.n,
	    &r->rates.size, sizeof(*r->rates.list));
	r->rates.list[r->rates.n++] = rate;
}

static void read_row(struct reader *r, const struct csv_row *row)
{
	struct err why;
	date_days day;

	if (row->problem != NULL)
		problem_add(r->problems, row->line, 1, "%s", row->problem);
	else if (row->n != r->width)
		problem_add(r->problems, row->line, 1,
		    "the row has %zu cells, the header has %zu", row->n,
		    r->width);
	else if (!date_parse(row->cells[0], &day, &why))
		problem_add(r->problems, row->line, 1, "Date: %s",
		    text_safe(why.text, r->arena));
	else if (day > r->today + 1)
		problem_add(r->problems, row->line, 1,
		    "Date: rates of days to come are not known yet");
	else
		for (size_t i = 1; i < row->n; i++)
			read_cell(r, row, i, day);
}

static bool read_rows(struct reader *r, struct csv *csv, struct err *err)
{
	struct csv_row row;
	bool more;

	for (;;) {
		if (!csv_next(csv, &row, &more, err))
			return false;
		if (!more)
			return true;
		read_row(r, &row);
	}
}

bool rates_read(const char *path, date_days today, struct arena *a,
    struct rates *ret, struct problems *problems, struct err *err)
{
	struct reader r = {
		.path = path, .today = today, .arena = a, .problems = problems
	};
	struct csv *csv;
	bool ok;

	if (!csv_open(path, ',', 0, &csv, err))
		return false;
	ok = read_header(&r, csv, err) && read_rows(&r, csv, err);
	csv_close(csv);
	if (ok)
		*ret = r.rates;
	return ok;
}
